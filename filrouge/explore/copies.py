"""What copies of one text differ in: the places, and of what kind each difference is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, Final

from filrouge.bundle import Bundle, records
from filrouge.explore.documents import Document
from filrouge.negation_cues import negations
from filrouge.numerals import NUMBER, digits
from filrouge.search import UNSPACED

KINDS: Final = ("number", "negation", "word", "passage", "sign")
"""What a difference is of, what turns the sense first: numbers, words of negation, other words, runs of LONG and more
that are others or only in one of the two, signs of punctuation.
"""
LONG: Final = 8
"""Words and signs in a row from which they are a passage and not a changed word."""

_MOST_EXACT: Final = 3000  # tokens of both, from which frequent ones are not compared one by one
_TOKEN: Final = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:['’.,](?:(?![{UNSPACED}])\w)+)*|[^\w\s]")

Place = tuple[int, int]


@dataclass(frozen=True)
class Change:
    """One place in which two texts differ: its kinds (of KINDS, in their order), and where it is in each of them.

    Where one text lacks what the other has, its place is empty.
    """

    kinds: tuple[str, ...]
    here: Place
    there: Place


@dataclass(frozen=True)
class Copy:
    """Another document with the same text, or nearly: a row of `Document.copies`, its text, and what it differs in.

    `same`: to the letter; `changes`: in the order of the text, none where only the spacing differs.
    """

    row: dict[str, Any]
    text: str
    same: bool
    changes: tuple[Change, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it differs in, in the order of KINDS."""
        return tuple(kind for kind in KINDS if any(kind in change.kinds for change in self.changes))


def copies_of(bundle: Bundle, found: Document, most: int) -> list[Copy]:
    """The first copies of a document by date, compared with it."""
    rows = records(found.copies.head(most))

    def compared() -> list[Copy]:
        texts = bundle.text_rows([int(row["doc"]) for row in rows])
        language = str(found.fields["language"])
        result = []
        for row in rows:
            text = texts[int(row["doc"])]["text"]
            changes = tuple(changed(found.text, text, language))
            result.append(Copy(row, text, text == found.text, changes))
        return result

    return bundle.keep(("copies", found.fields["doc_id"], *(row["doc"] for row in rows)), compared)


def changed(text: str, other: str, language: str) -> list[Change]:
    """The places in which two texts of a language differ, in their order; spacing does not count."""
    if text == other:
        return []
    here, there = (list(_TOKEN.finditer(one)) for one in (text, other))
    words = [[match.group() for match in tokens] for tokens in (here, there)]
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False)))
    mine, others = (one[same:] for one in words)
    exact = len(mine) + len(others) <= _MOST_EXACT
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, others, autojunk=not exact).get_opcodes():
        if tag == "equal":
            continue
        spans = _span(here, a + same, b + same, len(text)), _span(there, c + same, d + same, len(other))
        kinds = _kinds(mine[a:b], others[c:d], text[slice(*spans[0])], other[slice(*spans[1])], language)
        found.append(Change(kinds, *spans))
    return found


def _span(tokens: Sequence[re.Match[str]], first: int, end: int, length: int) -> Place:
    """Where a run of tokens stands; where there is none, the place before the next."""
    if first < end:
        return tokens[first].start(), tokens[end - 1].end()
    at = tokens[first].start() if first < len(tokens) else length
    return at, at


def _kinds(here: list[str], there: list[str], text: str, other: str, language: str) -> tuple[str, ...]:
    if max(len(here), len(there)) >= LONG:
        return ("passage",)
    kinds = set()
    if {digits(m.group()) for m in NUMBER.finditer(text)} != {digits(m.group()) for m in NUMBER.finditer(other)}:
        kinds.add("number")
    if negations(text, language) != negations(other, language):
        kinds.add("negation")
    if not kinds:
        signs = all(_is_sign(token) for token in (*here, *there))
        kinds.add("sign" if signs else "word")
    return tuple(kind for kind in KINDS if kind in kinds)


def _is_sign(token: str) -> bool:
    return all(unicodedata.category(character)[0] in "PS" for character in token)
