"""Do the tests of the dashboard find nothing where there is nothing, and do its intervals hold the truth?

    uv run python tests/benchmarks/calibration.py [--trials N] [--corpora N]

Each line is a kind of corpus in which nothing happens (tests/unit/explore/planted.py), N of them, and how many had any
finding at all: with every null true the false discovery rate is that share, and must be 5 % or less. It is judged by an
exact binomial test at 1 %. Size: with 400 trials (32 findings or more are too many) a true rate of 10 % is
refused with a power of .92; with 2 000 corpora (1 876 or fewer are too few) an interval that holds the truth in 93 % is
refused with a power of .93. Pairs planted among sources that have nothing to do with each other are counted too.
"""

import argparse
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table
from scipy.stats import binomtest

from filrouge.explore.bursts import find_spans
from filrouge.explore.intervals import SURE, wilson
from filrouge.explore.lag import BEFORE, pair_lags
from filrouge.explore.sharing import MORE as SHARED_MORE
from filrouge.explore.sharing import pairs_of_sources
from filrouge.explore.silence import ABSENT, LESS, MORE, judged, silence_cells
from filrouge.explore.timeline import AVERAGINGS
from filrouge.explore.words import distinctive_words
from tests.unit.explore import planted, planted_sharing


def any_burst(texts, _) -> bool:
    found = find_spans(texts, list(range(len(texts.narratives))))
    return any(q <= SURE for spans in found for _, q in spans)


def any_silence(texts, _) -> bool:
    cells = silence_cells(texts, planted.windows(texts))
    return bool(judged(cells.assign(mentions=cells["texts"]))["status"].isin([ABSENT, LESS]).any())


def any_more(texts, _) -> bool:
    cells = silence_cells(texts, planted.windows(texts))
    return bool((judged(cells.assign(mentions=cells["texts"]))["status"] == MORE).any())


def any_order(texts, seed) -> bool:
    found = pair_lags(texts, list(range(len(texts.sources))), list(range(len(texts.narratives))), seed=seed)
    return bool((found["status"] == BEFORE).any())


def any_word(groups, _) -> bool:
    return bool((distinctive_words(*groups)["q"] <= SURE).any())


def any_pair(carried, seed) -> bool:
    return bool((pairs_of_sources(carried, seed=seed)["status"] == SHARED_MORE).any())


def two_groups(rng) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Texts of words as common as words are (Zipf), some more in one text than in another; cut in two at random."""
    rows = []
    common = 1 / np.arange(1, 1501)
    for text in range(120):
        own = common * rng.gamma(0.7, size=len(common))
        words = rng.choice(len(common), rng.integers(40, 200), p=own / own.sum())
        rows.append({"language": "en", "copy_group": text, "text": " ".join(f"w{w}" for w in words)})
    frame = pd.DataFrame(rows)
    return frame[:40], frame[40:]


def corpora(kind: str, trials: int) -> Iterator[object]:
    """Corpora of one kind."""
    one = planted.usual_corpus(np.random.default_rng(7), spread=20)
    for trial in range(trials):
        rng = np.random.default_rng((trial, 1))
        if kind == "dates permuted":
            yield planted.with_days_permuted(one, rng)
        elif kind == "sources permuted":
            yield planted.with_sources_permuted(one, rng)
        elif kind == "sources alike":
            yield planted.usual_corpus(rng)
        elif kind == "sources differ":
            yield planted.usual_corpus(rng, spread=20)
        elif kind == "few loud sources":
            yield planted.usual_corpus(rng, sources=5, texts=900, spread=12)
        elif kind in planted_sharing.KINDS:
            yield planted_sharing.newsroom(rng, kind)
        elif kind == "words at random":
            yield two_groups(rng)
        else:
            yield planted.unordered_corpus(rng, kind)


LINES: tuple[tuple[str, Callable[..., bool], tuple[str, ...]], ...] = (
    ("burst", any_burst, ("dates permuted", "sources alike", "sources differ")),
    ("silence", any_silence, ("dates permuted", "sources permuted", "sources alike", "sources differ")),
    ("silence", any_silence, ("few loud sources",)),
    ("more than expected", any_more, ("sources permuted", "sources alike", "sources differ", "few loud sources")),
    ("order", any_order, ("flat", "runs", "weekly", "events")),
    ("word", any_word, ("words at random",)),
    ("sharing", any_pair, planted_sharing.KINDS),
)  # fmt: skip


def coverage(periods: int) -> Iterator[tuple[str, int, int]]:
    """How often the interval of each averaging holds the truth."""
    for averaging in AVERAGINGS:
        held = 0
        for seed in range(20):
            units, truth = planted.shares_of_periods(np.random.default_rng((seed, 3)), periods // 20)
            held += planted.held(units, truth, planted.unit_weights(units, averaging), wilson)
        yield averaging, held, periods // 20 * 20


def planted_pairs(trials: int) -> Iterator[tuple[str, int, int, int]]:
    """How often a planted pair is found, by how much it shares besides, and what else is found then."""
    for items in (4, 6, 8, 12, 20):
        for soon in (0.02, 2.0):
            found = others = 0
            for seed in range(trials):
                kind = planted_sharing.KINDS[seed % len(planted_sharing.KINDS)]
                rng = np.random.default_rng((seed, 4))
                carried = planted_sharing.newsroom(rng, kind, planted=items, soon=soon)
                frame = pairs_of_sources(carried, seed=seed)
                more = frame[frame["status"] == SHARED_MORE]
                mine = (more["first"] == 0) & (more["second"] == 1)
                found, others = found + int(mine.any()), others + int((~mine).sum())
            yield f"{items} within {round(soon * 24 * 60)} minutes", found, trials, others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=400)
    parser.add_argument("--corpora", type=int, default=2000)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    table = Table(
        "test", "corpora", "with a finding", "of", "rate", "p (rate ≤ 5 %)", "s a corpus", title="Nothing there"
    )
    for name, test, kinds in LINES:
        for kind in kinds if arguments.only in ("", name) else ():
            began = perf_counter()
            n = sum(test(corpus, seed) for seed, corpus in enumerate(corpora(kind, arguments.trials)))
            p = binomtest(n, arguments.trials, 0.05, alternative="greater").pvalue
            seconds = (perf_counter() - began) / arguments.trials
            rate = f"{n / arguments.trials:.1%}"
            table.add_row(name, kind, str(n), str(arguments.trials), rate, f"{p:.3f}", f"{seconds:.2f}")
    Console().print(table)
    if arguments.only in ("", "interval"):
        table = Table("averaging", "held the truth", "of", "rate", "p (rate ≥ 95 %)", title="Intervals of 95 %")
        for averaging, held, of in coverage(arguments.corpora):
            p = binomtest(held, of, 0.95, alternative="less").pvalue
            table.add_row(averaging, str(held), str(of), f"{held / of:.1%}", f"{p:.3f}")
        Console().print(table)
    if arguments.only in ("", "planted pairs"):
        table = Table("texts shared besides", "pair found", "of", "other pairs found", title="Two sources of fourteen")
        for shared, found, of, others in planted_pairs(arguments.trials // 10):
            table.add_row(shared, str(found), str(of), str(others))
        Console().print(table)


if __name__ == "__main__":
    main()
