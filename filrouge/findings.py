"""What a test found becomes a chart: bursts, silence, and who spoke first."""

from typing import Any, Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, caption
from filrouge.explore import adoption
from filrouge.explore import bursts as bursting
from filrouge.explore import lag as lags
from filrouge.explore import silence as silences
from filrouge.explore.periods import span_of
from filrouge.explore.selection import Selection, count, day_text
from filrouge.figures.bursts import figure as bursts_figure
from filrouge.figures.silence import MOST_NARRATIVES, MOST_SOURCES, SIGNS
from filrouge.figures.silence import figure as silence_figure

_MOST_NAMED: Final = 5
_SCANNED: Final = (
    "scan over spans of 7 to 56 days against each source's own output, dates permuted 999 times within each source, "
    "false discovery rate 5 % over narratives"
)
_EXPECTED: Final = (
    "what is expected is the mean share of the other sources while the narrative ran and the source was collected "
    "(beta-binomial, false discovery rate 5 % over the cells that can tell)"
)


def bursts_chart(bundle: Bundle, selection: Selection) -> Chart:
    """Spans in which a narrative takes more of what its sources publish than it usually does."""
    base = selection.of_all_narratives()
    found, counts = bursting.bursts(bundle, selection), count(bundle, base)
    frame = found.frame
    burst = frame[frame["status"] == bursting.BURST]
    untested = frame[frame["status"] == bursting.NOT_ENOUGH]
    notes = [
        f"tested on {found.texts:,} independent texts dated to the day"
        + (f", {found.undated + found.coarse:,} without such a date left out" if found.undated + found.coarse else ""),
        _SCANNED,
        f"not enough data to tell: {_named(untested['label'])}" if len(untested) else "",
    ]
    table = frame.assign(**{end: frame[end].dt.strftime("%Y-%m-%d") for end in ("start", "end")})
    return Chart(
        "bursts",
        "Bursts",
        "When a narrative takes more of what its sources publish than usual, beyond what volume and chance explain.",
        bursts_figure(frame, span_of(bundle, base, counts)),
        table,
        caption(bundle, base, counts, *notes, labels=frame["label"].drop_duplicates()),
        _bursts_alt(burst, frame),
    )


def _bursts_alt(burst: pd.DataFrame, frame: pd.DataFrame) -> str:
    tested = int((frame["status"] != bursting.NOT_ENOUGH).sum())
    n_tested = frame.loc[frame["status"] != bursting.NOT_ENOUGH, "narrative"].nunique() if tested else 0
    if burst.empty:
        return f"No burst in {n_tested} narratives that could be tested."
    said = [
        f"“{row['label']}” {_days(row)}, {row['texts']} texts where {row['expected']:.1f} are expected"
        for row in records(burst.head(_MOST_NAMED))
    ]
    return f"{len(burst)} bursts in {n_tested} narratives tested: {'; '.join(said)}."


def silence_chart(bundle: Bundle, selection: Selection) -> Chart:
    """Every source beside every narrative, against what the others publish."""
    found, counts = silences.silence(bundle, selection), count(bundle, selection.of_all_narratives())
    frame = found.frame
    absent = frame[frame["status"] == silences.ABSENT]
    signs = ", ".join(f"{sign or 'blank'} {status}" for status, sign in SIGNS.items())
    left = found.undated + found.coarse
    notes = [
        signs,
        _EXPECTED,
        f"{left:,} texts without a day left out of the counts, but any of them on it keeps “absent” away"
        if left
        else "",
        _cut(frame),
    ]
    table = frame.assign(**{end: frame[end].dt.strftime("%Y-%m-%d") for end in ("start", "end")})
    return Chart(
        "silence",
        "Who is silent on what",
        "How often each source speaks of each narrative, beside what the others make one expect. Absent from "
        "this corpus is not unsaid: look at when the source was collected.",
        silence_figure(frame),
        table,
        caption(bundle, selection.of_all_narratives(), counts, *notes, labels=frame["label"].drop_duplicates()),
        _silence_alt(absent, frame),
    )


def _cut(frame: pd.DataFrame) -> str:
    sources, narratives = frame["source"].nunique(), frame["narrative"].nunique()
    if sources <= MOST_SOURCES and narratives <= MOST_NARRATIVES:
        return ""
    return (
        f"drawn are {min(sources, MOST_SOURCES)} of {sources} sources and {min(narratives, MOST_NARRATIVES)} of "
        f"{narratives} narratives; all are in the table"
    )


def _silence_alt(absent: pd.DataFrame, frame: pd.DataFrame) -> str:
    told = int((frame["status"] != silences.TOO_FEW).sum())
    if absent.empty:
        return f"No source is silent on a narrative, in {told} of {len(frame)} cells that can tell."
    said = [
        f"{row['source']} on “{row['label']}”, none of {int(row['output']):,} texts where {row['expected']:.1f} are "
        "expected"
        for row in records(absent.head(_MOST_NAMED))
    ]
    return f"{len(absent)} silences in {told} cells that can tell: {'; '.join(said)}."


def first_voices_chart(bundle: Bundle, selection: Selection, narrative: int) -> Chart:
    """Who spoke of a narrative first in this corpus, as far as dates tell: a table."""
    base = selection.of_all_narratives()
    frame = adoption.first_voices(bundle, base, narrative)
    could = frame.loc[frame["could_be_first"].fillna(False).astype(bool), "source"].tolist()
    if not could:
        finding = "No dated document is about it, and nothing can be said of who spoke first."
    elif len(could) == 1:
        finding = f"First in this corpus: {could[0]}."
    else:
        finding = f"The dates leave open who was first in this corpus: {', '.join(could)}."
    days = {
        name: frame[name].dt.strftime("%Y-%m-%d") for name in ("first", "first_end", "collected_from", "collected_to")
    }
    label = bundle.labels[narrative]
    return Chart(
        "first-voices",
        f"Who spoke of it first: {label}",
        finding + " Sources whose dates overlap have no order among them.",
        None,
        frame.assign(**days),
        caption(
            bundle, base, count(bundle, base), "a document is about it from a third of its passages", labels=[label]
        ),
        finding,
    )


def _days(row: dict[str, Any]) -> str:
    return f"{day_text(row['start'].date())} to {day_text(row['end'].date())}"


def lag_chart(bundle: Bundle, selection: Selection) -> Chart:
    """Who takes up narratives before whom: a table of the pairs that share enough of them."""
    base = selection.of_all_narratives()
    found = lags.lag(bundle, selection)
    told = found.frame[found.frame["status"] != lags.NOT_ENOUGH]
    before = told[told["status"] == lags.BEFORE]
    said = [f"{row['leader']} {row['days']:.0f} days before {row['follower']}" for row in records(before)]
    finding = f"{'; '.join(said)}. " if said else "No order can be told between any two sources. "
    notes = [
        "days: median over the follower's texts that have one of the leader's on the same narrative near them",
        "p: shifts by whole weeks within narratives, and signs of episodes; false discovery rate 5 % over pairs",
        f"{len(found.frame) - len(told):,} pairs share too few texts to say" if len(found.frame) > len(told) else "",
    ]
    return Chart(
        "lag",
        "Who takes up narratives before whom",
        finding + "Coming later is not copying: both may follow a third.",
        None,
        told.reset_index(drop=True),
        caption(bundle, base, count(bundle, base), *notes),
        finding.strip(),
    )


def _named(labels: "pd.Series[str]") -> str:
    names = [f"“{label}”" for label in labels.drop_duplicates()]
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
