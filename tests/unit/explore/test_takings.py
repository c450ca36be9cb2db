"""Who takes text from whom, in which groups, and what two texts have in common and not."""

import math

import pytest

from filrouge.explore.copy_groups import groups
from filrouge.explore.lanes import drawn
from filrouge.explore.selection import Selection
from filrouge.explore.side_by_side import side_by_side
from filrouge.explore.takings import between_sources, shared_text, takings
from filrouge.schema import COPY_KINDS
from filrouge.wording.shared_text import pair_text

from .planted_copies import planted_copies


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    return planted_copies(tmp_path_factory.mktemp("planted") / "b")


def test_each_later_text_and_the_earlier_it_is_most_like(planted):
    found = takings(planted, Selection())
    assert found[["doc_id", "of_doc_id", "kind"]].to_numpy().tolist() == [
        ["d0000001", "d0000000", "verbatim"],
        ["d0000002", "d0000000", "translated"],
        ["d0000003", "d0000000", "translated"],
    ]
    assert found["days"].tolist() == pytest.approx([0.25, 2.0, 2 + 1 / 24])
    assert found["source"].tolist() == ["Post", "Phare", "Bulletin"]
    assert set(found["of_source"]) == {"Wire"}


def test_kinds_crossings_and_selections_leave_takings_out(planted):
    assert takings(planted, Selection(), "verbatim")["doc_id"].tolist() == ["d0000001"]
    assert takings(planted, Selection(), crossing=True)["doc_id"].tolist() == ["d0000002", "d0000003"]
    assert takings(planted, Selection(sources=("Wire", "Phare")))["doc_id"].tolist() == ["d0000002"]
    assert takings(planted, Selection(query="zzqx")).empty


def test_groups_are_connected_by_pairs_of_open_order_too(planted):
    found = groups(planted, Selection())
    first, second = found.to_dict("records")
    assert (first["group"], first["documents"], first["sources"], first["languages"]) == ("d0000000", 4, 4, 2)
    assert [first[kind] for kind in COPY_KINDS] == [1, 1, 2]
    assert (first["altered"], first["open"], first["fastest"]) == (1, 1, pytest.approx(0.25))
    # Of a dated and an undated text the dated is named; how fast is not known.
    assert (second["group"], second["documents"], second["open"]) == ("d0000004", 2, 1)
    assert math.isnan(second["fastest"])
    reworded = groups(planted, Selection(), "reworded")
    assert reworded["group"].tolist() == ["d0000002"]
    assert groups(planted, Selection(query="zzqx")).empty


def test_pairs_of_sources(planted):
    found = between_sources(takings(planted, Selection()))
    assert found[["source", "of_source", "texts", "altered", "doc_id"]].to_numpy().tolist() == [
        ["Bulletin", "Wire", 1, 0, "d0000003"],
        ["Phare", "Wire", 1, 0, "d0000002"],
        ["Post", "Wire", 1, 1, "d0000001"],
    ]
    assert found["median"].tolist() == pytest.approx([2 + 1 / 24, 2.0, 0.25])
    assert between_sources(takings(planted, Selection(query="zzqx"))).empty


def test_what_is_drawn(planted):
    found = drawn(planted, Selection())
    assert found.documents["doc_id"].tolist() == ["d0000000", "d0000001", "d0000002", "d0000003", "d0000004"]
    assert (found.groups, found.all_groups, found.all_documents, found.undated) == (2, 2, 6, 1)
    assert len(found.takings) == 3
    one = drawn(planted, Selection(), group="d0000003")  # any document of it names a group
    assert (len(one.documents), one.groups, one.all_documents, one.undated) == (4, 1, 4, 0)
    outside = drawn(planted, Selection(sources=("Wire",)), group="d0000003")
    assert outside.documents.empty


def test_around_a_text(planted):
    before, after = shared_text(planted, "d0000002")
    assert before[["doc_id", "later_id"]].to_numpy().tolist() == [["d0000003", "d0000003"], ["d0000000", "d0000002"]]
    assert after["doc_id"].tolist() == ["d0000003"]
    assert before["source"].tolist() == ["Bulletin", "Wire"]
    _before, after = shared_text(planted, "d0000000")
    assert after["doc_id"].tolist() == ["d0000001", "d0000002", "d0000003"]
    assert all(one.empty for one in shared_text(planted, "d0000009"))


def test_two_texts_side_by_side(planted):
    found = side_by_side(planted, "d0000001")
    assert (found.earlier["doc_id"], found.later["doc_id"]) == ("d0000000", "d0000001")
    said = [(line.earlier, line.later, line.same) for line in found.lines]
    assert said == [
        ("The dam holds 31 tonnes", "The dam holds 310 tonnes", False),
        ("Nobody was hurt", "Nobody was hurt", True),
        ("The mayor left.", None, False),
        (None, "Rain came.", False),
    ]
    line = found.lines[0]
    assert [line.earlier[s:e] for s, e, _kind in line.earlier_marks] == ["31"]
    assert [(line.later[s:e], kind) for s, e, kind in line.later_marks] == [("310", "number")]


def test_across_languages_sentences_meet_by_their_sense(planted):
    found = side_by_side(planted, "d0000002")
    assert [(line.earlier, line.later) for line in found.lines] == [
        ("The dam holds 31 tonnes", "Le barrage tient 31 tonnes"),
        ("Nobody was hurt", "Il n’y a pas de blessé."),
        ("The mayor left.", None),
    ]


def test_the_first_text_stands_beside_the_first_later_one_and_others_beside_none(planted):
    assert side_by_side(planted, "d0000000").later["doc_id"] == "d0000001"
    assert side_by_side(planted, "d0000004").row["told"] is False
    assert side_by_side(planted, "d0000009") is None


def test_what_a_text_is_most_like_is_said(demo):
    before, _after = shared_text(demo, "sd-20250628-031")
    assert before.set_index("doc_id")["alike"].to_dict() == {"sw-20250624-053": 2, "gc-20250625-006": 0}
    before, after = shared_text(demo, "ph-20250115-018")
    assert before.set_index("doc_id")["alike"].to_dict() == {"sw-20250114-031": 1, "bl-20250115-051": 0}
    row = {"kind": "verbatim", "told": True, "days": 1.0, "altered": []}
    assert pair_text(row) == pair_text(row | {"alike": 1}) == "verbatim · 1 day later"
    assert pair_text(row | {"alike": 2}).endswith(" · one of the 2 earlier texts it is most like")
    assert "alike" not in after
