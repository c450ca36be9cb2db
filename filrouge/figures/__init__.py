"""Frames become figures: pure functions, one module a noun, one theme."""

from filrouge.figures import (
    adoption,
    bursts,
    claims,
    compare,
    coordination,
    lanes,
    map_sides,
    overview,
    reach,
    silence,
    takers,
    takers_network,
    theme,
    timeline,
    topic_map,
    words,
)

__all__ = [
    "adoption", "bursts", "claims", "compare", "coordination", "lanes", "map_sides", "overview", "reach", "silence",
    "takers", "takers_network", "theme", "timeline", "topic_map", "words",
]  # fmt: skip
