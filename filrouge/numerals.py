"""Numbers as languages write them."""

import re
import unicodedata
from typing import Final

NUMBER: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u2007\u2009\u202f'’]\d{3})+(?:[.,]\d+)?(?!\d)|\d(?:[\d.,]*\d)?")
"""A number as languages write it."""


def digits(number: str) -> str:
    """A number however it is written: its digits alone, those of other scripts as Western ones."""
    return "".join(str(unicodedata.digit(sign)) for sign in number if sign.isdecimal())
