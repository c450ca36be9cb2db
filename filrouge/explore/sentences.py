"""Sentences of documents, and their vectors less what is common to their language."""

from collections.abc import Collection
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Singles, evenly, unit
from filrouge.bundle import Bundle
from filrouge.bundle_store import SENTENCE_VECTORS
from filrouge.checks import UNREADABLE, broken, unreadable
from filrouge.i18n import _
from filrouge.schema import SENTENCES

_SAMPLE: Final = 1000  # passages whose sentences tell what is common to all
_FEWEST: Final = 20  # of a language, for a mean of its own


def have_vectors(bundle: Bundle) -> bool:
    """Whether the bundle has its sentences, and a vector of each."""
    return {SENTENCES.file, SENTENCE_VECTORS} <= set(bundle.manifest["files"])


def sentences_of(bundle: Bundle, docs: Collection[int]) -> pd.DataFrame:
    """`doc`, `row`, `start`, `end`, `quoted` and `boilerplate` of the sentences of some documents, in order."""
    columns = bundle.columns
    asked = np.zeros(len(columns), bool)
    asked[list(docs)] = True
    frame = _begun_in(
        bundle, np.flatnonzero(asked[columns.passage_doc]), 'p.doc, s.start, s."end", s.quoted, s.boilerplate'
    )
    if (frame["end"] < frame["start"]).any() or frame[["row", "start"]].lt(0).any(axis=None):
        raise broken(_("its rows do not fit the documents"), bundle.path / SENTENCES.file)
    return frame.sort_values(["doc", "start"], kind="stable").reset_index(drop=True)


def vectors_of(bundle: Bundle, rows: npt.NDArray[np.integer], language: str) -> Singles:
    """Unit vectors of sentences, less what is common to those of their language."""
    return centred(bundle, raw_vectors(bundle, rows), language)


def centred(bundle: Bundle, vectors: Singles, language: str) -> Singles:
    """Singles of a language, unit, less what is common to its sentences; one or many."""
    means = bundle.once("common to sentences", lambda: _means(bundle))
    return unit(vectors - means.get(language, means[""]))


def _means(bundle: Bundle) -> dict[str, Singles]:
    """Mean vector of the sentences of each language, of those of a sample of passages, and of all under ""."""
    n = len(bundle.columns.passage_doc)
    found = sentences_in(bundle, evenly(n, _SAMPLE))
    languages = found["language"].to_numpy()
    vectors = raw_vectors(bundle, found["row"].to_numpy())
    means = {"": vectors.mean(axis=0)}
    for language in pd.unique(languages):
        if (of_it := languages == language).sum() >= _FEWEST:
            means[str(language)] = vectors[of_it].mean(axis=0)
    return means


def raw_vectors(bundle: Bundle, rows: npt.NDArray[np.integer]) -> Singles:
    """Unit vectors of sentences as they were embedded."""
    file = bundle.path / SENTENCE_VECTORS
    try:
        vectors = np.load(file, mmap_mode="r", allow_pickle=False)
        read: Singles = np.asarray(vectors[rows], dtype=np.float32)
    except (*UNREADABLE, EOFError, IndexError) as error:
        raise unreadable(file, error) from error
    if read.ndim != 2 or not np.isfinite(read).all():
        raise broken(_("it does not hold a vector for each sentence"), file)
    return unit(read)


def sentences_in(bundle: Bundle, passages: npt.NDArray[np.integer]) -> pd.DataFrame:
    """The sentences that begin in some passages: `passage_id`, `row`, `language`, `boilerplate`, and
    `start`, `end` in the passage.
    """
    return _begun_in(
        bundle,
        passages,
        's.passage_id, d.language, s.boilerplate, s.start - p.start AS start, s."end" - p.start AS "end"',
    )


def _begun_in(bundle: Bundle, passages: npt.NDArray[np.integer], columns: str) -> pd.DataFrame:
    """`row` and some columns, as SQL, of the sentences (s) that begin in passages (p) of documents (d)."""
    file = bundle.path / SENTENCES.file
    asked = pd.DataFrame({"passage_id": np.asarray(passages, np.int32)})
    try:
        return bundle.query(
            f"SELECT s.sentence_id AS row, {columns} FROM read_parquet($file) s "
            "JOIN (FROM passages SEMI JOIN asked USING (passage_id)) p USING (passage_id) JOIN documents d USING (doc) "
            "ORDER BY row",
            {"file": bundle.parquet(SENTENCES.name)},
            tables={"asked": asked},
        )
    except UNREADABLE as error:
        raise unreadable(file, error) from error
