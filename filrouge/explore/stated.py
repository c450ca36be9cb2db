"""Who states which claim, in numbers: kept with an open bundle, so that counting it of a selection sorts nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from filrouge.arrays import Bools, Ints
from filrouge.claim_schema import PARTS, VOICES
from filrouge.explore.names import voice_keys
from filrouge.tables import Columns

DENIES: Final = PARTS.index("denies")
DOES: Final = ("says", "quotes", "both", "denies")
"""What a source does with a claim: it states it, only quotes it, states and denies it, only denies it."""

_PARTED: Final = (*PARTS, *VOICES)


@dataclass(frozen=True)
class Pairs:
    """Claims and what states them. `of_row`: of each statement, its pair, -1 where it is of none; `claim`: of each
    pair, its claim.
    """

    of_row: Ints
    claim: Ints

    @classmethod
    def of(cls, claim: Ints, value: Ints) -> "Pairs":
        """Those of the claims and the values of statements; a value below 0 is none."""
        most = int(value.max(initial=0)) + 1
        of_row = np.full(len(claim), -1, np.int64)
        found, of_row[value >= 0] = np.unique((claim * most + value)[value >= 0], return_inverse=True)
        return cls(of_row, found // most)

    def different(self, rows: Ints, n: int) -> Ints:
        """How many different values some statements of each of `n` claims have."""
        seen = np.zeros(len(self.claim) + 1, bool)  # the last is for those of none
        seen[self.of_row[rows]] = True
        return np.bincount(self.claim[seen[:-1]], minlength=n)


@dataclass(frozen=True)
class Stated:
    """`claims.statements` of all documents in numbers; some 130 bytes a statement.

    `claims`: their numbers, ascending. Of each statement: `claim` (place in `claims`), `doc`, `part` and `voice`
    (places in PARTS and VOICES), `published` (UTC, NaT where undated; ascending within a claim), `who` (place in
    `voices`, which are `names.voice_keys` in alphabetical order). `pairs` of a claim with each `document`, `source`,
    `language`, `text` (copies count once) and `print` (rewordings and translations are texts of their own).
    """

    claims: Ints
    claim: Ints
    doc: Ints
    part: Ints
    voice: Ints
    published: npt.NDArray[np.datetime64]
    who: Ints
    voices: pd.Index
    pairs: dict[str, Pairs]

    @classmethod
    def of(cls, said: pd.DataFrame, columns: Columns) -> "Stated":
        """Those of `claims.statements` of all documents."""
        doc = said["doc"].to_numpy(np.int64)
        claims, claim = np.unique(said["claim"].to_numpy(np.int64), return_inverse=True)
        who, voices = pd.factorize(voice_keys(said["source"], said["doc_id"]), sort=True)
        stated = {
            "document": doc,
            "source": columns.source_if_known(doc),
            "language": columns.language[doc],
            "text": columns.copy_group[doc],
            "print": columns.print_group[doc],
        }
        return cls(
            claims, claim, doc, place_in(PARTS, said["part"]), place_in(VOICES, said["voice"]),
            said["published"].to_numpy(), np.asarray(who, np.int64), pd.Index(voices),
            {name: Pairs.of(claim, value) for name, value in stated.items()},
        )  # fmt: skip

    def places(self, numbers: Collection[int] | Ints) -> Bools:
        """Of each claim, whether it is one of these numbers."""
        return np.isin(self.claims, np.fromiter(numbers, np.int64, len(numbers)))

    def of_claims(self, rows: Ints, numbers: Collection[int] | Ints) -> Ints:
        """Those of some statements that are of claims with these numbers."""
        of_row: Bools = self.places(numbers)[self.claim[rows]]
        return rows[of_row]

    def count(self, rows: Ints, *, by_prints: bool = False) -> pd.DataFrame:
        """How often the claims of some statements, ascending rows, are stated: `claim` (numbers of those that are),
        `documents`, `texts`, `sources`, `languages`, `first`, `last`, `versions`, and `denied`, in sources.
        """
        n, denied = len(self.claims), self.part[rows] == DENIES
        stated, denying = rows[~denied], rows[denied]
        counted = {
            "documents": self.pairs["document"].different(stated, n),
            "texts": self.pairs["print" if by_prints else "text"].different(stated, n),
            "sources": self.pairs["source"].different(stated, n),
            "languages": self.pairs["language"].different(stated, n),
            "first": _of_first(self.claim[stated], self.published[stated], n),
            "versions": np.bincount(self.claim[stated[self.part[stated] == PARTS.index("version")]], minlength=n),
            "denied": self.pairs["source"].different(denying, n),
        }
        dated = stated[~np.isnat(self.published[stated])][::-1]
        counted["last"] = _of_first(self.claim[dated], self.published[dated], n)
        some = np.flatnonzero(counted["documents"])
        return pd.DataFrame({"claim": self.claims[some], **{name: of[some] for name, of in counted.items()}})


def _of_first(group: Ints, values: npt.NDArray[np.datetime64], n: int) -> npt.NDArray[np.datetime64]:
    """The value of the first row of each of `n` groups, whose rows stand together; NaT of those without."""
    first = np.full(n, np.datetime64("NaT"), values.dtype)
    head = np.ones(len(group), bool)
    head[1:] = group[1:] != group[:-1]
    first[group[head]] = values[head]
    return first


def place_in(names: tuple[str, ...], column: pd.Series) -> Ints:
    """The place of each value of a column among some names."""
    return np.asarray(pd.Index(names).get_indexer(pd.Index(column)), np.int64)


def what_they_do(
    who: Ints, claim: Ints, doc: Ints, part: Ints, voice: Ints
) -> tuple[Ints, Ints, dict[str, Ints], Ints]:
    """How each of those who speak states each claim: of each pair of them, ascending, who, which claim, how many
    `documents`, and these by part and by voice as `claims.by_source` has them, and its place in DOES.

    `doc`: of the statements; a document is of one of them.
    """
    claims = int(claim.max(initial=0)) + 1
    order = np.lexsort((doc, who * claims + claim))
    pair, doc, part, voice = (values[order] for values in (who * claims + claim, doc, part, voice))
    new_pair, new_doc = np.ones(len(pair), bool), np.ones(len(pair), bool)
    new_pair[1:] = pair[1:] != pair[:-1]
    new_doc[1:] = new_pair[1:] | (doc[1:] != doc[:-1])
    place, text = np.cumsum(new_pair) - 1, np.cumsum(new_doc) - 1
    n, of_text = int(new_pair.sum()), place[new_doc]
    counts = {"documents": np.bincount(of_text, minlength=n)}
    stated = part != DENIES
    for number, name in enumerate(_PARTED):
        asked = part == number if number < len(PARTS) else stated & (voice == number - len(PARTS))
        has = np.zeros(len(of_text), bool)
        has[text[asked]] = True
        counts[name] = np.bincount(of_text[has], minlength=n)
    states, denies = counts["says"] + counts["version"] > 0, counts["denies"] > 0
    only_quoted = (counts["quotes"] > 0) & (counts["own"] + counts["unclear"] == 0)
    does = np.select([~states, denies, only_quoted], [3, 2, 1], 0)
    return pair[new_pair] // claims, pair[new_pair] % claims, counts, does
