"""How good a model is, in five figures that docs/narratives.md explains."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Int32s, Singles
from filrouge.build.labels import Named
from filrouge.build.words import lower, read_words
from filrouge.schema import SOLID

_COUNTED: Final = 20_000  # passages that words are counted in


def quality(
    texts: Sequence[str],
    languages: Sequence[str],
    narrative: Int32s,
    stability: Singles,
    named: list[Named],
) -> dict[str, float | int | None]:
    """Measure a model over all passages with a vector.

    Returns
    -------
    coverage : share of the passages that have a clear narrative.
    coherence : NPMI of the keywords of a narrative in its main language (Bouma 2009; Lau et al. 2014), over passages,
        averaged over pairs and narratives, -1 to 1; None where no pair can be counted.
    diversity : share of different words among the keywords of all narratives, within each language.
    dependence_on_language : AMI of narrative and language over passages that have a narrative; None with one language.
    stability : mean over narratives of how well they come back in other trials, 0 to 1; solid : how many are solid;
    solid_passages : share of the passages with a narrative that are in one of those. None where not measured.
    """
    inside = narrative >= 0
    measured = bool(len(stability)) and not np.isnan(stability).all()
    solid = np.flatnonzero(stability >= SOLID)
    return {
        "coverage": _rounded(float(inside.mean())) if len(narrative) else None,
        "coherence": _coherence(texts, languages, named),
        "diversity": _diversity(named),
        "dependence_on_language": _dependence(np.asarray(languages)[inside], narrative[inside]),
        "stability": _rounded(float(np.nanmean(stability))) if measured else None,
        "solid": len(solid) if measured or not len(stability) else None,
        "solid_passages": _rounded(float(np.isin(narrative[inside], solid).mean())) if measured else None,
    }


def _dependence(languages: npt.NDArray[np.str_], narrative: Int32s) -> float | None:
    if len(np.unique(languages)) < 2:
        return None
    from sklearn.metrics import adjusted_mutual_info_score

    return _rounded(float(adjusted_mutual_info_score(languages, narrative)))


def _diversity(named: Sequence[Named]) -> float | None:
    different = total = 0
    for language in {code for one in named for code in one.keywords}:
        words = [lower(word, language) for one in named for word in one.keywords.get(language, ())]
        different, total = different + len(set(words)), total + len(words)
    return _rounded(different / total) if total else None


def _coherence(texts: Sequence[str], languages: Sequence[str], named: Sequence[Named]) -> float | None:
    main = [(next(iter(one.keywords)), one) for one in named if one.keywords]
    wanted: dict[str, set[str]] = {}
    stems: list[tuple[str, list[str]]] = []
    for language, one in main:
        words = (read_words(word, language) for word in one.keywords[language])
        found = list(dict.fromkeys(w.stem for some in words for w in some if w.stem))
        stems.append((language, found))
        wanted.setdefault(language, set()).update(found)
    alone: dict[str, Counter[str]] = {language: Counter() for language in wanted}
    together: dict[str, Counter[tuple[str, str]]] = {language: Counter() for language in wanted}
    n: Counter[str] = Counter()
    for i in range(0, len(texts), len(texts) // _COUNTED + 1):
        language = languages[i]
        if language in wanted:
            present = sorted({word.stem for word in read_words(texts[i], language)} & wanted[language])
            n[language] += 1
            alone[language].update(present)
            together[language].update(combinations(present, 2))
    scores = []
    for language, found in stems:
        pairs = [tuple(sorted(pair)) for pair in combinations(found, 2)]
        values = [
            _npmi(alone[language][a], alone[language][b], together[language][a, b], n[language]) for a, b in pairs
        ]
        if values:
            scores.append(float(np.mean(values)))
    return _rounded(float(np.mean(scores))) if scores else None


def _npmi(a: int, b: int, both: int, n: int) -> float:
    if both == 0:
        return -1.0
    if both == n:
        return 1.0
    return float(np.log(both * n / (a * b)) / -np.log(both / n))


def _rounded(value: float) -> float:
    return round(value, 4)
