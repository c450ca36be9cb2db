"""What the collection holds: bars."""

import pandas as pd
import plotly.graph_objects as go

from filrouge.explore.overview import OTHER_SOURCES
from filrouge.explore.periods import period_text
from filrouge.figures.theme import COLOURS, GREY, colour, count_axis, draw, empty, unique_plain
from filrouge.schema import NO_SOURCE


def documents_over_time(frame: pd.DataFrame, *, period: str, ranks: dict[str, int]) -> go.Figure:
    """Stack documents by source over time; `ranks` is each source's number by size in the bundle, for its colour."""
    if frame.empty:
        return empty("No document of this selection has a date that can be placed in time.")
    sources = list(frame["source"].unique())
    words = {start: period_text(period, start.date()) for start in frame["start"].unique()}
    traces = []
    for source, name in zip(sources, unique_plain(sources, 40), strict=True):
        group = frame[frame["source"] == source]
        grey = source in {OTHER_SOURCES, NO_SOURCE}
        fill = GREY if grey else colour(ranks.get(source, len(COLOURS)))
        traces.append(
            {
                "type": "bar",
                "x": group["start"].to_numpy(),
                "y": group["documents"].to_numpy(),
                "name": name,
                "marker": {"color": fill, "pattern": {"shape": "/" if grey else ""}},
                "customdata": [[words[start]] for start in group["start"]],
                "hovertemplate": "<b>%{fullData.name}</b><br>%{customdata[0]}<br>%{y:,} documents<extra></extra>",
            }
        )
    axis = count_axis("Documents", frame.groupby("start")["documents"].sum().max())
    layout = {"yaxis": axis, "xaxis": {"type": "date"}, "barmode": "stack", "bargap": 0.08}
    # On a narrow screen each name in the legend takes a line, and the bars must keep their room.
    return draw(traces, height=300 + 14 * len(traces), legend=True, layout=layout)


def bars(frame: pd.DataFrame, *, value: str, name: str, colours: list[str] | None = None, most: int = 15) -> go.Figure:
    """Draw a horizontal bar for each of the first `most` rows of `frame`, largest on top.

    `value` is the column of the bars' length, `name` that of their names.
    """
    if frame.empty:
        return empty("This selection holds no document.")
    shown = frame.head(most)
    names = unique_plain(shown[name].tolist(), 38)
    trace = {
        "type": "bar",
        "x": shown[value].to_numpy(),
        "y": names,
        "orientation": "h",
        "marker": {"color": (colours or [COLOURS[0]] * len(shown))[: len(shown)]},
        "text": [f"{v:,}" for v in shown[value]],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertemplate": "<b>%{y}</b><br>%{x:,} documents<extra></extra>",
    }
    rows = {"type": "category", "autorange": "reversed", "ticksuffix": " "}
    lengths = {"visible": False, "range": [0, float(shown[value].max()) * 1.18]}
    return draw([trace], height=60 + 27 * len(shown), layout={"xaxis": lengths, "yaxis": rows})
