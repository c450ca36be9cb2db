"""A stream of JSON that is read value by value, of which only what is being read is held."""

import json
import re
from io import TextIOBase
from json import JSONDecodeError
from typing import Final

from filrouge.ingest.formats.json_mending import ASSIGNMENT, LONGEST_ASSIGNMENT, end_of_value, mended
from filrouge.ingest.formats.tables import LONGEST_VALUE

CHUNK: Final = 1 << 18
_CUT_NEAR: Final = 24  # characters: how far before the end a value that is cut off is found to be wrong
_SPACE: Final = re.compile(r"[ \t\r\n\ufeff]*")
_IN_STRING: Final = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_TOKEN: Final = re.compile(r'("(?:[^"\\]++|\\.)*+")|([\[{])|([\]}])|(")', re.DOTALL)
_OPEN, _CLOSE, _CUT_STRING = 2, 3, 4  # groups of a token; the first is a whole string


class ValueTooLong(Exception):
    """A value is longer than any text is."""


class TooDeep(Exception):
    """A value is nested deeper than any record is."""


class Broken(Exception):
    """What stands here is no JSON, or its end is missing."""

    def __init__(self, cut: bool = False) -> None:
        super().__init__()
        self.cut = cut


class Buffer:
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
        chunk = self._stream.read(max(CHUNK, len(self._text) - self._at))
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
            raise Broken(cut=not self.peek())

    def value(self, longest: int = 0) -> object:
        """Read the next value; what is too long (as no text is, if it is not said) or nested too deep is passed over.

        Raises
        ------
        ValueTooLong, TooDeep, Broken
        """
        try:
            return self._well_formed(longest or LONGEST_VALUE)
        except ValueTooLong:
            self.skip()
            raise
        except Broken:
            if (value := self._mended()) is not None:
                return value
            raise

    def short_value(self, longest: int) -> object:
        """Read the next value, if it is no longer than that; else it stays the next one, to be gone into.

        Raises
        ------
        ValueTooLong, TooDeep, Broken
        """
        return self._well_formed(longest)

    def _well_formed(self, longest: int) -> object:
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError:
                self.skip()
                raise TooDeep from None
            except JSONDecodeError as error:
                opened = error.msg.startswith("Unterminated string")
                if self._ended:
                    raise Broken(cut=opened or error.pos >= len(self._text.rstrip())) from error
                if not opened and error.pos < len(self._text) - _CUT_NEAR:
                    raise Broken from error
            except ValueError as error:  # a number of thousands of figures
                raise Broken from error
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            if len(self._text) - self._at > longest:
                raise ValueTooLong
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
