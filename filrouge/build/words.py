"""Words of a passage: which of them can stand in a label, and which are forms of one another."""

import html
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from filrouge.search import UNSPACED

_CJK_STEP: Final = 2
_SHORTEST: Final = 3  # letters of a word that can stand for something
_STEM_LETTERS: Final = 6
_COMMON: Final = 0.15  # of passages: a word as common as that is a stop word where no list of them exists
_DOTTED: Final = frozenset({"tr", "az"})
_WORD: Final = r"[^\W\d_]"
_STEMMERS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


@cache
def _pattern() -> re.Pattern[str]:
    # Vowel signs of Indic scripts and other marks are no letters to `\w`, and would cut words in pieces.
    marks = "".join(
        re.escape(c) for c in map(chr, range(0x300, min(0xFFFF, sys.maxunicode))) if unicodedata.category(c)[0] == "M"
    )
    letter = rf"(?:{_WORD}|[{marks}])"
    # French and its neighbours: l', d', qu' … stand before the word they belong to.
    elided = rf"(?<!{_WORD})(?:[LlDdJjMmNnSsTtCc]|[Qq]u)['’](?={letter})"
    return re.compile(
        rf"[{UNSPACED}{marks}]+|{elided}|{letter}+(?:[-‑·]{letter}+)*|[.!?;:,()\[\]«»\"“”„…–—|\n/]|[0-9]+"
    )


@cache
def stop_words(language: str) -> frozenset[str]:
    """Stop words of a language (stopwordsiso), cut at apostrophes as tokens are; empty where there is no list."""
    import stopwordsiso

    listed = stopwordsiso.stopwords(language) if stopwordsiso.has_lang(language) else set()
    pieces = {piece for word in listed for piece in re.split(r"['’ ]", word.lower())}
    return frozenset(pieces | _PRESS_STOP_WORDS.get(language, frozenset()))


# What the lists lack and every news text has; months and weekdays say when, not what.
_PRESS_STOP_WORDS: Final = {
    language: frozenset(words.split())
    for language, words in {
        "fr": "selon après avant ans an année années jour jours mois semaine lundi mardi mercredi jeudi vendredi "
        "samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier "
        "demain explique expliqué indiqué indique affirmé affirme déclaré ajouté ajoute estime assure dit dire faire "
        "fait aussi ainsi alors encore notamment afp lire également aujourd hui été chez dont lors contre entre depuis "
        "pendant jusqu lorsqu puisqu quelqu heures heure euros million millions milliards milliard pourcent fois deux "
        "trois quatre cinq dix vingt cent mille monsieur madame mme photo crédit crédits article publié ont très peut "
        "peuvent doit doivent faut va vont avoir être cela ceux celle celles cet cette face autour près",
        "en": "said says say told according year years day days week month months monday tuesday wednesday thursday "
        "friday saturday sunday january february march april may june july august september october november december "
        "yesterday today also would could mr mrs ms percent per cent million billion photo reuters one two three "
        "first last new",
        "es": "según después antes año años día días semana mes meses lunes martes miércoles jueves viernes sábado "
        "domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy "
        "dijo explicó afirmó aseguró señaló además millones euros tras sido ser han más también efe dos tres mil",
        "pt": "segundo depois antes ano anos dia dias semana mês meses segunda-feira terça-feira quarta-feira "
        "quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro "
        "outubro novembro dezembro ontem hoje disse afirmou explicou milhões euros após sido lusa dois três mil",
        "de": "sagte laut jahr jahre jahren tag tage woche monat montag dienstag mittwoch donnerstag freitag samstag "
        "sonntag januar februar märz april mai juni juli august september oktober november dezember gestern heute "
        "millionen prozent euro zwei drei dpa",
        "it": "secondo dopo prima anno anni giorno giorni settimana mese mesi lunedì martedì mercoledì giovedì venerdì "
        "sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre "
        "ieri oggi detto ha milioni euro due tre ansa",
    }.items()
}


class Word(NamedTuple):
    """A word as it is written, and the stem that all its forms share: empty for stop words and `BREAK`."""

    written: str
    stem: str


BREAK: Final = Word("", "")
"""Stands where punctuation parts words: no phrase goes over it."""

FIGURE: Final = Word("", "")
"""Stands for a number, and parts words as well: what is counted or measured is no topic."""

OPENS: Final = Word("", "")
"""Stands for a mark that opens a quotation, and parts words as well."""

CLOSES: Final = Word("", "")
"""Stands for a mark that closes one."""

_OPENING, _CLOSING, _EITHER = "«“„", "»”", '"'
_LOW, _HIGH = "„", "“"
_TURNED: Final = frozenset({"da", "de", "fi", "sv"})


def read_words(text: str, language: str) -> list[Word]:
    """The words of a text in order, with `BREAK`, `OPENS` or `CLOSES` at punctuation and `FIGURE` for numbers.

    Scripts without spaces give overlapping pairs of letters, each its own stem.
    """
    stop, opened = stop_words(language), ""
    words: list[Word] = []
    for found in _pattern().findall(_quoted_name().sub(r"\1", unescape(text))):
        first = found[0]
        if not first.isalpha():
            mark = FIGURE if first.isdecimal() else _mark(first, opened, language)
            opened = first if mark is OPENS else "" if mark is CLOSES else opened
            words.append(mark)
        elif is_unspaced(first):
            pairs = (found[i : i + _CJK_STEP] for i in range(len(found) - 1))
            words += [Word(pair, "" if pair in stop or any(c in stop for c in pair) else pair) for pair in pairs]
            words.append(BREAK)
        else:
            low = lower(found, language)
            small = len(low) < _SHORTEST or low in stop or low[-1] in "'’"  # qu'
            words.append(Word(found, "" if small else stem(low, language)))
    return words


@cache
def _quoted_name() -> re.Pattern[str]:
    """A few letters of a script without spaces in quotation marks: a name (“黄背心”运动), and no quotation."""
    return re.compile(rf"[“「『]([{UNSPACED}]{{2,6}})[”」』]")


def _mark(mark: str, opened: str, language: str) -> Word:
    """What stands for a mark: whether it opens or closes a quotation is told by the mark that opened one before, where
    it looks alike, closes what a low one opened („so“), or is used the other way round (»so«).
    """
    if mark not in _OPENING + _CLOSING + _EITHER:
        return BREAK
    if mark in _EITHER or language in _TURNED or (mark == _HIGH and opened == _LOW):
        return CLOSES if opened else OPENS
    return OPENS if mark in _OPENING else CLOSES


def lower(text: str, language: str) -> str:
    """A text in small letters; Turkish and Azerbaijani have two kinds of i, with a dot and without."""
    return (text.replace("İ", "i").replace("I", "ı") if language in _DOTTED else text).lower()


def capital(text: str, language: str) -> str:
    """A text with a capital at its head."""
    first = "İ" if language in _DOTTED and text.startswith("i") else text[:1].upper()
    return first + text[1:]


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=500_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word share (Snowball); where there is no stemmer, its first letters without accents."""
    stemmer = _stemmer(language)
    if stemmer is not None:
        return str(stemmer.stemWord(word))
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return plain[:_STEM_LETTERS]


def unescape(text: str) -> str:
    """A text with the letters that HTML entities left in it stand for (`&eacute;`, and `&amp;eacute;` too)."""
    return html.unescape(html.unescape(text)) if "&" in text else text


def common_stems(passages: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Stems that stand in more than 15 % of these passages: stop words of a language that has no list of them."""
    if len(passages) < 20:
        return frozenset()
    counts = Counter(stem for words in passages for stem in {word.stem for word in words} if stem)
    return frozenset(stem for stem, n in counts.items() if n > _COMMON * len(passages))


@cache
def is_unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script without spaces."""
    return re.match(f"[{UNSPACED}]", letter) is not None
