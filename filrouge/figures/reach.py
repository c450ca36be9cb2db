"""Reach over time: lines."""

import pandas as pd
import plotly.graph_objects as go

from filrouge.figures.events import EventLayer
from filrouge.figures.theme import DAYS_CHOSEN, colour, count_axis, dash, draw, empty, symbol, unique_plain
from filrouge.i18n import _, number
from filrouge.wording.days import period_text


def figure(frame: pd.DataFrame, *, title: str, period: str, events: EventLayer | None = None) -> go.Figure:
    """Draw `explore.reach.reach_over_time`, with the column `label`: a line for each narrative, broken where no
    document states a count.
    """
    if frame.empty:
        return empty(_("No document of this selection has this count."))
    narratives = frame.drop_duplicates("narrative")
    traces = []
    for narrative, name in zip(narratives["narrative"], unique_plain(narratives["label"].tolist(), 40), strict=True):
        group = frame[frame["narrative"] == narrative]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": group["start"].to_numpy(),
                "y": group["reach"].to_numpy(float),
                "name": name,
                "line": {"color": colour("narrative", int(narrative)), "dash": dash(int(narrative))},
                "marker": {"symbol": symbol(int(narrative)), "size": 8},
                "customdata": [
                    [int(narrative), str(start.date()), period_text(period, start.date()), number(n)]
                    for start, n in zip(group["start"], group["stated"], strict=True)
                ],
                "hovertemplate": "<b>%{fullData.name}</b><br>%{customdata[2]}<br>"
                + title
                + ": %{y:,d}<br>"
                + _("from {n} documents").format(n="%{customdata[3]}")
                + "<extra></extra>",
            }
        )
    layout = {"yaxis": count_axis(title, float(frame["reach"].max())), "xaxis": {"type": "date"}}
    return draw(traces, height=320 + 14 * len(traces), legend=True, layout={**layout, **DAYS_CHOSEN}, events=events)
