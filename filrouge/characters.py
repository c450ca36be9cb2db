"""Characters that no text needs and many formats refuse: cleaned where words come in, left out where they go out."""

import re
from functools import lru_cache
from typing import Any, Final

CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]+")
"""Control characters and the two code points that XML forbids; tabs and ends of lines are text."""

_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def replace_surrogates(text: str) -> tuple[str, int]:
    """Put U+FFFD for each lone surrogate, which no file can hold; and how many there were."""
    return _SURROGATES.subn("\ufffd", text)


def several_lines(text: str) -> str:
    """Clean words that may have several lines: a space for control characters; all other white space stays."""
    if text.isprintable():  # most are, and a log has many
        return text
    return CONTROLS.sub(" ", _SURROGATES.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Clean a name, a title or a link: no control characters, white space folded."""
    return " ".join(several_lines(text).split())


def clean_json(value: Any) -> Any:
    """A value of JSON with every text in it cleaned as by `several_lines`."""
    if isinstance(value, str):
        return several_lines(value)
    if isinstance(value, list | tuple):
        return [clean_json(item) for item in value]
    if isinstance(value, dict):
        return {several_lines(name): clean_json(item) for name, item in value.items()}
    return value


@lru_cache(maxsize=200_000)
def latin(word: str) -> str:
    """A word of any script in plain Latin letters, small ones."""
    from anyascii import anyascii

    return str(anyascii(word)).casefold()
