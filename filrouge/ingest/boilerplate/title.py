"""The title of a pasted article: the line above the body that the body bears out."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from filrouge.ingest.boilerplate.familiar import Familiar
from filrouge.ingest.boilerplate.furniture import heads_highlights
from filrouge.ingest.boilerplate.names import begins_with_name, is_titled
from filrouge.ingest.boilerplate.renderings import SITE_BEHIND, key_of, repeats_title
from filrouge.ingest.boilerplate.title_block import settle
from filrouge.ingest.boilerplate.unit import Unit

_OF_IT: Final = 0.6  # share of its words that the body has, too
_MOST_OTHERS: Final = 12
_SIGNED_BELOW: Final = 6  # lines below a title and its subtitles stands who wrote it, or when
_LONGEST_TITLE: Final = 45  # words
_ABOVE: Final = 200  # lines above a body in which its title is looked for
_LOOKED_IN: Final = 200_000  # characters of lines that may say a title again
_SAID_AGAIN: Final = 0.8
_HALF: Final = 0.5
_SOME: Final = 0.25
_FITS: Final = 0.3  # share of its words that the body has, too, in a line that sums it up
_LEAST_OF_TITLE: Final = 4  # words
_OF_AN_ITEM: Final = 2  # words
_LONGEST_QUESTION: Final = 20  # words
_STANDFIRST: Final = 14  # words
_LONGEST_KICKER: Final = 6  # words
_NAMED: Final = range(3, 9)  # words of a name and whence it writes
_SIGNED_AFTER: Final = 6  # lines


def choose_title(units: Sequence[Unit], first: int, last: int, familiar: Familiar) -> int | None:
    """Choose the title among the lines above the body and, where a box of the page passes for prose, just inside it.

    Parameters
    ----------
    first, last : the body, as numbers of units.
    """
    candidates = _candidates(units, first, last, familiar)
    keys = Counter(key_of(unit.text) for unit in units if unit.words <= _LONGEST_TITLE)
    said = "\n".join(key_of(unit.text) for unit in units if not unit.prose and unit.words <= _LONGEST_TITLE)[
        :_LOOKED_IN
    ]
    scored = {i: _score(units, i, first, familiar, keys) for i in candidates}
    for i in candidates:
        key = key_of(units[i].text)
        scored[i] += _SAID_AGAIN * (units[i].words >= 4 and said.count(key) > keys[key])  # "Comments on Ferry laid up"
    if any(units[i].words >= _LEAST_OF_TITLE and familiar.share(units[i]) >= _FITS for i in candidates):
        for i in candidates:
            scored[i] -= 1.5 * (_is_author(units[i], familiar) or _signs(units, i, familiar))
    for i in candidates:
        scored[i] -= 1.2 * _names_site(units, i, candidates, keys, familiar)
    if not scored:
        return _lone_word(units, first, familiar)
    best = settle(units, scored, keys, said, familiar)
    unit = units[best]
    alone = not unit.heading and not _apart(units, best)
    alone = alone and not (keys[key_of(unit.text)] > 1 and unit.words > 1 and familiar.share(unit) == 1)
    if alone and (unit.words <= 2 or (unit.words == 3 and best > 0 and familiar.share(unit) < 0.5)):
        return None
    return best if scored[best] > -0.5 else None


def _lone_word(units: Sequence[Unit], first: int, familiar: Familiar) -> int | None:
    """Find a title of one word: by itself between what is the page's and the date, and said by the body again."""
    i = first - 1
    while i >= 0 and (units[i].stamp or units[i].byline):
        i -= 1
    if i < 0 or not any(unit.stamp for unit in units[i + 1 : first]):
        return None
    unit = units[i]
    lone = unit.words == 1 and not (unit.ends or unit.bullet or unit.page or unit.text[:1].islower())
    lone = lone and units[i + 1].gap > 0 and (i == 0 or unit.gap > 0) and familiar.share(unit) == 1
    return i if lone and all(above.page or above.stamp for above in units[:i]) else None


def _apart(units: Sequence[Unit], i: int) -> bool:
    return i + 1 < len(units) and units[i + 1].gap > 0 and units[i].words >= 2


def _candidates(units: Sequence[Unit], first: int, last: int, familiar: Familiar) -> list[int]:
    def possible(i: int) -> bool:
        unit = units[i]
        if i + 1 < len(units) and key_of(units[i + 1].text[: 2 * len(unit.text)]).startswith(key_of(unit.text)):
            site = SITE_BEHIND.match(units[i + 1].text[len(unit.text) :]) is not None
            return site or bool(units[i + 1].words <= unit.words)  # the beginning of a paragraph, said before it
        return (
            unit.headline_like or (unit.heading in {1, 2} and unit.page < 2 - (unit.heading == 2) and not unit.stamp)
        ) and not (unit.bullet or (unit.unspaced and unit.sentences))

    others = _below_others(units, first, familiar)
    found = [
        i
        for i in range(max(0, first - _ABOVE), first)
        if possible(i) and not units[i].byline and i not in others and not _is_told(units[i])
    ]
    total = sum(unit.words for unit in units[first : last + 1] if unit.prose)
    opening = units[first]
    whole = opening.ends in {"", "question"} and opening.words <= 25 and not opening.sentences
    foreign = familiar.foreign(opening, suspect=first > 0 and units[first - 1].page > 0)
    if whole and first < last and possible(first) and not foreign and not units[first + 1].text[:1].islower():
        found.append(first)
    passed = 0
    for i in range(first, last):
        if passed > 40 or passed > total / 10:
            break
        inside = passed and possible(i) and not units[i].prose and familiar.share(units[i]) >= 0.5
        if inside and any(unit.page == 2 and unit.words for unit in units[:first]):
            found.append(i)
        if units[i].prose:
            passed += units[i].words
    if not any(units[i].words >= _LEAST_OF_TITLE for i in found):
        found += [i for i in range(max(0, first - _ABOVE), first) if _is_stopped(units, i)][:1]
    if not found and first > 0 and units[first - 1].prose:
        return []
    return found


def _is_stopped(units: Sequence[Unit], i: int) -> bool:
    """Whether it is a headline with a stop at its end: the first sentence of a page, signed or dated below."""
    unit = units[i]
    if unit.ends != "sentence" or unit.page or unit.stamp or unit.byline or unit.bullet:
        return False
    short = _LEAST_OF_TITLE <= unit.words <= _LONGEST_QUESTION
    below = units[i + 1 : i + 1 + _SIGNED_AFTER]
    prose = next((n for n, one in enumerate(below) if one.prose), len(below))
    return short and any(one.stamp or one.byline for one in below[:prose])


def _is_item(unit: Unit) -> bool:
    return 0 < unit.words <= _OF_AN_ITEM and unit.text[:1].isalpha() and not unit.ends


def _is_told(unit: Unit) -> bool:
    """Whether it is prose, and no headline: a question, or two sentences of which the last has no stop."""
    asks = unit.ends == "question" and not unit.sentences
    return unit.prose and not ((asks or not unit.ends) and unit.words <= _LONGEST_QUESTION)


def _below_others(units: Sequence[Unit], first: int, familiar: Familiar) -> set[int]:
    """The short lines right below a heading of other articles or of points, above the body; not the one that is signed
    or dated.
    """
    found: set[int] = set()
    since: int | None = None
    points = False
    for i in range(max(0, first - _ABOVE), first):
        unit = units[i]
        if unit.page == 2 and unit.others:
            since, points = i, False
        elif heads_highlights(unit.text, unit.words) and units[i + 1].words >= _LEAST_OF_TITLE:
            since, points = i, True
        elif since is not None and ((unit.gap and i > since + 1) or unit.prose or i > since + _MOST_OTHERS):
            since = None
        if since is not None and i == since + 2 and all(_is_item(one) for one in units[i - 1 : i + 1]):
            since = None  # a word of the menu, like those below it
        reach = _SIGNED_BELOW if familiar.share(unit) >= _OF_IT else 3
        signed = any(other.stamp or other.byline for other in units[i : i + reach])
        if since is not None and (points or not signed):
            found.add(i)
    return found


def _is_caption(units: Sequence[Unit], i: int) -> bool:
    """Whether the name of a photographer follows, or stands in the same line."""
    following = units[i + 1] if i + 1 < len(units) else None
    return units[i].credit or (following is not None and following.credit and not following.gap)


def _is_listed(units: Sequence[Unit], i: int) -> bool:
    """Whether it stands between lines that are nothing but a comma or a bar: one of a row of tags."""
    around = [units[j] for j in (i - 1, i + 1) if 0 <= j < len(units)]
    return any(not unit.words and unit.text.strip() in {",", "|", "/", "·", ";"} for unit in around)


def _opens_body(units: Sequence[Unit], unit: Unit, first: int) -> bool:
    """Whether the body begins with the words of a line, as an entry of an encyclopedia does."""
    key = key_of(unit.text)
    return len(key) >= 12 and key_of(units[first].text[: 2 * len(unit.text)]).startswith(key)


def _heads_standfirst(units: Sequence[Unit], i: int, first: int, familiar: Familiar) -> bool:
    """Whether a longer line follows, above the body, that sums it up."""
    if units[i].words < _LEAST_OF_TITLE or i + 1 >= first:
        return False
    below = units[i + 1]
    long = below.prose or (below.words >= _STANDFIRST and below.words > units[i].words)
    if below.prose:  # a question may be another headline
        fits = familiar.share(below) >= (_SOME if below.ends == "sentence" else _FITS)
    else:
        fits = familiar.share(units[i]) >= _HALF and units[i].words > _LONGEST_KICKER
    return long and fits and not (below.page or below.stamp or below.byline or below.bullet or below.credit)


def _is_institution(units: Sequence[Unit], unit: Unit) -> bool:
    """Whether it is a name of a few words that no paragraph has whole."""
    named = unit.words <= _LONGEST_KICKER and is_titled(unit.text)
    return named and not any(unit.text in other.text for other in units if other.prose)


def _names_site(
    units: Sequence[Unit], i: int, candidates: Sequence[int], keys: Counter[str], familiar: Familiar
) -> bool:
    """Whether a name of a few words stands twice, and a longer line of the text's words that is dated below it."""
    unit = units[i]
    if unit.words > _LONGEST_KICKER or unit.heading or keys[key_of(unit.text)] == 1 or not is_titled(unit.text):
        return False
    below = (j for j in candidates if j > i + 1 and units[j].words > _LONGEST_KICKER)
    return any(
        familiar.share(units[j]) >= _FITS and any(u.stamp or u.byline for u in units[j + 1 : j + 3]) for j in below
    )


def _is_author(unit: Unit, familiar: Familiar) -> bool:
    """Whether it is a name that the text does not mention."""
    named = is_titled(unit.text) or is_titled(unit.text.title())
    return unit.words < _LEAST_OF_TITLE and named and not unit.heading and familiar.share(unit) == 0


def _signs(units: Sequence[Unit], i: int, familiar: Familiar) -> bool:
    """Whether it says who wrote, and whence: a name below the date or below a subtitle: "From Marlow Ada Weir"."""
    unit = units[i]
    if i == 0 or unit.heading or unit.words not in _NAMED or familiar.share(unit) >= _HALF:
        return False
    above, below = units[i - 1], units[i + 1 : i + 2]
    named = begins_with_name(unit.text) and all(word[:1].isupper() for word in unit.text.split()[:2])
    dated = above.stamp and named
    parts = unit.text.split(", ")
    named = len(parts) > 1 and named and all(is_titled(part) or part.istitle() for part in parts)
    dated = dated or (named and above.words >= _LEAST_OF_TITLE and any(one.stamp for one in below))
    told = (above.prose or above.ends == "sentence") and any(one.stamp for one in below)
    return dated or (told and is_titled(unit.text))


def _score(units: Sequence[Unit], i: int, first: int, familiar: Familiar, keys: Counter[str]) -> float:
    unit = units[i]
    score = 2 * familiar.weight(unit)
    score += {0: 0.0, 1: 2.0, 2: 1.2}.get(unit.heading, 0.3)
    near = (other for other in units[max(i - 3, 0) : i + 4] if other is not unit)
    if keys[key_of(unit.text)] > 1 or any(repeats_title(other, unit) for other in near):
        above = any(other is not unit and key_of(other.text) == key_of(unit.text) for other in units[:first])
        told = (above or familiar.share(unit) >= _FITS) and not _is_institution(units, unit)
        menial = unit.words < _LEAST_OF_TITLE and familiar.share(unit) == 0
        score += 1.2 if told and not menial else (0.0 if menial else 0.6)  # sections, and whose page it is, twice, too
    button = i + 1 < len(units) and units[i + 1].page == 2 and not units[i + 1].gap
    score -= 0.6 * (button and unit.words <= _LONGEST_KICKER and familiar.share(unit) == 0)
    score += 0.8 * _heads_standfirst(units, i, first, familiar)
    score -= (1.6 if i == first else 1.0) * (
        unit.prose and unit.ends == "question"
    )  # so an interview opens, or a subtitle
    following = [other for other in units[i + 1 : i + 4] if not other.page]
    score += 0.8 * any(other.stamp or other.byline for other in following[:2])
    below_date = i > 0 and units[i - 1].stamp and unit.words >= _LEAST_OF_TITLE and not unit.sentences
    score += 0.5 * (below_date and familiar.share(unit) >= _FITS and keys[key_of(unit.text)] == 1)
    score += 0.2 * (unit.gap > 0) + 0.3 * (i + 1 < len(units) and units[i + 1].gap > 0)
    score -= {1: 1.5, 2: 1.2, 3: 0.3}.get(unit.words, 0.0)
    score -= 1.2 * (unit.sentences and unit.heading != 1) + (0.5 if unit.words > 25 else 0)
    over = units[i - 1] if i else None
    if unit.sentences and over is not None and over.headline_like and not over.sentences:  # a subtitle of two
        score -= 1.0 * (_LEAST_OF_TITLE <= over.words < unit.words)
    score -= 1.0 * (unit.text.isupper() and unit.words >= 3 and familiar.share(unit) < 0.3)
    score += 0.8 * (unit.words >= 3 and _opens_body(units, unit, first))
    score -= 0.6 * (i > first)
    score -= 2.0 * _is_caption(units, i) + 1.0 * _is_listed(units, i)
    tied = i > 0 and not unit.gap and units[i - 1].page > 0 and units[i - 1].words > 0
    score -= (0.4 if familiar.share(unit) >= _OF_IT else 1.0) * tied + 0.7 * unit.text.lstrip()[:1].islower()
    distance = sum(not other.page and not other.stamp and other.words > 2 for other in units[i + 1 : max(first, i + 1)])
    return score + 0.4 * (unit.words >= 4) - 0.15 * min(max(distance - 1, 0), 6)
