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


PREAMBLES = {
    "pairs": "Report:,Mentions\nFrom:,2024-03-01 00:00\n\n",
    "padded": "Suchanfrage;Hafen;;;\nErstellt am;01.03.2024;;;\n;;;;\n",
    "prose": "Export of 3 March, 2024, by the desk, for the week\nQuery: harbour AND (dues, fees)\n",
    "tabs": "Title of the search\tHarbour\n\n\n",
    "declared": "sep=;\nBericht\n\n",
    "none": "",
}


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("preamble", PREAMBLES)
@pytest.mark.parametrize("names", ["Nr,Date,Title,Source,Text", "Nr,Tag,Kopf,Blatt,Artikel"])
def test_lines_before_the_header_are_passed_over_and_told(preamble, sign, names):
    if preamble == "declared" and sign != ";":
        pytest.skip("the line says what the sign is")
    if preamble == "prose" and sign == "," and "Text" not in names:
        pytest.skip("nothing tells which line is the header")
    body = (
        f"{names}\n1,2024-03-04,Buses stop,Courier,The drivers walked out\n2,2024-03-05,Too warm,Gazette,Two fridges\n"
    )
    found = read(PREAMBLES[preamble] + body.replace(",", sign))
    assert [list(r.fields.values())[3:] for r in found] == [
        ["Courier", "The drivers walked out"],
        ["Gazette", "Two fridges"],
    ]
    n = {"pairs": 2, "padded": 3, "prose": 2, "tabs": 1, "declared": 1, "none": 0}[preamble]
    told = f"{n} {'line' if n == 1 else 'lines'} before the header left out"
    assert [r.warning for r in found] == [told if n else None, None]


def test_a_backslash_before_a_quotation_mark_is_as_good_as_doubling():
    found = read(
        '"id","text","source"\n"1","Mayor: \\"enough\\"","A"\n"2","a \\"trick, and a bad one,\\" she said","B"\n'
        '"3","two lines,\n\\"the second\\", too","C"\n"4","C:\\\\","D"\n"5","plain \\n and ""doubled""","E"\n'
    )
    assert [r.fields["source"] for r in found] == list("ABCDE")
    assert [r.fields["text"] for r in found[:3]] == [
        'Mayor: "enough"',
        'a "trick, and a bad one," she said',
        'two lines,\n"the second", too',
    ]
    assert found[4].fields["text"] == 'plain \\n and "doubled"'
    assert [r.warning for r in found] == [None] * 5


def test_a_backslash_at_the_end_of_a_cell_is_one():
    found = read('id,text,source\n"1","kept in C:\\","A"\n"2","and in D:\\",B\n')
    assert [(r.fields["text"], r.fields["source"]) for r in found] == [("kept in C:\\", "A"), ("and in D:\\", "B")]


def test_a_header_that_comes_again_is_no_document():
    found = read(HEADER + rows(1, 3) + "\ufeff" + HEADER + rows(4, 5))
    assert kept(found) == ["1", "2", "3", "4", "5"]
    assert rejected(found) == [(4, "the header again")]


def test_nuls_and_ragged_rows_cost_nothing_else():
    found = read(HEADER + "1,te\0xt,A\n2,short\n3,long,A,,\n4,too long,A,B\n5,fine,A\n")
    assert kept(found) == ["1", "2", "3", "5"]
    assert found[0].fields["text"] == "te\0xt"
    assert found[1].warning == "only 2 cells where the header has 3"
    assert rejected(found) == [(4, "4 cells where the header has 3")]


def test_a_last_cell_that_is_a_text_with_commas_is_put_together():
    text = "The ferry is laid up, the board said, and the quay is closed."
    first, second = read(f"id,date,text\n1,2025-03-10,{text}\n2,2025-03-11,It is open again.\n")
    assert first.fields["text"] == text
    assert "not in quotation marks" in first.warning
    assert second.warning is None
    assert read(f"id,date,text\n1,2025-03-10,one two three,x\n2,a,{text}\n")[0].rejected
