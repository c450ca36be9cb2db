"""A chart in its card: title, sentence, figure, caption, downloads; clicks and outlines come back as values."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from components import address, chart_cache, failures, narrative_door, options, report, screen
from components.markdown import as_text
from components.screen import Screen
from filrouge.chart import Chart, Spec
from filrouge.charts import placed, specs
from filrouge.charts.methods import method_of
from filrouge.explore.fields import LinkContext
from filrouge.explore.view import fields
from filrouge.export import PICTURES, SCALES, chrome, csv_bytes, file_bytes, formats_of, printed_caption, titled
from filrouge.export.page import CONFIG
from filrouge.export.provenance import common, provenance
from filrouge.figures.printing import AS_IT_IS, SIZES, Print, print_layout
from filrouge.i18n import _

_DRAWN_BY_BROWSER = (".svg", ".png")
_LEFT_OUT = ("toImage", "autoScale2d")

# Streamlit's own selection sends every selected point up and reports no click on heat maps, lines and areas. This
# part stands in the card beside the chart, draws its files with the Plotly that is on the page, and sends back only
# the key of a clicked point or name, the corners of an outline or the ends of a stretch of time.
_tools = st.components.v2.component(
    "filrouge_chart_tools",
    html='<div class="tools"><span class="modes" role="group"></span><button type="button" class="svg">SVG</button>'
    '<button type="button" class="png">PNG</button><span role="status" class="status"></span></div>',
    css=Path(__file__).with_name("chart_tools.css").read_text("utf-8"),
    js=Path(__file__).with_name("chart_tools.js").read_text("utf-8"),
)


Click = Callable[[list[Any]], None]


def chart_card(
    shown: Screen,
    name: str,
    *,
    on_point: Click | None = None,
    on_region: Callable[[list[list[float]]], None] | None = None,
    on_span: Callable[[Chart], Callable[[date, date], None]] | None = None,
    on_window: Callable[[list[float]], None] | None = None,
    with_options: bool = False,
) -> Chart:
    """Show a chart of the view in its card, and return it.

    Parameters
    ----------
    name : of its `Spec`.
    on_point : called with the `customdata` of a clicked mark, before the next run; sets the options that the `Spec`
        names for clicks unless it is given.
    on_region : called with the corners of a box or lasso in axis units; an empty list when it is cleared.
    on_span : given the chart, what is called with the first and last day of a stretch drawn along the axis of time.
    on_window : called with left, bottom, right and top edge of what is seen once the reader has zoomed or moved, in
        axis units; an empty list when it is the whole again.
    with_options : whether widgets of its options stand over it.
    """
    spec = specs()[name]
    if with_options:
        options.of_chart(shown, spec.fields)
    chart = chart_of(shown, name)
    on_point = on_point or (_chosen_by(shown, spec) if spec.click else None)
    spanned = on_span(chart) if on_span else None
    tools = None
    if chart.figure is not None:
        tools = partial(_chart_tools, chart, name, on_point, on_region, spanned, on_window)
    with table_card(shown, chart, tools):
        if chart.figure is not None:
            # Streamlit takes lasso and box out of the chart's own tools: they are buttons beneath it. What the chart
            # calls its home is the window it was drawn with, and not the whole map.
            left_out = [*_LEFT_OUT, *(["resetScale2d"] if on_window else [])]
            config = {**CONFIG, "scrollZoom": False, "modeBarButtonsToRemove": left_out}
            # What says that there is nothing to draw stays in sight on any screen.
            wide = spec.wide and len(chart.figure.data) > 0
            with st.container(key=f"{'wide' if wide else 'fitted'}-{name}"):
                st.plotly_chart(chart.figure, key=f"chart-{name}", config=config, alt=chart.alt)
    return chart


@contextmanager
def table_card(
    shown: Screen, chart: Chart, tools: Callable[[], None] | None = None, more: Callable[[], None] | None = None
) -> Iterator[None]:
    """The card of a chart, around the table or figure that is drawn in it; `tools` and `more` draw what stands before
    and behind the buttons that every card has.
    """
    with st.container(border=True, key=f"card-{chart.name}"):
        st.subheader(as_text(chart.title), anchor=False)
        st.html(f'<p class="fr-sentence">{escape(chart.sentence)}</p>')
        yield
        st.html(f'<p class="fr-caption">{escape(chart.caption)}</p>')
        method_below(chart.name)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if tools:
                tools()
            _card_buttons(shown, chart)
            if more:
                more()


def method_below(name: str) -> None:
    """How a chart is computed, one click away under its caption; nothing where the caption says all."""
    if method := method_of(name):
        summary = escape(_("How this is computed"))
        st.html(f'<details class="fr-method"><summary>{summary}</summary>{escape(method)}</details>')


def _card_buttons(shown: Screen, chart: Chart) -> None:
    """What can be done with a chart in its card: take its numbers, other files, put it into the report."""
    csv_button(chart.name, lambda: chart)
    if st.button(_("Export…"), key=f"export-{chart.name}", help=_("Other formats, with your own title and notes")):
        st.dialog(_("Export"))(_export)(chart, chart.name)
    report.add_button(shown, chart.name, lambda: chart)


def chart_of(shown: Screen, name: str) -> Chart:
    """A chart of the view that knows its link at the address of this dashboard; what takes seconds is kept.

    Raises
    ------
    ViewError : the view does not say what it is about, or has nothing to compare.
    """
    spec = specs()[name]
    view = spec.view(shown.view)
    found = [chart_cache.found(spec, shown.bundle, view)] if spec.find else []
    found += [chart_cache.ready(used, shown.bundle, view) for used in spec.uses]
    chart = spec.make(shown.bundle, view, *found)
    return placed(chart, shown.bundle, view, address=screen.address(), name=shown.name)


def _chosen_by(shown: Screen, spec: Spec) -> Click:
    def choose(customdata: list[Any]) -> None:
        read = LinkContext(shown.bundle)
        values = zip(spec.click, customdata, strict=False)
        address.choose(**{name: fields()[name].codec.read(str(value), read) for name, value in values})

    return choose


def _modes(on_region: object, on_span: object) -> dict[str, str]:
    """What a drag can do that the chart's own tools do not offer, and how its button is called."""
    if on_region:
        return {"lasso": _("Lasso"), "select": _("Box"), "pan": _("Move")}
    return {"select": _("Choose days")} if on_span else {}


def _chart_tools(
    chart: Chart,
    key: str,
    on_point: Callable[[list[Any]], None] | None,
    on_region: Callable[[list[list[float]]], None] | None,
    on_span: Callable[[date, date], None] | None,
    on_window: Callable[[list[float]], None] | None,
) -> None:
    name = f"tools-{key}"

    def point() -> None:
        found = st.session_state[name].point
        if on_point and found:
            on_point(found)

    def region() -> None:
        found = st.session_state[name].region
        if on_region and found is not None:
            on_region(found["corners"])

    def span() -> None:
        found = st.session_state[name].span
        if on_span and found:
            first, last = (date.fromisoformat(str(day)[:10]) for day in found)
            on_span(first, last)

    def window() -> None:
        found = st.session_state[name].window
        if on_window and found is not None:
            on_window(found["edges"])

    _tools(
        key=name,
        data=_drawing(chart, key)
        | {
            "points": on_point is not None,
            "regions": on_region is not None,
            "spans": on_span is not None,
            "windows": on_window is not None,
            "modes": _modes(on_region, on_span),
        },
        on_point_change=point,
        on_region_change=region,
        on_span_change=span,
        on_window_change=window,
        on_narrative_change=partial(_open_named, name),
        width="content",
    )


def _open_named(key: str) -> None:
    """A click on the name of a narrative that is written on a chart."""
    found = st.session_state[key].narrative
    if found is not None:
        narrative_door.open_narrative(int(found))


def _drawing(chart: Chart, key: str, printed: Print = AS_IT_IS, scale: int = 2) -> dict[str, Any]:
    """What the browser needs to draw a chart as a file: its print layout, and what the file says of itself."""
    shown = titled(chart, printed)
    layout = print_layout(
        chart.figure, shown.title, shown.sentence, printed.notes, printed_caption(chart), printed.size
    )
    return {
        "card": key,
        "layout": json.loads(json.dumps(layout, cls=PlotlyJSONEncoder)),  # days and arrays as Plotly writes them
        "scale": scale,
        "file": chart.name,
        "about": common(shown, provenance(chart, printed)),
        "words": {
            "early": _("The chart is not drawn yet."),
            "drawing": _("Drawing…"),
            "failed": _("The file could not be drawn: {why}"),
        },
    }


def _export(chart: Chart, key: str) -> None:
    """The dialog: words and size for print, and every format."""

    def own(label: str, value: str, name: str) -> str:
        typed = st.text_area(label, value, key=f"_{name}_{key}", height=68 if len(value) < 90 else "content")
        return "" if typed == value else typed

    title = own(_("Title"), chart.title, "title")
    subtitle = own(_("Subtitle"), chart.sentence, "subtitle")
    notes = own(_("Notes"), "", "notes")
    size, scale = AS_IT_IS.size, 2
    if chart.figure is not None:
        with st.container(horizontal=True):
            size = st.segmented_control(
                _("Size"), list(SIZES), default=size, format_func=lambda s: _(SIZES[s].name), required=True,
                key=f"_size_{key}",
            )  # fmt: skip
            scale = st.segmented_control(
                _("PNG resolution"), SCALES, default=scale, format_func="{}×".format, required=True,
                key=f"_scale_{key}",
            )  # fmt: skip
    printed = Print(title, subtitle, notes, size)
    st.html(f'<p class="fr-caption">{escape(printed_caption(chart))}</p>')
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if chart.figure is not None:
            _tools(key=f"tools-export-{key}", data=_drawing(chart, key, printed, scale), width="content")
        for ending in formats_of(chart):
            if ending in _DRAWN_BY_BROWSER:
                continue
            if ending in PICTURES and chart.figure is None:
                continue
            st.download_button(
                ending[1:].upper(),
                data=failures.download(partial(file_bytes, chart, ending, printed)),
                file_name=f"{chart.name}{ending}",
                key=f"{ending}-{key}",
                on_click="ignore",
                disabled=ending in PICTURES and chrome.browser_path() is None,
            )
    if chart.figure is not None and chrome.browser_path() is None:
        st.caption(_("PDF needs Chrome or Chromium, and the server has neither. The other formats work without it."))
    if chart.link:
        st.caption(_("Link to this view. Exported files contain it too; filrouge trace reads it:"))
        st.code(chart.link, language=None, wrap_lines=True)


def csv_button(name: str, make: Callable[[], Chart], *, label: str = "CSV") -> None:
    """A button that downloads the numbers of a chart, which `make` gives once it is pressed."""
    st.download_button(
        label,
        data=failures.download(lambda: csv_bytes(make())),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv-{name}",
        on_click="ignore",
        help=_("The numbers, with their caption"),
    )
