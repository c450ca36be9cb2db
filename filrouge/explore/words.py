"""Words: which ones one group of passages uses more than another, language by language."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from filrouge.arrays import Floats
from filrouge.bundle import Bundle
from filrouge.checks import check_ends
from filrouge.explore.boilerplate import texts_without_boilerplate
from filrouge.explore.chosen import only
from filrouge.explore.intervals import Z95, benjamini_hochberg, two_sided
from filrouge.explore.selection import Selection, narratives_of, where
from filrouge.search import UNSPACED

SAMPLE: Final = 2000
"""Independent texts of a group that are read, at most: a fair sample of them."""

FEWEST_TEXTS: Final = 5
"""Languages with fewer texts than this in either group are left out."""

FEWEST_WITH_WORD: Final = 3

PRIOR: Final = 0.1
"""Weight of the prior: this part of what was counted."""

COLUMNS: Final = [
    "language", "word", "first", "second", "first_texts", "second_texts", "log_odds", "low", "high", "z", "q"
]  # fmt: skip


def words_between(bundle: Bundle, first: Selection, second: Selection) -> pd.DataFrame:
    """The words that the passages of two selections differ in: `distinctive_words` of the passages about their
    narratives (all passages, where a selection names none), fair samples of SAMPLE texts each, without their
    boilerplate.

    A text that both hold tells nothing of how they differ, and is left out.
    """
    ours, theirs = _passages(bundle, first), _passages(bundle, second)
    shared = set(ours["copy_group"]) & set(theirs["copy_group"])
    sampled = [_sample(one[~one["copy_group"].isin(shared)], SAMPLE) for one in (ours, theirs)]
    both = with_text(bundle, pd.concat(sampled))
    return distinctive_words(both.iloc[: len(sampled[0])], both.iloc[len(sampled[0]) :])


def sampled_passages(bundle: Bundle, selection: Selection, most: int = SAMPLE) -> pd.DataFrame:
    """Passages of a selection about its narratives, of one copy of each text in a language: `passage_id`, `language`,
    `copy_group`, `text` with boilerplate blanked out.

    Of more than `most` independent texts, a simple random sample of that many.
    """
    return with_text(bundle, _sample(_passages(bundle, selection), most))


def _passages(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    named = only(narratives_of(selection, bundle))
    return where(selection, bundle).query(
        f', found AS (SELECT doc, start, "end", passage_id FROM passages WHERE {named}), '
        "copies AS (SELECT DISTINCT ON (copy_group, language) copy_group, doc, language FROM chosen "
        "WHERE doc IN (SELECT doc FROM found) ORDER BY copy_group, language, doc) "
        'SELECT passage_id, doc, copy_group, language, start, "end" FROM copies JOIN found USING (doc) '
        "ORDER BY passage_id"
    )


def _sample(frame: pd.DataFrame, most: int) -> pd.DataFrame:
    groups = np.sort(frame["copy_group"].unique())
    if len(groups) > most:
        groups = np.random.default_rng(0).choice(groups, most, replace=False)
        frame = frame[frame["copy_group"].isin(groups)]
    return frame


def with_text(bundle: Bundle, passages: pd.DataFrame) -> pd.DataFrame:
    """Passages (`passage_id`, `doc`, `start`, `end`, …) with their `text`, boilerplate blanked out."""
    texts = texts_without_boilerplate(bundle, passages["doc"].unique().tolist())
    check_ends(texts, passages, bundle.path)
    cut = [texts[d][s:e] for d, s, e in zip(passages["doc"], passages["start"], passages["end"], strict=True)]
    return passages.drop(columns=["doc", "start", "end"]).assign(text=pd.Series(cut, passages.index, dtype="str"))


def passages_with(bundle: Bundle, selection: Selection, language: str, word: str) -> list[int]:
    """Ids of the passages, among those that `words_between` reads, in which a word of its table stands."""
    frame = sampled_passages(bundle, selection)
    frame = frame[frame["language"] == language]
    return [int(i) for i, text in zip(frame["passage_id"], frame["text"], strict=True) if word in set(words(text))]


def distinctive_words(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Words that two groups of passages differ in, per language.

    A word counts once for each independent text it stands in: what one text repeats is one text's habit.

    Parameters
    ----------
    first, second : `language`, `copy_group`, `text`, a row for each passage.

    Returns
    -------
    frame : a row for each word that stands in FEWEST_WITH_WORD texts or more, languages with most texts first, then
        clearest words of the first group to those of the second: `language`, `word`, `first`, `second` (texts with
        it), `first_texts`, `second_texts` (texts in all), `log_odds` (positive: more in the first), `low`, `high`
        (95 %), `z`, `q` (Benjamini-Hochberg over the language's words). Empty for languages with too few texts.
    """
    parts = []
    sizes = first.groupby("language")["copy_group"].nunique().sort_values(ascending=False, kind="stable")
    for language, n in sizes.items():
        ours, theirs = first[first["language"] == language], second[second["language"] == language]
        n_theirs = theirs["copy_group"].nunique()
        if min(n, n_theirs) >= FEWEST_TEXTS:
            part = _contrast(_texts_with(ours), _texts_with(theirs))
            parts.append(part.assign(language=str(language), first_texts=n, second_texts=n_theirs))
    kinds = {"language": "str", "word": "str"} | dict.fromkeys(COLUMNS[2:6], int) | dict.fromkeys(COLUMNS[6:], float)
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return frame[COLUMNS].astype(kinds)


def _texts_with(passages: pd.DataFrame) -> Counter[str]:
    """In how many texts each word stands."""
    counts: Counter[str] = Counter()
    for _, texts in passages.groupby("copy_group")["text"]:
        counts.update({word for text in texts for word in words(text)})
    return counts


def _contrast(first: Counter[str], second: Counter[str]) -> pd.DataFrame:
    vocabulary = sorted(first.keys() | second.keys())
    ours, theirs = (np.array([counts[word] for word in vocabulary], dtype=float) for counts in (first, second))
    value, error = log_odds(ours, theirs)
    frame = pd.DataFrame({"word": vocabulary, "first": ours, "second": theirs, "log_odds": value})
    frame = frame.assign(low=value - Z95 * error, high=value + Z95 * error, z=value / error)
    frame = frame[frame["first"] + frame["second"] >= FEWEST_WITH_WORD]
    frame = frame.assign(q=benjamini_hochberg(two_sided(frame["z"])))
    return frame.sort_values(["z", "word"], ascending=[False, True], kind="stable")


def log_odds(first: Floats, second: Floats, prior: Floats | None = None) -> tuple[Floats, Floats]:
    """Log-odds ratio of each word between two groups, with an informative Dirichlet prior, and its standard error.

    Monroe, Colaresi & Quinn (2008), "Fightin' Words", Political Analysis 16(4):
    log((y1 + a) / (n1 + a0 - y1 - a)) - log((y2 + a) / (n2 + a0 - y2 - a)), variance 1/(y1 + a) + 1/(y2 + a).

    `first`, `second`: counts y of each word; `prior`: its pseudo-counts a, by default PRIOR of both counts together,
    so that it weighs alike in a small corpus and in a large one.
    """
    prior = PRIOR * (first + second) if prior is None else prior
    with np.errstate(divide="ignore", invalid="ignore"):
        ours, theirs = first + prior, second + prior
        odds = ours / (ours.sum() - ours), theirs / (theirs.sum() - theirs)
        return np.log(odds[0]) - np.log(odds[1]), np.sqrt(1 / ours + 1 / theirs)


def places_of(text: str, word: str) -> list[tuple[int, int]]:
    """Where a word of the table stands in a text, as start and end of each place."""
    spaced = re.match(f"[{UNSPACED}]", word) is None
    pattern = rf"(?<!\w){re.escape(word)}(?!\w)" if spaced else re.escape(word)
    return [match.span() for match in re.finditer(pattern, text, re.IGNORECASE)]


class _Letters(dict[int, str]):
    """Letters, marks and digits stay, everything else is a space; kept, once asked for."""

    def __missing__(self, code: int) -> str:
        kept = unicodedata.category(chr(code))[0] in "LMN"
        self[code] = chr(code) if kept else " "
        return self[code]


_LETTERS: Final = _Letters()


_RUN: Final = re.compile(f"([{UNSPACED}]+)|[^{UNSPACED}]+")


def words(text: str) -> Iterator[str]:
    """Words of two characters or more, in small letters; of scripts without spaces, pairs of neighbours. No figures."""
    for token in text.casefold().translate(_LETTERS).split():
        for run in _RUN.finditer(token):
            found = run.group()
            if run.group(1):
                yield from (found[i : i + 2] for i in range(max(len(found) - 1, 1)))
            elif len(found) > 1 and not found.isdigit():
                yield found
