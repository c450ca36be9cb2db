"""Charts of claims: a mark for each source and each sentence, and what is said of those that are not drawn."""

from collections import Counter

from filrouge.bundle import Bundle
from filrouge.charts import specs
from filrouge.explore.claims import MOST_DRAWN, by_source, claims, most_stated, statements
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import number
from filrouge.wording.claims import does_texts, drawn_text
from tests.synthetic import synthetic_bundle


def made(bundle, name, **options):
    return specs()[name].make(bundle, View("claims", chart=name, **options))


def marks(chart):
    return Counter((trace.name, one[0]) for trace in chart.figure.data for one in trace.customdata)


def test_a_source_has_a_mark_for_what_it_does_with_each_claim_drawn(bundle):
    chart, found = made(bundle, "claim-sources"), claims(bundle, Selection())
    frame, drawn = by_source(statements(bundle, Selection())), set(most_stated(found, None))
    rows = frame[frame["claim"].isin(drawn)]
    assert len(drawn) == MOST_DRAWN < len(found)
    assert rows["does"].nunique() > 1
    assert marks(chart) == Counter(zip(rows["does"].map(does_texts()), rows["claim"], strict=True))
    assert len(chart.table) == len(frame)
    assert f"{MOST_DRAWN} of {number(len(found))} claims are drawn" in chart.caption


def test_a_sentence_has_a_mark_on_its_day(bundle):
    last = int(claims(bundle, Selection())["claim"].iloc[-1])
    chart = made(bundle, "claims-over-time", claim=last)
    said = statements(bundle, Selection())
    said = said[said["claim"].isin(most_stated(claims(bundle, Selection()), last))]
    dated = said["published"].notna()
    assert last in set(said["claim"])
    assert Counter(claim for _does, claim in marks(chart).elements()) == Counter(said.loc[dated, "claim"])
    assert len(chart.table) == len(said)


def test_claims_of_texts_without_a_date_are_said_to_have_none(tmp_path):
    folder = synthetic_bundle(tmp_path / "undated", documents=60, undated=1, claims=True)
    chart = made(Bundle.open(folder), "claims-over-time")
    assert len(chart.table) > 0
    assert chart.alt == "None of these sentences has a date."
    assert marks(chart) == Counter()


def test_that_some_are_not_drawn_is_said_only_where_it_is_so():
    assert drawn_text(12, 1300) == "12 of 1,300 claims are drawn, those of most texts; all are in the table"
    assert drawn_text(12, 12) == ""
