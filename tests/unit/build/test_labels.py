import numpy as np
import pytest

from filrouge.build.labels import name_narratives
from filrouge.build.words import BREAK, read_words, stem

GAS = ["The Sarnline pipeline burst, said Velmar.", "A leak of the Sarnline pipeline worries Velmar."] * 4
FISH = ["The herring quota angers the boats.", "Boats protest: herring quotas are too small."] * 4


def named(texts, narrative, languages=None):
    languages = languages or ["en"] * len(texts)
    central = np.linspace(1, 0.5, len(texts)).astype(np.float32)
    return name_narratives(texts, texts, languages, np.array(narrative, np.int32), central, max(narrative) + 1)


def test_labels_have_capitals_phrases_and_no_stop_words():
    gas, fish = named(GAS + FISH, [0] * 8 + [1] * 8)
    assert "Sarnline pipeline" in gas.label["en"]
    assert "Velmar" in gas.keywords["en"]
    assert fish.label["en"].startswith(("Herring quota", "Boats"))
    words = " ".join([*gas.keywords["en"], *fish.keywords["en"], gas.label["en"], fish.label["en"]]).lower().split()
    assert not {"the", "a", "of", "are", "said"} & set(words)


def test_no_keyword_stands_in_two_inflections():
    _, fish = named(GAS + FISH, [0] * 8 + [1] * 8)
    stems = [stem(word.lower(), "en") for phrase in fish.keywords["en"] for word in phrase.split()]
    assert "quota" in stems
    assert len(stems) == len(set(stems))


def test_a_narrative_is_named_in_each_of_its_languages_the_main_one_first():
    french = ["Le quota de harengs fâche les bateaux.", "Les bateaux protestent contre le quota de harengs."] * 2
    french *= 2
    other = ["Le gazoduc fuit encore."] * 3
    texts = GAS + FISH + french + other
    gas, fish = named(texts, [0] * 8 + [1] * 16 + [0] * 3, ["en"] * 16 + ["fr"] * 11)
    assert list(fish.label) == ["en", "fr"]
    assert "quota de harengs" in fish.label["fr"].lower()
    assert list(gas.keywords) == ["en", "fr"]
    assert list(gas.label) == ["en"]  # three passages tell of a detail, not of the story


def test_two_narratives_never_share_a_label():
    first, second = named(GAS + GAS, [0] * 8 + [1] * 8)[:2]
    labels = [one.label.get("en") for one in (first, second) if one.label]
    assert len(labels) == len(set(labels))


def test_the_sentence_is_one_of_the_texts_and_of_readable_length():
    long = (
        "The Sarnline pipeline burst off the cape last night and Velmar has asked every harbour to keep its boats in."
    )
    gas, _ = named([f"{text} {long}" for text in GAS] + FISH, [0] * 8 + [1] * 8)
    assert gas.sentence["en"] == long


def test_labels_do_not_shout_datelines():
    texts = ["PUERTO LIRIO: The NATO pipeline of Velmar burst.", "PUERTO LIRIO: A NATO pipeline leak."] * 4 + FISH
    texts += ["Nothing is new in Puerto Lirio on a calm morning."]
    gas, _ = named(texts, [0] * 8 + [1] * 8 + [-1])
    assert any("NATO" in word for word in gas.keywords["en"])
    assert not any("PUERTO" in word for word in gas.keywords["en"] if "Puerto Lirio" in gas.keywords["en"])


def test_entities_are_letters_and_no_words():
    words = read_words("The &ldquor;pipeline&rdquor; caf&eacute; &amp;nbsp;AT&T", "en")
    assert [word.written for word in words if word is not BREAK and word.stem] == ["pipeline", "café"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [("en", ["quota", "quotas"]), ("fr", ["pêcheur", "pêcheurs"]), ("ru", ["газопровод", "газопровода"]),
     ("tr", ["balıkçı", "balıkçılar"]), ("es", ["pescador", "pescadores"])],
)  # fmt: skip
def test_forms_of_a_word_share_a_stem(language, forms):
    assert len({stem(form, language) for form in forms}) == 1


def test_headlines_name_the_story_and_are_no_sentence_of_a_passage():
    headed = [f"Fishing ban angers the boats. {text}" for text in FISH]
    central = np.ones(16, np.float32)
    narrative = np.array([0] * 8 + [1] * 8, np.int32)
    _, fish = name_narratives(GAS + FISH, GAS + headed, ["en"] * 16, narrative, central, 2)
    assert "ban" in fish.label["en"].lower().replace(",", "").split()
    assert "Fishing" not in fish.sentence.get("en", "")
