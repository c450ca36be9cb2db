"""TEI, the vocabulary of editions and corpora → records: one for each text, with what its header says."""

import re
from collections.abc import Iterator
from typing import Any, Final

from filrouge.ingest.formats.xml_nodes import attribute, elements, every, first, line, local, paragraphs
from filrouge.ingest.record import Item, Record, UnreadableFile

_AS_PAGES: Final = {
    "ab": "p", "u": "p", "head": "h2", "lb": "br", "l": "div", "lg": "div", "item": "li", "row": "tr", "cell": "td",
    "speaker": "div",
}  # fmt: skip
_UNSAID: Final = frozenset({"note", "fw", "sic", "orig", "abbr", "del", "figdesc"})
"""Margins and running heads, and what an editor has replaced (where the replacement stands beside it)."""

_REPLACED: Final = {"sic": "corr", "orig": "reg", "abbr": "expan", "del": "add"}
_HOST: Final = re.compile(r"\s\((?:[\w-]+\.)+\w{2,}\)$")  # which trafilatura puts behind the name
_OF_JOURNALS: Final = frozenset({"j", "m", "s"})
_NAMES: Final = ("text", "title", "date", "source", "author", "language", "url", "id")

Found = dict[str, tuple[str, str]]


def read(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each text of a corpus or edition with its title, publisher, author, language and the date of
    its source.

    Where there is no source, the date of its making, or else of the edition, is its date. What the header of a corpus
    says holds for all its texts that say nothing else.

    Raises
    ------
    UnreadableFile
    """
    shared: Found = {}
    row = 0
    for node in elements(item, "teiHeader", "TEI", "TEI.2"):
        if local(node).casefold() == "teiheader":  # of the corpus: those of texts lie in them
            shared = shared or {name: said for name, said in _said(node).items() if name in {"source", "language"}}
            continue
        row += 1
        said = _said(first(node, "teiHeader"))
        body = first(first(node, "text"), "body")
        body = first(node, "text") if body is None else body
        spoken = attribute(first(node, "text"), "lang") or attribute(node, "lang")
        said["language"] = (spoken, "attribute xml:lang") if spoken else said["language"]
        if not said["title"][0]:
            said["title"] = (line(first(body, "head")), "element head")
        yield _record(row, {name: said[name] if said[name][0] else shared.get(name, ("", "")) for name in said}, body)
    if row == 0:
        raise UnreadableFile("the corpus holds no texts")


def _record(row: int, said: Found, body: Any) -> Record:
    text = _text(body, said["title"][0])
    fields = {"text": text, **{name: value for name, (value, _) in said.items()}}
    fields = {name: value for name, value in fields.items() if value}
    methods = {"text": "body of the text", **{name: how for name, (_, how) in said.items() if name in fields}}
    return Record(row, fields, _NAMES, None if text else "no text in it", methods=methods)


def _said(header: Any) -> Found:
    """What a header says of a text; in its source before what it says of the edition."""
    file, origin, profile = first(header, "fileDesc"), first(header, "sourceDesc"), first(header, "profileDesc")
    publication = first(file, "publicationStmt")
    journals = [one for one in every(origin, "title") if attribute(one, "level") in _OF_JOURNALS]
    source = next(filter(None, map(line, journals)), "") or _line(origin, "publisher", "monogr")
    source = source or _line(publication, "publisher", "distributor", "authority")
    titles = [one for one in every(first(file, "titleStmt"), "title") if attribute(one, "type") not in {"sub", "desc"}]
    titles = [one for one in every(origin, "title") if attribute(one, "level") == "a"] or titles
    authors = every(first(file, "titleStmt"), "author") or every(origin, "author")
    return {
        "title": (next(filter(None, map(line, titles)), ""), "element title"),
        "date": _date(origin, first(profile, "creation"), publication),
        "source": (_HOST.sub("", source), "element sourceDesc" if origin is not None else "element publicationStmt"),
        "author": ("; ".join(dict.fromkeys(filter(None, map(line, authors)))), "element author"),
        "language": (attribute(first(profile, "language"), "ident"), "element language"),
        "url": (_address(origin) or _address(publication), "element ref"),
        "id": (line(first(publication, "idno")), "element idno"),
    }


def _line(node: Any, *names: str) -> str:
    return next(filter(None, (line(first(node, name)) for name in names)), "")


def _date(*places: Any) -> tuple[str, str]:
    """The first date that the places say, as its attribute writes it or else in words."""
    for place in places:
        for date in every(place, "date"):
            written = next(filter(None, (attribute(date, name) for name in ("when", "when-iso", "value", "from"))), "")
            if written or line(date):
                return written or line(date), f"element date in {local(place)}"
    return "", ""


def _address(node: Any) -> str:
    found = [attribute(one, "target") or line(one) for one in every(node, "ref", "ptr", "idno", "url")]
    return next((one for one in found if re.match(r"https?://", one)), "")


def _text(body: Any, title: str) -> str:
    if body is None:
        return ""
    for n, head in enumerate(every(body, "head")):
        if n == 0 and line(head).casefold() == title.casefold():
            continue  # shown as the title
        head.tag = "h2"
    for one in every(body, *_UNSAID):
        beside = _REPLACED.get(local(one).casefold())
        if beside is None or (one.getparent() is not None and first(one.getparent(), beside) is not None):
            one.text = ""
            del one[:]
    words = every(body, "w")
    apart = sum(not (word.tail or "").strip(" ") and " " not in (word.tail or "") for word in words)
    for one in every(body, *_AS_PAGES, "w"):
        name = local(one).casefold()
        if name not in {"w", "head"}:
            one.tag = _AS_PAGES[name]
        elif name == "w" and 2 * apart > len(words) and not _ends_here(one):
            one.tail = (one.tail or "") + " "
    return paragraphs(body)


def _ends_here(word: Any) -> bool:
    """Whether a sign follows a word without a space."""
    following = word.getnext()
    return following is not None and local(following).casefold() == "pc"
