"""Claims and their sentences as they stand in a bundle, checked; those that people merged are one."""

from itertools import chain
from typing import Any, Final

import pandas as pd
import pyarrow.parquet as pq

from filrouge.bundle import Bundle
from filrouge.checks import UNREADABLE, broken, unreadable
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMS, NO_CLAIM, PARTS, VOICES
from filrouge.i18n import _

SENTENCE: Final = ("claim", "doc", "headline", "start", "end", "part", "voice", "speaker", "altered", "sure")
"""Columns of `sentence_rows`."""

_KINDS: Final = {
    "headline": bool, "part": object, "voice": object, "speaker": object, "altered": object, "sure": float,
}  # fmt: skip


def is_known(bundle: Bundle) -> bool:
    """Whether claims were looked for when the bundle was built."""
    return CLAIMS.file in bundle.manifest["files"] and CLAIM_SENTENCES.file in bundle.manifest["files"]


def present_claim(bundle: Bundle, claim: int) -> int:
    """A claim of the build as people changed it: the one that it was merged into, or NO_CLAIM where it is hidden."""
    return claim if bundle.changes is None else bundle.changes.claims_into.get(claim, claim)


def claim_rows(bundle: Bundle) -> pd.DataFrame:
    """Columns of `claim_schema.CLAIMS` by claim, and `found_in`: its sentences in small letters. Claims that people
    merged into another one are part of that, and stand beside it as they were found.
    """
    return bundle.once("claims", lambda: _merged(bundle, _read_claims(bundle)))


def sentence_rows(bundle: Bundle) -> pd.DataFrame:
    """The columns of SENTENCE, without those of claims that people hid; a sentence that belongs to two claims which
    they merged stands there once.
    """
    frame = _read_sentences(bundle)
    if bundle.changes is None or not bundle.changes.claims_into:
        return frame
    now = frame["claim"].map(lambda claim: present_claim(bundle, int(claim)))
    merged = now != frame["claim"]
    frame = frame.assign(claim=now, merged=merged)[now != NO_CLAIM].sort_values("merged", kind="stable")
    once = frame.drop_duplicates(["claim", "doc", "headline", "start", "end"])  # as its own claim has it
    result: pd.DataFrame = once.sort_index().drop(columns="merged").reset_index(drop=True)
    return result


def _merged(bundle: Bundle, frame: pd.DataFrame) -> pd.DataFrame:
    into = {} if bundle.changes is None else bundle.changes.claims_into
    sentences, found_in = frame["sentences"].to_dict(), frame["found_in"].to_dict()
    for whole in sorted(set(into.values()) - {NO_CLAIM}):
        parts = [whole, *sorted(part for part, end in into.items() if end == whole)]
        in_language: dict[str, Any] = {}
        for one in chain.from_iterable(sentences[part] for part in parts):
            in_language.setdefault(one["language"], one)
        sentences[whole] = list(in_language.values())
        found_in[whole] = " ".join(found_in[part] for part in parts)
        frame.loc[whole, ["stability", "sure"]] = frame.loc[parts, ["stability", "sure"]].min()
    return frame.assign(
        sentences=pd.Series(sentences, frame.index, dtype=object),
        found_in=pd.Series(found_in, frame.index, dtype="str"),
    )


def _read_claims(bundle: Bundle) -> pd.DataFrame:
    names = ["claim", "narrative", "kind", "sentences", "stability", "sure"]
    if not is_known(bundle):
        return pd.DataFrame(columns=[*names, "found_in"]).set_index("claim")
    file = bundle.path / CLAIMS.file
    try:
        table = pq.read_table(file, columns=names)
        frame = table.to_pandas()
        frame["sentences"] = table["sentences"].to_pylist()
        wrong = (frame["sentences"].map(len) == 0) | frame["claim"].duplicated()
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    if wrong.any():
        raise broken(_("a claim has no sentence"), file)
    frame["found_in"] = [" ".join(one["text"] for one in some).casefold() for some in frame["sentences"]]
    found: pd.DataFrame = frame.set_index("claim")
    return found


def _read_sentences(bundle: Bundle) -> pd.DataFrame:
    """A bundle may be broken, or made to mislead."""
    if not is_known(bundle):
        return pd.DataFrame({name: pd.Series(dtype=_KINDS.get(name, "int64")) for name in SENTENCE})
    file = bundle.path / CLAIM_SENTENCES.file
    try:
        table = pq.read_table(file)
        frame = table.to_pandas()
        number = bundle.query("SELECT doc_id, doc FROM documents").set_index("doc_id")["doc"]
        frame["doc"] = frame["doc_id"].map(number)
        frame["altered"] = table["altered"].to_pylist()
        frame["headline"] = frame["sentence_id"] < 0
        wrong = frame["doc"].isna() | (frame["end"] < frame["start"]) | (frame["start"] < 0)
        wrong |= ~frame["part"].isin(PARTS) | ~frame["voice"].isin(VOICES)
        wrong |= ~frame["claim"].isin(claim_rows(bundle).index)
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    if wrong.any():
        raise broken(_("its rows do not fit the documents"), file)
    read: pd.DataFrame = frame.astype({"doc": "int64", "claim": "int64"})[list(SENTENCE)]
    return read
