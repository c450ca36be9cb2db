import json

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.build.cache import VectorCache
from filrouge.build.embedders import load_embedder
from filrouge.build.plan import Options, make_plan
from filrouge.build.precomputed import read_vectors
from filrouge.embedders import unit_float16
from filrouge.errors import EmbedderError
from tests.unit.reading import ingest

from .conftest import FakeEmbedder


class Counting(FakeEmbedder):
    rate = 1.0  # in small batches

    def __init__(self, stop_after: int = 10**9) -> None:
        self.done, self.stop_after = 0, stop_after

    def encode(self, texts):
        if self.done >= self.stop_after:
            raise KeyboardInterrupt
        self.done += len(texts)
        return super().encode(texts)


def test_a_stopped_embedding_goes_on_where_it_was(tmp_path):
    texts = [f"text {i}" for i in range(600)]
    stopped = Counting(stop_after=320)
    with pytest.raises(KeyboardInterrupt), VectorCache(tmp_path) as cache:
        cache.encode(texts, stopped)
    again, seen = Counting(), []
    with VectorCache(tmp_path) as cache:
        vectors = cache.encode(texts, again, seen.append)
    assert again.done == 600 - stopped.done
    assert sum(seen) == 600
    assert np.array_equal(vectors, FakeEmbedder().encode(texts))


def test_the_pace_of_the_texts_done_so_far_is_that_of_all(tmp_path):
    texts = ["x" * n + str(i) for i, n in enumerate(range(1, 3201))]
    asked: list[int] = []

    class Costly(Counting):
        def encode(self, texts):
            asked.extend(map(len, texts))
            return super().encode(texts)

    with VectorCache(tmp_path) as cache:
        cache.encode(texts, Costly())
    whole = sum(asked) / len(asked)
    for part in (0.1, 0.25, 0.5):  # longest first, a tenth would be 1.9 times as long as the mean
        done = asked[: int(part * len(asked))]
        assert sum(done) / len(done) == pytest.approx(whole, rel=0.3)


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


@pytest.mark.parametrize(
    ("languages", "most", "expected"),
    [
        (["en", "fr"], 6000, "e5"),
        (["en", "fr"], 10, "use"),
        (["en", "hy"], 10, "e5"),
        (["en"] * 99 + ["hy"], 10, "use"),
    ],
)
def test_auto_takes_the_exact_embedder_where_there_is_time_and_the_fast_one_where_it_knows_the_languages(
    languages, most, expected, tmp_path, monkeypatch
):
    monkeypatch.setattr("filrouge.build.plan.MOST_WITH_E5", most)
    monkeypatch.setattr("filrouge.build.plan._time", lambda *_: 1.0)
    texts = [{"text": f"The gas price of the day {i} rose.", "lang": code} for i, code in enumerate(languages * 10)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, texts)))
    plan = make_plan(ingest([tmp_path / "a.jsonl"]), Options(), tmp_path)
    assert plan.embedder.name == expected
    assert plan.why


def test_a_headline_is_embedded_with_every_passage_and_one_text_under_one_headline(tmp_path):
    sentence = "The boats stayed in the harbour of Gullhaven for the whole of the week because of the ban on nets. "
    texts = [
        {"text": sentence * 12, "title": "Nets come in", "lang": "en", "source": "A"},
        {"text": sentence * 12, "title": "SHOCK: nets!", "lang": "en", "source": "B"},
        {"text": "Nets come in. " + sentence, "title": "Nets come in", "lang": "en", "source": "C"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, texts)))
    plan = make_plan(ingest([tmp_path / "a.jsonl"]), Options("use"), tmp_path)
    first = [text for text, row in zip(plan.passages.embedded, plan.passages.document, strict=True) if row == 0]
    assert len(first) > 1
    assert all(text.startswith("Nets come in. The boats") for text in first)
    second = [text for text, row in zip(plan.passages.embedded, plan.passages.document, strict=True) if row == 1]
    assert second == first
    assert plan.passages.embedded[-1].count("Nets come in") == 1
    assert [
        sum(plan.passages.original[i] for i, d in enumerate(plan.passages.document) if d == row) > 0 for row in (0, 1)
    ] == [True, False]


def test_what_a_source_puts_below_many_of_its_texts_is_not_embedded(tmp_path):
    teaser = "The man with the axe is still on the roof of the town hall, and nobody knows why."
    wire = "The council will meet again on Monday behind closed doors, as it has for years."

    def text(i, source, title, *more):
        own = " ".join(f"Net{i * 40 + n} came home." for n in range(20))
        return {"text": " ".join([own, *more]), "title": title, "lang": "en", "source": source}

    texts = [text(i, "A", f"Boat {i} is home", teaser, wire) for i in range(5)]
    texts.append(text(5, "A", teaser[:-1], teaser))  # its own headline says it
    texts.append(text(6, "A", None, teaser))
    texts.append(text(7, "B", "The council meets", wire))  # not one source's alone
    texts += [text(i, "C", f"Boat {i} is home", "A man with a drum is on the roof of the hall.") for i in range(8, 12)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, texts)))
    embedded = make_plan(ingest([tmp_path / "a.jsonl"]), Options("use"), tmp_path).passages.embedded
    assert [teaser in one for one in embedded[:7]] == [False] * 5 + [True, True]
    assert all(wire in embedded[i] for i in (*range(5), 7))
    assert all("drum" in one for one in embedded[8:])  # four texts are not many
