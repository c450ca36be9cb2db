import numpy as np
import pandas as pd
import pytest
from scipy.stats import betabinom, binom, binomtest

from filrouge.bundle import Bundle
from filrouge.explore.selection import Selection
from filrouge.explore.silence import (
    ABSENT,
    AS_EXPECTED,
    COLUMNS,
    LESS,
    MORE,
    TOO_FEW,
    beta_binomial_cdf,
    judged,
    pooled_dispersion,
    probabilities,
    silence,
    silence_cells,
)  # fmt: skip
from filrouge.schema import NO_SOURCE
from tests.unit.explore.planted import bundle_of, texts_of, usual_corpus, windows, with_sources_permuted


@pytest.mark.parametrize(("n", "a", "b"), [(12, 0.7, 3.0), (66, 2.0, 9.0), (400, 30.0, 200.0), (5, 1.0, 1.0)])
def test_beta_binomial_against_scipy(n, a, b):
    x = min(n, 20)
    assert beta_binomial_cdf(x, n, a, b) == pytest.approx(betabinom.cdf(np.arange(x + 1), n, a, b), rel=1e-9)


def test_without_dispersion_it_is_binomial():
    assert beta_binomial_cdf(8, 60, 1.5e6, 8.5e6) == pytest.approx(binom.cdf(np.arange(9), 60, 0.15), rel=1e-4)


def test_dispersion_is_that_of_the_corpus():
    rng = np.random.default_rng(0)
    found = {}
    for rho in (0.0, 0.05, 0.2):
        others = []
        for _ in range(200):
            n = rng.integers(20, 120, 11).astype(float)
            share = rng.beta(0.2 * (1 / rho - 1), 0.8 * (1 / rho - 1), 11) if rho else np.full(11, 0.2)
            others.append((rng.binomial(n.astype(int), share).astype(float), n))
        found[rho] = pooled_dispersion(others)
    assert found == {rho: pytest.approx(rho, abs=0.012) for rho in found}


def test_a_loud_source_is_one_voice_where_sources_differ():
    # nine sources with 10 %, and one ten times as loud with 60 %
    x, n = np.array([5.0] * 9 + [300.0]), np.array([50.0] * 9 + [500.0])
    expected, share, *_ = probabilities(0, 100, x, n, 0.0)
    assert x.sum() / n.sum() > 0.36
    assert share == pytest.approx(0.15, abs=0.01)
    assert expected == pytest.approx(100 * share)


def test_nothing_is_expected_of_too_few_others():
    assert np.isnan(probabilities(0, 50, np.array([5.0, 6.0]), np.array([50.0, 50.0]), 0.0)).all()
    assert np.isnan(probabilities(0, 0, np.array([5.0] * 4), np.array([50.0] * 4), 0.0)).all()


def judge(texts) -> pd.DataFrame:
    cells = silence_cells(texts, windows(texts))
    return judged(cells.assign(mentions=cells["texts"])).set_index(["number", "column"])


@pytest.mark.parametrize("seed", range(4))
def test_a_planted_silence_is_found_and_no_other(seed):
    rng = np.random.default_rng(seed)
    texts = usual_corpus(rng, texts=1000, sources=8, narratives=6)
    narrative = np.where(texts.about.any(1), texts.about.argmax(1), -1)
    loudest = int(texts.about.sum(0).argmax())
    narrative[(texts.source == 1) & (narrative == loudest)] = -1
    found = judge(texts_of(texts.source, texts.day, narrative, 6))
    assert found.index[found["status"].isin([ABSENT, LESS])].tolist() == [(1, loudest)]
    assert found.loc[(1, loudest), "status"] == ABSENT


def test_a_source_that_speaks_of_little_else_is_found():
    rng = np.random.default_rng(1)
    texts = usual_corpus(rng, texts=1000, sources=8, narratives=6)
    narrative = np.where(texts.about.any(1), texts.about.argmax(1), -1)
    narrative[(texts.source == 3) & (rng.random(1000) < 0.8)] = 2
    assert judge(texts_of(texts.source, texts.day, narrative, 6)).loc[(3, 2), "status"] == MORE


@pytest.mark.parametrize("kind", ["sources permuted", "sources differ", "few loud sources"])
def test_nothing_there_nothing_found(kind):
    one, trials, found = usual_corpus(np.random.default_rng(7), spread=20), 100, 0
    for t in range(trials):
        rng = np.random.default_rng((t, 1))
        texts = with_sources_permuted(one, rng)
        if kind != "sources permuted":
            few = {"sources": 5, "texts": 900, "spread": 12} if kind == "few loud sources" else {"spread": 20}
            texts = usual_corpus(rng, **few)
        found += judge(texts)["status"].isin([ABSENT, LESS]).any()
    assert binomtest(int(found), trials, 0.05, alternative="greater").pvalue >= 0.01


def test_only_the_time_in_common_counts():
    # Others speak of it on days 10 to 19; source 0 publishes all the time, source 4 from day 30 on.
    rows = [(s, d, 0 if 10 <= d < 20 else -1) for s in (1, 2, 3) for d in range(40)]
    rows += [(0, d, -1) for d in range(40)] + [(4, d, -1) for d in range(30, 40)]
    cells = silence_cells(texts := texts_of(*zip(*rows, strict=True), 1), windows(texts)).set_index("number")
    assert cells.loc[0, ["start", "end", "output", "texts"]].tolist() == [10, 19, 10, 0]
    assert cells.loc[0, "share"] == 1
    assert np.isnan(cells.loc[4, "start"])
    assert (cells.loc[4, "output"], judge(texts).loc[(4, 0), "status"]) == (0, TOO_FEW)


def documents() -> list[dict]:
    """Six sources, a text a day in turn; every third is about 0, but none of F's, which once says it in passing."""
    rows = []
    for i in range(360):
        source = "ABCDEF"[i % 6]
        day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=i // 6)
        about = 0 if i // 6 % 3 == i % 3 and source != "F" else 1
        rows.append({"source": source, "date": f"{day:%Y-%m-%d}", "about": [about]})
    return rows


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ([], ABSENT),
        ([{"source": "F", "date": None, "about": [1, 1, 1, 0]}], LESS),
        ([{"source": "F", "date": "2025-02-10", "about": [0]}], LESS),
        (
            [{"source": None, "date": "2025-02-10", "about": [0]}, {"source": "F", "date": "2025-01", "about": [1]}],
            ABSENT,
        ),
    ],
)
def test_absent_is_said_only_where_there_is_nothing(tmp_path, more, status):
    found = silence(Bundle.open(bundle_of(tmp_path / "b", documents() + more)), Selection())
    assert list(found.frame.columns) == COLUMNS
    cells = found.frame.set_index(["source", "narrative"])
    assert cells.loc[("F", 0), "status"] == status
    assert (cells.drop(index=[("F", 0), ("F", 1)])["status"] == AS_EXPECTED).all()
    assert NO_SOURCE not in set(found.frame["source"])
    assert found.coarse == sum(row["date"] == "2025-01" for row in more)
    # A to E have twenty texts each about it; F published its sixty within the life of the narrative, less its ends
    f = cells.loc[("F", 0)]
    assert f["share"] == pytest.approx(1 / 3, abs=0.01)
    assert f["expected"] == pytest.approx(f["output"] * f["share"])


@pytest.mark.parametrize("name", ["full", "one-document", "no-dates", "no-narratives", "one-source", "forty-sources"])
def test_bundles_of_every_shape(variant, name):
    opened = variant(name)
    frame = silence(opened, Selection()).frame
    assert list(frame.columns) == COLUMNS
    assert not frame["status"].isin([ABSENT, LESS, MORE]).any()
    asked = tuple(opened.narratives["narrative"][:1])
    assert set(silence(opened, Selection(narratives=asked)).frame["narrative"]) <= set(asked or [])
