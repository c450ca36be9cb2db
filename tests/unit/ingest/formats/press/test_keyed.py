"""Corpora of Lexico: each text under its keys, with what these say."""

from filrouge.ingest.profiles import layouts
from tests.effort import at_most
from tests.unit.ingest.formats.press.test_starred import FIRST, SECOND, read


def test_each_key_of_the_first_kind_begins_a_document(tmp_path):
    for end in ("\n", "\r"):
        result, rows, texts = read(
            tmp_path,
            f"<date=2024-05-17>{end}<journal=Marlow Observer>{end}<title=Ferry-out>{end}{FIRST}{end}<page=2>{end}"
            f"{SECOND}{end}"
            f"<date=2024-06-06> <journal=L'Écho>{end}{SECOND}{end}",
        )
        assert texts == [f"{FIRST}\n{SECOND}", SECOND]
        assert [row["source"] for row in rows] == ["Marlow Observer", "L'Écho"]
        assert [row["published"].strftime("%Y-%m-%d") for row in rows] == ["2024-05-17", "2024-06-06"]
        assert [row["page"] for row in rows] == ["2", None]
        assert result.report.files[0].profile == "Lexico: corpus"


def test_a_text_with_one_tag_is_no_corpus(tmp_path):
    result, rows, _ = read(tmp_path, f"<br=1>\n{FIRST}\n\n{SECOND}\n")
    assert len(rows) == 1
    assert not result.report.files[0].profile


def test_empty_lines_without_end_take_no_time_without_end():
    (tells,) = (layout.tells for layout in layouts() if layout.name == "lexico")
    with at_most(1):
        assert tells("<date=2024-05-17>" + "\n" * 60_000 + "<date=2024-06-06>")
        assert not tells("<date=2024-05-17>" + "\n" * 60_000)
