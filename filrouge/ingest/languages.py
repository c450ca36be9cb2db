"""The language of a text: the input's own word for it where it is one, else detected."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from filrouge.schema import UNDETERMINED
from filrouge.search import UNSPACED

FEWEST_LETTERS: Final = 20
FEWEST_MIXED: Final = 80
CHARACTERS_PER_WORD: Final = 2.5
"""Letters that stand for one word where words are written without spaces."""

_NO_LANGUAGE: Final = "zxx"  # ISO 639-2: not a text in any language
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_DETECT_ON: Final = 1500  # more characters change nothing

# ISO 639-1, then ISO 639-2/3 codes that mean it, then names in English, French and the language itself, and in
# the languages in which databases are used.
_NAMES: Final = """
af afr afrikaans|am amh amharic amharique|ar ara arb apc arz ary arabic arabe arabisch árabe arabo العربية
as asm assamese assamais
az aze azj azb azerbaijani azeri azerbaïdjanais azéri azərbaycan|be bel belarusian biélorusse беларуская
bg bul bulgarian bulgare български|bn ben bengali বাংলা|bs bos bosnian bosniaque bosanski|br bre breton brezhoneg
ca cat catalan català katalanisch catalán catalão|cs ces cze czech tchèque čeština|cy cym wel welsh gallois cymraeg
da dan danish danois dansk
de deu ger german allemand deutsch alemán aleman alemão tedesco duits|el ell gre greek grec ελληνικά
en eng english anglais englisch inglés ingles inglês inglese engels|eo epo esperanto
es spa spanish espagnol español espanol castellano spanisch espanhol spagnolo spaans
et est ekk estonian estonien eesti|eu eus baq basque euskara
fa fas per pes persian farsi persan فارسی|fi fin finnish finnois suomi
fr fra fre french français francais französisch francés francês francese frans
ga gle irish irlandais gaeilge|gl glg galician galicien galego|gu guj gujarati|ha hau hausa haoussa
he heb hebrew hébreu עברית|hi hin hindi हिन्दी|hr hrv croatian croate hrvatski|ht hat haitian créole
hu hun hungarian hongrois magyar|hy hye arm armenian arménien հայերեն|id ind indonesian indonésien
is isl ice icelandic islandais|it ita italian italien italiano italienisch italiaans|ja jpn japanese japonais 日本語
jv jav javanese
ka kat geo georgian géorgien ქართული|kk kaz kazakh қазақша|km khm khmer cambodian|kn kan kannada
ko kor korean coréen 한국어|ku kur kmr ckb kurdish kurde kurdî|ky kir kyrgyz kirghize кыргызча|la lat latin
lb ltz luxembourgish luxembourgeois|lo lao|lt lit lithuanian lituanien lietuvių|lv lav lvs latvian letton latviešu
mg mlg malagasy malgache|mk mkd mac macedonian macédonien македонски|ml mal malayalam|mn mon khk mongolian mongol
mr mar marathi|ms msa may zsm malay malais|mt mlt maltese maltais|my mya bur burmese birman|nb nob|ne nep npi nepali
nl nld dut dutch néerlandais nederlands flemish niederländisch neerlandés holandês olandese|nn nno
no nor norwegian norvégien norsk|oc oci occitan
or ori ory odia|pa pan punjabi|pl pol polish polonais polski|ps pus pbt pashto pachto
pt por portuguese portugais português portugues portugués portugiesisch portoghese portugees
ro ron rum mo romanian roumain română|ru rus russian russe русский russisch ruso russo
sd snd sindhi|si sin sinhala|sk slk slo slovak slovaque slovenčina|sl slv slovenian slovène slovenščina
so som somali|sq sqi alb als albanian albanais shqip|sr srp serbian serbe српски srpski|sv swe swedish suédois svenska
sw swa swh swahili kiswahili|ta tam tamil|te tel telugu|tg tgk tajik tadjik|th tha thai thaï ไทย|ti tir tigrinya
tk tuk turkmen turkmène|tl tgl fil tagalog filipino|tr tur turkish turc türkçe|tt tat tatar
ug uig uyghur ouïghour|uk ukr ukrainian ukrainien українська|ur urd urdu ourdou اردو|uz uzb uzn uzbek ouzbek
vi vie vietnamese vietnamien|wo wol wolof|xh xho xhosa|yi yid yiddish|yo yor yoruba
zh zho chi cmn yue chinese chinois mandarin 中文|zu zul zulu
"""
_CODES: Final = {
    name: names.split()[0] for names in _NAMES.replace("\n", "|").split("|") if names for name in names.split()
}


_LONGEST_CODE: Final = 3
_REGION: Final = re.compile(r" (?:\(.*\)|[a-z]{2})")


def normalise_language(value: str | None) -> str | None:
    """Return the ISO 639-1 code (639-3 where there is none) that a code, tag or name of a language means.

    `fr-FR`, `fra`, `French`, `azj_Latn` are understood; None for anything else, which is then not to be trusted.
    """
    words = (value or "").strip().casefold()
    if words in _CODES:
        return _CODES[words]
    first = re.split(r"[-_ (]", words)[0]
    rest = words[len(first) :]
    is_name = len(first) <= _LONGEST_CODE and rest.startswith(" ") and not _REGION.fullmatch(rest)  # "El País"
    return None if is_name else _CODES.get(first)


def detect_languages(texts: Sequence[str]) -> list[str]:
    """Detect the language of each text (py3langid); 'und' for texts with fewer than 20 letters."""
    classify = _classifier()
    return [
        classify(_evenly(text[:_DETECT_ON])) if _letters(text) >= FEWEST_LETTERS else UNDETERMINED for text in texts
    ]


def _evenly(text: str) -> str:
    """A text in capitals as it is otherwise written, which is what the detector has learnt from."""
    return text.lower() if sum(map(str.isupper, text)) > sum(map(str.islower, text)) else text


def mixture(text: str, language: str) -> str | None:
    """Say in which languages a text is, largest part first, where a good part of it is not in `language`.

    Paragraphs of 80 letters or more are looked at, one by one; None where a quarter of their letters or less, or less
    than 200, are in another language.
    """
    letters: Counter[str] = Counter()
    paragraphs = [p for p in text.split("\n") if len(p) >= FEWEST_MIXED]
    if len(paragraphs) < 2 or language == UNDETERMINED:
        return None
    for paragraph, found in zip(paragraphs, detect_languages(paragraphs), strict=True):
        letters[found] += len(paragraph)
    total, others = letters.total(), letters.total() - letters[language]
    if others < 200 or others <= total / 4:
        return None
    names = language_names()
    parts = [(names.get(code, code), n / total) for code, n in letters.most_common() if n >= total / 10]
    return ", ".join(f"{name} {share:.0%}" for name, share in parts) if len(parts) > 1 else None


def language_names() -> dict[str, str]:
    """English name of each language by its code, for messages."""
    names: dict[str, str] = {}
    for line in filter(None, _NAMES.replace("\n", "|").split("|")):
        code, *rest = line.split()
        names[code] = next((name.capitalize() for name in rest if len(name) > 3 or name == "lao"), code)
    return names


def count_words(text: str) -> int:
    """Count words: runs without space, and one for every 2.5 letters where the script puts no spaces."""
    if not _UNSPACED.search(text):
        return len(text.split())
    spaced, n_unspaced = _UNSPACED.subn(" ", text)
    words = sum(any(c.isalnum() for c in word) for word in spaced.split())
    return words + round(n_unspaced / CHARACTERS_PER_WORD + 0.49)


def _letters(text: str) -> float:
    head = text[:_DETECT_ON]
    return len(_LETTERS.findall(head)) + (CHARACTERS_PER_WORD - 1) * len(_UNSPACED.findall(head))


@cache
def _classifier() -> Callable[[str], str]:
    from py3langid import classify  # reads its model when imported

    def language(text: str) -> str:
        code = str(classify(text)[0])
        return UNDETERMINED if code == _NO_LANGUAGE else normalise_language(code) or code

    return language
