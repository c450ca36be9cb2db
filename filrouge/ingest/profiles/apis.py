"""News services that answer programs: what their answers call what."""

import re
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_TO_BE_PAID: Final = "ONLY AVAILABLE IN"


def _without_offers(fields: Fields) -> Fields:
    """An offer of the service in the place of a text is no text."""
    return {name: "" for name, value in fields.items() if value.startswith(_TO_BE_PAID)}


_DAY: Final = re.compile(r"([01][0-9])/([0-3][0-9])/([0-9]{4}),\s+([0-9]{1,2}:[0-9]{2}\s[AP]M),\s\+0000 UTC")


def _day_of_serpapi(fields: Fields) -> Fields:
    """When an article appeared, whose date is written month first."""
    found = _DAY.fullmatch(fields.get("date", "").strip())
    return {"day": f"{found[3]}-{found[1]}-{found[2]} {found[4]} UTC"} if found else {}


def _removed(fields: Fields) -> str | None:
    return "the article was removed" if fields.get("title", "").strip() == "[Removed]" else None


PROFILES: Final = (
    Profile(
        "newsapi",
        "NewsAPI: articles",
        ("url_to_image", "published_at", "content", "source.name"),
        {
            "title": "title", "text": ("content", "description"), "date": "published_at",
            "source": ("source.name", "source.id"), "url": "url", "author": "author",
        },
        {"kind": "article"},
        headlines=True,
        refuse=_removed,
    ),
    Profile(
        "gnews",
        "GNews: articles",
        ("title", "description", "content", "published_at", "source.name", "source.url"),
        {
            "id": "id", "title": "title", "text": ("content", "description"), "date": "published_at",
            "source": ("source.name", "source.url"), "url": "url", "language": "lang",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "newsdata",
        "NewsData.io: articles",
        ("article_id", "link", "pub_date", "source_id"),
        {
            "id": "article_id", "title": "title", "text": ("content", "full_description", "description"),
            "date": "pub_date", "source": ("source_name", "source_id"), "url": "link", "language": "language",
            "author": "creator",
        },
        {"kind": "article"},
        headlines=True,
        derive=_without_offers,
    ),
    Profile(
        "trove",
        "Trove: newspaper articles of its service",
        ("heading", "trove_url", "title.title", "date"),
        {
            "id": "id", "title": "heading", "text": ("article_text", "snippet"), "date": "date",
            "source": "title.title", "url": ("trove_url", "identifier"), "page": "page", "section": "category",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "serpapi",
        "SerpApi: news found by Google",
        ("position", "link", "title", "source", "date"),
        {
            "title": "title", "text": "snippet", "date": ("iso_date", "day", "date"),
            "source": ("source.name", "source"), "url": "link", "author": ("source.authors", "authors"),
        },
        {"kind": "article"},
        headlines=True,
        derive=_day_of_serpapi,
    ),
    Profile(
        "bing-news",
        "Bing: news found",
        ("name", "url", "description", "date_published", "provider.0.name"),
        {
            "title": "name", "text": "description", "date": "datePublished", "source": "provider.0.name", "url": "url",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "newscatcher",
        "NewsCatcher: articles",
        ("clean_url", "link", "published_date", "title"),
        {
            "id": ("_id", "id"), "title": "title", "text": ("content", "summary", "excerpt", "description"),
            "date": "published_date", "source": ("name_source", "clean_url", "rights"), "url": "link",
            "language": "language", "author": "author",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "guardian",
        "The Guardian: articles of its service",
        ("web_title", "web_url", "web_publication_date"),
        {
            "id": "id", "title": ("web_title", "headline", "fields.headline"),
            "text": ("body_text", "fields.body_text", "body", "fields.body", "trail_text", "fields.trail_text"),
            "date": "web_publication_date", "source": ("publication", "fields.publication"), "url": "web_url",
            "author": ("byline", "fields.byline"), "language": ("lang", "fields.lang"),
        },
        {"source": "The Guardian", "kind": "article"},
        headlines=True,
    ),
    Profile(
        "nyt",
        "The New York Times: articles of its service",
        ("web_url", "headline.main", "pub_date"),
        {
            "id": ("_id", "uri"), "title": ("headline.main", "headline.print_headline"),
            "text": ("lead_paragraph", "abstract", "snippet"), "date": "pub_date", "source": "source", "url": "web_url",
            "author": "byline.original",
        },
        {"source": "The New York Times", "kind": "article"},
        headlines=True,
    ),
    Profile(
        "event-registry",
        "Event Registry: articles",
        ("uri", "title", "body", "date_time", "is_duplicate"),
        {
            "id": "uri", "title": "title", "text": "body",
            "date": ("date_time_pub", "{date}T{time}", "date", "date_time"),
            "source": ("source.title", "source.uri", "source"), "url": "url", "language": "lang",
            "author": ("authors.0.name", "authors"), "shares": "shares.facebook",
        },
        {"kind": "article"},
        headlines=True,
    ),
    Profile(
        "fact-checks",
        "Google Fact Check: claims",
        ("text", "claim_review.0.publisher.name", "claim_review.0.url"),
        {
            "text": "text", "title": "claim_review.0.title", "date": ("claim_review.0.review_date", "claim_date"),
            "source": ("claim_review.0.publisher.name", "claim_review.0.publisher.site"),
            "url": "claim_review.0.url", "language": "claim_review.0.language_code", "author": "claimant",
        },
        {"kind": "article"},
    ),
)  # fmt: skip
