import re

import pytest

from filrouge.figures import theme
from filrouge.figures.printing import SIZES, for_print


def lines_of(figure) -> list[str]:
    return re.sub(r"</?span[^>]*>", "", figure.layout.title.text).split("<br>")


def test_a_figure_for_print_keeps_the_data_and_adds_its_words():
    figure = theme.draw([{"type": "bar", "x": [1, 2], "y": ["a", "b"], "name": "bars"}], height=300, legend=True)
    figure.add_annotation(text="a mark", x=1, y=1)
    before = figure.to_json()
    caption = "Documents from <Le Phare>. 3 of 8 documents. " * 12
    printed = for_print(figure, "A <title>", "It rises.", "Noted by hand.", caption)
    assert figure.to_json() == before, "the figure on screen must stay as it is"
    assert [trace.to_plotly_json() for trace in printed.data] == [trace.to_plotly_json() for trace in figure.data]
    assert [a.text for a in printed.layout.annotations] == ["a mark"]
    title, subtitle, notes, *lines = lines_of(printed)
    assert (title, subtitle, notes) == ("A &lt;title&gt;", "It rises.", "Noted by hand.")
    assert " ".join(lines) == caption.strip().replace("<", "&lt;").replace(">", "&gt;")
    assert len(lines) > 2
    assert printed.layout.margin.t > 16 * len(lines)
    assert printed.layout.height > 300 + 16 * len(lines)
    assert (printed.layout.paper_bgcolor, printed.layout.plot_bgcolor) == ("white", "white")
    assert printed.layout.hovermode is False


@pytest.mark.parametrize("size", SIZES)
def test_every_size_has_type_that_can_be_read_where_it_goes(size):
    figure = theme.draw([{"type": "bar", "x": [1], "y": [1]}], height=300)
    layout = for_print(figure, "T", "S", "", "C " * 300, size).layout
    chosen = SIZES[size]
    assert layout.font.size == chosen.font > 13
    assert layout.width >= chosen.width
    if chosen.ratio:
        assert layout.width / layout.height == pytest.approx(chosen.ratio, rel=0.01)


def test_what_is_taller_than_a_slide_keeps_the_shape_of_a_slide():
    figure = theme.draw([{"type": "bar", "x": [1], "y": [1]}], height=1500)
    layout = for_print(figure, "T", "", "", "C", "slide").layout
    assert layout.height > 1500
    assert layout.width / layout.height == pytest.approx(16 / 9, rel=0.01)


def test_a_long_legend_gets_its_room():
    names = [f"A narrative with a long name, number {i}" for i in range(20)]
    figures = [
        theme.draw([{"type": "bar", "x": [1], "y": [1], "name": n} for n in names[:k]], height=300, legend=True)
        for k in (1, 20)
    ]
    few, many = (for_print(figure, "t", "", "", "c").layout.height for figure in figures)
    assert many > few + 24 * 4


def test_labels_above_a_matrix_stand_below_the_caption():
    def printed(label):
        trace = {"type": "heatmap", "x": [label], "y": ["A"], "z": [[1]]}
        axis = {"type": "category", "side": "top", "tickangle": -35}
        return for_print(theme.draw([trace], height=300, layout={"xaxis": axis}), "t", "", "", "c" * 300).layout

    short, long = printed("x"), printed("A narrative with a long name")
    rise = long.margin.t - short.margin.t
    assert rise == pytest.approx(27 * 0.5 * 0.57 * short.font.size, rel=0.25)
    assert long.height - short.height == pytest.approx(rise, abs=1.5)
