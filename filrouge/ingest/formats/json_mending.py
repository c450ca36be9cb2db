"""What is almost JSON: trailing commas, spellings of Python and JavaScript, an assignment before the value.

Only the spelling is mended, never what is missing: a value without its end stays broken.
"""

import re
from typing import Final

ASSIGNMENT: Final = re.compile(
    r"\ufeff?(?:\s*(?://[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/|\#[^\n]*+\n))++\s*(?=[\[{])"
    r"|\ufeff?\s*(?:\)\]\}'?,?|for\s*\(;;\);|while\s*\(1\);|\{\}\s*&&|throw 1;)\s*(?=[\[{])"
    r"|\ufeff?(?:\s*(?://[^\n]*+\n|/\*(?:[^*]|\*(?!/))*+\*/))*+\s*(?:(?:var|let|const)\s+|export\s+default\s+)?[\w$.]*(?:\[[^\]\n]{1,60}\])*\s*[=(]\s*(?=[\[{])"
    r"|\ufeff?\s*export\s+default\s+(?=[\[{])"
)
"""What stands before the value: remarks, a guard against scripts (`)]}',`), and what a script has there, as
`window.posts =`, `const data =`, `callback(`.
"""

LONGEST_ASSIGNMENT: Final = 2000
"""Characters."""

_PART: Final = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*+")"""
    r"""|'(?P<quoted>(?:[^'\\]|\\.)*+)'"""
    r"""|(?P<remark>//[^\n]*+|/\*.*?\*/)"""
    r"""|(?P<comma>,(?=(?:\s|//[^\n]*+\n)*+[\]}]))"""
    r"""|(?P<word>-?[A-Za-z_$][\w$]*+)(?P<colon>\s*+:)?""",
    re.DOTALL,
)
_BRACKET: Final = re.compile(
    r"""(?P<open>[\[{])|(?P<close>[\]}])|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|(?P<cut>["'])""", re.DOTALL
)
_WORDS: Final = {
    "true": "true", "false": "false", "null": "null", "True": "true", "False": "false", "None": "null",
    "undefined": "null", "nan": "null", "NaN": "null", "inf": "null", "-inf": "null", "Infinity": "null",
    "-Infinity": "null",
}  # fmt: skip
_HEX: Final = re.compile(r"\\x([0-9a-fA-F]{2})")
_BARE_MARK: Final = re.compile(r'(?<!\\)((?:\\\\)*)"')


def mended(text: str) -> str:
    """Write what is almost JSON as JSON: no trailing commas and remarks, double quotation marks, `null` for `None`."""
    return _PART.sub(_part, text.strip().rstrip(",;"))


def end_of_value(text: str, start: int) -> int | None:
    """Where a list or an object that begins at `start` ends, whichever quotation marks it has; None if it does not."""
    depth = 0
    for match in _BRACKET.finditer(text, start):
        if match.lastgroup == "open":
            depth += 1
        elif match.lastgroup == "close":
            depth -= 1
        elif match.lastgroup == "cut":
            return None
        if depth == 0:
            return match.end()
    return None


def _part(match: re.Match[str]) -> str:
    if match["quoted"] is not None:
        inner = _BARE_MARK.sub(r'\1\\"', match["quoted"].replace("\\'", "'"))
        return f'"{_HEX.sub(_as_unicode, inner)}"'
    if match["word"]:
        name = match["word"]
        return f'"{name}":' if match["colon"] else _WORDS.get(name, name)
    return match["string"] or ""


def _as_unicode(match: re.Match[str]) -> str:
    return f"\\u00{match[1]}"
