"""Frames become figures: pure functions, one module a noun, one theme."""

from filrouge.figures import compare, overview, theme, timeline, topic_map

__all__ = ["compare", "overview", "theme", "timeline", "topic_map"]
