from itertools import combinations

import numpy as np
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


EVERY = [colour for palette in theme.PALETTES.values() for colour in palette]

# Complete loss, on linear RGB. Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of
# color vision deficiency.
SEEN = {
    "all colours": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
# Linear RGB to OKLab. Ottosson 2020, A perceptual color space for image processing.
CONES = [
    [0.41222147, 0.53633254, 0.05144599],
    [0.21190350, 0.68069955, 0.10739696],
    [0.08830246, 0.28171884, 0.62997870],
]
LAB = [
    [0.21045426, 0.79361779, -0.00407205],
    [1.97799850, -2.42859221, 0.45059371],
    [0.02590404, 0.78277177, -0.80867577],
]


def distances(first, second, seen="all colours") -> np.ndarray:
    """A hundred times the distance in OKLab of each colour to each."""
    places = []
    for colours in (first, second):
        rgb = np.array([[int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] for colour in colours])
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        places.append(
            np.cbrt(np.clip(linear @ np.transpose(SEEN[seen]), 0, 1) @ np.transpose(CONES)) @ np.transpose(LAB)
        )
    return 100 * np.linalg.norm(places[0][:, None] - places[1][None], axis=2)


@pytest.mark.parametrize("colour", [*EVERY, theme.GREY, theme.ACCENT])
@pytest.mark.parametrize("ground", ["#FFFFFF", "#11151C"])
def test_every_colour_stands_out_on_white_and_on_dark(colour, ground):
    assert contrast(colour, ground) >= 3


@pytest.mark.parametrize(
    ("seen", "least"), [("all colours", 13), ("protanopia", 6), ("deuteranopia", 6), ("tritanopia", 6)]
)
@pytest.mark.parametrize("kind", theme.PALETTES)
def test_colours_of_a_kind_stay_apart_for_all_eyes(kind, seen, least):
    palette = theme.PALETTES[kind]
    apart = distances(palette, palette, seen)[~np.eye(len(palette), dtype=bool)]
    assert apart.min() >= least


def test_no_colour_of_a_kind_is_taken_for_one_of_another():
    assert len(set(EVERY)) == len(EVERY)
    groups = [*theme.PALETTES.values(), (theme.ACCENT,), (theme.GREY,)]
    for first, second in combinations(groups, 2):
        assert distances(first, second).min() >= 8


@pytest.mark.parametrize("kind", theme.PALETTES)
def test_the_largest_have_colours_and_the_rest_is_grey(kind):
    n = len(theme.PALETTES[kind])
    assert [theme.colour(kind, rank) for rank in range(n)] == list(theme.PALETTES[kind])
    assert {theme.colour(kind, rank) for rank in (n, 99, -1, -2)} == {theme.GREY}
    assert theme.symbol(-1) == "circle-open"
    assert len({theme.symbol(rank) for rank in range(8)}) == 8
    assert len({(theme.colour(kind, rank), theme.symbol(rank), theme.dash(rank)) for rank in range(n)}) == n


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
    said = "No narrative rises more than the output of its sources explains."
    lines = theme.empty(said).layout.annotations[0].text.split("<br>")
    assert " ".join(lines) == said
    assert max(map(len, lines)) <= 38


def test_names_are_cut_between_words():
    assert theme.plain("Closure of the oyster beds", 20) == "Closure of the…"
    assert theme.plain("Closure of the oyster beds°", 20) == "Closure of the…°"
    assert theme.plain("Austernbänkesperrungsverordnung", 20) == "Austernbänkesperrun…"
    assert theme.wrapped("A <b>quotation</b> of some length", 20) == "A &lt;b&gt;quotation&lt;/b&gt;<br>of some length"
