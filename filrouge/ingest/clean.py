"""Clean texts, keeping a record of every cut so that the text as it was read can be put together again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from filrouge.characters import CONTROLS, replace_surrogates
from filrouge.ingest.record import Cut

REPEATED: Final = "repeated paragraph"
CONTROL: Final = "control character"
SHORTENED: Final = "mark of a text that its service cut short"
SHORTEST_PARAGRAPH: Final = 80

_MARK: Final = re.compile(
    r"\s*[\[(]\+?[0-9][0-9.,\s]{0,12}\s?(?:chars|characters|more characters|words|more words)[\])]\s*\Z"
    r"|\s*\[(?:truncated|text truncated|cut)\]\s*\Z",
    re.IGNORECASE,
)
_LINE: Final = re.compile(r"[^\r\n]+[\r\n]*")


@dataclass(frozen=True)
class Cleaned:
    """A kept text, its cuts in order, and how many characters that are no text were replaced by U+FFFD."""

    text: str
    cuts: tuple[Cut, ...]
    n_replaced: int


def clean_texts(texts: Iterable[str]) -> list[Cleaned]:
    """Cut control characters and paragraphs of 80 characters or more that the text has already had; replace lone
    surrogates, which no file can hold, one for one.
    """
    return [clean_text(text) for text in texts]


def clean_text(raw: str, known: Sequence[tuple[int, int, str]] = ()) -> Cleaned:
    """Clean one text as `clean_texts` does, and cut the spans that its reader knows (start, end, why)."""
    text, n_replaced = replace_surrogates(raw)
    spans = sorted([*known, *(span for span in _repeated(text) if not _touches(span, known))])
    if CONTROLS.search(text):
        whole = list(spans)
        spans += [(*m.span(), CONTROL) for m in CONTROLS.finditer(text) if not _inside(m.span(), whole)]
        spans.sort()
    kept, cuts = take_out(text, spans)
    return Cleaned(kept, cuts, n_replaced)


def take_out(text: str, spans: Sequence[tuple[int, int, str]]) -> tuple[str, tuple[Cut, ...]]:
    """Take spans (start, end, why) out of a text; they are in order and do not overlap."""
    kept: list[str] = []
    cuts: list[Cut] = []
    position = at = 0
    for start, end, reason in spans:
        kept.append(text[position:start])
        at += start - position
        cuts.append(Cut(start, end, at, reason, text[start:end]))
        position = end
    kept.append(text[position:])
    return "".join(kept), tuple(cuts)


def cut_mark(text: str) -> tuple[int, int, str] | None:
    """Where a text ends with how much of it its service withholds ("[+2219 chars]"); None where it does not."""
    match = _MARK.search(text, max(0, len(text) - 60)) if text.rstrip()[-1:] in {"]", ")"} else None
    return (*match.span(), SHORTENED) if match else None


def _repeated(text: str) -> list[tuple[int, int, str]]:
    if len(text) < 2 * SHORTEST_PARAGRAPH:
        return []
    seen: set[str] = set()
    spans = []
    for match in _LINE.finditer(text):
        paragraph = " ".join(match.group().split())
        if len(paragraph) >= SHORTEST_PARAGRAPH:
            if paragraph in seen:
                spans.append((match.start(), match.end(), REPEATED))
            seen.add(paragraph)
    return spans


def _touches(span: tuple[int, int, str], others: Sequence[tuple[int, int, str]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end, _ in others)


def _inside(span: tuple[int, int], spans: list[tuple[int, int, str]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end, _ in spans)
