"""Words to tag things with: ABCDE (Pamment 2020), and the techniques of the DISARM red framework (DISARM Foundation,
CC BY-SA 4.0, see disarm_red.LICENSE.txt); free ones are the analyst's own.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from filrouge.i18n import N_

FREE: Final = "free"
ABCDE: Final = "abcde"
DISARM: Final = "disarm"

CREDIT: Final = "DISARM red framework: DISARM Foundation, CC BY-SA 4.0. ABCDE: Pamment 2020."

_ABCDE: Final = {
    "A": N_("Actor"), "B": N_("Behaviour"), "C": N_("Content"), "D": N_("Degree"), "E": N_("Effect"),
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A word of a vocabulary: its id there, its name, and for DISARM the tactic and the id of its STIX object."""

    vocabulary: str
    id: str
    name: str
    tactic: str = ""
    stix_id: str = ""

    @property
    def key(self) -> str:
        """What a tag is kept as, e.g. "disarm:T0002"."""
        return f"{self.vocabulary}:{self.id}"


@cache
def terms() -> MappingProxyType[str, Term]:
    """The terms of the vocabularies that come with Fil Rouge, by key: ABCDE first, then DISARM."""
    found = [Term(ABCDE, id_, name) for id_, name in _ABCDE.items()]
    with Path(__file__).with_name("disarm_red.csv").open(encoding="utf-8", newline="") as rows:
        found += [Term(DISARM, r["id"], r["name"], r["tactic"], r["stix_id"]) for r in csv.DictReader(rows)]
    return MappingProxyType({term.key: term for term in found})


def term_of(key: str) -> Term:
    """The term of a key; a free one where no vocabulary has it."""
    known = terms().get(key)
    if known is not None:
        return known
    vocabulary, _, word = key.partition(":")
    return Term(vocabulary, word, word) if word else Term(FREE, key, key)
