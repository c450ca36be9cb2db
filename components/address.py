"""The address and the widgets of a page, read once a run into one View, and written back once.

Every field of a view has its value in the session, under its name, which is also the key of its widget where it has
one. Links hold stable keys, whatever the language of the interface, and only what the page has.
"""

from typing import Any

import streamlit as st

from components import language
from filrouge.annotations.revision import CHANGED, changed_since, revision
from filrouge.bundle import Bundle
from filrouge.charts import spec_of
from filrouge.explore.fields import Field
from filrouge.explore.link import check_digest, read_view
from filrouge.explore.view import DIGEST_LENGTH, View, fields, of_values
from filrouge.i18n import _

BUNDLE, DIGEST, REVISION = "bundle", "digest", "revision"
"""Fields of a link that say what it is of."""

ANOTHER_BUNDLE = "_another_bundle"
"""Set in the session for the one run in which the address still is of the bundle before."""

_OF = (BUNDLE, DIGEST, REVISION, language.FIELD)
_VIEW, _WRITTEN, _BARE = "_view", "_address_written", "_address_bare"


def read(page: str, bundle: Bundle) -> tuple[View, bool]:
    """The view to show, and whether a link asked for it: a new session, a link followed, a way back.

    Everything else was chosen by hand: then the session knows it, whatever the address says.

    Raises
    ------
    ViewError : names what the link asks for and is not there.
    """
    params = {name: st.query_params.get_all(name) for name in st.query_params if name not in _OF}
    before: View | None = st.session_state.get(_VIEW)
    view = chosen(page)
    st.session_state[_BARE] = before is not None and before.page == page and DIGEST not in st.query_params
    followed = before is None or (
        params != st.session_state.get(_WRITTEN) and view == before.having(page=page) and DIGEST in st.query_params
    )
    if followed:
        view = read_view(page, params, bundle, strict=False)
        if view.chart:
            spec_of(view)
        _put(view)
    st.session_state[_VIEW] = view
    for name, field in fields().items():  # a widget that was not drawn has forgotten its value
        if name not in st.session_state:
            st.session_state[name] = _held(field, view.get(name))
    return view, followed


def chosen(page: str) -> View:
    """The view that the session holds."""
    before: View = st.session_state.get(_VIEW) or View()
    values = {}
    for name, field in fields().items():
        value = st.session_state[name] if name in st.session_state else before.get(name)
        values[name] = tuple(value or ()) if field.many else value
    for name in ("query", "find"):
        values[name] = values[name] or ""
    return of_values(page, values)


def write(page: str, bundle: Bundle, name: str) -> None:
    """Have the address say what is shown.

    Navigation empties the address, and what is written then is one more step in the browser's history: on the way back
    over the empty one it stays empty, for the reader to get past it.
    """
    if st.session_state.get(_BARE) and chosen(page) == st.session_state.get(_VIEW):
        return
    params = chosen(page).params()
    wanted = {BUNDLE: [name], DIGEST: [bundle.digest[:DIGEST_LENGTH]], **params}
    if noted := revision(bundle):
        wanted[REVISION] = [noted]
    if code := language.chosen():
        wanted[language.FIELD] = [code]
    if {field: st.query_params.get_all(field) for field in st.query_params} != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = params


def stamp(bundle: Bundle, name: str) -> None:
    """Have an address that cannot be shown say what it is of, and keep what it asks for."""
    asked = {field: st.query_params.get_all(field) for field in st.query_params}
    st.query_params.from_dict({**asked, BUNDLE: [name], DIGEST: [bundle.digest[:DIGEST_LENGTH]]})


def choose(**values: Any) -> None:
    """Give some fields other values: in a callback, or before their widgets are drawn."""
    for name, value in values.items():
        st.session_state[name] = _held(fields()[name], value)


def keep() -> None:
    """Have every choice survive that its widget is about to call what it offers by other words: a browser sends back
    the words.
    """
    for name in fields():
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def forget(*, options: bool) -> None:
    """Put the filters back to their defaults: everything is selected again; with `options`, what pages show as well."""
    for name, field in fields().items():
        if field.attribute or options:
            st.session_state[name] = _held(field, field.default)


def _put(view: View) -> None:
    choose(**{name: view.get(name) for name in fields()})


def _held(field: Field, value: Any) -> Any:
    """A value as its widget has it."""
    return list(value) if field.many else value


def check_bundle(bundle: Bundle) -> None:
    """See to it that a link is of these data; says where what people noted has changed since it was made.

    Raises
    ------
    ChangedError
    """
    given = st.query_params.get(DIGEST)
    if given and not st.session_state.pop(ANOTHER_BUNDLE, False):
        check_digest(given, bundle)
        if _VIEW not in st.session_state and changed_since(st.query_params.get(REVISION, ""), bundle):
            st.toast(_(CHANGED), icon=":material/info:")
