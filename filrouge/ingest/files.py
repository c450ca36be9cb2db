"""Inputs → the files to read, each once, and what is passed over with the reason why."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filrouge.bundle_store import MANIFEST
from filrouge.errors import InputError
from filrouge.replacing import IN_THE_MAKING
from filrouge.schema import DOCUMENTS, TEXTS

# What browsers call the folder of pictures and frames beside a page that they save, in the languages they speak.
_PARTS_OF_A_PAGE: Final = re.compile(
    r"(.+)(?:[_-](?:files|fichiers|dateien|archivos|ficheros|arquivos|file|bestanden|filer|tiedostot|pliki|soubory|"
    r"fájlok|elemei|fitxers|dosyalar|dosyaları|файлы|файли)|\.files)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class InputFile:
    """A file to read: its path, and the name it goes by in the bundle (relative to the INPUT argument's folder).

    With `skipped` it is a file or folder that is not read, and this is why.
    """

    path: Path
    name: str
    skipped: str | None = None


def find_files(inputs: Sequence[Path], out: Path | None = None) -> list[InputFile]:
    """List the files under `inputs` (files or folders, recursively), sorted by name.

    A file that several inputs hold is listed once. Links to folders are not followed; they, other folders that are not
    read (what an earlier run made, say), and second names of one file come with `skipped` set. What this run writes,
    `out` and what stands beside it on the way, is not listed.

    Raises
    ------
    InputError
        An input does not exist, or two files would go by the same name.
    """
    found: dict[str, InputFile] = {}
    taken: dict[Path, tuple[int, str]] = {}
    for number, given in enumerate(inputs):
        for file in _walk(given, out):
            # What is passed over is told by its own place: a link to a folder is not that folder.
            place = file.path.absolute() if file.skipped else file.path.resolve()
            first, name = taken.setdefault(place, (number, file.name))
            if first != number:
                continue
            if name != file.name:
                file = InputFile(file.path, file.name, f"it is the same file as {name}, and read once")  # noqa: PLW2901
            _add(file, given, found)
    return [found[name] for name in sorted(found)]


def _add(file: InputFile, given: Path, found: dict[str, InputFile]) -> None:
    name = file.name
    if name in found:
        name = f"{given.resolve().name}/{name}"
    if name in found:
        raise InputError(
            f"two inputs would both be called {name}", where=str(file.path), hint="Rename one of the folders."
        )
    found[name] = InputFile(file.path, name, file.skipped)


def _walk(given: Path, out: Path | None) -> Iterator[InputFile]:
    if not given.exists():
        raise InputError("there is no such file or folder", where=str(given), hint="Check the path.")
    if not given.is_dir():
        yield InputFile(given, _printable(given.name))
        return
    failed: list[OSError] = []
    for folder, folders, files in os.walk(given, onerror=failed.append):
        inside = [name for name in folders if not _is_written(Path(folder) / name, out)]
        found = [name for name in files if not _is_written(Path(folder) / name, out)]
        reasons = {name: reason for name in inside if (reason := _not_input(Path(folder) / name))}
        folders[:] = sorted(name for name in inside if name not in reasons)
        reasons |= {name: reason for name in found if (reason := _not_text(Path(folder) / name))}
        for name in sorted({*reasons, *found}):
            path = Path(folder) / name
            yield InputFile(path, _printable(path.relative_to(given).as_posix()), reasons.get(name))
    for error in failed:
        path = Path(error.filename)
        name = given.resolve().name if path == given else path.relative_to(given).as_posix()
        yield InputFile(path, _printable(name), f"the folder cannot be read ({error.strerror or error})")


def _is_written(path: Path, out: Path | None) -> bool:
    """Whether a run makes this, now or where it was killed: the next one may find it elsewhere, or not at all."""
    return bool(IN_THE_MAKING.fullmatch(path.name)) or (out is not None and path.resolve() == out.resolve())


def _not_text(file: Path) -> str | None:
    """Why a file under an input is not read, or None if it is."""
    if file.name.startswith("."):
        return "it is a hidden file"
    # A pipe or a device would never come to an end; a link that leads nowhere says so when it is opened.
    return None if file.is_file() or not file.exists() else "it is no regular file"


def _not_input(folder: Path) -> str | None:
    """Why a folder under an input is not read, or None if it is."""
    if folder.name.startswith("."):
        return "it is a hidden folder"
    if page := _page_beside(folder):
        return f"it holds the parts of the saved page {page}"
    if folder.is_symlink():
        return "it is a link to a folder, and links to folders are not followed"
    try:
        if (folder / MANIFEST).is_file():
            return "it is a bundle, not an input"
        if all((folder / table.file).is_file() for table in (DOCUMENTS, TEXTS)):
            return "it was made by `filrouge ingest`, and is read only where it is the one input"
    except OSError:  # it cannot be looked into: walking it says so
        pass
    return None


def _page_beside(folder: Path) -> str:
    """The page that a browser saved with this folder ("Quay_files" beside "Quay.html"); "" if it is another one's."""
    parts = _PARTS_OF_A_PAGE.fullmatch(folder.name)
    pages = (folder.with_name(f"{parts[1]}{ending}") for ending in (".html", ".htm", ".xhtml")) if parts else ()
    return next((page.name for page in pages if page.is_file()), "")


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")
