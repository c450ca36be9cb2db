"""Names are noun phrases that several sources share, and headlines tell most."""

import numpy as np
import pytest

from filrouge.arrays import unit
from filrouge.build import labels
from filrouge.build.few_texts import name_few
from filrouge.build.fields import field_of, fields_of
from filrouge.build.headlines import choose_headlines, neighbours_of
from filrouge.build.labels import Headline, Named, name_narratives, name_themes
from filrouge.build.noun_phrases import cases_of, phrases_of, written_of
from filrouge.build.nouns import says_what_happened
from filrouge.build.phrases import Context
from filrouge.build.plan import Passages
from filrouge.build.words import CLOSES, OPENS, read_words
from filrouge.themes import theme_name

QUAY = [
    "The closure of the oyster beds angers Lanmeur.",
    "After the closure of the oyster beds, growers wait.",
    "Growers fear that the closure of the oyster beds will last.",
    "A ruling on the closure of the oyster beds is due.",
] * 2
SNOW = ["The ski lifts of Varo stand still.", "Snow is late, and the ski lifts of Varo rust."] * 4


def named(texts, narrative, sources=None, language="en", **more):
    n = len(texts)
    passages = Passages(
        list(range(n)), [0] * n, [(0, len(text)) for text in texts], texts, [language] * n, texts,
        sources or [f"S{i}" for i in range(n)], list(range(n)), [True] * n,
    )  # fmt: skip
    central = np.linspace(1, 0.5, n).astype(np.float32)
    return name_narratives(passages, np.array(narrative, np.int32), central, max(narrative) + 1, **more)


def test_a_name_is_a_whole_noun_phrase_with_its_small_words():
    quay, snow = named(QUAY + SNOW, [0] * 8 + [1] * 8)
    assert quay.label["en"].startswith("Closure of the oyster beds")
    assert "ki lifts" in snow.label["en"]


@pytest.mark.parametrize(
    ("language", "said", "other", "name"),
    [
        ("fr", ("La fermeture des bancs d'huîtres dure.", "Tous craignent la fermeture des bancs d'huîtres."),
         "Les remontées de Varo, jour {i}.", "Fermeture des bancs d'huîtres"),
        ("es", ("El cierre de los bancos de ostras dura.", "Muchos temen el cierre de los bancos de ostras."),
         "Los remontes de Varo, día {i}.", "Cierre de los bancos de ostras"),
        ("de", ("Die Sperrung der Austernbänke dauert an.", "Viele fürchten die Sperrung der Austernbänke."),
         "Neuer Schnee auf den Liften von Varo {i}.", "Sperrung der Austernbänke"),
    ],
)  # fmt: skip
def test_in_other_languages_too(language, said, other, name):
    texts = [said[i % 2] for i in range(8)] + [other.format(i=i) for i in range(8)]
    quay, _ = named(texts, [0] * 8 + [1] * 8, language=language)
    assert quay.label[language].startswith(name)


@pytest.mark.parametrize(
    ("language", "texts", "label"),
    [
        ("fr", ["Les pêcheurs partent tôt", "Un pont ferme hier", "Son école commence bientôt"], {"fr": "Divers"}),
        ("zh", ["渔民出海", "桥梁关闭", "学校开学"], {"zh": "其他"}),
        ("fi", ["Kalastajat lähtivät aamulla", "Silta suljettiin eilen", "Koulu alkaa syksyllä"], {}),
    ],
)
def test_texts_that_share_no_word_are_called_so_or_have_no_name(language, texts, label):
    (found,) = named(texts, [0] * 3, language=language)
    assert found.label == label


def test_a_person_names_a_narrative_only_where_nothing_else_does():
    texts = [
        "Mira Toll spoke of the harbour dues.", "Nobody but Mira Toll likes the harbour dues.",
        "When Mira Toll came, the harbour dues rose.", "Against the harbour dues stands Mira Toll.",
    ] * 2  # fmt: skip
    dues, _ = named(texts + SNOW, [0] * 8 + [1] * 8)
    assert dues.label["en"].startswith("Harbour dues")


def test_an_adjective_is_half_a_name():
    nouns = ("minister", "envoy", "delegation", "embassy", "consul", "mission", "fleet", "press")
    verbs = ("met", "praised", "shunned", "left", "thanked", "begged", "awaited", "quoted")
    texts = [f"The Varonese {noun} {verb} the council." for noun, verb in zip(nouns, verbs, strict=True)]
    talks, _ = named(texts + SNOW, [0] * 8 + [1] * 8)
    assert talks.label["en"].startswith("Council")


def test_a_second_phrase_of_the_same_root_says_nothing_more():
    texts = [
        "The Union of the Harbours meets.", "Nobody trusts the Union of the Harbours of late.",
        "At the harbour stands the Union of the Harbours.", "The harbour and the levy: the Union of the Harbours.",
    ] * 2  # fmt: skip
    union, _ = named(texts + SNOW, [0] * 8 + [1] * 8)
    assert union.label["en"].lower().count("harbour") == 1


@pytest.mark.parametrize(("least", "languages"), [(0.0, ["en", "fr"]), (9.0, ["en"])])
def test_a_minor_language_names_only_what_it_names_well(least, languages, monkeypatch):
    monkeypatch.setattr(labels, "WORTH_BESIDE", least)
    quay = QUAY + [
        f"La fermeture des parcs, {word}." for word in ("fermés", "vides", "loués", "vendus", "perdus", "tristes")
    ]
    quay += ["La fermeture des parcs et la brume.", "La fermeture des parcs, encore."]
    snow = SNOW + ["La neige tarde."] * 2
    n = len(quay) + len(snow)
    codes = ["en"] * 8 + ["fr"] * 8 + ["en"] * 8 + ["fr"] * 2
    passages = Passages(
        list(range(n)), [0] * n, [(0, 9)] * n, quay + snow, codes, quay + snow, [f"S{i}" for i in range(n)],
        list(range(n)), [True] * n,
    )  # fmt: skip
    narrative = np.array([0] * len(quay) + [1] * len(snow), np.int32)
    one, _ = name_narratives(passages, narrative, np.linspace(1, 0.5, n).astype(np.float32), 2)
    assert list(one.label) == languages


def test_what_is_measured_is_no_topic():
    texts = [f"The storm took 4{i} square miles of kelp in the night." for i in range(8)]
    kelp, _ = named(texts + SNOW, [0] * 8 + [1] * 8)
    assert not kelp.label["en"].lower().startswith("square miles")


def test_a_phrase_of_one_kind_of_source_is_no_name_where_another_is_of_several():
    texts = ["The salt war of the isles began."] * 6 + ["The tariff on salt rose."] * 6
    texts = [f"{text} The tariff on salt, day {i}." if i % 2 else text for i, text in enumerate(texts)]
    sources = [f"state {i}" for i in range(6)] + [f"daily {i}" for i in range(6)]
    kinds = {source: source.split()[0] for source in sources}
    salt, _ = named(
        texts + SNOW, [0] * 12 + [1] * 8, sources + [f"S{i}" for i in range(8)], context=Context(kinds=kinds)
    )
    assert salt.label["en"].startswith("Tariff on salt")


PIER = ["Police watch the old pier at dawn.", "A gull stood on the old pier by the police."] * 4


def test_a_name_has_words_of_headlines():
    verbs = ("saw", "met", "feared", "left", "passed", "painted", "sold", "rang", "hid", "moved", "lit", "broke")
    told = [
        f"The harbour guards {verb} the {'ferry lamp' if i < 6 else 'bell'} number {i}." for i, verb in enumerate(verbs)
    ]
    heads = {i: f"Ferry lamp, day {i}" for i in range(12)}
    bare, _ = named(told + PIER, [0] * 12 + [1] * 8)
    headed, _ = named(told + PIER, [0] * 12 + [1] * 8, context=Context(titles=heads))
    assert bare.label["en"].startswith("Harbour guards")
    assert headed.label["en"].startswith("Ferry lamp")


def test_a_person_whom_headlines_name_is_the_subject():
    texts = [
        "Mira Toll spoke of the harbour dues.", "Nobody but Mira Toll likes the harbour dues.",
        "When Mira Toll came, the harbour dues rose.", "Against the harbour dues stands Mira Toll.",
    ] * 2  # fmt: skip
    heads = {i: f"Mira Toll, day {i}" for i in range(8)}
    one, _ = named(texts + SNOW, [0] * 8 + [1] * 8, context=Context(titles=heads))
    assert one.label["en"].startswith("Mira Toll")


def test_posts_in_small_letters_do_not_say_how_a_name_is_written():
    posts = [text.lower().replace("oyster beds", "varo bridge") for text in QUAY]
    lifts = ["The ski lifts of Varo Bridge stand still.", "Snow is late, and the ski lifts rust."] * 4
    bridge, _ = named(posts + lifts, [0] * 8 + [1] * 8)
    assert bridge.label["en"] == "Closure of the Varo Bridge"


def test_words_of_a_quotation_are_no_name():
    said = "The mayor of Lanmeur said: “We want a tide of hope for all of us.” Of the salt levy he was silent."
    texts = [said.replace("mayor", word) for word in ("mayor", "baker", "abbot", "clerk", "miller", "smith")]
    one, _ = named(texts + SNOW, [0] * 6 + [1] * 8)
    assert "ide of hope" not in one.label["en"]
    assert "alt levy" in one.label["en"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tak „nový zákon“ se", "cs"),
        ("Tak »neue Regel« so", "de"),
        ("Tak „neue Regel“ so", "de"),
        ("Tak „nowe prawo” oto", "pl"),
        ("Tak “new law” so", "en"),
        ('Tak "new law" so', "en"),
        ("Tak «новый закон» вот", "ru"),
    ],
)
def test_a_quotation_ends_where_its_mark_closes_it(text, language):
    words = read_words(text, language)
    assert [i for i, word in enumerate(words) if word is OPENS] == [1]
    assert [i for i, word in enumerate(words) if word is CLOSES] == [4]


def test_what_one_is_by_trade_is_no_name_where_there_is_another():
    texts = ["The prime minister spoke of the salt levy.", "To the prime minister the salt levy is dear."] * 4
    one, _ = named(texts + SNOW, [0] * 8 + [1] * 8)
    assert one.label["en"] == "Salt levy"


def test_what_stands_beside_comes_from_as_many_sources():
    texts = [f"{text} Of the salt strike we know." if i < 5 else text for i, text in enumerate(QUAY)]
    few = ["A"] * 3 + ["B"] * 2 + ["C", "D", "E"]
    others = [f"S{i}" for i in range(8)]
    assert "salt strike" not in named(texts + SNOW, [0] * 8 + [1] * 8, few + others)[0].label["en"].lower()


def test_a_phrase_of_a_headline_counts_whose_words_others_say_close_together():
    texts = [f"Growers of the isle await what the court says: the levy on oysters, year {i}." for i in range(6)]
    heads = dict.fromkeys(range(1, 6), "News") | {0: "Oyster levy angers growers"}
    texts[0] = f"{heads[0]}. {texts[0]}"
    one, _ = named(texts + SNOW, [0] * 6 + [1] * 8, context=Context(titles=heads))
    assert one.label["en"].startswith(("Levy on oysters", "Oyster levy"))


GAMES = [
    ("en", "The referee saw no penalty, says the coach number {i}.", "Sport"),
    ("fr", "L'arbitre n'a pas vu le match, dit un joueur, numéro {i}.", "Sport"),
    ("es", "El árbitro no vio el partido, dice un jugador, número {i}.", "Deportes"),
]


@pytest.mark.parametrize(("language", "text", "name"), GAMES)
def test_texts_of_a_field_that_share_little_are_called_by_it(language, text, name):
    words = {i: read_words(text.format(i=i), language) for i in range(8)}
    words |= {8 + i: read_words(some, language) for i, some in enumerate(SNOW)}
    fields = fields_of(words, language)
    assert field_of(fields, set(range(8)), words.keys(), list(range(16)), language) == name
    assert field_of(fields, set(range(8, 16)), words.keys(), list(range(16)), language) != name


@pytest.mark.parametrize(
    ("language", "happens", "other"),
    [
        ("en", "closure of the beds", "federation of growers"), ("fr", "hausse du Smic", "fédération des commerces"),
        ("es", "dimisión del alcalde", "ayuntamiento de Varo"), ("de", "Sperrung der Bänke", "Haus am See"),
        ("it", "sciopero dei treni", "regione di Varo"), ("pt", "greve dos trens", "cidade de Varo"),
        ("ru", "отставка мэра", "дом у моря"),
    ],
)  # fmt: skip
def test_nouns_say_what_happened(language, happens, other):
    assert says_what_happened(happens, language)
    assert not says_what_happened(other, language)


def test_texts_that_share_little_are_called_various():
    things = ["Lamp", "Kite", "Owl", "Drum", "Pear", "Loom", "Quilt", "Fern", "Anvil", "Harp", "Sledge", "Urn"]
    odd = [f"{thing} in a box, kettle." if i < 3 else f"{thing} in a box." for i, thing in enumerate(things)]
    one, _ = named(odd + [f"{text} A box." for text in SNOW], [0] * 12 + [1] * 8)
    assert one.label == {"en": "Various: kettle, box"}


def test_what_sets_it_apart_is_not_what_its_neighbour_has_too():
    other = ["The oyster beds of Sarr thrive.", "Buyers praise the oyster beds of Sarr."] * 4
    quay, *_ = named(QUAY + other + SNOW, [0] * 8 + [1] * 8 + [2] * 8, context=Context(near={0: [1], 1: [0], 2: [1]}))
    assert any("closure" in phrase.lower() for phrase in quay.apart["en"])
    assert "oyster beds" not in [phrase.lower() for phrase in quay.apart["en"]]


def test_the_headline_is_that_of_a_text_mostly_about_it_in_words_of_many():
    texts = [*QUAY, *SNOW]
    narrative = np.array([0] * 8 + [1] * 8, np.int32)
    document = [0, 0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 3, 3, 3]  # document 3 is mostly about snow
    passages = Passages(
        document, [0] * 16, [(0, 1)] * 16, texts, ["en"] * 16, texts, ["S"] * 16, list(range(16)), [True] * 16
    )
    vectors = np.zeros((16, 3), np.float32)
    vectors[:8, 0] = vectors[8:, 1] = 1
    titles = {
        0: "Closure of oyster beds angers growers", 1: "A hat was found on the quay", 2: "Oyster beds: the closure is…",
        3: "Oyster beds closure and growers", 6: "Ski lifts of Varo stand still",
    }  # fmt: skip
    both = [Named({"en": "Oyster beds"}, {"en": ["closure", "oyster beds", "growers"]}, {"en": ""}),
            Named({"en": "Ski lifts"}, {"en": ["ski lifts", "Varo"]}, {"en": "Snow is late."})]  # fmt: skip
    choose_headlines(both, passages, narrative, vectors, titles)
    assert both[0].headline["en"] == ("Closure of oyster beds angers growers", 0)
    assert both[1].headline["en"] == ("Ski lifts of Varo stand still", 6)
    assert neighbours_of(vectors, narrative, 2) == {0: [1], 1: [0]}


def test_without_headlines_a_sentence_is_quoted_from_its_document():
    texts = [*SNOW]
    passages = Passages(
        list(range(8)), [0] * 8, [(0, 1)] * 8, texts, ["en"] * 8, texts, ["S"] * 8, list(range(8)), [True] * 8
    )
    one = [Named({"en": "Ski lifts"}, {"en": ["ski lifts"]}, {"en": "Snow is late, and the ski lifts of Varo rust."})]
    choose_headlines(one, passages, np.zeros(8, np.int32), np.ones((8, 1), np.float32), {})
    assert one[0].headline["en"] == ("Snow is late, and the ski lifts of Varo rust.", 1)


def test_a_theme_has_a_name_of_its_own_or_those_of_its_narratives():
    texts = QUAY + SNOW
    passages = Passages(
        list(range(16)), [0] * 16, [(0, 1)] * 16, texts, ["en"] * 16, texts, [f"S{i}" for i in range(16)],
        list(range(16)), [True] * 16,
    )  # fmt: skip
    narrative, central = np.array([0] * 8 + [1] * 8, np.int32), np.ones(16, np.float32)
    both = name_narratives(passages, narrative, central, 2)
    assert name_themes(passages, narrative, central, np.array([0, 1], np.int32), both) == [{}, {}]
    (own,) = name_themes(passages, narrative, central, np.array([0, 0], np.int32), both)
    assert theme_name([one.label for one in both], "en", own) == own["en"]


def few(headline, sentence="", language="en", n=4):
    """Two narratives of `n` texts with a name of chance words, this headline and this sentence."""
    passages = Passages(
        list(range(n)),
        [0] * n,
        [(0, 1)] * n,
        ["x"] * n,
        [language] * n,
        ["x"] * n,
        ["S"] * n,
        list(range(n)),
        [True] * n,
    )
    both = [
        Named({language: "Loaded"}, sentence={language: sentence}, headline={language: Headline(headline, 0)}, short={})
        for _ in range(2)
    ]
    narrative, vectors = np.zeros(n, np.int32), np.zeros((n, 2), np.float32)
    return name_few(both, passages, narrative, vectors, None), [one.label[language] for one in both]


@pytest.mark.parametrize(
    ("language", "headline", "sentence"),
    [
        ("en", "Ski lifts of Varo stand still", "Snow is late, and the ski lifts of Varo rust."),
        ("fr", "Les remontées de Varo à l’arrêt", "La neige tarde, et les remontées de Varo rouillent."),
        ("ru", "Подъёмники Варо стоят", "Снега нет, и подъёмники Варо ржавеют."),
    ],
)
def test_a_few_texts_without_vectors_are_called_by_their_headlines(language, headline, sentence):
    assert few(headline, sentence, language) == (True, [headline, sentence])
    assert few(headline, sentence, language, n=50) == (False, ["Loaded", "Loaded"])


def test_a_long_headline_is_cut_between_words_and_without_any_the_name_stays():
    long = (
        "The ski lifts of Varo stand still while the snow is late and the owners wait for the council to decide at last"
    )
    (_few, (name, other)) = few(long)
    assert name.endswith("…")
    assert long.startswith(name[:-1])
    assert long[len(name) - 1] == " "
    assert len(name) <= 91
    assert other == "Loaded"


@pytest.mark.parametrize(
    ("language", "texts", "names"),
    [
        (
            "en",
            [
                "Owners met on Monday. They spoke of the sudden closure of the ski lifts and of snow.",
                "Nobody slept. The late snow and the closure of ski lifts cost the valley its guests, all said.",
                "The sale of quays went on. Boats paid for the sale of the quays, said one.",
                "In the sale of quays two boats were lost.",
            ],
            ["ski lifts", "quays"],
        ),
        (
            "fr",
            [
                "Les patrons ont vu lundi la fermeture des remontées et la neige tardive.",
                "Personne n'a dormi. La fermeture des remontées coûte à la vallée ses hôtes, dit-on.",
                "La vente des quais continue. Les bateaux ont payé la vente des quais, dit l'un.",
                "Dans la vente des quais, deux bateaux ont péri.",
            ],
            ["remontées", "quais"],
        ),
    ],
)
def test_a_few_texts_are_called_by_noun_phrases_that_are_nearest_to_them_however_few_have_them(language, texts, names):
    passages = Passages(
        list(range(4)), [0] * 4, [(0, 1)] * 4, texts, [language] * 4, texts, ["S"] * 4, list(range(4)), [True] * 4
    )
    both = [Named({language: "Loaded"}, headline={language: Headline("Nobody slept", 1)}) for _ in range(2)]
    narrative = np.array([0, 0, 1, 1], np.int32)

    def encode(said, _):  # the first narrative is about the first of two words, the second about the other
        told = [[name in one for name in names] for one in said]
        return unit(np.array(told, np.float32) + 0.01)

    assert name_few(both, passages, narrative, np.repeat(np.eye(2, dtype=np.float32), 2, axis=0), encode)
    first, second = (one.label[language] for one in both)
    assert names[0] in first.casefold()
    assert names[1] in second.casefold()
    assert all(len(one.split()) > 1 and one[0].isupper() and one != "Nobody slept" for one in (first, second))
    far = [Named({language: "Loaded"}, headline={language: Headline("Nobody slept", 1)}) for _ in range(2)]
    name_few(
        far, passages, narrative, np.repeat(np.eye(2, dtype=np.float32), 2, axis=0), lambda said, _: said_alike(said)
    )
    assert far[0].label[language] == "Nobody slept"


def test_a_narrative_of_one_text_has_its_headline_and_one_of_six_the_name_that_they_share():
    n = 14
    document = [*range(6), *[6] * 4, *[7] * 4]
    passages = Passages(
        document, [0] * n, [(0, 1)] * n, ["x"] * n, ["en"] * n, ["x"] * n, ["S"] * n, document, [True] * n
    )
    three = [Named({"en": f"Loaded {i}"}, headline={"en": Headline(f"Lifts {i} stand", 5 + i)}) for i in range(2)]
    three.append(
        Named({"en": "Loaded 2"}, headline={"en": Headline("“Lifts stand”", 7)}, sentence={"en": "Snow falls."})
    )
    three[0].short["en"] = "Loaded"
    narrative = np.array([0] * 6 + [1] * 4 + [2] * 4, np.int32)
    name_few(three, passages, narrative, np.zeros((n, 2), np.float32), None)
    assert [one.label["en"] for one in three] == ["Loaded 0", "Lifts 1 stand", "“Lifts stand”"]


def test_six_prints_of_one_text_are_one_text():
    n = 8
    passages = Passages(
        list(range(n)), [0] * n, [(0, 1)] * n, ["x"] * n, ["en"] * n, ["x"] * n, ["S"] * n, [9] * 6 + [10] * 2,
        [True] * n,
    )  # fmt: skip
    both = [
        Named({"en": "Loaded"}, headline={"en": Headline(what, at)}) for what, at in (("Lifts stand", 3), ("Quays", 6))
    ]
    both[0].short["en"] = "Loaded"
    name_few(both, passages, np.array([0] * 6 + [1] * 2, np.int32), np.zeros((n, 2), np.float32), None)
    assert [one.label["en"] for one in both] == ["Lifts stand", "Quays"]


def test_pieces_of_longer_runs_are_no_names_of_a_few_texts():
    texts = ["Gas the boats cranes gas docks ropes sails masts", "Quays the boats cranes quays docks ropes sails masts"]
    passages = Passages([0, 1], [0] * 2, [(0, 1)] * 2, texts, ["en"] * 2, texts, ["S"] * 2, [0, 1], [True] * 2)
    both = [Named({"en": "Loaded"}, headline={"en": Headline(f"{what} move", 5)}) for what in ("Prices", "Quays")]

    def encode(said, _):
        return unit(np.array([["gas" in one, "quays" in one] for one in said], np.float32) + 0.01)

    assert name_few(both, passages, np.array([0, 1], np.int32), np.eye(2, dtype=np.float32), encode)
    assert [one.label["en"] for one in both] == ["Prices move", "Quays move"]


def said_alike(said):
    return np.ones((len(said), 2), np.float32)


def test_the_singular_of_what_goes_on_is_half_a_name():
    said = "Nobody fears the Varo {}."
    texts = [said.format(word) for word in ("drone attack", "drone raid", "drone strike", "drones", "drones", "drone")]
    words = {i: read_words(text, "en") for i, text in enumerate(texts)}
    key = tuple(word.stem for word in read_words("Varo drones", "en"))
    found = phrases_of(words, "en", dict.fromkeys(key, 1.0))[key]
    assert written_of(found, "en", cases_of(words.values(), "en")) == "Varo drones"
    whole = phrases_of({i: words[i] for i in (3, 5)}, "en", dict.fromkeys(key, 1.0))[key]
    assert written_of(whole, "en", cases_of(words.values(), "en")) == "Varo drone"


def test_themes_of_a_few_texts_are_called_by_their_narratives():
    texts = QUAY + SNOW
    passages = Passages(
        list(range(16)), [0] * 16, [(0, 1)] * 16, texts, ["en"] * 16, texts, [f"S{i}" for i in range(16)],
        list(range(16)), [True] * 16,
    )  # fmt: skip
    both = [Named({"en": name}, short={"en": name}) for name in ("Beds closed", "Lifts stand still")]
    narrative, central = np.array([0] * 8 + [1] * 8, np.int32), np.ones(16, np.float32)
    (own,) = name_themes(passages, narrative, central, np.array([0, 0], np.int32), both, by_narratives=True)
    assert own == {"en": "Beds closed / Lifts stand still"}
