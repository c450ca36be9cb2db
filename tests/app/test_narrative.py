"""How the page of a narrative shows what it is, and the ways to it."""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from components.claim_sides import NAME
from filrouge.annotations.report import stored
from filrouge.bundle import Bundle
from filrouge.chart import PENDING
from filrouge.explore.claim_sides import TOLD, ClaimSides
from filrouge.explore.claims import claims, statements
from filrouge.explore.selection import Selection

from .conftest import data, html, message, words

DEMO = Path(__file__).parents[2] / "data" / "sample" / "bundle"


@pytest.fixture
def sample_copy(tmp_path):
    """The demo, beside which a report may be written."""
    return Path(shutil.copytree(DEMO, tmp_path / "sample"))


def column(table, title):
    (found,) = [one for one in table["columns"] if one["title"] == title]
    return found["values"]


def test_everything_about_one_narrative_stands_on_one_page(open_page, bundle):
    at = open_page("narrative", bundle.path, about="3")
    assert not at.exception
    assert at.query_params["about"] in ("3", ["3"])
    assert [s.value for s in at.main.subheader] == [
        "Since when, and how much", "Who talks about it", "Its claims · experimental", "In their words",
        f"How it spread: {bundle.labels[3]}",
        "How texts spread", "Languages", "Its neighbours", "Passages behind the narrative", "Its latest documents",
    ]  # fmt: skip
    sources = data(at, "table-narrative-sources")
    counted = dict(zip(column(sources, "Source"), column(sources, "Documents"), strict=True))
    expected = bundle.query(
        "SELECT source, count(*) AS n FROM shares JOIN documents USING (doc) WHERE narrative = 3 GROUP BY source"
    )
    assert {s: n for s, n in counted.items() if n} == dict(zip(expected["source"], expected["n"], strict=True))
    text = words(at)
    n = int(bundle.narratives.set_index("narrative").loc[3, "n_documents"])
    assert f"{n} documents" in text
    assert "Most documents: " in text
    assert "still being looked for" not in text, "what tests find is there in the end"


def test_the_page_is_of_the_selection(open_page, bundle):
    at = open_page("narrative", bundle.path, about="3", source="Source 01")
    assert not at.exception
    assert column(data(at, "table-narrative-sources"), "Source") == ["Source 01"]
    docs = data(at, "table-its-documents")
    assert set(column(docs, "Source")) == {"Source 01"}
    assert "nly the selected documents were tested" in words(at)


def test_a_filter_by_narrative_leads_to_it(open_page, bundle):
    at = open_page("narrative", bundle.path, narrative="2")
    assert not at.exception
    (box,) = [box for box in at.main.selectbox if box.label == "Narrative"]
    assert box.proto.placeholder == f"{bundle.labels[2]} (the largest)"


def test_a_period_of_the_timeline_is_read_below_it(open_page, by_hand):
    at = open_page("narrative", by_hand.path, about="0", at="2025-01-06", period="week")
    assert not at.exception
    assert "week of 6 January 2025" in html(at)
    (close,) = [button for button in at.main.button if button.label == "Close"]
    close.click().run()
    assert "at" not in at.query_params
    assert "week of 6 January 2025</h4>" not in html(at)


def test_a_source_that_is_chosen_is_read_and_is_chosen_among_the_findings(open_page, by_hand):
    at = open_page("narrative", by_hand.path, about="0", voice="Le Phare")
    assert not at.exception
    assert "What Le Phare says of it" in words(at)
    assert "Les ménages paient." in words(at)
    at.switch_page("../pages/findings.py").run()
    assert at.query_params["voice"] in ("Le Phare", ["Le Phare"])
    assert at.query_params["about"] in ("0", ["0"])


def test_a_claim_of_the_narrative_opens_its_sentences(open_page, demo):
    frame = claims(demo, Selection(narratives=(1,)))
    at = open_page("narrative", demo.path, about="1")
    assert data(at, "table-narrative-claims")["ids"] == [str(claim) for claim in frame["claim"]]
    assert column(data(at, "table-narrative-claims"), "Texts") == frame["texts"].tolist()
    assert "<mark>" not in html(at)
    at = open_page("narrative", demo.path, about="1", claim=str(frame["claim"].iloc[0]))
    said = statements(demo, Selection(), int(frame["claim"].iloc[0]))
    assert html(at).count("<mark>") == len(said)
    (close,) = [button for button in at.main.button if button.key == "_close_claim"]
    close.click().run()
    assert "<mark>" not in html(at)


def test_a_narrative_without_claims_has_no_empty_card(open_page, demo):
    without = sorted(set(demo.labels) - set(claims(demo, Selection())["narrative"]))
    at = open_page("narrative", demo.path, about=str(without[0]))
    assert not at.exception
    assert "Its claims · experimental" not in [s.value for s in at.main.subheader]


def test_no_sides_is_an_answer(open_page, demo):
    at = open_page("narrative", demo.path, about="1")
    assert [c for c in at.main.caption if c.value.startswith("No sides can be told apart")]
    assert "Its sides · experimental" not in [s.value for s in at.main.subheader]


@pytest.fixture
def told_sides(demo, monkeypatch):
    """Has two sides told in the second narrative of the demo; gives the claim of the first side."""
    one, two, three = claims(demo, Selection(narratives=(1,)))["claim"].head(3)
    named = statements(demo, Selection()).groupby("claim")["source"].first()
    told = ClaimSides(
        pd.DataFrame({"status": [TOLD]}, index=[1]),
        pd.DataFrame({"narrative": 1, "claim": [one, two, three], "side": [0, 1, 1]}),
        pd.DataFrame({"narrative": 1, "source": [named[one], "Sarn Digest"], "side": [0, 1]}),
        pd.DataFrame({"narrative": 1, "doc": [1], "side": [0]}),
    )
    monkeypatch.setattr("components.claim_sides.chart_cache.ready", lambda name, *_: told if name == NAME else PENDING)
    monkeypatch.setattr("components.chart_card.chart_cache.found", lambda *_: told)
    monkeypatch.setattr("components.narrative.chart_cache.finish", lambda *_: False)
    return one


def test_sides_stand_beside_one_another(open_page, demo, told_sides):
    at = open_page("narrative", demo.path, about="1")
    assert not at.exception
    assert "Its sides · experimental" in [s.value for s in at.main.subheader]
    assert data(at, "table-claim-sides-A")["ids"][0] == str(told_sides)
    assert column(data(at, "table-claim-sides-B"), "What it does")[-1] == "is silent on"


@pytest.mark.usefixtures("told_sides")
def test_sides_are_marked_as_wrong_where_they_stand_and_shown_again(open_page, sample_copy):
    at = open_page("narrative", sample_copy, about="1")
    at.session_state["_author"] = "Ana"
    for label, told in (("Mark these sides as wrong…", False), ("Show its sides again…", True)):
        next(button for button in at.button if button.label == label).click().run()
        next(button for button in at.button if button.label == "Save").click().run()
        assert not at.exception
        assert ("Its sides · experimental" in [s.value for s in at.main.subheader]) == told
        assert ("Its sides were marked as wrong by hand." in [c.value for c in at.main.caption]) != told


def test_the_page_goes_into_the_report_as_a_whole(open_page, sample_copy):
    at = open_page("narrative", sample_copy, about="1")
    (button,) = [button for button in at.main.button if button.label == "Add this page to the report"]
    button.click().run()
    assert not at.exception
    entries = stored(Bundle.open(sample_copy)).entries
    assert [entry.kind for entry in entries] == ["note", *["chart"] * 7, *["passage"] * 8]
    assert entries[0].title == "Sarnline gas pipeline: joint inquiry"
    assert "Solid" in entries[0].annotation
    names = [
        entry.link.partition("?")[0] + entry.link.rpartition("chart=")[2].partition("&")[0] for entry in entries[1:8]
    ]
    assert len(set(names)) == 7
    assert "/narrativenarrative-claims" in names
    assert all("about=1" in entry.link or "narrative=1" in entry.link for entry in entries[1:8])


@pytest.mark.parametrize("page", ["timeline", "compare", "findings"])
def test_a_narrative_that_is_chosen_can_be_opened(open_page, bundle, page):
    at = open_page(page, bundle.path, about="3", compare=["Source 01", "Source 02"])
    (button,) = [button for button in at.main.button if button.label == "Everything about it"]
    button.click().run()
    assert not at.exception
    assert "Since when, and how much" in [s.value for s in at.main.subheader]
    assert at.query_params["about"] in ("3", ["3"])


def test_a_name_beside_a_passage_leads_to_its_page(open_page, by_hand):
    at = open_page("documents", by_hand.path, doc="gaz", source="Le Phare")
    assert 'href="narrative?bundle=eight&amp;digest=' in html(at)
    assert "source=Le+Phare&amp;about=0" in html(at)
    elsewhere = open_page("documents", by_hand.path, doc="wire-1", narrative="0")
    assert "narrative?" in html(elsewhere)
    assert "about=1" in html(elsewhere)
    assert "narrative=0&amp;about=1" not in html(elsewhere), "a filter that leaves it out is left behind"


@pytest.mark.parametrize("number", range(3))
def test_markup_in_names_and_texts_is_text(open_page, variant, number):
    at = open_page("narrative", variant("hostile").path, about=str(number))
    assert not at.exception
    for tag in ("<img", "<script", "onerror=alert(1)>"):
        assert tag not in html(at)


def test_a_narrative_outside_the_filter_is_no_link(open_page, bundle):
    at = open_page("narrative", bundle.path, about="3", narrative="2")
    assert "is not in this view" in message(at)


def test_the_table_of_narratives_has_their_bursts_in_the_end(open_page, bundle):
    at = open_page("overview", bundle.path)
    assert not at.exception
    assert all(column(data(at, "table-narratives"), "Bursts")), "days, a dash, or that there are too few texts"
    assert "still being looked for" not in words(at)


def test_two_that_are_ticked_are_compared(open_page, by_hand):
    at = open_page("overview", by_hand.path)
    assert data(at, "table-narratives")["ticks"]
    assert not [button for button in at.main.button if button.label.startswith("Compare")]
    at.session_state["_narratives_ticked"] = ["0"]
    at.run()
    assert "Tick two narratives to compare or merge them." in [c.value for c in at.main.caption]
    at.session_state["_narratives_ticked"] = ["0", "2"]
    at.run()
    assert data(at, "table-narratives")["ticked"] == ["0", "2"]
    (button,) = [button for button in at.main.button if button.label.startswith("Compare")]
    assert button.label == "Compare “gas price” and “overseas vote”"
    button.click().run()
    assert not at.exception
    assert (at.query_params["about"], at.query_params["beside"]) in ((["0"], ["2"]), ("0", "2"))
    assert "Who talks about which" in [s.value for s in at.main.subheader]
    table = data(at, "table-narrative-pair")
    assert column(table, "Source") == ["Harbour Post", "Le Phare", "(no source)"]
    assert column(table, "gas price: documents") == [2, 1, 1]
    assert column(table, "overseas vote: documents") == [1, 1, 1]
    (end,) = [button for button in at.main.button if button.label == "End the comparison"]
    end.click().run()
    assert "Who talks about it" in [s.value for s in at.main.subheader]


def test_a_narrative_is_not_compared_with_itself(open_page, by_hand):
    at = open_page("narrative", by_hand.path, about="0", beside="0")
    assert not at.exception
    assert "Who talks about it" in [s.value for s in at.main.subheader]


def test_what_was_looked_at_is_offered_on_pages_that_show_all(open_page, by_hand):
    at = open_page("narrative", by_hand.path, about="0", voice="Le Phare")
    for page in ("documents", "spread", "claims", "topic-map"):
        at.switch_page(f"../pages/{page.replace('-', '_')}.py").run()
        assert not at.exception
        assert [b.label for b in at.main.button if b.label.startswith("Only")] == [
            "Only “gas price”",
            "Only “Le Phare”",
        ]
    at.switch_page("../pages/documents.py").run()
    next(b for b in at.main.button if b.label == "Only “gas price”").click().run()
    assert at.query_params["narrative"] in ("0", ["0"])
    assert [b.label for b in at.main.button if b.label.startswith("Only")] == ["Only “Le Phare”"]
    cold = open_page("documents", by_hand.path)
    assert not [b for b in cold.main.button if b.label.startswith("Only")]
