"""A view becomes a chart: what the data say, how they are drawn, and in which words they are described.

One module a page. Pages and `filrouge export` both come here, so what one shows the other writes.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import compare, documents, findings, map_sides, overview, timeline, topic_map, voices
from filrouge.errors import ViewError
from filrouge.explore.view import CHARTS, View
from filrouge.i18n import _

_MAKERS: Final[dict[str, dict[str, Callable[[Bundle, View], Chart]]]] = {
    "overview": {name: partial(overview.overview_chart, name) for name in CHARTS["overview"]},
    "timeline": {"timeline": timeline.timeline_chart},
    "topic-map": {
        "topic-map": topic_map.topic_map_chart,
        "outline": topic_map.outline_chart,
        "outline-words": topic_map.outline_words_chart,
        "map-sides": map_sides.map_sides_chart,
    },
    "compare": {
        "compare": compare.compare_chart,
        "compare-words": compare.compare_words_chart,
        "tellings": compare.tellings_chart,
    },
    "findings": {
        "bursts": lambda bundle, view: findings.bursts_chart(bundle, view.selection),
        "silence": lambda bundle, view: findings.silence_chart(bundle, view.selection),
        "first-voices": partial(voices.about_chart, voices.first_voices_chart),
        "adoption": partial(voices.about_chart, voices.adoption_chart),
        "lag": lambda bundle, view: voices.lag_chart(bundle, view.selection),
    },
    "documents": {"documents": documents.documents_chart},
}


def placed(chart: Chart, bundle: Bundle, view: View, *, address: str = "", name: str | None = None) -> Chart:
    """A chart of a view's page that knows the link it is found by.

    `address` is the dashboard's, e.g. "https://desk.example"; `name` what the dashboard calls the bundle.
    """
    own = chart.name if chart.name in CHARTS[view.page][1:] else ""
    return replace(chart, link=address + replace(view, chart=own).link(bundle, name=name))


def page_chart(bundle: Bundle, view: View) -> Chart:
    """The chart that a view names with `chart`, else the first of its page; it knows its link.

    Raises
    ------
    ViewError : nothing to compare, the view does not say what it is about, or its page has no chart.
    """
    if not CHARTS[view.page]:
        raise ViewError(_("this page has no chart of its own"), where=view.page)
    return placed(_MAKERS[view.page][view.chart or CHARTS[view.page][0]](bundle, view), bundle, view)
