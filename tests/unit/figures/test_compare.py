import re

import pandas as pd
import pytest

from filrouge.charts.compare import side_colours
from filrouge.explore.compare import compare as compared
from filrouge.explore.selection import Selection
from filrouge.explore.sides import largest_sources
from filrouge.figures.compare import MOST_ROWS, figure
from filrouge.figures.theme import PALETTES
from filrouge.wording.labels import labelled, side_names
from tests.unit.explore.by_hand import PHARE, POST
from tests.unit.explore.test_compare import of


def compare(opened, selection, sides) -> pd.DataFrame:
    """The comparison under the names that are drawn."""
    frame = labelled(compared(opened, selection, sides), opened)
    return frame.assign(side=[side_names(sides)[place] for place in frame["side"]])


def own_colours(opened) -> dict[str, str]:
    return side_colours(opened, of(*opened.sources["source"]))


def traces(result, axis: str) -> list:
    return [t for t in result.data if t.xaxis == axis]


def test_shares_differences_and_intervals_are_the_frame(bundle):
    sources = largest_sources(bundle, Selection(), 3)
    frame = compare(bundle, Selection(), of(*sources))
    result = figure(frame, colours=own_colours(bundle))
    assert [t.name for t in traces(result, "x")] == list(sources)
    for trace, source in zip(traces(result, "x"), sources, strict=True):
        rows = frame[frame["side"] == source]
        assert list(trace.x) == pytest.approx(rows["share"].tolist())
        assert [int(key[0]) for key in trace.customdata] == rows["narrative"].tolist()
        assert [key[1] for key in trace.customdata] == rows["label"].tolist()
        assert [round(y) for y in trace.y] == list(range(len(rows)))
        assert list(trace.error_x.array) == pytest.approx((rows["share_high"] - rows["share"]).tolist())
        assert list(trace.error_x.arrayminus) == pytest.approx((rows["share"] - rows["share_low"]).tolist())
    marks = [t for t in traces(result, "x2") if t.mode == "markers"]
    assert [t.name for t in marks] == list(sources[1:])
    for trace in marks:
        rows = frame[(frame["side"] == trace.name) & frame["enough"]]
        assert list(trace.x) == pytest.approx(rows["difference"].tolist())
        assert list(trace.error_x.array) == pytest.approx((rows["difference_high"] - rows["difference"]).tolist())
        assert [int(key[0]) for key in trace.customdata] == rows["narrative"].tolist()
    assert any(len(t.x) for t in marks)


def test_independent_texts_are_said_where_copies_are(by_hand):
    frame = compare(by_hand, Selection(), of(PHARE, POST))
    phare, post = (t.customdata for t in traces(figure(frame, colours={}), "x"))
    assert {key[4] for key in phare} == {""}
    assert {key[4] for key in post} == {"<br>(1 of 2 independent texts)"}
    hover = traces(figure(frame, colours={}), "x")[0].hovertemplate
    low, high = frame.iloc[0][["share_low", "share_high"]]
    assert phare[0][5:].tolist() == pytest.approx([low, high])
    assert "%{customdata[5]:.1%} to %{customdata[6]:.1%}" in hover


def test_too_few_texts_is_a_text_and_no_number(by_hand):
    frame = compare(by_hand, Selection(), of(PHARE, POST))
    result = figure(frame, colours=own_colours(by_hand))
    marks = traces(result, "x2")
    assert [len(t.x) for t in marks if t.mode == "markers"] == [0]
    (few,) = [t for t in marks if t.mode == "text"]
    assert list(few.text) == ["too few texts"] * 4
    assert set(few.x) == {0.0}
    assert result.layout.xaxis2.showticklabels is False


def test_colours_are_pinned_by_rank_in_the_bundle(bundle):
    sources = bundle.sources["source"].tolist()
    asked = (sources[4], sources[1])
    result = figure(compare(bundle, Selection(), of(*asked)), colours=own_colours(bundle))
    assert [t.marker.color for t in traces(result, "x")] == [PALETTES["source"][4], PALETTES["source"][1]]
    assert len({t.marker.symbol for t in traces(result, "x")}) == 2


def test_only_the_rows_that_differ_most(variant):
    opened = variant("forty-sources")
    frame = compare(opened, Selection(), of(*largest_sources(opened, Selection())))
    many = pd.concat(
        [frame.assign(narrative=frame["narrative"] + 100 * k, label=frame["label"] + str(k)) for k in (0, 1)]
    )
    result = figure(many, colours=own_colours(opened))
    rows = traces(result, "x")[0]
    assert len(rows.y) == MOST_ROWS < many["narrative"].nunique()
    assert [int(key[0]) for key in rows.customdata] == many["narrative"].drop_duplicates().head(MOST_ROWS).tolist()
    assert len(result.layout.yaxis.ticktext) == MOST_ROWS


def test_labels_that_are_cut_to_the_same_stay_apart(by_hand):
    frame = compare(by_hand, Selection(), of(PHARE, POST))
    frame["label"] = "The very long story of a treaty on fishing in the strait " + frame["label"]
    result = figure(frame, colours={})
    assert len(set(result.layout.yaxis.ticktext)) == frame["narrative"].nunique() == 4


def test_markup_is_shown_and_not_run(variant):
    opened = variant("hostile")
    frame = compare(opened, Selection(), of("<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>"))
    text = figure(frame, colours=own_colours(opened)).to_plotly_json()
    assert "&lt;img src=x onerror=alert(1)&gt;" in str(text)
    assert "<img" not in str(text)
    assert "<script" not in str(text)


def test_nothing_to_compare_says_so(by_hand):
    result = figure(compare(by_hand, Selection(query="nowhere"), of(PHARE, POST)), colours={})
    assert len(result.data) == 0
    assert "no document" in result.layout.annotations[0].text


def test_what_can_be_told_is_filled_and_the_rest_open(bundle):
    frame = compare(bundle, Selection(), of(*largest_sources(bundle, Selection(), 2)))
    frame["certainty"] = [
        "" if c == "" else "clear" if i % 4 == 1 else "open" for i, c in enumerate(frame["certainty"])
    ]
    (marks,) = [t for t in traces(figure(frame, colours={}), "x2") if t.mode == "markers"]
    told = frame.loc[(frame["certainty"] != "") & frame["enough"], "certainty"] == "clear"
    assert [not symbol.endswith("-open") for symbol in marks.marker.symbol] == told.tolist()
    assert told.any()
    said = [a.text for a in figure(frame, colours={}).layout.annotations]
    assert {"clear", "not clear"} <= set(said)
    assert not any(re.search(r"\bq\b", text) for text in said)
