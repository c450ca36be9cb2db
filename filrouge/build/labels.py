"""Labels and keywords of narratives: distinctive words and phrases of each language, as they are written."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from filrouge.build.words import BREAK, common_words, is_unspaced, stop_words, unescape

Ints = npt.NDArray[np.int32]

N_KEYWORDS: Final = 10
N_LABEL: Final = 3
FEWEST: Final = 2
"""Passages of a language in a narrative for which keywords are given."""

LARGE: Final = 300
"""Passages of a language from which a term that stands only once in a narrative is chance."""

_CANDIDATES: Final = 60
_LOOK_AT: Final = 150
_LOOK_FURTHER: Final = 20_000
_ENOUGH: Final = 20
_SHORT_CAPITALS: Final = 4  # letters up to which capitals are a name's own (NATO)
_PHRASE_SHARE: Final = 0.4  # a phrase stands for its word if it makes up that much of the word's passages


@dataclass
class Labelled:
    """Label of a narrative, and its keywords by language, best first."""

    label: str = ""
    keywords: dict[str, list[str]] = field(default_factory=dict)


def label_narratives(
    texts: Sequence[str], tokens: Sequence[Sequence[str]], languages: Sequence[str], narrative: Ints, n_narratives: int
) -> list[Labelled]:
    """Name narratives by the c-TF-IDF of words and two-word phrases within each language (Grootendorst 2022).

    A word counts once a passage; passages without narrative are one more class to stand out from. A label is made of
    three terms of the language most passages are in, and no two are alike.

    Parameters
    ----------
    texts, tokens, languages, narrative : of the passages, same length; tokens as `words.tokenise` gives them.
    n_narratives : narratives are numbered from 0.
    """
    result = [Labelled() for _ in range(n_narratives)]
    terms: list[dict[str, list[str]]] = [{} for _ in range(n_narratives)]
    codes = np.asarray(languages)
    for language in sorted(set(languages)):
        rows = np.flatnonzero(codes == language)
        own = [tokens[i] for i in rows.tolist()]
        all_texts = [texts[row] for row in rows[:: len(rows) // _LOOK_FURTHER + 1].tolist()]
        if not stop_words(language):
            common = common_words(own)
            own = [[w if w not in common else BREAK for w in words] for words in own]
        for i, words in _terms(own, narrative[rows], n_narratives).items():
            members = [texts[row] for row in rows[narrative[rows] == i].tolist()]
            terms[i][language] = _written(words, members, all_texts)
    taken: set[str] = set()
    for i, labelled in enumerate(result):
        inside = Counter(codes[narrative == i].tolist())
        main = sorted(inside, key=lambda code: (-inside[code], code))
        labelled.keywords = {code: terms[i][code][:N_KEYWORDS] for code in main if terms[i].get(code)}
        labelled.label = _unique(terms[i][next(iter(labelled.keywords))] if labelled.keywords else [], taken, i)
        taken.add(labelled.label)
    return result


def _unique(words: list[str], taken: set[str], number: int) -> str:
    for n in range(N_LABEL, max(N_LABEL, len(words)) + 1):
        label = " · ".join(words[:n])
        if label and label not in taken:
            return label
    return " · ".join([*words[:N_LABEL], str(number + 1)])


def _terms(tokens: Sequence[Sequence[str]], narrative: Ints, n: int) -> dict[int, list[str]]:
    """Best terms of each narrative in one language, words of a phrase parted by a space."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    present = Counter(narrative[narrative >= 0].tolist())
    wanted = [i for i in sorted(present) if present[i] >= FEWEST]
    if not wanted:
        return {}
    vectorizer = CountVectorizer(analyzer=_words_and_phrases, binary=True, min_df=2 if len(tokens) < LARGE else 4)
    try:
        counts = vectorizer.fit_transform(tokens)
    except ValueError:  # scikit-learn's way to say that no term is left
        return {}
    names = vectorizer.get_feature_names_out()
    rows = np.where(narrative >= 0, narrative, n)
    groups = csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=(n + 1, len(rows)))
    by_class = (groups @ counts).tocsr().astype(np.float64)
    per_class = np.asarray(by_class.sum(axis=1)).ravel()
    weight = np.log1p(per_class[per_class > 0].mean() / np.asarray(by_class.sum(axis=0)).ravel())
    return {i: _best(by_class[i], weight, names, present[i], len(tokens)) for i in wanted}


def _words_and_phrases(words: Sequence[str]) -> list[str]:
    pairs = (f"{a} {b}" for a, b in pairwise(words) if BREAK not in (a, b) and a != b)
    return [*(w for w in words if w != BREAK and (len(w) > 2 or is_unspaced(w[0]))), *pairs]


def _best(
    counts: Any, weight: npt.NDArray[np.float64], names: npt.NDArray[np.object_], n_passages: int, n_corpus: int
) -> list[str]:
    columns, times = counts.indices, counts.data
    score = times * weight[columns]
    often = times >= max(2, min(4, 0.15 * n_passages), 0.04 * n_passages)
    if often.sum() >= N_LABEL or n_corpus >= LARGE:
        columns, times, score = columns[often], times[often], score[often]
    order = np.lexsort((names[columns].astype(str), -score))
    found = {str(names[columns[j]]): float(times[j]) for j in order}
    phrases: dict[str, str] = {}
    for term, times_together in found.items():  # best first
        for word in term.split(" ") if " " in term else ():
            if times_together >= _PHRASE_SHARE * found.get(word, np.inf):
                phrases.setdefault(word, term)
    chosen: list[str] = []
    used: set[str] = set()
    for term in list(found)[: 4 * _CANDIDATES]:
        best = phrases.get(term, term)
        keys = {_key(word) for word in best.split(" ")}
        if keys & used:
            continue
        used |= keys
        chosen.append(best)
        if len(chosen) == N_KEYWORDS + N_LABEL:
            break
    return chosen


def _key(word: str) -> str:
    """Words alike in their first letters (gilet, gilets) count as one; pairs of Chinese letters by the first."""
    if is_unspaced(word[0]):
        return word[0]
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain[:5]


def _written(terms: Sequence[str], members: Sequence[str], others: Sequence[str]) -> list[str]:
    """Write terms as the passages most often do: with capitals, and with the small words inside a phrase.

    A form all in capitals (of a dateline, mostly) is taken only if there is no other, in `members` or in `others`.
    """
    step = max(1, len(members) // _LOOK_AT)
    sample = unescape("\n".join(members[::step]))
    written = []
    for term in terms:
        words = term.split(" ")
        if is_unspaced(words[0][0]):
            surface = words[0] + words[1][-1] if len(words) == 2 and words[0][-1] == words[1][0] else "".join(words)
            written.append(surface)
            continue
        gap = r"(?:[ '’\u00a0]+[^\W\d_]{1,4}){0,3}?[ '’\u00a0\n]+"
        pattern = re.compile(rf"(?<!\w){gap.join(re.escape(w) for w in words)}(?!\w)", re.IGNORECASE)
        forms = Counter(_forms(pattern, [sample]))
        if forms and all(map(_shouted, forms)):
            calm = (form for form in _forms(pattern, others) if not _shouted(form))
            forms = Counter(islice(calm, _ENOUGH)) or forms
        best = [form for form in forms if not _shouted(form)] or list(forms)
        written.append(min(best, key=lambda form: (-forms[form], form)) if best else term)
    return written


def _forms(pattern: re.Pattern[str], texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for match in pattern.finditer(text):
            yield " ".join(match.group().split())


def _shouted(form: str) -> bool:
    return len(form) > _SHORT_CAPITALS and form.isupper()
