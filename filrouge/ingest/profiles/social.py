"""Bluesky, the fediverse, Reddit, VK, boards, and whatever else 4CAT collects: the account is the source, the platform
a field.
"""

from typing import Final

from filrouge.ingest.platforms import platform_of
from filrouge.ingest.profiles.profile import Fields, Profile

_BLUESKY: Final = {"platform": "Bluesky", "kind": "post"}
_REDDIT: Final = "Reddit"
_GONE: Final = frozenset({"[removed]", "[deleted]", "[ removed by reddit ]", "[deleted by user]"})


def _sky(fields: Fields) -> Fields:
    """The last part of a post's address, and who reposted it in a feed."""
    more = {"rkey": fields.get("uri", "").rpartition("/")[2]} if "uri" in fields else {}
    if fields.get("reason.$type", "").endswith("reasonRepost") or "reason.by.handle" in fields:
        by = fields.get("reason.by.handle", "")
        more |= {"reposted": fields.get("uri", ""), "reposter": fields.get("reason.by.displayName", by), "by": by}
        more |= {"repost id": f"{fields.get('uri', '')}#{by}"}
    return more


def _other_record(fields: Fields) -> str | None:
    collection = fields.get("collection", "app.bsky.feed.post")
    return None if collection == "app.bsky.feed.post" else "no post but a like, a repost or another record"


def _actor(fields: Fields) -> Fields:
    """The account of an address in the fediverse: "https://tarn.example/users/bo" → "@bo@tarn.example"."""
    link = fields.get("attributedTo", fields.get("attributed_to", fields.get("actor", "")))
    _, _, rest = link.partition("://")
    host, _, path = rest.partition("/")
    name = path.rstrip("/").rpartition("/")[2].removeprefix("@")
    return {"handle": f"@{name}@{host}"} if host and name else {}


def _subreddit(fields: Fields) -> Fields:
    gone = {name: "" for name in ("selftext", "body") if fields.get(name, "").strip().casefold() in _GONE}
    name = fields.get("subreddit", fields.get("subreddit_name_prefixed", "")).removeprefix("r/")
    return {**gone, "community": f"r/{name}"} if name else gone


def _gone(fields: Fields) -> str | None:
    body = fields.get("body", "").strip().casefold()
    return "its text was deleted" if body in _GONE and "title" not in fields else None


def _board(fields: Fields) -> Fields:
    return {"board name": f"/{fields['board'].strip('/')}/"} if fields.get("board", "").strip("/ ") else {}


def _other_platform(fields: Fields) -> Fields:
    """Which other platform that speaks the same language a post is on, by its link."""
    named = platform_of(fields.get("url", ""))
    return {"platform named": named} if named else {}


PROFILES: Final = (
    Profile(
        "bluesky",
        "Bluesky: posts of its service",
        ("uri", "cid", "author.handle", "text"),
        {
            "id": ("repost id", "uri"), "text": "text", "date": ("created_at", "indexed_at"),
            "source": ("reposter", "author.display_name", "author.handle"), "account": ("by", "author.handle"),
            "author": ("author.display_name", "author.handle"), "language": "langs",
            "in_reply_to": ("reply.parent.uri",), "repost_of": "reposted",
            "url": "https://bsky.app/profile/{author.handle}/post/{rkey}",
            "shares": "repost_count", "likes": "like_count", "comments": "reply_count",
        },
        _BLUESKY,
        derive=_sky,
    ),
    Profile(
        "bluesky-stream",
        "Bluesky: records of its stream",
        ("did", "collection", "rkey"),
        {
            "id": ("{did}/{rkey}", "cid"), "text": "text", "date": "created_at", "source": ("handle", "did"),
            "account": ("handle", "did"), "language": "langs", "in_reply_to": "reply.parent.uri",
            "url": "https://bsky.app/profile/{did}/post/{rkey}",
        },
        _BLUESKY,
        refuse=_other_record,
    ),
    Profile(
        "bluesky-4cat",
        "4CAT: Bluesky posts",
        ("id", "thread_id", "body", "author", "repost_count"),
        {
            "id": "id", "text": "body", "date": ("created_at", "timestamp", "unix_timestamp"),
            "source": ("author_display_name", "author"), "account": "author", "author": "author_display_name",
            "language": ("languages", "langs"), "url": ("link", "url"), "in_reply_to": ("replied_to_post", "reply_to"),
            "repost_of": ("reposted_post",), "shares": "repost_count", "likes": "like_count", "comments": "reply_count",
        },
        _BLUESKY,
    ),
    Profile(
        "mastodon",
        "Mastodon: posts of its service",
        ("content", "account.acct", "created_at"),
        {
            "id": ("uri", "id"), "text": ("reblog.content", "content"), "date": "created_at",
            "source": ("account.display_name", "account.username", "account.acct"), "account": "account.acct",
            "author": "account.display_name", "language": "language", "url": ("url", "uri"),
            "in_reply_to": "in_reply_to_id", "repost_of": ("reblog.uri", "reblog.url", "reblog.id"),
            "shares": "reblogs_count", "likes": "favourites_count", "comments": "replies_count",
            "platform": "platform named",
        },
        {"platform": "Mastodon", "kind": "post"},
        derive=_other_platform,
    ),
    Profile(
        "mastodon-archive",
        "Mastodon: archive of an account (ActivityPub)",
        ("actor", "content", "published"),
        {
            "id": "id", "text": "content", "date": "published", "source": "handle", "account": "handle",
            "url": ("url", "id"), "in_reply_to": ("in_reply_to", "in_reply_to_atom_uri"),
            "shares": "shares.total_items", "likes": "likes.total_items", "comments": "replies.total_items",
        },
        {"platform": "Mastodon", "kind": "post"},
        derive=_actor,
    ),
    *(
        Profile(
            name,
            "Reddit: posts",
            columns,
            {
                "id": ("name", "id"), "title": "title", "text": ("selftext", "body", "text"),
                "date": ("created_utc", "created", "timestamp", "created_at"),
                "source": "community", "account": "author", "author": "author",
                "url": ("https://www.reddit.com{permalink}", "full_link", "url"), "likes": ("score", "ups"),
                "comments": "num_comments",
            },
            {"platform": _REDDIT, "kind": "post"},
            headlines=True,
            derive=_subreddit,
        )
        for name, columns in (
            ("reddit-posts", ("subreddit", "title", "num_comments")),
            ("reddit-posts-plain", ("subreddit", "author", "title")),
        )
    ),
    Profile(
        "reddit-comments",
        "Reddit: comments",
        ("subreddit", "body"),
        {
            "id": ("name", "id"), "text": "body", "date": ("created_utc", "created", "timestamp", "created_at"),
            "source": "community", "account": "author", "author": "author",
            "url": ("https://www.reddit.com{permalink}",), "in_reply_to": ("parent_id", "link_id"),
            "likes": ("score", "ups"),
        },
        {"platform": _REDDIT, "kind": "comment"},
        derive=_subreddit,
        refuse=_gone,
    ),
    Profile(
        "reddit-4cat",
        "4CAT: Reddit posts and comments",
        ("id", "thread_id", "body", "author", "subreddit"),
        {
            "id": "id", "title": ("subject", "title"), "text": "body", "date": ("timestamp", "unix_timestamp"),
            "source": "community", "account": "author", "author": "author", "url": ("permalink", "post_url"),
            "in_reply_to": ("parent",), "likes": "score", "comments": "num_comments",
        },
        {"platform": _REDDIT, "kind": "post"},
        headlines=True,
        derive=_subreddit,
    ),
    Profile(
        "vk",
        "VK: posts of its service",
        ("owner_id", "from_id", "date", "text"),
        {
            "id": "{owner_id}_{id}", "text": ("text", "copy_history.0.text"), "date": "date",
            "source": ("owner.name", "{owner.first_name} {owner.last_name}", "group_name", "owner_name",
                       "owner.screen_name", "owner_id"),
            "account": ("owner.screen_name", "screen_name", "owner_id"), "url": "https://vk.com/wall{owner_id}_{id}",
            "repost_of": ("{copy_history.0.owner_id}_{copy_history.0.id}",), "likes": ("likes.count", "likes"),
            "shares": ("reposts.count", "reposts"), "comments": ("comments.count", "comments"),
            "views": ("views.count", "views"),
        },
        {"platform": "VK", "kind": "post"},
    ),
    Profile(
        "board-4cat",
        "4CAT: posts on boards (4chan, 8kun)",
        ("id", "thread_id", "body", "author", "board"),
        {
            "id": ("{board}/{id}", "id"), "title": "subject", "text": "body", "date": ("timestamp", "unix_timestamp"),
            "source": "board name", "account": "author", "author": "author", "in_reply_to": "thread_id",
        },
        {"kind": "post"},
        headlines=True,
        derive=_board,
    ),
    Profile(
        "4cat",
        "4CAT: posts",
        ("id", "thread_id", "body", "author"),
        {
            "id": "id", "title": ("subject", "title"), "text": ("body", "transcript", "description"),
            "date": ("timestamp", "created_at", "unix_timestamp"),
            "source": ("author_fullname", "author_full", "author_display_name", "display_name", "author_name",
                       "channel_title", "page_name", "author_username", "author"),
            "account": ("author_username", "author_screen_name", "author"),
            "author": ("author_fullname", "author_full", "author_display_name", "author_name", "author"),
            "language": ("language", "languages", "lang"), "platform": "platform",
            "url": ("url", "link", "post_url", "permalink", "video_url"), "in_reply_to": ("in_reply_to", "reply_to",
                                                                                         "parent", "parent_id"),
            "repost_of": ("reposted_post", "reblogged_post", "shared_from"),
            "shares": ("shares", "share_count", "num_shares", "reposts", "repost_count", "reblogs", "retweet_count"),
            "likes": ("likes", "like_count", "num_likes", "favourites", "favorites", "score", "reactions"),
            "comments": ("comments", "comment_count", "num_comments", "replies", "reply_count", "post_comments"),
            "views": ("views", "view_count", "plays", "num_views", "impression_count"),
        },
        {"kind": "post"},
        headlines=True,
    ),
)  # fmt: skip
