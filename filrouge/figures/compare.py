"""Side by side: the share each side gives to a narrative, the difference with its interval, and how sure it is."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.figures.theme import (
    GREY,
    draw,
    empty,
    plain,
    side_title,
    symbol,
    texts_of_texts,
    unique_plain,
)
from filrouge.i18n import N_, _

MOST_ROWS = 15
CERTAINTIES: Final = {"clear": N_("clear"), "likely": N_("likely"), "open": N_("no clear difference")}
"""What `certainty` of `explore.compare.compare` says, in words."""


def figure(frame: pd.DataFrame, *, colours: Mapping[str, str]) -> go.Figure:
    """Draw `explore.compare.compare`: shares on the left, differences from the first side on the right, and how sure
    the surest difference of each narrative is.

    `colours` are those of the sides by name. Each marker carries `customdata` = [narrative, …], the key to its
    passages. Rows are numbers, so that the sides of one row can stand a little apart.
    """
    if frame.empty:
        return empty(_("These sides have no document in this selection."))
    order = frame["narrative"].drop_duplicates().head(MOST_ROWS)
    frame = frame[frame["narrative"].isin(order)]
    labels = frame.drop_duplicates("narrative")
    rows = dict(zip(labels["narrative"], range(len(labels)), strict=True))
    texts = unique_plain(labels["label"].tolist(), 36)
    sides = list(frame["side"].unique())
    names = dict(zip(sides, unique_plain(sides, 40), strict=True))
    step = 0.6 / max(len(sides) - 1, 1) if len(sides) > 2 else 0.24
    traces = []
    for i, side in enumerate(sides):
        group = frame[frame["side"] == side]
        place = group["narrative"].map(rows)
        group = group.assign(row=place + (i - (len(sides) - 1) / 2) * step, name=[texts[n] for n in place])
        style = {"color": colours.get(side, GREY), "symbol": symbol(i), "size": 9}
        traces.append(_shares(group, names[side], style))
        if i:
            traces += [_differences(group, names[side], style, i), _too_few(group[~group["enough"]], names[side])]
    shares, differences, sure = [0, 0.46], [0.49, 0.9], 0.92
    scale: dict[str, object] = {"tickformat": "+.0%", "domain": differences, "anchor": "y"}
    if not frame.loc[frame["side"] != sides[0], "enough"].any():
        scale |= {"range": [-1, 1], "showticklabels": False}
    zero = {"type": "line", "xref": "x2", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    surest = _surest(frame)
    layout = {
        "xaxis": {"tickformat": ".0%", "rangemode": "tozero", "domain": shares},
        "xaxis2": scale,
        "yaxis": {
            "range": [len(rows) - 0.5, -0.5], "tickvals": list(rows.values()), "ticktext": texts, "ticksuffix": " ",
            "zeroline": False, "showgrid": False,
        },
        "shapes": [zero | {"line": {"color": GREY, "width": 1}}],
        "annotations": [
            side_title(_("Share of output"), sum(shares) / 2, 1),
            side_title(_("Difference from {first}").format(first=plain(sides[0], 30)), sum(differences) / 2, 1),
            side_title(_("How sure"), 0.96, 1),
            *(
                {
                    "text": surest[narrative], "x": sure, "y": row, "xref": "paper", "yref": "y",
                    "xanchor": "left", "showarrow": False, "font": {"size": 12},
                }
                for narrative, row in rows.items()
            ),
        ],
    }  # fmt: skip
    return draw(traces, height=150 + (22 + 7 * len(sides)) * len(rows), legend=True, layout=layout)


def _surest(frame: pd.DataFrame) -> dict[int, str]:
    """How sure the surest difference of each narrative is, in a word or two; a dash where none could be tested."""
    found = {}
    for narrative, group in frame[frame["q"].notna()].groupby("narrative"):
        sure = next((c for c in ("clear", "likely") if (group["certainty"] == c).any()), None)
        found[narrative] = _(CERTAINTIES[sure]) if sure else _("not clear")
    return {narrative: found.get(narrative, "–") for narrative in frame["narrative"].unique()}


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
        "y": group["row"].to_numpy(),
        "name": name,
        "marker": style,
        "error_x": _bars(group[value], group[f"{value}_low"], group[f"{value}_high"], str(style["color"])),
        "customdata": group[["narrative", "name", *about, f"{value}_low", f"{value}_high"]].to_numpy(object),
    }


def _shares(group: pd.DataFrame, name: str, style: dict[str, object]) -> dict[str, object]:
    about = ["mentions", "documents", "copied"]
    return {
        **_marks(group.assign(copied=texts_of_texts(group)), "share", name, style, about),
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        + _("%{x:.1%} of output (95% interval %{customdata[5]:.1%} to %{customdata[6]:.1%})")
        + "<br>"
        + _("%{customdata[2]:,} of %{customdata[3]:,} documents talk about it%{customdata[4]}")
        + "<extra>%{fullData.name}</extra>",
    }


def _differences(group: pd.DataFrame, name: str, style: dict[str, object], place: int) -> dict[str, object]:
    """Filled where a difference can be told, open where it cannot."""
    group = group[group["enough"]]
    is_clear = group["certainty"].isin(["clear", "likely"])
    group = group.assign(sure=[_(CERTAINTIES[certainty]) for certainty in group["certainty"]])
    style = style | {"symbol": [symbol(place) + ("" if clear else "-open") for clear in is_clear]}
    return {
        **_marks(group, "difference", name, style, ["sure"]),
        "xaxis": "x2",
        "showlegend": False,
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        + _("%{x:+.1%} (95% interval %{customdata[3]:+.1%} to %{customdata[4]:+.1%})")
        + "<br>%{customdata[2]}<extra>%{fullData.name}</extra>",
    }


def _too_few(few: pd.DataFrame, name: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0.0] * len(few),
        "y": few["row"].to_numpy(),
        "xaxis": "x2",
        "text": [_("too few texts")] * len(few),
        "textfont": {"color": GREY, "size": 12},
        "name": name,
        "showlegend": False,
        "customdata": few[["narrative", "name"]].to_numpy(object),
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        + _("too few texts for a difference")
        + "<extra>%{fullData.name}</extra>",
    }
