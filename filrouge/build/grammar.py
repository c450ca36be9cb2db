"""Small words that tell a noun phrase from other words: what stands before a noun, and what holds one together."""

from collections.abc import Sequence
from typing import Final, NamedTuple


class Grammar(NamedTuple):
    """Of a language: words before a noun (articles, possessives; prepositions; those of places, which hardly stand
    before persons), words that may stand inside a noun phrase, "and", and "various".
    """

    articles: frozenset[str]
    prepositions: frozenset[str]
    places: frozenset[str]
    links: frozenset[str]
    conjunction: str
    various: str

    @property
    def noun(self) -> float:
        """Share of the occurrences of a noun phrase that have an article or a preposition before them."""
        return 0.35 if self.conjunction in _BARE_PLURALS else 0.55

    @property
    def compounds(self) -> bool:
        """Whether nouns stand side by side without a preposition: fishing ban."""
        return self.conjunction in _BARE_PLURALS

    @property
    def colon(self) -> str:
        """How a colon is written, with the space behind it."""
        return {"Divers": "\u00a0: ", "其他": "："}.get(self.various, ": ")

    def joined(self, words: Sequence[str]) -> str:
        """Words or phrases in a row, the last one behind "and"."""
        *most, last = words
        if not most or not self.conjunction:
            return ", ".join(words)
        if self.conjunction == "与":
            return "、".join(most) + self.conjunction + last
        before = "e" if self.conjunction == "y" and last[:1].lower() == "i" else self.conjunction
        return f"{', '.join(most)} {before}{'' if before == 'و' else ' '}{last}"


_BARE_PLURALS: Final = frozenset({"and", "und", "en", "och"})  # Germanic languages say "oysters" without an article

BARE: Final = frozenset(["the", "le", "la", "les", "l'", "el", "los", "las", "il", "lo", "gli", "i", "els"])
"""Articles that are no preposition too."""


def _grammar(articles: str, prepositions: str, places: str, links: str, conjunction: str, various: str) -> Grammar:
    before, others, spatial, inside = (frozenset(words.split()) for words in (articles, prepositions, places, links))
    return Grammar(before, others, spatial, inside, conjunction, various)


GRAMMARS: Final = {
    "ca": _grammar(
        "el la els les l' un una uns unes al als del dels aquest aquesta",
        "a de d' en per amb sobre contra",
        "a en",
        "de d' del dels la les el els l' i a al",
        "i",
        "Diversos",
    ),
    "de": _grammar(
        "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins",
        "in auf an von für mit gegen über nach aus bei um",
        "in nach aus bei",
        "der die das des den dem für von und zur zum im in am",
        "und",
        "Verschiedenes",
    ),
    "en": _grammar(
        "the a an this these its their his her our any no every each",
        "in on at of for to from over into with against about by near across between under",
        "in at near from off outside around",
        "of the for in on at and to",
        "and",
        "Various",
    ),
    "es": _grammar(
        "el la los las un una unos unas al del este esta estos estas su sus",
        "a de en por con para sobre contra entre hacia desde según",
        "en hacia desde",
        "de del la las el los y en a al para por",
        "y",
        "Varios",
    ),
    "fr": _grammar(
        "le la les l' un une des du au aux ce cet cette ces son sa ses leur leurs notre nos",
        "à de d' en par pour sur dans avec contre entre sous chez vers",
        "à en dans vers",
        "de d' du des la le les l' à au aux en et pour sur",
        "et",
        "Divers",
    ),
    "it": _grammar(
        "il lo la i gli le l' un uno una al allo alla ai agli alle del dello della dei degli delle dell' "
        "nel nella nei nelle sul sulla dal dalla questo questa",
        "a di d' in per con su tra fra da contro",
        "a in nel nella",
        "di d' del dello della dei degli delle dell' la il i le e a al alla in per",
        "e",
        "Varie",
    ),
    "nl": _grammar(
        "de het een deze dit die zijn haar hun",
        "in op aan van voor met tegen over na uit bij om",
        "in te bij",
        "van de het voor in en",
        "en",
        "Diversen",
    ),
    "pl": _grammar("", "w we z ze na do od dla po o przy przez nad pod", "w na do", "w z na do i o", "i", "Różne"),
    "pt": _grammar(
        "o a os as um uma uns umas ao aos à às do da dos das no na nos nas este esta seu sua seus suas pelo pela",
        "a de em por com para sobre contra entre",
        "em no na nos nas",
        "de do da dos das e em no na a ao à para",
        "e",
        "Vários",
    ),
    "ru": _grammar(
        "",
        "в во на с со из о об от до по для к ко за при под над у против через",
        "в во на",
        "в на с о и по для",
        "и",
        "Разное",
    ),
    "sv": _grammar(
        "en ett den det de", "i på av för med mot om till från vid", "i på", "i på av för och till", "och", "Diverse"
    ),
    "tr": _grammar("", "", "", "ve", "ve", "Çeşitli"),
    "uk": _grammar(
        "",
        "в у на з із зі про від до по для за при під над проти через",
        "в у на",
        "в у на з про та і для",
        "і",
        "Різне",
    ),
    "ar": _grammar("", "في من على إلى عن مع بين ضد حول قبل بعد خلال", "في إلى", "في من على إلى عن", "و", "متفرقات"),
    "zh": _grammar("", "", "", "", "与", "其他"),
}

UNKNOWN: Final = _grammar("", "", "", "", "", "")
"""A language of which such words are not known."""
