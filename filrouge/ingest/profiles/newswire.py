"""News agencies: items in the vocabularies of the IPTC; and corpora in that of the TEI."""

import re
from typing import Final

from filrouge.ingest.profiles.layout import Layout
from filrouge.ingest.profiles.profile import Profile

_START: Final = r"\A(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+<(?:[\w-]+:)?"

LAYOUTS: Final[tuple[Layout, ...]] = (
    Layout(
        "newsml-g2", "News agency: NewsML-G2", ("markup", "feed", "html"),
        re.compile(rf"{_START}(?:newsItem|newsMessage|packageItem)[\s>]", re.S).search, "newswire.newsml.read",
    ),
    Layout(
        "newsml-1", "News agency: NewsML 1", ("markup", "feed", "html"),
        re.compile(rf"{_START}NewsML[\s>]", re.S).search, "newswire.newsml.read",
    ),
    Layout(
        "nitf", "News agency: NITF", ("markup", "feed", "html"),
        re.compile(r"<(?:[\w-]+:)?nitf[\s>].{0,20000}<(?:[\w-]+:)?body[.\s>]", re.S).search, "newswire.newsml.read",
    ),
    Layout(
        "tei", "TEI: texts of a corpus or edition", ("markup", "html"),
        re.compile(rf"{_START}(?:TEI|teiCorpus|TEI\.2)[\s>].{{0,20000}}<(?:[\w-]+:)?teiHeader", re.S).search,
        "tei.read",
    ),
)  # fmt: skip

PROFILES: Final = (
    *(
        Profile(
            name,
            "News agency: ninjs",
            columns,
            {
                "id": ("uri", "guid"), "title": ("headline", "headlines.0.value", "title"),
                "text": (
                    "body_text", "body_html", "body_xhtml", "bodies.0.value", "description_text",
                    "descriptions.0.value",
                ),
                "date": ("firstcreated", "contentcreated", "versioncreated"),
                "source": (
                    "infosource", "infosources.0.name", "infosources.0.literal", "provider", "source",
                    "copyrightholder",
                ),
                "author": ("byline", "bylines", "by"), "language": "language",
                "url": ("canonical", "url", "renditions.web.href"),
            },
        )
        for name, columns in (
            ("ninjs", ("uri", "versioncreated", "headline")),
            ("ninjs-2", ("uri", "versioncreated", "headlines")),
        )
    ),
    *(
        Profile(
            name,
            "Fact checks: ClaimReview",
            (f"{at}claimReviewed",),
            {
                "id": f"{at}@id", "text": f"{at}claimReviewed", "title": (f"{at}headline", f"{at}name"),
                "url": (f"{at}url", "url"), "date": (f"{at}datePublished", f"{at}itemReviewed.datePublished"),
                "source": (f"{at}author.name", f"{at}publisher.name", f"{at}author"), "language": f"{at}inLanguage",
            },
            {"kind": "article"},
        )
        for name, at in (("claimreview", ""), ("claimreview-feed", "item.0."))
    ),
)  # fmt: skip
