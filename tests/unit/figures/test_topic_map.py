import re

import numpy as np
import pandas as pd
import pytest

from filrouge.chart import language_ranks, source_ranks
from filrouge.charts.topic_map import map_labelled
from filrouge.explore.selection import Selection
from filrouge.explore.topic_map import topic_map
from filrouge.figures.theme import ACCENT, GREY, PALETTES
from filrouge.figures.topic_map import figure
from filrouge.i18n import speaking
from filrouge.schema import NO_SOURCE

COLOUR_BY = ["narrative", "source", "language", "date"]


def ranks(bundle, colour_by: str) -> dict[str, int]:
    return language_ranks(bundle) if colour_by == "language" else source_ranks(bundle)


def labelled_map(bundle, *asked, colour_by="narrative", **options):
    """The map under the names that are drawn."""
    return map_labelled(topic_map(bundle, *asked, **options), bundle, colour_by, Selection())


def draw(bundle, selection=None, colour_by="narrative", **options):
    most = {"most": options.pop("most")} if "most" in options else {}
    found = labelled_map(bundle, selection or Selection(), colour_by=colour_by, **most)
    return found, figure(found, colour_by=colour_by, ranks=ranks(bundle, colour_by), **options)


def points(result) -> pd.DataFrame:
    rows = [
        (int(key[0]), float(x), float(y), trace.name, trace.marker.color)
        for trace in result.data
        if trace.type == "scattergl"
        for key, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    ]
    columns = ["passage_id", "x", "y", "name", "colour"]
    return pd.DataFrame(rows, columns=columns).sort_values("passage_id", ignore_index=True)


@pytest.mark.parametrize("colour_by", COLOUR_BY)
@pytest.mark.parametrize("name", ["full", "forty-sources", "one-document", "no-dates", "no-narratives", "arabic"])
def test_every_passage_is_drawn_once_at_its_place(variant, colour_by, name):
    found, result = draw(variant(name), colour_by=colour_by)
    drawn = points(result)
    assert drawn["passage_id"].tolist() == found.points["passage_id"].tolist()
    assert drawn[["x", "y"]].to_numpy() == pytest.approx(found.points[["x", "y"]].to_numpy(float))


def test_narratives_have_their_pinned_colours_and_the_rest_is_grey(bundle):
    found, result = draw(bundle)
    drawn = points(result).merge(found.points[["passage_id", "narrative", "label"]], on="passage_id")
    for number, group in drawn.groupby("narrative"):
        if 0 <= number < 8:
            assert set(group["colour"]) == {PALETTES["narrative"][number]}
            assert set(group["name"]) == set(group["label"])
        elif number < 0:
            assert set(group["name"]) == {"No clear narrative"}
        else:
            assert set(group["colour"]) == {GREY}
            assert set(group["name"]) == {"Smaller narratives"}


@pytest.mark.parametrize("colour_by", ["narrative", "source", "language"])
def test_a_colour_is_the_same_in_every_selection(bundle, colour_by):
    whole = points(draw(bundle, colour_by=colour_by)[1]).set_index("passage_id")["colour"]
    selection = Selection(sources=tuple(bundle.sources["source"][2:5]), languages=("fr",))
    part = points(draw(bundle, selection, colour_by=colour_by)[1]).set_index("passage_id")["colour"]
    assert 0 < len(part) < len(whole)
    assert part.to_dict() == whole.loc[part.index].to_dict()


def test_sources_are_coloured_as_in_the_bars(bundle):
    found, result = draw(bundle, colour_by="source")
    drawn = points(result).merge(found.points[["passage_id", "source"]], on="passage_id")
    for source, rank in source_ranks(bundle).items():
        assert set(drawn.loc[drawn["source"] == source, "colour"]) == {PALETTES["source"][rank]}


@pytest.mark.parametrize("colour_by", ["source", "narrative"])
def test_texts_without_a_source_are_called_so_in_the_readers_language(bundle, colour_by):
    with speaking("fr"):
        found, result = draw(bundle, colour_by=colour_by)
    drawn = [trace for trace in result.data if trace.type == "scattergl"]
    words = [trace.name for trace in drawn] if colour_by == "source" else [text for t in drawn for text in t.text]
    assert (found.points["source"] == NO_SOURCE).any()
    assert any("(sans source)" in text for text in words)
    assert not any(NO_SOURCE in text for text in words)


def test_dates_are_a_scale_of_days_and_undated_is_apart(bundle):
    found, result = draw(bundle, colour_by="date")
    traces = {trace.name: trace for trace in result.data}
    undated = set(found.points.loc[found.points["day"].isna(), "passage_id"])
    assert {int(key[0]) for key in traces["Undated"].customdata} == undated
    days = {
        int(key[0]): int(day) for key, day in zip(traces["Dated"].customdata, traces["Dated"].marker.color, strict=True)
    }
    first = found.points.dropna(subset="day").iloc[0]
    assert days[first["passage_id"]] == (first["day"] - pd.Timestamp("1970-01-01")).days
    bar = traces["Dated"].marker.colorbar
    assert [np.datetime64(text) for text in bar.ticktext] == [np.datetime64(int(t), "D") for t in bar.tickvals]


def test_a_sample_stands_on_the_density_of_all(bundle):
    found, result = draw(bundle, most=200)
    density = result.data[0]
    assert density.type == "heatmap"
    z = np.array(density.z, dtype=float)
    assert np.nansum(np.expm1(z)) == pytest.approx(found.density["passages"].sum()) == pytest.approx(600)
    assert len(points(result)) == len(found.points) < 600


def test_the_outline_is_drawn_where_it_is(bundle):
    _, result = draw(bundle, outlines=[((0.0, 0.0), (2.5, 0.0), (1.0, 3.0))])
    assert [shape.path for shape in result.layout.shapes] == ["M0.0,0.0L2.5,0.0L1.0,3.0Z"]
    assert len(draw(bundle)[1].layout.shapes) == 0


def test_markup_is_shown_and_not_run(variant):
    for colour_by in COLOUR_BY:
        _, result = draw(variant("hostile"), colour_by=colour_by)
        text = result.to_json()
        assert "onerror" in text
        assert "\\u003cimg" not in text
        assert "<img" not in text
        ids = [trace.uid for trace in result.data]
        assert [uid for uid in ids if uid and not re.fullmatch(r"[\w-]+", uid)] == [], "Plotly makes a selector of it"
        assert len({*ids}) == len(ids)


def test_labels_are_of_narratives_and_do_not_cover_each_other(bundle):
    found, result = draw(bundle)
    written = {a.text for a in result.layout.annotations}
    assert written <= set(found.narratives["label"])
    assert found.narratives["label"].iloc[0] in written
    places = {(row.x, row.y) for row in found.narratives.itertuples()}
    assert {(a.x, a.y) for a in result.layout.annotations} <= places


@pytest.mark.parametrize("colour_by", COLOUR_BY)
def test_no_passage_says_so(bundle, colour_by):
    _, result = draw(bundle, Selection(sources=("Nobody",)), colour_by=colour_by)
    assert len(result.data) == 0
    assert "None of the selected passages" in result.layout.annotations[0].text


def test_a_name_that_is_pointed_at_quotes_the_headline(by_hand, variant):
    _, result = draw(by_hand)
    quoted = {note.name: note.hovertext for note in result.layout.annotations}
    assert "“Gas is dear this winter” · Harbour Post, 7 January 2025" in quoted["0"].replace("<br>", " ")
    found, result = draw(variant("sixty-narratives"))
    assert found.themes
    assert not any(note.hovertext for note in result.layout.annotations if note.name is None)


def test_a_window_is_what_the_axes_show_and_names_are_written_inside_it(variant):
    window = (2.0, -4.0, 7.0, 4.0)
    found = labelled_map(variant("sixty-narratives"), Selection(), window)
    result = figure(found, colour_by="narrative", ranks={})
    assert (result.layout.xaxis.range, result.layout.yaxis.range) == ((2.0, 7.0), (-4.0, 4.0))
    assert 1 < len(result.layout.annotations) < len(found.named)
    for note in result.layout.annotations:
        part = (note.x - 2) / 5
        assert 0 <= part <= 1
        assert note.xanchor != "center" or 0.03 < part < 0.97
    boxes = [(n.x / 5 * 900, n.y / 8 * 560, len(n.text) * 3.6, n.xanchor) for n in result.layout.annotations]
    boxes = [(x + {"left": w, "right": -w, "center": 0}[a], y, w) for x, y, w, a in boxes]
    for i, (x, y, w) in enumerate(boxes):
        assert not any(abs(y - b) < 18 and abs(x - a) < w + h for a, b, h in boxes[:i])


def test_an_empty_window_can_still_be_left(bundle):
    result = figure(labelled_map(bundle, Selection(), (90.0, 90.0, 91.0, 91.0)), colour_by="source", ranks={})
    assert result.layout.xaxis.range == (90.0, 91.0)
    assert "No passage of this selection" in result.layout.annotations[0].text


@pytest.mark.parametrize("colour_by", COLOUR_BY)
def test_hits_are_bright_and_of_another_shape(bundle, colour_by):
    found = labelled_map(bundle, Selection(), find="harbour")
    result = figure(found, colour_by=colour_by, ranks={})
    other, hits = result.data
    assert {int(key[0]) for key in hits.customdata} == set(found.points.loc[found.points["hit"], "passage_id"])
    assert len(hits.x) + len(other.x) == 600
    assert (hits.marker.symbol, other.marker.symbol) == ("diamond", None)
    assert hits.marker.color == ACCENT != other.marker.color
    assert hits.name == "Matches harbour"
    none = figure(labelled_map(bundle, Selection(), find="<b>nowhere"), colour_by=colour_by, ranks={})
    assert [trace.name for trace in none.data] == ["Other passages"]
