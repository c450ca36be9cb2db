"""The words of a page of a PDF, from its letters as PDFium gives them: where each stands, in whatever order."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from filrouge.ingest.formats.visual_order import is_rtl

_HYPHENS: Final = {"\x02": "\u00ad", "\ufffe": "\u00ad"}  # what PDFium gives for a hyphen that divides a word
_APART: Final = 0.28  # of the size of the letters: a gap between words where spaces are written, too
_APART_UNSPACED: Final = 0.15  # where spaces are gaps only
_SAME_LINE: Final = 0.15
_SAME_PLACE: Final = 0.02
_MOST_LETTERS: Final = 60_000  # of one page


class Letter(NamedTuple):
    """A character, where it is drawn and what it takes up; heights grow upwards, as in the file.

    `text` is " " for a space, `n` the number of the character in the file.
    """

    text: str
    at: float
    left: float
    right: float
    base: float
    size: float
    n: int = 0


class Word(NamedTuple):
    """A word: its letters as they stand from left to right, each with its marks, and where they stand."""

    letters: tuple[str, ...]
    left: float
    right: float
    base: float
    size: float


def words_of(page: Any) -> tuple[list[Word], str]:
    """Give the words of a page of `pypdfium2` in no order that matters, and what is written across the lines."""
    letters, turned = _letters(page)
    n_spaces = sum(letter.text == " " for letter in letters)
    apart = _APART if n_spaces * 20 >= len(letters) else _APART_UNSPACED
    return [word for row in _rows(letters) for word in _words(row, apart)], " ".join(turned.split())


def _letters(page: Any) -> tuple[list[Letter], str]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix, loose = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    letters: list[Letter] = []
    turned: list[str] = []
    high = ""
    for n in range(min(pdfium.FPDFText_CountChars(text), _MOST_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(text, n)
        shown = _HYPHENS.get(chr(code), chr(code)) if 0 < code < 0x110000 else "\ufffd"
        if 0xD800 <= code < 0xDC00:
            high = shown
            continue
        if high:
            shown, high = (high + shown).encode("utf-16", "surrogatepass").decode("utf-16", "replace"), ""
        generated = pdfium.FPDFText_IsGenerated(text, n) == 1 and shown != "\u00ad"
        if generated or shown in "\r\n\0" or not pdfium.FPDFText_GetCharBox(text, n, left, right, bottom, top):
            turned += [" "] if turned and turned[-1] != " " else []
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        if abs(matrix.b) > abs(matrix.a):
            turned.append(shown)
            continue
        if shown.isspace() and right.value - left.value < _SAME_PLACE:  # made up, and not where the gap is
            continue
        size = pdfium.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d) or 1.0
        pdfium.FPDFText_GetLooseCharBox(text, n, loose)
        start, end = min(left.value, loose.left), max(right.value, loose.right)
        letters.append(Letter(" " if shown.isspace() else shown, x.value, start, end, y.value, size, n))
    return letters, "".join(turned)


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that stand on one line, from left to right; those that share a place in the order of the file."""
    row: list[Letter] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        if row and row[0].base - letter.base > _SAME_LINE * max(row[0].size, letter.size):
            yield row
            row = []
        row.append(letter)
    if row:
        yield row


def _signs(row: Sequence[Letter]) -> list[Letter]:
    """The letters from left to right; those of one place are one sign for all of them, or one that is drawn twice."""
    places: list[list[Letter]] = []
    for letter in sorted(row, key=lambda letter: letter.at):
        last = places[-1] if places else None
        if last is None or letter.at - last[0].at > _SAME_PLACE or " " in (letter.text, last[0].text):
            places.append([letter])
        elif not any(letter.text == one.text and abs(letter.n - one.n) > 1 for one in last):
            last.append(letter)
    return [_sign(place) if len(place) > 1 else place[0] for place in places]


def _sign(place: Sequence[Letter]) -> Letter:
    """One sign for letters of one place, in the order they are read, marks behind the letter they are on."""
    towards = -1 if any(is_rtl(letter.text) for letter in place) else 1
    ordered = sorted(place, key=lambda one: (unicodedata.combining(one.text[0]) > 0, towards * one.left))
    left, right = min(one.left for one in place), max(one.right for one in place)
    return ordered[0]._replace(text="".join(one.text for one in ordered), left=left, right=right)


def _words(row: Sequence[Letter], apart: float) -> Iterator[Word]:
    signs = _signs(row)
    marks = [letter for letter in signs if unicodedata.combining(letter.text[0])]
    run: list[Letter] = []
    for letter in signs:
        if unicodedata.combining(letter.text[0]):
            continue
        before = run[-1] if run else None
        # An Arabic letter is often drawn well behind the place where it begins: that is no gap between words.
        begins = min(letter.left, letter.at)
        far = before is not None and begins - before.right > apart * max(before.size, letter.size)
        other = before is not None and not 0.5 < letter.size / before.size < 2
        if run and (far or other or letter.text == " "):
            yield _word(run, marks)
            run = []
        if letter.text != " ":
            run.append(letter)
    if run:
        yield _word(run, marks)


def _word(run: Sequence[Letter], marks: Sequence[Letter]) -> Word:
    written = [letter.text for letter in run]
    left, right = min(letter.left for letter in run), max(letter.right for letter in run)
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        if left - 1 <= middle <= right + 1:
            nearest = min(range(len(run)), key=lambda n: abs((run[n].left + run[n].right) / 2 - middle))
            written[nearest] += mark.text
    size = max(letter.size for letter in run)
    return Word(tuple(written), left, right, run[0].base, size)
