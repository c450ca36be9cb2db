"""Lines of printed pages → paragraphs: without what repeats on the pages, words and sentences put together again."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

_EDGE: Final = 3
"""Lines at the top and at the foot of a page among which its running head and number stand."""

_FEWEST_PAGES: Final = 0.5
_FIGURES: Final = re.compile(r"[0-9]+")
_NUMBER: Final = re.compile(r"\W*(?:\w{1,7}\.?\s+)?[0-9]{1,4}(?:\s*(?:/|\w{1,5})\s*[0-9]{1,4})?\W*")
_FOLIO: Final = re.compile(r"(?:\D*?\D\s+[0-9]{1,4}|[0-9]{1,4}\s+\D*)")
_ENDS: Final = re.compile(r"[.!?…:。！？؟۔][\"'”’»)\]]*$")
_BEGINS: Final = re.compile(r"[•▪●■*–—-]\s|\(?[0-9]{1,2}[.)]\s")
_DIVIDED: Final = re.compile(r"(\w+)[-\u2010\u00ad]$")
_UNSPACED: Final = re.compile(r"[\u2e80-\u9fff\uff00-\uff60]")
_SPACE: Final = 0.25  # of the size of the letters
_INDENT: Final = (0.6, 5.0)
_RAGGED: Final = 0.35  # of the width of a column: so much is free behind a line only where it ends
_APART: Final = 1.35  # of the usual distance of lines
_OTHER_SIZE: Final = 1.12
_ADDRESS: Final = re.compile(r"(?:https?|file)://\S+|\babout:\w+")
_PRINTED_AT: Final = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},?\s+(?:à\s|um\s)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
)
_PAGE_OF: Final = re.compile(
    r"(?:\b\w{1,8}\s+)?\b\d{1,4}\s*(?:/|of|sur|von|de|di|из|van|av|z|/)\s*\d{1,4}\b", re.IGNORECASE
)


class PrintedLine(NamedTuple):
    """A line as it stands in its column, in points.

    Attributes
    ----------
    before, after : what is free before it and behind it in its column.
    base : the height at which its letters stand; nan where that is not known.
    size : that of its letters.
    first : the width of its first word.
    column : that of its column.
    follows : whether it is the first of a column that follows another one; None elsewhere.
    """

    text: str
    before: float = 0.0
    after: float = 0.0
    base: float = 0.0
    size: float = 10.0
    first: float = 20.0
    column: float = 500.0
    follows: bool | None = None


class Running(NamedTuple):
    """The lines of the pages that stay, page by page, what was left out, and the address that a browser printed."""

    pages: list[list[PrintedLine]]
    left_out: list[str]
    address: str = ""


def without_running_lines(pages: Sequence[Sequence[PrintedLine]], title: str = "") -> Running:
    """Leave out the lines at the edges of pages that repeat on half of them or more, figures aside, and those that a
    browser prints there. At the top of the first page what repeats stays unless it counts the pages: there it may be
    the title, or say whose paper it is and of which day.

    Parameters
    ----------
    title : the document's, as its properties have it: a browser prints it on every page.
    """
    kept, shown, address = _without_print_marks(pages, title)
    while len(kept) > 1:
        edges = [_edges(page) for page in kept]
        times = Counter(shape for page in edges for shape in set(page.values()))
        fewest = max(2, _FEWEST_PAGES * len(kept))
        running = {shape for shape, n in times.items() if n >= fewest}
        n_lines = sum(map(len, kept))
        for n, page in enumerate(kept):
            out = {at for at, shape in edges[n].items() if shape in running}
            if n == 0:
                out = {at for at in out if at >= len(page) // 2 or _counts_pages(page[at].text)}
            for at in sorted(out):
                shown.setdefault(edges[n][at], page[at].text.strip())
            kept[n] = [line for at, line in enumerate(page) if at not in out]
        if n_lines == sum(map(len, kept)):
            break
    return Running(kept, list(shown.values()), address)


def _counts_pages(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text) or _FOLIO.fullmatch(text.strip()))


def _without_print_marks(
    pages: Sequence[Sequence[PrintedLine]], title: str
) -> tuple[list[list[PrintedLine]], dict[str, str], str]:
    kept: list[list[PrintedLine]] = []
    shown: dict[str, str] = {}
    address = ""
    for page in pages:
        lines = [line for line in page if line.text.strip()]
        edges = _edges(lines)
        marks = {at for at in edges if _is_print_mark(lines[at].text, title)}
        if marks:
            marks |= {at for at in edges if _PAGE_OF.fullmatch(lines[at].text.strip())}
        for at in sorted(marks):
            shown.setdefault(edges[at], lines[at].text.strip())
            found = _ADDRESS.search(lines[at].text)
            address = address or (found[0] if found and found[0].startswith("http") else "")
        kept.append([line for at, line in enumerate(lines) if at not in marks])
    return kept, shown, address.rstrip("…").rstrip(".")


def _is_print_mark(text: str, title: str) -> bool:
    """Whether a browser printed a line above or below a page: when, from where, which page of how many."""
    rest, n_addresses = _ADDRESS.subn(" ", text)
    rest, n_times = _PRINTED_AT.subn(" ", rest)
    rest, n_pages = _PAGE_OF.subn(" ", rest)
    rest = " ".join(rest.split()).rstrip("….")
    named = bool(rest) and len(rest) > 3 and " ".join(title.split()).casefold().startswith(rest.casefold())
    if not rest or named:
        return (
            n_addresses + n_times + n_pages + named > 1 or (n_addresses > 0 and not rest) or (n_times > 0 and not rest)
        )
    return (
        n_times > 0 and re.match(r"\s*\d", text) is not None and _PRINTED_AT.match(text) is not None and len(text) < 200
    )


def paragraphs(lines: Sequence[PrintedLine]) -> list[str]:
    """Join the lines of each paragraph.

    A line goes on in the next one unless much of its column is free behind it, or it ends a sentence and the first word
    of the next one would have fitted there, or the next one stands apart, is of another size, is indented, or begins a
    list's point.
    """
    usual = _pitch(lines)
    words = Counter(re.findall(r"\w+(?:-\w+)+", " ".join(line.text for line in lines)))
    joined: list[str] = []
    before: PrintedLine | None = None
    for line in lines:
        if before is not None and joined and _goes_on(before, line, usual):
            joined[-1] = _join(joined[-1], line.text, words)
        else:
            joined.append(line.text)
        before = line
    return [text.replace("\u00ad", "") for text in joined]


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance of two lines, in sizes of their letters."""
    steps = [(a.base - b.base) / b.size for a, b in pairwise(lines) if 0 < a.base - b.base < 4 * b.size]
    return median(steps) if steps else 1.2


def _goes_on(line: PrintedLine, following: PrintedLine, usual: float) -> bool:
    if _DIVIDED.search(line.text) and following.text[:1].islower():
        return True
    if following.follows is False or _BEGINS.match(following.text):
        return False
    sizes = max(line.size, following.size) / max(min(line.size, following.size), 0.1)
    step = (line.base - following.base) / max(following.size, 0.1)
    if sizes > _OTHER_SIZE or step > _APART * usual:
        return False
    if _ENDS.search(line.text) and (following.follows or step <= 0):  # the end of a column or page tells nothing
        return False
    fitted = line.after > _RAGGED * line.column
    fitted = fitted or (bool(_ENDS.search(line.text)) and line.after > following.first + _SPACE * line.size)
    indented = _INDENT[0] * line.size < following.before - min(line.before, following.before) < _INDENT[1] * line.size
    return not fitted and not (indented and _ENDS.search(line.text))


def _edges(page: Sequence[PrintedLine]) -> dict[int, str]:
    places = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
    return {at: _FIGURES.sub("0", " ".join(page[at].text.split())) for at in places}


def _join(start: str, rest: str, words: Counter[str]) -> str:
    if start.endswith("\u00ad"):
        return start[:-1] + rest
    divided = _DIVIDED.search(start)
    if divided is None:
        unspaced = start and rest and _UNSPACED.match(start[-1]) and _UNSPACED.match(rest[0])
        return f"{start}{rest}" if unspaced else f"{start} {rest}"
    next_word = re.match(r"\w+", rest)
    whole = f"{divided[1]}-{next_word[0]}" if next_word else ""
    is_compound = words[whole] > 0 or not rest[0].islower()
    return f"{start}{rest}" if is_compound else f"{start[:-1]}{rest}"
