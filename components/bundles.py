"""The bundles this dashboard was started with, each opened once for all viewers."""

import logging
import os
from contextlib import suppress
from pathlib import Path

import streamlit as st

from filrouge.bundle import MANIFEST, Bundle, bundle_name
from filrouge.charts import overview_charts
from filrouge.errors import FilrougeError, ViewError
from filrouge.explore.view import View

VARIABLE = "FILROUGE_BUNDLES"
DEMO = Path(__file__).resolve().parent.parent / "data" / "sample" / "bundle"


def offered() -> dict[str, Path]:
    """The bundles on offer, by the name a link uses; the demo where none was named."""
    paths = [Path(p) for p in os.environ.get(VARIABLE, "").split(os.pathsep) if p] or [DEMO]
    names: dict[str, Path] = {}
    for path in paths:
        name = bundle_name(path)
        names[name if name not in names else f"{name} ({len(names) + 1})"] = path
    return names


def choose(clear: st.runtime.state.WidgetCallback) -> tuple[str, Bundle]:
    """Open the bundle the link names; show a chooser where there are several. `clear` runs when another is chosen.

    Raises
    ------
    BundleError, ViewError
    """
    names = offered()
    asked = st.query_params.get("bundle")
    if asked is not None and asked not in names:
        raise ViewError(
            f"the link is of a bundle named “{asked}”, and this dashboard has {', '.join(f'“{n}”' for n in names)}",
            where="bundle",
            mend="Start the dashboard with that bundle: filrouge serve BUNDLE.",
        )
    name = next(iter(names))
    if len(names) > 1:
        name = st.sidebar.selectbox("Bundle", list(names), key="bundle", bind="query-params", on_change=clear)
    return name, opened(names[name])


def opened(path: Path) -> Bundle:
    """Open a bundle, again only when its files have changed."""
    manifest = path / MANIFEST
    stamp = manifest.stat().st_mtime_ns if manifest.is_file() else 0
    return _open(str(path), stamp)


@st.cache_resource(show_spinner="Opening the bundle…", max_entries=16)
def _open(path: str, stamp: int) -> Bundle:  # noqa: ARG001  (part of the key)
    return Bundle.open(path)


def warm() -> None:
    """Open the first bundle and draw its overview once: imports and caches are then ready for the first viewer."""
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    with suppress(FilrougeError):  # the page says so, to somebody who can read it
        overview_charts(opened(next(iter(offered().values()))), View())
