"""The frame around every page: page config, the open bundle, the sidebar, navigation, and errors shown once."""

import logging
from html import escape
from pathlib import Path

import streamlit as st

from components import bundles, filters, page_style, screen
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError, QueryError, ViewError
from filrouge.explore.view import PAGES, View, read_view

ROOT = Path(__file__).resolve().parent.parent

ICONS = {
    "overview": ":material/dashboard:",
    "timeline": ":material/timeline:",
    "topic-map": ":material/scatter_plot:",
    "compare": ":material/compare_arrows:",
    "findings": ":material/fact_check:",
    "documents": ":material/article:",
}


def main() -> None:
    """One run of the app."""
    st.set_page_config(page_title="Fil Rouge", page_icon="🧵", layout="wide", initial_sidebar_state="auto")
    page_style.apply()
    pages = {key: _page(key) for key in PAGES}
    current = st.navigation(list(pages.values()), position="top")
    key = next(k for k, page in pages.items() if page.url_path == current.url_path)
    try:
        name, bundle = bundles.choose(filters.clear_all)
        _check_link(key, bundle)
        st.sidebar.html(f'<p class="fr-meta">Bundle {escape(name)}, digest {bundle.digest[:12]}</p>')
        selection, counts = filters.sidebar(bundle)
        screen.put(screen.Screen(name, bundle, selection, counts))
        current.run()
    except FilrougeError as error:
        _show(error)


def _page(key: str) -> st.Page:
    name = key.replace("-", "_")
    default = key == "overview"
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=PAGES[key],
        icon=ICONS[key],
        url_path="" if default else name,
        default=default,
    )


def _check_link(key: str, bundle: Bundle) -> None:
    """Check the link before any filter is made: a bound widget drops what it does not know without a word.

    At the first run of a session, fields are rewritten as the widgets write them, so that keys, numbers and
    language codes work in links too. What is typed into the sidebar is mended there.
    """
    screen.forget_cold_link()
    if st.session_state.pop(bundles.CHANGED, False):
        return
    params = {name: st.query_params.get_all(name) for name in st.query_params if name != "bundle"}
    view = read_view(key, params, bundle, strict=False)
    if not st.session_state.get("_link_read"):
        st.session_state["_link_read"] = True
        screen.remember_cold_link(1)
        _rewrite(view, bundle, params)


def _rewrite(view: View, bundle: Bundle, params: dict[str, list[str]]) -> None:
    wanted = view.params(bundle)
    if {n: list(v) for n, v in params.items()} != wanted:
        for name in params:
            if name not in wanted:
                del st.query_params[name]
        for name, values in wanted.items():
            if params.get(name) != values:
                st.query_params[name] = values
        screen.remember_cold_link(2)
        st.rerun()


def _show(error: FilrougeError) -> None:
    """Say what is wrong, where, and how to mend it; nothing else is shown."""
    logging.getLogger("filrouge").info("shown to the user: %s", error)
    of_link = isinstance(error, ViewError)
    heads = {ViewError: "This link cannot be shown", QueryError: "The search cannot be understood"}
    st.error(heads.get(type(error), "This cannot be shown"), icon=":material/error:")
    where = f"{error.where}: " if error.where else ""
    st.text(f"{where}{error.what}.")
    if error.mend:
        st.text(error.mend)
    if of_link and st.query_params:
        st.button("Show everything instead", on_click=_forget_link, type="primary")


def _forget_link() -> None:
    filters.clear_all()
    for name in list(st.query_params):
        if name != "bundle" and name not in st.session_state:
            del st.query_params[name]


main()
