"""A selection in words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from filrouge.explore.names import (
    country_name,
    group_name,
    kind_name,
    language_name,
    narrative_label,
    source_kind_name,
    status_name,
    tag_name,
)
from filrouge.explore.outline import Point
from filrouge.explore.selection import Selection
from filrouge.i18n import _, day_text, number, quoted
from filrouge.schema import NO_SOURCE


def selection_text(selection: Selection, labels: dict[int, str], watched: Mapping[str, str] | None = None) -> str:
    """Describe a selection, e.g. "Documents in French, from Le Phare, published 1 May 2025 to 3 June 2025".

    `labels`: those of narratives, by number; `watched`: names of watched ones, by key.
    """
    parts: list[str] = []
    if selection.query.strip():
        parts.append(_("matching “{query}”").format(query=selection.query.strip()))
    parts += _names_text(selection, labels, watched or {})
    if selection.area:
        parts.append(_area_text(selection.area))
    if selection.languages:
        parts.append(_("in {languages}").format(languages=_listed([language_name(c) for c in selection.languages])))
    parts += _days_text(selection)
    clauses = [_("Documents {which}").format(which=", ".join(parts)) if parts else _("All documents")]
    return ", ".join(clauses + _besides(selection))


def words_note(words: str) -> str:
    """That only what has some words is shown; empty where none are asked for."""
    return _("only those with the words “{words}”").format(words=" ".join(words.split())) if words.strip() else ""


def _besides(selection: Selection) -> list[str]:
    """What is said of a selection after which documents are in it."""
    clauses = [_("as found by the model")] if selection.as_found else []
    if not selection.undated:
        clauses.append(_("undated ones left out"))
    elif selection.date_from or selection.date_to:
        clauses.append(_("undated ones included"))
    if selection.copies == "verbatim":
        clauses.append(_("only verbatim copies counted as one text"))
    return clauses


def _names_text(selection: Selection, labels: dict[int, str], watched: Mapping[str, str]) -> list[str]:
    """A clause for each filter that names narratives, sources, or what is known or said of these and of documents."""
    sources = [source if source != NO_SOURCE else _("no known source") for source in selection.sources]
    clauses = (
        (_("talking about {narratives}"), [quoted(narrative_label(n, labels)) for n in selection.narratives]),
        (_("with a passage that says {watched}"), [quoted(watched.get(key, key)) for key in selection.watched]),
        (_("from {sources}"), sources),
        (_("from sources of kind {kinds}"), [quoted(source_kind_name(kind)) for kind in selection.source_kinds]),
        (_("from sources of these countries: {countries}"), [country_name(c) for c in selection.source_countries]),
        (_("from sources in these languages: {names}"), _groups_text(selection, "main_language")),
        (_("from sources of these owners: {names}"), _groups_text(selection, "owner")),
        (_("from sources of these groups: {names}"), _groups_text(selection, "group")),
        (_("from sources of this reliability: {names}"), _groups_text(selection, "reliability")),
        (_("from sources tagged {names}"), _tags_text(selection.source_tags)),
        (_("of kind {kinds}"), [quoted(kind_name(kind)) for kind in selection.kinds]),
        (_("on {platforms}"), selection.platforms),
        (_("posted by {accounts}"), selection.accounts),
        (_("written by {authors}"), selection.authors),
        (_("talking about narratives with the status {names}"), [quoted(status_name(s)) for s in selection.statuses]),
        (_("talking about narratives tagged {names}"), _tags_text(selection.narrative_tags)),
        (_("talking about narratives of themes tagged {names}"), _tags_text(selection.theme_tags)),
        (_("tagged {names}"), _tags_text(selection.document_tags)),
    )
    return [_filled(text, _listed(names)) for text, names in clauses if names]


def _tags_text(tags: Sequence[str]) -> list[str]:
    return [quoted(tag_name(tag)) for tag in tags]


def _groups_text(selection: Selection, fact: str) -> list[str]:
    return [quoted(group_name(fact, value)) for value in selection.source_facts[fact]]


def _filled(text: str, names: str) -> str:
    """A text with names in its only place, whatever that is called."""
    return text.format_map(defaultdict(lambda: names))


def _days_text(selection: Selection) -> list[str]:
    first, last = selection.date_from, selection.date_to
    if first and last:
        return [_("published {first} to {last}").format(first=day_text(first), last=day_text(last))]
    if first:
        return [_("published since {day}").format(day=day_text(first))]
    return [_("published until {day}").format(day=day_text(last))] if last else []


def _area_text(area: Sequence[Point]) -> str:
    (x0, x1), (y0, y1) = ((number(min(edges), 2), number(max(edges), 2)) for edges in zip(*area, strict=True))
    text = _("with a passage inside an outline on the topic map (x {x0} to {x1}, y {y0} to {y1})")
    return text.format(x0=x0, x1=x1, y0=y0, y1=y1)


def _listed(words: Sequence[str]) -> str:
    if len(words) > 4:
        return _("{names} and {n} more").format(names=", ".join(words[:3]), n=number(len(words) - 3))
    if len(words) == 1:
        return words[0]
    return _("{names} or {last}").format(names=", ".join(words[:-1]), last=words[-1])
