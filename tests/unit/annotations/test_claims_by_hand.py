"""What people say of claims: seen in tables, charts and exports, undone, redone, carried over."""

import csv
import io
import json
import shutil

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import stix2

from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM, IDENTITY, Author, Row
from filrouge.annotations.carrying import add_json, carry_over, rows_csv, rows_json
from filrouge.annotations.claim_identities import about_claim, claim_assigned, placed_claims
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, noted, of_claim, parted, parts_of, tagged
from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, seal
from filrouge.charts import page_chart
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMS
from filrouge.errors import FilrougeError, ViewError
from filrouge.explore.claim_sides import votes
from filrouge.explore.claims import claims, passages_of_claims, statements, wordings
from filrouge.explore.link import fitted, read_view
from filrouge.explore.narrative_claims import narrative_claims
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export.changes import changes_bytes
from filrouge.i18n import speaking
from filrouge.report.methods import methods_text
from filrouge.wording.by_hand import history_text
from filrouge.wording.claims import worded
from tests.conftest import HOSTILE

ANA = Author("Ana")


@pytest.fixture
def own(bundle_path, tmp_path):
    return Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))


def rebuilt(bundle: Bundle, target, numbers: dict[int, int], leave_out: frozenset[str] = frozenset()) -> Bundle:
    """The same texts in another build: claims with other numbers, and without some sentences."""
    shutil.copytree(bundle.path, target)
    for table in (CLAIMS, CLAIM_SENTENCES):
        frame = pq.read_table(target / table.file).to_pylist()
        rows = [{**row, "claim": numbers.get(row["claim"], row["claim"])} for row in frame]
        if table is CLAIM_SENTENCES:
            rows = [row for row in rows if f"{row['doc_id']}:{row['start']}" not in leave_out]
        pq.write_table(
            pa.Table.from_pylist(sorted(rows, key=lambda row: row["claim"]), table.arrow), target / table.file
        )
    manifest = json.loads((target / MANIFEST).read_text("utf-8"))
    for name in ("files", "digest"):
        manifest.pop(name)
    (target / MANIFEST).unlink()
    seal(target, manifest)
    return Bundle.open(target)


def test_a_claim_is_reworded_everywhere_and_put_back(own):
    act = log.add(own, of_claim(own, 3, {"name": "The harbour stays shut"}), ANA)
    for bundle in (seen(own), seen(own).speaking("fr"), seen(Bundle.open(own.path))):
        assert worded(bundle)[3] == "The harbour stays shut"
    assert 3 in claims(seen(own), Selection(), "harbour shut")["claim"].tolist()
    for chart in ("claims", "claim-sources", "claims-over-time"):
        made = page_chart(own, View("claims", chart=chart, claim=3))
        assert "The harbour stays shut" in made.table["statement"].tolist()
        assert "1 wording of a claim by hand" in made.caption
    assert page_chart(own, View("claims", Selection(as_found=True))).table["statement"].tolist() == [
        worded(own)[n] for n in claims(own, Selection())["claim"]
    ]
    assert "worded “The harbour stays shut”" in methods_text(seen(own))
    log.undo(own, act, ANA)
    assert worded(seen(own)) == worded(own)
    log.redo(own, act, ANA)
    assert worded(seen(own))[3] == "The harbour stays shut"
    log.add(own, of_claim(own, 3, {"name": None}), ANA)
    assert worded(seen(own)) == worded(own)


def test_words_for_a_claim_that_were_typed_in_another_language_have_that_behind_them(own):
    log.add(own, of_claim(own.speaking("en"), 3, {"name": "The harbour stays shut"}), ANA)
    assert worded(seen(own).speaking("en"))[3] == "The harbour stays shut"
    with speaking("fr"):
        assert worded(seen(own))[3] == "The harbour stays shut (en)"


def test_a_hidden_claim_is_none_until_it_is_shown_again(own):
    before = claims(own, Selection())["claim"].tolist()
    act = log.add(own, of_claim(own, 2, {"hidden": True}), ANA)
    assert claims(seen(own), Selection())["claim"].tolist() == [n for n in before if n != 2]
    assert 2 not in statements(seen(own), Selection())["claim"].tolist()
    with pytest.raises(ViewError, match="claim 2 is hidden"):
        read_view("claims", {"claim": ["2"]}, seen(own))
    assert fitted(View("claims", claim=2), seen(own)).claim is None
    assert read_view("claims", {"claim": ["2"], "as_found": ["true"]}, seen(own)).claim == 2
    assert "1 hidden claim by hand" in page_chart(own, View("claims")).caption
    log.undo(own, act, ANA)
    assert claims(seen(own), Selection())["claim"].tolist() == before


def test_claims_that_are_merged_are_one_everywhere_until_they_are_taken_apart(own):
    of = claims(own, Selection()).set_index("claim")
    act = log.add(own, merged(own, [4, 7], 1, kind=CLAIM, reason="all of one thing"), ANA)
    now = seen(own)
    found = claims(now, Selection()).set_index("claim")
    assert set(found.index) == set(of.index) - {4, 7}
    said = statements(own, Selection())
    parts = said[said["claim"].isin([1, 4, 7])]
    stated = parts[parts["part"] != "denies"]
    whole = found.loc[1]
    assert (whole["documents"], whole["texts"]) == (stated["doc"].nunique(), stated["copy_group"].nunique())
    assert whole["narrative"] == of.loc[1, "narrative"]
    assert whole["first"] == of.loc[[1, 4, 7], "first"].min()
    assert whole["stability"] == of.loc[[1, 4, 7], "stability"].min()
    assert set(statements(now, Selection(), 1)["doc"]) == set(parts["doc"])
    assert 1 in claims(now, Selection(), wordings(own, "en")[7][0])["claim"].tolist(), "found by the words of each"
    for chart in ("claims", "claim-sources", "claims-over-time"):
        made = page_chart(own, View("claims", chart=chart, claim=1))
        assert 1 in made.table["claim"].tolist()
        assert not {4, 7} & set(made.table["claim"])
        assert "2 merges of claims by hand" in made.caption
        apart = page_chart(own, View("claims", Selection(as_found=True), chart=chart, claim=4))
        assert 4 in apart.table["claim"].tolist()
        assert "without 2 merges of claims by hand" in apart.caption
    of_it = narrative_claims(now, Selection(), int(whole["narrative"])).set_index("claim")
    assert of_it.loc[1, "texts"] == whole["texts"]
    assert set(votes(now, Selection())["claim"]) == set(votes(own, Selection())["claim"]) - {4, 7}
    assert set(passages_of_claims(now, [1])) == set(passages_of_claims(own, [1, 4, 7]))
    assert read_view("claims", {"claim": ["7"]}, now).claim == 1, "a link to a part opens the whole"
    assert read_view("claims", {"claim": ["7"], "as_found": ["true"]}, now).claim == 7
    assert "merged into" in methods_text(now)
    assert claims(seen(Bundle.open(own.path)), Selection())["claim"].tolist() == list(found.index), "after a restart"
    log.undo(own, act, ANA)
    pd.testing.assert_frame_equal(claims(seen(own), Selection()).set_index("claim"), of)
    log.redo(own, act, ANA)
    log.add(own, [Row(CLAIM, about, "merge", None) for about in parted(own, 1, log.current(own), CLAIM)], ANA)
    pd.testing.assert_frame_equal(claims(seen(own), Selection()).set_index("claim"), of)


def test_what_a_claim_was_merged_from_stands_in_every_form_and_goes_along(own, tmp_path):
    words = {n: wordings(own, "en")[n][0] for n in (1, 4)}
    log.add(own, of_claim(own, 7, {"name": "Dear bread"}), ANA)
    log.add(own, merged(own, [7, 4], 1, kind=CLAIM), ANA)
    log.add(own, noted(CLAIM, about_claim(own, log.current(own), 7)[0], "call them"), ANA)
    assert parts_of(seen(own), log.current(own), CLAIM) == {1: ["Dear bread", words[4]]}
    whole = wordings(seen(own), "en")[1][0]
    table = page_chart(own, View("claims")).table.set_index("claim")
    assert table.loc[1, "merged"] == f"Dear bread; {words[4]}"
    objects = json.loads(changes_bytes(seen(own), "stix"))["objects"]
    (claim,) = [one for one in objects if one["type"] == "note" and one["content"].startswith(whole)]
    assert claim["content"] == f"{whole}\nMerged by hand from “Dear bread” and “{words[4]}”."
    assert claim["authors"] == ["Ana"]
    (note,) = [one for one in objects if one.get("content") == "call them"]
    assert note["object_refs"] == claim["object_refs"], "on the narrative that tells the whole"
    assert b"Dear bread; " in changes_bytes(seen(own), "gexf")
    rows = [row for row in json.loads(rows_json(own))["rows"] if row["what"] == "merge"]
    assert [(row["about_name"], row["value_name"]) for row in rows] == [("Dear bread", words[1]), (words[4], words[1])]
    assert len([row for row in csv.DictReader(io.StringIO(rows_csv(own))) if row["what"] == "merge"]) == 2
    lines = history_text(log.current(own).history(), seen(own), log.current(own))
    assert any(f"The claim “Dear bread” merged into “{words[1]}”" in line for line in lines)
    new = rebuilt(own, tmp_path / "new", {1: 7, 4: 1, 7: 4})
    assert carry_over(own, new).lost == ()
    assert set(claims(own, Selection())["claim"]) - set(claims(seen(new), Selection())["claim"]) == {1, 4}
    assert parts_of(seen(new), log.current(new), CLAIM) == {7: ["Dear bread", words[4]]}


def test_the_validator_of_the_standard_finds_nothing_in_claims_that_are_merged(own):
    validator = pytest.importorskip("stix2validator")
    log.add(own, merged(own, [7, 4], 1, kind=CLAIM), ANA)
    options = validator.ValidationOptions(version="2.1", strict=True, disabled="103,202")
    found = validator.validate_string(changes_bytes(seen(own), "stix").decode(), options)
    assert found.is_valid, [str(error) for error in found.errors]


def test_a_claim_that_is_merged_into_a_hidden_one_is_hidden_and_no_merge_goes_round(own):
    log.add(own, merged(own, [4], 1, kind=CLAIM), ANA)
    act = log.add(own, of_claim(own, 1, {"hidden": True}), ANA)
    assert not {1, 4} & set(claims(seen(own), Selection())["claim"])
    with pytest.raises(ViewError, match="claim 4 is hidden"):
        read_view("claims", {"claim": ["4"]}, seen(own))
    log.undo(own, act, ANA)
    log.add(own, merged(own, [1], 4, kind=CLAIM), ANA)
    assert {1, 4} & set(claims(seen(own), Selection())["claim"]) == {1}


def test_a_sentence_of_two_claims_that_are_merged_is_counted_once(own):
    said = pq.read_table(own.path / CLAIM_SENTENCES.file).to_pylist()
    twice = next(row for row in said if row["claim"] == 4)
    assert any(row["claim"] == 1 and row["part"] == "says" for row in said)
    pq.write_table(
        pa.Table.from_pylist(
            sorted([*said, {**twice, "claim": 1, "part": "version"}], key=lambda row: row["claim"]),
            CLAIM_SENTENCES.arrow,
        ),
        own.path / CLAIM_SENTENCES.file,
    )
    log.add(own, merged(own, [1], 4, kind=CLAIM), ANA)
    rows = statements(seen(own), Selection(), 4)
    same = rows[(rows["doc_id"] == twice["doc_id"]) & (rows["start"] == twice["start"])]
    assert same["part"].tolist() == [twice["part"]], "as its own claim has it"


def test_star_status_tags_and_notes_stand_beside_a_claim_and_filter(own):
    about, rows = about_claim(own, log.current(own), 1)
    said = [*rows, *of_claim(own, 1, {"star": True, "status": "confirmed"})[-2:]]
    act = log.add(
        own, [*said, *tagged(CLAIM, about, [], ["disarm:T0002"]), *noted(CLAIM, about, "Ask <b>Ana</b>")], ANA
    )
    row = page_chart(own, View("claims")).table.set_index("claim").loc[1]
    assert (row["starred"], row["status"]) == (True, "Confirmed")
    assert "by hand" not in page_chart(own, View("claims")).caption, "no figure changes"
    for asked in ({"claim_status": ["confirmed"]}, {"claim_tag": ["T0002"]}):
        view = read_view("claims", asked, seen(own))
        assert page_chart(own, view).table["claim"].tolist() == [1]
        assert set(page_chart(own, view.having(chart="claim-sources")).table["claim"]) == {1}
    lines = history_text(log.current(own).history(CLAIM, about), seen(own), log.current(own))
    assert any("Ask <b>Ana</b>" in line for line in lines)
    log.undo(own, act, ANA)
    with pytest.raises(ViewError):
        read_view("claims", {"claim_tag": ["T0002"]}, seen(own))
    with pytest.raises(FilrougeError, match="to check"):
        of_claim(own, 1, {"status": "true"})


def test_claims_go_out_in_every_form_and_in_again(own, tmp_path):
    about, rows = about_claim(own, log.current(own), 1)
    said = [*rows, *of_claim(own, 1, {"name": "Dear bread"})[-1:], *tagged(CLAIM, about, [], ["disarm:T0002", "mine"])]
    log.add(own, [*said, *noted(CLAIM, about, "call them")], ANA)
    notes = [one for one in stix2.parse(changes_bytes(seen(own), "stix")).objects if one.type == "note"]
    assert {one.content for one in notes} == {"Dear bread", "call them"}
    (claim,) = (one for one in notes if one.content == "Dear bread")
    assert set(claim.labels) == {"T0002 Facilitate State Propaganda", "mine"}
    assert {one.partition("--")[0] for one in claim.object_refs} == {"narrative", "attack-pattern"}
    assert b"Dear bread" in changes_bytes(seen(own), "gexf")
    table = list(csv.DictReader(io.StringIO(rows_csv(own))))
    assert {row["kind"] for row in table} == {CLAIM}
    other = Bundle.open(shutil.copytree(own.path, tmp_path / "other"))
    assert add_json(other, rows_json(own)).acts == 1
    assert worded(seen(other))[1] == "Dear bread"


def test_another_build_knows_a_claim_by_its_sentences(own, tmp_path):
    log.add(own, of_claim(own, 1, {"name": "Dear bread"}), ANA)
    log.add(own, of_claim(own, 4, {"status": "confirmed"}), ANA)
    log.add(own, of_claim(own, 5, {"hidden": True}), ANA)
    said = pq.read_table(own.path / CLAIM_SENTENCES.file).to_pandas()
    of_five = [f"{d}:{s}" for d, s in said.loc[said["claim"] == 5, ["doc_id", "start"]].to_numpy()]
    new = rebuilt(own, tmp_path / "new", {1: 4, 4: 5, 5: 1}, frozenset(of_five[:3]))
    found = carry_over(own, new)
    assert [(lost.label, lost.reason) for lost in found.lost] == [(wordings(own, "en")[5][0], "spread")]
    assert worded(seen(new))[4] == "Dear bread"
    assert claims(seen(new), Selection()).set_index("claim")["status"].to_dict()[5] == "confirmed"
    log.add(new, claim_assigned(new, found.lost[0], 7), ANA)
    assert placed_claims(new, log.current(new)).lost == ()
    assert 7 not in claims(seen(new), Selection())["claim"].tolist()
    third = rebuilt(new, tmp_path / "third", {4: 9, 9: 4})
    carry_over(new, third)
    assert worded(seen(third))[9] == "Dear bread"
    assert IDENTITY in {row.what for row in log.database(third).rows(third.name)}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_of_a_claim_are_text(own, text):
    log.add(own, of_claim(own, 1, {"name": text}, reason=text), Author(text))
    assert worded(seen(own))[1] == " ".join(text.split())
    stix2.parse(changes_bytes(seen(own), "stix"))
    chart = page_chart(own, View("claims", chart="claim-sources", claim=1))
    assert "<img src=x" not in chart.figure.to_json()
