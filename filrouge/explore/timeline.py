"""Narratives over time: how much of what was published in each period talks about each of them."""

from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np
import pandas as pd

from filrouge.arrays import Floats, Ints
from filrouge.bundle import Bundle
from filrouge.explore.chosen import Filter
from filrouge.explore.fields import Choice, Day, option
from filrouge.explore.intervals import wilson
from filrouge.explore.periods import Days, choose_period, grid, placed, span_of
from filrouge.explore.selection import Counts, Selection, count, narratives_of, where
from filrouge.explore.source_facts import FACTS, SOURCES_BY, grouping
from filrouge.explore.tags import NONE_SUCH
from filrouge.i18n import N_
from filrouge.schema import NO_NARRATIVE
from filrouge.tables import NEVER, Columns

MEASURES: Final = {"share": N_("Share of output"), "mentions": N_("Mentions")}
PERIODS: Final = {
    "auto": N_("Auto"),
    "day": N_("Day"),
    "week": N_("Week"),
    "month": N_("Month"),
    "quarter": N_("Quarter"),
}
KINDS: Final = {
    "lines": N_("Lines"),
    "area": N_("Stacked area"),
    "heat-map": N_("Heat map"),
    "multiples": N_("Small multiples"),
}
AVERAGINGS: Final = {"sources": N_("By source"), "pooled": N_("Pooled"), "weighted": N_("Weighted")}
PANELS: Final = {
    "narrative": N_("Narrative"),
    **SOURCES_BY,
    "language": N_("Language"),
}

_ON: Final = ("timeline",)
_ON_TWO: Final = ("narrative", "timeline")
_ON_THREE: Final = ("overview", *_ON_TWO)
OPTIONS: Final = (
    option("kind", N_("Chart"), Choice(KINDS), "lines", "How the timeline is drawn.", pages=_ON),
    option(
        "measure", N_("Measure"), Choice(MEASURES), "share", "What is counted: share of output, or documents.",
        pages=_ON_THREE,
    ),
    option(
        "averaging", N_("Average"), Choice(AVERAGINGS), "sources",
        "What counts equally in a share of output: sources, texts (pooled), or sources by size.",
        pages=_ON_THREE,
    ),
    option("period", N_("Period"), Choice(PERIODS), "auto", "Length of a period.", pages=_ON_THREE),
    option(
        "panel", N_("A panel for each"), Choice(PANELS), "narrative", "What each small chart is of.",
        pages=_ON,
    ),
    option("at", N_("From"), Day(), None, "First day of the period whose passages are shown.", pages=_ON_TWO),
)  # fmt: skip

OTHER: Final = -2
"""`narrative` of the row that holds all narratives that are not shown by themselves."""


MOST_SHOWN: Final = 8

Averaging = Literal["sources", "pooled", "weighted"]

FEWEST_TEXTS: Final = 10
"""Fewer effective texts than this in a period, and its shares say little; they are marked so."""

COLUMNS: Final = [
    "start", "narrative", "mentions", "mentions_texts", "share", "low", "high", "documents", "texts",
    "effective", "enough",
]  # fmt: skip


@dataclass(frozen=True)
class Timeline:
    """Narratives over time.

    `frame` has one row for every period and narrative shown, zeros included, ordered by narrative and start:
    `start` (datetime64, first day), `narrative` (int, OTHER and NO_NARRATIVE last), `mentions` (documents
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
    is `wilson` at Kish's effective number of texts; it is of one period: of twenty periods one lies outside
    by chance.
    """
    base = selection.of_all_narratives()
    counts = count(bundle, base)
    span = span_of(bundle, base)
    period = choose_period(period, span)
    named = [n for n in narratives_of(selection, bundle) if n != NO_NARRATIVE]
    filter_ = where(base, bundle)
    docs, at, starts, coarse = placed(period, bundle.columns, filter_.docs)
    if span is None or not len(docs) or named == [NONE_SUCH]:
        return Timeline(typed(pd.DataFrame(columns=COLUMNS)), period, averaging, counts, coarse)
    frame = _count(filter_, docs, at, starts, averaging, named, grid(period, span))
    return Timeline(with_intervals(frame), period, averaging, counts, coarse)


def with_intervals(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of counts and shares as `Timeline` has it, with how sure its shares are."""
    frame = frame.assign(share=frame["share"].clip(0, 1))
    frame["low"], frame["high"] = wilson(frame["share"].to_numpy(), frame["effective"].to_numpy())
    frame["enough"] = frame["effective"] >= FEWEST_TEXTS - 1e-9
    return typed(frame)


MOST_PANELS: Final = 8
IN_PANELS: Final = 3
"""Narratives in each panel where none are chosen."""


def _panel(base: Selection, panel: str, key: str) -> Selection:
    """The part of a selection that a panel is of."""
    if panel == "source":
        return replace(base, sources=(key,))
    return base.with_fact(panel, (key,)) if panel in FACTS else replace(base, languages=(key,))


def timeline_panels(
    bundle: Bundle, selection: Selection, panel: str, period: str = "auto", averaging: Averaging = "sources"
) -> tuple[Timeline, int]:
    """Narratives over time for each of the largest sources, languages, or groups of sources by one of FACTS, of a
    selection; `panel` is a key of PANELS.

    Returns
    -------
    timeline : of the whole selection, its `frame` with the column `panel` (key of the source, language …, largest
        first, at most MOST_PANELS): a row for each panel, narrative and period. All panels have the same narratives,
        those of the selection or else the IN_PANELS largest, and the same periods.
    left : how many of them have no panel.
    """
    base = selection.of_all_narratives()
    columns, docs = bundle.columns, where(base, bundle).docs
    with_day = docs[columns.day[docs] != NEVER]
    if panel == "language":
        codes, names = columns.language[with_day], columns.languages
    else:
        grouped = grouping(bundle, panel)
        codes, names = grouped.group[columns.source[with_day]], grouped.names
    dated = np.bincount(codes, minlength=len(names))
    sizes = [names[i] for i in np.argsort(-dated, kind="stable") if dated[i]]
    whole = timeline(bundle, selection, period, averaging)
    span = span_of(bundle, base)
    if span is None or whole.frame.empty:
        return replace(whole, frame=whole.frame.assign(panel=pd.Series(dtype="str"))), 0
    shown = whole.frame.loc[whole.frame["narrative"] >= 0, "narrative"].drop_duplicates().tolist()
    named = [n for n in narratives_of(selection, bundle) if n != NO_NARRATIVE]
    shown = shown if named else shown[:IN_PANELS]
    one = replace(base, date_from=span.first, date_to=span.last, narratives=tuple(shown))
    frames = []
    for name in sizes[:MOST_PANELS]:
        found = timeline(bundle, _panel(one, panel, name), whole.period, averaging).frame
        frames.append(found[found["narrative"] >= 0].assign(panel=name))
    return replace(whole, frame=pd.concat(frames, ignore_index=True)), len(sizes) - len(frames)


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of `Timeline.frame` in their types."""
    whole = dict.fromkeys(["narrative", "mentions", "mentions_texts", "documents", "texts"], int)
    real = dict.fromkeys(["share", "low", "high", "effective"], float)
    # The last digits of a sum mean nothing, and differ from one machine to the next.
    frame = frame.assign(**frame[list(real)].astype(float).round(12).assign(effective=frame["effective"].round(9)))
    return frame[COLUMNS].astype(whole | real | {"start": "datetime64[us]", "enough": bool})


def _count(
    filter_: Filter,
    docs: Ints,
    at: Ints,
    starts: Days,
    averaging: Averaging,
    named: list[int],
    periods: pd.DatetimeIndex,
) -> pd.DataFrame:
    """Count what lies in each period: `docs` in `at`, which number `starts`; all of these are among `periods`.

    Returns
    -------
    frame : as in `Timeline`, without intervals: a row for every period and narrative shown, which are those
        `named` or else the most mentioned; OTHER holds what talks about any other (a document that talks about two of
        them counts once), and the sum of their shares.
    """
    columns, n = filter_.columns, len(starts)
    weight, texts, effective = text_weights(columns, docs, at, n, averaging)
    period = np.full(len(columns), n, np.int64)  # documents of no period have one of their own, left out at the end
    period[docs] = at
    weights = np.zeros(len(columns))
    weights[docs] = weight
    rows = filter_.shares()
    of, narrative = columns.share_doc[rows], columns.share_narrative[rows]
    # A cell for every narrative in every period; the first are of passages without one.
    cells = (int(columns.share_narrative.max(initial=NO_NARRATIVE)) - NO_NARRATIVE + 1) * (n + 1)
    cell = narrative - NO_NARRATIVE  # in place: arrays of this length take longer to make than to fill
    cell *= n + 1
    cell += period[of]
    mentions = np.bincount(cell, minlength=cells)
    counted = np.stack(
        [
            mentions,
            columns.independent(of, cell, mentions),
            np.bincount(cell, columns.share[rows] * weights[of], minlength=cells),
        ]
    ).reshape(3, -1, n + 1)[:, :, :n]
    shown = named or _most_mentioned(counted[0])
    hidden = np.isin(np.arange(cells // (n + 1)), shown, invert=True)
    hidden[NO_NARRATIVE] = False  # the last place is of those without one
    lines = dict.fromkeys(shown, np.zeros((3, n)))
    lines |= {number: counted[:, number - NO_NARRATIVE] for number in shown if number < len(hidden) - 1}
    of_others = np.zeros(len(columns), bool)
    of_others[of[np.flatnonzero(hidden[narrative])]] = True
    of_others &= period < n
    if len(others := np.flatnonzero(of_others)):
        other = np.bincount(period[others], minlength=n)
        hidden_share = counted[2, np.flatnonzero(hidden) - NO_NARRATIVE].sum(axis=0)
        lines[OTHER] = np.stack([other, columns.independent(others, period[others], other), hidden_share])
    if counted[0, 0].any():
        lines[NO_NARRATIVE] = counted[:, 0]
    return _as_rows(lines, np.stack([np.bincount(at, minlength=n), texts, effective]), starts, periods)


def _as_rows(lines: dict[int, Floats], whole: Floats, starts: Days, periods: pd.DatetimeIndex) -> pd.DataFrame:
    """What `_count` returns, of the three numbers of each narrative (`lines`) and those of all documents (`whole`) in
    the periods of `starts`: 0 in all others.
    """
    place = np.searchsorted(periods.to_numpy(), starts)
    drawn, every = np.zeros((3, len(lines), len(periods))), np.zeros((3, len(periods)))
    for line, numbers in enumerate(lines.values()):
        drawn[:, line, place] = numbers
    every[:, place] = whole
    return pd.DataFrame(
        {
            "start": np.tile(periods, len(lines)),
            "narrative": np.repeat(list(lines), len(periods)),
            **dict(zip(("mentions", "mentions_texts", "share"), drawn.reshape(3, -1), strict=True)),
            **{
                name: np.tile(of, len(lines))
                for name, of in zip(("documents", "texts", "effective"), every, strict=True)
            },
        }
    )


def text_weights(columns: Columns, docs: Ints, at: Ints, n: int, averaging: Averaging) -> tuple[Floats, Ints, Floats]:
    """The weight of each document in its period, adding up to 1 there, and of each period how many independent texts
    it has, and how many equally weighted ones say as much.

    A text is one source's: copies of it in other sources are texts of theirs, known to be copies by their group, and
    copies within a source share the weight of one.
    """
    sources, copied = len(columns.sources), np.flatnonzero(columns.copied[docs])
    cell = at * sources + columns.source[docs]
    groups = int(columns.copy_group.max(initial=0)) + 1
    # Of copied documents: the text that each is a copy of, in its cell and in its period.
    pairs, text, copies = np.unique(
        cell[copied] * groups + columns.copy_group[docs[copied]],
        return_inverse=True,
        return_counts=True,
    )
    of_text = pairs // groups
    everywhere, carried, carriers = np.unique(
        of_text // sources * groups + pairs % groups, return_inverse=True, return_counts=True
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
    squares += np.bincount(everywhere // groups, together**2, minlength=n)
    alone = single.reshape(n, sources).sum(axis=1)
    independent = alone + np.bincount(everywhere // groups, minlength=n)
    return weight, independent, np.divide(1.0, squares, where=squares > 0, out=np.zeros(n))


def _most_mentioned(mentions: Floats) -> list[int]:
    """The narratives that most documents talk about; a row for each number from NO_NARRATIVE, a column for a period."""
    of_each = mentions[-NO_NARRATIVE:].sum(axis=1)
    return [int(n) for n in np.argsort(-of_each, kind="stable")[:MOST_SHOWN] if of_each[n]]
