"""Text in places where Streamlit reads Markdown: names and titles come from anywhere."""

import re

_MARKS = re.compile(r"([\\`*_\[\]$<>~#|]|:(?=\w))")


def as_text(text: str) -> str:
    """A text as it stands, whatever marks it holds."""
    return _MARKS.sub(r"\\\1", text)
