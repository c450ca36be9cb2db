import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from filrouge.annotations import report as storage
from filrouge.annotations.report import MOST_ENTRIES, Quote, Report, ReportEntry, read_report
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import ReportError
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.report.gather import chart_entry, view_of
from filrouge.report.words import CUT, excerpt
from tests.synthetic import synthetic_bundle


def three() -> Report:
    return Report("T", "I", tuple(ReportEntry("note", id=name, annotation=name) for name in "abc"))


def ids(report: Report) -> str:
    return "".join(entry.id for entry in report.entries)


def test_entries_move_and_go_by_their_ids():
    assert ids(three().moved("a", 1)) == "bac"
    assert ids(three().moved("c", -2)) == "cab"
    assert ids(three().moved("a", -1)) == "abc"
    assert ids(three().moved("gone", 1)) == "abc"
    assert ids(three().removed("b")) == "ac"
    edited = three().edited("b", title="B", annotation="new", translation="of nothing")
    assert (edited.entries[1].title, edited.entries[1].annotation) == ("B", "new")
    assert edited.entries[0] == three().entries[0]


def test_a_report_comes_back_from_its_file():
    report = (
        three()
        .added(ReportEntry("passage", quote=Quote("« Non. »", translation="“No.”")))
        .added(ReportEntry("chart", link="/timeline?"))
    )
    assert read_report(report.to_json()) == report


def good() -> dict:
    return json.loads(three().to_json())


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "[" * 100_000,
        json.dumps({**good(), "version": 2}),
        json.dumps({**good(), "entries": {}}),
        json.dumps({**good(), "entries": [{"kind": "script"}]}),
        json.dumps({**good(), "entries": [{"kind": "passage"}]}),
        json.dumps({**good(), "entries": [{"kind": "chart", "link": "http://evil.example"}]}),
        json.dumps({**good(), "entries": [{"kind": "chart", "link": "//[bad/"}]}),
        json.dumps({**good(), "title": 3}),
        json.dumps({**good(), "title": "x" * 30_000}),
    ],
)  # fmt: skip
def test_what_is_no_report_says_so(text):
    with pytest.raises(ReportError, match=r"r\.json: "):
        read_report(text, where="r.json")


def test_an_error_names_the_entry():
    entries = [{"kind": "note", "id": "x"}, {"kind": "chart", "link": "//[bad/"}]
    with pytest.raises(ReportError, match=r"r\.json: the field “link” of its entry 2 is not valid"):
        read_report(json.dumps({**good(), "entries": entries}), where="r.json")


def test_an_entry_that_was_copied_by_hand_is_an_entry_of_its_own():
    report = read_report(json.dumps({**good(), "entries": [{"kind": "note", "id": "x", "annotation": "a"}] * 2}))
    first, second = report.entries
    assert first.id == "x" != second.id
    assert first.annotation == second.annotation == "a"


def test_a_report_is_full_some_day():
    with pytest.raises(ReportError, match="at most"):
        Report(entries=tuple(ReportEntry("note") for _ in range(MOST_ENTRIES))).added(ReportEntry("note"))


def test_two_viewers_lose_nothing_of_each_other(tmp_path):
    bundle = Bundle.open(synthetic_bundle(tmp_path / "news", documents=20))
    assert storage.stored(bundle) == Report()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: storage.change(bundle, lambda r: r.added(ReportEntry("note", id=str(n)))), range(30)))
    assert sorted(int(entry.id) for entry in storage.stored(bundle).entries) == list(range(30))
    assert (tmp_path / "news.report.json").exists()


def test_two_views_of_one_chart_live_side_by_side(by_hand):
    views = [View("timeline", Selection(languages=("fr",))), View("timeline", Selection(query="gaz"), kind="area")]
    views.append(View("findings", chart="silence"))
    entries = [chart_entry(by_hand, view, page_chart(by_hand, view)) for view in views]
    assert [view_of(entry, by_hand) for entry in entries] == views


def test_a_long_text_is_cut_after_a_sentence():
    assert excerpt("One. Two two. Three three three.", 20) == f"One. Two two. {CUT}"
    assert excerpt("short", 20) == "short"
    assert excerpt("一二三。四五六七八九十", 8) == f"一二三。 {CUT}"
    assert excerpt("x" * 30, 8) == f"{'x' * 8} {CUT}"
