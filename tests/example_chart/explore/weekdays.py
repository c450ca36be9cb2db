"""Days of the week: how much is published on each."""

from typing import Final

import numpy as np
import pandas as pd

from filrouge.bundle import Bundle
from filrouge.explore.fields import Choice, option
from filrouge.explore.selection import Selection, where
from filrouge.i18n import N_
from filrouge.tables import NEVER

COUNTED: Final = {"documents": N_("Documents"), "texts": N_("Independent texts")}
OPTIONS: Final = (
    option(
        "counted", N_("Counted"), Choice(COUNTED), "documents", "What is counted for each day.", pages=("overview",)
    ),
)  # fmt: skip


def weekdays(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count the dated documents of a selection by day of the week.

    Returns seven rows: `weekday` (int, 0 is Monday), `documents`, `texts` (independent texts: copies count once).
    """
    columns, docs = bundle.columns, where(selection, bundle).docs
    docs = docs[columns.day[docs] != NEVER]
    weekday = (columns.day[docs].astype(np.int64) + 3) % 7  # day 0, 1 January 1970, was a Thursday
    of_day = [docs[weekday == day] for day in range(7)]
    return pd.DataFrame(
        {
            "weekday": range(7),
            "documents": [len(one) for one in of_day],
            "texts": [columns.texts(one) for one in of_day],
        }
    )
