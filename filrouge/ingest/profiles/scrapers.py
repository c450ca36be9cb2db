"""Programs that fetch pages and keep their articles: what they call what."""

from typing import Final

from filrouge.ingest.profiles.profile import Profile

_ARTICLE: Final = {"kind": "article"}

PROFILES: Final = (
    Profile(
        "news-please",
        "news-please: articles",
        ("maintext", "date_publish", "source_domain", "title"),
        {
            "title": ("title", "title_page", "title_rss"), "text": ("maintext", "text", "description"),
            "date": "date_publish", "source": "source_domain", "url": "url", "language": "language",
            "author": "authors",
        },
        _ARTICLE,
        headlines=True,
    ),
    *(
        Profile(
            name,
            "newspaper: articles",
            ("title", "text", "authors", "publish_date", column),
            {
                "title": "title", "text": ("text", "summary"), "date": "publish_date",
                "source": ("meta_site_name", "source_url"), "url": ("canonical_link", "url"),
                "language": ("language", "meta_lang"), "author": "authors",
            },
            _ARTICLE,
            headlines=True,
        )
        for name, column in (("newspaper", "top_image"), ("newspaper-table", "source_url"))
    ),
    *(
        Profile(
            name,
            "Fundus: articles",
            ("title", "authors", "publishing_date", column),
            {
                "title": "title", "text": ("plaintext", "body", "text"), "date": "publishing_date",
                "source": ("publisher", "html.source_info.publisher", "source_info.publisher"),
                "url": ("html.responded_url", "html.requested_url", "url"), "language": "lang", "author": "authors",
            },
            _ARTICLE,
            headlines=True,
        )
        for name, column in (("fundus", "body"), ("fundus-plain", "plaintext"))
    ),
)  # fmt: skip
