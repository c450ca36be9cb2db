"""Numbers as languages write them."""

import re
from typing import Final

NUMBER: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?(?!\d)|\d(?:[\d.,]*\d)?")
"""A number as languages write it."""


def digits(number: str) -> str:
    """A number however it is written: its digits alone."""
    return re.sub(r"\D", "", number)
