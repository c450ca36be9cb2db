"""Narratives over time: how much of what was published in each period talks about each of them."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.intervals import weighted_interval
from filrouge.explore.periods import Days, choose_period, grid, placed, span_of
from filrouge.explore.selection import (
    NO_NARRATIVE_LABEL,
    Counts,
    Filter,
    Selection,
    count,
    language_name,
    source_name,
    where,
)
from filrouge.i18n import N_, _
from filrouge.schema import NO_NARRATIVE
from filrouge.tables import NEVER, Columns, Floats, Ints

OTHER: Final = -2
"""`narrative` of the row that holds all narratives that are not shown by themselves."""

OTHER_LABEL: Final = N_("Other narratives")

MOST_SHOWN: Final = 8

Averaging = Literal["sources", "pooled", "weighted"]

AVERAGED: Final[dict[Averaging, str]] = {
    "sources": N_("every source that published in a period counts the same"),
    "pooled": N_("every independent text counts the same, so a source counts as much as it publishes"),
    "weighted": N_("every source counts as much as it publishes in the whole selection, in each period alike"),
}
"""What each way of averaging shares means."""

FEWEST_TEXTS: Final = 10
"""Fewer effective texts than this in a period, and its shares say little; they are marked so."""

COLUMNS: Final = [
    "start", "narrative", "label", "mentions", "mentions_texts", "share", "low", "high", "documents", "texts",
    "effective", "enough",
]  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """Narratives over time.

    `frame` has one row for every period and narrative shown, zeros included, ordered by narrative and start:
    `start` (datetime64, first day), `narrative` (int, OTHER and NO_NARRATIVE last), `label`, `mentions` (documents
    that talk about it; one document can count for several narratives), `mentions_texts` (independent texts among
    them: copies count once), `share` (fractional share: mean over the period's independent texts, weighted as
    `averaging` says, of the part of each that talks about it; adds up to 1 over narratives; 0 where the period has no
    documents), `low`, `high` (95 % interval of the share; 0 and 1 where nothing was published), `documents` and
    `texts` (of the period, whatever they talk about; copies count once in `texts`), `effective` (float: how many
    equally weighted texts say as much), `enough` (whether these are FEWEST_TEXTS or more).
    """

    frame: pd.DataFrame
    period: str
    averaging: Averaging
    counts: Counts
    coarse: int


def timeline(bundle: Bundle, selection: Selection, period: str = "auto", averaging: Averaging = "sources") -> Timeline:
    """Count narratives over time.

    Shown by themselves are the narratives of the selection, or else the eight that most documents talk about.
    Shares are of all independent texts of the selection, whatever they talk about. By default sources count the same,
    so that one that publishes much does not stand for all. Copies within a source are one text with their mean share;
    copies in several sources are one text for the interval, whatever weight they have. "weighted" is direct
    standardisation (Fleiss, Levin & Paik 2003, chapter 19) over the sources that published in the period. The interval
    is `weighted_interval` at Kish's effective number of texts; it is of one period: of twenty periods one lies outside
    by chance.
    """
    base = selection.of_all_narratives()
    counts = count(bundle, base)
    span = span_of(bundle, base, counts)
    period = choose_period(period, span)
    named = [n for n in selection.narratives if n != NO_NARRATIVE]
    filter_ = where(base, bundle)
    docs, at, starts, coarse = placed(period, bundle.columns, filter_.docs)
    if span is None or not len(docs):
        return Timeline(_typed(pd.DataFrame(columns=COLUMNS)), period, averaging, counts, coarse)
    rows, totals, shown = _count(bundle.columns, filter_, docs, at, starts, averaging, named)
    frame = _complete(rows, shown, grid(period, span))
    frame = frame.merge(totals, on="start", how="left").fillna({"documents": 0, "texts": 0, "effective": 0})
    frame["share"] = frame["share"].clip(0, 1)
    frame["low"], frame["high"] = weighted_interval(frame["share"].to_numpy(), frame["effective"].to_numpy())
    frame["enough"] = frame["effective"] >= FEWEST_TEXTS - 1e-9
    frame["label"] = frame["narrative"].map(
        {**bundle.labels, OTHER: _(OTHER_LABEL), NO_NARRATIVE: _(NO_NARRATIVE_LABEL)}
    )
    return Timeline(_typed(frame), period, averaging, counts, coarse)


MOST_PANELS: Final = 8
IN_PANELS: Final = 3
"""Narratives in each panel where none are chosen."""


def timeline_panels(
    bundle: Bundle, selection: Selection, panel: str, period: str = "auto", averaging: Averaging = "sources"
) -> tuple[Timeline, int]:
    """Narratives over time for each of the largest sources ("source") or languages ("language") of a selection.

    Returns
    -------
    timeline : of the whole selection, its `frame` with the column `panel` (name of the source or language, largest
        first, at most MOST_PANELS): a row for each panel, narrative and period. All panels have the same narratives,
        those of the selection or else the IN_PANELS largest, and the same periods.
    left : how many sources or languages have no panel.
    """
    base = selection.of_all_narratives()
    columns, docs = bundle.columns, where(base, bundle).docs
    codes, names = (columns.source, columns.sources) if panel == "source" else (columns.language, columns.languages)
    dated = np.bincount(codes[docs[columns.day[docs] != NEVER]], minlength=len(names))
    sizes = [names[i] for i in np.argsort(-dated, kind="stable") if dated[i]]
    whole = timeline(bundle, selection, period, averaging)
    span = span_of(bundle, base, whole.counts)
    if span is None or whole.frame.empty:
        return replace(whole, frame=whole.frame.assign(panel=pd.Series(dtype="str"))), 0
    shown = whole.frame.loc[whole.frame["narrative"] >= 0, "narrative"].drop_duplicates().tolist()
    named = [n for n in selection.narratives if n != NO_NARRATIVE]
    shown = shown if named else shown[:IN_PANELS]
    one = replace(base, date_from=span.first, date_to=span.last, narratives=tuple(shown))
    frames = []
    for name in sizes[:MOST_PANELS]:
        of_it = replace(one, sources=(name,)) if panel == "source" else replace(one, languages=(name,))
        found = timeline(bundle, of_it, whole.period, averaging).frame
        title = language_name(name) if panel == "language" else source_name(name)
        frames.append(found[found["narrative"] >= 0].assign(panel=title))
    return replace(whole, frame=pd.concat(frames, ignore_index=True)), len(sizes) - len(frames)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    whole = dict.fromkeys(["narrative", "mentions", "mentions_texts", "documents", "texts"], int)
    real = dict.fromkeys(["share", "low", "high", "effective"], float)
    # The last digits of a sum mean nothing, and differ from one machine to the next.
    frame = frame.assign(**frame[list(real)].astype(float).round(12).assign(effective=frame["effective"].round(9)))
    return frame[COLUMNS].astype(whole | real | {"start": "datetime64[us]", "label": "str", "enough": bool})


def _count(
    columns: Columns, filter_: Filter, docs: Ints, at: Ints, starts: Days, averaging: Averaging, named: list[int]
) -> tuple[pd.DataFrame, pd.DataFrame, list[int]]:
    """Count what lies in each period: `docs` in `at`, which number `starts`.

    Returns
    -------
    rows : `start`, `narrative`, `mentions`, `texts`, `share`, for every narrative that is talked about; OTHER is in it
        with what talks about a narrative not shown (a document that talks about two of them counts once), share 0.
    totals : `start`, `documents`, `texts`, `effective` of each period.
    shown : the narratives to show: those `named`, or else the most mentioned.
    """
    n = len(starts)
    weight, effective = _weights(columns, docs, at, n, averaging)
    period = np.full(len(columns), n, np.int32)  # documents of no period have one of their own, left out at the end
    period[docs] = at
    weights = np.zeros(len(columns))
    weights[docs] = weight
    rows = filter_.shares()
    of, narrative = columns.share_doc[rows], columns.share_narrative[rows]
    # A cell for every narrative in every period; the first are of passages without one.
    cells = (int(columns.share_narrative.max(initial=NO_NARRATIVE)) - NO_NARRATIVE + 1) * (n + 1)
    cell = (narrative - NO_NARRATIVE) * (n + 1) + period[of]
    mentions = np.bincount(cell, minlength=cells)
    counted = pd.DataFrame(
        {
            "start": np.tile(np.append(starts, np.datetime64("NaT")), cells // (n + 1)).astype("datetime64[us]"),
            "narrative": np.arange(cells) // (n + 1) + NO_NARRATIVE,
            "mentions": mentions,
            "texts": columns.independent(of, cell, mentions),
            "share": np.bincount(cell, columns.share[rows] * weights[of], minlength=cells),
        }
    )
    counted = counted[(mentions > 0) & counted["start"].notna()]
    shown = named or _most_mentioned(counted)
    hidden = ~np.isin(np.arange(NO_NARRATIVE, cells // (n + 1) + NO_NARRATIVE), [NO_NARRATIVE, *shown])
    of_others = np.zeros(len(columns), bool)
    of_others[of[hidden[narrative - NO_NARRATIVE]]] = True
    others = np.flatnonzero(of_others & (period < n)).astype(np.int32)
    other, whole = (_sizes(columns, among, period[among], starts) for among in (others, docs))
    other = other[other["documents"] > 0].rename(columns={"documents": "mentions"})
    return pd.concat([counted, other.assign(narrative=OTHER, share=0.0)]), whole.assign(effective=effective), shown


def _sizes(columns: Columns, docs: Ints, at: Ints, starts: Days) -> pd.DataFrame:
    documents = np.bincount(at, minlength=len(starts))
    texts = columns.independent(docs, at, documents)
    return pd.DataFrame({"start": starts.astype("datetime64[us]"), "documents": documents, "texts": texts})


def _weights(columns: Columns, docs: Ints, at: Ints, n: int, averaging: Averaging) -> tuple[Floats, Floats]:
    """The weight of each document in its period, adding up to 1 there, and each period's effective number of texts.

    A text is one source's: copies of it in other sources are texts of theirs, known to be copies by their group, and
    copies within a source share the weight of one.
    """
    sources, copied = len(columns.sources), np.flatnonzero(columns.copied[docs])
    cell = at * sources + columns.source[docs]
    groups = int(columns.copy_group.max(initial=0)) + 1
    # Of copied documents: the text that each is a copy of, in its cell and in its period.
    pairs, text, copies = np.unique(
        cell[copied].astype(np.int64) * groups + columns.copy_group[docs[copied]],
        return_inverse=True,
        return_counts=True,
    )
    of_text = (pairs // groups).astype(np.int32)
    everywhere, carried, carriers = np.unique(
        of_text // sources * np.int64(groups) + pairs % groups, return_inverse=True, return_counts=True
    )
    single = np.bincount(cell, minlength=n * sources) - np.bincount(cell[copied], minlength=n * sources)
    texts = single + np.bincount(of_text, minlength=n * sources)
    of_cell = np.divide(1.0, texts, where=texts > 0, out=np.zeros(len(texts)))
    if averaging == "pooled":
        of_cell[:] = 1.0
    elif averaging == "weighted":
        of_cell *= np.tile(texts.reshape(n, sources).sum(axis=0), n)
    raw = of_cell[of_text] / (carriers[carried] if averaging == "pooled" else 1)
    period_of_text = of_text // sources
    total = (single * of_cell).reshape(n, sources).sum(axis=1) + np.bincount(period_of_text, raw, minlength=n)
    total[total == 0] = 1.0  # nothing lies there
    of_cell /= np.repeat(total, sources)
    raw /= total[period_of_text]
    weight = of_cell[cell]
    weight[copied] = (raw / copies)[text]
    squares = (single * of_cell**2).reshape(n, sources).sum(axis=1)
    together = np.bincount(carried, raw)
    squares += np.bincount((everywhere // groups).astype(np.int32), together**2, minlength=n)
    return weight, np.divide(1.0, squares, where=squares > 0, out=np.zeros(n))


def _most_mentioned(rows: pd.DataFrame) -> list[int]:
    mentions = rows[rows["narrative"] >= 0].groupby("narrative")["mentions"].sum()
    order = mentions.reset_index().sort_values(["mentions", "narrative"], ascending=[False, True])
    return [int(n) for n in order["narrative"].head(MOST_SHOWN)]


def _complete(rows: pd.DataFrame, shown: list[int], starts: pd.DatetimeIndex) -> pd.DataFrame:
    """A row for every period and narrative shown, zeros included; all others in one, where there are any."""
    counted = rows.set_index(["narrative", "start"])[["mentions", "texts", "share"]]
    others = rows[(rows["narrative"] >= 0) & ~rows["narrative"].isin(shown)].groupby("start")["share"].sum()
    counted.loc[[(OTHER, start) for start in others.index], "share"] = others.to_numpy()
    present = set(rows["narrative"])
    index = pd.MultiIndex.from_product(
        [[*shown, *(n for n in (OTHER, NO_NARRATIVE) if n in present)], starts], names=["narrative", "start"]
    )
    return counted.reindex(index, fill_value=0).reset_index().rename(columns={"texts": "mentions_texts"})
