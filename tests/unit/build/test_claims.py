"""Claims: numbers and voices of a sentence, groups that hold together, versions and denials, what the demo holds."""

import json
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from safetensors.numpy import load_file

from filrouge.build.alignment import Alignment
from filrouge.build.claims.corpus import corpus_of, independent
from filrouge.build.claims.find import _fitting, claim_of, find_claims, n_independent
from filrouge.build.claims.groups import Group
from filrouge.build.claims.pairs import WEIGHTS, features
from filrouge.build.claims.statements import beginnings
from filrouge.build.claims.stories import find_stories
from filrouge.build.claims.units import same_thing
from filrouge.build.claims.verify import verified
from filrouge.build.claims.voice import voice_of
from filrouge.build.spread.find import DatedTexts, Taking
from filrouge.build.spread.sentences import Sentences, find_sentences
from filrouge.build.spread.step import Spread
from filrouge.errors import InputError
from filrouge.ingest.languages import count_words
from filrouge.quantities import counted, quantities

SAMPLE = Path(__file__).parents[3] / "data" / "sample"
VOICES = {"own": "own", "quotes": "quoted", "disputes": "denied"}


# -- numbers


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Sixty-one of the 134 guests fell ill", "en", {61, 134}),
        ("Nine thousand four hundred and twelve pairs", "en", {9412}),
        ("hundreds of people, two hundred of them in boats", "en", {200}),
        ("On 5 June 2025 at 17:30 the 25th brigade fired a D-30", "en", set()),
        ("The mayor, 71, has two cats", "en", {2}),
        ("quatre-vingt-quatorze bateaux et soixante et onze filets", "fr", {94, 71}),
        ("cent dix-huit mille quatre cents bulletins", "fr", {118400}),
        ("le 1er février, 61 000 places à 11 h 40", "fr", {61000}),
        ("trescientos kilos y treinta y un barcos", "es", {300, 31}),
        ("el 8 de julio ardieron 1.100 hectáreas", "es", {1100}),
        ("девяносто одна тысяча двести шесть подписей", "ru", {91206}),
        ("на 212 тысяч крон при оценке в 40 тысяч", "ru", {212000, 40000}),
        ("on dokuz çuval, yüzde 83'ü", "tr", {19, 83}),
        ("dwanaście tysięcy osób i 3,5 proc.", "pl", {12000, 3.5}),
        ("einhundert oder 1,2 Millionen", "de", {1200000}),
        ("dodici barche e venti reti", "it", {12, 20}),
        ("quinze mil pessoas em 32 cidades", "pt", {15000, 32}),
        ("el 12 por ciento de los votos", "es", {12}),
        ("cinq cents voix, douze pour cent", "fr", {500, 12}),
    ],
)
def test_numbers_of_a_sentence(text, language, expected):
    assert quantities(text, language) == expected


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("89 000 policiers mobilisés", "fr"), ("89,000 police officers on duty", "en"), True),
        (("девять тысяч рублей", "ru"), ("9,000 rubles a month", "en"), True),
        (("7 % des voix", "fr"), ("there were 7", "en"), None),
        (("412 arrested in the capital", "en"), ("412 tonnes of grain", "en"), False),
        (("179 oysters opened", "en"), ("179 oysters were sold", "en"), True),
        (("12 pour cent des voix", "fr"), ("12% in all", "en"), True),
        (("un 12 por ciento menos", "es"), ("12 per cent of it", "en"), True),
        (("5 kilometres from here", "en"), ("5 kilos of gold", "en"), False),
        (("900 political prisoners", "en"), ("900 officers", "en"), False),
        (("12 on Tuesday", "en"), ("12 dead", "en"), False),
    ],
)
def test_numbers_that_count_the_same_things(first, second, same):
    (one,), (other,) = counted(*first), counted(*second)
    assert one.value == other.value
    assert same_thing(one, other) is same


def test_what_the_next_number_counts_is_not_what_the_one_before_it_does():
    dead, hurt = counted("There were 12 dead and 30 injured", "en")
    (other,) = counted("35 people were injured", "en")
    assert [same_thing(one, other) for one in (dead, hurt)] == [False, True]
    ashore, all_of_them = counted("5 of the 12 boats", "en")
    assert same_thing(ashore, all_of_them)


def test_a_number_is_shown_as_it_is_written():
    found = counted("Sixty-one of 134 guests, and 4 million crowns", "en")
    assert [one.written for one in found] == ["sixty one", "134", "4 million"]
    assert found[1].behind[0] == "guests"


# -- voices


def test_the_voice_of_marked_sentences_is_told():
    marked = [json.loads(line) for line in (Path(__file__).parent / "voices.jsonl").read_text("utf-8").splitlines()]
    assert len(marked) >= 200
    quoted = _quoted(SAMPLE / "bundle")
    found = [voice_of(one["sentence"], one["language"], quoted[one["doc_id"], one["sentence"]]).voice for one in marked]
    right = [VOICES.get(voice) == one["voice"] for voice, one in zip(found, marked, strict=True)]
    assert np.mean(right) >= 0.85
    languages = Counter(one["language"] for one in marked)
    for code in languages:
        assert np.mean([r for r, one in zip(right, marked, strict=True) if one["language"] == code]) >= 0.8
    for voice in set(VOICES.values()):
        assert np.mean([r for r, one in zip(right, marked, strict=True) if one["voice"] == voice]) >= 0.6


@pytest.mark.parametrize(
    ("text", "language", "voice", "speaker"),
    [
        ("The bridge at Orlen fell at dawn.", "en", "own", None),
        ("The bridge was sound, Mayor Tilda Brandt said on Monday.", "en", "quotes", "Mayor Tilda Brandt"),
        ("Tilda Brandt denied that the bridge had ever been closed.", "en", "disputes", "Tilda Brandt"),
        ("Le pont d'Orlen s'est effondré à l'aube.", "fr", "own", None),
        ("Le pont était sûr, a déclaré Ysolde Carmin.", "fr", "quotes", "Ysolde Carmin"),
        ("Ysolde Carmin dément toute fermeture du pont.", "fr", "disputes", "Ysolde Carmin"),
        ("El puente se hundió al amanecer.", "es", "own", None),
        ("El puente era seguro, aseguró un portavoz.", "es", "quotes", None),
        ("Nino Baresi desmintió el cierre del puente.", "es", "disputes", "Nino Baresi"),
        ("Die Brücke brach im Morgengrauen ein.", "de", "own", None),
        ("Die Brücke sei sicher gewesen, sagte Hedda Kornmann.", "de", "quotes", "Hedda Kornmann"),
        ("Hedda Kornmann bestreitet, dass die Brücke gesperrt war.", "de", "disputes", "Hedda Kornmann"),
        ("Il ponte è crollato all'alba.", "it", "own", None),
        ("Il ponte era sicuro, ha detto Nino Baresi.", "it", "quotes", "Nino Baresi"),
        ("Мост рухнул на рассвете.", "ru", "own", None),
        ("Мост был исправен, заявил Тарас Поморин.", "ru", "quotes", "Тарас Поморин"),
        ("Тарас Поморин опроверг слухи о закрытии моста.", "ru", "disputes", "Тарас Поморин"),
        ("Pont an Orlen a gouezhas.", "br", "unclear", None),
    ],
)
def test_who_says_it(text, language, voice, speaker):
    said = voice_of(text, language, 0.0)
    assert said.voice == voice
    assert speaker is None or said.speaker in {speaker, " ".join(speaker.split()[1:])}


# -- claims of a small corpus

TEXTS = {
    "en": "The ferry Marigold ran aground with 214 people on board.",
    "fr": "Le ferry Marigold s'est échoué avec 214 personnes à bord.",
    "es": "El ferry Marigold encalló con 214 personas a bordo.",
    "version": "The ferry Marigold ran aground with 241 people on board.",
    "denies": "The company denied that the ferry Marigold ran aground with people on board.",
}


def made(
    said: list[tuple[str, str, str]],
    vectors: np.ndarray,
    titles: list[str | None] | None = None,
    n_more: int = 40,
    copies: list[Taking] | None = None,
    days_apart: float = 1 / 24,
):
    """A corpus of documents of one sentence, `said`: text, language, source; with others about nothing alike."""
    rng = np.random.default_rng(3)
    others = [
        (f"Nothing of this kind stands in text {'abcdefghij'[i % 10] * 3} today", "en", f"S{i}") for i in range(n_more)
    ]
    both = np.concatenate([vectors, rng.normal(size=(n_more, vectors.shape[1]))]).astype(np.float32)
    both /= np.linalg.norm(both, axis=1, keepdims=True)
    texts, languages, sources = (list(column) for column in zip(*said, *others, strict=True))
    n = len(texts)
    day = datetime(2025, 3, 1, tzinfo=UTC)
    days = [day + timedelta(days=i * days_apart) for i in range(n)]
    dated = DatedTexts([f"d{i}" for i in range(n)], texts, languages, sources, days, days)
    passages = [(i, (0, len(text))) for i, text in enumerate(texts)]
    sentences = find_sentences(texts, languages, sources, np.arange(n), passages)
    spread = Spread(dated, sentences, both.astype(np.float16), copies or [])
    plain = Alignment("none", (), np.zeros((0, both.shape[1])), np.zeros(both.shape[1]), np.ones((both.shape[1],) * 2))
    corpus = corpus_of(spread, titles or [None] * n, {}, np.zeros(n, np.int32), np.arange(n), plain, 1)
    assert corpus is not None
    return corpus


def alike(n: int, dimensions: int = 48) -> np.ndarray:
    """So many vectors that are near to one another."""
    rng = np.random.default_rng(1)
    return rng.normal(size=dimensions) + 0.15 * rng.normal(size=(n, dimensions))


def test_what_three_texts_of_different_sources_say_is_a_claim_in_any_mix_of_languages():
    said = [(TEXTS["en"], "en", "A"), (TEXTS["fr"], "fr", "B"), (TEXTS["es"], "es", "C")]
    (claim,) = find_claims(made(said, alike(3)), 1)
    assert sorted(one.row for one in claim.sentences) == [0, 1, 2]
    assert {one.part for one in claim.sentences} == {"says"}
    assert set(claim.plainest) == {"en", "fr", "es"}
    assert (claim.kind, claim.stability >= 0.5, claim.sure > 0.9) == ("headline", True, True)


def test_two_texts_or_one_source_make_no_claim():
    said = [(TEXTS["en"], "en", "A"), (TEXTS["fr"], "fr", "B")]
    assert find_claims(made(said, alike(2), n_more=60), 1) == []
    assert len(find_claims(made(said, alike(2), n_more=20), 1)) == 1  # in a small corpus two will do
    one_source = [(TEXTS[code], code, "A") for code in ("en", "fr", "es")]
    assert find_claims(made(one_source, alike(3)), 1) == []


def test_the_same_words_in_several_papers_are_one_text_unless_they_are_a_quotation():
    said = [(TEXTS["en"], "en", source) for source in "ABC"]
    assert n_independent(made(said, alike(3)), [0, 1, 2]) == 1
    quoted = [(f'"{TEXTS["en"]}"', "en", source) for source in "ABC"]
    assert n_independent(made(quoted, alike(3)), [0, 1, 2]) == 3


def test_versions_and_denials_stand_under_the_claim():
    keys = ("en", "fr", "es", "version", "denies")
    said = [(TEXTS[key], key if len(key) == 2 else "en", source) for key, source in zip(keys, "ABCDE", strict=True)]
    corpus = made(said, alike(5))
    claim = claim_of(corpus, Group(np.arange(5), np.full((5, 5), 0.9), 1.0))
    assert claim is not None
    parts = {one.row: one.part for one in claim.sentences}
    assert parts == {0: "says", 1: "says", 2: "says", 3: "version", 4: "denies"}
    (changed,) = next(one.altered for one in claim.sentences if one.row == 3)
    assert (changed.kind, changed.before, changed.after) == ("number", "214", "241")
    assert 4 not in claim.plainest.values()


def test_headlines_that_say_one_thing_in_other_words_are_no_copies_though_years_lie_between():
    said = [
        ("Harbour masters warn that the Orlen lighthouse leans further every winter", "en", "A"),
        ("The old lighthouse of Orlen leans more each winter, according to harbour masters", "en", "B"),
        ("Orlen: with every winter the lighthouse leans further, say masters of the harbour board", "en", "C"),
    ]
    copies = [Taking(later, 0, "reworded", 1.0, 1.0, 0.3, True) for later in (1, 2)]
    (claim,) = find_claims(made(said, alike(3), n_more=60, copies=copies, days_apart=400), 1)
    assert sorted(one.row for one in claim.sentences) == [0, 1, 2]


def test_a_long_text_that_holds_many_headlines_in_other_words_does_not_make_them_one_text():
    copies = [Taking(later, 0, kind, 0.2, 1.0, 0.3, True) for later, kind in ((1, "reworded"), (2, "translated"))]
    assert len(set(independent(np.arange(4), copies, np.array([30, 1, 2, 1])).tolist())) == 4
    copies = [Taking(later, 0, kind, 0.9, 1.0, 0.3, True) for later, kind in ((1, "reworded"), (2, "verbatim"))]
    assert len(set(independent(np.arange(4), copies, np.array([30, 9, 1, 1])).tolist())) == 2


def test_a_sentence_that_does_not_say_what_the_best_one_says_does_not_stay():
    said = [(TEXTS[key], key, source) for key, source in zip(("en", "fr", "es"), "ABC", strict=True)]
    corpus = made([*said, ("A choir of 214 sang in the rain on board.", "en", "D")], alike(4))
    sure = np.array([[1, 1, 1, 0.5], [1, 1, 0.7, 0.7], [1, 0.7, 1, 0.7], [0.5, 0.7, 0.7, 1]])
    assert _fitting(corpus, Group(np.arange(4), sure, 1.0)).rows.tolist() == [0, 1, 2]
    sure[3, 0] = sure[0, 3] = 0.7
    assert _fitting(corpus, Group(np.arange(4), sure, 1.0)).rows.tolist() == [0, 1, 2, 3]


def test_another_number_of_the_same_things_makes_a_version_though_a_number_is_shared():
    said = [
        ("The harbour levy of 30 crowns will cost 900 households dearly this year", "en", "A"),
        ("Some 600 households will have to find the 30 crowns that the town asks for", "en", "B"),
        ("At 3:41 the harbour levy of 30 crowns was passed, and 900 households pay", "en", "C"),
        ("Il était 2:41 quand le conseil a voté la taxe de 30 couronnes, due par 900 foyers", "fr", "D"),
    ]
    corpus = made(said, alike(4))
    for rows, change in (([0, 1], {("900", "600"), ("600", "900")}), ([2, 3], {("3:41", "2:41"), ("2:41", "3:41")})):
        claim = claim_of(corpus, Group(np.array(rows), np.full((2, 2), 0.9), 1.0))
        assert claim is not None
        (version,) = (one for one in claim.sentences if one.part == "version")
        assert {(one.before, one.after) for one in version.altered} <= change
        assert version.altered


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "In the week of the fair laboratories found 1,240 grams of salt in a crate, against a limit of 160 grams",
            "The limit stays at 160 grams of salt; the samples of the last weeks had no more than 1,180 grams",
        ),
        (
            "President Ana Torvik met her ministers in Orlen on Sunday, hours after the talks at sea",
            "Torvik, who was at the talks in Buenos Tarn, said that she would meet her ministers after her return",
        ),
    ],
)
def test_what_agrees_in_the_number_and_has_others_beside_is_no_version(first: str, second: str):
    corpus = made([(first, "en", "A"), (second, "en", "B")], alike(2))
    claim = claim_of(corpus, Group(np.arange(2), np.full((2, 2), 0.9), 1.0))
    assert claim is not None
    assert [one.altered for one in claim.sentences] == [[], []]


def test_a_longer_sentence_with_a_word_of_negation_more_denies_nothing():
    longer = (
        "The ferry Marigold ran aground off Orlen, and the company will not let that go unanswered, it wrote at night."
    )
    said = [(TEXTS["en"].replace(" with 214 people on board", " off Orlen"), "en", "A"), (longer, "en", "B")]
    corpus = made(said, alike(2))
    claim = claim_of(corpus, Group(np.arange(2), np.full((2, 2), 0.9), 1.0))
    assert claim is not None
    assert {one.part for one in claim.sentences} == {"says"}


def test_short_words_and_pairs_of_characters_are_words_in_common():
    assert {"gas", "war", "12"} <= beginnings("Gas and war, 12 of us")
    assert {"马克", "克龙"} <= beginnings("马克龙")
    corpus = made([("马克龙的支持率跌到最低点了", "zh", "A"), ("马克龙的支持率跌到最低", "zh", "B")], alike(2))
    (row,) = features(corpus.statements, np.array([[0, 1]]))
    assert row[list(WEIGHTS).index("words")] > 0.5


PROGRAM = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    answer = "no" if "encalló" in asked["sentence"] else "version" if asked["language"] == "fr" else "same"
    print(json.dumps({"pair": asked["pair"], "answer": answer}))
"""


def test_a_program_of_the_analyst_looks_again(tmp_path):
    said = [(TEXTS["en"], "en", "A"), (TEXTS["fr"], "fr", "B"), (TEXTS["es"], "es", "C"), (TEXTS["en"][:-1], "en", "D"),
            ("With 214 people on board, Marigold, a ferry, ran on a rock.", "en", "E")]  # fmt: skip
    corpus = made(said, alike(5))
    claims = find_claims(corpus, 1)
    assert [len(one.sentences) for one in claims] == [5]
    (tmp_path / "look.py").write_text(PROGRAM, "utf-8")
    (claim,) = verified(f"{sys.executable} {tmp_path / 'look.py'}", corpus, claims)
    model = next(iter(claim.plainest.values()))
    assert 2 not in {one.row for one in claim.sentences} or model == 2
    assert {one.row: one.part for one in claim.sentences}.get(1, "version") == "version" or model == 1


@pytest.mark.parametrize(
    ("program", "message"),
    [("import sys; sys.exit('no key')", "no key"), ("print('hello')", "line 1 of what it wrote is no answer"),
     ("print('{\"pair\": 99, \"answer\": \"same\"}')", "line 1"),
     ("print('{\"pair\": 0, \"answer\": \"yes\"}')", "line 1")],
)  # fmt: skip
def test_a_program_that_fails_is_told(tmp_path, program, message):
    said = [(TEXTS[code], code, source) for code, source in zip(("en", "fr", "es"), "ABC", strict=True)]
    corpus = made(said, alike(3))
    (tmp_path / "look.py").write_text(program)
    with pytest.raises(InputError, match=message):
        verified(f"{sys.executable} {tmp_path / 'look.py'}", corpus, find_claims(corpus, 1))


# -- the demo


@pytest.fixture(scope="module")
def demo():
    return _corpus(SAMPLE / "bundle")


@pytest.fixture(scope="module")
def planted():
    return json.loads((SAMPLE / "truth.json").read_text("utf-8"))["claims"]


def test_claims_of_the_demo_hold_what_was_planted(demo, planted):
    claims = find_claims(demo, 42)
    statements = demo.statements
    row = {
        (demo.texts.doc_ids[d], text): i
        for i, (d, text) in enumerate(zip(statements.document, statements.text, strict=True))
    }
    says: defaultdict[int, set[str]] = defaultdict(set)
    for key, claim in planted.items():
        for one in claim["sentences"]:
            if (place := row.get((one["doc_id"], one["sentence"]))) is not None:
                says[place].add(key)
    pairs = [
        (says[a.row], says[b.row])
        for claim in claims
        for i, a in enumerate(claim.sentences)
        for b in claim.sentences[:i]
        if a.row in says and b.row in says
    ]
    assert len(pairs) > 80
    assert np.mean([bool(a & b) for a, b in pairs]) >= 0.9
    found = 0
    for key in planted:
        best = max(
            (
                len({int(statements.group[one.row]) for one in claim.sentences if key in says.get(one.row, ())})
                for claim in claims
            ),
            default=0,
        )
        found += best >= 2
    assert found >= 0.2 * len(planted)
    assert find_claims(demo, 42) == claims


def test_stories_of_the_demo_are_of_one_narrative_and_few_days(demo):
    stories = find_stories(demo, 42)
    documents = json.loads((SAMPLE / "truth.json").read_text("utf-8"))["documents"]
    assert len(stories) >= 10
    same = []
    for story in stories:
        planted = [documents[demo.texts.doc_ids[row]].get("narrative") for row in story.documents]
        same.append(Counter(planted).most_common(1)[0][1] / len(planted))
        days = [demo.texts.published[row] for row in story.documents]
        assert max(days) - min(days) <= timedelta(days=25)
        assert story.named_by in story.documents
    assert np.mean(same) >= 0.9


def _quoted(folder: Path) -> dict[tuple[str, str], float]:
    texts = {row["doc_id"]: row["text"] for row in pq.read_table(folder / "texts.parquet").to_pylist()}
    rows = pq.read_table(folder / "sentences.parquet").to_pylist()
    return {(row["doc_id"], texts[row["doc_id"]][row["start"] : row["end"]]): row["quoted"] for row in rows}


def _corpus(folder: Path):
    """A bundle as claims see it, without the headlines, whose vectors it does not keep."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    fit, settings = load_file(folder / "fit.safetensors"), manifest["settings"]
    alignment = Alignment(
        settings["aligned_by"], tuple(settings["groups"]), fit["offsets"], fit["mean"], fit["weights"]
    )
    documents = pd.read_parquet(folder / "documents.parquet")
    rows = pq.read_table(folder / "documents.parquet").to_pylist()
    texts = pq.read_table(folder / "texts.parquet")["text"].to_pylist()
    place = {row["doc_id"]: i for i, row in enumerate(rows)}
    columns = ("language", "source", "published", "published_end")
    dated = DatedTexts(list(place), texts, *([row[name] for row in rows] for name in columns))
    table = pd.read_parquet(folder / "sentences.parquet")
    of = table["doc_id"].map(place).to_numpy()
    spans = list(zip(table["start"].tolist(), table["end"].tolist(), strict=True))
    said = [texts[d][s:e] for d, (s, e) in zip(of.tolist(), spans, strict=True)]
    sentences = Sentences(
        of, table["passage_id"].to_numpy(), spans, said, np.array([count_words(one) for one in said], np.int32),
        table["quoted"].to_numpy(), table["boilerplate"].to_numpy(),
    )  # fmt: skip
    copies = [
        Taking(
            place[row["doc_id"]], place[row["of"]], row["kind"], row["contains"], row["contained"], row["score"], True
        )
        for row in pq.read_table(folder / "copies.parquet").to_pylist()
    ]
    spread = Spread(dated, sentences, np.load(folder / "sentence_vectors.npy"), copies)
    nearest = pq.read_table(folder / "passages.parquet")["nearest"].to_numpy()
    return corpus_of(spread, [None] * len(rows), {}, nearest, documents["copy_group"].to_numpy(), alignment, 42)
