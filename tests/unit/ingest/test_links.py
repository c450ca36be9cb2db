import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.links import canonical_url, registered_domain


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://Phare.Example:443/a?utm_source=x&id=3#top", "https://phare.example/a?id=3"),
        ("http://phare.example:8080/a", "http://phare.example:8080/a"),
        ("<https://phare.example/a>", "https://phare.example/a"),
        ("//phare.example/a?fbclid=1", "https://phare.example/a"),
        ("www.phare.example/a", "https://www.phare.example/a"),
        ("https://phare.example", "https://phare.example/"),
        ("https://phare.example/#!/story/5", "https://phare.example/#!/story/5"),
        ("https://phare.example/?q=a%20b&empty=&at_medium=rss", "https://phare.example/?q=a+b&empty="),
        ("https://phare.example/?a=1;b=2", "https://phare.example/?a=1;b=2"),
        ("javascript:alert(1)", None),
        ("mailto:a@b.example", None),
        ("phare", None),
        ("http://[half", None),
        ("", None),
    ],
)
def test_a_link_in_one_form(written, canonical):
    assert canonical_url(written) == canonical


@given(st.text(max_size=60))
def test_a_canonical_link_stays_what_it_is(text):
    for written in (text, f"https://phare.example/{text}"):
        once = canonical_url(written)
        assert once is None or canonical_url(once) == once


@pytest.mark.parametrize(
    ("link", "domain"),
    [
        ("https://www.phare.co.uk/a", "phare.co.uk"),
        ("https://news.international.phare.com/a", "phare.com"),
        ("https://somebody.blogspot.com/2024/01/a.html", "somebody.blogspot.com"),
        ("phare.fr", "phare.fr"),
        ("https://127.0.0.1/a", None),
        ("https://localhost/a", None),
        ("", None),
    ],
)
def test_the_domain_that_someone_registered(link, domain):
    assert registered_domain(link) == domain
