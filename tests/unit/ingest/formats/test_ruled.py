"""Tables ruled by bars, as Markdown, databases and programs print them, are read row by row."""

from pathlib import Path

import pytest

from filrouge.ingest.formats.kinds import kind_of
from tests.unit.ingest.formats.test_subtitles import item
from tests.unit.ingest.profiles.samples import FERRY, FERRY_FR, day
from tests.unit.reading import ingest

HEADER = ["Date", "Source", "Title", "Text"]
ROWS = [
    ["2024-04-09", "Skarholm Avis", "Ferry stays in port", FERRY],
    ["2024-04-10", "L'Écho du Quai", "Le bac reste à quai", FERRY_FR],
]


def bars(rows: list[list[str]], sign: str = "|") -> list[str]:
    return [f"{sign} {f' {sign} '.join(row)} {sign}" for row in rows]


def rule(sign: str = "+") -> str:
    return sign + sign.join("-" * 12 for _ in HEADER) + sign


MARKDOWN = ["# Press on the ferry", "", *bars([HEADER]), "|:---|---|---|---:|", *bars(ROWS)]
MYSQL = [rule(), *bars([HEADER]), rule(), *bars(ROWS), rule(), "2 rows in set (0.01 sec)"]
BARE = bars([HEADER, *ROWS])
BOX = [rule("┼"), *bars([HEADER], "│"), rule("┼"), *bars(ROWS, "│")]
WRAPPED = [rule(), *bars([HEADER]), rule(), *(
    line for row in ROWS for line in (*bars([[*row[:3], row[3][:40]], ["", "", "", row[3][40:]]]), rule())
)]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [MARKDOWN, MYSQL, BARE, BOX, WRAPPED], ids=["markdown", "mysql", "bare", "box", "wrapped"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_each_row_is_a_document(tmp_path: Path, name: str, lines: list[str]):
    (tmp_path / name).write_text("\n".join(lines), "utf-8")
    read = ingest([tmp_path / name])
    rows = read.documents.to_pylist()
    assert [[day(r), r["source"], r["title"]] for r in rows] == [row[:3] for row in ROWS]
    texts = [" ".join(text.split()) for text in read.texts["text"].to_pylist()]
    assert [text.replace(" ", "") for text in texts] == [row[3].replace(" ", "") for row in ROWS]
    assert (read.report.files[0].format, read.report.n_rejected) == ("ruled", 0)


def test_bars_and_rows_that_are_too_long(tmp_path: Path):
    lines = bars([HEADER, [*ROWS[0][:3], f"{FERRY} a \\| b"], [*ROWS[1], "one more"]])
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    read = ingest([tmp_path / "a.txt"])
    assert read.texts["text"].to_pylist() == [f"{FERRY} a | b"]
    assert read.report.because == {"5 cells where the header has 4": 1}


@pytest.mark.parametrize(
    "text",
    [
        f"{FERRY}\n\n| Gate | State |\n|---|---|\n| 1 | rusted |\n\n{FERRY_FR}\n{FERRY}",
        "| Gate | State |\n|---|---|\n| 1 | rusted |\n| 2 | sound |\n",
    ],
)
def test_a_table_of_figures_is_no_table_of_texts(text: str):
    assert kind_of(item(text, "a.md")) == "text"
