"""Errors on screen, each shown once: what a reader can mend in its own words, all else with a reference to the log."""

import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Final

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components import address
from components.markdown import as_text
from filrouge.errors import ChangedError, FilrougeError, QueryError, ViewError
from filrouge.explore.view import fields
from filrouge.i18n import _, speaking, spoken

_log = logging.getLogger("filrouge")

_UNCAUGHT: Final = "Uncaught app execution"
_UNMADE: Final = "Failed to generate file for download"
"""What Streamlit says of an error in a page (to the log), and of one in a download (to the reader)."""

_said: ContextVar[list[str]] = ContextVar("said")
"""What is to be said of downloads that failed, to the page at the other end of a WebSocket."""


def keep_log() -> None:
    """Write what goes wrong to the standard error, with its time, once."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Streamlit logs the same error without the reference.
    logging.getLogger("streamlit.error_util").addFilter(lambda record: record.msg != _UNCAUGHT)


def reason(text: str, error: FilrougeError) -> str:
    """What cannot be done, a text with a place for `why`, and what to do about it, as Markdown."""
    return f"{text.format(why=as_text(error.what))} {error.hint or ''}".strip()


def noted(error: Exception) -> str:
    """Write an error to the log, and return the reference under which it stands there."""
    reference = secrets.token_hex(4).upper()
    _log.error("error %s", reference, exc_info=error)
    return reference


def uncaught(error: Exception) -> bool:
    """Show an error that nothing caught, in a page, a part of it or a callback; Streamlit then shows nothing."""
    if isinstance(error, FilrougeError):
        show(error)
        return True
    reference = noted(error)
    st.error(_("Something went wrong in Fil Rouge"), icon=":material/error:")
    st.text(_("This could not be shown because of an error in the program. It is not something you did."))
    st.text(
        _(
            "Try again. If it happens again, give the reference {reference} to whoever runs this dashboard. The "
            "details are in its log under that reference: in the terminal it was started from, or in the log of the "
            "service."
        ).format(reference=reference)
    )
    st.button(_("Try again"), key=f"_again_{reference}", type="primary")
    if st.query_params:
        st.button(_("Show everything instead"), key=f"_all_{reference}", on_click=_forget_link)
    return True


def show(error: FilrougeError) -> None:
    """Say what is wrong, where, and how to mend it; nothing else is shown."""
    _log.info("shown to the user: %s", error)
    of_link = isinstance(error, ViewError)
    heads = {
        ChangedError: _("The data have changed since this link was created"),
        ViewError: _("This link cannot be opened"),
        QueryError: _("The search query is not valid"),
    }
    st.error(heads.get(type(error), _("This cannot be shown")), icon=":material/error:")
    where = f"{error.where}: " if error.where else ""
    st.text(f"{where}{error.what}.")
    if error.hint:
        st.text(error.hint)
    if isinstance(error, ChangedError):
        label = _("Show it with the current data")
        st.button(label, on_click=_forget_digest, type="primary")
    elif of_link and st.query_params:
        st.button(_("Show everything instead"), on_click=_forget_link, type="primary")


def _forget_digest() -> None:
    del st.query_params[address.DIGEST]
    address.forget_view()


def _forget_link() -> None:
    address.forget(options=True)
    st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params if name not in fields()})


def download(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What makes a file once its button is pressed, in the language of now; errors are said under the button."""
    locale = spoken()

    def made() -> bytes:
        with speaking(locale):
            try:
                return make()
            except FilrougeError as error:
                _say(str(error))
                raise
            except Exception as error:
                message = _("The file could not be created. The details are in the log under reference {reference}.")
                _say(message.format(reference=noted(error)))
                raise

    return made


def _say(text: str) -> None:
    _said.get([]).append(text)


class Downloads:
    """Tells a page why a file could not be made, where Streamlit says only that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on; what goes to the page is read where a file failed."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        messages: list[str] = []
        _said.set(messages)  # the threads that make the files of this page inherit it

        async def telling(message: Message) -> None:
            raw = message.get("bytes")
            if messages and raw and _UNMADE.encode() in raw:
                reply = ForwardMsg.FromString(raw)
                reply.backend_operation_response.error_msg = messages.pop(0)
                message = {**message, "bytes": reply.SerializeToString()}
            await send(message)

        await self.app(scope, receive, telling)


def answer(request: Request, error: Exception) -> PlainTextResponse:
    """The answer to a request on which the server failed."""
    with speaking(request.headers.get("accept-language", "")[:2].lower()):
        message = _("Something went wrong in Fil Rouge. The details are in the log under reference {reference}.")
        return PlainTextResponse(message.format(reference=noted(error)), 500)
