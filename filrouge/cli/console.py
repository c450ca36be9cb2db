"""What the commands print with."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from unicodedata import category

import click
from rich.console import Console

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""


def console_for(*, stderr: bool) -> Console:
    """A console for the analyst: plain text, wide where it is not a terminal. Commands print on it with `say`."""
    console = Console(stderr=stderr, markup=False, highlight=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = 160
    return console


def say(console: Console, line: str) -> None:
    """Print one line; whatever in it came from outside cannot steer the terminal."""
    console.print(plain(line))


@contextmanager
def saying_when_stopped(what: str) -> Iterator[None]:
    """Have Ctrl-C end a command with a line that says what is there and what is not."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"Stopped: {what}", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None


def plain(text: str) -> str:
    """Text that came from outside, without what could steer a terminal."""
    return "".join(c if c.isprintable() else " " if category(c) == "Zs" else "?" for c in text)


def plain_json(value: object) -> str:
    """A value as JSON in one line, with what could steer a terminal written as JSON's escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def _escape(character: str) -> str:
    return r"\u007f" if character == "\x7f" else json.dumps(character)[1:-1]
