"""XML, or XML-like soup, of repeated items → records: one item at a time, whatever is broken between them."""

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple, TextIO

from filrouge.ingest.encoding import HEAD, examine, head_text
from filrouge.ingest.formats.markup_fields import ItemColumns, Node, columns_of
from filrouge.ingest.formats.markup_shape import DEEPEST, FLAT, Items, fold, survey
from filrouge.ingest.formats.markup_tokens import MarkupToken, tokens
from filrouge.ingest.formats.sitemaps import headline_record, lists_news
from filrouge.ingest.record import Item, Record, UnreadableFile

MOST_ITEM: Final = 16 << 20
"""Characters in an item; a longer one is rejected."""

_SURVEYED: Final = 8 << 20  # characters from which it is found out what the items are
_STRAY: Final = 200  # characters outside the items from which on their loss is reported
_MOST_STRAY: Final = 1 << 20
_SITEMAPS: Final = frozenset({"urlset", "sitemapindex"})
_HTML: Final = frozenset({"html", "head", "body", "meta", "link", "title", "script", "style", "base", "noscript"})
_PROLOG: Final = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*+", re.S | re.I)
_TAG: Final = re.compile(r"<((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)(\s[^<>]*)?/?>")
_LINE_TAG: Final = re.compile(r"^[ \t]*<([^\W\d][\w.:-]*)(?:\s[^<>]*)?>", re.M)
_DECLARED: Final = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.I)
_VOID: Final = frozenset({"br", "hr", "img", "lb", "pb", "wbr"})


def looks_like_markup(head: bytes) -> bool:
    """Whether the first bytes of an item are XML, or elements of one name that are not HTML's. HTML and feeds are
    told apart before.
    """
    text = head_text(head)
    if text is None:
        return False
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    root = _TAG.match(text, start)
    if root:
        name = fold(root[1])
        if name in _HTML:
            return False
        is_xml = "<?xml" in text[:start].lower() or "<!doctype" in text[:start].lower()
        if is_xml or name not in FLAT:
            return is_xml or "=" in (root[2] or "") or f"</{root[1]}" in text or bool(_TAG.search(text, root.end()))
    names = Counter(name for name in _LINE_TAG.findall(text) if fold(name) not in FLAT | _HTML)
    return any(count > 1 and f"</{name}>" in text for name, count in names.most_common(5))


def read_markup(item: Item) -> Iterator[Record]:
    """Read the items of a collection in XML or what resembles it, each a record with its attributes and elements as
    columns.

    What the items are is found in the first megabytes. An item that is not closed ends where the next begins. Entities
    that a DOCTYPE defines are not expanded. Longer pieces of text outside the items come as rejected records.

    Raises
    ------
    UnreadableFile
        It is a sitemap without headlines, or holds no elements.
    """
    encoding, warning = _encoding(item)
    with _open(item, encoding) as stream:
        root, items = survey(_first(tokens(stream)))
    headlines = lists_news(root)
    if headlines and items:
        items = replace(items, names=frozenset({"url"}), holders=frozenset({"urlset"}), nests=False)
    elif "opml" in root.children:
        raise UnreadableFile("a list of feeds: it holds addresses and no texts")
    elif not _SITEMAPS.isdisjoint(root.children):
        raise UnreadableFile("a sitemap: it lists addresses and holds no texts")
    if items is None:
        raise UnreadableFile("it holds no elements")
    with _open(item, encoding) as stream:
        row = 0
        for found in _ItemReader(items).read(tokens(stream)):
            if isinstance(found, _Stray):
                names = " or ".join(f"<{name}>" for name in sorted(items.names))
                reason = f"{found.n_characters:,} characters of text outside any {names}"
                yield Record(None, {"text": found.text}, rejected=reason)
                continue
            row += 1
            yield headline_record(row, found) if headlines and found else _record(row, found, items, warning)


def _record(row: int, node: Node | None, items: Items, warning: str | None) -> Record:
    if node is None:
        return Record(row, {}, rejected=f"an item longer than {MOST_ITEM >> 20} million characters")
    columns: ItemColumns = columns_of(node, items.inline)
    names = tuple(columns.values)
    fields = {name: value for name, value in columns.values.items() if value.strip()}
    if not columns.has_text:
        return Record(row, {}, names, rejected="no text in it")
    methods = {"text": columns.how} if columns.how and columns.how.startswith("the element") else {}
    doubtful = warning if warning and not all(map(str.isascii, fields.values())) else None
    return Record(row, fields, names, warning=doubtful, methods=methods)


class _Stray(NamedTuple):
    """Text outside the items: its length, and as much of it as is kept."""

    n_characters: int
    text: str


class _ItemReader:
    """Cuts a stream of tokens into items, and text that stands outside them."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._stack: list[Node] = []
        self._held = 0
        self._stray: list[str] = []
        self._n_stray = 0

    def read(self, stream: Iterator[MarkupToken]) -> Iterator[Node | _Stray | None]:
        """Give each item; None for one that is too long; and text that is in none."""
        for token in chain(stream, [MarkupToken("end", name) for name in self._items.names]):
            if token.kind == "text":
                self._add(token.text)
            elif token.kind == "start":
                yield from self._start(token)
            else:
                yield from self._end(fold(token.name))
        yield from self._strays()

    def _add(self, text: str) -> None:
        if not self._stack:
            if self._n_stray < _MOST_STRAY:
                self._stray.append(text)
            self._n_stray += len(text)
            return
        self._held += len(text)
        if self._held <= MOST_ITEM:
            self._stack[-1].parts.append(text)

    def _start(self, token: MarkupToken) -> Iterator[Node | _Stray | None]:
        name = fold(token.name)
        if name in self._items.names and not (self._stack and self._items.nests):
            yield from self._finish()
            yield from self._strays()
            self._stack, self._held = [Node(token.name, token.attributes)], len(token.text)
            if token.empty:
                yield from self._finish()
            return
        if not self._believed(token, name):
            self._add(token.text)
            return
        if not self._stack:
            if self._stray and self._stray[-1] != "\n":
                self._stray.append("\n")
            return
        if name == fold(self._stack[-1].name) and name in FLAT and len(self._stack) > 1:
            self._stack.pop()  # a paragraph that is not closed
        self._held += len(token.text)
        if self._held > MOST_ITEM:
            return
        node = Node(token.name, token.attributes)
        self._stack[-1].parts.append(node)
        if not token.empty and name not in _VOID and len(self._stack) < DEEPEST:
            self._stack.append(node)

    def _believed(self, token: MarkupToken, name: str) -> bool:
        """Whether a start tag is one, and not a word between angle brackets."""
        has_values = any(value is not None for _, value in token.attributes)
        return has_values or token.empty or name in FLAT or name in self._items.closed

    def _end(self, name: str) -> Iterator[Node | None]:
        if not self._stack:
            return
        depth = next((i for i in range(len(self._stack) - 1, -1, -1) if fold(self._stack[i].name) == name), None)
        if depth == 0 or (depth is None and name in self._items.holders):
            yield from self._finish()
        elif depth is not None:
            del self._stack[depth:]

    def _finish(self) -> Iterator[Node | None]:
        if self._stack:
            yield self._stack[0] if self._held <= MOST_ITEM else None
        self._stack, self._held = [], 0

    def _strays(self) -> Iterator[_Stray]:
        text, n_characters = "".join(self._stray).strip(), self._n_stray
        self._stray, self._n_stray = [], 0
        if len(text) >= _STRAY:
            yield _Stray(n_characters if n_characters > _MOST_STRAY else len(text), text)


def _first(stream: Iterator[MarkupToken]) -> Iterator[MarkupToken]:
    """The tokens of the first megabytes."""
    held = 0
    for token in stream:
        yield token
        held += len(token.text) + len(token.name) + 3
        if held > _SURVEYED:
            return


def _encoding(item: Item) -> tuple[str, str | None]:
    """Say how a collection is to be decoded, and what its reader should know of it."""
    examined = examine(item)
    if examined.encoding.startswith("utf"):
        return examined.encoding, examined.warning
    with item.open() as stream:
        said = _DECLARED.match(stream.read(HEAD).decode("latin-1").lstrip())
    try:
        name = codecs.lookup(said[1]).name if said else ""
        b"".decode(name)
    except (LookupError, ValueError):
        name = ""
    if not name or name.startswith("utf"):
        return examined.encoding, examined.warning
    return {"iso8859-1": "cp1252"}.get(name, name), None


def _open(item: Item, encoding: str) -> TextIO:
    return io.TextIOWrapper(item.open(), encoding=encoding, errors="replace")
