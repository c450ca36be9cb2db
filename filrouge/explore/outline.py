"""Outlines and windows on the plane of the topic map: how they are written in links, read, and what lies inside."""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from filrouge.arrays import Bools, Floats, Singles

Places = Floats | Singles
Point = tuple[float, float]
Window = tuple[float, float, float, float]
"""Left, bottom, right and top edge, in map units."""

_NUMBER: Final = r"-?\d{1,6}(?:\.\d{1,6})?"
_SMALLEST: Final = 0.001


def write_region(region: Sequence[Point]) -> str:
    """Write an outline on the map as `x,y x,y …`, to the hundredth of a map unit."""
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in region)


def read_region(value: str) -> tuple[Point, ...]:
    """Read an outline written by `write_region`; at least three corners.

    Raises
    ------
    ValueError
    """
    corners = value.split()
    if not 3 <= len(corners) <= 500 or not all(re.fullmatch(f"{_NUMBER},{_NUMBER}", c) for c in corners):
        raise ValueError("an outline is three or more corners written as x,y and separated by spaces")
    return tuple((float(x), float(y)) for x, y in (c.split(",") for c in corners))


def write_window(window: Window) -> str:
    """Write a window as `left,bottom right,top`, to the thousandth of a map unit."""
    left, bottom, right, top = window
    return f"{left:.3f},{bottom:.3f} {right:.3f},{top:.3f}"


def read_window(value: str) -> Window:
    """Read a window written by `write_window`.

    Raises
    ------
    ValueError
    """
    if re.fullmatch(rf"{_NUMBER},{_NUMBER}\s+{_NUMBER},{_NUMBER}", value.strip()):
        left, bottom, right, top = (float(number) for number in re.split(r"[,\s]+", value.strip()))
        if right - left >= _SMALLEST and top - bottom >= _SMALLEST:
            return left, bottom, right, top
    raise ValueError("a window is two corners, left,bottom and right,top, separated by a space")


def in_outline(x: Places, y: Places, outline: Sequence[Point]) -> Bools:
    """Whether each point lies inside a closed outline, by the even-odd rule (a ray to the right); NaN lies nowhere."""
    (left, right), (bottom, top) = ((min(edges), max(edges)) for edges in zip(*outline, strict=True))
    inside = in_window(x, y, (left, bottom, right, top))
    near = np.flatnonzero(inside)
    x, y = x[near].astype(np.float64), y[near].astype(np.float64)
    odd = np.zeros(len(near), dtype=bool)
    for (x1, y1), (x2, y2) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            odd ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    inside[near] = odd
    return inside


def in_window(x: Places, y: Places, window: Window) -> Bools:
    """Whether each point lies in a window, its edges included; NaN lies nowhere."""
    left, bottom, right, top = window
    inside: Bools = (x >= left) & (x <= right) & (y >= bottom) & (y <= top)
    return inside
