"""A bundle on the disk: its manifest, the digests that prove it whole, and saving that never leaves half of one."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from filrouge.characters import clean_json, one_line, several_lines
from filrouge.disk import writing
from filrouge.errors import BundleBroken, BundleError, BundleMissing, BundleTooNew
from filrouge.i18n import N_, _, number
from filrouge.replacing import alone, located, replaced
from filrouge.schema import SCHEMA_VERSION, TABLES
from filrouge.shapes import MANIFEST as MANIFEST_SHAPE

MANIFEST: Final = "manifest.json"
SEARCH: Final = "search.sqlite"
VECTORS: Final = "vectors.npy"
SENTENCE_VECTORS: Final = "sentence_vectors.npy"
ORIGINALS: Final = "originals"
MODEL: Final = "model"

_NEEDED: Final = (*(t.file for t in TABLES), SEARCH)

REBUILD: Final = N_("Build it again with `filrouge build`, or copy it again from where it came.")


def bundle_name(path: Path) -> str:
    """The folder's name, or its parent's where it is only called "bundle"."""
    folder = path.resolve()
    name = folder.name.removeprefix(".").removesuffix(".previous") if folder.name.endswith(".previous") else folder.name
    return folder.parent.name if name == "bundle" else name


def stamp(path: Path) -> tuple[int, int] | None:
    """What changes when the bundle at `path` is replaced."""
    try:
        stat = (path / MANIFEST).stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns


class OnDisk(NamedTuple):
    """A bundle that is there: its folder and its manifest."""

    folder: Path
    manifest: dict[str, Any]


def find_bundle(path: Path | str) -> OnDisk:
    """Find the bundle at `path`, put back in its place if a save was killed, and read and check its manifest.

    Raises
    ------
    BundleMissing, BundleBroken, BundleTooNew
    """
    folder = located(Path(path))
    return OnDisk(folder, _read_manifest(folder))


def _read_manifest(folder: Path) -> dict[str, Any]:
    if not folder.exists():
        raise BundleMissing(
            _("the folder does not exist"), where=str(folder), hint=_("Check the path, or build a bundle.")
        )
    file = folder / MANIFEST
    if not file.is_file():
        raise BundleMissing(
            _("the folder holds no {file}, so it is not a bundle").format(file=MANIFEST),
            where=str(folder),
            hint=_("To make a bundle of a folder of texts: filrouge build FOLDER --out BUNDLE."),
        )
    try:
        raw = json.loads(file.read_text("utf-8"))
        version = _version_of(raw)
        wrong = _wrong_in(raw) if version <= SCHEMA_VERSION else None
        manifest: dict[str, Any] = clean_json(raw)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BundleBroken(_("its manifest cannot be read"), where=str(file), hint=_(REBUILD)) from error
    if version > SCHEMA_VERSION:
        raise BundleTooNew(
            _("the bundle has schema {version}, this program reads schema {own} and earlier").format(
                version=version, own=SCHEMA_VERSION
            ),
            where=str(folder),
            hint=_("Install a newer Fil Rouge."),
        )
    if wrong:
        raise BundleBroken(wrong, where=str(file), hint=_(REBUILD))
    return manifest


def _version_of(manifest: dict[str, Any]) -> int:
    version = manifest["schema_version"]
    if type(version) is not int or version < 1:
        raise ValueError(version)
    return version


def _wrong_in(manifest: dict[str, Any]) -> str | None:
    """What is wrong in a manifest, whoever wrote it, or None."""
    if (key := MANIFEST_SHAPE(manifest)) is not None:
        return _("“{key}” is missing from the manifest or not valid").format(key=key.removeprefix("."))
    for name in manifest["files"]:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or several_lines(name) != name:
            return _("the manifest names a file outside the bundle ({name})").format(name=one_line(name))
    if missing := [name for name in _NEEDED if name not in manifest["files"]]:
        return _("the manifest does not list {names}").format(names=", ".join(missing))
    if manifest["digest"] != _digest_of(manifest):
        return _("the manifest was changed after the bundle was built (its digest does not fit)")
    return None


def _digest_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 over all of the manifest but the digest itself; the digests of all files are in it."""
    rest = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def check_files(folder: Path, manifest: Mapping[str, Any], *, full: bool) -> None:
    """Check that every file is there in its size, and that the tables (with `full`, all files) have their digest.

    Raises
    ------
    BundleBroken
    """
    for name, entry in manifest["files"].items():
        file = folder / name
        try:
            _check_file(file, entry, by_digest=full or name in _NEEDED)
        except OSError as error:
            what = _("the file cannot be read ({error})").format(error=error.strerror)
            raise BundleBroken(what, where=str(file), hint=_(REBUILD)) from error


def _check_file(file: Path, entry: Mapping[str, Any], *, by_digest: bool) -> None:
    if not file.is_file():
        raise BundleBroken(_("the file is missing"), where=str(file), hint=_(REBUILD))
    if file.stat().st_size != entry["bytes"]:
        raise BundleBroken(
            _("the file has {n} bytes, the manifest says {stated}").format(
                n=number(file.stat().st_size), stated=number(entry["bytes"])
            ),
            where=str(file),
            hint=_(REBUILD),
        )
    if by_digest and file_digest(file) != entry["sha256"]:
        raise BundleBroken(_("the file's SHA-256 is not the manifest's"), where=str(file), hint=_(REBUILD))


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def saving(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` that takes its place when the block ends without an error.

    Until then, and whatever happens, `target` stays as it was.

    Raises
    ------
    BundleError : `target` is something else than a bundle, or another save to it is under way.
    DiskError : the system refuses what is written.
    """
    with alone_at(target) as place, replaced(place) as folder:
        yield folder


@contextmanager
def alone_at(target: Path) -> Iterator[Path]:
    """Nobody else saves a bundle at `target` inside the `with`, which gives its absolute path.

    What is read of a bundle to be written again must be read in here: another save may come in between.

    Raises
    ------
    BundleError : `target` is something else than a bundle, or another save to it is under way.
    """
    busy = BundleError(
        _("another build is writing here"),
        where=str(target),
        hint=_("Wait until it is done, or choose another folder."),
    )
    with writing(target):
        target.expanduser().absolute().parent.mkdir(parents=True, exist_ok=True)
    with alone(target, busy) as place:
        if place.exists() and not (place / MANIFEST).is_file() and (place.is_file() or any(place.iterdir())):
            raise BundleError(
                _("it exists and is not a bundle, so it is not replaced"),
                where=str(place),
                hint=_("Name another folder with --out."),
            )
        yield place


def seal(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Add digests of all files to `manifest` and write it, making `folder` a bundle."""
    files = {}
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        files[file.relative_to(folder).as_posix()] = {"sha256": file_digest(file), "bytes": file.stat().st_size}
    complete = {"schema_version": SCHEMA_VERSION, "digest": "", **manifest, "files": files}
    complete["digest"] = _digest_of(complete)
    (folder / MANIFEST).write_text(json.dumps(complete, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return complete
