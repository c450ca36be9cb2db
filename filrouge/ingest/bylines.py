"""Lines that say by whom a text is: the words they begin with, in many languages."""

import re
from functools import cache
from typing import Final

from filrouge.byline_words import STARTED_BY
from filrouge.ingest.dates.months import fold
from filrouge.ingest.dates.tokens import WORD

_WORDS: Final = (
    "by", "par", "von", "por", "da", "di", "door", "przez", "autor", "author", "auteur", "autore", "yazar", "yazan",
    "muhabir", "автор", "авторы", "текст", "від", "müəllif", "հեղինակ", "بقلم", "نویسنده", "מאת", "ავტორი", "作者",
    "记者", "記者", "기자", "redacción", "rédaction", "redaktion", "af", "av",
)  # fmt: skip
_PHRASES: Final = re.compile(
    r"(?:reporting (?:by|from)|(?:photographs?|photos?|videos?|illustrations?|graphics?|words|story) by|"
    r"(?:(?:an? )?(?:essay|opinion|analysis|column|commentary|guest (?:post|essay)|interview) by|"
    r"eine? (?:essay|kommentar|gastbeitrag|interview|reportage|analyse|kolumne|bericht|porträt) von|"
    r"(?:une? )?(?:tribune|chronique|analyse|entretien|reportage|enquête|édito|billet) (?:de|par)|"
    r"(?:una? )?(?:análisis|crónica|columna|entrevista|reportaje|analisi|intervista|editoriale|commento) (?:de|por|di)"
    r")(?=\s(?-i:[A-ZÀ-Þ])\S*\s(?-i:[A-ZÀ-Þ]))|"  # a name: "Analyse de la situation" is a headline
    r"(?:posted|written|edited) by|(?:rédigé|écrit|publié|posté) par|colaboraç[ãa]o para|"
    rf"{STARTED_BY})\b[\s:]|"
    r"(?:source|quelle|fuente|fonte|kaynak|источник|mənbə|աղբյուր|来源|來源)\s?[:：]",
    re.IGNORECASE,
)
_FIRST: Final = re.compile(rf"({WORD.pattern})[\s:]")
_MOST_WORDS: Final = 9


_LISTED: Final = re.compile(r"'([^']+)'|\"([^\"]+)\"")
_BY: Final = re.compile(r"(?:[Bb]y|BY|[Pp]ar|PAR|[Pp]or|POR)\s+(?=[A-ZÀ-Þ])")


def author_in(written: str) -> str:
    """The names in what is written of an author: "By Ada Nwosu", "['Ada Nwosu', 'Bo Lind']", "[[Ada Nwosu]]"."""
    if written.startswith("[") and written.endswith("]"):
        listed = ["".join(names).strip(" []") for names in _LISTED.findall(written)]
        written = "; ".join(filter(None, listed)) or written.strip("[] ")
    return _BY.sub("", written, count=1) if _BY.match(written) else written


def is_byline(line: str) -> bool:
    """Whether a short line says by whom or from where an article is: `By Ada Nwosu`, `Source: AFP`."""
    first = _FIRST.match(line)
    match = first if first and is_byline_word(first[1]) else _PHRASES.match(line)
    if match is None or len(WORD.findall(line)) > _MOST_WORDS:
        return False
    after = WORD.findall(line[match.end() :])
    return 2 * sum(not word[0].islower() for word in after) >= len(after)


def is_byline_word(word: str) -> bool:
    """Whether the name of an author follows this word."""
    return fold(word) in _folded()


@cache
def _folded() -> frozenset[str]:
    return frozenset(map(fold, _WORDS))
