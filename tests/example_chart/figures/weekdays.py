"""Days of the week: bars."""

import pandas as pd
import plotly.graph_objects as go

from filrouge.figures.theme import count_axis, draw


def figure(frame: pd.DataFrame, *, counted: str, names: list[str], title: str) -> go.Figure:
    """Draw the column `counted` of `explore.weekdays.weekdays`; `names`: of the seven days, Monday first."""
    trace = {"type": "bar", "x": names, "y": frame[counted].to_numpy(), "hovertemplate": "%{x}: %{y}<extra></extra>"}
    return draw([trace], height=260, layout={"yaxis": count_axis(title, float(frame[counted].max()))})
