"""Headlines of other articles that a page writes behind a sentence, in its line: "… said. READ ALSO: Ferry fined"."""

import re
from typing import Final

from filrouge.ingest.boilerplate.words import ELSEWHERE

_TEASER: Final = re.compile(
    r"(?<=[.!?…»”\"’)\]])\s++(?P<teaser>[(\[>►▶→•*]*+\s*+"
    rf"(?P<word>(?i:{ELSEWHERE}|[àa] (?:voir|écouter)(?: aussi| également)?|écouter (?:aussi|également)"
    r"|listen (?:now|also|next)|(?:read|watch) now|more on this|related(?: story| article)?|lesen sie (?:hier|dazu)"
    r"|mehr zum thema|le(?:a|er|e) más|te puede interesar))"
    r"(?P<sign>\s*+(?::|[-–—|»>►▶→]++))?+(?:\s++|(?<=\W))(?P<headline>[^\W_].{3,200}))$"
)
_LONGEST_SIGNED: Final = 160


def begins_teaser(line: str) -> int | None:
    """Where the headline of another article begins in a line of an article; None where there is none.

    In small letters a sentence may begin so: there a sign behind the word tells, and that no full stop ends it.
    """
    line = line.rstrip()
    for found in _TEASER.finditer(line):
        signed = found["sign"] and "." not in found["headline"] and len(found["headline"]) <= _LONGEST_SIGNED
        told = any(map(str.isalnum, line[: found.start("teaser")]))  # else all of the line is one
        if told and (found["word"].isupper() or (signed and found["word"][0].isupper())):
            return found.start("teaser")
    return None
