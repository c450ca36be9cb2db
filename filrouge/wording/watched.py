"""Watched narratives in the reader's words: what they are called, and how sure it is that a passage says them."""

from math import isnan

from filrouge.annotations.watched import watched
from filrouge.bundle import Bundle
from filrouge.errors import EmbedderError
from filrouge.explore.watched import Precision, precision
from filrouge.i18n import _, in_series, ngettext, number, quoted, share


def watched_names(bundle: Bundle) -> dict[str, str]:
    """What each watched narrative is called, by its key."""
    return {key: one.name for key, one in watched(bundle).items()}


def precision_text(of: Precision) -> str:
    """How many of the texts that count without being judged say it, with the interval, and what was judged:
    "86% (60% to 96%) of 12 texts not judged; 38 judged: 8 yes, 30 no".
    """
    if not of.judged:
        return _("not judged yet")
    if not of.texts:
        text = _("no other text counts; {judged} judged: {yes} yes, {no} no")
    elif isnan(of.share):
        text = ngettext(
            "cannot be told of {n} text not judged; {judged} judged: {yes} yes, {no} no",
            "cannot be told of {n} texts not judged; {judged} judged: {yes} yes, {no} no",
            of.texts,
        )
    else:
        text = ngettext(
            "{share} ({low} to {high}) of {n} text not judged; {judged} judged: {yes} yes, {no} no",
            "{share} ({low} to {high}) of {n} texts not judged; {judged} judged: {yes} yes, {no} no",
            of.texts,
        )
    return text.format(**_values(of))


def error_text(of: Precision) -> str:
    """The same in sentences, and how many say it of the texts that do not count."""
    if not of.judged:
        return _("Nothing is judged yet: which passages count is a guess.")
    sentences = [
        ngettext(
            "{judged} passage judged: {yes} yes, {no} no.", "{judged} passages judged: {yes} yes, {no} no.", of.judged
        )
    ]
    if not of.texts:
        sentences.append(_("No text counts that was not judged."))
    elif isnan(of.share):
        sentences.append(
            ngettext(
                "Of {n} text counted but not judged, it cannot be told whether it says it: too few passages as near "
                "were judged.",
                "Of {n} texts counted but not judged, it cannot be told how many say it: too few passages as near were "
                "judged.",
                of.texts,
            )
        )
    else:
        sentences.append(
            ngettext(
                "Of {n} text counted but not judged, about {share} says it (95% interval: {low} to {high}).",
                "Of {n} texts counted but not judged, about {share} say it (95% interval: {low} to {high}).",
                of.texts,
            )
        )
    if not isnan(of.missed):
        sentences.append(
            ngettext(
                "Of {farther} text less near and not counted, about {missed} says it (95% interval: {missed_low} to "
                "{missed_high}).",
                "Of {farther} texts less near and not counted, about {missed} say it (95% interval: {missed_low} to "
                "{missed_high}).",
                of.farther,
            )
        )
    return " ".join(sentences).format(**_values(of))


def _values(of: Precision) -> dict[str, str]:
    shares = ("share", "low", "high", "missed", "missed_low", "missed_high")
    return {
        "judged": number(of.judged), "yes": number(of.says), "no": number(of.judged - of.says),
        "n": number(of.texts), "farther": number(of.farther),
        **{name: share(getattr(of, name)) for name in shares if not isnan(getattr(of, name))},
    }  # fmt: skip


def watched_note(bundle: Bundle, keys: tuple[str, ...]) -> str:
    """What a caption says of the watched narratives that its documents are filtered by; nothing without one."""
    known = watched(bundle)
    try:
        parts = [
            _("{name}: {precision}").format(
                name=quoted(known[key].name), precision=precision_text(precision(bundle, known[key]))
            )
            for key in keys
            if key in known
        ]
    except EmbedderError:
        return ""
    return _("precision of what is watched: {parts}").format(parts=in_series(parts)) if parts else ""
