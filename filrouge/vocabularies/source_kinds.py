"""Kinds of sources: one key and one name for each, however somebody wrote it."""

from functools import cache
from typing import Final

from filrouge.characters import one_line
from filrouge.i18n import LOCALES, N_, _, speaking

SOURCE_KINDS: Final = {
    "wire": N_("News agency"),
    "agency": N_("News agency"),
    "news agency": N_("News agency"),
    "daily": N_("Daily newspaper"),
    "newspaper": N_("Newspaper"),
    "weekly": N_("Weekly newspaper"),
    "magazine": N_("Magazine"),
    "broadcaster": N_("Broadcaster"),
    "state broadcaster": N_("State broadcaster"),
    "state media": N_("State media"),
    "public broadcaster": N_("Public broadcaster"),
    "radio": N_("Radio"),
    "television": N_("Television"),
    "press releases": N_("Press releases"),
    "petition": N_("Petitions"),
    "petitions": N_("Petitions"),
    "aggregator": N_("Aggregator"),
    "blog": N_("Blog"),
    "news site": N_("News site"),
    "social media": N_("Social media"),
    "government": N_("Government"),
    "embassy": N_("Embassy"),
    "institution": N_("Institution"),
    "party": N_("Political party"),
    "ngo": N_("NGO"),
    "think tank": N_("Think tank"),
    "fact-checker": N_("Fact-checker"),
}
"""Kinds that have a name in the reader's language, by every word for them; others are shown as they are written. Of the
words for one kind the first is its key.
"""


def kind_key(kind: str) -> str:
    """The key of a kind that is given by a word for it, or by its name in a language of the interface; others are as
    they are written.
    """
    words = one_line(kind)
    return _keys().get(words.casefold(), words)


def source_kind(kind: str) -> str:
    """A kind as it is shown, by its key or any word for it."""
    key = kind_key(kind)
    return _(SOURCE_KINDS[key]) if key in SOURCE_KINDS else key[:1].upper() + key[1:]


@cache
def _keys() -> dict[str, str]:
    """The key of each kind by word and name, in small letters."""
    first = {name: word for word, name in reversed(SOURCE_KINDS.items())}
    found = {word: first[name] for word, name in SOURCE_KINDS.items()}
    for locale in LOCALES:
        with speaking(locale):
            found |= {_(name).casefold(): first[name] for name in SOURCE_KINDS.values()}
    return found
