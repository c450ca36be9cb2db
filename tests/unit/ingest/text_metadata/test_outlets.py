"""The table of agencies, services and platforms."""

import pytest

from filrouge.ingest.text_metadata.outlets import OUTLETS, PETITIONS, known_outlets, outlet_marked, outlets_named


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        ("EINPresswire.com", "EIN Presswire"),
        ("A.F.P.", "AFP"),
        ("afp", "AFP"),
        ("ТАСС", "TASS"),
        ("РИА Новости", "RIA Novosti"),
        ("PRNewswire-PRWeb", "PR Newswire"),
        ("Reuters Health", "Reuters"),
        ("dpa-AFX", "dpa"),
        ("Trend", "Trend"),
        ("AA", "Anadolu"),
    ],
)
def test_a_mark_names_its_outlet_in_any_case(mark, name):
    outlet = outlet_marked(mark)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("mark", ["France", "the new one", "", "Reutersberg", "dpartner"])
def test_other_words_are_no_mark(mark):
    assert outlet_marked(mark) is None


def test_a_mark_names_one_outlet_only():
    marks = [mark for outlet in known_outlets() for mark in {m.casefold() for m in outlet.marks}]
    repeated = {mark for mark in marks if marks.count(mark) > 1}
    assert repeated == set()


def test_rows_are_those_of_a_table_of_sources():
    assert {frozenset(row) for row in OUTLETS} == {frozenset({"pattern", "name", "country", "kind"})}
    assert all(row["pattern"] and row["name"] and row["kind"] for row in OUTLETS)


def test_a_word_that_other_outlets_are_called_too_is_no_pattern():
    patterns = {row["pattern"].casefold() for row in OUTLETS}
    assert "trend.az" in patterns
    assert not patterns & {"trend", "report", "aa"}
    assert not any("~" in row["name"] for row in OUTLETS)


def test_platforms_are_found_as_words_of_their_own():
    assert {outlet.name for outlet in outlets_named("Signed on Change.org’da by 12", PETITIONS)} == {"Change.org"}
    assert outlets_named("the exchange.organisation", PETITIONS) == set()
