"""Factiva: articles under field codes (HD, PD, SN …) or without them, in HTML, rich text or text; and its XML."""

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from filrouge.ingest.boilerplate.names import begins_with_name
from filrouge.ingest.formats.markup_tokens import tokens
from filrouge.ingest.formats.paragraphs import html_lines, lines_of
from filrouge.ingest.formats.press.articles import article, language_named, leading_date, outside, unwrapped
from filrouge.ingest.formats.press.pieces import pieces_of
from filrouge.ingest.profiles.layout import PAGES
from filrouge.ingest.profiles.press_words import BY, FACTIVA_CODES, FACTIVA_END, RIGHTS, WORDS_COUNTED
from filrouge.ingest.record import Item, Record

_HOW: Final = "Factiva"
_BOX: Final = re.compile(r"""<div[^<>]*\bclass\s*=\s*["']?article\s+[a-z]{2}Article\b""", re.IGNORECASE)
_HEADLINE: Final = re.compile(
    r"""<(\w+)[^<>]*\bclass\s*=\s*["']?[a-z]{2}Headline\b[^<>]*>.{0,2000}?</\1>""", re.I | re.S
)
_CODE: Final = re.compile(rf"(?P<code>{'|'.join(FACTIVA_CODES)})(?:\s*\||\t|\s{{2,}}|\Z)\s*(?P<value>.*)", re.DOTALL)
_LOOSE: Final = re.compile(  # one space after the code, where the value leaves no doubt
    r"(?P<code>HD|BY|SN|SC|SE|PG|CY|ED|WC(?=\s[\d.,\s]+\w+\Z)|PD(?=\s\d)|ET(?=\s\d)|LA(?=\s\w+\Z)|AN(?=\s\w+\s?\w{15})"
    r"|LP|TD|NS(?=.*:)|RE(?=.*:)|IN(?=\s\w+\s:)|CO(?=\s\w+\s:)|PUB|IPC|IPD)\s(?P<value>\S.*)"
)
_FOOT: Final = re.compile(
    r"\s*(?:Page|Seite|Página|Pagina)\s+\d+\s+(?:of|de|sur|von|di)\s+\d+\b.*"
    r"|.*©\s*(?:19|20)\d\d\s+Factiva,? Inc\..*|\s*Dow Jones Factiva\s*",
    re.IGNORECASE,
)
_TIME: Final = re.compile(r"\d{1,2}\s?[:h.]\s?\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?")
_SOURCE_CODE: Final = re.compile(r"[A-Z0-9]{2,10}")
_PAGE: Final = re.compile(r"(?:[A-Z]{0,3}\d{1,4}[A-Z]?(?:[-,/ ]+[A-Z]{0,3}\d{1,4})*)")
_TEXT: Final = ("LP", "TD")
_ABOVE_TEXT: Final = frozenset({"BY", "HD", "SE", "LP"})
_MORE: Final = {
    "WC": "length", "ET": "time", "ED": "edition", "VOL": "volume", "SC": "source_code", "CY": "copyright",
    "CO": "company", "IN": "industry", "NS": "subject", "RE": "geographic", "PUB": "publisher", "CR": "credit",
    "CLM": "column", "NGC": "group", "ART": "graphic", "IPD": "keywords",
}  # fmt: skip
_MOST_LINES_OF_HEAD: Final = 12
_LONGEST_SECTION: Final = 40
_MOST_WORDS_OF_RIGHTS: Final = 25


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each article with its title, publication, date, author, section, page and language, with codes or without.

    The summary of the search is counted as outside of them.
    """
    row = 0
    for headline, lines in _in_boxes(item) if kind in PAGES else [("", lines_of(item, kind))]:
        for chunk in _chunks(lines):
            if record := _article(row + 1, chunk, headline):
                row += record.row is not None
                yield record


def _in_boxes(item: Item) -> Iterator[tuple[str, Iterator[str]]]:
    """The headline and the lines of each box that a page has for an article, those before the first one too."""
    for piece in pieces_of(item, _BOX):
        found = _HEADLINE.search(piece)
        headline = " ".join(" ".join(html_lines(tokens(io.StringIO(found[0])))).split()) if found else ""
        yield headline, html_lines(tokens(io.StringIO(piece)))


def _chunks(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    """Part lines where one article ends and the next begins, each line into its code and the rest."""
    chunk: list[tuple[str, str]] = []
    said: set[str] = set()  # codes of the article so far
    for line in lines:
        shown = line.replace("\xa0", " ").strip()
        if _FOOT.fullmatch(shown):
            continue
        code, value = _parted(shown, said)
        ends = FACTIVA_END.fullmatch(value if code else shown) is not None or (code == "AN" and bool(value))
        if code in {"HD", "SE", "CLM"} and said & {*_TEXT, "AN"}:
            yield chunk
            chunk, said = [], set()
        chunk.append((code, value))
        said |= {code} - {""}
        if ends:
            yield chunk
            chunk, said = [], set()
    yield chunk


def _parted(line: str, said: Collection[str]) -> tuple[str, str]:
    """Part a line into the code it begins with, "" where it is none, and the rest."""
    found = _CODE.fullmatch(line)
    if found is None and (said or line.startswith(("HD ", "SE "))):
        found = _LOOSE.fullmatch(line)
        if found is not None and (found["code"] in said or ("TD" in said and found["code"] in _ABOVE_TEXT)):
            found = None
    return (found["code"], found["value"].strip()) if found else ("", line)


def _article(row: int, lines: Sequence[tuple[str, str]], headline: str) -> Record | None:
    codes = {code for code, _ in lines if code}
    if "HD" in codes and codes & {"PD", "SN", "WC", *_TEXT}:
        return _coded(row, lines)
    plain = [value for _, value in lines]
    if any(map(WORDS_COUNTED.fullmatch, plain)) and any(map(leading_date, plain)):
        return _plain(row, plain, headline)
    return outside(plain)


def _coded(row: int, lines: Sequence[tuple[str, str]]) -> Record:
    held: dict[str, list[str]] = {}
    code = ""
    n_outside = 0
    for found, value in lines:
        code = found or code
        if code:
            held.setdefault(code, []).append(value)
        else:
            n_outside += len(value)
    said = {code: " ".join(" ".join(values).split()) for code, values in held.items()}
    fields = {
        "title": said.get("HD", ""),
        "author": BY.sub("", said.get("BY", ""), count=1),
        "section": said.get("SE") or said.get("CLM", ""),
        "date": said.get("PD", ""),
        "source": said.get("SN", ""),
        "page": said.get("PG", ""),
        "language": language_named(said.get("LA", "")),
        "id": said.get("AN", "").split(" ")[-1],
    }
    more = {name: said[code] for code, name in _MORE.items() if code in said}
    body = [line for code in _TEXT for line in unwrapped(held.get(code, []))]
    return article(row, fields, body, _HOW, more, n_outside)


def _plain(row: int, lines: Sequence[str], headline: str) -> Record:
    """Read an article without codes: section, headline, author, words, date, time, source, page, language, rights."""
    at = next(n for n, line in enumerate(lines) if WORDS_COUNTED.fullmatch(line))
    fields, more = _headline([line for line in lines[:at] if line], headline), {"length": lines[at]}
    rest = list(lines[at + 1 :])
    filled = [n for n, line in enumerate(rest) if line][:_MOST_LINES_OF_HEAD]
    tongue = next((n for n in filled if len(rest[n].split()) <= 3 and language_named(rest[n])), None)
    if tongue is None:  # it is named in a language that is not known here: it stands above the rights
        tongue = next((n for n, below in pairwise(filled[3:]) if _is_rights(rest[below])), None)
    head = [rest[n] for n in filled if tongue is None or n < tongue]
    day = next((n for n, line in enumerate(head) if leading_date(line)), None)
    if day is not None:
        fields["date"], _ = leading_date(head[day]) or ("", "")
        after = head[day + 1 :]
        if after and _TIME.fullmatch(after[0]):
            more["time"] = after.pop(0)
        if after:
            fields["source"] = after.pop(0)
        if after and _SOURCE_CODE.fullmatch(after[0]):
            more["source_code"] = after.pop(0)
        if tongue is not None:
            page = next((line for line in after if _PAGE.fullmatch(line)), "")
            fields["page"] = page
            more["edition"] = "; ".join(line for line in after if line != page)
    start = tongue + 1 if tongue is not None else filled[min(len(filled) - 1, 3)] + 1 if filled else 0
    fields["language"] = language_named(rest[tongue]) if tongue is not None else ""
    body = rest[start:]
    while body and (not body[0] or _is_rights(body[0])):
        more["copyright"] = f"{more.get('copyright', '')} {body.pop(0)}".strip()
    end = next((n for n, line in enumerate(body) if FACTIVA_END.fullmatch(line)), len(body))
    if end < len(body):
        fields["id"] = body[end].split()[-1]
    return article(row, fields, unwrapped(body[:end]), _HOW, more)


def _headline(lines: Sequence[str], known: str) -> dict[str, str]:
    """The headline with the section above it and the author below it, where there are some."""
    if known in lines:
        at = lines.index(known)
        author = BY.sub("", " ".join(lines[at + 1 :]), count=1)
        return {"title": known, "section": "; ".join(lines[max(0, at - 1) : at]), "author": author}
    kept = list(lines[-4:])
    fields: dict[str, str] = {}
    if len(kept) > 1 and (BY.match(kept[-1]) or (len(kept[-1].split()) <= 6 and begins_with_name(kept[-1]))):
        fields["author"] = BY.sub("", kept.pop(), count=1)
    if len(kept) > 1 and len(kept[0]) <= _LONGEST_SECTION and len(kept[0]) < len(kept[1]):
        fields["section"] = kept.pop(0)
    return {**fields, "title": " ".join(kept)}


def _is_rights(line: str) -> bool:
    if len(line.split()) > 2 * _MOST_WORDS_OF_RIGHTS:
        return False
    of_a_year = re.search(r"\b(?:19|20)\d\d\b\.?\s*$", line) is not None and len(line.split()) <= 6
    return RIGHTS.match(line) is not None or of_a_year or line.startswith(("http://", "https://", "www."))


_XML_ARTICLE: Final = re.compile(r"<(?:\w+:)?article[\s>]", re.IGNORECASE)
_XML_FIELDS: Final = {
    "headline": "title", "byline": "author", "sectionName": "section", "pages": "page", "sourceName": "source",
    "accessionNo": "id",
}  # fmt: skip
_XML_MORE: Final = {
    "copyright": "copyright", "wordCount": "length", "edition": "edition", "publisherName": "publisher",
    "sourceCode": "source_code", "newsSubject": "subject", "region": "geographic", "company": "company",
    "industry": "industry", "notes": "notes", "credit": "credit", "columnName": "column",
}  # fmt: skip


def read_xml(item: Item, _kind: str) -> Iterator[Record]:
    """Each `<article>` with its title, publication, date, author, section, page and language."""
    row = 0
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    for piece in pieces_of(item, _XML_ARTICLE):
        if not _XML_ARTICLE.match(piece):
            continue
        tree = etree.fromstring(piece.encode("utf-8", "replace"), parser)
        if tree is not None:
            row += 1
            yield _of_xml(row, tree)


def _of_xml(row: int, tree: Any) -> Record:
    fields: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    body: list[str] = []
    for element in tree.iterchildren(etree.Element):
        name = element.tag.rpartition("}")[2].rpartition(":")[2]
        said = " ".join("".join(element.itertext()).split())
        if name in {"leadParagraph", "tailParagraphs"}:
            paragraphs = [p for p in element.iter(etree.Element) if p.tag.rpartition("}")[2] == "paragraph"] or [
                element
            ]
            body += [" ".join("".join(paragraph.itertext()).split()) for paragraph in paragraphs]
        elif name in _XML_FIELDS:
            fields.setdefault(_XML_FIELDS[name], said)
        elif name in {"publicationDate", "publicationTime"} and said:
            fields["date"] = f"{fields['date']} {said}" if "date" in fields and name == "publicationTime" else said
        elif name == "baseLanguage":
            fields["language"] = language_named(said)
        elif name in _XML_MORE and said:
            more.setdefault(_XML_MORE[name], []).append(said)
    fields["author"] = BY.sub("", fields.get("author", ""), count=1)
    return article(row, fields, body, _HOW, {name: "; ".join(values) for name, values in more.items()})
