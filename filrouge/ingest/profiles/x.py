"""X, once Twitter: its archive, its services, and the tools that collect posts."""

import re
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_POST: Final = {"platform": "X", "kind": "post"}
_REPOST: Final = re.compile(r"RT @(\w{1,15}):")


def _not_written(_: Fields) -> str:
    return "a post that was liked, not one that was written"


def _reposted(fields: Fields) -> Fields:
    """Whose post an archive's repost repeats, where only its text tells."""
    text = next((fields[name] for name in ("full_text", "text", "tweet") if name in fields), "")
    match = _REPOST.match(text)
    return {"reposted account": f"@{match[1]}"} if match else {}


PROFILES: Final = (
    Profile(
        "nodexl",
        "NodeXL: posts on X",
        ("vertex_1", "vertex_2", "relationship", "tweet"),
        {
            "id": "imported_id", "text": "tweet", "date": ("tweet_date_utc", "relationship_date_utc"),
            "source": "vertex_1", "account": "vertex_1", "url": "twitter_page_for_tweet",
            "in_reply_to": "in_reply_to_tweet_id", "likes": "favorite_count", "shares": "retweet_count",
            "language": "language",
        },
        {"platform": "X", "kind": "post"},
    ),
    Profile(
        "twarc",
        "X: posts as twarc's tables have them",
        ("id", "conversation_id", "author_id", "created_at", "text", "author.username"),
        {
            "id": "id",
            "text": ("referenced_tweets.retweeted.note_tweet.text", "referenced_tweets.retweeted.text",
                     "note_tweet.text", "text"),
            "date": "created_at", "source": ("author.name", "author.username"), "account": "author.username",
            "author": "author.name", "language": "lang", "in_reply_to": "referenced_tweets.replied_to.id",
            "repost_of": "referenced_tweets.retweeted.id", "url": "https://x.com/{author.username}/status/{id}",
            "shares": "public_metrics.retweet_count", "likes": "public_metrics.like_count",
            "comments": "public_metrics.reply_count",
            "views": ("public_metrics.impression_count", "view_count"),
        },
        _POST,
    ),
    Profile(
        "x-api",
        "X: posts of its service, version 2",
        ("id", "author_id", "text", "created_at"),
        {
            "id": "id",
            "text": ("referenced_tweets.retweeted.note_tweet.text", "referenced_tweets.retweeted.text",
                     "note_tweet.text", "text"),
            "date": "created_at",
            "source": ("author.name", "author_name", "author.username", "username", "user_username", "author_id"),
            "account": ("author.username", "username", "user_username"), "author": ("author.name", "author_name"),
            "language": "lang", "in_reply_to": "referenced_tweets.replied_to.id",
            "repost_of": "referenced_tweets.retweeted.id",
            "url": ("https://x.com/{author.username}/status/{id}", "https://x.com/i/status/{id}"),
            "shares": ("public_metrics.retweet_count", "retweet_count"),
            "likes": ("public_metrics.like_count", "like_count"),
            "comments": ("public_metrics.reply_count", "reply_count"),
            "views": ("public_metrics.impression_count", "impression_count", "view_count"),
        },
        _POST,
    ),
    Profile(
        "x-api-v1",
        "X: posts of its service, version 1.1",
        ("created_at", "id", "id_str", "user.screen_name", "user.name"),
        {
            "id": "id_str",
            "text": ("retweeted_status.extended_tweet.full_text", "retweeted_status.full_text",
                     "retweeted_status.text", "extended_tweet.full_text", "full_text", "text"),
            "date": "created_at", "source": ("user.name", "user.screen_name"), "account": "user.screen_name",
            "author": "user.name", "language": "lang", "in_reply_to": "in_reply_to_status_id_str",
            "repost_of": "retweeted_status.id_str", "url": "https://x.com/{user.screen_name}/status/{id_str}",
            "shares": "retweet_count", "likes": "favorite_count", "comments": "reply_count",
        },
        _POST,
    ),
    Profile(
        "x-archive",
        "X: archive of an account",
        ("id_str", "full_text", "created_at", "entities"),
        {
            "id": "id_str", "text": "full_text", "date": "created_at", "language": "lang",
            "in_reply_to": "in_reply_to_status_id_str", "repost_of": ("retweeted_status.id_str", "reposted account"),
            "url": "https://x.com/i/status/{id_str}", "shares": "retweet_count", "likes": "favorite_count",
        },
        _POST,
        derive=_reposted,
    ),
    Profile(
        "x-archive-notes",
        "X: long posts in the archive of an account",
        ("note_tweet.note_tweet_id", "note_tweet.core.text"),
        {"id": "note_tweet.note_tweet_id", "text": "note_tweet.core.text", "date": "note_tweet.created_at"},
        _POST,
    ),
    Profile(
        "x-messages",
        "X: private messages in the archive of an account",
        ("dm_conversation.conversation_id", "dm_conversation.messages"),
        {"id": "dm_conversation.conversation_id", "text": "dm_conversation.messages"},
        refuse=lambda _: "a conversation of private messages, not a post",
    ),
    Profile(
        "x-likes",
        "X: likes in the archive of an account",
        ("tweet_id", "full_text", "expanded_url"),
        {"id": "tweet_id", "text": "full_text", "url": "expanded_url"},
        _POST,
        refuse=_not_written,
    ),
    Profile(
        "x-profile",
        "X: profile in the archive of an account",
        ("description.bio", "avatar_media_url"),
        {"text": "description.bio"},
        refuse=lambda _: "what an account says of itself, not a post",
    ),
    Profile(
        "x-web",
        "X: posts as its pages load them (Zeeschuimer)",
        ("rest_id", "legacy.full_text", "legacy.created_at"),
        {
            "id": ("rest_id", "legacy.id_str"),
            "text": ("legacy.retweeted_status_result.result.note_tweet.note_tweet_results.result.text",
                     "legacy.retweeted_status_result.result.legacy.full_text",
                     "note_tweet.note_tweet_results.result.text", "legacy.full_text"),
            "date": "legacy.created_at",
            "source": ("core.user_results.result.legacy.name", "core.user_results.result.core.name",
                       "core.user_results.result.legacy.screen_name", "core.user_results.result.core.screen_name"),
            "account": ("core.user_results.result.legacy.screen_name", "core.user_results.result.core.screen_name"),
            "author": ("core.user_results.result.legacy.name", "core.user_results.result.core.name"),
            "language": "legacy.lang", "in_reply_to": "legacy.in_reply_to_status_id_str",
            "repost_of": ("legacy.retweeted_status_result.result.rest_id",
                          "legacy.retweeted_status_result.result.legacy.id_str"),
            "url": ("https://x.com/{core.user_results.result.legacy.screen_name}/status/{rest_id}",
                    "https://x.com/{core.user_results.result.core.screen_name}/status/{rest_id}",
                    "https://x.com/i/status/{rest_id}"),
            "shares": "legacy.retweet_count", "likes": "legacy.favorite_count", "comments": "legacy.reply_count",
            "views": "views.count",
        },
        _POST,
    ),
    Profile(
        "x-4cat",
        "4CAT: posts on X",
        ("id", "thread_id", "body", "author", "retweet_count"),
        {
            "id": "id", "text": "body", "date": ("timestamp", "created_at", "unix_timestamp"),
            "source": ("author_fullname", "author_name", "author"), "account": "author", "author": "author_fullname",
            "language": ("language_guess", "lang"), "repost_of": ("retweet_id", "retweeted_user"),
            "in_reply_to": ("in_reply_to", "reply_to", "replied_author"),
            "url": ("link", "url", "https://x.com/{author}/status/{id}"),
            "shares": "retweet_count", "likes": ("like_count", "favorite_count"), "comments": "reply_count",
            "views": ("impression_count", "view_count"),
        },
        _POST,
    ),
    Profile(
        "x-minet",
        "minet: posts on X",
        ("timestamp_utc", "local_time", "user_screen_name", "text"),
        {
            "id": "id", "text": "text", "date": ("local_time", "timestamp_utc"),
            "source": ("user_name", "user_screen_name"), "account": "user_screen_name", "author": "user_name",
            "language": "lang", "in_reply_to": "to_tweetid", "repost_of": "retweeted_id",
            "url": ("https://x.com/{user_screen_name}/status/{id}",), "shares": "retweet_count",
            "likes": "like_count", "comments": "reply_count", "views": "impression_count",
        },
        _POST,
    ),
    Profile(
        "twarc-1",
        "X: posts as twarc 1 tables have them",
        ("tweet_url", "created_at", "user_screen_name", "text"),
        {
            "id": "id", "text": "text", "date": ("parsed_created_at", "created_at"),
            "source": ("user_name", "user_screen_name"), "account": "user_screen_name", "author": "user_name",
            "language": "lang", "in_reply_to": "in_reply_to_status_id",
            "repost_of": ("retweet_or_quote_id", "retweet_id"), "url": "tweet_url", "shares": "retweet_count",
            "likes": "favorite_count",
        },
        _POST,
    ),
    Profile(
        "tcat",
        "DMI-TCAT: posts on X",
        ("from_user_name", "text", "created_at", "filter_level"),
        {
            "id": "id", "text": "text", "date": ("created_at", "time"),
            "source": ("from_user_realname", "from_user_name"),
            "account": "from_user_name", "author": "from_user_realname", "language": "lang",
            "in_reply_to": "in_reply_to_status_id", "repost_of": "retweet_id",
            "url": "https://x.com/{from_user_name}/status/{id}", "shares": "retweet_count", "likes": "favorite_count",
        },
        _POST,
    ),
    Profile(
        "twint",
        "Twint: posts on X",
        ("username", "tweet", "replies_count", "retweets_count"),
        {
            "id": "id", "text": "tweet", "date": ("{date} {time}", "created_at", "date"),
            "source": ("name", "username"), "account": "username", "author": "name", "language": "language",
            "repost_of": "retweet_id", "url": "link",
            "shares": "retweets_count", "likes": ("likes_count", "nlikes"), "comments": "replies_count",
        },
        _POST,
    ),
    Profile(
        "snscrape",
        "snscrape: posts on X",
        ("date", "user.username", "reply_count", "retweet_count"),
        {
            "id": ("id_str", "id"),
            "text": ("retweeted_tweet.raw_content", "retweeted_tweet.content", "raw_content", "content",
                     "rendered_content"),
            "date": "date", "source": ("user.displayname", "user.username"), "account": "user.username",
            "author": "user.displayname", "language": "lang", "in_reply_to": "in_reply_to_tweet_id",
            "repost_of": "retweeted_tweet.id", "url": "url", "shares": "retweet_count", "likes": "like_count",
            "comments": "reply_count", "views": "view_count",
        },
        _POST,
    ),
)  # fmt: skip
