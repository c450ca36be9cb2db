"""Who is silent on what becomes a chart."""

from typing import Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.scope import alone_note, hidden_note, regrouped_note
from filrouge.charts.tested import MOST_NAMED, in_words
from filrouge.explore.independent import asked
from filrouge.explore.silence import ABSENT, TOO_FEW, Silence, silence
from filrouge.explore.view import View
from filrouge.figures.silence import SIGNS, drawn
from filrouge.i18n import N_, _, in_series, number, plural
from filrouge.wording.labels import labelled, with_source_facts

_EXPECTED: Final = N_(
    "expected: the mean share in other sources while the narrative was active and the source was collected"
)


def find_silence(bundle: Bundle, view: View) -> Silence:
    """Who is silent on what in the selection of a view, whichever narratives are shown of it."""
    return silence(bundle, view.selection.of_all_narratives())


def silence_chart(bundle: Bundle, view: View, found: Silence | None = None) -> Chart:
    """Every source beside every narrative, against what the others publish.

    `found`: `find_silence`, where it is known.
    """
    selection, base = view.selection, view.selection.of_all_narratives()
    found = found or find_silence(bundle, view)
    frame = labelled(asked(bundle, selection, found.frame), bundle)
    absent = frame[frame["status"] == ABSENT]
    signs = [_("{sign} {meaning}").format(sign=sign or _("blank"), meaning=_(status)) for status, sign in SIGNS.items()]
    left = found.undated + found.coarse
    notes = [
        alone_note(selection),
        hidden_note(bundle, selection),
        regrouped_note(bundle),
        ", ".join(signs),
        _(_EXPECTED),
        plural(
            "{n} text not dated to the day is not counted, but its source is not called absent where "
            "it is on the narrative",
            "{n} texts not dated to the day are not counted, but their sources are not called absent "
            "where one is on the narrative",
            left,
        )
        if left
        else "",
        _cut(frame),
    ]
    table = with_source_facts(in_words(frame), bundle)
    return Chart(
        "silence",
        _("Who is silent on what"),
        _(
            "How often each source covers each narrative, compared with the rate in other sources. Absent from this "
            "corpus does not mean never said: check when the source was collected."
        ),
        figures.silence.figure(frame),
        table,
        caption(bundle, base, *notes, narratives=frame["narrative"].unique()),
        _silence_alt(absent, frame),
    )


def _cut(frame: pd.DataFrame) -> str:
    sources, narratives = drawn(frame)
    every = frame["source"].nunique(), frame["narrative"].nunique()
    if not sources or (len(sources), len(narratives)) == every:
        return ""
    return _(
        "{sources} of {all_sources} sources and {narratives} of {all_narratives} narratives are drawn, those with "
        "enough texts to tell; all are in the table"
    ).format(
        sources=number(len(sources)),
        all_sources=number(every[0]),
        narratives=number(len(narratives)),
        all_narratives=number(every[1]),
    )


def _silence_alt(absent: pd.DataFrame, frame: pd.DataFrame) -> str:
    tested = int((frame["status"] != TOO_FEW).sum())
    if absent.empty:
        text = _("No source is silent on any narrative, judging by the {n} of {all} cells with enough data.")
        return text.format(n=number(tested), all=number(len(frame)))
    parts = [
        plural(
            "{source} on “{narrative}”, none of {n} text where {expected} are expected",
            "{source} on “{narrative}”, none of {n} texts where {expected} are expected",
            row["output"],
            source=row["source"],
            narrative=row["label"],
            expected=number(row["expected"], 1),
        )
        for row in records(absent.head(MOST_NAMED))
    ]
    return plural(
        "{n} silence among {told} cells with enough data: {silences}.",
        "{n} silences among {told} cells with enough data: {silences}.",
        len(absent),
        told=number(tested),
        silences=in_series(parts),
    )


SPEC: Final = Spec(
    "silence",
    "findings",
    N_("Who is silent on what"),
    silence_chart,
    find=find_silence,
    whole=True,
    click=("about",),
    waiting=N_("Comparing each source with the others…"),
    wide=True,
)
