"""Words of a printed page → its lines in the order they are read: columns one by one, headlines before them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from filrouge.ingest.formats.paper_lines import PrintedLine
from filrouge.ingest.formats.pdf_words import Word
from filrouge.ingest.formats.visual_order import in_logical_order, is_rtl

_LEAST_GUTTER: Final = 3.5  # points
_FEWEST_LINES: Final = 3  # in each column
_LEAST_LETTERS: Final = 15  # in a line of a column; what has fewer is a table …
_LEAST_NARROW: Final = 7  # … unless so many lines of so many letters go on in each other
_FEWEST_NARROW: Final = 6
_FEWEST_BROKEN: Final = 2
_HYPHENS: Final = "-\u2010\xad"
_CLOSE: Final = 0.6  # of the size of the letters: words so near to each other are of one line
_SAME_LINE: Final = 0.4
_EXACT: Final = 0.5  # points
_FEWEST_ALIGNED: Final = 6
_MOST_ALIGNED: Final = 0.8
_LARGER: Final = 1.2
_ALONE: Final = 0.9
_CELL: Final = 2.0  # of the size of the letters: so far from each other are cells
_PARTS: Final = (1, 2, 4, 8)  # of a page in which columns are looked for
_DEPTHS: Final = (0, 1, 3)  # words that may stand in an empty strip
_INITIAL: Final = 1.7


def lines_of(words: Sequence[Word]) -> list[PrintedLine]:
    """Put the words of a page into lines in reading order."""
    rtl = is_rtl("".join(letter for word in words for letter in word.letters))
    return list(_read(list(words), rtl))


def _read(words: list[Word], rtl: bool) -> Iterator[PrintedLine]:
    """Read what stands above the largest block of two columns, then the columns, then what stands below them."""
    waiting: list[tuple[list[Word], bool | None]] = [(words, None)]
    while waiting:
        part, follows = waiting.pop()
        block = _largest_block(part)
        if block is None:
            for n, line in enumerate(_column(part, rtl)):
                is_first = n == 0 and line.follows is None
                yield line._replace(follows=follows) if is_first else line
            continue
        above, before, after, below = block
        first, second = (after, before) if rtl else (before, after)
        begins = False if above else follows
        inner = ((above, follows), (first, begins), (second, True), (below, False))
        waiting += [(part, place) for part, place in reversed(inner) if part]


def _largest_block(words: Sequence[Word]) -> tuple[list[Word], list[Word], list[Word], list[Word]] | None:
    """Find the block of two columns of prose that holds the most words.

    Returns
    -------
    The words above it, in its left column, in its right one, and below it; None where there are no columns.
    """
    rows = _rows(words)
    if len(rows) < _FEWEST_LINES:
        return None
    best = 0
    found: tuple[list[Word], list[Word], list[Word], list[Word]] | None = None
    headings = _headings(rows)
    usual = median(word.size for word in words)
    for left, right in sorted(_strips(rows)):
        parted = [([w for w in row if w.right <= right], [w for w in row if w.right > right]) for row in rows]
        crossed = [n in headings or _crosses(*sides, left, right) for n, sides in enumerate(parted)]
        for start, end in _runs(crossed):
            before, after = ([part for sides in parted[start:end] if (part := sides[n])] for n in (0, 1))
            size = sum(len(part) for part in (*before, *after))
            if right - left < _CLOSE * usual and not _are_aligned(before, after, left, right):
                continue
            if size > best and _is_prose(before) and _is_prose(after):
                best = size
                found = (_flat(rows[:start]), _flat(before), _flat(after), _flat(rows[end:]))
    return found


def _flat(rows: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for row in rows for word in row]


def _headings(rows: Sequence[Sequence[Word]]) -> set[int]:
    """The rows of larger letters beside which nothing stands: above them is another story than below them."""
    usual = median(word.size for row in rows for word in row)
    found: set[int] = set()
    for n, row in enumerate(rows):
        size = max(word.size for word in row)
        beside = [other for k in (n - 1, n + 1) if 0 <= k < len(rows) for other in rows[k]]
        alone = all(abs(other.base - row[0].base) >= _ALONE * min(size, other.size) for other in beside)
        if size >= _LARGER * usual and alone:
            found.add(n)
    return found


def _runs(crossed: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs of rows that do not cross a strip."""
    start = 0
    for n, crosses in enumerate((*crossed, True)):
        if crosses:
            if n - start >= _FEWEST_LINES:
                yield start, n
            start = n + 1


def _strips(rows: Sequence[Sequence[Word]]) -> set[tuple[float, float]]:
    """Strips from top to bottom of the page, or of a part of it, in which few or no words stand."""
    found: set[tuple[float, float]] = set()
    for parts in _PARTS:
        step = len(rows) / parts
        if parts > 1 and step < _FEWEST_LINES:
            break
        for n in range(2 * parts - 1):
            window = [word for row in rows[int(n * step / 2) : int(n * step / 2 + step) + 1] for word in row]
            edges = sorted([(w.left, 1) for w in window] + [(w.right, -1) for w in window])
            for most in _DEPTHS:
                found |= set(_empty(edges, most))
    return found


def _empty(edges: Sequence[tuple[float, int]], most: int) -> Iterator[tuple[float, float]]:
    depth, since, seen = 0, None, False
    for x, step in edges:
        depth += step
        if depth <= most and since is None and seen:
            since = x
        elif depth > most:
            if since is not None and x - since >= _LEAST_GUTTER:
                yield since, x
            since, seen = None, True


def _crosses(before: Sequence[Word], after: Sequence[Word], left: float, right: float) -> bool:
    """Whether a row goes on over a strip: a word stands in it, or the words on its sides are near to each other."""
    if any(w.left < left < w.right or w.left < right < w.right for w in (*before, *after)):
        return True
    if not before or not after:
        return False
    one, other = max(before, key=lambda w: w.right), min(after, key=lambda w: w.left)
    return other.left - one.right < min(_CLOSE * max(one.size, other.size), right - left - _EXACT)


def _are_aligned(before: Sequence[Sequence[Word]], after: Sequence[Sequence[Word]], left: float, right: float) -> bool:
    """Whether rows on both sides of a strip no wider than a gap between words begin, or end, at it: many, and most."""
    if min(len(before), len(after)) < _FEWEST_ALIGNED:
        return False
    starts = sum(abs(row[0].left - right) < _EXACT for row in after) / len(after)
    ends = sum(abs(row[-1].right - left) < _EXACT for row in before) / len(before)
    return max(starts, ends) >= _MOST_ALIGNED


def _is_prose(rows: Sequence[Sequence[Word]]) -> bool:
    length = median([sum(len(w.letters) for w in row) for row in rows]) if rows else 0
    if len(rows) >= _FEWEST_LINES and length >= _LEAST_LETTERS:
        return True
    return len(rows) >= _FEWEST_NARROW and length >= _LEAST_NARROW and _runs_on(rows)


def _runs_on(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether the lines of a narrow column go on in the next one, as cells of a table do not: most begin with a small
    letter, or some words are broken at their ends.
    """
    starts = [row[0].letters[0] for row in rows if row[0].letters]
    ends = [row[-1].letters[-1] for row in rows if row[-1].letters]
    small = sum(start.islower() for start in starts)
    broken = sum(end in _HYPHENS for end in ends)
    return 2 * small > len(rows) or (broken >= _FEWEST_BROKEN and 3 * small > len(rows))


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand side by side, from the top down, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: -w.base):
        if rows and abs(rows[-1][0].base - word.base) <= _SAME_LINE * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _column(words: Sequence[Word], rtl: bool) -> Iterator[PrintedLine]:
    """The lines of one column, from the top down."""
    rows = _rows(words)
    if not rows:
        return
    rows = _with_initials(rows)
    left, right = min(row[0].left for row in rows), max(w.right for row in rows for w in row)
    tabular = False
    for row in rows:
        gaps = [word.left - before.right > _CELL * word.size for before, word in pairwise(row)]
        parts = [_logical(cell, rtl) for cell in _cells(row, gaps)]
        first = row[-1] if rtl else row[0]
        yield PrintedLine(
            "\t".join(reversed(parts) if rtl else parts),
            before=(right - row[-1].right) if rtl else (row[0].left - left),
            after=(row[0].left - left) if rtl else (right - row[-1].right),
            base=row[0].base,
            size=median(w.size for w in row),
            first=first.right - first.left,
            column=right - left,
            follows=False if tabular or any(gaps) else None,
        )
        tabular = any(gaps)


def _cells(row: Sequence[Word], gaps: Sequence[bool]) -> Iterator[list[Word]]:
    cell = [row[0]]
    for word, apart in zip(row[1:], gaps, strict=True):
        if apart:
            yield cell
            cell = []
        cell.append(word)
    yield cell


def _logical(words: Sequence[Word], rtl: bool) -> str:
    letters = [letter for n, word in enumerate(words) for letter in (*([" "] if n else []), *word.letters)]
    return " ".join(in_logical_order(letters, rtl).split())


def _with_initials(rows: list[list[Word]]) -> list[list[Word]]:
    """Put a large letter that begins a paragraph before the word it is of, two or three lines above its foot."""
    usual = median(w.size for row in rows for w in row)
    kept: list[list[Word]] = []
    for row in rows:
        initial = next((w for w in row if len(w.letters) <= 2 and w.size >= _INITIAL * usual), None)
        above = [
            r for r in kept if initial and 0 < r[0].base - initial.base < initial.size and r[0].left > initial.left
        ]
        if initial is None or not above:
            kept.append(row)
            continue
        start = above[0][0]
        joined = Word((*initial.letters, *start.letters), initial.left, start.right, start.base, start.size)
        kept[kept.index(above[0])] = [joined, *above[0][1:]]
        kept += [rest] if (rest := [w for w in row if w is not initial]) else []
    return kept
