"""Check an installed wheel, with the Python it is installed in: is the demo whole, and does it come up.

    python scripts/check_wheel.py

Run it outside the source tree, or the source tree's files are what is checked.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest

import filrouge
from filrouge.bundle import Bundle

PATIENCE: Final = 60  # seconds


def get(url: str) -> str:
    """Fetch one page; an empty text while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode("utf-8", "replace"))
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def stop(server: "subprocess.Popen[bytes]") -> str:
    """End the server and what it started, and return what it said."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
    else:
        server.terminate()
    return server.communicate(timeout=20)[0].decode("utf-8", "replace")


def draw(app: Path) -> None:
    """Run the first page without a browser."""
    sys.path.insert(0, str(app))
    page = AppTest.from_file(str(app / "components" / "shell.py"), default_timeout=PATIENCE).run()
    if page.exception or page.error or not page.subheader:
        sys.exit(f"The first page of the wheel's demo shows: {[*page.exception, *page.error, *page.subheader]}")


def main() -> None:
    """Open and serve the demo, and stop with a message if that does not work."""
    inside = Path(filrouge.__file__).parent
    if not (inside / "_app").is_dir():
        sys.exit(f"{inside} has no _app: this is not an installed wheel.")
    Bundle.open(inside / "_app" / "data" / "sample" / "bundle", full=True)
    draw(inside / "_app")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [Path(sys.executable).with_name("filrouge"), "serve", "--port", address.rpartition(":")[2]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + PATIENCE
        while not get(f"{address}/_stcore/health") and server.poll() is None and time.monotonic() < until:
            time.sleep(0.3)
        scripts = re.findall(r'src="\.?/?(static/[^"]+\.js)"', get(f"{address}/"))
        well = bool(scripts) and all(get(f"{address}/{script}") for script in scripts)
    finally:
        said = stop(server)
    if not well:
        sys.exit(f"The dashboard of the wheel did not come up within {PATIENCE} s. It said:\n{said}")
    sys.stdout.write(f"The demo of {inside} is served.\n")


if __name__ == "__main__":
    main()
