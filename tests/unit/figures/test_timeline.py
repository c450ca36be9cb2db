import math

import numpy as np
import pandas as pd
import pytest

from filrouge.explore.selection import Selection
from filrouge.explore.timeline import timeline
from filrouge.figures.theme import GREY, PALETTES
from filrouge.figures.timeline import figure
from filrouge.wording.labels import labelled

KINDS = ["lines", "area", "heat-map", "multiples"]


def frame_of(labels: list[str]) -> pd.DataFrame:
    """Two months of each narrative."""
    rows = [
        {"start": pd.Timestamp(2025, month, 1), "narrative": number, "label": label, "mentions": number + month,
         "mentions_texts": number + month, "share": 1 / len(labels), "low": 0.0, "high": 1.0,
         "documents": 40, "texts": 39, "effective": 39.0, "enough": True}
        for number, label in enumerate(labels) for month in (1, 2)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def drawn(result, measure: str) -> pd.DataFrame:
    """What a figure shows, as rows: narrative, start, value, mentions, documents."""
    rows = []
    for trace in result.data:
        if trace.customdata is None:  # an interval
            continue
        if trace.type == "heatmap":
            marks = [
                (key, x, z)
                for keys, values in zip(trace.customdata, trace.z, strict=True)
                for key, x, z in zip(keys, trace.x, values, strict=True)
            ]
        else:
            marks = [m for m in zip(trace.customdata, trace.x, trace.y, strict=True) if not math.isnan(m[2])]
        for (narrative, day, _when, mentions, documents, *_), x, value in marks:
            rows.append([int(narrative), pd.Timestamp(day), float(value), int(mentions), int(documents)])
            assert pd.Timestamp(x) == pd.Timestamp(day)
    return pd.DataFrame(rows, columns=["narrative", "start", measure, "mentions_", "documents"])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("measure", ["share", "mentions"])
@pytest.mark.parametrize("period", ["week", "quarter"])
def test_what_is_drawn_is_the_frame(bundle, kind, measure, period):
    frame = labelled(timeline(bundle, Selection(), period).frame, bundle)
    result = figure(frame, measure=measure, kind=kind, period=period)
    if kind in {"heat-map", "multiples"}:
        frame = frame[frame["narrative"] >= 0]  # on one scale with the rest, they would be flat
    if measure == "share" and kind in {"lines", "multiples"}:
        frame = frame[frame["documents"] > 0]  # of nothing there is no share
    shown = "share" if kind == "area" else measure
    order = {n: place for place, n in enumerate(frame["narrative"].drop_duplicates())}
    marks = drawn(result, shown)
    marks = marks.sort_values(["narrative", "start"], key=lambda c: c.map(order) if c.name == "narrative" else c)
    assert marks[["narrative", "start", "documents"]].to_numpy().tolist() == (
        frame[["narrative", "start", "documents"]].to_numpy().tolist()
    )
    assert marks[shown].tolist() == pytest.approx(frame[shown].tolist())
    assert marks["mentions_"].tolist() == frame["mentions"].tolist()


@pytest.mark.parametrize("kind", ["lines", "area", "multiples"])
def test_colours_are_pinned_to_the_number_and_not_to_the_place(bundle, kind):
    frame = labelled(timeline(bundle, Selection(narratives=(7, 2, 11)), "month").frame, bundle)
    result = figure(frame, measure="share", kind=kind, period="month")
    colours = {int(t.customdata[0][0]): t.marker.color for t in result.data if t.customdata is not None}
    own = PALETTES["narrative"]
    assert (colours[7], colours[2], colours[11]) == (own[7], own[2], GREY)
    assert {colours[n] for n in colours if n < 0} == (set() if kind == "multiples" else {GREY})


def test_only_shares_are_stacked(bundle):
    frame = labelled(timeline(bundle, Selection(), "month").frame, bundle)
    for kind in KINDS:
        result = figure(frame, measure="mentions", kind=kind, period="month")
        stacked = {trace.stackgroup for trace in result.data if trace.type == "scatter"} - {None}
        assert bool(stacked) == (kind == "area")
    total = figure(frame, measure="mentions", kind="area", period="month")
    sums = pd.DataFrame([list(trace.y) for trace in total.data]).sum()
    assert set(sums.round(9)) <= {0.0, 1.0}


@pytest.mark.parametrize("kind", KINDS)
def test_markup_in_labels_is_shown_and_not_run(kind):
    result = figure(frame_of(["<img src=x onerror=alert(1)>", "A & B"]), measure="share", kind=kind, period="month")
    texts = [t.name for t in result.data if t.name] + [a.text for a in result.layout.annotations]
    texts += list(result.data[0].y) if kind == "heat-map" else []
    assert "&lt;img src=x onerror=alert(1)&gt;" in texts
    assert "A &amp; B" in texts
    assert not any("<img" in str(text) or "&amp;lt;" in str(text) for text in texts), "escaped never, or twice"


@pytest.mark.parametrize("kind", KINDS)
def test_labels_that_are_cut_to_the_same_stay_apart(kind):
    same = "The very long story of a treaty on fishing in the strait, "
    result = figure(frame_of([same + "spring", same + "autumn"]), measure="share", kind=kind, period="month")
    names = list(result.data[0].y) if kind == "heat-map" else [trace.name for trace in result.data if trace.name]
    assert len(set(names)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_says_so(bundle, kind):
    frame = labelled(timeline(bundle, Selection(sources=("Nobody",))).frame, bundle)
    result = figure(frame, measure="share", kind=kind, period="month")
    assert len(result.data) == 0
    assert "No document" in result.layout.annotations[0].text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["one-document", "no-narratives"])
def test_little_and_nothing_to_show(variant, kind, name):
    found = timeline(variant(name), Selection(), "month")
    result = figure(labelled(found.frame, variant(name)), measure="share", kind=kind, period="month")
    if name == "no-narratives" and kind in {"heat-map", "multiples"}:
        assert len(result.data) == 0
        assert "No narrative" in result.layout.annotations[0].text
        return
    assert drawn(result, "share")["share"].max() > 0
    if kind == "heat-map":
        assert math.isfinite(result.data[0].zmax)


@pytest.mark.parametrize("kind", KINDS)
def test_independent_texts_are_said_where_copies_are(by_hand, kind):
    result = figure(
        labelled(timeline(by_hand, Selection(), "week").frame, by_hand), measure="share", kind=kind, period="week"
    )
    rows = result.data[0].customdata[0] if kind == "heat-map" else result.data[0].customdata
    said = ["", "<br>(2 of 2 independent texts)", "", "", "", ""]
    assert [key[5] for key in rows] == said
    assert "%{customdata[5]}" in result.data[0].hovertemplate


def test_the_words_of_a_period_are_on_every_point():
    result = figure(frame_of(["one"]), measure="mentions", kind="lines", period="month")
    assert [key[2] for key in result.data[0].customdata] == ["January 2025", "February 2025"]
    weeks = figure(frame_of(["one"]), measure="mentions", kind="lines", period="week")
    assert weeks.data[0].customdata[0][2] == "week of 1 January 2025"


def thin_first(frame):
    """The same, with too few texts in the first month."""
    first = frame["start"] == frame["start"].min()
    return frame.assign(enough=~first, effective=frame["effective"].where(~first, 2.0))


@pytest.mark.parametrize("kind", ["lines", "multiples"])
def test_a_period_with_too_few_texts_is_on_no_line(kind):
    result = figure(thin_first(frame_of(["one"])), measure="share", kind=kind, period="month")
    line, hollow = (trace for trace in result.data if trace.customdata is not None)
    assert math.isnan(line.y[0])
    assert line.y[1] == 1.0
    assert hollow.mode == "markers"
    assert hollow.marker.symbol.endswith("-open")
    assert [pd.Timestamp(x) for x in hollow.x] == [pd.Timestamp(2025, 1, 1)]
    assert "Too few texts" in hollow.customdata[0][7]
    band = next(trace for trace in result.data if trace.customdata is None)
    assert {pd.Timestamp(x) for x in band.x} == {pd.Timestamp(2025, 2, 1)}


def test_a_period_in_which_nothing_was_published_has_no_share_to_draw():
    frame = thin_first(frame_of(["one"]))
    frame.loc[~frame["enough"], ["documents", "share"]] = 0
    result = figure(frame, measure="share", kind="lines", period="month")
    _line, hollow = (trace for trace in result.data if trace.customdata is not None)
    assert np.isnan(hollow.y).all()


@pytest.mark.parametrize("kind", ["area", "heat-map"])
def test_a_period_with_too_few_texts_lies_under_grey(kind):
    result = figure(thin_first(frame_of(["one"])), measure="share", kind=kind, period="month")
    (veil,) = result.layout.shapes
    assert pd.Timestamp(veil.x0) < pd.Timestamp(2025, 1, 1) < pd.Timestamp(veil.x1) < pd.Timestamp(2025, 2, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_counts_are_counts_however_few(kind):
    if kind != "area":
        result = figure(thin_first(frame_of(["one"])), measure="mentions", kind=kind, period="month")
        assert len(result.data) == 1
        assert not result.layout.shapes


@pytest.mark.parametrize(("narratives", "bands"), [(1, 1), (3, 3), (4, 0)])
def test_bands_are_drawn_while_they_can_be_told_apart(narratives, bands):
    result = figure(frame_of([f"n{i}" for i in range(narratives)]), measure="share", kind="lines", period="month")
    shapes = [trace for trace in result.data if trace.fill == "toself"]
    assert len(shapes) == bands
    for shape in shapes:
        assert list(shape.y) == [1.0, 1.0, 0.0, 0.0]


def test_the_axis_is_made_for_what_can_be_told():
    frame = thin_first(frame_of(["one", "two", "three", "four", "five"]))
    wild = frame.assign(share=frame["share"].where(frame["enough"], 1.0))
    assert figure(wild, measure="share", kind="lines", period="month").layout.yaxis.range == (0, 0.26)
    assert figure(frame, measure="share", kind="lines", period="month").layout.yaxis.range is None


def test_a_panel_for_each_source_has_the_same_axes_and_one_legend():
    frame = pd.concat([frame_of(["one", "two"]).assign(panel=name) for name in ("A", "<b>B")])
    result = figure(frame, measure="share", kind="multiples", period="month")
    lines = [trace for trace in result.data if trace.customdata is not None]
    assert [(t.name, t.xaxis, t.showlegend) for t in lines] == [
        ("one", "x", True), ("two", "x", True), ("one", "x2", False), ("two", "x2", False)
    ]  # fmt: skip
    assert [note.text for note in result.layout.annotations] == ["A", "&lt;b&gt;B"]
    assert (result.layout.xaxis2.matches, result.layout.yaxis2.matches) == ("x", "y")
