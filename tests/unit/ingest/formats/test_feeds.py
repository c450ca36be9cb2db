"""Feeds: RSS, RDF, Atom and JSON Feed."""

import io
import json
import socket
from contextlib import suppress
from pathlib import Path

import pytest

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.formats import blogs, feeds
from filrouge.ingest.formats.feed_guard import iso_date, names_the_outlet
from filrouge.ingest.formats.feeds import looks_like_feed, looks_like_json_feed, read_feed, read_json_feed
from filrouge.ingest.record import Item, Record, UnreadableFile
from tests.effort import at_most


def item_of(content: str | bytes) -> Item:
    raw = content if isinstance(content, bytes) else content.encode()
    return Item("feed", Path("feed"), lambda: io.BytesIO(raw))


def rss(items: str, title: str = "The Harbour Post", attributes: str = "") -> str:
    return f'<rss version="2.0" {attributes}><channel><title>{title}</title>{items}</channel></rss>'


def read(content: str | bytes) -> list[Record]:
    return list(read_feed(item_of(content)))


def first(item: str) -> Record:
    return read(rss(f"<item>{item}</item>"))[0]


def test_an_item_of_rss_gives_its_fields_and_how_they_were_found() -> None:
    record = first(
        "<title>Ferries &amp;amp; crews</title><link>http://post.example/1</link><guid>p1</guid>"
        "<description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;</description>"
        "<pubDate>Wed, 06 Feb 2019 14:34:00 +0100</pubDate><author>Ann</author>"
    )
    assert record.fields == {
        "title": "Ferries & crews",
        "text": "One.\n\nTwo & three.",
        "date": "Wed, 06 Feb 2019 14:34:00 +0100",
        "url": "http://post.example/1",
        "source": "The Harbour Post",
        "id": "p1",
        "author": "Ann",
    }
    assert record.methods["date"] == record.methods["source"] == "feed"
    assert record.methods["text"] == "feed (summary)"
    assert record.row == 1


def test_the_longer_of_content_and_summary_is_the_text() -> None:
    encoded = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    entry = "<item><title>t</title><description>{}</description><content:encoded>{}</content:encoded></item>"
    short, long = "A teaser.", "A teaser, and all the rest of it."
    records = read(rss(entry.format(short, long) + entry.format(long, short), attributes=encoded))
    assert [(r.fields["text"], r.methods["text"]) for r in records] == [(long, "feed"), (long, "feed (summary)")]


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>t</title>{}</entry></feed>'


@pytest.mark.parametrize(
    ("dates", "date", "method"),
    [
        (
            "<published>2019-02-06T14:34:00Z</published><updated>2019-03-01T10:00:00Z</updated>",
            "2019-02-06T14:34:00Z",
            "feed",
        ),
        ("<updated>2019-03-01T10:00:00Z</updated>", "2019-03-01T10:00:00Z", "feed (updated)"),
        ("<published>Κυρ, 11 Ιούλ 2004 12:00:00 EST</published>", "2004-07-11T17:00:00Z", "feed (normalised)"),
        ("<published>some day soon</published>", "some day soon", "feed"),
    ],
)
def test_the_date_is_when_it_was_published(dates: str, date: str, method: str) -> None:
    (record,) = read(ATOM.format(f"<summary>Words.</summary>{dates}"))
    if method == "feed (normalised)" and parse_date("Κυρ, 11 Ιούλ 2004 12:00:00 EST").start:
        date, method = "Κυρ, 11 Ιούλ 2004 12:00:00 EST", "feed"
    assert (record.fields["date"], record.methods["date"]) == (date, method)


def test_the_dc_date_of_rss_is_no_date_of_a_change() -> None:
    item = "<item><title>t</title><dc:date>2019-02-06</dc:date></item>"
    (record,) = read(rss(item, attributes='xmlns:dc="http://purl.org/dc/elements/1.1/"'))
    assert (record.fields["date"], record.methods["date"]) == ("2019-02-06", "feed")


@pytest.mark.parametrize(
    ("written", "parsed", "iso"),
    [
        ("Thu, 01 Jan 04", (2004, 1, 1, 0, 0, 0), "2004-01-01"),
        ("Wed, 6 Feb 2019 14:34 CET", (2019, 2, 6, 14, 34, 0), "2019-02-06"),
        ("Sun Jan  4 16:29:06 PST 2004", (2004, 1, 5, 0, 29, 6), "2004-01-04T16:29:06-08:00"),
        ("Tue, 10 Mar 2025 23:30:00 +0200", (2025, 3, 10, 21, 30, 0), "2025-03-10T23:30:00+02:00"),
        ("Tue, 11 Mar 2025 23:30:00 +9900", (2025, 3, 11, 23, 30, 0), "2025-03-11T23:30:00Z"),
        ("Mon, 1 Jan 0001 00:30:00 -0500", (1, 1, 1, 0, 30, 0), "0001-01-01T00:30:00Z"),
        ("1549463640", (1549, 11, 1, 0, 0, 0), None),
        ("2004-W05-2", (2004, 11, 1, 0, 0, 0), None),
        ("2004-02-30", (2004, 3, 1, 0, 0, 0), None),
        ("2019-13-01", (2020, 1, 1, 0, 0, 0), None),
        ("25:99", (2026, 11, 23, 2, 39, 0), None),
        ("03-12-31", (2003, 12, 31, 0, 0, 0), None),
    ],
)
def test_a_date_is_normalised_only_where_the_original_says_it(
    written: str, parsed: tuple[int, ...], iso: str | None
) -> None:
    assert iso_date(written, parsed) == iso


def test_an_entry_without_a_text_has_its_headline() -> None:
    record = first("<title>Only this</title>")
    assert (record.fields["text"], record.warning) == ("Only this", "only a headline")
    empty = first("<link>http://post.example/1</link>")
    assert (empty.rejected, empty.fields["url"]) == ("no text in it", "http://post.example/1")


def test_an_id_that_several_entries_have_is_none() -> None:
    entry = "<item><title>t</title><guid>{}</guid></item>"
    records = read(rss(entry.format("a") + entry.format("b") + entry.format("a")))
    assert [r.fields.get("id") for r in records] == [None, "b", None]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("The Harbour Post", "The Harbour Post"),
        ("The Harbour Post - Latest news", "The Harbour Post"),
        ("Le Port : flux RSS", "Le Port"),
        ("RSS | Hafenblatt", "Hafenblatt"),
        ("Hafenblatt RSS-Feed", "Hafenblatt RSS-Feed"),
        ("Harbour News RSS", "Harbour News"),
        ("BBC - World", "BBC - World"),
        ("Harbour: News", "Harbour: News"),
        ("El Puerto - Últimas noticias", "El Puerto"),
        ("RSS Feed", ""),
        ("", ""),
    ],
)
def test_a_feeds_title_loses_only_what_says_that_it_is_a_feed(title: str, outlet: str) -> None:
    assert names_the_outlet(title) == outlet


def test_the_source_that_an_entry_names_wins() -> None:
    record = first('<title>t</title><source url="http://a.example">The Other Post</source>')
    assert record.fields["source"] == "The Other Post"


def test_markup_is_shown_as_text_and_never_kept() -> None:
    record = first(
        "<title>t</title><description>&lt;script&gt;run()&lt;/script&gt;&lt;p onclick='x'&gt;Se&lt;b&gt;en"
        "&lt;/b&gt;.&lt;/p&gt;</description>"
    )
    assert record.fields["text"] == "Seen."


def test_a_damaged_feed_is_read_as_far_as_it_goes_with_a_warning() -> None:
    records = read("<rss><channel><item><title>One</title><description>first &oops; words</description></item><item>"
                   "<title>Two</title>")  # fmt: skip
    assert [r.fields["title"] for r in records] == ["One", "Two"]
    assert records[0].warning is not None
    assert records[0].warning.startswith("the feed is not well-formed XML")


def test_a_feed_of_an_undeclared_encoding_is_decoded() -> None:
    text = "Паромы стоят в гавани уже третий день, и никто не знает, когда экипажам выплатят зарплату."
    content = rss(f"<item><title>Паромы</title><description>{text}</description></item>").encode("cp1251")
    (record,) = read(content)
    assert record.fields["text"] == text
    assert record.warning is not None


def test_a_feed_whose_encoding_has_no_name_is_decoded() -> None:
    content = b'<?xml version="1.0" encoding="\xff\xfe"?>' + rss("<item><title>Gare à l'été</title></item>").encode()
    assert read(content)[0].fields["title"] == "Gare à l'été"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (rss(""), "the feed holds no items"),
        ("", "it is not a feed"),
        ("plain words", "it is not a feed"),
        ("<html><body><p>A page.</p></body></html>", "it is not a feed"),
    ],
)
def test_what_is_no_feed_or_empty_is_refused(content: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        read(content)


@pytest.mark.parametrize("as_name", [False, True])
def test_nothing_is_fetched_or_opened(as_name: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    secret = tmp_path / "other.xml"
    secret.write_text(rss("<item><title>secret</title></item>"))
    content = str(secret) if as_name else "http://127.0.0.1:9/feed.xml"
    with pytest.raises(UnreadableFile, match="it is not a feed"):
        read(content)


ENTRY = "<item><title>t</title><description>{}</description></item>"
SWELLING = "\n".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE r [\n<!ENTITY e0 "ha">\n{SWELLING}\n]>',
        f'<!DOCTYPE r [<!ENTITY e0 "ha">{SWELLING}]>'.replace("\n", ""),
        f'<!-- <a --><!DOCTYPE r [<!ENTITY e9 "{"x" * 100_000}">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
def test_entities_that_swell_are_refused(doctype: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>\n'
    with pytest.raises(UnreadableFile, match="entities that swell"):
        read((declared + doctype + rss(ENTRY.format("&e9;" * 1000))).encode(encoding))


def test_harmless_entities_are_expanded_and_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    doctype = (
        f'<?xml version="1.0"?>\n<!DOCTYPE r [\n<!ENTITY post "The Post">\n<!ENTITY s SYSTEM "{secret.as_uri()}">\n]>'
    )
    text = read(doctype + rss(ENTRY.format("From &post; and &s;.")))[0].fields["text"]
    assert "The Post" in text
    assert "SECRET" not in text


DEEP = 10_000


@pytest.mark.parametrize(
    "content",
    [
        rss(ENTRY.format("<d>" * DEEP + "in" + "</d>" * DEEP)),
        rss(ENTRY.format("&lt;div&gt;" * DEEP + "in" + "&lt;/div&gt;" * DEEP)),
        ATOM.format('<content type="xhtml">' + "<div>" * DEEP + "in" + "</div>" * DEEP + "</content>"),
        rss(ENTRY.format("in" + "<a b='" * 2000)),
        rss(ENTRY.format("in\0" * 100)),
        "<rss>" * DEEP,
    ],
)
def test_hostile_feeds_take_no_time(content: str) -> None:
    records = []
    with at_most(10), suppress(UnreadableFile):
        records = read(content)
    assert all(r.fields["text"].startswith(("in", "t")) for r in records)


def test_comments_that_are_not_closed_are_refused_before_they_take_hours() -> None:
    with pytest.raises(UnreadableFile, match="opens comments"):
        read(rss(ENTRY.format("&lt;!-- --x" * 5000)))
    assert first("<title>t</title><description>&lt;!-- a --&gt;seen</description>").fields["text"] == "seen"


def test_a_feed_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_BYTES", 1 << 20)
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        read(b" " * ((1 << 20) + 1))


@pytest.mark.parametrize(
    ("head", "is_feed"),
    [
        ('<?xml version="1.0"?>\n<!-- a <b> --><rss version="2.0">', True),
        ('<rss version="2.0">', True),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/">', True),
        ('<rdf:RDF xmlns:foaf="http://xmlns.com/foaf/0.1/">', False),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', True),
        ('<a:feed xmlns:a="http://www.w3.org/2005/Atom">', True),
        ("<feed><name>cattle</name></feed>", False),
        ("<channel><item><title>t</title></item>", True),
        ("<corpus><doc>rss</doc></corpus>", False),
        ("<html><body>about <rss> feeds", False),
        ("words about <rss>", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_feed_is_told_by_its_first_bytes(head: str, encoding: str, is_feed: bool) -> None:
    assert looks_like_feed(head.encode(encoding)) is is_feed


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Harbour Post - Feed",
    "items": [
        {"id": 1, "content_html": "<p>One.</p><p>Two.</p>", "title": "Ferries",
         "date_published": "2019-02-06T14:34:00Z", "url": "http://post.example/1",
         "authors": [{"name": "Ann"}, {"name": "Bob"}]},
        {"id": "2", "content_text": "Only < text.", "date_modified": "2019-02-07", "external_url": "http://x.example/"},
        {"id": "2", "title": "Headline"},
        "no object",
        {},
    ],
}  # fmt: skip


def test_the_items_of_a_json_feed_give_their_fields() -> None:
    content = json.dumps(JSON_FEED)
    assert looks_like_json_feed(content.encode())
    records = list(read_json_feed(item_of(content)))
    assert records[0].fields == {
        "title": "Ferries", "text": "One.\n\nTwo.", "date": "2019-02-06T14:34:00Z", "url": "http://post.example/1",
        "source": "The Harbour Post", "id": "1", "author": "Ann, Bob",
    }  # fmt: skip
    assert records[1].fields == {
        "text": "Only < text.", "date": "2019-02-07", "url": "http://x.example/", "source": "The Harbour Post",
    }  # fmt: skip
    assert records[1].methods["date"] == "feed (updated)"
    assert (records[2].fields["text"], records[2].warning) == ("Headline", "only a headline")
    assert [r.rejected for r in records[3:]] == ["not a JSON object", "no text in it"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "the feed holds no items"),
        ('{"version": "https://jsonfeed.org/version/1"}', "it is not a JSON Feed"),
        ("[1]", "it is not a JSON Feed"),
        ('{"items": [', "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_what_is_no_json_feed_is_refused(content: str, why: str) -> None:
    with pytest.raises(UnreadableFile, match=why):
        list(read_json_feed(item_of(content)))


def test_an_address_is_completed_and_a_button_below_a_text_is_none_of_it() -> None:
    item = (
        "<item><title>t</title><link>/quay</link><description><![CDATA[<p>The ferry is laid up.</p>"
        "<p><a href='/quay'>Read more »</a></p>]]></description></item>"
    )
    (record,) = read(rss(f"<link>https://harbour.example/</link>{item}"))
    assert record.fields["text"] == "The ferry is laid up."
    assert record.fields["url"] == "https://harbour.example/quay"


@pytest.mark.parametrize("button", ["More »", "[Read more…]", "Continue reading “The quay” →", "Weiterlesen"])
def test_a_button_below_a_beginning_goes_and_a_last_line_stays(button: str) -> None:
    assert blogs.without_tail(f"The ferry is laid up.\n\n{button}") == "The ferry is laid up."
    told = "The ferry is laid up.\n\nMore than 200 people were stranded on the island"
    assert blogs.without_tail(told) == told


def test_empty_lines_without_end_below_a_text_take_no_time_without_end() -> None:
    with at_most(1):
        for gap in ("\n", " \n", "\n—"):
            blogs.without_tail("The ferry is laid up." + gap * 3000 + "x")
