"""The bundles this dashboard was started with, each opened once for all viewers."""

import gc
import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import streamlit as st

from components import address, language
from filrouge.annotations.overlay import seen
from filrouge.bundle import Bundle
from filrouge.bundle_store import bundle_name
from filrouge.charts import of_page
from filrouge.errors import FilrougeError, ViewError
from filrouge.explore.view import View
from filrouge.i18n import _, quoted

VARIABLE = "FILROUGE_BUNDLES"
"""Environment variable with a JSON list of paths."""
_NAME, _CHOOSER = "_bundle_name", "_bundle_chooser"

DEMO = Path(__file__).resolve().parent.parent / "data" / "sample" / "bundle"


def offered() -> dict[str, Path]:
    """The bundles on offer, by the name a link uses; the demo where none was named."""
    paths = [Path(path) for path in json.loads(os.environ.get(VARIABLE, "[]"))] or [DEMO]
    names: dict[str, Path] = {}
    for path in paths:
        name = bundle_name(path)
        names[name if name not in names else f"{name} ({len(names) + 1})"] = path
    return names


def choose(clear: Callable[[], None]) -> tuple[str, Bundle]:
    """Open the bundle that the link names; show a chooser where there are several. `clear` runs when another is chosen.

    The link always says which bundle it is of: another one may stand first tomorrow.

    Raises
    ------
    BundleError, ViewError
    """
    names = offered()
    name = st.query_params.get("bundle") or st.session_state.get(_NAME) or next(iter(names))
    if name not in names:
        raise ViewError(
            _("the link is to the bundle “{name}”, and this dashboard has {names}").format(
                name=name, names=", ".join(quoted(n) for n in names)
            ),
            where="bundle",
            hint=_("Start the dashboard with that bundle: filrouge serve BUNDLE."),
        )
    if len(names) > 1:
        st.session_state[_CHOOSER] = name

        def change() -> None:
            st.query_params["bundle"] = st.session_state[_NAME] = st.session_state[_CHOOSER]
            st.session_state[address.ANOTHER_BUNDLE] = True
            clear()

        st.sidebar.selectbox(_("Bundle"), list(names), key=_CHOOSER, on_change=change)
    st.session_state[_NAME] = name
    with st.spinner(_("Opening the bundle…")):
        bundle = opened(names[name])
    return name, bundle.speaking(language.of_names())


@st.cache_resource(show_spinner=False, max_entries=16, validate=Bundle.unchanged)
def opened(path: Path) -> Bundle:
    """Open a bundle, once for all viewers, and again only when it has been replaced."""
    return Bundle.open(path)


def warm() -> None:
    """Open the first bundle and draw its overview once: imports and caches are then ready for the first viewer.

    All that is there by then stays; looking through it for garbage again and again was a third of the work of a page.
    """
    with suppress(FilrougeError):  # the page says so, to somebody who can read it
        bundle = opened(next(iter(offered().values())))
        for spec in of_page("overview"):
            spec.make(seen(bundle), View())
    gc.collect()
    gc.freeze()
