"""The address and the widgets of a page, read once a run into one View, and written back once.

Every field of a view has its value in the session, under its name, which is also the key of its widget where it has
one. Links hold stable keys, whatever the language of the interface, and only what the page has.
"""

from typing import Any

import streamlit as st

from components import language
from filrouge.annotations.revision import CHANGED, changed_since, revision
from filrouge.bundle import Bundle
from filrouge.charts import of_page, spec_of
from filrouge.explore.codecs import Query
from filrouge.explore.fields import Choice, Field, Text
from filrouge.explore.link import check_digest, fitted, read_view
from filrouge.explore.view import DIGEST_LENGTH, View, fields, of_values
from filrouge.i18n import _

BUNDLE, DIGEST, REVISION = "bundle", "digest", "revision"
"""Fields of a link that say what it is of."""

ANOTHER_BUNDLE = "_another_bundle"
"""Set in the session for the one run in which the address still is of the bundle before."""

_OF = (BUNDLE, DIGEST, REVISION, language.FIELD)
_VIEW, _WRITTEN, _BARE, _SHOWN = "_view", "_address_written", "_address_bare", "_changes_shown"
_OF_BUNDLE, _SEEN = "_bundle_of_view", "_digest_of_view"
_DRAWN, _DRAWING, _BY_HAND = "_widgets_drawn", "_widgets_drawing", "_chosen_by_hand"


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
    if view.chart not in {spec.name for spec in of_page(page)}:
        view = view.having(chart="")
    same = before is not None and view == before.having(page=page, chart=view.chart)
    by_hand = st.session_state.pop(_BY_HAND, False) or not same
    bare = before is not None and before.page == page and DIGEST not in st.query_params
    st.session_state[_BARE] = bare and not by_hand
    followed = before is None or (
        params != st.session_state.get(_WRITTEN) and not by_hand and DIGEST in st.query_params
    )
    if followed:
        view = read_view(page, params, bundle, strict=False)
        if view.chart:
            spec_of(view)
    elif (shown := _shown(bundle, view)) != st.session_state.get(_SHOWN, shown):
        view = fitted(view, bundle)
    st.session_state[_SHOWN] = _shown(bundle, view)
    st.session_state[_VIEW], st.session_state[_DRAWING] = view, set()
    for name, field in fields().items():
        held = _held(field, view.get(name))
        # A widget that was not drawn has forgotten its value, or remembers an older one; one that is drawn again is
        # shown with nothing chosen unless it is told. Only what is being typed must not be put back.
        typed = isinstance(field.codec, Text | Query) and name in st.session_state.get(_DRAWN, ())
        if not typed or st.session_state.get(name) != held:
            st.session_state[name] = held
    return view, followed


def _shown(bundle: Bundle, view: View) -> tuple[str, bool]:
    """What decides which keys there are: what people have changed, and whether that is shown."""
    return "" if bundle.changes is None else bundle.changes.revision, view.selection.as_found


def key(name: str) -> str:
    """The key of the widget of a field: its value is the reader's from now on."""
    st.session_state[_DRAWING].add(name)
    return name


def drawn() -> None:
    """Called by the shell when a page is done: the widgets on it are those that it has drawn."""
    st.session_state[_DRAWN] = st.session_state[_DRAWING]


def _drawn() -> set[str]:
    """Fields whose widgets are on the page; those of a run that was broken off are there as well."""
    return {*st.session_state.get(_DRAWN, ()), *st.session_state.get(_DRAWING, ())}


def chosen(page: str) -> View:
    """The view that the session holds: that of the run before, with what the widgets on the page say now."""
    before: View = st.session_state.get(_VIEW) or View()
    values = {name: before.get(name) for name in fields()}
    for name in _drawn():
        field, held = fields()[name], st.session_state.get(name)
        if held is None and (name not in st.session_state or isinstance(field.codec, Choice)):
            continue  # a row of buttons always has one that is pressed: nothing was chosen yet
        values[name] = tuple(held or ()) if field.many else field.default if held is None else held
    return of_values(page, values)


def write(bundle: Bundle, name: str) -> None:
    """Have the address say what is shown.

    Navigation empties the address, and what is written then is one more step in the browser's history: on the way back
    over the empty one it stays empty, for the reader to get past it.
    """
    view = st.session_state[_VIEW]
    if st.session_state.get(_BARE):
        return
    params = view.params()
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
    """Give some fields other values, in a callback: by hand, whatever the address says."""
    correct(**values)
    st.session_state[_BY_HAND] = True


def correct(**values: Any) -> None:
    """Give some fields other values before their widgets are drawn, where those they have are not there any more."""
    view = chosen((st.session_state.get(_VIEW) or View()).page)
    given = {name: view.get(name) for name in fields()}
    st.session_state[_VIEW] = of_values(view.page, {**given, **values})
    for name, value in values.items():
        st.session_state[name] = _held(fields()[name], value)


def keep() -> None:
    """Have every choice survive that its widget is about to call what it offers by other words: a browser sends back
    the words.
    """
    for name in _drawn():
        if name in st.session_state:
            st.session_state[name] = st.session_state[name]


def forget(*, options: bool) -> None:
    """Put the filters back to their defaults: everything is selected again; with `options`, what pages show as well."""
    choose(**{name: field.default for name, field in fields().items() if field.attribute or options})


def _held(field: Field, value: Any) -> Any:
    """A value as its widget has it."""
    return list(value) if field.many else value


def forget_view() -> None:
    """Have the address read as if it were opened anew."""
    for name in (_VIEW, _DRAWN, _DRAWING, _SEEN):
        st.session_state.pop(name, None)


def check_bundle(bundle: Bundle, name: str) -> None:
    """See to it that a link is of these data; says where what people noted has changed since it was made.

    Raises
    ------
    ChangedError
    """
    given = st.query_params.get(DIGEST)
    another = st.session_state.pop(ANOTHER_BUNDLE, False)
    if not another and st.session_state.get(_OF_BUNDLE, name) != name:
        forget_view()  # a link to another bundle: what was chosen of this one means nothing there
    seen = st.session_state.get(_SEEN) if st.session_state.get(_OF_BUNDLE) == name else None
    if not another and (asked := given or seen):
        check_digest(asked, bundle)
        if _VIEW not in st.session_state and changed_since(st.query_params.get(REVISION, ""), bundle):
            st.toast(_(CHANGED), icon=":material/info:")
    st.session_state[_OF_BUNDLE], st.session_state[_SEEN] = name, bundle.digest
