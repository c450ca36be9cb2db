"""Reach is what platforms counted, added up by narrative and period; what no document states is not zero."""

import pandas as pd
import pytest

from filrouge.charts import page_chart
from filrouge.explore.reach import MOST_SHOWN, reach_over_time
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.schema import DOCUMENTS, PASSAGES


def plain(bundle, counted):
    """Sums by narrative and month, from the files."""
    documents = pd.read_parquet(bundle.path / DOCUMENTS.file).dropna(subset=[counted, "published"])
    talks = pd.read_parquet(bundle.path / PASSAGES.file).query("narrative >= 0")[["doc_id", "narrative"]]
    whole = documents.merge(talks.drop_duplicates(), on="doc_id")
    start = whole["published"].dt.tz_localize(None).dt.to_period("M").dt.start_time
    return whole.assign(start=start).groupby(["narrative", "start"])[counted].sum().astype(float)


@pytest.mark.parametrize("counted", ["views", "likes", "shares"])
def test_reach_is_the_sum_of_what_documents_state(variant, counted):
    bundle = variant("posts")
    frame, period, stated = reach_over_time(bundle, Selection(), counted, "month")
    assert period == "month"
    documents = pd.read_parquet(bundle.path / DOCUMENTS.file)
    assert stated == documents[[counted, "published"]].notna().all(axis=1).sum() > 0
    expected = plain(bundle, counted)
    found = frame.dropna(subset="reach").set_index(["narrative", "start"])["reach"]
    assert found.to_dict() == expected[expected.index.get_level_values(0).isin(frame["narrative"])].to_dict()
    sizes = expected.groupby("narrative").sum().sort_values(ascending=False, kind="stable")
    assert frame["narrative"].drop_duplicates().map(sizes).tolist() == sizes.head(MOST_SHOWN).tolist()
    assert frame["reach"].isna().any()
    assert (frame["reach"].isna() == (frame["stated"] == 0)).all()


def test_what_no_platform_counts_is_told(variant):
    for bundle, counted in ((variant("posts"), "comments"), (variant("full"), "views")):
        frame, _period, stated = reach_over_time(bundle, Selection(), counted)
        assert frame.empty
        assert stated == 0
        chart = page_chart(bundle, View("timeline", chart="reach", reach=counted))
        assert chart.alt == "No document of this selection has this count."


def test_a_chosen_narrative_is_shown_alone(variant):
    frame, *_ = reach_over_time(variant("posts"), Selection(narratives=(3,)), "views")
    assert set(frame["narrative"]) == {3}
