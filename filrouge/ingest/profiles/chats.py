"""Chats of messengers: Discord, Slack, Signal, WhatsApp."""

import re
from typing import Final

from filrouge.ingest.profiles.layout import TEXTS, Layout
from filrouge.ingest.profiles.profile import Fields, Profile

_SAID_BY_MEMBERS: Final = frozenset(
    {"default", "reply", "threadstartermessage", "applicationcommand", "20", "19", "21", "0", ""}
)
MESSAGE: Final = re.compile(
    r"[\u200e\u200f\ufeff]*(?P<open>\[)?"
    r"(?P<day>[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4})\.?,?\s(?:um\s|a las\s|à\s|kl\.?\s)?"
    r"(?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:[ \u00a0\u202f]?[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?)?)"
    r"(?(open)\]\s|\s[-–]\s)(?P<rest>.*)"
)
"""The first line of a message of WhatsApp: its day, its time, and who says what."""

WHO: Final = re.compile(r"(?P<who>[^:\n]{1,60}):\s(?P<said>.*)")
_FEWEST: Final = 2
_SHARE: Final = 0.2


def _service(fields: Fields) -> str | None:
    kind = fields.get("type", "").casefold()
    return None if kind in _SAID_BY_MEMBERS else "a service message"


def _joined(fields: Fields) -> str | None:
    return "a service message" if fields.get("subtype", "").startswith(("channel_", "group_", "pinned_")) else None


def is_whatsapp(start: str) -> bool:
    """Whether a text begins as a chat of WhatsApp does: days and times before who says what."""
    lines = [line for line in start.splitlines()[:200] if line.strip()]
    told = [found for line in lines if (found := MESSAGE.match(line)) and WHO.match(found["rest"])]
    return len(told) >= _FEWEST and len(told) >= _SHARE * len(lines)


PROFILES: Final = (
    Profile(
        "discord",
        "Discord: messages (DiscordChatExporter)",
        ("timestamp_edited", "content", "author.id", "author.name"),
        {
            "id": "id", "text": "content", "date": "timestamp",
            "source": ("author.nickname", "author.name"), "author": ("author.nickname", "author.name"),
            "account": "author.name", "in_reply_to": "reference.messageId",
        },
        {"platform": "Discord", "kind": "post"},
        refuse=_service,
    ),
    Profile(
        "discord-csv",
        "Discord: messages (DiscordChatExporter)",
        ("author_id", "author", "date", "content", "attachments", "reactions"),
        {"text": "content", "date": "date", "source": "author", "author": "author", "account": "author"},
        {"platform": "Discord", "kind": "post"},
    ),
    Profile(
        "slack",
        "Slack: messages",
        ("type", "user", "text", "ts"),
        {
            "text": "text", "date": "ts", "in_reply_to": "thread_ts",
            "id": ("client_msg_id", "ts"), "account": ("user_profile.name", "user"),
            "source": ("user_profile.real_name", "user_profile.display_name", "user_profile.name", "username", "user"),
            "author": ("user_profile.real_name", "user_profile.display_name", "user_profile.name", "username", "user"),
        },
        {"platform": "Slack", "kind": "post"},
        refuse=_joined,
    ),
    Profile(
        "signal",
        "Signal: messages",
        ("thread_id", "sender", "date_sent", "body"),
        {"id": "message_id", "text": "body", "date": "date_sent", "source": "sender", "author": "sender"},
        {"platform": "Signal", "kind": "post"},
    ),
)  # fmt: skip

LAYOUTS: Final = (Layout("whatsapp", "WhatsApp: messages of a chat", TEXTS, is_whatsapp, "whatsapp.read_whatsapp"),)
