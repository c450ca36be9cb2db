from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from filrouge.explore.map_sides import map_sides
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side
from filrouge.explore.topic_map import topic_map
from tests.unit.explore.by_hand import PHARE, POST

A, B = "Source 01", "Source 02"
PERIODS = (
    Side((), date(2024, 1, 1), date(2024, 5, 31)),
    Side((), date(2024, 6, 1), date(2024, 12, 31)),
)


def sources(*names):
    return tuple(Side((name,)) for name in names)


def test_a_side_is_the_selection_on_its_sources_or_days():
    only = Selection(sources=(PHARE,), narratives=(3,))
    assert sources(POST)[0].within(only) == replace(only, sources=(POST,))
    assert PERIODS[0].within(only) == replace(
        only, date_from=date(2024, 1, 1), date_to=date(2024, 5, 31), undated=False
    )


@pytest.mark.parametrize("sides", [(A, B), PERIODS], ids=["sources", "periods"])
@pytest.mark.parametrize("narratives", [(), (0, 3)])
def test_cells_and_narratives_add_up_to_the_passages_of_each_side(bundle, sides, narratives):
    selection = Selection(narratives=narratives)
    sides = sides if sides is PERIODS else sources(*sides)
    found = map_sides(bundle, selection, sides)
    for side, compared, one in zip(("first", "second"), sides, found.maps, strict=True):
        chosen = compared.within(selection)
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
    one, other = map_sides(bundle, Selection(), sources(A, B)), map_sides(bundle, Selection(), sources(B, A))
    both = one.narratives.merge(other.narratives, on="narrative")
    assert both["difference_x"].tolist() == pytest.approx((-both["difference_y"]).tolist())
    assert both["low_x"].tolist() == pytest.approx((-both["high_y"]).tolist())
    assert both["q_x"].tolist() == pytest.approx(both["q_y"].tolist())
    assert one.narratives["difference"].abs().is_monotonic_decreasing


def test_sides_that_say_the_same_by_lot_differ_in_nothing_clearly(bundle):
    assert map_sides(bundle, Selection(), sources(A, B)).clear.empty


def test_the_sample_bundle_has_narratives_that_come_late(demo):
    found = map_sides(
        demo,
        Selection(),
        (
            Side((), date(2025, 1, 6), date(2025, 9, 30)),
            Side((), date(2025, 10, 1), date(2026, 6, 28)),
        ),
    )
    assert found.enough
    schools, oysters = 6, 0
    assert {schools, oysters} <= set(found.clear["narrative"])
    assert (found.clear["high"] * found.clear["low"] > 0).all()


def test_with_few_texts_nothing_is_said_to_differ(by_hand):
    found = map_sides(by_hand, Selection(), sources(PHARE, POST))
    assert not found.enough
    assert found.narratives[["difference", "low", "high", "q"]].isna().all(axis=None)
    assert found.cells["difference"].isna().all()
    assert found.clear.empty


def test_shares_of_a_window_are_of_the_whole_side(bundle):
    window = (0.0, -1.5, 6.0, 4.0)
    part, whole = (map_sides(bundle, Selection(), sources(A, B), w) for w in (window, None))
    assert part.narratives.drop(columns=["x", "y"]).equals(whole.narratives.drop(columns=["x", "y"]))
    assert part.cells["first"].sum() == part.maps[0].in_window < whole.cells["first"].sum()
    assert part.cells["x"].between(0, 6).all()
