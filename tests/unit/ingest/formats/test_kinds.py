import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.ingest.formats.kinds import kind_of, why_unreadable
from filrouge.ingest.formats.layouts import layout_of
from filrouge.ingest.record import Item
from tests.effort import at_most

PROSE = "Le pont de Montbrume, fermé depuis mars, rouvrira lundi. La mairie l'a dit hier, sans donner d'heure.\n"
ROWS = "".join(f"{i},Titre {i},2024-05-{i:02},Le pont rouvrira bientôt\n" for i in range(1, 8))
TABLE = "id,title,date,text\n" + ROWS
PAGE = "<html><head><title>Le pont</title></head><body><p>Il rouvre.</p></body></html>"
MEMO = "Subject: the bridge\nOwner: me\n\nIt is to open <b>on Monday</b>, we hear, and not before.\n"


def item(content: bytes | str, name: str = "item.bin") -> Item:
    raw = content.encode() if isinstance(content, str) else content
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(raw)))


def written(write) -> bytes:
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()


def zipped(**parts: str) -> bytes:
    def write(stream):
        with zipfile.ZipFile(stream, "w") as package:
            for name, content in parts.items():
                package.writestr(name.replace("__", "/"), content)

    return written(write)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html", "a.json", "a", "a.pdf", "a.md"])
@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text", PROSE * 3),
        ("text", "# Le pont\n\nIl *rouvre* lundi.\n\n- un\n- deux\n"),
        ("text", "---\ntitle: Le pont\ndate: 2024-05-01\n---\n\nIl rouvre lundi.\n"),
        ("text", MEMO),
        ("text", "[Update] The bridge, closed since March, opens.\n[2] More to follow.\n"),
        ("text", "{{ page }} is what the template said, and no more.\n"),
        ("html", PAGE),
        ("html", "<!-- saved -->\n<!DOCTYPE html>\n<p>Il rouvre."),
        ("html", '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html xmlns="y"><body>z</body></html>'),
        ("html", '<div class="a"><h1>Le pont</h1>' + "<p>Il <a href='/x'>rouvre</a> lundi.</p>" * 9 + "</div>"),
        ("csv", TABLE),
        ("csv", TABLE.replace(",", ";")),
        ("csv", TABLE.replace(",", "\t")),
        ("csv", TABLE.replace(",", "|")),
        ("csv", 'titre;texte\n"Le pont";"Il rouvre; lundi,\nou mardi"\n'),
        ("jsonl", '{"text": "a"}\n{"text": "b"}\n'),
        ("jsonl", json.dumps({"text": "a" * 100_000}) + '\n{"text": "b"}\n'),
        ("json", '[\n {"text": "a"}\n]'),
        ("json", '{"articles": [{"text": "a"}]}'),
        ("json", '{\n "title": "a",\n "text": "b"\n}'),
        ("json", "[" * 20_000),
        ("json-feed", '{"version": "https://jsonfeed.org/version/1.1", "items": []}'),
        ("feed", '<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</title></item></channel></rss>'),
        ("warc", "WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n"),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        ("binary", bytes(range(256)) * 20),
        ("binary", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("empty", ""),
        ("empty", "\ufeff \n\r\n\t"),
    ],
)
def test_content_says_what_an_item_is_whatever_its_name(kind, content, name):
    assert kind_of(item(content, name)) == kind


def test_office_documents_and_parquet_are_told_by_what_they_hold():
    book, paper = openpyxl.Workbook(), docx.Document()
    parquet = written(lambda stream: pq.write_table(pa.table({"text": ["a"]}), stream))
    assert kind_of(item(written(book.save))) == "xlsx"
    assert kind_of(item(written(paper.save))) == "docx"
    assert kind_of(item(parquet)) == "parquet"


def test_items_of_repeated_elements_are_markup():
    soup = "<corpus>" + '<doc title="Le pont" date="2024-05-01">Il rouvre lundi.</doc>\n' * 5 + "</corpus>"
    assert kind_of(item(soup)) == "markup"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize(("kind", "content"), [("text", PROSE * 3), ("html", PAGE), ("csv", TABLE), ("json", "[{}]")])
def test_no_encoding_hides_what_an_item_is(kind, content, encoding):
    assert kind_of(item(content.encode(encoding))) == kind


def test_a_name_only_breaks_ties():
    narrow = "text\nLe pont rouvre lundi\nLa mairie le dit\n"
    assert kind_of(item(narrow, "a.csv")) == "csv"
    assert kind_of(item(narrow, "a.csv.gz")) == "csv"
    assert kind_of(item(narrow, "a.txt")) == "text"
    few = "code,zone\n1,nord\n"
    assert kind_of(item(few, "a.csv")) == "csv"
    assert kind_of(item(few, "a.txt")) == "text"
    assert kind_of(item(PROSE, "a.csv")) == "text"


def test_lists_and_headlines_with_commas_are_prose():
    lines = "Paris, Lyon, Nice\nThe bridge, closed, opens\nFrom our reporter, in Montbrume, at noon, today\n" * 3
    assert kind_of(item(lines)) == "text"
    assert kind_of(item("By Ann Lee, 1 May 2024\n\n" + PROSE * 4)) == "text"
    assert kind_of(item("Ann Lee, Montbrume, 1990\nBo Roth, Lac, 1991\nCy Fox, Nord, 1992\n" * 3)) == "text"
    assert kind_of(item("Home | Media | Link | Contact\nLe pont rouvre\n" + PROSE * 4)) == "text"
    assert kind_of(item("| title | date |\n|---|---|\n" + "| Le pont | 2024 |\n" * 5)) == "text"


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        ("it is empty", b""),
        ("it is a PNG picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("it is a JPEG picture", b"\xff\xd8\xff\xe0\0\x10JFIF"),
        (
            "it is an old Word document: save it as .docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        ),
        ("it is an old Office document: save it as .docx or .xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99),
        (
            "it is an OpenDocument file: save it as .docx or .xlsx",
            zipped(mimetype="application/vnd.oasis.opendocument.presentation"),
        ),
        ("it is a RAR archive: unpack it first", b"Rar!\x1a\x07\x01\0\xff"),
        ("it is a PostScript document: save it as PDF", b"%!PS-Adobe-3.0\n(Le pont) show\n"),
        ("it is an SVG picture", b'<?xml version="1.0"?>\n<svg xmlns="x"><text>a</text></svg>'),
        ("it is not a text file", bytes(range(256)) * 4),
        ("it is a zip file that is damaged or cut short", zipped(a="b" * 500)[:200]),
    ],
)
def test_what_is_not_read_is_named(reason, content):
    assert kind_of(item(content)) in {"binary", "empty"}
    assert why_unreadable(item(content)) == reason


def test_letters_that_could_be_magic_are_a_text():
    assert kind_of(item("MZ is what the band is called, and OggS its first song.\n" * 3)) == "text"


def test_a_text_with_a_few_nuls_is_a_text():
    assert kind_of(item(PROSE[:60] + "\0" + PROSE * 5)) == "text"


def test_it_reads_no_more_than_the_head():
    class Counted(io.BytesIO):
        n = 0

        def read(self, size=-1):
            Counted.n += size
            assert size >= 0
            return super().read(size)

    big = Counted((PROSE * 50_000).encode())
    assert kind_of(Item("a", Path("a"), lambda: big)) == "text"
    assert Counted.n == 65536


@pytest.mark.parametrize(
    "piece", ["<?mso-application a ?>", "<!-- a -->", '<?x a="1"?>\n', "<!DOCTYPE a [<!ENTITY b 'c'>]>"]
)
@pytest.mark.parametrize("root", ["<a", "", "<b>text</b>", "<!--", "<?x", "<style></style>" * 4000 + "<table"])
def test_what_stands_before_a_root_is_passed_over_in_no_time(piece: str, root: str):
    with at_most(2):
        it = item(piece * 400 + root, "a.xml")
        assert layout_of(it, kind_of(it)) is None
