"""Clean a text as copied from a page: keep the article, cut what the page put around it, and say why."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from filrouge.characters import CONTROLS
from filrouge.ingest.boilerplate.body import TITLE, decide
from filrouge.ingest.boilerplate.lines import units_of
from filrouge.ingest.boilerplate.reasons import BYLINE
from filrouge.ingest.boilerplate.renderings import plain_title
from filrouge.ingest.boilerplate.repeats import RepeatedLines, repeated_blocks
from filrouge.ingest.boilerplate.unit import Unit
from filrouge.ingest.clean import CONTROL, take_out
from filrouge.ingest.record import Cut

_JOINERS: Final = "[\u200c\u200d]*"


@dataclass(frozen=True)
class Article:
    """An article out of a pasted text.

    Attributes
    ----------
    title : the headline, whole, without marks of Markdown; None where none can be told.
    text : the article's own text, its characters as they were.
    cuts : all that was removed, in order: with the text they give back what was read.
    """

    title: str | None
    text: str
    cuts: tuple[Cut, ...]


def _nowhere(line: str) -> bool:  # noqa: ARG001 - the signature of `repeated`
    return False


def cut_boilerplate(text: str, repeated: Callable[[str], bool] = _nowhere) -> Article:
    """Tell the article in a pasted text from the page around it, by the shape of the lines and by what repeats.

    Menus, headlines of other articles, boxes, forms, footers, stamps, the title, stray lines, what the text says
    twice and control characters are cut; in doubt a line is kept. Lone surrogates are left as they are.

    Parameters
    ----------
    repeated : says of a line whether it stands in many documents of this source, e.g. a `RepeatedLines`.
    """
    units = units_of(text, repeated)
    reasons, title = decide(units)
    reasons = repeated_blocks(units, reasons)
    if not _is_any_kept(units, reasons):  # of an article behind a wall, who wrote it may be all there is
        reasons = [None if reason == BYLINE else reason for reason in reasons]
    if not _is_any_kept(units, reasons):
        reasons, title = [None] * len(units), None
    spans = _with_controls(text, _merge(text, units, reasons))
    kept, cuts = take_out(text, spans)
    return Article(_as_written(units[title], text) if title is not None else None, kept, cuts)


def _as_written(title: Unit, text: str) -> str:
    """The title with the joiners that stand between its letters: lines are told apart without, words are spelt with."""
    plain, raw = plain_title(title), " ".join(text[title.start : title.end].split())
    found = None if raw.isascii() else re.search(_JOINERS.join(map(re.escape, plain)), raw)
    return found[0] if found else plain


def _is_any_kept(units: Sequence[Unit], reasons: Sequence[str | None]) -> bool:
    return any(reason is None and unit.words for unit, reason in zip(units, reasons, strict=True))


def _merge(text: str, units: Sequence[Unit], reasons: Sequence[str | None]) -> list[tuple[int, int, str]]:
    """Make the spans to cut, those of one reason joined, with the blank lines that belong to them."""
    spans: list[tuple[int, int, str]] = []
    previous_end, previous_cut, takes_blanks = 0, True, True
    for i, (unit, reason) in enumerate(zip(units, reasons, strict=True)):
        if reason is not None:
            takes_blanks = bool(unit.gap) or (previous_cut and takes_blanks)
            start = previous_end if previous_cut else unit.start
            following = units[i + 1].start if i + 1 < len(units) else len(text)
            keeps_on = i + 1 < len(units) and reasons[i + 1] is not None
            end = following if takes_blanks and not keeps_on else unit.end
            if spans and spans[-1][1:] == (start, reason) and reason != TITLE:
                start = spans.pop()[0]
            spans.append((start, end, reason))
        previous_end, previous_cut = unit.end, reason is not None
    return spans


def _with_controls(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    if not CONTROLS.search(text):
        return spans
    controls: list[tuple[int, int, str]] = []
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), len(text)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        controls += [(*match.span(), CONTROL) for match in CONTROLS.finditer(text, start, end)]
    return sorted(spans + controls)


__all__ = ["Article", "RepeatedLines", "cut_boilerplate"]
