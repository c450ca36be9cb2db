"""Dates as they are written, in many languages, read as intervals."""
