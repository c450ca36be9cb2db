"""What two renderings of a headline share."""

import re
from typing import Final

from filrouge.ingest.boilerplate.unit import Unit

_MARKDOWN_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
SITE_BEHIND: Final = re.compile(r"\s[|–—-]\s\S")  # "Ferry laid up - Harbour Post"
_NO_LETTERS: Final = re.compile(r"[\W_]+")


def plain_title(unit: Unit) -> str:
    """Return a title without the marks of Markdown, its spaces folded."""
    text = _MARKDOWN_LINK.sub(r"\1", unit.text).replace("**", "").replace("__", "")
    return " ".join(text.strip("#*_ \t\u00a0").split())


def key_of(text: str) -> str:
    """Return the letters and figures of a text in lower case: what two renderings of it share."""
    return _NO_LETTERS.sub("", text.casefold())


def repeats_title(unit: Unit, title: Unit, cut_short: bool = True) -> bool:
    """Whether a line says the title again, whole or, where that may be, cut short."""
    if unit.prose and unit.words > title.words + 3:
        return False
    mine, whole = key_of(unit.text), key_of(plain_title(title))
    if not mine or not whole:
        return False
    if mine == whole:
        return True
    return (
        cut_short and len(mine) >= 12 and len(mine) >= 0.3 * len(whole) and whole.startswith(mine) and unit.words >= 2
    )
