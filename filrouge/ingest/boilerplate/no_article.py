"""What servers and sites show in place of an article: errors, checks for robots, consent, sign-in and pay walls."""

import re
from typing import Final

from filrouge.ingest.boilerplate.patterns import AnyOf, patterns
from filrouge.search import UNSPACED

NO_ARTICLE: Final = "it reads like an error, consent or sign-in page rather than an article"

_MOST_WORDS: Final = 180
_FEW_WORDS: Final = 60
_LONGEST_HEAD: Final = 80
_SHARE: Final = 0.34  # of the words, in sentences by which a page speaks of itself
_WITH_TITLE: Final = 0.12
_SENTENCE: Final = re.compile(r"[^.!?。！？؟…\n]+[.!?。！？؟…]*\n*")

_OF_ITSELF: Final = AnyOf(patterns("no_article") + patterns("paywalls"), re.IGNORECASE | re.MULTILINE)
_TITLED: Final = re.compile(rf"^\W*(?:{'|'.join(patterns('no_article_titles'))})\W*$", re.IGNORECASE)


def is_no_article(title: str | None, text: str) -> bool:
    """Whether a short text is what a site shows in place of an article: a third of it are sentences by which a page
    speaks of itself, or less of it under a title of such a page.
    """
    head = (title or text.lstrip().partition("\n")[0][:_LONGEST_HEAD]).strip()
    sentences = [match.group() for match in _SENTENCE.finditer(text[: 40 * _MOST_WORDS])]
    sizes = [_words(sentence) for sentence in sentences]
    n_words = sum(sizes)
    if not n_words or n_words > _MOST_WORDS or len(text) > 40 * _MOST_WORDS:
        return False
    possible = _OF_ITSELF.among(text)
    said = sum(
        size
        for sentence, size in zip(sentences, sizes, strict=True)
        if any(expression.search(sentence.strip()) for expression in possible)
    )
    titled = bool(head) and _TITLED.match(re.split(r"\s[|–—-]\s", head)[0]) is not None
    if titled and (said >= _WITH_TITLE * n_words or n_words <= _FEW_WORDS):
        return True
    return said >= _SHARE * n_words and (said > 5 or said == n_words)


def _words(text: str) -> int:
    spaced = re.sub(f"[{UNSPACED}]", " x ", text) if not text.isascii() else text
    return len(spaced.split()) if len(spaced) < 3 * len(text) / 2 else round(len(text) / 2.5)
