"""Readers of what press databases and tools for corpora hand out: each gives the articles of a file as records."""
