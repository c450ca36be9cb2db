"""OpenDocument texts, rich text, pages in one file, texts out of web crawls, Markdown with YAML."""

import io
import plistlib
import zipfile
from pathlib import Path

import pytest

from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.readers import front_matter, read_records
from filrouge.ingest.record import Item, Record, UnreadableFile

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
WRITTEN = (
    "<office:body><office:text><text:tracked-changes><text:changed-region><text:deletion>"
    "<text:p>Taken out.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:h>Le bac de Marlow rouvre lundi</text:h>"
    '<text:p>Il avait<text:s text:c="2"/>fermé<text:line-break/>en mars<office:annotation><text:p>A note.</text:p>'
    "</office:annotation>, dit la <text:span>ville</text:span>.</text:p><table:table><table:table-row>"
    "<table:table-cell>"
    "<text:p>Quai</text:p></table:table-cell><table:table-cell><text:p>Heure</text:p></table:table-cell>"
    "</table:table-row></table:table><text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"
    "</office:text></office:body>"
)
SHOWN = "Le bac de Marlow rouvre lundi\nIl avait  fermé\nen mars, dit la ville.\nQuai\tHeure\nun"


def item(content: bytes, name: str = "a.bin") -> Item:
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(content)))


def only(content: bytes, name: str = "a.bin") -> Record:
    (record,) = read_records(item(content, name))
    return record


def odt(content: str = f"<office:document-content {SPACES}>{WRITTEN}</office:document-content>", **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return stream.getvalue()


def test_an_opendocument_text_is_read_as_a_word_document_is():
    titled = f"<office:document-meta {SPACES}><dc:title>Le bac de Marlow rouvre lundi</dc:title></office:document-meta>"
    record = only(odt(meta_xml=titled), "a.odt")
    assert record.fields == {"text": SHOWN, "title": "Le bac de Marlow rouvre lundi"}
    assert record.pasted


def test_a_flat_one_too():
    kind = 'office:mimetype="application/vnd.oasis.opendocument.text"'
    flat = f"<office:document {SPACES} {kind}>{WRITTEN}</office:document>"
    assert kind_of(item(flat.encode())) == "odt"
    assert only(flat.encode()).fields["text"] == SHOWN


@pytest.mark.parametrize(
    "content",
    [
        odt("<office:document-content"),
        odt()[:-60],
        odt().replace(b"PK\x01\x02\x14\x03\x14\x00", b"PK\x01\x02\x14\x03\x41\x00"),
        odt(f"<office:document-content {SPACES}/>"),
        odt(**{"META-INF__manifest_xml": '<manifest:encryption-data manifest:checksum="x"/>'}),
    ],
)
def test_a_broken_or_empty_or_locked_one_is_refused(content):
    with pytest.raises(UnreadableFile):
        only(content)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg1252 Le b\'e2timent\par ferme.\par}", "Le bâtiment\nferme."),
        (rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'f7\'e0\'eb\par}", "Причал"),
        (rb"{\rtf1\ansi\uc1 \u8364?5 \u-10179?\u-8704?\line next}", "€5 \U0001f600\nnext"),
        (
            (
                rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\title x}}{\*\generator W;}"
                rb'{\field{\*\fldinst{HYPERLINK "https://a.example"}}{\fldrslt The pier}} shut.\par}'
            ),
            "The pier shut.",
        ),
        (rb"{\rtf1\ansi{\pict\pngblip " + b"89504e47" * 40 + rb"}After.\par}", "After."),
        (rb"{\rtf1\ansi{\pict\bin5 {{}\\}After.\par}", "After."),
        (rb"{\rtf1\ansi A | B\par\trowd Quay\cell Hour\cell\row}", "A | B\nQuay\tHour"),
    ],
)
def test_rich_text_gives_its_letters(content, text):
    assert kind_of(item(content)) == "rtf"
    assert only(content).fields["text"] == text


def test_the_title_of_rich_text_is_that_of_its_properties_where_the_text_begins_with_it():
    begins = rb"{\rtf1\ansi\ansicpg1252{\info{\title Le b\'e2timent ferme}}Le b\'e2timent ferme\par Hier.\par}"
    assert only(begins).fields["title"] == "Le bâtiment ferme"
    assert "title" not in only(begins.replace(b"title Le", b"title Un")).fields


def test_the_time_for_rich_text_grows_with_its_length_only():
    link = rb'{\field{\*\fldinst{HYPERLINK "https://a.example"}}{\fldrslt x}} '
    assert only(rb"{\rtf1\ansi " + link * 4000 + b"}").fields["text"].count("x") == 4000


PAGE = (
    "<html><head><title>Quay</title><meta property='og:title' content='The quay at Marlow is to be widened'></head>"
    "<body><article><h1>The quay at Marlow is to be widened</h1>"
    "<p>The harbour board decided on Monday that the old quay"
    " would be widened by four metres, after two winters in which the ferry could not berth there in a swell.</p>"
    "<p>Work is to begin in May and to last until the herring come, the board’s chair told the fishermen’s meeting.</p>"
    "</article></body></html>"
)


def mhtml(head: str, part: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    return (
        f'{head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        f"----b\r\n{part}\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://harbour.example/quay\r\n\r\n{PAGE}"
        "\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\n----b--\r\n"
    ).encode()


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            (
                "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/quay\r\nSubject: Quay\r\n"
                "Date: Sat, 2 Nov 2024 10:00:00 -0000"
            ),
            "a.mhtml",
        ),
        (
            'From: "Saved by Internet Explorer 11"\r\nSubject: Quay\r\nX-MimeOLE: Produced By Microsoft MimeOLE V6',
            "a.mht",
        ),
        ("Subject: Quay", "a.mht"),
    ],
)
def test_a_page_saved_with_its_pictures_is_read_as_a_page(head, name):
    content = mhtml(head)
    assert kind_of(item(content, name)) == "mhtml"
    record = only(content, name)
    assert record.fields["title"] == "The quay at Marlow is to be widened"
    assert record.fields["url"] == "https://harbour.example/quay"
    assert "herring come, the board’s chair" in record.fields["text"]
    assert "date" not in record.fields


def test_a_mail_with_a_page_in_it_is_no_saved_page():
    head = (
        "Received: from a.example\r\nTo: b@b.example\r\nFrom: a@a.example\r\nSubject: Quay\r\nMessage-ID: <1@a.example>"
    )
    assert kind_of(item(mhtml(head), "a.eml")) != "mhtml"


def test_an_archive_of_safari_is_read_as_a_page():
    held = {"WebMainResource": {
        "WebResourceData": PAGE.encode(), "WebResourceURL": "https://harbour.example/quay",
        "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
    }}  # fmt: skip
    content = plistlib.dumps(held, fmt=plistlib.FMT_BINARY)
    assert only(content).fields["url"] == "https://harbour.example/quay"
    with pytest.raises(UnreadableFile, match="property list, not a saved page"):
        only(plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY))


def test_the_texts_of_a_crawl_are_read_with_their_addresses():
    text = (
        "Home\nQuay to be widened\nThe harbour board decided on Monday that the quay would be widened by four metres.\n"
    )
    record = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://harbour.example/quay\r\n"
        f"WARC-Date: 2024-02-02T10:00:00Z\r\nContent-Type: text/plain\r\n"
        f"Content-Length: {len(text.encode())}\r\n\r\n{text}\r\n\r\n"
    )
    info = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
    records = list(read_records(item((info + record + record.replace("quay\r", "two\r")).encode(), "a.warc.wet")))
    assert [r.fields["url"] for r in records] == ["https://harbour.example/quay", "https://harbour.example/two"]
    assert all(r.pasted and r.fields["text"] == text.strip() and "date" not in r.fields for r in records)


def test_front_matter_is_yaml():
    head = (
        "---\ntitle: >\n  The quay\n  is shut\ndate: 2024-03-06\ntags: [harbour, ferry]\nauthors:\n  - Ada\n  - Bo\n"
        "source:\n  name: Harbour Post\n---\nThe board met.\n"
    )
    assert front_matter(head) == (
        {
            "title": "The quay is shut", "date": "2024-03-06", "tags": "harbour; ferry", "authors": "Ada; Bo",
            "source.name": "Harbour Post",
        },
        "The board met.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "head", ["title: Quay: what now", "title: 'Quay: what now'", "title: Quay: what now\ntags: []"]
)
def test_front_matter_that_is_not_quite_yaml_is_read_line_by_line(head):
    assert front_matter(f"---\n{head}\n---\nText.")[0] == {"title": "Quay: what now"}


def test_damaged_rich_text_is_refused():
    with pytest.raises(UnreadableFile, match="damaged"):
        only(rb"{\rtf1\ansi The ferry \uc at Marlow}")
