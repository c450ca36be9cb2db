"""Libraries in XML → records: EndNote's and Zotero's RDF."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from filrouge.ingest.formats.references.entry import entry_record, slashed_date
from filrouge.ingest.formats.xml_nodes import attribute, elements, every, first, line, local
from filrouge.ingest.record import Item, Record

_PARTS: Final = frozenset({"Attachment", "Memo", "Collection", "Journal", "Series", "Newspaper", "Website", "Blog"})
_YEAR: Final = re.compile(r"\b[12][0-9]{3}\b")


def read_endnote(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each entry, with its abstract, or else its title, its journal, date, authors and link.

    Raises
    ------
    UnreadableFile
    """
    for row, node in enumerate(elements(item, "record"), 1):
        year, day = line(first(node, "year")), line(first(first(node, "pub-dates"), "date"))
        kind = first(node, "ref-type")
        fields = {
            "text": "\n\n".join(filter(None, map(line, every(node, "abstract")[:1]))),
            "title": line(first(first(node, "titles"), "title")),
            "date": day if _YEAR.search(day) else f"{day} {year}".strip(),
            "source": _filled(node, "full-title", "secondary-title", "publisher"),
            "author": "; ".join(filter(None, map(line, every(first(node, "authors"), "author")))),
            "url": line(first(first(node, "related-urls"), "url")) or _filled(node, "url"),
            "language": line(first(node, "language")),
            "id": line(first(node, "rec-number")),
            "page": line(first(node, "pages")),
            "section": line(first(node, "section")),
            "keywords": "; ".join(filter(None, map(line, every(node, "keyword")))),
            "entry_type": attribute(kind, "name") or line(kind),
        }
        yield entry_record(row, fields, "EndNote element")


def read_zotero(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each entry but notes and files, with its abstract, or else its title, its journal, date,
    authors and link.

    Raises
    ------
    UnreadableFile
    """
    row = 0
    for root in elements(item):
        titles = {attribute(node, "about"): _own(node, "title") for node in root}
        for node in root:
            kind = _own(node, "itemType")
            if local(node) in _PARTS or kind in {"attachment", "note"} or not (kind or _own(node, "title")):
                continue
            row += 1
            yield entry_record(row, _zotero_fields(node, kind, titles), "Zotero RDF")


def _zotero_fields(node: Any, kind: str, titles: Mapping[str, str]) -> dict[str, str]:
    part_of = next((one for one in node if local(one) == "isPartOf"), None)
    inside = titles.get(attribute(part_of, "resource"), "") or line(first(part_of, "title"))
    people = (
        f"{line(first(one, 'surname'))}, {line(first(one, 'givenName', 'givenname'))}" for one in every(node, "Person")
    )
    return {
        "text": _own(node, "abstract"),
        "title": _own(node, "title"),
        "date": slashed_date(_own(node, "date")),
        "source": inside or line(first(first(node, "publisher"), "name")),
        "author": "; ".join(person.strip(", ") for person in people),
        "url": next((line(one) for one in every(node, "value") if "://" in line(one)), ""),
        "language": _own(node, "language"),
        "id": attribute(node, "about"),
        "page": _own(node, "pages"),
        "entry_type": kind,
    }


def _own(node: Any, name: str) -> str:
    """What a child of an element says, not what stands deeper in it."""
    return next((line(one) for one in node if local(one) == name), "")


def _filled(node: Any, *names: str) -> str:
    return next(filter(None, (line(one) for name in names for one in every(node, name))), "")
