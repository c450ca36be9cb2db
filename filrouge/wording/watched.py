"""Watched narratives in the reader's words: what they are called, and how sure it is that a passage says them."""

from collections.abc import Mapping
from typing import Any

from filrouge.annotations.watched import watched
from filrouge.bundle import Bundle
from filrouge.errors import EmbedderError
from filrouge.explore.watched import precision
from filrouge.i18n import _, in_series, ngettext, number, quoted, share


def watched_names(bundle: Bundle) -> dict[str, str]:
    """What each watched narrative is called, by its key."""
    return {key: one.name for key, one in watched(bundle).items()}


def precision_text(of: Mapping[str, Any]) -> str:
    """How many of the texts that count say it, with the interval: "86% (60% to 96%), 14 judged"; `of`: the fields of
    `explore.watched.Precision`.
    """
    if not of["all_judged"]:
        return _("not judged yet")
    if not of["judged"]:
        return _("none of the judged passages counts")
    text = _("{share} ({low} to {high}), {n} judged")
    return text.format(share=share(of["share"]), low=share(of["low"]), high=share(of["high"]), n=number(of["judged"]))


def error_text(of: Mapping[str, Any]) -> str:
    """The same in a sentence."""
    if not of["all_judged"]:
        return _("Nothing is judged yet: which passages count is a guess.")
    if not of["judged"]:
        return _("Of the passages that were judged, none says it; the limit lies above all of them.")
    text = ngettext(
        "About {share} of the texts counted say it (95% interval: {low} to {high}), judging by {n} passage.",
        "About {share} of the texts counted say it (95% interval: {low} to {high}), judging by {n} passages.",
        of["judged"],
    )
    return text.format(share=share(of["share"]), low=share(of["low"]), high=share(of["high"]), n=number(of["judged"]))


def watched_note(bundle: Bundle, keys: tuple[str, ...]) -> str:
    """What a caption says of the watched narratives that its documents are filtered by; nothing without one."""
    known = watched(bundle)
    try:
        parts = [
            _("{name}: {precision}").format(
                name=quoted(known[key].name), precision=precision_text(vars(precision(bundle, known[key])))
            )
            for key in keys
            if key in known
        ]
    except EmbedderError:
        return ""
    return _("precision of what is watched: {parts}").format(parts=in_series(parts)) if parts else ""
