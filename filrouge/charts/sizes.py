"""What charts of sizes say: the largest, and how many there are."""

from typing import Final

import pandas as pd

from filrouge.i18n import _, number
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import documents_text

MOST_BARS: Final = 15


def largest(frame: pd.DataFrame, name: str) -> str:
    """The first row of a frame of sizes in words; `name` is the column of its name."""
    if frame.empty:
        return _("Nothing selected.")
    row = frame.iloc[0]
    return _("Largest: {name}, {documents}.").format(
        name=row[name], documents=documents_text(row["documents"], row["texts"])
    )


def sizes_text(frame: pd.DataFrame, few: str, *sentences: str) -> str:
    """What a chart of sizes shows; `few` is said where not all rows are drawn."""
    parts = list(sentences)
    if len(frame) > MOST_BARS:
        n = int((frame.iloc[:, 0] != _(NO_SOURCE)).sum())
        parts.append(few.format(most=number(MOST_BARS), n=number(n)))
    if frame["texts"].head(MOST_BARS).ne(frame["documents"].head(MOST_BARS)).any():
        parts.append(_("In brackets: independent texts, copies counted once."))
    return " ".join(parts)
