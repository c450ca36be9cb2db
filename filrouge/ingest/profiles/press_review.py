"""Press reviews, and databases that write as these do: several articles in one document, each with a line that names
its outlet and its day.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

_DAY: Final = (
    r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
    r"(?:(?:[0-9]{1,2}(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?[^\W\d_]{3,12}\.?,?\s+(?:del?\s+)?"
    r"(?:19|20)[0-9]{2})|[^\W\d_]{3,12}\.?\s+[0-9]{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)[0-9]{2}"
    r"|[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})"
)
_PAGE: Final = (
    r"(?:p\.?|pp\.?|pages?|s\.|seiten?|sid[ae]|págs?\.?|pags?\.?|pagine?|стр\.?)\s?:?\s?"
    r"[A-Z]?[0-9]{1,4}(?:[-–][0-9]{1,4})?"
)
_WHERE: Final = r"(?:publi(?:sert|cerat|ceret|shed)\s(?:på|i|on|in)\s(?:nett|webb?|net|print|papir|the web)\s+)?"
_BETWEEN: Final = (
    r"\s*(?:[,;|·•/]|\.(?=\s)|\s[-–—]|\(|(?=\svom\s))\s*(?:(?:le|du|vom|am|del?|el|of|on|il|em|от)\s+)?" + _WHERE
)
_MORE: Final = (
    r"(?:,?\s+(?:kl\.?\s)?[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?)?"
    r"(?:\s*[,;]\s*(?:nr|no|n°|heft|ausgabe)\.?\s?[0-9/]{1,9})?"
)
"""Hour and number of the issue, which may stand behind a day."""

_LABEL: Final = r"(?:(?P<label>quelle|source|kilde|källa|fuente|fonte|bron)\s?:\s*)?"
_DAY_LINE: Final = re.compile(rf"\(?(?P<date>{_DAY})\)?(?:{_BETWEEN}(?P<page>{_PAGE}))?\.?", re.IGNORECASE)
_OUTLET_FIRST: Final = re.compile(
    rf"{_LABEL}\(?(?P<source>[^\W\d_][^|;:(){{}}]{{1,58}}?){_BETWEEN}(?P<date>{_DAY}){_MORE}\)?"
    rf"(?:{_BETWEEN}(?P<page>{_PAGE})\)?)?(?:\s/\s(?P<section>[^/]{{2,40}}))?\.?",
    re.IGNORECASE,
)
_DAY_FIRST: Final = re.compile(
    rf"(?P<date>{_DAY})\s*(?:[,;|·•]|\s[-–—])\s*(?P<source>[^\W\d_][^|;:(){{}}]{{1,58}}?)"
    rf"(?:{_BETWEEN}(?P<page>{_PAGE}))?"
    rf"(?:,[^|]{{0,80}}?\b(?:artikel-id|[0-9]+ (?:ord|words|mots|wörter))\b.{{0,80}})?\.?",
    re.IGNORECASE,
)
_PAGE_AT_END: Final = re.compile(r"(?<![^\s.…_])(?:p\.?\s*)?[0-9]{1,3}\Z")
_LEADER: Final = re.compile(r"\.{3}|…|_{3}|(?:\. ){3}|\t|\s{3}")
_OF_LEADER: Final = " \t\u00a0.…_"
_NAMED: Final = re.compile(
    r"revue (?:de |du )?(?:la )?presse|press(?:e)? (?:review|clippings?|cuttings|digest)|media (?:review|digest)"
    r"|news digest"
    r"|presse(?:spiegel|schau|übersicht)|rassegna (?:della )?stampa|(?:revista|dosier|resumen) de prensa"
    r"|panorama de presse"
    r"|clipping|recortes de prensa|revista de imprensa|обзор (?:прессы|сми)|persoverzicht|knipselkrant|przegląd prasy"
    r"|basın özeti|dossier de presse|coupures de presse",
    re.IGNORECASE,
)
_LONGEST_HEAD: Final = 160
_LONGEST_OUTLET: Final = 60
_MOST_ABOVE: Final = 12  # lines in which a document says what it is
_WORDS_OF_PROSE: Final = 12
_LONG: Final = 2000


class OutletLine(NamedTuple):
    """Lines [start, end) that name an outlet and a day, and perhaps a page."""

    start: int
    end: int
    source: str
    date: str
    page: str
    section: str = ""
    labelled: bool = False


def attributions(lines: Sequence[str]) -> list[OutletLine]:
    """The lines of a document that name an outlet and a day, in one line or in two."""
    found: list[OutletLine] = []
    for n, line in enumerate(lines):
        bare = line.strip()
        if len(bare) > _LONGEST_HEAD or not any(map(str.isdecimal, bare)):
            continue
        match = _OUTLET_FIRST.fullmatch(bare) or _DAY_FIRST.fullmatch(bare)
        if match and len(match["source"].split()) <= 8:
            source, more = match["source"].strip(" ,-–—"), match.groupdict()
            about = (more.get("section") or "", bool(more.get("label")))
            found.append(OutletLine(n, n + 1, source, match["date"], match["page"] or "", *about))
        elif (alone := _DAY_LINE.fullmatch(bare)) and n and _is_outlet(lines[n - 1]):
            found.append(OutletLine(n - 1, n + 1, lines[n - 1].strip(), alone["date"], alone["page"] or ""))
    bare_ones = [one for one in found if not one.labelled]
    return bare_ones or found  # databases say it above an article, and again in what they add below


def _is_outlet(line: str) -> bool:
    bare = line.strip()
    return 0 < len(bare) <= _LONGEST_OUTLET and not bare.endswith((".", "!", "?", ":", ",")) and not _NAMED.search(bare)


def is_contents(line: str) -> bool:
    """Whether a line is of a table of contents: a title and its page."""
    page = _PAGE_AT_END.search(line.rstrip()) if len(line) <= _LONGEST_HEAD + 60 else None
    if page is None:
        return False
    title = line[: page.start()].rstrip(_OF_LEADER)
    return bool(title.strip()) and _LEADER.search(line, len(title), page.start()) is not None


def is_prose(line: str) -> bool:
    """Whether a line is of a text."""
    return len(line.split()) >= _WORDS_OF_PROSE and not is_contents(line)


def is_head(line: str) -> bool:
    """Whether a line could be the title of an article."""
    bare = line.strip()
    return 0 < len(bare) <= _LONGEST_HEAD and not bare.endswith((".", ":", ";", ",")) and not is_contents(line)


def n_listed(start: str) -> int:
    """How many articles a document that says it is a press review lists in its table of contents."""
    lines = [line for line in start.splitlines() if line.strip()][:_LONG]
    said = any(len(line) < _LONGEST_HEAD and _NAMED.search(line) for line in lines[:_MOST_ABOVE])
    return sum(map(is_contents, lines[: 4 * _MOST_ABOVE])) if said else 0


def _is_of(signs: str) -> Callable[[str], bool]:
    """Whether a text has these signs of a database, and a line that names an outlet and a day."""
    pattern = re.compile(signs, re.IGNORECASE)
    return lambda start: bool(pattern.search(start) and attributions(start.splitlines()[:_LONG]))


is_infomedia: Final = _is_of(r"(?m:^[^\n]{0,60}\bInfomedia\b[^\n]{0,60}\bophavsret)")
is_wiso: Final = _is_of(
    r"\bwiso-net\.de/document/|^\W{0,4}GBI-Genios|^Dauerhafte Adresse des Dokuments".replace("^", "(?m:^)")
)
is_retriever: Final = _is_of(
    r"\bret\.nu/|(?:utanför|utenfor|uden for) (?:den )?egn?a? organisa[st]ion\w* .{0,40}\bRetriever\b"
)


def is_press_review(start: str) -> bool:
    """Whether a document says that it is a press review, or begins with a table of contents, and has two articles."""
    lines = [line for line in start.splitlines() if line.strip()][:_LONG]
    said = any(len(line) < _LONGEST_HEAD and _NAMED.search(line) for line in lines[:_MOST_ABOVE])
    listed = sum(map(is_contents, lines[: 4 * _MOST_ABOVE])) > 1
    if not (said or listed):
        return False
    return len(attributions(lines)) > 1 and any(map(is_prose, lines))
