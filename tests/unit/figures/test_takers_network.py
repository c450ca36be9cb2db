"""Which sources share text with which, as arrows on a circle."""

import pandas as pd
import pytest

from filrouge.figures.takers_network import MOST_ARROWS, figure


def pairs(*rows):
    frame = pd.DataFrame(rows, columns=["source", "of_source", "texts", "doc_id"])
    return frame.assign(name=frame["source"], of_name=frame["of_source"], said=[f"{n} texts" for n in frame["texts"]])


def test_an_arrow_leads_from_the_earlier_source_to_the_later_one():
    drawn = figure(pairs(("Post", "Wire", 9, "p1"), ("Echo", "Post", 1, "e1")), most_sources=25, nothing="")
    thin, thick, middles, sources = drawn.data
    place = dict(zip(sources.text, zip(sources.x, sources.y, strict=True), strict=True))
    assert set(place) == {"Post", "Wire", "Echo"}
    for trace, start, end in ((thick, "Wire", "Post"), (thin, "Post", "Echo")):
        assert (trace.x[0], trace.y[0]) == pytest.approx(place[start])
        assert (trace.x[-2], trace.y[-2]) == pytest.approx(place[end])
        assert trace.marker.size[-2] > 0
        assert set(trace.marker.size[:-2]) == {0}
    assert thick.line.width > thin.line.width
    assert [one[0] for one in middles.customdata] == ["p1", "e1"]


def test_arrows_to_and_fro_lie_apart():
    middles = figure(pairs(("A", "B", 2, "a"), ("B", "A", 2, "b")), most_sources=25, nothing="").data[-2]
    assert (middles.x[0], middles.y[0]) != pytest.approx((middles.x[1], middles.y[1]))


def test_only_the_largest_sources_and_pairs_are_drawn():
    many = pairs(*((f"S{i}", "Wire", 100 - i, f"d{i}") for i in range(90)))
    assert len(figure(many, most_sources=100, nothing="").data[-2].x) == MOST_ARROWS
    assert set(figure(many, most_sources=3, nothing="").data[-1].text) == {"Wire", "S0", "S1"}


def test_a_source_with_its_own_texts_only_is_no_network():
    drawn = figure(pairs(("Wire", "Wire", 4, "w")), most_sources=25, nothing="Nothing here")
    assert "Nothing here" in str(drawn.layout.annotations)
