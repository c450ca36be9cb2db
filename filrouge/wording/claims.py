"""Claims in the reader's words: what a source does with one, in whose voice, and what differs in a version of it."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from filrouge.bundle import Bundle, records
from filrouge.explore.claims import every_statement, stated, wordings
from filrouge.explore.names import voice_name
from filrouge.explore.narrative_claims import most_shared
from filrouge.explore.selection import Selection
from filrouge.i18n import N_, _, number, quoted, spoken
from filrouge.wording.shared_text import altered_text

DOES: Final = {
    "says": N_("says it"), "quotes": N_("only quotes it"), "both": N_("says and denies it"), "denies": N_("denies it"),
}  # fmt: skip
KINDS: Final = {"quotation": N_("quotation"), "headline": N_("headline"), "statement": N_("statement")}
_VOICES: Final = {
    "own": N_("in its own voice"), "quotes": N_("quoting others"), "disputes": N_("disputing it"),
    "unclear": N_("in whose voice cannot be told"),
}  # fmt: skip


def why_no_claims(known: bool) -> str:
    """Why there are no claims to show."""
    if known:
        return _("No statement in this selection comes from enough independent texts to be called a claim.")
    return _("This bundle does not say which claims its texts make. Build it again with this version to find out.")


def drawn_text(drawn: int, found: int) -> str:
    """That not all claims are drawn; empty where they are."""
    text = _("{n} of {all} claims are drawn, those of most texts; all are in the table")
    return text.format(n=number(drawn), all=number(found)) if drawn < found else ""


def worded(bundle: Bundle) -> dict[int, str]:
    """Each claim by number as a quotation, with its language where that is not the reader's; or in the words that
    people gave it.
    """
    own = bundle.language or spoken()
    return bundle.once(("worded claims", own, spoken()), lambda: _worded(bundle, own))


def _worded(bundle: Bundle, own: str) -> dict[int, str]:
    return {
        claim: text
        if not language
        else quoted(text)
        if language == own
        else _("{text} ({language})").format(text=quoted(text), language=language)
        for claim, (text, language) in wordings(bundle, own).items()
    }


def wording_of(bundle: Bundle, claims: pd.Series) -> pd.Series:
    """`worded` of each claim of a column."""
    own = bundle.language or spoken()
    words = bundle.once(
        ("worded claims in a row", own, spoken()), lambda: pd.Series(worded(bundle), dtype=object).sort_index()
    )
    return pd.Series(words.to_numpy()[words.index.searchsorted(claims)], claims.index, dtype=object)


def voice_names(bundle: Bundle) -> ExtensionArray:
    """The names of `stated.Stated.voices`."""
    return bundle.once(("names of voices", spoken()), lambda: _voice_names(bundle))


def _voice_names(bundle: Bundle) -> ExtensionArray:
    known = stated(bundle)
    _whose, first = np.unique(known.who, return_index=True)
    documents = every_statement(bundle)[["source", "title"]].iloc[first]
    return pd.array([voice_name(row["source"], row["title"]) for row in records(documents)], dtype="str")


def most_shared_texts(bundle: Bundle, selection: Selection) -> dict[int, str]:
    """The claim that most texts of a selection state, by narrative, in a sentence; nothing where none is found."""
    words = worded(bundle)
    return {
        narrative: _("Most shared claim: {claim}").format(claim=words[claim])
        for narrative, claim in most_shared(bundle, selection).items()
    }


def does_texts() -> dict[str, str]:
    """Names of what sources do with a claim."""
    return {key: _(text) for key, text in DOES.items()}


def voice_text(row: Mapping[str, Any]) -> str:
    """In whose voice a sentence states a claim, and what differs from it: "quoting Ann Example · number changed"."""
    key = row["voice"]
    voice = _(_VOICES[key])
    if key == "quotes" and isinstance(row["speaker"], str):
        voice = _("quoting {speaker}").format(speaker=row["speaker"])
    parts = [_("denies it") if row["part"] == "denies" else "", voice, altered_text(row["altered"])]
    return " · ".join(part for part in parts if part)
