"""Documents that are zip files (.docx, .xlsx): whether one can be opened without filling the memory."""

import zipfile
from typing import BinaryIO, Final

from filrouge.ingest.formats.unpacking import Limits
from filrouge.ingest.record import UnreadableFile

PACKAGE_FAULTS: Final = (
    zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What reading a part of a package may raise: it is damaged, cut short or has a password, or the part is not there."""

_MOST_PART: Final = 1 << 30
_HELD: Final = ("word/", "xl/sharedStrings", "xl/styles", "docProps/")  # parts that are held in memory whole
_MOST_HELD: Final = 256 << 20


def check_package(stream: BinaryIO) -> None:
    """Refuse the package of a document that unpacks to more than a document is.

    Raises
    ------
    UnreadableFile
    """
    packed = stream.seek(0, 2)
    try:
        with zipfile.ZipFile(stream) as package:
            entries = [entry for entry in package.infolist() if entry.filename.endswith((".xml", ".rels", ".bin"))]
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise UnreadableFile("the document is damaged or cut short") from error
    total = sum(entry.file_size for entry in entries)
    held = sum(entry.file_size for entry in entries if entry.filename.startswith(_HELD))
    largest = max((entry.file_size for entry in entries), default=0)
    if Limits().is_bomb(total, packed) or largest > _MOST_PART or held > _MOST_HELD:
        raise UnreadableFile("it unpacks to more than a document ever does, and is taken for an archive bomb")
    stream.seek(0)
