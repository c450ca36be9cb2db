"""Notes of STIX: what people noted, on the objects that it is about, and the claims that they said something of."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import stix2

from filrouge.annotations.acts import ACT, CLAIM, DOCUMENT, NARRATIVE, PAIR, SOURCE, THEME, Row
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.identities import all_numbers, placed, themes_said
from filrouge.annotations.saying import parts_of, tags_of
from filrouge.bundle import records
from filrouge.characters import one_line, several_lines
from filrouge.explore.claim_tables import present_claim
from filrouge.explore.claims import claims, wordings
from filrouge.explore.names import tag_name
from filrouge.explore.selection import Selection
from filrouge.export.stix_common import Common
from filrouge.i18n import _, listed, quoted, spoken
from filrouge.schema import NO_NARRATIVE

_KINDS = (NARRATIVE, THEME, CLAIM, SOURCE, DOCUMENT, PAIR)


def notes(common: Common, narratives: Mapping[int, Any], channels: Mapping[str, Any]) -> Iterator[Any]:
    """Notes of people, those that they took away as revoked ones, and claims."""
    told_by = _told_by(common)
    yield from _claims(common, narratives, told_by)
    for row, on in _noted(common, narratives, channels, told_by):
        yield _note(common, row, on, content=several_lines(str(row.value)))
    for said in (said for kind in _KINDS for said in common.state.by_field.get((kind, "note"), {}).values()):
        written = [row for row in said if row.value]
        if written and common.state.row(said[0].kind, said[0].about, said[0].what) is None:
            yield _note(common, written[-1], [], content=_("This note was removed."), revoked=True)


def _note(common: Common, row: Row, on: list[Any], **more: Any) -> Any:
    return stix2.Note(
        **common.of("note", row.about, row.slot, changed=common.changed.of_row(row), by=row),
        abstract=one_line(f"{row.kind} {row.about}")[:120],
        authors=[one_line(row.who)],
        object_refs=[one.id for one in on or [common.author]],
        **more,
    )


def _noted(
    common: Common, narratives: Mapping[int, Any], channels: Mapping[str, Any], told_by: Mapping[int, int]
) -> Iterator[tuple[Row, list[Any]]]:
    """Each note with the objects that it is on: of a theme, all its narratives; of a claim, the narrative that tells it
    (`told_by`); none for notes on documents, and on two that share text.
    """
    bundle, state = common.bundle, common.state
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
    for kind in _KINDS:
        for row in state.rows(kind, "note"):
            found = on[kind](row.about) if kind in on else []
            yield row, [one for one in found if one is not None]


def _told_by(common: Common) -> dict[int, int]:
    """The narrative that tells each claim, as people see it; of those that they merged, that of the whole."""
    frame = claims(common.bundle, Selection())
    told = dict(zip(frame["claim"].tolist(), frame["narrative"].tolist(), strict=True))
    into = {} if common.bundle.changes is None else common.bundle.changes.claims_into
    return told | {part: told[whole] for part, whole in into.items() if whole in told}


def _claims(common: Common, narratives: Mapping[int, Any], told_by: Mapping[int, int]) -> Iterator[Any]:
    """The claims that people said something of, each as a note on the narrative that tells it."""
    bundle, state = common.bundle, common.state
    said = {} if bundle.changes is None else bundle.changes.claims
    words = wordings(bundle, bundle.language or spoken())
    parts = parts_of(bundle, state, CLAIM)
    for about, number in placed_claims(bundle, state).numbers.items():
        tags = tags_of(state, CLAIM, about)
        if present_claim(bundle, number) != number or not (number in said or tags or number in parts):
            continue
        status = said.get(number, {}).get("status")
        labels = [one_line(text) for text in [*([status] if status else []), *map(tag_name, tags)]]
        on = narratives.get(told_by.get(number, NO_NARRATIVE), common.author)
        last, lines = _last_of_claim(common, about), [words[number][0]]
        if number in parts:
            names = listed([quoted(one_line(part)) for part in parts[number]])
            lines.append(_("Merged by hand from {claims}.").format(claims=names))
        yield stix2.Note(
            **common.of("note", about, bundle.name, changed=common.changed.of(CLAIM, about), by=last),
            abstract=_("Claim"),
            content=several_lines("\n".join(lines)),
            object_refs=[on.id, *(one.id for one in common.used(CLAIM, about).values())],
            **({"authors": [one_line(last.who)]} if last else {}),
            **({"labels": labels} if labels else {}),
        )


def _last_of_claim(common: Common, about: str) -> Row | None:
    """What was last said of a claim, or merged into it, and holds."""
    rows = common.state.history(CLAIM, about)
    return next((row for row in rows if row.kind != ACT and row.act not in common.state.undone), None)
