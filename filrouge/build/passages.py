"""Documents → passages: runs of whole sentences of about 120 words, as offsets into the document's text."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sentencex import get_sentence_boundaries

from filrouge.ingest.languages import CHARACTERS_PER_WORD, count_words
from filrouge.search import UNSPACED

WORDS: Final = 120
_LONGEST_SENTENCE: Final = WORDS * 3 // 2
_NON_SPACE: Final = re.compile(r"\S+")
_HAS_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_LONGEST_WORD: Final = 600  # characters without a space, in scripts that have spaces: no word, but it must be cut

Span = tuple[int, int]


def split_texts(texts: Sequence[str], languages: Sequence[str]) -> list[list[Span]]:
    """Split texts into passages.

    Parameters
    ----------
    texts, languages : same length; languages are ISO 639 codes, and steer where a sentence ends.

    Returns
    -------
    For each text its passages as (start, end), in order; none is empty, starts or ends with a space, and every
    character that is no space is in exactly one. A text without such characters has no passages.
    """
    return [_split(text, language) for text, language in zip(texts, languages, strict=True)]


def split_sentences(texts: Sequence[str], languages: Sequence[str]) -> list[list[Span]]:
    """Split texts into the sentences that passages are made of; one of more than 180 words is cut."""
    return [_pieces(text, language) for text, language in zip(texts, languages, strict=True)]


def _pieces(text: str, language: str) -> list[Span]:
    return [piece for span in _sentences(text, language) for piece in _short_enough(text, span)]


def _split(text: str, language: str) -> list[Span]:
    pieces = _pieces(text, language)
    if not pieces:
        return []
    words = [max(1, count_words(text[start:end])) for start, end in pieces]
    # Equal shares rather than full passages and a stub at the end, which would be a poor thing to embed.
    n_passages = max(1, round(sum(words) / WORDS))
    share = sum(words) / n_passages
    passages: list[Span] = []
    so_far, first = 0.0, 0
    for i, n in enumerate(words):
        if i > first and so_far + n / 2 > share * (len(passages) + 1):
            passages.append((pieces[first][0], pieces[i - 1][1]))
            first = i
        so_far += n
    return [*passages, (pieces[first][0], pieces[-1][1])]


def _sentences(text: str, language: str) -> list[Span]:
    starts = {0, len(text)}
    for boundary in get_sentence_boundaries(language, text):
        starts.add(int(boundary["start_index"]))
    edges = sorted(s for s in starts if 0 <= s <= len(text))
    return [span for a, b in pairwise(edges) if (span := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(kept)


def _short_enough(text: str, span: Span) -> list[Span]:
    """Cut a sentence of more than 180 words at spaces, and where there are none, every so many characters."""
    start, end = span
    n_words = count_words(text[start:end])
    if n_words <= _LONGEST_SENTENCE and end - start <= _LONGEST_WORD:
        return [span]
    units: list[Span] = []
    for match in _NON_SPACE.finditer(text, start, end):
        units += _cut_word(text, *match.span())
    pieces: list[Span] = []
    first, filled = 0, 0
    for i, (a, b) in enumerate(units):
        n = count_words(text[a:b])
        if filled and filled + n > WORDS:
            pieces.append((units[first][0], units[i - 1][1]))
            first, filled = i, 0
        filled += n
    return [*pieces, (units[first][0], units[-1][1])]


def _cut_word(text: str, start: int, end: int) -> list[Span]:
    unspaced = _HAS_UNSPACED.search(text, start, end)
    step = int(WORDS * CHARACTERS_PER_WORD) // 4 if unspaced else _LONGEST_WORD
    return [(a, min(a + step, end)) for a in range(start, end, step)]
