"""XML, or what is meant to be: a stream of start tags, end tags and text in bounded memory, whatever is broken."""

import html
import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TextIO

_LOOK: Final = 1 << 20  # characters: a tag or comment that is longer is taken for text
_NAME: Final = r"[^\W\d][\w.:-]*"
_START: Final = re.compile(rf"<({_NAME})(?<!:)(?=[\s/>])")
_END: Final = re.compile(rf"</\s*({_NAME})[^<>]{{0,200}}>")
_CLOSE: Final = re.compile(r"\s*(/?)>")
_KEY: Final = r"[^\s=<>\"'/]+"
_NEXT: Final = rf"(?=(?:\s++{_KEY}+)*+\s*+(?:/?>|=)|{_KEY}+\s*=)"  # after a value; inside it, quotes may stand too
_ATTRIBUTE: Final = re.compile(
    rf"[\s\"'/]*+(?P<key>{_KEY})(?:\s*=\s*(?:"
    rf"\"(?P<double>(?:[^\"<]++|<(?![/!?A-Za-z])|\"(?!{_NEXT}))*+)\"|'(?P<single>(?:[^'<]++|<(?![/!?A-Za-z])|'(?!{_NEXT}))*+)'"
    rf"|\"(?P<tagged>[^\"\n]{{0,1000}})\"{_NEXT}"
    rf"|[\"'](?P<cut>[^<>\"']*)[\"']?(?=\s*/?>)"
    rf"|(?P<bare>[^\s<>\"'][^\s<>]*(?:\s++(?!{_KEY}\s*=|/?>)[^\s<>]+)*)"
    r"))?"
)
_STRAY: Final = re.compile(r"[\s\"'=/]++")
_TEXT: Final = re.compile(r"(?:[^<]++|<(?![^\W\d]|[/!?]))++")
_OTHER: Final = re.compile(r"<[?][^<>]*>|<![^<>\[]*(?:>|(?=\[))")
_SUBSET: Final = re.compile(r"\[[^\]]*\]\s*>")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE: Final = re.compile(r"[\t\n\r]")


class MarkupToken(NamedTuple):
    """A piece of markup.

    Attributes
    ----------
    kind : "start", "end" or "text".
    name : of the element, as written.
    text : of a text, entities decoded; of a start tag, its own characters.
    attributes : name and value, in order; a word without a value has None.
    empty : whether a start tag ends itself.
    """

    kind: str
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str | None], ...] = ()
    empty: bool = False


def tokens(stream: TextIO) -> Iterator[MarkupToken]:
    """Read markup as a stream; a `<` that begins no tag is text, and so is an `&` that begins no known entity.

    Only the entities of XML and HTML are decoded: what a DOCTYPE defines is not.
    """
    window = _Window(stream)
    while window.fill():
        token = window.next_token()
        if token is not None:
            yield token


class _Window:
    """The part of a stream that is looked at."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._seen = ""
        self._at = 0
        self._ended = self._in_cdata = self._no_comment_end = self._had_subset = False

    def fill(self) -> bool:
        """Read on until enough can be looked at; False at the end."""
        while not self._ended and len(self._seen) - self._at < _LOOK:
            more = self._stream.read(_LOOK)
            self._seen, self._at, self._ended, self._no_comment_end = self._seen[self._at :] + more, 0, not more, False
        return self._at < len(self._seen)

    def next_token(self) -> MarkupToken | None:
        """Go on by one token; None for what is not shown, as a comment."""
        seen, at = self._seen, self._at
        if self._in_cdata:
            return self._cdata()
        if text := _TEXT.match(seen, at):
            return self._text(text.end())
        if self._is_unseen():
            return None
        if end := _END.match(seen, at):
            self._at = end.end()
            return MarkupToken("end", end[1])
        token = _start_tag(seen, at)
        if token is None:
            text = _TEXT.match(seen, at + 1)
            return self._text(text.end() if text else at + 1)
        self._at += len(token.text)
        return token

    def _text(self, stop: int) -> MarkupToken:
        """Give the text up to a place, but at the end of the window not a part of an entity or of a tag."""
        at = self._at
        if stop == len(self._seen) and not self._ended:
            tail = max(at + 1, stop - 40)
            cut = max(self._seen.rfind("&", tail), self._seen.rfind("<", tail))
            stop = cut if cut > 0 else stop
        self._at = stop
        return MarkupToken("text", text=decode_entities(self._seen[at:stop]))

    def _cdata(self) -> MarkupToken:
        at, stop = self._at, self._seen.find("]]>", self._at)
        if stop >= 0:
            self._in_cdata, self._at = False, stop + 3
        else:
            stop = self._at = len(self._seen) if self._ended else len(self._seen) - 2
        return MarkupToken("text", text=self._seen[at:stop])

    def _is_unseen(self) -> bool:
        """Go past a comment, a declaration, an instruction or the opening of a CDATA section, if it is one."""
        if self._seen.startswith("<![CDATA[", self._at):
            self._in_cdata, self._at = True, self._at + 9
            return True
        if self._seen.startswith("<!--", self._at) and not self._no_comment_end:
            stop = self._seen.find("-->", self._at + 4)
            self._no_comment_end = stop < 0
            if stop >= 0:
                self._at = stop + 3
                return True
        other = _OTHER.match(self._seen, self._at)
        if not other:
            return False
        self._at = other.end()
        if self._seen.startswith("[", self._at) and not self._had_subset:
            self._had_subset = True
            subset = _SUBSET.match(self._seen, self._at)
            self._at = subset.end() if subset else self._at
        return True


def decode_entities(text: str) -> str:
    """Decode the entities of XML and HTML and character numbers, each once; others stay as written."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def _start_tag(window: str, at: int) -> MarkupToken | None:
    """Read a start tag, if the `<` begins one."""
    match = _START.match(window, at)
    attributes: list[tuple[str, str | None]] = []
    place = match.end() if match else at
    while match:
        if close := _CLOSE.match(window, place):
            empty = bool(close[1]) or _slash_is_the_end(window, place, attributes)
            return MarkupToken("start", match[1], window[at : close.end()], tuple(attributes), empty)
        found = _ATTRIBUTE.match(window, place)
        if found and found.end() > place:
            attributes.append((found["key"], _value(found)))
            place = found.end()
        elif stray := _STRAY.match(window, place):
            place = stray.end()
        else:
            break
    return None


def _value(found: re.Match[str]) -> str | None:
    value = next((v for v in found.group("double", "single", "tagged", "cut", "bare") if v is not None), None)
    return None if value is None else decode_entities(_SPACE.sub(" ", value))


def _slash_is_the_end(window: str, place: int, attributes: list[tuple[str, str | None]]) -> bool:
    """Whether the slash that ends a value without quotes ends the tag: it does, but in an address."""
    if not attributes or window[place - 1] != "/":
        return False
    key, value = attributes[-1]
    if not value or "/" in value[:-1]:
        return False
    attributes[-1] = (key, value[:-1])
    return True
