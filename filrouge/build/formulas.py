"""What many texts of one source have word for word, and none of another: a teaser or a formula of it."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Ints, n_different
from filrouge.build.passages import split_sentences
from filrouge.ingest.languages import count_words

FORMULA: Final = 6
"""Words that it has at least: a greeting does not change what a passage is about."""

_TEXTS: Final = 5


def of_one_source(said: Ints, row: Ints, sources: Sequence[str], copies: Sequence[int]) -> Bools:
    """Of each thing that passages say, whether many texts of one source do, and none of another.

    Copies of one text count once; texts without a source are not one source's.

    Parameters
    ----------
    said, row : a thing, by numbers from 0, and the passage that says it.
    sources, copies : of all passages: their source ("" if unknown), and a number that copies of one text share.
    """
    number = {name: place for place, name in enumerate(dict.fromkeys(sources)) if name}
    source = np.array([number.get(name, -1) for name in sources], np.int64)[row]
    n = int(said.max(initial=-1)) + 1
    known = np.ones(n, bool)
    known[said[source < 0]] = False
    found: Bools = known & (n_different(said, source, n) == 1)
    return found & (n_different(said, np.array(copies, np.int64)[row], n) >= _TEXTS)


def without_formulas(
    passages: Sequence[str],
    languages: Sequence[str],
    sources: Sequence[str],
    copies: Sequence[int],
    titles: Sequence[str],
) -> list[str]:
    """Passages without the sentences that their source puts into many texts, as a teaser below each: these are not what
    a passage is about. What stands in the headline of a text stays, and so does all of one without a headline or a
    source; a passage may become empty.

    Parameters
    ----------
    sources, copies, titles : of the document of each passage, "" where unknown; copies of one text share a number.
    """
    split = split_sentences(passages, languages)
    said = [[_folded(text[start:end]) for start, end in spans] for text, spans in zip(passages, split, strict=True)]
    number: dict[str, int] = {}
    told = np.array([number.setdefault(one, len(number)) for sentences in said for one in sentences], np.int64)
    row = np.repeat(np.arange(len(said)), [len(sentences) for sentences in said])
    repeated = of_one_source(told, row, sources, copies)
    formulas = {one for one, place in number.items() if repeated[place] and count_words(one) >= FORMULA}
    kept = []
    for text, spans, sentences, title in zip(passages, split, said, map(_folded, titles), strict=True):
        dropped = formulas.intersection(sentences) if title else ()
        own = [span for span, one in zip(spans, sentences, strict=True) if one not in dropped or one in title]
        kept.append(text if len(own) == len(spans) else " ".join(text[start:end] for start, end in own))
    return kept


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
