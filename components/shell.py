"""The frame around every page: page config, the open bundle, the sidebar, navigation, and errors shown once."""

from html import escape
from pathlib import Path

import streamlit as st

from components import (
    address,
    author,
    browser,
    bundles,
    changing,
    failures,
    filters,
    language,
    narrative_door,
    page_style,
    screen,
    similar,
    still_chosen,
    watched,
)
from filrouge.annotations import log
from filrouge.annotations.overlay import seen
from filrouge.bundle import Bundle
from filrouge.errors import ChangedError, FilrougeError, QueryError
from filrouge.explore.view import DIGEST_LENGTH, PAGES, WITHOUT_CHARTS, url_path
from filrouge.i18n import _

ROOT = Path(__file__).resolve().parent.parent

ICONS = {
    "overview": ":material/dashboard:",
    "narrative": ":material/auto_stories:",
    "timeline": ":material/timeline:",
    "topic-map": ":material/scatter_plot:",
    "compare": ":material/compare_arrows:",
    "findings": ":material/fact_check:",
    "claims": ":material/format_quote:",
    "spread": ":material/share:",
    "documents": ":material/article:",
    "sources": ":material/newspaper:",
    "history": ":material/history:",
    "report": ":material/assignment:",
}


def main() -> None:
    """One run of the app."""
    st.set_page_config(page_title="Fil Rouge", page_icon="🧵", layout="wide", initial_sidebar_state="auto")
    page_style.apply()
    browser.apply()
    language.speak()
    changing.say_done()
    pages = {key: _page(key) for key in PAGES}
    current = st.navigation(list(pages.values()), position="top")
    key = next(k for k, page in pages.items() if page.url_path == current.url_path)
    if asked := narrative_door.going():
        st.switch_page(pages[asked])
    try:
        name, bundle = bundles.choose(filters.clear_all)
    except FilrougeError as error:
        failures.show(error)
        return
    try:
        address.check_bundle(bundle, name)
        bundle = _as_people_see(bundle)
        view, followed = address.read(key, bundle)
        bundle = seen(bundle, as_found=view.selection.as_found)
        of = _("Bundle {name}, digest {digest}").format(name=name, digest=bundle.digest[:DIGEST_LENGTH])
        st.sidebar.html(f'<p class="fr-meta">{escape(of)}</p>')
        counts = filters.sidebar(bundle, view)
        language.switch(address.keep)
        author.remember()
        screen.put(screen.Screen(name, bundle, view, counts, followed))
        address.write(bundle, name)
        watched.dialog(screen.get())  # before the page, which may take a while
        if key not in WITHOUT_CHARTS:
            similar.card(screen.get())
        still_chosen.offer(screen.get())
        current.run()
        address.write(bundle, name)
        address.drawn()
    except ChangedError as error:
        failures.show(error)
    except QueryError as error:  # what was typed is mended where it stands
        address.write(bundle, name)
        failures.show(error)
    except FilrougeError as error:
        address.stamp(bundle, name)
        address.forget_view()
        failures.show(error)


def _as_people_see(bundle: Bundle) -> Bundle:
    """A bundle as people changed it; that all they said of it is being read is shown where it takes a while."""
    if log.was_read(bundle):
        return seen(bundle)
    with st.spinner(_("Reading the changes made by hand…"), show_time=True):
        return seen(bundle)


def _page(key: str) -> st.Page:
    file, path = ROOT / "pages" / f"{key.replace('-', '_')}.py", url_path(key)
    return st.Page(file, title=_(PAGES[key]), icon=ICONS[key], url_path=path, default=not path)


main()
