"""Where what people change is kept: an option of every command that shows it or carries it over."""

import os
from collections.abc import Callable
from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])

HELP = (
    "Address of a PostgreSQL database in which what people change is kept, such as postgresql://desk@db.example/press. "
    "By default it is kept in a file beside each bundle. Also read from FILROUGE_STORE."
)


def store_option(command: _Command) -> _Command:
    """Give a command the option `--store`."""
    return click.option("--store", metavar="URL", expose_value=False, callback=_use, is_eager=True, help=HELP)(command)


def _use(_context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    from filrouge.annotations.log import VARIABLE

    if value:
        from filrouge.annotations.database import at_address

        at_address(value)  # what is wrong with it is said before anything is done
        os.environ[VARIABLE] = value
