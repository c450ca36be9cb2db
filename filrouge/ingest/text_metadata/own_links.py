"""Lines that say where on the web the text stands that they belong to."""

import re
from typing import Final

URL: Final = re.compile(r"<?(?P<url>https?://[^\s<>\"'\])}]+)>?")
_OWN_LINK: Final = re.compile(
    r"perma(?:nent\s+)?link|permalien|(?:lien|enlace|link)\s+permanente?|постоянная\s+ссылка|kal[ıi]c[ıi]\s+bağlant[ıi]"
    r"|(?:can|may)\s+be\s+(?:viewed|read|found)\s+(?:online\s+)?at|(?:view|read|see)\s+(?:the\s+|this\s+)?(?:original"
    r"|source|full)\s*(?:version|article|content|release|story|post|text|press\s+release)?|original\s+(?:article|url|link)"
    r"|canonical(?:\s+url)?|(?:article|page|story)\s+(?:url|link)|(?:lire|consulter|voir)\s+l['’](?:article|original)"
    r"|(?:url|adresse|lien)\s+(?:de\s+l['’]article|de\s+cet\s+article|source)|l['’]?article\s+original"
    r"|(?:zum\s+)?original(?:artikel|meldung|-content|beitrag)|link\s+zum\s+artikel|quell(?:e|link)|enlace\s+(?:original|al\s+artículo)"
    r"|leer\s+(?:el\s+)?(?:artículo\s+)?original|articolo\s+originale|artigo\s+original|ссылка\s+на\s+(?:статью|материал|оригинал)"
    r"|оригинал\s+(?:статьи|материала)|haberin\s+(?:linki|bağlantısı|kaynağı)|məqalənin\s+linki|orijinal\s+(?:haber|link|mənbə)"
    r"|հոդվածի\s+հղումը|原文(?:链接|鏈接|連結|地址)|本文(?:链接|鏈接|連結)|元記事|원문",
    re.IGNORECASE,
)
_CAN_BE: Final = re.compile(r"\bbe\s+(?:viewed|read|found)\b", re.IGNORECASE)
_THIS_TEXT: Final = re.compile(
    r"^\W*(?:this|the)\s+(?:full\s+|original\s+)?(?:press\s+|news\s+)?(?:release|article|story|text|post|statement|petition)\b",
    re.IGNORECASE,
)
_MOST_WORDS_BEFORE_LINK: Final = 12


def says_its_own(before: str) -> bool:
    """Whether the words before an address say that it is the text's own."""
    return _OWN_LINK.search(before) is not None and len(before.split()) <= _MOST_WORDS_BEFORE_LINK


def is_own_link(line: str) -> bool:
    """Whether a line says nothing but the text's own address: "This article can be read at: https://…".

    Where a report or a book can be read, a text says itself.
    """
    match = URL.search(line)
    if match is None or line[match.end() :].strip(" >)]*_.") or not says_its_own(before := line[: match.start()]):
        return False
    return _CAN_BE.search(before) is None or _THIS_TEXT.match(before) is not None
