"""Sides of a narrative: told where sources dispute one another beyond chance, and not told where there are none."""

import numpy as np
import pandas as pd
import pytest

from filrouge.charts import specs
from filrouge.charts.claim_sides import DISPUTES, SILENT, STATES
from filrouge.explore.claim_sides import (
    CHANCE,
    TOLD,
    TOO_FEW,
    UNOPPOSED,
    ClaimSides,
    claim_sides,
    sides_of,
    votes,
)  # fmt: skip
from filrouge.explore.claims import claims, statements
from filrouge.explore.curveball import against_chance, curveball, two_parts
from filrouge.explore.selection import Selection
from filrouge.explore.view import View


def said_by(rows: dict[str, list[int]], disputes: dict[str, list[int]] | None = None) -> pd.DataFrame:
    """Votes of a narrative: the claims that each source states and disputes, each in a document of its own."""
    votes = [(source, claim, 1) for source, some in rows.items() for claim in some]
    votes += [(source, claim, -1) for source, some in (disputes or {}).items() for claim in some]
    frame = pd.DataFrame(votes, columns=["source", "claim", "vote"])
    return frame.assign(narrative=0, doc=range(len(frame)))


LEFT = {f"left {i}": [0, 1, 2, 3, 4, 5] for i in range(4)}
RIGHT = {f"right {i}": [6, 7, 8, 9, 10, 11] for i in range(4)}
WIRE = {"wire": [0, 1, 2, 6, 7, 8]}
DISPUTED = {"left 0": [6], "left 1": [7, 8], "right 2": [0]}


def test_tables_drawn_anew_keep_their_margins_and_differ():
    rng = np.random.default_rng(0)
    table = rng.random((7, 9)) < 0.4
    drawn = curveball(table, 200, rng)
    assert (drawn.sum(axis=1) == table.sum(axis=0)).all()
    assert (drawn.sum(axis=2) == table.sum(axis=1)).all()
    assert len({one.tobytes() for one in drawn}) > 150
    small = curveball(np.eye(3, dtype=bool), 6_000, rng)  # of six tables, each as often
    counts = np.unique(small.reshape(len(small), -1), axis=0, return_counts=True)[1]
    assert len(counts) == 6
    assert counts.min() > 880


def test_two_blocks_are_two_parts():
    table = np.kron(np.eye(2, dtype=bool), np.ones((3, 4), bool))
    found, things = two_parts(table[None])
    assert found[0] == pytest.approx(0.5)
    assert abs(things[0, :4].sum()) == abs(things[0, 4:].sum()) == 4
    assert things[0, 0] == -things[0, 7]
    assert against_chance(table, 199)[0] < 0.05


def test_sources_that_dispute_one_another_are_sides():
    found = sides_of(said_by({**LEFT, **RIGHT, **WIRE}, DISPUTED))
    assert found.narratives["status"].tolist() == [TOLD]
    side = found.sources.set_index("source")["side"]
    assert {side[name] for name in LEFT} == {0}
    assert {side[name] for name in RIGHT} == {1}
    assert side["wire"] == -1
    assert found.claims.set_index("claim")["side"].tolist() == [0] * 6 + [1] * 6
    rows = said_by({**LEFT, **RIGHT, **WIRE}, DISPUTED).merge(found.documents, on="doc")
    expected = (rows["claim"] >= 6) ^ (rows["vote"] < 0)  # who disputes a claim stands on the other side
    assert (rows["side"] == expected).all()


def test_sources_that_write_of_different_things_are_no_sides():
    found = sides_of(said_by({**LEFT, **RIGHT, **WIRE}))
    assert found.narratives["status"].tolist() == [UNOPPOSED]
    assert len(found.claims) == len(found.sources) == len(found.documents) == 0
    within = sides_of(said_by({**LEFT, **RIGHT}, {"left 0": [1, 2], "right 0": [7], "left 1": [6, 7]}))
    assert within.narratives["status"].tolist() == [UNOPPOSED], "who disputes his own side too says nothing"


def test_few_sources_and_claims_are_not_tested():
    assert sides_of(said_by({"a": [0, 1], "b": [0, 1], "c": [0, 2]})).narratives["status"].tolist() == [TOO_FEW]
    assert len(sides_of(said_by({})).narratives) == 0


def test_without_sides_none_are_told():
    rng = np.random.default_rng(3)
    statuses = []
    for _ in range(30):
        stated = rng.random((8, 10)) < rng.uniform(0.2, 0.7, 8)[:, None]
        rows, columns = np.nonzero(stated)
        vote = np.where(rng.random(len(rows)) < 0.2, -1, 1)
        frame = pd.DataFrame({"source": rows.astype(str), "claim": columns, "vote": vote, "doc": rows, "narrative": 0})
        statuses += sides_of(frame).narratives["status"].tolist()
    assert statuses.count(TOLD) <= 2
    assert statuses.count(CHANCE) > 20


def test_votes_are_what_documents_do_with_claims(bundle):
    said = statements(bundle, Selection())
    found = votes(bundle, Selection())
    assert set(found["claim"]) <= set(claims(bundle, Selection())["claim"])
    disputed = said[(said["part"] == "denies") | (said["voice"] == "disputes")]
    pairs = set(zip(disputed["doc"], disputed["claim"], strict=True))
    assert {(row.doc, row.claim) for row in found.itertuples() if row.vote < 0} <= pairs
    assert len(found)


def test_the_chart_says_what_each_side_states_disputes_and_leaves_out(bundle, monkeypatch):
    frame = claims(bundle, Selection())
    narrative = int(frame["narrative"].iloc[0])
    one, two, three = frame["claim"].head(3)
    told = ClaimSides(
        pd.DataFrame({"status": [TOLD]}, index=pd.Index([narrative], name="narrative")),
        pd.DataFrame({"narrative": narrative, "claim": [one, two, three], "side": [0, 1, 1]}),
        pd.DataFrame({"narrative": narrative, "source": ["Source 01", "Source 02"], "side": [0, 1]}),
        pd.DataFrame({"narrative": narrative, "doc": [1, 2, 3], "side": [0, 1, -1]}),
    )
    said = pd.DataFrame(
        [("Source 01", one, 1), ("Source 01", two, -1), ("Source 02", two, 1), ("Source 02", three, 1)],
        columns=["source", "claim", "vote"],
    )
    monkeypatch.setattr("filrouge.charts.claim_sides.votes", lambda *_: said.assign(narrative=narrative))
    view = View("narrative", about=narrative)
    chart = specs()["claim-sides"].make(bundle, view, told)
    rows = list(zip(chart.table["side"], chart.table["does"], chart.table["claim"], strict=True))
    assert rows == [
        ("A", STATES, one), ("A", DISPUTES, two), ("A", SILENT, three), ("B", STATES, two), ("B", STATES, three),
        ("B", SILENT, one),
    ]  # fmt: skip
    assert "A: Source 01 (1 document). B: Source 02 (1 document)." in chart.sentence
    chance = claim_sides(bundle, Selection())
    assert specs()["claim-sides"].make(bundle, view, chance).sentence.startswith("No sides can be told apart")
