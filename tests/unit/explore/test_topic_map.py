from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.charts.outline import outline_profile, profile_text
from filrouge.errors import QueryError
from filrouge.explore.outline import in_outline
from filrouge.explore.region import passages_in_region, region_profile, region_words
from filrouge.explore.selection import Selection, count, search, where
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from filrouge.explore.words import words as split
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from filrouge.wording.selection import selection_text
from tests.unit.explore.by_hand import FISH, GAS, NONE, OFF_MAP, PHARE, POST, VOTE

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
    assert found.narratives[["narrative", "passages"]].to_numpy().tolist() == [
        [GAS, 5],
        [VOTE, 5],
        [FISH, 3],
    ]
    medians = {row.narrative: (row.x, row.y) for row in found.narratives.itertuples()}
    assert medians[GAS] == pytest.approx((0.0, 0.0), abs=1e-6)
    assert medians[FISH] == pytest.approx((10.1, 0.0), abs=1e-6)
    late = found.points.set_index("passage_id").loc[8]
    assert (late["narrative"], late["source"], late["language"], late["title"]) == (
        VOTE,
        POST,
        "en",
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
    assert (none.passages, none.off_map, none.without_narrative, len(none.narratives)) == (2, 1, 2, 0)


def test_an_empty_selection_is_an_empty_map(by_hand):
    found = topic_map(by_hand, Selection(query="nowhere"))
    assert (len(found.points), len(found.narratives), len(found.density), found.passages) == (0, 0, 0, 0)


def test_a_sample_is_the_same_at_each_call_and_its_density_is_of_all(bundle):
    whole = topic_map(bundle, Selection())
    assert (len(whole.points), len(whole.density)) == (whole.passages, 0) == (600, 0)
    first, second = (topic_map(bundle, Selection(), most=200) for _ in range(2))
    pd.testing.assert_frame_equal(first.points, second.points)
    assert 100 < len(first.points) <= 200
    assert first.points["passage_id"].is_unique
    assert first.density["passages"].sum() == 600
    assert (first.passages, first.off_map, first.without_narrative) == (600, 0, whole.without_narrative)
    sizes = ["narrative", "passages"]
    pd.testing.assert_frame_equal(first.narratives[sizes], whole.narratives[sizes])


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
    view = View("topic-map", region=tuple(AROUND_GAS))
    assert (profile.passages, profile.documents, profile.texts) == (5, 4, 3)
    assert (profile.first, profile.last) == (pd.Timestamp("2025-01-06"), pd.Timestamp("2025-01-09"))
    rows = {(row.what, row.value): (row.inside, row.outside) for row in profile.frame.itertuples()}
    assert rows == {
        ("narrative", str(GAS)): (5, 0),
        ("narrative", str(FISH)): (0, 3),
        ("narrative", str(VOTE)): (0, 5),
        ("narrative", str(NONE)): (0, 2),
        ("source", PHARE): (2, 3),
        ("source", POST): (2, 5),
        ("source", NO_SOURCE): (1, 2),
        ("language", "fr"): (2, 3),
        ("language", "en"): (3, 7),
    }
    shares = {row.value: (row.share_inside, row.share_outside) for row in profile.frame.itertuples()}
    assert shares[PHARE] == pytest.approx((0.4, 0.3))
    assert shares[POST] == pytest.approx((0.4, 0.5))
    assert profile.frame.loc[profile.frame["what"] == "source", "value"].tolist() == [PHARE, NO_SOURCE, POST]
    assert profile_text(outline_profile(by_hand, view, inside)) == (
        "narrative “gas price” is 100% inside, 0% outside; source “Le Phare” is 40% inside, 30% outside; "
        "language “French” is 40% inside, 30% outside"
    )


def test_a_region_with_nothing_inside_has_nothing_to_say(by_hand):
    profile = region_profile(by_hand, Selection(), [])
    assert (profile.passages, profile.documents, profile.first, profile_text(profile)) == (0, 0, None, "")


def test_a_bundle_without_narratives_has_points_and_no_labels(variant):
    found = topic_map(variant("no-narratives"), Selection())
    assert set(found.points["narrative"]) == {NO_NARRATIVE}
    assert (len(found.narratives), found.without_narrative) == (0, 120)


def test_a_window_holds_its_passages_and_counts_them(by_hand, bundle):
    gas = topic_map(by_hand, Selection(), (-1.0, -1.0, 5.0, 5.0))
    assert gas.points["passage_id"].tolist() == passages_in_region(by_hand, Selection(), AROUND_GAS)
    assert (gas.passages, gas.in_window, gas.off_map) == (15, 5, 1)
    assert gas.narratives[["narrative", "passages"]].to_numpy().tolist() == [[GAS, 5]]
    nowhere = topic_map(by_hand, Selection(), (500.0, 500.0, 501.0, 501.0))
    assert (len(nowhere.points), len(nowhere.narratives), nowhere.in_window, nowhere.passages) == (0, 0, 0, 15)
    whole = topic_map(bundle, Selection()).points
    part = topic_map(bundle, Selection(), (0.0, -1.5, 6.0, 4.0))
    expected = whole[whole["x"].between(0, 6) & whole["y"].between(-1.5, 4)]
    assert part.points["passage_id"].tolist() == expected["passage_id"].tolist()
    assert 0 < part.in_window == len(expected) < len(whole)


def test_a_closer_window_keeps_the_points_it_showed_and_adds_to_them(bundle):
    window = (0.0, -3.0, 7.0, 7.0)
    left, bottom, right, top = window
    far = topic_map(bundle, Selection(), most=150).points
    near = topic_map(bundle, Selection(), window, most=150)
    seen = far[far["x"].between(left, right) & far["y"].between(bottom, top)]
    assert set(seen["passage_id"]) < set(near.points["passage_id"])
    assert near.in_window > 150 >= len(near.points) > len(seen)
    assert near.density["passages"].sum() == near.in_window
    assert near.density["x"].between(left, right).all()
    assert near.density["y"].between(bottom, top).all()
    weighted = [np.average(near.density[axis], weights=near.density["passages"]) for axis in "xy"]
    within = topic_map(bundle, Selection(), window).points
    assert weighted == pytest.approx([within["x"].mean(), within["y"].mean()], abs=0.05)


def test_themes_are_named_far_out_and_narratives_close_in(variant, bundle):
    assert not topic_map(bundle, Selection()).themes, "a dozen narratives are named by themselves"
    many = variant("sixty-narratives")
    far, near = topic_map(many, Selection()), topic_map(many, Selection(), (3.0, -3.0, 7.0, 3.0))
    assert (far.themes, near.themes) == (True, False)
    assert sorted(far.named["theme"]) == sorted(many.narratives["theme"].unique())
    assert len(far.named) == 20
    assert far.named["passages"].sum() == far.narratives["passages"].sum()
    places = {(row.x, row.y) for row in far.narratives.itertuples()}
    assert {(row.x, row.y) for row in far.named.itertuples()} <= places
    assert 3 < len(near.named) < len(near.narratives)
    at_home = near.narratives.set_index("narrative").loc[near.named["narrative"], ["x", "y"]].to_numpy()
    assert np.hypot(at_home[:, 0] - 5, at_home[:, 1]).max() < 4
    few = topic_map(many, Selection(narratives=(0, 3, 6)))
    assert few.named["narrative"].tolist() == few.narratives["narrative"].tolist()
    assert set(few.named["theme"]) == set(near.named["theme"]) == {-1}


def test_an_outline_as_a_filter_keeps_documents_with_a_passage_inside(by_hand):
    area = Selection(area=tuple(AROUND_GAS))
    inside = passages_in_region(by_hand, Selection(), AROUND_GAS)
    asked = ", ".join(map(str, inside))
    docs = by_hand.query(f"SELECT DISTINCT doc FROM passages WHERE passage_id IN ({asked}) ORDER BY doc")["doc"]
    kept = where(area, by_hand).query("SELECT doc FROM chosen ORDER BY doc")["doc"]
    assert kept.tolist() == docs.tolist()
    assert (count(by_hand, area).documents, count(by_hand, area).texts) == (4, 3)
    assert count(by_hand, Selection(area=tuple(AROUND_GAS), sources=(PHARE,))).documents < 4
    text = "Documents with a passage inside an outline on the topic map (x −1.00 to 5.00, y −1.00 to 5.00)"
    assert selection_text(area, {}) == text
    assert not area.everything


def test_words_of_an_outline_are_counted_in_texts_inside_and_outside(demo):
    found = topic_map(demo, Selection()).narratives.iloc[0]
    x, y = float(found["x"]), float(found["y"])
    corners = [(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1)]
    inside = passages_in_region(demo, Selection(), corners)
    words = region_words(demo, Selection(), inside)
    rows = demo.query(
        'SELECT passage_id, doc, copy_group, d.language, start, "end" FROM passages JOIN documents d USING (doc) '
        "WHERE x IS NOT NULL ORDER BY doc"
    )
    texts = {doc: row["text"] for doc, row in demo.text_rows(rows["doc"].tolist()).items()}
    cut = [texts[d][s:e] for d, s, e in zip(rows["doc"], rows["start"], rows["end"], strict=True)]
    rows = rows.assign(text=cut, is_in=rows["passage_id"].isin(inside))
    first = rows[rows["is_in"]]
    second = rows[~rows["is_in"] & ~rows["copy_group"].isin(first["copy_group"])]
    assert len(words) > 0
    for row in words.head(8).itertuples():
        for side, expected in ((first, row.first), (second, row.second)):
            alike = side[side["language"] == row.language]
            alike = alike[alike["doc"] == alike.groupby("copy_group")["doc"].transform("min")]
            has = [row.word in set(split(text)) for text in alike["text"]]
            assert alike.loc[has, "copy_group"].nunique() == expected, row.word
    assert (words["log_odds"] > 0).all()
    assert region_words(demo, Selection(), []).empty


def test_a_fair_sample_of_the_texts_is_enough_for_words(demo):
    strict = Selection(copies="verbatim")
    inside = passages_in_region(demo, strict, [(-99, -99), (4, -99), (4, 99), (-99, 99)])
    few, whole = (region_words(demo, strict, inside, most=most) for most in (60, 1000))
    assert len(few) < len(whole)
    assert few.empty or few[["first_texts", "second_texts"]].to_numpy().max() <= 60


def test_hits_are_marked_and_the_rest_stays(by_hand, bundle):
    found = topic_map(by_hand, Selection(), find="gas")
    docs = set(search(by_hand, "gas").tolist())
    assert docs
    hit = found.points[found.points["hit"]]
    assert set(hit["doc"]) == docs & set(found.points["doc"])
    assert (found.hits, found.hit_documents) == (len(hit), hit["doc"].nunique())
    assert len(found.points) == 14
    part = topic_map(bundle, Selection(), find="harbour", most=100, most_hits=10_000)
    whole = topic_map(bundle, Selection(), find="harbour")
    assert part.hits == whole.hits == whole.points["hit"].sum() == part.points["hit"].sum()
    assert 0 < (~part.points["hit"]).sum() < (~whole.points["hit"]).sum()
    few = topic_map(bundle, Selection(), find="harbour", most=100, most_hits=20)
    assert 0 < few.points["hit"].sum() < few.hits == whole.hits
    assert topic_map(by_hand, Selection(), find="nowhere").hits == 0
    with pytest.raises(QueryError):
        topic_map(by_hand, Selection(), find="-gas")
