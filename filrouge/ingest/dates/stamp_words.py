"""Whether what stands beside a date in its line is an aside, so that the line is a stamp and no sentence."""

from collections.abc import Sequence
from typing import Final

from filrouge.ingest.dates.date_words import byline_words
from filrouge.ingest.dates.months import fold
from filrouge.ingest.dates.written_dates import Line

_MOST_OTHER_WORDS: Final = 8
_MOST_WORDS_BEHIND_A_DASH: Final = 4
_FENCES: Final = frozenset("|·•‖›»")
_DASHES: Final = frozenset("‐–—-/")
_AND: Final = frozenset({"et", "and", "und", "y", "e", "и", "ve", "və", "և", "i", "en"})
_OF_A_PICTURE: Final = frozenset(
    {
        "photo",
        "photos",
        "foto",
        "bild",
        "image",
        "imagen",
        "credit",
        "credits",
        "©",
        "archive",
        "archives",
        "file",
        "getty",
        "фото",
        "fotoğraf",
        "fotograf",
        "video",
        "copyright",
        "(c)",
    }
)


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
    after = line.text[last : right[0][0]].lstrip() if right else ""
    names = [line.text[start:end] for start, end in left]
    if before.startswith(",") and all(name.isupper() for name in names):
        names = []  # a place: "OSLO, 3 March 2024"
    return _is_apart(names, before[:1], _DASHES) and _is_apart(
        [line.text[start:end] for start, end in right], after[:1], _DASHES | {","}
    )


def _is_apart(words: Sequence[str], fence: str, dashes: frozenset[str]) -> bool:
    """Whether words beside a date are an aside: behind a fence of their own, or the name of an author."""
    if not words or fence in _FENCES:
        return True
    names = [word for word in words if fold(word) not in _AND]
    if fold(names[0]) in byline_words():
        return len(names) > 1 and not any(name[0].islower() for name in names[1:])
    if fence not in dashes or len(names) > _MOST_WORDS_BEHIND_A_DASH:
        return False
    return names[0].isdigit() or not any(name[0].islower() for name in names)
