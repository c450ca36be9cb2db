"""Lines of a page that say in so many words what they are: buttons, tags, headings over others, ways to other pages."""

import re
from functools import lru_cache
from typing import Final

from filrouge.ingest.boilerplate.patterns import patterns


def _one_of(name: str) -> str:
    return "|".join(patterns(name))


_FURNITURE: Final = re.compile(rf"\W*+(?:{_one_of('furniture')})\W*", re.IGNORECASE)
_HEADING: Final = re.compile(rf"\W*+(?:{_one_of('headings')})\W*", re.IGNORECASE)
_HIGHLIGHTS: Final = re.compile(rf"\W*+(?:{_one_of('highlights')})\W*", re.IGNORECASE)
_COMMENTS: Final = re.compile(rf"\W*+(?:{_one_of('comments')})\W*", re.IGNORECASE)
_COMMENT: Final = re.compile(
    r"\W*+(?:soumis|posté|publié|posted|submitted|commented|enviado|escrito|publicado|geschrieben|verfasst|inviato"
    r"|scritto)"
    r" (?:par|by|por|von|da)\b.{1,80}\d"
    r"|.{2,60} (?:a (?:répondu|écrit|commenté)|replied|wrote|said|says|respondió|escribió|dijo|schrieb|schreibt"
    r"|antwortete"
    r"|ha (?:scritto|risposto)|respondeu|escreveu|написал\w*|ответил\w*)\b.{0,40}\d{1,2}\s?[:.hH]\s?\d{2}.{0,10}",
    re.IGNORECASE,
)
_KICKER: Final = re.compile(rf"\W*+(?:{_one_of('kickers')})\s?[:：|]\W{{0,3}}[^\W_].*", re.IGNORECASE)
_TAGS: Final = re.compile(rf"\W*+(?:{_one_of('tag_labels')})\s?[:：]\s*(?P<tags>[^\W_].*)", re.IGNORECASE)
_TAG_LABEL: Final = re.compile(rf"\W*+(?:{_one_of('tag_labels')})\s?[:：]?\W{{0,3}}", re.IGNORECASE)
_MOST_WORDS: Final = 20
_MOST_OF_A_NOTICE: Final = 60
_OF_A_TAG: Final = 5
_OF_A_LABELLED_TAG: Final = 8
_FEWEST_TAGS: Final = 8  # without a word before them


def is_furniture(text: str, words: int) -> bool:
    """Whether a line is a button, a notice or the name of a box."""
    return words <= _MOST_OF_A_NOTICE and _is_furniture(text)


@lru_cache(maxsize=20_000)  # the lines of a page are read twice, and the pages of a source share theirs
def _is_furniture(text: str) -> bool:
    return _FURNITURE.fullmatch(text) is not None


def heads_others(text: str, words: int) -> bool:
    """Whether a line is the heading of other articles."""
    return words <= _OF_A_TAG + 1 and _HEADING.fullmatch(text) is not None


def heads_highlights(text: str, words: int) -> bool:
    """Whether a line is the heading of the points of an article: "Highlights", "In short"."""
    return words <= _OF_A_TAG + 1 and _HIGHLIGHTS.fullmatch(text) is not None


def heads_comments(text: str, words: int) -> bool:
    """Whether a line is the heading of what readers wrote, or a button below it."""
    return words <= _MOST_WORDS and _COMMENTS.fullmatch(text) is not None


def signs_comment(text: str, words: int) -> bool:
    """Whether a line says who wrote a comment and when."""
    return words <= _MOST_WORDS and _COMMENT.fullmatch(text) is not None


def leads_away(text: str, words: int) -> bool:
    """Whether a line leads to another page, a film or pictures: "PHOTOS: Storm over Marlow"."""
    return words <= _MOST_WORDS and _KICKER.fullmatch(text) is not None


def lists_tags(text: str) -> bool:
    """Whether a line lists tags: a few words each, by commas; with a word for them before it, or many."""
    found = _TAGS.fullmatch(text)
    if text.rstrip().endswith((".", "!", "?", ":")):
        return False
    tags = [tag for tag in re.split(r"[,;|·•]", found["tags"] if found else text) if tag.strip()]
    longest = _OF_A_LABELLED_TAG if found is not None and len(tags) > 2 else _OF_A_TAG
    return all(len(tag.split()) <= longest for tag in tags) and (found is not None or len(tags) >= _FEWEST_TAGS)


def labels_tags(text: str, words: int) -> bool:
    """Whether a line is the word for tags and nothing else: they follow, one a line."""
    return words <= _OF_A_TAG and _TAG_LABEL.fullmatch(text) is not None
