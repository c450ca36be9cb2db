"""Who speaks in a text, to whom, and what kind of text it is, as far as it says so itself: rules in several languages.

Only what stands in the text is told. Where the rules find nothing, the text may still say it in another way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from filrouge.explore.places import place_of
from filrouge.i18n import N_
from filrouge.speakers import speakers_in

TEXT_KINDS: Final = {
    "petition": N_("Petition"),
    "press release": N_("Press release"),
    "open letter": N_("Open letter"),
    "statement": N_("Statement"),
    "speech": N_("Speech"),
    "interview": N_("Interview"),
    "opinion": N_("Analysis or opinion"),
}
"""Kinds of text that texts call themselves."""

_HEAD: Final = 700
_TAIL: Final = 1500
_MOST: Final = 3
_MOST_CITED: Final = 6
_LONGEST: Final = 110
_FLAGS: Final = re.MULTILINE

# What a text calls itself, a kind a line. A word for a kind counts in a title, or in a line of its own at the head; in a
# text about such texts it stands too, so that of those that are _OURS the text must also speak as "we".
_KIND_LINES: Final = r"""
open letter = lettre ouverte|open letter|offener brief|carta abierta|lettera aperta|carta aberta|açık mektup|открытое письмо|відкритий лист|open brief|list otwarty|رسالة مفتوحة|公开信|公開書簡
petition = \bp[ée]titions?\b|\bpetici[óo]n\b|\bpetizione\b|\bpetiç(?:ão|ao)\b|\bdilekçe|imza kampanyası|петици[яиюей]|петиці|petycj|عريضة|请愿|請願
press release = communiqué de presse|press release|for immediate release|pressemitteilung|comunicado de prensa|nota de prensa|comunicato stampa|comunicado de imprensa|basın (?:açıklaması|bülteni)|пресс-релиз|пресреліз|persbericht|بيان صحفي|新闻稿
interview = ^(?:interview|entretien|entrevista|intervista|röportaj|интервью|інтерв.ю|مقابلة|专访)\b|\bentretien (?:avec|exclusif)|\binterview (?:with|mit|avec)\b
speech = ^(?:discours|allocution|speech|address by|rede|discurso|discorso|konuşma|речь|выступление)\b
opinion = ^(?:tribune|op-?ed|opinion|analyse|analysis|gastkommentar|tribuna|görüş|мнение)\b|\banalyse\b[^.\n]{0,40}\bpar\b|\banalysis by\b
statement = \bdéclaration\b|\bstatement\b|\berklärung\b|\bdeclaración\b|\bdichiarazione\b|\bdeclaração\b|\bbildiri|\bзаявлени[ея]\b|\bзаява\b|\boświadczenie\b|\bverklaring\b|بيان|声明|声明書
"""
_KINDS: Final = [line.split(" = ", 1) for line in _KIND_LINES.strip().splitlines()]
_OURS: Final = {"open letter", "petition", "statement"}
_FIRST_PERSON: Final = re.compile(
    r"\b(?:nous|notre|nos|we|our|us|wir|unser\w*|nosotr[oa]s|nuestr[oa]s?|noi|nostr[oaie]|nós|noss[oa]s?|biz\w*|мы|наш\w*|"
    r"нас|нам|ми|wij|onze|ons|my|nas|nasz\w*)\b|نحن|我们|私たち",
    re.IGNORECASE,
)
_HEADING: Final = 60  # letters of a line that is a heading

# The first line or lines of a letter: who it is written to; a pattern a line.
_SALUTATIONS: Final = r"""
^(?:Dear|To)\s+(?P<who>(?:the\s+)?[A-Z][^\n,:;.!?]{2,90})[,:]\s*$
^(?P<who>(?:Your (?:Excellenc(?:y|ies)|Majesty|Honou?r)|(?:Mr|Mrs|Ms|Madam|Honou?rable)\.?\s[A-Z])[^\n:;!?]{0,90}),\s*$
^(?P<who>Ladies and [Gg]entlemen[^\n:;!?]{0,60}),
^(?P<who>(?:Monsieur|Madame|Messieurs|Mesdames|Excellences?|Votre Excellence|Cher(?:e?s?)\s)[^\n:;.!?]{0,90}),\s*$
\b[ÀAà] l['’]attention (?:de |du |des |d['’])(?P<who>[^\n,:;.!?]{3,90})
^Sehr geehrte[rs]?\s+(?P<who>[^\n,!:]{3,90})[,!]
^(?:Estimad[oa]s?|Distinguid[oa]s?|Excelentísim[oa]s?)\s+(?P<who>[^\n,:]{3,90})[,:]\s*$
^(?:Gentil[ei]|Egregi[oa]?|Onorevol[ei]|Spettabile)\s+(?P<who>[^\n,:]{3,90})[,:]?\s*$
^(?:Prezad[oa]s?|Excelentíssim[oa]s?|Car[oa]s)\s+(?P<who>[^\n,:]{3,90})[,:]\s*$
^(?P<who>Sayın\s+[^\n,:]{3,90}),
^(?P<who>(?:Глубокоу|У)важаем(?:ый|ая|ые)\s+[^\n,!]{3,90})[,!]
^(?P<who>Шановн(?:ий|а|і)\s+[^\n,!]{3,90})[,!]
^Geachte\s+(?P<who>[^\n,!]{3,90}),
^(?P<who>Szanown[iay]\s+[^\n,!]{3,90})[,!]
^(?P<who>(?:السيد|السيدة|سعادة|معالي|فخامة|أيها)\s[^\n،:]{3,80})[،:]
"""
_TITLED: Final = re.compile(
    r"^(?:To|À)\s+(?P<who>(?:the\s|la\s|le\s)?[^\W\d_a-z][^\n:;!?]{2,70}):|"
    r"^(?P<sir>(?:Monsieur|Madame|Mesdames|Messieurs|Mr\.?|Madam|Señora?|Herr|Frau|Sayın)\s[^\n,:;!?]{2,60})[,:]"
)
# Who is called upon; a pattern a line.
_APPEALS: Final = r"""
\b(?:[Ww]e|I) (?:also |therefore |hereby |strongly |respectfully |solemnly |once again )*(?:call (?:up)?on|appeal to|urge|request|implore) (?P<who>(?:all |the |our )?[^\n.,;:!?]{2,90}?) (?:not to|to|for)\b
\b(?:[Ww]e|I) (?:also |therefore |hereby |strongly |respectfully |solemnly |once again )*(?:ask|demand|request) that (?P<who>(?:all |the )?[^\n.,;:!?]{2,70}?) (?:recogni[sz]es?|acts?|takes?|stops?|puts?|ends?|condemns?|does|do|be|must|should)\b
\b[Nn]ous (?:appelons|demandons à|exhortons|prions|invitons|implorons|interpellons|enjoignons)(?: solennellement| instamment| donc| aussi| également)? (?P<who>(?:l['’]|la |le |les |tous |toutes )[^\n.,;:!?]{2,90}?) (?:à|de|d['’])\s?(?=\w+(?:er|ir|re)\b)
\bappelons\b(?:,[^\n.]{0,90}?,)? (?P<who>(?:au|aux|à la|à l['’])\s?[^\n.,;:!?»”\"\]]{2,80})
\bappel\b(?: au nom d[^\n.,;:]{2,40}?)? (?P<who>(?:au|aux|à la|à l['’])\s?(?=[A-ZÉÈ]|peuple|organis|commun|gouvern|autorit|membres|parlement|citoyen|député)[^\n.,;:!?»”\"\]()]{2,80})
\binterpell(?:e|ent|ons) (?P<who>(?:le |la |les |l['’])[^\n.,;:!?»”\"\]()]{2,80})
\b(?:[Ww]ir|[Ii]ch) (?:fordern|bitten|rufen|ersuchen|appellieren an) (?P<who>(?:die|den|das|alle) [^\n.,;:!?]{2,80}?)(?:,| auf\b| dazu\b)
\b(?i:pedimos|exigimos|instamos|llamamos|exhortamos|solicitamos) (?P<who>(?:a la|al|a los|a las|a todos los) [^\n.,;:!?]{2,80}?) (?:a|que|para)\b
\b(?i:chiediamo|esortiamo|invitiamo|ci appelliamo|facciamo appello) (?P<who>(?:al|alla|ai|alle|agli|il|la|all['’])\s?[^\n.,;:!?]{2,80}?) (?:di|a|ad|che|perché|affinché)\b
\b(?i:pedimos|exigimos|apelamos|instamos|solicitamos) (?P<who>(?:à|ao|aos|às) [^\n.,;:!?]{2,80}?) (?:que|para|a)\b
(?P<who>[A-ZÇĞİÖŞÜ][^\n.,;:!?]{2,70}?)['’]?n?[ıiuüaeyn]{1,3} (?:çağırıyoruz|çağrıda bulunuyoruz|sesleniyoruz)
\b(?:[Пп]ризываем|[Пп]росим|[Оо]бращаемся к|[Тт]ребуем от) (?P<who>[^\n.,;:!?]{3,70}?)(?:,| не| \w+(?:ть|ться)\b)
\b[Ii]l (?:incombe|appartient|revient) (?P<who>(?:aux? |à la |à l['’]|à tou[ts] |à chaque )[^\n.,;:!?«»“”"()]{2,80}?)(?:,| de\b(?= \w+[eio]i?re?\b)| d['’](?=\w+(?:er|ir|re)\b))
\b(?:[Ii]t is (?:up to|incumbent (?:up)?on|for|the (?:duty|responsibility) of)|[Rr]esponsibility (?:now )?(?:lies|rests) with) (?P<who>(?:the |all |every )[^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.| to\b)
\b(?i:es liegt (?:nun |jetzt )?an|es ist (?:die )?(?:aufgabe|pflicht)) (?P<who>(?:de[rsmn]) [^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.)
\b(?i:corresponde|incumbe|compete) (?P<who>(?:a la|al|a los|a las|à|ao|aos|às) [^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:ar|er|ir)\b))
\b(?i:spetta|tocca) (?P<who>(?:al|alla|ai|alle|agli|allo|all['’]) ?[^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:are|ere|ire)\b))
\b(?i:cabe) (?P<who>(?:à|ao|aos|às) [^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:ar|er|ir)\b))
\b(?:[Tt]his|[Tt]he present|[Oo]ur) (?:petition|letter|statement|declaration|appeal) (?:also )?(?:calls (?:up)?on|urges|asks|appeals to|is addressed to) (?P<who>(?:the |all )?[^\n.,;:!?«»“”"()]{2,80}?)(?: to\b|,|\.)
\b(?:[Cc]ette|[Ll]a présente|[Nn]otre) (?:pétition|lettre|déclaration|tribune) (?:demande|s['’]adresse|appelle|en appelle) (?P<who>(?:aux? |à la |à l['’]|la |le |les |l['’])[^\n.,;:!?«»“”"()]{2,80}?)(?: (?:de|à) (?=\w+(?:er|ir|re)\b)| d['’](?=\w+(?:er|ir|re)\b)|,|\.)
\b(?:[Dd]iese|[Uu]nsere) (?:Petition|Erklärung) (?:fordert|richtet sich an|ruft) (?P<who>(?:die|den|das|alle) [^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.| auf\b)
(?:ندعو|نناشد|نطالب|نحث) (?P<who>[^\n.،؛:!؟]{3,70}?) (?:إلى|ب\w+|على|أن)
"""
_SIGNED: Final = re.compile(
    r"^[ \t*_>-]*(?:Signé(?:e|s|es)?(?: par)?|Signataires|Les signataires|Signed(?: by)?|Signatories|Unterzeichne(?:t|r)(?: von)?|"
    r"Unterzeichnende|Firmad[oa]s?(?: por)?|Firmantes|Firmato(?: da)?|Firmatari|Assinad[oa](?: por)?|İmza(?:lar|layanlar|cılar)?|"
    r"Подписали|Подписанты|Подписи|Підписали|Ondertekend(?: door)?|Podpisan[oi]|الموقعون)[ \t]*[:：]?[ \t]*(?P<who>[^\n]*)$",
    re.MULTILINE,
)
_ON_BEHALF: Final = re.compile(
    r"^[ \t*_–—-]*(?P<who>(?:Pour (?:le|la|les|l['’])|Au nom d(?:e|u|es)\b|For the|On behalf of|Für (?:den|die|das)|"
    r"Im Namen|Por (?:el|la|los|las)|En nombre de|Per (?:il|la|i|gli|le)|A nome d|Pel[oa]s?|Em nome d|От имени|За комитет|"
    r"Від імені|Namens|W imieniu|عن )[^\n.!?]{3,90})[ \t*_]*$",
    re.MULTILINE,
)
_WE: Final = re.compile(
    r"(?:^|[\s“”«»\"'(])(?:Nous|We|Wir|Nosotr[oa]s|Noi|Nós|Мы|Ми|Wij|My|Biz)[,،]? ?,\s*(?:the |les |die |l['’]|los |las |gli |i )?"
    r"(?P<who>[^\n,;:.!?“”«»\"]{4,90}),"
)
# Who "we" are where it is said: "We are nurses of …", "As ferrymen of …, we", "The … community is outraged. We …".
_WE_ARE: Final = r"""
(?:^|[.!?»”"] +|\n)We are (?:a group of |an? (?:association|union|collective|coalition|committee|network) of )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Nous sommes (?:un groupe (?:de |d['’])|un collectif (?:de |d['’])|une association (?:de |d['’])|des )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Wir sind (?:eine (?:Gruppe|Initiative) von )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Somos (?:un grupo de |um grupo de |un colectivo de |um coletivo de )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Siamo (?:un gruppo di |un collettivo di )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)As (?P<who>[^\n,;:.!?“”«»"]{4,90}), we\b
(?:^|[.!?»”"] +|\n)En tant que? (?P<who>[^\n,;:.!?“”«»"]{4,90}), nous\b
(?:^|[.!?»”"] +|\n)Als (?P<who>[^\n,;:.!?“”«»"]{4,90}?) \w+en wir\b
(?:^|[.!?»”"] +|\n)Как (?P<who>[^\n,;:.!?“”«»"]{4,90}),? мы\b
[Tt]he (?P<who>[^\n,;:.!?“”«»"]{2,50}? (?:community|communities|people|citizens|residents|workers|diaspora|families)(?: [^\n,;:.!?“”«»"]{2,50}?)?) (?:is|are) [^\n.!?]{5,250}[.!?]["”»]? We (?:are|call|urge|ask|demand|condemn|appeal|believe|want|reject|will)\b
[Ll](?:a|es) (?P<who>(?:communauté|diaspora|population|habitants|citoyens|familles|travailleurs)[^\n,;:.!?“”«»"]{3,60}?) (?:est|sont) [^\n.!?]{5,250}[.!?]["”»]? Nous \w+ons\b
"""
_BYLINE: Final = re.compile(
    r"\b(?:par|by|von|por|di)\s+(?P<who>(?:S\.? ?E\.?|H\.? ?E\.?|Son Excellence|His Excellency|Her Excellency|"
    r"l['’]ambassad|the ambassad|Ambassador|le (?:ministre|président|porte-parole)|la (?:ministre|présidente)|"
    r"the (?:minister|president|spokes)|el embajador|la embajadora|l['’]ambasciat)[^\n:;|]{2,90})$",
    re.IGNORECASE,
)
_CITED: Final = re.compile(
    r"(?:^|[.!?»”\"] +|\n)(?P<who>(?:[Ll]e |[Ll]a |[Ll]es |[Ll]['’]|The |Der |Die |Das |El |Los |Il |I |O |A )?[^\n.,;:!?«»“”\"()]{3,70}?)"
    r"(?: \([^)\n]{2,20}\))? (?:(?:a|ont) (?:également |aussi |ensuite )?(?:déclaré|annoncé|affirmé|indiqué|souligné|estimé|assuré)|"
    r"(?:has |have )?(?:also )?(?:said|announced|stated|declared|told)|erklärte[n]?|sagte[n]?|"
    r"(?:ha |han )?(?:dicho|declarado|anunciado)|dijo|anunció|declaró|ha (?:dichiarato|annunciato|detto)|disse|afirmou|anunciou|"
    r"заявил[аи]?|сообщил[аио]?|açıkladı|duyurdu)\b"
)
_GENERIC: Final = re.compile(
    r"(?:the )?(?:undersigned|soussigné(?:e|s|es)?|signataires?(?: de (?:cette|la présente) \w+)?|signatories|unterzeichner\w*|"
    r"abajo firmantes|sottoscritti|abaixo[- ]assinados|нижеподписавшиеся)", re.IGNORECASE,
)  # fmt: skip
_NOBODY: Final = re.compile(
    r"^(?:il|elle|ils|elles|on|he|she|they|it|who|qui|ce|cela|ceci|er|sie|es|que|quien|lui|egli|we|nous|i|je)\b|"
    r"^(?:selon|according|dans|in|en|at|on|à|le \d|after|après)\b", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Party:
    """Who is named, in the text's own words, and how: "title", "signed", "behalf", "we", "salutation", "appeal",
    "cited".
    """

    who: str
    how: str


@dataclass(frozen=True)
class Addressing:
    """What a text says of who speaks in it, and to whom.

    Attributes
    ----------
    kind : key of TEXT_KINDS, by what the text calls itself; "" where it does not.
    speakers : who signs it, or who its "we" is.
    addressees : who is spoken to, or called upon.
    cited : whose words it reports, at most six.
    """

    kind: str = ""
    speakers: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    cited: tuple[Party, ...] = ()


def addressing(text: str, title: str = "", language: str = "") -> Addressing:
    """Read what a text says of itself; persons whose words it reports only where words of saying of its language are
    known.
    """
    return Addressing(
        kind_of(text, title),
        tuple(_first(_speakers(text, title))),
        tuple(_first(_addressees(text, title))),
        tuple(_first(_cited(text, language), _MOST_CITED)),
    )


def kind_of(text: str, title: str = "") -> str:
    """What a text calls itself in its title or in a heading; "" where it does not."""
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    heads = [title, *(line for line in lines if 0 < len(line) <= _HEADING)]
    for head in heads:
        for kind, pattern in _KINDS:
            if re.search(pattern, head.casefold()) and (kind not in _OURS or len(_FIRST_PERSON.findall(text)) > 2):
                return kind
    return ""


def _speakers(text: str, title: str) -> Iterator[Party]:
    if named := _BYLINE.search(title.strip()):
        yield Party(_tidy(named["who"]), "title")
    tail = max(len(text) - _TAIL, 0)
    for found in _SIGNED.finditer(text, tail):
        names = (
            [found["who"], *_list_after(text[found.end() :])]
            if found["who"].strip()
            else _list_after(text[found.end() :])
        )
        if kept := [_tidy(name) for name in names if name.strip()]:
            yield Party(", ".join(kept[:12]), "signed")
    for found in _ON_BEHALF.finditer(text, max(len(text) - 500, 0)):
        yield Party(_tidy(found["who"]), "behalf")
    for found in _WE.finditer(text):
        yield Party(_tidy(found["who"]), "we")
    for pattern in _WE_ARE.strip().splitlines():
        for found in re.finditer(pattern, text, _FLAGS):
            yield Party(_tidy(found["who"]), "we")


def _list_after(text: str) -> list[str]:
    """The short lines after a heading such as "Signed by"."""
    names: list[str] = []
    for line in text.splitlines():
        if not (name := line.strip(" \t-–—•*·")):
            continue
        if len(name) > 60 or name.endswith((".", ":", "?", "!")):
            break
        names.append(name)
    return names


def _addressees(text: str, title: str) -> Iterator[Party]:
    for pattern in _SALUTATIONS.strip().splitlines():
        for found in re.finditer(pattern, text[:_TAIL], _FLAGS):
            yield Party(_tidy(found["who"]), "salutation")
    if named := _TITLED.search(title.strip()):
        yield Party(_tidy(named["who"] or named["sir"]), "salutation")
    every = (found for pattern in _APPEALS.strip().splitlines() for found in re.finditer(pattern, text))
    for found in sorted(every, key=lambda one: one.start()):
        yield Party(_tidy(found["who"]), "appeal")


def _cited(text: str, language: str) -> Iterator[Party]:
    named = [(at, who) for at, who in speakers_in(text, language) if not place_of(who, language)]
    for found in _CITED.finditer(text):
        who = found["who"].strip()
        if who and not _NOBODY.search(who) and any(letter.isupper() for letter in who[1:]) and len(who.split()) <= 10:
            named.append((found.start("who"), _tidy(who)))
    for _at, who in sorted(named):
        yield Party(who, "cited")


def _first(found: Iterator[Party], most: int = _MOST) -> Sequence[Party]:
    """The first few that differ; one that another says more fully is left out."""
    kept: list[Party] = []
    for one in found:
        if not 2 <= len(one.who) <= 4 * _LONGEST or _GENERIC.fullmatch(one.who):
            continue
        if any(_alike(one.who, other.who) for other in kept):
            continue
        kept.append(one)
        if len(kept) == most:
            break
    return kept


def _alike(one: str, other: str) -> bool:
    """Whether two say the same, one of them perhaps more fully."""
    words = [set(re.findall(r"\w{3,}", name.casefold())) for name in (one, other)]
    fewest = min(len(some) for some in words)
    return one.casefold() == other.casefold() or (fewest > 0 and len(words[0] & words[1]) >= 0.6 * fewest)


def _tidy(who: str) -> str:
    return " ".join(who.split()).strip(' ,;:*_-–—"“”«»()[]')
