"""Packed bytes as streams: they stop at the limits, and say in words what is wrong with them."""

import io
import lzma
import tarfile
import threading
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, Final

from filrouge.ingest.record import UnreadableFile

DAMAGE: Final = (zlib.error, EOFError, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, OSError, ValueError)
"""What the unpacking libraries raise for files that are not what they should be."""

BUFFER: Final = 1 << 18
BOMB: Final = "it unpacks to more than text ever does, and is taken for an archive bomb"
_LONGEST_HEADER: Final = 1 << 20


def size_words(n_bytes: int) -> str:
    """Write a size as a reader would: "2 GB", "1.5 MB"."""
    return f"{n_bytes / (1 << 30):.3g} GB" if n_bytes >= 1 << 30 else f"{n_bytes / (1 << 20):.3g} MB"


@dataclass(frozen=True)
class Limits:
    """How much an input file may unpack to.

    Attributes
    ----------
    total : bytes of all members of one archive, of those inside them too.
    member : bytes of one member.
    ratio, beyond : more than `ratio` times the packed size is a bomb, once it is more than `beyond` bytes.
    members : members of one archive, of those inside it too.
    depth : layers of packing, one inside another; a .tar.gz is two.
    """

    total: int = 4 << 30
    member: int = 2 << 30
    ratio: int = 200
    beyond: int = 100 << 20
    members: int = 200_000
    depth: int = 4

    def is_bomb(self, unpacked: int, packed: int) -> bool:
        """Whether more was unpacked than a text is ever packed into so few bytes."""
        return unpacked > self.beyond and unpacked > self.ratio * packed


class Budget:
    """What is left of the limits of one input file."""

    def __init__(self, limits: Limits, packed: int) -> None:
        self.limits, self.packed = limits, packed
        self.spent = self.members = 0
        self.whole: int | None = None
        """Bytes that the whole input may unpack to: no limit for one compressed file, whatever its size."""

    def spend(self, n_bytes: int) -> None:
        """Count bytes that were unpacked for the first time."""
        self.spent += n_bytes
        if reason := self.exceeded():
            raise UnreadableFile(reason)

    def exceeded(self) -> str | None:
        """Which limit was passed, if one was."""
        if self.limits.is_bomb(self.spent, self.packed):
            return BOMB
        if self.whole is not None and self.spent > self.whole:
            return f"the archive unpacks to more than {size_words(self.whole)}"
        return None


class Unpacked(io.RawIOBase):
    """An unpacked stream that says in words what is wrong with it, and stops at the limits.

    Parameters
    ----------
    stream : what unpacks.
    packed : what it reads from, if it does not close that itself.
    kind : the name of the packed format.
    budget : counts the bytes of the whole input.
    reached : how far this member was read before, in one cell that all streams of the member share.
    most : bytes it may have, if there is a limit.
    """

    def __init__(
        self,
        stream: IO[bytes],
        packed: IO[bytes] | None,
        kind: str,
        budget: Budget,
        reached: list[int],
        most: int | None,
    ) -> None:
        self._stream, self._packed, self._kind = stream, packed, kind
        self._budget, self._reached, self._most = budget, reached, most

    def readable(self) -> bool:
        """True: it is read only."""
        return True

    def seekable(self) -> bool:
        """True, though going back may mean to unpack again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place in the bytes as they are unpacked."""
        if whence == io.SEEK_END:  # by reading, so that the limits hold
            while self.read(BUFFER):
                pass
            offset, whence = offset + self._stream.tell(), io.SEEK_SET
        try:
            return self._stream.seek(offset, whence)
        except DAMAGE as error:
            raise UnreadableFile(f"the {self._kind} file is damaged or cut short") from error

    def tell(self) -> int:
        """The place in the bytes as they are unpacked."""
        return self._stream.tell()

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill a buffer; 0 at the end."""
        try:
            data = self._stream.read(len(buffer))
            position = self._stream.tell()
        except UnreadableFile:
            raise
        except DAMAGE as error:
            raise UnreadableFile(f"the {self._kind} file is damaged or cut short") from error
        if position > self._reached[0]:
            gain, self._reached[0] = position - self._reached[0], position
            self._budget.spend(gain)
            if self._most is not None and position > self._most:
                raise UnreadableFile(f"it unpacks to more than {size_words(self._most)}")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what is read from, too."""
        if not self.closed:
            self._stream.close()
            if self._packed is not None:
                self._packed.close()
        super().close()


class Window(io.RawIOBase):
    """A part of a file that several windows share."""

    def __init__(self, file: IO[bytes], lock: threading.Lock, start: int, size: int) -> None:
        self._file, self._lock, self._start, self._size, self._position = file, lock, start, size, 0

    def readable(self) -> bool:
        """True: it is read only."""
        return True

    def seekable(self) -> bool:
        """True, though going back may mean to unpack again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place in the bytes as they are unpacked."""
        self._position = max(0, offset + (0, self._position, self._size)[whence])
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill a buffer; 0 at the end."""
        n_bytes = max(0, min(len(buffer), self._size - self._position))
        with self._lock:
            self._file.seek(self._start + self._position)
            data = self._file.read(n_bytes)
        if len(data) < n_bytes and not data:
            raise UnreadableFile("the tar file is damaged or cut short")
        self._position += len(data)
        buffer[: len(data)] = data
        return len(data)


class Headers:
    """A tar file for `tarfile` to read headers from, which a header of a gigabyte does not fill the memory with."""

    def __init__(self, file: IO[bytes]) -> None:
        self.seek, self.tell, self._file = file.seek, file.tell, file

    def read(self, size: int) -> bytes:
        """Read bytes of a header, of which there are never many."""
        if not 0 <= size <= _LONGEST_HEADER:
            raise tarfile.ReadError("header too long")
        return self._file.read(size)
