"""Lines by which a page asks its reader to pay, sign in or subscribe: what stands where an article would go on."""

import re
from typing import Final

from filrouge.ingest.boilerplate.patterns import patterns

PAYWALL: Final = re.compile("|".join(patterns("paywalls")), re.IGNORECASE)
NEWSLETTER: Final = re.compile(rf"^\W*(?:{'|'.join(patterns('newsletters'))})", re.IGNORECASE)

_LONGEST: Final = 45
"""Words of a line in which a page asks for something."""


def asks_to_pay(text: str, words: int) -> bool:
    """Whether a line stands in place of the rest of an article."""
    return words <= _LONGEST and PAYWALL.search(text) is not None


def asks_to_subscribe(text: str, words: int) -> bool:
    """Whether a line asks to pay, to sign in or to subscribe to a letter."""
    return asks_to_pay(text, words) or (words <= _LONGEST and NEWSLETTER.match(text) is not None)
