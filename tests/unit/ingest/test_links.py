import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.links import canonical_url, host_named, registered_domain


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


@pytest.mark.parametrize(
    "written",
    [
        "harbour.example", "www.harbour.example", "HARBOUR.example", "Harbour.Example", " harbour.example ",
        "harbour.example.",
        "https://harbour.example/", "HTTP://WWW.HARBOUR.EXAMPLE:443", "harbour.example:8080", "//m.harbour.example/",
        "amp.harbour.example", "mobile.harbour.example", "www.m.harbour.example/world/", "https://harbour.example?a=1",
    ],
)  # fmt: skip
def test_a_host_has_one_name_however_it_is_written(written):
    if written == "Harbour.Example":  # no ending of any host, and no small letters: it may be a name
        assert host_named(written) is None
    else:
        assert host_named(written) == "harbour.example"


@pytest.mark.parametrize(
    "name", ["Harbour News", "St. Galler", "J.P.Morgan", "A.B.", "1.5", "a@b.org", "n.d.", "AFP", ""]
)
def test_other_names_are_no_hosts(name):
    assert host_named(name) is None


def test_hosts_keep_what_tells_them_apart():
    assert host_named("News.Harbour.co.uk") == "news.harbour.co.uk"
    assert host_named("Lenta.Ru") == host_named("LENTA.RU") == "lenta.ru"
    assert host_named("xn--e1afmkfd.xn--p1ai") == "пример.рф"
    assert host_named("m.me") == "m.me"
