"""Charts of shared text: what is drawn, what is said of it, and where there is nothing."""

import pytest

from filrouge import i18n
from filrouge.charts import specs
from filrouge.explore.copy_groups import texts_of_group
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.figures.lanes import DASHES
from filrouge.figures.theme import ACCENT
from filrouge.schema import NO_SOURCE
from filrouge.wording.shared_text import altered_text, lag_text

NAMES = ("lanes", "copy-groups", "takers")


def made(bundle, name, **options):
    return specs()[name].make(bundle, View("spread", chart=name, **options))


def test_lanes_have_an_arrow_a_taking_and_a_ring_where_something_changed(demo):
    chart = made(demo, "lanes")
    arrows = [trace for trace in chart.figure.data if trace.marker.symbol == "arrow"]
    assert [trace.line.dash for trace in arrows] == list(DASHES.values())
    assert sum(sum(size > 0 for size in trace.marker.size) for trace in arrows) == len(chart.table) == 25
    assert all(trace.marker.angleref == "previous" for trace in arrows)
    (ring,) = [trace for trace in chart.figure.data if trace.marker.color == ACCENT]
    points = chart.figure.data[-1]
    assert len(ring.x) == (chart.table["altered"] != "").sum() == 6
    assert len(points.x) == len({one[0] for one in points.customdata}) == 45
    assert chart.figure.layout.yaxis.ticktext[0] == "Sarn Wire"
    said = {one[0]: one[3] for one in points.customdata}
    assert said["gc-20260227-018"] == "shares text with Sarn Wire: reworded · 4 days later · number changed: 31 → 310"
    assert said["sw-20260223-040"].startswith("published first in this corpus")
    assert "45 of 45 texts that share text are drawn, in 20 of 20 groups" in chart.caption


def test_texts_without_a_source_are_not_of_one(bundle):
    chart = made(bundle, "lanes")
    unnamed = {row["doc_id"] for row in chart.table.to_dict("records") if row["source"] == NO_SOURCE}
    unnamed |= {row["of_doc_id"] for row in chart.table.to_dict("records") if row["of_source"] == NO_SOURCE}
    points = chart.figure.data[-1]
    lanes = {one[0]: y for one, y in zip(points.customdata, points.y, strict=True)}
    assert len(unnamed) > 1
    assert len({lanes[doc_id] for doc_id in unnamed}) == len(unnamed), "each has a lane of its own"
    cells = made(bundle, "takers").figure.data[0]
    assert not any(NO_SOURCE in str(name) for name in (*cells.x, *cells.y))


def test_takers_are_counted(demo):
    chart = made(demo, "takers")
    (cells,) = chart.figure.data
    assert sum(cell or 0 for row in cells.z for cell in row) == chart.table["texts"].sum() == 25
    row, column = cells.y.index("Le Phare de Montbrume"), cells.x.index("Sarn Wire")
    assert cells.z[row][column] == 7
    doc_id, said = cells.customdata[row][column]
    assert doc_id == chart.table["doc_id"].iloc[0]
    assert said.startswith("7 texts; median ")
    assert chart.alt == "Most: Le Phare de Montbrume, 7 texts shared with earlier ones of Sarn Wire."


def test_the_table_of_groups(demo):
    chart = made(demo, "copy-groups", copy_kind="translated")
    assert chart.figure is None
    assert (chart.table["translated"] > 0).all()
    assert chart.table["verbatim"].sum() == 0
    assert chart.table["group"].is_unique
    assert chart.alt == f"{len(chart.table)} groups of texts that share text."


def test_groups_are_found_by_words_of_any_of_their_texts(demo):
    every = made(demo, "copy-groups").table
    titles = demo.query("SELECT doc_id, title, source FROM documents").set_index("doc_id")
    chart = made(demo, "copy-groups", group_words="phare MONTBRUME")
    found = chart.table
    assert 0 < len(found) < len(every)
    assert "Only those with the words “phare MONTBRUME”" in chart.caption
    for group in every["group"]:
        texts = texts_of_group(demo, Selection(), group)["doc_id"]
        said = " ".join(titles.loc[texts].fillna("").to_numpy().ravel()).casefold()
        assert ("phare" in said and "montbrume" in said) == (group in set(found["group"]))
    assert (found["source"] != "Le Phare de Montbrume").any(), "not only the first text counts"
    nothing = made(demo, "copy-groups", group_words="zzqx")
    assert (nothing.table.empty, nothing.alt) == (True, "No group has all of these words.")
    none = made(demo, "copy-groups", selection=Selection(query="zzqx"), group_words="phare", group_order="sources")
    assert (list(none.table), none.alt) == (list(every), "No two texts of this selection share text.")


def test_groups_are_ordered_before_they_are_cut(demo):
    every = made(demo, "copy-groups").table
    for order, ascending in (("sources", False), ("altered", False), ("fastest", True), ("published", False)):
        found = made(demo, "copy-groups", group_order=order).table
        assert set(found["group"]) == set(every["group"])
        known = found[order].dropna()
        assert known.is_monotonic_increasing if ascending else known.is_monotonic_decreasing
        assert found[order].notna().to_numpy()[: len(known)].all(), "what is not known comes last"


@pytest.mark.parametrize("name", NAMES)
def test_where_there_is_nothing_it_is_said(demo, by_hand, name):
    nothing = made(demo, name, selection=Selection(query="zzqx"))
    assert nothing.alt == "No two texts of this selection share text."
    assert nothing.table.empty
    before = made(by_hand, name)
    assert "Build it again" in before.alt
    assert before.caption


def test_a_group_that_is_not_there(demo):
    view = {"group": "sd-20250619-044", "selection": Selection(languages=("tr",))}
    assert made(demo, "lanes", **view).alt == "The chosen group is not in this selection."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1 / 1440, "1 minute later"),
        (0.02, "29 minutes later"),
        (0.25, "6 hours later"),
        (1.0, "1 day later"),
        (1.4, "34 hours later"),
        (3.2, "3 days later"),
        (float("nan"), "order cannot be told"),
    ],
)
def test_a_lag_in_words(days, said):
    assert lag_text(days) == said


def test_what_changed_in_words():
    altered = [
        {"kind": "number", "before": "two", "after": "16"},
        {"kind": "negation", "before": "A long sentence.", "after": "Not so."},
        {"kind": "negation", "before": "Another.", "after": "Not."},
    ]
    assert altered_text(altered) == "number changed: two → 16; a sentence says the opposite"
    with i18n.speaking("fr"):
        assert altered_text(altered[:1]) == "nombre modifié\xa0: two → 16"
