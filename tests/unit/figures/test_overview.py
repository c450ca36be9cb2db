import pandas as pd
import pytest

from filrouge.charts import source_ranks
from filrouge.explore.overview import OTHER_SOURCES, documents_by_source, documents_over_time
from filrouge.explore.selection import Selection
from filrouge.figures.overview import bars
from filrouge.figures.overview import documents_over_time as draw
from filrouge.figures.theme import COLOURS, GREY
from filrouge.schema import NO_SOURCE


@pytest.mark.parametrize("name", ["full", "forty-sources", "one-source", "arabic"])
def test_the_stacked_bars_are_the_frame(variant, name):
    opened = variant(name)
    frame, period, *_ = documents_over_time(opened, Selection())
    result = draw(frame, period=period, ranks=source_ranks(opened))
    assert [t.name for t in result.data] == frame["source"].drop_duplicates().tolist()
    for trace in result.data:
        rows = frame[frame["source"] == trace.name]
        assert list(trace.y) == rows["documents"].tolist()
        assert pd.to_datetime(list(trace.x)).tolist() == rows["start"].tolist()
    assert result.layout.barmode == "stack"


def test_colours_are_pinned_and_the_rest_is_grey(variant):
    opened = variant("forty-sources")
    frame, period, *_ = documents_over_time(opened, Selection())
    result = draw(frame, period=period, ranks=source_ranks(opened))
    ranks = source_ranks(opened)
    for trace in result.data:
        pinned = ranks.get(trace.name, 99) < len(COLOURS)
        assert trace.marker.color == (COLOURS[ranks[trace.name]] if pinned else GREY)
    assert (
        {OTHER_SOURCES} <= {t.name for t in result.data if t.marker.pattern.shape == "/"} <= {OTHER_SOURCES, NO_SOURCE}
    )


def test_horizontal_bars_are_the_first_rows(variant):
    opened = variant("forty-sources")
    frame = documents_by_source(opened, Selection())
    result = bars(frame, value="documents", name="source", most=5)
    (trace,) = result.data
    assert list(trace.x) == frame["documents"].head(5).tolist()
    assert list(trace.y) == frame["source"].head(5).tolist()
    assert list(trace.text) == [f"{n:,}" for n in frame["documents"].head(5)]
    assert result.layout.yaxis.autorange == "reversed"


def test_names_that_are_cut_to_the_same_stay_apart():
    same = "The Daily Gazette of the Northern Harbour and the "
    frame = pd.DataFrame({"source": [same + "Isles", same + "Straits"], "documents": [2, 1]})
    result = bars(frame, value="documents", name="source")
    assert len(set(result.data[0].y)) == 2


def test_markup_is_shown_and_not_run():
    frame = pd.DataFrame({"source": ["<img src=x onerror=alert(1)>", "A & B"], "documents": [2, 1]})
    result = bars(frame, value="documents", name="source")
    assert list(result.data[0].y) == ["&lt;img src=x onerror=alert(1)&gt;", "A &amp; B"]


def test_names_that_are_numbers_stay_names():
    frame = pd.DataFrame({"source": ["24", "20", "2024"], "documents": [3, 2, 1]})
    result = bars(frame, value="documents", name="source")
    assert result.layout.yaxis.type == "category"


def test_nothing_says_so():
    empty = pd.DataFrame({"source": [], "documents": [], "start": []})
    assert "no document" in bars(empty, value="documents", name="source").layout.annotations[0].text
    assert "No document" in draw(empty, period="week", ranks={}).layout.annotations[0].text
