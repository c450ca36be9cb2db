"""Words of a passage that can stand in a label: its own language's stop words removed."""

import html
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from filrouge.search import UNSPACED

BREAK: Final = ""
"""Stands in a list of tokens where punctuation parts them: no phrase goes over it."""

_CJK_STEP: Final = 2
_COMMON: Final = 0.15  # of passages: a word as common as that is a stop word where no list of them exists
_WORD: Final = r"[^\W\d_]"


@cache
def _pattern() -> re.Pattern[str]:
    # Vowel signs of Indic scripts and other marks are no letters to `\w`, and would cut words in pieces.
    marks = "".join(
        re.escape(c) for c in map(chr, range(0x300, min(0xFFFF, sys.maxunicode))) if unicodedata.category(c)[0] == "M"
    )
    letter = rf"(?:{_WORD}|[{marks}])"
    return re.compile(rf"[{UNSPACED}{marks}]+|{letter}+(?:[-‑·]{letter}+)*|[.!?;:,()\[\]«»\"“”…–—|\n/]|[0-9]+")


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
        "demain "
        "explique expliqué indiqué indique affirmé affirme déclaré ajouté ajoute estime assure dit dire faire fait "
        "aussi ainsi alors encore notamment afp lire également aujourd hui été chez dont lors contre entre depuis "
        "pendant jusqu lorsqu puisqu quelqu heures heure euros million millions milliards milliard pourcent fois deux "
        "trois quatre cinq dix vingt cent mille monsieur madame mme photo crédit crédits article publié ont très "
        "peut peuvent doit doivent faut va vont avoir être cela ceux celle celles cet cette face autour près",
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


def tokenise(texts: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Return the words of each text in small letters, without figures and stop words, with `BREAK` at punctuation.

    Scripts without spaces give overlapping pairs of letters.
    """
    return [_tokens(text, language) for text, language in zip(texts, languages, strict=True)]


def _tokens(text: str, language: str) -> list[str]:
    stop = stop_words(language)
    tokens: list[str] = []
    for found in _pattern().findall(unescape(text)):
        first = found[0]
        if not first.isalpha():
            if tokens and tokens[-1] != BREAK:
                tokens.append(BREAK)
        elif is_unspaced(first):
            pairs = [found[i : i + _CJK_STEP] for i in range(len(found) - 1)]
            tokens += [pair for pair in pairs if pair not in stop and not any(c in stop for c in pair)]
            tokens.append(BREAK)
        else:
            word = found.lower()
            if len(word) > 1 and word not in stop:
                tokens.append(word)
    return tokens


def unescape(text: str) -> str:
    """A text with the letters that HTML entities left in it stand for (`&eacute;`, and `&amp;eacute;` too)."""
    return html.unescape(html.unescape(text)) if "&" in text else text


def common_words(tokens: Sequence[Sequence[str]]) -> frozenset[str]:
    """Words that stand in more than 15 % of these passages: stop words of a language that has no list of them."""
    if len(tokens) < 20:
        return frozenset()
    counts = Counter(word for words in tokens for word in set(words) if word != BREAK)
    return frozenset(word for word, n in counts.items() if n > _COMMON * len(tokens))


@cache
def is_unspaced(letter: str) -> bool:
    """Whether a letter belongs to a script without spaces."""
    return re.match(f"[{UNSPACED}]", letter) is not None
