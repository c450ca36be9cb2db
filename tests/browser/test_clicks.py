import re
from datetime import date

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from filrouge.charts import page_chart
from filrouge.explore.adoption import first_voices
from filrouge.explore.compare import compare
from filrouge.explore.narratives import evidence
from filrouge.explore.outline import read_region, read_window
from filrouge.explore.passages import passages_about, passages_by_id, passages_in_period
from filrouge.explore.periods import last_day
from filrouge.explore.region import passages_in_region
from filrouge.explore.selection import Selection, count
from filrouge.explore.side_by_side import side_by_side
from filrouge.explore.sides import Side
from filrouge.explore.timeline import PERIODS, timeline
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from filrouge.wording.amounts import documents_text

from .looking import (
    PASSAGE,
    PLOT,
    came,
    click_mark,
    expect_chart,
    expect_count,
    expect_field,
    expect_listening,
    expect_passages,
    fields,
    figure,
    lasso,
    passages,
    settle,
)


def n_of_all(bundle, selection: Selection) -> str:
    return f"{count(bundle, selection).documents} of 300"


@pytest.mark.parametrize("kind", ["lines", "area", "heat-map"])
def test_a_click_on_the_timeline_opens_the_passages_of_that_narrative_and_period(page, site, bundle, kind):
    page.goto(site.link(View("timeline", period="month", kind=kind), bundle))
    expect_count(page, "300 of 300")
    traces = figure(page)
    if kind == "heat-map":
        row = 2
        column = int(np.argmax(traces[0]["z"][row]))
        x, y, key = traces[0]["x"][column], traces[0]["y"][row], traces[0]["customdata"][row][column]
    else:
        # the highest point of the first series: nothing lies over it
        series = traces[0] if kind == "area" else max(traces[:8], key=lambda t: max(t["y"]))
        best = int(np.argmax(series["y"]))
        x, y, key = series["x"][best], series["y"][best], series["customdata"][best]
    click_mark(page, x, y)
    assert expect_field(page, "at") == [key[1]]
    assert expect_field(page, "about") == [str(key[0])]
    frame = timeline(bundle, Selection(), "month").frame
    start = frame.loc[frame["start"].astype(str).str.startswith(key[1]), "start"].iloc[0].date()
    expected = passages_in_period(bundle, Selection(), key[0], "month", start)
    assert expected.documents == key[3] > 0
    expect_passages(page, expected.frame["text"].head(10).tolist())


@pytest.mark.parametrize("name", ["Other narratives", "No clear narrative"])
def test_the_passages_behind_what_is_not_chosen_are_not_those_of_the_chosen(page, site, bundle, name):
    view = View("timeline", Selection(narratives=(3,)), period="quarter", kind="area")
    page.goto(site.link(view, bundle))
    traces = figure(page)
    names = [trace["name"] for trace in traces]
    assert names == [bundle.labels[3], "Other narratives", "No clear narrative"]
    top = sum(trace["y"][1] for trace in traces[: names.index(name) + 1])  # one series stands on the other
    click_mark(page, traces[0]["x"][1], min(top, 0.995))
    expect(page.get_by_text(re.compile("all the other narratives|Period: Q2 2024"))).to_be_visible()
    settle(page)
    of_chosen = set(passages_about(bundle, Selection(), 3, limit=1000).frame["text"])
    assert not of_chosen & set(passages(page))


def test_a_click_on_a_mark_of_the_comparison_reads_each_source_on_it(page, site, bundle):
    sources = ("Source 01", "Source 02")
    page.goto(site.link(View("compare", compare=sources), bundle))
    expect_count(page, "300 of 300")
    first = figure(page)[0]
    click_mark(page, first["x"][0], first["y"][0])
    narrative = first["customdata"][0][0]
    assert narrative == compare(bundle, Selection(), tuple(Side((s,)) for s in sources))["narrative"].iloc[0]
    assert expect_field(page, "about") == [str(narrative)]
    page.get_by_role("tab", name="All passages").click()
    expect(page.get_by_role("heading", name="Source 02", exact=True)).to_be_visible()
    settle(page)
    texts = {
        source: set(passages_about(bundle, Selection(sources=(source,)), narrative, limit=1000).frame["text"])
        for source in sources
    }
    found = passages(page)
    assert found
    assert set(found) <= texts["Source 01"] | texts["Source 02"]


def test_a_click_on_a_bar_leads_to_the_page_of_that_narrative(page, site, bundle):
    page.goto(site.link(View(), bundle))
    expect_count(page, "300 of 300")
    (bars,) = figure(page, "narratives")
    click_mark(page, bars["x"][4] / 2, bars["y"][4], "narratives")
    narrative = bars["customdata"][4][0]
    assert expect_field(page, "about") == [str(narrative)]
    found = evidence(bundle, narrative)
    head, panel = page.locator(".st-key-card-narrative"), page.locator(".st-key-card-evidence")
    expect(head.get_by_role("heading", name=bundle.labels[narrative], exact=True)).to_be_visible()
    expect(head.get_by_text(re.compile(f"^{str(found.standing).capitalize()}: other runs"))).to_be_visible()
    settle(page)
    expect(panel.locator(f"{PASSAGE}:visible")).to_have_text(shortened(found.typical["text"]))
    panel.get_by_role("tab", name="At its edge").click()
    expect(panel.locator(f"{PASSAGE}:visible")).to_have_text(shortened(found.edge["text"]))


def test_a_click_on_a_source_in_the_adoption_shows_its_first_passages(page, site, bundle):
    page.goto(site.link(View("findings", about=3), bundle))
    expect_chart(page)
    (steps,) = (t for t in figure(page, "adoption") if t["customdata"] and isinstance(t["y"][0], int))
    last = steps["customdata"][-1][0]
    assert last in set(first_voices(bundle, Selection(), 3)["source"])
    shown = page.locator(".st-key-answer-adoption h4")
    expect(shown).not_to_have_text([last])
    click_mark(page, steps["x"][-1], steps["y"][-1], "adoption")
    expect(shown).to_have_text([last])


def test_a_click_on_a_cell_of_the_silence_matrix_brings_its_answer_into_view(page, site, bundle):
    page.goto(site.link(View("findings"), bundle))
    (cells,) = (t for t in figure(page, "silence") if t["type"] == "heatmap")
    click_mark(page, cells["x"][0], cells["y"][0], "silence")
    (number,) = expect_field(page, "about")
    label = bundle.labels[int(number)]
    answer = page.locator(".st-key-answer-silence")
    expect(answer.get_by_role("heading", name=f"How it spread: {label}", exact=True)).to_be_in_viewport()


def test_a_click_on_a_cell_of_who_shares_text_brings_its_texts_into_view(page, site, bundle):
    page.goto(site.link(View("spread"), bundle))
    (cells,) = figure(page, "takers")
    row = int(np.argmax([max(cell or 0 for cell in line) for line in cells["z"]]))
    column = int(np.argmax([cell or 0 for cell in cells["z"][row]]))
    click_mark(page, cells["x"][column], cells["y"][row], "takers")
    doc_id = cells["customdata"][row][column][0]
    assert expect_field(page, "taken") == [doc_id]
    found = side_by_side(bundle, doc_id)
    sides = page.locator(".fr-pairs .fr-side")
    expect(sides.locator("b")).to_have_text(shortened([found.earlier["title"], found.later["title"]]))
    expect(sides.first).to_be_in_viewport()


def test_a_click_on_a_text_that_spread_opens_it_beside_the_earlier(page, site, bundle):
    page.goto(site.link(View("spread"), bundle))
    points = figure(page, "lanes")[-1]
    place = next(i for i, said in enumerate(points["customdata"]) if said[3].startswith("shares text with"))
    click_mark(page, points["x"][place], points["y"][place], "lanes")
    assert expect_field(page, "taken") == [points["customdata"][place][0]]


def shortened(texts) -> list[str]:
    return [" ".join(text.split()) for text in texts]


def test_a_click_on_the_map_opens_that_passage(page, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_count(page, "300 of 300")
    points = topic_map(bundle, Selection()).points
    places = points[["x", "y"]].to_numpy(float)
    distances = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(len(places)) * 99
    alone = points.iloc[int(distances.min(axis=1).argmax())]
    click_mark(page, float(alone["x"]), float(alone["y"]))
    expected = passages_by_id(bundle, [int(alone["passage_id"])])
    expect_passages(page, expected.frame["text"].head(10).tolist())


def test_an_outline_goes_into_the_link_and_the_link_shows_the_same(page, fresh, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_count(page, "300 of 300")
    figure(page)
    centre = topic_map(bundle, Selection()).narratives.iloc[0]
    x, y = float(centre["x"]), float(centre["y"])
    lasso(page, [(x - 1, y - 1), (x + 1.2, y - 0.8), (x + 1, y + 1), (x - 1.1, y + 1.3)])
    region = read_region(expect_field(page, "region")[0])
    inside = passages_in_region(bundle, Selection(), region)
    narrative = [
        i
        for i in inside
        if i in set(passages_about(bundle, Selection(), int(centre["narrative"]), limit=1000).frame["passage_id"])
    ]
    assert len(narrative) > centre["passages"] / 2, "the outline is not where it was drawn"
    expected = passages_by_id(bundle, inside)
    expect_passages(page, expected.frame["text"].head(10).tolist())
    documents = documents_text(expected.documents, expected.texts)
    expect(page.get_by_text(re.compile(rf"^{len(inside)} passages in {re.escape(documents)}, \d"))).to_be_visible()
    page.get_by_role("button", name="Show 10 more").click()
    expect_passages(page, expected.frame["text"].head(20).tolist())

    other = fresh()
    other.goto(page.url)
    expect_passages(other, expected.frame["text"].head(10).tolist())
    assert fields(other.url) == fields(page.url)

    page.get_by_role("button", name="Clear the outline").click()
    expect(page.locator(".fr-passage")).to_have_count(0)
    settle(page)
    assert "region" not in fields(page.url)


def test_a_passage_leads_to_its_document_and_leaves_the_place(page, site, bundle):
    selection = Selection(date(2024, 2, 1), languages=("en",))
    start = timeline(bundle, selection, "quarter").frame["start"].iloc[0].date()
    found = passages_in_period(bundle, selection, 0, "quarter", start).frame.head(10)
    page.goto(site.link(View("timeline", selection, period="quarter", about=0, at=start), bundle))
    expect_passages(page, found["text"].tolist())
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="Read in its document").first.click()
    other = opening.value
    expect(other.get_by_role("heading", name=found["title"].iloc[0], exact=True)).to_be_visible()
    expect_count(other, n_of_all(bundle, selection))
    assert expect_field(other, "doc") == [found["doc_id"].iloc[0]]
    assert [values for values in fields(other.url).values() if len(values) > 1] == []
    assert fields(other.url)["from"] == ["2024-02-01"]
    assert passages(page) == found["text"].tolist()


@pytest.mark.parametrize("key", ["timeline", "overview"])
def test_a_stretch_of_time_becomes_the_date_filter(page, site, bundle, key):
    page.goto(site.link(View(key, period="month"), bundle))
    expect_listening(page)
    table = page_chart(bundle, View(key, period="month")).table
    period = next(name for name in table if name in PERIODS)
    start = pd.to_datetime(table[period]).drop_duplicates().reset_index(drop=True)
    half = (start[1] - start[0]) / 3
    plot = page.locator(PLOT).first
    wanted = f"from={start[2]:%Y-%m-%d}&to={last_day(period, start[4].date())}"
    for attempt in range(6):  # a page that is still being laid out moves under the mouse
        settle(page)
        plot.scroll_into_view_if_needed()
        plot.evaluate(
            "plot => { window.chosen = false; plot.once('plotly_selected', e => { window.chosen = !!e?.range }) }"
        )
        left, right = (
            plot.evaluate(
                "(plot, x) => { const a = plot._fullLayout.xaxis;"
                " return plot.getBoundingClientRect().left + a._offset + a.d2p(x) }",
                f"{day:%Y-%m-%d %H:%M}",
            )
            for day in (start[2] - half, start[4] + half)
        )
        middle = plot.bounding_box()["y"] + 120
        page.mouse.move(left, middle)
        page.mouse.down()
        page.mouse.move((left + right) / 2, middle + 5, steps=4)
        page.mouse.move(right, middle + 5, steps=4)
        page.mouse.up()
        if came(page, "window.chosen", 2**attempt):
            break
    expect(page).to_have_url(re.compile(f"[?&]{re.escape(wanted)}"))


def test_a_zoom_asks_for_its_window_once_and_stays_where_it_is(page, fresh, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_count(page, "300 of 300")
    figure(page)
    expect_listening(page)
    page.evaluate(
        "() => { const p = document.querySelector('.js-plotly-plot'); "
        "Plotly.relayout(p, {'xaxis.range': [2, 7], 'yaxis.range': [-3, 3]}) }"
    )
    window = read_window(expect_field(page, "window")[0])
    assert window == (2.0, -3.0, 7.0, 3.0)
    expected = sorted(topic_map(bundle, Selection(), window).points["passage_id"])
    expect(page.get_by_text(f"only part of the map is shown, with {len(expected)} passages")).to_be_visible()
    settle(page)
    assert sorted(key[0] for t in figure(page) if t["type"] == "scattergl" for key in t["customdata"]) == expected
    ranges = "() => { const l = document.querySelector('.js-plotly-plot')._fullLayout; return l.xaxis.range }"
    page.evaluate("() => { const p = document.querySelector('.js-plotly-plot'); window.drawn = 0; "
                  "p.on('plotly_afterplot', () => window.drawn++) }")  # fmt: skip
    page.wait_for_timeout(1500)
    assert page.evaluate("window.drawn") == 0, "the map is drawn again and again"
    assert page.evaluate(ranges) == [2, 7]

    other = fresh()
    other.goto(page.url)
    assert sorted(key[0] for t in figure(other) if t["type"] == "scattergl" for key in t["customdata"]) == expected
    assert other.evaluate(ranges) == [2, 7]

    page.get_by_role("button", name="Whole map").click()
    expect(page.get_by_text("only part of the map is shown")).to_have_count(0)
    settle(page)
    assert "window" not in fields(page.url)
    assert sum(len(t["x"]) for t in figure(page) if t["type"] == "scattergl") == 600


def test_an_outline_becomes_a_filter_of_every_page_and_is_taken_off(page, fresh, site, bundle):
    area = ((0.0, -3.0), (7.0, -3.0), (7.0, 3.0), (0.0, 3.0))
    n = count(bundle, Selection(area=area)).documents
    assert 0 < n < 300
    page.goto(site.link(View("topic-map", region=area), bundle))
    expect_listening(page)
    page.get_by_role("button", name="Filter by this outline").click()
    expect_count(page, f"{n} of 300")
    assert "region" not in fields(page.url)
    assert read_region(expect_field(page, "area")[0]) == area
    page.get_by_role("link", name="Overview").first.click()
    expect_count(page, f"{n} of 300")
    expect(page.get_by_text("inside an outline on the topic map").first).to_be_visible()
    other = fresh()
    other.goto(page.url)
    expect_count(other, f"{n} of 300")
    other.get_by_role("searchbox", name="Area of the topic map").fill("")
    other.keyboard.press("Enter")
    expect_count(other, "300 of 300")
    assert "area" not in fields(other.url)
    page.get_by_role("button", name="Reset filters").click()
    expect_count(page, "300 of 300")
