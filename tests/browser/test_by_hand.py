"""What is changed by hand, by the keyboard alone: Tab, arrows, Enter and letters."""

import pytest
from playwright.sync_api import Page, expect

from filrouge.annotations import log, store
from filrouge.annotations.overlay import seen
from filrouge.annotations.source_table import known
from filrouge.bundle import TENTATIVE
from filrouge.explore.view import View
from filrouge.wording.claims import worded

from .looking import settle

_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e.matches('button, input, textarea, a, [role=radio], [role=tab]')) return '';  // what scrolls has it all inside
  const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
  return `${e.getAttribute('aria-label') || label || e.innerText || ''}`.trim();
}"""


@pytest.fixture
def untouched(bundle):
    """Other tests look at the same bundle: what is said of it here is taken away again."""
    yield bundle
    file = store.beside(bundle.path, log.FILE)
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def tab_to(page: Page, label: str, most: int = 300) -> None:
    """Press Tab until something with a label has the focus."""
    passed = []
    for _step in range(most):
        page.keyboard.press("Tab")
        lines = page.evaluate(_FOCUSED).split("\n")  # of a button with an icon and a shortcut, one each
        passed.append(lines[0][:40])
        if label in lines:
            return
    pytest.fail(f"Tab does not reach {label!r}: {passed}")


def test_a_narrative_and_a_claim_are_edited_and_put_back_by_the_keyboard_alone(page, site, untouched):
    bundle = untouched
    page.goto(site.link(View("narrative", about=3), bundle))
    settle(page)
    tab_to(page, "Edit…")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="Name", exact=True)).to_be_visible()
    tab_to(page, "Name")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Dear gas")
    for label in ("To check", "Starred", "Hidden", "Your name"):
        tab_to(page, label)
    page.keyboard.type("Ana")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    settle(page)
    assert seen(bundle).labels[3].startswith("Dear gas")
    page.goto(site.link(View("claims", claim=2), seen(bundle)))
    settle(page)
    tab_to(page, "Edit…")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Wording", exact=True)).to_be_visible()
    tab_to(page, "Wording")
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("The harbour stays shut")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    settle(page)
    assert worded(seen(bundle))[2] == "The harbour stays shut"
    page.goto(site.link(View("history"), seen(bundle)))
    settle(page)
    tab_to(page, "Undo my last change")
    page.keyboard.press("Enter")
    settle(page)
    assert worded(seen(bundle))[2] == worded(bundle)[2]
    assert seen(bundle).labels[3].startswith("Dear gas")


def test_a_document_its_source_and_a_table_of_narratives_are_edited_by_the_keyboard_alone(page, site, untouched):
    bundle = untouched
    doc = str(bundle.query("SELECT doc_id FROM documents WHERE source IS NOT NULL ORDER BY doc")["doc_id"][0])
    dialog = page.get_by_role("dialog")
    page.goto(site.link(View("documents", doc=doc), bundle))
    settle(page)
    for opens, label, typed in (("Edit…", "Title", "A better title"), ("Edit its source…", "Owner", "The ministry")):
        tab_to(page, opens)
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("textbox", name=label, exact=True)).to_be_visible()
        tab_to(page, label)
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(typed)
        if label == "Title":
            tab_to(page, "Your name")
            page.keyboard.type("Ana")
        tab_to(page, "Save")
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        settle(page)
    row = seen(bundle).document_row(int(bundle.query("SELECT doc FROM documents WHERE doc_id = ?", [doc])["doc"][0]))
    assert row["title"] == "A better title"
    assert known(seen(bundle))[row["source"]]["owner"] == "The ministry"
    page.goto(site.link(View("overview"), seen(bundle)))
    settle(page)
    tab_to(page, "Edit several…")
    page.keyboard.press("Enter")
    expect(dialog.get_by_test_id("data-grid-canvas")).to_be_visible()
    for _step in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "CANVAS":
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    cell = page.locator("#portal textarea, #portal input").first
    expect(cell).to_be_focused()
    cell.fill("Named in the table")
    page.keyboard.press("Enter")
    expect(cell).to_have_count(0)
    page.wait_for_timeout(1000)  # a table hands on what was typed in it after a moment without another key
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    settle(page)
    assert "Named in the table" in {name.removesuffix(TENTATIVE) for name in seen(bundle).labels.values()}


def test_enter_chooses_one_thing_in_a_list_of_several(page, site, untouched):
    labels = [label for number, label in untouched.labels.items() if number != 3]
    wanted = labels[0].removesuffix(TENTATIVE)
    letter = next(one for one in wanted if one.isalpha() and sum(one in other for other in labels) > 1)
    page.goto(site.link(View("narrative", about=3), untouched))
    settle(page)
    page.get_by_role("button", name="Edit…").first.click()
    dialog = page.get_by_role("dialog", name=untouched.labels[3].removesuffix(TENTATIVE))
    dialog.get_by_role("tab", name="Merge and split").click()
    box = dialog.get_by_test_id("stMultiSelect").first
    box.get_by_role("combobox").fill(letter)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(box.locator("[data-tag], [data-baseweb=tag]")).to_have_count(1)
