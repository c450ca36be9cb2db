"""One value that changes when what people noted changes what charts show."""

from filrouge.annotations import events, store
from filrouge.bundle import Bundle
from filrouge.i18n import N_

CHANGED = N_(
    "The events saved with this bundle have changed since the link was created, so charts may show different ones."
)


def revision(bundle: Bundle) -> str:
    """Eight hexadecimal digits; empty where nothing that charts show is noted.

    Raises
    ------
    FilrougeError : a file beside the bundle cannot be read.
    """
    return store.revision(bundle.path, events.FILE)


def changed_since(asked: str, bundle: Bundle) -> bool:
    """Whether a link with this revision, empty for none, may show something else now."""
    return asked != revision(bundle)
