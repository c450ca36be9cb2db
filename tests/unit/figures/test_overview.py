import pandas as pd
import pytest

from filrouge.chart import source_ranks
from filrouge.explore.overview import (
    OTHER_SOURCES,
    by_theme,
    documents_by_source,
    documents_over_time,
    narratives_by_size,
)
from filrouge.explore.selection import Selection
from filrouge.figures.overview import bars
from filrouge.figures.overview import documents_over_time as draw
from filrouge.figures.theme import GREY, PALETTES
from filrouge.schema import NO_SOURCE
from filrouge.wording.amounts import documents_text
from filrouge.wording.labels import labelled, theme_names
from tests.unit.explore.by_hand import FISH, GAS, VOTE


@pytest.mark.parametrize("name", ["full", "forty-sources", "one-source", "arabic"])
def test_the_stacked_bars_are_the_frame(variant, name):
    opened = variant(name)
    frame, period, *_ = documents_over_time(opened, Selection())
    result = draw(frame, period=period, ranks=source_ranks(opened))
    assert [t.name for t in result.data] == frame["source"].drop_duplicates().tolist()
    for trace in result.data:
        rows = frame[frame["source"] == trace.name]
        assert list(trace.y) == rows["documents"].tolist()
        said = [documents_text(*size) for size in zip(rows["documents"], rows["texts"], strict=True)]
        assert [key[1] for key in trace.customdata] == said
        assert pd.to_datetime(list(trace.x)).tolist() == rows["start"].tolist()
    assert result.layout.barmode == "stack"


def test_colours_are_pinned_and_the_rest_is_grey(variant):
    opened = variant("forty-sources")
    frame, period, *_ = documents_over_time(opened, Selection())
    result = draw(frame, period=period, ranks=source_ranks(opened))
    ranks = source_ranks(opened)
    for trace in result.data:
        pinned = ranks.get(trace.name, 99) < len(PALETTES["source"])
        assert trace.marker.color == (PALETTES["source"][ranks[trace.name]] if pinned else GREY)
    assert (
        {OTHER_SOURCES} <= {t.name for t in result.data if t.marker.pattern.shape == "/"} <= {OTHER_SOURCES, NO_SOURCE}
    )


def test_horizontal_bars_are_the_first_rows(variant):
    opened = variant("forty-sources")
    frame = documents_by_source(opened, Selection())
    frame.loc[0, "texts"] -= 1
    result = bars(frame, name="source", colours=[GREY] * len(frame), most=5)
    (trace,) = result.data
    assert list(trace.x) == frame["documents"].head(5).tolist()
    assert list(trace.y) == frame["source"].head(5).tolist()
    sizes = list(zip(frame["documents"].head(5), frame["texts"].head(5), strict=True))
    assert list(trace.text) == [f"{n:,}" if n == texts else f"{n:,} ({texts:,})" for n, texts in sizes]
    assert any(n > texts for n, texts in sizes)
    assert result.layout.yaxis.autorange == "reversed"


def test_narratives_of_a_theme_stand_between_lines_and_name_it_when_pointed_at(by_hand):
    frame = labelled(by_theme(narratives_by_size(by_hand, Selection())), by_hand)
    frame["theme_label"] = frame["theme"].map(theme_names(by_hand))
    result = bars(frame, name="label", colours=[GREY] * len(frame), group="theme_label", key="narrative")
    (trace,) = result.data
    assert list(trace.y) == ["gas price", "fishing ban°", "overseas vote"]
    assert [list(key) for key in trace.customdata] == [
        [GAS, "4 documents (3 independent texts)<br>Theme: gas price / fishing ban"],
        [FISH, "3 documents (2 independent texts)<br>Theme: gas price / fishing ban"],
        [VOTE, "3 documents<br>Theme: overseas vote"],
    ]
    assert [(line.y0, line.y1) for line in result.layout.shapes] == [(1.5, 1.5)]
    assert not bars(frame[1:], name="label", colours=[GREY] * len(frame), group="theme_label").layout.shapes, (
        "every theme is one bar"
    )


def test_markup_in_the_name_of_a_theme_is_shown_and_not_run():
    frame = pd.DataFrame({"label": ["a"], "documents": [1], "texts": [1], "theme": ["<img src=x onerror=alert(1)>"]})
    assert "<img" not in str(bars(frame, name="label", colours=[GREY] * len(frame), group="theme").data[0].customdata)


def test_names_that_are_cut_to_the_same_stay_apart():
    same = "The Daily Gazette of the Northern Harbour and the "
    frame = pd.DataFrame({"source": [same + "Isles", same + "Straits"], "documents": [2, 1], "texts": [2, 1]})
    result = bars(frame, name="source", colours=[GREY] * len(frame))
    assert len(set(result.data[0].y)) == 2


def test_markup_is_shown_and_not_run():
    frame = pd.DataFrame({"source": ["<img src=x onerror=alert(1)>", "A & B"], "documents": [2, 1], "texts": [2, 1]})
    result = bars(frame, name="source", colours=[GREY] * len(frame))
    assert list(result.data[0].y) == ["&lt;img src=x onerror=alert(1)&gt;", "A &amp; B"]


def test_names_that_are_numbers_stay_names():
    frame = pd.DataFrame({"source": ["24", "20", "2024"], "documents": [3, 2, 1], "texts": [3, 2, 1]})
    result = bars(frame, name="source", colours=[GREY] * len(frame))
    assert result.layout.yaxis.type == "category"


def test_nothing_says_so():
    empty = pd.DataFrame({"source": [], "documents": [], "texts": [], "start": []})
    assert "no document" in bars(empty, name="source", colours=[GREY] * len(empty)).layout.annotations[0].text
    assert "No document" in draw(empty, period="week", ranks={}).layout.annotations[0].text
