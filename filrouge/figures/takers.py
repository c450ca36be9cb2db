"""Which source takes text from which: a matrix of how many texts, and after how long."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from filrouge.bundle import records
from filrouge.figures.theme import empty, matrix, unique_plain
from filrouge.i18n import _, number

MOST_SOURCES: Final = 25

# Never so full that the number in a cell cannot be read, on white or on dark.
_SHADES: Final = ((0.0, "rgba(196,59,65,0.06)"), (1.0, "rgba(196,59,65,0.6)"))


def drawn(frame: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The takers and those taken from that are drawn, those with most texts first."""
    sizes = [frame.groupby(end)["texts"].sum().sort_values(ascending=False, kind="stable") for end in
             ("source", "of_source")]  # fmt: skip
    takers, taken = (list(size.index[:MOST_SOURCES]) for size in sizes)
    return takers, taken


def figure(frame: pd.DataFrame, *, nothing: str) -> go.Figure:
    """Draw `explore.takings.between_sources`, with the columns `name` and `of_name` (of the sources) and `said`.

    Each cell carries `customdata` = [id of its first text, …].
    """
    if frame.empty:
        return empty(nothing)
    takers, taken = drawn(frame)
    name = dict(zip(frame["source"], frame["name"], strict=True))
    of_name = dict(zip(frame["of_source"], frame["of_name"], strict=True))
    cells = {(one["source"], one["of_source"]): one for one in records(frame)}
    table = [[cells.get((source, of)) for of in taken] for source in takers]
    return matrix(
        x=unique_plain([of_name[source] for source in taken], 28),
        y=unique_plain([name[source] for source in takers], 28),
        z=[[None if cell is None else int(cell["texts"]) for cell in row] for row in table],
        zmin=0,
        colorscale=_SHADES,
        text=[["" if cell is None else number(cell["texts"]) for cell in row] for row in table],
        customdata=[[None if cell is None else [cell["doc_id"], cell["said"]] for cell in row] for row in table],
        hovertemplate=_("<b>%{y}</b> shares text with earlier ones of <b>%{x}</b>")
        + "<br>%{customdata[1]}<extra></extra>",
    )
