"""The topic map: every passage a point, near to what it resembles."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.explore.codecs import MapWindow, Outline, Passage, Query
from filrouge.explore.fields import Choice, option
from filrouge.explore.meaning import Near
from filrouge.explore.outline import Window, in_window
from filrouge.explore.selection import Selection, narratives_of, search, where
from filrouge.explore.source_facts import FACTS
from filrouge.i18n import N_
from filrouge.schema import NO_NARRATIVE
from filrouge.tables import NEVER, Columns

COLOURS: Final = {
    "narrative": N_("Narrative"),
    "source": N_("Source"),
    **FACTS,
    "language": N_("Language"),
    "date": N_("Date"),
}
FIND_BY: Final = {"words": N_("Words"), "meaning": N_("Meaning")}

_ON: Final = ("topic-map",)
OPTIONS: Final = (
    option("colour", N_("Colour"), Choice(COLOURS), "narrative", "What colours on the map stand for.", pages=_ON),
    option(
        "find", N_("Find on the map"), Query(), "",
        "Highlight passages of matching documents; the rest stay grey.", pages=_ON,
    ),
    option(
        "find_by", N_("Find by"), Choice(FIND_BY), "words",
        "Whether --find is a search query or a text to find similar passages for.", pages=_ON,
    ),
    option(
        "window", N_("Window"), MapWindow(), None, "The part of the map that is drawn: left,bottom right,top.",
        pages=_ON,
    ),
    option(
        "region", N_("Outline"), Outline(), (), "An outline drawn on the map; its passages are shown.", pages=_ON
    ),
    option("passage", N_("Passage"), Passage(), None, "The passage shown.", pages=_ON),
)  # fmt: skip

MOST_POINTS: Final = 20_000
"""More passages than this, and the map shows a fair sample of them over the density of all."""

MOST_HITS: Final = 5_000
"""More passages than this that are looked for, and a fair sample of them is drawn."""

DENSITY_CELLS: Final = 160
"""Columns and rows in which it is counted how dense the map is."""

CLOSE: Final = 0.25
"""A window of more than this part of the plane is far out: themes are written on it, and not narratives."""

STRAYS: Final = 0.03
"""Close in, a narrative with less than this part of what is in view is not named where its strays happen to lie."""

FEWEST_THEMED: Final = 12
"""Up to this many narratives are written by themselves, however far out."""

NO_THEME: Final = -1
"""Stands for the theme where a narrative is written by itself."""


@dataclass(frozen=True)
class TopicMap:
    """The passages of a selection on the plane, or in a window of it.

    Attributes
    ----------
    points : `passage_id`, `doc`, `narrative`, `x`, `y` (float32), `source`, `language`, `day`
        (datetime64, null if undated), `title`, `hit` (whether it is of a document that was looked for); all passages
        in the window, or a fair sample of at most about `MOST_POINTS`, and `MOST_HITS` of hits.
    density : `x`, `y` (cell centres), `passages` (count), in the window; empty when all its passages are points.
    narratives : `narrative`, `x`, `y` (median place of its points), `passages` (in the window); largest first.
    named : `narrative`, `theme`, `x`, `y`, `passages`: what is written on the map, largest first: themes far out
        (`themes` is true), narratives close in; `theme` is NO_THEME where the narrative is what is written.
    passages, off_map, without_narrative : counts over the whole selection, not the sample or the window; `off_map`
        have no usable vector and so no place.
    in_window : passages that have their place in the window.
    window : what was asked for; None is the whole plane.
    find : the query whose hits are lit up; `hits`, `hit_documents`: passages of documents that match and lie in the
        window, and their documents; where `near` is given, the passages among those.
    """

    points: pd.DataFrame
    density: pd.DataFrame
    narratives: pd.DataFrame
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
    cells: int = DENSITY_CELLS,
) -> TopicMap:
    """Place the passages of a selection on the map, or those that lie in a window of it; mark those of documents that
    match `find`, or the passages near to it in meaning. `cells`: columns and rows in which density is counted.

    Raises
    ------
    QueryError : `find` cannot be understood.
    """
    columns = bundle.columns
    among = where(selection, bundle).points(narratives_of(selection, bundle))
    placed = among & ~np.isnan(columns.x)
    inside = placed if window is None else placed & in_window(columns.x, columns.y, window)
    counts = _counts(columns, among, placed, inside)
    passages, on_map, in_view = (int(counts[name].sum()) for name in ("passages", "placed", "inside"))
    # A closer window only adds to the sample it showed; four standard deviations below `most` on average.
    part = 1.0 if in_view <= most else (most - 4 * most**0.5) / in_view
    near = find if isinstance(find, Near) else None
    query = find.query if isinstance(find, Near) else find.strip()
    hit = inside & _found(bundle, near, query)
    hits = int(np.count_nonzero(hit))
    hit_part = max(part, min(1.0, most_hits / max(hits, 1)))
    drawn = inside & ((columns.draw < part) | (hit & (columns.draw < hit_part)))
    points = _points(bundle, np.flatnonzero(drawn), hit)
    in_counts = counts["passages"] if window is None else counts["inside"]
    inner = points[points["narrative"] != NO_NARRATIVE].groupby("narrative", as_index=False)[["x", "y"]].median()
    inner["passages"] = inner["narrative"].map(in_counts)
    inner = inner.sort_values(["passages", "narrative"], ascending=[False, True], ignore_index=True)
    density = pd.DataFrame(columns=["x", "y", "passages"])
    if part < 1:
        density = _density(columns, inside, window or columns.plane, cells)
    themes = len(inner) > FEWEST_THEMED and (window is None or _area(window) > CLOSE * _area(columns.plane))
    named = _themes(bundle, inner) if themes else _at_home(inner, counts["placed"])
    return TopicMap(
        points,
        density,
        inner,
        named,
        themes,
        passages,
        passages - on_map,
        int(counts["passages"].get(NO_NARRATIVE, 0)),
        in_view,
        window,
        query,
        hits,
        len(pd.unique(columns.passage_doc[hit])),
        near,
    )


def _counts(columns: Columns, among: Bools, placed: Bools, inside: Bools) -> pd.DataFrame:
    """Passages by narrative."""
    ids = np.flatnonzero(among)
    # One pass for the three: a passage with a place is among them, and one in the window has a place.
    kind = placed[ids].view(np.int8) + inside[ids].view(np.int8)
    counted = np.bincount((columns.passage_narrative[ids] - NO_NARRATIVE) * 3 + kind)
    by_kind = np.append(counted, np.zeros(-len(counted) % 3, int)).reshape(-1, 3)
    counts = pd.DataFrame(by_kind[:, ::-1].cumsum(axis=1)[:, ::-1], columns=["passages", "placed", "inside"])
    counts.index = pd.RangeIndex(NO_NARRATIVE, NO_NARRATIVE + len(counts), name="narrative")
    return counts[counts["passages"] > 0]


def count_cells(columns: Columns, among: Bools, bounds: Window, across: int) -> Ints:
    """How many passages lie in each cell of a grid over a window, shape (columns, rows); all of them lie in it."""
    left, bottom, right, top = bounds
    ids = np.flatnonzero(among)
    cell = np.zeros(len(ids), np.int64)
    for places, first, last in ((columns.x, left, right), (columns.y, bottom, top)):
        scale = across / (last - first) if last > first else 0.0
        steps = ((places[ids] - np.float64(first)) * scale).astype(np.int64)
        cell = cell * across + np.minimum(steps, across - 1)
    return np.bincount(cell, minlength=across**2).reshape(across, across)


def _found(bundle: Bundle, near: Near | None, query: str) -> Bools:
    """Which passages are looked for."""
    columns = bundle.columns
    if near is None and not query:
        return np.zeros(len(columns.x), bool)
    found = np.zeros(len(columns) if near is None else len(columns.x), bool)
    found[search(bundle, query) if near is None else near.passages] = True
    return found[columns.passage_doc] if near is None else found


def _points(bundle: Bundle, ids: Ints, hit: Bools) -> pd.DataFrame:
    """Passages as `TopicMap.points`."""
    columns = bundle.columns
    docs, narratives = columns.passage_doc[ids], columns.passage_narrative[ids]
    titles = bundle.query(
        "SELECT doc, title FROM documents SEMI JOIN wanted USING (doc)",
        tables={"wanted": pd.DataFrame({"doc": docs})},
    )
    days = columns.day[docs].astype("datetime64[D]").astype("datetime64[us]")
    return pd.DataFrame(
        {
            "passage_id": ids,
            "doc": docs,
            "narrative": narratives,
            "x": columns.x[ids],
            "y": columns.y[ids],
            "source": pd.array(columns.sources, "str").take(columns.source[docs]),
            "language": pd.array(columns.languages, "str").take(columns.language[docs]),
            "day": pd.Series(days).where(columns.day[docs] != NEVER),
            "title": titles.set_index("doc")["title"].reindex(docs).array,
            "hit": hit[ids],
        }
    )


def _area(window: Window) -> float:
    return (window[2] - window[0]) * (window[3] - window[1])


def _at_home(narratives: pd.DataFrame, whole: "pd.Series[int]") -> pd.DataFrame:
    """Narratives to write by name: half of their passages are in view, or they are a good part of what is."""
    passages = narratives["passages"]
    half = passages >= 0.5 * narratives["narrative"].map(whole)
    return narratives[half | (passages >= STRAYS * passages.sum())].assign(theme=NO_THEME).reset_index(drop=True)


def _themes(bundle: Bundle, narratives: pd.DataFrame) -> pd.DataFrame:
    """The themes of some narratives, each written at the one of its narratives that lies most in their middle."""
    frame = narratives.join(bundle.narratives.set_index("narrative")["theme"], on="narrative")
    rows = []
    for theme, group in frame.groupby("theme"):
        x, y, weight = (group[name].to_numpy(float) for name in ("x", "y", "passages"))
        far = (np.hypot(x[:, None] - x, y[:, None] - y) * weight).sum(axis=1)
        middle = int(far.argmin())
        narrative = int(group["narrative"].iloc[middle])
        rows.append((narrative, theme if len(group) > 1 else NO_THEME, x[middle], y[middle], int(weight.sum())))
    named = pd.DataFrame(rows, columns=["narrative", "theme", "x", "y", "passages"])
    return named.sort_values(["passages", "narrative"], ascending=[False, True], ignore_index=True)


def _density(columns: Columns, inside: Bools, bounds: Window, cells: int) -> pd.DataFrame:
    left, bottom, right, top = bounds
    passages = count_cells(columns, inside, bounds, cells)
    column, row = np.nonzero(passages)
    return pd.DataFrame(
        {
            "x": left + (column + 0.5) * (right - left) / cells,
            "y": bottom + (row + 0.5) * (top - bottom) / cells,
            "passages": passages[column, row],
        }
    )
