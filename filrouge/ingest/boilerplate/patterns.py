"""Regular expressions that are data: a file of them beside this one, one a line, with remarks after `#`."""

import re
from collections.abc import Iterable, Sequence
from importlib.resources import files
from re import _constants, _parser  # type: ignore[attr-defined]  # the one way to know what an expression must contain
from typing import Any, Final

_SHORTEST: Final = 3  # letters of a piece that is looked for before an expression is tried; two in other scripts


def patterns(name: str) -> list[str]:
    """Give the expressions of `name`.txt in this folder."""
    written = (files(__package__) / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in written.splitlines() if line.strip() and not line.startswith("#")]


class AnyOf:
    """Many expressions, of which those are tried whose letters stand in a text at all: that is fifty times as fast as
    to try them all at every place.
    """

    def __init__(self, expressions: Iterable[str], flags: re.RegexFlag) -> None:
        self._tried = [(_needed(one), re.compile(one, flags)) for one in expressions]

    def among(self, text: str) -> list[re.Pattern[str]]:
        """The expressions that could be found in a text, or in a part of it."""
        folded = text.casefold()
        return [
            expression for pieces, expression in self._tried if not pieces or any(piece in folded for piece in pieces)
        ]


def _needed(expression: str) -> tuple[str, ...]:
    """Pieces of which one stands in whatever an expression matches; empty where that is not known."""
    return tuple(sorted(_pieces(_parser.parse(expression)) or ()))


def _pieces(sequence: Sequence[Any]) -> frozenset[str] | None:
    """The longest pieces that the parts of an expression need, one after the other; None where they need none."""
    found: list[frozenset[str]] = []
    run = ""
    for kind, held in [*sequence, (None, None)]:
        if kind is _constants.LITERAL and chr(held).casefold() == chr(held).lower():
            run += chr(held).casefold()
            continue
        if len(run) >= (_SHORTEST if run.isascii() else 2):
            found.append(frozenset({run}))
        run = ""
        inner: frozenset[str] | None = None
        if kind is _constants.BRANCH:
            branches = [_pieces(branch) for branch in held[1]]
            inner = None if None in branches else frozenset().union(*filter(None, branches))
        elif kind is _constants.SUBPATTERN:
            inner = _pieces(held[-1])
        elif kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and held[0] > 0:
            inner = _pieces(held[2])
        if inner:
            found.append(inner)
    return max(found, key=lambda pieces: min(map(len, pieces)), default=None)
