"""The exports that Fil Rouge knows by name: each a `Profile` (tables) or a `Layout` (other files), declared
once, in the module of its kind of tool.
"""

from collections.abc import Sequence
from functools import cache

from filrouge.errors import InputError
from filrouge.ingest.profiles import (
    apis,
    chats,
    mails,
    meta,
    meta_copies,
    minet,
    monitoring,
    newswire,
    press,
    references,
    scrapers,
    social,
    telegram,
    videos,
    x,
)
from filrouge.ingest.profiles.layout import Layout
from filrouge.ingest.profiles.profile import Profile, best_of, plain_names

__all__ = ["Layout", "Profile", "header_of", "layouts", "named", "plain_names", "profile_of", "profiles"]


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them, by name."""
    modules = (
        apis,
        chats,
        meta,
        meta_copies,
        minet,
        monitoring,
        newswire,
        references,
        scrapers,
        social,
        telegram,
        videos,
        x,
    )
    return tuple(sorted((one for module in modules for one in module.PROFILES), key=lambda profile: profile.name))


@cache
def layouts() -> tuple[Layout, ...]:
    """All of them, in the order in which they are tried."""
    return (
        *telegram.LAYOUTS,
        *chats.LAYOUTS,
        *mails.LAYOUTS,
        *meta_copies.LAYOUTS,
        *press.LAYOUTS,
        *references.LAYOUTS,
        *newswire.LAYOUTS,
    )


def profile_of(names: Sequence[str]) -> Profile | None:
    """The profile that the columns of a record tell, if any."""
    return best_of(profiles(), names)


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """The names of columns of a table that begins with its first row, if an export is known for it; else none."""
    return next((profile.header for profile in profiles() if profile.has_row(cells)), ())


def named(name: str) -> Profile | Layout:
    """The profile or layout of a name.

    Raises
    ------
    InputError
        There is none.
    """
    known: dict[str, Profile | Layout] = {
        **{profile.name: profile for profile in profiles()},
        **{layout.name: layout for layout in layouts()},
    }
    if (export := known.get(name.casefold())) is not None:
        return export
    raise InputError(
        f"there is no kind of export called '{name}'",
        where="--as",
        hint=f"Those there are: {', '.join(sorted(known))}.",
    )
