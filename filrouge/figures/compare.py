"""Sources side by side: the share each gives to a narrative, and the difference with its interval."""

import pandas as pd
import plotly.graph_objects as go

from filrouge.figures.theme import GREY, colour, draw, empty, plain, side_title, symbol, texts_of_texts, unique_plain

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
    traces = []
    for i, source in enumerate(sources):
        group = frame[frame["source"] == source]
        group = group.assign(row=group["narrative"].map(rows))
        style = {"color": _colour(source, sources, ranks), "symbol": symbol(i), "size": 10}
        traces.append(_shares(group, names[source], style))
        if i:
            traces += [_differences(group, names[source], style), _too_few(group[~group["enough"]], names[source])]
    shares, differences = [0, 0.545], [0.575, 1]
    ordered = {"categoryorder": "array", "categoryarray": list(rows.values())}
    scale: dict[str, object] = {"tickformat": "+.0%", "domain": differences, "anchor": "y"}
    if not frame.loc[frame["source"] != sources[0], "enough"].any():
        scale |= {"range": [-1, 1], "showticklabels": False}
    zero = {"type": "line", "xref": "x2", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    layout = {
        "xaxis": {"tickformat": ".0%", "rangemode": "tozero", "domain": shares},
        "xaxis2": scale,
        "yaxis": {"type": "category", "autorange": "reversed", "ticksuffix": " ", **ordered},
        "shapes": [zero | {"line": {"color": GREY, "width": 1}}],
        "annotations": [
            side_title("Share of output", sum(shares) / 2, 1),
            side_title(plain(f"Difference from {sources[0]}"), sum(differences) / 2, 1),
        ],
    }
    return draw(traces, height=150 + 34 * len(rows), legend=True, layout=layout)


def _colour(source: str, sources: list[str], ranks: dict[str, int]) -> str:
    return colour(ranks.get(source, len(ranks) + sources.index(source)))


def _bars(value: pd.Series, low: pd.Series, high: pd.Series, colour_: str) -> dict[str, object]:
    return {
        "type": "data", "symmetric": False, "array": (high - value).to_numpy(), "arrayminus": (value - low).to_numpy(),
        "thickness": 1.3, "width": 3, "color": colour_,
    }  # fmt: skip


def _marks(group: pd.DataFrame, value: str, name: str, style: dict[str, object], about: list[str]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "xaxis": "x",
        "x": group[value].to_numpy(),
        "y": group["row"].to_numpy(object),
        "name": name,
        "marker": style,
        "error_x": _bars(group[value], group[f"{value}_low"], group[f"{value}_high"], str(style["color"])),
        "customdata": group[["narrative", *about, f"{value}_low", f"{value}_high"]].to_numpy(object),
    }


def _shares(group: pd.DataFrame, name: str, style: dict[str, object]) -> dict[str, object]:
    return {
        **_marks(group.assign(copied=texts_of_texts(group)), "share", name, style, ["mentions", "documents", "copied"]),
        "hovertemplate": "<b>%{y}</b><br>%{x:.1%} of output "
        "(95 % interval %{customdata[4]:.1%} to %{customdata[5]:.1%})<br>"
        "%{customdata[1]:,} of %{customdata[2]:,} documents talk about it%{customdata[3]}"
        "<extra>%{fullData.name}</extra>",
    }


def _differences(group: pd.DataFrame, name: str, style: dict[str, object]) -> dict[str, object]:
    return {
        **_marks(group[group["enough"]], "difference", name, style, []),
        "xaxis": "x2",
        "showlegend": False,
        "hovertemplate": "<b>%{y}</b><br>%{x:+.1%} (95 % interval %{customdata[1]:+.1%} to %{customdata[2]:+.1%})"
        "<extra>%{fullData.name}</extra>",
    }


def _too_few(few: pd.DataFrame, name: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0.0] * len(few),
        "y": few["row"].to_numpy(object),
        "xaxis": "x2",
        "text": ["too few texts"] * len(few),
        "textfont": {"color": GREY, "size": 12},
        "name": name,
        "showlegend": False,
        "customdata": few[["narrative"]].to_numpy(object),
        "hovertemplate": "<b>%{y}</b><br>too few texts for a difference<extra>%{fullData.name}</extra>",
    }
