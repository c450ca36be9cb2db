from filrouge.charts import page_chart
from filrouge.explore.view import View


def test_narratives_are_named_and_themed_in_the_readers_language(by_hand):
    frame = page_chart(by_hand.speaking("fr"), View("overview", chart="narratives")).table
    assert frame["label"].tolist() == ["prix du gaz", "pêche fermée°", "vote des absents"]
    assert frame["theme_label"].tolist() == ["prix du gaz / pêche fermée"] * 2 + ["vote des absents"]


def test_a_bar_that_is_pointed_at_quotes_the_headline(by_hand):
    figure = page_chart(by_hand, View("overview", chart="narratives")).figure
    words = [row[1] for row in figure.data[0].customdata]
    assert "“Gas is dear this winter” · Harbour Post, 7 January 2025" in words[0].replace("<br>", " ")
    assert "“" not in words[1]
