"""The dashboard as an ASGI app: `filrouge serve` runs it, and so does `streamlit run app.py` or any ASGI server."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

# Two warnings that are none: opening a bundle before the first viewer comes, and putting a filter back in a callback.
for name in ("runtime.scriptrunner_utils.script_run_context", "elements.lib.policies"):
    logging.getLogger(f"streamlit.{name}").setLevel(logging.ERROR)

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # pages import `components`, which travels beside this file
    sys.path.insert(0, str(ROOT))

if config._main_script_path is None:  # as `streamlit run` does: other servers read .streamlit/config.toml too
    config._main_script_path = str(ROOT / "app.py")

from components import doors, failures  # noqa: E402  (they travel beside this file)

failures.keep_log()


@asynccontextmanager
async def _warm(_: st.App) -> AsyncIterator[None]:
    """Import, open and draw once before the first viewer comes, so that nobody waits for it."""
    from components import bundles

    try:
        await anyio.to_thread.run_sync(bundles.warm)
    except Exception as error:  # the page says so, to somebody who can read it
        failures.noted(error)
    yield


app = st.App(
    ROOT / "components" / "shell.py",
    lifespan=_warm,
    routes=doors.other_names(),
    middleware=[Middleware(doors.SecurityHeaders), Middleware(doors.Doors), Middleware(failures.Downloads)],
    on_script_error=failures.uncaught,
    exception_handlers={Exception: failures.answer},
)
