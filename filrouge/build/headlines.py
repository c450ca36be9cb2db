"""The headline that tells most of a narrative: near to what it says, far from what the others say, in words of many."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Floats, Int32s, Singles, means_of
from filrouge.build.labels import Headline, Named
from filrouge.build.plan import Passages
from filrouge.build.words import read_words, unescape

N_NEAR: Final = 3
"""Neighbours that a narrative is told from."""

_MOSTLY: Final = 0.6  # share of a document's passages that are of the narrative
_MOST_WORDS: Final = 22
_LETTERS: Final = (15, 140)
_CUT: Final = ("…", "...", "..")
_NAMED: Final = 0.6  # how much the words of a headline count beside its document's place among the narratives


def neighbours_of(vectors: Singles, narrative: Int32s, n_narratives: int) -> dict[int, list[int]]:
    """The narratives nearest to each, by the cosine of their means."""
    if n_narratives < 2:
        return {}
    means = means_of(vectors, narrative, n_narratives)
    cosine = means @ means.T
    np.fill_diagonal(cosine, -2)
    return {
        i: np.argsort(-cosine[i], kind="stable")[: min(N_NEAR, n_narratives - 1)].tolist() for i in range(n_narratives)
    }


def choose_headlines(
    named: Sequence[Named], passages: Passages, narrative: Int32s, vectors: Singles, titles: Mapping[int, str]
) -> None:
    """Give each narrative its most telling headline in each language that has keywords of it.

    Of the headlines over documents that are mostly about the narrative, the one whose document is nearest to the mean
    of the narrative's passages and farthest from that of any other, and which has most of its keywords. A language
    without such headlines has its most telling sentence, with the document that it stands in.

    Parameters
    ----------
    named : filled in.
    passages, narrative, vectors : of the same passages; vectors aligned, of length 1.
    titles : headlines by the row of their document.
    """
    if not named:
        return
    similar = vectors @ means_of(vectors, narrative, len(named)).T
    document = np.asarray(passages.document, np.int64)
    languages = np.asarray(passages.languages)
    size = Counter(document.tolist())
    for i, one in enumerate(named):
        members = np.flatnonzero(narrative == i)
        own = similar[members, i]
        others = np.delete(similar[members], i, axis=1).max(axis=1) if len(named) > 1 else np.zeros(len(members))
        margin = own + (own - others)
        for language in one.keywords:
            rows = languages[members] == language
            score: dict[int, float] = {}
            for row in np.unique(document[members[rows]]).tolist():
                mine = margin[document[members] == row]
                title = _headline(titles.get(row))
                if title and len(mine) >= _MOSTLY * size[row]:
                    score[row] = float(mine.mean())
            if score:
                best = _best(score, titles, one, language)
                one.headline[language] = Headline(_headline(titles[best]), best)
            elif found := _said_in(one.sentence.get(language, ""), passages, members[rows].tolist()):
                one.headline[language] = found


def _best(score: Mapping[int, float], titles: Mapping[int, str], named: Named, language: str) -> int:
    """The document whose place and headline tell most together, each measured by how they scatter."""
    words = [
        word
        for text in (named.label.get(language, ""), *named.keywords[language])
        for word in read_words(text, language)
    ]
    weight: dict[str, float] = {}
    for place, word in enumerate(word for word in words if word.stem):
        weight.setdefault(word.stem, 1 / (1 + 0.15 * place))
    rows = sorted(score)
    told = []
    for row in rows:
        stems = {word.stem for word in read_words(titles[row], language)} - {""}
        told.append(sum(weight.get(stem, 0) for stem in stems) / (len(stems) + 3) ** 0.5)
    near = np.array([score[row] for row in rows])
    total = _standard(near) + _NAMED * _standard(np.array(told))
    return rows[int(np.argmax(total))]


def _standard(values: Floats) -> Floats:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread else values * 0


def _headline(title: str | None) -> str:
    """A headline that can be quoted whole; empty where it is none, or is cut."""
    text = " ".join(unescape(title or "").split())
    fits = _LETTERS[0] <= len(text) <= _LETTERS[1] and len(text.split()) <= _MOST_WORDS
    return text if fits and not text.endswith(_CUT) else ""


def _said_in(sentence: str, passages: Passages, rows: Sequence[int]) -> Headline | None:
    for row in rows:
        if sentence and sentence in " ".join(unescape(passages.texts[row]).split()):
            return Headline(sentence, passages.document[row])
    return None
