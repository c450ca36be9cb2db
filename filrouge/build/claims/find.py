"""Groups of statements → claims: what each says, who says it in which voice, in which versions, and who denies it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np

from filrouge.build.claims.corpus import ClaimCorpus
from filrouge.build.claims.groups import Group, find_groups
from filrouge.build.claims.pairs import by_value, candidates, chance, every_pair
from filrouge.build.claims.recurring import likely_again, recurring
from filrouge.build.claims.statements import Ints, Statements
from filrouge.build.claims.units import same_thing
from filrouge.build.claims.voice import DISPUTES, MOSTLY_QUOTED, Utterance, voice_of
from filrouge.build.spread.compare import Difference, differences, tokens
from filrouge.build.spread.compare import Said as Spoken

FEWEST_TEXTS: Final = 3
SMALL_CORPUS: Final = 50
"""Documents below which two independent texts make a claim."""

FEWEST_SOURCES: Final = 2

FITS: Final = 0.6
"""How likely a sentence has to say what the others say, on average over those of other texts, and what the one of them
says that fits best, to stay with them."""

SAME_WORDS: Final = 0.75
"""Share of their words in common from which two sentences are one, printed twice."""

_PLAIN_WORDS: Final = 0.004  # what each further word costs a sentence on its way to be the plainest
_MOST_SPEAKERS: Final = 5
_CLOCK: Final = re.compile(r"(?<![\d.:])\d{1,2}:\d{2}(?![\d:])")
_ALIKE: Final = 0.4
"""Share of words in common from which another name stands in place of the first, not beside other words."""

_AS_LONG: Final = 1.3  # times the words that a denial may have more: what is longer says other things, too
_ONE_SIZE: Final = 3.0  # how many times larger a number may be that stands in place of another


@dataclass(frozen=True)
class Sentence:
    """A sentence of a claim: its row among the statements, how likely it says what the others say, `part` and `voice`
    as in `claim_schema`, and what differs from the claim's plainest sentence.
    """

    row: int
    sure: float
    part: str
    said: Utterance
    altered: list[Difference] = field(default_factory=list)


@dataclass(frozen=True)
class Claim:
    """`sentences`: by date; `plainest`: the row that says it best, by language, that of most texts first."""

    sentences: list[Sentence]
    plainest: dict[str, int]
    kind: str
    sure: float
    stability: float


def find_claims(corpus: ClaimCorpus, seed: int) -> list[Claim]:
    """Find what several independent texts say, most widespread first."""
    statements = corpus.statements
    pairs = candidates(statements)
    again = recurring(statements, pairs)
    pairs = pairs[(statements.says_enough | again)[pairs].all(axis=1)]
    if not len(pairs):
        return []
    likely = likely_again(statements, again) if again.any() else partial(chance, statements)
    found = find_groups(statements.document, pairs, likely(pairs), partial(every_pair, likely=likely), seed)
    claims = [claim for group in found if (claim := claim_of(corpus, _fitting(corpus, group))) is not None]
    return sorted(claims, key=lambda one: (-_spread(corpus, one), -one.sure, one.sentences[0].row))


def _spread(corpus: ClaimCorpus, claim: Claim) -> int:
    return n_independent(corpus, [one.row for one in claim.sentences if one.part != "denies"])


def _fitting(corpus: ClaimCorpus, group: Group) -> Group:
    """A group without the sentences that fit the rest of it least, or the best of it."""
    rows, sure = group.rows, group.sure
    while len(rows) > 1:
        fit = fits(corpus, rows, sure)
        fit = np.minimum(fit, sure[fit.argmax()])
        if fit.min() >= FITS:
            break
        kept = np.arange(len(rows)) != fit.argmin()
        rows, sure = rows[kept], sure[np.ix_(kept, kept)]
    return Group(rows, sure, group.stability)


def fits(corpus: ClaimCorpus, rows: Ints, sure: np.ndarray) -> np.ndarray:
    """How likely each statement says what those of other texts say, on average."""
    text = corpus.statements.group[rows]
    others = text[:, None] != text[None]
    count = others.sum(axis=1)
    return np.where(count > 0, (sure * others).sum(axis=1) / np.maximum(count, 1), 0.0)


def is_widespread(corpus: ClaimCorpus, rows: Sequence[int]) -> bool:
    """Whether statements are of enough independent texts and of more than one source, where the corpus has more."""
    source = corpus.statements.source[list(rows)]
    fewest = FEWEST_TEXTS if len(corpus.texts.texts) >= SMALL_CORPUS else FEWEST_TEXTS - 1
    n_sources = len(np.unique(source[source >= 0])) + int((source < 0).sum())
    told = n_sources >= FEWEST_SOURCES or corpus.statements.one_source
    return told and n_independent(corpus, rows) >= fewest


def n_independent(corpus: ClaimCorpus, rows: Sequence[int]) -> int:
    """How many independent texts statements are of; those that say it in the same words, unless they quote, are one."""
    written: dict[frozenset[str], int] = {}
    found: set[int] = set()
    same: dict[int, int] = {}
    for row in rows:
        group = int(corpus.statements.group[row])
        words = frozenset(tokens(corpus.statements.text[row]))
        if corpus.statements.quoted[row] < MOSTLY_QUOTED:
            like = next((one for one in written if _alike(one, words)), words)
            group = same.setdefault(group, written.setdefault(like, group))
        found.add(same.get(group, group))
    return len(found)


def _alike(one: frozenset[str], other: frozenset[str], least: float = SAME_WORDS) -> bool:
    return len(one & other) >= least * len(one | other)


def claim_of(corpus: ClaimCorpus, group: Group) -> Claim | None:
    """What a group of statements says, or None where too few independent texts say it."""
    rows = group.rows.tolist()
    if not is_widespread(corpus, rows):
        return None
    statements = corpus.statements
    fit = dict(zip(rows, fits(corpus, group.rows, group.sure).tolist(), strict=True))
    said = {row: _said(corpus, row) for row in rows}
    turned = sum(one.voice == DISPUTES for one in said.values()) > len(rows) / 2  # the claim is a denial itself
    plainest = _plainest(corpus, [row for row in rows if turned or said[row].voice != DISPUTES] or rows, fit)
    sentences = []
    for row in sorted(rows, key=lambda row: (np.nan_to_num(statements.day[row], nan=np.inf), row)):
        changed = _changed(corpus, plainest, row)
        kinds = {one.kind for one in changed}
        denies = (not turned and said[row].voice == DISPUTES) or "negation" in kinds
        part = "denies" if denies else "version" if kinds else "says"
        sentences.append(Sentence(row, min(1.0, fit[row]), part, said[row], [] if denies else changed))
    saying = [one.row for one in sentences if one.part != "denies"]
    if not is_widespread(corpus, saying):
        return None
    texts = statements.group[rows]
    others = texts[:, None] != texts[None]
    return Claim(sentences, plainest, _kind(corpus, saying), float(group.sure[others].mean()), group.stability)


def _said(corpus: ClaimCorpus, row: int) -> Utterance:
    statements = corpus.statements
    after = row + 1
    follows = after < len(statements.text) and statements.document[after] == statements.document[row]
    behind = statements.text[after] if follows and corpus.sentence[after] == corpus.sentence[row] + 1 else ""
    return voice_of(statements.text[row], statements.language[row], float(corpus.statements.quoted[row]), behind)


def _plainest(corpus: ClaimCorpus, rows: Sequence[int], fit: dict[int, float]) -> dict[str, int]:
    """The row that says it best in each language: near to all others, and short."""
    statements = corpus.statements
    languages = Counter(code for _, code in {(statements.group[row], statements.language[row]) for row in rows})

    def value(row: int) -> tuple[float, int]:
        return fit[row] - _PLAIN_WORDS * len(statements.text[row].split()), -row

    return {
        code: max((row for row in rows if statements.language[row] == code), key=value)
        for code, _ in sorted(languages.items(), key=lambda item: (-item[1], item[0]))
    }


def _changed(corpus: ClaimCorpus, plainest: dict[str, int], row: int) -> list[Difference]:
    """Numbers, names and negations in which a sentence differs from the plainest one of its language; in which that
    differs from the plainest of all, numbers only.
    """
    statements = corpus.statements
    code = statements.language[row]
    first = next(iter(plainest.values()))
    model = plainest.get(code, first)
    if model == row or code != statements.language[model]:
        return [] if first == row else _other_numbers(statements, first, row)
    texts = statements.text[model], statements.text[row]
    found = differences([(Spoken(texts[0], code), Spoken(texts[1], code))], texts[:1], texts[1:])
    numbers = _other_numbers(statements, model, row)
    if not (statements.counts[model] and statements.counts[row]):
        numbers = [one for one in found if one.kind == "number"] or numbers
    if by_value(statements.counts[model]).keys() & by_value(statements.counts[row]).keys():
        return numbers  # they tell of the same thing: of words that are one more or fewer, one cannot tell
    longer, shorter = (fn(statements.length[model], statements.length[row]) for fn in (max, min))
    one, other = (frozenset(tokens(text)) for text in texts)
    kinds = {"name": _alike(one, other, _ALIKE), "negation": longer <= _AS_LONG * shorter}
    return numbers + [one for one in found if kinds.get(one.kind)]


def _other_numbers(statements: Statements, model: int, row: int) -> list[Difference]:
    """Numbers of two sentences in place of each other: they count the same things, and are of one size; or clocks.

    Where both have a number of such things in common, they agree on that, and others are of something else.
    """
    before, after = by_value(statements.counts[model]), by_value(statements.counts[row])
    gone = [one for value, one in before.items() if value not in after]
    new = [one for value, one in after.items() if value not in before]
    agreed = [one for value, one in before.items() if value in after]
    found = [
        Difference("number", one.written, other.written)
        for one in gone
        for other in new
        if same_thing(one, other)
        and not any(same_thing(one, common) for common in agreed)
        and max(one.value, other.value) <= _ONE_SIZE * min(one.value, other.value)
    ]
    first, second = (set(_CLOCK.findall(statements.text[one])) for one in (model, row))
    if first and second and not first & second:
        found.append(Difference("number", min(first), min(second)))
    return found


def _kind(corpus: ClaimCorpus, rows: Sequence[int]) -> str:
    quoted = sum(corpus.statements.quoted[row] >= MOSTLY_QUOTED for row in rows)
    headline = sum(corpus.sentence[row] < 0 or _is_whole(corpus, row) for row in rows)
    if 2 * quoted >= len(rows):
        return "quotation"
    return "headline" if 2 * headline >= len(rows) else "statement"


def _is_whole(corpus: ClaimCorpus, row: int) -> bool:
    """Whether a document says nothing else, as a headline or a post by itself does."""
    text = corpus.texts.texts[int(corpus.statements.document[row])]
    return text.strip() == corpus.statements.text[row].strip()


def speakers(sentences: Sequence[Sentence]) -> list[str]:
    """Whom sentences quote, most frequent first."""
    named = Counter(one.said.speaker for one in sentences if one.said.speaker)
    return [name for name, _ in sorted(named.items(), key=lambda item: (-item[1], item[0]))[:_MOST_SPEAKERS]]
