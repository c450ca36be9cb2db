"""Letters as they stand on a line from left to right → the order in which they are read, and their plain forms."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_FORMS: Final = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]+")
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_LTR: Final = re.compile(
    r"[^\W\d_\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[^\W_\u0590-\u065f\u066a-\u06ef"
    r"\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?|[%$€£₪+#]?\d(?:[\d.,:/\u066b\u066c]*\d)?[%$€£₪°\u066a]?"
)
_STRETCHED: Final = re.compile("(?<=[\u0620-\u06ff])\u0640+(?=[\u0620-\u06ff])")
_BRACKETS: Final = {
    a: b for pair in ("()", "[]", "{}", "«»", "‹›", "<>") for a, b in ((pair[0], pair[1]), (pair[1], pair[0]))
}
_OPENING: Final = re.compile(r"[(\[{«]")
_CLOSING: Final = re.compile(r"[)\]}»]")


def is_rtl(text: str) -> bool:
    """Whether most letters of a text are of a script that is written from right to left."""
    n = len(_RTL.findall(text))
    return n > 0 and 2 * n >= sum(c.isalpha() for c in text)


def in_logical_order(clusters: list[str], rtl: bool) -> str:
    """Put letters in the order they are read (the inverse of the Unicode bidirectional algorithm for one line), and
    give letters that are written as forms or ligatures their plain characters.

    Parameters
    ----------
    clusters : what stands on the line from left to right; a letter with its marks is one.
    rtl : whether the line's page is read from right to left.
    """
    line = "".join(clusters)
    if _RTL.search(line):
        line = _from_right(clusters) if rtl or is_rtl(line) else _with_inner_runs(clusters)
    return _STRETCHED.sub("", _FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line))


def _from_right(clusters: list[str]) -> str:
    pieces = [_mirrored_run(run) if not ltr else ["".join(run)] for ltr, run in _runs(clusters)]
    return "".join(piece for run in reversed(pieces) for piece in run)


def _mirrored_run(run: list[str]) -> list[str]:
    return [_BRACKETS.get(cluster, cluster) for cluster in reversed(run)]


def _runs(clusters: list[str]) -> Iterator[tuple[bool, list[str]]]:
    """Cut a line into what is read from left to right (words of other scripts, numbers) and the rest."""
    bases = "".join(cluster[0] for cluster in clusters)
    end = 0
    for found in _LTR.finditer(bases):
        if found.start() > end:
            yield False, clusters[end : found.start()]
        yield True, clusters[found.start() : found.end()]
        end = found.end()
    if end < len(clusters):
        yield False, clusters[end:]


def _with_inner_runs(clusters: list[str]) -> str:
    """Turn only the words from right to left in a line that is otherwise read from left to right."""
    turned: list[str] = []
    at = 0
    while at < len(clusters):
        if not _RTL.match(clusters[at]):
            turned.append(clusters[at])
            at += 1
            continue
        end = last = at
        while end < len(clusters) and not (clusters[end][0].isalpha() and not _RTL.match(clusters[end])):
            last = end if _RTL.match(clusters[end]) else last
            end += 1
        turned.append(_from_right(clusters[at : last + 1]))
        at = last + 1
    return "".join(turned)
