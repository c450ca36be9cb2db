"""The passages that show what a narrative is: its most typical, those at its edge, and pairs that seem opposed."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

N_TYPICAL: Final = 12
N_EDGE: Final = 6
N_OPPOSED: Final = 4

_LOOKED_AT: Final = 300  # passages of a narrative, nearest its centre, among which opposed pairs are looked for
_NEAR: Final = 0.5  # the nearer half of the pairs is compared

# Verbs and turns with which a text denies what another asserts; plain "not" is too common to tell anything.
_DENIALS: Final = {
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
    "ru": r"отрица\w+|отверг\w+|опроверг\w+|опровержени\w+|никогда|лож(?:ь|н)\w*|неправд\w+|оспарива\w+"
    r"|никак(?:их|ого|ой) (?:доказательств|след)\w*|так называем\w+|предлог\w*|не (?:был[ао]?|имеет|является)",
    "uk": r"запереч\w+|відкид\w+|спросту\w+|ніколи|жодн\w+ (?:доказ|слід)\w*|брехн\w*|неправд\w+|так зван\w+|привід",
    "bg": r"отрича\w*|отхвърл\w+|опроверг\w+|никога|няма доказателств\w*|лъж\w*|невярн\w*|така нареч\w+|предлог\w*",
    "tr": r"yalanla\w+|reddet\w+|redded\w+|inkâr\w*|inkar\w*|asla|hiçbir (?:kanıt|iz)\w*|asılsız\w*|yalan\w*"
    r"|çürüt\w+|bahane\w*|sözde|değil\w*",
    "ar": r"نف[تىي]\w*|ينفي|تنفي|رفض\w*|كذب\w*|مزاعم|أبدا|لا (?:دليل|صحة)|ذريعة",
}


def typical(
    members: Ints, score: Floats, sources: Sequence[str | None], languages: Sequence[str], copy_group: Ints
) -> list[int]:
    """Choose up to twelve passages: high scores, from as many sources and languages as there are, no copies.

    All arguments are of the members, in their order; `score` says how typical each is.
    """
    chosen: list[int] = []
    used_sources: Counter[str | None] = Counter()
    used_languages: Counter[str] = Counter()
    groups: set[int] = set()
    order = np.lexsort((members, -score))
    while len(chosen) < N_TYPICAL:
        free = [int(i) for i in order[:_LOOKED_AT] if int(copy_group[i]) not in groups]
        if not free:
            break
        # Each passage already shown of a source or language costs as much as a fifth of the range of scores.
        span = float(score[order[0]] - score[order[min(len(order), _LOOKED_AT) - 1]]) / 5 or 1.0
        best = max(free, key=lambda i: score[i] - span * (used_sources[sources[i]] + used_languages[languages[i]]))
        chosen.append(int(members[best]))
        used_sources[sources[best]] += 1
        used_languages[languages[best]] += 1
        groups.add(int(copy_group[best]))
    return chosen


def edge(members: Ints, strength: Floats, copy_group: Ints) -> list[int]:
    """Choose up to six passages that belong to the narrative only just, no copies."""
    order = np.lexsort((members, strength))
    _, first = np.unique(copy_group[order], return_index=True)
    return [int(members[i]) for i in order[np.sort(first)][:N_EDGE]]


def opposed(
    members: Ints,
    vectors: Floats,
    score: Floats,
    texts: Sequence[str],
    languages: Sequence[str],
    sources: Sequence[str | None],
) -> list[tuple[int, int]]:
    """Find up to four pairs of passages of different sources that lie close, of which one denies and the other doesn't.

    Experimental: words of denial are counted, meaning is not understood. docs/narratives.md says how often it is right.
    All arguments are of the members; the first of a pair asserts, the second denies.
    """
    some = np.lexsort((members, -score))[:_LOOKED_AT]
    denial = np.array([_denies(texts[i], languages[i]) for i in some.tolist()])
    if not (denial > 0).any() or not (denial == 0).any():
        return []
    asserting, denying = some[denial == 0], some[denial > 0]
    cosine = vectors[asserting] @ vectors[denying].T
    value = cosine * np.minimum(denial[denial > 0], 3)[None] / 3
    apart = np.array([[sources[a] != sources[d] for d in denying.tolist()] for a in asserting.tolist()])
    value = np.where(apart & (cosine >= np.quantile(cosine, _NEAR)), value, -1)
    pairs: list[tuple[int, int]] = []
    for place in np.argsort(-value, axis=None, kind="stable"):
        row, column = divmod(int(place), len(denying))
        if value[row, column] <= 0 or len(pairs) == N_OPPOSED:
            break
        pair = int(members[asserting[row]]), int(members[denying[column]])
        if not {m for p in pairs for m in p} & set(pair):
            pairs.append(pair)
    return pairs


def _denies(text: str, language: str) -> int:
    pattern = _pattern(language)
    return len(pattern.findall(text)) if pattern else 0


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _DENIALS.get(language)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
