"""Findings as charts, on the demo, whose truth is known, and on bundles of every shape."""

import csv
import html
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from filrouge.charts import page_chart
from filrouge.charts.adoption import adoption_chart
from filrouge.charts.bursts import bursts_chart
from filrouge.charts.first_voices import first_voices_chart
from filrouge.charts.lag import lag_chart
from filrouge.charts.silence import silence_chart
from filrouge.cli import cli
from filrouge.errors import ViewError
from filrouge.explore.bursts import BURST
from filrouge.explore.selection import Selection
from filrouge.explore.silence import ABSENT
from filrouge.explore.view import View
from filrouge.figures.silence import SIGNS
from filrouge.schema import NO_NARRATIVE
from tests.charted import CHARTS

SAMPLE = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def truth():
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def number_of(demo, truth):
    """The narrative of the bundle that most documents of a planted one are in."""

    def number(planted):
        docs = pd.DataFrame({"doc_id": truth["narratives"][planted]["documents"]})
        rows = demo.query(
            "SELECT narrative, count(*) AS n FROM shares JOIN documents USING (doc) JOIN docs USING (doc_id) "
            "WHERE narrative >= 0 GROUP BY narrative ORDER BY n DESC",
            tables={"docs": docs},
        )
        return int(rows["narrative"].iloc[0])

    return number


def test_planted_bursts_are_found_and_rises_of_volume_are_none(demo, truth, number_of):
    frame = bursts_chart(demo, View("findings", Selection())).table
    found = frame[frame["status"] == BURST]
    for planted in truth["bursts"]:
        rows = found[found["narrative"] == number_of(planted["narrative"])]
        assert ((rows["start"] <= planted["to"]) & (rows["end"] >= planted["from"])).any(), planted["narrative"]
    for rise in truth["volume_only"]:
        assert found[found["narrative"] == number_of(rise["narrative"])].empty


def test_a_burst_is_drawn_where_it_is_and_its_hover_says_its_numbers(demo):
    chart = bursts_chart(demo, View("findings", Selection()))
    found = chart.table[chart.table["status"] == BURST]
    (trace,) = chart.figure.data
    assert list(trace.base) == found["start"].tolist()
    for length, key, row in zip(trace.x, trace.customdata, found.to_dict("records"), strict=True):
        days = (pd.Timestamp(row["end"]) - pd.Timestamp(row["start"])).days + 1
        assert length == days * 86_400_000
        assert list(key[:3]) == [row["narrative"], row["start"], row["end"]]
        assert key[4] == f"{row['texts']} texts, {row['expected']:.1f} expected"
        said = "very unlikely to be chance" if row["q"] <= 0.01 else "unlikely to be chance"
        assert (key[5], key[6]) == (f"{row['ratio']:.1f}", said)
    asked = {int(n) for n in re.findall(r"customdata\[(\d+)\]", trace.hovertemplate)}
    assert max(asked) < len(trace.customdata[0])


def test_where_nothing_can_be_told_of_silence_the_chart_says_so(variant):
    figure = silence_chart(variant("one-document"), View("findings", Selection())).figure
    assert not figure.data
    assert "Too few texts to tell" in figure.layout.annotations[0].text


def test_planted_silences_are_found(demo, truth, number_of):
    chart = silence_chart(demo, View("findings", Selection()))
    absent = chart.table[chart.table["status"] == ABSENT]
    planted = {(one["source"], number_of(one["narrative"])) for one in truth["silences"]}
    assert set(zip(absent["source"], absent["narrative"], strict=True)) == planted
    (trace,) = chart.figure.data
    drawn = {(cell[1], cell[0]) for row in trace.customdata for cell in row if cell[2] == ABSENT}
    assert drawn == planted
    assert sum(sign == SIGNS[ABSENT] for row in trace.text for sign in row) == len(planted)


def test_sources_and_narratives_of_which_nothing_can_be_told_are_not_drawn(demo):
    chart = silence_chart(demo, View("findings", Selection()))
    told = chart.table[chart.table["status"] != "too few texts"]
    (trace,) = chart.figure.data
    drawn = [cell for row in trace.customdata for cell in row]
    assert {cell[1] for cell in drawn} == set(told["source"])
    assert {cell[0] for cell in drawn} == set(told["narrative"])
    assert set(told["source"]) < set(chart.table["source"])  # and the table has all
    assert "those with enough texts to tell" in chart.caption


def test_planted_lags_are_found_with_the_right_sign(demo, truth):
    frame = lag_chart(demo, View("findings", Selection())).table
    before = frame[frame["status"] == "clear order"]
    planted = {(one["leader"], one["follower"]) for one in truth["lags"]}
    assert set(zip(before["leader"], before["follower"], strict=True)) == planted
    ordered = {frozenset(pair) for pair in zip(before["leader"], before["follower"], strict=True)}
    for pair in truth["no_order"]:
        (row,) = [r for r in frame.to_dict("records") if {r["leader"], r["follower"]} == set(pair["sources"])]
        assert frozenset(pair["sources"]) not in ordered
        assert row["status"] == "no clear order"


@pytest.mark.parametrize(
    "name",
    [
        "islets_treaty", "pipeline_blast", "fishing_ban", "naval_base", "gas_price", "election_petition",
        "school_language", "oyster_fever", "ferry_hack",
    ],
)  # fmt: skip
def test_who_spoke_first_is_named_or_left_open(demo, truth, number_of, name):
    planted = set(truth["narratives"][name]["first_carrier"])
    chart = first_voices_chart(demo, View("findings", about=number_of(name)))
    table = chart.table.set_index("source")
    could = set(table.index[table["could_be_first"]])
    assert set(table.index[table["order"] == 1]) == planted, "those that speak clearly"
    edge = could - planted
    assert (table.loc[list(edge), "edge_first"].notna()).all(), "others are at the edge"
    assert table["certain_first"].any() == (len(could) == 1)
    if edge:
        assert chart.alt.startswith("It is not certain who was first in this corpus.")
    else:
        assert chart.alt.startswith("First in this corpus: " if len(planted) == 1 else "The dates do not show")
    assert all(source in chart.alt for source in could)
    assert "edge of this narrative" in chart.caption


def test_every_planted_narrative_has_a_test_of_its_first_voice(truth):
    assert len(truth["narratives"]) == 9


def test_adoption_draws_every_source_its_collection_and_its_first_mark(demo, number_of):
    chart = adoption_chart(demo, View("findings", about=number_of("oyster_fever")))
    rows = chart.table.set_index("source")
    bars, *_rest = [t for t in chart.figure.data if t.type == "bar"]
    marks = [t for t in chart.figure.data if t.type == "scatter" and t.mode == "markers"]
    assert [row[0] for row in bars.customdata] == list(rows.index)
    assert list(bars.base) == rows["collected_from"].tolist()
    below, above, edge = marks
    assert dict(zip([row[0] for row in below.customdata], below.x, strict=True)) == rows["first"].dropna().to_dict()
    assert list(above.y) == list(range(1, len(above.x) + 1))
    assert list(above.x) == sorted(above.x)
    assert dict(zip([r[0] for r in edge.customdata], edge.x, strict=True)) == rows["edge_first"].dropna().to_dict()
    assert all(shape.endswith("-open") for shape in edge.marker.symbol)
    assert max(chart.figure.data[1].y) == rows["first"].notna().sum()


@pytest.mark.parametrize("name", ["full", "one-document", "no-dates", "forty-sources", "hostile", "arabic"])
def test_adoption_says_something_of_every_shape_of_bundle(variant, name):
    bundle = variant(name)
    chart = adoption_chart(bundle, View("findings", about=int(bundle.narratives["narrative"].iloc[0])))
    assert chart.alt.endswith(".")
    written = chart.figure.to_json()
    assert "<img" not in written
    assert "<script" not in written


@pytest.mark.parametrize("name", CHARTS["findings"])
def test_every_finding_can_be_exported_as_a_table(demo, tmp_path, name):
    out = [tmp_path / f"{name}.csv", tmp_path / f"{name}.html"]
    about = ["--about", "0"] if name in {"first-voices", "adoption"} else []
    for file in out:
        args = ["export", str(SAMPLE / "bundle"), "findings", "--chart", name, *about, "--out", str(file)]
        result = CliRunner().invoke(cli, args)
        assert result.exit_code == 0, result.output
    view = View("findings", Selection(), chart=name, about=0 if about else None)
    chart = page_chart(demo, view)
    assert chart.name == name
    rows = list(csv.reader(line for line in out[0].read_text("utf-8-sig").splitlines() if line[:1] != "#"))
    assert list(chart.table.columns) in rows
    assert html.escape(chart.title) in out[1].read_text("utf-8")


@pytest.mark.parametrize("name", ["first-voices", "adoption"])
def test_who_spoke_first_must_be_told_of_what(demo, name):
    with pytest.raises(ViewError, match="none was given"):
        page_chart(demo, View("findings", Selection(), chart=name))


@pytest.mark.parametrize(
    "name", ["full", "one-document", "one-source", "no-dates", "forty-sources", "no-narratives", "hostile", "arabic"]
)
@pytest.mark.parametrize("make", [bursts_chart, silence_chart, lag_chart])
def test_every_shape_of_bundle_gives_a_chart_that_says_something(variant, make, name):
    chart = make(variant(name), View("findings"))
    assert chart.alt
    assert chart.caption.endswith(".")
    if chart.figure is not None:
        written = chart.figure.to_json()
        assert "<img" not in written
        assert "<script" not in written


def test_who_spoke_first_by_hand(by_hand):
    chart = first_voices_chart(by_hand, View("findings", about=0))
    assert chart.alt == "First in this corpus: Le Phare."
    assert chart.table["source"].tolist()[0] == "Le Phare"


@pytest.mark.parametrize(
    ("narratives", "said"),
    [
        ((), "No narrative could be tested for bursts: too few texts dated to the day, or too few days."),
        ((NO_NARRATIVE,), "There is no narrative to test for bursts."),
    ],
)
def test_where_nothing_could_be_tested_nothing_is_said_to_be_found_or_not(by_hand, narratives, said):
    chart = bursts_chart(by_hand, View("findings", Selection(narratives=narratives)))
    assert chart.table["start"].isna().all()
    assert " ".join(chart.figure.layout.annotations[0].text.split("<br>")) == said
    assert chart.alt == said


def test_shares_of_what_was_searched_for_are_not_said_to_be_of_all_that_was_published(by_hand):
    whole, found = (
        page_chart(by_hand, View("timeline", selection, period="month"))
        for selection in (Selection(), Selection(query="gas"))
    )
    assert "of everything published in each month" in whole.sentence
    assert "of the selected documents of each month" in found.sentence
