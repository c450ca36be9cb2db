"""The page Claims."""

import shutil

from filrouge.annotations import log
from filrouge.annotations.overlay import seen
from filrouge.annotations.report import stored
from filrouge.bundle import Bundle
from filrouge.explore.claims import claims
from filrouge.explore.selection import Selection
from filrouge.wording.claims import worded

from .conftest import charts, data, html, words
from .test_by_hand import field, press


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


def test_a_claim_is_reworded_where_it_is_read(open_page, bundle_path, tmp_path):
    own = Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))
    at = open_page("claims", own.path, claim="2")
    press(at, "Edit…")
    field(at.text_area, "Wording").set_value("The harbour stays shut")
    field(at.toggle, "Starred").set_value(True)
    field(at.multiselect, "Tags").set_value(["disarm:T0002"])
    field(at.text_area, "New note").set_value("See <b>the wire</b>.")
    field(at.text_input, "Your name").set_value("Ana")
    press(at, "Save")
    assert worded(seen(own))[2] == "The harbour stays shut"
    assert len(log.current(own).acts) == 1
    assert "The harbour stays shut" in at.selectbox(key="claim").options
    assert "Starred · T0002" in html(at)
    assert "See &lt;b&gt;the wire&lt;/b&gt;." in html(at)
    assert at.main.multiselect(key="claim_tag").options == ["T0002 Facilitate State Propaganda"]
    at = open_page("history", own.path)
    at.session_state["_author"] = "Ana"
    assert any("The harbour stays shut" in one.value for one in at.run().text)
    press(at, "Undo my last change")
    assert worded(seen(own)) == worded(own)
    press(at, "Redo")
    at = open_page("claims", own.path, claim="2")
    press(at, "Edit…")
    field(at.toggle, "Hidden").set_value(True)
    at.session_state["_author"] = "Ana"
    press(at, "Save")
    assert not any("The harbour" in one for one in at.selectbox(key="claim").options)


def test_claims_are_merged_where_they_are_seen_and_taken_out_again(open_page, bundle_path, tmp_path):
    own = Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))
    first, second, third = claims(own, Selection())["claim"].head(3).tolist()
    at = open_page("claims", own.path)
    assert not [one for one in at.button if one.label == "Merge them…"]
    at.session_state["_claims_ticked"] = [str(second), str(first)]
    at.session_state["_author"] = "Ana"
    press(at.run(), "Merge them…")
    field(at.text_area, "Wording").set_value("All of one thing")
    press(at, "Merge")
    assert len(log.current(own).acts) == 1
    assert [one.value for one in at.toast] == ["Merged."]
    assert "_claims_ticked" not in at.session_state
    assert second not in claims(seen(own), Selection())["claim"].tolist(), "into the one that most texts state"
    assert worded(seen(own))[first] == "All of one thing"
    at = open_page("claims", own.path, claim=str(second))
    assert at.selectbox(key="claim").value == first
    assert "Merged by hand from" in html(at)
    at.session_state["_author"] = "Ana"
    press(at, "Edit…")
    field(at.multiselect, "Merge these claims into it").set_value([third])
    press(at, "Save")
    assert len(claims(seen(own), Selection())) == len(claims(own, Selection())) - 2
    press(at, "Edit…")
    back = field(at.multiselect, "Take these claims out again")
    back.set_value(back.options)
    press(at, "Save")
    assert len(claims(seen(own), Selection())) == len(claims(own, Selection()))


def test_a_claim_is_edited_where_its_narrative_is_read(open_page, bundle_path, tmp_path):
    own = Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))
    row = claims(own, Selection()).query("narrative >= 0").iloc[0]
    at = open_page("narrative", own.path, about=str(row["narrative"]), claim=str(row["claim"]))
    at.session_state["_author"] = "Ana"
    press(at, "Edit the claim…")
    field(at.text_area, "Wording").set_value("In my words")
    press(at, "Save")
    assert worded(seen(own))[int(row["claim"])] == "In my words"
    assert "In my words" in words(at) + html(at)


def test_known_claims_are_found_in_a_file_and_quoted_in_the_report(open_page, told):
    at = open_page("claims", told.path)
    claims = "claim,verdict,url\nGas is dear this winter.,<b>False</b>,javascript:alert(1)\nA whale sings,,\n"
    at.file_uploader(key="_known_file").set_value(("claims.csv", claims.encode(), "text/csv")).run()
    assert not at.exception
    rows = {column["title"]: column for column in data(at, "table-known-claims")["columns"]}
    assert rows["Claim"]["values"] == ["Gas is dear this winter.", "A whale sings"]
    assert rows["Matches"]["values"][0] >= 2
    assert rows["Matches"]["values"][0] > rows["Matches"]["values"][1]
    at.session_state["_known_chosen"] = 0
    at.run()
    assert '<mark class="fr-found">' in html(at) or "Gas is dear this winter." in html(at)
    assert "javascript:" not in html(at)
    at.selectbox(key="_quote_known").select_index(0).run()
    assert not at.exception
    (entry,) = stored(told).entries
    assert entry.quote.text in html(at)
    at.file_uploader(key="_known_file").set_value(("claims.csv", b"name\nAna\n", "text/csv")).run()
    assert "it holds 0 claims" in at.main.error[0].value


def test_a_sentence_in_another_language_has_the_nearest_one_beside_it(open_page, demo):
    frame = claims(demo, Selection()).sort_values(["languages", "texts"], ascending=False)
    at = open_page("claims", demo.path, claim=str(frame["claim"].iloc[0]))
    assert not at.exception
    assert "Nearest sentence in English, not a translation:" in words(at)
