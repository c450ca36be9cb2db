"""Over all charts of the demo, a colour is of one thing, whatever is selected and exported."""

import re
from collections import defaultdict

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import ViewError
from filrouge.explore.names import language_name, source_name
from filrouge.explore.selection import Selection
from filrouge.explore.sides import SIDES
from filrouge.explore.timeline import KINDS
from filrouge.explore.topic_map import COLOURS
from filrouge.explore.view import View
from filrouge.export import html_text
from filrouge.figures.theme import ACCENT, GREY, PALETTES, unique_plain
from filrouge.i18n import speaking
from filrouge.report.native import native
from tests.charted import CHARTS

OWNER = {colour: kind for kind, palette in PALETTES.items() for colour in palette}
HEX = re.compile(r"#[0-9A-Fa-f]{6}\b")


def views(bundle: Bundle, selection: Selection) -> list[View]:
    """Every chart of every page, with each option that colours something else."""
    sources = bundle.sources["source"].tolist()
    found = [
        View(page, selection, chart=chart, about=about)
        for page, charts in CHARTS.items()
        for chart in charts
        for about in ((0, 3) if page in {"compare", "findings"} else (None,))
    ]
    found += [View("timeline", selection, kind=kind) for kind in KINDS]
    for chart in ("topic-map", "map-sides"):
        found += [View("topic-map", selection, chart=chart, colour=colour) for colour in COLOURS]
        found.append(View("topic-map", selection, chart=chart, find="gas"))
    groups = {"group_a": tuple(sources[:2]), "group_b": tuple(sources[2:4])}
    for sides in SIDES:
        for chart in ("compare", "compare-words"):
            found.append(View("compare", selection, chart=chart, sides=sides, **groups if sides == "groups" else {}))
    found.append(View("compare", selection, compare=tuple(sources[6:1:-1])))
    return found


def charts(bundle: Bundle, selection: Selection):
    for view in views(bundle, selection):
        try:
            chart = page_chart(bundle, view)
        except ViewError:
            continue  # such as an outline that none has drawn
        if chart.figure is not None:
            yield view, chart


def names(bundle: Bundle) -> dict[str, str]:
    """What each name on a chart is: a narrative, a source or a language. Names are cut to many lengths."""
    known = {}
    for kind, texts in (
        ("narrative", list(bundle.labels.values())),
        ("source", [source_name(source) for source in bundle.sources["source"]]),
        ("language", [language_name(code) for code in bundle.manifest["languages"]]),
    ):
        for most in range(24, 61):
            known |= dict.fromkeys(unique_plain(texts, most), kind)
    return known


def painted(figure) -> list[tuple[str, str]]:
    """Each name that is drawn in one colour, and the colour."""
    found = []
    for trace in figure.data:
        marker, line = getattr(trace, "marker", None), getattr(trace, "line", None)
        for part in (marker, line):
            colour = getattr(part, "color", None)
            if isinstance(colour, str) and trace.name:
                found.append((trace.name, colour))
            elif isinstance(colour, tuple | list) or hasattr(colour, "tolist"):
                rows = trace.y if trace.type == "bar" or trace.yaxis == "y2" else []
                found += [(str(row), str(one)) for row, one in zip(rows, colour, strict=False) if HEX.match(str(one))]
    return found


def test_a_colour_is_of_one_thing_on_every_chart(demo):
    known, things = names(demo), defaultdict(set)
    some = Selection(sources=tuple(demo.sources["source"][1:6]), languages=("fr", "en"))
    drawn = 0
    for selection in (Selection(), some):
        for view, chart in charts(demo, selection):
            for name, colour in painted(chart.figure):
                if kind := known.get(name):
                    drawn += 1
                    assert OWNER.get(colour, kind) == kind, (view, name, colour)
                    if kind != "narrative" or colour in OWNER:
                        things[kind, name[:23]].add(colour)
    assert drawn > 300
    assert {kind for kind, _name in things} == {"narrative", "source", "language"}
    changed = {thing: colours for thing, colours in things.items() if len(colours) > 1}
    assert not changed
    shown = [colour for colours in things.values() for colour in colours if colour not in {GREY, ACCENT}]
    assert len(shown) == len(set(shown)), "two things of one colour"


def test_groups_and_periods_have_colours_of_neither_sources_nor_narratives(demo):
    sources = demo.sources["source"].tolist()
    for sides in (
        {"sides": "periods"},
        {"sides": "groups", "group_a": tuple(sources[:2]), "group_b": tuple(sources[2:4])},
    ):
        figure = page_chart(demo, View("compare", Selection(), **sides)).figure
        assert {trace.marker.color for trace in figure.data if trace.marker.color} == set(PALETTES["side"])


def test_what_is_exported_has_the_colours_of_the_page(demo):
    view = View("overview", Selection(), chart="sources")
    shown = page_chart(demo, view)
    colours = list(shown.figure.data[0].marker.color)
    assert colours[: len(PALETTES["source"])] == list(PALETTES["source"])
    html = html_text(shown)
    assert all(colour in html for colour in colours)
    assert native(shown.figure).points == colours
    with speaking("fr"):
        assert list(page_chart(demo.speaking("fr"), view).figure.data[0].marker.color) == colours
