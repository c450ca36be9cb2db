"""What the values of columns say: which is a text, which parses as dates, which are links, languages or counts."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final

from filrouge.ingest.column_names import ALIASES
from filrouge.ingest.columns import Judged, candidates, whole_number
from filrouge.ingest.dates.parse import infer_order, parse_date
from filrouge.ingest.languages import normalise_language
from filrouge.ingest.record import Record
from filrouge.ingest.unnamed_columns import are_unnamed, fields_of
from filrouge.schema import REACTIONS

_TRIED: Final = 60
"""Values of a column that are looked at."""

_SHORTEST_TEXT: Final = 25  # characters of a column of texts in the middle
_LONG_TEXT: Final = 200
_TIMES_LONGER: Final = 3
_FEWEST_WORDS: Final = 12  # of a column of texts that no name tells
_LONGEST_NAME: Final = 60

_SUMMARIES: Final = frozenset(ALIASES["text"][ALIASES["text"].index("description") :])
_LINK: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[-+]?[0-9][0-9.,\s]*")
_NESTED: Final = re.compile(r"\s*(?:\[\s*[\[{\"'\]]|\{)")
_SAYS_YES: Final = frozenset(
    ("true", "false", "yes", "no", "0", "1", "oui", "non", "ja", "nein", "sí", "si", "t", "f", "y", "n")
)
_DEVICE: Final = re.compile(
    r"<a\s|twitter (?:for|web)|tweetdeck|hootsuite|buffer$|ifttt|instagram$|mobile web|echofon|tweetbot"
    r"|android|iphone|ipad|(?:web|desktop|mobile)\.\w+$"
    r"|(?:photo|video|image|link|status|text|album|reel|article|news|blog|forum|online|print|web|tv|radio|social)s?$",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"[^\W\d_]{2,}.*?[.!?…。！？؟]", re.DOTALL)
_SPACELESS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")

Values = Mapping[str, Sequence[str]]


def judge(first: Sequence[Record]) -> Judged:
    """Look at the values of the first records of a table."""
    names = tuple(dict.fromkeys(name for record in first for name in record.names or tuple(record.fields)))
    values: dict[str, list[str]] = {name: [] for name in names}
    for record in first:
        for name, value in record.fields.items():
            held = values.setdefault(name, [])
            if len(held) < _TRIED:
                held.append(value.strip())
    if are_unnamed(names):
        told = fields_of(values)
        return Judged(unnamed=told.columns, unsure=told.unsure)
    could = candidates(names)
    unfit = {field: frozenset(_unfit(could[field], values, is_one)) for field, is_one in _ONES.items()}
    if unfit["language"].issuperset(could["language"]):
        unfit["language"] = frozenset()  # what is said of no language is told document by document
    unfit["text"] = frozenset(name for name in could["text"] if values[name] and not _is_text(values[name]))
    fit = {"date": frozenset(name for name in could["date"] if _are_dates(values[name]))}
    outlets = [name for name in could["source"] if values[name] and name not in unfit["source"]]
    if outlets and _mostly(values[outlets[0]], _ADDRESS.match):  # a name says more than a link to what it names
        fit["source"] = frozenset(name for name in outlets if not _mostly(values[name], _ADDRESS.match))
    unnamed = {}
    texts = [name for name in could["text"] if values[name] and name not in unfit["text"]]
    if texts:
        fit["text"] = frozenset({_best_text(texts, values)})
    elif (prose := _prose(values, {name for columns in could.values() for name in columns})) is not None:
        unnamed["text"] = prose
    return Judged(fit, unfit, unnamed)


def _mostly(values: Sequence[str], is_one: Callable[[str], object]) -> bool:
    return 2 * sum(bool(is_one(value)) for value in values) > len(values)


def _unfit(columns: Sequence[str], values: Values, is_one: Callable[[str], object]) -> list[str]:
    return [name for name in columns if values[name] and not _mostly(values[name], is_one)]


def _are_dates(values: Sequence[str]) -> bool:
    order = infer_order(values)
    return bool(values) and _mostly(values, lambda value: parse_date(value, order).start is not None)


def _is_text(values: Sequence[str]) -> bool:
    return not _mostly(
        values, lambda value: _LINK.fullmatch(value) or _NUMBER.fullmatch(value) or value.casefold() in _SAYS_YES
    )


def _is_name(value: str) -> bool:
    """Whether a value may be the name of an outlet: no number, no device a post was written on, no kind of thing."""
    if _NUMBER.fullmatch(value) or _NESTED.match(value) or value.casefold() in _SAYS_YES:
        return False
    return not _DEVICE.match(value)


_ONES: Final[Mapping[str, Callable[[str], object]]] = {
    "title": lambda value: not (_LINK.fullmatch(value) or _NUMBER.fullmatch(value)),
    "source": _is_name,
    "author": lambda value: not (_NUMBER.fullmatch(value) or _LINK.fullmatch(value) or value.startswith("{")),
    "account": lambda value: not value.startswith("{"),
    "language": normalise_language,
    "url": _LINK.fullmatch,
    "platform": lambda value: len(value) <= _LONGEST_NAME and not _NUMBER.fullmatch(value),
    "in_reply_to": lambda value: value.casefold() not in _SAYS_YES,
    "repost_of": lambda value: value.casefold() not in _SAYS_YES,
    **dict.fromkeys(REACTIONS, lambda value: whole_number(value) is not None),
}
"""Whether a value may be that of a field."""


def _length(values: Sequence[str]) -> float:
    return median(map(len, values)) if values else 0


def _best_text(columns: Sequence[str], values: Values) -> str:
    """The column of texts: the first by its name that is no mere label and no summary, or one that is much longer."""
    whole = [name for name in columns if name.casefold() not in _SUMMARIES] or list(columns)
    long_enough = [name for name in whole if _length(values[name]) >= _SHORTEST_TEXT]
    if not long_enough:
        return max(columns, key=lambda name: _length(values[name]) >= _SHORTEST_TEXT)
    best = long_enough[0]
    for other in long_enough[1:]:
        length = _length(values[other])
        if length >= _LONG_TEXT and length > _TIMES_LONGER * _length(values[best]):
            best = other
    return best


def _prose(values: Values, named: set[str]) -> str | None:
    """The column of the longest texts of those that no name tells, if it holds sentences that differ."""
    found = [name for name, held in values.items() if name not in named and _are_sentences(held)]
    return max(found, key=lambda name: _length(values[name]), default=None)


def _are_sentences(values: Sequence[str]) -> bool:
    return (
        bool(values)
        and 2 * len(set(values)) > len(values)
        and median(map(_n_words, values)) >= _FEWEST_WORDS
        and _mostly(values, lambda value: _SENTENCE.search(value) and not _NESTED.match(value))
    )


def _n_words(value: str) -> float:
    return len(value.split()) + len(_SPACELESS.findall(value)) / 2
