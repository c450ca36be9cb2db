"""Press databases and tools for corpora: how the files they hand out are told from each other."""

import re
from typing import Final

from filrouge.ingest.profiles.layout import PAPERS, TEXTS, Layout

_STARRED: Final = re.compile(r"\A\s*(?:\*{4}|[0-9]{4})[ \t]+\*[^\s*_]+(?:_\S*)?|^\*{4}[ \t]+\*[^\s*_]+_", re.M)

LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout("iramuteq", "IRaMuTeQ or Alceste: corpus", (*TEXTS, *PAPERS), _STARRED.search, "press.starred.read"),
)
