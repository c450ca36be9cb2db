"""Social platforms: what the tools that collect posts call what. The account is the source, the platform a field."""

from typing import Final

from filrouge.ingest.profiles.profile import Profile

PROFILES: Final = (
    Profile(
        "twarc",
        "twarc: posts on X (CSV)",
        ("id", "conversation_id", "author_id", "created_at", "text", "author.username"),
        {
            "id": "id", "text": "text", "date": "created_at", "source": ("author.name", "author.username"),
            "account": "author.username", "language": "lang", "in_reply_to": "referenced_tweets.replied_to.id",
            "repost_of": "referenced_tweets.retweeted.id", "url": "https://x.com/{author.username}/status/{id}",
            "shares": "public_metrics.retweet_count", "likes": "public_metrics.like_count",
            "comments": "public_metrics.reply_count", "views": "public_metrics.impression_count",
        },
        {"platform": "X", "kind": "post"},
    ),
)  # fmt: skip
