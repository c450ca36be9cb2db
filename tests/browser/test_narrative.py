"""The way to a narrative and back: the table of all of them, its page, two of them side by side, and paper."""

import io

import pypdf
from playwright.sync_api import expect

from filrouge.explore.selection import Selection
from filrouge.explore.view import View

from .looking import expect_count, expect_field, settle

TABLE = ".st-key-card-narrative-table"


def names(page) -> list[str]:
    return page.locator(f"{TABLE} td.name button").all_inner_texts()


def test_everything_about_a_narrative_is_one_click_away_and_two_are_compared(page, site, bundle):
    page.goto(site.link(View(), bundle))
    expect_count(page, "300 of 300")
    table = page.locator(TABLE)
    expect(table.locator("tbody tr").first).to_be_visible()
    settle(page)
    sizes = bundle.narratives.sort_values(["n_documents", "narrative"], ascending=[False, True])["narrative"].tolist()
    assert names(page) == [bundle.labels[n] for n in sizes[:25]]
    table.get_by_role("button", name="Narrative", exact=True).click()
    ordered = names(page)
    assert ordered == sorted(ordered, key=str.casefold)
    expect(table.get_by_role("columnheader", name="Narrative")).to_have_attribute("aria-sort", "ascending")
    for label in (bundle.labels[sizes[0]], bundle.labels[sizes[1]]):
        table.get_by_role("checkbox", name=f"Tick {label}", exact=True).check()
        settle(page)
    page.locator(".st-key-_compare_narratives button").click()
    assert expect_field(page, "beside") == [str(max(sizes[:2]))]
    expect(page.get_by_role("heading", name="Who talks about which", exact=True)).to_be_visible()
    page.go_back()
    expect(table.locator("tbody tr").first).to_be_visible()
    settle(page)
    expect(table.get_by_role("checkbox", checked=True)).to_have_count(2)
    table.get_by_role("button", name=bundle.labels[sizes[2]], exact=True).click()
    assert expect_field(page, "about") == [str(sizes[2])]
    expect(page.get_by_role("heading", name=bundle.labels[sizes[2]], exact=True)).to_be_visible()
    assert "/narrative?" in page.url


def test_the_page_of_a_narrative_prints_on_two_sheets(page, site, bundle):
    page.goto(site.link(View("narrative", Selection(), about=3), bundle))
    expect(page.locator(".st-key-card-its-documents")).to_be_visible(timeout=120_000)
    settle(page)
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    first, second = (sheet.extract_text() for sheet in sheets)
    assert bundle.labels[3] in first
    assert "Who talks about it" in first
    assert "In their words" in second
    assert "Its neighbours" in second
    assert "Add to the report" not in first + second
