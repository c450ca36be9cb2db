"""Press databases and tools for corpora: how the files they hand out are told from each other."""

import re
from html import unescape
from typing import Final

from filrouge.ingest.profiles.layout import PAPERS, TEXTS, Layout
from filrouge.ingest.profiles.press_words import BODY, END, EUROPRESSE_FOOT, EUROPRESSE_ID, LABELS, NUMBERED

_STARRED: Final = re.compile(r"\A\s*(?:\*{4}|[0-9]{4})[ \t]+\*[^\s*_]+(?:_\S*)?|^\*{4}[ \t]+\*[^\s*_]+_", re.M)

_TAG: Final = re.compile(r"<[^<>]*>")
_LABELLED: Final = re.compile(r"^[^\S\n]*([^\W\d_][\w '’-]{2,28}?)\s?:", re.MULTILINE)
_ABOVE: Final = frozenset({"length", "section", "author", "load-date", "language", "publication-type", "subject"})


def _is_lexis(start: str) -> bool:
    shown = unescape(_TAG.sub("\n", start)) if start.lstrip().startswith("<") else start
    labels = {LABELS.get(re.sub(r"\s+", "-", label.casefold())) for label in _LABELLED.findall(shown)} & _ABOVE
    has_body, ends = bool(BODY.search(shown)), bool(END.search(shown))
    numbered = bool(NUMBERED.search(shown)) and bool(labels)
    return numbered or (ends and (has_body or len(labels) > 1)) or (has_body and {"load-date", "length"} <= labels)


def _is_europresse(start: str) -> bool:
    if start.lstrip().startswith("<"):
        return "DocPublicationName" in start and ("DocHeader" in start or "titreArticle" in start)
    return bool(EUROPRESSE_ID.search(start)) and any(map(EUROPRESSE_FOOT.match, start.splitlines()))


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "europresse",
        "Europresse: articles",
        (*TEXTS, *PAPERS, "html", "markup"),
        _is_europresse,
        "press.europresse.read",
    ),
    Layout("nexis", "LexisNexis: articles", (*TEXTS, *PAPERS, "html"), _is_lexis, "press.lexis.read"),
    Layout("iramuteq", "IRaMuTeQ or Alceste: corpus", (*TEXTS, *PAPERS), _STARRED.search, "press.starred.read"),
)
