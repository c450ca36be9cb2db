"""Who talks about a narrative becomes a table: how much, since when, after whom, and who does not."""

from typing import Any, Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import PENDING, Chart, Spec, caption
from filrouge.charts.lag import find_lag
from filrouge.charts.scope import TESTED_ALONE, alone_note
from filrouge.charts.silence import find_silence
from filrouge.charts.subject import FIELDS, only_about, subject_of
from filrouge.explore.lag import BEFORE, Lag
from filrouge.explore.names import source_name
from filrouge.explore.narrative_sources import narrative_sources
from filrouge.explore.selection import count
from filrouge.explore.silence import ABSENT, Silence
from filrouge.explore.source_facts import FACTS
from filrouge.explore.view import View
from filrouge.i18n import N_, _, day_text, number, plural, share
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import named, with_source_facts

COLUMNS: Final = (
    "source", *(f"source_{fact}" for fact in FACTS), "documents", "texts", "share", "part", "first", "after", "status",
)  # fmt: skip
_MOST_NAMED: Final = 3


def narrative_sources_chart(
    bundle: Bundle, view: View, silent: Silence | object | None = None, order: Lag | object | None = None
) -> Chart:
    """Every source of the selection beside one narrative: a table.

    `silent`, `order`: `find_silence` and `find_lag`, where they are known; PENDING leaves out what they tell.

    Raises
    ------
    ViewError : there is no narrative in the selection.
    """
    narrative, base = subject_of(bundle, view), view.selection.of_all_narratives()
    found = narrative_sources(bundle, base, narrative)
    silent = find_silence(bundle, view) if silent is None else silent
    order = find_lag(bundle, view) if order is None else order
    table = with_source_facts(found, bundle).assign(
        first=first_days(found),
        after=_after(found, order),
        status=_statuses(found, silent, narrative),
        source=named(found["source"], source_name),
    )
    speaking = found[found["documents"] > 0]
    unnamed = int(speaking.loc[speaking["source"] == NO_SOURCE, "documents"].sum())
    speaking = speaking[speaking["source"] != NO_SOURCE]
    undated = count(bundle, only_about(base, narrative)).undated
    finding = _finding(speaking, undated, unnamed, everything=base.everything)
    left = int((found["documents"] == 0).sum())
    notes = [
        alone_note(base, TESTED_ALONE),
        _("share of its output: documents that talk about the narrative, of all documents of the source"),
        _("share of the narrative: of all documents that talk about it"),
        _("first: the first document that speaks of it clearly"),
        _("usually after: sources that tend to take up narratives before this one, by a test over all narratives"),
        plural("{n} source does not talk about it", "{n} sources do not talk about it", left) if left else "",
    ]
    return Chart(
        "narrative-sources",
        _("Who talks about it"),
        finding,
        None,
        table[[name for name in (*COLUMNS, "output", "order") if name in table]],
        caption(bundle, base, *notes, narratives=[narrative]),
        finding,
    )


def first_days(found: pd.DataFrame) -> list[str]:
    """The day on which each source first spoke of it clearly, or the days between which it did."""
    written = []
    for first, last in zip(found["first"], found["first_end"], strict=True):
        if pd.isna(first):
            written.append("")
            continue
        days = (first.strftime("%Y-%m-%d"), last.strftime("%Y-%m-%d"))
        written.append(days[0] if days[0] == days[1] else _("{first} to {last}").format(first=days[0], last=days[1]))
    return written


def _after(found: pd.DataFrame, order: Any) -> list[str]:
    """The sources that usually come before each, where a test says so and both talk about the narrative."""
    if order is PENDING:
        return [""] * len(found)
    clear = order.frame[order.frame["status"] == BEFORE]
    speaking = set(found.loc[found["documents"] > 0, "source"])
    before = clear[clear["leader"].isin(speaking)].groupby("follower")["leader"].agg(list).to_dict()
    return [", ".join(before.get(source, [])) if source in speaking else "" for source in found["source"]]


def _statuses(found: pd.DataFrame, silent: Any, narrative: int) -> list[str]:
    """What the test of silence says of each source; nothing of those with too few texts, as it is asked here."""
    if silent is PENDING:
        return [""] * len(found)
    own = silent.frame[silent.frame["narrative"] == narrative].set_index("source")["status"].to_dict()
    return [_(own[source]) if source in own else "" for source in found["source"]]


def _finding(speaking: pd.DataFrame, undated: int, unnamed: int, *, everything: bool) -> str:
    """Who tells most of it, who gives it most room and who was first, in three sentences; texts without a source are
    told apart.
    """
    without = plural("{n} document about it has no source.", "{n} documents about it have no source.", unnamed)
    if speaking.empty:
        return without if unnamed else _("Nothing in this selection talks about it.")
    most = _("Most documents: {sources}.").format(
        sources=", ".join(
            _("{source} ({n})").format(source=source_name(row["source"]), n=number(row["documents"]))
            for row in records(speaking.head(_MOST_NAMED))
        )
    )
    of_size = speaking[speaking["documents"] >= _FEWEST]
    room = of_size.sort_values("share", ascending=False, kind="stable").head(1)
    text = _(
        "Of sources with at least {n} documents about it, {source} gives it the largest share of its output: {share}."
    )
    largest = [
        text.format(n=number(_FEWEST), source=source_name(row["source"]), share=share(row["share"]))
        for row in records(room)
    ]
    first = speaking[speaking["could_be_first"]]
    maybe = plural(
        "{n} document about it is undated and may be earlier.",
        "{n} documents about it are undated and may be earlier.",
        undated,
    )
    said = [most, *largest, *_first_said(first, everything=everything)]
    return " ".join([*said, *[without] * bool(unnamed), *[maybe] * bool(undated)])


_FEWEST: Final = 5
"""Fewer documents than this, and a share of output is that of a few texts."""


def _first_said(first: pd.DataFrame, *, everything: bool) -> list[str]:
    if first.empty:
        return []
    where = _("in this corpus") if everything else _("in this selection")
    names = ", ".join(source_name(source) for source in first["source"].head(_MOST_NAMED))
    if len(first) > 1:
        return [_("The dates do not show who was first {where}: {sources}.").format(where=where, sources=names)]
    start = first["first"].iloc[0]
    if pd.isna(start):
        return [_("First {where}: {sources}.").format(where=where, sources=names)]
    text = _("First {where}: {source}, {day}.")
    return [text.format(where=where, source=names, day=day_text(start.date()))]


def silent_sources(chart: Chart) -> list[str]:
    """The sources of the table of which the test says that they are silent."""
    return chart.table.loc[chart.table["status"] == _(ABSENT), "source"].tolist()


SPEC: Final = Spec(
    "narrative-sources",
    "narrative",
    N_("Who talks about it"),
    narrative_sources_chart,
    fields=FIELDS,
    uses=("silence", "lag"),
)
