"""The topic map: every passage a point, near to what it resembles; and what an outline on it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.bundle import MAP_CELLS, Bundle
from filrouge.explore.selection import NO_NARRATIVE_LABEL, Filter, Selection, language_name, only, where
from filrouge.explore.view import Point
from filrouge.schema import NO_NARRATIVE

MOST_POINTS: Final = 20_000
"""More passages than this, and the map shows a fair sample of them over the density of all."""


_DRAW: Final = 2**32


def _placed(filter_: Filter, selection: Selection) -> str:
    """The passages that are points of the selection: not those of other narratives in its documents."""
    return f"""
, placed AS (
    SELECT passage_id, doc, narrative, x, y, "column", "row" FROM passages {filter_.among}
    WHERE {only(selection.narratives)}
)
"""


@dataclass(frozen=True)
class TopicMap:
    """The passages of a selection on the plane.

    Attributes
    ----------
    points : `passage_id`, `doc`, `narrative`, `label`, `x`, `y` (float32), `source`, `language` (name), `day`
        (datetime64, null if undated), `title`; all passages, or a fair sample of at most about
        `MOST_POINTS`.
    density : `x`, `y` (cell centres), `passages` (count); empty when all passages are points.
    labels : `narrative`, `label`, `x`, `y` (median place of its points), `passages`; largest first.
    passages, off_map, without_narrative : counts over the whole selection, not the sample; `off_map` have no
        usable vector and so no place.
    """

    points: pd.DataFrame
    density: pd.DataFrame
    labels: pd.DataFrame
    passages: int
    off_map: int
    without_narrative: int


def topic_map(bundle: Bundle, selection: Selection, *, most: int = MOST_POINTS) -> TopicMap:
    """Place the passages of a selection on the map."""
    filter_ = where(selection, bundle)
    among = _placed(filter_, selection)
    counts = filter_.query(
        f"{among} SELECT narrative, count(*) AS passages, count(x) AS placed FROM placed GROUP BY narrative"
    )
    passages, placed = int(counts["passages"].sum()), int(counts["placed"].sum())
    without = int(counts.loc[counts["narrative"] == NO_NARRATIVE, "passages"].sum())
    # A hash of the number is a fair draw, the same at every rerun; four standard deviations below `most` on average.
    part = 1.0 if placed <= most else (most - 4 * most**0.5) / placed
    points = filter_.query(
        f"{among}, drawn AS ("
        "SELECT passage_id, doc, narrative, x, y FROM placed WHERE x IS NOT NULL "
        f"AND ($part = 1 OR hash(passage_id) % {_DRAW} < $part * {_DRAW})) "
        "SELECT passage_id, doc, narrative, x, y, source, language, day::TIMESTAMP AS day, title "
        "FROM drawn JOIN documents USING (doc) ORDER BY passage_id",
        part=part,
    )
    labels = points[points["narrative"] != NO_NARRATIVE].groupby("narrative", as_index=False)[["x", "y"]].median()
    labels = labels.merge(counts[["narrative", "passages"]], on="narrative")
    labels = labels.sort_values(["passages", "narrative"], ascending=[False, True], ignore_index=True)
    labels.insert(1, "label", labels["narrative"].map(bundle.labels))
    points["language"] = points["language"].map({code: language_name(code) for code in points["language"].unique()})
    points.insert(3, "label", points["narrative"].map({**bundle.labels, NO_NARRATIVE: NO_NARRATIVE_LABEL}))
    density = _density(filter_, among) if part < 1 else pd.DataFrame(columns=["x", "y", "passages"])
    return TopicMap(points, density, labels, passages, passages - placed, without)


def _density(filter_: Filter, among: str) -> pd.DataFrame:
    bounds = filter_.query("SELECT min(x) AS x0, max(x) AS x1, min(y) AS y0, max(y) AS y1 FROM passages").iloc[0]
    cells = filter_.query(
        f'{among} SELECT "column", "row", count(*) AS passages FROM placed WHERE x IS NOT NULL GROUP BY ALL'
    )
    cells["x"] = bounds["x0"] + (cells["column"] + 0.5) * (bounds["x1"] - bounds["x0"]) / MAP_CELLS
    cells["y"] = bounds["y0"] + (cells["row"] + 0.5) * (bounds["y1"] - bounds["y0"]) / MAP_CELLS
    return cells[["x", "y", "passages"]].sort_values(["x", "y"], ignore_index=True)


def passages_in_region(bundle: Bundle, selection: Selection, region: Sequence[Point]) -> list[int]:
    """Ids of the selection's passages inside an outline, all of them and not only those drawn."""
    xs, ys = [x for x, _ in region], [y for _, y in region]
    filter_ = where(selection, bundle)
    frame = filter_.query(
        f"{_placed(filter_, selection)} SELECT passage_id, x, y FROM placed "
        "WHERE x BETWEEN $x0 AND $x1 AND y BETWEEN $y0 AND $y1",
        x0=min(xs),
        x1=max(xs),
        y0=min(ys),
        y1=max(ys),
    )
    inside = in_outline(frame["x"].to_numpy(float), frame["y"].to_numpy(float), region)
    return [int(i) for i in frame.loc[inside, "passage_id"]]


def in_outline(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], outline: Sequence[Point]
) -> npt.NDArray[np.bool_]:
    """Whether each point lies inside a closed outline, by the even-odd rule (a ray to the right)."""
    inside = np.zeros(len(x), dtype=bool)
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            inside ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside


@dataclass(frozen=True)
class RegionProfile:
    """How the passages inside an outline differ from the rest of the selection.

    `frame`: `what` ("narrative", "source" or "language"), `value`, `inside` and `outside` (passages), `share_inside`
    and `share_outside` (of the passages inside, of those outside), most over-represented first within each `what`.
    `texts`: independent texts among the documents.
    """

    frame: pd.DataFrame
    passages: int
    documents: int
    texts: int
    first: pd.Timestamp | None
    last: pd.Timestamp | None

    def sentence(self) -> str:
        """What stands out inside, in one sentence."""
        parts = []
        for what, noun in (("narrative", "narrative"), ("source", "source"), ("language", "language")):
            rows = self.frame[(self.frame["what"] == what) & (self.frame["share_inside"] > self.frame["share_outside"])]
            if len(rows):
                row = rows.iloc[0]
                parts.append(
                    f"{noun} “{row['value']}” is {row['share_inside']:.0%} inside, {row['share_outside']:.0%} outside"
                )
        return "; ".join(parts)


def region_profile(bundle: Bundle, selection: Selection, passage_ids: Sequence[int]) -> RegionProfile:
    """Compare the passages inside an outline with the other passages of the selection."""
    inside = pd.DataFrame({"passage_id": pd.Series(list(passage_ids), dtype="int32")})
    filter_ = where(selection, bundle)
    counted = filter_.query(
        f"{_placed(filter_, selection)}, known AS MATERIALIZED (SELECT narrative, source, language, "
        "passage_id IN (SELECT passage_id FROM inside) AS is_in FROM placed JOIN documents USING (doc)) "
        + " UNION ALL ".join(
            f"SELECT '{what}' AS what, {what}::VARCHAR AS value, count(*) FILTER (is_in) AS inside, "
            f"count(*) FILTER (NOT is_in) AS outside FROM known GROUP BY {what}"
            for what in ("narrative", "source", "language")
        ),
        tables={"inside": inside},
    )
    totals = counted[counted["what"] == "narrative"][["inside", "outside"]].sum()
    for side in ("inside", "outside"):
        counted[f"share_{side}"] = counted[side] / max(int(totals[side]), 1)
    labels = {str(n): label for n, label in {**bundle.labels, NO_NARRATIVE: NO_NARRATIVE_LABEL}.items()}
    counted["value"] = [
        labels[v] if w == "narrative" else language_name(v) if w == "language" else v
        for w, v in zip(counted["what"], counted["value"], strict=True)
    ]
    counted["_more"] = counted["share_inside"] - counted["share_outside"]
    counted = counted.sort_values(["what", "_more", "value"], ascending=[True, False, True], kind="stable")
    row = filter_.query(
        "SELECT count(DISTINCT doc) AS documents, count(DISTINCT copy_group) AS texts, min(day) AS first, "
        "max(day_end) AS last FROM passages SEMI JOIN inside USING (passage_id) JOIN documents USING (doc)",
        tables={"inside": inside},
    ).iloc[0]
    return RegionProfile(
        counted.drop(columns="_more").reset_index(drop=True),
        len(inside),
        int(row["documents"]),
        int(row["texts"]),
        None if pd.isna(row["first"]) else pd.Timestamp(row["first"]),
        None if pd.isna(row["last"]) else pd.Timestamp(row["last"]),
    )
