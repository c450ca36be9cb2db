"""A filter by narrative hides what a test found; any other filter makes it another test, which says so."""

import json
from datetime import date

import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.charts.bursts import bursts_chart
from filrouge.charts.silence import silence_chart
from filrouge.explore.adoption import first_voices
from filrouge.explore.bursts import BURST
from filrouge.explore.compare import compare
from filrouge.explore.independent import asked
from filrouge.explore.map_sides import map_sides
from filrouge.explore.selection import Selection
from filrouge.explore.sides import Side
from filrouge.explore.silence import ABSENT, LESS, silence
from filrouge.explore.view import View
from filrouge.explore.whats_new import what_is_new
from filrouge.schema import PASSAGES
from tests.unit.explore.planted import bundle_of

TESTS = ("bursts", "silence", "lag", "first-voices", "adoption")
ALONE = "on all documents the result may differ"
FIRST_ALONE = "among all documents another source may be first"


@pytest.fixture(scope="module")
def cyber(demo):
    """The narrative of the computer break-in."""
    planted = json.loads((demo.path.parent / "truth.json").read_text("utf-8"))["narratives"]["ferry_hack"]["documents"]
    found = pd.read_parquet(demo.path / PASSAGES.file)
    return int(found.loc[found["doc_id"].isin(planted) & (found["narrative"] >= 0), "narrative"].mode()[0])


def chart_of(bundle, name, selection):
    return page_chart(bundle, View("findings", selection, name, about=0))


def test_a_burst_that_the_corpus_does_not_have_is_not_made_by_a_filter(demo, cyber):
    whole, alone = (
        bursts_chart(demo, View("findings", s)).table for s in (Selection(), Selection(narratives=(cyber,)))
    )
    assert cyber not in set(whole.loc[whole["status"] == BURST, "narrative"])
    assert alone["start"].isna().all()


@pytest.mark.parametrize("name", ["bursts", "silence"])
def test_what_is_shown_of_some_narratives_is_what_was_found_of_all(demo, name):
    whole = chart_of(demo, name, Selection()).table
    for narratives in [(n,) for n in demo.labels] + [(0, 3)]:
        selection = Selection(narratives=narratives)
        chart = chart_of(demo, name, selection)
        pd.testing.assert_frame_equal(chart.table, asked(demo, selection, whole))
        shown = ", ".join(f"“{demo.labels[n]}”" for n in narratives)
        assert f"All narratives were tested; shown: {shown}." in chart.caption
        assert ALONE not in chart.caption


@pytest.mark.parametrize("name", ["lag", "first-voices", "adoption"])
def test_what_is_not_asked_of_one_narrative_does_not_change_with_them(demo, cyber, name):
    whole, some = (chart_of(demo, name, s) for s in (Selection(), Selection(narratives=(cyber,))))
    pd.testing.assert_frame_equal(whole.table, some.table)
    assert whole.alt == some.alt
    assert ("All narratives count" in some.caption) == (name == "lag")


def test_what_is_new_does_not_change_with_the_narratives_selected(demo, cyber):
    chart = bursts_chart(demo, View("findings"))
    burst = chart.table[chart.table["status"] == BURST].iloc[0]
    span = date.fromisoformat(burst["start"]), date.fromisoformat(burst["end"])
    whole, some = (
        what_is_new(demo, s, burst["narrative"], *span)
        for s in (Selection(), Selection(narratives=(burst["narrative"], cyber)))
    )
    pd.testing.assert_frame_equal(whole.words, some.words)
    pd.testing.assert_frame_equal(whole.sources, some.sources)
    assert whole.past == some.past


NARROWED = [
    Selection(sources=("Sarn Wire", "Velmar One", "Liman Postası")),
    Selection(languages=("fr", "en")),
    Selection(date_from=date(2025, 6, 1)),
    Selection(undated=False),
    Selection(query="the OR le"),
]


@pytest.mark.parametrize("name", TESTS)
@pytest.mark.parametrize("selection", NARROWED)
def test_any_other_filter_is_another_test_and_says_so(demo, name, selection):
    said = FIRST_ALONE if name in {"first-voices", "adoption"} else ALONE
    whole, part = chart_of(demo, name, Selection()), chart_of(demo, name, selection)
    assert said in part.caption
    assert said not in whole.caption
    assert "in this corpus" not in part.alt


def test_absent_from_this_corpus_is_said_only_of_what_the_corpus_does_not_have(tmp_path):
    rows = []
    for i in range(360):
        source = "ABCDEF"[i % 6]
        day = pd.Timestamp("2025-01-01") + pd.Timedelta(days=i // 6)
        about = 0 if i // 6 % 3 == i % 3 and source != "F" else 1
        rows.append({"source": source, "date": f"{day:%Y-%m-%d}", "about": [about], "text": "The ballot opens."})
    elsewhere = {"source": "F", "date": "2025-02-10", "about": [0], "text": "Divers found mines."}
    found = {}
    for name, more in {"nowhere": [], "elsewhere": [elsewhere]}.items():
        bundle = Bundle.open(bundle_of(tmp_path / name, rows + more))
        frame = silence(bundle, Selection(query="ballot")).frame.set_index(["source", "narrative"])
        found[name] = frame.loc[("F", 0), ["texts", "status"]].tolist()
    assert found == {"nowhere": [0, ABSENT], "elsewhere": [0, LESS]}


def test_sides_are_compared_on_all_narratives_whichever_are_shown(demo):
    sides = tuple(Side((name,)) for name in demo.sources["source"][:2])
    whole = compare(demo, Selection(), sides)
    for n in demo.labels:
        part = compare(demo, Selection(narratives=(n,)), sides)
        pd.testing.assert_frame_equal(part, whole[whole["narrative"] == n].reset_index(drop=True))
    view = View("compare", Selection(narratives=(0,)), compare=tuple(side.sources[0] for side in sides))
    assert f"All narratives were tested; shown: “{demo.labels[0]}”." in page_chart(demo, view).caption


def test_two_maps_are_compared_on_all_narratives_whichever_are_shown(demo):
    spans = (
        Side((), date(2025, 1, 6), date(2025, 9, 30)),
        Side((), date(2025, 10, 1), date(2026, 6, 28)),
    )
    whole = map_sides(demo, Selection(), spans).narratives
    for n in demo.labels:
        part = map_sides(demo, Selection(narratives=(n,)), spans)
        pd.testing.assert_frame_equal(
            part.narratives.drop(columns=["x", "y"]),
            whole[whole["narrative"] == n].reset_index(drop=True).drop(columns=["x", "y"]),
        )
        assert part.enough


@pytest.mark.parametrize("selection", [Selection(query="nowhere-at-all"), Selection(sources=("Sarn Wire",))])
def test_who_spoke_first_of_what_nobody_speaks_of(demo, selection):
    spoken = demo.query("SELECT DISTINCT narrative FROM shares JOIN documents USING (doc) WHERE source = 'Sarn Wire'")
    number = next(n for n in demo.labels if n not in set(spoken["narrative"]))
    for name in ("first-voices", "adoption"):
        chart = page_chart(demo, View("findings", selection, name, about=number))
        assert chart.table.empty
        assert chart.alt == "No text in this selection is mainly about it: none has a third of its passages on it."
        if chart.figure is not None:
            (note,) = chart.figure.layout.annotations
            assert note.text.replace("<br>", " ").startswith("No text is mainly about this narrative")
    whole = first_voices(demo, Selection(), number)
    assert first_voices(demo, selection, number).dtypes.to_dict() == whole.dtypes.to_dict()


def test_silence_has_one_shape_whatever_is_shown(demo):
    none = silence_chart(demo, View("findings", Selection(query="nowhere-at-all", narratives=(0,))))
    assert list(none.table) == list(silence_chart(demo, View("findings")).table)
    assert none.table.empty
