import shutil
from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, of_narrative
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.explore.bursts import (
    BURST,
    COLUMNS,
    NO_BURST,
    NOT_ENOUGH,
    BurstSpan,
    _joined,
    bursts,
    find_spans,
    strongest_span,
)  # fmt: skip
from filrouge.explore.compare import compare
from filrouge.explore.intervals import SURE
from filrouge.explore.map_sides import map_sides
from filrouge.explore.passages import passages_in_days
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side
from filrouge.explore.silence import silence
from filrouge.explore.view import View
from filrouge.explore.whats_new import what_is_new
from tests.unit.explore.planted import bundle_of, texts_of, usual_corpus, with_days_permuted

EVERY = list(range(12))


def added(texts, source, day, narrative):
    """The corpus with more texts."""
    old = np.where(texts.about.any(axis=1), texts.about.argmax(axis=1), -1)
    parts = zip((texts.source, texts.day, old), (source, day, narrative), strict=True)
    return texts_of(*(np.concatenate(part) for part in parts), len(texts.narratives))


def found_in(texts, narrative: int) -> list[BurstSpan]:
    return [span for span, q in find_spans(texts, EVERY)[narrative] if q <= SURE]


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_burst_is_found_where_it_is(seed):
    rng = np.random.default_rng(seed)
    texts = added(usual_corpus(rng), rng.integers(0, 8, 22), rng.integers(200, 214, 22), np.full(22, 3))
    spans = found_in(texts, 3)
    assert len(spans) == 1
    span = spans[0]
    assert abs(span.start - 200) <= 7
    assert abs(span.end - 213) <= 14
    inside = (texts.day >= span.start) & (texts.day <= span.end)
    assert span.texts == (inside & texts.about[:, 3]).sum()
    assert span.texts > 1.5 * span.expected


@pytest.mark.parametrize("seed", [0, 1, 4])
def test_two_planted_bursts_are_two_spans(seed):
    rng = np.random.default_rng(seed)
    days = np.concatenate([rng.integers(80, 87, 18), rng.integers(280, 287, 18)])
    spans = found_in(added(usual_corpus(rng), rng.integers(0, 8, 36), days, np.full(36, 5)), 5)
    assert [round(span.start, -1) for span in spans] == [80, 280]
    assert spans[0].end < spans[1].start


@pytest.mark.parametrize("seed", range(5))
def test_a_rise_in_volume_alone_is_no_burst(seed):
    rng = np.random.default_rng(seed)
    texts = usual_corpus(rng)
    # 300 more texts in two weeks, of all sources and about what they always are about
    like = rng.integers(0, len(texts.day), 300)
    old = np.where(texts.about.any(axis=1), texts.about.argmax(axis=1), -1)
    texts = added(texts, texts.source[like], rng.integers(150, 164, 300), old[like])
    assert not any(q <= SURE for spans in find_spans(texts, EVERY) for _, q in spans)


def test_a_loud_source_with_a_hobby_is_no_burst():
    rng = np.random.default_rng(0)
    texts = usual_corpus(rng)
    # a thirteenth source publishes in one month only, half of it about narrative 2
    texts = added(texts, np.full(60, 12), rng.integers(100, 130, 60), np.where(np.arange(60) % 2, 2, -1))
    assert found_in(texts, 2) == []


def test_nothing_there_nothing_found():
    one = usual_corpus(np.random.default_rng(7), spread=20)
    trials = 100
    found = sum(
        any(
            q <= SURE
            for spans in find_spans(with_days_permuted(one, np.random.default_rng((t, 1))), EVERY, permutations=499)
            for _, q in spans
        )
        for t in range(trials)
    )
    assert binomtest(found, trials, 0.05, alternative="greater").pvalue >= 0.01


def test_p_values_are_even_where_nothing_happens():
    rng = np.random.default_rng(5)
    source, day = rng.integers(0, 3, 300), rng.integers(0, 200, 300)
    p = []
    for _ in range(200):
        about = rng.random(300) < 0.15
        span = strongest_span(day, source, about, np.zeros(200, bool), permutations=199, rng=rng)
        p.append(span.p)
    for level in (0.05, 0.2, 0.5):
        assert binomtest(int((np.array(p) <= level).sum()), 200, level, alternative="greater").pvalue >= 0.01


def test_expected_by_hand():
    # One source, 40 texts on 40 days; ten about the narrative: day 0, days 10 to 16, day 30 and day 39.
    day = np.arange(40)
    about = np.isin(day, [0, *range(10, 17), 30, 39])
    none = np.zeros(40, dtype=bool)
    span = strongest_span(day, np.zeros(40, np.int64), about, none, rng=np.random.default_rng(0))
    assert (span.start, span.end, span.texts) == (10, 16, 7)
    assert span.expected == pytest.approx(10 * 7 / 40)
    assert span.p < 0.01
    blocked = np.isin(day, range(10, 17))
    assert strongest_span(day, np.zeros(40, np.int64), about, blocked, rng=np.random.default_rng(0)) is None


def test_a_narrative_that_came_and_went_is_a_burst_of_all_days():
    rng = np.random.default_rng(2)
    texts = usual_corpus(rng, narratives=11)
    texts = texts_of(texts.source, texts.day, np.where(texts.about.any(1), texts.about.argmax(1), -1), 12)
    texts = added(texts, rng.integers(0, 8, 15), rng.integers(120, 127, 15), np.full(15, 11))
    assert [(s.start >= 114, s.end <= 133, s.texts) for s in found_in(texts, 11)] == [(True, True, 15)]


def test_spans_that_touch_become_one():
    spans = [
        (BurstSpan(10, 16, 5, 1.0, 0.01), 0.02),
        (BurstSpan(3, 9, 4, 2.0, 0.001), 0.012),
        (BurstSpan(30, 36, 9, 3.0, 0.002), 0.02),
    ]
    assert _joined(spans) == [(BurstSpan(3, 16, 9, 3.0, 0.001), 0.012), (BurstSpan(30, 36, 9, 3.0, 0.002), 0.02)]


def test_the_same_question_has_the_same_answer(bundle):
    pd.testing.assert_frame_equal(bursts(bundle, Selection()).frame, bursts(bundle, Selection()).frame)


def documents() -> list[dict]:
    """Three sources, 120 days; narrative 0 bursts from 1 to 7 March in new words; 2 is one text in every paper."""
    rng = np.random.default_rng(4)
    rows = []
    for i in range(240):
        day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=i % 120)
        about = int(rng.choice([0, 1, -1], p=[0.12, 0.25, 0.63]))
        rows.append({"source": "ABC"[rng.integers(3)], "date": f"{day:%Y-%m-%d}", "about": [about]})
        rows[-1]["text"] = "Herring boats stay in harbour." if about == 0 else "The ballot opens abroad."
    for i in range(14):
        text = "Divers found mines near harbour."
        rows.append({"source": "AB"[i % 2], "date": f"2025-03-{i % 7 + 1:02}", "about": [0], "text": text})
    rows += [{"source": s, "date": "2025-02-10", "about": [2], "copy_group": 9} for s in "ABC" * 5]
    rows += [{"source": "A", "date": "2025-03", "about": [0]}, {"source": "A", "date": None, "about": [0]}]
    return rows


@pytest.fixture(scope="module")
def march(tmp_path_factory) -> Bundle:
    return Bundle.open(bundle_of(tmp_path_factory.mktemp("march") / "b", documents()))


def test_bursts_of_a_bundle(march):
    found = bursts(march, Selection())
    assert list(found.frame.columns) == COLUMNS
    rows = found.frame.set_index("narrative")
    assert rows["status"].to_dict() == {0: BURST, 1: NO_BURST, 2: NOT_ENOUGH}
    assert abs((rows.loc[0, "start"] - pd.Timestamp("2025-03-01")).days) <= 3
    assert rows.loc[0, "texts"] >= 14
    assert rows.loc[0, "ratio"] == pytest.approx(rows.loc[0, "texts"] / rows.loc[0, "expected"])
    assert pd.isna(rows.loc[1, "start"])
    assert pd.isna(rows.loc[2, "p"])
    assert (found.texts, found.undated, found.coarse) == (240 + 14 + 1, 1, 1)


def test_only_the_narratives_asked_for(march):
    assert bursts(march, Selection(narratives=(1,))).frame["narrative"].tolist() == [1]


def test_what_people_hide_or_merge_makes_nothing_of_another_stand_out(demo, tmp_path):
    own = Bundle.open(shutil.copytree(demo.path, tmp_path / "own"))
    kept = [5, 9]  # by themselves they would have one
    found, silent = (ask(demo, Selection()).frame for ask in (bursts, silence))
    assert (found.loc[found["narrative"].isin(kept), "status"] == NO_BURST).all()
    hidden = [n for n in own.labels if n not in {*kept, 0, 1}]
    log.add(own, [row for n in hidden for row in of_narrative(own, n, {"hidden": True})], Author("Ana"))
    for before, after in ((found, bursts(seen(own), Selection())), (silent, silence(seen(own), Selection()))):
        there = before[~before["narrative"].isin(hidden)].reset_index(drop=True)
        pd.testing.assert_frame_equal(after.frame, there)
    assert bursts(seen(own), Selection(narratives=(hidden[0],))).frame.empty
    sides = tuple(Side((source,)) for source in demo.sources["source"].head(2))
    for ask in (compare, lambda *asked: map_sides(*asked).narratives):
        before, after = (ask(one, Selection(), sides).groupby("narrative")["q"].min() for one in (demo, seen(own)))
        assert (after[kept] > before[kept] - 1e-9).all()
    says = "Narratives changed by hand were tested as they are now"
    assert says not in page_chart(own, View("findings", chart="bursts")).caption
    log.add(own, merged(own, [1], 0), Author("Ana"))
    now = bursts(seen(own), Selection()).frame
    assert now.loc[now["narrative"] != 0, "status"].tolist() == [NO_BURST] * 2
    for chart in ("bursts", "silence"):
        view = View("findings", chart=chart)
        assert says in page_chart(own, view).caption
        assert says not in page_chart(own, view.having(selection=Selection(as_found=True))).caption


def test_what_is_new_in_a_burst(march):
    new = what_is_new(march, Selection(), 0, date(2025, 3, 1), date(2025, 3, 7))
    assert what_is_new(march, Selection(), 0, date(2025, 3, 1), date(2025, 3, 7)) is new, "looked for once"
    assert passages_in_days(march, Selection(), 0, date(2025, 3, 1), date(2025, 3, 7), limit=20).texts >= 14
    words = new.words[new.words["q"] <= SURE]
    assert set(words.loc[words["z"] > 0, "word"]) == {"divers", "found", "mines", "near"}
    assert set(words.loc[words["z"] < 0, "word"]) == {"herring", "boats", "stay", "in"}
    frame = pd.DataFrame(documents()[:254])
    inside = frame[frame["date"].between("2025-03-01", "2025-03-07") & (frame["about"].str[0] == 0)]
    assert new.sources.set_index("source")["texts"].to_dict() == inside.groupby("source").size().to_dict() | (
        {} if (inside["source"] == "C").any() else {"C": 0}
    )
    assert new.past == ((frame["date"] < "2025-03-01") & (frame["about"].str[0] == 0)).sum()
    assert (new.sources["texts"] >= 7).sum() == 2


def test_what_is_new_without_a_past(march):
    new = what_is_new(march, Selection(), 2, date(2025, 2, 10), date(2025, 2, 10))
    assert (new.past, len(new.words)) == (0, 0)
    assert passages_in_days(march, Selection(), 2, date(2025, 2, 10), date(2025, 2, 10), limit=20).texts == 1
    assert new.sources["texts"].tolist() == [1, 1, 1]


@pytest.mark.parametrize("name", ["one-document", "no-dates", "no-narratives", "one-source", "forty-sources"])
def test_bursts_of_bundles_of_every_shape(variant, name):
    opened = variant(name)
    found = bursts(opened, Selection(), permutations=99)
    assert set(found.frame["narrative"]) == set(opened.narratives["narrative"])
    assert list(found.frame.columns) == COLUMNS
