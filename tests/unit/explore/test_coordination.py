"""Texts, links and hashtags that two sources share, from a bundle."""

import pytest

from filrouge.charts import specs
from filrouge.explore.coordination import coordination, shared_by
from filrouge.explore.selection import Selection
from filrouge.explore.sharing import MORE
from filrouge.explore.view import View
from filrouge.explore.web import plain_link

from .planted_sharing import SOURCES, grove_bundle


@pytest.fixture(scope="module")
def grove(tmp_path_factory):
    return grove_bundle(tmp_path_factory.mktemp("grove") / "b")


@pytest.mark.parametrize("shared", ["texts", "links", "hashtags"])
def test_a_pair_is_found_by_whatever_it_shares(grove, shared):
    found = coordination(grove, Selection(), shared)
    more = found.frame[found.frame["status"] == MORE]
    assert more[["first", "second", "shared", "group"]].to_numpy().tolist() == [["Alder", "Birch", 14, 0]]
    assert found.items == 62
    assert (found.compared, found.sources, found.originals, found.undated) == (6, 6, [], 0)
    texts = shared_by(grove, found, ("Birch", "Alder"))
    assert len(texts) == 14
    assert {frozenset(pair) for pair in zip(texts["source"], texts["of_source"], strict=True)} == {
        frozenset({"Alder", "Birch"})
    }


def test_a_selection_is_tested_by_itself_and_narratives_are_not(grove):
    without = coordination(grove, Selection(sources=SOURCES[2:]))
    assert "Alder" not in set(without.frame["first"])
    assert not (without.frame["status"] == MORE).any()
    whole = coordination(grove, Selection())
    assert coordination(grove, Selection(narratives=(1,))).frame.equals(whole.frame)


def test_nothing_shared_is_no_finding(by_hand):
    for shared in ("texts", "links", "hashtags"):
        found = coordination(by_hand, Selection(), shared)
        assert found.frame.empty
        assert found.texts.empty


def test_the_chart_says_what_was_found(grove):
    chart = specs()["coordination"].make(grove, View("spread"))
    assert chart.alt == (
        "1 pair of sources shares more with each other, or faster, than chance explains: "
        "Alder and Birch: 14 texts within a day, " + chart.alt.split("within a day, ")[1]
    )
    assert "can be the reason" in chart.sentence
    (cells,) = chart.figure.data
    row, column = cells.y.index("Alder"), cells.x.index("Birch")
    assert cells.text[row][column] == "▲ 14"
    assert cells.customdata[row][column][:2] == ["Alder", "Birch"]
    assert chart.table.iloc[0][["source", "other_source", "in_common", "window", "connected"]].tolist() == [
        "Alder", "Birch", 14, "within a day", 1,
    ]  # fmt: skip
    said = f"{chart.title} {chart.sentence} {chart.caption}".casefold()
    assert not any(word in said for word in ("coordinat", "collu", "copied", "stole"))


def test_the_chart_says_where_there_is_too_little(demo, by_hand):
    assert specs()["coordination"].make(demo, View("spread")).alt == "The sources share too little to tell."
    nothing = specs()["coordination"].make(by_hand, View("spread", shared="links"))
    assert nothing.alt == "No two sources share any: links."
    assert nothing.table.empty
    assert "Build it again" in specs()["coordination"].make(by_hand, View("spread")).alt


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.grove.example/a/?utm_source=x&id=3", "grove.example/a?id=3"),
        ("http://GROVE.example/a#top", "grove.example/a"),
        ("https://grove.example/a).", "grove.example/a"),
        ("https://grove.example/", ""),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_a_link_in_one_form(url, plain):
    assert plain_link(url) == plain
