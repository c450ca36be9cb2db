"""Encodings from before Unicode: which one bytes are in, by the language that their letters then spell."""

import re
from itertools import pairwise
from typing import Final

_WESTERN: Final = "en fr de es it pt nl sv da no nb nn fi is ca gl eu ga id ms sw sq lb oc br af"
_CENTRAL: Final = "pl cs sk hu ro hr sl bs sq"
_CYRILLIC: Final = "ru uk bg mk sr be kk ky mn tg tt"
OLDER: Final = {  # best known first: among equals the first one is chosen
    "cp1252": _WESTERN, "cp1250": _CENTRAL, "cp1251": _CYRILLIC, "cp1254": "tr az ku", "cp1253": "el",
    "cp1256": "ar fa ur ug ps", "cp1255": "he yi", "cp1257": "et lv lt", "gb18030": "zh", "big5hkscs": "zh",
    "cp932": "ja", "euc_jp": "ja", "cp949": "ko", "cp874": "th", "cp1258": "vi", "koi8_r": "ru bg", "koi8_u": "uk",
    "iso8859_2": _CENTRAL, "iso8859_5": _CYRILLIC, "iso8859_6": "ar", "iso8859_7": "el", "iso8859_8": "he",
    "cp866": "ru be", "mac_cyrillic": _CYRILLIC, "mac_roman": _WESTERN, "cp850": _WESTERN, "cp852": _CENTRAL,
}  # fmt: skip
_USUAL: Final = "cp1252"
_SIGNS: Final = frozenset("©®™§£€°–—‘’“”…«»•·\xa0")  # where there is nothing else, no language shows
TWO_BYTES: Final = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})
_LONGEST_SAMPLE: Final = 8192
_INLINE: Final = re.compile(rb"(?i)</?(?:b|i|em|strong|u|span|font|su[bp]|small)\b[^<>]{0,5000}>|&#?\w{1,12};")
_MARKUP: Final = re.compile(rb"(?i)<(script|style)\b[^<]*(?:<(?!/?\1\b)[^<]*)*|</?[a-z!?][^<>]{0,5000}>")
_WIDE_LETTER: Final = re.compile(rb"[\x80-\xff][^\n]{0,2000}")
_BEFORE: Final = 200  # bytes of its line before a letter that is not ASCII
_ACCENTED: Final = 0.4  # of all letters: more than any western alphabet has
_RANKED: Final = 3000  # characters
_BAD_LETTER: Final = 20.0  # points of log-likelihood, about what a letter of the right language brings
_BAD_LETTERS: Final = re.compile(
    r"[\x80-\x9f\ufffd\ue000-\uf8ff]"  # no characters of any text
    r"|(?<=[^\W\d_])[^\w\s.,;:!?'’\"“”„«»()\[\]/…–—&%*@+#=<>|\\·-](?=[^\W\d_])"  # a sign between two letters
    r"|(?<![\u0e01-\u0e2e\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"  # a Thai mark on nothing
    r"|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"  # a Thai vowel before nothing
    r"|(?<![\u0e00-\u0e7f])[\u0e00-\u0e7f]{1,5}(?![\u0e00-\u0e7f])"  # Thai in words, which it does not part
    r"|(?<![\u05b0-\u05ea])[\u05b0-\u05c2]"  # a Hebrew point on nothing
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_OF_WINDOWS: Final = re.compile(rb"[\x80-\x9f]")
_IN_PLACE_OF_LETTERS: Final = re.compile(
    r"[0-9]\s?¤|¤\s?[0-9]|[^\W\d_][½¨´¸¦][^\W\d_]|\b½[^\W\d_]|[¦¨´¸](?=[^\W\d_]{2})"
)


def sample_of(chunk: bytes, sample: bytes) -> bytes:
    """Add to a sample, up to its size, letters that are not ASCII and what stands in their line, without markup."""
    if len(sample) >= _LONGEST_SAMPLE or chunk.isascii():
        return sample
    bare = _MARKUP.sub(b"\n", _INLINE.sub(b" ", chunk))  # its letters are English in any language
    bare, end = chunk if bare.isascii() else bare, 0
    for match in _WIDE_LETTER.finditer(bare):
        start = max(bare.rfind(b"\n", end, match.start()) + 1, match.start() - _BEFORE, end)
        end = match.end()
        sample += bare[start:end] + b"\n"
        if len(sample) >= _LONGEST_SAMPLE:
            break
    return sample


def is_garbled(sample: bytes, encoding: str) -> bool:
    """Whether bytes read as a western alphabet give words made of little but accented letters."""
    if OLDER.get(encoding) != _WESTERN and encoding not in {"cp1254", "iso8859-15"}:
        return False
    letters = [c for c in sample.decode(encoding, "replace") if c.isalpha()]
    return sum(not c.isascii() for c in letters) > _ACCENTED * len(letters)


def older_encoding(sample: bytes) -> str:
    """The older encoding in which bytes are most clearly a language that is written in it."""
    from py3langid import rank  # reads its model when imported

    if _SIGNS.issuperset(c for c in sample.decode(_USUAL, "replace") if not c.isascii()):
        return _USUAL
    best, highest = "", float("-inf")
    for encoding, languages in OLDER.items():
        text = sample.decode(encoding, "replace")[:_RANKED]
        scores = dict(rank(text))
        mean = sum(scores.values()) / len(scores)
        spelt = max(scores[code] for code in languages.split() if code in scores) - mean
        if encoding in TWO_BYTES:  # half as many letters have told as much
            spelt *= 2
        score = spelt - _BAD_LETTER * _bad_letters(text)
        if score > highest:
            best, highest = encoding, score
    return "iso8859_15" if best == _USUAL and _is_latin_9(sample) else best


def _is_latin_9(sample: bytes) -> bool:
    """Whether bytes that are read as Windows-1252 are Latin-9, which has letters and the euro where that has signs."""
    if _OF_WINDOWS.search(sample):
        return False
    return _IN_PLACE_OF_LETTERS.search(sample.decode(_USUAL, "replace")) is not None


def _bad_letters(text: str) -> int:
    """How often a text has what no text has: controls, signs and capitals inside words, marks that stand on nothing."""
    found = len(_BAD_LETTERS.findall(text))
    for word in _WORD.findall(text):
        if not word.isupper() and not word.islower():
            found += sum(b.isupper() and a.islower() for a, b in pairwise(word))
    return found
