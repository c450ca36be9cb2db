import json

import pytest

from tests.unit.reading import ingest

TEXT = "The price of gas rose by a fifth on Wednesday after talks about the tariff of the strait had failed again."
DATED = {"text": TEXT, "source": "Wire", "date": "2024-03-03"}


def read(tmp_path, *rows, name="a.jsonl"):
    (tmp_path / name).write_text("\n".join(map(json.dumps, rows)))
    return ingest([tmp_path])


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ([DATED, DATED], 1),  # everything the same, and it says when and by whom: one item, read twice
        ([DATED, {**DATED, "source": "Post"}], 2),
        ([DATED, {**DATED, "desk": "night"}], 2),
        ([{"text": TEXT}, {"text": TEXT}], 2),  # nothing tells that it is one item: a repeat is a signal
        ([{"text": TEXT, "url": "https://w.example/1"}] * 3, 1),
    ],
)
def test_one_item_of_an_export_is_read_once(tmp_path, rows, kept):
    result = read(tmp_path, *rows)
    assert (result.documents.num_rows, result.report.repeated) == (kept, len(rows) - kept)
    assert [file.n_repeated for file in result.report.files] == [len(rows) - kept]
    assert len(set(result.documents["copy_group"].to_pylist())) == 1


def test_one_item_in_two_exports_stays_two(tmp_path):
    read(tmp_path, DATED)
    assert read(tmp_path, DATED, name="b.jsonl").documents.num_rows == 2


def test_the_order_of_documents_is_that_of_files_and_rows(tmp_path):
    rows = [{"text": f"{TEXT} {i}", "id": str(i)} for i in range(4500)]
    result = read(tmp_path, *rows)
    assert result.documents["doc_id"].to_pylist() == result.texts["doc_id"].to_pylist() == [str(i) for i in range(4500)]
    assert result.texts["text"][4321].as_py().endswith(" 4321")
    assert result.documents["copy_group"].to_pylist() == list(range(4500))


def test_ids_differ_whatever_is_claimed(tmp_path):
    first = read(tmp_path, {"text": TEXT})
    taken = first.documents["doc_id"][0].as_py()
    result = read(tmp_path, {"text": TEXT}, {"text": TEXT + " Two.", "id": taken}, {"text": TEXT})
    assert len(set(result.documents["doc_id"].to_pylist())) == 3


def test_rare_columns_are_left_out_with_a_note(tmp_path):
    wide = {f"column{i}": "x" for i in range(300)}
    result = read(tmp_path, {"text": TEXT, **wide}, {"text": TEXT, "column299": "y"})
    assert "column299" in result.documents.column_names
    assert sum(name.startswith("column") for name in result.documents.column_names) == 200
    assert result.report.notes[0].startswith("100 columns that few documents have were left out")


def test_a_name_has_its_usual_spelling_whatever_its_capitals_and_spaces(tmp_path):
    names = ["ALDBY POST", "Aldby Post", "Aldby  Post", "aldby post", "Aldby Post", "The Post"]
    rows = "".join(f"Text number {n} of the harbour,{name}\n" for n, name in enumerate(names))
    (tmp_path / "a.csv").write_text(f"text,source\n{rows}")
    result = ingest([tmp_path / "a.csv"])
    assert result.documents["source"].to_pylist() == ["Aldby Post"] * 5 + ["The Post"]
    assert result.sources["n_documents"].to_pylist() == [5, 1]


def test_the_forms_of_quotes_and_dashes_make_no_other_text(tmp_path):
    texts = ["“It’s shut” – said… Bo", '"It\'s shut" - said... Bo', "« It’s shut » — said … Bo", "It's open - said Bo"]
    for n, text in enumerate(texts):
        (tmp_path / f"{n}.txt").write_text(text)
    groups = ingest([tmp_path]).documents["copy_group"].to_pylist()
    assert groups[0] == groups[1] == groups[2] != groups[3]
