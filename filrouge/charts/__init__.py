"""A view becomes a chart: what the data say, how they are drawn, and in which words they are described.

Each chart has a module of its name, which declares it as `SPEC`. Pages, `filrouge export` and reports all come here, so
what one shows the others write.
"""

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import MappingProxyType

from filrouge.annotations.overlay import seen
from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec
from filrouge.errors import ViewError
from filrouge.explore.view import PAGES, View
from filrouge.i18n import _


@cache
def specs() -> MappingProxyType[str, Spec]:
    """Every chart there is, by name; those of a page in its order, the first of it first."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    declared = [module.SPEC for module in modules if hasattr(module, "SPEC")]
    pages = list(PAGES)
    declared.sort(key=lambda spec: (pages.index(spec.page), not spec.first))
    return MappingProxyType({spec.name: spec for spec in declared})


def of_page(page: str) -> list[Spec]:
    """The charts of a page; a view that names none is of the first. The report has only those of other pages."""
    return [spec for spec in specs().values() if spec.page == page]


def spec_of(view: View) -> Spec:
    """The chart that a view names with `chart`, else the first of its page.

    Raises
    ------
    ViewError : its page has no such chart, or none at all.
    """
    charts = of_page(view.page)
    if not charts:
        raise ViewError(_("this page has no chart of its own"), where=view.page)
    if not view.chart:
        return charts[0]
    for spec in charts:
        if spec.name == view.chart.casefold():
            return spec
    raise ViewError(
        _("“{value}” is not one of {choices}").format(
            value=view.chart, choices=", ".join(spec.name for spec in charts)
        ),
        where="chart",
        hint=_("The link was not applied."),
    )


def placed(chart: Chart, bundle: Bundle, view: View, *, address: str = "", name: str | None = None) -> Chart:
    """A chart of a view that knows the link it is found by.

    `address` is the dashboard's, e.g. "https://desk.example"; `name` what the dashboard calls the bundle.
    """
    return replace(chart, link=address + specs()[chart.name].view(view).link(bundle, name=name))


def page_chart(bundle: Bundle, view: View) -> Chart:
    """The chart that a view names with `chart`, else the first of its page; it knows its link.

    Raises
    ------
    ViewError : nothing to compare, the view does not say what it is about, or its page has no such chart.
    """
    bundle = seen(bundle, as_found=view.selection.as_found)
    return placed(spec_of(view).make(bundle, view), bundle, view)
