"""Room on the disk, and what the system refuses while something is written: said with the file and the remedy."""

import errno
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filrouge.errors import DiskError
from filrouge.i18n import N_, _, number

try:
    from resource import RLIM_INFINITY, RLIMIT_FSIZE, getrlimit
except ImportError:  # Windows has no such limits
    getrlimit = None  # type: ignore[assignment]

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_DENIED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_OF_SQLITE: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
_NOTHING_LEFT: Final = 64 * 1024  # bytes free on a disk that counts as full

ELSEWHERE: Final = N_("If you cannot, choose another folder.")
FREE_TEMPORARY: Final = N_("Free some space in one, or name another one in the environment variable TMPDIR.")
OTHER_TEMPORARY: Final = N_("If you cannot, name another temporary folder in the environment variable TMPDIR.")


def need_room(place: Path, n_bytes: int, elsewhere: str = ELSEWHERE) -> None:
    """Check that the disk of `place`, which need not exist yet, has room for so many bytes.

    Raises
    ------
    DiskError
    """
    folder = next(p for p in (place.absolute(), *place.absolute().parents) if p.is_dir())
    if (free := shutil.disk_usage(folder).free) < n_bytes:
        raise DiskError(
            _("the disk has {free} MB free, and about {needed} MB are needed").format(
                free=number(free / 1e6), needed=number(n_bytes / 1e6)
            ),
            where=str(place),
            hint=f"{_('Free some space on it.')} {_(elsewhere)}",
        )


@contextmanager
def writing(where: Path, elsewhere: str = ELSEWHERE) -> Iterator[None]:
    """Raise what the system refuses inside the `with` as a DiskError.

    Parameters
    ----------
    where : the file or folder that is written; named where the system does not say which file it refuses.
    elsewhere : the message that says what else one can do.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise disk_error(error, where, elsewhere) from error


def disk_error(error: OSError | sqlite3.Error, where: Path | None = None, elsewhere: str = ELSEWHERE) -> DiskError:
    """What the system refused, in words: the file, the reason and the remedy."""
    code, file = _errno(error, where), _named(error, where)
    if code in _FULL:
        what, hint = _("no space is left on the disk"), _("Free some space on it.")
    elif code == errno.EFBIG:
        what = _("the file would be larger than the system lets you write")
        hint = _("Raise the limit (ulimit -f).")
    elif code in _DENIED:
        reason = os.strerror(code)
        what, hint = _("access is denied ({reason})").format(reason=reason), _("Change the permissions.")
    else:
        reason = os.strerror(code) if code else str(error)
        what = _("it cannot be read or written ({reason})").format(reason=reason)
        return DiskError(what, where=file, hint=_("Check the path and the disk, then try again."))
    return DiskError(what, where=file, hint=f"{hint} {_(elsewhere)}")


def _errno(error: OSError | sqlite3.Error, where: Path | None) -> int | None:
    """The system's number of what went wrong; many libraries say it in their text only, or not at all."""
    if isinstance(error, OSError) and error.errno:
        return error.errno
    if isinstance(error, sqlite3.Error):
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if kind != sqlite3.SQLITE_IOERR:
            return _OF_SQLITE.get(kind)
    if code := re.search(r"\b(?:errno|os error) (\d+)", str(error), re.IGNORECASE):
        return int(code[1])
    if where is not None and _is_full(where):
        return errno.ENOSPC
    limited = getrlimit is not None and getrlimit(RLIMIT_FSIZE)[0] != RLIM_INFINITY
    return errno.EFBIG if limited else None


def _is_full(place: Path) -> bool:
    for folder in (place, *place.parents):
        with suppress(OSError):
            return shutil.disk_usage(folder).free < _NOTHING_LEFT
    return False


def _named(error: OSError | sqlite3.Error, where: Path | None) -> str | None:
    """The file that was refused, by the name that the user knows: what is written beside it has its own."""
    # Of two files the second one is written.
    named = next((n for a in ("filename2", "filename") if isinstance(n := getattr(error, a, None), str)), None)
    if named is None or where is None:
        return named or (str(where) if where else None)
    with suppress(ValueError):
        hidden, *rest = Path(named).relative_to(where.parent).parts
        if hidden.startswith(f".{where.name}."):
            return str(where.joinpath(*rest))
    return named
