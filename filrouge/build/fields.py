"""Fields of news that are no narrative, as sport or culture, and the words by which texts are known to be of one."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Final

from filrouge.build.grammar import GRAMMARS, UNKNOWN
from filrouge.build.words import Word, lower

_WORDS: Final = 2  # of a field, from which a text is of it …
_SHORT: Final = 20  # … or one, of a text of hardly more words than a headline
_SHARE: Final = 0.4  # of a narrative's texts that are, from which it is called so …
_MORE: Final = 3  # … if other texts are so many times less often; …
_LESS: Final = 0.3  # … or that share, …
_MUCH_MORE: Final = 10  # … if other texts hardly ever are


def _field(words: str) -> re.Pattern[str]:
    return re.compile("|".join(words.split()))


_FIELDS: Final[Mapping[str, Mapping[str, re.Pattern[str]]]] = {
    "en": {
        "Economy": _field(
            "price$ prices$ oil$ gas$ export import$ imports$ bank$ banks$ market$ markets$ inflation "
            "economy economic gdp revenue rouble ruble dollar shares$ stock$ stocks$ trade$ budget tariff "
            "bln$ invest company companies industry production"
        ),
        "Sport": _field(
            "football soccer rugby tennis basketball cycling cyclist referee goalkeeper striker midfielder coach$ "
            "league$ match(?:es)?$ championship tournament stadium olympic semi-final derby athlet goals?$ penalty$ "
            "season$ player team$ teams$ chess"
        ),
        "Culture": _field(
            "film$ films$ cinema theatre singer song$ songs$ album concert museum novel painter painting exhibition "
            "actor actress orchestra opera music musician artist festival"
        ),
        "Weather": _field("snowfall snow$ rain$ rainfall forecast temperature heatwave storm gale thunder wind$"),
        "Travel": _field("touris traveller hotel beach holiday resort flights?$ ski$ skiing skier destination cruise"),
        "Local news": _field(
            "mayor council$ councillor municipal town$ city$ library playground street streets pavement tram bus$ "
            "buses neighbour neighbor residents? parish museum lift$ bicycle cyclists? housing district district sewage"
        ),
        "Nature": _field(
            "garden flower trees?$ seeds?$ roses?$ hedge beetle bird$ birds$ forest harvest orchard meadow "
            "bulb$ species wildlife hay$ grass apple"
        ),
    },
    "fr": {
        "Économie": _field(
            "prix$ pétrole gaz$ export import(?:ations?)?$ banque marchés?$ inflation économi pib$ "
            "recettes?$ rouble dollar actions?$ bourse commerce commercia budget tarif investi entreprise "
            "industri production"
        ),
        "Sport": _field(
            "football rugby tennis basket cyclis arbitr gardien(?:ne)?$ attaquant entraîneur ligue$ match(?:s|es)?$ "
            "championnat tournoi stade$ olympi finale demi-finale derby athlè maillot pénalty joueur équipe$ échecs$ "
            "mi-temps sportif"
        ),
        "Culture": _field(
            "film$ films$ cinéma théâtre chanteu chanson album$ concert musée roman$ peintre peinture exposition "
            "acteur actrice orchestre opéra musique musicien artiste festival spectacle comédien rappeur"
        ),
        "Météo": _field("neige pluie averse météo températures?$ canicule tempête rafale orage vent$ prévisionniste"),
        "Tourisme": _field("touris voyageur hôtel plage vacances vacancier ski$ skieu station$ destination croisière"),
        "Vie locale": _field(
            "maire$ mairie municipal commune communal ville$ bibliothèque rues?$ trottoir tramway bus$ "
            "voisin riverain habitants?$ quartier musée ascenseur vélos?$ logements?$ wilaya wali$ éclairage "
            "voirie assainissement chef-lieu"
        ),
        "Nature": _field(
            "jardin fleur arbres?$ graine roses?$ haie$ scarabée oiseau forêt récolte verger pré$ prés$ "
            "bulbe espèce foin herbe pomme insecte"
        ),
    },
    "es": {
        "Economía": _field(
            "precios?$ petróleo gas$ export importaci bancos?$ mercados?$ inflación econom pib$ ingresos$ "
            "rublo dólar acciones bolsa$ comercio comercia presupuest arancel inversi empresa industri "
            "producción"
        ),
        "Deportes": _field(
            "fútbol futbolista rugby tenis baloncesto ciclis árbitro porter[oa]$ delantero entrenador liga$ partidos?$ "
            "campeon torneo estadio olímpi semifinal derbi atleta goles$ gol$ penalti jugador equipo$ ajedrez "
            "selección$ nba$ balón"
        ),
        "Cultura": _field(
            "película cine$ teatro cantante canción canciones disco$ concierto museo novela pintor pintura exposición "
            "actor$ actriz orquesta ópera música músico artista festival"
        ),
        "El tiempo": _field("nevada nieve$ lluvia meteorol temperaturas?$ tormenta ráfaga grados$ viento$ borrasca"),
        "Viajes": _field(
            "turis viajero hotel playa vacaciones esquí esquiar esquiador destino$ crucero pueblos?$ localidad$ "
            "excursión"
        ),
        "Vida local": _field(
            "alcald[eí] ayuntamiento municip ciudad$ biblioteca calles?$ acera tranvía autobús vecin[oa] "
            "barrio museo ascensor bicicletas? viviendas?$ alumbrado concejal"
        ),
        "Naturaleza": _field(
            "jardín jardiner flor$ flores$ árbol semilla rosas?$ rosal seto escarabajo pájaro bosque cosecha "
            "huert prado bulbo especie heno hierba manzan lince fauna incendios?$"
        ),
    },
    "de": {
        "Wirtschaft": _field(
            "preise?n?$ erdöl öl$ gas$ erdgas export import bank$ banken markt$ märkte inflation wirtschaft "
            "bip$ umsatz rubel dollar aktie börse handel haushalt zoll zölle investi unternehmen industri "
            "produktion"
        ),
        "Sport": _field(
            "fußball rugby tennis basketball radsport schiedsrichter torwart stürmer trainer liga$ bundesliga "
            "meisterschaft turnier stadion olymp halbfinale finale athlet tore?$ spieler mannschaft schach"
        ),
        "Kultur": _field(
            "film$ filme$ kino theater sänger lied$ lieder$ album konzert museum roman$ maler gemälde ausstellung "
            "schauspiel orchester oper$ musik künstler festival"
        ),
        "Wetter": _field("schnee$ regen$ wetter temperatur hitzewelle sturm grad$ gewitter wind$ niederschl"),
        "Reisen": _field("touris reisende hotel strand urlaub ski$ skifahr reiseziel kreuzfahrt"),
        "Lokales": _field(
            "bürgermeister gemeinde stadt$ stadtrat bücherei bibliothek straße gehweg straßenbahn bus$ "
            "nachbar anwohner viertel museum aufzug fahrrad wohnung"
        ),
        "Natur": _field(
            "garten gärten blume bäume?$ baum$ samen rosen?$ hecke käfer vogel vögel wald$ ernte wiese "
            "zwiebel tierart heu$ gras$ apfel"
        ),
    },
    "it": {
        "Economia": _field(
            "prezz[io]$ petrolio gas$ esporta importa banc(?:a|he)$ mercat[io]$ inflazione econom pil$ "
            "ricavi rublo dollar[oi]$ azioni$ borsa$ commerc bilanci dazi investi aziend industri produzione"
        ),
        "Sport": _field(
            "calcio calciator rugby tennis basket ciclis arbitro portiere attaccante allenatore serie partita$ "
            "partite$ campionat torneo stadio olimpi semifinal derby atlet gol$ rigore giocator squadra$ scacchi"
        ),
        "Cultura": _field(
            "film$ cinema teatro cantante canzon album concerto museo romanzo pittor mostra attor attric orchestra "
            "opera$ musica musicist artist festival"
        ),
        "Meteo": _field("neve$ nevicat pioggi meteo temperatur tempest raffic gradi$ temporal vento$"),
        "Viaggi": _field("turis viaggiator albergo spiaggia vacanz sci$ sciator crociera"),
        "Cronaca locale": _field(
            "sindaco comune$ comunal città$ biblioteca strada$ vie$ marciapied tram$ autobus vicin[oi]$ "
            "quartiere museo ascensore biciclett case$"
        ),
        "Natura": _field(
            "giardin fiore fiori alber seme$ semi$ ros[ae]$ siepe coleotter uccell bosco raccolt prato bulbo "
            "specie fieno erba mela$"
        ),
    },
    "pt": {
        "Economia": _field(
            "preços?$ petróleo gás$ exporta importa bancos?$ mercados?$ inflação econom pib$ receitas?$ "
            "rublo dólar ações$ bolsa$ comérci comercia orçament tarifa investi empresa industri indústri "
            "produção"
        ),
        "Esporte": _field(
            "futebol rugby ténis tênis basquet ciclis árbitro goleiro atacante treinador liga$ jogos?$ campeonat "
            "torneio "
            "estádio olímpi semifinal clássico$ atleta gols?$ golos?$ penálti jogador equipa$ equipe$ xadrez seleção$"
        ),
        "Cultura": _field(
            "filme cinema teatro cantor canção canções álbum concerto museu romance$ pintor pintura exposição ator$ "
            "atriz orquestra ópera música músico artista festival"
        ),
        "Tempo": _field("neve$ chuva meteorol temperatura tempestade graus$ trovoada vento$"),
        "Viagens": _field("turis viajante hotel praia férias esqui destino$ cruzeiro"),
        "Notícias locais": _field(
            "prefeit câmara municip cidade$ biblioteca ruas?$ passeio elétrico ônibus autocarro vizinh "
            "bairro museu elevador bicicleta moradia"
        ),
        "Natureza": _field(
            "jardim flor$ flores$ árvore semente rosas?$ sebe besouro pássaro floresta colheita pomar prado "
            "bolbo espécie feno erva maçã"
        ),
    },
    "ru": {
        "Экономика": _field(
            "цен[аыу]?$ нефт газ$ газа$ экспорт импорт банк рынок рынк инфляци эконом ввп$ выручк рубл "
            "доллар акци[йия]$ бирж торгов бюджет пошлин инвест компани промышлен производств"
        ),
        "Спорт": _field(
            "футбол хокке регби теннис баскетбол велоспорт судь[яи]$ вратар нападающ тренер лиг[аи]$ матч чемпион "
            "турнир стадион олимпи полуфинал дерби спортсмен голы?$ пенальти игрок команд[аы]$ шахмат кёрлинг"
        ),
        "Культура": _field(
            "фильм кино$ театр певец певиц песн альбом концерт музе[йяе] роман$ художник картин[аы]$ выставк актёр "
            "актрис оркестр опер[аы]$ музык артист фестивал"
        ),
        "Погода": _field("снегопад снег$ дожд погод температур метел шторм градус гроз[аы] ветер$ осадк"),
        "Путешествия": _field("турист путешеств отел пляж отпуск лыж курорт круиз"),
        "Местные новости": _field(
            "мэр мэри[яи] муниципал город$ города$ библиотек улиц тротуар трамва автобус сосед жител район "
            "музе[йя] лифт велосипед жиль"
        ),
        "Природа": _field(
            "сад$ сад[уаы]$ цвет(?:ок|ы|ов)$ дерев семен роз[аы]$ изгород жук птиц лес$ урожа луг$ лукови "
            "вид[ыа]$ сено трав яблок"
        ),
    },
}  # fmt: skip

NAMES: Final = frozenset(name for fields in _FIELDS.values() for name in fields)
"""How fields are called."""


def fields_of(words: Mapping[int, Sequence[Word]], language: str) -> dict[str, set[int]]:
    """The passages of a language that are of each field: those with two of its words, headlines with one."""
    having: dict[str, set[int]] = {name: set() for name in _FIELDS.get(language, {})}
    for row, some in words.items() if having else ():
        found = Counter(
            name for written in {word.written for word in some if word.stem} for name in _named(written, language)
        )
        for name, n in found.items():
            if n >= (_WORDS if len(words[row]) > _SHORT else 1):
                having[name].add(row)
    return having


def field_of(
    having: Mapping[str, Set[int]], narrative: Set[int], everywhere: Set[int], copies: Sequence[int], language: str
) -> str:
    """The field that most texts of a narrative are of, and hardly any other, or the fields; empty if there is none.

    Parameters
    ----------
    having : passages of each field, as `fields_of` finds them.
    narrative, everywhere : rows of passages of the narrative, and of all in its language.
    copies : of all passages, the number of their text.
    """
    found = []
    for name, rows in having.items():
        inside = _share(rows & narrative, narrative, copies)
        rest = _share(rows - narrative, everywhere - narrative, copies)
        if inside >= max(_SHARE, _MORE * rest) or inside >= max(_LESS, _MUCH_MORE * rest):
            found.append((inside, name))
    first, *others = [name for _inside, name in sorted(found, key=lambda one: (-one[0], one[1]))] or [""]
    return GRAMMARS.get(language, UNKNOWN).joined(
        [first, *(other if language == "de" else other.lower() for other in others)]
    )


@lru_cache(maxsize=200_000)
def _named(written: str, language: str) -> tuple[str, ...]:
    word = lower(written, language)
    return tuple(name for name, pattern in _FIELDS[language].items() if pattern.match(word))


def _share(some: Set[int], rows: Set[int], copies: Sequence[int]) -> float:
    return len({copies[row] for row in some}) / max(1, len({copies[row] for row in rows}))
