"""The claims of one narrative: how many of its texts state each, and which sources do what with it."""

import numpy as np
import pandas as pd
import pytest

from filrouge.charts import specs
from filrouge.explore import claims as claims_module
from filrouge.explore.claims import claims, statements, wordings
from filrouge.explore.narrative_claims import claim_glosses, most_shared, narrative_claims
from filrouge.explore.selection import Selection, where
from filrouge.explore.view import View

SELECTIONS = [Selection(), Selection(languages=("fr",)), Selection(sources=("Source 01", "Source 02"))]


@pytest.mark.parametrize("selection", SELECTIONS)
def test_claims_of_a_narrative_are_counted_among_its_texts(bundle, selection):
    for narrative in bundle.labels:
        found = narrative_claims(bundle, selection, narrative)
        expected = claims(bundle, Selection(**{**vars(selection), "narratives": (narrative,)}))
        assert found["claim"].tolist() == expected["claim"].tolist()
        docs = where(selection.about(narrative), bundle).docs
        groups = bundle.columns.copy_group
        said = statements(bundle, selection)
        for row in found.itertuples():
            own = said[said["claim"] == row.claim]
            stating = set(own.loc[own["part"] != "denies", "doc"]) & set(docs.tolist())
            assert row.part == pytest.approx(
                len(set(groups[list(stating)].tolist())) / len(np.unique(groups[docs])) if stating else 0
            )
            assert set(row.says) | set(row.quotes) == set(own.loc[own["part"] != "denies", "source"])
            assert set(row.denies) == set(own.loc[own["part"] == "denies", "source"])
            assert not set(row.says) & set(row.quotes)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_what_is_told_of_a_narrative_is_counted_without_the_claims_of_others(bundle, selection, monkeypatch):
    expected, said = claims(bundle, selection), statements(bundle, selection)
    narrative = int(expected["narrative"].mode()[0])
    own = expected[expected["narrative"] == narrative].reset_index(drop=True)
    bundle.forget()
    counted = []
    monkeypatch.setattr(claims_module, "where", lambda *asked: counted.append(asked) or where(*asked))
    some = statements(bundle, selection, narratives=(narrative,))
    pd.testing.assert_frame_equal(claims(bundle, selection.about(narrative)), own)
    assert len(counted) == 1  # all of them were not looked through
    numbers = claims(bundle, Selection(narratives=(narrative,)))["claim"]
    pd.testing.assert_frame_equal(some, said[said["claim"].isin(numbers)].reset_index(drop=True))


def test_the_most_shared_claim_stands_beside_the_name(bundle):
    shared = most_shared(bundle, Selection())
    for narrative, claim in shared.items():
        assert narrative_claims(bundle, Selection(), narrative)["claim"].iloc[0] == claim
    view = View("overview", chart="narratives")
    chart = specs()["narratives"].make(bundle, view)
    words = wordings(bundle, "en")
    told = dict(zip(chart.table["narrative"], chart.table["shared_claim"], strict=True))
    assert {n for n, text in told.items() if text} == set(shared) & set(told) != set()
    assert all(words[shared[n]][0] in text for n, text in told.items() if text)
    names = [entry.label for entry in chart.table.itertuples() if entry.shared_claim]
    hovers = {str(bar.customdata) for bar in chart.figure.data}
    assert sum("Most shared claim:" in hover for hover in hovers) == 1
    assert names


def test_a_claim_in_other_languages_has_the_nearest_sentence_in_ones_own(demo):
    numbers = claims(demo, Selection())["claim"].tolist()
    found = {}
    for narrative in demo.labels:
        own = narrative_claims(demo, Selection(), narrative)["claim"].tolist()
        found |= claim_glosses(demo, own, narrative, "en")
    foreign = {claim for claim, (_text, language) in wordings(demo, "en").items() if language != "en"}
    assert set(found) <= foreign <= set(numbers)
    assert found
    assert all(found.values())
