"""Words with which a text denies what another asserts, in the languages of which they are known."""

import re
from collections.abc import Collection
from functools import cache
from typing import Final

# Verbs and turns with which a text denies what another asserts; plain "not" is too common to tell anything.
DENIALS: Final = {
    "en": r"den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ion)?|refut\w+|never|nothing to do|far from"
    r"|no (?:evidence|proof|trace|sign)s?|false(?:hood)?s?|untrue|fabricat\w+|dispute[sd]?|contradict\w*"
    r"|dismiss(?:es|ed)?|pretext|did not|was not",
    "fr": r"dément\w*|démenti\w*|ni(?:e|ent|é|a) (?:que|avoir|toute?)|rejet\w+|réfut\w+|jamais|faux|fausse\w*"
    r"|aucune? (?:preuve|trace)\w*|mensonge\w*|conteste\w*|contredi\w+|prétexte|n['’]a pas|n['’]est pas",
    "es": r"niega\w*|neg(?:ó|aron|ando)|desm(?:iente|intió|entir)\w*|rechaz\w+|refut\w+|jamás|nunca|fals[oa]s?"
    r"|ningun[ao]? (?:prueba|rastro)|mentira\w*|desminti\w+|contradi\w+|pretexto|no (?:hay|hubo|fue|es)",
    "pt": r"neg(?:a|am|ou|aram)|desment\w+|rejeit\w+|refut\w+|jamais|nunca|nenhum[a]? (?:prova|indício)\w*|fals[oa]s?"
    r"|mentira\w*|contradi\w+|pretexto|não (?:há|houve|foi|é)",
    "it": r"neg(?:a|ano|ato|ò)|smenti\w+|respin\w+|confut\w+|mai|nessuna? (?:prova|traccia)|fals[oaie]|bugi\w+"
    r"|contradd\w+|pretesto",
    "de": r"bestreite\w*|bestritt\w*|dementier\w*|leugne\w*|weis\w* zurück|widerleg\w*|nie(?:mals)?|falsch\w*"
    r"|kein\w* (?:Beweis|Beleg|Hinweis)\w*|Lüge\w*|widersprich\w*|Vorwand",
    "nl": r"ontken\w+|verwerp\w+|weerleg\w*|nooit|geen (?:bewijs|spoor)\w*|onwaar|vals\w*|leugen\w*|voorwendsel",
    "pl": r"zaprzecz\w+|odrzuc\w+|dementuj\w*|nigdy|brak dowod\w+|fałsz\w*|kłamstw\w*|pretekst\w*",
    "ru": r"отрица\w+|отверг\w*|опроверг\w*|опровержени\w+|никогда|лож(?:ь|н)\w*|неправд\w+|оспарива\w+"
    r"|никак(?:их|ого|ой) (?:доказательств|след)\w*|так называем\w+|предлог\w*|не (?:был[ао]?|имеет|является)",
    "uk": r"запереч\w+|відкид\w+|спросту\w+|ніколи|жодн\w+ (?:доказ|слід)\w*|брехн\w*|неправд\w+|так зван\w+|привід",
    "bg": r"отрича\w*|отхвърл\w+|опроверг\w+|никога|няма доказателств\w*|лъж\w*|невярн\w*|така нареч\w+|предлог\w*",
    "tr": r"yalanla\w+|reddet\w+|redded\w+|inkâr\w*|inkar\w*|asla|hiçbir (?:kanıt|iz)\w*|asılsız\w*|yalan\w*"
    r"|çürüt\w+|bahane\w*|sözde|değil\w*",
    "ar": r"نف[تىي]\w*|ينفي|تنفي|رفض\w*|كذب\w*|مزاعم|أبدا|لا (?:دليل|صحة)|ذريعة",
}

# Plain words of negation: in a text by itself they tell nothing, where two copies differ in them they turn the sense.
NEGATIONS: Final = {
    "en": r"no|not|never|without|none|nor|nobody|nothing|nowhere|neither|cannot|\w+n['’]t",
    "fr": r"ne|pas|jamais|aucune?|sans|rien|ni|non",
    "es": r"no|ni|nunca|jamás|sin|tampoco|ningun\w*|ningún|nada",
    "pt": r"não|nem|nunca|jamais|sem|nenhum\w*|nada",
    "it": r"non|né|mai|senza|nessun\w*|nulla|niente",
    "de": r"nicht|nie|niemals|kein\w*|ohne|weder|nichts",
    "nl": r"niet|nooit|geen|zonder|noch|niets",
    "pl": r"nie|nigdy|bez|ani|żad\w+|nic",
    "ru": r"не|ни|нет|никогда|без|никак\w*|нельзя|ничего",
    "uk": r"не|ні|немає|ніколи|без|жодн\w+|нічого",
    "bg": r"не|ни|няма|никога|без|нищо|никак\w*",
    "tr": r"değil\w*|yok\w*|hiç\w*|asla"
    r"|\w+m[ae](?:z\w*|d[ıi]\w*|m[ıi]ş\w*|yac\w+|yec\w+|yan\w*|yen\w*)|\w+m[ıiuü]yor\w*",
    "ar": r"[وف]?(?:لا|لم|لن|ليس\w*|غير|بدون|دون)",
    "fa": r"نه|نمی\w*|نیست\w*|بدون|هرگز|هیچ\w*|ن(?:بود|شد|کرد|داد|خواه)\w*",
    "he": r"לא|אין|בלי|ללא|אינ\w+|מעולם",
    "el": r"δεν|δε|μη|μην|χωρίς|ποτέ|ούτε|κανέν\w*|καμία",
    "hi": r"नहीं|न|मत|बिना|कभी नहीं",
    "id": r"tidak|bukan|tanpa|belum|jangan|tak",
    "vi": r"không|chưa|chẳng|đừng",
    "ro": r"nu|n-\w+|fără|nici|niciodată|niciun\w*",
    "cs": r"ne\w+|bez|nikdy|žádn\w+|ani|nic",
    "sv": r"inte|aldrig|ingen|inga|inget|utan|ej",
    "da": r"ikke|aldrig|ingen|intet|uden",
    "no": r"ikke|aldri|ingen|ingenting|uten",
    "fi": r"ei|en|et|emme|ette|eivät|ilman|koskaan",
    "hu": r"nem|ne|sem|nincs\w*|soha|nélkül",
    "ca": r"no|mai|sense|cap|ni|res",
    "zh": r"不|没|未|无|沒|無|非|莫",
    "ja": r"ない|ません|なかった|ず(?=に|、|。)|無|不|非",
    "ko": r"않\w*|안|없\w*|못\w*|아니\w*",
}

# Beginnings that turn a word into its opposite.
_OPPOSITES: Final = {
    "en": ("un", "in", "im", "il", "ir", "dis", "non", "mis"),
    "fr": ("in", "im", "il", "ir", "dé", "dés", "non", "mal", "mé"),
    "es": ("in", "im", "i", "des", "no"),
    "pt": ("in", "im", "i", "des", "não"),
    "it": ("in", "im", "il", "ir", "dis", "s", "non"),
    "de": ("un", "nicht", "miss", "in", "il"),
    "nl": ("on", "in", "niet"),
    "sv": ("o", "in"),
    "da": ("u", "in"),
    "no": ("u", "in"),
    "pl": ("nie", "bez"),
    "cs": ("ne", "bez"),
    "ru": ("не", "без", "бес", "анти"),
    "uk": ("не", "без"),
    "bg": ("не", "без"),
    "ro": ("ne", "in", "im", "i", "dez"),
}

# What is hardly so, or refused, or fails: where all other words are the same, that turns the sense too.
_REFUSALS: Final = {
    "en": r"hardly|barely|scarcely|rarely|seldom|fail(?:s|ed|ing)?|refus(?:e|es|ed|ing)|unable|reject(?:s|ed|ing)?"
    r"|(?:is|are|was|were|do|does|did|has|have|had|wo|ca|could|should|would)nt",
    "fr": r"rarement|guère|peine|refus\w+|échou\w+|incapables?",
    "es": r"apenas|raramente|fracas\w+|neg(?:aba|ará)n?|rehús\w+|rehus\w+|incapa\w+",
    "pt": r"mal|raramente|recus\w+|falh\w+|incapa\w+",
    "it": r"raramente|appena|rifiut\w+|fallisc\w+|fallit\w+|incapac\w+",
    "de": r"kaum|selten|weiger\w+|verweiger\w+|lehn\w+|scheiter\w+|unfähig\w*|keineswegs",
    "nl": r"nauwelijks|zelden|weiger\w+|mislukt\w*",
    "pl": r"rzadko|ledwo|odm[óa]wi\w+|odmawia\w*",
    "ru": r"едва|редко|отказ\w+",
    "uk": r"ледь|рідко|відмов\w+",
    "tr": r"nadiren|başaramad\w+|\w+s[ıiuü]z",
}


def opposed(first: Collection[str], second: Collection[str], language: str) -> bool:
    """Whether a word of one of two texts that have the other words in common turns its sense.

    Parameters
    ----------
    first, second : the words, in small letters, that only the one and only the other has.
    """
    beginnings = _OPPOSITES.get(language, ())
    for mine, theirs in ((first, second), (second, first)):
        if any(beginning + word in mine for word in theirs for beginning in beginnings):
            return True
    refuses = _refusal(language)
    return refuses is not None and any(refuses.fullmatch(word) for side in (first, second) for word in side)


def negations(text: str, language: str) -> int:
    """How many words of negation or denial are in a text; none in languages whose words are not known."""
    pattern = _negation(language)
    return len(pattern.findall(text)) if pattern else 0


def denials(text: str, language: str) -> list[tuple[int, int]]:
    """Where a text denies something, as start and end of each place; none in languages whose words are not known.

    Words of denial are found; meaning is not understood.
    """
    pattern = _pattern(language)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


_NO_SPACES: Final = frozenset(["ja", "zh"])


@cache
def _negation(language: str) -> re.Pattern[str] | None:
    words = "|".join(table[language] for table in (NEGATIONS, DENIALS) if language in table)
    if words and language in _NO_SPACES:
        return re.compile(words)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|(?<!\w)n['’](?=\w)", re.IGNORECASE) if words else None


@cache
def _refusal(language: str) -> re.Pattern[str] | None:
    return re.compile(_REFUSALS[language]) if language in _REFUSALS else None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = DENIALS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
