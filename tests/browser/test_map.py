import json

from playwright.sync_api import expect

from filrouge.explore.map_sides import map_sides
from filrouge.explore.selection import Selection
from filrouge.explore.sides import sides_of
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from filrouge.wording.labels import side_names

from .looking import (
    PASSAGE,
    PLOT,
    came,
    click_mark,
    expect_chart,
    expect_field,
    expect_listening,
    fields,
    figure,
    settle,
)


def drawn(page) -> dict[str, set[int]]:
    return {t["name"]: {int(key[0]) for key in t["customdata"]} for t in figure(page) if t["type"] == "scattergl"}


def test_what_is_found_on_the_map_is_lit_counted_and_kept_in_the_link(page, fresh, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_listening(page)
    page.get_by_role("searchbox", name="Find on the map").fill("treaty -winter")
    page.keyboard.press("Enter")
    assert expect_field(page, "find") == ["treaty -winter"]
    found = topic_map(bundle, Selection(), find="treaty -winter")
    assert 0 < found.hits < found.passages
    text = f"lighted: {found.hits} passages of the {found.hit_documents} documents that match “treaty -winter”"
    expect(page.locator(".fr-caption")).to_contain_text(text)
    settle(page)
    lit = set(found.points.loc[found.points["hit"], "passage_id"])
    assert drawn(page)["Matches treaty -winter"] == lit
    assert drawn(page)["Other passages"] == set(found.points["passage_id"]) - lit
    other = fresh()
    other.goto(page.url)
    expect(other.locator(".fr-caption")).to_contain_text(text)
    assert drawn(other)["Matches treaty -winter"] == lit


def test_without_its_embedder_a_map_is_searched_by_words_and_says_so(page, site, bundle):
    page.goto(site.link(View("topic-map", find="treaty", find_by="meaning"), bundle))
    expect(page.get_by_role("alert")).to_contain_text("The map is searched by words, not by meaning: the bundle")
    expect(page.locator(".fr-caption")).to_contain_text("documents that match “treaty”")
    assert fields(page.url)["find_by"] == ["meaning"]


def test_two_maps_and_their_difference_are_chosen_on_the_page(page, fresh, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_chart(page)
    page.get_by_text("Two maps and the difference").click()
    assert expect_field(page, "chart") == ["map-sides"]
    page.get_by_text("Two periods").click()
    assert expect_field(page, "sides") == ["periods"]
    sides = sides_of(bundle, View("topic-map", sides="periods"))
    found, names = map_sides(bundle, Selection(), sides), side_names(sides)
    expect(page.locator(".fr-caption")).to_contain_text(f"A is {names[0]}: {found.maps[0].passages} passages")
    settle(page)
    other = fresh()
    other.goto(page.url)
    expect(other.locator(".fr-caption")).to_contain_text(f"B is {names[1]}: {found.maps[1].passages} passages")
    expect_chart(other)
    settle(other)
    assert fields(other.url) == fields(page.url)
    point = found.maps[0].points.iloc[int(found.maps[0].points["x"].argmax())]
    click_mark(other, float(point["x"]), float(point["y"]))
    expect(other.locator(PASSAGE)).to_have_count(1)
    other.get_by_text("One map").click()
    expect(other.get_by_role("heading", name="Topic map")).to_be_visible()
    settle(other)
    assert "chart" not in fields(other.url)


def test_panels_stand_above_one_another_on_a_telephone(page, site, bundle):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.link(View("topic-map", chart="map-sides"), bundle))
    expect_listening(page)
    page.wait_for_function(
        "plot => { const l = document.querySelector(plot)._fullLayout;"
        " return l.xaxis._offset === l.xaxis3._offset && l.yaxis3._offset > l.yaxis2._offset + l.yaxis2._length }",
        arg=PLOT,
    )
    assert page.locator(PLOT).bounding_box()["height"] > 1000
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def drag(page, plot) -> None:
    """Drag across a chart until the address says so; once more where it was drawn anew under the mouse."""
    address = page.url
    for attempt in range(8):
        settle(page)
        at = plot.bounding_box()
        page.mouse.move(at["x"] + 400, at["y"] + 250)
        page.mouse.down()
        page.mouse.move(at["x"] + 470, at["y"] + 290, steps=4)
        page.mouse.up()
        if came(page, f"location.href !== {json.dumps(address)}", 2**attempt):
            return
    raise AssertionError("nothing comes of a drag")


def test_what_a_drag_does_is_chosen_beneath_the_map_and_stays(page, site, bundle):
    page.goto(site.link(View("topic-map"), bundle))
    expect_listening(page)
    plot = page.locator(PLOT).first
    lasso, box, move = page.locator(".modes button").all()
    assert [button.get_attribute("aria-pressed") for button in (lasso, box, move)] == ["true", "false", "false"]
    move.click()
    for _ in range(2):
        drag(page, plot)
        settle(page)
        assert "window" in fields(page.url)
        assert "region" not in fields(page.url)
        assert move.get_attribute("aria-pressed") == "true"
