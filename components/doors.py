"""Who may come in, and what for: checked before Streamlit sees a request."""

import logging
import os
from typing import Final

from google.protobuf.message import DecodeError
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from filrouge import addresses
from filrouge.explore.view import PAGES, url_path
from filrouge.i18n import _, speaking

# The page may load nothing from elsewhere: texts are hostile, and what an analyst reads is nobody's business.
# Streamlit's own front end needs inline styles, blob workers and, for its components, inline modules.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

_OPEN: Final = frozenset({"health", "host-config", "stream", "upload_file", "bidi-components"})
"""Of what Streamlit offers under `_stcore`, what a page needs: no metrics, no interface for programs."""

_ASKED: Final = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_DONE: Final = frozenset({"deferred_file", "dataframe_chunk"})
"""What a page may ask over the WebSocket. What concerns all viewers, such as clearing the caches, is not among it."""

_log = logging.getLogger("filrouge")


def other_names() -> list[Route]:
    """Names of pages that one may type, and of which Streamlit has no page: each leads to the page it is of."""

    def way(key: str, path: str) -> Route:
        async def lead(request: Request) -> RedirectResponse:
            asked = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"./{path}{asked}")  # beside it, wherever a proxy has put the dashboard

        return Route(f"/{key}", lead)

    paths = {key: url_path(key) for key in PAGES}
    return [way(key, path) for key, path in paths.items() if path != key]


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


class Doors:
    """Lets in what asks for this dashboard by one of its names, from a page of its own, for what a page needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.trusted = addresses.trusted(
            config.get_option("server.address") or "", os.environ.get(addresses.VARIABLE, "").split()
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may come in; say why to what may not."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self.trusted.knows(host):
            why = _Refusal(403, "the dashboard was asked for as %r, which is no name of it", host)
        elif origin is not None and not self.trusted.lets_in(origin, host):
            why = _Refusal(403, "a page of %r asked for the dashboard", origin)
        elif not _is_open(scope["path"]):
            why = _Refusal(404, "%r is closed", scope["path"])
        else:
            if origin is not None:
                # A proxy may ask under a name of its own. Streamlit compares the two once more, and where they differ
                # asks a server on the internet for the address of this machine.
                scope = {**scope, "headers": _with_host(scope["headers"], origin)}
            await self.app(scope, receive if scope["type"] == "http" else _asking(receive), send)
            return
        await why.answer(scope, receive, send, headers)


class _Refusal:
    """An answer to what may not come in."""

    def __init__(self, status: int, why: str, what: str) -> None:
        self.status, self.why, self.what = status, why, what

    async def answer(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        _log.warning(f"refused: {self.why}", self.what[:200])
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        with speaking(headers.get("accept-language", "")[:2].lower()):
            message = (
                _("There is nothing here.")
                if self.status == 404
                else _(
                    "This dashboard does not accept requests for this address, or from the page that made this one. If "
                    "you run it, start it with --public-address and the address shown in your browser."
                )
            )
        await PlainTextResponse(message, self.status)(scope, receive, send)


def _is_open(path: str) -> bool:
    _before, found, after = path.partition("/_stcore/")
    return not found or after.split("/")[0] in _OPEN


def _with_host(headers: list[tuple[bytes, bytes]], origin: str) -> list[tuple[bytes, bytes]]:
    name = origin.partition("://")[2].encode("latin-1")
    return [(key, name if key.lower() == b"host" else value) for key, value in headers]


def _asking(receive: Receive) -> Receive:
    """Only what a page may ask, of what comes over a WebSocket."""

    async def asked() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or _may_ask(message.get("bytes")):
                return message

    return asked


def _may_ask(raw: bytes | None) -> bool:
    if raw is None:
        return True  # a text, at which Streamlit closes the connection
    try:
        asked = BackMsg.FromString(raw)
    except DecodeError:
        return True  # and so at what is no message
    kind = asked.WhichOneof("type")
    if kind == "backend_operation_request":
        kind = asked.backend_operation_request.WhichOneof("payload")
        allowed = kind in _DONE
    else:
        allowed = kind in _ASKED
    if not allowed:
        _log.info("left out: a page asked for %s", kind)
    return allowed
