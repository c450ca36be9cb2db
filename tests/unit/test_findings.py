"""Findings as charts, on the demo, whose truth is known, and on bundles of every shape."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.explore.bursts import BURST
from filrouge.explore.selection import Selection
from filrouge.explore.silence import ABSENT
from filrouge.figures.silence import SIGNS
from filrouge.findings import bursts_chart, first_voices_chart, lag_chart, silence_chart

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def demo():
    return Bundle.open(SAMPLE / "bundle")


@pytest.fixture(scope="module")
def truth():
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def number_of(demo, truth):
    """The narrative of the bundle that most documents of a planted one are in."""

    def number(planted):
        docs = pd.DataFrame({"doc_id": truth["narratives"][planted]["documents"]})
        rows = demo.query(
            "SELECT narrative, count(*) AS n FROM shares JOIN documents USING (doc) JOIN docs USING (doc_id) "
            "WHERE narrative >= 0 GROUP BY narrative ORDER BY n DESC",
            tables={"docs": docs},
        )
        return int(rows["narrative"].iloc[0])

    return number


def test_planted_bursts_are_found_and_rises_of_volume_are_none(demo, truth, number_of):
    frame = bursts_chart(demo, Selection()).table
    found = frame[frame["status"] == BURST]
    for planted in truth["bursts"]:
        rows = found[found["narrative"] == number_of(planted["narrative"])]
        assert ((rows["start"] <= planted["to"]) & (rows["end"] >= planted["from"])).any(), planted["narrative"]
    for rise in truth["volume_only"]:
        assert found[found["narrative"] == number_of(rise["narrative"])].empty


def test_a_burst_is_drawn_where_it_is_and_its_hover_says_its_numbers(demo):
    chart = bursts_chart(demo, Selection())
    found = chart.table[chart.table["status"] == BURST]
    (trace,) = chart.figure.data
    assert list(trace.base) == found["start"].tolist()
    for length, key, row in zip(trace.x, trace.customdata, found.to_dict("records"), strict=True):
        days = (pd.Timestamp(row["end"]) - pd.Timestamp(row["start"])).days + 1
        assert length == days * 86_400_000
        assert list(key[:3]) == [row["narrative"], row["start"], row["end"]]
        assert key[4] == f"{row['texts']} texts, {row['expected']:.1f} expected"
        assert (key[5], key[6]) == (f"{row['ratio']:.1f}", f"{row['q']:.3f}")
    asked = {int(n) for n in re.findall(r"customdata\[(\d+)\]", trace.hovertemplate)}
    assert max(asked) < len(trace.customdata[0])


def test_where_nothing_can_be_told_of_silence_the_chart_says_so(variant):
    figure = silence_chart(variant("one-document"), Selection()).figure
    assert not figure.data
    assert "Too few texts to say" in figure.layout.annotations[0].text


def test_planted_silences_are_found(demo, truth, number_of):
    chart = silence_chart(demo, Selection())
    absent = chart.table[chart.table["status"] == ABSENT]
    planted = {(one["source"], number_of(one["narrative"])) for one in truth["silences"]}
    assert set(zip(absent["source"], absent["narrative"], strict=True)) == planted
    (trace,) = chart.figure.data
    drawn = {(cell[1], cell[0]) for row in trace.customdata for cell in row if cell[2] == ABSENT}
    assert drawn == planted
    assert sum(sign == SIGNS[ABSENT] for row in trace.text for sign in row) == len(planted)


def test_planted_lags_are_found_with_the_right_sign(demo, truth):
    frame = lag_chart(demo, Selection()).table
    before = frame[frame["status"] == "A before B"]
    planted = {(one["leader"], one["follower"]) for one in truth["lags"]}
    assert set(zip(before["leader"], before["follower"], strict=True)) == planted
    ordered = {frozenset(pair) for pair in zip(before["leader"], before["follower"], strict=True)}
    for pair in truth["no_order"]:
        (row,) = [r for r in frame.to_dict("records") if {r["leader"], r["follower"]} == set(pair["sources"])]
        assert frozenset(pair["sources"]) not in ordered
        assert row["status"] == "no order can be told"


def test_who_spoke_first_is_named_or_left_open(demo, truth, number_of):
    right = 0
    for name, planted in truth["narratives"].items():
        chart = first_voices_chart(demo, Selection(), number_of(name))
        could = chart.table.loc[chart.table["could_be_first"].fillna(False).astype(bool), "source"]
        right += set(could) == set(planted["first_carrier"])
        assert chart.alt.startswith("First in this corpus: " if len(could) == 1 else "The dates leave open")
    assert right >= 6  # a passage put into another narrative can move who was first


@pytest.mark.parametrize(
    "name", ["full", "one-document", "one-source", "no-dates", "forty-sources", "no-narratives", "hostile", "arabic"]
)
@pytest.mark.parametrize("make", [bursts_chart, silence_chart, lag_chart])
def test_every_shape_of_bundle_gives_a_chart_that_says_something(variant, make, name):
    chart = make(variant(name), Selection())
    assert chart.alt
    assert chart.caption.endswith(".")
    if chart.figure is not None:
        written = chart.figure.to_json()
        assert "<img" not in written
        assert "<script" not in written


def test_who_spoke_first_by_hand(by_hand):
    chart = first_voices_chart(by_hand, Selection(), 0)
    assert chart.alt == "First in this corpus: Le Phare."
    assert chart.table["source"].tolist()[0] == "Le Phare"
