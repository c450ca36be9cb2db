"""Who takes text from whom: the earlier text of each later one, all pairs of texts, pairs of sources."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.explore.codecs import DocumentId
from filrouge.explore.fields import Choice, Truth, option
from filrouge.explore.selection import Selection, where
from filrouge.explore.spread import around, pairs, tree
from filrouge.i18n import N_

KINDS: Final = {
    "all": N_("All"), "verbatim": N_("Verbatim"), "reworded": N_("Reworded"), "translated": N_("Translated"),
}  # fmt: skip
TAKERS_AS: Final = {"matrix": N_("Matrix"), "network": N_("Network")}
_ON: Final = ("spread",)
OPTIONS: Final = (
    option("copy_kind", N_("Shared text"), Choice(KINDS), "all", "Which kind of shared text counts.", pages=_ON),
    option(
        "crossing", N_("Only across languages"), Truth(), False, "Only texts that share text with one in another "
        "language.", pages=_ON,
    ),
    option(
        "takers_as", N_("Drawn as"), Choice(TAKERS_AS), "matrix", "How it is drawn who shares text with whom.",
        pages=_ON,
    ),
    option(
        "group", N_("Group"), DocumentId(), None, "The group of texts that is drawn, by a document in it; the largest "
        "unless you say.", pages=_ON,
    ),
    option(
        "taken", N_("Text"), DocumentId(), None, "The document that is read beside the earlier one it resembles most.",
        pages=_ON,
    ),
)  # fmt: skip
_ABOUT: Final = ("doc_id", "source", "language", "published", "published_offset", "published_precision", "not_before")


def takings(
    bundle: Bundle,
    selection: Selection,
    kind: str = "all",
    crossing: bool = False,
    *,
    columns: Sequence[str] = (),
) -> pd.DataFrame:
    """Each later text of a selection and the earlier one it is most like, where both are in the selection.

    Parameters
    ----------
    columns : the only ones that are asked for; to take all of many texts takes long.

    Returns
    -------
    The columns of `spread.tree`, with `doc_id`, `source`, `language`, `published`, `published_offset` and
    `published_precision` of `doc`, the same of the earlier one after `of_`, `days` (float) from one to the other, and
    `is_altered` (bool).
    """
    return _asked(bundle, selection, known_takings(bundle), kind, crossing, columns)


def all_pairs(bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False) -> pd.DataFrame:
    """Every pair of documents of a selection that share text, as in `takings` but for `alike`."""
    return _asked(bundle, selection, known_pairs(bundle), kind, crossing)


def known_takings(bundle: Bundle) -> pd.DataFrame:
    """`takings`, whatever is selected."""
    return bundle.once("takings", lambda: _with_documents(bundle, tree(bundle)))


def known_pairs(bundle: Bundle) -> pd.DataFrame:
    """`all_pairs`, whatever is selected."""
    return bundle.once("spread documents", lambda: _with_documents(bundle, pairs(bundle)))


BETWEEN: Final = ("doc", "doc_id", "source", "of_source", "published", "days", "is_altered")
"""Columns of `takings` of which `between_sources` is made."""


def between_sources(frame: pd.DataFrame) -> pd.DataFrame:
    """Which source takes from which, from `takings`; the most texts first.

    Returns
    -------
    `source`, `of_source`, `texts`, `median`, `least` and `most` (days), `altered` (texts), `doc_id` of the first.
    """
    ordered = frame.sort_values("published", kind="stable")
    counted = ordered.groupby(["source", "of_source"], as_index=False).agg(
        texts=("doc", "size"),
        median=("days", "median"),
        least=("days", "min"),
        most=("days", "max"),
        altered=("is_altered", "sum"),
        doc_id=("doc_id", "first"),
    )
    result: pd.DataFrame = counted.sort_values(
        ["texts", "source", "of_source"], ascending=[False, True, True], kind="stable"
    ).reset_index(drop=True)
    return result


def shared_text(bundle: Bundle, doc_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`spread.around` a document: the columns of `spread.PAIR`, `doc_id`, `source`, `language`, `published`,
    `published_offset` and `published_precision` of the other document, `days` from one to the other, `later_id`: the
    one to read beside the earlier; of the earlier texts also `alike`: for the one that it is most like, how many are as
    like; 0 for the others.
    """
    found = bundle.query("SELECT doc FROM documents WHERE doc_id = ?", [doc_id])["doc"]
    doc = int(found.iloc[0])
    before, after = around(bundle, doc)
    most = tree(bundle)
    alike = most[most["doc"] == doc].set_index("of")["alike"]
    before = before.assign(alike=before["of"].map(alike).where(before["doc"] == doc).fillna(0).astype(int))
    return _others(bundle, before, doc), _others(bundle, after, doc)


def _others(bundle: Bundle, frame: pd.DataFrame, doc: int) -> pd.DataFrame:
    both = _with_documents(bundle, frame)
    is_later = (both["of"] == doc).to_numpy(bool)
    named = {name: np.where(is_later, both[name].astype(object), both[f"of_{name}"].astype(object)) for name in _ABOUT}
    result: pd.DataFrame = both[[*frame.columns, "days"]].assign(**named, later_id=both["doc_id"])
    return result.assign(published=pd.to_datetime(result["published"]))


def _documents(bundle: Bundle, docs: Ints) -> pd.DataFrame:
    return bundle.query(
        f"SELECT doc, day::TIMESTAMP AS day, {', '.join(_ABOUT)} FROM documents JOIN asked USING (doc) ORDER BY doc",
        tables={"asked": pd.DataFrame({"doc": docs})},
    )


def _with_documents(bundle: Bundle, frame: pd.DataFrame) -> pd.DataFrame:
    """Pairs with what is known of both of their documents, and the days between them."""
    about = _documents(bundle, np.unique(frame[["doc", "of"]].to_numpy(np.int64)))
    later, earlier = (about.set_index("doc").loc[frame[end].to_numpy()] for end in ("doc", "of"))
    known = {name: later[name].to_numpy() for name in _ABOUT}
    frame = frame.assign(**known, **{f"of_{name}": earlier[name].to_numpy() for name in _ABOUT})
    # Where one date has no time of day, hours would be made up: then calendar days are counted.
    exact = (frame["published_precision"] == "minute") & (frame["of_published_precision"] == "minute")
    lag, days = (
        pd.Series(later[name].to_numpy() - earlier[name].to_numpy()).dt.total_seconds() / 86_400
        for name in ("published", "day")
    )
    is_altered = np.fromiter(map(len, frame["altered"]), np.int64, len(frame)) > 0
    result: pd.DataFrame = frame.assign(days=lag.where(exact, days).astype(float), is_altered=is_altered)
    return result


def _asked(
    bundle: Bundle, selection: Selection, frame: pd.DataFrame, kind: str, crossing: bool, columns: Sequence[str] = ()
) -> pd.DataFrame:
    """Those pairs of a kind of which both documents are in a selection."""
    inside = where(selection, bundle).mask
    keep = inside[frame["doc"].to_numpy(np.int64)] & inside[frame["of"].to_numpy(np.int64)]
    keep &= is_kind(frame, kind, crossing)
    asked = frame[list(columns)] if columns else frame
    # To take rows of texts takes long: not where all are asked for.
    kept: pd.DataFrame = asked.copy(deep=False) if keep.all() else asked[keep].reset_index(drop=True)
    return kept


def is_kind(frame: pd.DataFrame, kind: str, crossing: bool) -> Bools:
    """Which pairs are of a kind ("all" for any) and, if that is asked, of two languages."""
    keep = np.ones(len(frame), dtype=bool)
    if kind != "all":
        keep &= (frame["kind"] == kind).to_numpy(bool)
    if crossing:
        keep &= (frame["language"] != frame["of_language"]).to_numpy(bool)
    return keep
