import pandas as pd
import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_narrative
from filrouge.bundle import Bundle
from filrouge.explore.narratives import evidence, named_like, standing
from filrouge.schema import SOLID
from filrouge.tables import complete
from filrouge.wording.labels import theme_names
from tests.unit.explore.by_hand import FISH, GAS, VOTE, by_hand_bundle


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
    assert (found.documents, found.texts, found.passages) == (4, 3, 5)
    assert (found.standing, found.theme, found.others) == ("solid", 0, [FISH])
    assert found.stability == pytest.approx(0.9)
    assert found.keywords == {"en": ["gas", "price"]}
    assert found.typical["text"].tolist() == ["Le prix du gaz monte encore 🌊."]
    assert found.edge["passage_id"].tolist() == [11]
    assert (found.sentence, found.said_in, found.shown) == (None, None, True)


def test_what_is_tentative_and_what_was_not_measured(by_hand):
    assert (evidence(by_hand, FISH).standing, evidence(by_hand, FISH).stability) == ("tentative", 0.5)
    vote = evidence(by_hand, VOTE)
    assert (vote.standing, vote.stability, vote.others) == (None, None, [])


def test_evidence_is_in_the_readers_language_and_names_its_passage(by_hand):
    french = Bundle.open(by_hand.path).speaking("fr")
    narratives = by_hand.narratives.copy()
    said = {"en": "Gas is dear.", "fr": "Le prix du gaz monte encore 🌊."}
    narratives["labels"] = [
        [{**entry, "sentence": said[entry["language"]]} for entry in entries] for entries in narratives["labels"]
    ]
    french.narratives = narratives
    found = evidence(french, GAS)
    assert found.sentence == said["fr"]
    assert found.said_in is not None
    assert found.said_in["doc_id"] == "gaz"
    french.language = None
    assert (evidence(french, GAS).sentence, evidence(french, GAS).said_in) == (said["en"], None)


def test_evidence_of_what_is_not_there(by_hand):
    with pytest.raises(KeyError):
        evidence(by_hand, 3)


def test_every_narrative_has_its_evidence(bundle):
    for number in bundle.labels:
        row = bundle.narratives.set_index("narrative").loc[number]
        found = evidence(bundle, number)
        for shown, kept in ((found.typical, row["representative"]), (found.edge, row["edge"])):
            group = bundle.columns.copy_group[bundle.columns.passage_doc[list(kept)]].tolist()
            one_each = [one for place, one in enumerate(kept) if group.index(group[place]) == place]
            assert shown["passage_id"].tolist() == one_each
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


def test_a_narrative_is_found_by_the_name_that_a_person_gave_and_by_the_one_that_was_found(tmp_path):
    own = Bundle.open(by_hand_bundle(tmp_path / "eight"))
    log.add(own, of_narrative(own, FISH, {"name": "Boats kept in port"}), Author("Ana"))
    shown = seen(own)
    for query in ("boats port", '"Boats kept"', "fishing BAN", "boat*", "ban -gas"):
        assert named_like(shown, query) == [FISH], query
    assert named_like(own, "boats") == named_like(shown, "") == named_like(shown, "-boats") == []
