"""Files and folders that are replaced whole or not at all, by one process at a time; and folders for the way there.

A folder is written beside the one it replaces, as `.NAME.new-…`; that one stands as `.NAME.previous` between two
renames. Whoever holds the lock `.NAME.lock` may finish or undo what a killed process left of these.
"""

import glob
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import ENOENT
from pathlib import Path
from secrets import token_hex
from tempfile import gettempdir, mkdtemp
from typing import Final

from filelock import FileLock, Timeout

from filrouge.disk import FREE_TEMPORARY, OTHER_TEMPORARY, writing
from filrouge.errors import DiskError, FilrougeError
from filrouge.i18n import _

_GAP: Final = 2.0  # seconds that a save may stand between its two renames before what was there is opened instead
_SCRATCH: Final = re.compile(r"filrouge-[0-9a-f]{16}")

IN_THE_MAKING: Final = re.compile(rf"\..+\.(new-\w+|previous|lock)|{_SCRATCH.pattern}(\.lock)?")
"""Names of what stands beside a file or folder while it is written, and of folders for the way there."""


def previous(target: Path) -> Path:
    """Where the folder `target` stands while a new one takes its place."""
    return target.with_name(f".{target.name}.previous")


def located(path: Path) -> Path:
    """The folder at `path`, put back in its place if a save was killed between its two renames.

    Where it cannot be put back, because the disk is read-only, it is where it stands.
    """
    target = path.expanduser().resolve()
    old = previous(target)
    busy, since = DiskError(""), time.monotonic()
    while not target.exists() and old.exists():
        try:
            with alone(target, busy):
                pass
        except DiskError as error:
            if error is not busy or time.monotonic() - since > _GAP:
                return old
            time.sleep(0.02)  # a save is under way, and done in a moment
    return target


@contextmanager
def alone(target: Path, busy: FilrougeError, *, wait: float = 0) -> Iterator[Path]:
    """Hold the lock of a file or folder; what a killed process left beside it is cleared away first.

    Parameters
    ----------
    busy : raised where somebody else holds the lock for longer than `wait` seconds.

    Returns
    -------
    The absolute path of `target`, links followed.
    """
    with writing(target):
        target = target.expanduser().resolve()
        if not target.parent.is_dir():  # taking the lock would make it
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(target))
        lock = FileLock(_lock_of(target), timeout=wait, blocking=wait > 0)
        try:
            lock.acquire()
        except Timeout as error:
            raise busy from error
    try:
        with writing(target):
            _restore(target)
        _remove(previous(target))
        for left_over in target.parent.glob(f".{glob.escape(target.name)}.new-*"):
            _remove(left_over)
        yield target
    finally:
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


@contextmanager
def replaced(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`, whose lock is held, that takes its place when the block ends without error.

    Until then, and whatever happens, `target` stays as it was.

    Raises
    ------
    DiskError : the system refuses what is written.
    """
    folder = None
    try:
        with writing(target):
            folder = Path(mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
            yield folder
            _set_modes(folder)
            for path in (*folder.rglob("*"), folder):
                _sync(path)
            if target.exists():
                target.rename(previous(target))
            folder.rename(target)
            _sync(target.parent)
    finally:
        if folder is not None:
            with suppress(OSError):
                _restore(target)
            _remove(folder)
    _remove(previous(target))


def write_file(file: Path, content: bytes) -> None:
    """Replace a file, whose lock is held, whole or not at all: it keeps its mode and its owner, if it has some.

    Raises
    ------
    DiskError : the system refuses it.
    """
    new = file.with_name(f".{file.name}.new-{token_hex(8)}")
    with writing(file):
        try:
            # Not a temporary file of Python's, which nobody else may read: a new file has the mode of the user's umask.
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as stream:
                stream.write(content)
                stream.flush()
                _keep_mode(file, new)
                os.fsync(stream.fileno())
            new.replace(file)
        finally:
            new.unlink(missing_ok=True)
        _sync(file.parent)


def save_file(file: Path, content: bytes) -> None:
    """Replace a file, whole or not at all, when nobody else is writing it.

    Raises
    ------
    DiskError : the system refuses it, or somebody else holds the file for more than ten seconds.
    """
    busy = DiskError(_("somebody else is changing it"), where=str(file), hint=_("Try again."))
    with alone(file, busy, wait=10) as place:
        write_file(place, content)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for what is read on the way, gone when the block ends. Those of processes that were killed go too."""
    try:
        place = Path(gettempdir())
    except FileNotFoundError as error:  # so it is told where all of them are full, too
        raise DiskError(_("no temporary folder can be written to"), hint=_(FREE_TEMPORARY)) from error
    folder = place / f"filrouge-{token_hex(8)}"
    lock = FileLock(_lock_beside(folder), blocking=False)
    with writing(folder, OTHER_TEMPORARY):
        _sweep(place)
        lock.acquire()  # before the folder is there: one without a holder of its lock is nobody's any more
        folder.mkdir(0o700)
    try:
        yield folder
    finally:
        _end(folder, lock)


def _sweep(place: Path) -> None:
    for file in place.glob("filrouge-*.lock"):
        folder = file.with_suffix("")
        try:
            if not _SCRATCH.fullmatch(folder.name) or not folder.is_dir() or not _is_mine(folder):
                continue
            lock = FileLock(file, blocking=False)
            lock.acquire()
        except (OSError, Timeout):
            continue
        _end(folder, lock)


def _is_mine(folder: Path) -> bool:
    return not hasattr(os, "geteuid") or folder.lstat().st_uid == os.geteuid()


def _end(folder: Path, lock: FileLock) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if not folder.exists():  # else the next run tries again
        with suppress(OSError):
            Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _lock_beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")


def _restore(target: Path) -> None:
    if not target.exists() and previous(target).exists():
        previous(target).rename(target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _set_modes(folder: Path) -> None:
    """Modes as the user's umask has them: temporary folders and some libraries keep everybody else out."""
    umask = os.umask(0)
    os.umask(umask)
    folder.chmod(0o777 & ~umask)
    for path in folder.rglob("*"):
        path.chmod((0o777 if path.is_dir() else 0o666) & ~umask)


def _keep_mode(file: Path, new: Path) -> None:
    try:
        was = file.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root gives files away
            os.chown(new, was.st_uid, was.st_gid)
    new.chmod(was.st_mode & 0o7777)


def _sync(path: Path) -> None:
    """Have a file or folder on the disk before anything says that it is there."""
    if path.is_dir():
        if os.name == "posix":
            with suppress(OSError):  # some disks do not sync folders
                _sync_descriptor(os.open(path, os.O_RDONLY))
    else:
        _sync_descriptor(os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR))


def _sync_descriptor(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
