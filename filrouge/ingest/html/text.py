"""A piece of HTML → the text it shows: nothing of it is run, words stay apart, paragraphs are kept."""

import html
import re
from collections.abc import Mapping
from typing import Any, Final

_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table"
    " tbody tfoot thead title tr ul"
)
_UNSEEN_NAMES: Final = (
    "applet audio canvas embed head iframe math noembed noframes object script style svg template textarea video"
)

BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
"""Elements that begin and end a line of their own."""

UNSEEN: Final = frozenset(_UNSEEN_NAMES.split())
"""Elements that show no text of the author's."""

_CLOSE: Final = frozenset({"li", "dt", "dd", "tr", "option"})  # lines that belong together
_CELLS: Final = frozenset({"td", "th"})
_TAG: Final = re.compile(r"<[A-Za-z/!?]")
_ENDS: Final = re.compile(
    r"</(?:p|div|span|a|li|[uo]l|strong|em|[biu]|h[1-6]|blockquote|figure|figcaption|t[drh]|table|section|article)>"
    r"|<(?:br|img|hr)\b[^<>]*>",
    re.IGNORECASE,
)
_HIDES: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)

LONGEST_NOTE: Final = 300
"""Letters of a hidden text that is a note or a preview; a longer one may be the article."""

MOST_HIDDEN: Final = 0.25
"""What is hidden as a share of what is shown; where it is more, the text may be in it."""

_SPACES: Final = re.compile(r"[^\S\xa0]+")
_DROPPED: Final = dict.fromkeys((0x00, 0x1E, 0x1F))  # NUL ends a text for libxml2; the others are our marks
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def is_markup(text: str, fewest: int = 2) -> bool:
    """Whether a text is a piece of HTML, rather than prose in which a tag is spoken of: at least `fewest` tags of
    paragraphs, links, lists or emphasis in it that are closed, or need not be.
    """
    return "<" in text and len(_ENDS.findall(text, 0, 20_000)) >= fewest


def has_stray_tag(text: str) -> bool:
    """Whether at least one such tag is glued to a word or stands at an end, as no tag does of which prose speaks."""
    if "<" not in text:
        return False
    around = ((text[: m.start()].rstrip(" "), m.start(), m.end()) for m in _ENDS.finditer(text, 0, 20_000))
    return any(
        not before or len(before) == start or end == len(text) or text[end].isalnum() for before, start, end in around
    )


def hides(attributes: Mapping[str, str]) -> bool:
    """Whether an element of these attributes is not shown, nor found by a reader who searches the page."""
    if "hidden" in attributes and attributes["hidden"].casefold() != "until-found":
        return True
    return "style" in attributes and _HIDES.search(attributes["style"]) is not None


def letters(text: str) -> int:
    """How many letters and figures a text has: what is hidden is padded with spaces."""
    return sum(map(str.isalnum, text))


def html_text(markup: str) -> str:
    """Give the text that a piece of HTML shows, entities decoded once.

    Paragraphs are parted by an empty line, list items, rows and `<br>` by a line end. Where there is no tag at all, the
    line ends are kept as written. What is hidden is left out where it is little beside the rest.
    """
    markup = _SURROGATES.sub("\ufffd", markup).translate(_DROPPED)
    if not _TAG.search(markup):
        return html.unescape(markup).strip()
    from lxml.etree import HTMLParser, LxmlError

    shown = _TextCollector()
    parser = HTMLParser(target=shown, encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        parser.feed(markup.encode())
        parser.close()
    except LxmlError:  # nothing in it that makes a document, as "<!>"
        pass
    return shown.text()


class _TextCollector:
    """What a parser of HTML reports, as text: no tree is built, so that depth costs nothing."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._places: list[int] = []  # of pieces that are hidden
        self._unseen: list[str] = []
        self._pre = self._hidden = 0

    def start(self, tag: str, attributes: Any) -> None:
        self._hidden += self._hidden > 0 or hides(attributes)
        if tag in UNSEEN:
            self._unseen.append(tag)
        self._mark(tag, opens=True)
        self._pre += tag == "pre"

    def end(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()
        self._hidden -= self._hidden > 0
        self._pre -= tag == "pre"
        self._mark(tag, opens=False)

    def data(self, text: str) -> None:
        if not self._unseen:
            if self._hidden:
                self._places.append(len(self._pieces))
            self._pieces.append(text if self._pre > 0 else _SPACES.sub(" ", text))

    def close(self) -> None:
        """Nothing is left to do."""

    def _mark(self, tag: str, *, opens: bool) -> None:
        if tag == "br":
            self._pieces.append("\n" if opens else "")
        elif tag in _CLOSE:
            self._pieces.append("\x1e")
        elif tag in BLOCKS:
            self._pieces.append("\x1f")
        elif tag in _CELLS and not opens:
            self._pieces.append("\t")

    def text(self) -> str:
        """Give what was seen, with one line end or one empty line where blocks meet."""
        hidden = sum(letters(self._pieces[i]) for i in self._places)
        if 0 < hidden <= LONGEST_NOTE and hidden < MOST_HIDDEN * (sum(map(letters, self._pieces)) - hidden):
            for i in self._places:
                self._pieces[i] = ""
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(self._pieces))
        text = re.sub(r"\s*[\x1e\x1f][\s\x1e\x1f]*", _boundary, text)
        return re.sub(r" {2,}", " ", text).strip()


def _boundary(match: re.Match[str]) -> str:
    return "\n\n" if "\x1f" in match.group() else "\n"
