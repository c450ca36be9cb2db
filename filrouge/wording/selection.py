"""A selection in words."""

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
from filrouge.i18n import N_, _, day_text, number, quoted
from filrouge.schema import NO_SOURCE


def selection_text(selection: Selection, labels: dict[int, str], watched: Mapping[str, str] | None = None) -> str:
    """Describe a selection, e.g. "Documents in French, from Le Phare, published 1 May 2025 to 3 June 2025".

    `labels`: those of narratives, by number; `watched`: names of watched ones, by key.
    """
    parts: list[str] = []
    if selection.query.strip():
        parts.append(_("matching “{query}”").format(query=selection.query.strip()))
    if selection.narratives:
        names = [quoted(narrative_label(n, labels)) for n in selection.narratives]
        parts.append(_("talking about {narratives}").format(narratives=_listed(names)))
    if selection.watched:
        names = [quoted((watched or {}).get(key, key)) for key in selection.watched]
        parts.append(_("with a passage that says {watched}").format(watched=_listed(names)))
    if selection.sources:
        names = [s if s != NO_SOURCE else _("no known source") for s in selection.sources]
        parts.append(_("from {sources}").format(sources=_listed(names)))
    parts += _sources_text(selection) + _attributes_text(selection) + _said_text(selection)
    if selection.area:
        parts.append(_area_text(selection.area))
    if selection.languages:
        parts.append(_("in {languages}").format(languages=_listed([language_name(c) for c in selection.languages])))
    parts += _days_text(selection)
    clauses = [_("Documents {which}").format(which=", ".join(parts)) if parts else _("All documents")]
    return ", ".join(clauses + _besides(selection))


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


def _sources_text(selection: Selection) -> list[str]:
    parts = []
    if selection.source_kinds:
        names = [quoted(source_kind_name(kind)) for kind in selection.source_kinds]
        parts.append(_("from sources of kind {kinds}").format(kinds=_listed(names)))
    if selection.source_countries:
        names = [country_name(code) for code in selection.source_countries]
        parts.append(_("from sources of these countries: {countries}").format(countries=_listed(names)))
    texts = {
        "owner": N_("from sources of these owners: {names}"),
        "group": N_("from sources of these groups: {names}"),
        "reliability": N_("from sources of this reliability: {names}"),
    }
    for fact, text in texts.items():
        if values := selection.source_facts[fact]:
            parts.append(_(text).format(names=_listed([quoted(group_name(fact, value)) for value in values])))
    return parts


def _said_text(selection: Selection) -> list[str]:
    """What people said of the narratives and documents that are chosen."""
    parts = []
    if selection.statuses:
        names = [quoted(status_name(one)) for one in selection.statuses]
        parts.append(_("talking about narratives with the status {names}").format(names=_listed(names)))
    if selection.narrative_tags:
        names = [quoted(tag_name(one)) for one in selection.narrative_tags]
        parts.append(_("talking about narratives tagged {names}").format(names=_listed(names)))
    if selection.document_tags:
        names = [quoted(tag_name(one)) for one in selection.document_tags]
        parts.append(_("tagged {names}").format(names=_listed(names)))
    return parts


def _attributes_text(selection: Selection) -> list[str]:
    parts = []
    if selection.kinds:
        names = [quoted(kind_name(kind)) for kind in selection.kinds]
        parts.append(_("of kind {kinds}").format(kinds=_listed(names)))
    if selection.platforms:
        parts.append(_("on {platforms}").format(platforms=_listed(list(selection.platforms))))
    if selection.accounts:
        parts.append(_("posted by {accounts}").format(accounts=_listed(list(selection.accounts))))
    if selection.authors:
        parts.append(_("written by {authors}").format(authors=_listed(list(selection.authors))))
    return parts


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


def _listed(words: list[str]) -> str:
    if len(words) > 4:
        return _("{names} and {n} more").format(names=", ".join(words[:3]), n=number(len(words) - 3))
    if len(words) == 1:
        return words[0]
    return _("{names} or {last}").format(names=", ".join(words[:-1]), last=words[-1])
