import pandas as pd

from filrouge.figures.events import draw_events
from filrouge.figures.theme import draw

FIRST, LAST = pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 12, 31)


def test_a_line_on_every_panel_and_a_number_where_there_is_room():
    axes = {name: {"type": "date"} for name in ("xaxis", "xaxis2")} | {"xaxis3": {"type": "linear"}}
    figure = draw([], height=300, layout={**axes, "annotations": [{"text": "a title"}]})
    days = pd.Series(pd.to_datetime(["2025-02-01", "2025-02-03", "2025-06-01"]))
    draw_events(figure, days, FIRST, LAST)
    lines = [(shape.xref, pd.Timestamp(shape.x0)) for shape in figure.layout.shapes]
    assert lines == [(axis, day) for axis in ("x", "x2") for day in days]
    assert all((shape.yref, shape.y0, shape.y1) == (shape.xref.replace("x", "y") + " domain", 0, 1)
               for shape in figure.layout.shapes)  # fmt: skip
    assert [note.text for note in figure.layout.annotations] == ["a title", "1–2", "3", "1–2", "3"]


def test_no_axis_of_time_no_line():
    figure = draw([], height=300)
    draw_events(figure, pd.Series([FIRST]), FIRST, LAST)
    assert not figure.layout.shapes
