"""Where texts give numbers for one kind of thing, and not the same: how many dead, wounded, displaced …

The kinds are those that reports and appeals count, by the beginnings of their words in several languages. That two
texts mean the same event is not known.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from filrouge.i18n import N_
from filrouge.quantities import counted

# A kind of thing a line, by how the words for it begin; "_" stands between words.
_WORDS: Final = r"""
dead = dead|died|killed|deaths?\b|fatalit|lost_their_li|perished|casualt|morts?\b|mortes?\b|tués?\b|tuées?\b|décès|décéd|perdu_la_vie|péri\b|muert|asesinad|fallec|perdieron_la_vida|mort[io]\b|uccis|decedut|vittime|mortos|mortas|mataram|assassinad|tote[nr]?\b|getötet|ums_leben|gestorben|doden|gedood|omgekomen|ölü|öldü|hayatını_kaybe|şehit|погиб|убит|смерт|загин|вбит|zginę|zabit|ofiar|قتيل|قتلى|قتل|شهيد
wounded = wounded|injured|injur|hurt|blessée?s?\b|herid|lesionad|ferit|ferid|verletzt|verwundet|gewond|yaral|ранен|пострадав|поранен|rann|rannych|جريح|جرحى|أصيب
displaced = displaced|refugee|evicted|evacuat|fled|déplacée?s?\b|réfugié|évacué|desplazad|refugiad|evacuad|sfollat|rifugiat|evacuat|deslocad|vertrieben|geflüchtet|geflohen|flüchtling|evakuiert|ontheemd|vluchteling|yerinden|mülteci|tahliye|беженц|переселенц|эвакуир|біженц|переселен|uchodź|ewakuow|نازح|لاجئ
held = arrested|detain|imprison|prisoners?\b|hostage|arrêtée?s?\b|détenu|interpellée?s?\b|emprisonn|prisonnier|otages?\b|detenid|arrestad|presos|rehen|arrestat|detenut|prigionier|ostagg|detid|prisioneir|refén|festgenommen|verhaftet|inhaftiert|gefangen|geisel|gearresteerd|opgepakt|gözaltı|tutukl|esir|rehin|задержан|арестован|заключ|пленн|заложник|затриман|полонен|aresztow|zatrzym|معتقل|أسير|رهين
missing = missing|disparus?\b|disparues?\b|porté_disparu|desaparecid|dispers[io]|vermisst|vermist|kayıp|пропавш|без_вести|зникл|zagini|مفقود
signed = signed|signatures?|signatories|signé\b|signatures?\b|signataires|firmas?\b|firmad|firmato|firme\b|assinatur|assinaram|unterschrift|unterzeichnet|handtekening|imza|подпис|підпис|podpis|توقيع|وقع
demonstrators = demonstrat|protesters?|marched|manifestant|défilé|manifestaron|manifestantes|manifestanti|demonstrant|demonstrier|betogers|gösterici|протестующ|митинг|демонстрант|мітинг|demonstrujący|متظاهر
homes = houses|homes\b|maisons?\b|logements?\b|habitations?|casas\b|viviendas|case\b|abitazion|häuser|wohnungen|huizen|woningen|evler?\b|konut|домов|дома\b|жил[ыо]|будинк|domów|mieszka|منزل|منازل
"""
THINGS: Final = {
    "dead": N_("Dead"),
    "wounded": N_("Wounded"),
    "displaced": N_("Displaced"),
    "held": N_("Arrested or held"),
    "missing": N_("Missing people"),
    "signed": N_("Signatures"),
    "demonstrators": N_("Demonstrators"),
    "homes": N_("Homes"),
}
"""Kinds of thing that are counted, in words."""

_PATTERNS: Final = {
    thing: re.compile(rf"(?<!\w)(?:{words.replace('_', ' ')})", re.IGNORECASE)
    for thing, words in (line.split(" = ") for line in _WORDS.strip().splitlines())
}
_CLAUSE: Final = re.compile(r"[,;:.!?—–()](?=\s|$)|\n+|[،؛؟]")
_TIME: Final = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|ans?|années?|mois|semaines?|jours?|heures?|años?|mes(?:es)?|semanas?|"
    r"días?|horas?|anni|anno|mesi|settiman[ae]|giorni|ore|anos?|meses|dias?|jahre?n?|monate?n?|wochen?|tagen?|stunden?|jaar|"
    r"maanden|weken|dagen|uur|лет|год\w*|месяц\w*|недел\w*|дн\w+|час\w*|рок\w*|yıl\w*|gün\w*|hafta\w*|saat\w*|lata?|dni|"
    r"miesi\w+|tygodni\w*|godzin\w*)"
)  # numbers of these count no people
_BEHIND: Final = 3  # words behind a number among which one of time may stand
_FEWEST: Final = {"signed": 20, "homes": 5}
_NEAR: Final = 80  # letters between a number and its word
_MOST_AROUND: Final = 160


@dataclass(frozen=True)
class Counted:
    """A kind of thing, key of THINGS, and by text the numbers given for it, each with the clause that says it."""

    thing: str
    texts: dict[int, tuple[tuple[float, str], ...]]

    @property
    def differ(self) -> bool:
        """Whether two texts or more give numbers, of which not all are the same."""
        return len({frozenset(value for value, _said in given) for given in self.texts.values()}) > 1

    def within(self, docs: Set[int]) -> "Counted":
        """The same of some texts only."""
        return Counted(self.thing, {doc: given for doc, given in self.texts.items() if doc in docs})


def numbers_that_differ(texts: Mapping[int, tuple[str, str]]) -> list[Counted]:
    """Kinds of thing for which two texts or more give numbers, of which not all are the same.

    `texts`: text and language by number.
    """
    found: dict[str, dict[int, dict[float, str]]] = {}
    for number, (text, language) in texts.items():
        for clause in _CLAUSE.split(text):
            for thing, value in _counts(clause, language):
                found.setdefault(thing, {}).setdefault(number, {}).setdefault(value, _short(clause))
    told = [
        Counted(thing, {number: tuple(values.items()) for number, values in sorted(found[thing].items())})
        for thing in THINGS if thing in found
    ]  # fmt: skip
    return [one for one in told if one.differ]


def _counts(clause: str, language: str) -> list[tuple[str, float]]:
    """What a clause counts: of each kind the number nearest before its word, else the first behind it."""
    numbers = counted(clause, language)
    if not numbers:
        return []
    said = clause.casefold()
    places, at = [], 0
    for one in numbers:
        first = one.written.split()[0]
        at = max(said.find(first, at), at)
        if not any(_TIME.fullmatch(word) for word in one.behind[:_BEHIND]):
            places.append((at, one.value))
        at += len(first)
    result = []
    for thing, pattern in _PATTERNS.items():
        word = pattern.search(clause)
        near = [(at, value) for at, value in places if word and abs(at - word.start()) <= _NEAR]
        if word and near:
            before = [value for at, value in near if at < word.start()]
            value = before[-1] if before else near[0][1]
            if value >= _FEWEST.get(thing, 0):
                result.append((thing, value))
    return result


def _short(clause: str) -> str:
    text = " ".join(clause.split())
    text = text.strip("*_ ")
    return text if len(text) <= _MOST_AROUND else text[:_MOST_AROUND].rsplit(" ", 1)[0] + " …"
