from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.explore.selection import Selection
from filrouge.explore.topic_map import in_outline, passages_in_region, region_profile, topic_map
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, LABELS, NONE, OFF_MAP, PHARE, POST, VOTE

Corners = list[tuple[float, float]]

AROUND_GAS = [(-1.0, -1.0), (5.0, -1.0), (5.0, 5.0), (-1.0, 5.0)]


@st.composite
def convex(draw) -> Corners:
    """Corners on a circle, in order, one way round or the other."""
    angles = sorted(draw(st.lists(st.integers(0, 359), min_size=3, max_size=12, unique=True)))
    x, y, radius = draw(st.tuples(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.5, 8)))
    corners = [(x + radius * np.cos(np.deg2rad(a)), y + radius * np.sin(np.deg2rad(a))) for a in angles]
    return corners[::-1] if draw(st.booleans()) else corners


def signed(x: np.ndarray, y: np.ndarray, corners: Corners) -> np.ndarray:
    """For each side and point, on which hand of the side the point lies."""
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return np.array([(bx - ax) * (y - ay) - (by - ay) * (x - ax) for (ax, ay), (bx, by) in sides])


@given(convex(), st.integers(0, 1000))
def test_inside_a_convex_outline_is_the_same_hand_of_every_side(corners, seed):
    x, y = np.random.default_rng(seed).uniform(-12, 12, (2, 400))
    hands = signed(x, y, corners)
    clear = (np.abs(hands) > 1e-9).all(axis=0)
    expected = (hands > 0).all(axis=0) | (hands < 0).all(axis=0)
    assert in_outline(x, y, corners)[clear].tolist() == expected[clear].tolist()


@pytest.mark.parametrize(
    ("outline", "point", "inside"),
    [
        ([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)], (2, 3), False),  # in the notch
        ([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)], (0.5, 2), True),
        ([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4)], (2, 0.5), True),
        ([(0, 0), (2, 2), (0, 2), (2, 0)], (1, 1.8), True),  # a bow tie: both halves
        ([(0, 0), (2, 2), (0, 2), (2, 0)], (1, 0.2), True),
        ([(0, 0), (2, 2), (0, 2), (2, 0)], (0.2, 1), False),
        ([(0, 0), (1, 1), (2, 2)], (1, 1.5), False),  # no area
    ],
)
def test_notches_and_crossings(outline: Sequence, point, inside):
    found = in_outline(np.array([point[0]], float), np.array([point[1]], float), outline)
    assert found.tolist() == [inside]


def test_the_whole_map_counted_by_hand(by_hand):
    found = topic_map(by_hand, Selection())
    assert (found.passages, found.off_map, found.without_narrative) == (15, 1, 2)
    assert found.points["passage_id"].tolist() == [i for i in range(15) if i != OFF_MAP]
    assert found.density.empty
    assert found.labels[["narrative", "label", "passages"]].to_numpy().tolist() == [
        [GAS, LABELS[GAS], 5],
        [VOTE, LABELS[VOTE], 5],
        [FISH, f"{LABELS[FISH]}°", 3],
    ]
    medians = {row.narrative: (row.x, row.y) for row in found.labels.itertuples()}
    assert medians[GAS] == pytest.approx((0.0, 0.0), abs=1e-6)
    assert medians[FISH] == pytest.approx((10.1, 0.0), abs=1e-6)
    late = found.points.set_index("passage_id").loc[8]
    assert (late["label"], late["source"], late["language"], late["title"]) == (
        "overseas vote",
        POST,
        "English",
        "Title of late",
    )
    assert late["day"] == pd.Timestamp("2025-01-19")
    undated = found.points.set_index("passage_id").loc[12]
    assert undated["source"] == NO_SOURCE
    assert pd.isna(undated["day"])


def test_passages_of_other_narratives_are_no_points_of_a_chosen_one(by_hand):
    found = topic_map(by_hand, Selection(narratives=(FISH,)))
    assert found.points["passage_id"].tolist() == [3, 5, 6]
    assert (found.passages, found.off_map, found.without_narrative) == (3, 0, 0)
    none = topic_map(by_hand, Selection(narratives=(NONE,)))
    assert none.points["passage_id"].tolist() == [9]
    assert (none.passages, none.off_map, none.without_narrative, len(none.labels)) == (2, 1, 2, 0)


def test_an_empty_selection_is_an_empty_map(by_hand):
    found = topic_map(by_hand, Selection(query="nowhere"))
    assert (len(found.points), len(found.labels), len(found.density), found.passages) == (0, 0, 0, 0)


def test_a_sample_is_the_same_at_each_call_and_its_density_is_of_all(bundle):
    whole = topic_map(bundle, Selection())
    assert (len(whole.points), len(whole.density)) == (whole.passages, 0) == (600, 0)
    first, second = (topic_map(bundle, Selection(), most=200) for _ in range(2))
    pd.testing.assert_frame_equal(first.points, second.points)
    assert 100 < len(first.points) <= 200
    assert first.points["passage_id"].is_unique
    assert first.density["passages"].sum() == 600
    assert (first.passages, first.off_map, first.without_narrative) == (600, 0, whole.without_narrative)
    sizes = ["narrative", "label", "passages"]
    pd.testing.assert_frame_equal(first.labels[sizes], whole.labels[sizes])


def test_a_sample_is_fair_to_narratives_and_sources(variant):
    opened = variant("forty-sources")
    whole, part = topic_map(opened, Selection()), topic_map(opened, Selection(), most=500)
    drawn = len(part.points) / len(whole.points)
    assert 0.4 < drawn < 0.625
    for column in ("narrative", "source", "language"):
        sizes = whole.points[column].value_counts()
        found = part.points[column].value_counts().reindex(sizes.index, fill_value=0)
        assert ((found - sizes * drawn).abs() <= 4 * np.sqrt(sizes * drawn * (1 - drawn))).all(), column
    order = part.points["passage_id"].to_numpy()
    assert abs(order.mean() - 399.5) < 40, "the draw leans to one end of the collection"


def test_density_lies_where_the_passages_are(bundle):
    found = topic_map(bundle, Selection(narratives=(0,)), most=40)
    points = topic_map(bundle, Selection(narratives=(0,))).points
    assert found.density["passages"].sum() == len(points)
    weighted = [np.average(found.density[axis], weights=found.density["passages"]) for axis in "xy"]
    assert weighted == pytest.approx([points["x"].mean(), points["y"].mean()], abs=0.1)


def test_a_region_holds_its_passages_drawn_or_not(by_hand, bundle):
    assert passages_in_region(by_hand, Selection(), AROUND_GAS) == [0, 1, 2, 4, 11]
    assert passages_in_region(by_hand, Selection(sources=(PHARE,)), AROUND_GAS) == [0, 1]
    assert passages_in_region(by_hand, Selection(narratives=(FISH,)), AROUND_GAS) == []
    points = topic_map(bundle, Selection()).points
    triangle = [(0.0, 0.0), (8.0, -2.0), (6.0, 7.0)]
    hands = signed(points["x"].to_numpy(float), points["y"].to_numpy(float), triangle)
    expected = points.loc[(hands > 0).all(axis=0), "passage_id"].tolist()
    assert 0 < len(expected) < 600
    assert sorted(passages_in_region(bundle, Selection(), triangle)) == expected


def test_a_region_profile_counted_by_hand(by_hand):
    inside = passages_in_region(by_hand, Selection(), AROUND_GAS)
    profile = region_profile(by_hand, Selection(), inside)
    assert (profile.passages, profile.documents, profile.texts) == (5, 4, 3)
    assert (profile.first, profile.last) == (pd.Timestamp("2025-01-06"), pd.Timestamp("2025-01-09"))
    rows = {(row.what, row.value): (row.inside, row.outside) for row in profile.frame.itertuples()}
    assert rows == {
        ("narrative", "gas price"): (5, 0),
        ("narrative", "fishing ban°"): (0, 3),
        ("narrative", "overseas vote"): (0, 5),
        ("narrative", "No clear narrative"): (0, 2),
        ("source", PHARE): (2, 3),
        ("source", POST): (2, 5),
        ("source", NO_SOURCE): (1, 2),
        ("language", "French"): (2, 3),
        ("language", "English"): (3, 7),
    }
    shares = {row.value: (row.share_inside, row.share_outside) for row in profile.frame.itertuples()}
    assert shares[PHARE] == pytest.approx((0.4, 0.3))
    assert shares[POST] == pytest.approx((0.4, 0.5))
    assert profile.frame.loc[profile.frame["what"] == "source", "value"].tolist() == [PHARE, NO_SOURCE, POST]
    assert profile.sentence() == (
        "narrative “gas price” is 100% inside, 0% outside; source “Le Phare” is 40% inside, 30% outside; "
        "language “French” is 40% inside, 30% outside"
    )


def test_a_region_with_nothing_inside_has_nothing_to_say(by_hand):
    profile = region_profile(by_hand, Selection(), [])
    assert (profile.passages, profile.documents, profile.first, profile.sentence()) == (0, 0, None, "")


def test_a_bundle_without_narratives_has_points_and_no_labels(variant):
    found = topic_map(variant("no-narratives"), Selection())
    assert set(found.points["narrative"]) == {NO_NARRATIVE}
    assert (len(found.labels), found.without_narrative) == (0, 120)
