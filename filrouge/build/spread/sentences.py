"""Documents → sentences: where they are, how much of them is quoted, and which are no evidence of copying."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from filrouge.arrays import Bools, Int32s, Ints, Singles
from filrouge.build.passages import Span, split_sentences
from filrouge.ingest.languages import count_words

FEWEST_WORDS: Final = 3
"""A sentence with fewer words ("Why?", "He laughed.") tells of no copy."""

_REPEATED: Final = 4  # texts of one source in which a sentence is the source's own
_BATCH: Final = 500
_QUOTED: Final = re.compile(
    '“[^“”]{2,2000}[”“]|«[^«»]{2,2000}»|„[^„“”]{2,2000}[“”]|「[^「」]{2,2000}」|『[^『』]{2,2000}』|"[^"]{2,2000}"'
)
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w{2,}|(?<!\w)[@#]\w+")
_CONTACT: Final = re.compile(
    r"\S+@\S+\.\w{2,}|(?<!\w)(?:tel|phone|tél|telefon|telefono|teléfono|тел|هاتف)\.?\s*:?\s*\+?\d", re.IGNORECASE
)
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Sentences:
    """All sentences in order: the row of their document, the passage they are in, offsets in the document's text, text.

    `words`: how many; `quoted`: the share of it between quotation marks; `boilerplate`: what its source always says.
    """

    document: Ints
    passage: Int32s
    spans: list[Span]
    texts: list[str]
    words: Int32s
    quoted: Singles
    boilerplate: Bools


def find_sentences(
    texts: Sequence[str],
    languages: Sequence[str],
    sources: Sequence[str | None],
    copies: npt.NDArray[np.integer],
    passages: Sequence[tuple[int, Span]],
) -> Sentences:
    """Find the sentences of all documents.

    Parameters
    ----------
    texts, languages, sources, copies : of the documents; documents with the same words, or nearly, share a number.
    passages : row of the document and offsets of each passage, in order.
    """
    document: list[int] = []
    spans: list[Span] = []
    quoted: list[float] = []
    for row, found in enumerate(_split(texts, languages)):
        inside = _quoted(texts[row])
        for start, end in found:
            document.append(row)
            spans.append((start, end))
            quoted.append(float(inside[start:end].mean()))
    said = [texts[row][start:end] for row, (start, end) in zip(document, spans, strict=True)]
    rows = np.array(document, np.int64)
    return Sentences(
        rows,
        _passage_of(rows, spans, passages),
        spans,
        said,
        np.array([count_words(text) for text in said], np.int32),
        np.array(quoted, np.float32),
        _boilerplate(said, rows, sources, copies),
    )


def spoken(text: str) -> str:
    """A sentence as it is embedded: one in capitals is something else to embedders than the same in small letters."""
    return text.capitalize() if text.isupper() else text


def _split(texts: Sequence[str], languages: Sequence[str]) -> Iterator[list[Span]]:
    for first in range(0, len(texts), _BATCH):
        batch = slice(first, first + _BATCH)
        yield from split_sentences(texts[batch], languages[batch])


def _quoted(text: str) -> Bools:
    inside = np.zeros(max(1, len(text)), bool)
    for match in _QUOTED.finditer(text):
        inside[match.start() : match.end()] = True
    return inside


def _passage_of(rows: Ints, spans: Sequence[Span], passages: Sequence[tuple[int, Span]]) -> Int32s:
    """The passage that holds the beginning of each sentence."""
    if not passages or not len(rows):
        return np.zeros(len(rows), np.int32)
    longest = 1 + max(end for _, (_, end) in [*passages, *zip(rows, spans, strict=True)])
    begins = np.array([row * longest + start for row, (start, _) in passages], np.int64)
    at = rows * longest + np.array([start for start, _ in spans], np.int64)
    return (np.searchsorted(begins, at, side="right") - 1).astype(np.int32)


def _boilerplate(
    said: Sequence[str], rows: Ints, sources: Sequence[str | None], copies: npt.NDArray[np.integer]
) -> Bools:
    """Sentences that several texts of one source share, and lines that hold little but an address."""
    folded = [_SPACES.sub(" ", text).strip().casefold() for text in said]
    texts: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for text, row in zip(folded, rows.tolist(), strict=True):
        if sources[row]:  # texts of unknown sources may be of as many
            texts[sources[row] or "", text].add(int(copies[row]))
    own = [len(texts[sources[row] or "", text]) for text, row in zip(folded, rows.tolist(), strict=True)]
    bare = [bool(_CONTACT.search(text)) or count_words(_ADDRESS.sub(" ", text)) < 1 for text in folded]
    found: Bools = np.array(bare, bool)
    found[np.array(own, np.int64) >= _REPEATED] = True
    return found
