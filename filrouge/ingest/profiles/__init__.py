"""The exports that Fil Rouge knows by name: each a `Profile` (tables) or a `Layout` (other files), declared
once, in the module of its kind of tool.
"""

from collections.abc import Sequence
from functools import cache

from filrouge.errors import InputError
from filrouge.ingest.profiles import monitoring, newswire, press, references, social
from filrouge.ingest.profiles.layout import Layout
from filrouge.ingest.profiles.profile import Profile, best_of

__all__ = ["Layout", "Profile", "layouts", "named", "profile_of", "profiles"]


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them, by name."""
    known = (*monitoring.PROFILES, *newswire.PROFILES, *references.PROFILES, *social.PROFILES)
    return tuple(sorted(known, key=lambda profile: profile.name))


@cache
def layouts() -> tuple[Layout, ...]:
    """All of them, in the order in which they are tried."""
    return (*press.LAYOUTS, *references.LAYOUTS, *newswire.LAYOUTS)


def profile_of(names: Sequence[str]) -> Profile | None:
    """The profile that the columns of a record tell, if any."""
    return best_of(profiles(), names)


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
        mend=f"Those there are: {', '.join(sorted(known))}.",
    )
