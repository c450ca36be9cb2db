"""A table of yes and no drawn anew with the same margins, and how far it falls into two parts."""

from typing import Final

import numpy as np

from filrouge.arrays import Bools, Floats

PERMUTATIONS: Final = 999
SEED: Final = 42
ENOUGH: Final = 20
"""Tables as divided as the one asked about, of those drawn, from which no more are drawn."""

_TRADES: Final = 20  # for each row
_AT_ONCE: Final = 50  # tables that are looked at together, …
_CELLS: Final = 2_000_000  # … fewer where they have more cells than this
_STARTS, _ROUNDS = 4, 12


def curveball(table: Bools, n: int, rng: np.random.Generator) -> Bools:
    """Draw `n` tables in which every row and every column has as many as in `table` (rows × columns).

    Pairs of rows trade what only one of them has (Strona, Nappo, Boccacci, Fattorini & San-Miguel-Ayanz 2014, "A fast
    and unbiased procedure to randomize ecological binary matrices with fixed row and column totals", Nature
    Communications 5:4114). Each table is a chain of its own.
    """
    drawn = np.repeat(table[None], n, axis=0)
    rows, which = len(table), np.arange(n)
    if rows < 2:
        return drawn
    for _ in range(_TRADES * rows):
        one = rng.integers(rows, size=n)
        other = (one + 1 + rng.integers(rows - 1, size=n)) % rows
        first, second = drawn[which, one], drawn[which, other]
        traded, both = first ^ second, first & second
        keys = np.where(traded, rng.random(traded.shape), 2.0)
        place = keys.argsort(axis=1).argsort(axis=1)
        taken = traded & (place < (first & traded).sum(axis=1)[:, None])
        drawn[which, one], drawn[which, other] = both | taken, both | (traded & ~taken)
    return drawn


def two_parts(tables: Bools) -> tuple[Floats, Floats]:
    """Split each of some tables (tables × rows × columns) into two parts that hold as much as possible of it.

    Returns
    -------
    The modularity of bipartite networks (Barber 2007, "Modularity and community detection in bipartite networks",
    Physical Review E 76:066102) of the best split found, and the part of each column in it, 1 or -1. The search is
    begun from the leading singular vectors and ends where no row and no column would rather change sides.
    """
    filled = tables.astype(float)
    total = filled.sum(axis=(1, 2))
    expected = filled.sum(axis=2)[:, :, None] * filled.sum(axis=1)[:, None, :] / total[:, None, None]
    above = filled - expected
    columns = _signs(np.linalg.svd(above, full_matrices=False)[2][:, :_STARTS])
    for _ in range(_ROUNDS):
        rows = _signs(columns @ above.transpose(0, 2, 1))
        columns = _signs(rows @ above)
    found = np.abs(columns @ above.transpose(0, 2, 1)).sum(axis=2)
    best, which = found.argmax(axis=1), np.arange(len(tables))
    return found[which, best] / (2 * total), columns[which, best]


def _signs(values: Floats) -> Floats:
    # What chance of rounding would decide is decided one way.
    return np.where(values >= -1e-9, 1.0, -1.0)


def against_chance(table: Bools, n: int = PERMUTATIONS, seed: int = SEED) -> tuple[float, Floats]:
    """How often a table with the same margins falls into two parts as much as this one does, and its parts.

    No more tables are drawn once `ENOUGH` did: what is far from certain need not be known exactly (Besag & Clifford
    1991, "Sequential Monte Carlo p-values", Biometrika 78:301-304).

    Returns
    -------
    p-value, and the part of each column.
    """
    rng = np.random.default_rng(seed)
    found, columns = two_parts(table[None])
    at_once = min(_AT_ONCE, max(1, _CELLS // table.size))
    as_much = 0
    for start in range(0, n, at_once):
        drawn, _columns = two_parts(curveball(table, min(at_once, n - start), rng))
        as_much += int((drawn >= found[0] - 1e-9).sum())
        if as_much >= ENOUGH:
            return as_much / (start + len(drawn)), columns[0]
    return (1 + as_much) / (n + 1), columns[0]
