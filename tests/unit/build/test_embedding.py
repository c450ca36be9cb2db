import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.build.cache import VectorCache
from filrouge.build.embed import load_embedder, unit_float16
from filrouge.build.offsets import language_offsets
from filrouge.build.precomputed import read_vectors
from filrouge.errors import EmbedderError

from .conftest import FakeEmbedder


class Counting(FakeEmbedder):
    def __init__(self, stop_after: int = 10**9) -> None:
        self.done, self.stop_after = 0, stop_after

    def encode(self, texts):
        if self.done >= self.stop_after:
            raise KeyboardInterrupt
        self.done += len(texts)
        return super().encode(texts)


def test_a_stopped_embedding_goes_on_where_it_was(tmp_path):
    texts = [f"text {i}" for i in range(600)]
    with pytest.raises(KeyboardInterrupt), VectorCache(tmp_path) as cache:
        cache.encode(texts, Counting(stop_after=320))
    again, seen = Counting(), []
    with VectorCache(tmp_path) as cache:
        vectors = cache.encode(texts, again, seen.append)
    assert again.done == 280
    assert sum(seen) == 600
    assert np.array_equal(vectors, FakeEmbedder().encode(texts))


def test_the_cache_keeps_versions_apart(tmp_path):
    newer = Counting()
    newer.version = "2"
    with VectorCache(tmp_path) as cache:
        cache.encode(["a", "b", "a"], FakeEmbedder())
        cache.encode(["a", "b", "a"], newer)
    assert newer.done == 2


def test_a_damaged_cache_says_what_to_do(tmp_path):
    (tmp_path / "vectors.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(EmbedderError, match="FILROUGE_CACHE"):
        VectorCache(tmp_path)


def test_unknown_embedders_are_refused(tmp_path):
    with pytest.raises(EmbedderError, match=r"Choose one of auto, use, e5"):
        load_embedder("bert")
    with pytest.raises(EmbedderError, match="pip install model2vec"):
        load_embedder(f"model2vec:{tmp_path}")


def test_precomputed_vectors_are_checked(tmp_path):
    ids = ["a", "b", "c"]
    array = np.arange(12, dtype=np.float32).reshape(3, 4)
    np.save(tmp_path / "v.npy", array)
    found = read_vectors(tmp_path / "v.npy", ids)
    assert found.dimensions == 4
    assert np.array_equal(found.vectors, unit_float16(array))
    table = pa.table({"doc_id": ["c", "a", "b"], "vector": array[[2, 0, 1]].tolist()})
    pq.write_table(table, tmp_path / "v.parquet")
    assert np.array_equal(read_vectors(tmp_path / "v.parquet", ids).vectors, found.vectors)
    with pytest.raises(EmbedderError, match="3 rows, and there are 2"):
        read_vectors(tmp_path / "v.npy", ids[:2])
    with pytest.raises(EmbedderError, match=r"1 documents have no vector, e.g. d"):
        read_vectors(tmp_path / "v.parquet", [*ids, "d"])
    array[1, 2] = np.nan
    np.save(tmp_path / "v.npy", array)
    with pytest.raises(EmbedderError, match="row 1 holds"):
        read_vectors(tmp_path / "v.npy", ids)
    np.save(tmp_path / "v.npy", array[0])
    with pytest.raises(EmbedderError, match="not rows of numbers"):
        read_vectors(tmp_path / "v.npy", ids)
    with pytest.raises(EmbedderError, match="cannot be read"):
        read_vectors(tmp_path / "nope.npy", ids)


def corpus(shares: dict[str, tuple[int, int]], seed: int = 0):
    """Two subjects and some languages, each with an offset larger than the subjects' distance."""
    rng = np.random.default_rng(seed)
    subject_at, rows, languages, subjects = rng.normal(size=(2, 32)), [], [], []
    for language, counts in shares.items():
        offset = rng.normal(size=32) * 2
        for subject, n in enumerate(counts):
            rows.append(subject_at[subject] + offset + rng.normal(scale=0.3, size=(n, 32)))
            languages += [language] * n
            subjects += [subject] * n
    return unit_float16(np.vstack(rows)), languages, np.array(subjects)


def test_offsets_leave_the_subject_where_languages_talk_of_different_things():
    vectors, languages, subjects = corpus({"en": (180, 60), "fr": (40, 160), "ru": (100, 100)})
    offsets, adjusted = language_offsets(vectors, languages, seed=1)
    first, second = adjusted[subjects == 0].mean(axis=0), adjusted[subjects == 1].mean(axis=0)
    guess = (adjusted @ (second - first) > 0).astype(int)
    assert (guess == subjects).mean() > 0.97
    for language in ("en", "fr", "ru"):
        here = np.array(languages) == language
        assert np.linalg.norm(adjusted[here & (subjects == 0)].mean(axis=0) - first) < 0.35
    assert offsets is not None
    assert np.array_equal(offsets.apply(vectors, languages), adjusted)


def test_one_language_has_no_offsets_and_a_rare_one_little():
    vectors, languages, _ = corpus({"en": (20, 20)})
    assert language_offsets(vectors, languages, seed=1)[0] is None
    vectors, languages, _ = corpus({"en": (50, 50), "fr": (50, 50), "hy": (1, 0)})
    offsets, adjusted = language_offsets(vectors, languages, seed=1)
    assert np.isfinite(adjusted).all()
    by_code = dict(zip(offsets.languages, np.linalg.norm(offsets.by_language, axis=1), strict=True))
    assert by_code["hy"] < by_code["fr"] / 2
