"""Links of documents: canonical, without what only tracks readers, and the domain they belong to."""

import re
from contextlib import suppress
from functools import cache, lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList

from filrouge.ingest.redirects import unwrapped

# Parameters that say how a reader came, and nothing of what is read.
_TRACKING: Final = re.compile(
    r"(?:utm|mtm|pk|piwik|matomo|hsa|vero|oly|ga)_\w+|at_(?:medium|campaign|custom\d|format|variant|link_\w+)|ns_\w+"
    r"|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ysclid|twclid|igshid|igsh|ttclid|mc_[ce]id|mkt_tok|_hs\w+|xtor"
    r"|cmpid|ncid|ocid|smid|s?ref_?src|ref_url|wt_mc|wtrid|share(?:_?id|_token)?|_openstat|spm|_ga|guccounter"
    r"|guce_referr\w+|amp",
    re.IGNORECASE,
)
_HOST: Final = re.compile(
    r"(?P<scheme>(?:https?:)?//)?(?P<host>[^\W_](?:[\w-]*\.)+[^\W\d_][\w-]+\.?)(?::\d{1,5})?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile(r"^(?:www\d?|m|mobile|amp|mobil|wap)\.(?=[^.]+\.)")
_PORTS: Final = {"http": 80, "https": 443}


@lru_cache(maxsize=4096)
def canonical_url(url: str) -> str | None:
    """Return a web address in one form: the one that a redirect leads to, scheme and host in lower case, no default
    port, no fragment that only marks a place, no tracking parameters; the others stay as they are. None for what is no
    web address.
    """
    url = url.strip().strip("<>")
    if url.startswith("//"):
        url = f"https:{url}"
    elif re.match(r"www\.[\w-]+\.", url):
        url = f"https://{url}"
    url = unwrapped(url)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not host or "." not in host:
        return None
    scheme = parts.scheme.lower()
    place = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((scheme, place, parts.path or "/", query, fragment))


@lru_cache(maxsize=4096)
def host_named(name: str) -> str | None:
    """Return the host that a name of a source is, in one form whatever its case, scheme, port or end: "lemonde.fr" for
    "https://www.LeMonde.fr:443/", "m.lemonde.fr" and "amp.lemonde.fr". None for any other name, as "St. Galler".
    """
    match = _HOST.fullmatch(name.strip())
    if match is None:
        return None
    host = match["host"].rstrip(".")
    ending = host.rpartition(".")[2]
    sure = match["scheme"] or host == host.lower() or ending.islower() or host.isupper()
    if not (sure or _known_suffixes().publicsuffix(ending.lower())):
        return None
    host = host.lower()
    while (bare := _PREFIX.sub("", host)) != host and "." in bare:
        host = bare
    with suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    return host


@lru_cache(maxsize=4096)
def registered_domain(url: str) -> str | None:
    """Return the domain that someone registered, by the public suffix list that came with its package: "lemonde.fr"
    for "https://www.lemonde.fr/international/". A host of blogs is a suffix there, so each blog is its own. None for
    numbers and names without a dot.
    """
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    if not host or re.fullmatch(r"[\d.]+|.*:.*", host):
        return None
    domain = _suffixes().privatesuffix(host.rstrip("."))
    return str(domain) if domain and "." in domain else None


@cache
def _known_suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False)


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
