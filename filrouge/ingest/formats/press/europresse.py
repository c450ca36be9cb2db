"""Europresse: pages of `<article>` elements, older ones of tables, and texts of articles one below the other."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.formats.layouts import beginning
from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import article, outside
from filrouge.ingest.formats.press.pieces import (
    Element,
    lines_in,
    of_class,
    parsed,
    pieces_of,
    text_in,
    without,
)
from filrouge.ingest.profiles.layout import PAGES
from filrouge.ingest.profiles.press_words import EUROPRESSE_FOOT, EUROPRESSE_ID, RIGHTS
from filrouge.ingest.record import Item, Record

_HOW: Final = "Europresse"
_ARTICLE: Final = re.compile(r"<article\b", re.IGNORECASE)
_PUBLICATION: Final = re.compile(r"""<(?:span|div)[^<>]*class\s*=\s*["']?(?:rdp__)?DocPublicationName""", re.IGNORECASE)
_ISSUE: Final = re.compile(r"\s*[,;(]\s*(?:no|n°|nº|nr|num|vol|issue|#)\.?\s*[\w/-]*\d.*$", re.IGNORECASE)
_TIME: Final = (
    r"(?:\s*[-–,à]?\s*\d{1,2}\s?[:h]\s?\d{2}(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:UTC|GMT)?\s*[+−-]\d{2}:?\d{2}|\s*(?:UTC|GMT|CET|CEST)\b)?)?"
)
_DAY: Final = re.compile(
    r"(?P<day>\d{1,2}(?:er|re|st|nd|rd|th|\.|º)?\s+(?:de\s+)?[^\W\d_]{3,}\.?,?\s+(?:de\s+)?(?:19|20)\d\d"
    rf"|[^\W\d_]{{3,}}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?P<time>{_TIME})"
)
_WEEKDAY: Final = re.compile(r"[\s,]*[^\W\d_]+(?:-feira)?[\s,]*$")
_PAGE: Final = re.compile(r"\b(?:pp?|S|pág|pag)\.\s*(?P<page>\S+)", re.IGNORECASE)
_TITLES: Final = ("rdp__articletitle", "titreArticleVisu", "titreArticle", "grandTitre")
_MARK: Final = "\ue000"
_LONGEST_NAME: Final = 120
_MOST_WORDS_OF_AUTHOR: Final = 10


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each article with its title, publication, date, author, section and page, in new pages, old ones and texts.

    The date is the one beside the section, never that of the certificate.
    """
    row = 0
    for record in _of_pages(item, kind) if kind in PAGES else _of_lines(item, kind):
        row += record.row is not None
        yield record if record.row is None else _numbered(record, row)


def _numbered(record: Record, row: int) -> Record:
    return Record(
        row, record.fields, record.names, record.rejected, record.warning, record.methods, outside=record.outside
    )


def _of_pages(item: Item, kind: str) -> Iterator[Record]:
    modern = _ARTICLE.search(beginning(item, kind)) is not None
    for piece in pieces_of(item, _ARTICLE if modern else _PUBLICATION):
        yield from _piece(piece)


def _piece(piece: str) -> Iterator[Record]:
    tree = parsed(piece)
    if tree is None:
        return
    whole = next(tree.iter("article"), tree)
    if not of_class(whole, "DocPublicationName", "rdp__DocPublicationName"):
        without(tree, "form", "script", "style")
        if record := outside(lines_in(tree)):
            yield record
        return
    body = of_class(whole, "DocText", "docOcurrContainer")
    yield _modern(whole, body) if body else _older(whole)


def _modern(tree: Element, body: Sequence[Element]) -> Record:
    fields, more = _head(tree)
    fields["author"] = text_in(*(of_class(tree, "docAuthors", "sm-margin-bottomNews")[:1]))
    for name in ("rdp__subtitle", "rdp__surtitle", "surtitre", "sousTitre", "chapo"):
        if found := [e for e in of_class(tree, name) if not _inside(e, body)]:
            more["subtitle"] = f"{more.get('subtitle', '')} {text_in(*found)}".strip()
    for element in body:
        without(element, "aside", "footer", "apd-wrapper", "publiC")
    text = [
        line
        for element in body
        if not _inside(element, [b for b in body if b is not element])
        for line in lines_in(element)
    ]
    if text and " ".join(text[0].split()) == fields.get("title"):
        text = text[1:]
    return article(1, fields, _body(text, more), _HOW, more)


def _inside(element: Element, others: Sequence[Element]) -> bool:
    return any(parent is other for parent in element.iterancestors() for other in others)


def _head(tree: Element) -> tuple[dict[str, str], dict[str, str]]:
    """What stands above and below an article: publication, section, date, page, title, number."""
    fields: dict[str, str] = {}
    more: dict[str, str] = {}
    fields["source"] = publication(text_in(of_class(tree, "DocPublicationName", "rdp__DocPublicationName")[0]))
    title = next((e for name in _TITLES for e in of_class(tree, name)), None)
    fields["title"] = text_in(title) if title is not None else ""
    number = EUROPRESSE_ID.search(text_in(*of_class(tree, "publiC-lblNodoc")[:1]) or text_in(tree))
    _read_header(text_in(*of_class(tree, "DocHeader")), fields, more)
    if number:
        fields["id"] = number[0]
        if not fields.get("date"):
            fields["date"] = number["day"]
    for name, classes in (("copyright", "publiC-lblCertificatIssuedTo"), ("also_in", "apd-wrapper")):
        if found := of_class(tree, classes):
            more[name] = text_in(*found[:1])
    return fields, more


def publication(written: str) -> str:
    """The name of a publication without the number of its issue: "Le Monde, no. 24648" → "Le Monde"."""
    return _ISSUE.sub("", " ".join(written.split())).strip(" ,;•")


def _read_header(header: str, fields: dict[str, str], more: dict[str, str]) -> bool:
    """Read "Région, mardi 14 mai 2024 - 10:12 UTC +02:00, p. 4"; whether there is a date in it."""
    for found in _DAY.finditer(header):
        day = next((d for d in (found[0], found["day"]) if parse_date(d).start is not None), None)
        if day is None:
            continue
        fields["date"] = day
        fields["section"] = _WEEKDAY.sub("", header[: found.start()]).strip(" ,;")
        after = header[found.end() :]
        if page := _PAGE.search(after):
            fields["page"] = page["page"].strip(" ,;")
        if words := re.search(r"\d[\d\s]* (?:mots|words|palabras|Wörter)", after):
            more["length"] = words[0]
        return True
    return False


def _older(tree: Element) -> Record:
    """Read an article whose text follows its title without an element of its own."""
    fields, more = _head(tree)
    title = next((e for name in _TITLES for e in of_class(tree, name)), None)
    header = [*of_class(tree, "DocHeader"), *of_class(tree, "DocPublicationName", "rdp__DocPublicationName")]
    mark = title if title is not None else header[0]
    for element in [*header, mark]:
        for child in list(element):
            element.remove(child)
        element.text = _MARK if element is mark else ""
    lines = lines_in(tree)
    at = next((n for n, line in enumerate(lines) if _MARK in line), None)
    if at is None:  # the title stands in what stands above it
        return article(1, fields, _body(lines, more), _HOW, more)
    if title is not None and (above := " ".join(" ".join(lines[:at]).split())):
        more["subtitle"] = above
    below = [lines[at].partition(_MARK)[2].strip(), *lines[at + 1 :]]
    return article(1, fields, _body(_after_author(below, fields), more), _HOW, more)


def _after_author(lines: Sequence[str], fields: dict[str, str]) -> list[str]:
    """Take the author from the first line of what stands below a title: short, no sentence, and something below it."""
    filled = [n for n, line in enumerate(lines) if line.strip()]
    if len(filled) > 1:
        first = lines[filled[0]].strip()
        short = len(first.split()) <= _MOST_WORDS_OF_AUTHOR and len(first) <= _LONGEST_NAME
        if short and not re.search(r"[.!?…:»”]$", first) and not RIGHTS.match(lines[filled[1]]):
            fields.setdefault("author", first)
            return list(lines[filled[0] + 1 :])
    return list(lines)


def _body(lines: Sequence[str], more: dict[str, str]) -> list[str]:
    """The paragraphs of the text, without rights, number of the document and certificate below it."""
    last = len(lines)
    foot = filled = 0
    for n in range(len(lines) - 1, -1, -1):
        filled += bool(lines[n].strip())
        if RIGHTS.match(lines[n]) or EUROPRESSE_FOOT.match(lines[n]):
            foot += 1
            last = n if 2 * foot >= filled else last
    if last < len(lines) and RIGHTS.match(lines[last]):
        more.setdefault("copyright", lines[last].strip())
    return [line.strip() for line in lines[:last] if line.strip()]


def _of_lines(item: Item, kind: str) -> Iterator[Record]:
    """Read articles of a text: each ends with the number of its document."""
    lines: list[str] = []
    for line in lines_of(item, kind):
        lines.append(line.replace("\xa0", " ").strip())
        if EUROPRESSE_ID.search(line) and _has_text(lines):
            yield _of_text(lines)
            lines = []
    if _has_text(lines) and any(_DAY.search(line) for line in lines):
        yield _of_text(lines)
    elif record := outside(lines):
        yield record


def _has_text(lines: Sequence[str]) -> bool:
    return (
        sum(len(line) for line in lines if not EUROPRESSE_FOOT.match(line) and not RIGHTS.match(line))
        > 2 * _LONGEST_NAME
    )


def _of_text(lines: Sequence[str]) -> Record:
    fields: dict[str, str] = {}
    more: dict[str, str] = {}
    number = next((found for line in lines if (found := EUROPRESSE_ID.search(line))), None)
    filled = [line for line in lines if line and not EUROPRESSE_FOOT.match(line)]
    first_long = next((n for n, line in enumerate(filled) if len(line) > 2 * _LONGEST_NAME), len(filled))
    dated = [
        n for n, line in enumerate(filled[:first_long]) if n and len(line) < 2 * _LONGEST_NAME and _DAY.search(line)
    ]
    day = next((n for n in reversed(dated) if not RIGHTS.match(filled[n])), None)
    n_outside = 0
    if day is not None and _read_header(filled[day], fields, more):
        fields["source"] = publication(filled[day - 1])
        n_outside = sum(map(len, filled[: day - 1]))
        rest = filled[day + 1 :]
    else:
        rest = filled
    if rest:
        fields["title"] = rest[0]
        rest = _after_author(rest[1:], fields)
    if number:
        fields["id"] = number[0]
        fields.setdefault("date", number["day"])
    return article(1, fields, _body(rest, more), _HOW, more, n_outside)
