"""Files put together of others, some in UTF-8 and some in an older encoding: decoded line by line."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from filrouge.ingest.older_encodings import TWO_BYTES, older_encoding, sample_of

_LONGEST_LINE: Final = 16 << 20
_FEWEST_LETTERS: Final = 3  # in a line that shows to be UTF-8
_FEW: Final = 3  # with at most one letter that happens to be UTF-8 for so many bytes that are not, a line is older
_DAMAGE: Final = frozenset({*range(0x80, 0xC0), 0xC2, 0xC3, 0xE2}) - frozenset(b"\x85\x91\x92\x93\x94\x96\x97\xab\xbb")
"""Bytes that are left over where letters of UTF-8 were cut, without the dashes and quotation marks of Windows."""
_BY_CHANCE: Final = frozenset({*TWO_BYTES, "cp866"})
"""Encodings in which short lines can look like UTF-8."""


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream with their ends, none held that is longer than 16 MB."""
    while line := stream.readline(_LONGEST_LINE):
        yield line


def mixture_of(lines: Iterable[bytes]) -> tuple[str, int] | None:
    """Say in which older encoding the lines are that are not UTF-8, and how many; None where not some of them are in
    the one and some in the other, as where all are in the older one or single letters are damaged.
    """
    n_utf_8 = n_older = n_damaged = 0
    sample = b""
    for line in lines:
        if line.isascii():
            continue
        text = line.decode("utf-8", "surrogateescape")
        wide = [ord(c) for c in text if not c.isascii()]
        bad = [c - 0xDC00 for c in wide if 0xDC80 <= c <= 0xDCFF]
        if not bad:
            n_utf_8 += len(wide) >= _FEWEST_LETTERS
        elif _FEW * (len(wide) - len(bad)) <= len(bad) and not _DAMAGE.issuperset(bad):
            n_older += 1
            sample = sample_of(line, sample)
        else:
            n_damaged += 1
    if not n_utf_8 or n_older <= n_damaged:
        return None
    encoding = older_encoding(sample)
    return None if encoding in _BY_CHANCE and n_utf_8 < n_older else (encoding, n_older)


class MixedLines(io.RawIOBase):
    """A stream in UTF-8 of one whose lines are in UTF-8 or in an older encoding."""

    def __init__(self, raw: BinaryIO, encoding: str) -> None:
        self._raw, self._encoding = raw, encoding
        self._rest = b""

    def readable(self) -> bool:
        """Whether it can be read: always."""
        return True

    def seekable(self) -> bool:
        """Whether it can be read again: from its start."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go back to the start."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation
        self._rest = b""
        return self._raw.seek(0)

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next of a line."""
        if not self._rest:
            line = self._raw.readline(_LONGEST_LINE)
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                line = line.decode(self._encoding, "replace").encode()
            self._rest = line
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        return n

    def close(self) -> None:
        """Close the stream beneath, too."""
        self._raw.close()
        super().close()
