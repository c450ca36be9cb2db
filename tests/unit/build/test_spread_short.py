"""Copies of short texts: forty invented posts in five languages, without dates or sources, each told in a dozen ways.

`posts.txt` has one a line: language, post, four rewordings, the post denied, the post with another number (or nothing),
and a translation behind the code of its language.
"""

from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from filrouge.build.alignment import align
from filrouge.build.copies import copy_groups
from filrouge.build.e5.engine import FastE5
from filrouge.build.spread.compare import Said, differences, is_template, is_verbatim
from filrouge.build.spread.find import DatedTexts, find_copies
from filrouge.build.spread.nearness import among
from filrouge.build.spread.pairs import _unsupported, neighbours
from filrouge.build.spread.sentences import find_sentences, spoken
from filrouge.build.spread.short import agreed, torn

POSTS = Path(__file__).parent / "posts.txt"
SAME = {"post", "verbatim"}
SAME_MATTER = {frozenset((3, 26))}  # one vaccine, said to harm in two ways


class Posts:
    def __init__(self) -> None:
        self.told: list[tuple[str, str, int, str]] = []
        for story, line in enumerate(POSTS.read_text(encoding="utf-8").splitlines()):
            language, post, *more = line.split("|")
            *reworded, denied, number, translated = more
            into, translation = translated.split(":", 1)
            ways = [("post", post), ("denied", denied), ("number", number), *(("reworded", text) for text in reworded)]
            ways += [("verbatim", f"{post} #news @reader"), ("verbatim", f"BREAKING: {post}!")]
            ways += [("verbatim", post.upper())]
            self.told += [(text, language, story, way) for way, text in ways if text]
            self.told.append((translation, into, story, "translated"))
        texts, languages = [row[0] for row in self.told], [row[1] for row in self.told]
        n = len(texts)
        none = [None] * n
        groups = copy_groups(texts, np.arange(n))
        sentences = find_sentences(texts, languages, none, groups, [])
        engine = FastE5()
        said = list(dict.fromkeys(spoken(text) for text in sentences.texts))
        known = dict(zip(said, engine.encode(said), strict=True))
        vectors = np.array([known[spoken(text)] for text in sentences.texts])
        whole = align(engine.encode(texts), languages, [""] * n, 42)
        dated = DatedTexts([str(i) for i in range(n)], texts, languages, none, none, none)
        found = find_copies(dated, sentences, vectors, groups, whole, 42)
        self.found = {frozenset((one.later, one.earlier)): one for one in found}

    def pairs(self):
        for a, b in combinations(range(len(self.told)), 2):
            yield a, b, self.found.get(frozenset((a, b)))


@pytest.fixture(scope="module")
def posts():
    return Posts()


def test_posts_told_in_a_dozen_ways(posts):
    wanted, found, wrong = Counter(), Counter(), []
    for a, b, one in posts.pairs():
        (_, first, story, way), (_, second, other, other_way) = posts.told[a], posts.told[b]
        if story != other:
            if one is not None and frozenset((story, other)) not in SAME_MATTER:
                wrong.append((posts.told[a][0], posts.told[b][0], one.score))
            continue
        kind = "translated" if first != second else "verbatim" if {way, other_way} <= SAME else "reworded"
        wanted[kind] += 1
        found[kind] += one is not None
    counts = dict(wanted), dict(found)
    assert sum(wanted.values()) > 1800
    assert found["verbatim"] >= 0.98 * wanted["verbatim"], counts
    assert found["reworded"] >= 0.95 * wanted["reworded"], counts
    assert found["translated"] >= 0.95 * wanted["translated"], counts
    assert wrong == []


def test_no_denied_post_is_verbatim_and_all_prints_are(posts):
    for a, b, one in posts.pairs():
        ways = {posts.told[a][3], posts.told[b][3]}
        if one is None or posts.told[a][2] != posts.told[b][2]:
            continue
        if "denied" in ways and len(ways) > 1:
            assert one.kind != "verbatim", (posts.told[a][0], posts.told[b][0])
        if ways <= SAME:
            assert one.kind == "verbatim", (posts.told[a][0], posts.told[b][0])


def test_each_of_ten_rewordings_is_a_copy_of_each():
    """Ten texts around one matter, near to what they share and not all to each other, among a hundred others."""
    rng = np.random.default_rng(5)
    dimensions = 384
    middle = rng.normal(size=dimensions)
    ways = middle + 0.85 * rng.normal(size=(10, dimensions))
    others = rng.normal(size=(100, dimensions)) + 0.4 * middle
    vectors = np.vstack([ways, others]).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    near = among(vectors, np.arange(110), 1)
    rows = {number: np.array([number]) for number in range(110)}
    margins = {(int(a), int(b)): float(m) for (a, b), m in zip(near.edges, near.margins, strict=True)}
    sure = {pair: margin for pair, margin in margins.items() if margin >= 0.12}
    wanted = set(combinations(range(10), 2))
    assert not wanted <= set(sure)
    assert set(sure) <= wanted
    assert set(agreed(near, rows, sure, 1)) == wanted


def test_neighbours_of_pairs():
    assert neighbours([(0, 1), (1, 2)]) == {0: {1}, 1: {0, 2}, 2: {1}}
    assert neighbours([]) == defaultdict(set)


@pytest.mark.parametrize(
    ("first", "second", "languages"),
    [
        ("Les ponts de Marsanne tiennent bon", "Les ponts de Marsanne ne tiennent pas bon", "fr fr"),
        ("Le bac de Sorvas part à midi", "Le bac de Sorvas ne part jamais à midi", "fr fr"),
        ("Никто из нас видел реку Талду весной", "Никто из нас не видел никогда реку Талду весной", "ru ru"),
        ("El puente de Altamar se abre mañana", "El puente de Altamar no se abre mañana", "es gl"),
        ("A ponte de Altamar abre amanhã", "A ponte de Altamar não abre amanhã", "gl pt"),
        (
            "The toll will rise at Orne, but not before May",
            "The toll will not rise at Orne before the end of May",
            "en en",
        ),
        ("The strike at Orne is legal, says the court", "The strike at Orne is illegal, says the court", "en en"),
        ("La grève du bac est légale, selon le juge", "La grève du bac est illégale, selon le juge", "fr fr"),
        ("Das Urteil zur Fähre ist rechtmäßig", "Das Urteil zur Fähre ist unrechtmäßig", "de de"),
        ("Суд признал забастовку законной", "Суд признал забастовку незаконной", "ru ru"),
        (
            "Masks protect the ferry's crew from river fever",
            "Masks hardly protect the ferry's crew from river fever",
            "en en",
        ),
        ("The town accepts the plan for a new ferry", "The town refuses the plan for a new ferry", "en en"),
        ("La alcaldesa aceptaba abrir el puente hoy", "La alcaldesa se negaba a abrir el puente hoy", "es es"),
    ],
)
def test_a_denied_sentence_in_two_words_or_of_a_mistaken_language(first, second, languages):
    one, other = (Said(text, code) for text, code in zip((first, second), languages.split(), strict=True))
    assert not is_verbatim([(one, other)])
    assert not is_verbatim([(other, one)])
    assert "negation" in [d.kind for d in differences([(one, other)], [first], [second])]
    assert is_verbatim([(one, one)])


@pytest.mark.parametrize(
    ("text", "embedded"),
    [
        ("THE FERRY OF ORNE IS LATE", "The ferry of orne is late"),
        ("ПАРОМ ОПОЗДАЛ!", "Паром опоздал!"),
        ("The UN is late", "The UN is late"),
        ("العبارة تأخرت", "العبارة تأخرت"),
        ("12.04", "12.04"),
    ],
)
def test_capitals_are_embedded_as_small_letters(text, embedded):
    assert spoken(text) == embedded


def around(rng, middle, n, cosine):
    """Unit vectors that have this cosine with `middle`, in directions of their own."""
    noise = rng.normal(size=(n, len(middle)))
    noise -= np.outer(noise @ middle, middle)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    return (cosine * middle + np.sqrt(1 - cosine**2) * noise).astype(np.float32)


def test_many_copies_of_a_text_do_not_hide_one_more():
    # Eleven tellings of a text, one of them farther from each of the others than copies usually are.
    rng = np.random.default_rng(3)
    middle = np.eye(64, dtype=np.float32)[0]
    vectors = np.concatenate([around(rng, middle, 10, 0.82), around(rng, middle, 1, 0.62), rng.normal(size=(60, 64))])
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    near = among(vectors, np.arange(71), 1)
    sure = dict.fromkeys(combinations(range(10), 2), 0.3)
    found = {pair for pair in agreed(near, {i: np.array([i]) for i in range(71)}, sure, 1) if 10 in pair}
    assert found == {(i, 10) for i in range(10)}


def test_copies_that_have_none_in_common_are_not_copies_of_each_other():
    inside = {pair for four in (range(4), range(4, 8)) for pair in combinations(four, 2)}
    assert _unsupported(inside | {(3, 4)}) == [(3, 4)]
    assert _unsupported(inside) == []
    assert _unsupported({(0, 1), (1, 2), (2, 3)}) == []  # too few to tell


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He does not know when the ferry comes, he says.", "He says he does not know when the ferry comes."),
        ("The ferry does not sail on a good day", "The ferry does not sail on a fine day"),
        ("The informed captain left the ferry at noon", "The well informed captain left the ferry at noon"),
    ],
)
def test_what_only_moved_or_is_told_otherwise_is_not_denied(first, second):
    assert is_verbatim([(Said(first, "en"), Said(second, "en"))])


def test_one_near_pair_does_not_bring_two_groups_together():
    # Two matters of six tellings each; one telling of each leans towards the other matter.
    rng = np.random.default_rng(7)
    middles = np.eye(64, dtype=np.float32)[:2]
    lean = [around(rng, (middles[i] + 0.4 * middles[1 - i]) / np.hypot(1, 0.4), 1, 0.9) for i in (0, 1)]
    tellings = [np.concatenate([around(rng, middles[i], 5, 0.85), lean[i]]) for i in (0, 1)]
    others = rng.normal(size=(60, 64)).astype(np.float32)
    vectors = np.concatenate([*tellings, others / np.linalg.norm(others, axis=1, keepdims=True)])
    near = among(vectors, np.arange(len(vectors)), 1)
    rows = {number: np.array([number]) for number in range(len(vectors))}
    inside = {pair for six in (range(6), range(6, 12)) for pair in combinations(six, 2)}
    assert set(torn(near, rows, inside | {(5, 11), (4, 11)})) == {(5, 11), (4, 11)}
    assert torn(near, rows, inside) == []
    assert torn(near, {}, inside) == []


def test_two_numbers_tell_that_texts_of_one_form_are_of_other_matters():
    def pair(first, second):
        return [(Said(first, "en"), Said(second, "pl"))], [first], [second]

    goals = pair("In 53 games he shot 24 goals.", "W 468 meczach strzelił 403 gole.")
    assert not is_template(*goals)
    assert is_template(*goals, fewest=2)
    assert not is_template(*pair("In 53 games he shot 24 goals.", "W 53 meczach strzelił 25 goli."), fewest=2)


def test_letters_that_become_two_in_lower_case_move_no_words():
    first = "İskele İşçileri Birliği Sorvas barajının açıldığını, kıyıdaki köylerin de boşaltıldığını bildirdi"
    second = first.replace("bildirdi", "kaydetti")
    for text in (first, second):
        assert differences([(Said(first, "tr"), Said(text, "tr"))], [first], [text]) == []
