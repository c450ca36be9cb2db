"""Names of narratives and themes in each language; and the words, sentences and headlines that tell most of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from filrouge.arrays import Int32s, Singles, means_of
from filrouge.build.candidates import Weighed, name_among, weighed
from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.names import LONGEST, Name, listed
from filrouge.build.phrases import Context, Phrase, Terms, terms_of_all
from filrouge.build.plan import Passages
from filrouge.build.words import capital
from filrouge.build.worth import Valued
from filrouge.schema import NO_NARRATIVE
from filrouge.themes import NAMED_AFTER

N_KEYWORDS: Final = 10

FEWEST_NAMING: Final = 8
"""Passages from which a language other than that with most names a narrative too …"""

SHARE_NAMING: Final = 0.1
"""… if so large a share of the narrative's passages is in it: a handful tells of a detail, not of the story."""

SHARE_NAMING_FIRST: Final = 0.25
"""That share where the main language has no name that says what it is about."""

TEXTS_NAMING: Final = 5
"""Texts of such a language."""

WORTH_BESIDE: Final = 0.35
"""What a name in such a language is worth at least: else the name in the main one says more, in a foreign tongue."""

NEAR_BESIDE: Final = 1.2
"""The same where names are weighed by what they mean (`candidates.weighed`)."""


_NOTHING: Final = Context()


class Headline(NamedTuple):
    """A headline or, where texts have none, a sentence; and the row of the document that it is quoted from."""

    text: str
    document: int


@dataclass
class Named:
    """Names of a narrative, by language, of those that can name it the one most of its passages are in first.

    `label`: a short phrase; `keywords`: distinctive words and phrases, best first; `sentence`: the sentence of its
    most typical passages that holds most of them; `apart`: two or three that tell it from its neighbours; `headline`:
    the one that tells most; `short`: the first phrase of a label that says what it is about.
    """

    label: dict[str, str] = field(default_factory=dict)
    keywords: dict[str, list[str]] = field(default_factory=dict)
    sentence: dict[str, str] = field(default_factory=dict)
    apart: dict[str, list[str]] = field(default_factory=dict)
    headline: dict[str, Headline] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)


def name_narratives(
    passages: Passages,
    narrative: Int32s,
    centrality: Singles,
    n_narratives: int,
    advance: Callable[[int], None] = lambda _: None,
    *,
    context: Context = _NOTHING,
) -> list[Named]:
    """Name narratives in each language that enough of their passages are in; no two labels of a language are alike.

    A name is a noun phrase, or two, as `worth.valued` finds them best. A keyword weighs by how much more often passages
    of the narrative have it than others of the language do (the log of the ratio), its forms counted as one by their
    stem. No phrase counts that one source alone has (`worth.SOURCES`), and a language in which one source alone speaks
    names a narrative only where there is no other. A language that names it beside the main one has a name that says
    what it is about, and no list of words.

    Parameters
    ----------
    passages : different ones; what is read is the text after the headline of its document, where writers name what
        they tell.
    narrative, centrality : of the passages: -1 is no narrative, centrality the cosine to the narrative's centroid.
    n_narratives : narratives are numbered from 0.
    advance : called with the number of passages just done.
    context : the neighbours that narratives are told from; kinds of sources: a name is not that of one kind;
        headlines: a name has words that stand in them.
    """
    result = [Named() for _ in range(n_narratives)]
    codes = np.asarray(passages.languages)
    found: list[dict[str, Terms]] = [{} for _ in range(n_narratives)]
    for language in sorted(set(passages.languages)):
        rows = np.flatnonzero(codes == language)
        for i, terms in terms_of_all(passages, rows, language, narrative, centrality, context).items():
            found[i][language] = terms
        advance(len(rows))
    inside = [Counter(codes[narrative == i].tolist()) for i in range(n_narratives)]
    languages = [_speaking(terms, of) for terms, of in zip(found, inside, strict=True)]
    naming = {
        (i, code): found[i][code].names
        for i, some in enumerate(languages)
        for place, code in enumerate(some)
        if _may_name(found[i][code], inside[i], code, first=not place)
    }
    options = _options(naming, narrative, n_narratives, context)
    taken: dict[str, set[str]] = defaultdict(set)
    for i, named in enumerate(result):
        for language in languages[i]:
            _describe(named, found[i][language], language)
        own = {code: options.get((i, code), []) for code in languages[i]}
        for language, name in _labels(found[i], languages[i], inside[i], taken, own).items():
            named.label[language] = name.text if name.text not in taken[language] else f"{name.text} ({i + 1})"
            taken[language].add(named.label[language])
            if name.clear:
                named.short[language] = name.short
    return result


def _speaking(found: Mapping[str, Terms], inside: Counter[str]) -> list[str]:
    """Languages in which several sources speak, or any where there is none, that of most passages first."""
    shared = {code for code, terms in found.items() if terms.n_sources > 1}
    return sorted(shared or found, key=lambda code: (-inside[code], code))


def _may_name(terms: Terms, inside: Counter[str], language: str, *, first: bool) -> bool:
    """Whether enough of a narrative is in a language for a name; the first gives one in any case."""
    enough = inside[language] >= max(FEWEST_NAMING, SHARE_NAMING * inside.total())
    return first or (enough and terms.n_texts >= TEXTS_NAMING)


def _options(
    phrases: Mapping[tuple[int, str], Sequence[Valued]], group: Int32s, n_groups: int, context: Context
) -> dict[tuple[int, str], list[Weighed]]:
    """Names that narratives, or themes, may have, best first; none where nothing gives vectors of them."""
    if context.encode is None or context.vectors is None:
        return {}
    return weighed(phrases, means_of(context.vectors, group, n_groups), context.encode)


def _describe(named: Named, terms: Terms, language: str) -> None:
    named.keywords[language] = _keywords(terms)[:N_KEYWORDS]
    if terms.apart:
        named.apart[language] = terms.apart
    if terms.sentence:
        named.sentence[language] = terms.sentence


def _labels(
    found: Mapping[str, Terms],
    languages: Sequence[str],
    inside: Counter[str],
    taken: Mapping[str, set[str]],
    options: Mapping[str, Sequence[Weighed]],
) -> dict[str, Name]:
    """Names in the languages that say what it is about; where none does, a list of words in the first."""
    labels: dict[str, Name] = {}
    for place, language in enumerate(languages):
        name = _name(found[language], language, taken[language], options[language])
        share = SHARE_NAMING if labels else SHARE_NAMING_FIRST
        least = max(FEWEST_NAMING, share * inside.total())
        many = inside[language] >= least and found[language].n_texts >= TEXTS_NAMING
        if name.clear and (
            not place
            or (
                many
                and (
                    (name.telling and name.worth >= (NEAR_BESIDE if options[language] else WORTH_BESIDE)) or not labels
                )
            )
        ):
            labels[language] = name
    if languages and not labels:
        first = languages[0]
        name = _name(found[first], first, taken[first], options[first])
        if name.text:  # texts that share no word, in a language of which no word for that is known
            labels[first] = name
    return labels


def name_themes(
    passages: Passages,
    narrative: Int32s,
    centrality: Singles,
    theme: Int32s,
    named: Sequence[Named],
    *,
    context: Context = _NOTHING,
    by_narratives: bool = False,
) -> list[dict[str, str]]:
    """Names of themes by language: a phrase that their texts share, else those of their largest narratives.

    A theme of one narrative has none: it is called like that.

    Parameters
    ----------
    narrative, centrality : of the passages, as in `name_narratives`.
    theme : of the narratives, numbered from 0; `named`: their names.
    by_narratives : whether they are called by their narratives alone.
    """
    sizes = Counter(theme.tolist())
    result: list[dict[str, str]] = [{} for _ in range(max(sizes, default=-1) + 1)]
    several = {own for own, n in sizes.items() if n > 1}
    if not several:
        return result
    of_passage = np.append(theme, NO_NARRATIVE).astype(np.int32)[narrative]  # -1 takes the last
    codes = np.asarray(passages.languages)
    for language in [] if by_narratives else sorted(set(codes[of_passage >= 0].tolist())):
        taken = {one.label[language] for one in named if language in one.label}
        terms = terms_of_all(
            passages, np.flatnonzero(codes == language), language, of_passage, centrality, context._replace(near={})
        )
        for own in sorted(several & terms.keys()):
            inside = int(((of_passage == own) & (codes == language)).sum())
            name = _name(terms[own], language, taken)
            enough = inside >= max(FEWEST_NAMING, SHARE_NAMING * int((of_passage == own).sum()))
            if enough and name.clear and terms[own].n_sources > 1 and name.text not in taken:
                result[own][language] = name.text
                taken.add(name.text)
    for own in several:  # a minor language does not speak for all
        main = Counter(codes[of_passage == own].tolist()).most_common(1)[0][0]
        if main not in result[own]:
            result[own] = _joined([named[i] for i in np.flatnonzero(theme == own).tolist()])
    return result


def _joined(named: Sequence[Named]) -> dict[str, str]:
    """First phrases of the names of narratives, the largest first, in each language that names two of them."""
    phrases: dict[str, list[str]] = defaultdict(list)
    for one in named:
        for language, short in one.short.items():
            phrases[language].append(short)
    joined = {language: " / ".join(dict.fromkeys(some[:NAMED_AFTER])) for language, some in phrases.items() if some[1:]}
    return joined or next(({code: one.label[code]} for one in named for code in one.short), {})


def _name(terms: Terms, language: str, taken: set[str], options: Sequence[Weighed] = ()) -> Name:
    if not terms.names:  # texts may share no phrase at all
        words = _keywords(terms)[:1] or [terms.field or listed([], language, terms.speaker)]
        return Name(capital(words[0], language), "", False)
    name = name_among(options, terms.names, language, taken)
    if name.clear:
        return _said_by(terms, name, language)
    if terms.field and terms.field not in taken:
        return Name(terms.field, "", False)
    return Name(listed(terms.names, language, terms.speaker), "", False) if terms.speaker else name


def _said_by(terms: Terms, name: Name, language: str) -> Name:
    """A name with whose words it has, where one source alone speaks."""
    if terms.n_sources > 1 or not terms.speaker:
        return name
    colon = GRAMMARS.get(language, UNKNOWN).colon
    own = (f"{terms.speaker}{colon}{text}" for text in (name.text, name.short))
    return name._replace(text=next((text for text in own if len(text) <= LONGEST), name.text))


def _keywords(terms: Terms) -> list[str]:
    return [terms.written[phrase] for phrase in _apart(terms.score)]


def _apart(phrases: Iterable[Phrase]) -> list[Phrase]:
    """Of phrases, best first, those of which no two share a stem."""
    used: set[str] = set()
    chosen = []
    for phrase in phrases:
        if not used & set(phrase):
            chosen.append(phrase)
            used |= set(phrase)
    return chosen
