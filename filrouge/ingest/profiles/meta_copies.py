"""Facebook and Instagram: the copy of an account, as its owner downloads it or Instaloader saves it."""

import re
from typing import Final

from filrouge.ingest.normalize import normalize_text
from filrouge.ingest.profiles.layout import PAGES, Layout
from filrouge.ingest.profiles.profile import Fields, Profile

_FACEBOOK: Final = {"platform": "Facebook", "kind": "post"}
_INSTAGRAM: Final = {"platform": "Instagram", "kind": "post"}
_DID: Final = re.compile(
    r"(?P<name>\S.{0,60}?) (?:(?:has |was |is )?(?:updated|shared|added|posted|wrote|commented|replied|live|feeling"
    r"|with|at|created|changed|uploaded|likes?)\b|a (?:mis|partagé|publié|ajouté|commenté|répondu|écrit|changé)\b"
    r"|est\b|hat\b|ha (?:actualizado|compartido|publicado|añadido|comentado|aggiornato|condiviso|pubblicato|aggiunto)\b"
    r"|atualizou|compartilhou|publicou|adicionou|comentou|обнови|поделил|добави)"
)
"""What the title of a post says that somebody did."""


COPY_BOX: Final = re.compile(r"""<div class=["'][^"'<>]{0,80}\b(?:_a6-g|_2lej)\b""")
"""Around each post of a page in such a copy, newer and older."""


def who_did(title: str) -> str:
    """Who the title of a post says has written it: "Ida Brandt shared a link."; "" where it does not."""
    match = _DID.match(title)
    return match["name"] if match else ""


def _who(fields: Fields) -> Fields:
    who = who_did(normalize_text(fields.get("title", "")).text)
    return {"who": who} if who else {}


def _commented(fields: Fields) -> Fields:
    """What a comment says and when: its labels are in the language of its owner, the text is the longest of all. What
    has one value only is another thing, as a search.
    """
    values = [value for name, value in fields.items() if re.fullmatch(r"string_map_data\..+\.value", name)]
    times = [value for name, value in fields.items() if re.fullmatch(r"string_map_data\..+\.timestamp", name)]
    told = len(values) > 1 or "string_map_data.Comment.value" in fields
    said = {"comment": max(values, key=len)} if told else {}
    return said | ({"time": max(times)} if times else {})


PROFILES: Final = (
    Profile(
        "instaloader",
        "Instaloader: Instagram posts",
        ("shortcode", "instaloader.node_type", "instaloader.version"),
        {
            "id": "id",
            "text": ("edge_media_to_caption.edges.0.node.text", "caption", "iphone_struct.caption.text", "title"),
            "date": ("taken_at_timestamp", "date", "iphone_struct.taken_at"),
            "source": ("owner.full_name", "iphone_struct.user.full_name", "owner.username",
                       "iphone_struct.user.username"),
            "account": ("owner.username", "iphone_struct.user.username"),
            "author": ("owner.full_name", "iphone_struct.user.full_name"),
            "url": "https://www.instagram.com/p/{shortcode}/",
            "likes": ("edge_media_preview_like.count", "edge_liked_by.count"),
            "comments": ("edge_media_to_comment.count", "edge_media_to_parent_comment.count", "comments"),
            "views": "video_view_count",
        },
        _INSTAGRAM,
    ),
    Profile(
        "instaloader-comments",
        "Instaloader: comments on Instagram",
        ("text", "created_at", "owner.username", "likes_count"),
        {
            "id": "id", "text": "text", "date": "created_at", "source": ("owner.full_name", "owner.username"),
            "account": "owner.username", "likes": "likes_count", "in_reply_to": "answer_to",
        },
        {**_INSTAGRAM, "kind": "comment"},
    ),
    Profile(
        "instaloader-profiles",
        "Instaloader: an account of Instagram",
        ("biography", "username", "instaloader.node_type"),
        {"text": "biography"},
        refuse=lambda _: "what an account says of itself, not a post",
    ),
    Profile(
        "facebook-own-comments",
        "Facebook: comments in the copy of an account",
        ("timestamp", "data.0.comment.comment"),
        {
            "text": "data.0.comment.comment", "date": ("data.0.comment.timestamp", "timestamp"),
            "source": "data.0.comment.author", "account": "data.0.comment.author",
        },
        {**_FACEBOOK, "kind": "comment"},
    ),
    Profile(
        "facebook-own-posts",
        "Facebook: posts in the copy of an account",
        ("timestamp", "data.0.post"),
        {"text": ("data.0.post", "attachments.0.data.0.media.description"), "date": "timestamp", "source": "who",
         "author": "who"},
        _FACEBOOK,
        derive=_who,
    ),
    Profile(
        "facebook-own-photos",
        "Facebook: posts in the copy of an account",
        ("timestamp", "attachments.0.data"),
        {"text": ("data.0.post", "attachments.0.data.0.media.description"), "date": "timestamp", "source": "who",
         "author": "who"},
        _FACEBOOK,
        derive=_who,
    ),
    Profile(
        "facebook-messages",
        "Facebook or Instagram: messages in the copy of an account",
        ("sender_name", "timestamp_ms"),
        {"text": "content", "date": "timestamp_ms", "source": "sender_name", "author": "sender_name"},
        {"kind": "post"},
    ),
    Profile(
        "instagram-own-posts",
        "Instagram: posts in the copy of an account",
        ("media.0.uri", "media.0.creation_timestamp"),
        {
            "text": ("title", "media.0.title", "media.0.description"),
            "date": ("creation_timestamp", "media.0.creation_timestamp"),
        },
        _INSTAGRAM,
    ),
    Profile(
        "instagram-own-stories",
        "Instagram: stories and reels in the copy of an account",
        ("uri", "creation_timestamp", "title"),
        {"text": "title", "date": "creation_timestamp"},
        _INSTAGRAM,
    ),
    Profile(
        "instagram-own-comments",
        "Instagram: comments in the copy of an account",
        ("string_map_data",),
        {"text": "comment", "date": "time"},
        {**_INSTAGRAM, "kind": "comment"},
        derive=_commented,
    ),
)  # fmt: skip

LAYOUTS: Final = (
    Layout(
        "facebook-html",
        "Facebook or Instagram: the copy of an account (HTML)",
        PAGES,
        COPY_BOX.search,
        "account_pages.read_account_page",
    ),
)
