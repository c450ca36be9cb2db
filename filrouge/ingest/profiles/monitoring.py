"""Media monitoring, news APIs and scrapers: what their exports call what."""

import re
from html import unescape
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_PAGE_TITLE: Final = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.DOTALL)


def _title_in_extras(fields: Fields) -> Fields:
    found = _PAGE_TITLE.search(fields.get("extrasxml", ""))
    return {"title": unescape(found[1])} if found else {}


GKG: Final = (
    "gkgrecordid", "date", "sourcecollectionidentifier", "sourcecommonname", "documentidentifier", "counts", "v2counts",
    "themes", "v2enhancedthemes", "locations", "v2enhancedlocations", "persons", "v2enhancedpersons", "organizations",
    "v2enhancedorganizations", "tone", "dates", "gcam", "sharingimage", "relatedimages", "socialimageembeds",
    "socialvideoembeds", "quotations", "allnames", "amounts", "translationinfo", "extrasxml",
)  # fmt: skip
"""The columns of GDELT's Global Knowledge Graph 2.1, which come without a header."""

PROFILES: Final = (
    Profile(
        "mediacloud",
        "Media Cloud: stories",
        ("media_name", "media_url", "publish_date", "title", "url"),
        {
            "id": ("id", "stories_id"), "title": "title", "text": ("text", "story_text"), "date": "publish_date",
            "source": ("media_name", "media_url"), "url": "url", "language": "language",
        },
        headlines=True,
    ),
    Profile(
        "gdelt-artlist",
        "GDELT: list of articles",
        ("url", "mobile_url", "date", "title"),
        {"title": "title", "date": "date", "url": "url"},
        headlines=True,
    ),
    Profile(
        "gdelt-gkg",
        "GDELT: Global Knowledge Graph",
        ("gkgrecordid", "sourcecommonname", "documentidentifier", "extrasxml"),
        {"title": "title", "date": "date", "source": "sourcecommonname", "url": "documentidentifier"},
        headlines=True,
        derive=_title_in_extras,
        header=GKG,
    ),
)  # fmt: skip
