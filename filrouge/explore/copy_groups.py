"""Groups of texts that share text, directly or by way of others."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Floats, Ints, n_different
from filrouge.bundle import Bundle
from filrouge.explore.fields import Choice, Text, option
from filrouge.explore.selection import Selection, where
from filrouge.explore.takings import known_pairs
from filrouge.i18n import N_
from filrouge.schema import COPY_KINDS, NO_NARRATIVE
from filrouge.text_groups import components

GROUP: Final = (
    "group", "first", "source", "documents", "sources", "languages", "published", "fastest", *COPY_KINDS, "altered",
    "open", "narrative",
)  # fmt: skip

ORDERS: Final = {
    "documents": N_("Most texts"),
    "sources": N_("Most sources"),
    "languages": N_("Most languages"),
    "altered": N_("Most changes"),
    "fastest": N_("Fastest"),
    "published": N_("Latest"),
}
_LEAST_FIRST: Final = ("fastest",)
_ON: Final = ("spread",)
OPTIONS: Final = (
    option(
        "group_words", N_("Find a group"), Text("WORDS"), "", "Only groups with all of these words in the titles and "
        "sources of their texts.", pages=_ON,
    ),
    option("group_order", N_("Order of groups"), Choice(ORDERS), "documents", "Which groups come first.", pages=_ON),
)  # fmt: skip


@dataclass(frozen=True)
class Grouped:
    """The groups of a selection.

    `table`: a row a group, the largest first, as in `groups`. `members`: rows of `linked`, ascending, and `number`: the
    group of each, as a row of `table`.
    """

    table: pd.DataFrame
    members: Ints
    number: Ints


@dataclass(frozen=True)
class Linked:
    """All documents that share text with any, by date, and their pairs: what depends on no selection.

    `documents`: `doc`, `doc_id`, `source`, `language`, `published`, `published_offset`, `published_precision`,
    `not_before`; `source` and `language` of each as numbers (-1 for none). Of pairs: `ends` (rows of documents), `kind`
    (place in COPY_KINDS), `told`, `altered`, `crossing` and `days`. Of each of these documents and each narrative in
    it: `share_of` (row), `share_narrative` and `share`.
    """

    documents: pd.DataFrame
    doc: Ints
    source: Ints
    language: Ints
    ends: Ints
    kind: Ints
    told: Bools
    altered: Bools
    crossing: Bools
    days: Floats
    share_of: Ints
    share_narrative: Ints
    share: Floats


def groups(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> pd.DataFrame:
    """Texts of a selection that share text, directly or by way of others; the largest group first.

    Returns
    -------
    A row a group: `group` (id of its first document), `first` (the same as a row of documents), `source` and
    `published` of it, `documents`, `sources`, `languages`; `fastest`: days (float; NaN where no order is told);
    pairs by kind (COPY_KINDS), with anything `altered`, and of `open` order; `narrative`: what most of it talks about.
    """
    return grouped(bundle, selection, kind, crossing).table


def find_groups(
    bundle: Bundle,
    selection: Selection,
    kind: str = "all",
    crossing: bool = False,
    words: str = "",
    order: str = "documents",
) -> pd.DataFrame:
    """`groups`, only those that have all the words in titles and sources of their texts, and in an order (ORDERS)."""
    found = grouped(bundle, selection, kind, crossing)
    table = found.table
    if asked := words.casefold().split():
        said = bundle.keep(("words of groups", selection, kind, crossing), lambda: _titles_and_sources(bundle, found))
        table = table[
            np.array([all(word in text for word in asked) for text in said], bool)
        ]  # also where there is none
    if order != "documents":  # in which they are
        table = table.sort_values(order, ascending=order in _LEAST_FIRST, na_position="last", kind="stable")
    return table.reset_index(drop=True)


def grouped(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> Grouped:
    """`groups`, and which documents are in them."""
    return bundle.keep(
        ("spread groups", selection, kind, crossing), lambda: _grouped(bundle, selection, kind, crossing)
    )


def texts_of_group(
    bundle: Bundle, selection: Selection, group: str, kind: str = "all", crossing: bool = False
) -> pd.DataFrame:
    """The documents of the group that a document is in, in the order of their dates, as in `Linked`; none where it is
    in no group.
    """
    found, known = grouped(bundle, selection, kind, crossing), linked(bundle)
    asked = (known.documents["doc_id"].iloc[found.members] == group).to_numpy(bool)
    inside = np.isin(found.number, found.number[asked])
    return known.documents.iloc[found.members[inside]].reset_index(drop=True)


def linked(bundle: Bundle) -> Linked:
    """All documents that share text with any, whatever is selected."""
    return bundle.once("linked", lambda: _linked(bundle))


def _linked(bundle: Bundle) -> Linked:
    frame = known_pairs(bundle)
    columns = bundle.columns
    pairs = frame[["doc", "of"]].to_numpy(np.int64)
    about = ["doc_id", "source", "language", "published", "published_offset", "published_precision", "not_before"]
    documents = bundle.query(
        f"SELECT doc, {', '.join(about)} FROM documents JOIN asked USING (doc) ORDER BY published NULLS LAST, doc",
        tables={"asked": pd.DataFrame({"doc": np.unique(pairs)})},
    )
    doc = documents["doc"].to_numpy(np.int64)
    row = np.full(len(columns), -1, np.int64)
    row[doc] = np.arange(len(doc))
    talks = (row[columns.share_doc] >= 0) & (columns.share_narrative != NO_NARRATIVE)
    return Linked(
        documents,
        doc,
        columns.source_if_known(doc),
        columns.language[doc],
        row[pairs],
        pd.Index(COPY_KINDS).get_indexer(pd.Index(frame["kind"])),
        frame["told"].to_numpy(bool),
        frame["is_altered"].to_numpy(bool),
        (frame["language"] != frame["of_language"]).to_numpy(bool),
        frame["days"].to_numpy(float),
        row[columns.share_doc[talks]],
        columns.share_narrative[talks],
        columns.share[talks],
    )


def _grouped(bundle: Bundle, selection: Selection, kind: str, crossing: bool) -> Grouped:
    known = linked(bundle)
    inside = where(selection, bundle).mask
    asked = inside[known.doc][known.ends].all(axis=1)
    if kind != "all":
        asked &= known.kind == COPY_KINDS.index(kind)
    if crossing:
        asked &= known.crossing
    ends = known.ends[asked]
    here = np.zeros(len(known.doc), dtype=bool)
    here[ends] = True
    members = np.flatnonzero(here)
    label = components((np.cumsum(here) - 1)[ends], len(members))
    of_pair = label[(np.cumsum(here) - 1)[ends[:, 0]]]
    # Documents are in the order of their dates, and so are groups, by their first document.
    n = int(label.max()) + 1 if len(label) else 0
    _, first = np.unique(label, return_index=True)
    size = np.bincount(label, minlength=n)
    order = np.argsort(-size, kind="stable")

    def counted(of: Bools) -> Ints:
        return np.bincount(of_pair[of], minlength=n)[order]

    told = known.told[asked]
    fastest = np.full(n, np.inf)
    np.fmin.at(fastest, of_pair[told], known.days[asked][told])
    pair_kind = known.kind[asked]
    head = known.documents.iloc[members[first[order]]]
    table = pd.DataFrame(
        {
            "group": head["doc_id"].to_numpy(),
            "first": head["doc"].to_numpy(),
            "source": head["source"].to_numpy(),
            "documents": size[order],
            "sources": n_different(label, known.source[members], n)[order],
            "languages": n_different(label, known.language[members], n)[order],
            "published": head["published"].to_numpy(),
            "fastest": np.where(np.isinf(fastest), np.nan, fastest)[order],
            **{name: counted(pair_kind == place) for place, name in enumerate(COPY_KINDS)},
            "altered": counted(known.altered[asked]),
            "open": counted(~told),
            "narrative": _most(known, here, label, n)[order],
        }
    )
    number = np.empty(n, np.int64)
    number[order] = np.arange(n)
    return Grouped(table[list(GROUP)], members, number[label])


def _titles_and_sources(bundle: Bundle, found: Grouped) -> list[str]:
    """What is written above the texts of each group, in small letters."""
    documents = linked(bundle).documents.iloc[found.members]
    titles = bundle.query(
        "SELECT title FROM documents JOIN asked USING (doc) ORDER BY place",
        tables={"asked": pd.DataFrame({"doc": documents["doc"].to_numpy(), "place": np.arange(len(documents))})},
    )["title"]
    said: list[list[str]] = [[] for _ in range(len(found.table))]
    for number, title, source in zip(found.number.tolist(), titles, documents["source"], strict=True):
        said[number] += [part.casefold() for part in (title, source) if isinstance(part, str)]
    return ["\n".join(parts) for parts in said]


def _most(known: Linked, here: Bools, label: Ints, n: int) -> Ints:
    """The narrative that most of each group's passages talk about."""
    asked = here[known.share_of]
    of = label[(np.cumsum(here) - 1)[known.share_of[asked]]]
    narrative = known.share_narrative[asked]
    most = int(narrative.max()) + 1 if len(narrative) else 1
    cells, place = np.unique(of * most + narrative, return_inverse=True)
    much = np.bincount(place, known.share[asked], minlength=len(cells))
    order = np.lexsort((cells, -much, cells // most))
    groups_, first = np.unique(cells[order] // most, return_index=True)
    result = np.full(n, NO_NARRATIVE, np.int64)
    result[groups_] = cells[order][first] % most
    return result
