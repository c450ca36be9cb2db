"""Which texts of a selection share text with which, and where a text came from: what the build found in `copies`."""

from typing import Final

import pandas as pd
import pyarrow.parquet as pq

from filrouge.bundle import Bundle
from filrouge.checks import UNREADABLE, broken, unreadable
from filrouge.explore.selection import Selection, where
from filrouge.i18n import _
from filrouge.schema import COPIES, COPY_KINDS

PAIR: Final = ("doc", "of", "kind", "contains", "contained", "score", "told", "altered")
"""Columns of a frame of pairs: `doc` is the later document and `of` the earlier, as rows of the bundle's documents; the
others as in `schema.COPIES`, with `told` for its order and `altered` as a list of {kind, before, after}.
"""

ORIGINALS: Final = ("wire", "press releases", "press release", "petitions", "petition")
"""Kinds of sources that others take text from by trade."""

_MOST_LIKE: Final = 0.05
"""Scores that differ by no more are one: several earlier texts may be meant."""


def is_known(bundle: Bundle) -> bool:
    """Whether the bundle says which texts share text; one that was built before that does not."""
    return COPIES.file in bundle.manifest["files"]


def pairs(bundle: Bundle, selection: Selection | None = None) -> pd.DataFrame:
    """All pairs of documents that share text, or those of which both are in a selection, by `doc` and `of`.

    Returns
    -------
    The columns of PAIR.
    """
    frame: pd.DataFrame = bundle.once("spread", lambda: _as_people_say(_read(bundle), bundle))
    if selection is None:
        return frame
    chosen = where(selection, bundle).docs
    return frame[frame["doc"].isin(chosen) & frame["of"].isin(chosen)].reset_index(drop=True)


def tree(bundle: Bundle) -> pd.DataFrame:
    """For each later text the earlier one it is most like, those left out of which the dates do not tell the order.

    Of several that are as like, one by a source that texts come from (ORIGINALS) is given before others, and of these
    the first; `alike` says how many there are.

    Returns
    -------
    The columns of PAIR, and `alike`; one row a `doc`.
    """
    return bundle.once("spread tree", lambda: _tree(bundle, pairs(bundle)))


def around(bundle: Bundle, doc: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """What a document shares with earlier texts, the most alike first, and with later ones, the earliest first.

    Pairs of open order are in both. Columns are those of PAIR.
    """
    frame = pairs(bundle)
    open_ = frame[~frame["told"] & ((frame["doc"] == doc) | (frame["of"] == doc))]
    before = pd.concat([frame[frame["told"] & (frame["doc"] == doc)], open_])
    after = pd.concat([frame[frame["told"] & (frame["of"] == doc)], open_])
    return (
        before.sort_values(["score", "of"], ascending=[False, True], kind="stable").reset_index(drop=True),
        after.sort_values(["doc", "of"], kind="stable").reset_index(drop=True),
    )


def _read(bundle: Bundle) -> pd.DataFrame:
    """The pairs of a bundle, checked: a bundle may be broken, or made to mislead."""
    if not is_known(bundle):
        return pd.DataFrame({name: pd.Series(dtype=object) for name in PAIR}).astype(
            {
                "doc": "int64",
                "of": "int64",
                "told": bool,
                **dict.fromkeys(("contains", "contained", "score"), "float32"),
            }
        )
    file = bundle.path / COPIES.file
    try:
        rows = pq.read_table(file, columns=[column.name for column in COPIES.columns])
        frame = rows.to_pandas()
        number = bundle.query("SELECT doc_id, doc FROM documents").set_index("doc_id")["doc"]
        frame["doc"], frame["of"] = frame.pop("doc_id").map(number), frame["of"].map(number)
        frame["told"] = frame.pop("order") == "told"
        frame["altered"] = [list(found) for found in rows["altered"].to_pylist()]
        wrong = frame["doc"].isna() | frame["of"].isna() | (frame["doc"] == frame["of"])
        wrong |= ~frame["kind"].isin(COPY_KINDS)
        wrong |= ~frame["contains"].between(0, 1) | ~frame["contained"].between(0, 1)
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    if wrong.any():
        raise broken(_("its rows do not fit the documents"), file)
    frame = frame.astype({"doc": "int64", "of": "int64"})
    read: pd.DataFrame = frame[list(PAIR)].sort_values(["doc", "of"], kind="stable").reset_index(drop=True)
    return read


def _as_people_say(frame: pd.DataFrame, bundle: Bundle) -> pd.DataFrame:
    """Pairs without those that people say are no copies; where they say that the order is wrong, it is open."""
    said = {} if bundle.changes is None else bundle.changes.pairs
    if not said or frame.empty:
        return frame
    ids = bundle.query("SELECT doc_id FROM documents ORDER BY doc")["doc_id"].to_numpy()
    ends = zip(ids[frame["doc"].to_numpy()], ids[frame["of"].to_numpy()], strict=True)
    wrong = pd.Series([said.get(frozenset(pair), "") for pair in ends], frame.index, dtype=object)
    frame = frame.assign(told=frame["told"] & (wrong != "order"))
    kept: pd.DataFrame = frame[wrong != "copy"].reset_index(drop=True)
    return kept


def _tree(bundle: Bundle, frame: pd.DataFrame) -> pd.DataFrame:
    told = frame[frame["told"]]
    best = told.groupby("doc")["score"].transform("max")
    near = told[told["score"] >= best - _MOST_LIKE].copy()
    near["alike"] = near.groupby("doc")["of"].transform("size")
    about = bundle.query("SELECT doc, source, published FROM documents").set_index("doc").loc[near["of"]]
    original = bundle.sources.loc[bundle.sources["kind"].isin(ORIGINALS), "source"]
    near["after"], near["first"] = ~about["source"].isin(original).to_numpy(), about["published"].to_numpy()
    order = ["doc", "after", "first", "score", "of"]
    near = near.sort_values(order, ascending=[True, True, True, False, True], kind="stable")
    first: pd.DataFrame = near.drop_duplicates("doc").drop(columns=["after", "first"]).reset_index(drop=True)
    return first
