"""Watched narratives: which passages say what an analyst wrote, how sure that is, and which she is asked to judge."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.annotations.watched import Place, Watched, watched
from filrouge.arrays import Bools, Floats, Ints
from filrouge.bundle import Bundle, records
from filrouge.explore.intervals import effective_size, wilson
from filrouge.explore.meaning import cosines
from filrouge.explore.said import with_sentences

GUESS: Final = 0.3
"""Similarity from which a passage counts as long as nothing is judged: measured on the demo
(tests/benchmarks/watched.py), a guess on other texts."""

FLOOR: Final = 0.2
"""No passage below is asked to be judged: hardly any says it."""

ASKED: Final = 20
"""Passages that are judged at a time."""

FEW: Final = 4
"""With a smaller effective number of judged passages, nothing is estimated from them."""

_PART: Final = 0.05  # of all passages that are looked at sentence by sentence,
_FEWEST: Final = 5_000  # but at least so many
_KEPT: Final = 32  # watched narratives


@dataclass(frozen=True)
class Precision:
    """How many passages were judged and say it, and how many do of the independent texts that were not judged.

    Attributes
    ----------
    judged, says : passages of the bundle that were judged, and those of them that say it.
    texts : texts that count by the limit alone: none of their passages was judged to say it.
    share, low, high : how many of them say it, with its 95 % interval; NaN, 0 and 1 where that cannot be told.
    farther : texts from FLOOR up, or from the lowest that was judged, that do not count.
    missed, missed_low, missed_high : the same of those.
    """

    judged: int
    says: int
    texts: int
    share: float
    low: float
    high: float
    farther: int
    missed: float
    missed_low: float
    missed_high: float


def scored(bundle: Bundle, one: Watched) -> pd.DataFrame:
    """The passages of a bundle that come nearest to a watched narrative, nearest first; those nearer to its
    counter-examples than to itself are left out.

    Returns
    -------
    As `said.with_sentences`.

    Raises
    ------
    EmbedderError : the bundle's embedder is not at hand.
    """
    key = (bundle.digest, one.texts, one.against)
    found = _SCORED.pop(key, None)
    found = _scored(bundle.model, one) if found is None else found
    while len(_SCORED) >= _KEPT:
        _SCORED.pop(next(iter(_SCORED)), None)
    _SCORED[key] = found
    return found


_SCORED: Final[dict[tuple[str, tuple[str, ...], tuple[str, ...]], pd.DataFrame]] = {}


def _scored(bundle: Bundle, one: Watched) -> pd.DataFrame:
    near = cosines(bundle, one.texts)
    rows = np.flatnonzero(np.isfinite(near))
    many = min(len(rows), max(_FEWEST, round(_PART * len(rows))))
    rows = rows[np.argsort(-near[rows], kind="stable")[:many]].astype(np.int64)
    found = with_sentences(bundle, one.texts, rows, near[rows])
    if one.against:
        away = with_sentences(bundle, one.against, rows, cosines(bundle, one.against)[rows])
        found = found[found["similarity"] > away["similarity"].reindex(found.index)]
    return found


def limit(bundle: Bundle, one: Watched) -> float:
    """The similarity from which a passage counts: that which finds most of the texts that say it with fewest of those
    that do not (the largest F1), as far as the judged passages tell; GUESS where none was judged.
    """
    scores, says = _judged(bundle, one)
    if not len(scores):
        return GUESS
    order = np.argsort(scores)
    scores, says = scores[order], says[order]
    weights = _standing_for(scores, _of_texts(bundle, one))
    # With the limit below the i-th, those from there on are counted: twice what is rightly so, by all that is or ought
    # to be. Of limits that do equally well, the strictest.
    counted, right = (np.append(np.cumsum(of[::-1])[::-1], 0.0) for of in (weights, weights * says))
    good = right / np.maximum(counted + right[0], 1e-9)
    ends = np.concatenate([[scores[0]], (scores[1:] + scores[:-1]) / 2, [np.nextafter(scores[-1], 2)]])
    return float(ends[np.flatnonzero(good >= good.max() - 1e-9)[-1]])


def _standing_for(scores: Floats, texts: Floats) -> Floats:
    """For how many texts each judged passage stands: those to which it is nearest in similarity, of all from FLOOR up
    or from the lowest that was judged.
    """
    asked = texts[texts >= min(FLOOR, scores.min())]
    nearest = np.abs(asked[:, None] - scores[None, :]).argmin(axis=1)
    return np.bincount(nearest, minlength=len(scores)).astype(float)


def passages(bundle: Bundle, one: Watched) -> Ints:
    """The ids of the passages that count, nearest first: those judged to say it, and of those that were not judged
    those from the limit up.
    """
    found = scored(bundle, one)["similarity"]
    ids = found.index.to_numpy(np.int64)
    verdicts = _with_copies(bundle, one)
    yes = np.array([i for i, says in verdicts.items() if says], np.int64)
    near = ids[np.isin(ids, yes) | (found.to_numpy() >= limit(bundle, one)) & ~np.isin(ids, list(verdicts))]
    return np.concatenate([near, np.setdiff1d(yes, ids)])


def marked(bundle: Bundle, keys: tuple[str, ...]) -> Bools:
    """Of each passage, whether it counts for one of the watched narratives with these keys."""
    mask = np.zeros(len(bundle.columns.passage_doc), bool)
    known = watched(bundle)
    for key in keys:
        if key in known:
            mask[passages(bundle, known[key])] = True
    return mask


def precision(bundle: Bundle, one: Watched) -> Precision:
    """How many of the texts that were not judged say it: of those that count, and of those that do not. Each is taken
    for what the judged passage nearest to it in similarity, on its side of the limit, was judged to be.
    """
    verdicts = _verdicts(bundle, one)
    scores, says = _judged(bundle, one)
    cut = limit(bundle, one)
    texts = _open_texts(bundle, one)
    texts = texts[texts >= min(FLOOR, cut, *scores)]
    near, inside = texts >= cut, scores >= cut
    return Precision(
        len(verdicts),
        sum(verdicts.values()),
        int(near.sum()),
        *_share(scores[inside], says[inside], texts[near]),
        int((~near).sum()),
        *_share(scores[~inside], says[~inside], texts[~near]),
    )


def _share(scores: Floats, says: Bools, texts: Floats) -> tuple[float, float, float]:
    """How many of some texts say it, judging by passages on the same side of the limit, with its 95 % interval."""
    if not len(scores) or not len(texts):
        return np.nan, 0.0, 1.0
    weights = np.bincount(np.abs(texts[:, None] - scores[None, :]).argmin(axis=1), minlength=len(scores)).astype(float)
    share = float((weights * says).sum() / weights.sum())
    size = effective_size(weights)
    if size < FEW:
        return np.nan, 0.0, 1.0
    # So few texts differ from their kind by chance too: the variances add up.
    low, high = wilson(np.array([share]), np.array([size * len(texts) / (size + len(texts))]))
    return share, float(low[0]), float(high[0])


def to_judge(bundle: Bundle, one: Watched, many: int = ASKED) -> dict[int, Place]:
    """Passages to be judged, one of each text, spread evenly over similarities from FLOOR up, in no telling order; with
    the place by which each is known. Those that were left open come last.
    """
    ranked = _best_of_texts(bundle, one)
    ranked = ranked[ranked["similarity"] >= FLOOR]
    known = {(doc_id, start) for doc_id, start, _says in one.judged}
    places = _places(bundle, ranked.index.to_numpy(np.int64))
    ranked = ranked[[places[i] not in known for i in ranked.index]]
    if ranked.empty:
        return {}
    draw = bundle.columns.draw[ranked.index.to_numpy(np.int64)]
    low, high = ranked["similarity"].min(), ranked["similarity"].max()
    steps = max(1, many // 4)
    step = np.minimum((ranked["similarity"] - low) / max(high - low, 1e-9) * steps, steps - 1).astype(int)
    turn = pd.Series(draw, ranked.index).groupby(step).rank(method="first")  # one of each step, then a second one …
    left = [places[i] in one.left for i in ranked.index]
    chosen = pd.DataFrame({"left": left, "turn": turn, "step": -step, "draw": draw})
    chosen = chosen.sort_values(["left", "turn", "step"]).head(many)
    return {int(i): places[int(i)] for i in chosen.sort_values(["left", "draw"]).index}


def _judged(bundle: Bundle, one: Watched) -> tuple[Floats, Bools]:
    """The similarity of each judged passage that is in the bundle, and whether it says it; those that the
    counter-examples leave out are left out here.
    """
    verdicts = _verdicts(bundle, one)
    similarity = scored(bundle, one)["similarity"]
    kept = [i for i in verdicts if i in similarity.index]
    return similarity.loc[kept].to_numpy(float), np.array([verdicts[i] for i in kept], bool)


def _verdicts(bundle: Bundle, one: Watched) -> dict[int, bool]:
    """Whether each judged passage that is in the bundle says it."""
    if not one.judged:
        return {}
    verdicts = {(doc_id, start): says for doc_id, start, says in one.judged}
    found = bundle.query(
        "SELECT passage_id, doc_id, start FROM passages JOIN documents USING (doc) "
        "WHERE doc_id IN (SELECT unnest($ids)) ORDER BY passage_id",
        {"ids": sorted({doc_id for doc_id, _start in verdicts})},
    )
    places = {int(row["passage_id"]): (str(row["doc_id"]), int(row["start"])) for row in records(found)}
    return {i: verdicts[place] for i, place in places.items() if place in verdicts}


def _with_copies(bundle: Bundle, one: Watched) -> dict[int, bool]:
    """The same, with passages that are word for word those judged, in copies of their texts: only one of them is asked
    for.
    """
    verdicts = _verdicts(bundle, one)
    if not verdicts:
        return verdicts
    groups = bundle.columns.copy_group[bundle.columns.passage_doc]
    found = bundle.query(
        'SELECT passage_id, doc, start, "end" FROM passages WHERE passage_id IN (SELECT unnest($ids)) '
        "ORDER BY passage_id",
        {"ids": np.flatnonzero(np.isin(groups, groups[list(verdicts)])).tolist()},
    )
    ids = [int(i) for i in found["passage_id"]]
    said = dict(zip(ids, zip(groups[ids].tolist(), bundle.passage_texts(found), strict=True), strict=True))
    known = {said[i]: says for i, says in verdicts.items()}
    return {i: verdicts.get(i, known[text]) for i, text in said.items() if text in known}


def _best_of_texts(bundle: Bundle, one: Watched) -> pd.DataFrame:
    """`scored`, only the nearest passage of each independent text."""
    ranked = scored(bundle, one)
    columns = bundle.columns
    groups = columns.copy_group[columns.passage_doc[ranked.index.to_numpy(np.int64)]]
    best: pd.DataFrame = ranked[~pd.Series(groups, ranked.index).duplicated()]
    return best


def _of_texts(bundle: Bundle, one: Watched) -> Floats:
    return _best_of_texts(bundle, one)["similarity"].to_numpy(float)


def _open_texts(bundle: Bundle, one: Watched) -> Floats:
    """The similarity of the nearest passage that was not judged, of each text of which none was judged to say it."""
    ranked = scored(bundle, one)["similarity"]
    groups = pd.Series(bundle.columns.copy_group[bundle.columns.passage_doc], dtype="int64")
    verdicts = _with_copies(bundle, one)
    yes = groups[[i for i, says in verdicts.items() if says]]
    ranked = ranked[~ranked.index.isin(list(verdicts))]
    of = groups[ranked.index].to_numpy()
    similarities: Floats = ranked[~pd.Series(of).duplicated().to_numpy() & ~np.isin(of, yes)].to_numpy(float)
    return similarities


def _places(bundle: Bundle, ids: Ints) -> dict[int, Place]:
    found = bundle.query(
        "SELECT passage_id, doc_id, start FROM passages JOIN documents USING (doc) "
        "WHERE passage_id IN (SELECT unnest($ids))",
        {"ids": ids.tolist()},
    )
    return {int(row["passage_id"]): (str(row["doc_id"]), int(row["start"])) for row in records(found)}
