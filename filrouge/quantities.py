"""The numbers of a sentence as values, in figures or in words, whatever the language: "94", "ninety-four", "94 000".

Claims are compared across languages, and what one text writes in figures the next writes out.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from filrouge.numerals import NUMBER, digits

_FEWEST: Final = 2  # "one" is mostly an article
_BEHIND: Final = 4  # words after a number that may tell of what it is
_SMALL_WORD: Final = 3  # letters
_THREE_DIGITS: Final = 3
_NO_NUMBER: Final = (None, (1, 0))  # "one" is mostly an article here, too
_THOUSAND: Final = 1e3
_MILLION: Final = 1e6
_MILLIARD: Final = 1e9

# Words for 0 to 19, then tens, then hundreds, "|" between values and "/" between forms. A form that ends in "-" stands
# for every word that begins so: languages that decline their numbers.
_SMALL: Final = {
    "en": "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen",
    "fr": "zéro|un/une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept"
    "|dix-huit|dix-neuf",
    "es": "cero|un/uno/una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciséis"
    "|diecisiete|dieciocho|diecinueve",
    "pt": "zero|um/uma|dois/duas|três|quatro|cinco|seis|sete|oito|nove|dez|onze|doze|treze|catorze/quatorze|quinze"
    "|dezesseis/dezasseis|dezessete/dezassete|dezoito|dezenove/dezanove",
    "it": "zero|un/uno/una|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici"
    "|sedici|diciassette|diciotto|diciannove",
    "de": "null|ein/eine/einen/einem/einer|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|dreizehn|vierzehn"
    "|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn",
    "ru": "ноль/нуль|один/одна/одного/одну/одной/одно|два/две/двух/двум/двумя|три/трёх/трех/трём/тремя"
    "|четыре/четырёх/четырех/четырьмя|пять/пяти/пятью|шесть/шести/шестью|семь/семи/семью|восемь/восьми/восемью"
    "|девять/девяти/девятью|десять/десяти/десятью|одиннадцат-|двенадцат-|тринадцат-|четырнадцат-|пятнадцат-"
    "|шестнадцат-|семнадцат-|восемнадцат-|девятнадцат-",
    "tr": "sıfır|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on",
    "pl": "zero|jeden/jedna/jedno|dwa/dwie/dwóch|trzy/trzech|cztery/czterech|pięć/pięciu|sześć/sześciu|siedem/siedmiu"
    "|osiem/ośmiu|dziewięć/dziewięciu|dziesięć/dziesięciu|jedenast-|dwanaści-/dwunast-|trzynast-|czternast-|piętnast-"
    "|szesnast-|siedemnast-|osiemnast-|dziewiętnast-",
}
_TENS: Final = {
    "en": "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
    "fr": "vingt|trente|quarante|cinquante|soixante|septante|quatre-vingt/quatre-vingts/huitante|nonante",
    "es": "veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
    "pt": "vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa",
    "it": "venti|trenta|quaranta|cinquanta|sessanta|settanta|ottanta|novanta",
    "de": "zwanzig|dreißig/dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig",
    "ru": "двадцат-|тридцат-|сорок/сорока|пятьдесят/пятидесяти|шестьдесят/шестидесяти|семьдесят/семидесяти"
    "|восемьдесят/восьмидесяти|девяносто/девяноста",
    "tr": "yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan",
    "pl": "dwadzieścia/dwudziestu|trzydzieści/trzydziestu|czterdzieści/czterdziestu|pięćdziesiąt/pięćdziesięciu"
    "|sześćdziesiąt/sześćdziesięciu|siedemdziesiąt/siedemdziesięciu|osiemdziesiąt/osiemdziesięciu"
    "|dziewięćdziesiąt/dziewięćdziesięciu",
}
_HUNDREDS: Final = {
    "es": "cien/ciento|doscient-|trescient-|cuatrocient-|quinient-|seiscient-|setecient-|ochocient-|novecient-",
    "pt": "cem/cento|duzent-|trezent-|quatrocent-|quinhent-|seiscent-|setecent-|oitocent-|novecent-",
    "ru": "сто/ста|двести/двухсот|триста/трёхсот/трехсот|четыреста/четырёхсот|пятьсот/пятисот|шестьсот/шестисот"
    "|семьсот/семисот|восемьсот/восьмисот|девятьсот/девятисот",
    "pl": "sto/stu|dwieście/dwustu|trzysta/trzystu|czterysta/czterystu|pięćset/pięciuset|sześćset/sześciuset"
    "|siedemset/siedmiuset|osiemset/ośmiuset|dziewięćset/dziewięciuset",
}
_TWENTIES: Final = {
    "es": "veintiuno/veintiún/veintiuna|veintidós|veintitrés|veinticuatro|veinticinco|veintiséis|veintisiete"
    "|veintiocho|veintinueve",
}
_TIMES: Final = {
    "en": "hundred/hundreds|thousand|million/millions|billion/billions",
    "fr": "cent/cents|mille|million/millions|milliard/milliards",
    "es": "|mil|millón/millones|",
    "pt": "|mil|milhão/milhões|bilhão/bilhões",
    "it": "cento|mille/mila|milione/milioni|miliardo/miliardi",
    "de": "hundert|tausend|million/millionen|milliarde/milliarden",
    "ru": "|тысяч-/тыс|миллион-/млн|миллиард-/млрд",
    "tr": "yüz|bin|milyon-|milyar-",
    "pl": "|tysi-/tys|milion-/mln|miliard-/mld",
}
_LINKS: Final = frozenset(("and", "et", "y", "e", "und"))
_DESIGNATION: Final = re.compile(
    r"https?://\S+|[@#]\w+"
    r"|\b\d+[.-]\d+[.-]\d+\b|\b0\d*[.:]\d+|\b\d{1,2}\.\d{2}\.(?=\s|$)"  # dates
    r"|(?<!\d)\d{1,2}(?::|\s?[hH]\s?)\d{2}(?!\d)"  # clocks
    r"|\b[^\W\d_]+[-–]?\d[\w-]*|\b\d+(?:[-–]?[^\W\d_]+)+\b"  # W-1143, T-72b3, 25th, 11-е
)
_AGE: Final = re.compile(
    r"(?<=, )\d{1,2}(?=,)"
    r"|\b\d{1,2}(?= (?:ans|años|anos|anni)\b|-year-old|\syears? old| лет| года?\b| yaşında| Jahre alt)"
    r"|\b\d{1,2}-(?:year|jährig)\w*|\baged \d{1,2}\b",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(r"\b(?:per|pour|por)\s(?:cent|cento|ciento)\b", re.IGNORECASE)
_SIGNS: Final = "%€$£₽"
_TOKEN: Final = re.compile(rf"(?:{NUMBER.pattern})|[^\W\d_]+(?:-[^\W\d_]+)*|[{_SIGNS}]")
_DECIMAL: Final = re.compile(r"^(\d+)[.,](\d{1,2})$")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_LAST_DAY: Final = 31
_OF: Final = frozenset(("de", "of", "d"))


class Quantity(NamedTuple):
    """A number in a text: its value, how it is written there, and the words behind it."""

    value: float
    written: str
    behind: tuple[str, ...]


@lru_cache(maxsize=200_000)
def counted(text: str, language: str) -> tuple[Quantity, ...]:
    """The numbers from two on in a text, but for days, years, clocks, ages and what is only a designation.

    Those in words are found only in languages whose words are known.
    """
    found: list[Quantity] = []
    number, first = _Number(), 0
    tokens = _tokens(_AGE.sub(" ", _DESIGNATION.sub(" | ", _PERCENT.sub("%", text))), language)

    def close(at: int) -> None:
        behind = _behind(tokens[at : at + _BEHIND], language)
        found.extend(Quantity(one, " ".join(tokens[first:at]), behind) for one in number.close() if one >= _FEWEST)

    for at, token in enumerate(tokens):
        begun = number.counted
        if token[:1].isdigit():
            if not number.thousands or len(token) != _THREE_DIGITS:  # "2 bin 300" is one number
                close(at)
                begun = False
            number.add(_value(token))
            first = first if begun else at
        elif (value := _word(token, language)) is not None:
            plain, times = value
            if times:
                number.multiply(times)
            else:
                if not number.takes(plain):
                    close(at)
                    begun = False
                number.add(plain)
            first = first if begun else at
        elif not (token in _LINKS and number.goes_on()):
            close(at)
    close(len(tokens))
    return tuple(found)


def _behind(tokens: Sequence[str], language: str) -> tuple[str, ...]:
    """The words behind a number, up to the next one: in "12 dead and 30 injured" those hurt are 30; in "5 of the 12
    boats" both count boats.
    """
    for n, token in enumerate(tokens):
        number = token[:1].isdigit() or _word(token, language) not in _NO_NUMBER
        if number and any(len(word) > _SMALL_WORD or word in _SIGNS for word in tokens[:n]):
            return tuple(tokens[:n])
    return tuple(tokens)


def quantities(text: str, language: str) -> frozenset[float]:
    """The values of the numbers that `counted` finds in a text."""
    return frozenset(one.value for one in counted(text, language))


class _Number:
    """A number that is read word by word: what is in thousands, and what is below them."""

    def __init__(self) -> None:
        self.total, self.part, self.counted = 0.0, 0.0, False

    def add(self, plain: float) -> None:
        self.part, self.counted = self.part + plain, True

    def multiply(self, times: float) -> None:
        if times == 100:
            self.part = (self.part or 1) * times
        elif self.part or not self.total:
            self.total, self.part = self.total + (self.part or 1) * times, 0.0

    def takes(self, plain: float) -> bool:
        """Whether a word goes on the number: "sixty" and "one", "hundred" and "forty"; not "two" and "three"."""
        return not self.counted or _joins(self.part, plain) or bool(self.total and not self.part)

    def goes_on(self) -> bool:
        """Whether "and" may stand here: in "hundred and forty", not in "two and three"."""
        return self.part > 0 and self.part % 10 == 0

    @property
    def thousands(self) -> bool:
        """Whether it ends in thousands: "two thousand", "2 bin"; hundreds may follow."""
        return self.counted and self.total > 0 and not self.part

    def close(self) -> list[float]:
        """The number, if it is one: "hundreds" and "thousands" by themselves count nothing."""
        found = [self.total + self.part] if self.counted else []
        self.total, self.part, self.counted = 0.0, 0.0, False
        return found


def _tokens(text: str, language: str) -> list[str]:
    result: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit() or "-" not in token:
            result.append(token.casefold())
            continue
        token = token.casefold()
        if language == "fr":  # "quatre-vingt-quatorze" is one number, its first two words one word
            token = re.sub(r"quatre-vingts?", "quatrevingt", token)
        result += [part.replace("quatrevingt", "quatre-vingt") for part in token.split("-")]
    months = _months(language)
    dates = set()
    for i, token in enumerate(result):
        if token in months:
            behind = i + 2 if result[i + 1 : i + 2] and result[i + 1] in _OF else i + 1
            before = i - 2 if i > 1 and result[i - 1] in _OF else i - 1
            dates |= {at for at in (before, behind) if 0 <= at < len(result) and _is_day(result[at])}
    return [token for i, token in enumerate(result) if i not in dates and not _YEAR.fullmatch(token)]


def _is_day(token: str) -> bool:
    return token.isdigit() and int(token) <= _LAST_DAY


@cache
def _months(language: str) -> frozenset[str]:
    from babel import Locale, UnknownLocaleError

    try:
        widths = [Locale.parse(language).months[kind] for kind in ("format", "stand-alone")]
    except (UnknownLocaleError, ValueError, KeyError):
        return frozenset()
    names = {str(name) for kind in widths for width in ("wide", "abbreviated") for name in kind[width].values()}
    return frozenset(name.casefold().strip(".") for name in names)


def _value(written: str) -> float:
    decimal = _DECIMAL.match(written)
    if decimal:
        return float(f"{digits(decimal.group(1))}.{digits(decimal.group(2))}")
    return float(digits(written) or 0)


def _joins(part: float, plain: float) -> bool:
    """Whether a word goes on a number: "sixty" and "one", "hundred" and "forty"; not "two" and "three"."""
    if part != int(part) or plain == 0:
        return False
    if part % 100 in (60, 80) and plain < 20:  # soixante-douze, quatre-vingt-onze
        return True
    if plain < 10:
        return part % 10 == 0 and part > 0
    return part > 0 and part % 100 == 0 and plain < 100


def _word(token: str, language: str) -> tuple[float, float] | None:
    """What a word adds, and by what it multiplies; one of them is 0."""
    whole, beginnings = _words(language)
    if token in whole:
        return whole[token]
    return next((value for start, value in beginnings if token.startswith(start)), None)


@cache
def _words(language: str) -> tuple[dict[str, tuple[float, float]], list[tuple[str, tuple[float, float]]]]:
    whole: dict[str, tuple[float, float]] = {}
    beginnings: list[tuple[str, tuple[float, float]]] = []

    def learn(table: dict[str, str], values: list[float], *, times: bool = False) -> None:
        for forms, value in zip(table.get(language, "").split("|"), values, strict=False):
            for form in filter(None, forms.split("/")):
                meaning = (0.0, value) if times else (value, 0.0)
                if form.endswith("-"):
                    beginnings.append((form[:-1], meaning))
                else:
                    whole[form] = meaning

    learn(_SMALL, [float(n) for n in range(20)])
    learn(_TENS, [float(n) for n in range(20, 100, 10)])
    learn(_TWENTIES, [float(n) for n in range(21, 30)])
    learn(_HUNDREDS, [float(n) for n in range(100, 1000, 100)])
    learn(_TIMES, [100.0, _THOUSAND, _MILLION, _MILLIARD], times=True)
    return whole, beginnings
