"""Addresses of views in notes."""

import pytest

from filrouge.explore.link import read_link
from filrouge.explore.view import View
from filrouge.explore.view_links import with_links
from tests.conftest import HOSTILE


@pytest.mark.parametrize("view", [View("topic-map", colour="source"), View("overview", sources_by="kind")])
def test_the_address_of_a_view_is_a_link_to_it_in_this_dashboard_whatever_host_it_names(bundle, view):
    for host in ("http://localhost:8501", "https://desk.example/press", "https://elsewhere.example"):
        address = host + view.link(bundle)
        pieces = list(with_links(f"See {address}, and (as Ben says) {address}."))
        assert "".join(words for words, _link in pieces) == f"See {address}, and (as Ben says) {address}."
        links = [link for _words, link in pieces if link]
        assert len(links) == 2
        assert "://" not in links[0]
        assert read_link(f"/{links[0]}", bundle) == view


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "https://elsewhere.example/",
        "https://elsewhere.example/overview",
        "https://elsewhere.example/login?bundle=a",
        "javascript:alert(1)//overview?bundle=a",
        "http://[::1/overview?bundle=a",
        "",
    ],
)
def test_nothing_else_is_a_link(text):
    assert [*with_links(text)] == [(text, "")]
