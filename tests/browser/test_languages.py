"""The language of the interface: the browser's, until another is chosen; the view stays what it was."""

from playwright.sync_api import expect

from filrouge.explore.selection import Selection
from filrouge.explore.view import View

from .looking import expect_chart, expect_field, fields, figure, follow, main_text, settle

VIEW = View("timeline", Selection(languages=("en",)), kind="heat-map", measure="mentions", period="month")


def test_the_browser_says_in_which_language(fresh, site, bundle):
    page = fresh(locale="fr-CA")
    page.goto(site.link(VIEW, bundle))
    expect_chart(page)
    settle(page)
    expect(page.get_by_role("link", name="Chronologie")).to_be_visible()
    assert "Récits dans le temps" in main_text(page)
    assert expect_field(page, "kind") == ["heat-map"]
    assert figure(page)[0]["type"] == "heatmap"


def test_another_language_can_be_chosen_and_the_view_stays(page, fresh, site, bundle):
    page.goto(site.link(VIEW, bundle))
    before = figure(page)[0]["z"]
    settle(page)
    page.get_by_role("radio", name="Français").click()
    expect(page.get_by_role("heading", name="Récits dans le temps")).to_be_visible()
    settle(page)
    expect(page.get_by_role("radio", name="Carte de chaleur")).to_be_checked()
    expect(page.get_by_role("radio", name="Mentions")).to_be_checked()
    assert figure(page)[0]["z"] == before
    expect(page.get_by_role("link", name="Rapport", exact=True)).to_be_in_viewport()  # no page is folded away
    link = fields(page.url)
    assert (link["kind"], link["language"]) == (["heat-map"], ["en"])
    # The address of a French page opens in English, as the same view.
    other = fresh()
    other.goto(page.url.replace("lang=fr", "lang=en"))
    expect(other.get_by_role("heading", name="Narratives over time")).to_be_visible()
    assert figure(other)[0]["z"] == before
    follow(page, "Documents")
    expect(page.get_by_role("heading", name="Documents")).to_be_visible()
    settle(page)
    assert "Les plus récents d’abord" in main_text(page)
