"""What a test found becomes a chart: bursts and silence."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption, labelled
from filrouge.charts.events import event_layer, events_text
from filrouge.charts.scope import alone_note, hidden_note
from filrouge.explore import bursts as bursting
from filrouge.explore import silence as silences
from filrouge.explore.independent import asked
from filrouge.explore.periods import span_of
from filrouge.explore.selection import count
from filrouge.explore.view import View
from filrouge.figures.bursts import figure as bursts_figure
from filrouge.figures.bursts import nothing_tested
from filrouge.figures.silence import MOST_NARRATIVES, MOST_SOURCES, SIGNS
from filrouge.figures.silence import figure as silence_figure
from filrouge.i18n import N_, _, day_text, ngettext, number

_MOST_NAMED: Final = 5
_SCANNED: Final = N_("a burst lasts 7 to 56 days; at most 5 % of those reported are expected to be chance")
_EXPECTED: Final = N_(
    "expected: the mean share in other sources while the narrative was active and the source was collected"
)


def find_bursts(bundle: Bundle, view: View) -> bursting.Bursts:
    """The bursts in the selection of a view, whichever narratives are shown of it."""
    return bursting.bursts(bundle, view.selection.of_all_narratives())


def find_silence(bundle: Bundle, view: View) -> silences.Silence:
    """Who is silent on what in the selection of a view, whichever narratives are shown of it."""
    return silences.silence(bundle, view.selection.of_all_narratives())


def bursts_chart(bundle: Bundle, view: View, found: bursting.Bursts | None = None) -> Chart:
    """Spans in which a narrative takes more of what its sources publish than it usually does.

    `found`: `find_bursts`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found, counts = found or find_bursts(bundle, view), count(bundle, base)
    frame = labelled(asked(selection, found.frame), bundle)
    burst = frame[frame["status"] == bursting.BURST]
    untested = frame[frame["status"] == bursting.NOT_ENOUGH]
    span = span_of(bundle, base, counts)
    figure = bursts_figure(frame, span, event_layer(bundle, span))
    tested = [
        ngettext(
            "tested on {n} independent text dated to the day",
            "tested on {n} independent texts dated to the day",
            found.texts,
        ).format(n=number(found.texts))
    ]
    if left := found.undated + found.coarse:
        text = ngettext("{n} without such a date left out", "{n} without such a date left out", left)
        tested.append(text.format(n=number(left)))
    notes = [
        alone_note(selection),
        hidden_note(bundle, selection),
        ", ".join(tested),
        _(_SCANNED),
        _("not enough data: {narratives}").format(narratives=_named(untested["label"])) if len(untested) else "",
        events_text(bundle, figure, span),
    ]
    table = _in_words(frame)
    return Chart(
        "bursts",
        _("Bursts"),
        _(
            "Periods when a narrative takes a larger share of its sources' output than usual, beyond what volume and "
            "chance explain."
        ),
        figure,
        table,
        caption(bundle, base, counts, *notes, labels=frame["label"].drop_duplicates()),
        _bursts_alt(burst, frame),
    )


def _bursts_alt(burst: pd.DataFrame, frame: pd.DataFrame) -> str:
    if why := nothing_tested(frame):
        return why
    n_tested = frame.loc[frame["status"] != bursting.NOT_ENOUGH, "narrative"].nunique()
    if burst.empty:
        return ngettext(
            "No burst in {n} narrative that could be tested.",
            "No burst in {n} narratives that could be tested.",
            n_tested,
        ).format(n=number(n_tested))
    said = [
        ngettext(
            "“{narrative}” {first} to {last}, {n} text where {expected} are expected",
            "“{narrative}” {first} to {last}, {n} texts where {expected} are expected",
            row["texts"],
        ).format(
            narrative=row["label"],
            first=day_text(row["start"].date()),
            last=day_text(row["end"].date()),
            n=number(row["texts"]),
            expected=number(row["expected"], 1),
        )
        for row in records(burst.head(_MOST_NAMED))
    ]
    return ngettext(
        "{n} burst in {tested} narratives tested: {bursts}.",
        "{n} bursts in {tested} narratives tested: {bursts}.",
        len(burst),
    ).format(n=number(len(burst)), tested=number(n_tested), bursts="; ".join(said))


def silence_chart(bundle: Bundle, view: View, found: silences.Silence | None = None) -> Chart:
    """Every source beside every narrative, against what the others publish.

    `found`: `find_silence`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found, counts = found or find_silence(bundle, view), count(bundle, base)
    frame = labelled(asked(selection, found.frame), bundle)
    absent = frame[frame["status"] == silences.ABSENT]
    signs = [_("{sign} {meaning}").format(sign=sign or _("blank"), meaning=_(status)) for status, sign in SIGNS.items()]
    left = found.undated + found.coarse
    notes = [
        alone_note(selection),
        hidden_note(bundle, selection),
        ", ".join(signs),
        _(_EXPECTED),
        ngettext(
            "{n} text without a day left out of the counts, but any of them on it keeps “absent” away",
            "{n} texts without a day left out of the counts, but any of them on it keeps “absent” away",
            left,
        ).format(n=number(left))
        if left
        else "",
        _cut(frame),
    ]
    table = _in_words(frame)
    return Chart(
        "silence",
        _("Who is silent on what"),
        _(
            "How often each source covers each narrative, compared with the rate in other sources. Absent from this "
            "corpus does not mean never said: check when the source was collected."
        ),
        silence_figure(frame),
        table,
        caption(bundle, base, counts, *notes, labels=frame["label"].drop_duplicates()),
        _silence_alt(absent, frame),
    )


def _cut(frame: pd.DataFrame) -> str:
    sources, narratives = frame["source"].nunique(), frame["narrative"].nunique()
    if sources <= MOST_SOURCES and narratives <= MOST_NARRATIVES:
        return ""
    return _(
        "{sources} of {all_sources} sources and {narratives} of {all_narratives} narratives are drawn; all are in "
        "the table"
    ).format(
        sources=number(min(sources, MOST_SOURCES)),
        all_sources=number(sources),
        narratives=number(min(narratives, MOST_NARRATIVES)),
        all_narratives=number(narratives),
    )


def _silence_alt(absent: pd.DataFrame, frame: pd.DataFrame) -> str:
    told = int((frame["status"] != silences.TOO_FEW).sum())
    if absent.empty:
        text = _("No source is silent on any narrative, judging by the {n} of {all} cells with enough data.")
        return text.format(n=number(told), all=number(len(frame)))
    said = [
        ngettext(
            "{source} on “{narrative}”, none of {n} text where {expected} are expected",
            "{source} on “{narrative}”, none of {n} texts where {expected} are expected",
            int(row["output"]),
        ).format(
            source=row["source"],
            narrative=row["label"],
            n=number(row["output"]),
            expected=number(row["expected"], 1),
        )
        for row in records(absent.head(_MOST_NAMED))
    ]
    return ngettext(
        "{n} silence among {told} cells with enough data: {silences}.",
        "{n} silences among {told} cells with enough data: {silences}.",
        len(absent),
    ).format(n=number(len(absent)), told=number(told), silences="; ".join(said))


def _named(labels: "pd.Series[str]") -> str:
    names = [f"“{label}”" for label in labels.drop_duplicates()]
    more = len(names) - _MOST_NAMED
    listed = ", ".join(names[:_MOST_NAMED])
    return _("{names} and {n} more").format(names=listed, n=number(more)) if more > 0 else listed


def _in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of bursts or silences as a table: days as they are in CSV, what was found in words."""
    days = {end: frame[end].dt.strftime("%Y-%m-%d") for end in ("start", "end")}
    return frame.assign(**days, status=frame["status"].map(_))


SPECS: Final = (
    Spec(
        "bursts",
        "findings",
        N_("Bursts"),
        bursts_chart,
        find=find_bursts,
        whole=True,
        waiting=N_("Testing which rises exceed volume and chance…"),
        first=True,
    ),
    Spec(
        "silence",
        "findings",
        N_("Who is silent on what"),
        silence_chart,
        find=find_silence,
        whole=True,
        click=("about",),
        waiting=N_("Comparing each source with the others…"),
    ),
)
