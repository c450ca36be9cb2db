"""What an analyst changes in the dashboard, from where it is seen, and what becomes of it there."""

import json
import re
import shutil
from dataclasses import asdict, replace
from html import escape

import numpy as np
import pytest

from components import chart_cache, narrative_editor
from filrouge.annotations import log, store
from filrouge.annotations.acts import SOURCE, Author, Row
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, of_document, of_narrative, of_source
from filrouge.annotations.source_links import SourceLink, known_links
from filrouge.annotations.source_table import known
from filrouge.bundle import Bundle
from filrouge.explore.claims import claims, passages_of_claims
from filrouge.explore.copy_groups import groups
from filrouge.explore.outline import write_region
from filrouge.explore.selection import Selection
from filrouge.explore.view import PAGES, View
from tests.conftest import HOSTILE
from tests.unit.annotations.evil import AT, plant
from tests.unit.annotations.test_every_act import ACTS
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE, by_hand_bundle

from .conftest import html, shown, words


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def press(at, label):
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def field(elements, label):
    return next(element for element in elements if element.label == label)


@pytest.mark.parametrize("page", ["narrative", "timeline", "compare"])
def test_a_narrative_is_renamed_where_it_is_seen(open_page, own, page):
    at = open_page(page, own.path, about=str(GAS))
    press(at, "Edit…")
    field(at.text_input, "Name").set_value("Dear gas")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    assert seen(own).labels[GAS] == "Dear gas"
    assert log.current(own).history()[0].who == "Ana"
    assert "Dear gas" in at.selectbox(key="about").options
    if page != "compare":  # a few texts are read there, and no chart has a caption
        assert "1 name by hand" in words(at)


def test_everything_in_the_dialog_is_one_act(open_page, own):
    at = open_page("narrative", own.path, about=str(GAS))
    press(at, "Edit…")
    field(at.text_input, "Name").set_value("Dear gas")
    field(at.toggle, "Starred").set_value(True)
    field(at.multiselect, "Merge these narratives into it").set_value([FISH])
    field(at.multiselect, "Tags").set_value(["disarm:T0002", "abcde:A"])
    field(at.text_area, "New note").set_value("See <b>the wire</b>.")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    state = log.current(own)
    assert [one.value for one in at.toast] == ["Merged."]
    assert len(state.acts) == 1
    assert {row.what for row in state.history()} >= {"name", "star", "merge", "tag:disarm:T0002", "tag:abcde:A"}
    assert seen(own).labels == {GAS: "Dear gas°", VOTE: "overseas vote"}, "a part of it is tentative"
    at = open_page("history", own.path)
    at.session_state["_author"] = "Ana"
    press(at.run(), "Undo my last change")
    assert seen(own).labels == own.labels
    press(at, "Redo")
    assert seen(own).labels == {GAS: "Dear gas°", VOTE: "overseas vote"}


def test_a_name_is_asked_for_once_and_nothing_is_saved_without(open_page, own):
    at = open_page("narrative", own.path, about=str(GAS))
    press(at, "Edit…")
    field(at.text_input, "Name").set_value("Dear gas")
    press(at, "Save")
    assert any("Your name is missing. Enter it in the field “Your name”." in error.value for error in at.error)
    assert not log.current(own)
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    press(at, "Edit…")
    assert not [one for one in at.text_input if one.label == "Your name"]


def test_as_found_by_the_model_is_one_click_away(open_page, own):
    log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), Author("Ana"))
    at = open_page("narrative", own.path, about=str(GAS))
    field(at.sidebar.toggle, "As found by the model").set_value(True).run()
    assert not at.exception
    assert "gas price" in at.selectbox(key="about").options
    assert "true" in at.query_params["as_found"]
    assert "As found by the model, without 1 name by hand" in words(at)
    press(at, "Edit…")
    assert any("as found by the model" in info.value for info in at.info)


def test_what_somebody_else_merges_does_not_break_what_one_looks_at(open_page, own):
    at = open_page("timeline", own.path, narrative=[str(FISH)], about=str(FISH))
    log.add(own, merged(own, [FISH], GAS), Author("Ben"))
    at.run()
    assert not at.exception
    assert at.sidebar.multiselect(key="narrative").value == [GAS]
    log.add(own, of_narrative(own, GAS, {"hidden": True}), Author("Ben"))
    at.run()
    assert not at.exception
    assert at.sidebar.multiselect(key="narrative").value == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_and_never_run(open_page, own, text):
    log.add(own, of_narrative(own, GAS, {"name": text}, reason=text), Author(text))
    for page in ("narrative", "timeline", "history"):
        at = open_page(page, own.path, about=str(GAS)) if page != "history" else open_page(page, own.path)
        assert not at.exception
        assert "<img src=x" not in html(at)
        assert "<script>alert" not in html(at)
    assert any(text in element.value for element in at.text)


def test_sources_are_state_media_in_one_act_and_can_be_compared_with_the_others(open_page, own):
    at = open_page("sources", own.path)
    at.main.multiselect[0].set_value([PHARE])
    field(at.text_input, "Value").set_value("state media")
    at.text_input(key="_author_typedseveral").set_value("Ana")
    press(at, "Save for these sources")
    assert seen(own).sources.set_index("source")["kind"][PHARE] == "state media"
    assert [one.value for one in at.toast] == ["Saved"]
    assert at.sidebar.multiselect(key="source_kind").options == ["State media", "Unknown kind"]
    at = open_page("overview", own.path, source_kind="state media")
    assert not at.exception
    assert shown(at) == "4 of 8"


def test_what_the_same_for_several_sources_replaces_is_said(open_page, own):
    log.add(own, [*of_source(PHARE, {"kind": "daily"}), *of_source(POST, {"kind": "blog"})], Author("Ben"))
    at = open_page("sources", own.path)
    at.main.multiselect[0].set_value([PHARE, POST])
    field(at.text_input, "Value").set_value("state media")
    at.text_input(key="_author_typedseveral").set_value("Ana")
    press(at, "Save for these sources")
    assert [one.value for one in at.toast] == ["Saved. It replaces: Daily newspaper (1), Blog (1)"]


def test_a_document_is_corrected_where_it_is_read(open_page, own):
    at = open_page("documents", own.path, doc="gaz")
    press(at, "Edit…")
    at.text_input(key="_correct_date").set_value("2025-02-01T08:00+01:00")
    at.text_input(key="_correct_source").set_value("Gazette")
    field(at.text_input, "Reason (optional)").set_value("the imprint")
    field(at.selectbox, "Move its passages out of").set_value(GAS)
    at.selectbox(key="_move_to").set_value(VOTE)
    field(at.text_area, "New note").set_value("call them")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    row = seen(own).document_row(0)
    assert (row["source"], row["published_precision"], row["published_offset"]) == ("Gazette", "minute", 60)
    assert len(log.current(own).acts) == 1
    assert "Gazette" in words(at)
    assert "08:00" in words(at)
    assert "overseas vote" in words(at)
    assert "the imprint" in words(at)


def test_what_is_no_date_is_said_in_the_dialog(open_page, own):
    at = open_page("documents", own.path, doc="gaz")
    press(at, "Edit…")
    at.text_input(key="_correct_date").set_value("soon")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    assert any("soon" in error.value for error in at.error)
    assert not log.current(own)


def test_sources_are_linked_where_they_are_listed(open_page, own):
    at = open_page("sources", own.path)
    at.selectbox(key="_link_source").set_value(PHARE)
    at.selectbox(key="_link_relation").set_value("republishes")
    at.selectbox(key="_link_other").set_value(POST)
    at.text_input(key="_author_typedlink").set_value("Ana")
    press(at, "Add the link")
    assert known_links(seen(own)) == (SourceLink(PHARE, "republishes", POST),)
    assert any(f"{PHARE} republishes {POST}" in one.value for one in at.text)
    at = open_page("documents", own.path, doc="gaz")
    assert f"republishes {POST}" in html(at)
    at = open_page("sources", own.path)
    at.session_state["_author"] = "Ana"
    press(at, "Remove")
    assert known_links(seen(own)) == ()


def test_state_media_stand_beside_all_others_by_one_click(open_page, own):
    log.add(own, of_source(PHARE, {"kind": "state media"}), Author("Ana"))
    at = open_page("compare", own.path)
    press(at, "State media against all others")
    assert "state media" in at.query_params["compare_kinds"]
    assert not at.exception
    assert at.segmented_control(key="sides").value == "kinds"
    assert at.main.multiselect(key="compare_kinds").value == ["state media"]


def test_passages_inside_an_outline_and_single_ones_are_moved_from_the_map(open_page, own):
    left, bottom, right, top = own.columns.plane
    left, bottom, right, top = left - 1, bottom - 1, right + 1, top + 1
    outline = write_region(((left, bottom), (right, bottom), (right, top), (left, top)))
    at = open_page("topic-map", own.path, region=outline)
    press(at, next(one.label for one in at.button if one.label.startswith("Move these")))
    field(at.multiselect, "Only those of these narratives").set_value([FISH])
    field(at.text_input, "Name of the new narrative").set_value("Boats at rest")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    assert "Boats at rest" in {name.rstrip("°") for name in seen(own).labels.values()}
    assert FISH not in seen(own).columns.passage_narrative
    at = open_page("topic-map", own.path, passage="0")
    at.session_state["_author"] = "Ana"
    press(at, "Move this passage…")
    at.selectbox(key="_passages_into").set_value(VOTE)
    press(at, "Save")
    assert seen(own).columns.passage_narrative[0] == VOTE


def test_a_passage_is_moved_where_its_document_is_read(open_page, own):
    at = open_page("documents", own.path, doc="gaz")
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    only = at.multiselect(key="_move_only")
    only.set_value([0])
    at.selectbox(key="_move_to").set_value(VOTE)
    press(at, "Save")
    assert seen(own).columns.passage_narrative[0] == VOTE
    assert log.current(own).history()[0].what.startswith("passage:")


def test_a_narrative_is_split_by_its_claims(open_page, bundle_path, tmp_path):
    claimed = Bundle.open(shutil.copytree(bundle_path, tmp_path / "claimed"))
    number = int(claims(claimed, Selection())["narrative"].iloc[0])
    at = open_page("narrative", claimed.path, about=str(number))
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    box = field(at.multiselect, "Split off the passages that state these claims")
    box.set_value(box.options[:1])
    field(at.text_input, "Name of the new narrative").set_value("Told so")
    press(at, "Save")
    assert "Told so" in {name.rstrip("°") for name in seen(claimed).labels.values()}


def test_a_page_that_has_found_more_leaves_an_open_dialog_alone(open_page, own, monkeypatch):
    at = open_page("narrative", own.path, about=str(GAS))
    asked = []
    monkeypatch.setattr(chart_cache, "finish", lambda *_: asked.append(1) or len(asked) < 3)
    press(at, "Edit…")
    assert len(asked) == 1, "what was typed meanwhile would be lost"


def test_two_narratives_that_are_ticked_are_merged(open_page, own):
    at = open_page("overview", own.path)
    at.session_state["_narratives_ticked"] = [str(GAS), str(FISH)]
    at.session_state["_author"] = "Ana"
    press(at.run(), "Merge them…")
    field(at.text_input, "Name").set_value("Gas and fish")
    press(at, "Merge")
    assert {name.rstrip("°") for name in seen(own).labels.values()} == {"Gas and fish", "overseas vote"}
    assert len(log.current(own).acts) == 1
    assert [one.value for one in at.toast] == ["Merged."]
    assert "_narratives_ticked" not in at.session_state
    at = open_page("history", own.path)
    at.session_state["_author"] = "Ana"
    press(at.run(), "Undo my last change")
    assert [one.value for one in at.toast] == ["Undone."]
    press(at, next(one.label for one in at.button if one.label == "Redo"))
    assert [one.value for one in at.toast] == ["Done again."]


def test_the_address_of_a_page_in_a_note_is_a_link_to_it(open_page, own):
    at = open_page("narrative", own.path, about=str(GAS))
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    link = View("timeline", Selection(narratives=(GAS,))).link(own)
    field(at.text_area, "New note").set_value(f"As <b>here</b>: https://desk.example{link}. Not https://evil.example/")
    press(at, "Save")
    shown_html = html(at)
    assert (
        f'<a href="{escape(link.removeprefix("/"))}" target="_blank" rel="noopener">https://desk.example/' in shown_html
    )
    assert "As &lt;b&gt;here&lt;/b&gt;" in shown_html
    assert 'href="https://evil' not in shown_html


def test_what_was_said_of_a_document_and_a_source_that_are_gone_is_assigned_on_the_history_page(open_page, own):
    log.add(own, [*of_source("Old Post", {"kind": "blog"}), *of_document("lost", {"title": "Lost"})], Author("Ben"))
    at = open_page("history", own.path)
    at.session_state["_author"] = "Ana"
    assert any(one.label == "1 source that was edited is not in this build" for one in at.expander)
    field(at.selectbox, "It is this source").set_value(POST).run()
    press(at, "Assign")
    assert known(seen(own))[POST]["kind"] == "blog"
    field(at.text_input, "It is the document with this id").set_value("nowhere").run()
    press(at, "Assign")
    assert any("this bundle has no document “nowhere”" in one.value for one in at.error)
    field(at.text_input, "It is the document with this id").set_value("gaz").run()
    press(at, "Assign")
    assert seen(own).document_row(0)["title"] == "Lost"
    assert not at.expander or not any("not in this build" in one.label for one in at.expander)


def test_no_page_falls_over_what_somebody_else_wrote(open_page, bundle_path, tmp_path):
    claimed = Bundle.open(shutil.copytree(bundle_path, tmp_path / "claimed"))
    planted = plant(store.beside(claimed.path, log.FILE), claimed.name)
    for page in PAGES:
        at = open_page(page, claimed.path)
        assert not at.exception, page
        assert not at.main.error, page
    at = open_page("history", claimed.path)
    warned = [one.value for one in at.warning if "This row is ignored" in one.value]
    assert len(warned) == 5
    assert "row 33:" in warned[0], "the first after those of the right kinds"
    assert any(one.value.startswith("and 1,") and one.value.endswith(" more") for one in at.caption)
    assert planted > 1000


def test_what_is_left_out_of_a_file_of_changes_is_named_with_its_row(open_page, own):
    good = Row(SOURCE, PHARE, "kind", "daily", act="good", at=AT, who="Eve")
    rows = [good, replace(good, act="bad", value=["daily"])]
    text = json.dumps({"format": "filrouge-changes", "version": 1, "rows": [asdict(row) for row in rows]})
    at = open_page("history", own.path)
    at.file_uploader[0].upload("mine.json", text.encode(), "application/json").run()
    press(at, "Add these changes")
    assert [one.value for one in at.toast] == ["1 change was added."]
    assert any("mine.json, row 2: “['daily']” is not text." in one.value.replace("\\", "") for one in at.warning)
    assert seen(own).sources.set_index("source")["kind"][PHARE] == "daily"


def test_stix_is_found_where_one_looks_for_it(open_page, own):
    log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), Author("Ana"))
    for page, about in (("narrative", {"about": str(GAS)}), ("report", {}), ("history", {})):
        at = open_page(page, own.path, **about)
        label = "This narrative as STIX 2.1" if page == "narrative" else "STIX 2.1"
        (button,) = [one for one in at.get("download_button") if one.proto.label == label]
        assert "OpenCTI" in button.proto.help


def test_one_kind_is_one_word_in_the_table_the_filter_and_the_history(open_page, own):
    log.add(own, [*of_source(PHARE, {"kind": "daily"}), *of_source(POST, {"kind": "Daily newspaper"})], Author("Ana"))
    at = open_page("sources", own.path)
    assert set(at.dataframe[0].value["kind"]) == {"Daily newspaper"}
    assert at.sidebar.multiselect(key="source_kind").options == ["Daily newspaper", "Unknown kind"]
    assert known(seen(own))[POST]["kind"] == "daily"
    at = open_page("history", own.path)
    assert sum("kind: not known → Daily newspaper" in one.value for one in at.text) == 2


def test_a_source_is_tagged_and_noted_from_wherever_it_is_seen(open_page, own):
    places = (("sources", {}, "Edit…"), ("documents", {"doc": "gaz"}, "Edit its source…"),
              ("narrative", {"about": str(GAS), "voice": PHARE}, "Edit the source…"))  # fmt: skip
    for n, (page, fields, label) in enumerate(places):
        at = open_page(page, own.path, **fields)
        press(at, label)
        asked = [one for one in at.text_input if one.label == "Your name"]
        asked[-1].set_value("Ana")
        field(at.text_input, "Owner").set_value(f"Owner {n}")
        field(at.text_area, "New note").set_value(f"Note {n}")
        field(at.multiselect, "Tags").set_value(["mine"])
        press(at, "Save")
        source = at.selectbox(key="_one_source").value if page == "sources" else PHARE
        assert known(seen(own))[source]["owner"] == f"Owner {n}"
        assert f"Note {n}" in html(at) + words(at)
    assert len(log.current(own).acts) == len(places)
    at = open_page("sources", own.path)
    assert at.dataframe[0].value.set_index("source").loc[PHARE, "tags"] == "mine"


def test_a_theme_is_named_tagged_and_noted_beside_its_narratives(open_page, own):
    at = open_page("narrative", own.path, about=str(FISH))
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    field(at.text_input, "Name of its theme").set_value("Sea and gas")
    at.text_area(key="_note_theme").set_value("Both of one ministry")
    press(at, "Save")
    assert len(log.current(own).acts) == 1
    for number in (FISH, GAS):
        at = open_page("narrative", own.path, about=str(number))
        assert "Both of one ministry" in html(at)
        assert "Sea and gas" in html(at)
    assert "Both of one ministry" not in html(open_page("narrative", own.path, about=str(VOTE)))


def test_two_texts_and_a_group_of_copies_are_marked_where_they_are_seen(open_page, bundle_path, tmp_path):
    copied = Bundle.open(shutil.copytree(bundle_path, tmp_path / "copied"))
    found = groups(copied, Selection())
    group, n = str(found["group"][0]), int(found["documents"][0])
    at = open_page("spread", copied.path, group=group)
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    field(at.text_area, "New note").set_value("Same agency")
    press(at, "Save")
    assert "Same agency" in html(at)
    press(at, "They are no copies…")
    assert len(field(at.multiselect, "Texts that are copies of no other text here").value) == n
    press(at, "Save")
    assert set(seen(copied).changes.pairs.values()) == {"copy"}
    assert group not in set(groups(seen(copied), Selection())["group"])
    assert not at.exception


def test_all_narratives_stand_in_one_table_with_what_is_offered_for_each(open_page, own):
    before = narrative_editor.table(seen(own))
    assert before["name"].tolist() == ["gas price", "fishing ban", "overseas vote"]
    told = {int(row["narrative"]): row for row in before.to_dict("records")}
    told[GAS] |= {"name": "Dear gas", "status": "confirmed"}
    told[FISH] |= {"into": "gas price", "use": True, "other": "Fish"}
    told[VOTE] |= {"hidden": True, "star": True, "into": "overseas vote"}  # none becomes part of itself
    assert narrative_editor.said(before, told) == {
        GAS: {"name": "Dear gas", "status": "confirmed"},
        FISH: {"name": "Fish", "merge": GAS},
        VOTE: {"star": True, "hidden": True},
    }
    at = open_page("overview", own.path)
    press(at, "Edit several…")
    (shown_table,) = [one for one in at.dataframe if "other" in one.value]
    assert shown_table.value["name"].tolist() == before["name"].tolist()
    columns = list(shown_table.value)
    assert columns[1:4] == ["name", "documents", "headline"], "what is renamed is told beside its name"
    press(at, "Save")
    assert not log.current(own), "nothing was changed"


def test_all_that_a_large_change_did_is_listed_and_its_undoing_says_how_much_that_is(open_page, own):
    ids = own.query("SELECT doc_id FROM documents ORDER BY doc")["doc_id"].tolist()
    act = log.add(own, [row for one in ids for row in of_document(one, {"author": "Eve"})], Author("Ana"))
    at = open_page("history", own.path)
    at.session_state["_author"] = "Ana"
    (rest,) = [one for one in at.expander if one.label == "and 5 more"]
    assert not rest.text, "written once it is asked for"
    at.session_state[f"_more_{act}"] = True
    at.run()
    (rest,) = [one for one in at.expander if one.label == "and 5 more"]
    assert len(rest.text[0].value.splitlines()) == len(ids) - 3
    press(at, "Undo")
    assert any("Undone: Document “Title of gaz”" in one.value and "and 7 more" in one.value for one in at.caption)


def test_the_most_similar_narratives_are_ticked_by_one_click(open_page, bundle_path):
    at = open_page("overview", bundle_path)
    first = next(button for button in at.button if str(button.key).startswith("_alike_"))
    first.click().run()
    assert {button.label for button in at.button} >= {"Merge them…"}
    press(at, "Merge them…")
    assert re.search(r"”: −?0\.[0-9]{2}$", first.label)
    assert any(re.search(r"[^)]” becomes part of “", one.value) for one in at.text)


def test_three_that_are_ticked_become_one_in_one_act(open_page, own):
    at = open_page("overview", own.path)
    at.session_state["_narratives_ticked"] = [str(VOTE), str(FISH), str(GAS)]
    at.session_state["_author"] = "Ana"
    press(at.run(), "Merge them…")
    assert not [one for one in at.button if one.label.startswith("Compare ")]
    press(at, "Merge")
    assert list(seen(own).labels) == [GAS], "into the largest"
    assert len(log.current(own).acts) == 1


def test_every_page_opens_after_every_act_there_is(open_page, bundle_path, tmp_path):
    changed = Bundle.open(shutil.copytree(bundle_path, tmp_path / "changed"))
    for rows, _effect in ACTS.values():
        log.add(changed, rows(seen(changed)), Author("Ana"))
    told = 0
    for page in PAGES:
        at = open_page(page, changed.path)
        assert not at.exception, page
        assert not at.main.error, page
        told += "by hand" in words(at) + html(at)
    assert told >= 6, "pages say that they show what was changed"
    at = open_page("history", changed.path)
    assert len([one for one in at.button if str(one.key).startswith("_turn_")]) == len(ACTS)


def test_passages_are_moved_from_wherever_they_are_read(open_page, own):
    """At the edge of a narrative, in what one period says, in its quotations, and as found by a search."""
    at = open_page("narrative", own.path, about=str(FISH))
    at.session_state["_author"] = "Ana"
    places = {str(one.key).removeprefix("_move_passages_") for one in at.button if "_move_passages_" in str(one.key)}
    assert places >= {f"typical-{FISH}", f"quotations-{FISH}"}
    next(one for one in at.button if one.label.startswith("Move these")).click().run()
    only = field(at.multiselect, "Only these passages")
    only.set_value(only.options[:1])
    at.selectbox(key="_passages_into").set_value(VOTE)
    before = seen(own).columns.passage_narrative
    press(at, "Save")
    assert (seen(own).columns.passage_narrative != before).sum() == 1
    at = open_page("documents", own.path, query="gas OR gaz", narrative=[str(GAS)])
    at.session_state["_author"] = "Ana"
    press(at, next(one.label for one in at.button if one.label.startswith("Move these")))
    field(at.text_input, "Name of the new narrative").set_value("What the search found")
    press(at, "Save")
    assert "What the search found" in seen(own).labels.values()
    assert not [one for one in open_page("documents", own.path).button if "_move_passages_" in str(one.key)]


def test_what_states_a_claim_is_split_off_where_the_claim_is_read(open_page, bundle_path, tmp_path):
    claimed = Bundle.open(shutil.copytree(bundle_path, tmp_path / "claimed"))
    number = int(claims(claimed, Selection())["claim"].iloc[0])
    at = open_page("claims", claimed.path, claim=str(number))
    at.session_state["_author"] = "Ana"
    at.button(key="_move_passages_claim").click().run()
    field(at.text_input, "Name of the new narrative").set_value("Told so")
    press(at, "Save")
    into = next(n for n, label in seen(claimed).labels.items() if label == "Told so")
    moved = np.flatnonzero(seen(claimed).columns.passage_narrative == into)
    assert moved.tolist() == passages_of_claims(claimed, [number])
