import csv
import io
from zipfile import ZipFile

import pandas as pd
import pytest
from openpyxl import load_workbook

from filrouge import export
from filrouge.annotations.events import Events, events, save_events
from filrouge.annotations.report import Quote, Report, ReportEntry
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.report.write import report_bytes
from filrouge.spreadsheet import harmless, runs
from tests.unit.explore.by_hand import by_hand_bundle

RUNS = [
    "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx",
    "＝cmd", "＋1", "－1", "＠SUM(A1)", "﹦1", "﹢1", "﹣1", "﹫x",
    " =1", "\u3000＝1", "\u00a0\u200b=1", "\ufeff=1", "\u202e=1", " \t ＠x",
]  # fmt: skip
TEXT = ["", " ", "a=b", "kept = as it is", "1-2", "“=1”", "– so", "— so", "• so", "#metoo", "'=1"]


@pytest.mark.parametrize("text", RUNS)
def test_what_may_run_is_made_text(text):
    assert runs(text)
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", TEXT)
def test_what_is_text_stays_as_it_is(text):
    assert harmless(text) == text


def chart_of(table: pd.DataFrame, caption: str = "All.") -> Chart:
    return Chart("name", "Title", "A sentence.", None, table, caption, "alt", "/timeline")


def test_cells_names_of_columns_and_comments_of_a_csv():
    table = pd.DataFrame({"＝name, of": RUNS, "kind": pd.Categorical(RUNS), "n": range(len(RUNS))})
    text = export.csv_bytes(chart_of(table, "All, ＝cmd; ﹢1, and = so")).decode("utf-8-sig")
    assert "# All, '＝cmd; '﹢1, and = so" in text
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if not row[0].startswith("# ")]
    assert rows[0] == ["'＝name, of", "kind", "n"]
    assert rows[1:] == [["'" + cell, "'" + cell, str(n)] for n, cell in enumerate(RUNS)]


def test_cells_of_a_workbook_are_marked_as_text():
    book = load_workbook(io.BytesIO(export.file_bytes(chart_of(pd.DataFrame({"label": [*RUNS, *TEXT[2:]]})), ".xlsx")))
    cells = [row[0] for row in book["Data"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * len(RUNS) + [False] * len(TEXT[2:])


def test_quotations_of_a_report(by_hand):
    entries = tuple(ReportEntry("passage", title="Title", quote=Quote(text)) for text in RUNS)
    raw = report_bytes(Report(entries=entries), by_hand, "zip")
    with ZipFile(io.BytesIO(raw)) as file:
        rows = csv.reader(io.StringIO(file.read("quotations.csv").decode("utf-8-sig"), newline=""))
        assert [row[5] for row in rows][1:] == ["'" + text for text in RUNS]


def test_events_are_stored_as_text_and_come_back(tmp_path):
    opened = Bundle.open(by_hand_bundle(tmp_path / "eight"))
    labels = ["＝cmd", "=1", "'quoted", "plain"]
    day = pd.Timestamp("2025-01-07").date()
    save_events(opened, Events(()), [(day, label) for label in labels])
    written = (tmp_path / "eight.events.csv").read_text("utf-8")
    assert ",'＝cmd\n" in written
    assert ",'=1\n" in written
    assert {label for _, label in events(opened).found} == set(labels)
