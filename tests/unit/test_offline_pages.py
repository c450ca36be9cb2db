"""Web pages that leave: what is in them. What they do in a browser is seen in tests/browser/test_network.py."""

import json
import re

import pytest

from filrouge import export
from filrouge.annotations.report import Report, ReportEntry
from filrouge.charts import page_chart
from filrouge.explore.view import View
from filrouge.export.page import CONFIG
from filrouge.report.write import report_bytes
from tests.charted import CHARTS

POLICY = re.compile(r'<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def report(bundle, *views):
    return report_bytes(
        Report(entries=tuple(ReportEntry("chart", link=view.link(bundle)) for view in views)), bundle, "html"
    )


@pytest.fixture(scope="module")
def pages(by_hand):
    views = [View(page=page) for page in CHARTS if CHARTS[page]]
    charts = [page_chart(by_hand, view) for view in views]
    return [*map(export.html_text, charts), report(by_hand, *views).decode()]


def test_every_page_that_leaves_forbids_itself_the_network(pages):
    assert len(pages) > 5
    for page in pages:
        policy = POLICY.search(page)[1]
        assert policy.startswith("default-src 'none'; ")
        assert "connect-src" not in policy
        assert "http" not in policy


def test_no_figure_offers_an_upload(pages):
    drawn = [page for page in pages if "Plotly.newPlot(" in page]
    assert len(drawn) > 4
    for page in drawn:
        given = json.loads(re.search(r"\nPlotly\.setPlotConfig\((\{[^}]*\})\)</script>", page)[1])
        assert given == CONFIG
        configs = re.findall(r"\n?\s*(\{[^{}]*\"responsive\"[^{}]*\})\s*\)", page)
        assert len(configs) == len(re.findall(r"Plotly\.newPlot\(\s*\"", page))
        assert all(json.loads(config)["showSendToCloud"] is False for config in configs)
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
