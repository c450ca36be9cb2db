"""Invented pages as they come when all is selected and copied: the title is the article's, and the page goes.

In a file, `^` stands before the title, `|` before a line of the article, `~` before one that may stay or go.
"""

from pathlib import Path
from typing import Final

import pytest

from filrouge.ingest.boilerplate.article import cut_boilerplate

LAYOUTS: Final = sorted((Path(__file__).parent / "layouts").glob("*.txt"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_the_article_stays_whole_and_the_page_goes(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    page = "\n".join(line[1:] if line[:1] in {"^", "|", "~"} else line for line in lines)
    article = cut_boilerplate(page)
    kept = article.text.split("\n")
    assert article.title == next(line[1:] for line in lines if line.startswith("^"))
    assert [line[1:] for line in lines if line.startswith("|") and line[1:] not in kept] == []
    assert [line for line in lines if line and line[0] not in "^|~" and line in kept] == []
