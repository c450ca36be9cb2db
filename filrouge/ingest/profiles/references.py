"""Reference managers: what their libraries call what, and how those that are no tables are told."""

import json
import re
from typing import Final

from filrouge.ingest.profiles.layout import TEXTS, Layout
from filrouge.ingest.profiles.profile import Fields, Profile

_NOT_READ: Final = frozenset({"attachment", "note", "annotation"})


def _csl_date(fields: Fields) -> Fields:
    """The date that CSL takes apart ([[2025, 3, 11]]), and names that it takes apart."""
    derived = {}
    for name in ("issued.date-parts", "issued"):
        try:
            parts = json.loads(fields.get(name, ""))
        except ValueError:
            continue
        parts = parts.get("date-parts") or [[]] if isinstance(parts, dict) else parts
        figures = parts[0] if parts and isinstance(parts[0], list) else parts
        if isinstance(figures, list) and figures and all(str(one).isdecimal() for one in figures):
            derived["csl_date"] = "-".join(f"{int(one):02}" for one in figures[:3])
            break
    try:
        people = json.loads(fields.get("author", ""))
    except ValueError:
        people = []
    if isinstance(people, list):
        parted = (
            (one.get("family") or one.get("literal"), one.get("given")) for one in people if isinstance(one, dict)
        )
        derived["csl_author"] = "; ".join(filter(None, (", ".join(filter(None, names)) for names in parted)))
    return {name: value for name, value in derived.items() if value}


def _no_text(fields: Fields) -> str | None:
    kind = fields.get("itemType") or fields.get("data.itemType") or fields.get("Item Type") or ""
    return f"an entry of the kind {kind}, not a text" if kind.casefold() in _NOT_READ else None


PROFILES: Final = (
    Profile(
        "zotero-csv",
        "Zotero: library (CSV)",
        ("key", "item_type", "publication_title", "abstract_note", "date_added"),
        {
            "id": "key", "title": "title", "text": ("abstract_note", "notes"), "date": ("date", "publication_year"),
            "source": ("publication_title", "publisher"), "url": "url", "language": "language", "author": "author",
        },
        headlines=True,
        refuse=_no_text,
    ),
    Profile(
        "csl-json",
        "Reference manager: library (CSL JSON)",
        ("type", "title", "issued"),
        {
            "id": "id", "title": "title", "text": ("abstract", "note"),
            "date": ("csl_date", "issued.raw", "issued.literal", "issued"),
            "source": ("container-title", "publisher"), "url": "URL", "language": "language",
            "author": ("csl_author", "author"),
        },
        headlines=True,
        derive=_csl_date,
    ),
    *(
        Profile(
            name,
            "Zotero: library (JSON)",
            (f"{at}itemType", f"{at}title"),
            {
                "id": ("key", f"{at}key", "citationKey"), "title": f"{at}title",
                "text": (f"{at}abstractNote",), "date": f"{at}date",
                "source": (
                    f"{at}publicationTitle", f"{at}websiteTitle", f"{at}blogTitle", f"{at}forumTitle",
                    f"{at}programTitle", f"{at}publisher",
                ),
                "url": f"{at}url", "language": f"{at}language",
            },
            headlines=True,
            refuse=_no_text,
        )
        for name, at in (("zotero-json", ""), ("zotero-api", "data."))
    ),
)  # fmt: skip

LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "bibtex", "Reference manager: library (BibTeX)", TEXTS,
        re.compile(r"^\s{0,3}@[A-Za-z]{3,20}\s*[{(]\s*[^\s,{}\"=]*\s*,(?s:.{0,200}?)=", re.M).search,
        "references.bibtex.read",
    ),
    Layout(
        "ris", "Reference manager: library (RIS)", TEXTS,
        re.compile(r"^TY {1,2}- ?[A-Z]+\s*$(?s:.{0,2000}?)^[A-Z][A-Z0-9] {1,2}-", re.M).search,
        "references.tagged.read_ris",
    ),
    Layout(
        "enw", "EndNote: library (ENW)", TEXTS,
        re.compile(r"\A\s*%0 [A-Z][\w ]+$(?s:.{0,2000}?)^%[A-Z0-9@] ", re.M).search, "references.tagged.read_refer",
    ),
    Layout(
        "nbib", "PubMed: citations (NBIB)", TEXTS, re.compile(r"\A\s*PMID ?- ?[0-9]+\s*$", re.M).search,
        "references.tagged.read_nbib",
    ),
    Layout(
        "wos", "Web of Science: records (plain text)", TEXTS,
        re.compile(r"\A\s*(?:FN .*\n)?(?:VR .*\n)?PT [A-Z]\s*$(?s:.{0,2000}?)^(?:AU|TI|SO) ", re.M).search,
        "references.tagged.read_wos",
    ),
    Layout(
        "endnote-xml", "EndNote: library (XML)", ("markup",),
        re.compile(r"<xml>\s*<records>\s*<record>.{0,3000}?<(?:ref-type|rec-number|database)\b", re.S).search,
        "references.markup.read_endnote",
    ),
    Layout(
        "zotero-rdf", "Zotero: library (RDF)", ("markup", "feed"),
        re.compile(r"<rdf:RDF\b[^>]{0,2000}zotero\.org/namespaces/export", re.S).search,
        "references.markup.read_zotero",
    ),
)  # fmt: skip
