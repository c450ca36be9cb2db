import io

import pytest

from filrouge.ingest.formats import csv_rows
from filrouge.ingest.formats.csv_rows import csv_records

HEADER = "id,text,source\n"


def read(text: str):
    return list(csv_records(io.StringIO(text, newline="")))


def rows(first: int, last: int) -> str:
    return "".join(f"{i},text {i},A\n" for i in range(first, last + 1))


def kept(records) -> list[str]:
    return [record.fields["id"] for record in records if not record.rejected]


def rejected(records) -> list[tuple[int | None, str]]:
    return [(record.row, record.rejected) for record in records if record.rejected]


def all_but_10(n: int = 100) -> list[str]:
    return [str(i) for i in range(1, n + 1) if i != 10]


def test_a_quotation_mark_open_to_the_end_costs_one_row():
    found = read(HEADER + rows(1, 9) + '10,"text ten,A\n' + rows(11, 100))
    assert kept(found) == all_but_10()
    ((row, reason),) = rejected(found)
    assert row == 10
    assert reason.startswith("a quotation mark is not closed: 91 lines up to the end of the file; those")
    assert [record.row for record in found] == list(range(1, 101))


@pytest.mark.parametrize(
    "later",
    [
        '50,"text, fifty",A\n',
        '50,"""Text"" fifty",A\n',
        '50,", and so on",A\n',
        '50,"first line\nsecond, longer, line",A\n',
        '50,"",A\n',
    ],
)
def test_a_mark_closed_by_a_later_row_costs_one_row(later):
    found = read(HEADER + rows(1, 9) + '10,"text ten,A\n' + rows(11, 49) + later + rows(51, 100))
    assert [i for i in kept(found) if i != "50"] == [i for i in all_but_10() if i != "50"]
    assert [row for row, _ in rejected(found)] == [10]
    assert "a quotation mark is not closed" in rejected(found)[0][1]


def test_lines_that_look_like_rows_inside_a_cell_are_told():
    (found, *_) = read(HEADER + '10,"text ten,A\n11,text eleven,B\n12,text twelve",C\n')
    assert found.fields["source"] == "C"
    assert found.warning == "a quotation mark may be missing: 3 lines of this row look like rows of their own"


def test_prose_in_several_lines_is_no_cause_for_a_warning():
    text = 'He came, she said, and left.\n\nIt was ""late"", they say, very late.\nThe end, or not.\n'
    found = read(HEADER + f'1,"{text}",A\n"2","{text}","B"\n3,plain,C\n')
    assert [(r.row, r.rejected, r.warning) for r in found] == [(1, None, None), (2, None, None), (3, None, None)]
    assert found[0].fields["text"] == text.replace('""', '"')
    (other,) = read('text,date\n"Well, there\nit is, now\nand so, on",2024-05-01\n')
    assert (other.rejected, other.warning) == (None, None)


def test_a_mark_that_is_not_doubled_is_read_as_before_and_told():
    found = read(HEADER + '1,"He said "yes" to it",A\n2,"Two lines\nwith "one" word",A\n3,fine,A\n')
    assert kept(found) == ["1", "2", "3"]
    assert [r.fields["source"] for r in found] == ["A", "A", "A"]
    assert found[0].warning == found[1].warning == "a quotation mark inside a cell is not doubled"
    assert found[2].warning is None


def test_a_header_that_is_not_closed_is_rejected():
    assert rejected(read('id,"text,source\n' + rows(1, 5))) == [
        (1, "the header cannot be read (a quotation mark in it is not closed)")
    ]
    assert read("") == []


def test_memory_and_time_are_bounded(monkeypatch):
    monkeypatch.setattr(csv_rows, "_LONGEST_ROW", 2000)
    found = read(HEADER + '1,"open,A\n' + rows(2, 500))
    assert kept(found) == [str(i) for i in range(2, 501)]
    assert "and the row too long to be one" in rejected(found)[0][1]
    monkeypatch.setattr(csv_rows, "_MOST_AGAIN", 20_000)
    again = read(HEADER + 'a",""",\n' * 5000)
    assert len(again) < 30
    assert again[-1].rejected.endswith("the rest of the file is left out")
