"""A PostgreSQL server of Debian's package, started for a test and taken away after it."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def why_no_server() -> str:
    """Why none can be started; empty where one can."""
    if _programs() is None:
        return "PostgreSQL is not installed"
    if find_spec("psycopg") is None:
        return "psycopg is not installed"
    return "PostgreSQL does not run as root, and setpriv is not installed" if _is_root() and not _setpriv() else ""


def _programs() -> Path | None:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _setpriv() -> list[str]:
    return ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if shutil.which("setpriv") else []


@contextmanager
def started_server(*, sync: bool = False) -> Iterator[str]:
    """Its address; with `sync`, it waits for the disk as it does in use."""
    programs = _programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="filrouge-postgresql-"))  # pytest's own nobody else may enter
    as_nobody = []
    if _is_root():  # it refuses to be run by root
        as_nobody = _setpriv()
        os.chown(folder, 65534, 65534)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_nobody, str(programs / program), "-D", str(data), *arguments],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip

    run("initdb", "-U", "desk", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync={'on' if sync else 'off'}"
    run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql://desk@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
