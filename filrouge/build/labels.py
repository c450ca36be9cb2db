"""Names of narratives in each language, from their distinctive phrases; and the sentence that tells most of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.build.phrases import Phrase, Terms, terms_of_all
from filrouge.build.plan import Passages
from filrouge.build.words import capital

Ints = npt.NDArray[np.int32]

N_KEYWORDS: Final = 10

FEWEST_NAMING: Final = 8
"""Passages from which a language other than that with most names a narrative too …"""

SHARE_NAMING: Final = 0.1
"""… if so large a share of the narrative's passages is in it: a handful tells of a detail, not of the story."""

LONGEST: Final = 56
"""Letters of a label."""

SAID_BY: Final = 3
"""Passages of a narrative that each half of its label has to stand in, under more than one headline …"""

SHARE_SAYING: Final = 0.05
"""… and the share of those read in the language: what one writer says is no name of a story."""

_SEVERAL_WORDS: Final = 4.0  # how much better than one word two or more name a story
_HOW_MANY: Final = 1.3  # above 1, what many passages have goes before what only sets them apart
_FREQUENT: Final = 0.1  # if so large a share of the passages has them
_RECURS: Final = 3  # and so many
_SMALL: Final = 3  # letters of words that make no name
_ONLY_A_NAME: Final = 0.25  # and how much worse a name does it
_MOST_COMPARED: Final = 60


@dataclass
class Named:
    """Names of a narrative, by language, of those that can name it the one most of its passages are in first.

    `label`: a short phrase; `keywords`: distinctive words and phrases, best first; `sentence`: the sentence of its
    most typical passages that holds most of them.
    """

    label: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    sentence: dict[str, str] = field(default_factory=dict)


def name_narratives(
    passages: Passages,
    narrative: Ints,
    centrality: npt.NDArray[np.float32],
    n_narratives: int,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Named]:
    """Name narratives in each language that enough of their passages are in; no two labels of a language are alike.

    A word weighs by how much more often passages of the narrative have it than others of the language do (the log of
    the ratio), its forms counted as one by their stem; a phrase by how many passages have it, times its words' weight.
    No phrase counts that one source alone has (`phrases.FEWEST_SOURCES`), and a language in which one source alone
    speaks names a narrative only where there is no other.

    Parameters
    ----------
    passages : different ones; what is read is the text after the headline of its document, where writers name what
        they tell.
    narrative, centrality : of the passages: -1 is no narrative, centrality the cosine to the narrative's centroid.
    n_narratives : narratives are numbered from 0.
    advance : called with the number of passages just done.
    """
    result = [Named() for _ in range(n_narratives)]
    codes = np.asarray(passages.languages)
    found: list[dict[str, Terms]] = [{} for _ in range(n_narratives)]
    for language in sorted(set(passages.languages)):
        rows = np.flatnonzero(codes == language)
        for i, terms in terms_of_all(passages, rows, language, narrative, centrality).items():
            found[i][language] = terms
        advance(len(rows))
    taken: dict[str, set[str]] = defaultdict(set)
    for i, named in enumerate(result):
        inside = Counter(codes[narrative == i].tolist())
        shared = {code for code, terms in found[i].items() if terms.n_sources > 1}
        for language in sorted(shared or found[i], key=lambda code: (-inside[code], code)):
            terms = found[i][language]
            if not named.label or inside[language] >= max(FEWEST_NAMING, SHARE_NAMING * inside.total()):
                named.label[language] = _label(terms, taken[language], i, language)
                taken[language].add(named.label[language])
            named.keywords[language] = [terms.written[phrase] for phrase in _apart(terms.score)][:N_KEYWORDS]
            if terms.sentence:
                named.sentence[language] = terms.sentence
    return result


def _usual(terms: Terms) -> list[Phrase]:
    """Phrases that enough passages have for a label, best first."""
    least = max(SAID_BY, SHARE_SAYING * len(terms.headline))
    return [
        phrase
        for phrase, rows in terms.passages.items()
        if len(rows) >= least and len({terms.headline[row] for row in rows}) > 1
    ]


def _most_said(terms: Terms) -> list[Phrase]:
    """Phrases that no other has more passages than."""
    most = max(len(terms.passages[phrase]) for phrase in terms.score)
    return [phrase for phrase in terms.score if len(terms.passages[phrase]) == most]


def _apart(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Of phrases, best first, those of which no two share a stem."""
    used: set[str] = set()
    chosen = []
    for phrase in phrases:
        if not used & set(phrase):
            chosen.append(phrase)
            used |= set(phrase)
    return chosen


def _label(terms: Terms, taken: set[str], number: int, language: str) -> str:
    """A phrase that says what it is about, and a second one, a name maybe, for passages the first leaves out."""

    def told(phrase: Phrase) -> float:
        words = [word for word in terms.written[phrase].split() if len(word) > _SMALL]
        name = sum(word[:1].isupper() for word in words) > len(words) / 2
        several = len(phrase) > 1 and len(terms.passages[phrase]) >= max(_RECURS, _FREQUENT * len(terms.headline))
        value: float = (
            len(terms.passages[phrase]) ** _HOW_MANY * sum(terms.weight[stem] for stem in phrase) / len(phrase)
        )
        return value * (_ONLY_A_NAME if name else 1) * (_SEVERAL_WORDS if several else 1)

    usual = _usual(terms)
    first = max((usual or _most_said(terms))[:_MOST_COMPARED], key=told)
    said = terms.passages[first]

    def adds(phrase: Phrase) -> float:
        rows = terms.passages[phrase]
        return told(phrase) * (0.3 + 0.7 * len(rows - said) / len(rows))

    label = terms.written[first]
    others = [phrase for phrase in _apart(usual) if not set(phrase) & set(first)][:N_KEYWORDS]
    for phrase in sorted(others, key=adds, reverse=True)[:3]:
        longer = f"{terms.written[first]}, {terms.written[phrase]}"
        if len(longer) <= LONGEST:
            label = longer
            if capital(label, language) not in taken:
                break
    label = capital(label, language)
    return label if label not in taken else f"{label} ({number + 1})"
