"""What a theme is called: by its own name, or after its largest narratives, in one language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

NAMED_AFTER: Final = 3
"""Narratives that a theme's name says."""


def theme_name(
    labels: Sequence[Mapping[str, str]], language: str | None = None, named: Mapping[str, str] | None = None
) -> str:
    """Name a theme: by its own name; where it has none, after its narratives: by the label of its only one, else those
    of its largest, one language throughout.

    Languages are never mixed, so that narratives without a label in the chosen one are not in the name.

    Parameters
    ----------
    labels : of each narrative, the largest first, by language, its main one first; there is at least one of each.
    language : is taken where it names two of them, or the only one there is; else the main one of the largest for
        which that is so.
    named : names of the theme itself by language, where it has some.
    """
    own_names = named or {}
    counted = Counter(code for own in labels for code in own)
    main = [next(iter(own)) for own in labels]
    if language and language in own_names:
        return own_names[language]
    chosen = next((code for code in (language or "", *main) if counted[code] >= min(2, len(labels))), main[0])
    if own_names:
        return own_names.get(chosen) or next(iter(own_names.values()))
    found = [own[chosen] for own in labels if chosen in own]
    halves = dict.fromkeys(label.split(", ")[0] for label in found[:NAMED_AFTER])
    return found[0] if len(found) == 1 else " / ".join(halves)
