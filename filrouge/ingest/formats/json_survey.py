"""Where the records of a JSON value are: the lists of objects in it, and what these objects hold."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from filrouge.ingest.columns import recognise
from filrouge.ingest.formats.json_blocks import in_blocks
from filrouge.ingest.formats.json_buffer import Broken, Buffer, TooDeep, ValueTooLong
from filrouge.ingest.formats.json_shapes import INCLUDED, REFERRED, SAVED, header, in_paragraphs
from filrouge.ingest.formats.tables import object_record

SURVEYED: Final = 16 << 20
"""Characters read to find the lists of records; in a longer file they are those that begin there."""

_DEEPEST: Final = 8
_HELD: Final = 1 << 20  # characters: a longer object or list is gone through part by part
_SHORT: Final = 200  # characters
_LOOKED_AT: Final = 50  # members of a list that say whether it holds texts
_OF_THE_ANSWER: Final = frozenset({"description", "summary", "content", "abstract", "desc", "message", "about"})
"""Names of texts that an answer has about itself, where a list in it has texts as well."""

Path = tuple[str | None, ...]
"""Names of fields from the outermost value inwards; None: each member of a list, or each field of an object."""


@dataclass
class _List:
    """Objects in one place: how many, how long, and how many of those looked at have texts or titles."""

    n_objects: int = 0
    n_characters: int = 0
    n_texts: int = 0
    n_titles: int = 0

    def add(self, value: Mapping[str, Any]) -> None:
        """Note a member."""
        self.n_objects += 1
        self.n_characters += _size(value)
        if self.n_objects <= _LOOKED_AT:
            found = _known(value)
            self.n_texts += "text" in found
            self.n_titles += "title" in found

    @property
    def are_texts(self) -> bool:
        """Whether so many members have texts that no more need to be looked into."""
        return self.n_texts >= _LOOKED_AT


@dataclass
class Survey:
    """The lists of objects in a JSON value, what its outermost object says itself, the headers of lists of rows, and
    where objects stand that records refer to.
    """

    lists: dict[Path, _List] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    headers: dict[Path, list[str]] = field(default_factory=dict)
    referred: set[Path] = field(default_factory=set)

    def records(self) -> tuple[Path, ...]:
        """Where the records are: in the best of the lists, and those beside it that have its name. Empty if the
        outermost object is the record, or is to be read as a whole.
        """
        if self.headers:
            return tuple(self.headers)[:1]
        if not self.lists:
            return ()
        own = [path for path in self.lists if INCLUDED not in path] or list(self.lists)
        best = max(own, key=lambda path: _worth(self.lists[path]))
        if any((*best[:-2], name) in self.referred for name in REFERRED):
            return ()
        found, held = recognise(self.own, {}), self.lists[best]
        if "text" in found and not (found["text"] in _OF_THE_ANSWER and held.n_texts and held.n_objects > 1):
            return ()
        if "title" in found and not (held.n_texts or held.n_titles):
            return ()
        alike = [path for path in self.lists if _form(path) == _form(best)]
        return tuple(path for path in alike if path == best or self.lists[path].n_texts)


def _worth(held: _List) -> tuple[bool, bool, int]:
    return held.n_texts > 0, held.n_titles > 0, held.n_characters


def _form(path: Path) -> tuple[object, ...]:
    named = [name for name in path if name is not None]
    return (*(name is None for name in path), named[-1] if named else None)


def survey(buffer: Buffer) -> Survey:
    """Walk through the start of a JSON value; what is wrong with it is told when its records are read."""
    found = Survey()
    with suppress(Broken, TooDeep, ValueTooLong):
        _go_through(buffer, (), found)
    return found


def _go_through(buffer: Buffer, path: Path, found: Survey) -> object:
    """Walk through the next value, and give it where it is short."""
    opening = buffer.peek()
    with suppress(Broken, TooDeep, ValueTooLong):
        value = buffer.short_value(_HELD)
        if path not in found.lists or not found.lists[path].are_texts:
            _note(value, path, found)
        return value
    if len(path) > _DEEPEST and opening in {"{", "["}:
        buffer.skip()
    elif opening == "{":
        return _object(buffer, path, found)
    elif opening == "[":
        buffer.expect("[")
        while buffer.peek() not in {"]", ""} and buffer.position < SURVEYED:
            _member(_go_through(buffer, (*path, None), found), (*path, None), found)
            if not buffer.take(","):
                break
        if buffer.position < SURVEYED:
            buffer.expect("]")
    else:
        with suppress(TooDeep, ValueTooLong):
            return buffer.value()
    return None


def _object(buffer: Buffer, path: Path, found: Survey) -> dict[str, Any]:
    """Walk through an object, and give of it what is short."""
    buffer.expect("{")
    held: dict[str, Any] = {}
    try:
        while buffer.peek() == '"' and buffer.position < SURVEYED:
            name = str(buffer.value())
            buffer.expect(":")
            held[name] = None
            value = _go_through(buffer, (*path, name), found)
            kept = isinstance(value, str | int | dict) or _is_header(name, value) or name in REFERRED
            held[name] = value if kept else None
            if not buffer.take(","):
                break
        if buffer.position < SURVEYED:
            buffer.expect("}")
    finally:
        _note_own(held, path, found)
    return {name: value for name, value in held.items() if not isinstance(value, dict)}


def _is_header(name: str, value: object) -> bool:
    return isinstance(value, list) and bool(header({name: value}))


def _note(value: object, path: Path, found: Survey) -> None:
    if len(path) > _DEEPEST:
        return
    if isinstance(value, dict):
        if path and 0 < len(in_blocks([value]) or "") < _SHORT:  # a headline or a byline in pieces
            return
        for name, part in value.items():
            _note(part, (*path, name), found)
        _note_own(value, path, found)
    elif isinstance(value, list) and in_blocks(value) is None:
        for part in value:
            _member(part, (*path, None), found)
            if isinstance(part, dict) and not {"text", "title"} & _known(part):
                _note(part, (*path, None), found)


def _member(value: object, path: Path, found: Survey) -> None:
    if isinstance(value, dict):
        found.lists.setdefault(path, _List()).add(value)
    elif isinstance(value, list):
        found.lists.setdefault(path, _List())


def _note_own(value: dict[str, Any], path: Path, found: Survey) -> None:
    if not path and value.keys() >= SAVED:
        found.lists.clear()
    if not path:
        found.own = {name for name, part in value.items() if part and (isinstance(part, str) or _one_text(part))}
    found.referred.update((*path, name) for name in REFERRED if value.get(name))
    rows = next((name for name in ("data", "rows", "values", "datarows") if (*path, name, None) in found.lists), None)
    if rows is not None and found.lists[*path, rows, None].n_objects == 0:
        names = header(value)
        if names:
            found.headers[*path, rows, None] = names
        del found.lists[*path, rows, None]
    parts = list(value.values())
    if len(parts) > 1 and all(isinstance(part, dict) and "text" in _known(part) for part in parts):
        place = found.lists.setdefault((*path, None), _List())
        for part in parts:
            place.add(part)


def _one_text(part: object) -> bool:
    if not isinstance(part, dict):
        return False
    return in_paragraphs(part) is not None or any(isinstance(part.get(n), str) for n in ("rendered", "#text", "$t"))


def _known(value: Mapping[str, Any]) -> frozenset[str]:
    """The fields that an object has, if it is a record; what only the first of a list in it has is that one's."""
    record = object_record(None, dict(value))
    own = [name for name in record.names if ".0." not in name and not record.fields.get(name, "").startswith("[{")]
    return frozenset(recognise(own, {}, record.fields))


def _size(value: object) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list) else 1
