"""Every chart and every page, with every option, of selections that leave something out: it is shown, or an error that
is made for the reader.
"""

import re
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

import pytest

from filrouge.annotations.overlay import seen
from filrouge.bundle import Bundle
from filrouge.chart import Chart
from filrouge.charts import placed, specs
from filrouge.errors import FilrougeError, ViewError
from filrouge.explore.link import read_link
from filrouge.explore.selection import Selection
from filrouge.explore.view import PAGES, WITHOUT_CHARTS, View
from filrouge.explore.view import fields as view_fields
from filrouge.export import csv_bytes
from tests.charted import CHARTS
from tests.selections import in_turn, options, pairwise, selections

CHARTED = [(page, chart) for page, names in CHARTS.items() for chart in names]


def test_every_two_values_meet_in_few_rows():
    factors = {"a": [1, 2, 3], "b": "xyz", "c": [True, False], "d": [0, 1]}
    rows = pairwise(factors)
    assert len(rows) <= 11
    for one, other in (("a", "b"), ("a", "c"), ("c", "d"), ("b", "d")):
        assert {(row[one], row[other]) for row in rows} == {(x, y) for x in factors[one] for y in factors[other]}


def test_in_turn_every_value_is_met():
    assert in_turn({"a": [1, 2, 3], "b": "xy"}) == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 3, "b": "x"}]


def test_every_filter_and_every_option_is_walked(by_hand):
    given = {name for of_page in options(by_hand).values() for name in of_page}
    assert given == {name for name, field in view_fields().items() if not field.attribute} - {"chart"}
    narrowed = {
        name
        for selection in selections(by_hand).values()
        for name, value in vars(selection).items()
        if value != getattr(Selection(), name)
    }
    assert narrowed == {field.name for field in fields(Selection)}


@pytest.fixture(scope="module")
def find() -> Callable[[str, Bundle, View], Any]:
    """What a chart that takes seconds finds, once for all views that ask it the same: as pages keep it."""

    @cache
    def answer(name: str, bundle: Bundle, asked: View) -> Any:
        try:
            return specs()[name].find(bundle, asked)
        except FilrougeError as error:
            return error

    def find_(name: str, bundle: Bundle, view: View) -> Any:
        found = answer(name, bundle, specs()[name].asked(view))
        if isinstance(found, FilrougeError):
            raise found
        return found

    return find_


def chart_of(bundle: Bundle, view: View, find: Callable[[str, Bundle, View], Any]) -> Chart:
    """The chart of a view as a page makes it, when all that it shows has been found."""
    bundle, spec = seen(bundle, as_found=view.selection.as_found), specs()[view.chart]
    asked = [*([spec.name] if spec.find else []), *spec.uses]
    return placed(spec.make(bundle, view, *(find(name, bundle, view) for name in asked)), bundle, view)


@pytest.mark.parametrize(("page", "chart"), CHARTED)
def test_every_chart_of_every_selection_is_made_or_says_why_not(walked, find, page, chart):
    given = {name: options(walked)[page][name] for name in specs()[chart].fields}
    # Which bundle is one thing more that may be so or so: of two bundles, every two values meet on the first, and every
    # value is met on the second.
    rows = in_turn if walked.name == "seeds" else pairwise
    wrong, made = [], 0
    for row in rows({"selection": list(selections(walked).values()), **given}):
        view = View(page, chart=chart, **row)
        try:
            drawn = chart_of(walked, view, find)
            csv_bytes(drawn)
            said = [drawn.title, drawn.sentence, drawn.alt, drawn.caption]
            assert all(said)
            assert all(text.endswith(".") for text in said[1:])
            shown = " ".join([*said, drawn.figure.to_json() if drawn.figure is not None else ""])
            assert re.findall(r"\b(?:nan|NaN|NaT|inf)\b", shown) == []
            made += 1
        except FilrougeError:
            continue
        except Exception as error:
            wrong.append(f"{error!r}: {view}")
    assert wrong == []
    assert made > 0 or chart == "similar"  # not every bundle has its embedder at hand


def is_linked(view: View, bundle) -> bool:
    """Whether a bundle has what a view names: of what it lacks, each page says the same (test_links.py)."""
    try:
        return read_link(view.link(bundle), bundle) == view
    except ViewError:
        return False


@pytest.mark.parametrize("page", [page for page in PAGES if page not in WITHOUT_CHARTS])
def test_every_page_of_every_selection_is_shown_or_says_why_not(open_page, walked, page):
    wrong, shown = [], 0
    chosen = [selection for selection in selections(walked).values() if is_linked(View(page, selection), walked)]
    if walked.name == "seeds":  # a run of a page takes longest: of the seeds, each page has half of the selections
        chosen = chosen[list(PAGES).index(page) % 2 :: 2]
    for turn, selection in enumerate(chosen):
        # Options take turns, at different paces, so that each value is met, and by more than one selection.
        given = {option: values[turn % len(values)] for option, values in options(walked)[page].items()}
        view = View(page, selection, "map-sides" if given.get("compare") and page == "topic-map" else "", **given)
        at = open_page(page, walked.path, **view.params())
        wrong += [f"{error.message}: {view}" for error in at.exception]
        shown += not at.main.error
    assert wrong == []
    assert shown >= len(chosen) / 3
