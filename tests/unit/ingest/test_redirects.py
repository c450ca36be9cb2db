"""Addresses that only pass readers on give way to the address they lead to."""

import base64

import pytest

from filrouge.ingest.links import canonical_url
from filrouge.ingest.redirects import unwrapped

TARGET = "https://phare.example/a?id=3"


def news_code(link: str) -> str:
    told = b'\x08\x13"' + bytes([len(link)]) + link.encode() + b"\xd2\x01\x00"
    return base64.urlsafe_b64encode(told).decode().rstrip("=")


@pytest.mark.parametrize(
    "wrapped",
    [
        "https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3&ct=ga&cd=x&usg=y",
        "https://www.google.fr/url?q=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3&sa=D",
        f"https://news.google.com/rss/articles/{news_code(TARGET)}?oc=5",
        f"https://news.google.com/__i/rss/rd/articles/{news_code(TARGET)}?oc=5",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&aid=&tid=1&url=https%3a%2f%2fphare.example%2fa%3fid%3d3&c=7",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3&h=AT0",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3&data=05",
        "https://web.archive.org/web/20240306101112id_/https://phare.example/a?id=3",
        "https://archive.ph/2024.03.06-101112/https://phare.example/a?id=3",
        "https://r.search.yahoo.com/_ylt=A/RV=2/RE=17/RO=10/RU=https%3a%2f%2fphare.example%2fa%3fid%3d3/RK=2/RS=x-",
        "https://www.google.com/amp/s/phare.example/a?id=3",
        "https://phare-example.cdn.ampproject.org/c/s/phare.example/a?id=3",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3&rut=1",
        "https://vk.com/away.php?to=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3",
        "https://web.archive.org/web/2024/https://www.google.com/url?url=https%3A%2F%2Fphare.example%2Fa%3Fid%3D3",
    ],
)
def test_a_link_that_passes_readers_on_gives_way_to_the_one_it_leads_to(wrapped):
    assert canonical_url(wrapped) == TARGET


@pytest.mark.parametrize(
    "link",
    [
        "https://phare.example/share?url=https://other.example/b",
        "https://www.google.com/url?q=quay",
        "https://news.google.com/rss/articles/CBMiX0FVX3lxTE5oZ2Y4eGxhbXBrZXlz?oc=5",
        "https://web.archive.org/about/",
        "https://www.facebook.com/phare/posts/1",
        "https://[half",
        "",
    ],
)
def test_any_other_link_stays_as_it_is(link):
    assert unwrapped(link) == link
