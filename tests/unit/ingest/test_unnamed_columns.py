"""Tables without a header: each row is a document, and the report says which column was taken for what."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from filrouge.ingest import unnamed_columns
from filrouge.ingest.unnamed_columns import begins_with_data, fields_of, form_of
from tests.unit.reading import ingest

TEXTS = [
    "The ferry at Marlow was taken out of service on Friday, after two of its ramps had failed the inspection.",
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne.",
    "Der Wasserturm von Oberlauten wird im Herbst saniert, teilte die Gemeinde am Montag im Rathaus mit.",
    "El puente de Valdera seguirá cerrado hasta junio, anunció el ayuntamiento; los vecinos piden un autobús.",
]
TITLES = ["Ferry at Marlow laid up", "Un crédit pour le clocher", "Turm wird saniert", "El puente, cerrado"]
SOURCES = ["Marlow Observer", "L'Écho de Brévannes", "Marlow Observer", "Diario de Valdera"]
DAYS = ["2024-05-17", "2024-06-06", "2024-06-10", "2024-06-11"]
LINKS = [f"https://outlet{n}.example/story" for n in range(4)]
NUMBERS = ["811", "812", "813", "814"]
LANGUAGES = ["en", "fr", "de", "es"]
FIELDS = {"text": TEXTS, "title": TITLES, "source": SOURCES, "date": DAYS, "url": LINKS, "id": NUMBERS,
          "language": LANGUAGES}  # fmt: skip


def rows(*fields: str) -> list[list[str]]:
    return [list(row) for row in zip(*(FIELDS[field] for field in fields), strict=True)]


def table(sign: str, *fields: str, n: int = 4, quoted: bool = False) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerows(rows(*fields)[:n])
    return out.getvalue()


def found(path: Path) -> tuple[list[tuple], list[str]]:
    read = ingest([path])
    days = [row["published"] and f"{row['published']:%Y-%m-%d}" for row in read.documents.to_pylist()]
    kept = ("title", "source")
    told = [tuple(row[name] for name in kept) for row in read.documents.to_pylist()]
    texts = read.texts["text"].to_pylist()
    return [(*one, day, text) for one, day, text in zip(told, days, texts, strict=True)], read.report.notes


@pytest.mark.parametrize(
    ("name", "content", "encoding"),
    [
        ("a.csv", table(",", "date", "source", "title", "text", "url"), "utf-8"),
        ("a.csv", table(";", "id", "title", "text", "source", "date"), "cp1252"),
        ("a.tsv", table("\t", "text", "url", "language", "source", "title", "date"), "utf-16"),
        ("a.txt", table("|", "source", "date", "title", "text"), "utf-8"),
        ("a.csv", table(",", "title", "date", "url", "text", "source", quoted=True), "utf-8-sig"),
    ],
)
def test_each_row_is_a_document(tmp_path: Path, name: str, content: str, encoding: str):
    (tmp_path / name).write_bytes(content.encode(encoding))
    documents, (note, *_) = found(tmp_path / name)
    assert documents == list(zip(TITLES, SOURCES, DAYS, TEXTS, strict=True))
    assert "it has no header" in note
    assert "--map 'text=" in note
    assert "not sure" not in note


def test_two_rows_with_tabs_are_a_table(tmp_path: Path):
    content = "\n".join(table("\t", "date", "url", "title", "text").splitlines()[:2])
    (tmp_path / "a.txt").write_text(content, "utf-8")
    documents, _ = found(tmp_path / "a.txt")
    assert [(title, day, text) for title, _, day, text in documents] == list(zip(TITLES, DAYS, TEXTS, strict=True))[:2]


def test_a_sheet_without_a_header(tmp_path: Path):
    book = openpyxl.Workbook()
    for row in rows("date", "title", "source", "text"):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    documents, notes = found(tmp_path / "a.xlsx")
    assert documents == list(zip(TITLES, SOURCES, DAYS, TEXTS, strict=True))
    assert "column_1: date, column_2: title, column_3: source, column_4: text" in notes[0]


def test_one_row_cannot_tell_title_and_source_apart_and_says_so(tmp_path: Path):
    (tmp_path / "a.csv").write_text(table(",", "date", "source", "title", "text", "url", n=1), "utf-8")
    documents, (note, *_) = found(tmp_path / "a.csv")
    assert documents == [(TITLES[0], SOURCES[0], DAYS[0], TEXTS[0])]
    assert "not sure: source" in note
    assert "title=column_3,source=column_2" in note


def test_what_the_user_says_wins(tmp_path: Path):
    (tmp_path / "a.csv").write_text(table(",", "source", "title", "text"), "utf-8")
    read = ingest([tmp_path / "a.csv"], {"title": "column_1", "source": "column_2"})
    assert read.documents["title"].to_pylist() == SOURCES
    assert read.documents["source"].to_pylist() == TITLES


@pytest.mark.parametrize("fields", [("text",), ("text", "date"), ("url", "text"), ("source", "text")])
def test_few_columns(tmp_path: Path, fields: tuple[str, ...]):
    (tmp_path / "a.csv").write_text(table(",", *fields, quoted=True), "utf-8")
    documents, _ = found(tmp_path / "a.csv")
    assert [text for *_, text in documents] == TEXTS
    if "date" in fields:
        assert [day for *_, day, _ in documents] == DAYS


def test_titles_alone_are_read_as_titles(tmp_path: Path):
    (tmp_path / "a.csv").write_text(table(",", "title", "source", "date"), "utf-8")
    read = ingest([tmp_path / "a.csv"])
    assert read.texts["text"].to_pylist() == TITLES
    assert set(read.documents["kind"].to_pylist()) == {"headline"}
    assert read.documents["source"].to_pylist() == SOURCES


HEADERS = {
    "names that no one knows": [["a", "b", "c"], *rows("date", "title", "text")],
    "long names": [
        ["When was it printed, as far as you know?", "Which words stood above it on the page, in full and as printed?",
         "And the text of the article, copied whole, please, without the captions below its pictures?"],
        *rows("date", "title", "text"),
    ],
    "a year as a name": [["2024", "title", "body"], *rows("id", "title", "text")],
}  # fmt: skip


@pytest.mark.parametrize("given", HEADERS.values(), ids=HEADERS)
def test_a_header_is_no_row(given: list[list[str]], tmp_path: Path):
    assert not begins_with_data(given)
    out = io.StringIO()
    csv.writer(out).writerows(given)
    (tmp_path / "a.csv").write_text(out.getvalue(), "utf-8")
    read = ingest([tmp_path / "a.csv"])
    assert read.texts["text"].to_pylist() == TEXTS
    assert not [note for note in read.report.notes if "no header" in note]


PROSE = {
    "commas": "\n".join(f"{text} So it was said, and the port, the town, the county agreed." for text in TEXTS),
    "days of a chronology": "\n".join(
        f"{day}, {title}, and nobody knew why" for day, title in zip(DAYS, TITLES, strict=True)
    ),
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE)
def test_prose_is_no_table(tmp_path: Path, text: str):
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert len(found(tmp_path / "a.txt")[0]) == 1


def test_a_table_by_its_name_that_is_read_as_one_text_is_said_aloud(tmp_path: Path):
    (tmp_path / "a.csv").write_text("Ferry laid up\n\nIt is, the port said, for good, or so.\nBuses run, at last.\n")
    documents, notes = found(tmp_path / "a.csv")
    assert len(documents) == 1
    assert "named as a table" in notes[0]


def test_columns_are_told_by_what_they_hold():
    told = fields_of({f"column_{n}": values for n, values in enumerate(FIELDS.values(), 1)})
    assert told.columns == {field: f"column_{n}" for n, field in enumerate(FIELDS, 1)}
    assert told.unsure == ()


def test_a_short_title_differs_from_row_to_row_where_the_source_comes_again():
    columns = {"column_1": ["Ferry late", "Turm zu", "Pont", "Bac"], "column_2": SOURCES, "column_3": TEXTS}
    told = fields_of(columns)
    assert told.columns == {"title": "column_1", "source": "column_2", "text": "column_3"}
    assert told.unsure == ("title",)


def test_codes_are_no_sources_and_stamps_are_dates():
    columns = {
        "column_1": [f"20240517{n}-12" for n in range(4)], "column_2": [f"2024051{n}080000" for n in range(4)],
        "column_3": SOURCES, "column_4": TEXTS,
    }  # fmt: skip
    assert fields_of(columns).columns == {"date": "column_2", "text": "column_4", "source": "column_3"}


def test_rows_of_json_without_a_header(tmp_path: Path):
    (tmp_path / "a.json").write_text(json.dumps(rows("date", "title", "source", "text")), "utf-8")
    documents, notes = found(tmp_path / "a.json")
    assert documents == list(zip(TITLES, SOURCES, DAYS, TEXTS, strict=True))
    assert "no header" in notes[0]


def test_names_above_a_wide_table_are_told_from_data_by_some_of_its_cells(monkeypatch):
    wide = [[f"{n} of {k}, or {n * k}" for k in range(200)] for n in range(60)]
    looked_at = []
    monkeypatch.setattr(unnamed_columns, "form_of", lambda cell: looked_at.append(cell) or form_of(cell))
    assert not begins_with_data([["name"] * 200, *wide])
    assert 200 < len(looked_at) <= 200 + 2_000
