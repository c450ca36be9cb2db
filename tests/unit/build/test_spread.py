"""Copies, rewordings and translations: the demo's planted ones and invented traps in ten languages, all in one corpus.

A story is told in each of ten languages; it is copied, changed, reworded, translated, summed up, quoted, and the same
event is told by somebody else. The demo's texts stand around them.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.build.base import read_base, sentence_vectors
from filrouge.build.e5.engine import FastE5
from filrouge.build.spread.find import DatedTexts, copy_table, find_copies, texts_of
from filrouge.build.spread.pairs import Compared, find_pairs
from filrouge.build.spread.sentences import find_sentences
from filrouge.schema import COPIES, COPY_KINDS

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "data" / "sample"
STORIES = json.loads((HERE / "traps.json").read_text(encoding="utf-8"))
TRUTH = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
NO_COPIES = ("independent", "template1", "template2", "quoting")
SIGNATURE = [
    "Maren Tollvik is a lecturer in harbour law and the author of three books on the northern ports.",
    "She served for nine years on the council that drew up the pilotage code of the Sound.",
    "What she writes in this column is her own opinion and binds nobody at the paper.",
]
SIGNED = {"signed-1": "Orne Post", "signed-2": "Orne Post", "signed-3": "Lanmeur Mail"}
WRITTEN = ("base", "reworded", "back", "independent", "summary")


def tellings(story: dict) -> dict[str, tuple[str, list[str]]]:
    """Language and sentences of each telling of a story."""
    language, base = story["language"], story["base"]
    told = {name: (language, story[name]) for name in WRITTEN}
    told |= {f"template{i}": (language, text) for i, text in enumerate(story["template"], 1)}
    for name in ("number", "name", "negated"):
        at, old, new = story[name]
        told[name] = (language, [s.replace(old, new) if i == at else s for i, s in enumerate(base)])
    told["swapped"] = (language, base[3:] + base[:3])
    told["translated"] = (story["translated_to"], story["translated"])
    return told


class Trapped:
    """The demo with the stories among its texts, and what was found."""

    def __init__(self) -> None:
        base = read_base(SAMPLE / "bundle")
        known = sentence_vectors(base)
        demo = texts_of(base.ingested.documents, base.ingested.texts)
        found = find_sentences(demo.texts, demo.languages, demo.sources, np.arange(len(demo.texts)), [])
        self.kind: dict[str, tuple[str, str]] = {}
        columns = [list(column) for column in (demo.doc_ids, demo.texts, demo.languages)]
        for story in STORIES:
            more = {name: (language, " ".join(said)) for name, (language, said) in tellings(story).items()}
            filler = self._filler(found, demo.languages, story["language"])
            if filler:
                taken = story["base"][:3]
                more["quoting"] = story["language"], " ".join([*filler[:15], f"“{' '.join(taken)}”", *filler[15:27]])
                more["partial"] = story["language"], " ".join([*filler[27:42], *taken, *filler[42:54]])
            for name, (language, text) in more.items():
                doc_id = f"{story['language']}-{name}"
                self.kind[doc_id] = story["language"], name
                for column, value in zip(columns, (doc_id, text, language), strict=True):
                    column.append(value)
        sources = [*demo.sources, *[None] * len(self.kind)]
        filler = self._filler(found, demo.languages, "en")[54:]
        for i, (doc_id, source) in enumerate(SIGNED.items()):
            told = (doc_id, " ".join([*filler[22 * i : 22 * i + 22], *SIGNATURE]), "en")
            for column, value in zip((*columns, sources), (*told, source), strict=True):
                column.append(value)
        n = len(columns[0])
        none = [None] * (n - len(demo.texts))
        dates = [[*column, *none] for column in (demo.published, demo.published_end)]
        self.texts = DatedTexts(*columns, sources, *dates)
        groups = np.arange(n)
        groups[: len(demo.texts)] = base.ingested.documents["copy_group"].to_numpy()
        sentences = find_sentences(columns[1], columns[2], self.texts.sources, groups, [])
        new = [text for text in dict.fromkeys(sentences.texts) if text not in known]
        known |= dict(zip(new, FastE5().encode(new), strict=True))
        vectors = np.array([known[text] for text in sentences.texts])
        self.copies = find_copies(self.texts, sentences, vectors, groups, base.alignment, 42)
        ids = self.texts.doc_ids
        self.found = {frozenset((ids[one.later], ids[one.earlier])): one for one in self.copies}

    @staticmethod
    def _filler(found, languages, language) -> list[str]:
        """Sentences of as many texts of the demo, where it has fifty-four."""
        first = {}
        for text, row, words in zip(found.texts, found.document.tolist(), found.words.tolist(), strict=True):
            if languages[row] == language and 8 <= words <= 30 and not any(mark in text for mark in '“”«»"„'):
                first.setdefault(row, text)
        return list(first.values()) if len(first) >= 54 else []

    def pairs(self):
        for a, b in combinations(self.kind, 2):
            yield a, b, self.found.get(frozenset((a, b)))


@pytest.fixture(scope="module")
def corpus():
    return Trapped()


def kind_of(corpus: Trapped, a: str, b: str) -> str | None:
    """What two of the invented texts are to each other."""
    (story, first), (other, second) = corpus.kind[a], corpus.kind[b]
    if story != other or {first, second} & set(NO_COPIES):
        return None
    if "partial" in (first, second):
        return "partial"
    if "translated" in (first, second):
        return "translated"
    if "summary" in (first, second):
        return "summary"
    return "reworded" if {first, second} & {"reworded", "back"} else "verbatim"


def test_traps_in_ten_languages(corpus):
    wanted, found, wrong = Counter(), Counter(), []
    for a, b, one in corpus.pairs():
        kind = kind_of(corpus, a, b)
        if kind == "partial" and "base" not in (corpus.kind[a][1], corpus.kind[b][1]):
            continue
        wanted[kind] += kind is not None
        found[kind] += kind is not None and one is not None
        if kind is None and one is not None:
            wrong.append((a, b, one.score, one.kind))
    counts = dict(wanted), dict(found)
    assert sum(wanted.values()) > 350
    assert found["verbatim"] >= 0.98 * wanted["verbatim"], counts
    assert found["reworded"] >= 0.95 * wanted["reworded"], counts
    assert found["translated"] >= 0.95 * wanted["translated"], counts
    assert found["summary"] >= 0.9 * wanted["summary"], counts
    assert wrong == []


def test_kinds_and_what_changed(corpus):
    for story in STORIES:
        language = story["language"]
        one = {name: corpus.found[frozenset((f"{language}-base", f"{language}-{name}"))] for name in ("number", "name")}
        assert [d.kind for d in one["number"].altered] == ["number"], language
        assert one["number"].kind == "verbatim"
        if language != "ar":  # names have no capital letters there
            assert [d.kind for d in one["name"].altered] == ["name"], language
        negated = corpus.found[frozenset((f"{language}-base", f"{language}-negated"))]
        assert [d.kind for d in negated.altered] == ["negation"], language
        assert negated.kind == "reworded"
        swapped = corpus.found[frozenset((f"{language}-base", f"{language}-swapped"))]
        assert (swapped.kind, swapped.altered) == ("verbatim", [])
        assert corpus.found[frozenset((f"{language}-base", f"{language}-translated"))].kind == "translated"


def test_no_negated_text_is_verbatim(corpus):
    for a, b, one in corpus.pairs():
        told = {corpus.kind[a][1], corpus.kind[b][1]}
        if one is not None and "negated" in told and "partial" not in told:  # which has not taken that sentence
            assert one.kind != "verbatim", (a, b)


def test_who_the_writer_is_makes_no_copy_in_her_own_paper(corpus):
    about = {pair for pair in corpus.found if pair & set(SIGNED)}
    assert about == {frozenset(("signed-1", "signed-3")), frozenset(("signed-2", "signed-3"))}  # but in another


def test_the_demo_has_its_planted_copies_and_no_other(corpus):
    planted = {frozenset(pair): group for group in TRUTH["copy_groups"] for pair in combinations(group["documents"], 2)}
    demo = {pair: one for pair, one in corpus.found.items() if not pair & {*corpus.kind, *SIGNED}}
    assert set(demo) == set(planted)
    ids = corpus.texts.doc_ids
    changed = set()
    for pair, one in demo.items():
        group = planted[pair]
        assert one.kind == group["kind"], pair
        step = {doc: number for number, docs in enumerate(group["order"]) for doc in docs}
        later, earlier = ids[one.later], ids[one.earlier]
        assert step[earlier] <= step[later], pair
        assert one.told == (step[earlier] < step[later]), pair
        if one.altered:
            changed.add((group["copy_group"], *(d.kind for d in one.altered)))
    assert changed == {(g["copy_group"], g["change"]["kind"]) for g in TRUTH["copy_groups"] if g["change"]}


def test_the_table(corpus):
    table = copy_table(corpus.texts, corpus.copies)
    assert table.schema == COPIES.arrow
    frame = table.to_pandas()
    assert set(frame["kind"]) == set(COPY_KINDS)
    assert (frame["doc_id"] != frame["of"]).all()
    assert not frame.duplicated(["doc_id", "of"]).any()
    assert frame["contained"].between(0, 1).all()


def test_the_bundle_of_the_demo_keeps_them():
    kept = pq.read_table(SAMPLE / "bundle" / COPIES.file).to_pylist()
    planted = {frozenset(pair) for group in TRUTH["copy_groups"] for pair in combinations(group["documents"], 2)}
    assert {frozenset((row["doc_id"], row["of"])) for row in kept} == planted


def spread_of(texts, sources):
    return find_sentences(texts, ["en"] * len(texts), sources, np.arange(len(texts)), [])


def test_what_a_source_always_says_is_boilerplate():
    texts = [
        f"The mill at Orne number {i} burned down last night. Read more at the Orne Gazette tonight." for i in "1234"
    ]
    own = spread_of(texts, ["Orne Gazette"] * 4)
    assert own.boilerplate.tolist() == [False, True] * 4
    assert not spread_of(texts, [None] * 4).boilerplate.any()  # as many sources, for all one knows
    assert not spread_of(texts[:3], ["Orne Gazette"] * 3).boilerplate.any()
    lines = spread_of(["Write to the press office, desk@orne.example"], ["A"]).boilerplate
    assert lines.all()


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("“We never sold the mill to anybody at all,” she said.", 0.8),
        ("« Nous n'avons jamais vendu le moulin à personne », dit-elle.", 0.8),
        ("„Wir haben die Mühle nie verkauft“, sagte sie gestern.", 0.6),
        ("The mill was never sold to anybody.", 0.0),
    ],
)
def test_what_is_quoted(text, share):
    found = spread_of([text], [None])
    assert found.quoted[0] == pytest.approx(share, abs=0.2)


def test_few_texts_have_no_copies_by_chance():
    texts = DatedTexts(["a", "b"], ["One sentence stands here."] * 2, ["en"] * 2, [None] * 2, [None] * 2, [None] * 2)
    assert isinstance(copy_table(texts, []), pa.Table)


def made_of(vectors, languages, document, usual):
    """Rows of sentences as they come out of `nearness`."""
    from filrouge.build.spread.nearness import Nearness

    vectors = np.asarray(vectors, np.float32)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    edges = np.array([(i, j) for i, j in combinations(range(len(vectors)), 2) if document[i] != document[j]])
    margins = np.array([vectors[i] @ vectors[j] - usual for i, j in edges], np.float32)
    near = Nearness(vectors, np.full(len(vectors), usual, np.float32), edges, margins)
    documents = {
        number: Compared(
            np.flatnonzero(np.array(document) == number), np.zeros(document.count(number), bool), languages[number]
        )
        for number in set(document)
    }
    return [(one.first, one.second) for one in find_pairs(near, documents, [])]


@pytest.mark.parametrize(
    ("languages", "cosine", "found"), [("aa", 0.55, False), ("aa", 0.65, True), ("ab", 0.4, False), ("ab", 0.5, True)]
)
def test_a_short_text_must_be_more_alike(languages, cosine, found):
    vectors = [[1, 0, 0], [cosine, np.sqrt(1 - cosine**2), 0]]
    assert made_of(vectors, languages, [0, 1], 0.3) == [(0, 1)] * found


def test_what_others_vouch_for_is_found():
    # Two texts that are far from each other, and near to the same three.
    angles = np.radians([0, 30, 32, 34, 64])
    vectors = np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=1)
    assert (0, 4) in made_of(vectors, "abcde", [0, 1, 2, 3, 4], 0.5)
    assert (0, 2) not in made_of(vectors[[0, 1, 4]], "abe", [0, 1, 2], 0.5)
