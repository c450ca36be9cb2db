"""Binary Excel workbooks (.xlsb) → rows. python-calamine reads them, but makes room for all cells between two that a
file has, and ends the process where there is none; pyxlsb is LGPL and knows no dates.
"""

import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from filrouge.ingest.formats.archives import random_access
from filrouge.ingest.formats.packages import PACKAGE_FAULTS, check_package
from filrouge.ingest.formats.sheets import sheet_records
from filrouge.ingest.formats.tables import MOST_COLUMNS, value_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_DAMAGED: Final = UnreadableFile("the Excel table is damaged, or has a password")
_MOST_BYTES: Final = 64 << 20
_ROW, _RK, _FLAG, _NUMBER, _TEXT, _SHARED, _OF_TEXT, _OF_NUMBER, _OF_FLAG = 0, 2, 4, 5, 6, 7, 8, 9, 10
_STRING, _FORMAT, _STYLE, _SHEET, _STYLES_BEGIN, _STYLES_END = 19, 44, 47, 156, 617, 618
_DATES: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Numbers of the formats for days and times that every workbook has."""

_DATE: Final = re.compile(r"(?:[^\"\\\[]|\"[^\"]*\"|\\.|\[[^\]]*\])*?[dmyh]", re.IGNORECASE)
_FIRST_DAY: Final = dt.datetime(1899, 12, 30)
_MOST_DAYS: Final = 2_958_466


def read_xlsb(item: Item) -> Iterator[Record]:
    """Read the rows of every sheet as `read_xlsx` does.

    Raises
    ------
    UnreadableFile
        It is damaged, has a password, or a part of it is larger than 64 MB.
    """
    with random_access(item) as stream:
        check_package(stream)
        try:
            with zipfile.ZipFile(stream) as package:
                shared = [_wide(data, 1)[0] for kind, data in _part(package, "xl/sharedStrings.bin") if kind == _STRING]
                dates = _date_styles(package)
                sheets = list(_sheets(package))
                yield from sheet_records([(name, _rows(package, part, shared, dates)) for name, part in sheets])
        except (*PACKAGE_FAULTS, struct.error) as error:
            raise _DAMAGED from error


def _part(package: zipfile.ZipFile, name: str) -> Iterator[tuple[int, bytes]]:
    """The records of a part: what kind each is, and its bytes; none of a part that is not there."""
    if name not in package.namelist():
        return
    if package.getinfo(name).file_size > _MOST_BYTES:
        raise UnreadableFile(f"a part of the table is larger than {_MOST_BYTES >> 20} MB: save it as .xlsx or .csv")
    with package.open(name) as part:
        stream = io.BytesIO(part.read(_MOST_BYTES))
    while first := stream.read(1):
        kind = first[0] if first[0] < 128 else (first[0] & 127) | (_varied(stream, 1) << 7)
        yield kind, stream.read(_varied(stream, 4))


def _varied(stream: BinaryIO, most: int) -> int:
    """A number in seven bits a byte."""
    value = 0
    for n in range(most):
        byte = stream.read(1)[0:1] or b"\0"
        value |= (byte[0] & 127) << (7 * n)
        if byte[0] < 128:
            break
    return value


def _wide(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where it ends."""
    (n,) = struct.unpack_from("<I", data, at)
    end = min(at + 4 + 2 * n, len(data))
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheets(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The names of the sheets and of their parts, which the workbook refers to by number."""
    links = package.read("xl/_rels/workbook.bin.rels")[:_MOST_BYTES].decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<Relationship\b[^<>]*>", links):
        said = dict(re.findall(r"""\b(Id|Target)=["']([^"']*)["']""", link))
        targets[said.get("Id")] = "xl/" + said.get("Target", "").removeprefix("/xl/")
    for kind, data in _part(package, "xl/workbook.bin"):
        if kind == _SHEET:
            number, end = _wide(data, 8)
            if targets.get(number, "").startswith("xl/worksheets/"):
                yield _wide(data, end)[0], targets[number]


def _date_styles(package: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the styles that show days or times."""
    dates, styles, inside = set(_DATES), list[int](), False
    for kind, data in _part(package, "xl/styles.bin"):
        if kind == _FORMAT and _DATE.match(_wide(data, 2)[0]):
            dates.add(int.from_bytes(data[:2], "little"))
        inside = kind == _STYLES_BEGIN or (inside and kind != _STYLES_END)
        if inside and kind == _STYLE:
            styles.append(int.from_bytes(data[2:4], "little"))
    return frozenset(n for n, shown in enumerate(styles) if shown in dates)


def _rows(
    package: zipfile.ZipFile, part: str, shared: Sequence[str], dates: frozenset[int]
) -> Iterator[list[str | None]]:
    cells: list[str | None] = []
    for kind, data in _part(package, part):
        if kind == _ROW:
            if cells:
                yield cells
            cells = []
        elif kind <= _OF_FLAG and len(data) > 8:
            column, style = struct.unpack_from("<II", data)
            if len(cells) <= column < MOST_COLUMNS:
                cells += [None] * (column - len(cells))
                cells.append(_value(kind, data, shared, (style & 0xFFFFFF) in dates))
    if cells:
        yield cells


def _value(kind: int, data: bytes, shared: Sequence[str], is_date: bool) -> str | None:
    if kind in {_TEXT, _OF_TEXT}:
        return _wide(data, 8)[0] or None
    if kind == _SHARED:
        (n,) = struct.unpack_from("<I", data, 8)
        return shared[n] if n < len(shared) else None
    if kind in {_FLAG, _OF_FLAG}:
        return str(bool(data[8])).lower()
    if kind in {_NUMBER, _OF_NUMBER}:
        (number,) = struct.unpack_from("<d", data, 8)
    elif kind == _RK:
        (written,) = struct.unpack_from("<i", data, 8)
        number = written >> 2 if written & 2 else struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", written & ~3))[0]
        number = number / 100 if written & 1 else number
    else:
        return None
    if is_date and 0 < number < _MOST_DAYS:
        moment = _FIRST_DAY + dt.timedelta(days=number) + dt.timedelta(milliseconds=500)
        moment = moment.replace(microsecond=0)
        return value_text(moment.date() if moment.time() == dt.time() else moment)
    return value_text(float(number))
