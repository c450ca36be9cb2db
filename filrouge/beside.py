"""What analysts add to a bundle, kept in files beside it: the bundle stays as it was built; a new build loses nothing.

`articles/` has `articles.events.csv`, `articles.report.json` and the like in the same folder.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from filelock import FileLock, Timeout

from filrouge.errors import FilrougeError
from filrouge.i18n import _

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
            _("it cannot be read ({error})").format(error=error), where=str(file), mend=_("Mend or delete it.")
        ) from error


def change(file: Path, into: Callable[[str], str]) -> str:
    """Replace the text of a file beside a bundle by what `into` makes of it, whole or not at all; returns the new text.

    Two viewers may change it at once: the second one is given what the first one wrote.

    Raises
    ------
    FilrougeError : the folder cannot be written to, or somebody holds the file for more than ten seconds.
    """
    try:
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=_WAIT):
            text = into(read(file))
            with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=file.parent, delete=False) as stream:
                stream.write(text)
            Path(stream.name).replace(file)
            return text
    except Timeout as error:
        raise FilrougeError(_("somebody else is changing it"), where=str(file), mend=_("Try again.")) from error
    except OSError as error:
        raise FilrougeError(
            _("it cannot be written ({error})").format(error=error.strerror),
            where=str(file),
            mend=_("Give the server the right to write in the folder of the bundle."),
        ) from error
