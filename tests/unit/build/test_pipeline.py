import json
from contextlib import contextmanager

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_info, threadpool_limits

from filrouge.arrays import unit
from filrouge.build.layout import flat_map, n_epochs, principal_plane
from filrouge.build.narratives import CLEAR
from filrouge.build.neighbours import nearest_neighbours
from filrouge.build.pipeline import build_bundle
from filrouge.build.plan import Options, make_plan
from filrouge.bundle import Bundle
from filrouge.explore.spread import pairs
from filrouge.schema import NARRATIVES, PASSAGES
from tests.unit.reading import ingest

from .conftest import write_texts


def built(folder, out, **options):
    ingested = ingest([folder])
    return build_bundle(ingested, make_plan(ingested, Options(**options)), out)


@pytest.fixture
def bundle(fake, tmp_path):
    subjects = write_texts(tmp_path / "in")
    built(tmp_path / "in", tmp_path / "bundle", embedder=fake)
    return tmp_path / "bundle", subjects


def test_a_build_finds_the_subjects_whatever_the_language(bundle):
    path, subjects = bundle
    opened = Bundle.open(path, full=True)
    passages = pd.read_parquet(path / PASSAGES.file)
    assert adjusted_rand_score(subjects, passages["narrative"]) > 0.9
    assert opened.manifest["quality"]["dependence_on_language"] < 0.1
    assert opened.manifest["counts"] == {
        "documents": 36,
        "dated": 36,
        "undated": 0,
        "without_source": 0,
        "texts": 36,
        "sources": 2,
        "passages": 36,
        "passages_without_narrative": int((passages["narrative"] < 0).sum()),
        "passages_not_covered": 0,
        "narratives": len(opened.narratives),
        "themes": opened.narratives["theme"].nunique(),
        "sentences": 36,
        "copies": len(pairs(opened)),
        "stories": 3,  # each text is one sentence, and says what all of its subject say
        "claims": 3,
        "claim_sentences": 36,
    }
    assert opened.manifest["dates"] == {"first": "2025-01-01", "last": "2025-01-12"}
    inside = passages[passages["narrative"] >= 0]
    assert inside["strength"].between(0, 1, inclusive="right").all()
    assert (passages.loc[passages["narrative"] < 0, "strength"] < CLEAR).all()
    assert (inside["narrative"] == inside["nearest"]).all()
    assert (passages["nearest"] >= 0).all()
    assert np.isfinite(passages[["x", "y"]]).all().all()
    assert opened.vectors().shape == (36, 16)
    for row in opened.narratives.itertuples():
        members = passages[passages["narrative"] == row.narrative]
        assert (row.n_documents, row.n_passages) == (members["doc_id"].nunique(), len(members))
        assert set(row.representative) <= set(members["passage_id"])
        assert set(row.edge) <= set(members["passage_id"])
        assert {entry["language"] for entry in row.keywords} == {"en", "fr"}
        assert [entry["language"] for entry in row.labels] == ["en"]  # a handful in French names nothing
        assert row.label == row.labels[0]["label"]
        assert 0 < row.stability <= 1
    assert opened.narratives["n_documents"].is_monotonic_decreasing
    assert opened.narratives["label"].is_unique


def test_the_same_input_gives_the_same_bytes_and_another_seed_does_not(bundle, tmp_path, fake):
    first = Bundle.open(bundle[0])
    again = built(tmp_path / "in", tmp_path / "again", embedder=fake)
    other = built(tmp_path / "in", tmp_path / "other", embedder=fake, seed=7)
    assert again["digest"] == first.digest
    assert (tmp_path / "again" / "manifest.json").read_bytes() == (bundle[0] / "manifest.json").read_bytes()
    assert other["digest"] != first.digest


def test_the_model_opens_with_bertopic(bundle):
    from bertopic import BERTopic

    path, _ = bundle
    model = BERTopic.load(str(path / "model"))
    mapping = json.loads((path / "manifest.json").read_text())["settings"]["model_topics"]
    assert {str(topic) for topic in model.get_topics() if topic >= 0} == set(mapping)
    assert sorted(mapping.values()) == list(range(len(mapping)))
    assert model.c_tf_idf_ is not None


def test_a_language_the_embedder_does_not_cover_is_left_out_in_sight(fake, tmp_path):
    write_texts(tmp_path / "in")
    with (tmp_path / "in" / "km.jsonl").open("w") as stream:
        stream.write(json.dumps({"text": "ព័ត៌មានថ្មី " * 10, "lang": "km", "id": "khmer"}))
    manifest = built(tmp_path / "in", tmp_path / "out", embedder=fake)
    assert manifest["warnings"][0] == (
        "1 document in Khmer (km): language not covered by `fake`; build with --embedder e5 to include them."
    )
    assert manifest["counts"]["passages_not_covered"] == 1
    passages = pd.read_parquet(tmp_path / "out" / PASSAGES.file).set_index("doc_id")
    assert passages.loc["khmer", "narrative"] == -1
    assert pd.isna(passages.loc["khmer", "x"])


@pytest.mark.parametrize("texts", [["One text alone."], ["The same text."] * 30, [f"Text {i}." for i in range(14)]])
def test_tiny_inputs_build_without_narratives(fake, tmp_path, texts):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(json.dumps({"text": t, "lang": "en"}) for t in texts))
    manifest = built(tmp_path / "in", tmp_path / "out", embedder=fake)
    assert manifest["counts"]["narratives"] == 0
    assert manifest["warnings"][0].startswith("No narratives: fewer than 15 different passages")
    opened = Bundle.open(tmp_path / "out", full=True)
    assert sorted(opened.narratives.columns) == sorted(NARRATIVES.arrow.names)
    assert not (tmp_path / "out" / "model").exists()


def test_precomputed_vectors_and_no_originals(tmp_path):
    write_texts(tmp_path / "in")
    np.save(tmp_path / "v.npy", np.random.default_rng(0).normal(size=(36, 8)))
    manifest = built(
        tmp_path / "in", tmp_path / "out", embedder="precomputed", vectors=tmp_path / "v.npy", originals=False
    )
    assert manifest["embedder"]["name"] == "precomputed"
    assert not (tmp_path / "out" / "originals").exists()


def test_a_failed_build_leaves_the_previous_bundle(bundle, tmp_path, fake, monkeypatch):
    path, _ = bundle
    before = Bundle.open(path).digest
    monkeypatch.setattr("filrouge.build.pipeline.write_bundle", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        built(tmp_path / "in", path, embedder=fake, seed=9)
    assert Bundle.open(path, full=True).digest == before
    assert not list(tmp_path.glob(".bundle.new-*"))


class Threads:
    """Listens how many threads multiply matrices in each step."""

    def __init__(self) -> None:
        self.found: dict[str, set[int]] = {}

    @contextmanager
    def step(self, name, total=None):  # noqa: ARG002
        self.found[name] = {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}
        yield lambda _: None


@pytest.mark.parametrize(("most", "threads"), [(10_000, {1}), (35, {2})])
def test_small_matrices_are_multiplied_in_one_thread(fake, tmp_path, monkeypatch, most, threads):
    monkeypatch.setattr("filrouge.build.pipeline.MOST_IN_ONE_THREAD", most)
    write_texts(tmp_path / "in")
    ingested, listener = ingest([tmp_path / "in"]), Threads()
    with threadpool_limits(2, user_api="blas"):
        build_bundle(ingested, make_plan(ingested, Options(fake)), tmp_path / "out", listener)
    assert len(listener.found) > 5
    assert set(map(frozenset, listener.found.values())) == {frozenset(threads)}


def test_neighbours_are_exact_and_begin_with_the_passage_itself():
    vectors = np.random.default_rng(0).normal(size=(50, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[7] = vectors[3]
    found = nearest_neighbours(vectors, 5, 0)
    assert found.indices[:, 0].tolist() == list(range(50))
    expected = np.sort(1 - vectors @ vectors.T, axis=1)[:, :5]
    assert np.allclose(found.distances, np.clip(expected, 0, None), atol=1e-5)
    few = nearest_neighbours(vectors[:4], 15, 0)
    assert few.indices.shape == (4, 4)
    assert flat_map(vectors[:4], few, 0).shape == (4, 2)
    assert principal_plane(vectors[:1]).tolist() == [[0, 0]]


def test_neighbours_are_exact_where_most_are_ruled_out_at_once():
    vectors = np.random.default_rng(1).normal(size=(3007, 12)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[5:25] = vectors[40]  # as near as itself
    found = nearest_neighbours(vectors, 16, 0)
    distance = 1 - vectors @ vectors.T
    np.fill_diagonal(distance, -1)
    assert found.indices[:, 0].tolist() == list(range(len(vectors)))
    assert np.allclose(found.distances[:, 1:], np.clip(np.sort(distance, axis=1)[:, 1:16], 0, None), atol=1e-5)
    assert np.allclose(found.distances[:, 1:], np.take_along_axis(distance, found.indices, axis=1)[:, 1:], atol=1e-5)
    assert all(len(set(row)) == 16 for row in found.indices.tolist())


def test_what_is_compiled_for_the_map_is_kept_for_the_next_build():
    from umap.layouts import _nb_optimize_layout_euclidean_single_epoch as optimize
    from umap.umap_ import compute_membership_strengths, smooth_knn_dist

    vectors = unit(np.random.default_rng(0).normal(size=(40, 8)).astype(np.float32))
    flat_map(vectors, nearest_neighbours(vectors, 15, 0), 0)
    for function in (smooth_knn_dist, compute_membership_strengths, optimize):
        assert function.stats.cache_hits or function.stats.cache_misses, f"{function} is compiled in every process"


def test_the_map_says_how_far_it_is():
    vectors = unit(np.random.default_rng(0).normal(size=(40, 8)).astype(np.float32))
    done = []
    flat = flat_map(vectors, nearest_neighbours(vectors, 15, 0), 0, done.append)
    assert 0 < sum(done) <= n_epochs(40)
    assert min(done) > 0
    assert np.array_equal(flat, flat_map(vectors, nearest_neighbours(vectors, 15, 0), 0))
