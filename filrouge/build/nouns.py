"""Nouns that say what happened, and nouns that say only what somebody is: beginnings and endings of words."""

import re
from typing import Final


def _nouns(whole: str, endings: str = "", but: str = "") -> re.Pattern[str]:
    """Words with one of these beginnings, or endings but for some beginnings. `$` ends a beginning that is a word."""
    parts = "|".join(whole.split())
    if endings:
        parts += rf"|(?!{'|'.join(but.split())})\w{{3,}}(?:{'|'.join(endings.split())})$"
    return re.compile(rf"(?:{parts})", re.IGNORECASE)


_EVENTS: Final = {
    "en": _nouns(
        "bans?$ strikes?$ blasts?$ blaze fires?$ votes?$ ballots?$ inquir probes?$ trials?$ attacks?$ deaths?$ hacks?$ "
        "wars?$ cris[ie]s rises?$ rising$ cuts?$ crash talks$ deals?$ treat(?:y|ies)$ protests?$ rall(?:y|ies)$ "
        "riots?$ disputes?$ outbreak recalls?$ arrests?$ reforms?$ debates?$ summits?$ scandal murders?$ floods?$ "
        "drought leaks?$ raids?$ lawsuit verdict fines?$ exercises?$ clash shutdown blackout lockdown curfew theft "
        "failure spill lev(?:y|ies)$ withdrawal refusal appeals?$ removal closures?$ shortages?$ breach break-in "
        "referend petition laws?$ claims?$ leases?$ prices?$ brexit$ illness sickness poison fever$ "
        "earthquake storm rescues?$ takeover merger launch "
        "violence racism terrorism anti-?semitism abuse corruption fraud",
        "tion tions sion sions shment shments",
        "federat nation station organi[sz]ation institution associat administrat population informat question relation "
        "situation condition position education section edition direction mission generation constitution foundation "
        "version pension television region religion occasion vision commission decision action fiction tradition "
        "option",
    ),
    "fr": _nouns(
        "grèves?$ guerres?$ crises?$ procès$ attentats?$ attaques?$ décès$ hausses?$ baisses?$ votes?$ scrutins?$ "
        "pétitions?$ enquêtes?$ débats?$ réformes?$ accords?$ traités?$ sommets?$ rappels?$ incendies?$ pannes?$ "
        "fuites?$ amendes?$ plaintes?$ référendum couvre-feu blocages?$ heurts$ ruptures?$ fermetures?$ coupures?$ "
        "émeutes?$ retraits?$ conflits?$ scandales?$ meurtres?$ inondations?$ séismes?$ tempêtes?$ canicules?$ "
        "sécheresses?$ lois?$ prix$ maladies?$ fièvres?$ pénuries?$ chutes?$ violences?$ viols?$ vols?$ naufrages?$ "
        "piratages?$ sabotages?$ racisme$ terrorisme$ antisémitisme$ fraudes?$ brexit$ recours$ refus$ massacres?$ "
        "cessez-le-feu évasions?$ démissions?$",
        "ation ations ition itions ution ussion ssion sion ction ctions ptions ption",
        "fédérat nation stations? organisat institut associat administrat populat informat question relation situation "
        "condition position éducat section édition direction mission génération constitution fondation version pension "
        "télévision région religion occasion vision commission décision action fiction tradition option attention "
        "fonction impression profession expression notion passion mention expédition",
    ),
    "es": _nouns(
        "ley(?:es)?$ precios?$ enfermedad fiebres?$ huelgas?$ guerras?$ crisis$ juicios?$ atentados?$ "
        "ataques?$ subidas?$ "
        "alzas?$ bajadas?$ votos?$ pactos?$ acuerdos?$ tratados?$ cumbres?$ retiradas?$ incendios?$ apag[oó]n(?:es)?$ "
        "multas?$ denuncias?$ refer[eé]nd bloqueos?$ cierres?$ protestas?$ reformas?$ debates?$ vedas?$ caídas?$ "
        "rupturas?$ roturas?$ fugas?$ escándalos?$ asesinatos?$ sequías?$ rescates?$ brotes?$ despidos?$ violencia "
        "racismo terrorismo antisemitismo corrupción anexi[oó]n intoxicaci terremotos?$ disturbios$ sabotajes?$ "
        "recortes?$ divorcios?$ enfrentamientos?$ nombramientos?$ lanzamientos?$ levantamientos?$ sondeos?$ brexit$ "
        "fraude",
        "ación aciones ición iciones ución ucción isión isiones esión unción",
        "federa naci estaci organizaci instituci asociaci administra pobla informa cuestión relaci situaci condici "
        "posici educa sección edici direcci misión genera constituc fundaci versión pensi televisi regi religi ocasi "
        "visión comisi decisi acción ficci tradici opci atenci funci impresi profesi expresi noci pasi habitaci canci "
        "oraci corporaci",
    ),
    "de": _nouns(
        "gesetze?s?$ streik krieg krise prozess anschl[aä]g angriff tod$ anstieg wahl abstimmung verbot unfall "
        "brand$ brände "
        "protest reform debatte gipfel skandal mord flut dürre razzia urteil schließung sperrung streit einigung "
        "abkommen vertrag kürzung erhöhung entlassung rücktritt "
        "\\w+(?:verbot|streik|krieg|krise|wahl|reform|erhöhung|"
        "schließung|sperrung|streit|unfall|protest|anschlag|angriff)e?n?$",
    ),
    "it": _nouns(
        "legg[ei]$ scioper guerr crisi$ process[oi]$ attentat attacc[oh] mort[ei]$ aument cal[oi]$ vot[oi]$ "
        "accord[oi]$ trattat vertic[ei]$ incendi mult[ae]$ denunc referendum blocc[oh] chiusur protest riform dibattit "
        "scandal omicid alluvion siccit terremot dimission violenz elezion razzismo",
        "azione azioni izione izioni sione sioni",
        "federa nazion stazion organizza istituzion associa amministra popola informa relazion situazion condizion "
        "posizion educa sezion edizion direzion mission generazion costituzion fondazion version pension television "
        "region religion occasion vision commission decision azion tradizion opzion",
    ),
    "pt": _nouns(
        "leis?$ greves?$ guerras?$ crises?$ julgamentos?$ atentados?$ ataques?$ mortes?$ altas?$ aumentos?$ quedas?$ "
        "votos?$ acordos?$ tratados?$ cúpulas?$ incêndios?$ apag[aã] multas?$ denúncias?$ referendo bloqueios?$ "
        "protestos?$ reformas?$ debates?$ escândalos?$ assassinatos?$ secas?$ demissã violência racismo corrupção "
        "eleiç",
        "ação ações ição ições isão isões",
        "federa naç estaç organiza instituiç associa administra populaç informa relaç situaç condiç posiç educa "
        "direç gera constituiç fundaç televis regi religi",
    ),
    "ru": _nouns(
        "закон(?:а|у|ом|е)?$ запрет забастовк войн кризис суд(?:а|е|у|ом)?$ теракт атак взрыв пожар гибел смерт рост$ "
        "роста$ повышени снижени выбор голосовани референдум расследовани реформ переговор соглашени договор саммит "
        "протест митинг скандал убийств наводнени засух утечк штраф закрыти отставк санкци учени крушени авари эпидеми "
        "обыск задержани арест блокад петици визит",
    ),
}  # fmt: skip

_ROLES: Final = {
    "en": _nouns(
        "presidents?$ ministers?$ leaders?$ chiefs?$ secretar(?:y|ies)$ mayors?$ spokes\\w+ deput(?:y|ies)$ "
        "senators?$ "
        "lawmakers? officials?$ candidates?$ governors?$ chair(?:man|woman)?$ directors?$ professors?$ doctors?$ "
        "drivers?$ inspectors?$ authors?$ journalists?$ lawyers?$ teachers?$ ambassadors?$ "
        "envoys?$ growers?$ farmers?$ skippers?$ "
        "fishermen$"
    ),
    "fr": _nouns(
        "présidente?s?$ ministres?$ chefs?$ secrétaires?$ maires?$ porte-parole députée?s?$ sénat(?:eur|rice)s?$ "
        "candidate?s?$ préfet gouverneur direct(?:eur|rice)s?$ professeur docteur chauffeur inspect(?:eur|rice)s?$ "
        "avocate?s?$ leaders?$ ambassadeur ambassadrice vice-prem vice-prés responsables?$ élue?s?$ têtes?$"
    ),
    "es": _nouns(
        "president[ea]s?$ ministr[oa]s?$ líder jefe jefa secretari[oa]s?$ alcalde portavo[cz] diputad[oa]s?$ senador "
        "candidat[oa]s?$ gobernador director profesor doctor conductor inspector abogad[oa]s?$ embajador vicepresident "
        "concejal consejer condesa?$"
    ),
    "de": _nouns("präsident minister chef kanzler sprecher abgeordnet kandidat bürgermeister direktor leiter"),
    "it": _nouns("president[ei]$ ministr[oiae]$ leader capo$ segretari sindac portavoce deputat senator candidat"),
    "pt": _nouns("president[ea]s?$ ministr[oa]s?$ líder chefe secretári prefeit porta-voz deputad senador candidat"),
    "ru": _nouns("президент министр глав[аыуе]$ лидер депутат сенатор губернатор мэр представител секретар директор"),
}  # fmt: skip


_BODIES: Final = {
    "en": _nouns(
        "ministr(?:y|ies)$ governments?$ parliament senate$ federation committee department office$ police$ "
        "league$ guild "
        "consortium agency"
    ),
    "fr": _nouns(
        "ministère gouvernement parlement sénat$ fédération comité préfecture affaires$ police$ consortium agence "
        "exécutif$ services$"
    ),
    "es": _nouns(
        "ministerio gobierno parlamento senado$ federación comité consejería policía junta$ consorcio agencia "
        "ejecutivo$ exteriores$"
    ),
    "de": _nouns("ministerium regierung verband behörde polizei amt$"),
    "it": _nouns("ministero governo federazione comitato polizia agenzia"),
    "pt": _nouns("ministério governo federação comitê comité polícia agência"),
    "ru": _nouns("министерств правительств парламент сенат федераци комитет полици ведомств"),
}


def is_body(written: str, language: str) -> bool:
    """Whether a phrase is about a ministry, a government or another such body."""
    return _any(_BODIES.get(language), written)


def says_what_happened(written: str, language: str) -> bool:
    """Whether one of the words of a phrase is a noun for something that happens: closure, hausse, dimisión."""
    return _any(_EVENTS.get(language), written)


def says_who(written: str, language: str) -> bool:
    """Whether a phrase begins with, or is about, an office or a trade: minister, chauffeur, candidato."""
    return _any(_ROLES.get(language), written)


def _any(nouns: re.Pattern[str] | None, written: str) -> bool:
    return nouns is not None and any(nouns.match(word) for word in written.split())
