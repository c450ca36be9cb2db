"""Of the names that a narrative may have, the one nearest to what its texts say."""

import numpy as np
import pytest

from filrouge.build.candidates import Weighed, candidates, name_among, weighed
from filrouge.build.labels import name_narratives
from filrouge.build.names import listed
from filrouge.build.noun_phrases import cases_of, phrases_of, written_of
from filrouge.build.phrases import Context
from filrouge.build.plan import Passages
from filrouge.build.words import CLOSES, OPENS, read_words
from filrouge.build.worth import Valued

WORDS = ["oyster", "sick", "varo", "law", "school", "clerk", "attack", "other"]
CENTRES = np.array(
    [[0.6, 0.8, 0, 0, 0, 0, 0, 0], [0, 0, 0.6, 0.53, 0.6, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1]], np.float32
)


def encode(texts, _):
    """A text is the sum of the things that it names; all texts have something in common."""
    said = np.array([[float(word in text.lower()) for word in WORDS] for text in texts]) + 0.2
    return (said / np.linalg.norm(said, axis=1, keepdims=True)).astype(np.float32)


def phrase(written, value, *, share=0.4, happens=False, shared=True):
    key = tuple(word.lower() for word in written.split() if len(word) > 2)
    return Valued(value, value, key, written, frozenset({1, 2, 3}), share, shared, True, happens)


def best(*phrases, language="en", number=0):
    found = weighed({(number, language): phrases, (2, language): [phrase("other", 1)]}, CENTRES, encode)
    return name_among(found[number, language], phrases, language).text


def test_beside_what_many_say_stands_what_it_is_about():
    told = best(phrase("oysters", 1), phrase("tide", 0.5), phrase("sickness", 0.2, happens=True))
    assert told == "Oysters: sickness"


def test_of_a_phrase_that_says_what_happened_nothing_more_is_said():
    law = phrase("school law", 1, happens=True)
    assert best(law, phrase("clerk", 0.5), number=1) == "School law"


def test_a_piece_of_a_longer_name_and_an_office_stand_in_none():
    some = [phrase("Oyster Shield", 1), phrase("Shield", 0.5), phrase("minister", 0.6), phrase("sickness", 0.5)]
    names = [name.text for name in candidates(some, "en")]
    assert "Oyster Shield: sickness" in names
    assert not [name for name in names if name.startswith("Shield") or "minister" in name]


def test_phrases_that_say_the_same_are_not_joined():
    attack = [phrase("attack", 1, happens=True), phrase("attackers", 0.9), phrase("school", 0.5)]
    centres = np.array([[0, 0, 0, 0, 0.6, 0, 0.8, 0], [1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 1]], np.float32)
    attack[1] = attack[1]._replace(key=("raid",))  # no common root: their vectors alone tell
    found = weighed({(0, "en"): attack, (1, "en"): [phrase("oyster", 1)]}, centres, encode)[0, "en"]
    worth = {one.candidate.text: one.candidate.worth for one in found}
    assert "attackers" not in found[0].candidate.text.lower()
    assert worth["Attack and attackers"] < worth["Attack and school"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Oysters and tide"), ("fr", "Oysters et tide"), ("es", "Oysters y tide"), ("ar", "Oysters وtide"),
     ("zh", "Oysters与tide"), ("tr", "Oysters ve tide"), ("xx", "Oysters, tide")],
)  # fmt: skip
def test_two_are_joined_as_the_language_does(language, name):
    assert name in [one.text for one in candidates([phrase("oysters", 1), phrase("tide", 0.5)], language)]


def test_three_phrases_a_place_and_what_it_has_to_do_with():
    some = [phrase("Varo", 1), phrase("law", 0.5, happens=True), phrase("schools", 0.4, share=0.7)]
    assert best(*some, number=1) == "Varo: law and schools"


def test_what_is_far_from_the_texts_names_nothing():
    some = [phrase("clerk", 1), phrase("sickness", 0.5)]
    (alone, *_) = candidates(some, "en")
    assert name_among([Weighed(alone, 0.5, 1.0)], some, "en").text == "Clerk"
    assert name_among([Weighed(alone, 0.1, 1.0)], some, "en").text == "Various: clerk, sickness"


def test_a_list_of_words_begins_with_those_that_mean_what_the_texts_say():
    some = [phrase("clerk", 0.2), phrase("tide", 0.15), phrase("Europe", 0.1), phrase("Varo", 0.1)]
    alone = {name.parts[0].written: name for name in candidates(some, "en") if len(name.parts) == 1}
    near = [Weighed(alone[word], cosine, cosine) for word, cosine in (("Europe", 0.5), ("Varo", 0.3), ("clerk", 0.1))]
    assert name_among(near, some, "en").text == "Various: Europe, Varo"
    assert name_among(near[2:], some, "en").text == "Various: clerk, tide, Europe"


def test_texts_of_one_source_that_share_little_are_told_apart_by_words_and_no_number():
    some = [phrase(word, 0.1, share=0.1) for word in ("clerk", "Gazette", "ministry", "Varo", "law school", "tide")]
    assert listed(some, "en", "Gazette") == "Gazette: various (Varo, law school, clerk)"
    assert listed([phrase("ministry", 0.1)], "en", "Gazette") == "Gazette: various"
    assert listed([phrase("clerk", 0.1)], "en", "Gazette") == "Gazette: clerk"


def narratives(texts, sources, **more):
    n = len(texts)
    passages = Passages(
        list(range(n)), [0] * n, [(0, 9)] * n, texts, ["en"] * n, texts, sources, list(range(n)), [True] * n
    )
    narrative = np.array([0] * 8 + [1] * (n - 8), np.int32)
    return name_narratives(passages, narrative, np.linspace(1, 0.5, n).astype(np.float32), 2, **more)


def test_a_narrative_is_named_by_what_its_name_means():
    texts = ["For the clerk the oysters bring the sickness.", "Of the oysters the clerk has the sickness."] * 4
    texts += ["The law of the schools stands.", "Nobody reads the law of the schools."] * 4
    vectors = np.array([CENTRES[0]] * 8 + [CENTRES[1]] * 8)
    oysters, law = narratives(texts, [f"S{i}" for i in range(16)], context=Context(encode=encode, vectors=vectors))
    assert oysters.label["en"] == "Sickness and oysters"
    assert law.label["en"].startswith("Law of the schools")


def test_odd_texts_of_one_source_are_called_by_it():
    things = ["Lamp", "Kite", "Owl", "Drum", "Pear", "Loom", "Quilt", "Fern"]
    odd = [f"{thing} in a box, kettle." if i < 3 else f"{thing} in a box." for i, thing in enumerate(things)]
    rest = ["The ski lifts of Varo stand still. A box.", "Snow is late, and the ski lifts of Varo rust. A box."] * 4
    alone, _ = narratives(odd + rest, ["Keeper's diary"] * 7 + ["B"] + [f"S{i}" for i in range(8)])
    assert alone.label["en"].startswith("Keeper's diary: ")
    several, _ = narratives(odd + rest, [f"S{i}" for i in range(16)])
    assert several.label["en"].startswith("Various: ")


def test_a_name_in_quotation_marks_is_part_of_its_phrase_in_scripts_without_spaces():
    words = read_words("法国“黄背心”运动", "zh")
    assert not [word for word in words if word is OPENS or word is CLOSES]
    assert [word.written for word in words[:6]] == ["法国", "国黄", "黄背", "背心", "心运", "运动"]


def test_a_word_is_written_as_the_noun_that_it_is():
    texts = ["Le groupe islamiste avance.", "Un front islamiste recule.", "Le camp islamiste tient.", "L'islam change."]
    read = {i: read_words(text, "fr") for i, text in enumerate(texts)}
    stem = next(word.stem for word in read[0] if word.written == "islamiste")
    found = phrases_of(read, "fr", {stem: 1.0})
    assert written_of(found[stem,], "fr", cases_of(read.values(), "fr")) == "islam"
