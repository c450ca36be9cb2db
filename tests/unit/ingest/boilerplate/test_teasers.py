"""Headlines of other articles behind a sentence, in its line."""

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate
from filrouge.ingest.boilerplate.boxes import without_boxes
from filrouge.ingest.boilerplate.teasers import begins_teaser
from tests.effort import at_most

TOLD = (
    "The harbour board of Marlow decided on Monday that the old quay would be widened by four metres.",
    "Fishermen of the island complained that the decision came too late for the season on the quay.",
    "The county answered that a sum would be paid to those who had to moor in the next bay.",
)


@pytest.mark.parametrize(
    "teaser",
    [
        "READ MORE: Ferry company fined for leaving mayor behind",
        "À VOIR AUSSI - La fête des moissons annulée à Tréval",
        "LIRE AUSSI >> Le marché couvert rouvre ses portes",
        "(Lire aussi : Le marché couvert rouvre ses portes)",
        "LESEN SIE AUCH: Fähre steht bis zum Herbst still",
        "Читайте также: Паром сел на мель",
    ],
)
def test_they_go_from_pasted_texts_and_from_pages(teaser):
    text = "\n\n".join((TOLD[0], f"{TOLD[1]} {teaser}", TOLD[2]))
    article = cut_boilerplate(text)
    assert article.text.split("\n\n") == [TOLD[0], f"{TOLD[1]} ", TOLD[2]]
    assert [cut.text for cut in article.cuts] == [teaser]
    assert without_boxes(text).text.split("\n\n") == [TOLD[0], f"{TOLD[1]} ", TOLD[2]]


@pytest.mark.parametrize(
    "told", ["Read more books, she said. Read more: it helps.", "LIRE est un plaisir. À voir aussi."]
)
def test_sentences_that_begin_so_stay(told):
    text = "\n\n".join((TOLD[0], f"{TOLD[1]} {told}", TOLD[2]))
    assert cut_boilerplate(text).text == text


def test_spaces_without_end_take_no_time_without_end():
    with at_most(1):
        assert begins_teaser("The ferry is laid up." + " " * 50_000 + "x") is None
        assert begins_teaser("The ferry is laid up. READ MORE" + " " * 50_000 + "_") is None
