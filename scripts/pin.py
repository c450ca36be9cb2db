"""Renew the pinned versions in pyproject.toml.

    uv run --no-project scripts/pin.py                    keep the pins; add what is new, drop what is unused
    uv run --no-project scripts/pin.py --upgrade          newest versions of everything
    uv run --no-project scripts/pin.py --upgrade NAME…    newest versions of these packages, the other pins kept

uv resolves for every platform and Python at once; where versions differ, the pin carries a marker.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
BEGIN: Final = "# pins: begin"
END: Final = "# pins: end"
EDITABLE_BUILD: Final = "editables"  # hatchling asks for it, without a version, where it installs the project in place


def split(pyproject: str) -> tuple[str, str, str]:
    """Cut the text of pyproject.toml into what stands before the pins, the pins and what stands after."""
    before, begin, rest = pyproject.partition(BEGIN)
    line, _, rest = rest.partition("\n")
    pins, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"pyproject.toml: the lines {BEGIN!r} and {END!r} are missing. Put them under [tool.uv].")
    return before + begin + line + "\n", pins, end + after


def name(requirement: str) -> str:
    """Return the normalised name a requirement starts with."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement.strip(), maxsplit=1)[0]).lower()


def keep(pins: Iterable[str], upgrade: Collection[str] | None) -> list[str]:
    """Return the pins that are to stay; `upgrade` names those that are not, or is empty for all, or None for none."""
    if upgrade is None:
        return list(pins)
    return [pin for pin in pins if upgrade and name(pin) not in upgrade]


def block(constraints: Iterable[str], build: Iterable[str]) -> str:
    """Write the two settings that hold the pins."""
    lines = []
    for setting, pins in (("constraint-dependencies", constraints), ("build-constraint-dependencies", build)):
        lines += [f"{setting} = [", *(f'    "{pin}",' for pin in pins), "]"]
    return "\n".join(lines) + "\n"


def uv(*arguments: str, folder: Path) -> list[str]:
    """Run uv in a folder and return the lines it prints; its own words on what is wrong go to the terminal."""
    done = subprocess.run(["uv", *arguments], cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit("uv found no set of versions (above). If a pin stands in the way, name its package after --upgrade.")
    return done.stdout.replace('"', "'").splitlines()


def resolve(before: str, kept: str, after: str) -> tuple[list[str], list[str]]:
    """Resolve the project with the pins that are kept: requirements to run and test it, and to build it."""
    plain = ("--quiet", "--no-header", "--no-annotate")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "pyproject.toml").write_text(before + kept + after, "utf-8")
        shutil.copy(ROOT / "README.md", folder)
        everything = ("--all-extras", "--all-groups", "--no-emit-project", "--no-hashes")
        run = uv("export", *plain, *everything, folder=folder)
        backend = tomllib.loads(before)["build-system"]["requires"]
        (folder / "build.in").write_text("\n".join([*backend, EDITABLE_BUILD]))
        constraints = tomllib.loads(kept).get("build-constraint-dependencies", [])
        (folder / "build.txt").write_text("\n".join(constraints))
        compiled = uv("pip", "compile", *plain, "--universal", "build.in", "-c", "build.txt", folder=folder)
    return run, compiled


def main() -> None:
    """Renew the block of pins in pyproject.toml."""
    parser = argparse.ArgumentParser(description="Renew the pinned versions in pyproject.toml.")
    parser.add_argument("--upgrade", nargs="*", metavar="NAME", help="take newest versions: of these, or of all")
    upgrade = parser.parse_args().upgrade
    file = ROOT / "pyproject.toml"
    before, pins, after = split(file.read_text("utf-8"))
    old = tomllib.loads(pins)
    drop = None if upgrade is None else {name(n) for n in upgrade}
    kept = block(
        keep(old.get("constraint-dependencies", []), drop), keep(old.get("build-constraint-dependencies", []), drop)
    )
    new = block(*resolve(before, kept, after))
    file.write_text(before + new + after, "utf-8")
    was, now = set(pins.splitlines()), set(new.splitlines())
    for line in sorted(was ^ now):
        sys.stdout.write(f"{'+' if line in now else '-'} {line.strip().strip(',')}\n")
    sys.stdout.write(f"{sum(line.startswith('    ') for line in now)} pins.\n")


if __name__ == "__main__":
    main()
