"""The feeds of the fixtures: the same items, titles, links and dates that feedparser gives."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.encoding import HEAD
from filrouge.ingest.formats.feeds import looks_like_feed, looks_like_json_feed, read_feed, read_json_feed
from filrouge.ingest.html.text import html_text
from filrouge.ingest.record import Item, Record, UnreadableFile

FIXTURES = Path(__file__).resolve().parents[4].parent / "shared" / "corpora" / "ingest_fixtures"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FIXTURES.is_dir(), reason="the shared corpora are not beside the project"),
]
FEEDS = sorted((FIXTURES / "feeds").rglob("*.xml")) + [FIXTURES / "web_misc" / n for n in ("feed1.atom", "feed2.rss")]
UNDECLARED = FIXTURES / "feeds" / "illformed" / "chardet"


def item_of(path: Path) -> Item:
    return Item(path.name, path, lambda: path.open("rb"))


def read(path: Path) -> list[Record]:
    try:
        return list(read_feed(item_of(path)))
    except UnreadableFile:
        return []


def plain(entry: dict, name: str) -> str | None:
    detail = dict.get(entry, f"{name}_detail") or {}
    value = detail.get("value") or ""
    text = html_text(value) if detail.get("type") in {"text/html", "application/xhtml+xml"} else value
    return " ".join(text.split()) or None


def instant(entry: dict) -> datetime | None:
    for name in ("published", "created", "updated"):
        if dict.get(entry, name):
            parsed = dict.get(entry, f"{name}_parsed")
            return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    return None


def test_every_feed_gives_what_feedparser_gives() -> None:
    n_entries = n_dates = 0
    for path in FEEDS:
        if path.parent == UNDECLARED:  # feedparser alone takes them all for Windows-1252
            continue
        entries = feedparser.parse(io.BytesIO(path.read_bytes()))["entries"]
        records = read(path)
        assert [r.row for r in records] == list(range(1, len(entries) + 1)), path
        for entry, record in zip(entries, records, strict=True):
            assert record.fields.get("title") == plain(entry, "title"), path
            assert record.fields.get("url") == (dict.get(entry, "link") or None), path
            moment = instant(entry)
            if moment is not None:
                start = parse_date(record.fields["date"]).start
                assert start == moment.replace(second=start.second if start else 0), path
                n_dates += 1
        n_entries += len(entries)
    assert n_entries > 350
    assert n_dates > 10


def test_every_file_that_feedparser_takes_for_a_feed_looks_like_one() -> None:
    for path in FEEDS:
        version = feedparser.parse(io.BytesIO(path.read_bytes())).get("version")
        with path.open("rb") as stream:
            assert looks_like_feed(stream.read(HEAD)) is bool(version), path


def test_a_feed_that_declares_no_encoding_is_decoded() -> None:
    words = {
        "euckr.xml": "에서",
        "gb2312.xml": "移民",
        "koi8r.xml": "новогоднюю",
        "shiftjis.xml": "記事",
        "eucjp.xml": "正月",
    }
    for name, word in words.items():
        assert word in read(UNDECLARED / name)[0].fields["title"] + read(UNDECLARED / name)[0].fields["text"], name


def test_the_encodings_that_a_file_alone_tells_are_read_as_feedparser_expects() -> None:
    """A few say in a header of HTTP what they are; the file alone cannot tell, and they are left out."""
    n_read = n_by_header = 0
    for path in sorted((FIXTURES / "feeds" / "encoding").glob("*.xml")):
        raw = path.read_bytes()
        note = raw.replace(b"\0", b"").decode("latin-1")
        if re.search(r"^Header:\s*Content-type:.*(charset|text/)", note, re.I | re.M):
            n_by_header += 1
            continue
        records = read(path)
        assert len(records) == len(feedparser.parse(io.BytesIO(raw))["entries"]), path
        assert all(r.warning or "\ufffd" not in "".join(r.fields.values()) for r in records), path
        n_read += 1
    assert (n_read, n_by_header) == (184, 35)


def test_the_json_feed_is_read_whole() -> None:
    path = FIXTURES / "web_misc" / "feed.json"
    raw = path.read_bytes()
    assert looks_like_json_feed(raw[:HEAD])
    expected = json.loads(raw)["items"]
    records = list(read_json_feed(item_of(path)))
    assert [(r.fields["title"], r.fields["url"], r.fields["date"]) for r in records] == [
        (" ".join(i["title"].split()), i["url"], i["date_published"]) for i in expected
    ]
    assert all(r.fields["text"] for r in records)
