"""The parts of a web address, of whatever stands where one is expected."""

from urllib.parse import SplitResult, urlsplit


def address_parts(url: str) -> SplitResult:
    """Take an address apart as `urlsplit` does; of what it refuses, as "http://[a", there are no parts."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")
