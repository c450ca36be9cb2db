"""Which narrative an act is about, in whatever build of the texts: an identity that outlives a build.

A narrative is known by its most typical passages; `update` leaves these as they are. The first act about a narrative
notes beside that which narrative of which bundle it was, and which documents it held: a build that says what became of
the narratives of that bundle is followed, and in any other the narrative is where its documents are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.annotations.acts import IDENTITY, NARRATIVE, THEME, Row
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records

HELD: Final = 40
"""Documents by which a narrative is known again."""
SAME: Final = 0.5
"""Share of these, as far as they are there, that a narrative must hold to be the same."""

_SPLIT: Final = "split-"
FIRST_OF_SPLIT: Final = 500_000
"""Narratives that were split off by hand are numbered from here: by the row that did it."""


@dataclass(frozen=True)
class Lost:
    """A narrative or a claim that people said something of, and that this bundle does not have.

    `about`: its identity; `label`: as it was called; `reason`: "gone", "split", "merged" or "spread", its documents
    being in several narratives or in none; `into`: the narratives that it became, as far as that is known.
    """

    about: str
    label: str
    reason: str
    into: tuple[int, ...] = ()


@dataclass(frozen=True)
class Placed:
    """`numbers`: of each identity, the number of its narrative in this bundle; `lost`: those that it does not have."""

    numbers: dict[str, int]
    lost: tuple[Lost, ...] = ()

    def identity(self, number: int, own: dict[int, str]) -> str:
        """The identity of a narrative: the one that acts are about already, else its own."""
        return next((about for about, n in self.numbers.items() if n == number), own[number])


def own_identities(bundle: Bundle) -> dict[int, str]:
    """The identity of each narrative of a bundle, from its most typical passages."""
    return bundle.model.once("identities", lambda: _own(bundle.model))


def _own(bundle: Bundle) -> dict[int, str]:
    wanted = {int(row["narrative"]): [int(i) for i in row["representative"]] for row in records(bundle.narratives)}
    places = bundle.query(
        "SELECT passage_id, doc_id, start FROM passages JOIN documents USING (doc) "
        "WHERE passage_id IN (SELECT unnest($ids))",
        {"ids": [i for ids in wanted.values() for i in ids]},
    )
    said = {int(row["passage_id"]): f"{row['doc_id']}:{row['start']}" for row in records(places)}
    found = {n: sorted(said[i] for i in ids if i in said) or [str(n)] for n, ids in wanted.items()}
    return {n: identity_of(keys) for n, keys in found.items()}


def identity_of(places: Iterable[str]) -> str:
    """An identity made of places in documents."""
    return sha256("\n".join(places).encode()).hexdigest()[:20]


def split_number(row: Row) -> int:
    """The number of the narrative that a row splits off."""
    return FIRST_OF_SPLIT + row.id


def split_identity(row: Row) -> str:
    """The identity of the narrative that a row splits off."""
    return f"{_SPLIT}{row.act}-{row.part}"


def narrative_identity(bundle: Bundle, state: State, number: int) -> str:
    """The identity of a narrative as people see it."""
    if number >= FIRST_OF_SPLIT:
        rows = state.rows(NARRATIVE, "split")
        return next(split_identity(row) for row in rows if split_number(row) == number)
    return placed(bundle, state).identity(number, own_identities(bundle))


def about_narrative(bundle: Bundle, state: State, number: int) -> tuple[str, list[Row]]:
    """The identity of a narrative as people see it, and the rows that note it where that was not done yet."""
    about = narrative_identity(bundle, state, number)
    known = number >= FIRST_OF_SPLIT or state.row(NARRATIVE, about, IDENTITY)
    return about, [] if known else [_noted(bundle.model, about, number)]


def all_numbers(state: State, numbers: Mapping[str, int]) -> dict[str, int]:
    """The number of each identity, narratives that were split off by hand among them."""
    split = list(state.rows(NARRATIVE, "split"))
    # Rows of the act that splits one off do not know its identity yet: they name the row by what it says.
    return {
        **numbers,
        **{split_identity(row): split_number(row) for row in split},
        **{row.what: split_number(row) for row in split},
    }


def about_theme(bundle: Bundle, state: State, narrative: int) -> tuple[str, list[Row]]:
    """The identity of the theme that a narrative belongs to, and the rows that note it where that was not done yet: the
    one that acts are about already, else that of its largest narrative.
    """
    themes = themes_by_number(bundle.narratives)
    if said := themes_said(bundle, state).get(themes[narrative]):
        return said[-1], []
    return about_narrative(bundle, state, next(n for n, theme in themes.items() if theme == themes[narrative]))


def themes_said(bundle: Bundle, state: State) -> dict[int, list[str]]:
    """By theme, the identities under which people said something of it, the last one last: its largest narrative may
    have been another one before.
    """
    abouts = [about for kind, about in state.about if kind == THEME]
    numbers = all_numbers(state, placed(bundle, state).numbers) if abouts else {}
    themes = {**themes_by_number(bundle.model.narratives), **themes_by_number(bundle.narratives)}
    found: dict[int, list[str]] = {}
    for about in abouts:
        if numbers.get(about) in themes:
            found.setdefault(themes[numbers[about]], []).append(about)
    return found


def themes_by_number(narratives: pd.DataFrame) -> dict[int, int]:
    """The theme of each narrative of a table, in its order: the largest narrative first."""
    return dict(zip(narratives["narrative"].tolist(), narratives["theme"].tolist(), strict=True))


def assigned(bundle: Bundle, lost: Lost, number: int) -> list[Row]:
    """A row that says which narrative of this bundle one is that could not be carried over."""
    row = _noted(bundle.model, lost.about, number)
    return [replace(row, value={**row.value, "by_hand": True})]


def renoted(bundle: Bundle, about: str, number: int) -> Row:
    """A row that says which narrative of this bundle an identity stands for."""
    return _noted(bundle.model, about, number)


def _noted(bundle: Bundle, about: str, number: int) -> Row:
    columns = bundle.columns
    of_it = np.flatnonzero(columns.share_narrative == number)
    most = of_it[np.lexsort((columns.share_doc[of_it], -columns.share[of_it]))][:HELD]
    ids = bundle.query("SELECT doc, doc_id FROM documents WHERE doc IN (SELECT unnest($docs))", {
        "docs": columns.share_doc[most].tolist()
    })  # fmt: skip
    value = {
        "digest": bundle.digest,
        "narrative": number,
        "label": str(bundle.narratives.set_index("narrative")["label"][number]),
        "documents": sorted(ids["doc_id"].tolist()),
    }
    return Row(NARRATIVE, about, IDENTITY, value)


def placed(bundle: Bundle, state: State) -> Placed:
    """Where the narratives that people said something of are in this bundle."""
    bundle = bundle.model
    identities = list(state.rows(NARRATIVE, IDENTITY))
    key = ("placed", tuple(row.id for row in identities))
    return bundle.keep(key, lambda: _placed(bundle, identities))


def _placed(bundle: Bundle, identities: Iterable[Row]) -> Placed:
    own = {about: number for number, about in own_identities(bundle).items()}
    numbers, lost = {}, []
    there = set(own.values())
    for row in identities:
        # A narrative that somebody put there by hand is there, whatever the passages say.
        known = None if row.value.get("by_hand") else own.get(row.about)
        if known is None and row.value["narrative"] in there and _followed(bundle.manifest, row.value):
            known = int(row.value["narrative"])
        if known is None and (missing := _missing(bundle.manifest, row)):
            lost.append(missing)
            continue
        if known is None:
            known = _by_documents(bundle, row.value["documents"])
        if known is None:
            lost.append(Lost(row.about, row.value["label"], "spread"))
        else:
            numbers[row.about] = known
    return Placed(numbers, tuple(lost))


def _followed(manifest: dict[str, Any], noted: dict[str, Any]) -> bool:
    """Whether the numbers of the bundle that was noted are those of this one."""
    grown = {step["from"] for step in manifest.get("grown", ())}
    changes = manifest.get("changes", {})
    since = changes.get("since") == noted["digest"] and noted["narrative"] in changes.get("kept", ())
    return noted["digest"] == manifest["digest"] or noted["digest"] in grown or since


def _missing(manifest: dict[str, Any], row: Row) -> Lost | None:
    """What the build says of a narrative of the bundle before that is not there any more."""
    changes, number = manifest.get("changes", {}), row.value["narrative"]
    if changes.get("since") != row.value["digest"]:
        return None
    for one in changes.get("split", ()):
        if one["narrative"] == number:
            return Lost(row.about, row.value["label"], "split", tuple(one["into"]))
    for one in changes.get("merged", ()):
        if number in {part["narrative"] for part in one["of"]}:
            return Lost(row.about, row.value["label"], "merged", (one["narrative"],))
    return Lost(row.about, row.value["label"], "gone")


def _by_documents(bundle: Bundle, doc_ids: list[str]) -> int | None:
    """The narrative that holds most of some documents."""
    found = bundle.query(
        "SELECT s.doc, s.narrative, s.share FROM shares s JOIN documents d USING (doc) "
        "WHERE d.doc_id IN (SELECT unnest($ids))",
        {"ids": doc_ids},
    )
    held: Counter[int] = Counter()
    for row in records(found[found["narrative"] >= 0]):
        held[int(row["narrative"])] += row["share"]
    if not held:
        return None
    number, most = held.most_common(1)[0]
    return number if most >= SAME * found["doc"].nunique() else None
