import json
import sys

import pytest

from filrouge import cli
from filrouge.ingest.documents import read_ingested

TEXT = "The price of gas rose by a fifth on Wednesday after talks about the tariff of the strait had failed again."


def run(monkeypatch, capsys, *arguments) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["filrouge", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code, capsys.readouterr().err


def write(folder) -> None:
    folder.mkdir()
    rows = [
        {"text": TEXT, "date": "2024-03-03", "source": "Wire"},
        {"body": "…", "source": "Post"},
        {"note": "no text"},
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "b.bin").write_bytes(bytes(range(256)) * 20)


def test_what_was_read_is_told_on_screen_and_in_a_report(tmp_path, monkeypatch, capsys):
    write(tmp_path / "in")
    report = tmp_path / "report.json"
    code, said = run(monkeypatch, capsys, "ingest", tmp_path / "in", "--out", tmp_path / "out", "--report", report)
    assert code == 0
    assert "Read 1 document" in said
    assert "Dates found: column date 1" in said
    assert "Rejected: 3" in said
    assert "a.jsonl, row 3: no column of text" in said
    written = json.loads(report.read_text())
    assert (written["documents"], written["rejected"]) == (1, 3)
    (entry,) = [file for file in written["files"] if file["file"] == "a.jsonl"]
    assert entry["found"]["date"] == {"column date": 1}
    assert entry["missing"] == {"title": 1, "url": 1}
    assert read_ingested(tmp_path / "out").report.as_json() == written


def test_what_was_rejected_can_be_mended_and_read_again(tmp_path, monkeypatch, capsys):
    write(tmp_path / "in")
    run(monkeypatch, capsys, "ingest", tmp_path / "in", "--out", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out" / "rejected.jsonl").read_text().splitlines()]
    assert [(line["rejected_file"], line["rejected_row"]) for line in lines] == [
        ("a.jsonl", 2), ("a.jsonl", 3), ("b.bin", None),
    ]  # fmt: skip
    mended = tmp_path / "mended.jsonl"
    mended.write_text("\n".join(json.dumps({**line, "text": TEXT}) for line in lines[:2]))
    assert run(monkeypatch, capsys, "ingest", mended, "--out", tmp_path / "again")[0] == 0
    documents = read_ingested(tmp_path / "again").documents
    assert documents["source"].to_pylist() == ["Post", None]
    assert documents["note"].to_pylist() == [None, "no text"]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, monkeypatch, capsys):
    write(tmp_path / "in")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    code, said = run(monkeypatch, capsys, "ingest", tmp_path / "in", "--out", tmp_path / "out")
    assert code == 2
    assert "already holds something else" in said
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"


def test_a_second_reading_takes_the_place_of_the_first(tmp_path, monkeypatch, capsys):
    write(tmp_path / "in")
    for n in (1, 2):
        (tmp_path / "in" / f"{n}.txt").write_text(f"{TEXT} Number {n}.")
        assert run(monkeypatch, capsys, "ingest", tmp_path / "in", "--out", tmp_path / "out")[0] == 0
        assert read_ingested(tmp_path / "out").documents.num_rows == 1 + n
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_its_own_output_inside_the_input_is_not_read(tmp_path, monkeypatch, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(
        "The price of gas rose by a fifth on Wednesday after the talks had failed."
    )
    before = None
    for _again in range(2):
        code, said = run(monkeypatch, capsys, "ingest", tmp_path / "in", "--out", tmp_path / "in" / "docs")
        assert code == 0, said
        assert "Rejected: 0" in said
        assert "Read 1 document from 1 file" in said
        written = (tmp_path / "in" / "docs" / "report.json").read_text("utf-8")
        assert before in (None, written)
        before = written
