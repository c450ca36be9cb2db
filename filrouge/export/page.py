"""What every web page that leaves holds: figures that stay interactive, and nothing that reaches the network."""

import json
from typing import Final

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

# Nothing may be fetched or sent, whatever a text holds. Plotly's WebGL traces compile functions.
_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; "
    "form-action 'none'; base-uri 'none'"
)
POLICY_TAG: Final = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
"""Stands before anything else in the head of a page, after its encoding."""

CONFIG: Final = {"displaylogo": False, "showSendToCloud": False, "plotlyServerURL": ""}
"""Of every figure, here and in the dashboard: without this, its bar offers an upload to Plotly's servers."""


def plotly_script() -> str:
    """The tag that brings Plotly along, once a page, before its figures."""
    # What a figure brings as its own configuration loses the empty address on the way (plotly.io.to_html).
    return f"<script>{get_plotlyjs()}\nPlotly.setPlotConfig({json.dumps(CONFIG)})</script>"


def figure_html(figure: go.Figure) -> str:
    """A figure as part of a page that has `plotly_script`."""
    html: str = figure.to_html(full_html=False, include_plotlyjs=False, config={**CONFIG, "responsive": True})
    return html
