"""Why a line of a pasted text is cut, in words that stand beside the cut."""

from typing import Final

MENU: Final = "menu or list of headlines"
SHARE: Final = "share, subscribe or navigation box"
LEGAL: Final = "legal footer"
CREDIT: Final = "image credit"
STRAY: Final = "stray line"
CONTACT: Final = "contact block"
LINK: Final = "link to another page"
STRIP: Final = "counter or strip of figures"
CODE: Final = "code of the page"
COMMENTS: Final = "comments or comment form"
STAMP: Final = "stamp line"
BYLINE: Final = "byline"
FOREIGN: Final = "page in another language"
EVERYWHERE: Final = "stands in many documents of this source"
