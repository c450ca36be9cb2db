"""Widgets of the fields of a view, each declared once in `explore`: their keys are the fields' names."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any, cast

import streamlit as st

from components import address
from components.screen import Screen
from components.several import several as choose_several
from filrouge.bundle import Bundle
from filrouge.errors import ViewError
from filrouge.explore.codecs import Attribute, Language, Narrative, Source, SourceFact, WatchedKey
from filrouge.explore.fields import Choice, Count, Day, Field, Text, Truth, date_bounds
from filrouge.explore.names import (
    kind_name,
    language_name,
    narrative_label,
    source_name,
)
from filrouge.explore.sides import FACT_OF
from filrouge.explore.source_facts import FACTS, fact_values
from filrouge.explore.tags import SaidValue
from filrouge.explore.view import fields
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from filrouge.wording.watched import watched_names


def choice(name: str, *, without: Collection[str] = ()) -> str:
    """One of a few options, those left out that the bundle gives nothing for; returns its key."""
    field = fields()[name]
    options = cast("Choice", field.codec).options
    key = address.key(name)
    shown = {one: text for one, text in options.items() if one not in without or one == st.session_state.get(key)}
    chosen = st.segmented_control(
        _(field.label), list(shown), format_func=lambda one: _(shown[one]), key=key, required=True
    )
    return str(field.default if chosen is None else chosen)


def listed(name: str) -> None:
    """One of a few options in a list that opens, where there is little room."""
    field = fields()[name]
    shown = cast("Choice", field.codec).options
    st.selectbox(_(field.label), list(shown), format_func=lambda one: _(shown[one]), key=address.key(name))


def several(bundle: Bundle, name: str, *, label: str = "", placeholder: str = "", most: int | None = None) -> None:
    """Any of the sources, languages or narratives of the bundle."""
    field = fields()[name]
    offered, shown = _offered(bundle, field)
    choose_several(
        label or _(field.label),
        offered,
        key=address.key(name),
        max_selections=most,
        placeholder=placeholder,
        format_func=shown,
    )


def several_attributes(bundle: Bundle, name: str) -> None:
    """Any of the values that documents or sources have of one attribute; nothing is drawn where none has any."""
    if _offered(bundle, fields()[name])[0]:
        several(bundle, name, placeholder=_("All"))


def unknown_facts(bundle: Bundle) -> set[str]:
    """Options that group or set beside one another what is known of no source of a bundle."""
    unknown = {fact for fact in FACTS if not fact_values(bundle, fact)}
    return unknown | {sides for sides, fact in FACT_OF.items() if fact in unknown}


def sources_by(shown: Screen) -> None:
    """Whether charts show sources, or groups by what is known of them; nothing is drawn where nothing is."""
    if any(fact_values(shown.bundle, fact) for fact in FACTS):
        of_chart(shown, ("sources_by",))


def one(name: str, offered: Sequence[Any], shown: Callable[[Any], str], *, label: str, placeholder: str) -> Any:
    """One of those offered, or None until one is chosen."""
    return st.selectbox(label, offered, index=None, key=address.key(name), format_func=shown, placeholder=placeholder)


def day(manifest: dict[str, Any], name: str, *, help_: str = "") -> None:
    """A day near the dates of the bundle, or none."""
    earliest, latest = date_bounds(manifest["dates"])
    st.date_input(
        _(fields()[name].label),
        value=None,
        min_value=earliest,
        max_value=latest,
        format="YYYY-MM-DD",
        key=address.key(name),
        help=help_ or None,
    )


def of_chart(shown: Screen, names: Sequence[str]) -> None:
    """The widgets of some options in a row, each by what its field is."""
    with st.container(horizontal=True, gap="medium"):
        for name in names:
            _widget(shown, fields()[name])


def _widget(shown: Screen, field: Field) -> None:
    codec = field.codec
    if isinstance(codec, Choice):
        choice(field.name, without=unknown_facts(shown.bundle))
    elif field.many:
        several(shown.bundle, field.name)
    elif isinstance(codec, Source | Language | Narrative):
        offered, named = _offered(shown.bundle, field)
        forget_unless(shown, field.name, offered, named)
        one(field.name, offered, named, label=_(field.label), placeholder=_("None chosen"))
    elif isinstance(codec, Truth):
        st.toggle(_(field.label), key=address.key(field.name))
    elif isinstance(codec, Day):
        day(shown.bundle.manifest, field.name)
    elif isinstance(codec, Count):
        st.number_input(_(field.label), 1, key=address.key(field.name), width=160)
    elif isinstance(codec, Text):
        st.text_input(_(field.label), key=address.key(field.name))


def _offered(bundle: Bundle, field: Field) -> tuple[list[Any], Callable[[Any], str]]:
    """What a field may hold, and how each of it is shown."""
    if isinstance(field.codec, Source):
        sources = bundle.sources["source"].tolist()
        return sources + [NO_SOURCE] * bool(bundle.manifest["counts"]["without_source"]), source_name
    if isinstance(field.codec, Language):
        return list(bundle.manifest["languages"]), language_name
    if isinstance(field.codec, WatchedKey):
        names = watched_names(bundle)
        return list(names), lambda key: names.get(key, key)
    if isinstance(field.codec, Attribute):
        return bundle.attributes[field.codec.column], kind_name if field.codec.column == "kind" else str
    if isinstance(field.codec, SourceFact | SaidValue):
        return field.codec.offered(bundle), field.codec.named
    return [*bundle.labels, NO_NARRATIVE], partial(narrative_label, labels=bundle.labels)


def forget_unless(shown: Screen, name: str, offered: Sequence[Any], named: Callable[[Any], str]) -> None:
    """Forget a choice that the selection no longer offers, before its widget is made.

    Raises
    ------
    ViewError : it was a link that asked for it.
    """
    value = st.session_state.get(name)
    if value is None or value in offered:
        return
    if shown.followed:
        raise nothing_at(name, named(value))
    address.correct(**{name: None})


def nothing_at(name: str, asked: str) -> ViewError:
    """What is said of a link whose field asks for what the selection does not have."""
    return ViewError(
        _("“{asked}” is not in this view").format(asked=asked),
        where=name,
        hint=_("The link was not applied."),
    )
