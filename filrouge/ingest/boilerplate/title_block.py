"""Which of the lines around the most likely one is the title: above a subtitle or a caption, below a kicker."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from filrouge.ingest.boilerplate.familiar import Familiar
from filrouge.ingest.boilerplate.names import is_titled
from filrouge.ingest.boilerplate.renderings import SITE_BEHIND, key_of
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.dates.tokens import WORD

_THEME: Final = re.compile(r"[^\W\da-zß-ÿ]{4,}[.:] \S+ ")  # "PORTS. What dockers say"
_STEP: Final = re.compile(r"\s[/›>»|]\s")
_STEM_LENGTH: Final = 5
_SHORT_WORD: Final = 3
_REACH_OF_SUBTITLE: Final = 4  # lines
_OF_A_CREDIT: Final = 2  # words
_TITLED: Final = 5  # words
_OF_IT: Final = 0.6  # share of its words that the body has, too
_REACH: Final = 10  # lines from a caption up to the title
_HALF: Final = 0.5
_SOME: Final = 0.25
_FITS: Final = 0.3
_LEAST_OF_TITLE: Final = 4  # words
_STANDFIRST: Final = 14  # words
_LONGEST_KICKER: Final = 6  # words


def settle(
    units: Sequence[Unit],
    scored: dict[int, float],
    keys: Counter[str],
    said: str,
    familiar: Familiar,
) -> int:
    """Choose the title among the candidates, each with its score, by how they stand to one another.

    Parameters
    ----------
    keys : how often the text of each short line stands on the page.
    said : the short lines, one after the other.
    """
    candidates = list(scored)
    best = max(scored, key=lambda i: (scored[i], i))
    best = _above_its_stamp(units, best, scored, familiar)
    above = _above(units, best, candidates)
    again = {i for i in scored if units[i].words >= 4 and said.count(key_of(units[i].text)) > 1}
    if block := _block_head(units, best, scored, familiar, again):
        best, above = block, []
    best = _up_to_title(units, best, above, scored, familiar)
    if _is_kicker(units, best, scored, keys, familiar):
        best += 1
    over = best - 1
    while over > best - _REACH_OF_SUBTITLE and over > 0 and _is_credit_or_place(units[over]):
        over -= 1
    if over in scored and _sums_up(units, over, best, familiar) and scored[over] >= scored[best] - 1.6:
        best = over
    return _without_path(units, best, scored)


def _up_to_title(
    units: Sequence[Unit], best: int, above: Sequence[int], scored: dict[int, float], familiar: Familiar
) -> int:
    """The title rather than the best, its subtitle: one of the lines right above that scores nearly as high."""
    for i in above:
        if units[i].words < _LEAST_OF_TITLE and any(unit.stamp for unit in units[i + 1 : best]):
            continue
        alone = len(above) == 1 and i not in (best - 2, best - 3) and units[best].words >= 4
        shouted = units[i].text.isupper() and units[i].words >= _TITLED and not units[best].text.isupper()
        if (
            not shouted
            and (familiar.share(units[i]) > _HALF * familiar.share(units[best]) or familiar.share(units[best]) < _SOME)
            and scored[i] >= scored[best] - (1.6 if alone and units[i].words >= 4 else 0.7)
            and (alone or familiar.share(units[i]) >= 0.4)
        ):
            best = i
    return best


def _is_kicker(units: Sequence[Unit], i: int, scored: Collection[int], keys: Counter[str], familiar: Familiar) -> bool:
    """Whether it is a theme of a few words right above a longer line, below which stands who wrote it, or when."""
    if i + 1 not in scored or i + 2 >= len(units):
        return False
    unit, title, below = units[i], units[i + 1], units[i + 2]
    short = unit.words <= _LEAST_OF_TITLE and unit.words < title.words and not (unit.heading or title.gap)
    once = keys[key_of(unit.text)] == 1
    return short and once and (below.stamp or below.byline) and familiar.share(title) >= _SOME


def _is_credit_or_place(unit: Unit) -> bool:
    return 0 < unit.words <= _OF_A_CREDIT and not (unit.page or unit.stamp or unit.byline)


def _sums_up(units: Sequence[Unit], at: int, i: int, familiar: Familiar) -> bool:
    """Whether a line is the longer one below a title (at `at`) that fits the text: its subtitle."""
    title, unit = units[at], units[i]
    listed = at > 0 and not title.gap and units[at - 1].headline_like and units[at - 1].words >= _LEAST_OF_TITLE
    longer = unit.words >= _STANDFIRST and unit.words > title.words
    longer = (longer or not (unit.gap or listed)) and title.words > _LONGEST_KICKER
    return longer and title.heading >= unit.heading and familiar.share(title) >= _FITS


def _above_its_stamp(units: Sequence[Unit], best: int, scored: dict[int, float], familiar: Familiar) -> int:
    """The title rather than a caption: a line of the text's words right above a stamp that stands above the best."""
    for i in sorted(scored, reverse=True):
        if (
            best - _REACH < i < best - 1
            and any(u.stamp for u in units[i + 1 : i + 3])
            and not units[i].stamp
            and units[i].words >= 4
        ):
            fits = familiar.share(units[i]) >= _HALF and scored[i] >= scored[best] - 1.0
            return i if fits and units[i].words > units[best].words and not units[best].heading else best
    return best


def _above(units: Sequence[Unit], best: int, candidates: Sequence[int]) -> list[int]:
    """Candidates right above the best, nearest first: a title stands above its subtitle."""
    above = [i for i in candidates if best - 3 <= i < best]
    following = units[best + 1]
    settled = units[best].gap and not following.gap and (following.stamp or following.byline)
    settled = settled or sum(key_of(unit.text) == key_of(units[best].text) for unit in units) > 1
    settled = settled or (units[best].words >= _TITLED and is_titled(units[best].text) and bool(following.words <= 4))
    if (
        settled
        or sum(units[i].words >= 4 for i in above) > 2
        or units[best].heading not in {0, *(units[i].heading for i in above)}
    ):
        return []
    fewest = 3 if len(above) == 1 else 4
    return [i for i in reversed(above) if units[i].words >= fewest and not any(u.page for u in units[i + 1 : best])]


def _without_path(units: Sequence[Unit], best: int, scored: dict[int, float]) -> int:
    """The title rather than the line that says on which pages it lies: "News Ports Ferry at Marlow is laid up"."""
    path = key_of(units[best].text)
    steps = _STEP.split(units[best].text)
    last = key_of(steps[-1]) if len(steps) > 2 else ""
    if best + 1 in scored and _says_step(units, best):
        return best + 1
    for i in scored:
        key = key_of(units[i].text)
        if best < i <= best + _REACH and units[i].words >= 4 and key != path and path.endswith(key):
            return i
        if last and best < i <= best + _REACH and key.startswith(last):
            return i
        starts = units[i].words >= 4 and key != path and units[best].text.startswith(units[i].text)
        if starts and SITE_BEHIND.match(units[best].text[len(units[i].text) :]):
            return i
    return best


def _says_step(units: Sequence[Unit], i: int) -> bool:
    """Whether a line is the last step of the path to the page: the longer one below, which is dated, says its words."""
    step, title = units[i], units[i + 1]
    below = units[i + 2 : i + 2 + _REACH_OF_SUBTITLE]
    if step.heading or title.gap or title.words < step.words or not below:
        return False
    said = {word[:_STEM_LENGTH] for word in WORD.findall(title.text.casefold())}
    words = [word[:_STEM_LENGTH] for word in WORD.findall(step.text.casefold()) if len(word) > _SHORT_WORD]
    dated = next((n for n, unit in enumerate(below) if unit.stamp), len(below))
    dated = dated == 0 or (len(words) >= _LEAST_OF_TITLE and dated < len(below))
    return dated and len(words) > 1 and said.issuperset(words)


def _block_head(
    units: Sequence[Unit], best: int, scored: dict[int, float], familiar: Familiar, again: Collection[int]
) -> int | None:
    """The line that heads a block of three and more lines without a break between, of which the best is the last: its
    subtitles stand below a title.
    """
    head = best
    while head > 0 and not units[head].gap and units[head - 1].words >= 4 and not units[head - 1].page:
        head -= 1
    if best - head < 2:
        return None
    while head < best and _THEME.match(units[head].text):
        head += 1
    longest = max(units[i].words for i in range(head, best + 1))
    fits = [
        i
        for i in range(head, best)
        if i in scored
        and (i in again or familiar.share(units[i]) >= (_FITS if i == head and units[i].words == longest else _OF_IT))
    ]
    return fits[0] if fits and scored[fits[0]] >= scored[best] - (1.8 if fits[0] in again else 1.5) else None
