"""The Chrome that draws static images: one for the process, kept warm, started again when it has died."""

import asyncio
import atexit
import json
import os
import shutil
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import plotly.graph_objects as go

from filrouge.characters import clean_json
from filrouge.errors import ChromeError, ExportError
from filrouge.i18n import _

_SECONDS: Final = 60.0
"""For one figure; Chrome needs one or two to start and a fraction of one to draw."""


def browser_path() -> str | None:
    """The Chrome or Chromium that draws static images, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    given = os.environ.get("BROWSER_PATH")
    found = given if given and Path(given).exists() else next(filter(None, map(shutil.which, names)), None)
    if found is None:
        mac = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        found = str(mac) if mac.exists() else None
    return found


def image(figure: go.Figure, kind: str, *, scale: float = 1) -> bytes:
    """A figure as "png", "svg" or "pdf", drawn at its own width and height, in CSS pixels, times `scale`.

    May be called from any thread; figures are drawn one after the other.

    Raises
    ------
    ExportError : Chrome fails twice at this figure.
    ChromeError : there is no Chrome, or it cannot be started.
    """
    if browser_path() is None:
        raise ChromeError(
            _("writing .{kind} needs Chrome or Chromium, and none was found").format(kind=kind),
            hint=_(
                "Install one (or set BROWSER_PATH to it), write .html or .csv, or download SVG and PNG from the "
                "dashboard."
            ),
        )
    options = {"format": kind, "scale": scale, "width": figure.layout.width, "height": figure.layout.height}
    return _drawer.draw(clean_json(json.loads(figure.to_json())), options)


class _Drawer:
    """A Chrome and the thread on which it is spoken to."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._chrome: Any = None

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        with self._lock:
            try:
                return self._try(figure, options)
            except Exception:  # whatever it was, a fresh Chrome may do it
                self._end()
            try:
                return self._try(figure, options)
            except Exception as error:
                started = self._chrome is not None
                self._end()
                why = str(error) or type(error).__name__
                if not started:
                    raise ChromeError(_("Chrome could not be started ({why})").format(why=why)) from error
                raise ExportError(_("Chrome could not draw the figure ({why})").format(why=why)) from error

    def _try(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        if self._chrome is None:
            self._chrome = self._ask(self._start())
        raw: bytes = self._ask(self._chrome.calc_fig(figure, opts=options))
        return raw

    def _ask(self, what: Coroutine[Any, Any, Any]) -> Any:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, name="filrouge-chrome", daemon=True).start()
            atexit.register(self.close)
        asked: Future[Any] = asyncio.run_coroutine_threadsafe(what, self._loop)
        try:
            return asked.result(_SECONDS)
        except TimeoutError:
            asked.cancel()
            raise

    @staticmethod
    async def _start() -> Any:
        from kaleido import Kaleido

        chrome = Kaleido(n=1, timeout=_SECONDS, mathjax=False)  # its page would fetch MathJax from the network
        await chrome.open()
        return chrome

    def _end(self) -> None:
        chrome, self._chrome = self._chrome, None
        if chrome is not None:
            with suppress(Exception):  # it is dead, which is what was wanted
                self._ask(chrome.close())

    def close(self) -> None:
        """End Chrome; the next figure starts one again."""
        with self._lock:
            self._end()


_drawer = _Drawer()
close = _drawer.close
