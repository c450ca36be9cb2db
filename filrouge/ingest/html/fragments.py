"""A piece of a page as elements, however it was cut or damaged."""

import re
from typing import Any, Final

_UNWANTED: Final = re.compile("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f]")


def fragment(markup: str) -> Any:
    """The elements of a piece of a page, in one `div`.

    lxml's own function for it fails on heads without a body.
    """
    from lxml import html

    tree = html.document_fromstring(f"<div>{_UNWANTED.sub('', markup)}</div>")
    return next(iter(tree.xpath("//div")), tree)
