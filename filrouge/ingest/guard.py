"""Whether a text that was read as one document is many: what exports put around each of their records repeats in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from filrouge.ingest.profiles import layouts
from filrouge.ingest.profiles.press_review import n_listed
from filrouge.ingest.profiles.press_words import END

_MOST_SEEN: Final = 4 << 20  # characters
_START: Final = 20_000
_RIGHTS: Final = (
    r"all rights reserved|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados"
    r"|tutti i diritti riservati|todos os direitos reservados|alle rechten voorbehouden|все права защищены"
    r"|wszelkie prawa zastrzeżone|tüm hakları saklıdır"
    r"|beskyttet av lov om opphavsrett|omfattet af lov om ophavsret|skyddade av upphovsrättslagen"
)
_FULL_DATE: Final = re.compile(
    r"\b(?:[0-9]{1,2}(?:st|nd|rd|th|er|\.)?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?(?:19|20)[0-9]{2}"
    r"|[^\W\d_]{3,10}\.?\s[0-9]{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:19|20)[0-9]{2})\b"
)
_LABEL: Final = re.compile(
    r"^[ \t>*_#|]*(title|titre|titel|título|titolo|headline|überschrift|source|quelle|fuente|fonte|publication"
    r"|newspaper"
    r"|journal|zeitung|date|datum|fecha|data|published|publié le|published on|author|auteur|autor|autore|by|byline|par"
    r"|section|rubrique|url|link|lien|words|load-date|length|page|id|document|article|заголовок|источник|дата|автор)"
    r"\*{0,2}\s?[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_ARTICLE: Final = re.compile(r"<(/?)article\b", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_LIVE: Final = re.compile(r"LiveBlog|class=[\"'][^\"']{0,200}\blive", re.IGNORECASE)
_FEWEST_LABELS: Final = 3
_FEWEST_DATED: Final = 3
_BETWEEN_DATED: Final = 600  # characters, on average: a chronology's paragraphs are shorter
_LONG_ARTICLE: Final = 1200
_ARTICLE_OF_PARAGRAPHS: Final = 400  # characters of an <article> that is more than a teaser, if it has two paragraphs
_MOST_OF_PAGE: Final = 0.6
_FEWEST_POSTS: Final = 3
_MOST_CLASSES: Final = 50
_SHORTEST_POST: Final = 150  # characters, with who wrote it and when
_CLASSED: Final = re.compile(r"<(?:div|li|section|article|tr)\b[^<>]{0,300}?\bclass=[\"']([^\"'<>]{1,120})[\"']", re.I)
_BESIDE_A_TEXT: Final = re.compile(
    r"comment|repl(?:y|ies)|teaser|card|preview|related|latest|recommend|item|aside", re.I
)
_PARAGRAPH: Final = re.compile(r"<p\b", re.IGNORECASE)
_OF_COMMENTS: Final = re.compile(
    r"<article\b[^<>]*(?:comment|repl(?:y|ies)|teaser|card|preview|related)", re.IGNORECASE
)
_HEADING: Final = 90


class Suspicion(NamedTuple):
    """How many records a text seems to hold, the tool that made it, why, and what `--as` takes for it ("": nothing)."""

    n: int
    tool: str
    sign: str
    name: str

    def __str__(self) -> str:
        how = (
            f"read it again with --as {self.name}"
            if self.name
            else "export the articles as CSV, XLSX or JSON, or each in a file of its own"
        )
        return (
            f"it was read as one document, but looks like {self.n:,} records ({self.tool}: {self.sign}); if so, {how}"
        )


@dataclass(frozen=True)
class _Repetition:
    """What one tool repeats: all `patterns` come at least `least` times, so far apart that there is text between."""

    tool: str
    sign: str
    patterns: tuple[str, ...]
    name: str = ""
    least: int = 2
    between: int = 150
    markup: bool = False

    def count(self, text: str) -> int:
        counts = []
        for pattern in self.patterns:
            places = [found.start() for found in re.finditer(pattern, text, re.MULTILINE | re.IGNORECASE)]
            spread = places[-1] - places[0] if places else 0
            counts.append(len(places) if len(places) > 1 and spread >= self.between * (len(places) - 1) else 0)
        return min(counts)


_REPETITIONS: Final = (
    _Repetition(
        "LexisNexis",
        "“1 of 2 DOCUMENTS”",
        (r"^\W{0,9}[0-9]{1,4} (?:of|de|von|sur|di|van|из) [0-9]{1,4} (?:docum|dokum)[a-z]{0,7}\W{0,9}$",),
        "nexis",
    ),
    _Repetition("LexisNexis", "“End of Document”", (END.pattern,), "nexis"),
    _Repetition(
        "Factiva",
        "numbers of documents",
        (r"^\W{0,9}do[ck]umento?\W{1,3}[A-Z]{2,12}0{2,}[0-9]{8}[a-z0-9]{6,12}\W{0,9}$",),
        "factiva",
    ),
    _Repetition(
        "Factiva",
        "the codes HD, PD and AN",
        tuple(rf"^(?-i:[ \t]*{code})(?:[ \t]+\S.*)?$" for code in ("HD", "PD", "AN")),
        "factiva",
    ),
    _Repetition(
        "Europresse",
        "certificates of its documents",
        (r"certificat émis le|certificate issued on|\bnews·[0-9]{8}",),
        "europresse",
    ),
    _Repetition(
        "Europresse",
        "<article> with its classes",
        (
            r"<article\b",
            r"class=[\"'][^\"']{0,80}(?:rdp__articletitle|titreArticle|DocPublicationName|docOcurrContainer)",
        ),
        "europresse",
        markup=True,
    ),
    _Repetition("Telegram", "boxes of messages", (r"class=[\"']message default",), "telegram-html", 2, 50, markup=True),
    _Repetition(
        "WhatsApp",
        "times of messages",
        (r"^\W{0,2}[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{2,4},? [0-9]{1,2}[:.][0-9]{2}.{0,12}[-\]] [^:\n]{1,60}: ",),
        least=3,
        between=20,
    ),
    _Repetition("IRaMuTeQ", "lines of four stars", (r"^[ \t]*\*{4}[ \t]+\*\w",), "iramuteq"),
    _Repetition("mail", "lines “From …”", (r"^(?-i:From) \S+ .{0,30}[0-9]{2}:[0-9]{2}.{0,30}[0-9]{4}$",), between=60),
    _Repetition(
        "mail",
        "headers of mails",
        (
            r"^(?:from|de|von)[ \t]?:.{0,120}@",
            r"^(?:date|sent|envoyé|gesendet|datum)[ \t]?:",
            r"^(?:subject|objet|betreff)[ \t]?:",
        ),
    ),
    _Repetition("BibTeX", "entries “@article{”", (r"^[ \t]{0,3}@[a-z]{3,20}\{[^\s,{}]{0,80},",), "bibtex", between=20),
    _Repetition("RIS", "entries “TY  -”", (r"^(?-i:TY) {1,2}- ?[A-Z]",), "ris", between=20),
    _Repetition("a calendar or address book", "“BEGIN:”", (r"^BEGIN:[A-Z]+$", r"^END:[A-Z]+$"), least=3, between=20),
    _Repetition("Markdown put together", "front matter", (r"^---\n(?:[\w-]{1,40}:.{0,300}\n){1,30}---$",)),
    _Repetition(
        "a press database",
        "lines of rights",
        (rf"^.{{0,80}}(?:copyright|©|\(c\)|\bartikl|\bmateriale).{{0,120}}(?:{_RIGHTS})",),
        least=3,
        between=500,
    ),
)
"""The first that fits is named."""


def suspected(text: str, shown: str = "", markup: str = "") -> Suspicion | None:
    """Say what a text that gave one document seems to be made of, where it seems to be many.

    Parameters
    ----------
    text : what was read as the one document.
    shown : all that its file shows, in lines, where that is more.
    markup : the same with its tags, of a page.
    """
    text, markup = text[:_MOST_SEEN], markup[:_MOST_SEEN]
    shown = shown[:_MOST_SEEN] or text
    known = {layout.name for layout in layouts()}
    for shape in _REPETITIONS:
        n = shape.count(markup if shape.markup else shown)
        if n >= shape.least:
            return Suspicion(n, shape.tool, shape.sign, shape.name if shape.name in known else "")
    for n, tool, sign in _general(text, markup):
        return Suspicion(n, tool, sign, "")
    return None


def _general(text: str, markup: str) -> Iterator[tuple[int, str, str]]:
    """What any tool repeats: labels of fields, long articles in one page, lines of a source and a date."""
    if n := _labelled(text):
        yield n, "an export of articles", "labels of fields such as “Title:” and “Date:”"
    if (n := n_listed(text[:_START])) > 1:
        yield n, "a press review", "its table of contents"
    if n := _articles(markup):
        yield n, "a page of several articles", "long elements <article>"
    if n := _posts(markup):
        yield n, "a page of several posts", "elements of one class, each with its time"
    if n := _dated(text):
        yield n, "an export of articles", "lines of one source with different dates"


def _labelled(text: str) -> int:
    """How many records there are by labels at line starts, of which three or more come equally often."""
    places: dict[str, list[int]] = {}
    for found in _LABEL.finditer(text):
        places.setdefault(found[1].casefold(), []).append(found.start())
    times = [len(at) for at in places.values() if len(at) > 1 and at[-1] - at[0] > 300 * (len(at) - 1)]
    return max((n for n in times if times.count(n) >= _FEWEST_LABELS), default=0)


def _articles(markup: str) -> int:
    """How many articles stand beside each other in a page: each as long as one is, or of two paragraphs and more where
    together they are most of the page; none in a live report.
    """
    if markup.count("<article") < 2 or _LIVE.search(markup):
        return 0
    depth = start = long = short = held = 0
    for found in _ARTICLE.finditer(markup):
        if not found[1]:
            start = found.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                piece = markup[start : found.start()]
                size = len(" ".join(_TAG.sub("", piece).split()))
                long += size >= _LONG_ARTICLE
                if size >= _ARTICLE_OF_PARAGRAPHS and not _OF_COMMENTS.match(piece):
                    n_paragraphs = len(_PARAGRAPH.findall(piece))
                    short, held = short + (n_paragraphs > 1), held + size * (n_paragraphs > 1)
    if long > 1:
        return long
    whole = len(" ".join(_TAG.sub("", markup).split())) if short > 1 else 0
    return short if short > 1 and held >= _MOST_OF_PAGE * whole else 0


def _posts(markup: str) -> int:
    """How many elements of one class, each with a time and a text of its own, are most of a page; none of comments."""
    if markup.count("<time") < _FEWEST_POSTS or _LIVE.search(markup):
        return 0
    places: dict[str, list[int]] = {}
    for found in _CLASSED.finditer(markup):
        places.setdefault(found[1], []).append(found.start())
    often = sorted(places, key=lambda name: -len(places[name]))[:_MOST_CLASSES]
    often = [name for name in often if len(places[name]) >= _FEWEST_POSTS and not _BESIDE_A_TEXT.search(name)]
    whole = len(" ".join(_TAG.sub(" ", markup).split())) if often else 0
    for at in map(places.__getitem__, often):
        pieces = [markup[start:end] for start, end in pairwise([*at, len(markup)])]
        if not all("<time" in piece for piece in pieces):
            continue
        sizes = [len(" ".join(_TAG.sub(" ", piece).split())) for piece in pieces]
        last_is_one = sizes[-1] <= 3 * max(sizes[:-1])  # and not the text of the page behind it
        if min(sizes) >= _SHORTEST_POST and last_is_one and sum(sizes) >= _MOST_OF_PAGE * whole:
            return len(pieces)
    return 0


def _dated(text: str) -> int:
    """How many short lines say the same but for their date, far apart: "The Herald, 3 March 2025"."""
    places: dict[str, list[tuple[int, str]]] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        if len(line) < _HEADING and any(map(str.isdecimal, line)) and (found := _FULL_DATE.search(line)):
            rest = " ".join(re.findall(r"[^\W\d_]{2,}", (line[: found.start()] + line[found.end() :]).casefold()))
            if rest:
                places.setdefault(rest, []).append((at, found[0]))
        at += len(line)
    return max(
        (
            len(held)
            for held in places.values()
            if len({day for _, day in held}) >= _FEWEST_DATED
            and held[-1][0] - held[0][0] >= _BETWEEN_DATED * (len(held) - 1)
        ),
        default=0,
    )
