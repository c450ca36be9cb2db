"""The page Claims."""

from .conftest import charts, html


def test_claims_are_listed_drawn_and_read(open_page, bundle):
    at = open_page("claims", bundle.path)
    assert not at.exception
    sources, times = charts(at)
    assert sources["data"]
    assert times["data"]
    assert "In their sentences" in [one.value for one in at.main.subheader]
    assert "<mark>" in html(at)


def test_a_link_opens_a_claim(open_page, bundle):
    at = open_page("claims", bundle.path, claim="2")
    assert not at.exception
    assert not at.main.error
    assert "#### Deny it (1)" in [one.value for one in at.main.markdown]  # every third claim is denied by its last text


def test_without_claims_the_page_says_why(open_page, variant):
    at = open_page("claims", variant("one-source").path)
    assert not at.exception
    assert "does not say which claims" in at.main.info[0].value
    assert charts(at) == []
