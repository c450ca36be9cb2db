"""Files beside a bundle, in which what people add is kept: the bundle stays as it was built; a new build loses nothing.

`articles/` has `articles.events.csv`, `articles.report.json` and the like in the same folder.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from filrouge.errors import DiskError, FilrougeError
from filrouge.i18n import _
from filrouge.replacing import alone, write_file

_WAIT = 10.0  # seconds for another viewer's change


def beside(bundle: Path, what: str) -> Path:
    """The file that holds `what` (e.g. "events.csv") for the bundle at `bundle`."""
    bundle = bundle.resolve()
    return bundle.with_name(f"{bundle.name}.{what}")


def read(file: Path) -> str:
    """The text of a file beside a bundle; empty where there is none.

    Raises
    ------
    FilrougeError : it is there and cannot be read.
    """
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise FilrougeError(
            _("it cannot be read ({error})").format(error=error), where=str(file), hint=_("Correct or delete it.")
        ) from error


def revision(bundle: Path, *whats: str) -> str:
    """What changes when one of these files beside a bundle does: eight hexadecimal digits; empty where there is none.

    Raises
    ------
    FilrougeError : a file cannot be read.
    """
    texts = [read(beside(bundle, what)) for what in whats]
    return sha256("\0".join(texts).encode()).hexdigest()[:8] if any(texts) else ""


def change(file: Path, into: Callable[[str], str]) -> str:
    """Replace the text of a file beside a bundle by what `into` makes of it, whole or not at all; returns the new text.

    Two viewers may change it at once: the second one is given what the first one wrote.

    Raises
    ------
    DiskError : the folder cannot be written to, or somebody holds the file for more than ten seconds.
    """
    busy = DiskError(_("somebody else is changing it"), where=str(file), hint=_("Try again."))
    with alone(file, busy, wait=_WAIT) as place:
        text = into(read(place))
        write_file(place, text.encode())
        return text
