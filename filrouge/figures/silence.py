"""Sources beside narratives: who speaks of what, as often as would be expected, and who does not."""

from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.explore.silence import ABSENT, AS_EXPECTED, LESS, MORE, TOO_FEW
from filrouge.figures.theme import empty, matrix, stepped, unique_plain
from filrouge.i18n import _, ngettext, number

MOST_SOURCES: Final = 25
MOST_NARRATIVES: Final = 20

# Never colour alone: each cell also has a sign, and the legend under the chart says what it means.
SIGNS: Final = {ABSENT: "✕", LESS: "▽", AS_EXPECTED: "·", MORE: "▲", TOO_FEW: ""}
_SHADES: Final = {
    ABSENT: "#B2182B", LESS: "#F0A58A", AS_EXPECTED: "rgba(128,136,150,0.16)", MORE: "#7FB2D9",
    TOO_FEW: "rgba(0,0,0,0)",
}  # fmt: skip


def drawn(frame: pd.DataFrame) -> tuple[list[str], list[int]]:
    """The sources and narratives, of a frame as `figure` takes it, that are drawn: those of which anything is told, as
    many as fit.
    """
    told = frame[frame["status"] != TOO_FEW]
    sizes = told.groupby("source", sort=False)["output"].max().sort_values(ascending=False, kind="stable")
    return list(sizes.index[:MOST_SOURCES]), list(told["narrative"].drop_duplicates()[:MOST_NARRATIVES])


def figure(frame: pd.DataFrame) -> go.Figure:
    """Draw `explore.silence.Silence.frame`, sources with most texts and narratives in the order of the bundle.

    Each cell carries `customdata` = [narrative, source, …], the key to its passages.
    """
    sources, narratives = drawn(frame)
    if not sources:
        return empty(_("Too few texts to tell whether any source is silent on a narrative."))
    cells = {(row["source"], row["narrative"]): row for row in records(frame)}
    labels = dict(zip(frame["narrative"], frame["label"], strict=True))
    kinds = list(SIGNS)
    table = [[cells.get((source, narrative)) for narrative in narratives] for source in sources]
    status = [[TOO_FEW if cell is None else cell["status"] for cell in row] for row in table]
    return matrix(
        x=unique_plain([labels[n] for n in narratives], 30),
        y=unique_plain(sources, 32),
        z=[[kinds.index(one) for one in row] for row in status],
        zmin=-0.5,
        zmax=len(kinds) - 0.5,
        colorscale=stepped([_SHADES[kind] for kind in kinds]),
        text=[[SIGNS[one] for one in row] for row in status],
        customdata=[
            [_said(cell, narrative, source) for narrative, cell in zip(narratives, row, strict=True)]
            for source, row in zip(sources, table, strict=True)
        ],
        hovertemplate=_("<b>%{y}</b> on <b>%{x}</b>") + "<br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    )


def _said(cell: dict[str, Any] | None, narrative: int, source: str) -> list[object]:
    if cell is None or pd.isna(cell["expected"]):
        return [narrative, source, _(TOO_FEW), _("not collected while others spoke of it")]
    counted = ngettext(
        "{n} of {all} independent texts, {expected} expected",
        "{n} of {all} independent texts, {expected} expected",
        int(cell["output"]),
    ).format(n=number(cell["texts"]), all=number(cell["output"]), expected=number(cell["expected"], 1))
    return [narrative, source, _(cell["status"]), counted]
