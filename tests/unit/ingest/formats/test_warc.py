import gzip
import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from filrouge.ingest.formats.warc import CUT_SHORT, PARTIAL, read_warc
from filrouge.ingest.record import Item, UnreadableFile

SENTENCES = "The council of the town decided on Tuesday evening to raise the harbour dues by a tenth. " * 4
PAGE = f"<html><body><h1>Dues rise</h1><p>{SENTENCES}</p></body></html>".encode()


def archive(*responses, packed=False, kind="response"):
    """Build an archive of (address, content type, body, more headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "by hand"}))
    for address, content_type, body, *more in responses:
        head = [("Content-Type", content_type), ("Last-Modified", "Mon, 27 May 2013 10:00:00 GMT"), *more]
        status = dict(more).get("status", "200 OK")
        headers = StatusAndHeaders(status, head, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
        )
        record = writer.create_warc_record(address, kind, payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return out.getvalue()


def read(raw):
    return list(read_warc(Item("a.warc", Path("a.warc"), lambda: io.BytesIO(raw))))


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "one gzip"])
@pytest.mark.parametrize("packed", [False, True], ids=["records plain", "records gzip"])
def test_each_page_is_a_record_with_its_address_and_place(pack, packed):
    raw = pack(archive(*((f"http://news.example.org/{n}", "text/html", PAGE) for n in (1, 2)), packed=packed))
    records = read(raw)
    assert [(r.row, r.fields["url"], r.fields["title"], r.rejected) for r in records] == [
        (3, "http://news.example.org/1", "Dues rise", None),
        (5, "http://news.example.org/2", "Dues rise", None),
    ]


def test_when_a_page_was_fetched_or_sent_is_no_date_of_publication():
    (record,) = read(archive(("http://news.example.org/a", "text/html", PAGE)))
    assert "date" not in record.fields


def test_the_address_in_the_archive_gives_the_date_of_last_resort():
    (record,) = read(archive(("http://news.example.org/2013/05/27/a", "text/html", PAGE)))
    assert record.fields["date"] == "2013-05-27"
    assert record.methods["date"] == "url"
    assert record.methods["url"] == "address it was fetched from"


def test_bodies_in_pieces_and_packed_ones_are_unpacked():
    packed = gzip.compress(PAGE)
    pieces = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    headers = ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")
    (record,) = read(archive(("http://news.example.org/a", "text/html", pieces, *headers)))
    assert record.fields["text"] == SENTENCES.strip()


def test_the_charset_of_the_header_is_used():
    raw = f"<html><body><h1>Порт</h1><p>{'Городской совет решил во вторник повысить портовый сбор. ' * 5}</p>".encode(
        "koi8-r"
    )
    (record,) = read(archive(("http://news.example.org/a", "text/html; charset=KOI8-R", raw)))
    assert record.fields["title"] == "Порт"


@pytest.mark.parametrize(
    ("content_type", "more", "reason"),
    [
        ("application/rss+xml", (), "its content type is application/rss+xml, not a web page"),
        ("text/plain", (), "its content type is text/plain, not a web page"),
        ("text/html", (("Content-Encoding", "br"),), "it is packed as br, which is not unpacked here"),
        ("text/html", (("status", "404 Not Found"),), "the server answered 404: it is no page"),
    ],
)
def test_what_is_no_page_is_rejected_with_the_reason(content_type, more, reason):
    (record,) = read(archive(("http://news.example.org/a", content_type, PAGE, *more)))
    assert (record.row, record.rejected, record.fields) == (3, reason, {})


def test_images_and_styles_are_passed_over():
    kinds = ("image/png", "text/css", "application/javascript")
    assert read(archive(*(("http://news.example.org/a", kind, b"x") for kind in kinds))) == []


def test_a_page_without_an_article_is_rejected_and_the_next_is_read():
    empty = b"<html><body><nav><a href=/>Start</a></nav></body></html>"
    first, second = read(
        archive(("http://a.example.org/", "text/html", empty), ("http://a.example.org/b", "text/html", PAGE))
    )
    assert "no article text" in first.rejected
    assert second.fields["text"] == SENTENCES.strip()


def test_an_archive_cut_in_a_page_keeps_what_was_read_and_says_so():
    raw = archive(*((f"http://news.example.org/{n}", "text/html", PAGE) for n in (1, 2)))
    first, part, told = read(raw[:-120])
    assert first.warning is None
    assert PARTIAL in part.warning
    assert (told.row, told.rejected) == (5, CUT_SHORT)


@pytest.mark.parametrize("missing", [20, 300, 2000])
def test_a_gzip_archive_that_is_cut_keeps_the_first_pages_and_says_so(missing):
    noises = [f"<p>{random.Random(n).randbytes(2000).hex()}".encode() for n in range(4)]
    pages = [(f"http://news.example.org/{n}", "text/html", PAGE + noise) for n, noise in enumerate(noises)]
    records = read(gzip.compress(archive(*pages))[:-missing])
    assert records[0].fields["title"] == "Dues rise"
    assert records[-1].rejected == CUT_SHORT
    assert sum(record.rejected == CUT_SHORT for record in records) == 1


@pytest.mark.parametrize("raw", [b"", b"nothing of the kind", b"\0" * 1000, b"\x1f\x8bxx"])
def test_what_is_no_archive_is_refused_in_words(raw):
    with pytest.raises(UnreadableFile, match="web archive"):
        read(raw)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=40), st.booleans())
def test_a_damaged_archive_is_read_or_refused_without_a_crash(place, noise, packed):
    raw = archive(("http://news.example.org/a", "text/html", PAGE), packed=packed)
    try:
        records = read(raw[:place] + noise + raw[place + len(noise) :])
    except UnreadableFile:
        return
    assert all(record.rejected or record.fields["text"] for record in records)
