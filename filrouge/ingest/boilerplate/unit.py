"""A line of a pasted text, and what its shape tells."""

from dataclasses import dataclass
from typing import Final

LONG_WORDS: Final = 30
"""A line of so many words is prose, whatever it ends with."""

_LONGEST_SHOUTED: Final = 20


@dataclass(slots=True, eq=False)
class Unit:
    """A line, or the lines of one hard-wrapped paragraph, or a part of a line broken by runs of spaces.

    Attributes
    ----------
    start, end : offsets in the text as read, the line break included.
    text : what it says, without the marks of Markdown around it.
    words : how many words, as far as they can be told.
    gap : blank lines before it.
    page : how surely it is the page's and not the article's: 0 not, 1 where it stands outside the body, 2 anywhere.
    reason : why, where `page` is not 0.
    inner : whether it is of a box of links between the paragraphs of the article.
    appeal : whether the outlet speaks of itself there, at whatever length.
    """

    start: int
    end: int
    text: str
    gap: int
    indented: bool = False
    heading: int = 0
    bullet: bool = False
    words: int = 0
    unspaced: bool = False
    hits: int = 0
    opens: bool = False
    comments: bool = False
    event: bool = False
    tags: bool = False
    signs_comment: bool = False
    others: bool = False
    inner: bool = False
    appeal: bool = False
    credit: bool = False
    only_credit: bool = False
    sentences: bool = False
    prose: bool = False
    ends: str = ""
    dateline: bool = False
    stamp: bool = False
    byline: bool = False
    page: int = 0
    reason: str = ""

    @property
    def shouted(self) -> bool:
        """Whether it is one sentence in capitals, as some write headlines."""
        return self.ends == "sentence" and self.text.isupper() and self.words <= _LONGEST_SHOUTED and not self.sentences

    @property
    def headline_like(self) -> bool:
        """Whether it could be a headline: some words, no end of a sentence, nothing of the page's."""
        apart = (
            self.event
            or self.page
            or self.stamp
            or self.dateline
            or self.credit
            or (self.sentences and self.ends == "question")
        )
        return (
            not apart
            and 2 <= self.words <= 45
            and (self.ends in {"", "question"} or (self.ends == "ellipsis" and self.words <= 20) or self.shouted)
        )
