"""What repeats: lines that stand in many documents of a source, and blocks that stand twice in one text."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from filrouge.ingest.boilerplate.renderings import key_of
from filrouge.ingest.boilerplate.unit import Unit

BLOCK: Final = "repeated block"
SHORTEST_BLOCK: Final = 60
"""Letters and figures from which a paragraph said twice is cut."""
MANY: Final = 5
"""Different documents in which a line of the page's stands at the least."""

_SENTENCE: Final = re.compile(r"[.!?…։。！？؟។]+[\s\"”»’')\]]*")
_CAPACITY: Final = 100_000
_SHORT_SHARE: Final = 0.05  # of a source's documents: a line of one to three words is often said by chance
_LONGEST: Final = 400
_LONG: Final = 80  # letters of a line that is an article's own rather than a menu's
_SKETCH: Final = 8


class RepeatedLines:
    """What repeats across the documents of one source, in bounded memory.

    Of a line only a hash is kept, with a sketch of each document it was seen in: some of its long lines. Versions of
    one article share those, and count once.
    """

    def __init__(self, capacity: int = _CAPACITY) -> None:
        self._capacity = capacity
        self._seen: dict[int, tuple[frozenset[int], ...]] = {}
        self._counts: dict[int, int] = {}
        self._documents = 0

    def learn(self, text: str) -> None:
        """Count the lines of one document as read."""
        keys = {key for line in text.splitlines() if (key := key_of(line[: 2 * _LONGEST]))}
        if not keys:
            return
        self._documents += 1
        long = [key for key in keys if len(key) >= _LONG] or keys
        sketch = frozenset(sorted(map(_hash, long))[:_SKETCH])
        for line in sorted(_hash(key) for key in keys if len(key) <= _LONGEST):
            if line in self._counts:
                self._counts[line] += 1
                continue
            sketches = self._seen.pop(line, ())
            if not any(2 * len(sketch & other) > min(len(sketch), len(other)) for other in sketches):
                sketches = (*sketches, sketch)
            if len(sketches) >= MANY:
                self._counts[line] = len(sketches)
            else:
                self._seen[line] = sketches
        if len(self) > self._capacity:
            self._forget()

    def __call__(self, line: str) -> bool:
        """Whether this line stands in so many different documents that it is the page's, not the article's."""
        key = key_of(line[: 2 * _LONGEST])
        if not key or len(key) > _LONGEST:
            return False
        count = self._counts.get(_hash(key), 0)
        return count > 0 and (len(line.split()) > 3 or count >= _SHORT_SHARE * self._documents)

    def __len__(self) -> int:
        """Lines remembered."""
        return len(self._seen) + len(self._counts)

    def _forget(self) -> None:
        """Drop the half that was not seen for longest, those seen last being last in the dictionary."""
        for line in list(self._seen)[: (len(self._seen) + 1) // 2]:
            del self._seen[line]
        if len(self._counts) > self._capacity // 2:
            kept = sorted(self._counts, key=lambda line: -self._counts[line])[: self._capacity // 4]
            self._counts = {line: self._counts[line] for line in kept}


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def repeated_blocks(units: Sequence[Unit], reasons: Sequence[str | None]) -> list[str | None]:
    """Add to the reasons those paragraphs, kept so far, that the kept text has already said.

    Paragraphs are compared by their letters and figures, then by their sentences, so that a block whose paragraphs
    were joined, broken or marked up otherwise is known again. Short lines go with the block they stand in.
    """
    result = list(reasons)
    kept = [i for i, reason in enumerate(reasons) if reason is None]
    keys = {i: key_of(units[i].text) for i in kept}
    whole: set[str] = set()
    sentences: set[str] = set()
    doubles: set[int] = set()
    shorts: set[int] = set()
    for i in kept:
        key = keys[i]
        if len(key) < SHORTEST_BLOCK:
            if key in whole:
                shorts.add(i)
        else:
            parts = [part for piece in _SENTENCE.split(units[i].text) if (part := key_of(piece))]
            known = sum(len(part) for part in parts if part in sentences and len(part) >= 20)
            if key in whole or known >= 0.95 * len(key):
                doubles.add(i)
            sentences.update(parts)
        whole.add(key)
    order = {i: n for n, i in enumerate(kept)}
    for i in kept:
        near = [kept[n] for n in (order[i] - 1, order[i] + 1) if 0 <= n < len(kept)]
        if i in doubles or (i in shorts and near and all(j in doubles for j in near)):
            result[i] = BLOCK
    return result
