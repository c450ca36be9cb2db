"""Libraries with a tag before each line → records: RIS, EndNote's and Refer's ENW, PubMed's NBIB, Web of Science."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from filrouge.ingest.encoding import decode
from filrouge.ingest.formats.references.entry import entry_record, read_whole, slashed_date
from filrouge.ingest.record import Item, Record, UnreadableFile

Values = Mapping[str, list[str]]


class _Tags(NamedTuple):
    """How the lines of a format begin, which tag begins an entry, which ends it, and what the tags hold."""

    line: re.Pattern[str]
    begins: str
    ends: str
    fields: Mapping[str, tuple[str, ...]]
    joined: str = "\n"


_RIS: Final = _Tags(
    re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|\s*)$"), "TY", "ER",
    {
        "text": ("N2", "AB"), "title": ("TI", "T1", "CT", "BT", "ST"), "date": ("DA", "Y1", "PY"),
        "author": ("AU", "A1", "A2"), "source": ("T2", "JF", "JO", "JA", "J2", "BT", "T3", "PB"),
        "url": ("UR", "LK", "L2"), "language": ("LA",), "id": ("ID", "AN"), "page": ("SP",), "section": ("SE",),
    },
)  # fmt: skip
_REFER: Final = _Tags(
    re.compile(r"%([0-9A-Z@\[\]+<>!?^&~$#*=(){}-])(?: (.*)|\s*)$"), "0", "",
    {
        "text": ("X",), "title": ("T",), "date": ("8", "D"), "author": ("A", "E"), "source": ("J", "B", "S", "I"),
        "url": ("U",), "language": ("G",), "id": ("M", "F"), "page": ("P",), "section": ("&",),
    },
)  # fmt: skip
_NBIB: Final = _Tags(
    re.compile(r"([A-Z]{2,4}) {0,2}- (.*)$"), "PMID", "",
    {
        "text": ("AB", "OAB"), "title": ("TI", "TT"), "date": ("DP",), "author": ("FAU", "AU"), "source": ("JT", "TA"),
        "language": ("LA",), "id": ("PMID",), "page": ("PG",),
    },
    " ",
)  # fmt: skip
_WOS: Final = _Tags(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*)|\s*)$"), "PT", "ER",
    {
        "text": ("AB",), "title": ("TI",), "date": ("PD", "PY"), "author": ("AF", "AU"), "source": ("SO", "J9"),
        "language": ("LA",), "id": ("UT",), "page": ("BP",),
    },
    " ",
)  # fmt: skip
_PEOPLE: Final = frozenset({"AU", "A1", "A2", "FAU", "AF", "A", "E"})
_LISTS: Final = frozenset({"KW", "K", "DE", "MH"})
_NAMES: Final = {"RIS": _RIS, "ENW": _REFER, "NBIB": _NBIB, "Web of Science": _WOS}


def read_ris(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each entry, with its abstract, or else its title, its journal, date, authors and link.

    Raises
    ------
    UnreadableFile
    """
    return _read(item, "RIS")


def read_refer(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each entry as EndNote and Refer tag it, with its abstract, or else its title, its journal,
    date, authors and link.

    Raises
    ------
    UnreadableFile
    """
    return _read(item, "ENW")


def read_nbib(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each citation with its abstract, or else its title, its journal, date and authors.

    Raises
    ------
    UnreadableFile
    """
    return _read(item, "NBIB")


def read_wos(item: Item, _: str) -> Iterator[Record]:
    """Give a record for each article with its abstract, or else its title, its journal, date and authors.

    Raises
    ------
    UnreadableFile
    """
    return _read(item, "Web of Science")


def _read(item: Item, name: str) -> Iterator[Record]:
    tags = _NAMES[name]
    row = 0
    for row, entry in enumerate(_entries(decode(read_whole(item)).text, tags), 1):
        yield _record(row, entry, tags, f"{name} tag")
    if row == 0:
        raise UnreadableFile(f"no entry begins in it as one of {name} does")


def _entries(text: str, tags: _Tags) -> Iterator[dict[str, list[str]]]:
    """The entries: {tag: its values}; a line without a tag goes on with the value before it."""
    entry: dict[str, list[str]] = {}
    last = ""
    for line in text.removeprefix("\ufeff").splitlines():
        found = tags.line.match(line)
        if found is None:
            if last and entry and (line.strip() or tags.joined == "\n"):
                entry[last][-1] = f"{entry[last][-1]}{tags.joined}{line.strip()}"
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag in (tags.begins, tags.ends) and tags.begins in entry:
            yield entry
            entry = {}
        last = tag if tag != tags.ends else ""
        if last and (entry or tag == tags.begins):
            entry.setdefault(tag, []).append(value)
    if entry:
        yield entry


def _record(row: int, entry: dict[str, list[str]], tags: _Tags, method: str) -> Record:
    fields = {name: _value(entry, names) for name, names in tags.fields.items()}
    fields["date"] = _date([" ".join(entry[tag]) for tag in tags.fields["date"] if entry.get(tag)])
    if fields["source"] == fields["title"]:  # a book's own title
        fields["source"] = _value(entry, tags.fields["source"][-1:])
    taken = {tag for names in tags.fields.values() for tag in names}
    fields |= {tag: "; ".join(filter(None, values)) for tag, values in entry.items() if tag not in taken}
    return entry_record(row, fields, method)


def _value(entry: Values, tags: Sequence[str]) -> str:
    for tag in tags:
        values = [value for value in entry.get(tag, ()) if value.strip()]
        if values:
            return "; ".join(values) if tag in _PEOPLE else values[0].strip()
    return ""


def _date(written: Sequence[str]) -> str:
    """The most precise of the dates; a day without its year ("11 March") takes it from another tag."""
    dates = [slashed_date(one) for one in written if one.strip()]
    year = next((found[0] for one in reversed(dates) if (found := re.search(r"\b[12][0-9]{3}\b", one))), "")
    for one in dates:
        if re.search(r"\b[12][0-9]{3}\b", one):
            return one
        if year and re.search(r"\w", one):
            return f"{one} {year}"
    return dates[0] if dates else ""
