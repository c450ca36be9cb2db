"""The frame around every page: page config, the open bundle, the sidebar, navigation, and errors shown once."""

from html import escape
from pathlib import Path

import streamlit as st

from components import bundles, failures, filters, language, page_style, screen
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from filrouge.explore.link import check_digest, read_view
from filrouge.explore.view import DIGEST_LENGTH, PAGES, View
from filrouge.i18n import _

ROOT = Path(__file__).resolve().parent.parent

ICONS = {
    "overview": ":material/dashboard:",
    "timeline": ":material/timeline:",
    "topic-map": ":material/scatter_plot:",
    "compare": ":material/compare_arrows:",
    "findings": ":material/fact_check:",
    "documents": ":material/article:",
    "report": ":material/assignment:",
}


def main() -> None:
    """One run of the app."""
    st.set_page_config(page_title="Fil Rouge", page_icon="🧵", layout="wide", initial_sidebar_state="auto")
    page_style.apply()
    language.speak()
    pages = {key: _page(key) for key in PAGES}
    current = st.navigation(list(pages.values()), position="top")
    key = next(k for k, page in pages.items() if page.url_path == current.url_path)
    try:
        name, bundle = bundles.choose(filters.clear_all)
        _check_digest(bundle)
        _check_link(key, bundle)
        of = _("Bundle {name}, digest {digest}").format(name=name, digest=bundle.digest[:DIGEST_LENGTH])
        st.sidebar.html(f'<p class="fr-meta">{escape(of)}</p>')
        selection, counts = filters.sidebar(bundle)
        language.switch()
        screen.put(screen.Screen(name, bundle, selection, counts))
        current.run()
    except FilrougeError as error:
        failures.show(error)


def _page(key: str) -> st.Page:
    name = key.replace("-", "_")
    default = key == "overview"
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=_(PAGES[key]),
        icon=ICONS[key],
        url_path="" if default else name,
        default=default,
    )


def _check_digest(bundle: Bundle) -> None:
    """See to it that a link is of these data, and that the address says which they are.

    Raises
    ------
    ChangedError
    """
    given = st.query_params.get("digest")
    if given and not st.session_state.get(bundles.CHANGED):
        check_digest(given, bundle)
    if given != bundle.digest[:DIGEST_LENGTH]:
        st.query_params["digest"] = bundle.digest[:DIGEST_LENGTH]


def _check_link(key: str, bundle: Bundle) -> None:
    """Check the link before any filter is made: a bound widget drops what it does not know without a word.

    At the first run of a session, fields are rewritten as the widgets write them, so that keys, numbers and
    language codes work in links too. What is typed into the sidebar is mended there.
    """
    screen.forget_cold_link()
    if st.session_state.pop(bundles.CHANGED, False):
        return
    params = {name: st.query_params.get_all(name) for name in st.query_params if name not in failures.OF}
    view = read_view(key, params, bundle, strict=False)
    if not st.session_state.get("_link_read"):
        st.session_state["_link_read"] = True
        screen.remember_cold_link(1)
        _rewrite(view, bundle, params)


def _rewrite(view: View, bundle: Bundle, params: dict[str, list[str]]) -> None:
    wanted = view.spoken_params(bundle)
    if {n: list(v) for n, v in params.items()} != wanted:
        for name in params:
            if name not in wanted:
                del st.query_params[name]
        for name, values in wanted.items():
            if params.get(name) != values:
                st.query_params[name] = values
        screen.remember_cold_link(2)
        st.rerun()


main()
