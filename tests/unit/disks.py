"""Disks that are full, files that may not grow, folders that may not be written to: for tests of what is said then."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own of so many megabytes, empty, at `place`."""
    place.mkdir()
    if not _mount("-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs", str(place)):
        pytest.skip("only root on Linux may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def largest_file(n_bytes: int) -> Iterator[None]:
    """No file may grow beyond so many bytes inside the `with`."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing may be written in `folder` inside the `with`."""
    if os.name != "posix":
        pytest.skip("folders have other rights here")
    if os.geteuid():
        folder.chmod(0o500)
        try:
            yield
        finally:
            folder.chmod(0o700)
        return
    # Root may write anywhere but on a disk that is mounted to be read.
    if not (_mount("--bind", str(folder), str(folder)) and _mount("-o", "remount,bind,ro", str(folder))):
        pytest.skip("root may write anywhere, and no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def held_open(code: str, *arguments: str | Path) -> subprocess.Popen[str]:
    """A Python that runs `code` and has said "here"; it is killed by who asks for it."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, text=True, env={**os.environ}
    )
    for line in process.stdout:
        if line.strip() == "here":
            return process
    raise AssertionError(f"it ended with {process.wait()} before it came there")


def _mount(*arguments: str) -> bool:
    if not sys.platform.startswith("linux") or os.geteuid():
        return False
    return subprocess.run(["mount", *arguments], check=False, capture_output=True).returncode == 0
