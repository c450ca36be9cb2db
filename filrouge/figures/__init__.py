"""Frames become figures: pure functions, one module a noun, one theme."""

from filrouge.figures import compare, map_sides, overview, theme, timeline, topic_map, words

__all__ = ["compare", "map_sides", "overview", "theme", "timeline", "topic_map", "words"]
