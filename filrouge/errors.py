"""What can go wrong, said once: what happened, where, and how to mend it."""


class FilrougeError(Exception):
    """An error a user can act on. `str()` gives one readable paragraph.

    Parameters
    ----------
    what : what is wrong, as a sentence without the final stop.
    where : the file, row, option or URL field concerned.
    hint : what the user can do about it.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        parts = [f"{where}: {what}." if where else f"{what}."]
        if hint:
            parts.append(hint)
        super().__init__(" ".join(parts))


class InputError(FilrougeError):
    """An input file, column or option cannot be used."""


class EmbedderError(FilrougeError):
    """An embedder is unknown, missing, or does not fit the data."""


class BundleError(FilrougeError):
    """A bundle cannot be opened or saved."""


class BundleMissing(BundleError):
    """There is no bundle at the path."""


class BundleBroken(BundleError):
    """A file of the bundle is missing, damaged or not what the manifest says."""


class BundleTooNew(BundleError):
    """The bundle was written by a later version of Fil Rouge."""


class DiskError(FilrougeError):
    """The system refuses what is written: the disk is full, the folder may not be written to, …"""


class QueryError(FilrougeError):
    """A text query cannot be understood."""


class ViewError(FilrougeError):
    """A link or a set of options asks for what the bundle does not have."""


class ChangedError(ViewError):
    """A link is of data that the bundle no longer holds."""


class TraceError(FilrougeError):
    """A file does not say what it was made from."""


class ExportError(FilrougeError):
    """A figure or table cannot be written."""


class ChromeError(ExportError):
    """There is no Chrome to draw with, or it cannot be started: no figure can be drawn."""


class ReportError(FilrougeError):
    """A report cannot be read or made."""
