"""What a theme is called: after its largest narratives, in one language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

NAMED_AFTER: Final = 3
"""Narratives that a theme's name says."""


def theme_name(labels: Sequence[Mapping[str, str]], language: str | None = None) -> str:
    """Name a theme after its narratives: the label of its only one, else the first halves of those of its largest.

    Languages are never mixed, so that narratives without a label in the chosen one are not in the name.

    Parameters
    ----------
    labels : of each narrative, the largest first, by language, its main one first; there is at least one of each.
    language : is taken where it names two of them, or the only one there is; else the main one of the largest for
        which that is so.
    """
    named = Counter(code for own in labels for code in own)
    main = [next(iter(own)) for own in labels]
    chosen = next((code for code in (language or "", *main) if named[code] >= min(2, len(labels))), main[0])
    found = [own[chosen] for own in labels if chosen in own]
    halves = dict.fromkeys(label.split(", ")[0] for label in found[:NAMED_AFTER])
    return found[0] if len(found) == 1 else " / ".join(halves)
