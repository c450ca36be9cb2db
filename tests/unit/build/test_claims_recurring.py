"""Claims of lists of claims: texts of one sentence, of years, of one source or none, that say things in other words."""

from dataclasses import replace
from itertools import cycle

import numpy as np
import pytest

from filrouge.build.claims.find import find_claims
from filrouge.build.claims.pairs import candidates
from filrouge.build.claims.recurring import names_in, other_names, recurring
from tests.unit.build.test_claims import made

WAYS = (
    ("{} prepares {} with foreign help", "Soon {} will see {}", "What {} plans is {} again"),
    ("Behind {} stands {} as ever", "It was {} that gave us {}", "We owe to {} the whole of {}"),
)
PLACES = ("Velmar", "Ostrany", "Sarnholm", "Lunmark", "Brisa", "Aldremar", "Kestrel", "Montbrume", "Tarn", "Oldhaven")
MATTERS = ("oyster fever", "grain theft", "a gas leak", "the bridge collapse")


def listed(source: int = 0, n_ways: int = 3, spread: float = 0.72):
    """A list of 40 claims, each in so many ways, years apart; `source`: number of the one that it has, -1 for none."""
    rng = np.random.default_rng(5)
    said, vectors = [], []
    for i, matter in enumerate(MATTERS):
        for place in PLACES:
            about = rng.normal(size=48)
            for way in range(n_ways):
                said.append((WAYS[i % 2][way].format(place, matter) + ".", "en", "Register"))
                vectors.append(about + spread * rng.normal(size=48))
    corpus = made(said, np.array(vectors), n_more=20, days_apart=90)
    return replace(corpus, statements=replace(corpus.statements, source=np.full(len(said) + 20, source)))


@pytest.mark.parametrize("source", [0, -1])
def test_what_a_list_of_one_source_or_none_says_in_three_ways_over_years_is_a_claim(source):
    found = find_claims(listed(source), 1)
    matters = [{one.row // 3 for one in claim.sentences} for claim in found]
    assert len(found) >= 24
    assert sum(len(some) == 1 for some in matters) >= 0.9 * len(found)


def test_where_few_texts_are_said_again_they_are_compared_as_ever():
    corpus = listed()
    assert recurring(corpus.statements, candidates(corpus.statements)).all()
    corpus = listed(n_ways=1)
    assert not recurring(corpus.statements, candidates(corpus.statements)).any()


def test_another_source_is_asked_for_where_the_list_has_several():
    said = [(f"{place} prepares {matter}.", "en") for matter in MATTERS for place in PLACES]
    rng = np.random.default_rng(5)
    vectors = rng.normal(size=(len(said), 48))
    twice = [(text, code, source) for text, code in said for source, _ in zip(cycle("AB"), range(3), strict=False)]
    corpus = made(twice, vectors.repeat(3, axis=0), n_more=20)
    assert not recurring(corpus.statements, candidates(corpus.statements)).any()  # the same words are nothing new


def test_names_are_words_with_a_capital_within_sentences():
    texts = ["Half of the boats of Velmar left Tarn.", "In Velmar, half a boat.", "Velmarian boats; half of NATO."]
    assert names_in(texts, ["en"] * 3) == [{"velma", "tarn"}, {"velma"}, {"velma", "nato"}]
    assert names_in(["Die Boote und Netze von Velmar"], ["de"]) == [frozenset()]


def test_names_differ_as_far_as_both_have_others():
    assert other_names(frozenset({"polan", "lvov"}), frozenset({"polis"})) == 0  # one name in two forms, and one more
    assert other_names(frozenset({"polan", "nato"}), frozenset({"hunga", "nato"})) == 0.5
    assert other_names(frozenset({"polan"}), frozenset()) == 0
