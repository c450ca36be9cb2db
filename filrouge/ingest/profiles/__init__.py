"""The exports that Fil Rouge knows by name: each a `Profile`, declared once, in the module of its kind of tool."""

from collections.abc import Sequence
from functools import cache

from filrouge.errors import InputError
from filrouge.ingest.profiles import monitoring, references, social
from filrouge.ingest.profiles.profile import Profile, best_of

__all__ = ["Profile", "named", "profile_of", "profiles"]


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them, by name."""
    return tuple(
        sorted((*monitoring.PROFILES, *references.PROFILES, *social.PROFILES), key=lambda profile: profile.name)
    )


def profile_of(names: Sequence[str]) -> Profile | None:
    """The profile that the columns of a record tell, if any."""
    return best_of(profiles(), names)


def named(name: str) -> Profile:
    """The profile of a name.

    Raises
    ------
    InputError
        There is none.
    """
    for profile in profiles():
        if profile.name == name.casefold():
            return profile
    raise InputError(
        f"there is no kind of export called '{name}'",
        where="--as",
        mend=f"Those there are: {', '.join(profile.name for profile in profiles())}.",
    )
