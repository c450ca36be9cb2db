"""Frames become figures: pure functions, one module a noun, one theme."""

from filrouge.figures import (
    adoption,
    bursts,
    compare,
    map_sides,
    overview,
    reach,
    silence,
    theme,
    timeline,
    topic_map,
    words,
)

__all__ = [
    "adoption", "bursts", "compare", "map_sides", "overview", "reach", "silence", "theme", "timeline", "topic_map",
    "words",
]  # fmt: skip
