"""Stamp lines, which say when a text was published and nothing else: how surely a line is one."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.bylines import is_byline_word
from filrouge.ingest.dates.date_words import AMBIGUOUS_ZONES, ZONES, role_of
from filrouge.ingest.dates.months import calendar_words, fold
from filrouge.ingest.dates.tokens import words_of
from filrouge.ingest.dates.written_dates import Line, read_line

_MOST_OTHER_WORDS: Final = 8
_MOST_WORDS_BEHIND_A_DASH: Final = 4
_FENCES: Final = frozenset("|·•‖›»")
_DASHES: Final = frozenset("‐–—-/")
_AND: Final = frozenset({"et", "and", "und", "y", "e", "и", "ve", "və", "և", "i", "en"})
_IN: Final = frozenset({"in", "dans", "en", "a", "em", "unter", "under", "v", "w", "on"})
_OF_A_PICTURE: Final = frozenset((
    "photo", "photos", "foto", "bild", "image", "imagen", "credit", "credits", "©", "archive", "archives", "file",
    "getty", "фото", "fotoğraf", "fotograf", "video", "copyright", "(c)",
))  # fmt: skip
_LONGEST: Final = 160
_FEWEST_FIGURES: Final = 4
_FEW_WORDS: Final = 4
_PART: Final = 40  # characters
_LOCALES: Final = ("en", "fr", "es", "de", "tr", "ru", "az", "hy", "it", "pt", "ar", "nl", "pl", "uk", "ro", "el", "fa")
_BESIDE_WORDS: Final = (
    "on at by date le à jour par et el a las los hora horas del de por am um uhr von saat son дата г года в время tarix"
    " saatda ժամը ամսաթիվ թվական թ pm min minutes mins read lecture minuto lettura lesezeit okuma temps tiempo dakika"
    " мин минут минуты dəqiqə րոպե heures h il alle ore às em ict last mis mise lundi 年 月 日 时 時 分 版"
)
_BESIDE: Final = frozenset(_BESIDE_WORDS.split())
_AGO: Final = frozenset(["ago", "il", "hace", "vor", "önce", "назад", "əvvəl", "առաջ", "fa", "atrás", "evvel"])
_DAY: Final = re.compile(r"(?<!\d)\d{1,4}([./\-–])\s?\d{1,2}\1\s?\d{2,4}(?!\d)|\d\s*年\s*\d+\s*月")
_TIME: Final = re.compile(r"(?<!\d)[0-2]?\d(?::|\s?h\s?)[0-5]\d(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GLUED: Final = re.compile(r"((?:19|20)\d\d)(?=\d{1,2}:\d\d)")
_BROKEN: Final = re.compile(r"\s[|•·/–—-]\s|\||,")


def is_stamp(text: str) -> bool:
    """Whether a line says when a text was published or changed, with the hour or a label, and hardly more."""
    line = short_line(text)
    if line is None or not line.dates or len(line.others) > _FEW_WORDS:
        return False
    return bool(line.roles) or (any(dated.clocks for dated in line.dates) and tells_nothing_else(line))


def short_line(text: str) -> Line | None:
    """What a short line with figures says of dates; None where there is nothing to read."""
    text = " ".join(text.split())
    if len(text) > _LONGEST or len(re.findall(r"\d", text)) < _FEWEST_FIGURES:
        return None
    return read_line(text)


def unglued(text: str) -> str:
    """Part the year and the hour, which copies of pages run together: "March 11, 20258:15 AM"."""
    return _GLUED.sub(r"\1 ", text)


def resembles_stamp(text: str) -> bool:
    """Whether a line looks like a stamp: a date or a time, whole or not (`Monday`, `12:40`, `3 hours ago`), and a few
    words. That is enough to leave it out of an article, but not to take its date.
    """
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return False
    text = unglued(text)
    words = words_of(text)
    named = sum(word in calendar_words(_LOCALES) for word in map(fold, words))
    time, year = _TIME.search(text), _YEAR.search(text)
    dated = bool(_DAY.search(text)) or (named > 0 and (year is not None or time is not None or len(words) <= 2))
    ago = len(words) <= 5 and any(word in _AGO for word in words)
    if not (dated or ago or (time and len(words) <= 3)):
        return False
    parts = text.split("|")
    if dated and any(map(resembles_stamp, parts[1:])):
        return all(len(part.strip()) <= _PART for part in parts)
    if dated and len(parts) > 1 and year is not None and time is not None and is_byline_word(words[0]):
        return True
    left = sum(not _is_of_a_stamp(word) for word in words)
    return left <= (6 if len(_BROKEN.findall(text)) else 3)


def _is_of_a_stamp(word: str) -> bool:
    folded = fold(word)
    if word in _BESIDE or folded in calendar_words(_LOCALES):
        return True
    return folded in ZONES or folded in AMBIGUOUS_ZONES or role_of(folded) is not None


def tells_nothing_else(line: Line) -> bool:
    """Whether the words beside the dates name an author, a section or a place of work, and tell nothing."""
    words = [span for span in line.others if any(c.isalnum() for c in line.text[span[0] : span[1]])]
    if not words:
        return True
    said = {fold(word) for word in line.text.replace(":", " ").split()}
    if len(words) > _MOST_OTHER_WORDS or line.text.endswith(("!", "?", "…")) or said & _OF_A_PICTURE:
        return False
    first, last = min(dated.start for dated in line.dates), max(dated.end for dated in line.dates)
    left = [span for span in words if span[1] <= first]
    right = [span for span in words if span[0] >= last]
    if len(left) + len(right) < len(words):
        return False
    before = line.text[left[-1][1] : first].lstrip() if left else ""
    if (fence := line.text[:first].rstrip()[-1:]) in _FENCES:  # "The Morning Post | 3 March": "post" labels dates, too
        before = fence
    after = line.text[last : right[0][0]].lstrip() if right else ""
    names = [line.text[start:end] for start, end in left]
    if line.text[:first].rstrip().endswith(",") and (all(map(str.isupper, names)) or _is_name(names, right)):
        names = []  # a place or an outlet: "OSLO, 3 March 2024", "Harbour Gazette, 3 March 2024"
    return _is_apart(names, before[:1], _DASHES) and _is_apart(
        [line.text[start:end] for start, end in right], after[:1], _DASHES | {","}
    )


def _without_account(words: Sequence[str]) -> Sequence[str]:
    """The words of who wrote a text and where, without the name of an account, which blogs have in small letters: "by
    admin in News".
    """
    rest = [word for word in words[1:] if fold(word) not in _IN]
    return rest if len(rest) < _FEW_WORDS else words


def _is_name(words: Sequence[str], behind: Sequence[tuple[int, int]]) -> bool:
    """Whether the words before a date that ends its line are those of one name."""
    return not behind and 0 < len(words) <= _MOST_WORDS_BEHIND_A_DASH and all(word[:1].isupper() for word in words)


def _is_apart(words: Sequence[str], fence: str, dashes: frozenset[str]) -> bool:
    """Whether words beside a date are an aside: behind a fence of their own, or the name of an author."""
    if not words or fence in _FENCES:
        return True
    names = [word for word in words if fold(word) not in _AND]
    if is_byline_word(names[0]):
        return len(names) > 1 and not any(name[0].islower() for name in _without_account(names[1:]))
    if fence not in dashes or len(names) > _MOST_WORDS_BEHIND_A_DASH:
        return False
    return names[0].isdigit() or not any(name[0].islower() for name in names)
