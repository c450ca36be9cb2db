"""What people merged or hid: what each narrative or claim is part of now."""

from collections.abc import Mapping
from typing import Final

from filrouge.annotations.state import State

_NOTHING: Final = -1  # NO_NARRATIVE, and NO_CLAIM


def merged_into(state: State, kind: str, numbers: Mapping[str, int]) -> dict[int, int]:
    """Of each thing of a kind that is not there any more, the one that it was merged into; -1 where that is hidden.

    `numbers`: of each identity, its number in the bundle.
    """
    merged = {}
    for row in state.rows(kind, "merge"):
        if row.about in numbers and row.value in numbers and numbers[row.about] != numbers[row.value]:
            merged[numbers[row.about]] = numbers[row.value]
    hidden = {numbers[row.about] for row in state.rows(kind, "hidden") if row.about in numbers and row.value}
    into = {}
    for number in merged.keys() | hidden:
        way = [number]
        while way[-1] in merged and merged[way[-1]] not in way:  # two people may have merged each into the other
            way.append(merged[way[-1]])
        end = way[-1]
        if end in merged:
            end = min(way[way.index(merged[end]) :])  # a circle: its first one has them all, and what leads into it
        end = _NOTHING if end in hidden else end
        if end != number:
            into[number] = end
    return into
