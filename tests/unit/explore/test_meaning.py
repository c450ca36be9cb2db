import json
import shutil

import numpy as np
import pytest

from filrouge import embedders
from filrouge.build.alignment import Alignment
from filrouge.bundle import Bundle
from filrouge.bundle_store import seal
from filrouge.charts import page_chart
from filrouge.embedders import unit_float16
from filrouge.errors import BundleBroken, EmbedderError
from filrouge.explore import meaning
from filrouge.explore.selection import Selection
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from tests.unit.explore.by_hand import ROWS

LANGUAGES = ["en", "fr"]
SIZE = 16


class Subjects:
    """Points where the words of a text say, and a little further in the way of its language."""

    name, version, dimensions, rate, languages = "subjects", "1", SIZE, 1000.0, None

    def encode(self, texts):
        rows = np.zeros((len(texts), SIZE))
        for row, text in zip(rows, texts, strict=True):
            for i, words in enumerate((("gas", "gaz"), ("boat", "pêche"), ("vote", "ballot"), ("rain", "neige"))):
                row[i] = sum(word in text.casefold() for word in words)
            row[8 if any(word in text.casefold().split() for word in ("le", "la", "les", "il", "du")) else 9] = 3
        return unit_float16(rows)


@pytest.fixture
def told(by_hand, tmp_path, monkeypatch):
    """The eight documents with vectors that can be told by hand, and an alignment that takes their language out."""
    from safetensors.numpy import save_file

    texts = [sentence for row in ROWS for *_, sentence in row[-1]]
    languages = [row[2] for row in ROWS for _ in row[-1]]
    folder = shutil.copytree(by_hand.path, tmp_path / "told")
    vectors = Subjects().encode(texts)
    np.save(folder / "vectors.npy", vectors)
    means = {code: vectors[[one == code for one in languages]].astype(np.float32).mean(axis=0) for code in LANGUAGES}
    mean = np.mean(list(means.values()), axis=0)
    offsets = np.stack([means[code] - mean for code in LANGUAGES])
    weights = np.diag(np.linspace(1, 2, SIZE)).astype(np.float32)
    save_file({"offsets": offsets, "mean": mean, "weights": weights}, folder / "fit.safetensors")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["settings"] = {"aligned_by": "language", "groups": LANGUAGES}
    manifest["embedder"] = {"name": "subjects", "version": "1", "dimensions": SIZE, "why": "for tests"}
    (folder / "manifest.json").unlink()
    seal(folder, {key: value for key, value in manifest.items() if key not in {"files", "digest"}})
    monkeypatch.setattr(meaning, "embedder_of", lambda _: Subjects())
    monkeypatch.setattr(meaning, "FEWEST", 3)
    meaning._SPACES.clear()
    yield Bundle.open(folder)
    meaning._SPACES.clear()


def test_passages_are_compared_as_the_build_aligns_them(told):
    space = meaning._space(told)
    alignment = Alignment("language", tuple(LANGUAGES), space.offsets, space.mean, space.weights)
    languages = [row[2] for row in ROWS for _ in row[-1]]
    aligned = alignment.apply(np.asarray(told.vectors()), languages)
    query = alignment.apply(Subjects().encode(["le gaz"]), ["fr"])[0]
    found = space.cosines(space.place("le gaz"))
    assert found[:14].tolist() == pytest.approx((aligned @ query)[:14].tolist(), abs=1e-5)
    assert np.isnan(found[14]), "a passage off the map is near to nothing"


@pytest.mark.parametrize(("query", "language"), [("le gaz", 1), ("gas is dear", 0)])
def test_a_query_finds_what_is_said_in_another_language(told, query, language):
    space = meaning._space(told)
    assert space.language(Subjects().encode([query])[0].astype(np.float32)) == language
    found = meaning.near(told, query)
    texts = [sentence.casefold() for row in ROWS for *_, sentence in row[-1]]
    assert len(found.passages) == 3
    assert all("gas" in texts[i] or "gaz" in texts[i] for i in found.passages)
    assert -1 <= found.cosine <= 1


def test_what_is_near_is_lit_and_counted(told):
    found = topic_map(told, Selection(), find=meaning.near(told, "gas is dear"))
    assert set(found.points.loc[found.points["hit"], "passage_id"]) == set(meaning.near(told, "gas is dear").passages)
    assert found.hits == 3
    chart = page_chart(told, View("topic-map", find="gas is dear", find_by="meaning"))
    text = "ighlighted: 3 passages of {} documents, from the 2% of all passages closest in meaning to “gas is dear”"
    assert text.format(found.hit_documents) in chart.caption
    assert [trace.name for trace in chart.figure.data] == ["Other passages", "Similar to gas is dear"]
    sides = page_chart(told, View("topic-map", chart="map-sides", find="gas is dear", find_by="meaning"))
    assert "A, highlighted: " in sides.caption


def test_where_it_cannot_be_told_it_is_said_why(by_hand, monkeypatch):
    with pytest.raises(EmbedderError, match="does not say how its vectors are aligned"):
        meaning.near(by_hand, "gas")
    sample = Bundle.open("data/sample/bundle")
    meaning._SPACES.clear()
    monkeypatch.setattr(embedders, "find_spec", lambda _: None)
    with pytest.raises(EmbedderError, match="the bundle's embedder e5 is not installed"):
        meaning.near(sample, "gas")
    for name in ("precomputed", "model2vec:mine"):
        with pytest.raises(EmbedderError, match="not at hand"):
            embedders.embedder_of({"embedder": {"name": name, "version": "1"}})
    monkeypatch.undo()
    with pytest.raises(EmbedderError, match=r"e5 0\.0, here is"):
        embedders.embedder_of({"embedder": {"name": "e5", "version": "0.0"}})


@pytest.mark.parametrize("forged", [b"no", {"mean": np.zeros(3, np.float32)}, {"weights": np.full((10, 10), np.nan)}])
def test_an_alignment_that_does_not_fit_is_refused_by_name(told, forged):
    from safetensors.numpy import load_file, save_file

    file = told.path / "fit.safetensors"
    if isinstance(forged, bytes):
        file.write_bytes(forged)
    else:
        save_file({**load_file(file), **forged}, file)
    with pytest.raises(BundleBroken) as raised:
        meaning.near(told, "gas")
    assert raised.value.where == str(file)
