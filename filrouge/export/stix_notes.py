"""On which objects of a STIX bundle each note of a person stands."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from filrouge.annotations.acts import CLAIM, DOCUMENT, NARRATIVE, PAIR, SOURCE, THEME, Row
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.identities import all_numbers, placed, themes_said
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.schema import NO_NARRATIVE


def noted(
    bundle: Bundle, state: State, narratives: Mapping[int, Any], channels: Mapping[str, Any], told_by: Mapping[int, int]
) -> Iterator[tuple[Row, list[Any]]]:
    """Each note with the objects that it is on: of a theme, all its narratives; of a claim, the narrative that tells it
    (`told_by`); none for notes on documents, and on two that share text.
    """
    numbers = all_numbers(state, placed(bundle, state).numbers)
    told = {about: told_by.get(n, NO_NARRATIVE) for about, n in placed_claims(bundle, state).numbers.items()}
    themes = {about: theme for theme, abouts in themes_said(bundle, state).items() for about in abouts}
    in_theme: dict[int, list[Any]] = {}
    for one in records(bundle.narratives):
        in_theme.setdefault(int(one["theme"]), []).append(narratives[int(one["narrative"])])
    on: dict[str, Callable[[str], list[Any]]] = {
        NARRATIVE: lambda about: [narratives.get(numbers.get(about, NO_NARRATIVE))],
        CLAIM: lambda about: [narratives.get(told.get(about, NO_NARRATIVE))],
        THEME: lambda about: in_theme.get(themes.get(about, NO_NARRATIVE), []),
        SOURCE: lambda about: [channels.get(about)],
    }
    for kind in (NARRATIVE, THEME, CLAIM, SOURCE, DOCUMENT, PAIR):
        for row in state.rows(kind, "note"):
            found = on[kind](row.about) if kind in on else []
            yield row, [one for one in found if one is not None]
