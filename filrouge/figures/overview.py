"""What the collection holds: bars."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from filrouge.explore.overview import OTHER_SOURCES
from filrouge.explore.source_facts import UNKNOWN
from filrouge.figures.events import EventLayer
from filrouge.figures.theme import (
    DAYS_CHOSEN,
    FAINT,
    GREY,
    colour,
    count_axis,
    draw,
    empty,
    plain,
    unique_plain,
    wrapped,
)
from filrouge.i18n import _, number
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import documents_text
from filrouge.wording.days import period_text
from filrouge.wording.labels import bar_name


def documents_over_time(
    frame: pd.DataFrame,
    *,
    period: str,
    ranks: dict[str, int],
    events: EventLayer | None = None,
    by: str = "source",
) -> go.Figure:
    """Stack documents by source over time, or `by` kind or country of source; `ranks` is the number of each by size in
    the bundle, for its colour.
    """
    if frame.empty:
        return empty(_("No document of this selection has a usable date."))
    sources = list(frame["source"].unique())
    words = {start: period_text(period, start.date()) for start in frame["start"].unique()}
    sizes = set(zip(frame["documents"], frame["texts"], strict=True))  # few beside the bars: each is written once
    sizes_text = {size: documents_text(*size) for size in sizes}
    traces = []
    for source, name in zip(sources, unique_plain([bar_name(s, by) for s in sources], 40), strict=True):
        group = frame[frame["source"] == source]
        grey = source in {OTHER_SOURCES, NO_SOURCE if by == "source" else UNKNOWN}
        fill = GREY if grey else colour("source", ranks.get(source, -1))
        traces.append(
            {
                "type": "bar",
                "x": group["start"].to_numpy(),
                "y": group["documents"].to_numpy(),
                "name": name,
                "marker": {"color": fill, "pattern": {"shape": "/" if grey else ""}},
                "customdata": [
                    [words[start], sizes_text[n, texts]]
                    for start, n, texts in zip(group["start"], group["documents"], group["texts"], strict=True)
                ],
                "hovertemplate": "<b>%{fullData.name}</b><br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
            }
        )
    axis = count_axis(_("Documents"), frame.groupby("start")["documents"].sum().max())
    layout = {"yaxis": axis, "xaxis": {"type": "date"}, "barmode": "stack", "bargap": 0.08}
    # On a narrow screen each name in the legend takes a line, and the bars must keep their room.
    return draw(traces, height=300 + 14 * len(traces), legend=True, layout={**layout, **DAYS_CHOSEN}, events=events)


def bars(
    frame: pd.DataFrame,
    *,
    name: str,
    colours: list[str],
    group: str | None = None,
    key: str | None = None,
    said: Sequence[str] = (),
    most: int = 15,
) -> go.Figure:
    """Draw the `documents` of each of the first `most` rows of `frame` as a horizontal bar, in the order given.

    `name` is the column of the bars' names; `texts` stand in brackets where they are fewer than the documents. Rows
    of one `group` are told apart from the next by a line, and its name is in the hover. `key` is the column that
    `customdata` begins with, `said` those of quotations, for the hover.
    """
    if frame.empty:
        return empty(_("This selection holds no document."))
    shown = frame.head(most)
    names = unique_plain(shown[name].tolist(), 38)
    sizes = list(zip(shown["documents"].tolist(), shown["texts"].tolist(), strict=True))
    of = ["<br>" + _("Theme: {theme}").format(theme=plain(g, 60)) for g in shown[group]] if group else [""] * len(shown)
    keys = shown[key].tolist() if key else [None] * len(shown)
    quoted = ["".join(f"<br>{wrapped(text)}" for text in row if text) for row in shown[list(said)].to_numpy(object)]
    words = [documents_text(*size) + theme + text for size, theme, text in zip(sizes, of, quoted, strict=True)]
    numbers = [number(n) + (f" ({number(t)})" if t != n else "") for n, t in sizes]
    trace = {
        "type": "bar",
        "x": shown["documents"].to_numpy(),
        "y": names,
        "orientation": "h",
        "marker": {"color": colours[: len(shown)]},
        "text": numbers,
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [list(row) for row in zip(keys, words, strict=True)],
        "hovertemplate": "<b>%{y}</b><br>%{customdata[1]}<extra></extra>",
    }
    rows = {"type": "category", "autorange": "reversed", "ticksuffix": " "}
    room = 1.1 + 0.02 * max(map(len, numbers))
    lengths = {"visible": False, "range": [0, float(shown["documents"].max()) * room]}
    layout = {"xaxis": lengths, "yaxis": rows, "shapes": _between(shown[group].tolist()) if group else []}
    return draw([trace], height=60 + 27 * len(shown), layout=layout)


def _between(groups: list[object]) -> list[dict[str, object]]:
    """A line between the rows of each group and the next; none where no group has two rows."""
    if len(set(groups)) == len(groups):
        return []
    line = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": {"color": FAINT, "width": 1}}
    return [{**line, "y0": i - 0.5, "y1": i - 0.5} for i in range(1, len(groups)) if groups[i] != groups[i - 1]]
