"""For whom a press-release service publishes: the source line, the company's own lines, or the contact block."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.dates.months import fold

_SOURCE_LINE: Final = re.compile(
    r"^\W*(?:source|quelle|fuente|fonte|kaynak|источник)\s*[:\s]\s*(?P<name>\S.{1,80}?)\W*$", re.I
)
_ABOUT: Final = re.compile(
    r"^\W*(?:about|à propos (?:de |d['’])|über (?:die |den |das )?|acerca de |sobre |informazioni su |о компании )"
    r"\s*(?P<name>\S.{1,60}?)\W*$",
    re.IGNORECASE,
)
_PHONE: Final = re.compile(r"^[^\w+(]*(?:(?:tel|phone|tél|telefon|тел)[^\d+(]*)?[+(]?\d[\d\s().\-/]{6,}\W*$", re.I)
_MAIL: Final = re.compile(r"\S+@\S+\.\w+|\bemail us\b|\[?e-?mail", re.I)
_HEADING: Final = re.compile(
    r"(?:media|press|presse|prensa|pr|investor)?\s*-?(?:contact|kontakt|contacto|contatt|контакт)[^\W\d]*\W*(?:$|:)",
    re.I,
)
_ORGANISATION: Final = re.compile(
    r"\b(?:inc|ltd|llc|llp|gmbh|corp|plc|sas|sarl|srl|spa|ag|association|associazione|asociación|verein|foundation|fondation"
    r"|fundación|stiftung|institute?|university|université|universität|union|group|groupe|gruppe|company|committee|comité"
    r"|council|conseil|federation|fédération|agency|agence|center|centre|zentrum|network|réseau|ministry|ministère|e\.v)\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_LONGEST: Final = 300
_MOST_LINES: Final = 5
_MOST_WORDS: Final = 9
_LAST_PART: Final = 0.4


def find_issuer(as_read: str) -> str | None:
    """Look after the body of a press release for the name of who issued it."""
    raw = as_read.split("\n")
    tail = [
        _LINK.sub(r"\1", line).strip(" \t*_#>|") for line in raw[int(len(raw) * _LAST_PART) :] if len(line) < _LONGEST
    ]
    body = " ".join(raw[: int(len(raw) * (1 - _LAST_PART)) + 1]).casefold()
    stated = {match["name"].strip() for line in tail if (match := _SOURCE_LINE.match(line)) and "http" not in line}
    if len(stated) == 1:
        return stated.pop()
    about = [match["name"].strip() for line in tail if (match := _ABOUT.match(line))]
    names = _contact_names(tail)
    return _organisation(names, about, body) if names else (about[0] if len(about) == 1 else None)


def _contact_names(lines: Sequence[str]) -> list[str]:
    """The lines of the contact block that name someone: those above its telephone number or address."""
    for place, line in enumerate(lines):
        if not (_PHONE.match(line) or (_MAIL.search(line) and len(line.split()) <= _MOST_WORDS)):
            continue
        names: list[str] = []
        for above in reversed(lines[:place]):
            if not above or len(names) == _MOST_LINES or not _is_name(above):
                break
            names.insert(0, above)
        if names:
            return names
    return []


def _is_name(line: str) -> bool:
    if _HEADING.match(line) or _PHONE.match(line) or _MAIL.search(line) or "http" in line:
        return False
    return len(line.split()) <= _MOST_WORDS and not line.endswith((".", "!", "?", ":")) and not line[0].islower()


def _organisation(names: Sequence[str], about: Sequence[str], body: str) -> str | None:
    """Of the names in a contact block, that of the organisation: the first sign of one that points to one name."""
    signs = (
        [name for name in names if fold(name) in map(fold, about)],
        about,
        names,
        [name for name in names if any(_is_short_for(other, name) for other in names)],
        [name for name in names if _ORGANISATION.search(name)],
        [name for name in names if name.casefold() in body],
        names[1:],  # the person to ask, then the house
    )
    return next((found[0] for found in signs if len(found) == 1), None)


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name is another's initials: `CDF` of `Caucase de France`."""
    words = re.findall(r"[^\W\d_]+", name)
    initials = "".join(word[0] for word in words)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return len(words) > 1 and short.isupper() and fold(short) in {fold(initials), fold(capitals)}
