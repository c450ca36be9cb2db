"""Headlines of other articles that a page writes behind a sentence, in its line: "… said. READ ALSO: Ferry fined"."""

import re
from typing import Final

_TEASER: Final = re.compile(
    r"(?<=[.!?…»”\"’)\]])\s+(?P<teaser>[(\[>►▶→•*]*\s*"
    r"(?:(?:À|A) (?:LIRE|VOIR|ÉCOUTER)(?: AUSSI| ÉGALEMENT)?|(?:LIRE|VOIR|ÉCOUTER|LISEZ) (?:AUSSI|ÉGALEMENT)"
    r"|(?:READ|SEE|WATCH|LISTEN)(?: (?:MORE|ALSO|NEXT|NOW))|ALSO READ|MORE ON THIS|RELATED(?: STORY| ARTICLE)?"
    r"|LESEN SIE (?:AUCH|HIER|DAZU)|MEHR ZUM THEMA|LE(?:A|E|ER) (?:TAMBIÉN|MÁS)|TE PUEDE INTERESAR|VER TAMBIÉN"
    r"|LEGGI ANCHE|LEIA (?:TAMBÉM|MAIS)|VEJA TAMBÉM|LEES OOK|CZYTAJ (?:TEŻ|TAKŻE|WIĘCEJ)|ЧИТАЙТЕ ТАКЖЕ|ЧИТАТЬ ТАКЖЕ)"
    r"\s*(?:[-–—:|»>►▶→]+|\s)\s*[^\W_].{3,200})$"
)
"""In capitals alone, and to the end of the line: in small letters a sentence may begin so."""

_SIGNED: Final = re.compile(
    r"(?<=[.!?…»”\"’)\]])\s+(?P<teaser>[(\[>►▶→•*]*\s*"
    r"(?:(?:À|A) (?:lire|voir|écouter)(?: aussi| également)?|(?:Lire|Voir|Écouter|Lisez) (?:aussi|également)"
    r"|(?:Read|See|Watch)(?: (?:more|also|next))|Also read|Related(?: story| article)?"
    r"|Lesen Sie (?:auch|hier|dazu)|Mehr zum Thema|Le(?:a|e) también|Te puede interesar|Ver también"
    r"|Leggi anche|Leia (?:também|mais)|Veja também|Lees ook|Czytaj (?:też|także|więcej)|Читайте также|Читать также)"
    r"\s*(?::|[-–—|»>►▶→]+)\s*[^\W_][^.]{3,160})$"
)
"""In small letters, a sign behind it tells, and no full stop ends it."""


def begins_teaser(line: str) -> int | None:
    """Where the headline of another article begins in a line of an article; None where there is none."""
    line = line.rstrip()
    found = _TEASER.search(line) or _SIGNED.search(line)
    if found is None or not any(map(str.isalnum, line[: found.start("teaser")])):  # then all of the line is one
        return None
    return found.start("teaser")
