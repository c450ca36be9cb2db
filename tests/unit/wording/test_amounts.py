import pytest

from filrouge.explore.selection import Counts, Selection, count
from filrouge.wording.amounts import counts_text, documents_text, percent, unclear_text
from tests.unit.explore.by_hand import GAS, PHARE, POST


def test_counts_say_n_of_all_and_independent_texts(by_hand):
    assert counts_text(count(by_hand, Selection())) == "8 of 8 documents (7 independent texts)"
    assert counts_text(count(by_hand, Selection(sources=(PHARE,)))) == "4 of 8 documents"
    assert counts_text(count(by_hand, Selection(sources=("Nobody",)))) == "0 of 8 documents"
    assert counts_text(Counts(1234, 1234, 0, 56789, None, None, 9, 0)) == "1,234 of 56,789 documents"
    assert counts_text(Counts(2, 1, 0, 8, None, None, 9, 0)) == "2 of 8 documents (1 independent text)"
    marked = counts_text(Counts(9, 9, 0, 9, None, None, 9, 0, headlines=4))
    assert marked == "9 of 9 documents, 4 headlines without their texts"


def test_counts_say_how_much_no_narrative_speaks_for(by_hand):
    sentence = "{} of the passages have no clear narrative"
    assert unclear_text(count(by_hand, Selection())) == sentence.format("13%")
    post = count(by_hand, Selection(sources=(POST,)))
    assert (post.unclear, post.passages) == (1, 7)
    assert unclear_text(count(by_hand, Selection(narratives=(GAS,)))) == sentence.format("0%")
    assert unclear_text(count(by_hand, Selection(sources=("Nobody",)))) == ""


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 0, "0%"), (0, 7, "0%"), (1, 1000, "less than 1%"), (1, 200, "less than 1%"), (1, 100, "1%"),
     (1, 8, "12%"), (999, 1000, "more than 99%"), (199, 200, "more than 99%"), (99, 100, "99%"), (7, 7, "100%")],
)  # fmt: skip
def test_a_share_that_is_not_none_and_not_all_is_not_written_so(part, whole, words):
    assert percent(part, whole) == words


def test_a_count_of_documents_with_its_independent_texts():
    assert documents_text(1, 1) == "1 document"
    assert documents_text(1200, 1200) == "1,200 documents"
    assert documents_text(1200, 1100) == "1,200 documents (1,100 independent texts)"
