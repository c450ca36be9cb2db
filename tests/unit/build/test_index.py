import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.build.index import write_index
from filrouge.errors import QueryError
from filrouge.search import found_in, fts5_expression

TEXTS = [
    "L'État a relevé le prix du gaz au détroit de Sarn.",
    "Gas prices rose; the strait stays closed to tankers.",
    "法国总统马克龙周一会见黄背心代表。",
    "El gas licuado y las tarifas del estrecho.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    file = tmp_path_factory.mktemp("index") / "search.sqlite"
    write_index(file, ["Gaz", None, "黄背心", None], TEXTS)
    with sqlite3.connect(file) as db:
        yield db


def found(index, query: str) -> list[int]:
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
    return [row[0] for row in index.execute(sql, (fts5_expression(query),))]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("gas", [1, 3]),
        ("ETAT", [0]),
        ("gas strait", [1]),
        ("gas OR gaz", [0, 1, 3]),
        ("gas OR gaz Sarn", [0]),
        ("gas -strait", [3]),
        ("gas −“strait stays”", [3]),
        ("gas NOT licuado", [1]),
        ("tar*", [3]),
        ('"prix du gaz"', [0]),
        ("« prix gaz »", []),
        ("l’état AND gaz", [0]),
        ("马克龙", [2]),
        ("马龙", []),
        ("黄背心 马克*", [2]),
        ("gas, (strait)!", [1]),
        ("text:gas", []),
        ("or", []),
    ],
)
def test_queries(index, query, rows):
    assert found(index, query) == rows


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        (0, "ETAT", ["État"]),
        (0, '"prix du gaz" sarn nowhere', ["prix du gaz", "Sarn"]),
        (0, "prix -gaz", ["prix"]),
        (0, "prix du gaz", ["prix", "du", "gaz"]),
        (1, "t* NOT prices", ["the", "to", "tankers"]),
        (1, "gas OR strait", ["Gas", "strait"]),
        (2, "马克龙 黄背心", ["马克龙", "黄背心"]),
        (2, "马龙", []),
        (3, "-gas", []),
    ],
)
def test_what_matched_is_found_in_the_text(text, query, marked):
    assert [TEXTS[text][first:last] for first, last in found_in(TEXTS[text], query)] == marked


def test_places_are_right_behind_what_sqlite_does_not_read():
    text = "gas\0 and \ufdd0gas\ufdd1 and gas"
    assert [(first, last) for first, last in found_in(text, "gas")] == [(0, 3), (10, 13), (19, 22)]


@given(st.text(max_size=40), st.lists(st.text(max_size=10), min_size=1, max_size=3))
def test_places_are_those_of_the_words_whatever_stands_around_them(around, words):
    text = f"{around} Zqéx {' '.join(words)} 马克 {around}"
    places = found_in(text, 'zqex OR "马克"')
    assert places == sorted(places)
    assert {"Zqéx", "马克"} <= {text[first:last] for first, last in places}


@pytest.mark.parametrize(
    "query",
    ["", "  ", "-gas", "*", "!?", '"gas', "gas OR", "OR gas", "gas OR OR gaz", "gas OR -x", "a NOT", "x " * 101],
)
def test_queries_that_cannot_be_understood_say_how_to_mend(query):
    with pytest.raises(QueryError) as error:
        fts5_expression(query)
    assert error.value.what
    assert error.value.hint


words = st.sampled_from(
    ["gas", "OR", "AND", "NOT", "NEAR(", "-", "−", '"', "“", "*", "^", "a*", "{text}:", "col:", "+", "'"]
)


@given(st.text(max_size=60) | st.lists(words | st.text(max_size=4), max_size=12).map(" ".join))
def test_any_query_is_refused_or_runs(index, query):
    try:
        found(index, query)
    except QueryError:
        return
