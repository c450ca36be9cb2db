"""Watched narratives over time: counted in periods as those of the bundle are."""

import numpy as np
import pytest

from filrouge.annotations import log
from filrouge.annotations import watched as rows_of
from filrouge.annotations.acts import Author
from filrouge.annotations.overlay import seen
from filrouge.charts import page_chart
from filrouge.explore.link import read_link
from filrouge.explore.selection import Selection
from filrouge.explore.timeline import AVERAGINGS, timeline
from filrouge.explore.view import View
from filrouge.explore.watched_timeline import FIRST, watched_timeline


def write(bundle, *sentences):
    for sentence in sentences:
        log.add(bundle, rows_of.written(bundle, "", sentence, (), ()), Author("Ana"))
    return list(rows_of.watched(bundle).values())


@pytest.mark.parametrize("averaging", list(AVERAGINGS))
def test_what_holds_the_passages_of_a_narrative_has_its_shares(told, monkeypatch, averaging):
    write(told, "The price of gas")
    shown = seen(told)
    of_gas = np.flatnonzero(shown.columns.passage_narrative == 0)
    monkeypatch.setattr("filrouge.explore.watched_timeline.passages", lambda *_: of_gas)
    found, beside = (make(shown, Selection(), "week", averaging) for make in (watched_timeline, timeline))
    own = beside.frame[beside.frame["narrative"] == 0].reset_index(drop=True)
    assert found.frame["narrative"].unique().tolist() == [FIRST]
    names = ["start", "documents", "texts", "effective", "enough"]
    assert found.frame[names].equals(own[names])
    assert found.frame["share"].tolist() == pytest.approx(own["share"].tolist())
    saying = set(shown.columns.passage_doc[of_gas].tolist())
    assert found.frame["mentions"].sum() <= len(saying)
    assert (found.period, found.counts) == (beside.period, beside.counts)


def test_they_stand_side_by_side_the_largest_first_in_links_and_tables(told):
    vote, gas = write(told, "Nobody votes abroad: no ballot, no vote", "The price of gas")
    shown = seen(told)
    view = View("overview", chart="watched-over-time", measure="mentions", period="week")
    chart = page_chart(shown, view)
    assert read_link(chart.link, shown) == view
    by_key = chart.table.groupby("key", sort=False)["mentions"].sum()
    assert set(by_key.index) == {gas.key, vote.key}
    assert by_key.is_monotonic_decreasing
    panels = [note.text for note in chart.figure.layout.annotations][:2]
    assert panels == chart.table["label"].drop_duplicates().tolist()
    assert by_key[gas.key] == 3, "the leaflet has no date"
    assert "1 undated" in chart.caption
    assert "“The price of gas”: highest with" in chart.alt


def test_a_filter_counts_its_own_documents_and_what_else_is_watched_none_away(told):
    gas, vote = write(told, "The price of gas", "Nobody votes abroad: no ballot, no vote")
    shown = seen(told)
    french = watched_timeline(shown, Selection(languages=("fr",), watched=(vote.key,)), "month").frame
    assert french.groupby("key")["mentions"].sum()[gas.key] == 1
    assert (french["share"] <= 1).all()


def test_nothing_watched_is_nothing_drawn(told):
    chart = page_chart(told, View("overview", chart="watched-over-time"))
    assert chart.table.empty
    assert len(chart.figure.data) == 0
