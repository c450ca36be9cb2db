"""The full-text index: SQLite FTS5, accents folded, scripts without spaces spaced out."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from filrouge.search import TOKENIZER, index_text


def write_index(file: Path, titles: Sequence[str | None], texts: Sequence[str]) -> None:
    """Index documents by their row number; the texts themselves are not kept in the index."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")  # the bundle is not there until it is sealed
        db.execute(f"CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='{TOKENIZER}')")
        db.executemany(
            "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
            (
                (row, index_text(title or ""), index_text(text))
                for row, (title, text) in enumerate(zip(titles, texts, strict=True))
            ),
        )
        db.execute("INSERT INTO search (search) VALUES ('optimize')")
        db.commit()
        db.execute("VACUUM")
