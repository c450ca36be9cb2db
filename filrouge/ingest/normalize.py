"""One form for each letter, so that a search finds a word however it was encoded: composed, visible, encoded once."""

import html
import re
import unicodedata
from typing import Final, NamedTuple

from filrouge.ingest.older_encodings import is_garbled, older_encoding, sample_of

MENDED: Final = "its letters had been read in a wrong encoding: mended"
"""What the reader of a mended text should know."""

_HYPHENATED: Final = re.compile(r"\xad[^\S\n]*\r?\n[^\S\n]*(?=[^\W\d_])")
_INVISIBLE: Final = re.compile(
    # Hyphens and breaks that a line may have, joiners, byte order marks, marks of direction: letters tell their own.
    "[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    # Joiners shape the letters of Arabic and Indic scripts and hold emoji together; elsewhere they do nothing.
    "|(?:^|(?<=[\x00-\u05ff\u10a0-\u10ff\u1d00-\u1fff\u2c00-\u2dff\u3000-\ua4ff\uac00-\ud7af]))[\u200c\u200d]+"
)
_FORMS: Final = re.compile(
    "[\ufb00-\ufb06\ufb13-\ufb17"  # ligatures: fi, fl, Armenian
    "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf9\ufe70-\ufefc"  # letters of Arabic as they look in their place
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f"  # wide Latin letters and figures, narrow Katakana
    "\U0001d400-\U0001d7ff]+"  # letters drawn bold or in italics, as posts have them
)
_ODD: Final = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_PRIVATE: Final = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd]")
_LINE: Final = re.compile(r"[^\n]+")
# What the first and second bytes of letters in UTF-8 look like where they are read as another alphabet.
_SECOND: Final = "\x80-\xbf\u0160\u0161\u2013-\u2122"
_LATIN_MISREAD: Final = re.compile(f"[\xc2-\xf4\u0102-\u0111\u0139\u013a\u0393\u2248\u221a][\u0100-\u2fff{_SECOND}]")
_OTHER_MISREAD: Final = re.compile(
    f"[\u0410-\u0444\u0391-\u03c9\u0637\u0638][\u0152-\u0192\u0402-\u040f\u0452-\u045f\u0490\u0491{_SECOND}]"
    "|[\u2500-\u257f\xd0\xd1\xf0][\xa0-\xff\u2500-\u259f\u0410-\u044f]"
)
_GARBLED: Final = re.compile("[\xc0-\xd6\xd8-\xf6\xf8-\xff]{5}")  # no western word has so many accents together
_FEWEST_GARBLED: Final = 12  # accented letters
_MISREAD_AS: Final = ("cp1252", "latin-1", "cp1251", "cp866", "koi8_r", "cp1256", "cp1253", "cp437", "cp850", "cp1250")
"""The likeliest first: "Ã©" is "é" in the first, and valid in the last, too."""

_FEWEST: Final = 3  # bytes of UTF-8 that prove themselves, all of a line being valid
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MOST_ROUNDS: Final = 3
# Ends of lines as programs write them in a table: "The ferry is laid up.\\n\\nFishermen complain."
_ESCAPED_BREAK: Final = re.compile(r"(?:\\r)?\\n|\\r(?![^\W\d_])")
_WRITTEN_BREAK: Final = re.compile(r"[.!?…»”\"')\]]\s?(?:\\r)?\\n|(?:(?:\\r)?\\n){2}")


class Normalized(NamedTuple):
    """A text in normal form, and whether it had been encoded twice."""

    text: str
    mended: bool


def normalize_text(text: str) -> Normalized:
    """Give a text in Unicode's composed form (NFC), without invisible characters, with the plain letters in place of
    their presentation forms; what was decoded in a wrong encoding before is decoded as UTF-8 where that is valid.
    """
    if "\\n" in text and "\n" not in text and _WRITTEN_BREAK.search(text):
        text = _ESCAPED_BREAK.sub("\n", text)
    if text.isascii():
        return Normalized(text, mended=False)
    once = _encoded_once(text) if _is_suspect(text) else text
    return Normalized(_visible(once), mended=once != text)


def resolve_entities(text: str) -> str:
    """Put the characters for the entities of HTML (`&#8217;`, `&amp;`), also where they were escaped twice."""
    for _ in range(_MOST_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return text


def _visible(text: str) -> str:
    if _ODD.search(text):
        text = _INVISIBLE.sub("", _HYPHENATED.sub("", text))
    if _FORMS.search(text):
        text = _FORMS.sub(lambda match: _plain(match[0]), text)
    return unicodedata.normalize("NFC", text)


def _plain(forms: str) -> str:
    """The letters behind presentation forms; a vowel sign drawn by itself stands on a space there."""
    return unicodedata.normalize("NFKC", forms).replace(" ", "")


def _is_suspect(text: str) -> bool:
    return bool(_LATIN_MISREAD.search(text) or _OTHER_MISREAD.search(text) or _GARBLED.search(text))


def _encoded_once(text: str) -> str:
    if _GARBLED.search(text) and (read := _read_again(text)):
        return read
    return _LINE.sub(lambda match: _line_encoded_once(match[0]), text)


def _read_again(text: str) -> str | None:
    """A text in an older encoding that was read as western, `Æèòåëè ðàéîíà`, read as the language it spells."""
    for western in ("cp1252", "latin-1"):
        try:
            raw = text.encode(western)
        except UnicodeEncodeError:
            continue
        if len(raw) - len(raw.decode("ascii", "ignore")) < _FEWEST_GARBLED or not is_garbled(raw, "cp1252"):
            return None
        encoding = older_encoding(sample_of(raw, b""))
        return None if is_garbled(raw, encoding) else raw.decode(encoding, "replace")
    return None


def _line_encoded_once(line: str) -> str:
    if not _is_suspect(line):
        return line
    for encoding in _MISREAD_AS:
        if mended := _as_utf_8(line, encoding):
            return mended
    if not _LATIN_MISREAD.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding

    mended = fix_encoding(line, TextFixerConfig(unescape_html=False, explain=False))
    return line if len(_PRIVATE.findall(mended)) > len(_PRIVATE.findall(line)) else mended


def _as_utf_8(line: str, encoding: str) -> str | None:
    """A line that was UTF-8 and read in an encoding of one byte a letter: where all of it is valid, that is proof."""
    try:
        mended = line.encode(encoding).decode("utf-8")
    except ValueError:
        return None
    proven = len(line) - len(mended) >= _FEWEST and _LETTER.search(mended) and not _PRIVATE.search(mended)
    return mended if proven else None
