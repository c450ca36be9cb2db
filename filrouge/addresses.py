"""Where a dashboard may be asked for: the names it answers to, and the pages that may speak to it.

A page of a stranger can point a name of its own at this machine and then read the dashboard as if it were a part of
itself (DNS rebinding); a page on another port of this machine can open a WebSocket to it. Browsers say in every request
which name was asked for (Host) and whose page asks (Origin): both are checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from filrouge.errors import InputError

VARIABLE: Final = "FILROUGE_PUBLIC_ADDRESS"
"""Environment variable with the addresses of `--public-address`, between blanks."""

_THIS_MACHINE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERY_ADDRESS: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  (only compared)
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Trusted:
    """The names and the origins that are let in.

    `hosts` are names without a port. Of a page, an origin is scheme, name and port; the dashboard's own are let in
    without being listed in `origins`. With `every_ip` any IP address is a name: it cannot be pointed elsewhere.
    """

    hosts: frozenset[str]
    origins: frozenset[tuple[str, str, int]]
    every_ip: bool

    def knows(self, host: str) -> bool:
        """Whether the dashboard answers to a Host header."""
        name = _name(_split(f"//{host}"))
        return name in self.hosts or (self.every_ip and _is_ip(name))

    def lets_in(self, origin: str, host: str) -> bool:
        """Whether a page with this Origin may speak to the dashboard that was asked for as `host`."""
        page = _split(origin)
        if page is None or page.scheme not in _PORTS:
            return False
        asking, own = _origin(page, page.scheme), _origin(_split(f"//{host}"), page.scheme)
        return asking is not None and (asking == own or asking in self.origins)


def trusted(listening: str, public: Iterable[str] = ()) -> Trusted:
    """What is let in by a dashboard that listens on an address and is known to others under public ones.

    Raises
    ------
    InputError : a public address is none.
    """
    hosts, origins = set(_THIS_MACHINE), set()
    if listening not in _EVERY_ADDRESS:
        hosts.add(listening.strip("[]").lower())
    for address in public:
        page = _split(address if "://" in address else f"//{address}")
        name = _name(page)
        if page is None or not name or page.scheme not in {"", *_PORTS} or page.username is not None:
            raise InputError(
                f"“{address}” is no address of a web page",
                where="--public-address",
                hint="Write it as browsers show it, such as https://desk.example.",
            )
        hosts.add(name)
        origins |= {_origin(page, scheme) for scheme in ([page.scheme] if page.scheme else _PORTS)}
    return Trusted(frozenset(hosts), frozenset(o for o in origins if o), listening in _EVERY_ADDRESS)


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # says whether it is a number
    except ValueError:
        return None
    return parts


def _name(parts: SplitResult | None) -> str:
    if parts is None or parts.username is not None:
        return ""
    return (parts.hostname or "").rstrip(".")


def _origin(parts: SplitResult | None, scheme: str) -> tuple[str, str, int] | None:
    if parts is None or not _name(parts) or scheme not in _PORTS:
        return None
    return scheme, _name(parts), parts.port or _PORTS[scheme]


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
