import io
import zlib
from pathlib import Path

import docx
import pypdf
import pytest

from filrouge.ingest.formats.paper_lines import PrintedLine, paragraphs, without_running_lines
from filrouge.ingest.formats.papers import read_docx
from filrouge.ingest.formats.pdf import read_pdf
from filrouge.ingest.record import Item, UnreadableFile

ARTICLE = [
    "Le pont de Montbrume rouvrira lundi",
    "Fermé depuis le mois de mars, le pont de Montbrume sera rendu aux automobilistes lundi, a annon-",
    "cé hier la mairie. Les travaux ont coûté deux millions de francs, soit un tiers de plus que ce que",
    "la ville avait prévu.",
    "« Nous avons tenu nos promesses », a dit l'adjointe aux travaux, qui se réjouit de la fin du chan-",
    "tier franco-suisse. Les commerçants du quai attendent beaucoup de cette réouverture.",
]
WHOLE = """\
Le pont de Montbrume rouvrira lundi
Fermé depuis le mois de mars, le pont de Montbrume sera rendu aux automobilistes lundi, a annoncé hier la mairie. \
Les travaux ont coûté deux millions de francs, soit un tiers de plus que ce que la ville avait prévu.
« Nous avons tenu nos promesses », a dit l'adjointe aux travaux, qui se réjouit de la fin du chantier franco-suisse. \
Les commerçants du quai attendent beaucoup de cette réouverture.""".splitlines()


def item(raw: bytes) -> Item:
    return Item("item", Path("item"), lambda: io.BufferedReader(io.BytesIO(raw)))


def pdf(pages: list[list[str]], title: str | None = None, password: str | None = None, picture: bool = False) -> bytes:
    """A PDF with lines of Helvetica, one below the other."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = b"".join(
            b"("
            + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj T* "
            for line in lines
        )
        drawn = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI " if picture else b""
        content = zlib.compress(drawn + b"BT /F1 10 Tf 14 TL 40 800 Td " + shown + b"ET")
        objects.append(content)
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        if isinstance(content, bytes):
            body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(content) + content + b"\nendstream"
        else:
            body = content.encode()
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, end)
    if title is None and password is None:
        return out
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(out))
    writer.add_metadata({"/Title": title or "", "/CreationDate": "D:20240501120000"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def word(write) -> bytes:
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_pdf_is_read_in_paragraphs():
    (record,) = read_pdf(item(pdf([ARTICLE])))
    assert record.fields["text"].split("\n") == WHOLE
    assert (record.row, record.pasted, record.warning) == (None, True, None)
    assert "title" not in record.fields
    assert "date" not in record.fields


def test_running_heads_and_page_numbers_are_left_out_and_named():
    heads = [
        ["Le Temps du Lac, mercredi 1er mai 2024", *ARTICLE[3 * n : 3 * n + 3], f"Page {n + 1} / 2"] for n in range(2)
    ]
    (record,) = read_pdf(item(pdf(heads)))
    assert record.fields["text"].split("\n") == [heads[0][0], *WHOLE]
    assert record.methods["text"] == (
        "text of the PDF, without what repeats on its pages: Page 1 / 2; Le Temps du Lac, mercredi 1er mai 2024"
    )


@pytest.mark.parametrize(
    ("title", "taken"),
    [
        ("Le pont de Montbrume rouvrira lundi", True),
        ("Le pont de  Montbrume\nrouvrira", True),
        ("Microsoft Word - pont_v3_final.doc", False),
        ("untitled", False),
        ("Communiqué de presse, modèle 2019", False),
        ("", False),
    ],
)
def test_a_title_of_the_metadata_is_one_only_where_the_text_has_it(title, taken):
    (record,) = read_pdf(item(pdf([ARTICLE], title)))
    assert record.fields.get("title") == (" ".join(title.split()) if taken else None)
    assert record.methods.get("title") == ("metadata /Title" if taken else None)

    def write(document):
        document.core_properties.title = title
        for line in WHOLE:
            document.add_paragraph(line)

    (record,) = read_docx(item(word(write)))
    assert record.fields.get("title") == (" ".join(title.split()) if taken else None)


@pytest.mark.parametrize(
    ("reason", "raw"),
    [
        ("a PDF of pictures without text: recognise its text (OCR) first", pdf([[], []], picture=True)),
        ("the PDF holds no text", pdf([[]])),
        ("the PDF is encrypted: save a copy without a password", pdf([ARTICLE], password="key")),
        ("the PDF is damaged or cut short", b"%PDF-1.4\n" + b"1 0 obj << /Type /Catalog >>" + b"x" * 500),
        ("the PDF is damaged or cut short", b"%PDF-1.4\n"),
    ],
)
def test_a_pdf_that_cannot_be_read_says_why(reason, raw):
    with pytest.raises(UnreadableFile) as refused:
        list(read_pdf(item(raw)))
    assert str(refused.value) == reason


def test_a_pdf_locked_against_changes_only_is_read():
    (record,) = read_pdf(item(pdf([ARTICLE], password="")))
    assert record.fields["text"].split("\n") == WHOLE


def test_pages_beyond_the_bound_are_told(monkeypatch):
    monkeypatch.setattr("filrouge.ingest.formats.pdf._MOST_PAGES", 2)
    (record,) = read_pdf(item(pdf([ARTICLE[:2], ARTICLE[2:4], ARTICLE[4:]])))
    assert record.warning == "only the first 2 of 3 pages were read"
    assert "chantier" not in record.fields["text"]


def printed(*lines: str, width: float = 78.0) -> list[PrintedLine]:
    """Lines of letters as wide as high, one below the other, in one column."""
    return [
        PrintedLine(line, after=width - len(line), base=-1.2 * n, size=1.0, first=len(line.split()[0]), column=width)
        for n, line in enumerate(lines)
    ]


def test_lines_are_joined_where_the_next_word_would_not_have_fitted():
    lines = ["A headline", "x" * 72 + " well-", "known bridge of the so-called up-", "per town.", "- a point of a list"]
    assert paragraphs(printed(*lines, "It was well-known " + "y" * 60))[:3] == [
        "A headline",
        "x" * 72 + " well-known bridge of the so-called upper town.",
        "- a point of a list",
    ]
    assert paragraphs([]) == []
    assert paragraphs(printed("soft hy\u00ad", "phen " + "z" * 60)) == ["soft hyphen " + "z" * 60]


def test_what_repeats_inside_a_page_stays():
    pages = [[f"{n} a", "b", "c", "the same sentence in the middle", "d", "e", f"f {n}"] for n in "pqr"]
    running = without_running_lines(
        [printed(*([line + p[0] for line in p[:3]] + p[3:4] + [x + p[0] for x in p[4:]])) for p in pages]
    )
    assert [line.text for page in running.pages for line in page].count("the same sentence in the middle") == 3
    assert running.left_out == []


def test_a_word_document_is_read_in_order():
    def write(document):
        document.add_heading("Le pont rouvre", 0)
        document.add_paragraph("Il était fermé depuis mars.\tEnfin.")
        table = document.add_table(2, 2)
        for cell, text in zip([c for row in table.rows for c in row.cells], ["Coût", "2 M", "Durée", ""], strict=True):
            cell.text = text
        document.add_paragraph("Les commerçants\nattendent.")
        document.core_properties.author = "Ann"

    (record,) = read_docx(item(word(write)))
    assert record.fields == {
        "text": "Le pont rouvre\nIl était fermé depuis mars.\tEnfin.\nCoût\t2 M\nDurée\nLes commerçants\nattendent."
    }
    assert record.pasted


def test_text_under_revision_links_and_boxes_are_read_once():
    from docx.oxml import parse_xml

    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    run = "<w:r><w:t>{}</w:t></w:r>"
    box = "<w:txbxContent><w:p>" + run.format("boxed") + "</w:p></w:txbxContent>"
    xml = (
        f"<w:p {spaces}>" + run.format("kept ") + "<w:ins>" + run.format("inserted ") + "</w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:hyperlink>"
        + run.format("linked")
        + "</w:hyperlink>"
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    control = f"<w:sdt {spaces}><w:sdtContent><w:p>" + run.format("in a form") + "</w:p></w:sdtContent></w:sdt>"

    def write(document):
        document.element.body.insert(0, parse_xml(control))
        document.element.body.insert(0, parse_xml(xml))

    (record,) = read_docx(item(word(write)))
    assert record.fields["text"] == "kept inserted linked\nboxed\nin a form"


def test_a_word_document_that_cannot_be_read_says_why():
    good = word(lambda document: document.add_paragraph("a"))
    for raw, reason in (
        (good[:900], "damaged or cut short"),
        (word(lambda _: None), "the Word document holds no text"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            list(read_docx(item(raw)))
