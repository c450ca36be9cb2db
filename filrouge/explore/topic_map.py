"""The topic map: every passage a point, near to what it resembles."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.meaning import Near
from filrouge.explore.outline import Window
from filrouge.explore.selection import NO_NARRATIVE_LABEL, Filter, Selection, language_name, only, search, where
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE
from filrouge.tables import MAP_CELLS

MOST_POINTS: Final = 20_000
"""More passages than this, and the map shows a fair sample of them over the density of all."""

MOST_HITS: Final = 5_000
"""More passages than this that are looked for, and a fair sample of them is drawn."""

CLOSE: Final = 0.25
"""A window of more than this part of the plane is far out: themes are written on it, and not narratives."""

STRAYS: Final = 0.03
"""Close in, a narrative with less than this part of what is in view is not named where its strays happen to lie."""

FEWEST_THEMED: Final = 12
"""Up to this many narratives are written by themselves, however far out."""

_NOTHING: Final = np.empty(0, np.int32)
_DRAW: Final = 2**32


def placed_passages(filter_: Filter, selection: Selection) -> str:
    """The passages that are points of the selection: not those of other narratives in its documents."""
    return f"""
, placed AS (
    SELECT passage_id, doc, narrative, x, y, "column", "row" FROM {filter_.passages}
    WHERE {only(selection.narratives)}
)
"""


@dataclass(frozen=True)
class TopicMap:
    """The passages of a selection on the plane, or in a window of it.

    Attributes
    ----------
    points : `passage_id`, `doc`, `narrative`, `label`, `x`, `y` (float32), `source`, `language` (name), `day`
        (datetime64, null if undated), `title`, `hit` (whether it is of a document that was looked for); all passages
        in the window, or a fair sample of at most about `MOST_POINTS`, and `MOST_HITS` of hits.
    density : `x`, `y` (cell centres), `passages` (count), in the window; empty when all its passages are points.
    labels : `narrative`, `label`, `x`, `y` (median place of its points), `passages` (in the window); largest first.
    named : `label`, `x`, `y`, `passages`: what is written on the map, largest first: themes far out (`themes` is
        true), narratives close in.
    passages, off_map, without_narrative : counts over the whole selection, not the sample or the window; `off_map`
        have no usable vector and so no place.
    in_window : passages that have their place in the window.
    window : what was asked for; None is the whole plane.
    find : the query whose hits are lit up; `hits`, `hit_documents`: passages of documents that match and lie in the
        window, and their documents; where `near` is given, the passages among those.
    """

    points: pd.DataFrame
    density: pd.DataFrame
    labels: pd.DataFrame
    named: pd.DataFrame
    themes: bool
    passages: int
    off_map: int
    without_narrative: int
    in_window: int
    window: Window | None = None
    find: str = ""
    hits: int = 0
    hit_documents: int = 0
    near: Near | None = None


def topic_map(
    bundle: Bundle,
    selection: Selection,
    window: Window | None = None,
    *,
    find: str | Near = "",
    most: int = MOST_POINTS,
    most_hits: int = MOST_HITS,
    cells: int = MAP_CELLS,
) -> TopicMap:
    """Place the passages of a selection on the map, or those that lie in a window of it; mark those of documents that
    match `find`, or the passages near to it in meaning. `cells`: columns and rows in which density is counted.

    Raises
    ------
    QueryError : `find` cannot be understood.
    """
    filter_ = where(selection, bundle)
    among, inside = placed_passages(filter_, selection), _inside(window)
    counts = filter_.query(
        f"{among} SELECT narrative, count(*) AS passages, count(x) AS placed, count(*) FILTER ({inside}) AS inside "
        "FROM placed GROUP BY narrative"
    )
    passages, placed, in_window = (int(counts[name].sum()) for name in ("passages", "placed", "inside"))
    without = int(counts.loc[counts["narrative"] == NO_NARRATIVE, "passages"].sum())
    # A hash of the number is a fair draw, the same at every rerun, and a closer window only adds to what it showed;
    # four standard deviations below `most` on average.
    part = 1.0 if in_window <= most else (most - 4 * most**0.5) / in_window
    near = find if isinstance(find, Near) else None
    query = find.query if isinstance(find, Near) else find.strip()
    found = pd.DataFrame({"key": near.passages if near else search(bundle, query) if query else _NOTHING})
    is_hit = f"{'doc' if near is None else 'passage_id'} IN (SELECT key FROM found)"
    hits = hit_documents = 0
    if len(found):
        counted = filter_.query(
            f"{among} SELECT count(*) AS passages, count(DISTINCT doc) AS documents FROM placed "
            f"WHERE {inside} AND {is_hit}",
            tables={"found": found},
        ).iloc[0]
        hits, hit_documents = int(counted["passages"]), int(counted["documents"])
    hit_part = max(part, min(1.0, most_hits / max(hits, 1)))
    points = filter_.query(
        f"{among}, marked AS (SELECT *, {is_hit} AS hit FROM placed WHERE {inside}), drawn AS ("
        "SELECT passage_id, doc, narrative, x, y, hit FROM marked "
        f"WHERE hash(passage_id) % {_DRAW} < if(hit, $hit_part, $part) * {_DRAW}) "
        "SELECT passage_id, doc, narrative, x, y, source, language, day::TIMESTAMP AS day, title, hit "
        "FROM drawn JOIN documents USING (doc) ORDER BY passage_id",
        tables={"found": found},
        part=part,
        hit_part=hit_part,
    )
    whole = counts.set_index("narrative")["placed"]
    if window is not None:
        counts["passages"] = counts["inside"]
    labels = points[points["narrative"] != NO_NARRATIVE].groupby("narrative", as_index=False)[["x", "y"]].median()
    labels = labels.merge(counts[["narrative", "passages"]], on="narrative")
    labels = labels.sort_values(["passages", "narrative"], ascending=[False, True], ignore_index=True)
    labels.insert(1, "label", labels["narrative"].map(bundle.labels))
    points["language"] = points["language"].map({code: language_name(code) for code in points["language"].unique()})
    points.insert(3, "label", points["narrative"].map({**bundle.labels, NO_NARRATIVE: _(NO_NARRATIVE_LABEL)}))
    plane = bundle.columns.plane
    density = pd.DataFrame(columns=["x", "y", "passages"])
    if part < 1:
        density = _density(filter_, among, window or plane, window, cells)
    themes = len(labels) > FEWEST_THEMED and (window is None or _area(window) > CLOSE * _area(plane))
    named = _themes(bundle, labels) if themes else _at_home(labels, whole)
    return TopicMap(
        points,
        density,
        labels,
        named,
        themes,
        passages,
        passages - placed,
        without,
        in_window,
        window,
        query,
        hits,
        hit_documents,
        near,
    )


def _inside(window: Window | None) -> str:
    """A condition in SQL: a passage has its place in the window."""
    if window is None:
        return "x IS NOT NULL"
    left, bottom, right, top = (repr(float(side)) for side in window)
    return f"x BETWEEN {left} AND {right} AND y BETWEEN {bottom} AND {top}"


def _area(window: Window) -> float:
    return (window[2] - window[0]) * (window[3] - window[1])


def _at_home(labels: pd.DataFrame, whole: "pd.Series[int]") -> pd.DataFrame:
    """Narratives to write by name: half of their passages are in view, or they are a good part of what is."""
    half = labels["passages"] >= 0.5 * labels["narrative"].map(whole)
    kept = labels[half | (labels["passages"] >= STRAYS * labels["passages"].sum())]
    return kept[["label", "x", "y", "passages"]].reset_index(drop=True)


def _themes(bundle: Bundle, labels: pd.DataFrame) -> pd.DataFrame:
    """The themes of some narratives, each written at the one of its narratives that lies most in their middle."""
    known = bundle.narratives.set_index("narrative")[["theme", "theme_label"]]
    frame = labels.join(known, on="narrative")
    rows = []
    for _theme, group in frame.groupby("theme"):
        x, y, weight = (group[name].to_numpy(float) for name in ("x", "y", "passages"))
        far = (np.hypot(x[:, None] - x, y[:, None] - y) * weight).sum(axis=1)
        middle = int(far.argmin())
        label = group["theme_label"].iloc[0] if len(group) > 1 else group["label"].iloc[0]
        rows.append((label, x[middle], y[middle], int(weight.sum())))
    named = pd.DataFrame(rows, columns=["label", "x", "y", "passages"])
    return named.sort_values(["passages", "label"], ascending=[False, True], ignore_index=True)


def _density(filter_: Filter, among: str, bounds: Window, window: Window | None, cells: int) -> pd.DataFrame:
    left, bottom, right, top = bounds
    width, height = (right - left) / cells, (top - bottom) / cells
    place = '"column", "row"'
    if window is not None or cells != MAP_CELLS:
        place = (
            f'least(floor((x - {left!r}) / {width!r}), {cells - 1})::SMALLINT AS "column", '
            f'least(floor((y - {bottom!r}) / {height!r}), {cells - 1})::SMALLINT AS "row"'
        )
    frame = filter_.query(
        f"{among} SELECT {place}, count(*) AS passages FROM placed WHERE {_inside(window)} GROUP BY ALL"
    )
    frame["x"] = left + (frame["column"] + 0.5) * width
    frame["y"] = bottom + (frame["row"] + 0.5) * height
    return frame[["x", "y", "passages"]].sort_values(["x", "y"], ignore_index=True)
