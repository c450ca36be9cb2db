import pandas as pd
import pytest

from filrouge.figures import theme


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    low, high = sorted([luminance(a), luminance(b)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [*theme.COLOURS, theme.GREY])
@pytest.mark.parametrize("ground", ["#FFFFFF", "#11151C"])
def test_every_colour_stands_out_on_white_and_on_dark(colour, ground):
    assert contrast(colour, ground) >= 3


def test_eight_colours_then_grey():
    assert len({theme.colour(i) for i in range(8)}) == 8
    assert {theme.colour(i) for i in (8, 99, -1, -2)} == {theme.GREY}
    assert theme.symbol(-1) == "circle-open"
    assert len({theme.symbol(i) for i in range(8)}) == 8
    assert len({(theme.colour(i), theme.symbol(i), theme.dash(i)) for i in range(8)}) == 8


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("<b>bold</b> & more", 60, "&lt;b&gt;bold&lt;/b&gt; &amp; more"),
        ("two\n lines\tof  text ", 60, "two lines of text"),
        ("abcdefghij", 10, "abcdefghij"),
        ("abcdefghijk", 10, "abcdefghi…"),
        ("abcdefgh ijk", 10, "abcdefgh…"),
        ("<<<<<<", 4, "&lt;&lt;&lt;…"),  # cut first, or an entity would be cut in two
        (None, 60, "None"),
        ("مرحبا بالعالم", 60, "مرحبا بالعالم"),
    ],
)
def test_plain_text(text, most, expected):
    assert theme.plain(text, most) == expected


def test_names_that_are_cut_to_the_same_stay_apart():
    texts = ["Harbour treaty signed in spring", "Harbour treaty signed in autumn", "Other", "Other"]
    short = theme.unique_plain(texts, 16)
    assert short[0].startswith("Harbour treaty")
    assert len(set(short)) == 4


def test_names_that_look_like_a_numbered_one_stay_apart():
    assert len(set(theme.unique_plain(["Post", "Post", "Post (2)"]))) == 3


def test_an_empty_figure_says_why():
    figure = theme.empty("No <b>document</b>.")
    assert len(figure.data) == 0
    assert [a.text for a in figure.layout.annotations] == ["No &lt;b&gt;document&lt;/b&gt;."]


@pytest.mark.parametrize(("text", "most", "lines"), [("", 10, 1), ("a b c", 3, 2), ("one two three", 7, 2)])
def test_wrap(text, most, lines):
    found = theme.wrap(text, most)
    assert len(found) == lines
    assert " ".join(found) == text
    assert pd.Series(found).str.len().max() <= most


def test_what_an_empty_figure_says_fits_a_phone():
    said = "No narrative rises beyond what the output of its sources explains."
    lines = theme.empty(said).layout.annotations[0].text.split("<br>")
    assert " ".join(lines) == said
    assert max(map(len, lines)) <= 38
