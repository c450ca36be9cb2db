"""Who talks about a narrative: how much of it is each source's, how much of its own output, and since when."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.adoption import first_voices
from filrouge.explore.selection import Selection, where
from filrouge.schema import NO_SOURCE

COLUMNS: Final = [
    "source", "documents", "texts", "output", "share", "part", "order", "first", "first_end",
    "could_be_first",
]  # fmt: skip


def narrative_sources(bundle: Bundle, selection: Selection, narrative: int) -> pd.DataFrame:
    """Every source of a selection beside a narrative, those with most documents on it first.

    Returns
    -------
    `source`, `documents` (of it, that talk about the narrative), `texts` (copies count once), `output` (all its
    documents in the selection), `share` (of its output that talks about the narrative, 0 to 1), `part` (of all
    documents on the narrative that are its own, 0 to 1); `order`, `first`, `first_end` and `could_be_first` as in
    `adoption.first_voices`, null where it never spoke clearly of it. Texts without a source are the last row, without
    `share`: they are not the output of one.
    """
    columns = bundle.columns
    base = selection.of_all_narratives()
    filter_, n = where(base, bundle), len(columns.sources)
    docs = columns.share_doc[filter_.shares(columns.share_narrative == narrative)]
    group = columns.source[docs]
    documents = np.bincount(group, minlength=n)
    output = np.bincount(columns.source[filter_.docs], minlength=n)
    frame = pd.DataFrame(
        {
            "source": columns.sources,
            "documents": documents,
            "texts": columns.independent(docs, group, documents),
            "output": output,
            "share": documents / np.maximum(output, 1),
            "part": documents / max(len(docs), 1),
        }
    )
    voices = first_voices(bundle, base, narrative)[["source", "order", "first", "first_end", "could_be_first"]]
    frame = frame[frame["output"] > 0].merge(voices, on="source", how="left")
    frame["could_be_first"] = frame["could_be_first"].eq(True)  # null is no
    frame["unnamed"] = frame["source"] == NO_SOURCE
    frame.loc[frame["unnamed"], "share"] = np.nan
    order = ["unnamed", "documents", "share", "source"]
    result: pd.DataFrame = frame.sort_values(order, ascending=[True, False, False, True], kind="stable")
    return result[COLUMNS].reset_index(drop=True)
