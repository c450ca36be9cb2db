"""How texts say who speaks in them, to whom, and what they are: patterns in several languages."""

import re
from typing import Final

from filrouge.byline_words import STARTED_BY

# What a text calls itself, a kind a line. A word for a kind counts in a title, or in a line of its own at the head; in a
# text about such texts it stands too, so that of those that are OURS the text must also speak as "we".
_KIND_LINES: Final = r"""
open letter = lettre ouverte|open letter|offener brief|carta abierta|lettera aperta|carta aberta|açık mektup|открытое письмо|відкритий лист|open brief|list otwarty|رسالة مفتوحة|公开信|公開書簡
petition = \bp[ée]titions?\b|\bpetici[óo]n\b|\bpetizione\b|\bpetiç(?:ão|ao)\b|\bdilekçe|imza kampanyası|петици[яиюей]|петиці|petycj|عريضة|请愿|請願
press release = communiqué de presse|press release|for immediate release|pressemitteilung|comunicado de prensa|nota de prensa|comunicato stampa|comunicado de imprensa|basın (?:açıklaması|bülteni)|пресс-релиз|пресреліз|persbericht|بيان صحفي|新闻稿
interview = ^(?:interview|entretien|entrevista|intervista|röportaj|интервью|інтерв.ю|wywiad|rozmowa z|مقابلة|专访)\b|\bentretien (?:avec|exclusif)|\binterview (?:with|mit|avec)\b
speech = ^(?:discours|allocution|speech|address by|address to|remarks by|rede|przemówienie|промова|toespraak|خطاب|discurso|discorso|konuşma|речь|выступление)\b
opinion = ^(?:tribune|op-?ed|opinion|analyse|analysis|gastkommentar|kommentar|tribuna|görüş|мнение|колонка|opinia|رأي)\b|\banalyse\b[^.\n]{0,40}\bpar\b|\banalysis by\b
fact-check = \bfact[- ]?check|\bfaktencheck|\bdésintox|\bvrai ou faux\b|\bverificaci[óo]n de (?:datos|hechos)|\bchecagem|\bdoğruluk kontrolü|\bпроверка фактов|\bфактчек|\bfactcheck|\bweryfikacja faktów
statement = \bdéclaration\b|\bstatement\b|\berklärung\b|\bdeclaración\b|\bdichiarazione\b|\bdeclaração\b|\bbildiri|\bзаявлени[ея]\b|\bзаява\b|\boświadczenie\b|\bverklaring\b|بيان|声明|声明書
"""
KINDS: Final = [line.split(" = ", 1) for line in _KIND_LINES.strip().splitlines()]
"""Kinds of text, each with a pattern for what a text of it calls itself."""

OURS: Final = {"open letter", "petition", "statement"}
FIRST_PERSON: Final = re.compile(
    r"\b(?:nous|notre|nos|we|our|us|wir|unser\w*|nosotr[oa]s|nuestr[oa]s?|noi|nostr[oaie]|nós|noss[oa]s?|biz\w*|мы|наш\w*|"
    r"нас|нам|ми|wij|onze|ons|my|nas|nasz\w*|"
    r"\w{3,}(?:iamo|[aei]mos|[ıiuü]yoruz)|\w{3,}[aeiy]my)\b|نحن|我们|私たち",  # verbs, of languages that leave "we" out
    re.IGNORECASE,
)
# The first line or lines of a letter: who it is written to; a pattern a line.
SALUTATIONS: Final = r"""
^(?:Dear|To)\s+(?P<who>(?:the\s+)?[A-Z][^\n,:;.!?]{2,90})[,:]\s*$
^(?P<who>(?:Your (?:Excellenc(?:y|ies)|Majesty|Honou?r)|(?:Mr|Mrs|Ms|Madam|Honou?rable)\.?\s[A-Z])[^\n:;!?]{0,90}),\s*$
^(?P<who>(?:Honou?rable|Esteemed|Distinguished|Fellow)\s[^\n:;.!?]{3,80}),\s*$
^(?P<who>Ladies and [Gg]entlemen[^\n:;!?]{0,60}),
^(?P<who>(?:Monsieur|Madame|Messieurs|Mesdames|Excellences?|Votre Excellence|Cher(?:e?s?)\s)[^\n:;.!?]{0,90}),\s*$
\b[ÀAà] l['’]attention (?:de |du |des |d['’])(?P<who>[^\n,:;.!?]{3,90})
^Sehr geehrte[rs]?\s+(?P<who>[^\n,!:]{3,90})[,!]
^(?:Estimad[oa]s?|Distinguid[oa]s?|Excelentísim[oa]s?)\s+(?P<who>[^\n,:]{3,90})[,:]\s*$
^(?:Gentil[ei]|Egregi[oa]?|Onorevol[ei]|Spettabile)\s+(?P<who>[^\n,:]{3,90})[,:]?\s*$
^(?:Prezad[oa]s?|Excelentíssim[oa]s?|Car[oa]s)\s+(?P<who>[^\n,:]{3,90})[,:]\s*$
^(?P<who>Sayın\s+[^\n,:]{3,90}),
^(?P<who>(?:Глубокоу|У)важаем(?:ый|ая|ые)\s+[^\n,!]{3,90})[,!]
^(?P<who>(?:Дорогие\s+)?(?:[Дд]рузья|[Тт]оварищи|[Гг]раждане|[Сс]оотечественники|[Кк]оллеги|[Зз]емляки)[^\n,.:;!?]{0,60})[,!]
^(?P<who>Шановн(?:ий|а|і)\s+[^\n,!]{3,90})[,!]
^Geachte\s+(?P<who>[^\n,!]{3,90}),
^(?P<who>Szanown[iay]\s+[^\n,!]{3,90})[,!]
^(?P<who>(?:السيد|السيدة|سعادة|معالي|فخامة|أيها)\s[^\n،:]{3,80})[،:]
"""
TITLED: Final = re.compile(
    r"^Do (?P<pan>Pan(?:a|i|ów)\s[^\n:;!?]{2,90})$|"
    r"^(?:To|À)\s+(?P<who>(?:the\s|la\s|le\s)?[^\W\d_a-z][^\n:;!?]{2,70}):|"
    r"^(?P<sir>(?:Monsieur|Madame|Mesdames|Messieurs|Mr\.?|Madam|Señora?|Herr|Frau|Sayın)\s[^\n,:;!?]{2,60})[,:]"
)
# Who is called upon; a pattern a line.
APPEALS: Final = r"""
\b(?:[Ww]e|I) (?:also |therefore |hereby |strongly |respectfully |solemnly |once again )*(?:call (?:up)?on|appeal to|urge|ask|request|implore) (?P<who>(?:all |the |our )?[^\n.,;:!?]{2,90}?) (?:not to|to|for)\b
\b(?:[Ww]e|I) (?:also |therefore |hereby |strongly |respectfully |solemnly |once again )*(?:ask|demand|request) that (?P<who>(?:all |the )?[^\n.,;:!?]{2,70}?) (?:recogni[sz]es?|acts?|takes?|stops?|puts?|ends?|condemns?|does|do|be|must|should)\b
\b(?:[Ww]e|I) (?:\w+ly |also |therefore |hereby )*(?:ask|demand|request) that (?P<who>(?:all |the )?(?:[A-Z][\w'’-]*(?: (?:of|for|and)(?: the)?)? ?){1,8})(?<! )(?= )
\b[Nn]ous (?:appelons|demandons à|exhortons|prions|invitons|implorons|interpellons|enjoignons)(?: solennellement| instamment| donc| aussi| également)? (?P<who>(?:l['’]|la |le |les |tous |toutes )[^\n.,;:!?]{2,90}?) (?:à|de|d['’])\s?(?:ne (?:pas|plus) )?(?=\w+(?:er|ir|re)\b)
\b[Nn]ous (?:appelons|demandons|exhortons|prions) (?P<who>(?:au|à la|à l['’]|le |la |l['’])[^\n.,;:!?]{2,60}, [^\n.,;:!?a-z][^\n.,;:!?]{2,40}), (?:à|de|d['’])\s?(?:ne (?:pas|plus) )?(?=\w+(?:er|ir|re)\b)
\bappelons\b(?:,[^\n.]{0,90}?,)? (?P<who>(?:au|aux|à la|à l['’])\s?[^\n.,;:!?»”\"\]]{2,80})
\bappel\b(?: au nom d[^\n.,;:]{2,40}?)? (?P<who>(?:au|aux|à la|à l['’])\s?(?=[A-ZÉÈ]|peuple|organis|commun|gouvern|autorit|membres|parlement|citoyen|député)[^\n.,;:!?»”\"\]()]{2,80})
\binterpell(?:e|ent|ons) (?P<who>(?:le |la |les |l['’])[^\n.,;:!?»”\"\]()]{2,80})
\b(?:[Ww]ir|[Ii]ch) (?:fordern|bitten|rufen|ersuchen|appellieren an) (?P<who>(?:die|den|das|alle) [^\n.,;:!?]{2,80}?)(?:,| auf\b| dazu\b)
\b(?i:pedimos|exigimos|instamos|llamamos|exhortamos|solicitamos) (?P<who>(?:a la|al|a los|a las|a todos los) [^\n.,;:!?]{2,80}?) (?:a|que|para)\b
\b(?i:chiediamo|esortiamo|invitiamo|ci appelliamo|facciamo appello) (?P<who>(?:al|alla|ai|alle|agli|il|la|all['’])\s?[^\n.,;:!?]{2,80}?) (?:di|a|ad|che|perché|affinché)\b
\b(?i:pedimos|exigimos|apelamos|instamos|solicitamos) (?P<who>(?:à|ao|aos|às) [^\n.,;:!?]{2,80}?) (?:que|para|a)\b
(?P<who>[A-ZÇĞİÖŞÜ][^\n.,;:!?]{2,70}?)['’]?n?[ıiuüaeyn]{1,3} (?:çağırıyoruz|çağrıda bulunuyoruz|sesleniyoruz)
\b(?:[Пп]ризываем|[Пп]росим|[Оо]бращаемся к|[Тт]ребуем от) (?P<who>[^\n.,;:!?]{3,70}?)(?:,| не| \w+(?:ть|ться)\b)
\b[Ii]l (?:incombe|appartient|revient) (?P<who>(?:aux? |à la |à l['’]|à tou[ts] |à chaque )[^\n.,;:!?«»“”"()]{2,80}?)(?:,| de\b(?:(?= ne )|(?= \w+[eio]i?re?\b))| d['’](?=\w+(?:er|ir|re)\b))
\b(?:[Ii]t is (?:up to|incumbent (?:up)?on|for|the (?:duty|responsibility) of)|[Rr]esponsibility (?:now )?(?:lies|rests) with) (?P<who>(?:the |all |every )[^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.| to\b)
\b(?i:es liegt (?:nun |jetzt )?an|es ist (?:die )?(?:aufgabe|pflicht)) (?P<who>(?:de[rsmn]) [^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.)
\b(?i:corresponde|incumbe|compete) (?P<who>(?:a la|al|a los|a las|à|ao|aos|às) [^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:ar|er|ir)\b))
\b(?i:spetta|tocca) (?P<who>(?:al|alla|ai|alle|agli|allo|all['’]) ?[^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:are|ere|ire)\b))
\b(?i:cabe) (?P<who>(?:à|ao|aos|às) [^\n.,;:!?«»“”"()]{2,80}?)(?:,| (?=\w+(?:ar|er|ir)\b))
\b(?:[Tt]his|[Tt]he present|[Oo]ur) (?:petition|letter|statement|declaration|appeal) (?:also )?(?:calls (?:up)?on|urges|asks|appeals to|is addressed to) (?P<who>(?:the |all )?[^\n.,;:!?«»“”"()]{2,80}?)(?: to\b|,|\.)
\b(?:[Cc]ette|[Ll]a présente|[Nn]otre) (?:pétition|lettre|déclaration|tribune) (?:demande|s['’]adresse|appelle|en appelle) (?P<who>(?:aux? |à la |à l['’]|la |le |les |l['’])[^\n.,;:!?«»“”"()]{2,80}?)(?: (?:de|à) (?=\w+(?:er|ir|re)\b)| d['’](?=\w+(?:er|ir|re)\b)|,|\.)
\b(?:[Dd]iese|[Uu]nsere) (?:Petition|Erklärung) (?:fordert|richtet sich an|ruft) (?P<who>(?:die|den|das|alle) [^\n.,;:!?«»“”"()]{2,80}?)(?:,|\.| auf\b)
\b(?i:wzywamy|prosimy|zwracamy się (?:z apelem )?do|apelujemy do) (?P<who>[^\n.,;:!?]{3,70}?)(?:,| do\b| o\b| aby\b| żeby\b| by\b)
\b(?:[Зз]акликаємо|[Пп]росимо|[Зз]вертаємося до|[Вв]имагаємо від) (?P<who>[^\n.,;:!?]{3,70}?)(?:,| не| \w+(?:ти|тися)\b)
\b(?:[Ww]ij|[Ww]e) (?:roepen|vragen|verzoeken) (?P<who>(?:de|het|alle) [^\n.,;:!?]{2,80}?) (?:op|om)\b
\b(?:fordert|ruft|bittet|appelliert an) (?P<who>(?:die|den|das|alle) [A-ZÄÖÜ][^\n.,;:!?]{2,80}?)(?:,? auf\b|, )
\b[Ww]ir wenden uns (?:\w+ )?an (?P<who>(?:die|den|das|alle) [^\n.,;:!?]{2,80}?)(?:,|\.| mit\b| und\b)
(?:ندعو|نناشد|نطالب|نحث) (?P<who>[^\n.،؛:!؟]{3,70}?) (?:إلى|ب\w+|على|أن)
"""
SIGNED: Final = re.compile(
    r"^[ \t*_>-]*(?:Signé(?:e|s|es)?(?: par)?|Signataires|Les signataires|Signed(?: by)?|Signatories|Unterzeichne(?:t|r)(?: von)?|"
    r"Unterzeichnende|Firmad[oa]s?(?: por)?|Firmantes|Firmato(?: da)?|Firmatari|Assinad[oa](?: por)?|İmza(?:lar|layanlar|cılar)?|"
    r"Подписали|Подписанты|Подписи|Підписали|Ondertekend(?: door)?|Podpisan[oi]|Podpisali|الموقعون)[ \t]*[:：]?[ \t]*(?P<who>[^\n]*)$",
    re.MULTILINE,
)
ON_BEHALF: Final = re.compile(
    r"^[ \t*_–—-]*(?P<who>(?:Pour (?:le|la|les|l['’])|Au nom d(?:e|u|es)\b|For the|On behalf of|Für (?:den|die|das)|"
    r"Im Namen|Por (?:el|la|los|las)|En nombre de|Per (?:il|la|i|gli|le)|A nome d|Pel[oa]s?|Em nome d|От имени|За комитет|"
    r"Від імені|Namens|W imieniu|عن )[^\n.!?]{3,90})[ \t*_]*$",
    re.MULTILINE,
)
WE: Final = re.compile(
    r"(?:^|[\s“”«»\"'(])(?:Nous|We|Wir|(?<=\n)wir|(?<=\n)nous|Nosotr[oa]s|Noi|Nós|Мы|Ми|Wij|My|Biz)[,،]? ?,\s*(?:the |les |die |l['’]|los |las |gli |i )?"
    r"(?P<who>[^\n,;:.!?“”«»\"]{4,90}),"
)
# Who "we" are where it is said: "We are nurses of …", "As ferrymen of …, we", "The … community is outraged. We …".
WE_ARE: Final = r"""
(?:^|[.!?»”"] +|\n)We are (?:a group of |an? (?:association|union|collective|coalition|committee|network) of )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Nous sommes (?:un groupe (?:de |d['’])|un collectif (?:de |d['’])|une association (?:de |d['’])|des )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Wir sind (?:eine (?:Gruppe|Initiative) von )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Somos (?:un grupo de |um grupo de |un colectivo de |um coletivo de )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Siamo (?:un gruppo di |un collettivo di )(?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)We are (?P<who>(?!always\b|us\b|thus\b|perhaps\b|sometimes\b|afterwards\b|towards\b|besides\b|across\b)[a-z]{2,}(?:s|men|people)\b[^\n,;:.!?“”«»"]{2,90}?)(?= who\b|[,;:.!?])
(?:^|[.!?»”"] +|\n)Wir sind (?P<who>(?!Ihnen\b|Sie\b)[A-ZÄÖÜ]\w{3,}(?:e|n|r|innen|s)\b[^\n,;:.!?“”«»"]{2,90})
(?:^|[.!?»”"] +|\n)Somos (?P<who>(?:los |las |os |as )?[a-zñáéíóúâêôãõç]{3,}s\b[^\n,;:.!?“”«»"]{2,90})
(?:^|[.!?»”"] +|\n)Siamo (?P<who>(?:i |gli |le )[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)М[ыи] [—–-] (?P<who>[^\n,;:.!?“”«»"]{4,90})
(?:^|[.!?»”"] +|\n)Jesteśmy (?P<who>\w+(?:ami|mi)\b[^\n,;:.!?“”«»"]{2,90})
(?:^|[.!?»”"] +|\n)نحن،? (?P<who>[^\n.،؛:!؟«»"]{3,70}?)،? (?=ن\w{3,})
(?:^|[.!?»”"] +|\n)As (?P<who>[^\n,;:.!?“”«»"]{4,90}), we\b
(?:^|[.!?»”"] +|\n)En tant que? (?P<who>[^\n,;:.!?“”«»"]{4,90}), nous\b
(?:^|[.!?»”"] +|\n)Als (?P<who>[^\n,;:.!?“”«»"]{4,90}?) \w+en wir\b
(?:^|[.!?»”"] +|\n)Как (?P<who>[^\n,;:.!?“”«»"]{4,90}),? мы\b
[Tt]he (?P<who>[^\n,;:.!?“”«»"]{2,50}? (?:community|communities|people|citizens|residents|workers|diaspora|families)(?: [^\n,;:.!?“”«»"]{2,50}?)?) (?:is|are) [^\n.!?]{5,250}[.!?]["”»]? We (?:are|call|urge|ask|demand|condemn|appeal|believe|want|reject|will)\b
[Ll](?:a|es) (?P<who>(?:communauté|diaspora|population|habitants|citoyens|familles|travailleurs)[^\n,;:.!?“”«»"]{3,60}?) (?:est|sont) [^\n.!?]{5,250}[.!?]["”»]? Nous \w+ons\b
"""
BYLINE: Final = re.compile(
    r"\b(?:par|by|von|por|di)\s+(?P<who>(?:S\.? ?E\.?|H\.? ?E\.?|Son Excellence|His Excellency|Her Excellency|"
    r"l['’]ambassad|the ambassad|Ambassador|le (?:ministre|président|porte-parole)|la (?:ministre|présidente)|"
    r"the (?:minister|president|spokes)|el embajador|la embajadora|l['’]ambasciat)[^\n:;|]{2,90})$",
    re.IGNORECASE,
)
CITED: Final = re.compile(
    r"(?:^|[.!?»”\"] +|\n)(?P<who>(?:[Ll]e |[Ll]a |[Ll]es |[Ll]['’]|The |Der |Die |Das |El |Los |Il |I |O |A )?[^\n.,;:!?«»“”\"()]{3,70}?)"
    r"(?: \([^)\n]{2,20}\))? (?:(?:a|ont) (?:également |aussi |ensuite )?(?:déclaré|annoncé|affirmé|indiqué|souligné|estimé|assuré)|"
    r"(?:has |have )?(?:also )?(?:said|announced|stated|declared|told)|erklärte[n]?|sagte[n]?|"
    r"(?:ha |han )?(?:dicho|declarado|anunciado)|dijo|anunció|declaró|ha (?:dichiarato|annunciato|detto)|disse|afirmou|anunciou|"
    r"заявил[аи]?|сообщил[аио]?|açıkladı|duyurdu)\b"
)
GENERIC: Final = re.compile(
    r"(?:the )?(?:undersigned|soussigné(?:e|s|es)?|signataires?(?: de (?:cette|la présente) \w+)?|signatories|unterzeichner\w*|"
    r"abajo firmantes|sottoscritti|abaixo[- ]assinados|нижеподписавшиеся)", re.IGNORECASE,
)  # fmt: skip
NOBODY: Final = re.compile(
    r"^(?:il|elle|ils|elles|on|he|she|they|it|who|qui|ce|cela|ceci|er|sie|es|que|quien|lui|egli|we|nous|i|je)\b|"
    r"^(?:selon|according|dans|in|en|at|on|à|le \d|after|après)\b", re.IGNORECASE,
)  # fmt: skip

# "Statement of the …", "Speech by … to …", "Open letter to …": who speaks, and to whom, in a title; a pattern a line.
_KIND_NAMES: Final = {
    "speech": "speech|address|remarks|message|discours|allocution|rede|ansprache|discurso|discorso|przemówienie|речь|"
    "выступление|промова|toespraak",
    "open letter": "open letter|lettre ouverte|offener brief|carta abierta|lettera aperta|carta aberta|открытое письмо|"
    "відкритий лист|list otwarty|open brief",
    "petition": "petition|pétition|petición|petizione|petição|петиция|петиція|petycja|petitie",
    "statement": "statement|declaration|appeal|déclaration|appel|erklärung|stellungnahme|appell|aufruf|declaración|"
    "llamamiento|manifiesto|dichiarazione|appello|declaração|manifesto|nota|заявление|обращение|заява|звернення|"
    "oświadczenie|apel|verklaring|بيان",
    "press release": "communiqué|comunicado|comunicato|komunikat|комюнике|пресс-релиз",
}
_BEFORE: Final = r"(?:joint |official |public |gemeinsame |offizielle |declaración |nota )?"
_BY: Final = (
    r"(?:(?: \w+)?(?: (?:by|from|of|du|de la|des|de|der|des|von|vom|del|de los|de las|della|dei|degli|delle|dello|di|do|da|"
    r"dos|das|van|door|صادر عن|صادرة عن|من) | (?:de l|d|dell)['’])(?!(?:presse|prensa|imprensa)\b)"
    r"(?P<who>[^\n:;!?«»“”]{3,90}?))"
)
_WHOSE: Final = r" (?P<who>(?!о |об |к |про |до |w sprawie |o |do |to |an |aux? |à |al |ai |alla )[^\n:;!?«»“”]{3,90}?)"
_TO: Final = (
    r"(?:(?: (?:to|an|aux?|à la|à|a la|a los|a las|al|alla|ai|alle|agli|ao|aos|às|aan|к|до|do) | (?:à l|all)['’])"
    r"(?P<to>[^\n:;!?«»“”]{3,90}?))"
)
_REST: Final = r"(?: (?:on|about|regarding|concerning|sur|concernant|sobre|su|zum|zur|über|о|об|про|o|w sprawie) .*)?$"
NAMED_BY_TITLE: Final = [
    (kind, re.compile(rf"^{_BEFORE}(?:{names}){rest}{_REST}", re.IGNORECASE))
    for kind, names in _KIND_NAMES.items()
    for rest in (f"{_BY}{_TO}?", _TO, f"(?<=[а-яё]){_WHOSE}{_TO}?")
]
"""Kinds, each with a pattern of titles that begin with it and say `who` speaks, or `to` whom."""

TITLED_TO: Final = re.compile(
    rf"\b(?:{'|'.join(_KIND_NAMES[kind] for kind in ('petition', 'open letter'))}){_TO}$", re.IGNORECASE
)

# What stands around a text, and was cut from it.
BYLINE_ABOVE: Final = re.compile(
    r"^[\s*_]*(?i:(?:written |texte )?(?:by|par|von|por|di|door|przez)|автор\w*:?)\s+(?P<who>[^\W\d_a-z][^\n|•·\d]{3,90}?)[ \t]*(?:[|•·][^\n]*)?$",
    re.MULTILINE,
)
STARTED: Final = re.compile(rf"^[\s*_]*(?:{STARTED_BY}):?\s+(?P<who>[^\n|•·]{{3,90}})$", re.IGNORECASE | re.MULTILINE)
TO_BE_SIGNED: Final = re.compile(
    r"\bsign (?:this|the|our) petition|\bhave signed\b|\bsignatures? of\b|\bsigne[zr] (?:cette|la|notre) pétition|\bont signé\b|"
    r"\bfirm(?:a|e|en|ar) (?:esta|la|nuestra) petici|\bhan firmado\b|\bde [\d.,\s]+ firmas\b|\bfirma (?:questa|la) petizione|"
    r"\bhanno firmato\b|\bassin(?:e|ar) (?:esta|a|este) (?:petição|abaixo)|\bassinaram\b|\bpetition (?:jetzt )?unterschreiben|"
    r"\bhaben unterschrieben\b|\bimzala(?:dı|yın)?\b|\bподпиши(?:те)? петици|\bподписали\b.*\bиз\b|\bpodpisz petycj|\bteken (?:deze|de) petitie",
    re.IGNORECASE,
)
HANDLE: Final = re.compile(r"(?<![\w.@/])@[A-Za-z]\w{3,40}\b(?![.\w]*@)|(?<![\w/])(?:t\.me|vk\.com)/\w{3,40}")
REPOSTED: Final = re.compile(r"^\s*RT (?P<who>@\w{3,40})")
OPENS_A_POST: Final = re.compile(r"^\s*(?:RT @|[\U0001f300-\U0001faff\u2600-\u27bf])")
HASHTAG: Final = re.compile(r"(?<![\w&])#[^\W\d]\w+")
DATELINE: Final = re.compile(
    r"^\s*[*_]*[^\W\d_a-z][^\n()—–:!?]{1,60}\((?P<who>[^\W\d_a-z][^()\n\d]{1,45})\)[*_]*\s*[—–-]+\s|"
    r"^\s*[*_]*(?:[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’ -]{3,30}),? [^\n()—–:!?]{0,40}[—–]\s"
)
CREDITED: Final = re.compile(
    r"\((?:Reporting|Writing|Editing) by [^()\n]+\)|\(avec (?:AFP|Reuters|AP)\)|\((?:dpa|AFP|AP|EFE|ANSA)[/)]"
)
INTERVIEWED: Final = re.compile(
    r"^(?:[^\n:]{0,30}\b)?(?:interview (?:with|mit|avec|met)|entretien avec|entrevista (?:con|com|a)|intervista (?:con|a)|"
    r"интервью (?:с|со)|інтерв.ю з|wywiad z|rozmowa z) (?P<who>[^\n:;!?«»“”]{3,90})$",
    re.IGNORECASE,
)
APPOSITION: Final = re.compile(
    r"\b(We|Nous|Wir|Nosotr[oa]s|Noi|Nós|Мы|Ми|My|Wij), [^.,;:\n]{3,110}(?:, (?:and |et |und |y |e |и |i )?[^.,;:\n]{3,60}){0,3}, "
)
