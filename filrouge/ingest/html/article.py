"""The article of a saved page as plain text: paragraphs, lists and tables, without what stands around them."""

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from lxml import etree
from trafilatura import bare_extraction

from filrouge.ingest.candidate import Candidate
from filrouge.ingest.html.blocks import Block
from filrouge.ingest.html.page import Page, fold
from filrouge.ingest.html.text import html_text
from filrouge.ingest.stamp_lines import is_stamp

_MOST_ELEMENTS: Final = 60_000  # beyond, extraction takes minutes
_SHORT: Final = 250
_LEAST: Final = 20
_PROSE: Final = 80
_EXACT: Final = 30
_MISSED: Final = 0.8
_MUCH_LONGER: Final = 2
_COPYRIGHT: Final = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.I)
_LONGEST_CLAIM: Final = 200
_MOSTLY: Final = 0.5
_ALL_LINKED: Final = 0.8
_KEPT_TAGS: Final = frozenset({"h2", "h3", "h4", "tr", "th", "td", "dt", "dd"})
_TITLES: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "p", "div"})
_SENTENCE: Final = re.compile(r"[.!?…。！？؟։۔।]['\"”’»)\]]*\s*$")
_WIDE: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


class ArticleText(NamedTuple):
    """The text of an article, and what its reader should know of how it was found."""

    candidate: Candidate[str]
    warning: str | None = None


def find_text(page: Page, title: str | None) -> ArticleText | None:
    """Find the article: as extraction finds it, with the paragraphs and headings between that it has missed; else the
    text in the page's linked data; else the part of the page with the most text that is not links.

    Returns
    -------
    None where the page has no article text.
    """
    extracted = _extracted(page)
    kept = _completed(page.blocks, extracted) if extracted else []
    text = _written(_trimmed(kept, title))
    if not kept and extracted:
        text = "\n\n".join(line for line in extracted.shown.split("\n") if line and fold(line) != fold(title or ""))
    body = _linked_body(page)
    if len(body) > (_MUCH_LONGER * len(text) if kept else _MISSED * len(text)) and _size(body) >= _LEAST:
        return ArticleText(Candidate(body, "linked data articleBody"))
    if _size(text) >= _SHORT:
        return ArticleText(Candidate(text, "article extraction"))
    main = _written(_trimmed(_main_part(page.blocks), title))
    if _size(main) > _MUCH_LONGER * _size(text) and _size(main) >= _LEAST:
        return ArticleText(
            Candidate(main, "main part of the page"), "the article was found by its size only: menus may be in it"
        )
    if _size(text) >= _LEAST:
        return ArticleText(Candidate(text, "article extraction"))
    return None


class _Extracted(NamedTuple):
    """What trafilatura finds: its text, the letters of that, and those of each of its paragraphs."""

    shown: str
    letters: str
    paragraphs: set[str]


def _extracted(page: Page) -> _Extracted | None:
    """The article as trafilatura finds it, without comments."""
    if sum(1 for _ in page.tree.iter()) > _MOST_ELEMENTS:
        return None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    markup = etree.tostring(page.tree, encoding="unicode", method="html")
    try:
        found: Any = bare_extraction(markup, include_comments=False)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    if found is None or found.body is None:
        return None
    paragraphs = {
        fold("".join(element.itertext())) for element in found.body.iter("p", "head", "item", "quote", "cell")
    }
    return _Extracted(found.text or "", fold("".join(found.body.itertext())), paragraphs)


def _completed(blocks: Sequence[Block], extracted: _Extracted) -> list[Block]:
    """The page's own blocks that hold what was extracted, with the prose and headings between them that are no boxes.

    Empty where less than most of the extracted text is found in them.
    """
    whole = extracted.letters
    folded = [fold(block.text) for block in blocks]
    known = []
    before = ""
    for letters in folded:
        is_known = letters in extracted.paragraphs or (len(letters) >= _EXACT and letters in whole)
        known.append(bool(letters) and is_known and not (len(letters) >= _EXACT and letters in before))
        before += letters if known[-1] else ""
    start, end = _best_span([len(f) if k else -min(len(f), 200) / 2 for f, k in zip(folded, known, strict=True)])
    n_found = sum(len(f) for f, k in zip(folded[start:end], known[start:end], strict=True) if k)
    if not whole or n_found < _MISSED * len(whole):
        return []
    while start and _adjoins(blocks[start - 1], blocks[start]):
        start -= 1
    while end < len(blocks) and _adjoins(blocks[end], blocks[end - 1]):
        end += 1
    kept: list[Block] = []
    before = ""
    for block, letters, is_known in zip(blocks[start:end], folded[start:end], known[start:end], strict=True):
        if is_known or (_belongs(block) and not (len(letters) >= _EXACT and letters in before)):
            kept.append(block)
            before += letters
    return _without_asides(kept)


def _without_asides(kept: list[Block]) -> list[Block]:
    """Drop boxes that are not the article from both its ends, where most of it is in none; and boxes of links, with
    their headings, from within.
    """
    if 2 * sum(_size(block.text) for block in kept if block.aside) > sum(_size(block.text) for block in kept):
        return kept
    inside = [k for k, block in enumerate(kept) if not block.aside]
    kept = kept[inside[0] : inside[-1] + 1] if inside else kept
    without: list[Block] = []
    for k, block in enumerate(kept):
        if block.aside and block.linked > _ALL_LINKED:
            if without and without[-1] is kept[k - 1] and _is_label(without[-1]) and without[-1].tag in _TITLES:
                without.pop()
        else:
            without.append(block)
    return without


def _belongs(block: Block) -> bool:
    """Whether a block that stands in the article is of it though extraction left it out."""
    return not block.aside and block.linked < _MOSTLY and (_is_prose(block) or block.tag in _KEPT_TAGS)


def _best_span(scores: Sequence[float]) -> tuple[int, int]:
    """The run with the greatest sum."""
    best = total = 0.0
    span = (0, 0)
    start = 0
    for k, score in enumerate(scores):
        if total <= 0:
            total, start = 0.0, k
        total += score
        if total > best:
            best, span = total, (start, k + 1)
    return span


def _adjoins(block: Block, known: Block) -> bool:
    """Whether a block beside the article is one more of its paragraphs."""
    box, known_box = block.element.getparent(), known.element.getparent()
    alike = (box is known_box and block.tag == known.tag) or block.element is known_box or box is known.element
    return alike and not block.aside and block.linked < _MOSTLY and _is_prose(block)


def _main_part(blocks: Sequence[Block]) -> list[Block]:
    usable = [not block.aside and block.linked < _MOSTLY for block in blocks]
    start, end = _best_span(
        [_size(b.text) - 40 if ok else -_size(b.text) - 40 for b, ok in zip(blocks, usable, strict=True)]
    )
    return [block for block, ok in zip(blocks[start:end], usable[start:end], strict=True) if ok]


def _trimmed(blocks: list[Block], title: str | None) -> list[Block]:
    """Without the headline that stands before the text once more, stamps, and links that end it or go before it."""
    sought = fold(title or "")
    first = next((k + 1 for k, b in reversed(list(enumerate(blocks[:4]))) if sought and fold(b.text) == sought), 0)
    last = len(blocks)
    while first < last and _is_edge(blocks[first]):
        first += 1
    while first < last and _is_edge(blocks[last - 1]):
        last -= 1
        if last > first and blocks[last].linked > _MOSTLY and _is_label(blocks[last - 1]):
            last -= 1
    return blocks[first:last]


def _is_edge(block: Block) -> bool:
    if is_stamp(block.text) or (block.linked > _ALL_LINKED and not _is_prose(block)):
        return True
    return bool(_COPYRIGHT.match(block.text)) and (len(block.text) < _LONGEST_CLAIM or not _is_prose(block))


def _is_label(block: Block) -> bool:
    return _size(block.text) < _PROSE / 2 and not _SENTENCE.search(block.text)


def _written(blocks: Iterable[Block]) -> str:
    lines: list[str] = []
    last: Block | None = None
    for block in blocks:
        line = f"- {block.text}" if block.tag == "li" else block.text
        close = last is not None and last.tag == block.tag and block.tag in ("li", "tr")
        lines.append(line if last is None else ("\n" if close else "\n\n") + line)
        last = block
    return "".join(lines).strip()


def _linked_body(page: Page) -> str:
    for node in page.articles:
        body: Any = node.get("articleBody")
        if isinstance(body, str) and body.strip():
            if "<" in body and ">" in body:
                body = html_text(body)
            return "\n\n".join(" ".join(line.split()) for line in body.splitlines() if line.strip())
    return ""


def _is_prose(block: Block) -> bool:
    return _size(block.text) >= _PROSE or (_size(block.text) >= _PROSE / 2 and bool(_SENTENCE.search(block.text)))


def _size(text: str) -> int:
    """Length, where a character that is a word of its own counts for three."""
    return len(text) + 2 * len(_WIDE.findall(text))
