"""What is known of sources besides their names, such as kind, country and owner: for filters, sides and groups."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import pandas as pd
from babel import Locale
from babel.core import get_global

from filrouge.arrays import Ints
from filrouge.bundle import Bundle
from filrouge.characters import one_line
from filrouge.explore.fields import Choice, option
from filrouge.i18n import LOCALES, N_
from filrouge.vocabularies.source_kinds import kind_key

UNKNOWN: Final = "unknown"
"""The kind, country … of sources of which none is known, and of documents without a source."""

FACTS: Final = {
    "kind": N_("Kind of source"),
    "country": N_("Country"),
    "main_language": N_("Language of source"),
    "owner": N_("Owner"),
    "group": N_("Group of sources"),
    "reliability": N_("Reliability"),
}
"""What may be known of a source; its language (in which it writes for the most part), owner, group and reliability are
only ever said by people.
"""

_SAID_AS: Final = {"main_language": "language"}
"""What people's word for a fact is (`acts.ATTRIBUTES`), where texts have one of that name too."""

SOURCES_BY: Final = {"source": N_("Source"), **FACTS}

OPTIONS: Final = (
    option(
        "sources_by", N_("Group sources by"), Choice(SOURCES_BY), "source",
        "Whether sources stand by themselves, or by what is known of them.", pages=("overview",),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Grouping:
    """Sources in groups: `names` are the groups' keys, `group` says of each of `Columns.sources` in which it is."""

    names: list[str]
    group: Ints


def source_facts(bundle: Bundle) -> pd.DataFrame:
    """Each of FACTS of every source, by its key; NO_SOURCE is among them. UNKNOWN where none is known.

    Kinds are keys (`vocabularies.source_kinds`), or like reliabilities in small letters. Countries are
    ISO 3166 codes, or a name as the input had it where that is none that is known (`country_key`); languages are
    ISO 639 codes; owners and groups are as they are written.
    """
    return bundle.once("source facts", lambda: _facts(bundle))


def _facts(bundle: Bundle) -> pd.DataFrame:
    known = bundle.sources
    keys = {"kind": _kind_key, "country": country_key, "reliability": _word_key}
    nothing = pd.Series(None, known.index, dtype=object)
    stated = {fact: known.get(_SAID_AS.get(fact, fact), nothing).map(keys.get(fact, _name_key)) for fact in FACTS}
    facts = pd.DataFrame(stated).set_axis(known["source"].tolist())
    return facts.reindex(bundle.columns.sources, fill_value=UNKNOWN).astype("object")


def _name_key(name: object) -> str:
    return (one_line(name).strip() if isinstance(name, str) else "") or UNKNOWN


def _kind_key(kind: object) -> str:
    return kind_key(_word_key(kind))


def _word_key(word: object) -> str:
    return _name_key(word).casefold()


def country_key(country: object) -> str:
    """The ISO 3166 code of a country that is given as a code or by its name in a language of the interface; other names
    as they are.
    """
    name = one_line(country).strip() if isinstance(country, str) else ""
    return _codes().get(name.casefold(), name) or UNKNOWN


@cache
def _codes() -> dict[str, str]:
    """Codes of countries by code and name, in small letters."""
    found = {}
    for locale in LOCALES:
        for code, name in Locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found[name.casefold()] = found[code.casefold()] = code
    for alias, codes in get_global("territory_aliases").items():
        if len(codes) == 1:
            found.setdefault(alias.casefold(), codes[0])
    return found


def fact_values(bundle: Bundle, fact: str) -> list[str]:
    """The kinds, countries … of sources, those of most documents first, UNKNOWN last; empty where none is known."""
    return bundle.once("values of source facts", lambda: {one: _values(bundle, one) for one in FACTS})[fact]


def _values(bundle: Bundle, fact: str) -> list[str]:
    grouped = grouping(bundle, fact)
    if set(grouped.names) <= {UNKNOWN}:
        return []
    columns = bundle.columns
    by_source = np.bincount(columns.source[columns.source >= 0], minlength=len(columns.sources))
    sizes = np.bincount(grouped.group, by_source, minlength=len(grouped.names))
    ordered = sorted(zip(-sizes, grouped.names, strict=True))
    names = [name for size, name in ordered if size]
    return sorted(names, key=lambda name: name == UNKNOWN)


def grouping(bundle: Bundle, by: str) -> Grouping:
    """Sources in groups: by themselves ("source"), or by one of FACTS; groups in alphabetical order."""
    if by == "source":
        return Grouping(bundle.columns.sources, np.arange(len(bundle.columns.sources)))
    codes, names = pd.factorize(source_facts(bundle)[by], sort=True)
    return Grouping([str(name) for name in names], codes.astype(np.int64))


def sources_with(bundle: Bundle, fact: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The sources whose kind, country … is one of these; documents without a source count as UNKNOWN."""
    facts = source_facts(bundle)[fact]
    return tuple(facts.index[facts.isin(values)])
