import shutil

import pytest

from filrouge.explore.selection import Selection, count
from filrouge.explore.view import PAGES

from .conftest import charts, message, shown, words


@pytest.mark.parametrize("page", list(PAGES))
def test_a_link_of_what_is_not_there_says_so_and_shows_nothing_else(open_page, bundle, page):
    at = open_page(page, bundle.path, source="Nobody & Sons", narrative="99", kind="pie")
    assert not at.exception
    text = message(at)
    for part in ("This link cannot be opened", "no source “Nobody & Sons”", "no narrative “99”", "“pie” is not one of"):
        assert part in text
    assert charts(at) == []
    assert len(at.main.dataframe) == len(at.sidebar.metric) == 0


def test_show_everything_instead(open_page, bundle):
    at = open_page("timeline", bundle.path, source="Nobody", measure="mentions")
    (button,) = [b for b in at.main.button if b.label == "Show everything instead"]
    button.click().run()
    assert not at.exception
    assert shown(at) == "300 of 300"
    assert len(charts(at)) == 1
    assert "source" not in at.query_params


def test_links_hold_keys_and_numbers_whatever_the_words_they_were_asked_in(open_page, bundle):
    at = open_page(
        "timeline",
        bundle.path,
        narrative=[bundle.labels[3], "0"],
        language="French",
        kind="Heat map",
        measure="mentions",
    )
    assert not at.exception
    assert {name: value if isinstance(value, list) else [value] for name, value in at.query_params.items()} == {
        "bundle": ["full"],
        "digest": [bundle.digest[:12]],
        "narrative": ["3", "0"],
        "language": ["fr"],
        "kind": ["heat-map"],
        "measure": ["mentions"],
    }
    assert at.sidebar.multiselect(key="narrative").value == [3, 0]
    documents = count(bundle, Selection(languages=("fr",), narratives=(3, 0))).documents
    assert shown(at) == f"{documents} of 300"
    assert charts(at)[0]["data"][0]["type"] == "heatmap"


def test_reset_clears_every_filter(open_page, bundle):
    fields = {"source": "Source 02", "language": "French", "query": "signal", "from_": "2024-02-01", "undated": "false"}
    at = open_page("timeline", bundle.path, **fields, kind="Heat map")
    assert shown(at) != "300 of 300"
    (button,) = [b for b in at.sidebar.button if b.label == "Reset filters"]
    button.click().run()
    assert not at.exception
    assert shown(at) == "300 of 300"
    assert set(at.query_params) == {"bundle", "digest", "kind"}
    assert at.sidebar.text_input(key="query").value == ""
    assert at.sidebar.toggle(key="undated").value is True
    (button,) = [b for b in at.sidebar.button if b.label == "Reset filters"]
    assert button.disabled


def test_a_filter_changes_count_chart_and_link(open_page, bundle):
    at = open_page("overview", bundle.path)
    at.sidebar.multiselect(key="source").select("Source 03").run()
    documents = count(bundle, Selection(sources=("Source 03",))).documents
    assert shown(at) == f"{documents} of 300"
    figures = charts(at)
    assert [trace["name"] for trace in figures[0]["data"]] == ["Source 03"]
    assert figures[2]["data"][0]["y"] == ["Source 03"]


def test_filters_stay_when_the_page_changes(open_page, bundle):
    at = open_page("overview", bundle.path, source="Source 02")
    before = shown(at)
    at.switch_page("../pages/compare.py").run()
    assert not at.exception
    assert shown(at) == before != "300 of 300"


@pytest.mark.parametrize(
    ("page", "fields", "words"),
    [
        ("timeline", {"period": "week", "at": "2024-03-05"}, "2024-03-05"),  # a Tuesday starts no week
        ("timeline", {"at": "1999-01-01"}, "1999-01-01"),
        ("timeline", {"narrative": "3", "about": "5", "at": "2024-03-01", "period": "month"}, "Story 5"),
    ],
)
def test_a_point_that_is_not_on_the_chart_is_not_dropped_in_silence(open_page, bundle, page, fields, words):
    at = open_page(page, bundle.path, **fields)
    assert not at.exception
    said = " ".join(e.value for e in [*at.main.error, *at.main.text, *at.main.warning, *at.main.info])
    assert words in said


def test_undated_left_out_of_a_bundle_without_dates_leaves_nothing(open_page, variant):
    at = open_page("documents", variant("no-dates").path, undated="false")
    assert not at.exception
    assert not at.sidebar.metric or shown(at) == "0 of 60"


def test_a_link_of_another_bundle_says_which_are_there(open_page, bundle):
    at = open_page("overview", bundle.path, bundle="elsewhere")
    assert not at.exception
    assert "“elsewhere”" in message(at)
    assert "“full”" in message(at)
    assert charts(at) == []


def test_the_chooser_opens_the_other_bundle_and_clears_the_filters(open_page, bundle, variant):
    other = variant("hostile")  # it has no source of that name
    fields = {"source": "Source 02", "about": "3", "undated": "false"}
    at = open_page("timeline", bundle.path, other.path, **fields)
    assert shown(at) != "300 of 300"
    assert at.sidebar.selectbox[0].options == ["full", "hostile"]
    at.sidebar.selectbox[0].select("hostile").run()
    assert not at.exception
    assert message(at) == ""
    assert shown(at) == "120 of 120"
    assert f"Bundle hostile, digest {other.digest[:12]}" in words(at)
    assert other.digest[:12] in str([h.proto.body for h in at.get("html")])
    assert not {"source", "about", "undated"} & set(at.query_params)


def test_a_link_opens_the_bundle_it_names(open_page, bundle, variant):
    at = open_page("overview", bundle.path, variant("arabic").path, bundle="arabic", language="ar")
    assert not at.exception
    assert shown(at) == "60 of 60"


def test_one_bundle_needs_no_chooser(open_page, bundle):
    assert "Bundle" not in [box.label for box in open_page("overview", bundle.path).sidebar.selectbox]


def test_a_link_of_other_data_says_so_and_can_be_shown_from_these(open_page, bundle):
    at = open_page("timeline", bundle.path, digest="0123456789ab", measure="mentions")
    assert not at.exception
    assert "The data have changed since this link was created" in message(at)
    assert "0123456789ab" in message(at)
    assert charts(at) == []
    (button,) = [b for b in at.main.button if b.label == "Show it with the current data"]
    button.click().run()
    assert len(charts(at)) == 1
    assert at.query_params["digest"] in (bundle.digest[:12], [bundle.digest[:12]])
    assert at.query_params["measure"] in ("mentions", ["mentions"])


def test_a_bundle_that_was_replaced_while_it_was_read_says_so(open_page, variant, tmp_path):
    place, before, after = tmp_path / "mine", variant("arabic"), variant("no-dates")
    shutil.copytree(before.path, place)
    at = open_page("timeline", place)
    assert len(charts(at)) == 1
    shutil.rmtree(place)
    shutil.copytree(after.path, place)
    at.run()
    assert not at.exception
    assert "The data have changed" in message(at)
    assert charts(at) == []
    (button,) = [b for b in at.main.button if b.label == "Show it with the current data"]
    button.click().run()
    assert "The data have changed" not in message(at)
    assert at.query_params["digest"] in (after.digest[:12], [after.digest[:12]])


def press(at, label, option):
    next(b for b in at.main.button_group if b.label == label).set_value(option).run()


@pytest.mark.parametrize("first", ["overview", "timeline"])
def test_what_was_chosen_on_a_page_is_there_when_one_comes_back(open_page, bundle, first):
    at = open_page(first, bundle.path)
    at.switch_page("../pages/timeline.py").run()
    press(at, "Chart", "heat-map")
    for page in ("findings", "documents", "compare"):
        at.query_params.clear()  # as navigation does
        at.switch_page(f"../pages/{page}.py").run()
        at.run()
    press(at, "Side by side", "periods")
    at.query_params.clear()
    at.switch_page("../pages/timeline.py").run()
    assert not at.exception
    assert at.query_params["kind"] in ("heat-map", ["heat-map"])
    assert charts(at)[0]["data"][0]["type"] == "heatmap"
    press(at, "Measure", "mentions")
    assert not at.exception
    fields = {name: at.query_params[name] for name in ("kind", "measure")}
    assert fields in ({"kind": "heat-map", "measure": "mentions"}, {"kind": ["heat-map"], "measure": ["mentions"]})
    at.query_params.clear()
    at.switch_page("../pages/topic_map.py").run()
    assert at.query_params["sides"] in ("periods", ["periods"]), "sides are one choice for comparison and map"
