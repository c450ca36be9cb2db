"""The documents that are chosen, as SQL and as numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from filrouge.arrays import Bools, Ints
from filrouge.bundle import Bundle
from filrouge.tables import Columns

_CHOSEN: Final = """(
    SELECT doc, source, language, day, day_end, copy_group, copied, n_passages, n_unclear
    FROM {documents} POSITIONAL JOIN of_documents WHERE is_chosen
)"""
_BY_PRINTS: Final = "(SELECT * REPLACE (print_group AS copy_group, printed AS copied) FROM documents)"
_PASSAGES: Final = "(SELECT passages.* FROM passages POSITIONAL JOIN of_passages WHERE is_chosen)"


def only(narratives: Sequence[int], column: str = "narrative") -> str:
    """A condition in SQL: `column` is one of these narratives; none of them means any."""
    return f"{column} IN ({', '.join(str(int(n)) for n in narratives)})" if narratives else "TRUE"


@dataclass(frozen=True)
class Chosen:
    """The documents of a selection: `mask` says of each whether it is one; `passage_doc` as in `Columns`; `said`: of
    each passage, whether it says a watched narrative that is asked for, None where none is.
    """

    mask: Bools
    passage_doc: Ints
    said: Bools | None = None

    @cached_property
    def docs(self) -> Ints:
        """Their numbers, ascending."""
        return np.flatnonzero(self.mask)

    @cached_property
    def passages(self) -> Bools:
        """Of each passage, whether it is of one of them, and says what is asked for."""
        inside = self.mask[self.passage_doc]
        return inside if self.said is None else inside & self.said


@dataclass(frozen=True)
class Filter:
    """A selection as SQL, and as numbers of documents.

    A query reads `chosen`: of the documents selected, the columns `doc`, `source`, `language`, `day`, `day_end`,
    `copy_group`, `copied`, `n_passages` and `n_unclear` of `documents`. `passages` are their passages, of those that
    are watched only what says so: what stands behind FROM.
    """

    bundle: Bundle
    chosen: Chosen | None
    """None where everything is selected."""

    by_prints: bool = False
    """Whether rewordings and translations are texts of their own."""

    @property
    def columns(self) -> Columns:
        """The columns of the bundle, with the copies of one text that the selection asks for."""
        return self.bundle.columns.by_prints() if self.by_prints else self.bundle.columns

    @property
    def passages(self) -> str:
        """The passages of the documents selected, all columns."""
        return "passages" if self.chosen is None else _PASSAGES

    @property
    def mask(self) -> Bools:
        """Of each document, whether it is selected."""
        return np.ones(len(self.bundle.columns), bool) if self.chosen is None else self.chosen.mask

    @property
    def docs(self) -> Ints:
        """The `doc` of every document selected, ascending."""
        return np.arange(len(self.bundle.columns), dtype=np.int64) if self.chosen is None else self.chosen.docs

    def points(self, narratives: Sequence[int]) -> Bools:
        """Which passages are points of the selection: not those of other narratives in its documents."""
        columns = self.bundle.columns
        mask = np.ones(len(columns.x), bool) if self.chosen is None else self.chosen.passages
        return mask & np.isin(columns.passage_narrative, narratives) if narratives else mask

    def shares(self, kept: Bools | None = None) -> Ints | slice:
        """Rows of the shares of the documents selected, and of those only that are `kept`."""
        if self.chosen is not None:
            of_chosen = self.chosen.mask[self.bundle.columns.share_doc]
            kept = of_chosen if kept is None else kept & of_chosen
        return slice(None) if kept is None else np.flatnonzero(kept)

    def query(self, sql: str, *, tables: Mapping[str, pd.DataFrame] | None = None, **parameters: Any) -> pd.DataFrame:
        """Run `sql`, which may read `chosen`, and continues the list of WITH where it starts with a comma."""
        documents = _BY_PRINTS if self.by_prints else "documents"
        if self.chosen is None:
            return self.bundle.query(f"WITH chosen AS (FROM {documents}) {sql}", parameters, tables=tables)
        masks = {"of_documents": self.chosen.mask, "of_passages": self.chosen.passages}
        given = {**(tables or {}), **{name: pd.DataFrame({"is_chosen": mask}) for name, mask in masks.items()}}
        return self.bundle.query(
            f"WITH chosen AS {_CHOSEN.format(documents=documents)} {sql}", parameters, tables=given
        )
