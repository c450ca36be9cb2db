"""Who takes text from whom becomes a chart."""

from typing import Any, Final

import pandas as pd

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.names import source_name
from filrouge.explore.network import source_network
from filrouge.explore.spread import is_known
from filrouge.explore.takings import BETWEEN, between_sources, takings
from filrouge.explore.view import View
from filrouge.figures.takers import MOST_SOURCES
from filrouge.i18n import N_, _, number, plural
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import named
from filrouge.wording.shared_text import lag_text, why_empty


def takers_chart(bundle: Bundle, view: View) -> Chart:
    """Sources whose texts share text with earlier ones, beside those that published these first."""
    frame = between_sources(takings(bundle, view.selection, view.copy_kind, view.crossing, columns=BETWEEN))
    frame = frame.assign(
        name=named(frame["source"], source_name),
        of_name=named(frame["of_source"], source_name),
        said=[_said(row) for row in records(frame)],
    )
    nothing = why_empty(is_known(bundle))
    unnamed = frame["source"].eq(NO_SOURCE) | frame["of_source"].eq(NO_SOURCE)
    drawn = frame[~unnamed]
    notes = [
        _cut_text(drawn, view.takers_as),
        _("texts without a source are not drawn, for they are not of one; they are in the table")
        if unnamed.any()
        else "",
        _("each later text counts once, with the earlier text it resembles most"),
    ]
    return Chart(
        "takers",
        _("Who shares text with whom"),
        _lead(view.takers_as),
        figures.takers_network.figure(drawn, most_sources=MOST_SOURCES, nothing=_network_nothing(drawn, nothing))
        if view.takers_as == "network"
        else figures.takers.figure(drawn, nothing=nothing),
        frame.drop(columns=["name", "of_name", "said"]),
        caption(bundle, view.selection, *notes),
        _alt(drawn, nothing),
        network=lambda: source_network(bundle, view.selection, view.copy_kind, view.crossing),
    )


def _lead(drawn_as: str) -> str:
    if drawn_as == "network":
        return _(
            "An arrow leads from the source that was first in this corpus to the one that shares text with it, the "
            "thicker the more texts. Click the point on an arrow to read its first text beside the earlier one."
        )
    return _(
        "How many texts of each source (rows) share text with an earlier one of each source (columns). Click a "
        "cell to read its first text beside the earlier one."
    )


def _cut_text(frame: pd.DataFrame, drawn_as: str) -> str:
    """What is left out of the drawing; empty where nothing is."""
    if drawn_as == "network":
        among = frame[frame["source"] != frame["of_source"]]
        shown = len(figures.takers_network.drawn(frame, MOST_SOURCES))
        text = _("{n} of {all} pairs of sources are drawn, those with most texts; all are in the table")
        return text.format(n=number(shown), all=number(len(among))) if shown < len(among) else ""
    text = _("the {n} sources with most texts are drawn; all are in the table")
    most = max(frame["source"].nunique(), frame["of_source"].nunique())
    return text.format(n=number(MOST_SOURCES)) if most > MOST_SOURCES else ""


def _network_nothing(frame: pd.DataFrame, nothing: str) -> str:
    return nothing if frame.empty else _("Sources share text with earlier texts of their own only.")


def _said(row: dict[str, Any]) -> str:
    lags = [lag_text(row[name]) for name in ("median", "least", "most")]
    texts = plural("{n} text", "{n} texts", row["texts"])
    told = _("{texts}; median {median}, from {least} to {most}").format(
        texts=texts, median=lags[0], least=lags[1], most=lags[2]
    )
    changed = int(row["altered"])
    text = _("{n} with a number, name or negation changed")
    return f"{told}<br>{text.format(n=number(changed))}" if changed else told


def _alt(frame: pd.DataFrame, nothing: str) -> str:
    if frame.empty:
        return nothing
    top = records(frame.head(1))[0]
    return plural(
        "Most: {source}, {n} text shared with earlier ones of {of}.",
        "Most: {source}, {n} texts shared with earlier ones of {of}.",
        top["texts"],
        source=top["name"],
        of=top["of_name"],
    )


SPEC: Final = Spec(
    "takers",
    "spread",
    N_("Who shares text with whom"),
    takers_chart,
    fields=("copy_kind", "crossing", "takers_as"),
    click=("taken",),
    wide=True,
)
