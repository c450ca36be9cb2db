"""Codes, keys and numbers in the reader's words: names, days, amounts, and what is said of a bundle."""
