"""Texts as pasted from a page: the article told from what stood around it."""
