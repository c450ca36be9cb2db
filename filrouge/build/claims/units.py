"""What numbers count: whether "900" of one sentence and "900" of another are of the same things."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from filrouge.characters import latin
from filrouge.quantities import Quantity

# How words of one meaning begin, in plain Latin letters, in the languages whose numbers are read. A beginning of three
# letters or fewer stands for the whole word only; so does a longer one before `$`, with which words of other meanings
# begin: Tuesday, gardens, kinds.
_UNITS: Final = {
    "percent": "% percen pourcent porcent procent protsent prozent yuzde point punto punkt ponto",
    "money": "€ $ £ ₽ euro evro dolla dolar pound livre rubl rubel rublo crown couronne corona$ coronas$ coroa kron "
    "franc frank lira libra yuan zlot griv hryv lev leva$ levov$",
    "dead": "dead death kille morts morte tues$ muert falle pogib ubit umer oldu tote getot fatal deces mortos uccis "
    "vittim zabit",
    "hurt": "injur wound bless herid ranen postrad yaral ferid ferit verlet rann poshkod",
    "held": "arrest detain interpel deten zaderzh gozalt gardes$ festgen ferma",
    "officers": "polic offic gendar polits polis politi$ agent guardi carabin",
    "marchers": "demon protest manif march proth uchast gosteri",
    "votes": "vote voter voix elect elector voto golos izbir secmen oy bullet ballo wahl glos",
    "names": "signa firma firme podpis imza assin unters podpys",
    "day": "day days jour jours dia dias den dnei dnya gun gunde tag tage giorn dzien dni",
    "hour": "hour hours heure heures hora horas chas chasa chasov saat stund godzin ore ora",
    "minute": "minut dakik",
    "week": "week weeks semaine semana nedel hafta woche settim tydzi tyzh",
    "month": "month mois mes meses mesya ay mona mesi mies",
    "year": "year years ans annee ano anos god goda let yil jahr anni rok lat rik rokiv",
    "distance": "km kilom mile miles milla milya metre meter metro metr feet foot pied",
    "area": "hectar gektar square carre cuadr kvadrat",
    "weight": "ton tons tonne tonel tonn tonne kilo kilos kg kilogr",
    "people": "peopl person chelov lyude lyudi kisi insan habit resid citiz citoy ciuda grazhd vatand pessoa famil "
    "mensch leute ludzi osob lyudyn",
    "children": "child pupil eleve enfan alumn nino ninos nina uchen deti detei ogren cocuk aluno crian kind$ "
    "kinder schul",
    "work": "job jobs emplo poste puest work worke trava traba rabot isci sala arbeit lavor prac emprego",
    "ships": "boat boats ship ships vesse navir batea buque barco sudno sudov korab gemi tekne barca navio schiff",
    "schools": "schoo ecole escue shkol okul escol scuol szkol",
    "countries": "countr pays paises strana stran ulke pais laend",
}
_BEGINNING: Final = 4
_LONGEST: Final = 9


def same_thing(first: Quantity, second: Quantity) -> bool | None:
    """Whether two numbers count the same things, None where that cannot be told.

    In one language the same word behind both is enough; across languages words have to be known, or spelled alike.
    """
    one, other = _things(first.behind), _things(second.behind)
    if one & other:
        return True
    return False if one and other else None


@cache
def _things(behind: tuple[str, ...]) -> frozenset[str]:
    """Units among the words behind a number, and how the longer of these words begin."""
    words = [latin(word) if word[0].isalpha() else word for word in behind]
    return frozenset(word[:5] for word in words if len(word) >= _BEGINNING and word[0].isalpha()) | units(words)


def units(words: Sequence[str]) -> frozenset[str]:
    """What words of plain Latin letters count, of what is known in all languages."""
    return frozenset(f"#{unit}" for word in words if (unit := _unit(word)) is not None)


def _unit(word: str) -> str | None:
    """What the longest known beginning of a word says: kilometres are no kilos."""
    known = _known()
    beginnings = (word[:n] for n in range(min(_LONGEST, len(word)), _BEGINNING - 1, -1))
    return next((known[one] for one in (f"{word}$", word, *beginnings) if one in known), None)


@cache
def _known() -> dict[str, str]:
    return {start: unit for unit, starts in _UNITS.items() for start in starts.split()}
