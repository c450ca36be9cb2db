"""A first pass over a file: digest, size, and how its bytes are to be read as text."""

import codecs
import gzip
import hashlib
import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

from filrouge.ingest.record import UnreadableFile

_CHUNK: Final = 1 << 20
_BOMB_BYTES: Final = 100 << 20
_BOMB_RATIO: Final = 150  # press text packs 3 to 10 times; gzip can do 1000 only on one repeated character
_PRINTED: Final = bytes(b for b in range(256) if b >= 32 or b in b"\t\n\r\f")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_FEW: Final = 10  # with at most one bad byte for ten letters that are not ASCII, it is UTF-8 that was damaged


@dataclass(frozen=True)
class Examined:
    """What a first pass over a file told: digest and size of its raw bytes, and how to decode it.

    `n_bad` bytes are not UTF-8 though the rest is, and are read as U+FFFD.
    """

    sha256: str
    n_bytes: int
    encoding: str
    n_bad: int = 0

    @property
    def warning(self) -> str | None:
        """What the reader should know of how the file was decoded."""
        if self.encoding == "cp1252":
            return "not UTF-8: read as Windows-1252, some letters may be wrong"
        if self.n_bad:
            one = self.n_bad == 1
            return (
                f"{self.n_bad:,} {'byte' if one else 'bytes'} of the file {'is' if one else 'are'} not UTF-8: read as �"
            )
        return None


def examine(path: Path) -> Examined:
    """Read a file once to take its digest and to find out how its text is encoded: UTF-8 (a few bad bytes allowed),
    UTF-16 with a mark, else cp1252 with a warning.

    Raises
    ------
    UnreadableFile
    """
    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = path.stat().st_size
        with open_raw(path) as stream:
            encoding, n_bad = _encoding(stream, size)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise UnreadableFile("the gzip file is damaged or cut short") from error
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened ({error.strerror or error})") from error
    return Examined(digest, size, encoding, n_bad)


def open_raw(path: Path) -> IO[bytes]:
    """Open a file, unpacking it if it is a .gz."""
    if path.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    return path.open("rb")


def _encoding(stream: IO[bytes], packed: int) -> tuple[str, int]:
    chunk = stream.read(_CHUNK)
    utf16 = chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = chunk[:65536]
    if not utf16 and len(head.translate(None, delete=_PRINTED)) > len(head) / 20 + 8:
        raise UnreadableFile("it is not a text file")
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    total = n_bad = n_wide = 0
    while True:
        total += len(chunk)
        if total > _BOMB_BYTES and total > _BOMB_RATIO * packed:
            raise UnreadableFile("it unpacks to more than text ever does, and is taken for an archive bomb")
        if not utf16:
            text = decoder.decode(chunk, final=not chunk)
            if not text.isascii():
                n_wide += len(text) - len(text.encode("ascii", "ignore"))
                n_bad += len(_ESCAPED.findall(text))
        if not chunk:
            break
        chunk = stream.read(_CHUNK)
    if utf16:
        return "utf-16", 0
    # Text in another encoding has hardly a letter that happens to be UTF-8; a cut-off letter has up to three bytes.
    n_good = n_wide - n_bad
    if n_bad >= max(1, n_good) or n_bad > max(3, n_good // _FEW):
        return "cp1252", 0
    return "utf-8-sig", n_bad
