"""Which narratives are alike, in words: for those who look for two that are one."""

from collections.abc import Iterable
from math import isnan
from typing import Final

from filrouge.bundle import Bundle, records
from filrouge.explore.neighbours import by_likeness, most_alike
from filrouge.i18n import N_, _, number, quoted
from filrouge.schema import NO_NARRATIVE

ALIKE_HELP: Final = N_(
    "The most similar first. Similarity is that of their typical passages: 1 is the same, 0 no more alike than any two "
    "narratives. Below 0.4 it is weak: they are about different things."
)


HARDLY: Final = 0.4
"""Similarity below which two narratives tell of different things, be they the most similar ones there are."""


def alike_text(bundle: Bundle, narrative: int, likeness: float) -> str:
    """A narrative with its similarity to another one: "Fishing ban (0.20)"."""
    name = bundle.labels[narrative]
    return name if isnan(likeness) else _("{name} ({similarity})").format(name=name, similarity=number(likeness, 2))


def nearest_texts(bundle: Bundle, numbers: Iterable[int]) -> dict[int, str]:
    """By narrative, the one that it is most similar to, as far as that is known."""
    return {
        row["narrative"]: alike_text(bundle, row["nearest"], row["likeness"])
        for row in records(most_alike(bundle, numbers))
        if row["nearest"] != NO_NARRATIVE
    }


def offered_texts(bundle: Bundle, narrative: int) -> dict[int, str]:
    """All other narratives as they are offered to be merged with one: the most similar first."""
    return {other: alike_text(bundle, other, likeness) for other, likeness in by_likeness(bundle, narrative).items()}


def pairs(bundle: Bundle, numbers: Iterable[int], most: int) -> list[tuple[int, int, str]]:
    """The most similar pairs among some narratives, each once, with what they are called."""
    frame = most_alike(bundle, numbers).sort_values("likeness", ascending=False, kind="stable")
    found: dict[frozenset[int], tuple[int, int, str]] = {}
    for row in records(frame[frame["nearest"] != NO_NARRATIVE]):
        first, second = int(row["narrative"]), int(row["nearest"])
        weak = row["likeness"] < HARDLY
        text = (
            _("{first} and {second}: {similarity}, weak") if weak else _("{first} and {second}: {similarity}")
        ).format(
            first=quoted(bundle.labels[first]),
            second=quoted(bundle.labels[second]),
            similarity=number(row["likeness"], 2),
        )
        found.setdefault(frozenset((first, second)), (first, second, text))
    return list(found.values())[:most]
