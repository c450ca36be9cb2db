"""What is being looked at: one frozen value that says of each document and passage whether it is chosen."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np

from filrouge.annotations.acts import NARRATIVE, SOURCE, THEME
from filrouge.annotations.watched import watched
from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.explore.chosen import Chosen, Filter
from filrouge.explore.codecs import Attribute, Language, Narrative, Outline, Query, Source, SourceFact, WatchedKey
from filrouge.explore.fields import Choice, Day, Truth, filter_field, several
from filrouge.explore.outline import Point, in_outline
from filrouge.explore.source_facts import sources_with
from filrouge.explore.tags import SaidValue, named_narratives, said_of
from filrouge.explore.watched import marked
from filrouge.i18n import N_
from filrouge.schema import ATTRIBUTES
from filrouge.search import fts5_expression
from filrouge.tables import NEVER, Columns, day_number, day_of, named

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
    sources: tuple[str, ...] = several("source", N_("Sources"), Source(), "Only this source.")
    languages: tuple[str, ...] = several("language", N_("Languages"), Language(), "Only this language, e.g. fr.")
    narratives: tuple[int, ...] = several("narrative", N_("Narratives"), Narrative(), "Only this narrative.")
    query: str = filter_field(
        "query", N_("Search in the texts"), Query(), "",
        'Only documents that match: words, "phrases", OR, -not, begin*.',
    )  # fmt: skip
    area: tuple[Point, ...] = filter_field(
        "area", N_("Area of the topic map"), Outline(), (),
        "Only documents with a passage inside this outline of the map.",
    )  # fmt: skip

    kinds: tuple[str, ...] = several(
        "document_kind", N_("Kinds of text"), Attribute("kind"), "Only texts of this kind, e.g. post."
    )
    platforms: tuple[str, ...] = several("platform", N_("Platforms"), Attribute("platform"), "Only this platform.")
    accounts: tuple[str, ...] = several("account", N_("Accounts"), Attribute("account"), "Only this account.")
    authors: tuple[str, ...] = several("author", N_("Authors"), Attribute("author"), "Only this author.")
    source_kinds: tuple[str, ...] = several(
        "source_kind", N_("Kinds of source"), SourceFact("kind"), "Only sources of this kind, e.g. daily, or unknown."
    )
    source_countries: tuple[str, ...] = several(
        "source_country",
        N_("Countries of sources"),
        SourceFact("country"),
        "Only sources of this country, e.g. FR, or unknown.",
    )
    source_languages: tuple[str, ...] = several(
        "source_main_language",
        N_("Languages of sources"),
        SourceFact("main_language"),
        "Only sources that write in this language, e.g. fr, or unknown.",
    )
    source_owners: tuple[str, ...] = several(
        "source_owner", N_("Owners of sources"), SourceFact("owner"), "Only sources of this owner, or unknown."
    )
    source_groups: tuple[str, ...] = several(
        "source_group", N_("Groups of sources"), SourceFact("group"), "Only sources of this group, or unknown."
    )
    source_reliabilities: tuple[str, ...] = several(
        "source_reliability",
        N_("Reliability of sources"),
        SourceFact("reliability"),
        "Only sources held to be of this reliability, or unknown.",
    )

    source_tags: tuple[str, ...] = several(
        "source_tag", N_("Tags of sources"), SaidValue("source", "tag"), "Only sources with this tag."
    )

    statuses: tuple[str, ...] = several(
        "status", N_("Status of narratives"), SaidValue("narrative", "status"), "Only narratives with this status."
    )
    narrative_tags: tuple[str, ...] = several(
        "narrative_tag", N_("Tags of narratives"), SaidValue("narrative", "tag"), "Only narratives with this tag."
    )
    theme_tags: tuple[str, ...] = several(
        "theme_tag", N_("Tags of themes"), SaidValue("theme", "tag"), "Only narratives of themes with this tag."
    )
    document_tags: tuple[str, ...] = several(
        "document_tag", N_("Tags of documents"), SaidValue("document", "tag"), "Only documents with this tag."
    )

    watched: tuple[str, ...] = several(
        "watched",
        N_("Watched narratives"),
        WatchedKey(),
        "Only documents that say this watched narrative.",
    )

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
        return {fact: getattr(self, attribute) for fact, attribute in _OF_FACTS.items()}

    def with_fact(self, fact: str, values: tuple[str, ...]) -> "Selection":
        """The same of sources of which one of `source_facts.FACTS` is one of these values; none of them means any."""
        given: dict[str, Any] = {_OF_FACTS[fact]: values}
        return replace(self, **given)

    def of_all_narratives(self) -> "Selection":
        """The same documents whatever they talk about: what shares are shares of."""
        return self.about()

    def about(self, *narratives: int) -> "Selection":
        """The same with these narratives in place of those that it names, by number, status or tag."""
        return replace(self, narratives=narratives, statuses=(), narrative_tags=(), theme_tags=())

    def unwatched(self) -> "Selection":
        """The same documents whether or not they say a watched narrative."""
        return replace(self, watched=())


_OF_FACTS: Final = {
    "kind": "source_kinds", "country": "source_countries", "main_language": "source_languages",
    "owner": "source_owners", "group": "source_groups",
    "reliability": "source_reliabilities",
}  # fmt: skip
"""Where a selection keeps the values asked for of each of `source_facts.FACTS`."""


def narratives_of(selection: Selection, bundle: Bundle) -> tuple[int, ...]:
    """The narratives that a selection names, by number, status or tag, of theirs or of their theme; empty where it
    names none and means all.
    """
    asked = {
        (NARRATIVE, "status"): selection.statuses,
        (NARRATIVE, "tag"): selection.narrative_tags,
        (THEME, "tag"): selection.theme_tags,
    }
    return named_narratives(bundle, selection.narratives, asked)


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
    if narratives := narratives_of(selection, bundle):
        masks.append(_marked(columns, columns.share_doc[np.isin(columns.share_narrative, narratives)]))
    if selection.query.strip():
        masks.append(_marked(columns, search(bundle, selection.query)))
    tagged = selection.document_tags and (said_of(bundle, "document", "tag", selection.document_tags) or ("",))
    for name, values in {**selection.attributes, "doc_id": tagged}.items():
        if values:
            wanted = f"SELECT doc FROM documents WHERE {name} IN (SELECT unnest(?))"
            masks.append(_marked(columns, bundle.query(wanted, [list(values)])["doc"].to_numpy()))
    masks += _of_sources(selection, bundle)
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


def _of_sources(selection: Selection, bundle: Bundle) -> list[Bools]:
    """By what people know of sources, and how they tagged them."""
    asked = [sources_with(bundle, fact, values) for fact, values in selection.source_facts.items() if values]
    if selection.source_tags:
        asked.append(said_of(bundle, SOURCE, "tag", selection.source_tags))
    return [named(bundle.columns.source, bundle.columns.sources, sources) for sources in asked]


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
