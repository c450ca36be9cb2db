"""Whether a sentence speaks of what was or of what is to come, by the forms of its verbs and words that announce."""

import re
from functools import cache
from typing import Final

_AHEAD: Final = """
will shall would should upcoming forthcoming planned scheduled expected projected forecast plan plans must
prévu prévue prévus prévues prévoit prévoyait prochain prochaine prochains prochaines futur future futures horizon
venir doit doivent devait devaient
wird werden würde würden geplant geplante geplanten künftig kommenden nächsten soll sollen sollte sollten muss müssen
próximo próxima próximos próximas previsto prevista previstos previstas debe deben
prossimo prossima prossime deve devono devem zal zullen moet komende będzie będą planowane planowany
будет будут предстоящих предстоящие предстоящем запланировано запланированы планируется планируют ожидается должен
должны буде будуть заплановано سوف المقبل المقبلة خواهد הבא θα ще budou kommer skal ska planlagt akan gələn gelecek
"""
_ANNOUNCES: Final = """
annonc* promis promet* promesse* décid* report* repouss* propos* souhait* veut veulent voul* projet* budget* croissance
élection* scrutin* candidat* campagne* présidentielle* mandat* saison* hausse* réforme* prêt* compter espér* programm*
calendrier rendez fixé*
announc* promis* decid* propos* want* elect* campaign* season* reform* postpon* delay* budget* hope* forecast* growth
set deadline invit* target* goal due next
ankündig* angekündigt verspr* beschlos* beschließ* wahl* wahlen vorschlag* haushalt* verschob* saison*
anunci* prome* decid* elecci* eleiç* elezion* candidat* temporada stagione presupuest* orçament* bilancio reform*
rinvi* aplaz* adiad* crecimiento espera quiere
обещ* объяв* выбор* бюджет* реформ* кандидат* намер* сезон* перенес* вибор* обіця* wybor* budżet* zapowied* obiec*
seçim* bütçe* aday* açıkla* söz seçki* büdcə* namizəd* ընտրութ* բյուջե* انتخاب* ميزانية verkiez* kandida*
"""
_AHEAD_IN_CJK: Final = re.compile(r"[将將拟]|定于|邀请|计划|計劃|预计|預計|目标|予定|計画|見込|목표|예정|계획|전망")
_FUTURE_FORMS: Final = {
    "fr": re.compile(
        r"\b[a-zéèêîç]+(?:[eiduvt]ra|ur?ra|r(?:ont|ons)|rai(?:t|ent)|erez)\b"
        r"|\b(?:va|vont|allait|allaient)\s+(?:\w+\s+)?\w+(?:er|ir|re)\b"
    ),
    "es": re.compile(r"\b[a-zñáéíóú]+(?:rá|rán|remos|ría|rían)\b|\b(?:va|van|iba|iban) a \w+r\b"),
    "it": re.compile(r"\b[a-zàèéìòù]+(?:rà|ranno|rebbe|rebbero)\b"),
    "pt": re.compile(r"\b[a-zãçáéíóú]+(?:rá|rão|ria|riam)\b|\b(?:vai|vão)\b"),
    "ro": re.compile(r"\b(?:va|vor)\s+\w+"),
    "ca": re.compile(r"\b[a-zàçèéíòóú]+(?:rà|ran|ria|rien)\b"),
    "tr": re.compile(r"\b\w+(?:acak|ecek|acağı|eceği|acakt|ecekt)\w*\b"),
    "az": re.compile(r"\b\w+(?:acaq|əcək|acağ|əcəy)\w*\b"),
    "hy": re.compile(r"\bկ[ա-և]{3,}\b|\bէր\b[^,։]*\bլու\b"),
}
_PAST_FORMS: Final = {
    "fr": r"\b(?:a|ont|avait|avaient)\b\s+(?:\w+\s+){0,2}?\w+(?:é|ée|és|ées|i|is|it|u|ue|us|ues|ert|erte|erts)\b"
    r"|\b(?:est|sont)\s+(?:\w+\s+)?(?:né|mort|(?:de|inter|sur|par)?ven|parti|arrivé|entré|tombé|resté|sorti|décédé)\w*"
    r"|\b(?:s['’]est|se sont)\b|\b(?:été|fut|furent|était|étaient)\b|\b\w+(?:èrent|irent)\b",
    "en": r"\b(?:was|were|had|been|did|became|began|took|made|left|came|went|saw|fell|broke|won|lost|held|led|ago)\b"
    r"|\b[a-z]{3,}ed\b",
    "de": r"\b(?:war|waren|wurde|wurden|hatte|hatten|seither)\b|\b(?:hat|haben|ist|sind)\b[^.;]*\b\w*ge\w+(?:t|en)\b",
    "nl": r"\b(?:werd|werden|was|waren|had|hadden)\b|\b(?:heeft|hebben|is|zijn)\b[^.;]*\b\w*ge\w+(?:d|t|en)\b",
    "es": r"\b\w{2,}(?:ó|aron|ieron)\b|\b(?:ha|han|había|habían)\s+\w+[dt]o\b|\b(?:fue|fueron|era|eran)\b",
    "pt": r"\b\w{2,}(?:ou|aram|eram|iram)\b|\b(?:foi|foram|era|eram|tinha|havia)\b",
    "it": r"\b(?:è|sono|ha|hanno|aveva|avevano)\s+(?:\w+\s+)?\w+(?:to|ta|ti|te|so|sa)\b|\b(?:fu|furono|era|erano)\b",
    "ca": r"\b(?:va|van|ha|han|havia|havien)\s+\w+(?:r|t|re)\b|\b(?:era|eren)\b",
    "ro": r"\b(?:a|au)\s+(?:fost|\w+(?:t|s))\b|\b(?:era|erau)\b",
    "pl": r"\b\w{2,}(?:ł|ła|ło|li|ły)\b|\b\w+(?:ano|ono)\b",
    "cs": r"\b\w{2,}(?:l|la|lo|li|ly)\b",
    "ru": r"\b\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b|\b\w{4,}(?:ен|ена|ено|ены|ан|ана|ано|аны)\b",
    "uk": r"\b\w{2,}(?:ав|ив|ів|ла|ло|ли|вся|лася|лося|лися)\b|\b\w{4,}(?:ено|ано)\b",
    "be": r"\b\w{2,}(?:аў|іў|ла|ло|лі|ўся|лася|ліся)\b",
    "bg": r"\b(?:беше|бяха|бе|била|било|били|бил)\b|\b\w{3,}(?:ха|ше)\b",
    "tr": r"\b\w{2,}(?:[dt][ıiuü]|[dt][ıi]lar|[dt]iler|m[ıiuü]şt[ıiuü])\b",
    "az": r"\b\w{2,}(?:d[ıiuü]|d[ıi]lar|dilər|m[ıiuü]şd[ıiuü]|m[ıiuü]şdir|m[ıiuü]ş)\b",
    "hy": r"[ա-և]{2,}(?:եց|վեց|եցին|վեցին|ացավ|ավ)\b|[ա-և]{2,}(?:ել|վել)\s+(?:է|են|էր|էին)\b|\b(?:էր|էին)\b",
    "ar": r"\b(?:كان|كانت|كانوا|تم|تمت|منذ|وقع|وقعت|بدأ|بدأت|قتل|أعلن)\b",
    "fa": r"\b(?:بود|بودند|شد|شدند|کرد|کردند|داد|دادند|گرفت|رسید)\b",
    "he": r"\b(?:היה|הייתה|היו|נחתם|נחתמה|החל|החלה)\b",
    "el": r"\b(?:ήταν|είχε|είχαν|έγινε|έγιναν|υπογράφηκε)\b|\b\w+(?:θηκε|θηκαν|ησε|ησαν)\b",
    "ka": r"\b(?:იყო|იყვნენ|გახდა)\b|\b(?:და|გა|მო|შე|ჩა)[ა-ჰ]+(?:ა|ეს)\b",
    "zh": r"[了曾已]|以来|以來",
    "ja": r"(?:した|された|だった|ました|いた|った)",
    "ko": r"(?:했|됐|였|었|았)(?:다|으며|고|던|지만)",
}


def speaks_of_the_future(sentence: str, language: str | None) -> bool:
    """Whether any word of a sentence says that something is to come."""
    if _words(sentence) & _ahead() or _AHEAD_IN_CJK.search(sentence):
        return True
    form = _FUTURE_FORMS.get(language or "")
    return form is not None and form.search(sentence) is not None


def announces(sentence: str) -> bool:
    """Whether a sentence tells of plans, promises or votes, whose dates may lie ahead whatever its tense."""
    exact, stems = _announcing()
    return any(word in exact or word.startswith(stems) for word in _words(sentence))


def speaks_of_the_past(clause: str, language: str | None) -> bool:
    """Whether a verb of a clause is in a past form; False for a language whose forms are not known."""
    forms = _PAST_FORMS.get(language or "")
    return forms is not None and re.search(forms, clause.casefold()) is not None


def _words(sentence: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", sentence.casefold()))


@cache
def _ahead() -> frozenset[str]:
    return frozenset(_AHEAD.split())


@cache
def _announcing() -> tuple[frozenset[str], tuple[str, ...]]:
    words = _ANNOUNCES.split()
    return (
        frozenset(word for word in words if not word.endswith("*")),
        tuple(word[:-1] for word in words if word.endswith("*")),
    )
