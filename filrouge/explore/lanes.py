"""The groups of texts that are drawn, their documents by date, and which of them shares text with which earlier one."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.copy_groups import grouped, linked
from filrouge.explore.selection import Selection
from filrouge.explore.takings import is_kind, known_takings

MOST_DRAWN: Final = 60
"""Documents of the largest groups that are drawn together …"""

MOST_OF_ONE: Final = 200
"""… and those of one chosen group, the earliest of it."""


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a selection's groups.

    `documents`: `doc`, `doc_id`, `title`, `source`, `language`, `published`, `published_offset`,
    `published_precision`, `group`, ordered by date; undated ones are not there, and are counted in `undated`.
    `takings`: as in `takings`, those between documents drawn. `all_documents` and `all_groups`: of the selection;
    of a chosen group, its own.
    """

    documents: pd.DataFrame
    takings: pd.DataFrame
    groups: int
    all_groups: int
    all_documents: int
    undated: int


def drawn(
    bundle: Bundle, selection: Selection, kind: str = "all", crossing: bool = False, group: str | None = None
) -> Drawn:
    """The group that a document is in, or else the largest groups, whole, up to MOST_DRAWN documents."""
    found, known = grouped(bundle, selection, kind, crossing), linked(bundle)
    table = found.table
    number = np.arange(len(table))
    if group is not None:
        row = np.flatnonzero((known.documents["doc_id"] == group).to_numpy(bool))
        number = found.number[np.isin(found.members, row)]
    else:
        whole = table["documents"].cumsum().to_numpy() <= MOST_DRAWN
        number = number[whole] if whole.any() else number[:1]
    all_groups, all_documents = len(table), len(found.members)
    if group is not None:
        all_groups, all_documents = len(number), int(np.isin(found.number, number).sum())
    inside = np.isin(found.number, number)
    chosen = known.documents.iloc[found.members[inside]].assign(number=found.number[inside])
    dated = chosen[chosen["published"].notna()].sort_values(["published", "doc"], kind="stable")
    dated = dated.head(MOST_OF_ONE if group is not None else MOST_DRAWN).reset_index(drop=True)
    titles = bundle.query(
        "SELECT doc, title FROM documents WHERE doc IN (SELECT unnest($docs::INTEGER[]))",
        {"docs": dated["doc"].tolist()},
    ).set_index("doc")["title"]
    dated = dated.assign(
        title=dated["doc"].map(titles).astype(object), group=table["group"].to_numpy()[dated["number"].to_numpy()]
    )
    every = known_takings(bundle)
    among = np.isin(every[["doc", "of"]].to_numpy(np.int64), dated["doc"].to_numpy(np.int64)).all(axis=1)
    taken = every[among & is_kind(every, kind, crossing)].reset_index(drop=True)
    undated = int(chosen["published"].isna().sum())
    return Drawn(dated.drop(columns="number"), taken, len(number), all_groups, all_documents, undated)
