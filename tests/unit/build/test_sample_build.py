"""The bundle of the demo corpus is what a build with its defaults makes, and the planted narratives are in it."""

import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from filrouge.build.base import read_base, sentence_vectors
from filrouge.build.cache import VectorCache
from filrouge.build.copies import independent_sources
from filrouge.build.embedders import load_embedder
from filrouge.build.fields import NAMES as FIELDS
from filrouge.build.grammar import GRAMMARS
from filrouge.build.pipeline import build_bundle
from filrouge.build.plan import Options, copies_of, gather_passages, make_plan
from filrouge.build.spread.sentences import spoken
from filrouge.build.words import read_words
from filrouge.bundle import Bundle
from filrouge.schema import DOCUMENTS, NARRATIVES, PASSAGES, TEXTS
from tests.unit.reading import ingest

SAMPLE = Path(__file__).parents[3] / "data" / "sample"


@pytest.fixture(scope="module")
def truth():
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A build with the defaults, whose vectors are those of the bundle: to make them anew would take minutes."""
    folder = tmp_path_factory.mktemp("sample")
    ingested = ingest([SAMPLE / "input"])
    embedder = load_embedder("e5")
    vectors = np.load(SAMPLE / "bundle" / "vectors.npy")

    class Kept:
        name, version, dimensions = embedder.name, embedder.version, embedder.dimensions
        languages, rate = embedder.languages, embedder.rate

        def encode(self, texts):
            return np.array([of_text[text] for text in texts])

    passages = gather_passages(ingested, copies_of(ingested))
    assert len(passages.embedded) == len(vectors)
    titles = [spoken(title.strip()) for title in ingested.documents["title"].to_pylist() if title]
    of_text = {
        **dict.fromkeys(titles, np.zeros(vectors.shape[1], vectors.dtype)),  # the bundle does not keep theirs
        **sentence_vectors(read_base(SAMPLE / "bundle")),
        **dict(zip(passages.embedded, vectors, strict=True)),
    }
    with VectorCache(folder) as cache:
        cache.encode(list(of_text), Kept())
    plan = make_plan(ingested, Options(), folder)
    assert plan.n_new == 0
    assert plan.embedder.name == "e5"
    manifest = build_bundle(ingested, plan, folder / "bundle", cache_folder=folder)
    return manifest, pd.read_parquet(folder / "bundle" / PASSAGES.file)


def main_narrative(passages):
    inside = passages[passages["narrative"] >= 0]
    return inside.groupby("doc_id")["narrative"].agg(lambda found: found.value_counts().index[0]).to_dict()


@pytest.mark.parametrize("which", ["built", "kept"])
def test_each_planted_narrative_is_one_narrative_across_its_languages(built, truth, which):
    passages = built[1] if which == "built" else pd.read_parquet(SAMPLE / "bundle" / PASSAGES.file)
    main = main_narrative(passages)
    taken = []
    for name, planted in truth["narratives"].items():
        documents = set(planted["documents"])
        best = Counter(main[doc] for doc in documents if doc in main).most_common(1)[0][0]
        found = {doc for doc, narrative in main.items() if narrative == best}
        assert len(found & documents) / len(documents) >= 0.8, f"recall of {name}"
        assert len(found & documents) / len(found) >= 0.8, f"precision of {name}"
        taken.append(best)
        languages = Counter(truth["documents"][doc]["language"] for doc in documents)
        for language, n in languages.items():
            if n >= 8:
                inside = [doc in found for doc in documents if truth["documents"][doc]["language"] == language]
                assert np.mean(inside) >= 0.6, f"{name} in {language}"
    assert len(set(taken)) == len(truth["narratives"])


def test_the_bundle_is_what_the_build_makes(built):
    manifest, passages = built
    kept, there = Bundle.open(SAMPLE / "bundle", full=True), pd.read_parquet(SAMPLE / "bundle" / PASSAGES.file)
    assert passages["doc_id"].tolist() == there["doc_id"].tolist()
    assert passages["start"].tolist() == there["start"].tolist()
    # Another machine's arithmetic may move a passage that lies between two narratives.
    assert adjusted_rand_score(passages["nearest"], there["nearest"]) > 0.9
    for name in ("documents", "texts", "passages", "sources", "dated"):
        assert manifest["counts"][name] == kept.manifest["counts"][name]
    assert [entry["sha256"] for entry in manifest["inputs"]] == [e["sha256"] for e in kept.manifest["inputs"]]
    assert manifest["settings"].keys() == kept.manifest["settings"].keys()


def test_planted_narratives_are_solid_and_follow_no_language(truth):
    manifest = Bundle.open(SAMPLE / "bundle").manifest
    assert manifest["quality"]["solid"] >= len(truth["narratives"])
    assert manifest["quality"]["dependence_on_language"] < 0.1
    assert manifest["quality"]["coverage"] > 0.8


@pytest.fixture(scope="module")
def told():
    """Passages of the bundle with their source, copy group and the stems of their words, those of the headline too."""
    tables = (pd.read_parquet(SAMPLE / "bundle" / table.file) for table in (PASSAGES, DOCUMENTS, TEXTS))
    passages, documents, texts = tables
    whole = passages.merge(documents[["doc_id", "title", "source", "copy_group"]], on="doc_id").merge(
        texts, on="doc_id"
    )
    whole["source"] = whole["source"].fillna("")
    pieces = [f"{row.title or ''}. {row.text[row.start : row.end]}" for row in whole.itertuples()]
    whole["stems"] = [
        {word.stem for word in read_words(piece, language)}
        for piece, language in zip(pieces, whole["language"], strict=True)
    ]
    return whole


def n_sources(passages) -> int:
    return independent_sources(zip(passages["source"], passages["copy_group"], strict=True))


def test_no_source_alone_names_a_narrative(told):
    by_few = []
    for row in pd.read_parquet(SAMPLE / "bundle" / NARRATIVES.file).to_dict("records"):
        for place, named in enumerate(row["labels"]):
            code = named["language"]
            inside = told[(told["narrative"] == row["narrative"]) & (told["language"] == code)]
            least = min(3 if place == 0 else 2, n_sources(inside))
            (main,) = inside["source"].mode()[:1]  # whose the texts are is said by the name, where they are one's
            label = named["label"].removeprefix(f"{GRAMMARS[code].various}{GRAMMARS[code].colon}")
            label = label.removeprefix(f"{main}{GRAMMARS[code].colon}")
            if label in FIELDS:  # what texts are of, as sport, is said in our words
                continue
            for word in read_words(label, code):
                having = inside[[word.stem in stems for stems in inside["stems"]]]
                if word.stem and n_sources(having) < least:
                    by_few.append((named["label"], word.written, sorted(set(having["source"]))))
    assert by_few == []


def test_a_theme_is_named_in_one_language():
    rows = pd.read_parquet(SAMPLE / "bundle" / NARRATIVES.file).to_dict("records")
    for theme in {row["theme"] for row in rows}:
        inside = [row for row in rows if row["theme"] == theme]
        (name,) = {row["theme_label"] for row in inside}
        own = {named["label"] for named in inside[0]["theme_labels"]}
        by_language = defaultdict(set)
        for named in (named for row in inside for named in row["labels"]):
            by_language[named["language"]].add(named["label"])
        assert name in own or any(set(name.split(" / ")) <= labels for labels in by_language.values()), name


def test_each_narrative_has_a_headline_that_a_document_mostly_about_it_has():
    documents = pd.read_parquet(SAMPLE / "bundle" / DOCUMENTS.file).set_index("doc_id")
    passages = pd.read_parquet(SAMPLE / "bundle" / PASSAGES.file)
    for row in pd.read_parquet(SAMPLE / "bundle" / NARRATIVES.file).to_dict("records"):
        quoted = {headline["language"]: headline for headline in row["headlines"]}
        assert {named["language"] for named in row["labels"]} <= quoted.keys(), row["label"]
        for code, headline in quoted.items():
            document = documents.loc[headline["doc_id"]]
            assert headline["text"] == " ".join(document["title"].split())
            assert document["language"] == code
            inside = passages.loc[passages["doc_id"] == headline["doc_id"], "narrative"] == row["narrative"]
            assert inside.mean() > 0.5


def test_narratives_are_told_from_their_neighbours_by_words_of_their_own(told):
    for row in pd.read_parquet(SAMPLE / "bundle" / NARRATIVES.file).to_dict("records"):
        for entry in row["apart"]:
            among = told[told["language"] == entry["language"]]
            inside = among["narrative"] == row["narrative"]
            for phrase in entry["words"]:
                stems = {word.stem for word in read_words(phrase, entry["language"])} - {""}
                having = among["stems"].map(lambda found, stems=stems: stems <= found)
                assert having[inside].mean() > having[~inside].mean(), (row["label"], phrase)
        assert 1 <= len(row["apart"][0]["words"]) <= 3
