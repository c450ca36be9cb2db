"""What a page puts around an article is cut from its text, with the reason of each cut."""
