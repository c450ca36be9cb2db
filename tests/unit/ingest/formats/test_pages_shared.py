"""The saved pages beside the project: titles and texts against their gold, dates against what each page states.

A title is right when it is the gold title after folding of white space and typography, or holds it and is, letter for
letter, a heading of the page (a gold title can be a heading cut at a colon). A text is right when nine tenths of the
gold sentences are in it and, where the gold is the whole text, at most a quarter of its words are not in the gold.
"""

import gzip
import io
import json
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import html

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.formats.pages import page_record
from filrouge.ingest.formats.warc import read_warc
from filrouge.ingest.record import Item, UnreadableFile

FIXTURES = Path(__file__).resolve().parents[5] / "shared/corpora/ingest_fixtures"
PAGES = sorted((FIXTURES / "html_news").glob("*.html"))
FACTS = json.loads((Path(__file__).parents[1] / "text_metadata/page_dates.json").read_text())
WHOLE = 1000
"""Characters from which a gold text is the whole text and not its beginning."""

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not PAGES, reason="the shared corpora are not here")]


@pytest.fixture(scope="module")
def records():
    return {path.name: page_record(path.read_bytes()) for path in PAGES}


def gold(path):
    beside = path.with_suffix(".json")
    return json.loads(beside.read_text())["expected"] if beside.exists() else {}


def plain(text):
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def title_is_right(path, ours, wanted):
    headings = {plain(e.text_content()) for e in html.fromstring(path.read_bytes()).iter("h1")}
    words = set(plain(wanted).split())
    return plain(ours) == plain(wanted) or (plain(ours) in headings and words <= set(plain(ours).split()))


def text_is_right(ours, wanted):
    sentences = [s for s in map(plain, re.split(r"(?<=[.!?。])\s+|\n+", wanted)) if s]
    found = sum(sentence in plain(ours) for sentence in sentences)
    words, theirs = Counter(plain(ours).split()), Counter(plain(wanted).split())
    foreign = (words - theirs).total() / max(1, words.total())
    return found >= 0.9 * len(sentences) and (len(wanted) < WHOLE or foreign <= 0.25)


def test_titles_and_texts_are_those_of_the_gold(records):
    checked = {}
    for path in PAGES:
        expected, fields = gold(path), records[path.name].fields
        if expected.get("title"):
            checked[path.name, "title"] = title_is_right(path, fields.get("title", ""), expected["title"])
        if expected.get("cleaned_text"):
            checked[path.name, "text"] = text_is_right(fields.get("text", ""), expected["cleaned_text"])
    assert len(checked) >= 20
    wrong = [name for name, right in checked.items() if not right]
    assert len(wrong) <= 0.05 * len(checked), wrong


def date_is(published, fact):
    """Whether a date that was read is the one a page states: the instant where that is known, else its local day."""
    stated = parse_date(fact)
    if published.start is None:
        return False
    if stated.precision == published.precision == "minute":
        return published.start == stated.start
    local = (published.start + timedelta(minutes=published.offset or 0)).date()
    there = (stated.start + timedelta(minutes=stated.offset or 0)).date()
    return published.precision in ("day", "minute") and local == there


def test_no_date_is_wrong_and_four_fifths_of_those_stated_are_found(records):
    assert set(FACTS) == {path.name for path in PAGES}
    found = {n: parse_date(r.fields["date"]) for n, r in records.items() if "date" in r.fields}
    wrong = [n for n, read in found.items() if not (FACTS[n]["published"] and date_is(read, FACTS[n]["published"]))]
    assert wrong == []
    stated = [name for name, fact in FACTS.items() if fact["published"]]
    assert len(found) >= 0.8 * len(stated)


@pytest.mark.parametrize("path", sorted((FIXTURES / "web_misc").glob("*.html*")), ids=lambda path: path.name)
def test_odd_pages_are_read_or_refused_in_words(path):
    raw = path.read_bytes()
    try:
        record = page_record(gzip.decompress(raw) if path.suffix == ".gz" else raw)
    except UnreadableFile:
        return
    assert record.rejected or record.fields["text"].strip()


def test_the_pages_of_the_archive_are_read_with_their_addresses():
    raw = (FIXTURES / "warc/sample_small.warc").read_bytes()
    records = list(read_warc(Item("a.warc", Path("a.warc"), lambda: io.BytesIO(raw))))
    assert [record.row for record in records] == list(range(1, 7))
    assert all(len(record.fields["text"]) > 500 and record.fields["title"] for record in records)
    assert all(record.fields["url"].startswith("http") for record in records)
