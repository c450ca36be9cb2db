"""Files → items: types are detected from content, and nothing is written outside temporary files."""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, cast

from filrouge.disk import OTHER_TEMPORARY, writing
from filrouge.ingest.formats.members import left_out, member_name
from filrouge.ingest.formats.unpacking import (
    BOMB,
    BUFFER,
    DAMAGE,
    Budget,
    Headers,
    Limits,
    Unpacked,
    Window,
    size_words,
)
from filrouge.ingest.record import Item, UnreadableFile

_COMPRESSED: Final[dict[bytes, tuple[str, Callable[[BinaryIO], Any]]]] = {
    b"\x1f\x8b": ("gzip", lambda packed: gzip.GzipFile(fileobj=packed)),
    b"BZh": ("bzip2", bz2.BZ2File),
    b"\xfd7zXZ\0": ("xz", lzma.LZMAFile),
}
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_METHODS: Final = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_IN_MEMORY: Final = 16 << 20
_DIRECTORY_ENTRY: Final = 320  # bytes: a long name and what a zip says of it


@dataclass(frozen=True)
class Refused:
    """A file or member that is not read, and why (one clause)."""

    name: str
    reason: str


def items(path: Path, name: str, limits: Limits | None = None) -> Iterator[Item | Refused]:
    """Give the items of a file: itself, what it holds compressed, or the members of an archive sorted by name.

    Archives are detected from content; .docx, .xlsx and the like are documents. Members come as
    "dump.zip/news/a.html"; what is refused comes with its name and the reason. The items of an archive can be opened
    as long as they are held; each `open` unpacks anew, in flat memory.
    """
    limits = limits or Limits()
    try:
        packed = path.stat().st_size
        plain = Item(name, path, partial(_open_file, path))
        yield from _expand(plain, Budget(limits, packed), packed, 0)
    except UnreadableFile as error:
        yield Refused(name, str(error))
    except OSError as error:
        yield Refused(name, f"it cannot be opened ({error.strerror or error})")


def random_access(item: Item) -> BinaryIO:
    """Open an item for reading here and there: one that is packed is unpacked to a temporary file first."""
    stream = item.open()
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, Unpacked):
        return _spooled(stream)
    return stream


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


def _spooled(stream: BinaryIO) -> BinaryIO:
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it is what is given back
    with stream:
        while chunk := stream.read(BUFFER):
            with writing(Path(tempfile.gettempdir()), OTHER_TEMPORARY):  # else the input would be said to be damaged
                spool.write(chunk)
    spool.seek(0)
    return cast("BinaryIO", spool)


def _expand(item: Item, budget: Budget, packed: int, depth: int) -> Iterator[Item | Refused]:
    try:
        with item.open() as stream:
            head = stream.read(tarfile.BLOCKSIZE)
        is_zip = head.startswith(_ZIP) and not is_package(item)
    except UnreadableFile as error:
        yield Refused(item.name, str(error))
        return
    kind = next((magic for magic in _COMPRESSED if head.startswith(magic)), None)
    if not (is_zip or kind or _is_tar(head)):
        yield item
    elif depth >= budget.limits.depth:
        yield Refused(item.name, f"it is packed in more than {budget.limits.depth} layers")
    elif kind:
        yield from _expand(_decompressed(item, kind, budget, depth), budget, packed, depth + 1)
    else:
        budget.whole = budget.limits.total
        try:
            members = _zip_members(item, budget) if is_zip else _tar_members(item, budget)
            yield from _each(item, members, budget, depth)
        except UnreadableFile as error:
            yield Refused(item.name, str(error))
        except DAMAGE:
            yield Refused(item.name, f"the {'zip' if is_zip else 'tar'} file is damaged or cut short")


def _is_tar(head: bytes) -> bool:
    try:
        tarfile.TarInfo.frombuf(head, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def is_package(item: Item) -> bool:
    """Whether a zip holds the parts of one document: Office Open XML, OpenDocument, EPUB."""
    try:
        with random_access(item) as stream, zipfile.ZipFile(stream) as package:
            return bool({"[Content_Types].xml", "mimetype"} & {entry.filename for entry in package.infolist()})
    except DAMAGE:
        return False


def _decompressed(item: Item, magic: bytes, budget: Budget, depth: int) -> Item:
    kind, opener = _COMPRESSED[magic]
    reached = [0]
    most = budget.limits.member if depth else None

    def unpacked() -> BinaryIO:
        packed = item.open()
        raw = Unpacked(opener(packed), packed, kind, budget, reached, most)
        return io.BufferedReader(raw, BUFFER)

    return Item(item.name, item.path, unpacked)


@dataclass(frozen=True)
class _Member:
    """A member of an archive: its name, unpacked and packed size, how to open it, or why not to."""

    name: str
    size: int
    packed: int
    open: Callable[[], BinaryIO]
    refused: str | None = None


def _each(archive: Item, members: list[_Member], budget: Budget, depth: int) -> Iterator[Item | Refused]:
    times: Counter[str] = Counter()
    n_hidden = 0
    for member in sorted(members, key=lambda m: m.name):
        if reason := budget.exceeded():
            yield Refused(archive.name, f"{reason}: from {member_name(member.name)} on it is left out")
            return
        times[member.name] += 1
        again = f" ({times[member.name]})" if times[member.name] > 1 else ""
        name = f"{archive.name}/{member_name(member.name)}{again}"
        reason = member.refused or left_out(member.name)
        if not reason and member.size > budget.limits.member:
            reason = f"it unpacks to more than {size_words(budget.limits.member)}"
        if not reason and budget.limits.is_bomb(member.size, member.packed):
            reason = BOMB
        if reason == "hidden":
            n_hidden += 1
        elif reason:
            yield Refused(name, reason)
        else:
            yield from _expand(Item(name, archive.path, member.open), budget, member.packed, depth + 1)
    if n_hidden:
        what = "hidden file of a computer's desktop is" if n_hidden == 1 else "hidden files of a computer's desktop are"
        yield Refused(archive.name, f"{n_hidden:,} {what} not read")
    if not members:
        yield Refused(archive.name, "the archive is empty")
    if budget.members > budget.limits.members:
        yield Refused(archive.name, f"more than {budget.limits.members:,} members: the rest is left out")


def _zip_members(item: Item, budget: Budget) -> list[_Member]:
    stream = random_access(item)
    size = stream.seek(0, io.SEEK_END)
    # zipfile reads the whole directory at once; that of an honest archive is a small part of it.
    if size > (most := budget.limits.members * _DIRECTORY_ENTRY) and _directory_size(stream) > most:
        raise UnreadableFile(f"more than {budget.limits.members:,} members")
    package = zipfile.ZipFile(stream)
    members = []
    for entry in package.infolist():
        if entry.filename.endswith("/"):
            continue
        budget.members += 1
        if budget.members > budget.limits.members:
            break
        members.append(
            _Member(
                (entry.filename if entry.flag_bits & 0x800 else _utf8(entry.filename)) or "without a name",
                entry.file_size,
                entry.compress_size,
                partial(_open_entry, package, entry, budget, [0]),
                _refused_entry(entry),
            )
        )
    return members


def _directory_size(stream: BinaryIO) -> int:
    """Bytes of a zip's directory as its end record tells; 0 where it does not."""
    stream.seek(-min(stream.seek(0, io.SEEK_END), 65_557), io.SEEK_END)
    tail = stream.read()
    wide, narrow = tail.rfind(b"PK\x06\x06"), tail.rfind(b"PK\x05\x06")
    if wide >= 0:
        return int.from_bytes(tail[wide + 40 : wide + 48], "little")
    return int.from_bytes(tail[narrow + 12 : narrow + 16], "little") if narrow >= 0 else 0


def _open_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget, reached: list[int]) -> BinaryIO:
    try:
        stream = package.open(entry)
    except (*DAMAGE, RuntimeError, NotImplementedError) as error:
        raise UnreadableFile("the zip file is damaged or cut short") from error
    return io.BufferedReader(Unpacked(stream, None, "zip", budget, reached, budget.limits.member), BUFFER)


def _refused_entry(entry: zipfile.ZipInfo) -> str | None:
    if entry.flag_bits & 1:
        return "it is encrypted: unpack the archive with its password first"
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "it is a link, and links in archives are not followed"
    if entry.compress_type not in _ZIP_METHODS:
        return f"it is packed in a way that is not known here (method {entry.compress_type}): unpack it first"
    return None


def _utf8(name: str) -> str:
    """A zip name that is not marked as UTF-8 and is: `zipfile` takes it for code page 437."""
    try:
        return name.encode("cp437").decode("utf-8")
    except ValueError:
        return name


def _tar_members(item: Item, budget: Budget) -> list[_Member]:
    file = random_access(item)
    lock = threading.Lock()
    members = []
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", Headers(file)), mode="r:") as tar:
            while (entry := tar.next()) and budget.members <= budget.limits.members:
                tar.members.clear()  # type: ignore[attr-defined] # a list that only grows
                if not entry.isdir():
                    budget.members += 1
                    opener = partial(_open_window, file, lock, entry.offset_data, entry.size)
                    members.append(_Member(entry.name, entry.size, entry.size, opener, _refused_tar(entry)))
    except tarfile.TarError:
        rest = f"the tar file is damaged or cut short: only its first {len(members):,} members are found"
        members.append(_Member("(rest)", 0, 0, item.open, rest))
    return members


def _open_window(file: IO[bytes], lock: threading.Lock, start: int, size: int) -> BinaryIO:
    return io.BufferedReader(Window(file, lock, start, size), BUFFER)


def _refused_tar(entry: tarfile.TarInfo) -> str | None:
    if entry.issym() or entry.islnk():
        return "it is a link, and links in archives are not followed"
    return None if entry.isreg() and not entry.sparse else "it is a device or another thing that is no file"
