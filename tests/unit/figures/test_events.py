import pandas as pd

from filrouge.figures.events import EventLayer
from filrouge.figures.theme import draw

FIRST, LAST = pd.Timestamp(2025, 1, 1), pd.Timestamp(2025, 12, 31)


def test_a_line_on_every_panel_and_a_number_where_there_is_room():
    days = tuple(pd.to_datetime(["2025-02-01", "2025-02-03", "2025-06-01"]))
    axes = {name: {"type": "date"} for name in ("xaxis", "xaxis2")} | {"xaxis3": {"type": "linear"}}
    layout = {**axes, "annotations": [{"text": "a title"}]}
    figure = draw([], height=300, layout=layout, events=EventLayer(days, FIRST, LAST))
    lines = [(shape.xref, pd.Timestamp(shape.x0)) for shape in figure.layout.shapes]
    assert lines == [(axis, day) for axis in ("x", "x2") for day in days]
    assert all((shape.yref, shape.y0, shape.y1) == (shape.xref.replace("x", "y") + " domain", 0, 1)
               for shape in figure.layout.shapes)  # fmt: skip
    assert [note.text for note in figure.layout.annotations] == ["a title", "1–2", "3", "1–2", "3"]


def test_no_axis_of_time_no_line():
    figure = draw([], height=300, events=EventLayer((FIRST,), FIRST, LAST))
    assert not figure.layout.shapes
