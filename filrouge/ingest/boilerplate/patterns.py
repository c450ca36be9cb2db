"""Regular expressions that are data: a file of them beside this one, one a line, with remarks after `#`."""

from importlib.resources import files


def patterns(name: str) -> list[str]:
    """Give the expressions of `name`.txt in this folder."""
    written = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in written.splitlines() if line.strip() and not line.startswith("#")]
