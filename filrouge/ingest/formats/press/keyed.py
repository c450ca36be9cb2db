"""Corpora of Lexico: texts under lines of keys, `<date=2024-05-14>`."""

import re
from collections.abc import Iterator
from typing import Final

from filrouge.ingest.formats.paragraphs import lines_of
from filrouge.ingest.formats.press.articles import outside
from filrouge.ingest.formats.press.starred import record_of
from filrouge.ingest.record import Item, Record

_KEYS: Final = re.compile(r"\s*((?:<[^\W\d]\w*=[^<>\n]*>\s*)+)")
_KEY: Final = re.compile(r"<(\w+)=[\"']?([^<>\n]*?)[\"']?>")


def read(item: Item, kind: str) -> Iterator[Record]:
    """Each text from where the key comes again that the file begins with; its keys are its columns."""
    row, first = 0, ""
    keys: dict[str, str] = {}
    lines: list[str] = []
    for line in lines_of(item, kind):
        keyed = False
        while head := _KEYS.match(line):
            keyed = True
            found = dict(_KEY.findall(head[1]))
            line = line[head.end() :]  # noqa: PLW2901
            first = first or next(iter(found), "")
            if first in found:
                if keys:
                    row += 1
                    yield record_of(row, keys, lines, mark="")
                elif before := outside(lines):
                    yield before
                keys, lines = {}, []
            keys |= found
        if line or not keyed:
            lines.append(line)
    if keys:
        yield record_of(row + 1, keys, lines, mark="")
