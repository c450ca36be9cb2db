"""Two sources, or two spans of time, on the plane of the topic map, and what they differ in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.compare import FEWEST_TEXTS
from filrouge.explore.independent import asked, gone
from filrouge.explore.intervals import SURE, Z95, benjamini_hochberg, effective_size, newcombe, two_sided
from filrouge.explore.meaning import Near
from filrouge.explore.outline import Window, in_window
from filrouge.explore.selection import Counts, Selection, count, narratives_of, where
from filrouge.explore.sides import Side
from filrouge.explore.topic_map import MOST_HITS, MOST_POINTS, TopicMap, count_cells, topic_map
from filrouge.schema import NO_NARRATIVE

FEWEST_PASSAGES: Final = 5
"""A cell with fewer passages than this, of both sides together, is left blank."""

DENSITY_CELLS: Final = 80
"""Columns and rows in which the density of a side is counted: its map is a third as wide as the whole one."""

_ACROSS: Final = (6, 32)
_A_CELL: Final = 5  # passages of the smaller side that a cell would hold, were they spread evenly


@dataclass(frozen=True)
class MapSides:
    """Two sides of a selection on one plane.

    Attributes
    ----------
    maps, counts : of each side, its topic map and how much it holds.
    cells : `column`, `row`, `x`, `y` (centres), `first`, `second` (passages), `share_first`, `share_second` (of all
        passages that a side has on the plane, whatever they talk about), `difference` (first minus second; null with
        fewer than FEWEST_PASSAGES of both together): the cells in the window that hold a passage.
    across : columns and rows of cells; `corner`: left and bottom edge of the first, `cell`: width and height of each,
        in map units.
    narratives : `narrative`, `x`, `y` (place of its name), `first`, `second`, `share_first`, `share_second`,
        `difference`, `low`, `high` (95 % interval, Newcombe 1998, no. 10, on the effective number of independent
        texts) and `q` (false discovery rate among all narratives, whichever the selection names, Benjamini & Hochberg
        1995), all over the whole plane; largest difference first. Differences are null where `enough` is false.
    enough : both sides have at least FEWEST_TEXTS independent texts.
    """

    maps: tuple[TopicMap, TopicMap]
    counts: tuple[Counts, Counts]
    cells: pd.DataFrame
    across: int
    corner: tuple[float, float]
    cell: tuple[float, float]
    narratives: pd.DataFrame
    enough: bool

    @property
    def clear(self) -> pd.DataFrame:
        """The narratives that differ clearly, however many are compared."""
        return self.narratives[self.narratives["q"] <= SURE]


def map_sides(
    bundle: Bundle,
    selection: Selection,
    sides: tuple[Side, Side],
    window: Window | None = None,
    *,
    find: str | Near = "",
    most: int = MOST_POINTS,
) -> MapSides:
    """Place two sides of a selection on the plane, and count where one has more of its passages than the other.

    Raises
    ------
    QueryError : `find` cannot be understood.
    """
    chosen = [side.within(selection) for side in sides]
    fewer = {"most": most // 2, "most_hits": MOST_HITS // 2, "cells": DENSITY_CELLS}
    maps = [topic_map(bundle, one, window, find=find, **fewer) for one in chosen]
    counts = [count(bundle, one) for one in chosen]
    fewest = min(found.passages - found.off_map for found in maps)
    across = int(np.clip(np.sqrt(fewest / _A_CELL), *_ACROSS))
    left, bottom, right, top = window or np.nan_to_num(bundle.columns.plane).tolist()
    width, height = (right - left) / across or 1.0, (top - bottom) / across or 1.0
    counted = [_count(bundle, one, (left, bottom, right, top), across) for one in chosen]
    enough = min(count(bundle, one.of_all_narratives()).texts for one in chosen) >= FEWEST_TEXTS
    totals = [int(by_narrative.sum()) for _by_cell, by_narrative, _size in counted]
    cells = _beside([by_cell for by_cell, _by_narrative, _size in counted], totals)
    cells["difference"] = cells["difference"].where((cells["first"] + cells["second"] >= FEWEST_PASSAGES) & enough)
    cells = cells.reset_index()
    cells.insert(2, "x", left + (cells["column"] + 0.5) * width)
    cells.insert(3, "y", bottom + (cells["row"] + 0.5) * height)
    narratives = _narratives(
        [(by_narrative, size) for _by_cell, by_narrative, size in counted],
        (maps[0], maps[1]),
        enough,
        len(gone(bundle)),
    )
    narratives = asked(bundle, selection, narratives)
    return MapSides(
        (maps[0], maps[1]),
        (counts[0], counts[1]),
        cells,
        across,
        (left, bottom),
        (width, height),
        narratives,
        enough,
    )


def _count(
    bundle: Bundle, selection: Selection, bounds: Window, across: int
) -> tuple["pd.Series[int]", "pd.Series[int]", float]:
    """Passages on the plane: those of the narratives of the selection by cell, those of all by narrative; and as how
    many independent texts the latter are to be taken.
    """
    filter_ = where(selection.of_all_narratives(), bundle)
    columns = filter_.columns
    placed = filter_.points(()) & ~np.isnan(columns.x)
    shown = where(selection, bundle).points(narratives_of(selection, bundle)) & in_window(columns.x, columns.y, bounds)
    by_cell = count_cells(columns, placed & shown, bounds, across)
    column, row = np.nonzero(by_cell)
    cells = pd.MultiIndex.from_arrays([column, row], names=["column", "row"])
    ids = np.flatnonzero(placed)
    by_narrative = np.bincount(columns.passage_narrative[ids] - NO_NARRATIVE)
    (narratives,) = np.nonzero(by_narrative)
    # Passages of one text, or of copies of it, are not independent.
    of_text = np.bincount(columns.copy_group[columns.passage_doc[ids]])
    return (
        pd.Series(by_cell[column, row], cells),
        pd.Series(by_narrative[narratives], pd.Index(narratives + NO_NARRATIVE, name="narrative")),
        effective_size(of_text),
    )


def _beside(counted: "Sequence[pd.Series[int]]", totals: Sequence[int]) -> pd.DataFrame:
    """Counts of the two sides in one frame, their shares, and the difference of these."""
    frame = pd.concat(dict(zip(("first", "second"), counted, strict=True)), axis=1).fillna(0).astype("int64")
    for side, total in zip(("first", "second"), totals, strict=True):
        frame[f"share_{side}"] = frame[side] / max(total, 1)
    return frame.assign(difference=frame["share_first"] - frame["share_second"]).sort_index()


def _narratives(
    counted: "Sequence[tuple[pd.Series[int], float]]",
    maps: tuple[TopicMap, TopicMap],
    enough: bool,
    n_gone: int,
) -> pd.DataFrame:
    totals = [int(passages.sum()) for passages, _size in counted]
    frame = _beside([passages for passages, _size in counted], totals)
    sizes = [np.full(len(frame), size) for _passages, size in counted]
    frame["low"], frame["high"] = newcombe(
        frame["share_first"].to_numpy(), sizes[0], frame["share_second"].to_numpy(), sizes[1]
    )
    # As far as zero lies from the difference, measured in the half of the interval that is on its side.
    near = np.where(frame["difference"] > 0, frame["difference"] - frame["low"], frame["high"] - frame["difference"])
    p = two_sided(Z95 * frame["difference"] / np.where(near > 0, near, np.inf))
    frame["q"] = benjamini_hochberg(p, len(p) + n_gone)
    if not enough:
        frame[["difference", "low", "high", "q"]] = np.nan
    places = pd.concat([found.narratives for found in maps]).sort_values("passages", ascending=False, kind="stable")
    frame = frame.join(places.drop_duplicates("narrative").set_index("narrative")[["x", "y"]]).reset_index()
    frame["_gap"] = (frame["share_first"] - frame["share_second"]).abs()
    frame = frame.sort_values(["_gap", "narrative"], ascending=[False, True], ignore_index=True)
    measures = ["first", "second", "share_first", "share_second", "difference", "low", "high", "q"]
    return frame[["narrative", "x", "y", *measures]]
