"""Cut a line into numbers, words and marks."""

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Kind = Literal["number", "word", "mark"]

_IDEOGRAPHS: Final = "\u3400-\u9fff"
_MARKS_IN_WORDS: Final = "\u200c" + "".join(
    c for c in map(chr, range(0x300, 0xFE20)) if unicodedata.category(c) in {"Mn", "Mc"}
)
_TOKEN: Final = re.compile(
    rf"(?P<number>\d+)|(?P<ideograph>[{_IDEOGRAPHS}])|(?P<word>(?:[^\W\d_{_IDEOGRAPHS}][{_MARKS_IN_WORDS}]*)+)"
    r"|(?P<mark>[^\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])"
)
_TIES: Final = ("-", ".")
_OTHER_DIGITS: Final = re.compile(r"[^\W\D0-9]")


WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
"""A word of a line, with the apostrophes and hyphens inside it."""


class Token(NamedTuple):
    """A number, a word (an ideograph is one of its own) or a mark, and where it stands."""

    text: str
    start: int
    end: int
    kind: Kind


def words_of(line: str) -> list[str]:
    """Give the words of a line, in lower case."""
    return [word.casefold() for word in WORD.findall(line)]


def tokens_of(text: str) -> list[Token]:
    """Cut a text into tokens; numbers are in the figures 0 to 9 whatever the script."""
    tokens = []
    for match in _TOKEN.finditer(text):
        kind: Kind = "number" if match.lastgroup == "number" else "mark" if match.lastgroup == "mark" else "word"
        written = plain_digits(match[0]) if kind == "number" else match[0]
        tokens.append(Token(written, match.start(), match.end(), kind))
    return tokens


def plain_digits(text: str) -> str:
    """The same text, of the same length, with the decimal figures of every script as 0 to 9."""
    return text if text.isascii() else _OTHER_DIGITS.sub(lambda match: str(int(match[0])), text)


def phrase(text: str, tokens: list[Token], place: int, n_words: int) -> tuple[str, int]:
    """As written: `n_words` words one after the other, and the place after them; empty where they do not stand there.

    A hyphen or a full stop may tie them together.
    """
    first = place
    for n in range(n_words):
        if n and at(tokens, place).text in _TIES and touch(tokens, place):
            place += 1
        if at(tokens, place).kind != "word":
            return "", first
        place += 1
    return text[tokens[first].start : tokens[place - 1].end], place


def at(tokens: list[Token], place: int) -> Token:
    """The token at a place, an empty mark beyond the end."""
    return tokens[place] if 0 <= place < len(tokens) else Token("", -1, -1, "mark")


def touch(tokens: list[Token], place: int) -> bool:
    """Whether nothing stands between this token and the one before it."""
    return 0 < place < len(tokens) and tokens[place - 1].end == tokens[place].start
