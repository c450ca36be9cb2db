"""Who published a text, by its own marks: words that present it, a platform's counters, the footer; and its link."""

import re
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.dates.months import fold
from filrouge.ingest.record import Cut
from filrouge.ingest.text_metadata.outlets import PETITIONS, outlet_marked, outlets_named
from filrouge.ingest.text_metadata.own_links import URL, says_its_own

_FIRST_LINES: Final = 12
_FOOT: Final = 2  # lines that end a page
_LONGEST_PRESENTATION: Final = 220
_LONGEST_LINE: Final = 300
_MOST_WORDS_OF_NAME: Final = 5
_LISTS: Final = ("menu", "headline", "comment")

_ARTICLE: Final = re.compile(
    r"(?:the|l['’]agence|l['’]|le|la|les|die|der|das|el|il|lo|агентство|o|a)\s*(?=\S)", re.IGNORECASE
)
_NAME: Final = re.compile(r"[^\W\d_][\w.&-]*(?:\s[^\W\d_][\w.&-]*){0,3}")
_BELOW: Final = """
below following suivant suivante dessous unten folgende folgenden nachstehend nachfolgend continuación siguiente abajo
seguito seguente sotto seguir seguinte abaixo aşağıda aşağıdaki aşağıdakı ниже следующее следующий нижче ստորև poniżej
hieronder volgende أدناه παρακάτω по-долу ქვემოთ 如下 以下 다음
"""
_PRESENTS: Final = """
present* publish* publie* public* reproduc* reprodui* propose* veröffentlich* dokumentier* sunuyor sunar yayımlıyor
yayınlıyor təqdim dərc приводит публикует представляет публікує наводить pubblica presenta riporta apresenta
ներկայացնում հրապարակում przedstawia publikuje presenteert publiceert تنشر ينشر 发布 全文
"""
_SIGNATURES: Final = re.compile(
    r"\b(?:sign(?:atur|ed|é|ée|és|ataire|er)|imza|firma|unterschr|unterzeichn|podpis|подпис|підпис|handteken|assin|firmat"
    r"|ստորագր|υπογρ|supporter|soutien|imzal)|توقيع|امضا|חתימ|חתמ|署名|签名|簽名|서명",
    re.IGNORECASE,
)
_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright|copyright\s*©)[\s:,]*(?:(?:19|20)\d\d(?:\s*[-–—]\s*(?:19|20)?\d\d)?)[\s,.|:–—-]*(?P<name>[^|.,;©\n]{2,60})"
    r"|(?:©|\(c\)|copyright)\s*(?P<name2>[^|.,;©\d\n]{2,60}?)[\s,]+(?:(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RESERVED: Final = re.compile(
    r"all rights? reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados|tutti i diritti"
    r" riservati|todos os direitos reservados|tüm hakları saklıdır|все права защищены|всі права захищен[оі]"
    r"|bütün hüquqlar qorunur|բոլոր իրավունքները|alle rechten voorbehouden|wszelkie prawa zastrzeżone"
    r"|جميع الحقوق محفوظة|כל הזכויות שמורות|ყველა უფლება|всички права|με επιφύλαξη|版权所有|版權所有"
    r"|無断転載|무단",
    re.IGNORECASE,
)
_COMPANY: Final = re.compile(
    r"\b(?:inc|ltd|llc|gmbh|corp|corporation|company|co|plc|s\.?a\.?s?|sarl|srl|ag|bv|oy|ab|ооо|тоо|зао|ао|mmc|a\.?ş)\.?$",
    re.IGNORECASE,
)
_NO_OUTLET: Final = re.compile(r"wordpress|theme|powered|getty|shutterstock|photo|istock|images?\b|author|auteur", re.I)
_AFTER_NAME: Final = re.compile(
    r"\s*(?:[-–—:]\s*)?(?:\(.*|all right.*|tous droits.*|alle rechte.*|todos .*|tutti .*|все права.*|tüm hak.*)$", re.I
)

_LABEL_ALONE: Final = re.compile(
    r"(?:source|url|link|lien|enlace|quelle|fuente|fonte|kaynak|источник|mənbə)\s*:?\s*", re.I
)


def presented_by(body: str) -> str | None:
    """The outlet that the text says presents it: `APA presents the statement below:`. Who is cited is not meant."""
    lines = [line.strip() for line in body[:8000].split("\n") if line.strip()][:_FIRST_LINES]
    for line in lines:
        if len(line) > _LONGEST_PRESENTATION or not line.endswith((":", "：", "։")):
            continue
        sentence = re.split(r"(?<=[.!?])\s+(?=\S)", line)[-1]
        subject = sentence[match.end() :] if (match := _ARTICLE.match(sentence)) else sentence
        words = {fold(word) for word in re.findall(r"[^\W\d_]+", subject)}
        if not (
            _any(words, _PRESENTS) and (_any(words, _BELOW) or any(m in subject for m in ("如下", "以下", "全文")))
        ):
            continue
        for said in (sentence, subject):
            if name := _outlet_at_start(said):
                return name
    return None


def counted_by(furniture: Sequence[str]) -> str | None:
    """The petition site whose counter of signatures stands among the lines around a body."""
    found: set[str] = set()
    for place, line in enumerate(furniture):
        beside = " ".join(furniture[max(0, place - 1) : place + 2])
        if _SIGNATURES.search(line) and any(c.isdigit() for c in beside):
            found |= {outlet.name for outlet in outlets_named(line, PETITIONS)}
    return found.pop() if len(found) == 1 else None


def named_in_footer(furniture: Sequence[str]) -> str | None:
    """The outlet that the copyright line names, where it is one: `© 2024 Le Phare. All rights reserved`, or at the very
    end, by itself, `© 2024 Le Phare`.
    """
    found: dict[str, str] = {}
    for place, line in enumerate(furniture):
        match = _COPYRIGHT.search(line)
        ends = place >= len(furniture) - _FOOT and match is not None and match[0].strip() == line.strip()
        if match is None or not (ends or _RESERVED.search(line)):
            continue
        name = _AFTER_NAME.sub("", " ".join((match["name"] or match["name2"]).split())).strip(" -–—|:®™")
        if known := outlet_marked(name):
            name = known.name
        elif _COMPANY.search(name) or _NO_OUTLET.search(line) or _RESERVED.search(name):
            continue
        if name and name[0].isalnum() and not name[0].islower() and len(name.split()) <= _MOST_WORDS_OF_NAME:
            found.setdefault(fold(name), name)
    return next(iter(found.values())) if len(found) == 1 else None


def own_link(lines: Sequence[str], first_of_body: int) -> str | None:
    """The text's own address, where a line says that it is: `This press release can be viewed online at: <…>`.

    Parameters
    ----------
    lines : those of the text as read that hold something.
    first_of_body : how many of them stand above the body; there a bare address, alone on its line, is the text's own.
    """
    found: list[str] = []
    for place, line in enumerate(lines):
        match = URL.search(line)
        if match is None:
            continue
        before = line[max(0, match.start() - _LONGEST_LINE) : match.start()].strip(" <([*_:：-–—")
        if (
            not before
            and place
            and not line[match.end() :].strip(" >)]*_.")
            and lines[place - 1].rstrip().endswith((":", "："))
        ):
            before = lines[place - 1].strip()
        said = says_its_own(before)
        alone = (
            place < first_of_body and not line[match.end() :].strip(" >)") and _LABEL_ALONE.fullmatch(before or "url")
        )
        if said or alone:
            found.append(match["url"].rstrip(".,;:!?"))
    return found[0] if len(set(found)) == 1 else None


def furniture_of(as_read: str, kept: str, cuts: Sequence[Cut]) -> list[str]:
    """The lines around a body, those of menus and lists of other texts apart."""
    listed = {line.strip() for cut in cuts if any(w in cut.reason for w in _LISTS) for line in cut.text.split("\n")}
    kept_lines = {line.strip() for line in kept.split("\n")}
    lines = (line.strip() for line in as_read.split("\n") if len(line) <= _LONGEST_LINE)
    return [
        line for line in lines if line and line not in kept_lines and (line not in listed or _COPYRIGHT.search(line))
    ]


def _outlet_at_start(sentence: str) -> str | None:
    match = _NAME.match(sentence)
    if match is None:
        return None
    words = match[0].split()
    for n_words in range(min(3, len(words)), 0, -1):
        outlet = outlet_marked(" ".join(words[:n_words]))
        if outlet and (n_words > 1 or words[0][0].isupper()):
            return outlet.name
    return None


def _any(words: set[str], table: str) -> bool:
    entries = [fold(entry) for entry in table.split()]
    stems = tuple(entry[:-1] for entry in entries if entry.endswith("*"))
    return any(word in entries or word.startswith(stems) for word in words)
