"""One value that changes when what people noted changes what charts show."""

from hashlib import sha256

from filrouge.annotations import events, log, store
from filrouge.bundle import Bundle
from filrouge.i18n import N_

CHANGED = N_(
    "People have changed something of this bundle since the link was created, such as a name or an event, so charts "
    "may show something else."
)


def revision(bundle: Bundle) -> str:
    """Eight hexadecimal digits; empty where nothing that charts show is noted.

    Raises
    ------
    FilrougeError : a file beside the bundle cannot be read.
    """
    noted, said = store.revision(bundle.path, events.FILE), log.current(bundle).revision
    return sha256(f"{noted} {said}".encode()).hexdigest()[:8] if said else noted


def changed_since(asked: str, bundle: Bundle) -> bool:
    """Whether a link with this revision, empty for none, may show something else now."""
    return asked != revision(bundle)
