"""Input made to do harm: each gives one clear reason, in bounded memory and time, and the rest is read."""

import gzip
import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filrouge.ingest.formats import csv_rows, json_buffer, json_rows, packages, readers, tables
from filrouge.ingest.formats.archives import Limits, Refused, items
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item, UnreadableFile
from tests.effort import at_most

GOOD = "Le pont de Montbrume rouvrira lundi, a dit la mairie.\n"
BOMB = "it unpacks to more than text ever does, and is taken for an archive bomb"
SMALL = Limits(total=4 << 20, member=2 << 20, ratio=200, beyond=1 << 20, members=500)
MEGABYTE = 1 << 20


class Repeated(io.RawIOBase):
    """A stream of a start, one piece over and over, and an end; it takes no memory."""

    def __init__(self, start: bytes, piece: bytes, n_pieces: int, end: bytes) -> None:
        self._start, self._piece, self._end = start, piece, end
        self._inner = len(piece) * n_pieces
        self._at = 0

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        whole = len(self._start) + self._inner + len(self._end)
        self._at = max(0, offset + (0, self._at, whole)[whence])
        return self._at

    def readinto(self, buffer):
        at, n = self._at, len(buffer)
        if at < len(self._start):
            data = self._start[at : at + n]
        elif (inside := at - len(self._start)) < self._inner:
            shift = inside % len(self._piece)
            data = (self._piece * (n // len(self._piece) + 2))[shift : shift + min(n, self._inner - inside)]
        else:
            data = self._end[inside - self._inner : inside - self._inner + n]
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def item(raw: bytes | str, name: str = "item.txt") -> Item:
    content = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(content)))


def repeated(*parts) -> Item:
    return Item("item", Path("item"), lambda: io.BufferedReader(Repeated(*parts)))


def zipped(members: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(raw: bytes, part: str, content: str) -> bytes:
    """A document with one of its parts exchanged."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped({**parts, part: content})


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def unpacked(tmp_path, raw: bytes, limits: Limits = SMALL) -> tuple[list[str], dict[str, str]]:
    path = tmp_path / "in.zip"
    path.write_bytes(raw)
    kept, refused = [], {}
    for found in items(path, "in.zip", limits):
        try:
            if isinstance(found, Refused):
                refused[found.name] = found.reason
            else:
                with found.open() as stream:
                    while stream.read(MEGABYTE):
                        pass
                kept.append(found.name)
        except UnreadableFile as error:
            refused[found.name] = str(error)
    return kept, refused


def outcome(it: Item) -> str | list[str]:
    """The reason why an item is not read, or for each of its records its text or the reason why it is rejected."""
    try:
        return [record.rejected or record.fields.get("text", "") for record in read_records(it)]
    except UnreadableFile as error:
        return str(error)


# Archives


def test_bombs_are_told_and_the_rest_is_read(tmp_path):
    zeros = bytes(3 << 20)
    inner = zipped({f"{n}.txt": bytes(1 << 20) for n in range(20)})
    raw = zipped({"a.txt": GOOD, "zeros.txt": zeros, "zeros.gz": gzip.compress(zeros), "zz.zip": inner, "b.txt": GOOD})
    kept, refused = unpacked(tmp_path, raw)
    assert kept[:2] == ["in.zip/a.txt", "in.zip/b.txt"]
    assert refused["in.zip/zeros.gz"] == BOMB
    assert set(refused.values()) <= {BOMB, f"{BOMB}: from zeros.txt on it is left out", "it unpacks to more than 2 MB"}


def test_one_compressed_file_that_is_a_bomb_is_told(tmp_path):
    assert unpacked(tmp_path, gzip.compress(bytes(50 << 20))) == ([], {"in.zip": BOMB})


def test_a_total_is_a_total_of_all_layers(tmp_path):
    text = "".join(str(n * n) for n in range(60_000)).encode()[: 300 << 10]  # does not pack 200 times
    inner = zipped({f"{n:02}.txt": text for n in range(10)})
    kept, refused = unpacked(tmp_path, zipped({"a.zip": inner, "b.zip": inner}))
    assert 9 <= len(kept) < 20
    assert list(refused.values())[-1].startswith("the archive unpacks to more than 4 MB")


def test_archives_without_end_in_archives_end(tmp_path):
    raw = GOOD.encode()
    for n in range(12):
        raw = zipped({f"{n}.zip": raw})
    assert unpacked(tmp_path, raw)[0] == []
    ((name, reason),) = unpacked(tmp_path, raw)[1].items()
    assert (name.count("/"), reason) == (4, "it is packed in more than 4 layers")


def test_more_members_than_any_folder_has_are_told(tmp_path):
    kept, refused = unpacked(tmp_path, zipped({f"{n:04}.txt": "x" for n in range(600)}))
    assert len(kept) == 500
    assert refused == {"in.zip": "more than 500 members: the rest is left out"}


def test_nothing_is_written_beside_the_archive(tmp_path):
    (tmp_path / "sub").mkdir()
    unpacked(tmp_path / "sub", zipped({"../out.txt": "x", "in/a.txt": "x"}))
    assert [p.name for p in tmp_path.rglob("*")] == ["sub", "in.zip"]


# Documents


DOCTYPE = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "' + "ha" * 500 + '">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 40}">' for a, b in zip("abcd", "bcde", strict=True)
) + "]>\n"  # fmt: skip
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>'
BODY = f'<w:document xmlns:w="{WORD}"><w:body>'
END = "</w:body></w:document>"


@pytest.mark.parametrize(
    ("document", "part", "content"),
    [
        (docx.Document(), "word/document.xml", f"{DOCTYPE}{BODY}<w:p><w:r><w:t>&e;</w:t></w:r></w:p>{END}"),
        (
            openpyxl.Workbook(),
            "xl/worksheets/sheet1.xml",
            f'{DOCTYPE}<worksheet xmlns="{SHEET}"><sheetData>{ROW}</sheetData></worksheet>',
        ),
        (
            docx.Document(),
            "word/document.xml",
            BODY + "<w:sdt><w:sdtContent>" * 10_000 + "</w:sdtContent></w:sdt>" * 10_000 + END,
        ),
    ],
    ids=["entities in Word", "entities in Excel", "10,000 nested parts"],
)
def test_documents_that_swell_are_refused(document, part, content):
    with at_most(10):
        assert isinstance(outcome(item(with_part(saved(document), part, content))), str)


def test_a_document_that_is_a_bomb_is_told(monkeypatch):
    monkeypatch.setattr(packages, "Limits", lambda: Limits(beyond=MEGABYTE))
    raw = with_part(saved(docx.Document()), "word/document.xml", " " * (20 << 20))
    assert outcome(item(raw)) == "it unpacks to more than a document ever does, and is taken for an archive bomb"


@pytest.mark.parametrize("opened", ["<div>", "<doc>", "<a b='c'>", "<!--", "<![CDATA[", "<!DOCTYPE x [", '{"a":', "["])
def test_ten_thousand_nested_tags_end(opened):
    with at_most(20):
        found = outcome(item(opened * 10_000 + GOOD))
    assert isinstance(found, str) or len(set(found)) <= 3


# Tables


@pytest.fixture
def small_values(monkeypatch):
    for module in (tables, json_buffer, json_rows):
        monkeypatch.setattr(module, "LONGEST_VALUE", MEGABYTE)
    monkeypatch.setattr(json_rows, "_LONGEST_TABLE", MEGABYTE)
    monkeypatch.setattr(csv_rows, "_LONGEST_ROW", MEGABYTE)
    monkeypatch.setattr(readers, "_LONGEST_TEXT", MEGABYTE)


LONG_LINE = ["a", "a line longer than 1 million characters", "b"]
LONG_VALUE = ["a", "a value longer than 1 million characters", "b"]


@pytest.mark.parametrize(
    ("start", "piece", "end", "expected"),
    [
        ('{"text": "a"}\n{"text": "', "words ", '"}\n{"text": "b"}\n', LONG_LINE),
        ('[{"text": "a"}, {"text": "', "words ", '"}, {"text": "b"}]', LONG_VALUE),
        ('[{"text": "a"}, {"x": [', '["' + ']\\\\\\" ' * 200 + '"], {}, ', '1]}, {"text": "b"}]', LONG_VALUE),
        ('{"docs": [{"text": "a"}, {"text": "', "words ", '"}, {"text": "b"}]}', LONG_VALUE),
        ("id,text\n1,a\n2,", "words ", "\n3,b\n", LONG_LINE),
        ("id,text\n1,a\n2,", "x,y,", "\n3,b\n", LONG_LINE),
        ("words ", "words ", "", "one text of more than 1 million characters is no article"),
    ],
)
@pytest.mark.usefixtures("small_values")
def test_a_line_without_end_costs_its_record_and_no_memory(start, piece, end, expected):
    found = repeated(start.encode(), piece.encode(), (64 << 20) // len(piece), end.encode())
    tracemalloc.start()
    try:
        assert outcome(found) == expected
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40 << 20


def test_a_hundred_thousand_columns_cost_one_line():
    raw = ",".join(f"c{n}" for n in range(100_000)) + "\n" + ",".join("x" * 100_000) + "\n"
    with at_most(5):
        assert outcome(item(raw, "wide.csv")) == ["100,000 columns: more than 2,000 is no table of texts"]


def test_numbers_and_nesting_without_end_cost_their_record():
    lines = [
        '{"text": "a"}',
        '{"n": ' + "9" * 10_000 + "}",
        '{"n": ' + "[" * 10_000 + "]" * 10_000 + "}",
        '{"text": "b"}',
    ]
    assert outcome(item("\n".join(lines))) == ["a", "not JSON", "nested too deep", "b"]


# Characters


def test_a_binary_file_of_any_name_is_told():
    assert outcome(item(bytes(range(256)) * 100)) == "it is not a text file"
    assert outcome(item(b"\x7fELF\x02\x01\x01" + bytes(500))) == "it is a program"


def test_lone_surrogates_and_nuls_and_marks_of_direction_are_read():
    odd = "a \ud800 b \u202e c \u2066 d \0 e"
    for raw in (json.dumps({"text": odd}), json.dumps([{"text": odd}])):
        assert outcome(item(raw)) == [odd]
    (text,) = outcome(item(GOOD * 3 + "\0\0 and \u202eback\u202c"))
    assert text == GOOD * 3 + "\0\0 and \u202eback\u202c"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        [
            b"",
            b"{",
            b"[{",
            b"PK\x03\x04",
            b"%PDF-1.4",
            b"PAR1",
            b"\x1f\x8b\x08",
            b"a,b\n",
            b"---\n",
            b"\xff\xfe",
            b"<x>",
        ]
    ),
    st.binary(max_size=300) | st.text(alphabet='{}[]",:\\ab\n1<>;=-', max_size=300).map(str.encode),
)
def test_whatever_comes_is_read_or_refused_in_words(start, rest):
    it = item(start + rest)
    assert kind_of(it)
    found = outcome(it)
    assert found or found == []
