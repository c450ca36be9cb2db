"""Media monitoring, news APIs and scrapers: what their exports call what."""

import re
from html import unescape
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_EXTRAS: Final = frozenset({"extrasxml", "extras"})
_PAGE_TITLE: Final = re.compile(r"<PAGE_TITLE>(.*?)</PAGE_TITLE>", re.DOTALL)


def _title_in_extras(fields: Fields) -> Fields:
    extras = (value for name, value in fields.items() if name.casefold().lstrip("v2_") in _EXTRAS)
    found = next(filter(None, map(_PAGE_TITLE.search, extras)), None)
    return {"title": unescape(found[1])} if found else {}


GKG: Final = (
    "gkgrecordid", "date", "sourcecollectionidentifier", "sourcecommonname", "documentidentifier", "counts", "v2counts",
    "themes", "v2enhancedthemes", "locations", "v2enhancedlocations", "persons", "v2enhancedpersons", "organizations",
    "v2enhancedorganizations", "tone", "dates", "gcam", "sharingimage", "relatedimages", "socialimageembeds",
    "socialvideoembeds", "quotations", "allnames", "amounts", "translationinfo", "extrasxml",
)  # fmt: skip
"""The columns of GDELT's Global Knowledge Graph 2.1, which come without a header."""

GKG_1: Final = (
    "date", "numarts", "counts", "themes", "locations", "persons", "organizations", "tone", "cameoeventids", "sources",
    "sourceurls",
)  # fmt: skip
"""The columns of its first version, which tells no titles."""

PROFILES: Final = (
    Profile(
        "swissdox",
        "Swissdox: articles",
        ("pubtime", "medium_name", "head", "content"),
        {
            "id": "id", "title": "head", "text": "content", "date": "pubtime", "source": ("medium_name", "medium_code"),
            "url": "article_link", "language": "language", "author": "author", "section": "rubric",
        },
        {"kind": "article"},
        headlines=True,
    ),
    *(
        Profile(
            name,
            "Media Cloud: stories",
            ("media_name", column, "publish_date", "title", "url"),
            {
                "id": ("id", "stories_id", "processed_stories_id"), "title": "title",
                "text": ("text", "story_text", "full_text"), "date": "publish_date",
                "source": ("media_name", "media_url"), "url": "url", "language": "language",
                "shares": "facebook_share_count",
            },
            {"kind": "article"},
            headlines=True,
        )
        for name, column in (("mediacloud", "media_url"), ("mediacloud-topic", "stories_id"))
    ),
    Profile(
        "gdelt-artlist",
        "GDELT: list of articles",
        ("url", "mobile_url", "date", "title"),
        {"title": "title", "date": "date", "url": "url"},
        headlines=True,
    ),
    Profile(
        "gdelt-doc",
        "GDELT: articles of its service",
        ("url", "seendate", "title"),
        {"title": "title", "date": "seendate", "source": "domain", "url": "url", "language": "language"},
        headlines=True,
    ),
    Profile(
        "gdelt-gal",
        "GDELT: Article List",
        ("date", "url", "title", "domain", "outlet_name"),
        {
            "title": "title", "text": "desc", "date": "date", "source": ("outlet_name", "domain"), "url": "url",
            "language": "lang", "author": "author",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "gdelt-gkg",
        "GDELT: Global Knowledge Graph",
        ("gkgrecordid", "sourcecommonname", "documentidentifier"),
        {
            "id": "gkgrecordid", "title": "title", "date": ("date", "v2date", "v21date"), "source": "sourcecommonname",
            "url": "documentidentifier",
        },
        headlines=True,
        derive=_title_in_extras,
        header=GKG,
        first_cells=(r"[0-9]{14}-T?[0-9]+", "[0-9]{14}"),
    ),
    Profile(
        "gdelt-gkg-1",
        "GDELT: Global Knowledge Graph, version 1",
        ("numarts", "cameoeventids", "sourceurls"),
        {"title": "title", "date": "date", "source": "sources", "url": "sourceurls"},
        headlines=True,
        header=GKG_1,
        first_cells=("[0-9]{8}", "[0-9]+"),
    ),
    Profile(
        "meltwater",
        "Meltwater: mentions",
        ("date", "hit_sentence", "opening_text"),
        {
            "id": "document_id", "title": ("headline", "title"),
            "text": ("full_text", "content", "body", "opening_text", "hit_sentence"),
            "date": ("{date} {time}", "date", "{alternate_date_format} {time}"),
            "source": ("source_name", "source", "outlet", "source_domain"), "url": "url", "language": "language",
            "author": ("author_name", "influencer", "author"), "views": ("reach", "desktop_reach", "views"),
            "likes": "likes", "shares": ("shares", "reposts"), "comments": ("replies", "comments"),
        },
        headlines=True,
    ),
    Profile(
        "brandwatch",
        "Brandwatch: mentions",
        ("query_id", "query_name", "date", "snippet"),
        {
            "id": "resource_id", "title": "title", "text": ("full_text", "snippet"), "date": "date",
            "source": ("weblog_title", "domain"), "url": ("url", "original_url"), "language": "language",
            "author": ("full_name", "author"), "views": ("impressions", "reach_new", "reach", "twitter_impressions"),
            "shares": ("twitter_retweets", "facebook_shares"), "likes": ("twitter_likes", "facebook_likes"),
            "comments": ("twitter_reply_count", "facebook_comments"), "in_reply_to": "twitter_reply_to",
            "repost_of": "twitter_retweet_of",
        },
        headlines=True,
    ),
    *(
        Profile(
        name,
        "Talkwalker: results",
        columns,
        {
            "id": "id", "title": ("title", "title_snippet"), "text": ("content", "content_snippet"),
            "date": "published",
            "source": ("extra_source_attributes.name", "source_name", "domain_url", "root_url", "host_url"),
            "url": "url", "language": "lang",
            "author": ("extra_author_attributes.name", "author", "author_name"),
            "views": ("reach", "article_extended_attributes.num_views"),
            "shares": ("article_extended_attributes.facebook_shares", "twitter_shares"),
            "likes": ("article_extended_attributes.twitter_likes", "facebook_likes"),
        },
        headlines=True,
    )
        for name, columns in (
            ("talkwalker", ("search_indexed", "published", "content")),
            ("talkwalker-table", ("published", "content", "extra_source_attributes.name")),
        )
    ),
    Profile(
        "minet-fetched",
        "minet: texts of pages",
        ("http_status", "mimetype", "content", "canonical_url"),
        {
            "title": "title", "text": ("content", "raw_content", "description"), "date": "date",
            "source": ("sitename", "site_name"), "url": ("canonical_url", "resolved_url", "url"), "author": "author",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "trafilatura",
        "trafilatura: texts of pages",
        ("fingerprint", "hostname", "text"),
        {
            "title": "title", "text": ("text", "raw_text"), "date": "date",
            "source": ("sitename", "source_hostname", "hostname"), "url": ("url", "source"), "language": "language",
            "author": "author",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "gargantext",
        "GarganText: corpus",
        ("publication_year", "publication_month", "publication_day", "abstract"),
        {
            "title": "title", "text": "abstract",
            "date": ("{publication_year}-{publication_month}-{publication_day}",
                     "{publication_year}-{publication_month}",
                     "publication_year"),
            "source": "source", "author": "authors",
        },
        headlines=True,
    ),
)  # fmt: skip
