"""What is merged: which two one would merge, what becomes of the mark of tentative ones, what other programs read of
it; a table of all narratives saved as one act; notes and tags on themes and on texts that share text.
"""

import csv
import io
import json
from math import isnan

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import NARRATIVE, PAIR, THEME, Author
from filrouge.annotations.carrying import add_json, rows_csv, rows_json
from filrouge.annotations.identities import about_theme
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import (
    about_pair,
    merged,
    moved,
    no_copies,
    noted,
    of_narrative,
    parts_of,
    said_in_table,
    split,
    tagged,
    tags_of,
)
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import InputError
from filrouge.explore.narratives import evidence
from filrouge.explore.neighbours import by_likeness, most_alike
from filrouge.explore.other_names import other_names
from filrouge.explore.view import View
from filrouge.export.changes import changes_bytes
from filrouge.wording.alike import HARDLY, offered_texts, pairs
from filrouge.wording.by_hand import history_text
from filrouge.wording.labels import standing_sentence
from tests.unit.explore.by_hand import FISH, GAS, VOTE, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def table(bundle):
    return page_chart(seen(bundle), View("overview", chart="narrative-table")).table.set_index("narrative")


def test_those_to_merge_with_are_offered_the_most_similar_first(bundle):
    numbers = list(bundle.labels)
    frame = most_alike(bundle, numbers).set_index("narrative")
    for narrative in numbers:
        alike = by_likeness(bundle, narrative)
        assert set(alike) == set(numbers) - {narrative}
        values = [value for value in alike.values() if not isnan(value)]
        assert values == sorted(values, reverse=True)
        assert frame.loc[narrative, "nearest"] == next(iter(alike))
        assert frame.loc[narrative, "likeness"] == pytest.approx(values[0])
        texts = offered_texts(bundle, narrative)
        assert list(texts) == list(alike)
        assert next(iter(texts.values())).endswith(f"({values[0]:.2f})".replace("-", "−"))
    found = pairs(bundle, numbers, 99)
    assert len({frozenset(pair[:2]) for pair in found}) == len(found), "each pair once"
    for one, other, text in found:
        assert text.endswith(", weak") == (by_likeness(bundle, one)[other] < HARDLY)
    first, second, _text = found[0]
    assert by_likeness(bundle, first)[second] == pytest.approx(frame["likeness"].max())


def test_of_different_things_the_most_similar_two_are_said_to_be_weakly_so(demo):
    assert [text.endswith(", weak") for _one, _other, text in pairs(demo, list(demo.labels), 3)] == [True] * 3


def test_none_is_alike_where_there_is_nothing_to_compare(bundle):
    assert most_alike(bundle, []).empty
    (row,) = most_alike(bundle, [0]).to_dict("records")
    assert row["nearest"] == -1
    assert isnan(row["likeness"])
    assert pairs(bundle, [0], 5) == []


def test_a_name_that_is_offered_is_another_one(demo):
    offered = other_names(demo.speaking("en"))
    for number, names in offered.items():
        assert names
        assert all(0 < len(name) <= 120 and "\n" not in name for name in names)
        assert demo.speaking("en").labels[number].rstrip("°") not in names


def test_a_merged_narrative_stays_tentative_and_says_why(own):
    assert own.labels[FISH] == "fishing ban°"
    log.add(own, merged(own, [FISH], GAS), ANA)
    now = seen(own)
    assert now.labels[GAS] == "gas price°"
    found = evidence(now, GAS)
    assert found.standing == "tentative"
    assert "some of it only in part" in standing_sentence(found.standing, found.stability)
    assert table(own).loc[GAS, "standing"] == "tentative"
    assert table(own).loc[GAS, "merged"] == "fishing ban"


def test_a_narrative_of_solid_parts_is_not_tentative_and_one_that_lost_a_passage_still_is(own):
    log.add(own, merged(own, [VOTE], GAS), ANA)
    assert seen(own).labels[GAS] == "gas price", "of one part it is not known, the other is solid"
    log.add(own, moved(own, ["gaz"], FISH, None), ANA)
    assert seen(own).labels[FISH] == "fishing ban°"


def test_what_it_was_merged_from_stands_in_every_form(own):
    log.add(own, of_narrative(own, FISH, {"name": "No fish"}), ANA)
    log.add(own, merged(own, [FISH], VOTE), ANA)
    log.add(own, merged(own, [VOTE], GAS), ANA)
    bundle, state = seen(own), log.current(own)
    assert parts_of(bundle, state) == {GAS: ["No fish", "overseas vote"]}, "what was merged into what was merged too"
    objects = json.loads(changes_bytes(bundle, "stix"))["objects"]
    (narrative,) = [one for one in objects if one["type"] == "narrative" and not one.get("revoked")]
    assert narrative["x_filrouge_merged_from"] == ["No fish", "overseas vote"]
    assert "Merged by hand from “No fish” and “overseas vote”." in narrative["description"]
    assert b"No fish; overseas vote" in changes_bytes(bundle, "gexf")
    rows = [row for row in json.loads(rows_json(bundle))["rows"] if row["what"] == "merge"]
    assert [(row["about_name"], row["value_name"]) for row in rows] == [
        ("No fish", "overseas vote"), ("overseas vote", "gas price")
    ]  # fmt: skip
    lines = csv.DictReader(io.StringIO(rows_csv(bundle)))
    merges = [line for line in lines if line["what"] == "merge"]
    assert [line["about_name"] for line in merges] == ["No fish", "overseas vote"]


def test_a_table_of_all_is_saved_as_one_act(own):
    said = {
        GAS: {"name": "Dear gas", "star": True},
        FISH: {"merge": GAS},
        VOTE: {"name": "", "status": "confirmed"},
    }
    log.add(own, of_narrative(own, VOTE, {"name": "Votes"}), ANA)
    rows = said_in_table(seen(own), said, reason="read them all")
    act = log.add(own, rows, ANA)
    now = seen(own)
    assert {n: name.rstrip("°") for n, name in now.labels.items()} == {GAS: "Dear gas", VOTE: "overseas vote"}
    assert now.narratives.set_index("narrative")["status"][VOTE] == "confirmed"
    assert {row.act for row in log.current(own).history() if row.reason == "read them all"} == {act}
    log.undo(own, act, ANA)
    assert {n: name.rstrip("°") for n, name in seen(own).labels.items()} == {
        GAS: "gas price", FISH: "fishing ban", VOTE: "Votes"
    }  # fmt: skip
    with pytest.raises(InputError):
        said_in_table(seen(own), {GAS: {"name": "x" * 121}})


def test_notes_and_tags_of_a_theme_hold_whichever_of_its_narratives_is_largest(own):
    about, identity = about_theme(own, log.current(own), FISH)
    rows = [*identity, *noted(THEME, about, "Ask the ministry"), *tagged(THEME, about, [], ["mine"])]
    log.add(own, rows, ANA)
    log.add(own, of_narrative(own, GAS, {"hidden": True}), ANA)
    bundle, state = seen(own), log.current(own)
    assert about_theme(bundle, state, FISH) == (about, [])
    assert tags_of(state, THEME, about) == ["mine"]
    objects = json.loads(changes_bytes(bundle, "stix"))["objects"]
    (fish,) = [one for one in objects if one["type"] == "narrative" and one["name"] == "fishing ban"]
    assert fish["labels"] == ["mine"]
    (note,) = [one for one in objects if one["type"] == "note"]
    assert (note["content"], note["object_refs"]) == ("Ask the ministry", [fish["id"]])
    text = "\n".join(history_text(state.history(), bundle, state))
    assert "Note on the theme “" in text


def test_what_is_said_of_a_theme_holds_though_its_largest_narrative_was_split_off_by_hand(own):
    log.add(own, split(own, VOTE, "ballot OR absents", "At the ballot"), ANA)
    about, identity = about_theme(seen(own), log.current(own), VOTE)
    log.add(own, [*identity, *noted(THEME, about, "Ask abroad"), *tagged(THEME, about, [], ["mine"])], ANA)
    bundle, state = seen(own), log.current(own)
    objects = json.loads(changes_bytes(bundle, "stix"))["objects"]
    told = {one["name"]: one for one in objects if one["type"] == "narrative" and one.get("labels") == ["mine"]}
    assert set(told) == {"At the ballot", "overseas vote"}
    (note,) = [one for one in objects if one["type"] == "note"]
    assert set(note["object_refs"]) == {one["id"] for one in told.values()}
    assert any("Note on the theme “" in line for line in history_text(state.history(), bundle, state))


def test_two_texts_are_tagged_and_a_group_is_taken_apart(own):
    about = about_pair("b", "a")
    assert about == about_pair("a", "b")
    log.add(own, [*noted(PAIR, about, "Same agency"), *tagged(PAIR, about, [], ["agency copy"])], ANA)
    state = log.current(own)
    assert tags_of(state, PAIR, about) == ["agency copy"]
    rows = no_copies(["a", "c"], ["a", "b", "c"])
    assert [row.about for row in rows] == ["a\nb", "a\nc", "b\nc"]
    assert {row.value for row in rows} == {"copy"}
    assert add_json(own, rows_json(own)).acts == 0, "all of it is known"
    assert {row.kind for row in state.history()} == {PAIR}
    assert NARRATIVE not in {row.kind for row in state.history()}
