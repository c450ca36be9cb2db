"""A report as PDF: its page, with pictures for figures, printed by Chrome."""

import os
import subprocess
from typing import Final

from filrouge.disk import OTHER_TEMPORARY, writing
from filrouge.errors import ExportError
from filrouge.export import chrome
from filrouge.i18n import _
from filrouge.replacing import scratch

_SECONDS: Final = 120


def printed(page: str) -> bytes:
    """A page, which needs no script and no network, as PDF on A4.

    Raises
    ------
    ExportError : there is no Chrome, or it fails.
    """
    browser = chrome.browser_path()
    if browser is None:
        raise ExportError(
            _("writing PDF needs Chrome or Chromium, and none was found"),
            hint=_("Install one (or set BROWSER_PATH to it), or print the web page from your browser."),
        )
    with scratch() as folder:
        source, out = folder / "report.html", folder / "report.pdf"
        with writing(source, OTHER_TEMPORARY):
            source.write_text(page, "utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer", f"--print-to-pdf={out}", source.as_uri(),
        ]  # fmt: skip
        if getattr(os, "geteuid", lambda: 1)() == 0:  # Chrome refuses its sandbox to root, as in containers
            command.insert(1, "--no-sandbox")
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - no shell
            return out.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise ExportError(_("Chrome could not print the report ({why})").format(why=error)) from error
