"""HTML → its tree, its visible blocks, the text that it shows, and the article of a page."""
