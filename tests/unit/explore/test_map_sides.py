from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from filrouge.bundle import Bundle
from filrouge.errors import ViewError
from filrouge.explore.link import read_view
from filrouge.explore.map_sides import map_sides, side_name, side_selection
from filrouge.explore.selection import Selection
from filrouge.explore.topic_map import topic_map
from tests.unit.explore.by_hand import PHARE, POST

A, B = "Source 01", "Source 02"
SPANS = ("2024-01-01..2024-05-31", "2024-06-01..2024-12-31")


def test_a_side_is_named_in_words():
    assert side_name("2024-01-01..2024-02-01") == "1 January 2024 to 1 February 2024"


def test_a_side_is_a_part_of_the_selection():
    only = Selection(sources=(PHARE,), date_from=date(2024, 3, 1))
    assert side_selection(only, PHARE) == only
    assert side_selection(only, SPANS[0]) == replace(only, date_to=date(2024, 5, 31), undated=False)
    for left_out in (POST, "2024-01-01..2024-02-01"):
        with pytest.raises(ViewError, match="leave out"):
            side_selection(only, left_out)


@pytest.mark.parametrize("values", [(A, B), SPANS])
@pytest.mark.parametrize("narratives", [(), (0, 3)])
def test_cells_and_narratives_add_up_to_the_passages_of_each_side(bundle, values, narratives):
    selection = Selection(narratives=narratives)
    found = map_sides(bundle, selection, values)
    for side, value, one in zip(("first", "second"), values, found.maps, strict=True):
        chosen = side_selection(selection, value)
        assert one.points["passage_id"].tolist() == topic_map(bundle, chosen).points["passage_id"].tolist()
        sizes = one.points["narrative"].value_counts()
        counted = found.narratives.set_index("narrative")[side]
        assert counted[counted > 0].to_dict() == sizes.to_dict()
        assert found.cells[side].sum() == len(one.points) == counted.sum()
        of_all = topic_map(bundle, chosen.of_all_narratives()).passages
        assert found.cells[f"share_{side}"].sum() == pytest.approx(len(one.points) / of_all)
        left, bottom = found.corner
        columns = np.minimum((one.points["x"] - left) // found.cell[0], found.across - 1)
        rows = np.minimum((one.points["y"] - bottom) // found.cell[1], found.across - 1)
        expected = one.points.groupby([columns.astype(int), rows.astype(int)]).size()
        cells = found.cells.set_index(["column", "row"])[side]
        assert cells[cells > 0].to_dict() == expected.to_dict()
    few = found.cells["first"] + found.cells["second"] < 5
    assert found.cells.loc[few, "difference"].isna().all()
    assert few.any()
    kept = found.cells[~few]
    assert kept["difference"].tolist() == pytest.approx((kept["share_first"] - kept["share_second"]).tolist())


def test_turned_round_the_difference_has_the_other_sign(bundle):
    one, other = map_sides(bundle, Selection(), (A, B)), map_sides(bundle, Selection(), (B, A))
    both = one.narratives.merge(other.narratives, on="narrative")
    assert both["difference_x"].tolist() == pytest.approx((-both["difference_y"]).tolist())
    assert both["low_x"].tolist() == pytest.approx((-both["high_y"]).tolist())
    assert both["q_x"].tolist() == pytest.approx(both["q_y"].tolist())
    assert one.narratives["difference"].abs().is_monotonic_decreasing


def test_sides_that_say_the_same_by_lot_differ_in_nothing_clearly(bundle):
    assert map_sides(bundle, Selection(), (A, B)).clear.empty


def test_the_sample_bundle_has_narratives_that_come_late():
    sample = Bundle.open("data/sample/bundle")
    found = map_sides(sample, Selection(), ("2025-01-06..2025-09-30", "2025-10-01..2026-06-28"))
    assert found.enough
    assert {"Law, lessons", "Oysters, growers"} <= set(found.clear["label"])
    assert (found.clear["high"] * found.clear["low"] > 0).all()


def test_with_few_texts_nothing_is_said_to_differ(by_hand):
    found = map_sides(by_hand, Selection(), (PHARE, POST))
    assert not found.enough
    assert found.narratives[["difference", "low", "high", "q"]].isna().all(axis=None)
    assert found.cells["difference"].isna().all()
    assert found.clear.empty


def test_shares_of_a_window_are_of_the_whole_side(bundle):
    window = (0.0, -1.5, 6.0, 4.0)
    part, whole = (map_sides(bundle, Selection(), (A, B), w) for w in (window, None))
    assert part.narratives.drop(columns=["x", "y"]).equals(whole.narratives.drop(columns=["x", "y"]))
    assert part.cells["first"].sum() == part.maps[0].in_window < whole.cells["first"].sum()
    assert part.cells["x"].between(0, 6).all()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([PHARE], "beside: two sources, or two spans"),
        ([PHARE, PHARE], "beside: two sources, or two spans"),
        ([PHARE, SPANS[0]], "beside: two sources, or two spans"),
        ([PHARE, "Nobody"], "beside: this bundle has no source “Nobody”"),
        (["2024-02-01..2024-01-01", SPANS[0]], "beside: 2024-02-01 is later"),
    ],
)
def test_sides_that_cannot_stand_side_by_side_are_named(by_hand, values, words):
    with pytest.raises(ViewError, match=words):
        read_view("topic-map", {"beside": values}, by_hand)
    assert read_view("topic-map", {"beside": [PHARE, POST]}, by_hand).beside == (PHARE, POST)
    assert read_view("topic-map", {"beside": list(SPANS)}, by_hand).beside == SPANS
