"""TikTok and YouTube: videos by what is said of them, and the comments below."""

import json
from typing import Any, Final

from filrouge.ingest.profiles.profile import Fields, Profile

_TIKTOK: Final = {"platform": "TikTok", "kind": "video"}
_YOUTUBE: Final = {"platform": "YouTube", "kind": "video"}
_COMMENT: Final = {"platform": "YouTube", "kind": "comment"}
_WATCH: Final = "https://www.youtube.com/watch?v="


def _own_words(fields: Fields) -> Fields:
    """What a comment in the copy of an account says: pieces of JSON, one after the other."""
    cell = fields.get("Comment Text", "") or fields.get("Comment text", "")
    try:
        pieces = json.loads(f"[{cell}]")
    except (ValueError, RecursionError):
        return {}
    flat: list[Any] = []
    for piece in pieces:
        held = piece.get("takeoutSegments") if isinstance(piece, dict) else None
        flat += [piece, *(held if isinstance(held, list) else ())]
    said = "".join(part["text"] for part in flat if isinstance(part, dict) and isinstance(part.get("text"), str))
    return {"said": said} if said.strip() else {}


PROFILES: Final = (
    Profile(
        "youtube-own-comments",
        "YouTube: comments in the copy of an account",
        ("comment_id", "channel_id", "comment_text", "video_id"),
        {
            "id": "comment_id", "text": ("said", "comment_text"), "date": "comment_create_timestamp",
            "source": "channel_id", "account": "channel_id", "in_reply_to": "parent_comment_id",
            "url": "https://www.youtube.com/watch?v={video_id}",
        },
        {"platform": "YouTube", "kind": "comment"},
        derive=_own_words,
    ),
    Profile(
        "tiktok-4cat",
        "4CAT: TikTok videos",
        ("id", "thread_id", "body", "author", "tiktok_url"),
        {
            "id": "id", "text": "body", "date": ("timestamp", "unix_timestamp"),
            "source": ("author_full", "author_fullname", "author"), "account": "author", "url": "tiktok_url",
            "shares": "shares", "likes": "likes", "comments": "comments", "views": ("plays", "views"),
        },
        _TIKTOK,
    ),
    *(
        Profile(
            name,
            "TikTok: videos of its Research API",
            ("video_description", "create_time", account),
            {
                "id": ("id", "video_id"), "text": ("video_description", "voice_to_text"), "date": "create_time",
                "source": account, "account": account,
                "url": ("video_url", f"https://www.tiktok.com/@{{{account}}}/video/{{id}}"),
                "shares": "share_count", "likes": "like_count", "comments": "comment_count", "views": "view_count",
            },
            _TIKTOK,
        )
        for name, account in (("tiktok-research", "username"), ("tiktok-research-table", "author_name"))
    ),
    Profile(
        "tiktok-web",
        "TikTok: videos as its pages load them (Zeeschuimer)",
        ("desc", "create_time", "stats.digg_count"),
        {
            "id": "id", "text": "desc", "date": "create_time",
            "source": ("author.nickname", "nickname", "author.unique_id", "author"),
            "account": ("author.unique_id", "author"), "language": "text_language",
            "url": ("https://www.tiktok.com/@{author.uniqueId}/video/{id}", "https://www.tiktok.com/@{author}/video/{id}"),
            "shares": "stats.share_count", "likes": "stats.digg_count", "comments": "stats.comment_count",
            "views": "stats.play_count",
        },
        _TIKTOK,
    ),
    Profile(
        "tiktok-app",
        "TikTok: videos as its app loads them",
        ("aweme_id", "desc", "create_time"),
        {
            "id": "aweme_id", "text": "desc", "date": "create_time",
            "source": ("author.nickname", "author.unique_id"), "account": "author.unique_id",
            "url": ("share_url", "https://www.tiktok.com/@{author.unique_id}/video/{aweme_id}"),
            "shares": "statistics.share_count", "likes": "statistics.digg_count",
            "comments": "statistics.comment_count", "views": "statistics.play_count",
        },
        _TIKTOK,
    ),
    Profile(
        "tiktok-apify",
        "Apify: TikTok videos",
        ("web_video_url", "text", "digg_count"),
        {
            "id": "id", "text": "text", "date": ("create_time_iso", "create_time"),
            "source": ("author_meta.nick_name", "author_meta.name"), "account": "author_meta.name",
            "language": "text_language", "url": "web_video_url", "shares": "share_count", "likes": "digg_count",
            "comments": "comment_count", "views": "play_count",
        },
        _TIKTOK,
    ),
    Profile(
        "tiktok-minet",
        "minet: TikTok videos",
        ("description", "author_nickname", "digg_count"),
        {
            "id": ("id", "video_id"), "text": "description", "date": ("utc_time", "create_time", "timestamp"),
            "source": ("author_nickname", "author_unique_id"), "account": ("author_unique_id", "author_uniqueId"),
            "url": ("video_url", "url", "https://www.tiktok.com/@{author_unique_id}/video/{id}"),
            "shares": "share_count", "likes": ("digg_count", "like_count"), "comments": "comment_count",
            "views": ("play_count", "view_count"),
        },
        _TIKTOK,
    ),
    Profile(
        "ytdt-videos",
        "YouTube Data Tools: videos",
        ("video_id", "channel_id", "channel_title", "published_at", "video_title"),
        {
            "id": "video_id", "title": "video_title", "text": ("video_description", "description"),
            "date": ("published_at", "published_at_sql"), "source": "channel_title", "account": "channel_title",
            "url": _WATCH + "{videoId}", "likes": "like_count", "comments": "comment_count", "views": "view_count",
            "language": "default_language",
        },
        _YOUTUBE,
        headlines=True,
    ),
    Profile(
        "ytdt-comments",
        "YouTube Data Tools: comments",
        ("author_channel_id", "author_name", "text", "is_reply"),
        {
            "id": "id", "text": "text", "date": "published_at", "source": "author_name", "account": "author_name",
            "author": "author_name", "likes": "like_count", "comments": "reply_count",
            "in_reply_to": ("is_reply_to", "video_id"),
        },
        _COMMENT,
    ),
    Profile(
        "youtube-comments-minet",
        "minet: comments on YouTube",
        ("video_id", "comment_id", "author_name", "text"),
        {
            "id": "comment_id", "text": "text", "date": "published_at", "source": "author_name",
            "account": "author_name", "author": "author_name", "in_reply_to": ("parent_comment_id", "video_id"),
            "url": _WATCH + "{video_id}&lc={comment_id}", "likes": "like_count", "comments": "reply_count",
        },
        _COMMENT,
    ),
    Profile(
        "youtube-videos-minet",
        "minet: YouTube videos",
        ("video_id", "title", "channel_title", "published_at", "description"),
        {
            "id": "video_id", "title": "title", "text": ("description",), "date": "published_at",
            "source": "channel_title", "account": "channel_title", "url": _WATCH + "{video_id}",
            "likes": "like_count", "comments": "comment_count", "views": "view_count",
            "language": ("default_language", "language"),
        },
        _YOUTUBE,
        headlines=True,
    ),
    Profile(
        "youtube-api",
        "YouTube: videos of its service",
        ("title", "channel_title", "published_at", "thumbnails"),
        {
            "id": ("id.video_id", "content_details.video_id", "resource_id.video_id", "id"), "title": "title",
            "text": "description", "date": ("content_details.video_published_at", "published_at"),
            "source": ("video_owner_channel_title", "channel_title"), "account": "channel_title",
            "url": (_WATCH + "{id.videoId}", _WATCH + "{resource_id.video_id}", _WATCH + "{id}"),
            "likes": "statistics.like_count", "comments": "statistics.comment_count",
            "views": "statistics.view_count", "language": ("default_language", "default_audio_language"),
        },
        _YOUTUBE,
        headlines=True,
    ),
    Profile(
        "youtube-threads-api",
        "YouTube: comments of its service",
        ("snippet.top_level_comment.snippet.text_display",),
        {
            "id": ("snippet.top_level_comment.id", "id"),
            "text": ("snippet.top_level_comment.snippet.text_original",
                     "snippet.top_level_comment.snippet.text_display"),
            "date": "snippet.top_level_comment.snippet.published_at",
            "source": "snippet.top_level_comment.snippet.author_display_name",
            "account": "snippet.top_level_comment.snippet.author_display_name", "in_reply_to": "snippet.video_id",
            "url": _WATCH + "{snippet.video_id}&lc={id}",
            "likes": "snippet.top_level_comment.snippet.like_count", "comments": "snippet.total_reply_count",
        },
        _COMMENT,
    ),
    Profile(
        "youtube-comments-api",
        "YouTube: replies of its service",
        ("text_display", "author_display_name", "published_at"),
        {
            "id": "id", "text": ("text_original", "text_display"), "date": "published_at",
            "source": "author_display_name", "account": "author_display_name", "in_reply_to": ("parent_id", "video_id"),
            "likes": "like_count",
        },
        _COMMENT,
    ),
    Profile(
        "yt-dlp",
        "yt-dlp: what is said of videos",
        ("webpage_url", "uploader", "upload_date", "title"),
        {
            "id": "id", "title": "title", "text": "description", "date": ("upload_date", "timestamp"),
            "source": ("channel", "uploader"), "account": ("uploader_id", "channel_id"), "url": "webpage_url",
            "platform": "extractor_key", "likes": "like_count", "comments": "comment_count", "views": "view_count",
            "language": "language", "shares": "repost_count",
        },
        {"kind": "video"},
        headlines=True,
    ),
)  # fmt: skip
