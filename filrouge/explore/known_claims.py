"""Claims that somebody checked already, read from a file and looked for in the texts."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.characters import one_line
from filrouge.errors import InputError
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.explore.similar import nearest_texts
from filrouge.i18n import _
from filrouge.spreadsheet import table_rows

LIMIT: Final = 0.35
"""Similarity from which a passage is shown as a match (tests/benchmarks/watched.py says how often it is one)."""

MOST: Final = 5_000
"""Claims of a file."""

LONGEST: Final = 1_000

_COLUMNS: Final = {
    "claim": {"claim", "claimreviewed", "claim_reviewed", "statement", "sentence", "text", "affirmation"},
    "verdict": {"verdict", "rating", "conclusion"},
    "url": {"url", "link", "lien"},
    "date": {"date", "published", "datepublished", "reviewdate"},
    "publisher": {"publisher", "author", "source", "checked_by"},
    "language": {"language", "lang", "langue", "inlanguage"},
}


@dataclass(frozen=True)
class KnownClaim:
    """A claim that somebody checked; what the file does not say is empty."""

    claim: str
    verdict: str = ""
    url: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""


def read_known_claims(data: bytes, *, where_: str = "") -> list[KnownClaim]:
    """Read claims from ClaimReview (JSON, JSON lines or an answer of a search for fact checks) or from a CSV with a
    column `claim` and, if wanted, `verdict`, `url`, `date`, `publisher` and `language`; each claim once.

    Raises
    ------
    InputError : it holds no claims, or too many.
    """
    text = _decoded(data).lstrip("\r\n")
    found = list(_of_json(text) if text.lstrip()[:1] in {"{", "["} else _of_csv(text))
    claims = list(dict.fromkeys(one for one in found if one.claim))
    if not claims or len(claims) > MOST:
        raise InputError(
            _("it holds {n} claims").format(n=len(claims)),
            where=where_ or None,
            hint=_("Give ClaimReview as JSON, or a CSV with a column “claim”, of at most {most} claims.").format(
                most=MOST
            ),
        )
    return claims


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _of_json(text: str) -> Iterator[KnownClaim]:
    parts: list[Any] = []
    for document in (text, *text.splitlines()):
        with suppress(ValueError, RecursionError):
            parts.append(json.loads(document))
            if document is text:
                break
    parts = [one for one in reversed(parts) if isinstance(one, dict | list)]
    while parts:  # nothing is called again and again, however deep a file is
        one = parts.pop()
        if isinstance(one, dict):
            yield from _of_object(one)
        inside = one.values() if isinstance(one, dict) else one
        parts.extend(value for value in reversed(list(inside)) if isinstance(value, dict | list))


def _called(thing: Any, *names: str) -> str:
    """A text, or the name of a thing, or of the first of several that has one."""
    for part in thing if isinstance(thing, list) else [thing]:
        if isinstance(part, dict):
            found = next((part[name] for name in names if isinstance(part.get(name), str | int | float)), "")
            if str(found).strip():
                return str(found)
        elif isinstance(part, str):
            return part
    return ""


def _of_object(one: Mapping[str, Any]) -> Iterator[KnownClaim]:
    if isinstance(one.get("claimReviewed"), str):
        yield _claim(
            one["claimReviewed"],
            _called(one.get("reviewRating"), "alternateName", "name", "ratingValue"),
            _called(one.get("url") or one.get("@id")),
            _called(one.get("datePublished")),
            _called(one.get("author") or one.get("publisher"), "name"),
            _called(one.get("inLanguage"), "alternateName", "name"),
        )
    elif isinstance(one.get("text"), str) and isinstance(one.get("claimReview"), list):
        for review in one["claimReview"]:
            if isinstance(review, dict):
                yield _claim(
                    one["text"],
                    _called(review.get("textualRating")),
                    _called(review.get("url")),
                    _called(review.get("reviewDate")),
                    _called(review.get("publisher"), "name", "site"),
                    _called(review.get("languageCode")),
                )


def _claim(*values: str) -> KnownClaim:
    return KnownClaim(*(one_line(value)[:LONGEST] for value in values))


def _of_csv(text: str) -> Iterator[KnownClaim]:
    line = text.partition("\n")[0]
    between = max(",;\t|", key=line.count)
    # Of claims alone, a comma is part of a claim.
    rows = table_rows(text, between if between in line else "\x1f")
    head = [one_line(name).casefold() for name in next(rows, [])]
    place = {
        field: next((i for i, name in enumerate(head) if name in names), None) for field, names in _COLUMNS.items()
    }
    if place["claim"] is None:
        return
    for row in rows:
        yield _claim(*(row[i] if i is not None and i < len(row) else "" for i in place.values()))


def match(
    bundle: Bundle,
    selection: Selection,
    claims: Sequence[KnownClaim],
    *,
    many: int = 5,
    tell: Callable[[int], object] = lambda _done: None,
) -> pd.DataFrame:
    """Find for each claim the passages of a selection that come nearest to it, one of each independent text.

    `tell` is told after each claim how many are done.

    Returns
    -------
    One row a passage, in the order of the claims and nearest first: `number` (of the claim, from 0), the fields of
    KnownClaim, `rank`, `similarity` (as in `similar.Similar`), `sentence`: that of the passage which comes nearest, and
    the columns of `similar.Similar.frame`, those of the document named `document_url` and `document_language`.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    among = np.flatnonzero(where(selection, bundle).points(narratives_of(selection, bundle)))
    parts = []
    for place, one in enumerate(claims):
        frame, _more = nearest_texts(bundle, among, one.claim, many)
        frame = frame.rename(columns={"url": "document_url", "language": "document_language"})
        said = [row["text"][slice(*row["said"])] if row["said"] else row["text"] for row in records(frame)]
        frame = frame.assign(number=place, sentence=[" ".join(text.split()) for text in said], **asdict(one))
        parts.append(frame)
        tell(place + 1)
    first = ["number", *asdict(claims[0]), "rank", "similarity", "sentence"]
    whole = pd.concat(parts, ignore_index=True)
    return whole[[*first, *(name for name in whole if name not in first)]]


def over(found: pd.DataFrame, least: float) -> pd.DataFrame:
    """Those of `match` with a similarity of `least` or more, as it is shown: to the hundredth."""
    near: pd.DataFrame = found[found["similarity"].round(2) >= least]
    return near
