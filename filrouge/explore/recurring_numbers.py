"""Numbers that several texts have, however they are written."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from filrouge.explore.recurring import Recurring
from filrouge.numerals import NUMBER, digits

_YEARS: Final = range(1900, 2101)
_FEWEST_NUMBER: Final = 100  # smaller ones are days, ages and counts of anything
_AROUND: Final = 45


def recurring_numbers(texts: Mapping[int, tuple[str, str]]) -> list[tuple[Recurring, dict[int, str]]]:
    """Numbers that two or more texts have, with the words around the first of each text; years and the small numbers of
    lists and days are left out.
    """
    having: dict[str, Counter[int]] = defaultdict(Counter)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    around: dict[str, dict[int, str]] = defaultdict(dict)
    for number, (text, _language) in texts.items():
        for found in NUMBER.finditer(text):
            value = digits(found.group())
            per_cent = text[found.end() : found.end() + 2].strip()[:1] in {"%", "٪"}
            if not value.isdecimal() or not (per_cent or int(value) >= _FEWEST_NUMBER):
                continue
            if not per_cent and len(value) == 4 and int(value) in _YEARS:
                continue
            key = value + ("%" if per_cent else "")
            having[key][number] += 1
            written[key][found.group() + (" %" if per_cent else "")] += 1
            around[key].setdefault(number, _around(text, found.start(), found.end()))
    result = [
        (Recurring(written[key].most_common(1)[0][0], dict(sorted(texts_of.items()))), around[key])
        for key, texts_of in having.items() if len(texts_of) > 1
    ]  # fmt: skip
    return sorted(result, key=lambda one: (-len(one[0].texts), -len(one[0].written), one[0].written))


def _around(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    first = text.find(" ", first, start) + 1 if first else 0
    last = max(text.rfind(" ", end, last), end) if last < len(text) else last
    return ("… " if first else "") + " ".join(text[first:last].split()) + (" …" if last < len(text) else "")
