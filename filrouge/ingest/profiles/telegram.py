"""Telegram: exports of its own application, of the libraries that speak with it, and of tools that read its pages."""

import json
from collections.abc import Mapping
from typing import Final

from filrouge.ingest.profiles.layout import Layout
from filrouge.ingest.profiles.profile import Fields, Profile

_POST: Final = {"platform": "Telegram", "kind": "post"}


def _service(fields: Fields) -> str | None:
    kind = fields.get("type", fields.get("_", "")).casefold()
    return "a service message" if kind in {"service", "messageservice"} else None


def _reactions(fields: Fields) -> Fields:
    """How many reactions a message has of all kinds together."""
    try:
        counts = [one["count"] for one in json.loads(fields.get("reactions", "[]"))]
        return {"reactions in all": str(sum(counts))} if counts else {}
    except (ValueError, TypeError, KeyError):
        return {}


def _reacted(fields: Fields) -> Fields:
    try:
        counts = [one["count"] for one in json.loads(fields.get("reactions.results", "[]"))]
        return {"reactions in all": str(sum(counts))} if counts else {}
    except (ValueError, TypeError, KeyError):
        return {}


_DESKTOP: Final[Mapping[str, str | tuple[str, ...]]] = {
    "id": ("{outer.id}/{id}", "id"), "text": "text", "date": ("date", "date_unixtime"),
    "source": ("outer.name", "from"), "account": "from_id", "author": ("author", "from"),
    "repost_of": ("forwarded_from", "saved_from"),
    "in_reply_to": ("{outer.id}/{reply_to_message_id}", "reply_to_message_id"),
    "likes": "reactions in all", "views": "views", "shares": "forwards",
}  # fmt: skip

PROFILES: Final = (
    Profile(
        "telegram-desktop",
        "Telegram Desktop: messages (JSON)",
        ("id", "type", "date", "text", "text_entities"),
        _DESKTOP,
        _POST,
        derive=_reactions,
        refuse=_service,
    ),
    Profile(
        "telegram-desktop-older",
        "Telegram Desktop: messages (JSON)",
        ("id", "type", "date", "text", "from_id"),
        _DESKTOP,
        _POST,
        refuse=_service,
    ),
    Profile(
        "telethon",
        "Telethon: Telegram messages",
        ("id", "peer_id", "date", "message"),
        {
            "id": ("{peer_id.channel_id}/{id}", "id"), "text": ("message", "text", "raw_text"), "date": "date",
            "source": ("chat.title", "chat_title", "channel_title", "channel_name", "chat.username", "channel",
                       "username", "post_author", "outer.title", "outer.name", "outer.username"),
            "account": ("chat.username", "channel_username", "username", "channel", "outer.username"),
            "author": ("post_author", "sender.username"), "in_reply_to": "reply_to.reply_to_msg_id",
            "repost_of": ("fwd_from.from_name", "{fwd_from.from_id.channel_id}/{fwd_from.channel_post}",
                          "fwd_from.channel_post", "fwd_from.from_id.channel_id"),
            "url": ("https://t.me/{chat.username}/{id}", "https://t.me/{outer.username}/{id}"), "views": "views",
            "shares": "forwards", "comments": "replies.replies", "likes": "reactions in all",
        },
        _POST,
        derive=_reacted,
        refuse=_service,
    ),
    Profile(
        "pyrogram",
        "Pyrogram: Telegram messages",
        ("chat.title", "date", "text"),
        {
            "id": ("{chat.id}/{id}", "{chat.id}/{message_id}", "id", "message_id"), "text": ("text", "caption"),
            "date": "date", "source": ("chat.title", "sender_chat.title"),
            "account": ("chat.username", "sender_chat.username"),
            "author": ("author_signature", "from_user.username", "from_user.first_name"),
            "in_reply_to": ("reply_to_message_id", "reply_to_message.id", "reply_to_message.message_id"),
            "repost_of": ("forward_from_chat.title", "forward_sender_name", "forward_from.username"),
            "url": ("link", "https://t.me/{chat.username}/{id}"), "views": "views", "shares": "forwards",
        },
        _POST,
        refuse=lambda fields: "a service message" if fields.get("service", "").strip() else None,
    ),
    Profile(
        "telegram-4cat",
        "4CAT: Telegram messages",
        ("id", "thread_id", "chat", "body", "author"),
        {
            "id": "id", "text": "body", "date": ("timestamp", "unix_timestamp"),
            "source": ("chat_title", "chat_name", "chat", "search_entity"), "account": ("author_username", "chat"),
            "author": ("author_name", "author"), "in_reply_to": "reply_to",
            "repost_of": ("author_forwarded_from_name", "author_forwarded_from_username", "author_forwarded_from_id"),
            "url": ("link", "https://t.me/{chat}/{message_id}"), "views": ("views", "viewed"), "shares": "forwards",
        },
        _POST,
    ),
    Profile(
        "telegram-minet",
        "minet: Telegram messages",
        ("link_to_message", "user", "text", "datetime"),
        {
            "id": "link_to_message", "text": ("text", "link_description", "link_title"), "date": "datetime",
            "source": ("user", "user_link"), "account": "user_link", "url": "link_to_message", "views": "views",
            "repost_of": ("forwarded_from", "is_forward_from"), "in_reply_to": "is_reply_user",
        },
        _POST,
    ),
)  # fmt: skip

LAYOUTS: Final = (
    Layout(
        "telegram-html",
        "Telegram Desktop: messages (HTML)",
        ("html", "markup"),
        lambda start: (
            'class="message ' in start and ("page_header" in start or "chat_page" in start or "history" in start)
        ),
        "telegram_pages.read_telegram",
    ),
)
