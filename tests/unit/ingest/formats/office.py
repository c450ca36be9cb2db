"""Writes small files of old Office: their container, messages of Outlook and binary workbooks."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

FREE, END, OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)


def container(streams: Mapping[str, bytes]) -> bytes:
    """The container of old Office files with streams by their paths ("__attach_version1.0_#00000000/name")."""
    folders = sorted({path.rpartition("/")[0] for path in streams} - {""})
    entries: list[tuple[str, str]] = [("", ""), *(("", folder) for folder in folders), *(
        (path.rpartition("/")[0], path) for path in sorted(streams)
    )]  # fmt: skip
    body, chain, small, small_chain = b"", list[int](), b"", list[int]()
    starts = dict.fromkeys(streams, END)
    for path, data in streams.items():
        size, into = (64, small_chain) if len(data) < 4096 else (512, chain)
        n = -(-len(data) // size)
        if n:
            starts[path] = len(into)
            into += [*range(len(into) + 1, len(into) + n), END]
        padded = data.ljust(size * n, b"\0")
        small, body = (small + padded, body) if size == 64 else (small, body + padded)
    small_at, of_small = len(chain), len(small)
    for part in (
        small,
        struct.pack(f"<{len(small_chain)}I", *small_chain).ljust(512 * -(-len(small_chain) // 128), b"\xff"),
    ):
        n = -(-len(part) // 512)
        chain += [*range(len(chain) + 1, len(chain) + n), END] if n else []
        body += part.ljust(512 * n, b"\0")
    directory = b""
    for n, (above, path) in enumerate(entries):
        is_folder = path not in streams
        children = [k for k, (parent, other) in enumerate(entries) if other and parent == path and is_folder]
        beside = [k for k, (parent, other) in enumerate(entries) if other and parent == above and k > n]
        label = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
        kind = 5 if n == 0 else 1 if is_folder else 2
        child, right = next(iter(children), FREE), next(iter(beside), FREE) if n else FREE
        place = (small_at, of_small) if n == 0 else (starts.get(path, 0), len(streams.get(path, b"")))
        directory += label.ljust(64, b"\0") + struct.pack("<HBBIII", len(label), kind, 1, FREE, right, child)
        directory += b"\0" * 36 + struct.pack("<IQ", *place)
    directory = directory.ljust(512 * -(-len(directory) // 512), b"\0")
    at, n_small = len(chain), -(-len(small_chain) // 128)
    chain += [*range(at + 1, at + len(directory) // 512), END, OF_TABLE]
    assert len(chain) <= 128
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, at, 0, 4096, at - n_small, n_small, END, 0)
    header += struct.pack("<I", len(chain) - 1) + b"\xff" * 432
    return header + body + directory + struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")


def outlook(
    texts: Mapping[int, str], sent: dt.datetime | None = None, page: bytes = b"", rich: bytes = b"", **attached: bytes
) -> bytes:
    """A message of Outlook: its texts by the numbers of their properties, a body of markup or of packed rich text, and
    files by name.
    """

    def properties(numbers: Mapping[tuple[int, int], bytes]) -> bytes:
        return b"".join(struct.pack("<HHI", kind, n, 6) + data.ljust(8, b"\0") for (n, kind), data in numbers.items())

    def variable(held: Mapping[tuple[int, int], bytes]) -> dict[tuple[int, int], bytes]:
        return {name: struct.pack("<I", len(data) + 2 * (name[1] == 0x1F)) for name, data in held.items()}

    held = {(n, 0x1F): text.encode("utf-16-le") for n, text in texts.items()} | (
        {(0x1013, 0x102): page} if page else {}
    )
    held |= {(0x1009, 0x102): rich} if rich else {}
    fixed = variable(held) | {(0x3FDE, 3): struct.pack("<I", 65001), (0x340D, 3): struct.pack("<I", 0x40000)}
    if sent:
        fixed[0x39, 0x40] = struct.pack("<Q", int((sent - EPOCH).total_seconds() * 10**7))
    head = b"\0" * 8 + struct.pack("<IIII", 0, len(attached), 0, len(attached)) + b"\0" * 8
    streams = {"__properties_version1.0": head + properties(fixed)}
    streams |= {f"__substg1.0_{n:04X}{kind:04X}": data for (n, kind), data in held.items()}
    for number, (name, data) in enumerate(attached.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        inner = {(0x3707, 0x1F): name.replace("_", ".").encode("utf-16-le"), (0x3701, 0x102): data}
        streams[f"{folder}/__properties_version1.0"] = b"\0" * 8 + properties(
            variable(inner) | {(0x3705, 3): struct.pack("<I", 1)}
        )
        streams |= {f"{folder}/__substg1.0_{n:04X}{kind:04X}": data for (n, kind), data in inner.items()}
    return container(streams)


def _record(kind: int, data: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    size, n = b"", len(data)
    while n >= 128:
        size, n = size + bytes([n & 127 | 128]), n >> 7
    return number + size + bytes([n]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(
    rows: Sequence[Sequence[str | float]], shared: Sequence[str] = (), places: Mapping[int, int] | None = None
) -> bytes:
    """A binary workbook; numbers are days, texts that stand in `shared` are referred to by their number, and `places`
    says which columns stand elsewhere.
    """
    sheet = _record(129) + _record(145)
    for r, row in enumerate(rows):
        sheet += _record(0, struct.pack("<II", r, 0) + b"\0" * 9)
        for n, value in enumerate(row):
            c = (places or {}).get(n, n)
            if isinstance(value, float):
                sheet += _record(5, struct.pack("<IId", c, 1, value))
            elif value in shared:
                sheet += _record(7, struct.pack("<III", c, 0, shared.index(value)))
            else:
                sheet += _record(6, struct.pack("<II", c, 0) + _wide(value))
    styles = _record(44, struct.pack("<H", 170) + _wide("dd.mm.yyyy")) + _record(617, struct.pack("<I", 2))
    styles += _record(47, struct.pack("<HH", 0, 0) + b"\0" * 12) + _record(47, struct.pack("<HH", 0, 170) + b"\0" * 12)
    link = '<Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.bin"/>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.bin", _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide("One")))
        package.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{link}</Relationships>")
        package.writestr("xl/worksheets/sheet1.bin", sheet + _record(146))
        package.writestr("xl/styles.bin", styles + _record(618))
        package.writestr("xl/sharedStrings.bin", b"".join(_record(19, b"\0" + _wide(text)) for text in shared))
    return stream.getvalue()
