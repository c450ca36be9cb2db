"""Sources side by side: the share each gives to a narrative, and the difference with its interval."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from filrouge.figures.theme import GREY, colour, dress, empty, plain, symbol, unique_plain

MOST_ROWS = 15


def figure(frame: pd.DataFrame, *, ranks: dict[str, int]) -> go.Figure:
    """Draw `explore.compare.compare`: shares on the left, differences from the first source on the right.

    `ranks` is each source's number by size in the bundle, for its colour. Each marker carries `customdata` =
    [narrative, …], the key to its passages.
    """
    if frame.empty:
        return empty("These sources have no document in this selection.")
    order = frame["narrative"].drop_duplicates().head(MOST_ROWS)
    frame = frame[frame["narrative"].isin(order)]
    labels = frame.drop_duplicates("narrative")
    rows = dict(zip(labels["narrative"], unique_plain(labels["label"].tolist(), 36), strict=True))
    sources = list(frame["source"].unique())
    names = dict(zip(sources, unique_plain(sources, 40), strict=True))
    result = make_subplots(
        rows=1,
        cols=2,
        shared_yaxes=True,
        column_widths=[0.56, 0.44],
        horizontal_spacing=0.03,
        subplot_titles=["Share of output", plain(f"Difference from {sources[0]}")],
    )
    for i, source in enumerate(sources):
        group = frame[frame["source"] == source]
        group = group.assign(row=group["narrative"].map(rows))
        style = {"color": _colour(source, sources, ranks), "symbol": symbol(i), "size": 10}
        result.add_trace(_shares(group, names[source], style), row=1, col=1)
        if i:
            result.add_trace(_differences(group, names[source], style), row=1, col=2)
            few = group[~group["enough"]]
            result.add_trace(_too_few(few, names[source]), row=1, col=2)
    result.add_vline(x=0, line={"color": GREY, "width": 1}, row=1, col=2)
    result.update_xaxes(tickformat=".0%", rangemode="tozero", row=1, col=1)
    result.update_xaxes(tickformat="+.0%", row=1, col=2)
    if not frame["enough"].any():
        result.update_xaxes(range=[-1, 1], showticklabels=False, row=1, col=2)
    result.update_yaxes(
        type="category", autorange="reversed", ticksuffix=" ", categoryorder="array", categoryarray=list(rows.values())
    )
    result.update_annotations(font_size=13)
    return dress(result, height=150 + 34 * len(rows), legend=True)


def _colour(source: str, sources: list[str], ranks: dict[str, int]) -> str:
    return colour(ranks.get(source, len(ranks) + sources.index(source)))


def _bars(value: pd.Series, low: pd.Series, high: pd.Series, colour_: str) -> dict[str, object]:
    return {
        "type": "data", "symmetric": False, "array": high - value, "arrayminus": value - low,
        "thickness": 1.3, "width": 3, "color": colour_,
    }  # fmt: skip


def _shares(group: pd.DataFrame, name: str, style: dict[str, object]) -> go.Scatter:
    return go.Scatter(
        x=group["share"],
        y=group["row"],
        mode="markers",
        name=name,
        marker=style,
        error_x=_bars(group["share"], group["share_low"], group["share_high"], str(style["color"])),
        customdata=group[["narrative", "mentions", "documents", "share_low", "share_high"]],
        hovertemplate="<b>%{y}</b><br>%{x:.1%} of output "
        "(95 % interval %{customdata[3]:.1%} to %{customdata[4]:.1%})<br>"
        "%{customdata[1]:,} of %{customdata[2]:,} documents talk about it<extra>%{fullData.name}</extra>",
    )


def _differences(group: pd.DataFrame, name: str, style: dict[str, object]) -> go.Scatter:
    group = group[group["enough"]]
    return go.Scatter(
        x=group["difference"],
        y=group["row"],
        mode="markers",
        name=name,
        showlegend=False,
        marker=style,
        error_x=_bars(group["difference"], group["difference_low"], group["difference_high"], str(style["color"])),
        customdata=group[["narrative", "difference_low", "difference_high"]],
        hovertemplate="<b>%{y}</b><br>%{x:+.1%} (95 % interval %{customdata[1]:+.1%} to %{customdata[2]:+.1%})"
        "<extra>%{fullData.name}</extra>",
    )


def _too_few(few: pd.DataFrame, name: str) -> go.Scatter:
    return go.Scatter(
        x=[0.0] * len(few),
        y=few["row"],
        mode="text",
        text=["too few texts"] * len(few),
        textfont={"color": GREY, "size": 12},
        name=name,
        showlegend=False,
        customdata=few[["narrative"]],
        hovertemplate="<b>%{y}</b><br>too few texts for a difference<extra>%{fullData.name}</extra>",
    )
