"""What a test found, in words: names, days and findings of its frame."""

from typing import Final

import pandas as pd

from filrouge.i18n import _

MOST_NAMED: Final = 5


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of bursts or silences as a table: days as they are in CSV, what was found in words."""
    days = {end: frame[end].dt.strftime("%Y-%m-%d") for end in ("start", "end")}
    return frame.assign(**days, status=frame["status"].map(_))
