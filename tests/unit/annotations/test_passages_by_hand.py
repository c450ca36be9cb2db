"""Single passages moved, and narratives split by what an outline or claims hold: seen, undone, done again, carried."""

import json
import shutil

import numpy as np
import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, Author
from filrouge.annotations.carrying import add_json, carry_over, rows_json
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, moved_passages, of_document, of_narrative, split_passages
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import FilrougeError
from filrouge.explore.claims import claims, passages_of_claims, statements
from filrouge.explore.outline import in_outline
from filrouge.explore.region import passages_in_region
from filrouge.explore.selection import Selection, count
from filrouge.explore.view import View
from filrouge.export.changes import changes_bytes
from filrouge.report.methods import methods_text
from filrouge.wording.by_hand import history_text
from tests.unit.annotations.test_claims_by_hand import rebuilt
from tests.unit.explore.by_hand import FISH, GAS, VOTE, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


@pytest.fixture
def with_claims(bundle_path, tmp_path):
    return Bundle.open(shutil.copytree(bundle_path, tmp_path / "own"))


def of(bundle: Bundle, narrative: int) -> list[int]:
    return np.flatnonzero(bundle.columns.passage_narrative == narrative).tolist()


def test_single_passages_are_moved_to_a_narrative_and_out_of_all(own):
    first, second, *_rest = of(own, GAS)
    act = log.add(own, moved_passages(own, [first], VOTE), ANA)
    bundle = seen(own)
    assert first in of(bundle, VOTE)
    assert len(of(bundle, GAS)) == len(of(own, GAS)) - 1
    assert bundle.narratives.set_index("narrative")["n_passages"][VOTE] == len(of(own, VOTE)) + 1
    assert "1 moved passage by hand" in page_chart(own, View("overview", chart="narratives")).caption
    log.add(own, moved_passages(own, [second], None, reason="about boats"), ANA)
    assert count(seen(own), Selection()).unclear == count(own, Selection()).unclear + 1
    text = methods_text(seen(own))
    assert "A passage of “Title of gaz” moved to “overseas vote”" in text
    assert "taken out of its narrative. Reason: about boats" in text
    log.undo(own, act, ANA)
    assert first in of(seen(own), GAS)
    log.redo(own, act, ANA)
    assert first in of(seen(Bundle.open(own.path)), VOTE)


def test_what_an_outline_holds_becomes_a_narrative_of_its_own(own):
    columns = own.columns
    left, bottom, right, top = columns.plane
    left, bottom, middle, top = left - 1, bottom - 1, (left + right) / 2, top + 1
    outline = [(left, bottom), (middle, bottom), (middle, top), (left, top)]
    inside = passages_in_region(own, Selection(), outline)
    assert inside == np.flatnonzero(in_outline(columns.x, columns.y, outline)).tolist()
    some = [i for i in inside if i in of(own, GAS)] or of(own, GAS)[:3]
    act = log.add(own, split_passages(own, GAS, some, "West of gas"), ANA)
    bundle = seen(own)
    (new,) = bundle.labels.keys() - own.labels.keys()
    assert (bundle.labels[new], of(bundle, new)) == ("West of gas", some)
    assert len(of(bundle, GAS)) == len(of(own, GAS)) - len(some)
    lines = history_text(log.current(own).history(), bundle, log.current(own))
    assert len(lines) == 2, "passages that were moved together are one line"
    assert any("“West of gas” split off from “gas price”" in line for line in lines)
    log.add(own, of_narrative(bundle, new, {"name": "Western gas"}), ANA)
    log.add(own, merged(bundle, [FISH], new), ANA)
    assert seen(own).labels[new] == "Western gas°"
    assert set(of(seen(own), new)) == {*some, *of(own, FISH)}
    assert b"Western gas" in changes_bytes(seen(own), "stix")
    log.undo(own, act, ANA)
    assert of(seen(own), GAS) == of(own, GAS)
    log.redo(own, act, ANA)
    assert seen(own).labels[new] == "Western gas°"


def test_nothing_and_no_name_are_refused(own):
    with pytest.raises(FilrougeError, match="no passage"):
        split_passages(own, GAS, [], "Nothing")
    with pytest.raises(FilrougeError, match="a name"):
        split_passages(own, GAS, of(own, GAS), " ")


def test_the_passages_that_state_claims_become_a_narrative_of_their_own(with_claims):
    own = with_claims
    number = int(claims(own, Selection())["narrative"].iloc[0])
    claim = int(claims(own, Selection(narratives=(number,)))["claim"].iloc[0])
    said = statements(own, Selection(), claim)
    stating = said[(said["part"] != "denies") & ~said["headline"]]
    found = passages_of_claims(own, [claim])
    assert len(found) == stating["doc"].nunique()
    some = [i for i in found if own.columns.passage_narrative[i] == number]
    log.add(own, split_passages(own, number, some, "Told so"), ANA)
    bundle = seen(own)
    (new,) = bundle.labels.keys() - own.labels.keys()
    assert of(bundle, new) == some
    now = claims(bundle, Selection()).set_index("claim")["narrative"]
    if len(some) * 2 > len(found):
        assert now[claim] == new, "a claim is of the narrative that most of its sentences are in now"


def test_a_claim_stays_in_its_narrative_unless_a_passage_of_it_is_moved(with_claims):
    own = with_claims
    built = claims(own, Selection()).set_index("claim")["narrative"]
    doc_id = own.query("SELECT doc_id FROM documents ORDER BY doc LIMIT 1")["doc_id"][0]
    log.add(own, of_document(doc_id, {"title": "Another title"}), ANA)
    assert claims(seen(own), Selection()).set_index("claim")["narrative"].to_dict() == built.to_dict()
    claim = int(built.index[0])
    to = next(n for n in own.labels if n != built[claim])
    log.add(own, moved_passages(own, passages_of_claims(own, [claim]), to), ANA)
    bundle = seen(own)
    now = claims(bundle, Selection()).set_index("claim")["narrative"]
    assert now[claim] == to
    for source in own.sources["source"]:
        some = claims(bundle, Selection(sources=(source,))).set_index("claim")["narrative"]
        assert some.to_dict() == now[some.index].to_dict(), "wherever one looks from, a claim is of one narrative"


def test_moved_passages_go_out_and_in_and_to_another_build(with_claims, tmp_path):
    own = with_claims
    one, other = list(own.labels)[:2]
    some = of(own, one)[:4]
    log.add(own, split_passages(own, one, some[:2], "Two of them"), ANA)
    log.add(own, moved_passages(own, some[2:], other), ANA)
    rows = json.loads(rows_json(own))["rows"]
    assert sum(row["kind"] == DOCUMENT and row["what"].startswith("passage:") for row in rows) == 4
    copied = Bundle.open(shutil.copytree(own.path, tmp_path / "copied"))
    assert add_json(copied, rows_json(own)).acts == 2
    assert of(seen(copied), other) == of(seen(own), other)
    new = rebuilt(own, tmp_path / "new", {1: 2, 2: 1})
    assert carry_over(own, new).lost == ()
    assert sorted(map(str, seen(new).labels.values())) == sorted(map(str, seen(own).labels.values()))
    assert of(seen(new), other) == of(seen(own), other)
