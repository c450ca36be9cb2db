"""Bytes → text: Unicode by its marks and its rules, an older encoding by the language that its letters then spell."""

import codecs
import hashlib
import io
import re
from dataclasses import dataclass
from typing import BinaryIO, Final, NamedTuple

from filrouge.ingest.mixed_lines import MixedLines, lines_of, mixture_of
from filrouge.ingest.older_encodings import OLDER, is_garbled, older_encoding, sample_of
from filrouge.ingest.record import Item, UnreadableFile

HEAD: Final = 65536
"""Bytes at the start of an item that tell what it is."""

_CHUNK: Final = 1 << 20
_PRINTED: Final = bytes(b for b in range(256) if b >= 32 or b in b"\t\n\r\f")
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_FEW: Final = 10  # with at most one bad byte for ten letters that are not ASCII, it is UTF-8 that was damaged
_MARKS: Final = (  # the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE: Final = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDER: Final = {  # what pages that name the first are written in (WHATWG Encoding Standard, 4.2)
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip


@dataclass(frozen=True)
class Examined:
    """What a first pass over an item told: digest and size of its bytes, and how to decode them.

    `n_bad` bytes are not UTF-8 though the rest is, and are read as U+FFFD. `mixed` tells the older encoding of the
    lines that are not UTF-8, where the file is made of both, and how many they are.
    """

    sha256: str
    n_bytes: int
    encoding: str
    n_bad: int = 0
    mixed: tuple[str, int] | None = None

    @property
    def warning(self) -> str | None:
        """What the reader should know of how the item was decoded."""
        return _mixed_warning(*self.mixed) if self.mixed else _warning(self.encoding, self.n_bad)


class Decoded(NamedTuple):
    """A whole text, the encoding its bytes are in, and what the reader should know of it."""

    text: str
    encoding: str
    warning: str | None


class TextStream(io.TextIOWrapper):
    """An item's text as a stream, with what the first pass over its bytes told."""

    def __init__(self, raw: BinaryIO, examined: Examined, newline: str) -> None:
        lines = io.BufferedReader(MixedLines(raw, examined.mixed[0])) if examined.mixed else raw
        super().__init__(lines, encoding=examined.encoding, errors="replace", newline=newline)
        self.examined = examined


def examine(item: Item) -> Examined:
    """Read an item once to take its digest and to find out how its text is encoded, in bounded memory.

    Raises
    ------
    UnreadableFile
        It is not a text, or cannot be read to its end.
    """
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    n_bytes = n_bad = n_wide = 0
    sample = b""
    with item.open() as stream:
        chunk = stream.read(_CHUNK)
        unicode = marked(chunk[:HEAD])
        if not unicode and is_binary(chunk[:HEAD]):
            raise UnreadableFile("it is not a text file")
        while True:
            digest.update(chunk)
            n_bytes += len(chunk)
            if unicode in {None, "utf-8-sig"}:
                text = decoder.decode(chunk, final=not chunk)
                if not text.isascii():
                    n_wide += len(text) - len(text.encode("ascii", "ignore"))
                    n_bad += len(_ESCAPED.findall(text))
                    sample = sample_of(chunk, sample)
            if not chunk:
                break
            chunk = stream.read(_CHUNK)
        stream.seek(0)
        mixed = mixture_of(lines_of(stream)) if n_bad else None
    if mixed:
        return Examined(digest.hexdigest(), n_bytes, "utf-8-sig", mixed=mixed)
    if unicode is None:
        unicode = older_encoding(sample) if _is_older(n_wide - n_bad, n_bad) else "utf-8-sig"
    return Examined(digest.hexdigest(), n_bytes, unicode, n_bad if unicode == "utf-8-sig" else 0)


def open_text(item: Item, newline: str = "") -> TextStream:
    """Open an item as text: UTF-8 (a few bad bytes allowed), UTF-16, UTF-32, or an older encoding.

    Raises
    ------
    UnreadableFile
    """
    examined = examine(item)
    return TextStream(item.open(), examined, newline)


def decode(raw: bytes, *declared: str | None) -> Decoded:
    """Decode a whole text: by its mark, as UTF-8 if that is what it is, as declared if it can be, else by its letters.

    `declared` are the encodings it is said to be in, the most trusted first; None says nothing.
    """
    unicode = marked(raw[:HEAD])
    if unicode and unicode != "utf-8-sig":
        return Decoded(raw.decode(unicode, "replace"), unicode, None)
    text = _escaped(raw).removeprefix("\ufeff")
    n_bad = len(_ESCAPED.findall(text))
    if not n_bad:
        return Decoded(text, "utf-8-sig", None)
    if mixed := mixture_of(lines_of(io.BytesIO(raw))):
        lines = io.BufferedReader(MixedLines(io.BytesIO(raw), mixed[0])).read()
        return Decoded(lines.decode("utf-8-sig", "replace"), "utf-8-sig", _mixed_warning(*mixed))
    n_wide = len(text) - len(text.encode("ascii", "ignore"))
    if unicode or not _is_older(n_wide - n_bad, n_bad):
        return Decoded(raw.decode("utf-8-sig", "replace"), "utf-8-sig", _warning("utf-8-sig", n_bad))
    said = {name: known for name in declared if name and (known := _known(name))}
    sample = sample_of(raw, b"")
    for name in said.values():
        try:
            if not (name.startswith("utf-") or is_garbled(sample, name)):
                return Decoded(raw.decode(name), name, None)
        except ValueError:
            continue
    encoding = older_encoding(sample)
    return Decoded(raw.decode(encoding, "replace"), encoding, _warning(encoding, 0, next(iter(said), None)))


def head_text(head: bytes) -> str | None:
    """Decode the first bytes of an item, whose last character may be cut; None if they are no text."""
    unicode = marked(head)
    if not unicode and is_binary(head):
        return None
    return head.decode(unicode or "utf-8", "replace").lstrip("\ufeff")


def is_binary(head: bytes) -> bool:
    """Whether bytes have more control characters than any text in an ASCII-based encoding."""
    return len(head.translate(None, delete=_PRINTED)) > len(head) / 20 + 8


def marked(head: bytes) -> str | None:
    """The encoding that a byte order mark, the escapes of ISO-2022-JP or the NULs of UTF-16 and UTF-32 give away."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if head.isascii() and (b"\x1b$B" in head or b"\x1b$@" in head):
        return "iso2022_jp"
    return _unmarked_wide(head) if b"\0" in head else None


def _unmarked_wide(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: ASCII characters are where they belong, and all others are printed too."""
    bare = head.replace(b"\0", b"")
    if 3 * len(bare) > 2 * len(head) and not is_binary(bare) and not _ESCAPED.search(_escaped(bare)[:-3]):
        return None  # a text with some NULs
    best, most = None, len(head) // 200
    for encoding in _WIDE:
        width = int(encoding[4:6]) // 8
        try:
            text = head[: len(head) // width * width].decode(encoding)
        except UnicodeDecodeError as error:
            if error.start < len(head) - 4:  # not just a pair of surrogates that is cut
                continue
            text = head[: error.start].decode(encoding)
        n_ascii = sum(c.isascii() for c in text)
        n_printed = sum(c.isprintable() or c.isspace() for c in text)
        if n_ascii > most and n_printed >= 0.98 * len(text):
            best, most = encoding, n_ascii
    return best


def _escaped(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _is_older(n_good: int, n_bad: int) -> bool:
    """Whether bytes are no UTF-8: text in another encoding has hardly a letter that happens to be UTF-8; a cut-off
    letter has up to three bytes.
    """
    return n_bad >= max(1, n_good) or n_bad > max(3, n_good // _FEW)


def _known(declared: str) -> str | None:
    """The codec for a declared encoding, or None if there is none of text."""
    try:
        name = codecs.lookup(declared.strip(" \"'")).name
        b"a".decode(name)
    except (LookupError, ValueError):
        return None
    return _WIDER.get(name, name)


def _warning(encoding: str, n_bad: int, said: str | None = None) -> str | None:
    if encoding in OLDER:
        wrong = f"declared as {said}, which does not fit" if said else "not UTF-8"
        return f"{wrong}: read as {_name(encoding)}, some letters may be wrong"
    if n_bad:
        one = n_bad == 1
        return f"{n_bad:,} {'byte' if one else 'bytes'} of the file {'is' if one else 'are'} not UTF-8: read as �"
    return None


def _mixed_warning(encoding: str, n_lines: int) -> str:
    lines = "1 line of the file is" if n_lines == 1 else f"{n_lines:,} lines of the file are"
    return f"{lines} not UTF-8: read as {_name(encoding)}, some letters may be wrong"


def _name(encoding: str) -> str:
    return f"Windows-{encoding[2:]}" if encoding.startswith("cp125") else encoding.replace("_", "-").upper()
