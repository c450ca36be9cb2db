"""Facebook and Instagram: CrowdTangle's archives, the Meta Content Library, pages as they load."""

from collections.abc import Mapping
from typing import Final

from filrouge.ingest.profiles.profile import Fields, Profile

_FACEBOOK: Final = {"platform": "Facebook", "kind": "post"}
_INSTAGRAM: Final = {"platform": "Instagram", "kind": "post"}


def _platform(fields: Fields) -> Fields:
    """Which of the two a post of the library is from."""
    said = " ".join(
        fields.get(name, "") for name in ("post_owner.type", "surface.type", "content_type", "mcl_url", "url")
    )
    return {"platform": "Instagram" if "ig_" in f"{said.casefold()} " or "instagram" in said.casefold() else "Facebook"}


_CROWDTANGLE: Final[Mapping[str, str | tuple[str, ...]]] = {
    "date": ("post_created", "created", "post_created_date"), "url": ("url", "permalink", "link"),
    "likes": ("likes", "total_interactions"), "comments": "comments", "shares": "shares",
    "views": ("total_views", "post_views", "views"),
}  # fmt: skip

PROFILES: Final = (
    Profile(
        "instagram-apify",
        "Apify: Instagram posts",
        ("short_code", "owner_username", "caption"),
        {
            "id": "id", "text": "caption", "date": "timestamp", "source": ("owner_full_name", "owner_username"),
            "account": "owner_username", "url": "url", "likes": "likes_count", "comments": "comments_count",
            "views": ("video_play_count", "video_view_count"),
        },
        {"platform": "Instagram", "kind": "post"},
    ),
    Profile(
        "crowdtangle-facebook",
        "CrowdTangle: Facebook posts",
        ("page_name", "post_created", "message"),
        {
            **_CROWDTANGLE, "id": ("post_id", "ct_id"),
            "text": ("message", "description", "link_text", "image_text"),
            "source": ("page_name", "user_name"), "account": ("user_name", "facebook_id"),
        },
        _FACEBOOK,
    ),
    Profile(
        "crowdtangle-groups",
        "CrowdTangle: posts in Facebook groups",
        ("group_name", "post_created", "message"),
        {
            **_CROWDTANGLE, "id": ("post_id", "ct_id"),
            "text": ("message", "description", "link_text", "image_text"),
            "source": ("group_name", "user_name"), "account": ("user_name", "facebook_id"),
        },
        _FACEBOOK,
    ),
    Profile(
        "crowdtangle-instagram",
        "CrowdTangle: Instagram posts",
        ("account", "post_created", "followers_at_posting", "description"),
        {
            **_CROWDTANGLE, "text": ("description", "title", "image_text"), "source": ("account", "user_name"),
            "account": "user_name",
        },
        _INSTAGRAM,
    ),
    Profile(
        "crowdtangle-api",
        "CrowdTangle: posts of its service",
        ("platform_id", "post_url", "account.name", "date"),
        {
            "id": ("platform_id", "id"), "text": ("message", "description", "title", "image_text"), "date": "date",
            "source": ("account.name", "account.handle"), "account": "account.handle",
            "language": "language_code", "url": "post_url", "platform": ("platform", "account.platform"),
            "likes": ("statistics.actual.like_count", "statistics.actual.favorite_count", "actual_like_count"),
            "comments": ("statistics.actual.comment_count", "actual_comment_count"),
            "shares": ("statistics.actual.share_count", "actual_share_count"),
            "views": "statistics.actual.view_count",
        },
        {"kind": "post"},
    ),
    Profile(
        "meta-content-library",
        "Meta Content Library: posts",
        ("mcl_url", "creation_time", "post_owner.name"),
        {
            "id": "id", "text": ("text", "message", "caption", "link_attachment.description", "link_attachment.name"),
            "date": "creation_time", "source": ("surface.name", "post_owner.name", "post_owner.username"),
            "account": ("post_owner.username", "surface.username"), "author": "post_owner.name", "language": "lang",
            "url": ("url", "mcl_url"), "platform": "platform", "shares": "statistics.share_count",
            "likes": ("statistics.like_count", "statistics.reaction_count"),
            "comments": "statistics.comment_count", "views": ("statistics.views", "statistics.view_count"),
            "repost_of": ("shared_post_id", "shared_post.id"),
        },
        {"kind": "post"},
        derive=_platform,
    ),
    Profile(
        "instagram-4cat",
        "4CAT: Instagram posts",
        ("id", "thread_id", "body", "author", "author_fullname", "num_likes"),
        {
            "id": "id", "text": "body", "date": ("timestamp", "unix_timestamp"),
            "source": ("author_fullname", "author"), "account": "author", "url": "url",
            "likes": ("likes", "num_likes"), "comments": ("comments", "num_comments"),
            "in_reply_to": "parent_id", "views": ("num_views", "views"),
        },
        _INSTAGRAM,
    ),
    Profile(
        "instagram-web",
        "Instagram: posts as its pages load them (Zeeschuimer)",
        ("code", "taken_at", "user.username"),
        {
            "id": ("pk", "id"), "text": ("caption.text", "caption"), "date": "taken_at",
            "source": ("user.full_name", "user.username"), "account": "user.username", "author": "user.full_name",
            "url": "https://www.instagram.com/p/{code}/", "likes": "like_count", "comments": "comment_count",
            "views": ("play_count", "view_count"),
        },
        _INSTAGRAM,
    ),
    Profile(
        "instagram-graph",
        "Instagram: posts as its older pages load them",
        ("shortcode", "taken_at_timestamp"),
        {
            "id": "id", "text": ("edge_media_to_caption.edges.0.node.text", "caption", "text"),
            "date": "taken_at_timestamp", "source": ("owner.full_name", "owner.username"), "account": "owner.username",
            "url": "https://www.instagram.com/p/{shortcode}/",
            "likes": ("edge_media_preview_like.count", "edge_liked_by.count"),
            "comments": ("edge_media_to_comment.count", "edge_media_to_parent_comment.count"),
            "views": "video_view_count",
        },
        _INSTAGRAM,
    ),
    Profile(
        "facebook-comments-minet",
        "minet: comments on Facebook",
        ("post_id", "user_label", "text", "date"),
        {
            "id": "id", "text": "text", "date": ("date", "formatted_date"), "source": ("user_label", "user_handle"),
            "account": ("user_handle", "user_id"), "author": "user_label", "url": "link", "likes": "reactions",
            "comments": "replies", "in_reply_to": ("in_reply_to", "post_id"),
        },
        {**_FACEBOOK, "kind": "comment"},
    ),
    Profile(
        "facebook-minet",
        "minet: Facebook posts",
        ("user_label", "text", "date", "reactions", "comments"),
        {
            "id": ("id", "post_id"), "text": "text", "date": ("date", "formatted_date"),
            "source": ("group_name", "page_name", "user_label", "user_handle"), "account": ("user_handle", "user_id"),
            "author": "user_label", "url": ("url", "post_url"), "likes": "reactions", "comments": "comments",
            "shares": "shares",
        },
        _FACEBOOK,
    ),
    Profile(
        "netvizz-comments",
        "Netvizz: comments on Facebook",
        ("comment_message", "comment_published"),
        {
            "id": "comment_id", "text": "comment_message", "date": "comment_published", "source": "comment_by",
            "account": "comment_by", "likes": "comment_like_count", "in_reply_to": "post_id",
        },
        {**_FACEBOOK, "kind": "comment"},
    ),
    Profile(
        "netvizz",
        "Netvizz: Facebook posts",
        ("post_message", "post_published"),
        {
            "id": "post_id", "text": "post_message", "date": ("post_published", "post_published_sql"),
            "source": ("by", "page_name"), "account": "by", "url": ("post_link", "link"),
            "likes": ("likes_count_fb", "reactions_count_fb"),
            "comments": "comments_count_fb", "shares": "shares_count_fb",
        },
        _FACEBOOK,
    ),
    Profile(
        "comments-exported",
        "ExportComments: comments",
        ("name", "date", "likes", "comment"),
        {
            "id": ("comment_id", "id"), "text": "comment", "date": "date", "source": ("name", "username"),
            "account": ("username", "profile_id"), "author": "name", "likes": "likes",
        },
        {"kind": "comment"},
    ),
    Profile(
        "facebook-4cat",
        "4CAT: Facebook posts",
        ("body", "author", "is_in_group", "unix_timestamp"),
        {
            "id": "id", "text": "body", "date": ("timestamp", "unix_timestamp"), "source": ("author_name", "author"),
            "account": "author", "author": "author_name", "url": "url",
        },
        _FACEBOOK,
    ),
    Profile(
        "facepager",
        "Facepager: Facebook posts",
        ("object_id", "query_status", "created_time", "message"),
        {
            "id": "object_id", "text": "message", "date": "created_time", "source": ("from.name", "path"),
            "account": ("from.username", "from.id", "from.name"), "url": ("permalink_url", "https://www.facebook.com/{object_id}"),
            "shares": "shares.count", "likes": ("reactions.summary.total_count", "like.summary.total_count"),
            "comments": "comments.summary.total_count",
        },
        _FACEBOOK,
    ),
    Profile(
        "facebook-graph",
        "Facebook: posts of its service",
        ("created_time", "message", "from.name"),
        {
            "id": "id", "text": ("message", "story", "description", "name"), "date": "created_time",
            "source": "from.name", "account": ("from.username", "from.id"),
            "url": ("permalink_url", "https://www.facebook.com/{id}"), "shares": "shares.count",
            "likes": ("reactions.summary.total_count", "likes.summary.total_count", "like_count"),
            "comments": ("comments.summary.total_count", "comment_count"), "in_reply_to": "parent.id",
        },
        _FACEBOOK,
    ),
)  # fmt: skip
