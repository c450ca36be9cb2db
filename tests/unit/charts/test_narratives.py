import pytest

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.charts.narratives import narratives_table
from filrouge.explore.overview import narratives_by_size
from filrouge.explore.selection import Selection
from filrouge.explore.view import View


def table_of(bundle, selection=None):
    selection = selection or Selection()
    return narratives_table(bundle, selection, narratives_by_size(bundle, selection)).drop(columns="narrative")


def test_every_narrative_with_its_theme_standing_languages_and_words(by_hand):
    table = table_of(by_hand)
    said = [
        "“Gas is dear this winter” · Harbour Post, 7 January 2025",
        "",
        "“A vote for those away” · (no source), undated",
    ]
    assert table.pop("headline").tolist() == said
    assert list(table) == ["theme_label", "label", "standing", "documents", "texts", "languages", "keywords"]
    assert table.to_numpy().tolist() == [
        ["gas price / fishing ban", "gas price", "solid", 4, 3, "English 3 (2), French 1", "English: gas, price"],
        ["gas price / fishing ban", "fishing ban°", "tentative", 3, 2, "English 2 (1), French 1",
         "English: fishing, ban"],
        ["overseas vote", "overseas vote", None, 3, 3, "English 2, French 1", "English: overseas, vote"],
    ]  # fmt: skip


def test_narratives_whose_standing_was_not_measured_have_none(by_hand):
    opened = Bundle.open(by_hand.path)
    opened.narratives = opened.narratives.assign(stability=float("nan"))
    table = table_of(opened)
    assert table["standing"].isna().all()


def test_narratives_are_named_and_themed_in_the_readers_language(by_hand):
    frame = page_chart(by_hand.speaking("fr"), View("overview", chart="narratives")).table
    assert frame["label"].tolist() == ["prix du gaz", "pêche fermée°", "vote des absents"]
    assert frame["theme_label"].tolist() == ["prix du gaz / pêche fermée"] * 2 + ["vote des absents"]


def test_a_bar_that_is_pointed_at_quotes_the_headline(by_hand):
    figure = page_chart(by_hand, View("overview", chart="narratives")).figure
    words = [row[1] for row in figure.data[0].customdata]
    assert "“Gas is dear this winter” · Harbour Post, 7 January 2025" in words[0].replace("<br>", " ")
    assert "“" not in words[1]


@pytest.mark.parametrize("query", ["nowhere", "neige"])
def test_no_narrative_in_the_selection_is_an_empty_table(by_hand, query):
    assert len(table_of(by_hand, Selection(query=query))) == 0
