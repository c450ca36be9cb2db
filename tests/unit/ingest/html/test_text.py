"""HTML as the text it shows."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.html.fragments import fragment
from filrouge.ingest.html.text import html_text
from tests.effort import at_most


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One.<br>Two.", "One.\nTwo."),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("a &amp;lt; b", "a &lt; b"),
        ("no tags\n\nat all &eacute;", "no tags\n\nat all é"),
        ("<p>wrapped\n  line</p>", "wrapped line"),
        ("<style>p{}</style>seen<template>not</template>", "seen"),
        ("<!>", ""),
    ],
)
def test_html_becomes_the_text_it_shows(markup: str, text: str) -> None:
    assert html_text(markup) == text


@given(st.lists(st.text("abcé ü&<>\"'", min_size=1, max_size=30).map(lambda t: f"x{t}x"), min_size=1, max_size=5))
def test_paragraphs_in_html_come_back_exactly(paragraphs: list[str]) -> None:
    markup = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    assert html_text(markup).split("\n\n") == [
        " ".join(p.split(" ")) for p in (" ".join(p.split()) for p in paragraphs)
    ]


def test_depth_costs_nothing() -> None:
    with at_most(5):
        assert html_text("<div>" * 50_000 + "deep" + "</div>" * 50_000) == "deep"


@given(st.text())
def test_any_text_is_read(markup: str) -> None:
    assert "\0" not in html_text("<p>" + markup)


@pytest.mark.parametrize(
    "piece", ["", "<html><head><title>A", "<!DOCTYPE html>", "</div></div>a", "\0<b>a", "<body>a</body>"]
)
def test_any_piece_of_a_page_has_elements(piece: str):
    assert fragment(piece).text_content().strip()[:1] in {"", "a", "A"}


PREVIEW = "Preview<br><b>of it</b>"
TOLD = "The ferry is laid up until the outer blocks of the quay are set again."


@pytest.mark.parametrize("hides", ["style='max-height:0;display:none'", "style='visibility: hidden'", "hidden"])
def test_a_preview_is_no_text(hides: str) -> None:
    assert html_text(f"<p>{TOLD}</p><div {hides}>{PREVIEW}</div><p>Two.</p>") == f"{TOLD}\n\nTwo."


@pytest.mark.parametrize(
    "markup",
    [
        f"<div style='display:none'><p>{TOLD}</p></div>",
        f"<p>{TOLD}</p><div style='display:none'><p>{TOLD}</p><p>{TOLD}</p></div>",
        f"<p>{TOLD * 9}</p>" + f"<p hidden>{TOLD}</p>" * 8,
        f"<p>{TOLD}</p><div hidden='until-found'>{PREVIEW}</div>",
    ],
)
def test_a_text_that_is_hidden_is_not_lost(markup: str) -> None:
    seen = html_text(markup.replace("hidden", "").replace("display:none", ""))
    assert html_text(markup) == seen
