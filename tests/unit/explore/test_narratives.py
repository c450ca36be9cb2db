import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.explore.narratives import (
    TENTATIVE_MEANS,
    evidence,
    quality_indicators,
    standing,
    tentative_note,
    theme_names,
)
from filrouge.explore.passages import passages_by_id
from filrouge.schema import SOLID
from filrouge.tables import complete
from tests.unit.explore.by_hand import FISH, GAS, VOTE


@pytest.mark.parametrize(
    ("stability", "word"),
    [
        (None, None),
        (float("nan"), None),
        (0.0, "tentative"),
        (SOLID - 0.01, "tentative"),
        (SOLID, "solid"),
        (1, "solid"),
    ],
)
def test_standing_in_a_word(stability, word):
    assert standing(stability) == word


def test_evidence_of_a_narrative_counted_by_hand(by_hand):
    found = evidence(by_hand, GAS)
    assert (found.label, found.documents, found.texts, found.passages) == ("gas price", 4, 3, 5)
    assert found.standing_sentence() == "Solid: other runs of the build find it again (stability 0.90 of 1)."
    assert found.theme_sentence() == "gas price / fishing ban; shared with “fishing ban°”."
    assert found.keywords == {"English": ["gas", "price"]}
    assert found.typical["text"].tolist() == ["Le prix du gaz monte encore 🌊."]
    assert found.edge["passage_id"].tolist() == [11]
    assert (found.sentence, found.said_in, found.opposed, found.shown) == (None, None, [], True)


def test_what_is_tentative_and_what_was_not_measured(by_hand):
    sentence = "Tentative: other runs of the build find it only in part (stability 0.50 of 1)."
    assert evidence(by_hand, FISH).standing_sentence() == sentence
    assert evidence(by_hand, VOTE).standing_sentence().startswith("Not measured")
    assert evidence(by_hand, VOTE).theme_sentence() == "One of its own: no other narrative shares it."


def test_opposed_passages_come_in_pairs_the_one_that_asserts_first(by_hand):
    ((asserts, denies),) = evidence(by_hand, VOTE).opposed
    assert (asserts["text"], denies["text"]) == ("The ballot opens.", "Voters abroad wait.")
    whole = passages_by_id(by_hand, [7, 8]).frame
    assert list(asserts) == list(whole)


def test_evidence_is_in_the_readers_language_and_names_its_passage(by_hand):
    french = Bundle.open(by_hand.path).speaking("fr")
    narratives = by_hand.narratives.copy()
    said = {"en": "Gas is dear.", "fr": "Le prix du gaz monte encore 🌊."}
    narratives["labels"] = [
        [{**entry, "sentence": said[entry["language"]]} for entry in entries] for entries in narratives["labels"]
    ]
    french.narratives = narratives
    found = evidence(french, GAS)
    assert (found.label, found.sentence) == ("prix du gaz", said["fr"])
    assert found.said_in is not None
    assert found.said_in["doc_id"] == "gaz"
    assert found.theme_sentence() == "prix du gaz / pêche fermée; shared with “pêche fermée°”."
    french.language = None
    assert (evidence(french, GAS).sentence, evidence(french, GAS).said_in) == (said["en"], None)


def test_evidence_of_what_is_not_there(by_hand):
    with pytest.raises(KeyError):
        evidence(by_hand, 3)


def test_every_narrative_has_its_evidence(bundle):
    for number in bundle.labels:
        row = bundle.narratives.set_index("narrative").loc[number]
        found = evidence(bundle, number)
        assert found.typical["passage_id"].tolist() == list(row["representative"])
        assert found.edge["passage_id"].tolist() == list(row["edge"])
        assert len(found.opposed) == len(row["opposed"])
        assert set(found.typical["narrative"]) == {number}


def test_a_bundle_of_an_earlier_schema_has_none_and_says_so(by_hand):
    old = Bundle.open(by_hand.path)
    later = ["labels", "theme", "theme_label", "representative", "edge", "opposed", "stability"]
    old.narratives = earlier(by_hand, later)
    found = evidence(old, GAS)
    assert not found.shown
    assert (found.standing, found.sentence, found.others, len(found.typical)) == (None, None, [], 0)
    assert theme_names(old) == {GAS: "gas price", FISH: "fishing ban", VOTE: "overseas vote"}


def earlier(bundle: Bundle, lacking: list[str]) -> pd.DataFrame:
    """The narratives as they are completed when these columns are not in the file."""
    return complete(bundle.narratives.drop(columns=lacking))


def test_the_mark_is_explained_only_where_it_is(by_hand):
    assert tentative_note(by_hand, ["gas price", "fishing ban°"]) == TENTATIVE_MEANS
    assert tentative_note(by_hand, ["gas price", "No clear narrative"]) == ""
    assert tentative_note(by_hand, ["fishing ban", "20°"]) == "", "a mark that is none of ours"


def test_themes_are_named_in_the_readers_language(by_hand):
    default = {0: "gas price / fishing ban", 1: "overseas vote"}
    assert theme_names(by_hand) == default
    assert theme_names(by_hand.speaking("de")) == default
    assert theme_names(by_hand.speaking("fr")) == {0: "prix du gaz / pêche fermée", 1: "vote des absents"}


QUALITY = {"coverage": 0.81, "coherence": 0.12, "diversity": 0.9, "dependence_on_language": 0.02, "stability": 0.76,
           "solid": 9, "solid_passages": 0.85}  # fmt: skip


def test_how_good_a_model_is_in_plain_words():
    figures = quality_indicators({"quality": QUALITY, "counts": {"narratives": 12}})
    assert {f.name: f.value for f in figures} == {
        "Passages with a clear narrative": "81 %",
        "Solid narratives": "9 of 12; mean stability 0.76",
        "In a solid narrative": "85 %",
        "Dependence on language": "0.020",
        "Coherence": "0.12",
        "Diversity": "90 %",
    }
    assert all(f.meaning for f in figures)


@pytest.mark.parametrize(
    ("dependence", "words"), [(0.05, "do not follow"), (0.2, "in part"), (0.4, "compare languages with care")]
)
def test_what_dependence_on_language_means(dependence, words):
    (figure,) = quality_indicators({"quality": {"dependence_on_language": dependence}, "counts": {"narratives": 3}})
    assert words in figure.meaning


def test_what_was_not_measured_is_left_out():
    assert quality_indicators({"quality": {}, "counts": {"narratives": 0}}) == []
