"""What is being looked at: one frozen value that says of each document and passage whether it is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.annotations.watched import watched
from filrouge.bundle import Bundle
from filrouge.explore.codecs import Attribute, Language, Narrative, Outline, Query, Source, SourceFact, WatchedKey
from filrouge.explore.fields import Choice, Day, Truth, filter_field
from filrouge.explore.outline import Point, in_outline
from filrouge.explore.source_facts import sources_with
from filrouge.explore.watched import marked
from filrouge.i18n import N_
from filrouge.schema import ATTRIBUTES
from filrouge.search import fts5_expression
from filrouge.tables import NEVER, Bools, Columns, Ints, day_number, day_of, named

COPIES: Final = {"all": N_("Reworded and translated too"), "verbatim": N_("Verbatim only")}


@dataclass(frozen=True)
class Selection:
    """The documents an analyst looks at. Empty tuples and None do not restrict.

    A document is in the date range when its whole publication interval is: a text dated "May 2025" is not in
    a range that ends on 20 May. Sources may hold `NO_SOURCE`, narratives `NO_NARRATIVE`. `area` is an outline on the
    topic map, in map units: documents with a passage inside.
    """

    date_from: date | None = filter_field("from", N_("From"), Day(near=True), None, "First day, e.g. 2025-05-01.")
    date_to: date | None = filter_field("to", N_("To"), Day(near=True), None, "Last day.")
    undated: bool = filter_field(
        "undated", N_("Undated"), Truth(), True, "Keep undated documents in, or leave them out."
    )
    sources: tuple[str, ...] = filter_field(
        "source", N_("Sources"), Source(), (), "Only this source; may be repeated.", many=True
    )
    languages: tuple[str, ...] = filter_field(
        "language", N_("Languages"), Language(), (), "Only this language, e.g. fr; may be repeated.", many=True
    )
    narratives: tuple[int, ...] = filter_field(
        "narrative", N_("Narratives"), Narrative(), (), "Only this narrative; may be repeated.", many=True
    )
    query: str = filter_field(
        "query", N_("Search in the texts"), Query(), "",
        'Only documents that match: words, "phrases", OR, -not, begin*.',
    )  # fmt: skip
    area: tuple[Point, ...] = filter_field(
        "area", N_("Area of the topic map"), Outline(), (),
        "Only documents with a passage inside this outline of the map.",
    )  # fmt: skip

    kinds: tuple[str, ...] = filter_field(
        "document_kind", N_("Kinds of text"), Attribute("kind"), (),
        "Only texts of this kind, e.g. post; may be repeated.", many=True,
    )  # fmt: skip
    platforms: tuple[str, ...] = filter_field(
        "platform", N_("Platforms"), Attribute("platform"), (), "Only this platform; may be repeated.", many=True
    )
    accounts: tuple[str, ...] = filter_field(
        "account", N_("Accounts"), Attribute("account"), (), "Only this account; may be repeated.", many=True
    )
    authors: tuple[str, ...] = filter_field(
        "author", N_("Authors"), Attribute("author"), (), "Only this author; may be repeated.", many=True
    )
    source_kinds: tuple[str, ...] = filter_field(
        "source_kind", N_("Kinds of source"), SourceFact("kind"), (),
        "Only sources of this kind, e.g. daily, or unknown; may be repeated.", many=True,
    )  # fmt: skip
    source_countries: tuple[str, ...] = filter_field(
        "source_country", N_("Countries of sources"), SourceFact("country"), (),
        "Only sources of this country, e.g. FR, or unknown; may be repeated.", many=True,
    )  # fmt: skip

    watched: tuple[str, ...] = filter_field(
        "watched", N_("Watched narratives"), WatchedKey(), (),
        "Only documents with a passage that says this watched narrative; may be repeated.", many=True,
    )  # fmt: skip

    copies: str = filter_field(
        "copies", N_("Counted as copies"), Choice(COPIES), "all",
        "Which documents count as one text: reworded and translated copies too (all), or verbatim ones only.",
    )  # fmt: skip
    as_found: bool = filter_field(
        "as_found", N_("As found by the model"), Truth(), False,
        "Leave out what people changed by hand: names, merges, corrections.",
    )  # fmt: skip

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return replace(self, copies="all", as_found=False) == Selection()

    @property
    def attributes(self) -> dict[str, tuple[str, ...]]:
        """The values asked for of each of `schema.ATTRIBUTES`."""
        given = {"author": self.authors, "account": self.accounts, "platform": self.platforms, "kind": self.kinds}
        return {name: given[name] for name in ATTRIBUTES}

    @property
    def source_facts(self) -> dict[str, tuple[str, ...]]:
        """The values asked for of each of `source_facts.FACTS`."""
        return {"kind": self.source_kinds, "country": self.source_countries}

    def of_all_narratives(self) -> "Selection":
        """The same documents whatever they talk about: what shares are shares of."""
        return replace(self, narratives=())

    def unwatched(self) -> "Selection":
        """The same documents whether or not they say a watched narrative."""
        return replace(self, watched=())


_CHOSEN: Final = """(
    SELECT doc, source, language, day, day_end, copy_group, copied, n_passages, n_unclear
    FROM {documents} POSITIONAL JOIN of_documents WHERE is_chosen
)"""
_BY_PRINTS: Final = "(SELECT * REPLACE (print_group AS copy_group, printed AS copied) FROM documents)"
_PASSAGES: Final = "(SELECT passages.* FROM passages POSITIONAL JOIN of_passages WHERE is_chosen)"


def only(narratives: Sequence[int], column: str = "narrative") -> str:
    """A condition in SQL: `column` is one of these narratives; none of them means any."""
    return f"{column} IN ({', '.join(str(int(n)) for n in narratives)})" if narratives else "TRUE"


@dataclass(frozen=True)
class Chosen:
    """The documents of a selection: `mask` says of each whether it is one; `passage_doc` as in `Columns`; `said`: of
    each passage, whether it says a watched narrative that is asked for, None where none is.
    """

    mask: Bools
    passage_doc: Ints
    said: Bools | None = None

    @cached_property
    def docs(self) -> Ints:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def passages(self) -> Bools:
        """Of each passage, whether it is of one of them, and says what is asked for."""
        inside = self.mask[self.passage_doc]
        return inside if self.said is None else inside & self.said


@dataclass(frozen=True)
class Filter:
    """A selection as SQL, and as numbers of documents.

    A query reads `chosen`: of the documents selected, the columns `doc`, `source`, `language`, `day`, `day_end`,
    `copy_group`, `copied`, `n_passages` and `n_unclear` of `documents`. `passages` are their passages, of those that
    are watched only what says so: what stands behind FROM.
    """

    bundle: Bundle
    chosen: Chosen | None
    """None where everything is selected."""

    by_prints: bool = False
    """Whether rewordings and translations are texts of their own."""

    @property
    def columns(self) -> Columns:
        """The columns of the bundle, with the copies of one text that the selection asks for."""
        return self.bundle.columns.by_prints() if self.by_prints else self.bundle.columns

    @property
    def passages(self) -> str:
        """The passages of the documents selected, all columns."""
        return "passages" if self.chosen is None else _PASSAGES

    @property
    def docs(self) -> Ints:
        """The `doc` of every document selected, ascending."""
        return np.arange(len(self.bundle.columns), dtype=np.int64) if self.chosen is None else self.chosen.docs

    def points(self, narratives: Sequence[int]) -> Bools:
        """Which passages are points of the selection: not those of other narratives in its documents."""
        columns = self.bundle.columns
        mask = np.ones(len(columns.x), bool) if self.chosen is None else self.chosen.passages
        return mask & np.isin(columns.passage_narrative, narratives) if narratives else mask

    def shares(self, kept: Bools | None = None) -> Ints | slice:
        """Rows of the shares of the documents selected, and of those only that are `kept`."""
        if self.chosen is not None:
            of_chosen = self.chosen.mask[self.bundle.columns.share_doc]
            kept = of_chosen if kept is None else kept & of_chosen
        return slice(None) if kept is None else np.flatnonzero(kept)

    def query(self, sql: str, *, tables: Mapping[str, pd.DataFrame] | None = None, **parameters: Any) -> pd.DataFrame:
        """Run `sql`, which may read `chosen`, and continues the list of WITH where it starts with a comma."""
        documents = _BY_PRINTS if self.by_prints else "documents"
        if self.chosen is None:
            return self.bundle.query(f"WITH chosen AS (FROM {documents}) {sql}", parameters, tables=tables)
        masks = {"of_documents": self.chosen.mask, "of_passages": self.chosen.passages}
        given = {**(tables or {}), **{name: pd.DataFrame({"is_chosen": mask}) for name, mask in masks.items()}}
        return self.bundle.query(
            f"WITH chosen AS {_CHOSEN.format(documents=documents)} {sql}", parameters, tables=given
        )


def where(selection: Selection, bundle: Bundle) -> Filter:
    """Turn a selection into a filter on `bundle`.

    Raises
    ------
    QueryError : the text query cannot be understood.
    EmbedderError : a watched narrative is asked for, and the bundle's embedder is not at hand.
    """
    which = replace(selection, copies="all")
    known = watched(bundle) if which.watched else {}
    key = which, tuple(known.get(one) for one in which.watched)
    return Filter(bundle, bundle.keep(key, lambda: _chosen(which, bundle)), selection.copies == "verbatim")


def _chosen(selection: Selection, bundle: Bundle) -> Chosen | None:
    columns = bundle.columns
    masks = _of_documents(selection, columns)
    if selection.narratives:
        masks.append(_marked(columns, columns.share_doc[np.isin(columns.share_narrative, selection.narratives)]))
    if selection.query.strip():
        masks.append(_marked(columns, search(bundle, selection.query)))
    for name, values in selection.attributes.items():
        if values:
            wanted = f"SELECT doc FROM documents WHERE {name} IN (SELECT unnest(?))"
            masks.append(_marked(columns, bundle.query(wanted, [list(values)])["doc"].to_numpy()))
    for fact, values in selection.source_facts.items():
        if values:
            masks.append(named(columns.source, columns.sources, sources_with(bundle, fact, values)))
    if selection.area:
        inside = in_outline(columns.x, columns.y, selection.area)
        masks.append(_marked(columns, columns.passage_doc[inside]))
    said = marked(bundle, selection.watched) if selection.watched else None
    if said is not None:
        masks.append(_marked(columns, columns.passage_doc[said]))
    if not masks:
        return None
    mask = np.logical_and.reduce(masks)
    return Chosen(mask, columns.passage_doc, said)


def _marked(columns: Columns, docs: Ints) -> Bools:
    mask = np.zeros(len(columns), dtype=bool)
    mask[docs] = True
    return mask


def _of_documents(selection: Selection, columns: Columns) -> list[Bools]:
    masks = []
    dated = columns.day != NEVER
    if selection.date_from or selection.date_to:
        within = dated.copy()
        if selection.date_from:
            within &= columns.day >= day_number(selection.date_from)
        if selection.date_to:
            within &= columns.day_end <= day_number(selection.date_to)
        masks.append(within | ~dated if selection.undated else within)
    elif not selection.undated:
        masks.append(dated)
    if selection.sources:
        masks.append(named(columns.source, columns.sources, selection.sources))
    if selection.languages:
        masks.append(named(columns.language, columns.languages, selection.languages))
    return masks


def search(bundle: Bundle, query: str) -> Ints:
    """Return the `doc` of every document that matches the analyst's query, ascending.

    Raises
    ------
    QueryError
    """
    return bundle.search_rows(fts5_expression(query))


@dataclass(frozen=True)
class Counts:
    """How much is looked at. `texts` are independent texts: copies of one text count once; `unclear` are the passages
    of these documents that have no clear narrative, `headlines` the documents of which only the title is known.
    """

    documents: int
    texts: int
    undated: int
    all_documents: int
    first: date | None
    last: date | None
    passages: int
    unclear: int
    headlines: int = 0


def count(bundle: Bundle, selection: Selection) -> Counts:
    """Count the documents of a selection."""
    filter_ = where(selection, bundle)
    columns, docs = filter_.columns, filter_.docs
    dated = docs[np.flatnonzero(columns.day[docs] != NEVER)]
    return Counts(
        documents=len(docs),
        texts=columns.texts(docs),
        undated=len(docs) - len(dated),
        all_documents=int(bundle.manifest["counts"]["documents"]),
        first=day_of(columns.day[dated].min()) if len(dated) else None,
        last=day_of(columns.day_end[dated].max()) if len(dated) else None,
        passages=int(columns.n_passages[docs].sum()),
        unclear=int(columns.n_unclear[docs].sum()),
        headlines=int(np.isin(bundle.headlines, docs).sum()) if len(bundle.headlines) else 0,
    )
