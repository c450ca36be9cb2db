"""Press databases and tools for corpora: how the files they hand out are told from each other."""

import re
from html import unescape
from typing import Final

from filrouge.ingest.profiles.layout import PAGES, PAPERS, TEXTS, Layout
from filrouge.ingest.profiles.press_review import is_infomedia, is_press_review, is_retriever, is_wiso
from filrouge.ingest.profiles.press_words import (
    BODY,
    COVER,
    END,
    EUROPRESSE_FOOT,
    EUROPRESSE_ID,
    FACTIVA_END,
    LABELLED,
    LABELS,
    NUMBERED,
    RULER,
    WORDS_COUNTED,
    label_means,
)

_STARRED: Final = re.compile(r"\A\s*(?:\*{4}|[0-9]{4})[ \t]+\*[^\s*_]+(?:_\S*)?|^\*{4}[ \t]+\*[^\s*_]+_", re.M)

_KEYED: Final = re.compile(r"\A\s*<[^\W\d]\w*=[^<>\n]{1,200}>(?s:.*?)[\r\n][^\S\r\n]*<[^\W\d]\w*=[^<>\n]{1,200}>")

_TAG: Final = re.compile(r"<[^<>]*>")
_LABELLED: Final = re.compile(r"^[^\S\n]*([^\W\d_][\w '’-]{2,28}?)\s?:", re.MULTILINE)
_ABOVE: Final = frozenset({"length", "section", "author", "load-date", "language", "publication-type", "subject"})


def _shown(start: str) -> str:
    """The lines of a beginning, whether it is markup or not."""
    return unescape(_TAG.sub("\n", start)) if start.lstrip().startswith("<") else start


_FEWEST_OF_COVER: Final = 4  # different lines that a cover page of Nexis has


def _is_lexis(start: str) -> bool:
    shown = _shown(start)
    labels = {LABELS.get(re.sub(r"\s+", "-", label.casefold())) for label in _LABELLED.findall(shown)} & _ABOVE
    has_body, ends = bool(BODY.search(shown)), bool(END.search(shown))
    numbered = bool(NUMBERED.search(shown)) and bool(labels)
    covers = {found[0].strip() for line in shown.splitlines()[:400] if (found := COVER.match(line))}
    return (
        numbered
        or sum(not said[0].isdigit() for said in covers) >= _FEWEST_OF_COVER
        or (ends and (has_body or len(labels) > 1))
        or (has_body and {"load-date", "length"} <= labels)
    )


def _is_europresse(start: str) -> bool:
    if start.lstrip().startswith("<"):
        return "DocPublicationName" in start and ("DocHeader" in start or "titreArticle" in start)
    return bool(EUROPRESSE_ID.search(start)) and any(map(EUROPRESSE_FOOT.match, start.splitlines()))


_CODED: Final = re.compile(r"^[^\S\n|]*(HD|PD|SN|WC|LP|TD|AN|LA)(?=[\s|]|$)", re.MULTILINE)


def _is_factiva(start: str) -> bool:
    lines = _shown(start).replace("\xa0", " ").splitlines()
    codes = {found[1] for line in lines if (found := _CODED.match(line))}
    if "HD" in codes and codes & {"PD", "SN"} and codes & {"LP", "TD"}:
        return True
    return any(map(FACTIVA_END.fullmatch, lines)) and any(map(WORDS_COUNTED.fullmatch, lines))


def _is_factiva_xml(start: str) -> bool:
    return "<accessionNo" in start or "ppsArticleResponse" in start or "global.factiva.com" in start


def _is_labelled(start: str) -> bool:
    """Whether a text is blocks of labelled lines: two that say title or text, source and date, one under a ruler or
    one at the very top.
    """
    if _has_labelled_head(start):
        return True
    said: dict[str, int] = {}
    rulers = 0
    for line in start.splitlines():
        rulers += RULER.fullmatch(line) is not None
        if (found := LABELLED.match(line)) and (means := label_means(found["label"])):
            said[means] = said.get(means, 0) + 1
    fewest = 1 if rulers > 1 and "text" in said else 2
    return all(said.get(field, 0) >= fewest for field in ("source", "date")) and (
        said.get("text", 0) >= fewest or said.get("title", 0) >= fewest
    )


def _has_labelled_head(start: str) -> bool:
    """Whether a text begins with lines that say its title, source and date, and with nothing else."""
    said: set[str] = set()
    for line in filter(str.strip, start.splitlines()):
        found = LABELLED.match(line)
        if found is None or not found["value"].strip():
            break
        said.add(label_means(found["label"]))
    return {"title", "source", "date"} <= said


LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "europresse",
        "Europresse: articles",
        (*TEXTS, *PAPERS, *PAGES),
        _is_europresse,
        "press.europresse.read",
    ),
    Layout("factiva-xml", "Factiva: articles (XML)", ("markup", "html"), _is_factiva_xml, "press.factiva.read_xml"),
    Layout("factiva", "Factiva: articles", (*TEXTS, *PAPERS, *PAGES), _is_factiva, "press.factiva.read"),
    Layout("labelled", "ProQuest or labelled lines: articles", ("text", *PAPERS), _is_labelled, "press.labelled.read"),
    Layout("nexis", "LexisNexis: articles", (*TEXTS, *PAPERS, "html", "mhtml"), _is_lexis, "press.lexis.read"),
    Layout("wiso", "wiso or GENIOS: articles", ("text", *PAPERS), is_wiso, "press.review.read"),
    Layout("infomedia", "Infomedia: articles", ("text", *PAPERS), is_infomedia, "press.review.read"),
    Layout("retriever", "Retriever: articles", ("text", *PAPERS), is_retriever, "press.review.read"),
    Layout("press-review", "Press review: articles", ("text", *PAPERS), is_press_review, "press.review.read"),
    Layout("lexico", "Lexico: corpus", ("text", *PAPERS), _KEYED.search, "press.keyed.read"),
    Layout("iramuteq", "IRaMuTeQ or Alceste: corpus", (*TEXTS, *PAPERS), _STARRED.search, "press.starred.read"),
)
