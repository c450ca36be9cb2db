"""The page Spread, and the texts beside one that is read."""

from pathlib import Path

from components import spread
from tests.unit.explore.planted_sharing import grove_bundle

from .conftest import charts, html, words

DEMO = Path(__file__).parents[2] / "data" / "sample" / "bundle"
ALTERED = "sd-20250619-044"  # says the opposite of what it shares text with


def test_texts_that_share_text_are_drawn_listed_and_read(open_page):
    at = open_page("spread", DEMO)
    assert not at.exception
    lanes, takers, shared = charts(at)
    assert len(lanes["data"][-1]["x"]) == 45
    assert sum(cell or 0 for row in takers["data"][0]["z"] for cell in row) == 25
    groups, _lags = at.main.dataframe
    assert groups.value["documents"].sum() == 45
    assert groups.value["documents"].is_monotonic_decreasing
    assert "45 of 45 texts that share text are drawn, in 20 of 20 groups" in words(at)
    assert '<div class="fr-pairs">' in html(at)
    assert "The sources share too little to tell." in str(shared["layout"]["annotations"])


def test_groups_beyond_those_listed_are_found_by_words(open_page, monkeypatch):
    every = open_page("spread", DEMO).main.dataframe[0].value
    monkeypatch.setattr(spread, "_MOST_OFFERED", 3)
    at = open_page("spread", DEMO)
    assert not at.exception
    assert len(at.main.dataframe[0].value) == 3
    assert any(one.value.startswith("The first 3 of 20 groups") for one in at.main.caption)
    last = every["group"].iloc[-1]
    at.text_input(key="group_words").input(every["title"].iloc[-1]).run()
    assert not at.exception
    assert last in set(at.main.dataframe[0].value["group"])
    at.text_input(key="group_words").input("zzqx").run()
    assert not at.exception
    assert "No group has all of these words." in [one.value for one in at.main.text]
    assert len(charts(at)[0]["data"][-1]["x"]) == 45, "what is drawn above stays"


def test_a_pair_that_shares_more_than_chance_explains_opens_its_texts(open_page, tmp_path):
    grove = grove_bundle(tmp_path / "grove")
    at = open_page("spread", grove.path)
    assert not at.exception
    assert "▲ 14" in str(charts(at)[-1]["data"][0]["text"])
    assert "14 times Alder and Birch share something, the soonest first" in [one.value for one in at.main.caption]


def test_a_link_opens_what_two_sources_share(open_page, tmp_path):
    grove = grove_bundle(tmp_path / "grove")
    at = open_page("spread", grove.path, shared="hashtags", pair=["Cedar", "Dogwood"])
    assert not at.exception
    assert any("times Cedar and Dogwood share something" in one.value for one in at.main.caption)


def test_a_link_opens_two_texts_and_a_group(open_page):
    at = open_page("spread", DEMO, taken=ALTERED, group=ALTERED)
    assert not at.exception
    assert not at.main.error
    assert len(charts(at)[0]["data"][-1]["x"]) == 2
    text = words(at)
    assert "A sentence says the opposite" in text
    assert "Earlier: Royal Ostrany Radio" in text
    assert 'class="fr-denial"' in html(at)


def test_kinds_and_crossings_are_chosen(open_page):
    at = open_page("spread", DEMO, copy_kind="translated", crossing="true")
    assert not at.exception
    groups, _lags = at.main.dataframe
    assert groups.value["verbatim"].sum() == groups.value["reworded"].sum() == 0
    assert groups.value["translated"].sum() > 0


def test_sources_are_a_network_and_a_table_of_lags(open_page):
    at = open_page("spread", DEMO, takers_as="network")
    assert not at.exception
    sources = charts(at)[1]["data"][-1]["text"]
    assert {"Sarn Wire", "The Gullhaven Courier"} <= set(sources)
    lags = at.main.dataframe[1].value
    assert {"median", "least", "most"} <= set(lags.columns)
    assert lags["texts"].is_monotonic_decreasing


def test_a_group_outside_of_the_selection_says_so(open_page):
    at = open_page("spread", DEMO, group=ALTERED, language="tr")
    assert not at.exception
    assert "The chosen group is not in this selection" in str(charts(at)[0]["layout"]["annotations"]).replace(
        "<br>", " "
    )


def test_a_text_that_shares_none_says_so(open_page):
    at = open_page("spread", DEMO, taken="bl-20250106-052")
    assert not at.exception
    assert "This text shares no text with another one." in [one.value for one in at.main.info]


def test_a_bundle_from_before_says_how_to_get_it(open_page, by_hand):
    at = open_page("spread", by_hand.path)
    assert not at.exception
    assert charts(at) == []
    assert "Build it again" in at.main.info[0].value


def test_the_reader_names_earlier_and_later_texts(open_page):
    at = open_page("documents", DEMO, doc="gc-20250625-006")
    assert not at.exception
    labels = [one.label for one in at.main.expander]
    assert "Shares text with 1 earlier text" in labels
    assert "1 later text shares text with it" in labels
    assert "Sarn Wire · 24 June 2025" in words(at)
    assert "taken=gc-20250625-006" in html(at)
    assert "taken=sd-20250628-031" in html(at)


def test_the_reader_says_where_the_dates_tell_no_order(open_page):
    at = open_page("documents", DEMO, doc="ph-20250115-018")
    labels = [one.label for one in at.main.expander]
    assert "Shares text with 1 earlier text" in labels
    assert "1 text of unknown order shares text" in labels
    assert not any("later text" in label for label in labels)
