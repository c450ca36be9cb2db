"""Which claim an act is about, in whatever build of the texts: the sentences that state it are those it holds.

The first act about a claim notes these beside it. Another build numbers its claims anew: there the claim is the one
that holds at least half of the sentences, as far as their documents are there.
"""

from collections import Counter
from dataclasses import replace
from typing import Final

import pandas as pd
import pyarrow.parquet as pq

from filrouge.annotations.acts import CLAIM, IDENTITY, Row
from filrouge.annotations.identities import SAME, Lost, Placed, identity_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.checks import UNREADABLE, unreadable
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMS

HELD: Final = 60
"""Sentences by which a claim is known again."""


def claim_identity(bundle: Bundle, state: State, number: int) -> str:
    """The identity of a claim."""
    held = _sentences(bundle.model)[number]
    return placed_claims(bundle, state).identity(number, {number: f"claim-{identity_of(held)}"})


def about_claim(bundle: Bundle, state: State, number: int) -> tuple[str, list[Row]]:
    """The identity of a claim, and the row that notes it where that was not done yet."""
    about = claim_identity(bundle, state, number)
    return about, [] if state.row(CLAIM, about, IDENTITY) else [claim_noted(bundle.model, about, number)]


def claim_noted(bundle: Bundle, about: str, number: int) -> Row:
    """A row that says which claim of this bundle an identity stands for."""
    held = _sentences(bundle.model)[number]
    value = {
        "digest": bundle.digest, "claim": number, "label": _plainest(bundle.model).get(number, str(number))[:400],
        "sentences": held[:HELD],
    }  # fmt: skip
    return Row(CLAIM, about, IDENTITY, value)


def claim_assigned(bundle: Bundle, lost: Lost, number: int) -> list[Row]:
    """A row that says which claim of this bundle one is that could not be carried over."""
    row = claim_noted(bundle, lost.about, number)
    return [replace(row, value={**row.value, "by_hand": True})]


def placed_claims(bundle: Bundle, state: State) -> Placed:
    """Where the claims that people said something of are in this bundle."""
    bundle = bundle.model
    identities = list(state.rows(CLAIM, IDENTITY))
    if not identities:
        return Placed({})
    key = ("placed claims", tuple(row.id for row in identities))
    return bundle.keep(key, lambda: _placed(bundle, identities))


def _placed(bundle: Bundle, identities: list[Row]) -> Placed:
    sentences = _sentences(bundle)
    holding: dict[str, set[int]] = {}
    for claim, held in sentences.items():
        for one in held:
            holding.setdefault(one, set()).add(claim)
    documents = {one.rpartition(":")[0] for row in identities for one in row.value["sentences"]}
    found = bundle.query("SELECT doc_id FROM documents WHERE doc_id IN (SELECT unnest($ids))", {"ids": list(documents)})
    there = set(found["doc_id"])
    numbers, lost = {}, []
    for row in identities:
        known = row.value["claim"] if row.value["digest"] == bundle.digest else None
        if known is None:
            noted = [one for one in row.value["sentences"] if one.rpartition(":")[0] in there]
            counted = Counter(claim for one in noted for claim in holding.get(one, ()))
            claim, most = counted.most_common(1)[0] if counted else (-1, 0)
            known = claim if most and most >= SAME * len(noted) else None
        if known is None or known not in sentences:
            lost.append(Lost(row.about, row.value["label"], "spread"))
        else:
            numbers[row.about] = int(known)
    return Placed(numbers, tuple(lost))


def _sentences(bundle: Bundle) -> dict[int, list[str]]:
    """By claim, the places of the sentences that state it: "document:start", "document:t0" for a headline."""
    return bundle.once("sentences of claims", lambda: _read_sentences(bundle))


def _read_sentences(bundle: Bundle) -> dict[int, list[str]]:
    if CLAIM_SENTENCES.file not in bundle.manifest["files"]:
        return {}
    frame = _table(bundle, CLAIM_SENTENCES.file, ["claim", "doc_id", "sentence_id", "start", "part"])
    frame = frame[frame["part"] != "denies"]
    place = frame["start"].astype(str).where(frame["sentence_id"] >= 0, "t" + frame["start"].astype(str))
    frame = frame.assign(place=frame["doc_id"].astype(str) + ":" + place).sort_values(["claim", "place"])
    return {int(str(claim)): rows.tolist() for claim, rows in frame.groupby("claim")["place"]}


def _plainest(bundle: Bundle) -> dict[int, str]:
    """By claim, the sentence that says it most plainly in the language of most of its texts."""
    frame = _table(bundle, CLAIMS.file, ["claim", "sentences"])
    return {
        int(claim): " ".join(str(sentences[0]["text"]).split())
        for claim, sentences in zip(frame["claim"], frame["sentences"], strict=True)
        if len(sentences)
    }


def _table(bundle: Bundle, name: str, columns: list[str]) -> pd.DataFrame:
    file = bundle.path / name
    try:
        frame: pd.DataFrame = pq.read_table(file, columns=columns).to_pandas()
    except UNREADABLE as error:
        raise unreadable(file, error) from error
    return frame
