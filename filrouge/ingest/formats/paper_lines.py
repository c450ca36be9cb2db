"""Lines of printed pages → paragraphs: without what repeats on the pages, words and sentences put together again."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_EDGE: Final = 3
"""Lines at the top and at the foot of a page among which its running head and number stand."""

_FEWEST_PAGES: Final = 0.5
_FIGURES: Final = re.compile(r"[0-9]+")
_NUMBER: Final = re.compile(r"\W*(?:\w{1,7}\.?\s+)?[0-9]{1,4}(?:\s*(?:/|\w{1,5})\s*[0-9]{1,4})?\W*")
_ENDS: Final = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BEGINS: Final = re.compile(r"[•▪●■*–—-]\s|\(?[0-9]{1,2}[.)]\s")
_DIVIDED: Final = re.compile(r"(\w+)[-\u2010\u00ad]$")
_FULL: Final = 0.8  # of the usual width: a line that ends before was ended, a line beyond it went on
_WIDE: Final = 0.65


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Leave out the lines at the edges of pages that repeat on half of them or more, figures aside. At the top of the
    first page they stay: there they may be the title, or say whose paper it is and of which day.

    Returns
    -------
    The lines that stay, of all pages in order, and what was left out, each once, as on the first page that has it.
    """
    kept = [[line.rstrip() for line in page if line.strip()] for page in pages]
    shown: dict[str, str] = {}
    while len(kept) > 1:
        edges = [_edges(page) for page in kept]
        times = Counter(shape for page in edges for shape in set(page.values()))
        fewest = max(2, _FEWEST_PAGES * len(kept))
        running = {shape for shape, n in times.items() if n >= fewest}
        n_lines = sum(map(len, kept))
        for n, page in enumerate(kept):
            out = {at for at, shape in edges[n].items() if shape in running}
            if n == 0:
                out = {at for at in out if at >= len(page) // 2 or _NUMBER.fullmatch(page[at])}
            for at in sorted(out):
                shown.setdefault(edges[n][at], page[at].strip())
            kept[n] = [line for at, line in enumerate(page) if at not in out]
        if n_lines == sum(map(len, kept)):
            break
    return [line for page in kept for line in page], list(shown.values())


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph.

    A line goes on in the next one if it is about as wide as most are, unless it ends a sentence before the margin or
    the next one begins a list's point.
    """
    lengths = sorted(len(line.strip()) for line in lines if len(line.strip()) > 20)
    width = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0
    words = Counter(re.findall(r"\w+(?:-\w+)+", " ".join(lines)))
    joined: list[str] = []
    goes_on = False
    for line in map(str.strip, lines):
        if goes_on and line and not _BEGINS.match(line):
            joined[-1] = _join(joined[-1], line, words)
        elif line:
            joined.append(line)
        ended = _ENDS.search(line) and len(line) < _FULL * width
        goes_on = bool(_DIVIDED.search(line)) or (len(line) >= _WIDE * width and not ended)
    return [line.replace("\u00ad", "") for line in joined]


def _edges(page: Sequence[str]) -> dict[int, str]:
    places = {*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))}
    return {at: _FIGURES.sub("0", " ".join(page[at].split())) for at in places}


def _join(start: str, rest: str, words: Counter[str]) -> str:
    if start.endswith("\u00ad"):
        return start[:-1] + rest
    divided = _DIVIDED.search(start)
    if divided is None:
        return f"{start} {rest}"
    next_word = re.match(r"\w+", rest)
    whole = f"{divided[1]}-{next_word[0]}" if next_word else ""
    is_compound = words[whole] > 0 or not rest[0].islower()
    return f"{start}{rest}" if is_compound else f"{start[:-1]}{rest}"
