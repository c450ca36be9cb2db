"""Names of an archive's members: which are not read, and how they are written."""

import re
from typing import Final

_DESKTOP: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})
_CLIMBS: Final = re.compile(r"[A-Za-z]:|[\\/]|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)


def left_out(name: str) -> str | None:
    """Why a member is not read by its name: it leaves the archive, or is "hidden" and no text; None if it is read."""
    if _CLIMBS.match(name) or not name:
        return "its name climbs out of the archive"
    parts = re.split(r"[\\/]", name)
    if any(part.casefold() in _DESKTOP for part in parts) or parts[-1].startswith("._"):
        return "hidden"
    return "it is in a hidden folder" if any(part.startswith(".") and part != "." for part in parts[:-1]) else None


def member_name(name: str) -> str:
    """Write a member's name with slashes, as characters that any file can hold."""
    return name.replace("\\", "/").removeprefix("./").encode("utf-8", "replace").decode("utf-8")
