"""A chart with everything that must travel with it, and the caption that every chart has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge import __version__
from filrouge.bundle import Bundle
from filrouge.explore.names import group_name, language_name
from filrouge.explore.network import Network
from filrouge.explore.selection import Selection, count
from filrouge.explore.source_facts import FACTS, UNKNOWN, fact_values
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text
from filrouge.wording.amounts import counted_once, counts_text, unclear_text
from filrouge.wording.by_hand import by_hand_text
from filrouge.wording.labels import tentative_note
from filrouge.wording.selection import selection_text
from filrouge.wording.watched import watched_names, watched_note

HEADINGS: Final = {
    "source": N_("Source"), "texts": N_("Texts"), "expected": N_("Expected"), "ratio": N_("Times as many"),
    "output": N_("All its texts"), "language": N_("Language"), "word": N_("Word"), "z": N_("z-score"),
    "q": N_("Corrected p-value"), "p": N_("p-value"), "leader": N_("Earlier source"), "follower": N_("Later source"),
    "days": N_("Days between"), "matched": N_("Texts within 7 days"),
    "episodes": N_("Episodes"), "status": N_("Finding"), "order": N_("Order"),
    "could_be_first": N_("Could be first"), "first_end": N_("To"), "copy_of": N_("Copy of"),
    "documents": N_("Documents"), "undated": N_("Undated"), "collected_from": N_("Collected from"),
    "collected_to": N_("Collected to"), "certain_first": N_("Certainly first"),
    "collected_then": N_("Collected at that time"), "strength": N_("Strength"),
    "edge_first": N_("At the edge from"), "edge_first_end": N_("At the edge to"), "title": N_("Title"),
    "published": N_("Published"), "narratives": N_("Talks about"), "n_words": N_("Words"), "copies": N_("Copies"),
    "shared": N_("Shares text"),
    "url": N_("Link"), "label": N_("Narrative"),
    "share": N_("Share of its output"), "part": N_("Share of the narrative"), "first": N_("First"), "last": N_("Last"),
    "after": N_("Usually after"), "together": N_("Documents about both"), "theme_label": N_("Theme"),
    "headline": N_("Headline"), "standing": N_("Standing"), "trend": N_("Trend"), "bursts": N_("Bursts"),
    "keywords": N_("Distinctive words"), "nearest": N_("Most similar"), "merged": N_("Merged from"),
    "sources": N_("Sources"), "languages": N_("Languages"), "fastest": N_("Fastest (days)"),
    "verbatim": N_("Verbatim"), "reworded": N_("Reworded"), "translated": N_("Translated"), "altered": N_("Changed"),
    "rank": N_("Rank"), "similarity": N_("Similarity"), "text": N_("Passage"),
    "open": N_("Order unknown"), "source_kind": N_("Kind of source"), "source_country": N_("Country of source"),
    "source_main_language": N_("Language of source"),
    "source_owner": N_("Owner"), "source_group": N_("Group of sources"), "source_reliability": N_("Reliability"),
     "of_source": N_("Earlier source"), "median": N_("Median (days)"),
    "sentence": N_("Sentence"), "precision": N_("Precision"), "judged": N_("Judged"),
    "statement": N_("Claim"), "shared_claim": N_("Most shared claim"),
    "kind": N_("Found in"), "denied": N_("Sources that deny it"), "versions": N_("Versions"),
    "says": N_("Say it"), "quotes": N_("Only quote it"), "denies": N_("Deny it"),
    "gloss": N_("Nearest sentence in your language"), "side": N_("Side"), "does": N_("What it does"),
    "least": N_("Least (days)"), "most": N_("Most (days)"), "group": N_("Group"),
    "other_source": N_("Other source"), "connected": N_("Connected group"), "in_common": N_("Shared"),
    "window": N_("Published"), "items": N_("Shared with anyone"),
}  # fmt: skip
"""What a column of a chart's table is called where people read it; files for machines keep its name."""


def heading(name: str) -> str:
    """What a column is called, in the reader's language."""
    return _(HEADINGS[name])


PENDING: Final = object()
"""Stands for what a test will have found that is still at work: a chart that only shows parts of it can do without."""


@dataclass(frozen=True)
class Chart:
    """A chart with everything that must travel with it.

    Attributes
    ----------
    name : of its `Spec`; files are called by it.
    title : what it is.
    sentence : what it shows, in one sentence.
    figure : the drawing; None for a table.
    table : the numbers drawn, one row a mark.
    caption : selection in words, n of N, dates covered, passages without a narrative, what is left out, what the mark
        of tentative narratives means, bundle digest, version.
    alt : its finding in words, for readers who do not see it.
    link : the view it is of, as a link of the dashboard; empty where it is of none.
    network : of a chart of who is connected with whom, what gives the whole of it once a file of it is asked for.
    """

    name: str
    title: str
    sentence: str
    figure: go.Figure | None
    table: pd.DataFrame
    caption: str
    alt: str
    link: str = ""
    network: Callable[[], Network] | None = None


@dataclass(frozen=True)
class Spec:
    """A chart, declared once: pages, exports, reports and the documentation find it by its name.

    Attributes
    ----------
    name : in links (`chart=NAME`) and file names.
    page : key of `view.PAGES`.
    title : what it is called where none of it is drawn yet.
    make : the chart of a bundle and a view; with `find`, what that found is its third argument, where it is known.
    fields : names of the options it depends on, besides the selection.
    click : names of the options that a click on a mark sets, in the order of the mark's `customdata`.
    find : for a chart that takes seconds, all of it that does: codes and numbers, in no language. It is kept.
    uses : names of charts of which it shows parts: what their `find` found follows as its arguments, PENDING as long as
        they are at work.
    whole : whether `find` looks at all narratives, of which those of the selection are then shown.
    waiting : what is said while `find` is at work.
    first : whether it is the one of a view that names none.
    wide : whether it needs the width of a large screen: on a small one it is drawn so, and scrolls.
    """

    name: str
    page: str
    title: str
    make: Callable[..., Chart]
    fields: tuple[str, ...] = ()
    click: tuple[str, ...] = ()
    find: Callable[[Bundle, View], Any] | None = None
    uses: tuple[str, ...] = ()
    whole: bool = False
    waiting: str = ""
    first: bool = False
    wide: bool = False

    def view(self, view: View) -> View:
        """What the chart is of: the view without options it does not depend on."""
        chart = "" if self.first else self.name
        return View(self.page, view.selection, chart=chart, **{name: view.get(name) for name in self.fields})

    def asked(self, view: View) -> View:
        """What `find` is asked."""
        view = self.view(view)
        return view.having(selection=view.selection.of_all_narratives()) if self.whole else view


def caption(bundle: Bundle, selection: Selection, *notes: str, narratives: Iterable[int] = ()) -> str:
    """The line that stands under every chart and travels in every export; `narratives` are those on the chart."""
    counts = count(bundle, selection)
    parts = [selection_text(selection, bundle.labels, watched_names(bundle)), counts_text(counts)]
    if counts.texts != counts.documents:
        parts.append(counted_once(bundle, selection))
    if counts.first and counts.last:
        parts.append(_("dated {first} to {last}").format(first=day_text(counts.first), last=day_text(counts.last)))
    marked = tentative_note(bundle, [*narratives, *selection.narratives])
    watched = watched_note(bundle, selection.watched)
    parts += [note for note in (unclear_text(counts), watched, *notes, marked, by_hand_text(bundle)) if note]
    parts.append(
        _("bundle {name} {digest}, Fil Rouge {version}").format(
            name=bundle.name, digest=bundle.digest[:12], version=__version__
        )
    )
    return ". ".join(part[:1].upper() + part[1:] for part in parts) + "."


def source_ranks(bundle: Bundle) -> dict[str, int]:
    """Each source's number by size in the bundle: the key to its colour on every page."""
    return {source: rank for rank, source in enumerate(bundle.sources["source"])}


def group_ranks(bundle: Bundle, by: str) -> dict[str, int]:
    """Number by size in the bundle of each source, or of each kind, country … of sources; of those unknown, -1."""
    if by == "source":
        return source_ranks(bundle)
    known = [value for value in fact_values(bundle, by) if value != UNKNOWN]
    return {UNKNOWN: -1, **{value: rank for rank, value in enumerate(known)}}


def language_ranks(bundle: Bundle) -> dict[str, int]:
    """Each language's number by size in the bundle."""
    sizes = bundle.manifest["languages"]
    return {language_name(code): rank for rank, code in enumerate(sorted(sizes, key=lambda c: (-sizes[c], c)))}


def colour_ranks(bundle: Bundle, colour_by: str) -> dict[str, int]:
    """The number by size in the bundle of what colours stand for, by the name it is shown by."""
    if colour_by == "language":
        return language_ranks(bundle)
    if colour_by in FACTS:
        return {group_name(colour_by, key): rank for key, rank in group_ranks(bundle, colour_by).items()}
    return source_ranks(bundle)
