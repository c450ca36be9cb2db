"""Tables in other files than .xlsx: old Excel, OpenDocument, Excel's XML and pages, tables in pages and Word."""

import io
import struct
import zipfile
from pathlib import Path

import docx
import pytest

from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item, Record, UnreadableFile
from tests.unit.ingest.formats.office import container, xlsb

HARBOUR = "The harbour of Aldby was closed for the winter, and the fishermen asked who would pay for the dredging."
KITCHEN = "Two schools in Lower Marlow will share one kitchen from next autumn, the district said on Thursday."
HEADER = ["Headline", "Newspaper", "Date", "Text"]
ROWS = [
    ["Harbour closed", "Aldby Post", "2025-03-11", HARBOUR],
    ["One kitchen", "Marlow Herald", "2025-03-12", KITCHEN],
]
EXPECTED = [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def item(content: bytes, name: str = "a.bin") -> Item:
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(content)))


def read(content: bytes, name: str = "a.bin") -> list[Record]:
    return list(read_records(item(content, name)))


def ods(rows: list[list[str]]) -> bytes:
    def cell(text: str) -> str:
        if text[:2] == "20":
            return f'<table:table-cell office:value-type="date" office:date-value="{text}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="One">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return stream.getvalue()


def xls(rows: list[list[str]]) -> bytes:
    """A workbook of Excel 97 with labels only, in the container of old Office files."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)
    sheet = record(0x0809, begin[:2] + struct.pack("<H", 0x0010) + begin[4:])
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            encoded = text.encode("utf-16-le")
            sheet += record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + encoded)
    sheet += record(0x000A, b"")
    name = b"\x03\x00One"
    length = 2 * len(record(0x0809, begin)) - 20 + 4 + 6 + len(name) + 4
    start = record(0x0809, begin) + record(0x0085, struct.pack("<IH", length, 0) + name) + record(0x000A, b"")
    assert len(start) == length
    return container({"Workbook": (start + sheet).ljust(4096, b"\0")})


def spreadsheetml(rows: list[list[str]]) -> bytes:
    def cell(text: str) -> str:
        kind = "DateTime" if text[:2] == "20" else "String"
        text = f"{text}T00:00:00.000" if kind == "DateTime" else text
        return f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>'

    lines = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="One"><Table>'
        f"{lines}</Table></Worksheet></Workbook>"
    ).encode()


def page(rows: list[list[str]], start: str = "<html><body>", header: str = "th") -> bytes:
    lines = "".join(
        f"<tr>{''.join(f'<{kind}>{cell}</{kind}>' for cell in row)}</tr>"
        for row, kind in zip(rows, [header, *["td"] * len(rows)], strict=False)
    )
    return f"{start}<table>{lines}</table></body></html>".encode()


EXCEL = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ods([HEADER, *ROWS]), "ods"),
        (xls([HEADER, *ROWS]), "xls"),
        (xlsb([HEADER, *ROWS], shared=HEADER), "xlsb"),
        (spreadsheetml([HEADER, *ROWS]), "spreadsheetml"),
        (page([HEADER, *ROWS], EXCEL, "td"), "html"),
        (page([HEADER, *ROWS]), "html"),
        (page([HEADER, *ROWS], "", "td"), "html"),
        (page([HEADER, *ROWS], "<style>td {color: red}</style><meta charset=utf-8>", "td"), "html"),
    ],
    ids=["ods", "xls", "xlsb", "xml", "excel page", "page", "bare table", "styled table"],
)
def test_a_table_is_the_same_in_any_file(content: bytes, kind: str):
    assert kind_of(item(content, "export.xls")) == kind
    records = read(content, "export.xls")
    assert [record.fields for record in records] == EXPECTED
    assert [record.row for record in records] == [1, 2]


def test_days_and_numbers_of_a_binary_workbook():
    rows = [HEADER, ["One kitchen", "Marlow Herald", 45728.0, KITCHEN], ["Harbour", "Aldby Post", 45727.5, HARBOUR]]
    assert [record.fields["Date"] for record in read(xlsb(rows))] == ["2025-03-12", "2025-03-11T12:00:00"]


def test_what_says_that_it_is_vast_takes_no_room():
    whole = ods([HEADER, *ROWS])
    vast = ods([HEADER, ["x" * 9, *ROWS[0][1:]], ROWS[1]])
    with zipfile.ZipFile(io.BytesIO(vast)) as package:
        content = package.read("content.xml").decode()
    content = content.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">')
    content = content.replace("<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ', 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    assert len(read(stream.getvalue())) <= len(read(whole))
    far = xlsb([HEADER, [*ROWS[0], "far"]], places={4: 0xFFFF_FFFF})
    assert [list(record.fields) for record in read(far)] == [HEADER]
    old = bytearray(xls([HEADER, *ROWS]))
    at = old.index(struct.pack("<HHH", 2, 3, 0))  # the place of the last cell
    old[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(UnreadableFile):
        read(bytes(old))


def test_titles_that_are_links_give_the_address():
    rows = [[f'<a href="https://a.example/{n}">{row[0]}</a>', *row[1:]] for n, row in enumerate(ROWS)]
    records = read(page([HEADER, *rows]))
    assert [record.fields["link"] for record in records] == ["https://a.example/0", "https://a.example/1"]
    assert records[0].fields["Headline"] == "Harbour closed"


def test_a_page_around_a_table_of_figures_is_a_page():
    paragraphs = f"<html><body><article><h1>Harbour</h1><p>{HARBOUR}</p><p>{KITCHEN}</p><p>{HARBOUR[4:]}</p>"
    figures = [["Title", "Date", "Tons"], ["Cod", "2025", "3"], ["Herring", "2025", "5"], ["Eel", "2025", "1"]]
    (record,) = read(page(figures, paragraphs))
    assert record.row is None
    assert HARBOUR in record.fields["text"]


def word(rows: list[list[str]], *before: str) -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    for line in before:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, cells.cells, strict=True):
            cell.text = text
    document.save(stream)
    return stream.getvalue()


def test_a_table_of_articles_in_word():
    records = read(word([HEADER, *ROWS], "Press review"))
    assert [record.fields for record in records] == EXPECTED
    (record,) = read(word([HEADER, *ROWS], *[HARBOUR] * 9))
    assert record.pasted


@pytest.mark.parametrize("make", [ods, xls, xlsb, spreadsheetml])
def test_damaged_ones_are_refused_or_read_in_part(make):
    whole = make([HEADER, *ROWS])
    for end in (600, len(whole) // 2, len(whole) - 700):
        try:
            records = read(whole[:end], "a.xls")
        except UnreadableFile:
            continue
        assert all(record.fields or record.rejected for record in records)


def test_tabs_make_a_table_of_a_text():
    content = "\n".join("\t".join(row) for row in [HEADER, *ROWS]).encode()
    assert kind_of(item(content, "a.txt")) == "csv"
    assert [record.fields for record in read(content, "a.txt")] == EXPECTED
