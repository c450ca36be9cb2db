"""Names of countries, regions, large cities and international bodies in many languages, and words made of them.

The names are those of CLDR: territories, the cities of time zones, and languages by the country that speaks them.
Bodies, which CLDR does not have, are few and listed here.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from filrouge.characters import latin

# What CLDR leaves out: bodies and short names, and, in small letters, words for their people, some only as they begin.
_MORE: Final = r"""
UN = UN; ONU; UNO; ООН; BM; OZN; ΟΗΕ; United Nations; Nations Unies; Naciones Unidas; Nazioni Unite; Nações Unidas; Vereinte Nationen; Vereinten Nationen; Объединенных Наций; Birleşmiş Milletler; Verenigde Naties; الأمم المتحدة; 联合国
NATO = NATO; OTAN; НАТО; ΝΑΤΟ; حلف شمال الأطلسي
EU = EU; UE; ЕС; ЄС; European Union; Union européenne; Unión Europea; Unione europea; União Europeia; Europäische Union; Европейский союз; Европейского союза; Avrupa Birliği; Europese Unie; الاتحاد الأوروبي
ICRC = ICRC; CICR; IKRK; МККК; International Committee of the Red Cross; Comité international de la Croix-Rouge
OSCE = OSCE; OSZE; ОБСЕ; AGİT; ОБСЄ; Организации по безопасности и сотрудничеству в Европе
WHO = OMS; ВОЗ; ВООЗ; DSÖ; World Health Organization
IMF = IMF; FMI; IWF; МВФ
ICC = ICC; CPI; МУС; UCM
UNHCR = UNHCR; HCR; ACNUR; BMMYK; УВКБ
UNESCO = UNESCO; ЮНЕСКО
UNICEF = UNICEF; ЮНИСЕФ
US = US; USA; U.S.; EUA; EEUU; США; ABD; United States; États-Unis; Estados Unidos; Stati Uniti; Vereinigte Staaten; America; american*; americain*; amerikan*; американ*; الولايات المتحدة; 美国
GB = UK; Britain; british; Great Britain; Grande-Bretagne; Gran Bretaña; Gran Bretagna; Großbritannien; Великобритания; Великобритании; britanni*; britanic*; britisch*; британск*
TR = Turkey; turkish; turks; turk; turc; turcs; turque; turques; turco; turcos; turca; turcas; turchi; turche; türkisch*; турецк*; Турции; Турцией; Турцию
RU = russian; russians; российск*; русск*; Rusya; rus; ruslar; ruso; rusos; rusa; rusas; russo; russi; russisch*
PS = Palestine; Palestina; Palästina; Filistin; Палестина; palestin*; палестин*; palastinens*
CN = chinese; chinois*; chinesisch*; китайск*
NL = dutch; niederlandisch*; Holland; neerlandais*; голландск*
GR = greek; greeks; grec; grecs; grecque*; griechisch*; греческ*
DK = danish; danois*; danisch*
CZ = czech; czechs; tcheque*; tschechisch*; чешск*
"""
_ENDINGS: Final = {
    "fr": "i?en(?:ne)?s?|nn?e?s?|aise?s?|oise?s?|aine?s?|ane?s?|een(?:ne)?s?",
    "en": "n|ns|i?ans?|i|is|eans?|ese|ish",
    "es": "[ia]?n[oa]s?|es|esas?|eses|ies|en[oa]s?|enses?|in[oa]s?|i|ies",
    "it": "an[oaie]|es[ei]|in[oaie]|en[oaie]",
    "pt": "an[oa]s?|es|esas?|eses|enses?|in[oa]s?|i|is",
    "de": "n?isch(?:e[nrsm]?)?|i?ern?|innen|ens",
    "nl": "i?s|i?se|isch|ische",
    "tr": "li|lu|liler|lular|in|nin|un|nun",
}
_CYRILLIC: Final = r"\w{0,3}sk\w{1,4}|\w{0,3}ts\w{0,3}|[iuaeoy]{1,3}[mkh]?"
_IN_CYRILLIC: Final = frozenset({"ru", "uk", "be", "bg", "sr", "mk"})
_IN_LATIN: Final = frozenset({"pl", "cs", "sk", "hr", "sl"})
_SLAVIC: Final = r"\w{0,3}s[kc]\w{1,4}|i|u|y|e|ie"
_INFLECTED: Final = r"e?s?|ne?s?|nes|[oa]s?|e[nrms]"  # of a language's own name: "arménien", "arméniennes"
_SPOKEN_AT_HOME: Final = 50.0  # per cent of a country's people who speak the language that is called by its name
_FEWEST: Final = 4  # letters that a word must share with the name of a country, to be made of it
_HOME: Final = {"en": "", "ar": "", "pt": "PT", "es": "ES", "fr": "FR", "de": "DE"}  # of languages of several countries
_APART: Final = re.compile(r"[-\s]+")


def name_key(name: str) -> str:
    """A name by which it is found again, in any script and spelling: plain small letters, no hyphens."""
    return _APART.sub(" ", latin(name)).replace("`", "'").replace(".", "").strip(" '")


def place_of(name: str, language: str) -> str:
    """The place or body that a name in a text of a language means; "" where none is known.

    Of words in small letters only those mean one that are made of its name: "azerbaïdjanaises", not "turkey".
    """
    key, small = name_key(name), name.islower()
    for code in (language, "en"):
        named = _named(code).get(key)
        if named and not small and (name.isupper() or key not in _acronyms()):
            return named
        if not named and (made := _made_of(key, code)):
            return made
    return ""


def is_own_name(name: str, language: str) -> bool:
    """Whether a place is called so, in the text's language or in English: no adjective of it."""
    key = name_key(name)
    return any(key in _named(code) for code in (language, "en"))


def knows(language: str) -> bool:
    """Whether names of places are known in a language."""
    return _locale(language) is not None


def places_in(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Places in a text whose script has no capitals: each with how it is written."""
    for name, place in _as_written(language):
        for _found in range(text.count(name)):
            yield place, name


@cache
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


@cache
def _named(language: str) -> dict[str, str]:
    """Places by the keys of their names in a language."""
    found: dict[str, str] = {}
    for place, plain, _stem in _more():
        found |= {name_key(name): place for name in plain}
    locale = _locale(language)
    if locale is None:
        return found
    for code, name in locale.territories.items():
        if code not in {"ZZ", "XA", "XB", "EZ", "001"}:
            found.setdefault(name_key(str(name)), code)
    for zone in get_global("zone_territories"):
        if "/" in zone and not zone.startswith("Etc/"):
            city = locale.time_zones.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            found.setdefault(name_key(str(city)), zone)
    return found


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(name_key(name) for _place, plain, _stem in _more() for name in plain if name.isupper())


@cache
def _as_written(language: str) -> list[tuple[str, str]]:
    locale = _locale(language)
    names = {str(name): code for code, name in locale.territories.items() if len(name) > 1} if locale else {}
    names |= {name: place for place, plain, _stem in _more() for name in plain if name[0].upper() == name[0].lower()}
    return sorted(names.items())


@cache
def _more() -> list[tuple[str, list[str], list[str]]]:
    """Of each place of _MORE, its names, and how words made of them begin."""
    rows = []
    for line in _MORE.strip().splitlines():
        place, words = line.split(" = ")
        names = words.split("; ")
        plain = [name for name in names if not name.islower()]
        rows.append((place, plain, [latin(name) for name in names if name.islower()]))
    return rows


@cache
def _made_of(key: str, language: str) -> str:
    """The country of whose name a word is made ("azerbaïdjanaise"), or whose language is called so."""
    if not key.isalpha() and "'" not in key:
        return ""
    for place, _plain, stems in _more():
        if any(key.startswith(stem[:-1]) if stem[-1] == "*" else key == stem for stem in stems):
            return place
    pattern = _endings(language)
    found = {
        place for stem, place in _stems(language)
        if key.startswith(stem) and pattern.fullmatch(key[len(stem) :])
    }  # fmt: skip
    found |= {
        place
        for stem, place in _tongues(language)
        if key.startswith(stem) and re.fullmatch(_INFLECTED, key[len(stem) :])
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _endings(language: str) -> re.Pattern[str]:
    code = language.partition("-")[0]
    slavic = _CYRILLIC if code in _IN_CYRILLIC else _SLAVIC if code in _IN_LATIN else "(?!)"
    return re.compile(_ENDINGS.get(code, slavic))


@cache
def _stems(language: str) -> list[tuple[str, str]]:
    """How words begin that are made of countries' names in a language."""
    locale = _locale(language)
    found = []
    for code, name in locale.territories.items() if locale else ():
        key = name_key(str(name))
        if len(code) != 2 or not key.isalpha():
            continue
        stem = key.rstrip("aeiouy")
        if len(stem) >= _FEWEST:
            found.append((stem, code))
        if len(key) > _FEWEST:
            found.append((key, code))
    return found


@cache
def _tongues(language: str) -> list[tuple[str, str]]:
    """Names of languages that most people of one country speak."""
    locale = _locale(language)
    found = []
    for place, spoken in get_global("territory_languages").items():
        for code, facts in spoken.items():
            at_home = facts["population_percent"] >= _SPOKEN_AT_HOME and facts["official_status"] == "official"
            name = name_key(str(locale.languages.get(code, ""))) if locale and at_home else ""
            if len(name) >= _FEWEST and name.isalpha() and _HOME.get(code, place) == place:
                found.append((name, place))
    several = {name for name, place in found for other, elsewhere in found if name == other and place != elsewhere}
    return [(name, place) for name, place in found if name not in several]
