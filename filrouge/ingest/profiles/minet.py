"""minet: posts and comments of platforms as it writes them, beside those it shares with a platform's own module."""

import re
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_COMMUNITY: Final = re.compile(r"/(r/[A-Za-z0-9_]{2,50}|user/[\w-]{2,50})/")
_REDDIT: Final = {"platform": "Reddit", "kind": "post"}
_COMMENT: Final = {"platform": "Reddit", "kind": "comment"}


def _community(fields: Fields) -> Fields:
    """The community that the address of a post or comment names."""
    named = _COMMUNITY.search(fields.get("url", "") + fields.get("comment_url", ""))
    community = fields.get("subreddit", fields.get("post_subreddit", "")).strip("/").removeprefix("r/")
    if not community and named is None:
        return {}
    return {"community": f"r/{community}" if community or named is None else named[1]}


PROFILES: Final = (
    Profile(
        "crowdtangle-minet",
        "minet: CrowdTangle posts",
        ("ct_id", "post_url", "account_name", "datetime"),
        {
            "id": ("id", "ct_id"), "text": ("message", "description", "title", "caption"), "date": ("datetime", "date"),
            "source": ("account_name", "account_handle"), "account": ("account_handle", "account_id"),
            "url": ("post_url", "link"), "platform": ("platform", "account_platform"),
            "likes": ("actual_like_count", "actual_favorite_count"), "shares": "actual_share_count",
            "comments": "actual_comment_count",
        },
        {"kind": "post"},
    ),
    Profile(
        "facebook-comments-minet-2",
        "minet: comments on Facebook",
        ("fbid", "author_name", "created_time", "text"),
        {
            "id": "id", "text": "text", "date": "created_time", "source": ("author_name", "author_short_name"),
            "account": ("author_url", "author_name"), "author": "author_name", "likes": "reactions",
            "comments": "replies", "in_reply_to": "parent_id",
        },
        {"platform": "Facebook", "kind": "comment"},
    ),
    Profile(
        "instagram-minet",
        "minet: Instagram posts",
        ("username", "full_name", "shortcode", "caption", "taken_at_timestamp"),
        {
            "id": "id", "text": "caption", "date": ("utc_time", "taken_at_timestamp"),
            "source": ("full_name", "username"), "account": "username", "url": "url", "likes": "like_count",
            "comments": "comment_count",
        },
        {"platform": "Instagram", "kind": "post"},
    ),
    Profile(
        "instagram-comments-minet",
        "minet: comments on Instagram",
        ("comment_like_count", "username", "user_full_name", "created_at_utc", "text"),
        {
            "id": "id", "text": "text", "date": ("utc_time", "created_at_utc"),
            "source": ("user_full_name", "username"), "account": "username", "author": "user_full_name",
            "likes": "comment_like_count",
            "comments": "child_comment_count", "in_reply_to": "parent_id",
        },
        {"platform": "Instagram", "kind": "comment"},
    ),
    Profile(
        "bluesky-minet",
        "minet: Bluesky posts",
        ("cid", "uri", "user_handle", "local_time", "text"),
        {
            "id": "uri", "text": ("original_text", "text"), "date": ("timestamp_utc", "local_time"),
            "source": ("user_display_name", "user_handle"), "account": "user_handle", "author": "user_display_name",
            "language": ("langs", "user_langs"), "url": "url", "shares": "repost_count", "likes": "like_count",
            "comments": "reply_count", "in_reply_to": ("to_post_uri", "to_post_url"),
            "repost_of": ("repost_uri", "quoted_uri"),
        },
        {"platform": "Bluesky", "kind": "post"},
    ),
    Profile(
        "reddit-minet",
        "minet: Reddit posts",
        ("title", "url", "author_text", "scraped_points", "published_date"),
        {
            "id": "url", "title": "title", "text": "author_text", "date": "published_date",
            "source": ("community", "author"), "account": "author", "author": "author", "url": "url",
            "likes": ("approximated_points", "scraped_points"), "comments": "number_comments",
        },
        _REDDIT,
        headlines=True,
        derive=_community,
    ),
    Profile(
        "reddit-comments-minet",
        "minet: comments on Reddit",
        ("comment_url", "author", "points", "published_date", "comment"),
        {
            "id": "comment_url", "text": "comment", "date": "published_date", "source": ("community", "author"),
            "account": "author", "author": "author", "url": "comment_url", "likes": "points", "in_reply_to": "parent",
        },
        _COMMENT,
        derive=_community,
    ),
    Profile(
        "reddit-user-comments-minet",
        "minet: comments of an account on Reddit",
        ("comment_url", "post_subreddit", "published_date", "text"),
        {
            "id": "comment_url", "text": "text", "date": "published_date", "source": "community", "url": "comment_url",
            "likes": "points",
        },
        _COMMENT,
        derive=_community,
    ),
)  # fmt: skip
