"""A chart in its card: title, sentence, figure, caption, downloads; clicks and outlines come back as values."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from filrouge.chart import Chart
from filrouge.export import csv_text
from filrouge.figures.theme import print_layout

_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "scrollZoom": False,
    "modeBarButtonsToRemove": ["toImage", "autoScale2d"],
}

# Streamlit's own selection sends every selected point up and reports no click on heat maps, lines and areas. This
# part stands in the card beside the chart, draws its files with the Plotly that is on the page, and sends back only
# the key of a clicked point or the corners of an outline.
_tools = st.components.v2.component(
    "filrouge_chart_tools",
    html='<div class="tools"><button type="button" class="svg">SVG</button>'
    '<button type="button" class="png">PNG</button><span role="status" class="status"></span></div>',
    css=Path(__file__).with_name("chart_tools.css").read_text("utf-8"),
    js=Path(__file__).with_name("chart_tools.js").read_text("utf-8"),
)


def chart_card(
    chart: Chart,
    *,
    key: str,
    on_point: Callable[[list[Any]], None] | None = None,
    on_region: Callable[[list[list[float]]], None] | None = None,
) -> None:
    """Show a chart.

    Parameters
    ----------
    key : unique on the page.
    on_point : called with the `customdata` of a clicked mark, before the next run.
    on_region : called with the corners of a box or lasso in axis units; an empty list when it is cleared.
    """
    with st.container(border=True, key=f"card-{key}"):
        st.subheader(chart.title, anchor=False)
        st.html(f'<p class="fr-sentence">{escape(chart.sentence)}</p>')
        if chart.figure is not None:
            config = {**_CONFIG, "modeBarButtonsToAdd": ["select2d", "lasso2d"] if on_region else []}
            st.plotly_chart(chart.figure, key=f"chart-{key}", config=config, alt=chart.alt)
        st.html(f'<p class="fr-caption">{escape(chart.caption)}</p>')
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if chart.figure is not None:
                _chart_tools(chart, key, on_point, on_region)
            csv_button(chart.name, lambda: chart, key=key)


def _chart_tools(
    chart: Chart,
    key: str,
    on_point: Callable[[list[Any]], None] | None,
    on_region: Callable[[list[list[float]]], None] | None,
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

    layout = print_layout(chart.figure, chart.title, chart.caption).to_plotly_json()
    _tools(
        key=name,
        data={"layout": layout, "file": chart.name, "points": on_point is not None, "regions": on_region is not None},
        on_point_change=point,
        on_region_change=region,
        width="content",
    )


def csv_button(name: str, chart: Callable[[], Chart], *, key: str, label: str = "CSV") -> None:
    """A button that downloads the numbers of a chart; they are written only when it is pressed."""
    st.download_button(
        label,
        data=lambda: ("\ufeff" + csv_text(chart())).encode("utf-8"),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"csv-{key}",
        on_click="ignore",
        help="The numbers, with their caption",
    )
