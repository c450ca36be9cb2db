"""Reference managers: what their libraries call what."""

from typing import Final

from filrouge.ingest.profiles.profile import Profile

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
    ),
)  # fmt: skip
