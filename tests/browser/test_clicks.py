import re
from datetime import date

import numpy as np
import pytest
from playwright.sync_api import expect

from filrouge.explore.compare import compare
from filrouge.explore.narratives import evidence
from filrouge.explore.passages import passages_about, passages_by_id, passages_in_period
from filrouge.explore.selection import Selection, count, documents_text
from filrouge.explore.timeline import timeline
from filrouge.explore.topic_map import passages_in_region, topic_map
from filrouge.explore.view import View, read_region

from .looking import (
    PASSAGE,
    click_mark,
    expect_count,
    expect_field,
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
    assert expect_field(page, "about") == [bundle.labels[key[0]]]
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
    assert narrative == compare(bundle, Selection(), sources)["narrative"].iloc[0]
    expected_label = bundle.labels.get(narrative, "No clear narrative")
    assert expect_field(page, "about") == [expected_label]
    expect(page.get_by_role("heading", name="Source 02", exact=True)).to_be_visible()
    settle(page)
    texts = {
        source: set(passages_about(bundle, Selection(sources=(source,)), narrative, limit=1000).frame["text"])
        for source in sources
    }
    found = passages(page)
    assert found
    assert set(found) <= texts["Source 01"] | texts["Source 02"]


def test_a_click_on_a_bar_shows_what_stands_behind_that_narrative(page, site, bundle):
    page.goto(site.link(View(), bundle))
    expect_count(page, "300 of 300")
    (bars,) = figure(page, 1)
    click_mark(page, bars["x"][4] / 2, bars["y"][4], 1)
    narrative = bars["customdata"][4][0]
    assert expect_field(page, "about") == [bundle.labels[narrative]]
    found = evidence(bundle, narrative)
    panel = page.locator(".st-key-card-evidence")
    expect(panel.get_by_role("heading", name=found.label, exact=True)).to_be_visible()
    expect(panel.get_by_text(found.standing_sentence())).to_be_visible()
    expect(panel.locator(PASSAGE).first).to_be_in_viewport()
    settle(page)
    expect(panel.locator(f"{PASSAGE}:visible")).to_have_text(shortened(found.typical["text"]))
    panel.get_by_role("tab", name="At its edge").click()
    expect(panel.locator(f"{PASSAGE}:visible")).to_have_text(shortened(found.edge["text"]))


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
    centre = topic_map(bundle, Selection()).labels.iloc[0]
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
    expect(page.get_by_text(f"{len(inside)} passages in {documents}, 2")).to_be_visible()
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
