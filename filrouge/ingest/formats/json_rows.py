"""One JSON value → records: a list of objects, found by shape where it lies inside others, or a single object."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import TextIOBase
from json import JSONDecodeError
from typing import Final

from filrouge.ingest.columns import recognise
from filrouge.ingest.encoding import open_text
from filrouge.ingest.formats.json_mending import ASSIGNMENT, LONGEST_ASSIGNMENT, end_of_value, mended
from filrouge.ingest.formats.json_pages import values_of
from filrouge.ingest.formats.tables import LONGEST_VALUE, object_record, warned
from filrouge.ingest.record import Item, Record, UnreadableFile

_CHUNK: Final = 1 << 18
_SURVEYED: Final = 16 << 20
"""Characters read to find the list of records; in a longer file it is one of those that begin there."""
_DEEPEST: Final = 4
_CUT_NEAR: Final = 24  # characters: how far before the end a value that is cut off is found to be wrong
_SPACE: Final = re.compile(r"[ \t\r\n\ufeff]*")
_IN_STRING: Final = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_TOKEN: Final = re.compile(r'("(?:[^"\\]++|\\.)*+")|([\[{])|([\]}])|(")', re.DOTALL)
_OPEN, _CLOSE, _CUT_STRING = 2, 3, 4  # groups of a token; the first is a whole string

Path = tuple[str, ...]


class _ValueTooLong(Exception):
    """A value is longer than any text is."""


class _TooDeep(Exception):
    """A value is nested deeper than any record is."""


class _Broken(Exception):
    """What stands here is no JSON, or its end is missing."""

    def __init__(self, cut: bool = False) -> None:
        super().__init__()
        self.cut = cut


class _Buffer:
    """A stream of JSON of which only what is being read is held."""

    def __init__(self, stream: TextIOBase) -> None:
        self._stream, self._decoder = stream, json.JSONDecoder(strict=False)
        self._text, self._at, self._passed, self._ended = "", 0, 0, False

    @property
    def position(self) -> int:
        """Characters read so far."""
        return self._passed + self._at

    def _more(self) -> bool:
        if self._ended:
            return False
        self._passed += self._at
        chunk = self._stream.read(max(_CHUNK, len(self._text) - self._at))
        self._text, self._at = self._text[self._at :] + chunk, 0
        self._ended = not chunk
        return bool(chunk)

    def peek(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, character: str) -> bool:
        """Pass over a character if it is the next one."""
        if self.peek() != character:
            return False
        self._at += 1
        return True

    def expect(self, character: str) -> None:
        """Pass over a character, which must be the next one."""
        if not self.take(character):
            raise _Broken(cut=not self.peek())

    def value(self) -> object:
        """Read the next value; one that is too long or nested too deep is passed over."""
        try:
            return self._well_formed()
        except _Broken:
            if (value := self._mended()) is not None:
                return value
            raise

    def _well_formed(self) -> object:
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                self.skip()
                raise _TooDeep from None
            except JSONDecodeError as error:
                opened = error.msg.startswith("Unterminated string")
                if self._ended:
                    raise _Broken(cut=opened or error.pos >= len(self._text.rstrip())) from error
                if not opened and error.pos < len(self._text) - _CUT_NEAR:
                    raise _Broken from error
            except ValueError as error:  # a number of thousands of figures
                raise _Broken from error
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            if len(self._text) - self._at > LONGEST_VALUE:
                self.skip()
                raise _ValueTooLong
            self._more()

    def _mended(self) -> object:
        """The next value, where only its spelling is not JSON's; None where it is broken."""
        end = end_of_value(self._text, self._at)
        while end is None and len(self._text) - self._at <= LONGEST_VALUE and self._more():
            end = end_of_value(self._text, self._at)
        try:
            value: object = self._decoder.decode(mended(self._text[self._at : end])) if end else None
        except (ValueError, RecursionError):
            return None
        self._at = end or self._at
        return value

    def pass_assignment(self) -> None:
        """Pass over what a script has before its value."""
        if self.peek() in {"", "[", "{"}:
            return
        while len(self._text) - self._at < LONGEST_ASSIGNMENT and self._more():
            pass
        if before := ASSIGNMENT.match(self._text, self._at):
            self._at = before.end()

    def skip(self) -> None:
        """Pass over the string, list or object that comes next without reading it, whatever its length and depth."""
        depth = 0
        self.peek()
        while True:
            for token in _TOKEN.finditer(self._text, self._at):
                self._at = token.end()
                if token.lastindex == _OPEN:
                    depth += 1
                elif token.lastindex == _CLOSE:
                    depth -= 1
                elif token.lastindex == _CUT_STRING:
                    self._skip_string()
                if depth == 0:
                    return
                if token.lastindex == _CUT_STRING:
                    break
            else:
                self._at = len(self._text)
                if not self._more():
                    return

    def _skip_string(self) -> None:
        """Pass over what is left of a string."""
        while True:
            rest = _IN_STRING.match(self._text, self._at)
            self._at = rest.end() if rest else self._at
            if self._at < len(self._text) and self._text[self._at] == '"':
                self._at += 1
                return
            if not self._more():
                self._at = len(self._text)
                return


@dataclass
class _List:
    """A list of objects that a survey found: where, how many, how long, and whether they have texts."""

    n_objects: int = 0
    n_characters: int = 0
    has_text: bool = False


@dataclass
class _RecordSurvey:
    """The lists of objects in a JSON value, and the names of the texts that its outermost object has itself."""

    lists: dict[Path, _List] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def records(self) -> Path | None:
        """Where the list of records is; None if the outermost object is the record."""
        if "text" in recognise(self.names, {}) or not self.lists:
            return None
        return max(self.lists, key=lambda path: (self.lists[path].has_text, self.lists[path].n_characters))


def read_json(item: Item) -> Iterator[Record]:
    """Read JSON that is a list of objects, or holds one ({"articles": […]}), or is one object; several values in a row
    are read one after the other. Only the record that is being read is held.

    Raises
    ------
    UnreadableFile
        It holds no objects.
    """
    with open_text(item) as stream:
        path: Path | None = ()
        if _opened(stream).peek() == "{":
            survey = _RecordSurvey()
            buffer = _opened(stream)
            with suppress(_Broken, _TooDeep, _ValueTooLong):  # what is wrong is told when the records are read
                _survey(buffer, (), survey)
            several = buffer.position < _SURVEYED and buffer.peek() in {"{", "["}
            path = () if several else survey.records()
        yield from warned(_records(_opened(stream), path), stream.examined)


def _opened(stream: TextIOBase) -> _Buffer:
    """The stream from its start, or from behind the assignment that a script begins with."""
    stream.seek(0)
    buffer = _Buffer(stream)
    buffer.pass_assignment()
    return buffer


def _survey(buffer: _Buffer, path: Path, survey: _RecordSurvey) -> None:
    """Walk through an object and the objects in it, taking note of the lists of objects."""
    buffer.expect("{")
    while buffer.peek() == '"' and buffer.position < _SURVEYED:
        name = str(buffer.value())
        buffer.expect(":")
        inner = (*path, name)
        if buffer.peek() == "{" and len(path) < _DEEPEST:
            _survey(buffer, inner, survey)
        elif buffer.peek() == "[":
            _survey_list(buffer, inner, survey)
        else:
            value = _readable(buffer)
            if not path and isinstance(value, str) and value:
                survey.names.add(name)
        if not buffer.take(","):
            break
    if buffer.position < _SURVEYED:
        buffer.expect("}")


def _survey_list(buffer: _Buffer, path: Path, survey: _RecordSurvey) -> None:
    buffer.expect("[")
    start = buffer.position
    while buffer.peek() not in {"]", ""} and buffer.position < _SURVEYED:
        value = _readable(buffer)
        if isinstance(value, dict):
            found = survey.lists.setdefault(path, _List())
            found.n_objects += 1
            found.n_characters = buffer.position - start
            found.has_text |= "text" in recognise(map(str, value), {})
        if not buffer.take(","):
            break
    if buffer.position < _SURVEYED:
        buffer.expect("]")


def _readable(buffer: _Buffer) -> object:
    try:
        return buffer.value()
    except (_TooDeep, _ValueTooLong):
        return None


def _records(buffer: _Buffer, path: Path | None) -> Iterator[Record]:
    number = 0
    try:
        if path:
            _go_to(buffer, path)
        while buffer.peek():
            for record in (
                _list(buffer, number) if buffer.peek() == "[" else _object(buffer, number + 1, whole=path is None)
            ):
                number += 1
                alone = path is None and number == 1 and not buffer.peek()
                yield replace(record, row=None) if alone else record
            while buffer.take(",") or buffer.take(";") or buffer.take(")"):
                pass
            if path:
                break
    except _Broken as error:
        where = "the JSON is cut short" if error.cut else f"not JSON from character {buffer.position + 1:,} on"
        if not number:
            raise UnreadableFile(where) from None
        yield Record(number + 1, {}, rejected=f"{where}: what follows is left out")
    if not number:
        raise UnreadableFile("it holds no JSON objects")


def _list(buffer: _Buffer, number: int) -> Iterator[Record]:
    buffer.expect("[")
    while buffer.peek() not in {"]", ""}:
        number += 1
        yield from _object(buffer, number, whole=True)
        if not buffer.take(","):
            break
    buffer.expect("]")


def _object(buffer: _Buffer, number: int, whole: bool) -> Iterator[Record]:
    """The record that an object is, or where it is none and there are others, those it holds."""
    try:
        value = buffer.value()
    except _ValueTooLong:
        yield Record(number, {}, rejected=f"a value longer than {LONGEST_VALUE >> 20} million characters")
    except _TooDeep:
        yield Record(number, {}, rejected="nested too deep")
    else:
        for n, one in enumerate([value] if whole else values_of(value), number):
            yield object_record(n, one)


def _go_to(buffer: _Buffer, path: Path) -> None:
    """Move to the value at a path of names."""
    for wanted in path:
        buffer.expect("{")
        while True:
            name = buffer.value()
            buffer.expect(":")
            if name == wanted:
                break
            _readable(buffer)
            buffer.expect(",")
