import gzip
import io
import json
from pathlib import Path

import pytest

from filrouge.ingest.formats import readers
from filrouge.ingest.formats.readers import front_matter, read_records
from filrouge.ingest.record import Item, UnreadableFile

BODY = "# Le pont\n\nIl rouvre lundi.\n"


def item(content: str | bytes, name: str = "a.txt") -> Item:
    raw = content.encode() if isinstance(content, str) else content
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(raw)))


def test_each_kind_goes_to_its_reader_whatever_its_name():
    assert [r.fields for r in read_records(item('{"text": "a"}\n{"text": "b"}', "a.csv"))] == [
        {"text": "a"},
        {"text": "b"},
    ]
    assert [r.fields for r in read_records(item("title;text\na;b\nc;d\n"))] == [
        {"title": "a", "text": "b"},
        {"title": "c", "text": "d"},
    ]
    assert [r.row for r in read_records(item(json.dumps([{"text": "a"}])))] == [1]
    with pytest.raises(UnreadableFile, match="it is a JPEG picture"):
        read_records(item(b"\xff\xd8\xff\xe0\0\x10JFIF", "a.txt"))
    with pytest.raises(UnreadableFile, match="it is empty"):
        read_records(item(" \n"))
    with pytest.raises(UnreadableFile, match="it is not a text file"):
        read_records(item(gzip.compress(bytes(range(256)) * 9)[20:] + bytes(range(32)) * 9))


def test_a_text_is_given_as_pasted_to_the_character():
    (record,) = read_records(item("\ufeff" + BODY.replace("\n", "\r\n")))
    assert record.fields == {"text": BODY.replace("\n", "\r\n")}
    assert (record.row, record.pasted, record.warning) == (None, True, None)
    (older,) = read_records(item("Le café rouvre à midi, après l'été.".encode("cp1252")))
    assert older.warning == "not UTF-8: read as Windows-1252, some letters may be wrong"


def test_front_matter_gives_fields():
    head = """---
title: "Le pont: il rouvre"
date: 2024-05-01
source: Le Temps du Lac # not a remark
tags:
  - pont
draft: false
empty:
list: [a, b]
# remark
---
"""
    (record,) = read_records(item(head + BODY))
    assert record.fields == {
        "title": "Le pont: il rouvre",
        "date": "2024-05-01",
        "source": "Le Temps du Lac # not a remark",
        "draft": "false",
        "tags": "pont",
        "list": "a; b",
        "text": BODY,
    }
    assert record.methods == dict.fromkeys(("title", "date", "source", "tags", "draft", "list"), "front matter")


@pytest.mark.parametrize(
    "text", [BODY, "---\n\nA line between rules.\n\n---\n", "---\ntitle: a\n" + BODY, "---\n---\n" + BODY, "", "---"]
)
def test_what_is_no_front_matter_is_text(text):
    assert front_matter(text) == ({}, text)


def test_a_text_longer_than_any_article_is_refused(monkeypatch):
    monkeypatch.setattr(readers, "_LONGEST_TEXT", 1 << 20)
    with pytest.raises(UnreadableFile, match="one text of more than 1 million characters is no article"):
        list(read_records(item("word " * (1 << 18))))
