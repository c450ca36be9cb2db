"""The report of a bundle, kept beside it: it survives a restart, and two viewers lose nothing of each other's."""

from collections.abc import Callable

from filrouge import beside
from filrouge.bundle import Bundle
from filrouge.report.model import Report, read_report

_FILE = "report.json"


def stored(bundle: Bundle) -> Report:
    """The report beside a bundle; an empty one where there is none yet.

    Raises
    ------
    FilrougeError : the file cannot be read, or is no report.
    """
    file = beside.beside(bundle.path, _FILE)
    return _read(beside.read(file), file.name)


def change(bundle: Bundle, into: Callable[[Report], Report]) -> Report:
    """Replace the report by what `into` makes of it as it is now, and return that.

    Raises
    ------
    FilrougeError : the file cannot be read or written, or is no report.
    """
    file = beside.beside(bundle.path, _FILE)
    return _read(beside.change(file, lambda text: into(_read(text, file.name)).to_json()), file.name)


def _read(text: str, name: str) -> Report:
    return read_report(text, where=name) if text.strip() else Report()
