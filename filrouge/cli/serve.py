"""`filrouge serve`: the dashboard in the browser."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Final

import click

from filrouge.cli.store import store_option
from filrouge.errors import FilrougeError, InputError

_FIRST_PORT: Final = 8501
_PACKAGE: Final = Path(__file__).resolve().parent.parent


def app_folder() -> Path:
    """Where app.py, pages/ and components/ are: inside an installed package, or beside it in the repository.

    Raises
    ------
    FilrougeError : they are in neither place.
    """
    for folder in (_PACKAGE / "_app", _PACKAGE.parent):
        if (folder / "app.py").is_file() and (folder / "components" / "shell.py").is_file():
            return folder
    raise FilrougeError("the dashboard's files are missing", where=str(_PACKAGE), hint="Install Fil Rouge again.")


@click.command()
@click.argument("bundles", metavar="[BUNDLE ...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0: all of them.")
@click.option(
    "--public-address",
    "public",
    multiple=True,
    metavar="ADDRESS",
    help="Address at which others reach the dashboard, such as https://desk.example. May be repeated.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.  [default: the first free from 8501]")
@store_option
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
def serve(bundles: tuple[Path, ...], host: str, public: tuple[str, ...], port: int | None, no_browser: bool) -> None:
    """Open bundles in the dashboard, or else the demo.

    With several bundles, choose one in the sidebar. Ctrl-C stops the dashboard.

    By default only this machine can reach it; --host changes that. The dashboard has no passwords: before you open it
    to others, put it behind something that has. It answers only at the address of --host (0.0.0.0: any IP address of
    this machine) and at each --public-address, so that no other web page can read your texts. Give --public-address
    where others use a host name or a proxy. Errors are written to standard error.
    """
    from filrouge import addresses
    from filrouge.bundle_store import check_files, find_bundle

    addresses.trusted(host, public)

    for bundle in bundles:
        check_files(*find_bundle(bundle), full=False)
    folder = app_folder()
    port = port or _free_port(host)
    if not _is_free(host, port):
        raise InputError(
            f"port {port} on {host} is taken", where="--port", hint="Choose another port, or leave --port out."
        )
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104  (only compared)
    address = f"http://{shown}:{port}"
    environment = {**os.environ, "FILROUGE_BUNDLES": json.dumps([str(b.resolve()) for b in bundles])}
    if public:
        environment[addresses.VARIABLE] = " ".join(public)
    command = [sys.executable, "-m", "streamlit", "run", str(folder / "app.py")]
    command += [f"--server.address={host}", f"--server.port={port}", "--server.headless=true"]
    command += ["--browser.gatherUsageStats=false"]
    click.echo("Starting…")
    # What Streamlit writes to the standard output is a greeting; errors go to the standard error, which is the log.
    # In its own folder, so that neither a config.toml nor a secrets file of the folder one stands in is read.
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as server:  # noqa: S603
        # A service manager ends this process and not its child, which would go on holding the port.
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        threading.Thread(target=_say_when_ready, args=(address, server, not no_browser), daemon=True).start()
        try:
            code = server.wait()
        except KeyboardInterrupt:
            server.terminate()
            code = 0
    if code not in {0, -signal.SIGTERM}:
        raise FilrougeError(f"the dashboard stopped with code {code}", hint="The lines above say why.")


def _free_port(host: str) -> int:
    return next((p for p in range(_FIRST_PORT, _FIRST_PORT + 100) if _is_free(host, p)), _FIRST_PORT)


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _say_when_ready(address: str, server: "subprocess.Popen[bytes]", open_browser: bool) -> None:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310  (our own address)
                click.echo(f"Fil Rouge is running at {address} (Ctrl-C stops it)")
                if open_browser:
                    webbrowser.open(address)
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
