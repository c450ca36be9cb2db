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
dead = dead|died|killed|deaths?\b|fatalit|lost_their_li|perished|casualt|morts?\b|mortes?\b|mouru|tués?\b|tuées?\b|décès|décéd|perdu_la_vie|péri\b|muert|muri[óe]|asesinad|fallec|perdieron_la_vida|mort[io]\b|uccis|decedut|vittime|mortos|mortas|morre[ru]|morreram|mataram|assassinad|tote[nr]?\b|todesopfer|starb|getötet|ums_leben|gestorben|doden|gedood|omgekomen|ölü|öldü|hayatını_kaybe|şehit|погиб|убит|смерт|загин|помер|загибл|погибл|вбит|zginę|zabit|ofiar|قتيل|قتلى|قتل|شهيد
wounded = wounded|injured|injur|hurt|blessée?s?\b|herid|lesionad|ferit|ferid|verletzt|verwundet|gewond|yaral|ранен|пострадав|поранен|rann|rannych|جريح|جرحى|أصيب
displaced = displaced|refugee|evicted|evacuat|fled|déplacée?s?\b|réfugié|évacué|desplazad|refugiad|evacuad|sfollat|rifugiat|evacuat|deslocad|vertrieben|geflüchtet|geflohen|flüchtling|evakuiert|ontheemd|vluchteling|yerinden|mülteci|tahliye|беженц|переселенц|эвакуир|біженц|переселен|uchodź|ewakuow|نازح|لاجئ
held = arrested|detain|imprison|prisoners?\b|hostage|arrêtée?s?\b|détenu|interpellée?s?\b|emprisonn|prisonnier|otages?\b|detenid|arrestad|presos|rehen|arrestat|detenut|prigionier|ostagg|detid|prisioneir|refén|festgenommen|verhaftet|inhaftiert|gefangen|geisel|gearresteerd|opgepakt|gözaltı|tutukl|esir|rehin|задержан|арестован|заключ|пленн|заложник|затриман|полонен|aresztow|zatrzym|معتقل|أسير|رهين
missing = missing|disparus?\b|disparues?\b|porté_disparu|desaparecid|dispers[io]|vermisst|vermist|kayıp|пропавш|без_вести|зникл|zagini|مفقود
signed = signed|signatures?|signatories|signé\b|signatures?\b|signataires|firmas?\b|firmad|firmato|firme\b|assinatur|assinaram|unterschrift|unterzeichnet|handtekening|imza|подпис|підпис|podpis|توقيع|وقع
demonstrators = demonstrat|protesters?|marched|rallied|took_to_the_streets|вышли_на|вийшли_на|in_piazza|a_la_calle|às_ruas|auf_die_straße|dans_la_rue|manifestant|défilé|manifestaron|manifestantes|manifestanti|demonstrant|demonstrier|betogers|gösterici|протестующ|митинг|демонстрант|мітинг|demonstrujący|متظاهر
children = children|kids\b|pupils|students\b|enfants?\b|élèves|niñ[oa]s|alumnos|bambini|alunni|crianças|alunos|kinder\b|kindern\b|schüler|kinderen|leerlingen|çocu[kğ]|öğrenci|дет[еия]|детьми|ребён|ребен|школьник|діт|дитин|учнів|dzieci|uczni|أطفال|طفل|تلميذ|تلاميذ
schools = schools|écoles?\b|escuelas?|colegios|scuol[ae]|escolas?|schulen?\b|scholen|okul|школ|szkół|szkoł|مدرسة|مدارس
soldiers = soldiers|troops|servicemen|soldats?\b|militaires|soldados|tropas|soldati|truppe|soldaten|asker|солдат|военнослужащ|військов|żołnierz|جندي|جنود
support = support|in_favou?r|approv|soutien|favorables?\b|approuv|apoya|a_favor|aprueba|favorevol|sostien|apoia|aprova|unterstütz|dafür|befürwort|steunt|destekli|поддерж|підтрим|popiera|يؤيد
beds = beds\b|hospital_beds|lits?\b|camas|letti\b|leitos|betten\b|bedden|yatak|коек|койки|ліжок|ліжка|łóżek|łóżka|سرير|أسرة
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
    "children": N_("Children"),
    "schools": N_("Schools"),
    "soldiers": N_("Soldiers"),
    "support": N_("Support, in percent"),
    "beds": N_("Beds"),
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
# "Nobody died" says a number, too.
_NONE: Final = re.compile(
    r"(?<!\w)(?:no ?one|nobody|none|no(?= \w)|aucune?|personne n|nadie|ning[uú]n[ao]?|nessun[oa]?|nenhum[a]?|ninguém|niemand|"
    r"keine?[nmrs]?|geen|hiç(?:bir)?|никто|ни один|ніхто|жоден|жодна|nikt|żaden|żadne|لا أحد|لم يمت)(?!\w)",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"[€$£₽₴₺]|euros?|dollars?|dólares|dollari|pounds?|roubles?|rublos|crowns?|couronnes|coronas|kronen|lira|liras|livres|"
    r"hryvnia\w*|евро|доллар\w*|рубл\w*|гривень|євро|euro|złot\w*|avro|دولار|يورو"
)
_BEHIND: Final = 3  # words behind a number among which one of time may stand
_FEWEST: Final = {"signed": 20, "homes": 5, "children": 2, "schools": 2}
_OF_PEOPLE: Final = frozenset({"dead", "wounded", "missing"})  # of which none may be said, and is news
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
    numbers, none = counted(clause, language), _NONE.search(clause)
    if not numbers and none is None:
        return []
    said = clause.casefold()
    places, shares, at = [], [], 0
    for one in numbers:
        first = one.written.split()[0]
        at = max(said.find(first, at), at)
        behind = one.behind[:_BEHIND]
        if behind[:1] == ("%",):
            shares.append((at, one.value))
        elif not any(_TIME.fullmatch(word) or _MONEY.fullmatch(word) for word in behind):
            places.append((at, one.value))
        at += len(first)
    result = []
    for thing, pattern in _PATTERNS.items():
        word = pattern.search(clause)
        if word is None:
            continue
        near = [one for one in (shares if thing == "support" else places) if abs(one[0] - word.start()) <= _NEAR]
        if none is not None and thing in _OF_PEOPLE and abs(none.start() - word.start()) <= _NEAR:
            result.append((thing, 0.0))
        elif near:
            before = [value for at, value in near if at < word.start()]
            value = before[-1] if before else near[0][1]
            if value >= _FEWEST.get(thing, 0):
                result.append((thing, value))
    return result


def _short(clause: str) -> str:
    text = " ".join(clause.split())
    text = text.strip("*_ ")
    return text if len(text) <= _MOST_AROUND else text[:_MOST_AROUND].rsplit(" ", 1)[0] + " …"
