"""The raw files of the press corpus: every item, with its text, title, date and link."""

import gzip
import json
from pathlib import Path

import pytest

from filrouge.ingest.columns import recognise
from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.encoding import HEAD
from filrouge.ingest.formats.markup import looks_like_markup, read_markup
from filrouge.ingest.record import Item

CORPUS = Path(__file__).resolve().parents[4].parent / "shared" / "corpora" / "gilets_jaunes"
FILES = {
    "Anglais/Anglais_IE/corpus/IT_original.xml": "Anglais__Anglais_IE__corpus__IT_original.xml",
    "Anglais/Anglais_US/CNN_original.xml": "Anglais__Anglais_US__CNN_original.xml",
    "Francais/Corpus/JDQ.xml": "Francais__Corpus__JDQ.xml",
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpora are not beside the project"),
]


def folded(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize(("listed", "name"), FILES.items())
def test_each_raw_file_gives_the_articles_listed_for_it(listed: str, name: str) -> None:
    with gzip.open(CORPUS / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        expected = [article for article in map(json.loads, lines) if article["raw_file"] == listed]
    path = CORPUS / "raw" / name
    with path.open("rb") as stream:
        assert looks_like_markup(stream.read(HEAD))
    records = list(read_markup(Item(name, path, lambda: path.open("rb"))))
    assert {record.rejected for record in records} <= {None, "no text in it"}
    found = []
    for record in records:
        if not record.rejected:
            columns = recognise(record.names, {}, record.fields)
            found.append({field: record.fields[column] for field, column in columns.items()})
    assert len(found) == len(expected)
    for article, one in zip(expected, found, strict=True):
        assert [folded(one.get(f)) for f in ("text", "title", "url")] == [
            folded(article[f]) for f in ("text", "title", "url")
        ]
        day = parse_date(one["date"]).start if "date" in one else None
        assert (day.date().isoformat() if day else None) == article["date"]
