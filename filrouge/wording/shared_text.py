"""Shared text in the reader's words: how a text came by it, after how long, and what was changed."""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

from filrouge.i18n import N_, _, in_series, number, plural
from filrouge.schema import COPY_KINDS

_KINDS: Final = dict(zip(COPY_KINDS, (N_("verbatim"), N_("reworded"), N_("translated")), strict=True))
_ALTERED: Final = {
    "number": N_("number changed: {before} → {after}"),
    "name": N_("name changed: {before} → {after}"),
    "negation": N_("a sentence says the opposite"),
}


def kind_text(kind: str) -> str:
    """One of `schema.COPY_KINDS`."""
    return _(_KINDS[kind])


def altered_text(altered: Iterable[Mapping[str, str]]) -> str:
    """The numbers, names and denials that changed; empty where none did."""
    changes = ((_ALTERED[one["kind"]], one) for one in altered)
    told = (_(text).format(before=one["before"], after=one["after"]) for text, one in changes)
    return in_series(list(dict.fromkeys(told)))


def lag_text(days: float) -> str:
    """How long after: in minutes, hours or days."""
    if math.isnan(days):
        return _("order cannot be told")
    minutes = round(days * 1440)
    if minutes < 60:
        return plural("{n} minute later", "{n} minutes later", minutes)
    if minutes < 48 * 60 and minutes % 1440:
        hours = round(minutes / 60)
        return plural("{n} hour later", "{n} hours later", hours)
    whole = round(days)
    return plural("{n} day later", "{n} days later", whole)


def why_empty(known: bool) -> str:
    """Why there is no shared text to show."""
    if known:
        return _("No two texts of this selection share text.")
    return _("This bundle does not say which texts share text. Build it again with this version to find out.")


def pair_text(row: Mapping[str, Any]) -> str:
    """A pair in a line: its kind, the lag, what was changed, and whether other earlier texts are as like."""
    lag = lag_text(row["days"] if row["told"] else float("nan"))
    alike = int(row.get("alike", 0))
    several = _("one of the {n} earlier texts it is most like").format(n=number(alike)) if alike > 1 else ""
    return " · ".join(part for part in (kind_text(row["kind"]), lag, altered_text(row["altered"]), several) if part)
