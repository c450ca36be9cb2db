import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ingest.formats import json_buffer, json_rows, json_survey, tables
from filrouge.ingest.formats.json_rows import read_json
from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.sheets import read_xlsx
from filrouge.ingest.formats.tables import read_csv, read_jsonl, read_parquet
from filrouge.ingest.record import Item, UnreadableFile


def item(content: bytes | str) -> Item:
    raw = content.encode() if isinstance(content, str) else content
    return Item("item", Path("item"), lambda: io.BufferedReader(io.BytesIO(raw)))


def rows(reader, content) -> list[tuple[int | None, dict[str, str] | str]]:
    return [(r.row, r.rejected or r.fields) for r in reader(item(content))]


def sheet_file(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet_file(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


# Lines of JSON


def test_each_line_is_a_record_and_a_bad_one_costs_itself():
    lines = '{"text": "a", "n": 3, "on": true, "none": null}\n\nnot json\n[1]\n{"text": "b\tc", "blank": " "}'
    assert rows(read_jsonl, lines) == [
        (1, {"text": "a", "n": "3", "on": "true"}),
        (3, "not JSON"),
        (4, "not a JSON object"),
        (5, {"text": "b\tc"}),
    ]
    assert next(read_jsonl(item(lines))).names == ("text", "n", "on", "none")


def test_what_is_nested_is_there_as_one_value_and_part_by_part():
    line = {
        "source": {"id": 7, "name": "Le Temps du Lac"},
        "text": {"rendered": "a"},
        "tags": ["é", 1],
        "geo": {"x": 1},
    }
    expected = {
        "source": "Le Temps du Lac",
        "text": "a",
        "tags": "é, 1",
        "geo": '{"x": 1}',
        "source.id": "7",
        "source.name": "Le Temps du Lac",
        "text.rendered": "a",
        "geo.x": "1",
    }
    assert rows(read_jsonl, json.dumps(line)) == [(1, expected)]


def test_what_holds_one_text_may_stand_in_a_list_and_in_other_things():
    line = {
        "plain": [{"value": "a"}, {"value": "b", "format": "html"}],
        "deeper": [{"value": {"text": "a"}}, {"value": "b"}],
        "odd": [{"value": "a"}, {"value": 5}],
    }
    (found,) = rows(read_jsonl, json.dumps(line))
    assert {name: found[1][name] for name in line} == {
        "plain": "a, b",
        "deeper": "a, b",
        "odd": '[{"value": "a"}, {"value": 5}]',
    }


def test_a_warning_on_bad_bytes_stays_with_the_records_that_have_them():
    raw = '{"text": "été"}\n{"text": "déjà"}\n'.encode() * 5 + b'{"text": "caf\xe9"}\n'
    warnings = [r.warning for r in read_jsonl(item(raw))]
    assert warnings == [*[None] * 10, "1 byte of the file is not UTF-8: read as �"]
    older = [r.warning for r in read_jsonl(item('{"text": "été à la mer"}\n{"text": "b"}'.encode("cp1252")))]
    assert older == ["not UTF-8: read as Windows-1252, some letters may be wrong"] * 2


# One JSON value


def whole(held):
    """A record without the parts of what is nested in it."""
    return held if isinstance(held, str) else {name: value for name, value in held.items() if "." not in name}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"text": "a"}, 5, {"text": "b"}], [(1, {"text": "a"}), (2, "not a JSON object"), (3, {"text": "b"})]),
        ({"status": "ok", "articles": [{"text": "a"}]}, [(1, {"text": "a"})]),
        ({"sources": [{"name": "A" * 500}], "articles": [{"body": "a"}]}, [(1, {"body": "a"})]),
        (
            {"response": {"n": 1, "docs": [{"headline": "a"}, {"headline": "b"}]}},
            [(1, {"headline": "a"}), (2, {"headline": "b"})],
        ),
        (
            {"title": "t", "text": "b", "comments": [{"text": "c"}]},
            [(None, {"title": "t", "text": "b", "comments": '[{"text": "c"}]'})],
        ),
        (
            {"comments": [{"text": "c" * 99}], "text": "b"},
            [(None, {"comments": json.dumps([{"text": "c" * 99}]), "text": "b"})],
        ),
        ({"title": "t", "by": {"name": "N"}}, [(None, {"title": "t", "by": "N"})]),
    ],
)
def test_the_list_of_records_is_found_by_shape(value, expected):
    for indent in (None, 2):
        read = rows(read_json, json.dumps(value, indent=indent))
        assert [(n, whole(held)) for n, held in read] == expected


def test_objects_in_a_row_are_records():
    text = '{\n "text": "a"\n}\n{\n "text": "b"\n}\n'
    assert rows(read_json, text) == [(1, {"text": "a"}), (2, {"text": "b"})]


@pytest.mark.parametrize("chunk", [1, 7, 64, 1 << 18])
def test_records_are_the_same_whatever_is_held_at_once(monkeypatch, chunk):
    monkeypatch.setattr(json_buffer, "CHUNK", chunk)
    articles = [{"text": 'a\\"]}é' * n, "n": 1.5e10 + n, "x": [n, {"y": [None, True]}]} for n in range(30)]
    whole = json.dumps({"a": {"b": [1, 2]}, "articles": articles, "z": "end"}, indent=1)
    assert rows(read_json, whole) == rows(read_jsonl, "\n".join(map(json.dumps, articles)))


def test_what_stands_before_a_break_is_read():
    assert rows(read_json, '[{"text": "a"}, {"text": "b"}, {"te') == [
        (1, {"text": "a"}), (2, {"text": "b"}), (3, "the JSON is cut short: what follows is left out")
    ]  # fmt: skip
    broken = rows(read_json, '[{"text": "a"}, {"text" "b"}, {"text": "c"}]')
    assert broken == [(1, {"text": "a"}), (2, "not JSON from character 17 on: what follows is left out")]
    for content, reason in (
        ("[]", "it holds no JSON objects"),
        ("[{", "the JSON is cut short"),
        ("[x]", "not JSON from"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            rows(read_json, content)


ALMOST = {
    "trailing commas": '[{"text": "a, ]", "n": 1,},\n{"text": "b",\n},\n]\n',
    "Python": """[{'text': "a, ]", 'n': 1, 'x': None}, {'text': 'b', 'ok': True, 'y': nan}]""",
    "JavaScript": """window.x.part0 = [{text: 'a, ]', n: 1, x: undefined}, // first\n {"text": "b"} /* last */];\n""",
    "constant": """const data=[{"text": "a, ]", "n": 1},{"text": "b"}]\nexport default data""",
    "callback": """show([{"text": "a, ]", "n": 1}, {"text": "b"}]);""",
    "list and object": """[{"text": "a, ]", "n": 1}]\n\n{"text": "b"}""",
    "object and list": """\ufeff{"text": "a, ]", "n": 1}\n\n[{"text": "b"}]\n""",
    "not a number": """[{"text": "a, ]", "n": 1, "m": NaN}, {"text": "b", "m": -Infinity}]""",
}


@pytest.mark.parametrize("chunk", [1, 1 << 18])
@pytest.mark.parametrize("form", ALMOST)
def test_what_is_almost_json_is_read_as_it_is_meant(monkeypatch, form, chunk):
    monkeypatch.setattr(json_buffer, "CHUNK", chunk)
    found = list(read_json(item(ALMOST[form])))
    assert [r.fields.get("text") for r in found if not r.rejected] == ["a, ]", "b"]
    assert found[0].fields["n"] == "1"
    assert "x" not in found[0].fields
    named = Item("posts.js", Path("item"), item(ALMOST[form]).open)
    assert kind_of(named) in {"json", "jsonl"}


def test_lines_that_are_almost_json_are_read_as_they_are_meant():
    lines = """\ufeff{"text": "a",}\n[{"text": "b"}, {"text": "c"}]\n
\x1e{'text': 'it\\'s "d"', 'x': None},\n{"text" "e"}\n"""
    assert rows(read_jsonl, lines) == [
        (1, {"text": "a"}), (2, {"text": "b"}), (2, {"text": "c"}), (4, {"text": 'it\'s "d"'}), (5, "not JSON")
    ]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 1])
def test_pages_of_records_in_a_row_are_all_read(indent):
    pages = [{"ok": True, "data": {"posts": [{"text": f"{n}{k}", "n": k} for k in range(3)]}} for n in range(3)]
    written = "\n".join(json.dumps(page, indent=indent) for page in pages)
    reader = read_json if indent else read_jsonl
    assert [fields["text"] for _, fields in rows(reader, written)] == [f"{n}{k}" for n in range(3) for k in range(3)]
    comments = [{"title": "A pier", "replies": [{"text": "yes"}, {"text": "no"}]} for _ in range(2)]
    written = "\n".join(json.dumps(one, indent=indent) for one in comments)
    assert len(rows(reader, written)) == 2


def test_prose_with_brackets_is_no_json():
    for text in ("[Update] The harbour = {closed}\n", "x = y\n\n[1] A note.", "{title: none} she wrote.", "f(x) = [a]"):
        assert kind_of(item(text)) == "text"


def test_a_list_is_found_in_a_file_longer_than_the_survey(monkeypatch):
    monkeypatch.setattr(json_survey, "SURVEYED", 5000)
    value = {"info": {"by": "x"}, "docs": [{"text": f"text {n}" * 20} for n in range(300)]}
    assert len(rows(read_json, json.dumps(value))) == 300


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(_JSON, st.integers(0, 60))
def test_any_json_whole_or_cut_is_read_or_refused_in_words(value, cut):
    text = json.dumps(value, ensure_ascii=False)
    for content in (text, text[:cut], "[" + text + ",", text * 2):
        try:
            assert all(r.rejected or r.names or not r.fields for r in read_json(item(content)))
        except UnreadableFile as error:
            assert str(error)  # noqa: PT017 - either outcome is right


# Spreadsheets


def test_a_sheet_is_a_table_below_its_header():
    content = [
        ["Export of 1 May", None, None],
        [],
        ["Title", "date", "n"],
        ["a", dt.date(2024, 5, 1), 3.0],
        [None] * 3,
        ["b", "?", 2.5],
    ]
    assert rows(read_xlsx, sheet_file(one=content)) == [
        (1, {"Title": "a", "date": "2024-05-01", "n": "3"}),
        (2, {"Title": "b", "date": "?", "n": "2.5"}),
    ]


def test_several_sheets_are_named():
    raw = sheet_file(north=[["text"], ["a"]], none=[], south=[["text"], ["b"], ["c"]])
    assert rows(read_xlsx, raw) == [
        (1, {"text": "a", "sheet": "north"}),
        (2, {"text": "b", "sheet": "south"}),
        (3, {"text": "c", "sheet": "south"}),
    ]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (dt.datetime(2024, 5, 1), "yyyy-mm-dd", "2024-05-01"),
        (dt.datetime(2024, 5, 1, 10, 30), "yyyy-mm-dd hh:mm", "2024-05-01T10:30:00"),
        (dt.datetime(2024, 5, 1, 10, 29, 59, 999_999), "dd/mm/yyyy hh:mm", "2024-05-01T10:30:00"),
        (dt.datetime(2024, 5, 1), "mmm-yy", "2024-05"),
        (dt.datetime(2024, 1, 1), "yyyy", "2024"),
        (dt.datetime(2024, 5, 1), '[$-40C]d "mai" yyyy', "2024-05-01"),
        (dt.datetime(2024, 5, 1), 'mmmm" de "yyyy', "2024-05"),
        (45413, "0", "45413"),
    ],
)
def test_a_date_is_as_precise_as_its_cell_shows_it(value, number_format, expected):
    book = openpyxl.Workbook()
    book.active.append(["text", "date"])
    book.active.append(["a", value])
    book.active["B2"].number_format = number_format
    assert rows(read_xlsx, saved(book)) == [(1, {"text": "a", "date": expected})]


def test_a_workbook_that_is_cut_short_is_told():
    raw = sheet_file(one=[["text"], ["a" * 5000]])
    with pytest.raises(UnreadableFile, match="damaged or cut short"):
        rows(read_xlsx, raw[: len(raw) // 2])


# Parquet


def test_parquet_values_are_written_as_text():
    zone = dt.timezone(dt.timedelta(hours=2))
    table = pa.table(
        {
            "text": ["a", None],
            "day": pa.array([dt.date(2024, 5, 1), None]),
            "at": pa.array([dt.datetime(2024, 5, 1, 10, 30, tzinfo=zone), None], pa.timestamp("us", "+02:00")),
            "local": pa.array([dt.datetime(2024, 5, 1, 10, 30), None], pa.timestamp("ns")),
            "n": [3.0, 2.5],
            "price": pa.array([Decimal("1.50"), None]),
            "raw": pa.array(["é".encode(), b""]),
            "tags": [["é"], []],
            "far": pa.array([300_000_000_000_000, None], pa.int64()).cast(pa.timestamp("s")),
        }
    )
    first, second = rows(read_parquet, parquet_file(table))
    assert first[0] == 1
    assert first[1].pop("far").isdigit()
    assert first[1] == {
        "text": "a",
        "day": "2024-05-01",
        "at": "2024-05-01T10:30:00+02:00",
        "local": "2024-05-01T10:30:00",
        "n": "3",
        "price": "1.50",
        "raw": "é",
        "tags": "é",
    }
    assert second == (2, {"n": "2.5", "tags": "[]"})


def test_parquet_that_is_damaged_is_told():
    raw = parquet_file(pa.table({"text": ["a" * 50] * 500}))
    for spoilt in (raw[:-20], raw[:4], raw[:60] + raw[120:], b"PAR1" + b"\0" * 99 + b"PAR1"):
        with pytest.raises(UnreadableFile, match="the Parquet file is damaged or cut short"):
            rows(read_parquet, spoilt)


# Limits, for all of them


def test_a_value_that_is_too_long_costs_its_row_only(monkeypatch):
    monkeypatch.setattr(tables, "LONGEST_VALUE", 1 << 20)
    monkeypatch.setattr(json_buffer, "LONGEST_VALUE", 1 << 20)
    monkeypatch.setattr(json_rows, "LONGEST_VALUE", 1 << 20)
    monkeypatch.setattr(json_rows, "_LONGEST_TABLE", 1 << 20)
    texts = [{"text": "a"}, {"text": "b" * (1 << 21)}, {"text": "c"}]
    for reader, content in (
        (read_jsonl, "\n".join(map(json.dumps, texts))),
        (read_json, json.dumps(texts)),
        (read_json, json.dumps({"docs": texts})),
        (read_parquet, parquet_file(pa.Table.from_pylist(texts))),
    ):
        found = rows(reader, content)
        assert [found[0], found[2]] == [(1, {"text": "a"}), (3, {"text": "c"})], reader
        assert found[1][0] == 2
        assert "longer than 1 million characters" in found[1][1]


def test_a_hundred_thousand_columns_are_no_table():
    names = [f"c{n}" for n in range(100_000)]
    reason = "100,000 columns: more than 2,000 is no table of texts"
    assert rows(read_csv, ",".join(names) + "\n" + ",".join("x" * 100_000)) == [(1, reason)]
    assert rows(read_jsonl, json.dumps(dict.fromkeys(names, 1))) == [(1, reason)]
    with pytest.raises(UnreadableFile, match="2,500 columns"):
        rows(read_parquet, parquet_file(pa.table({name: [1] for name in names[:2500]})))
    assert rows(read_xlsx, sheet_file(one=[names[:2500], [1] * 2500]))[0][1].endswith("is no table of texts")
