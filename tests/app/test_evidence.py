import gc
import json
import re
import shutil
from html import escape

import pandas as pd
import pytest
import streamlit as st

from components import bundles, evidence
from components.document import _changes
from filrouge import bundle_store
from filrouge.bundle_store import saving, seal
from filrouge.charts import specs
from filrouge.explore import reading
from filrouge.explore.copies import copies_of
from filrouge.explore.documents import document
from filrouge.schema import NARRATIVES
from filrouge.wording.labels import tentative_note, theme_names
from tests.conftest import HOSTILE

from .conftest import data, html, message, words


def captions(at) -> str:
    return " ".join(caption.value for caption in at.main.caption)


def chooser(at):
    (found,) = [box for box in at.main.selectbox if box.label == "Narrative"]
    return found


@pytest.fixture
def counted(monkeypatch):
    """The eight documents made by hand are looked at as if they were many: of few, no measure of the model is shown."""
    specs()  # a chart that is imported now would keep the number that stands here
    monkeypatch.setattr(reading, "SMALL", 0)


@pytest.mark.usefixtures("counted")
def test_the_largest_narrative_stands_first_with_all_that_shows_it(open_page, by_hand):
    at = open_page("narrative", by_hand.path)
    assert not at.exception
    assert (chooser(at).value, chooser(at).proto.placeholder) == (None, "gas price (the largest)")
    assert "about" not in at.query_params, "what is at its default is not in the link"
    text = words(at)
    for part in (
        "Standing Solid: other runs of the build find it again (stability 0.90 of 1).",
        "In the whole bundle 4 documents (3 independent texts), 5 passages",
        "Theme gas price / fishing ban; shared with “ fishing ban° ”.",
        "Distinctive words English: gas, price",
        "Le prix du gaz monte encore 🌊. Title of gaz · Le Phare · 6 January 2025 · French · phare.example",
    ):
        assert part in text
    assert [tab.label for tab in at.main.tabs] == ["Most typical", "At its edge"]
    typical, edge = at.main.tabs
    assert f'href="documents?bundle=eight&amp;digest={by_hand.digest[:12]}&amp;doc=gaz"' in html(typical)
    assert "Gas again." in words(edge)
    assert "only just belong to it" in captions_of(edge)


def captions_of(tab) -> str:
    return " ".join(caption.value for caption in tab.caption)


@pytest.mark.usefixtures("counted")
def test_a_tentative_narrative_is_chosen_by_its_name_with_the_mark_or_without(open_page, by_hand):
    for name in ("fishing ban", "fishing ban°", "1", "pêche fermée"):
        at = open_page("narrative", by_hand.path, about=name)
        assert not at.exception
        assert chooser(at).value == 1
        assert at.query_params["about"] in ("1", ["1"])
        assert "Tentative: other runs of the build find it only in part (stability 0.50 of 1)." in words(at)
    chooser(at).select("overseas vote").run()
    assert "Not measured" in words(at)


@pytest.mark.usefixtures("counted")
def test_the_chooser_offers_the_narratives_of_the_filter_and_the_largest_of_them(open_page, by_hand):
    at = open_page("narrative", by_hand.path, narrative=["2", "1"])
    assert chooser(at).options == ["overseas vote", "fishing ban°", "No clear narrative"]
    assert chooser(at).proto.placeholder == "fishing ban° (the largest)"
    assert "Tentative: other runs" in words(at)


def more(at):
    return [button for button in at.main.button if button.label.startswith("Show all")]


def test_more_passages_come_when_they_are_asked_for(open_page, bundle, monkeypatch):
    whole = open_page("narrative", bundle.path)
    assert html(whole.main.tabs[0]).count('class="fr-passage"') == 3
    assert more(whole) == []
    monkeypatch.setattr(evidence, "_FIRST", 2)
    at = open_page("narrative", bundle.path)
    assert html(at.main.tabs[0]).count('class="fr-passage"') == 2
    (button,) = more(at)
    assert button.label == "Show all 3"
    button.click().run()
    assert html(at.main.tabs[0]) == html(whole.main.tabs[0])


@pytest.mark.parametrize("about", ["-1", "No clear narrative"])
def test_passages_without_a_narrative_have_no_evidence(open_page, by_hand, about):
    at = open_page("narrative", by_hand.path, about=about)
    assert not at.exception
    assert "lie between narratives" in at.main.info[0].value
    assert len(at.main.tabs) == 0


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("full", {"query": "nowhere"}, "No document matches this selection."),
        ("no-narratives", {}, "No narrative in this selection."),
    ],
)
def test_without_a_narrative_the_page_says_so(open_page, variant, name, fields, said):
    at = open_page("narrative", variant(name).path, **fields)
    assert not at.exception
    assert said in [info.value for info in at.main.info]


@pytest.mark.usefixtures("counted")
def test_a_bundle_of_an_earlier_schema_says_that_it_has_none(open_page, by_hand, tmp_path, monkeypatch):
    monkeypatch.setattr(bundle_store, "SCHEMA_VERSION", 2)
    old = earlier(by_hand.path, tmp_path / "old")
    at = open_page("narrative", old)
    assert not at.exception
    assert message(at).count("cannot be shown") == 0
    assert "lists no typical passages" in captions(at)
    assert len(at.main.tabs) == 0
    assert "Standing Not measured" in words(at)
    assert "°" not in words(at)


def earlier(path, target):
    """The bundle as schema 2 had it."""
    with saving(target) as folder:
        shutil.copytree(path, folder, dirs_exist_ok=True)
        later = [
            "labels",
            "apart",
            "headlines",
            "theme_labels",
            "theme",
            "theme_label",
            "representative",
            "edge",
            "opposed",
            "stability",
        ]
        frame = pd.read_parquet(folder / NARRATIVES.file)
        frame.drop(columns=later).to_parquet(folder / NARRATIVES.file)
        passages = pd.read_parquet(folder / "passages.parquet")
        passages.drop(columns="nearest").to_parquet(folder / "passages.parquet")
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        (folder / "manifest.json").unlink()
        seal(folder, {k: v for k, v in manifest.items() if k not in {"files", "digest", "schema_version"}})
    return target


def test_the_overview_lists_every_narrative_with_what_one_looks_for(open_page, by_hand):
    at = open_page("overview", by_hand.path)
    table = data(at, "table-narratives")
    columns = {column["title"]: column for column in table["columns"]}
    assert list(columns) == [
        "Narrative", "Documents", "Texts", "Sources", "Languages", "First", "Last", "Trend", "Bursts",
    ]  # fmt: skip
    assert columns["Narrative"]["values"] == ["gas price", "fishing ban°", "overseas vote"]
    assert columns["Documents"]["values"] == [4, 3, 3]
    assert columns["Texts"]["values"] == [3, 2, 3]
    assert columns["Languages"]["values"][0] == 2
    assert columns["Languages"]["shown"][0] == "English 3 (2), French 1"
    assert (columns["First"]["values"][0], columns["Last"]["values"][0]) == ("2025-01-06", "2025-01-09")
    assert [sum(trend) for trend in columns["Trend"]["values"]] == [3, 3, 1]
    assert set(columns["Bursts"]["values"]) <= {"", "too few texts"}  # looked for while the page is there already
    assert table["ids"] == ["0", "1", "2"]
    assert tentative_note(by_hand, by_hand.tentative) in words(at)


def test_how_good_the_model_is_stands_on_the_overview_but_of_few_texts(open_page, bundle, by_hand):
    many = open_page("overview", bundle.path)
    assert "How reliable is this model?" in [s.value for s in many.main.subheader]
    assert re.search(r"Passages with a clear narrative \d+% : the rest is about something else", words(many))
    at = open_page("overview", by_hand.path)
    assert "How reliable is this model?" not in [s.value for s in at.main.subheader]
    facts = " ".join(t.value for t in at.main.text)
    assert "Embedder: none" in facts
    assert "Passages with a narrative" not in facts


@pytest.mark.parametrize("number", range(6))
def test_markup_in_evidence_is_text(open_page, variant, number):
    hostile = variant("hostile")
    at = open_page("narrative", hostile.path, about=str(number))
    assert not at.exception
    assert len(at.main.tabs) == 2
    text = html(at)
    for tag in ("<img", "<script", "onerror=alert(1)>", 'href="http://evil.example', "<strong>bold"):
        assert tag not in text
    assert escape(theme_names(hostile)[number // 3], quote=False) in text
    assert not [tab.label for tab in at.main.tabs if any(raw in tab.label for raw in HOSTILE)]


# The reader's language


@pytest.fixture
def browser_speaks(monkeypatch):
    """Say which locale the browser has."""

    def speak(locale: str | None) -> None:
        monkeypatch.setattr(type(st.context), "locale", property(lambda _: locale))

    return speak


@pytest.mark.parametrize(
    ("locale", "name"),
    [("fr-CA", "prix du gaz"), ("fr", "prix du gaz"), ("FR_fr", "prix du gaz"), ("en-GB", "gas price"),
     ("de-DE", "gas price"), ("", "gas price"), (None, "gas price")],
)  # fmt: skip
def test_narratives_are_named_in_the_readers_language(open_page, by_hand, browser_speaks, locale, name):
    browser_speaks(locale)
    at = open_page("overview", by_hand.path)
    assert not at.exception
    assert at.sidebar.multiselect(key="narrative").options[0] == name
    assert data(at, "table-narratives")["columns"][0]["values"][0] == name


def test_two_readers_of_two_languages_share_one_open_bundle(open_page, by_hand, browser_speaks):
    for locale, name in (("fr-FR", "prix du gaz"), ("en-US", "gas price"), ("fr-FR", "prix du gaz")):
        browser_speaks(locale)
        at = open_page("overview", by_hand.path, narrative=["gas price", "pêche fermée"])
        assert not at.exception
        assert data(at, "table-narratives")["columns"][0]["values"][0] == name
        assert at.query_params["narrative"] == ["0", "1"], "the link is the same in every language"
        names = {"fr-FR": ["prix du gaz", "pêche fermée°"], "en-US": ["gas price", "fishing ban°"]}[locale]
        assert at.sidebar.multiselect(key="narrative").options[:2] == names
    assert bundles.opened(by_hand.path) is bundles.opened(by_hand.path)
    assert bundles.opened(by_hand.path).language is None


def test_warming_leaves_the_names_as_the_build_chose_them(by_hand, browser_speaks, monkeypatch):
    monkeypatch.setenv(bundles.VARIABLE, json.dumps([str(by_hand.path)]))
    browser_speaks("fr-FR")
    bundles.warm()
    assert bundles.opened(by_hand.path).labels[0] == "gas price"


def test_what_is_there_before_the_first_viewer_is_not_looked_through_for_garbage(by_hand, monkeypatch):
    monkeypatch.setenv(bundles.VARIABLE, json.dumps([str(by_hand.path)]))
    gc.unfreeze()
    bundles.warm()
    assert gc.get_freeze_count() > 100_000


ALTERED = "sd-20260210-016"  # of the demo, where "cites two" became "cites 16"


def shared(at):
    """What is said beside a document of the texts that are like it."""
    return [box for box in at.main.expander if "text" in box.label and "cut from" not in box.label]


def test_an_altered_copy_says_what_it_differs_in_and_leads_to_it(open_page):
    at = open_page("documents", doc=ALTERED)
    assert not at.exception
    (copies,) = shared(at)
    assert copies.label == "Shares text with 1 earlier text"
    said = html(copies)
    assert "Differs in numbers, " in words(copies)
    assert "doc=sw-20260206-004" in said
    assert '<mark class="fr-number">16</mark>' in said
    assert '<mark class="fr-number">two</mark>' in said


def test_copies_to_the_letter_are_said_to_be(open_page):
    at = open_page("documents", doc="ph-20250408-008")
    assert not at.exception
    boxes = shared(at)
    assert [box.label for box in boxes] == ["Shares text with 1 earlier text", "1 text of unknown order shares text"]
    for copies in boxes:
        assert words(copies).count("Identical.") == 1
        assert html(copies).count("Read in its document") == 1
        assert "<mark" not in html(copies)


def test_what_a_copy_holds_is_shown_as_text(variant):
    opened = variant("hostile")
    shown = ""
    for doc_id in opened.query("SELECT doc_id FROM documents WHERE copied")["doc_id"]:
        found = document(opened, doc_id)
        shown += "".join(_changes(found, copy) for copy in copies_of(opened, found, 3))
    assert "&lt;" in shown
    assert "<img" not in shown
    assert "<script" not in shown
