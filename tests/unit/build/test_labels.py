from itertools import chain

import numpy as np
import pytest

from filrouge.build.copies import independent_sources
from filrouge.build.labels import name_narratives
from filrouge.build.plan import Passages
from filrouge.build.words import BREAK, capital, read_words, stem

GAS = ["The Sarnline pipeline burst, said Velmar.", "A leak of the Sarnline pipeline worries Velmar."] * 4
FISH = ["The herring quota angers the boats.", "Boats protest: herring quotas are too small."] * 4


def named(texts, narrative, languages=None, headed=None, sources=None, copies=None):
    n = len(texts)
    passages = Passages(
        list(range(n)), [0] * n, [(0, len(text)) for text in texts], texts, languages or ["en"] * n, headed or texts,
        sources or [""] * n, copies or list(range(n)), [True] * n,
    )  # fmt: skip
    central = np.linspace(1, 0.5, n).astype(np.float32)
    return name_narratives(passages, np.array(narrative, np.int32), central, max(narrative) + 1)


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
    _, fish = named(GAS + FISH, [0] * 8 + [1] * 8, headed=GAS + headed)
    assert "ban" in words_of(fish).split()
    assert "Fishing" not in fish.sentence.get("en", "")


def halves(label):
    return label.split(", ")


def test_what_one_writer_says_is_no_half_of_a_label():
    # Forty passages tell of the pipeline; one document in four passages repeats a phrase that nobody else has.
    gas = ["The Sarnline pipeline burst near the old mole."] * 36
    odd = ["The Sarnline pipeline: purple walrus circus."] * 4
    headed = [f"Report {i}. {text}" for i, text in enumerate(gas)] + [f"Walrus tales. {text}" for text in odd]
    fish = [f"{text} {i}" for i, text in enumerate(FISH * 5)]
    texts = gas + odd + fish
    named_gas, _ = named(texts, [0] * 40 + [1] * 40, headed=headed + fish)
    assert "walrus" not in named_gas.label["en"].lower()
    assert any("walrus" in word.lower() for word in named_gas.keywords["en"])


def test_each_half_of_a_label_stands_in_a_twentieth_of_the_passages():
    gas = ["The Sarnline pipeline burst near the old mole."] * 77 + ["The Sarnline pipeline: purple walrus circus."] * 3
    fish = [f"{text} {i}" for i, text in enumerate(FISH * 10)]
    few, _ = named(gas + fish, [0] * 80 + [1] * 80)
    assert "walrus" not in few.label["en"].lower()  # three of eighty


def test_halves_of_labels_are_four_words_at_most():
    long = ["Harbour masters of the northern isles of Velmar close the Sarnline."] * 6
    gas, _ = named([f"{text} Case {i}." for i, text in enumerate(long)] + FISH, [0] * 6 + [1] * 8)
    assert all(len(half.split()) <= 4 for half in halves(gas.label["en"]))


def test_a_narrative_whose_passages_share_nothing_much_has_a_label_all_the_same():
    texts = ["Walrus circus.", "Walrus parade.", "Lantern boat.", "Lantern mast."]
    one, _ = named(texts + FISH, [0] * 4 + [1] * 8)
    assert one.label["en"] == "Various: Walrus, Lantern"


def test_elided_words_are_no_names():
    words = read_words("L'arsenal qu'Aster ferme", "fr")
    assert [word.written for word in words if word.stem] == ["arsenal", "Aster", "ferme"]


PORT = [f"Foreign guns! The frigate lies at the shipyard of Port Hesk, report {i}." for i in range(6)]
YARD = [f"The frigate and its crew wait at the shipyard, day {i}." for i in range(6)]
OUTLETS = ["Radio"] * 6 + ["Wire", "Courier", "Phare"] * 2


def words_of(one):
    return " ".join([*one.label.values(), *chain(*one.keywords.values())]).lower()


def test_one_outlets_phrase_names_nothing():
    port, _ = named(PORT + YARD + FISH, [0] * 12 + [1] * 8, sources=OUTLETS + [f"S{i}" for i in range(8)])
    assert {"frigate", "crew"} & set(port.label["en"].lower().split())
    assert "gun" not in words_of(port)
    assert "hesk" not in words_of(port)
    alone, _ = named(PORT + FISH, [0] * 6 + [1] * 8, sources=["Radio"] * 6 + [f"S{i}" for i in range(8)])
    assert "foreign guns" in words_of(alone), "where one source alone speaks, its words are all there are"


def test_one_text_that_many_print_is_one_source():
    sources = ["Wire", "Courier", "Phare", "Herald", "Post", "Star", *OUTLETS[6:]]
    port, _ = named(
        PORT + YARD + FISH, [0] * 12 + [1] * 8, sources=sources + [""] * 8, copies=[0] * 6 + list(range(1, 15))
    )
    assert "gun" not in words_of(port)
    assert "frigate" in words_of(port)


def test_two_sources_are_enough_where_no_phrase_comes_from_more():
    port, _ = named(PORT + YARD + FISH, [0] * 12 + [1] * 8, sources=["Radio", "Wire"] * 10)
    assert "foreign guns" in words_of(port)
    mixed = ["Radio"] * 6 + ["Wire"] * 6
    port, _ = named(PORT + YARD + FISH, [0] * 12 + [1] * 8, sources=mixed + [""] * 8)
    assert "gun" not in words_of(port)
    assert "frigate" in words_of(port)


def test_texts_of_unknown_sources_count_one_by_one_and_copies_of_them_once():
    port, _ = named(PORT + YARD + FISH, [0] * 12 + [1] * 8)
    assert "foreign guns" in words_of(port)
    port, _ = named(PORT + YARD + FISH, [0] * 12 + [1] * 8, copies=[0] * 6 + list(range(1, 15)))
    assert "gun" not in words_of(port)


def test_a_language_of_one_source_names_only_what_no_other_does():
    french = ["Les canons étrangers menacent le port."] * 10
    languages = ["fr"] * 10 + ["en"] * 20
    sources = ["Phare"] * 10 + OUTLETS[6:] * 2 + [""] * 8
    both, _ = named(french + YARD * 2 + FISH, [0] * 22 + [1] * 8, languages, sources=sources)
    assert list(both.label) == ["en"]
    assert list(both.keywords) == ["en"]
    only, _ = named(french + FISH, [0] * 10 + [1] * 8, ["fr"] * 10 + ["en"] * 8, sources=["Phare"] * 10 + [""] * 8)
    assert list(only.label) == ["fr"]


@pytest.mark.parametrize(
    ("told", "n"),
    [
        ([], 0),
        ([("A", 0), ("A", 1), ("A", 2)], 1),
        ([("A", 0), ("B", 0), ("C", 0)], 1),
        ([("A", 0), ("B", 0), ("A", 1)], 2),
        ([("A", 0), ("B", 0), ("C", 0), ("A", 1), ("A", 2)], 2),  # three sources, three texts, but B and C share one
        ([("A", 0), ("B", 1), ("C", 2), ("C", 0)], 3),
        ([("", 0), ("", 0), ("", 1), ("A", 2)], 3),
        ([("A", 0), ("", 0)], 1),
    ],
)
def test_sources_count_with_a_text_of_their_own(told, n):
    assert independent_sources(told) == n


def test_dotted_and_dotless_letters_are_those_of_the_language():
    oysters = ["istiridye hastaları çoğaldı"] * 4 + ["İstiridye yatağı kapandı"] * 4
    one, _ = named(oysters + FISH, [0] * 8 + [1] * 8, ["tr"] * 8 + ["en"] * 8)
    assert one.label["tr"].split(", ")[0] == "İstiridye"
    assert (capital("istanbul", "es"), capital("ırmak", "tr")) == ("Istanbul", "Irmak")
    assert [word.stem for word in read_words("IRMAK ırmak İrmik irmik", "tr")] == ["ırmak", "ırmak", "irmik", "irmik"]
