"""A bundle and a selection become frames: what the pages ask, answered in pandas."""
