"""How the bytes of a saved page are read as characters; what it declares is not always so."""

import codecs
import re
from typing import Final, NamedTuple

from charset_normalizer import from_bytes

_SAMPLE: Final = 1 << 18
_FEW: Final = 10  # one bad byte for ten good letters that are not ASCII is damage, more is another encoding
_ALWAYS_FEW: Final = 3
_FEWEST_TAGS: Final = 3
_TELLING: Final = 150  # with fewer bytes beyond ASCII than one in 150 nothing tells one western alphabet from another
_ESCAPED: Final = re.compile("[\udc80-\udcff]")
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS: Final = {  # browsers read the narrow name as the wide set, and pages are written for browsers
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932",
}  # fmt: skip
_DECLARED: Final = re.compile(
    rb"""<(?:meta[^>]{0,300}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I
)
_NOT_TEXT: Final = re.compile(rb"(?is)<(script|style)\b.{0,200000}?</\1\s*>|<[^>]{0,5000}>")


class Decoded(NamedTuple):
    """A page's characters, and what its reader should know of how they were found."""

    text: str
    warning: str | None = None


def decode_page(raw: bytes, declared: str | None = None) -> Decoded:
    """Decode a page: by its mark of order, as UTF-8 where its bytes are, as declared (by who sent it, then by itself)
    where that gives letters that belong together, else as its letters look most like a language.
    """
    for mark, codec in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(codec, "replace"))
    if wide := _wide(raw):
        return Decoded(raw.decode(wide, "replace"))
    said = [name for name in map(_codec, (declared, _own_charset(raw))) if name]
    return _as_utf8(raw, said) or _as_said(raw, said) or _as_it_looks(raw, said)


def _as_utf8(raw: bytes, said: list[str]) -> Decoded | None:
    if raw.isascii():
        shifted = any(name.startswith(("iso2022", "hz", "utf-7")) for name in said)
        return None if shifted else Decoded(raw.decode("ascii"))
    text = raw.decode("utf-8", "surrogateescape")
    n_bad = len(_ESCAPED.findall(text))
    if not n_bad:
        return Decoded(text)
    n_good = len(text) - len(text.encode("ascii", "ignore")) - n_bad
    if n_bad > max(_ALWAYS_FEW, n_good // _FEW) or n_good <= n_bad:
        return None
    told = "1 byte of the page is" if n_bad == 1 else f"{n_bad:,} bytes of the page are"
    return Decoded(raw.decode("utf-8", "replace"), f"{told} not UTF-8: read as �")


def _as_said(raw: bytes, said: list[str]) -> Decoded | None:
    for name in said:
        try:
            text = raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _garbled(raw, name):
            return Decoded(text)
    return None


def _as_it_looks(raw: bytes, said: list[str]) -> Decoded:
    sample = _NOT_TEXT.sub(b" ", raw[: 4 * _SAMPLE])[:_SAMPLE]
    n_wide = sum(byte >= 0x80 for byte in sample)
    telling = n_wide * _TELLING > len(sample)
    guess = from_bytes(sample).best() if telling else None
    name = guess.encoding if guess else (said[0] if said and telling else "cp1252")
    name = _SUPERSETS.get(codecs.lookup(name).name, name)
    told = f"said to be {said[0]}, but " if said else ""
    return Decoded(raw.decode(name, "replace"), f"{told}read as {name}: some letters may be wrong")


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by its tags."""
    pairs = [raw[k : k + 2] for k in range(0, min(len(raw), 4000), 2)]
    for pair, codec in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if pairs.count(pair) >= _FEWEST_TAGS:
            return codec
    return None


def _own_charset(raw: bytes) -> str | None:
    match = _DECLARED.search(raw[:8192])
    return match[1].decode("ascii", "ignore") if match else None


def _codec(name: str | None) -> str | None:
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return None
    if found.startswith(("utf-16", "utf-32")):  # it has told so in single bytes
        return None
    return _SUPERSETS.get(found, found)


def _garbled(raw: bytes, name: str) -> bool:
    """Whether bytes read as a western alphabet give words made of little but accented letters."""
    if name not in {"cp1252", "cp1254", "iso8859-15", "mac-roman"}:
        return False
    text = _NOT_TEXT.sub(b" ", raw[: 4 * _SAMPLE])[:_SAMPLE]
    accented = sum(byte >= 0xC0 for byte in text)
    plain = sum(chr(byte).isalpha() for byte in text if byte < 0x80)
    return accented > 0.4 * (accented + plain)
