"""Words in which two sides differ: log-odds with their intervals, language by language."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from filrouge.figures.theme import GREY, draw, empty, plain, symbol, unique_plain
from filrouge.i18n import _, number

MOST_WORDS = 10
"""Of each side and language."""
MOST_LANGUAGES = 3


def figure(
    clear: pd.DataFrame, names: dict[str, str], first: str, second: str, *, colours: Mapping[str, str]
) -> go.Figure:
    """Draw rows of `words.distinctive_words`: those of the first side to the right, of the second to the left.

    `names` of languages by code; `colours` of the sides by name. Each mark carries `customdata` = [language,
    word, …].
    """
    if clear.empty:
        return empty(_("No word clearly distinguishes these sides: too few texts, or too small a difference."))
    parts = []
    for language in list(clear["language"].unique())[:MOST_LANGUAGES]:
        group = clear[clear["language"] == language]
        ours, theirs = group[group["log_odds"] > 0].head(MOST_WORDS), group[group["log_odds"] < 0].tail(MOST_WORDS)
        parts += [ours.assign(side=first), theirs.assign(side=second)]
    shown = pd.concat(parts)
    several = len(shown["language"].unique()) > 1
    labels = [
        _("{word} ({language})").format(word=word, language=names[language]) if several else word
        for word, language in zip(shown["word"], shown["language"], strict=True)
    ]
    shown = shown.assign(row=unique_plain(labels, 40))
    traces = []
    for place, side in enumerate((first, second)):
        rows = shown[shown["side"] == side]
        tint = colours.get(side, GREY)
        beside = [
            _("in {a} of {n} texts, and in {b} of {m}").format(
                a=number(row.first), n=number(row.first_texts), b=number(row.second), m=number(row.second_texts)
            )
            for row in rows.itertuples()
        ]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": rows["log_odds"].to_numpy(),
                "y": rows["row"].to_numpy(object),
                "name": plain(side, 40),
                "marker": {"color": tint, "symbol": symbol(place), "size": 10},
                "error_x": {
                    "type": "data", "symmetric": False, "array": (rows["high"] - rows["log_odds"]).to_numpy(),
                    "arrayminus": (rows["log_odds"] - rows["low"]).to_numpy(), "thickness": 1.3, "width": 3,
                    "color": tint,
                },
                "customdata": rows[["language", "word"]].assign(beside=beside).to_numpy(object),
                "hovertemplate": "<b>%{y}</b><br>%{customdata[2]}<extra>%{fullData.name}</extra>",
            }
        )  # fmt: skip
    order = shown["row"].tolist()
    layout = {
        "xaxis": {
            "title": {"text": _("← more in {second} · more in {first} →").format(
                first=plain(first, 24), second=plain(second, 24)
            )},
            "zeroline": True,
            "zerolinecolor": GREY,
        },
        "yaxis": {
            "type": "category", "autorange": "reversed", "ticksuffix": " ", "categoryorder": "array",
            "categoryarray": order,
        },
    }  # fmt: skip
    return draw(traces, height=140 + 24 * len(order), legend=True, layout=layout)
