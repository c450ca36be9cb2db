"""The dashboard as an ASGI app: `filrouge serve` runs it, and so does `streamlit run app.py` or any ASGI server."""

import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Two warnings that are none: opening a bundle before the first viewer comes, and putting a filter back in a callback.
for name in ("runtime.scriptrunner_utils.script_run_context", "elements.lib.policies"):
    logging.getLogger(f"streamlit.{name}").setLevel(logging.ERROR)

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # pages import `components`, which travels beside this file
    sys.path.insert(0, str(ROOT))

# The page may load nothing from elsewhere: texts are hostile, and what an analyst reads is nobody's business.
# Streamlit's own front end needs inline styles, blob workers and, for its components, inline modules.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "connect-src 'self' ws: wss: data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds the headers above to every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the response."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, dressed if scope["type"] == "http" else send)


@asynccontextmanager
async def _warm(_: st.App) -> AsyncIterator[None]:
    """Import, open and draw once before the first viewer comes, so that nobody waits for it."""
    from components import bundles

    await anyio.to_thread.run_sync(bundles.warm)
    yield


app = st.App(ROOT / "components" / "shell.py", lifespan=_warm, middleware=[Middleware(SecurityHeaders)])
