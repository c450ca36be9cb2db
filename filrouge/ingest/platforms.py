"""Social platforms by their links: which one a post is on, and whose it is."""

import re
from typing import Final
from urllib.parse import unquote

from filrouge.ingest.address_parts import address_parts

_NAMES: Final = {
    "x.com": "X", "twitter.com": "X", "t.me": "Telegram", "telegram.me": "Telegram", "facebook.com": "Facebook",
    "instagram.com": "Instagram", "threads.net": "Threads", "threads.com": "Threads", "tiktok.com": "TikTok",
    "youtube.com": "YouTube", "youtu.be": "YouTube", "bsky.app": "Bluesky", "reddit.com": "Reddit", "vk.com": "VK",
    "truthsocial.com": "Truth Social", "gab.com": "Gab", "linkedin.com": "LinkedIn", "weibo.com": "Weibo",
}  # fmt: skip
_POST: Final = re.compile(
    r"(?:x|twitter)\.com/(?!i/)(?P<a>\w{1,15})/status/|(?:t|telegram)\.me/(?:s/)?(?P<b>[A-Za-z]\w{3,})/\d"
    r"|(?:tiktok|truthsocial|youtube|threads)\.(?:com|net)/@(?P<c>[\w.-]+)|bsky\.app/profile/(?P<d>[\w.:-]+)/post/"
    r"|gab\.com/(?P<e>\w+)/posts/|facebook\.com/(?P<f>[A-Za-z][\w.]{4,})/(?:posts|videos|photos)/",
    re.IGNORECASE,
)


def platform_of(link: str) -> str | None:
    """The social platform that a link leads to, if any."""
    host = (address_parts(link).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    return _NAMES.get(host)


def account_of(link: str) -> str | None:
    """The account whose post a link leads to, where the link says it."""
    match = _POST.search(unquote(link))
    return match[match.lastgroup] if match and match.lastgroup else None
