"""When a saved page says it was published: what is stated, by whom, and whether the statements agree.

Nothing is guessed: a date of the page's copyright, of its last change, of a comment or of another article is never the
publication date, and two statements that contradict each other give none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from lxml import html

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.dates.parse import Published, date_in_url
from filrouge.ingest.dates.published import order_in
from filrouge.ingest.dates.written_dates import Dated, Line, read_line
from filrouge.ingest.html.blocks import Block
from filrouge.ingest.html.linked_data import has_type
from filrouge.ingest.html.page import Page, fold
from filrouge.ingest.html.text import BLOCKS
from filrouge.ingest.stamp_lines import short_line
from filrouge.ingest.text_metadata.date_statements import Statement
from filrouge.ingest.text_metadata.other_dates import is_embedded, is_of_another

PUBLISHED: Final = 0
UNSAID: Final = 1
ELSEWHERE: Final = 2
MODIFIED: Final = 3

_KINDS: Final[dict[str | None, int]] = {"published": PUBLISHED, "updated": MODIFIED}

_LONGEST_VALUE: Final = 60
_MOST_MARKED: Final = 500
_MOST_BLOCKS: Final = 2000
_FEW_WORDS: Final = 4
_BYLINE: Final = 6
_BEFORE: Final = 3
_AFTER: Final = 16
_PROSE: Final = 100  # bytes, which even out scripts of longer and shorter words
_MOSTLY: Final = 0.5
_APART: Final = timedelta(days=1)
_FAR: Final = timedelta(days=31)

# Names in metadata, classes and linked data, without what is no letter.
_NAMED_PUBLISHED: Final = re.compile(
    r"(?:dtpublished|published(?:time|date|datetime|at|on)?|publish(?:time|date|datetime)|publicationdate|pubdate|pubtime|pub|"
    r"dateissued|dctermsissued|issued|datepubli(?:shed|cation)|sailthrudate|articledateoriginal|firstpublished\w{0,4}|"
    r"postdate|dateposted|posteddate|postedon|entrydate)$"
)
_NAMED_DATE: Final = frozenset({
    "date", "dcdate", "dctermsdate", "dcdatecreated", "dctermscreated", "datecreated", "created", "createddate",
    "articledate", "storydate", "newsdate", "originaldate", "displaydate",
})  # fmt: skip
_NAMED_MODIFIED: Final = re.compile(r"modif|updat|revis|lastmod|edited")
_NOT_THE_TEXT: Final = re.compile(r"^(?:video|book|music|og(?:video|book|music)|event|product|release)")
# Words of a date beside the headline that is another one, where nothing says that it is of publication.
_SAYS_OTHER: Final = re.compile(
    r"archiv|retriev|accessed|printed|saved|consult[ée]|abgerufen|copyright|©|\(c\)|expir|born|member since|joined|"
    r"photo|foto|фото|fotoğraf|image|bild\b|illustration|getty|reuters|afp"
    r"|^\W*(?:today|aujourd['’]hui|heute|hoy|oggi|hoje|vandaag|сегодня|сьогодні|bugün|dziś|dzisiaj)\b",
    re.IGNORECASE,
)
_IN_SCRIPT: Final = re.compile(
    r"""(?:date_?published|publish(?:ed)?_?(?:date|time|at|on)?|publication_?date|pub_?date|first_?pub(?:lished)?\w{0,6})"""
    r"""\\?["']?\s*[:=]\s*(?:new\s+Date\s*\(\s*)?\\?["']([^"'\\]{6,40})\\?["']""",
    re.IGNORECASE,
)
_CAPTIONS: Final = frozenset({"figcaption", "figure", "caption"})
_OF_PARTS: Final = frozenset({"liveBlogUpdate", "comment", "hasPart"})


class PageDate(NamedTuple):
    """The publication date a page states, as written; or why there is none."""

    candidate: Candidate[str] | None = None
    warning: str | None = None


def find_date(page: Page, title: str | None, url: str | None) -> PageDate:
    """Find the publication date of a page.

    What says it is the publication date goes before what only is a date beside the headline, that before a labelled
    stamp elsewhere on the page, and that before the address. Statements of one kind that differ by more than a day give
    none. Of statements of one day the one with a time is taken.

    Parameters
    ----------
    title : the headline, to know where on the page a stamp stands.
    url : the page's address.
    """
    order = order_in(page.tree.get("lang"))
    seen = [one.ordered(order) for one in (*_in_elements(page, title), *_in_stamps(page, title))]
    of_events = _days_of_events(page) if seen else frozenset()
    stated = [*_in_metadata(page), *_in_linked_data(page), *(one for one in seen if one.day not in of_events)]
    stated += _in_scripts(page)
    in_url = date_in_url(url) if url else Published()
    for kind in (PUBLISHED, UNSAID, ELSEWHERE):
        if found := _agreed(stated, kind, in_url):
            return found
    unread = next((one for one in stated if one.kind == PUBLISHED), None)
    if unread and not any(one.day for one in stated):
        return PageDate(unread.candidate)
    if in_url.start:
        day = in_url.start.date().isoformat()[: 10 if in_url.precision == "day" else 7]
        return PageDate(Candidate(day, "url"))
    if any(one.day for one in stated):
        return PageDate(warning="the page states only when it was last changed")
    return PageDate()


def _agreed(stated: Sequence[Statement], kind: int, in_url: Published) -> PageDate | None:
    """What the statements of one kind agree on, or that they don't; None where there are none."""
    changed = {one.published.start for one in stated if one.kind == MODIFIED and one.timed}
    readable = [one for one in stated if one.kind == kind and one.day]
    if kind != PUBLISHED:  # a bare stamp that is the very minute of the last change says no more than that
        readable = [one for one in readable if not (one.timed and one.published.start in changed)]
    if not readable:
        return None
    days = sorted({one.day for one in readable if one.day})
    if days[-1] - days[0] > _APART:
        what = "several publication dates" if kind == PUBLISHED else "several dates"
        return PageDate(warning=f"the page states {what}, from {days[0]} to {days[-1]}")
    first = readable[0]
    if not _fits(first, in_url, _FAR if kind == PUBLISHED else _APART):
        told = f"the page states {first.day} as its publication date, its address {in_url.evidence}"
        return PageDate(warning=told)
    alike = [one for one in stated if one.kind in (PUBLISHED, UNSAID) and one.day == first.day]
    best = first if first.timed else next((one for one in alike if one.timed), first)
    return PageDate(best.candidate)


def _fits(stated: Statement, in_url: Published, most: timedelta) -> bool:
    """Whether a day stated and that of the address, if it names one, can be the same publication."""
    if stated.day is None or in_url.start is None or in_url.end is None:
        return True
    return in_url.start.date() - most <= stated.day <= in_url.end.date() + most


def _kind_of_name(name: str) -> int | None:
    """What a name in metadata, linked data or a class says a date is of; None where it names no date."""
    squashed = re.sub(r"[^a-z]", "", name.lower())
    if _NOT_THE_TEXT.search(squashed):
        return None
    if _NAMED_MODIFIED.search(squashed):
        return MODIFIED
    if _NAMED_PUBLISHED.search(squashed):
        return PUBLISHED
    return UNSAID if squashed in _NAMED_DATE else None


def _in_metadata(page: Page) -> Iterator[Statement]:
    for name, content in page.metas:
        kind = _kind_of_name(name)
        if kind is not None and _could_be_date(content):
            yield Statement(Candidate(content, f"page metadata {name}"), kind)


def _in_linked_data(page: Page) -> Iterator[Statement]:
    for node in page.articles:
        for key, kind in (("datePublished", PUBLISHED), ("dateCreated", UNSAID), ("dateModified", MODIFIED)):
            for value in _strings(node.get(key)):
                if _could_be_date(value):
                    yield Statement(Candidate(value, f"linked data {key}"), kind)


def _days_of_events(page: Page) -> frozenset[date]:
    """The days on which events of the page's linked data begin and end."""
    events = [node for node in page.nodes if has_type(node, "Event")]
    said = (value for node in events for key in ("startDate", "endDate") for value in _strings(node.get(key)))
    days = (Statement(Candidate(value, "linked data"), UNSAID).day for value in said if _could_be_date(value))
    return frozenset(filter(None, days))


def _strings(value: Any) -> Iterable[str]:
    values = value if isinstance(value, list) else [value]
    return [" ".join(v.split()) for v in values if isinstance(v, str)]


def _in_elements(page: Page, title: str | None) -> list[Statement]:
    """Dates of elements marked as such: those near the headline, or where all of the page's agree, any."""
    before, after = _near_headline(page, title)
    near = {block.element for block in (*before, *after)}
    texts = [block.text for block in page.blocks]
    places = {block.element: place for place, block in enumerate(page.blocks)}
    beside: list[Statement] = []
    elsewhere: list[Statement] = []
    elements = page.tree.iter("time", "meta", "span", "abbr", "div", "p", "a", "li")
    marked = ((element, stated) for element in elements if (stated := _marked(element)))
    for element, stated in islice(marked, _MOST_MARKED):
        if page.is_aside(element) or _is_of_another(element):
            continue
        box = next((e for e in (element, *element.iterancestors()) if e.tag in BLOCKS), None)
        if is_embedded(element) or (box in places and is_of_another(texts, places[box])):
            continue
        close = box is not None and box in near and box.tag != "body"
        (beside if close else elsewhere).append(stated)
    days = [one.day for one in elsewhere if one.day and one.kind == PUBLISHED]
    if beside or not days or max(days) - min(days) > _APART:
        return beside
    return [one for one in elsewhere if one.kind == PUBLISHED]


def _marked(element: html.HtmlElement) -> Statement | None:
    prop, names = element.get("itemprop") or "", (element.get("class") or "").split()
    if element.tag == "meta" and not prop:
        return None
    kinds = [kind for name in (*prop.split(), *names) if (kind := _kind_of_name(name)) is not None]
    if element.tag != "time" and not prop and not (kinds and element.get("title") and element.tag == "abbr"):
        return None
    if element.tag == "time" and element.get("pubdate") is not None:
        kinds = [PUBLISHED]
    if not kinds and element.tag != "time":
        return None
    text = " ".join("".join(element.itertext()).split())
    value = element.get("datetime") or element.get("content") or element.get("title") or text
    if not _could_be_date(value) and _could_be_date(text):
        value = text
    if not _could_be_date(value):
        return None
    kind = min(kinds) if kinds else _kind_beside(element, text)
    method = f"<time> element {prop}".strip() if element.tag == "time" else f"page markup {prop or names[0]}"
    return Statement(Candidate(value.strip(), method), UNSAID if kind is None else kind)


def _is_of_another(element: html.HtmlElement) -> bool:
    """Whether it is a property of something in the page that is not the article, as a video or a comment."""
    for parent in element.iterancestors():
        if parent.get("itemprop") in _OF_PARTS:
            return True
        if kind := parent.get("itemtype"):
            return not re.search(r"Article|Posting|Report|Review|WebPage|CreativeWork|Recipe", kind)
    return False


def _kind_beside(element: html.HtmlElement, text: str) -> int:
    """What the words before an element, in the same box, say that its date is of."""
    before = [(element.getparent().text or "") if element.getparent() is not None else ""]
    for sibling in reversed(list(islice(element.itersiblings(preceding=True), 3))):
        before += ["".join(sibling.itertext()) if isinstance(sibling.tag, str) else "", sibling.tail or ""]
    line = read_line(f"{' '.join(' '.join(before).split())[-40:]} {text[:_LONGEST_VALUE]}")
    role = line.dates[-1].role if line.dates else None
    return _KINDS.get(role, UNSAID)


def _in_stamps(page: Page, title: str | None) -> Iterator[Statement]:
    before, after = _near_headline(page, title)
    near = {id(block) for block in (*before, *after)}
    texts = [block.text for block in page.blocks]
    places = {id(block): place for place, block in enumerate(page.blocks)}
    for block in (*before, *after, *page.blocks[:_MOST_BLOCKS]):
        line = None if block.aside else short_line(block.text)
        if line and line.dates and (is_embedded(block.element) or is_of_another(texts, places[id(block)])):
            continue
        for dated in line.dates if line else ():
            value = _characters(line, dated) if line else ""
            if dated.role or (id(block) in near and line and _is_lone(line, dated, block)):
                kind = _KINDS.get(dated.role, UNSAID)
                if id(block) in near:
                    yield Statement(Candidate(value, "stamp near the headline"), kind)
                elif kind == PUBLISHED and line and len(line.others) <= _FEW_WORDS:
                    yield Statement(Candidate(value, "stamp on the page"), ELSEWHERE)


def _characters(line: Line, dated: Dated) -> str:
    """The characters of a date, from behind the last word that is no part of it: a name before it can be a weekday."""
    start = max((end for _, end in line.others if dated.start < end < dated.end), default=dated.start)
    return line.text[start : dated.end].lstrip(" |,;:·•-–—")


def _is_lone(line: Line, dated: Dated, block: Block) -> bool:
    """Whether a date without a label stands by itself or with a name, as a stamp does, and in no sentence."""
    if _SAYS_OTHER.search(line.text) or any(
        e.tag in _CAPTIONS for e in (block.element, *block.element.iterancestors())
    ):
        return False
    words = [line.text[start:end] for start, end in line.others]
    before = [line.text[start:end] for start, end in line.others if end <= dated.start]
    if block.tag == "li" and not dated.clocks:
        return not words
    if dated.clocks:
        return len(words) <= _BYLINE
    return len(words) <= _BYLINE - 2 and not any(word[:1].islower() for word in before[1:])


def _near_headline(page: Page, title: str | None) -> tuple[list[Block], list[Block]]:
    """The blocks around the headline: a few before it in its own box, and those up to the text's second paragraph."""
    sought = fold(title or "")
    heads = [k for k, b in enumerate(page.blocks) if sought and sought == fold(b.text)]
    heads.sort(key=lambda k: page.blocks[k].tag not in ("h1", "h2"))
    if not heads:
        return [], []
    head = heads[0]
    body = page.tree.find("body")
    boxes = [e for e in page.blocks[head].element.iterancestors() if e is not body and e is not page.tree][:2]
    before = [
        b for b in page.blocks[max(0, head - _BEFORE) : head] if any(e in boxes for e in b.element.iterancestors())
    ]
    after = []
    n_prose = 0
    for block in page.blocks[head + 1 : head + 1 + _AFTER]:
        n_prose += len(block.text.encode()) > _PROSE and block.linked < _MOSTLY
        if n_prose > 1:
            break
        after.append(block)
    return [b for b in before if not b.aside], [b for b in after if not b.aside]


def _in_scripts(page: Page) -> list[Statement]:
    """Dates that the page's own programs hold; only where all of them say the same day."""
    found = []
    for element in page.tree.iter("script"):
        for match in _IN_SCRIPT.finditer((element.text or "")[: 1 << 20]):
            stated = Statement(Candidate(match[1].strip(), "script of the page"), UNSAID)
            if _could_be_date(stated.candidate.value) and stated.day:
                found.append(stated)
    days = [one.day for one in found if one.day]
    return found[:1] if days and max(days) - min(days) <= _APART else []


def _could_be_date(value: str) -> bool:
    return bool(value) and len(value) <= _LONGEST_VALUE and bool(re.search(r"\d", value)) and "://" not in value
