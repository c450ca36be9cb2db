"""Texts that share text: sources by row, time across, an arrow from each text to the later one that shares its text."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.figures.theme import ACCENT, GREY, colour, draw, empty, plain, unique_plain, wrap
from filrouge.i18n import _
from filrouge.schema import COPY_KINDS

DASHES: Final = dict(zip(COPY_KINDS, ("solid", "dash", "dot"), strict=True))
_ROW: Final = 34  # pixels
_BEND: Final = 0.008  # of the span of time, for each row that an arrow passes


def figure(documents: pd.DataFrame, takings: pd.DataFrame, *, kinds: dict[str, str], nothing: str) -> go.Figure:
    """Draw `explore.takings.Drawn`, with the columns `name` (of the source), `rank` (its number by size), `date` and
    `said` (of the text's taking) of documents; `kinds`: names of COPY_KINDS; `nothing`: said where there is nothing.

    Each text carries `customdata` = [document id, …].
    """
    if documents.empty:
        return empty(nothing)
    sources = documents["source"].drop_duplicates().tolist()
    names = documents.drop_duplicates("source")["name"].tolist()
    row = {source: place for place, source in enumerate(sources)}
    labels = unique_plain(names, 28)
    span = documents["published"].max() - documents["published"].min()
    traces: list[dict[str, Any]] = []
    for kind in COPY_KINDS:
        if (takings["kind"] == kind).any():
            traces.append(_arrows(takings[takings["kind"] == kind], row, span, DASHES[kind]))
            traces.append(_legend(kinds[kind], DASHES[kind]))
    altered = takings.loc[takings["altered"].map(len) > 0, "doc"]
    ringed = documents[documents["doc"].isin(altered)]
    if len(ringed):
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": ringed["published"].to_numpy(),
                "y": [row[source] for source in ringed["source"]],
                "name": _("number, name or negation changed"),
                "marker": {"symbol": "circle-open", "size": 18, "color": ACCENT, "line": {"width": 2.5}},
                "hoverinfo": "skip",
            }
        )
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": documents["published"].to_numpy(),
            "y": [row[source] for source in documents["source"]],
            "marker": {"size": 10, "color": [colour("source", int(rank)) for rank in documents["rank"]]},
            "customdata": [
                [
                    one["doc_id"],
                    plain(one["title"] or "–", 70),
                    plain(one["date"]),
                    "<br>".join(wrap(plain(one["said"], 240), 80)),
                    labels[row[one["source"]]],
                ]
                for one in records(documents)
            ],
            "hovertemplate": "<b>%{customdata[4]}</b><br>%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]}"
            "<extra></extra>",
            "showlegend": False,
        }
    )
    layout = {
        "xaxis": {"type": "date"},
        "yaxis": {
            "tickmode": "array", "tickvals": list(row.values()), "ticktext": labels, "ticksuffix": " ",
            "zeroline": False, "range": [len(row) - 0.4, -0.6],
        },
        "hovermode": "closest",
    }  # fmt: skip
    return draw(traces, height=170 + _ROW * len(row), legend=True, layout=layout)


def _arrows(takings: pd.DataFrame, row: dict[str, int], span: pd.Timedelta, dash: str) -> dict[str, Any]:
    """Lines broken after each taking, of which only the end has a mark: the head of an arrow. One that passes other
    rows bends: a straight one would go through texts of the same day that it has nothing to do with.
    """
    x: list[object] = []
    y: list[object] = []
    for one in records(takings):
        first, last = row[one["of_source"]], row[one["source"]]
        middle = one["of_published"] + (one["published"] - one["of_published"]) / 2
        x += [one["of_published"], middle - span * _BEND * max(abs(last - first) - 1, 0), one["published"], None]
        y += [first, (first + last) / 2, last, None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "line": {"color": GREY, "width": 1.6, "dash": dash, "shape": "spline"},
        "marker": {
            "symbol": "arrow",
            "angleref": "previous",
            "size": [0, 0, 11, 0] * len(takings),
            "standoff": 5,
            "color": GREY,
            "opacity": 1,
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _legend(name: str, dash: str) -> dict[str, Any]:
    line = {"color": GREY, "width": 1.6, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": [None], "y": [None], "name": name, "line": line}
