"""What the commands print with."""

from typing import Final

from rich.console import Console

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""


def console_for(*, stderr: bool) -> Console:
    """A console for the analyst: plain text, wide where it is not a terminal."""
    console = Console(stderr=stderr, markup=False, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = 160
    return console


def plain(text: str) -> str:
    """Text that came from outside, without what could steer a terminal."""
    return "".join(c if c.isprintable() else "?" for c in text)
