"""Whether two words may be one name, however two languages or scripts spell it."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from filrouge.characters import latin

FEWEST_COMPARED: Final = 5  # letters of a name that is compared by more than all of them
_MAYBE: Final = 0.72  # of the letters of two words that may be one in two languages
_STEM: Final = 5  # letters with which they begin
_SOUNDS_ALIKE: Final = 0.84

ABJADS: Final = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "ug"})
"""Languages whose script has no capitals, and leaves most vowels out."""

_SKELETON: Final = 4  # consonants that tell a name from other words
_BEFORE: Final = re.compile(r"^(?:w|f)?(?:al|b|l|k|h|m)?(?=.{3})")  # small words that are written with the next
# How one sound is written in two alphabets: what is read by rule from Cyrillic or Greek, and as names have it in Latin.
_SOUNDS: Final = (
    ("kh", "h"), ("sch", "s"), ("sh", "s"), ("tch", "k"), ("ch", "k"), ("zh", "j"), ("ph", "f"), ("th", "t"),
    ("ck", "k"), ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("yu", "u"), ("ya", "a"), ("y", "i"), ("j", "i"),
    ("z", "s"),
)  # fmt: skip


def near(a: str, b: str, least: float, *, across: bool = False) -> bool:
    """Whether two names in plain small letters share so many that they are one; `across` languages also by sound."""
    if a == b:
        return True
    if min(len(a), len(b)) < FEWEST_COMPARED or a.count(" ") != b.count(" "):
        return False
    if a[:2] == b[:2] and _share(a, b) >= least:
        return True
    heard = (sound(a), sound(b)) if across else ("", "")
    return across and heard[0][:2] == heard[1][:2] and _share(*heard) >= max(_SOUNDS_ALIKE, least)


def maybe_one(word: str, other: str) -> bool:
    """Whether two words may be one in two languages, so that neither is told to stand alone."""
    if word == other or word[:_STEM] == other[:_STEM]:
        return True
    if min(len(word), len(other)) < FEWEST_COMPARED or word[0] != other[0]:
        return False
    return _share(word, other) >= _MAYBE


@lru_cache(maxsize=50_000)
def sound(name: str) -> str:
    """Roughly how a name sounds: "khalden kemikals" and "halden chemicals" are one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", name)


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants of a name, as scripts without vowels write it; the first letter always counts."""
    heard = sound(name.replace("'", "").replace("`", ""))
    return re.sub(r"(.)\1+", r"\1", heard[:1] + re.sub(r"[aeiouhv\W_]", "", heard[1:]))


def skeletons(text: str) -> frozenset[str]:
    """Those of the words of a text in such a script, with and without what may be written before them."""
    words = {latin(word) for word in re.findall(r"[^\W\d_]{2,}", text)}
    return frozenset(skeleton(one) for word in words for one in (word, _BEFORE.sub("", word)))


def stands_in(name: str, written: frozenset[str]) -> bool:
    """Whether a text, by its `skeletons`, surely has a name: all of its words, one of which cannot be mistaken."""
    bare = [skeleton(word) for word in name.split()]
    return any(len(one) >= _SKELETON for one in bare) and all(one in written for one in bare)


def _share(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _MAYBE else 0.0
