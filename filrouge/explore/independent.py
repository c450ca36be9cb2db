"""Independent texts: copies of one text count once, at the day the first of them came out.

The tests of `bursts`, `lag` and `silence` ask of texts what they are about. A text is *about* a narrative where at
least ABOUT of its passages are: more than a passing mention, and never more than two narratives a text. The charts
that count mentions count more.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.tables import Columns

ABOUT: Final = 0.34
"""A document is about a narrative if this part of its passages is, or more.

A fixed part of the document's own passages, and not "its main narrative": the main narrative of a long text may be one
passage of twenty, and of two narratives that share a text evenly neither is the main one.
"""

_FIRST: Final = """
, ranked AS (
    SELECT doc, source, copy_group, day, day_end, row_number() OVER (
        PARTITION BY {group} ORDER BY day IS NULL OR day <> day_end, day NULLS LAST, doc
    ) AS place FROM chosen
)
SELECT doc, source, copy_group, day, day_end FROM ranked WHERE place = 1 ORDER BY doc
"""


@dataclass(frozen=True)
class Texts:
    """The independent texts of a selection that have a day, in the order of the bundle.

    `source`: number of each text's source in `sources`; `day`: days since `first`; `about`: whether each text is about
    each of `narratives`, shape (texts, narratives); `undated`, `coarse`: texts left out because they have no date, or
    one that spans more than a day.
    """

    doc: Ints
    source: Ints
    day: Ints
    about: Bools
    sources: list[str]
    narratives: list[int]
    first: pd.Timestamp
    undated: int
    coarse: int

    @property
    def days(self) -> int:
        """Days from the first text to the last, both counted."""
        return int(self.day.max()) + 1 if len(self.day) else 0

    def date(self, day: int) -> pd.Timestamp:
        """The date of a day."""
        return self.first + pd.Timedelta(days=int(day))


def independent_texts(bundle: Bundle, selection: Selection, *, within_source: bool, as_built: bool = False) -> Texts:
    """The independent texts of a selection that have a day, whatever they are about.

    A copy group is where and when its first copy was; with `within_source` it is once in each source that carries
    it, for questions that ask whether a source spoke at all. With `as_built` narratives that people merged into others
    or hid stand beside those that are there, as the build found them: `asked` leaves them out of what tests found.
    """
    group = "copy_group, source" if within_source else "copy_group"
    filter_ = where(selection.of_all_narratives(), bundle)
    frame = filter_.query(_FIRST.format(group=group))
    placed = frame[frame["day"].notna() & (frame["day"] == frame["day_end"])]
    undated = int(frame["day"].isna().sum())
    first = pd.Timestamp(placed["day"].min()) if len(placed) else pd.Timestamp(0)
    sources = sorted(placed["source"].unique())
    narratives = list(bundle.labels)
    doc = placed["doc"].to_numpy(np.int64)
    about = _about(bundle.columns, doc, narratives)
    if as_built and (more := gone(bundle)):
        narratives += more
        about = np.hstack([about, _about(bundle.model.columns, doc, more)])
    return Texts(
        doc,
        np.asarray(pd.Index(sources).get_indexer(pd.Index(placed["source"])), dtype=np.int64),
        np.asarray((placed["day"] - first).dt.days, dtype=np.int64),
        about,
        [str(source) for source in sources],
        narratives,
        first,
        undated,
        len(frame) - len(placed) - undated,
    )


def _about(columns: Columns, doc: Ints, narratives: list[int]) -> Bools:
    """Whether each of some documents is about each of some narratives."""
    row, column = (
        pd.Index(wanted).get_indexer(pd.Index(of)) for wanted, of in
        ((doc, columns.share_doc), (narratives, columns.share_narrative))
    )  # fmt: skip
    told = (row >= 0) & (column >= 0) & (columns.share >= ABOUT)
    about = np.zeros((len(doc), len(narratives)), dtype=bool)
    about[row[told], column[told]] = True
    return about


def gone(bundle: Bundle) -> list[int]:
    """The narratives that people merged into others or hid: they still count among the tests."""
    return [] if bundle.changes is None else list(bundle.changes.into)


def asked(bundle: Bundle, selection: Selection, found: pd.DataFrame) -> pd.DataFrame:
    """Rows of the narratives of the selection, or of all that are there, of what a test found of every narrative.

    A filter by narrative hides, and so do people who hide one or merge it into another. Were the others tested by
    themselves, fewer would be corrected for, and one would be found only because the rest is not looked at.
    """
    there = ~found["narrative"].isin(gone(bundle))
    if narratives := narratives_of(selection, bundle):
        there &= found["narrative"].isin(narratives)
    return found[there].reset_index(drop=True)
