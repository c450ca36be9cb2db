"""What an analyst writes down is counted as a narrative is, judged, changed, taken elsewhere and undone."""

import numpy as np
import pytest

from filrouge.annotations import log
from filrouge.annotations import watched as rows_of
from filrouge.annotations.acts import WATCHED, Author, Row, stamped
from filrouge.annotations.carrying import add_json, carry_over, rows_json
from filrouge.annotations.overlay import seen
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import FilrougeError, InputError, ViewError
from filrouge.explore import meaning, watched
from filrouge.explore.link import fitted, read_link, read_view
from filrouge.explore.passages import passages_about, passages_of_documents
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.view import View
from filrouge.explore.watched_table import shown as watched_shown
from filrouge.explore.watched_table import watched_table
from filrouge.export.stix import stix_json
from filrouge.wording.by_hand import history_text
from filrouge.wording.watched import error_text, precision_text
from tests.told import told_bundle

ANA = Author("Ana")
GAS_DOCUMENTS = {"gaz", "wire-1", "wire-2", "leaflet"}


def write(bundle, sentence, name="", examples=(), against=(), key=""):
    rows = rows_of.written(bundle, name, sentence, examples, against, key=key)
    log.add(bundle, rows, ANA)
    return rows_of.watched(bundle)[rows[0].about]


def judge(bundle, one, verdicts):
    log.add(bundle, rows_of.judged(one, verdicts), ANA)
    return rows_of.watched(bundle)[one.key]


def documents(bundle, selection):
    return set(where(selection, bundle).query("SELECT doc_id FROM documents SEMI JOIN chosen USING (doc)")["doc_id"])


def place(bundle, passage):
    found = bundle.query(
        "SELECT doc_id, start FROM passages JOIN documents USING (doc) WHERE passage_id = ?", [int(passage)]
    )
    return str(found["doc_id"][0]), int(found["start"][0])


def test_what_is_watched_is_a_filter_of_every_view_in_any_language(told):
    one = write(told, "The price of gas", "Dear gas")
    assert documents(seen(told), Selection(watched=(one.key,))) == GAS_DOCUMENTS
    found = passages_about(seen(told), Selection(watched=(one.key,)), None)
    assert {"gas" in text.casefold() or "gaz" in text.casefold() for text in found.frame["text"]} == {True}
    chart = page_chart(seen(told), View("timeline", Selection(watched=(one.key,))))
    assert "with a passage that says “Dear gas”" in chart.caption
    assert "“Dear gas”: not judged yet" in chart.caption
    assert documents(seen(told), Selection(watched=("nobody",))) == set()


def test_its_passages_are_those_that_say_it_and_no_others_of_their_documents(told):
    one = write(told, "The price of gas")
    shown, selection = seen(told), Selection(watched=(one.key,))
    listed = set(passages_about(shown, selection, None).frame["passage_id"])
    assert set(passages_of_documents(shown, selection).tolist()) == listed
    inside = np.isin(shown.columns.passage_doc, where(selection, shown).docs)
    assert len(listed) < inside.sum()


def test_a_link_and_a_command_name_it_by_key_or_by_name(told):
    one = write(told, "The price of gas", "Dear gas")
    shown = seen(told)
    by_name = read_view("timeline", {"watched": ["dear GAS"]}, shown)
    assert by_name.selection.watched == (one.key,)
    assert read_link(by_name.link(shown), shown) == by_name
    with pytest.raises(ViewError, match="nobody watches a narrative “boats”"):
        read_view("timeline", {"watched": ["boats"]}, shown)
    log.add(told, rows_of.removed(one.key), ANA)
    assert fitted(by_name, seen(told)).selection.watched == ()


def test_it_is_counted_as_narratives_are(told):
    one = write(told, "The price of gas")
    write(told, "Nobody votes abroad: no ballot, no vote", "Vote")
    frame = watched_table(seen(told), Selection()).set_index("name")
    gas = frame.loc["The price of gas"]
    assert (gas["documents"], gas["texts"], gas["sources"], gas["languages"]) == (4, 3, 2, 2)
    assert (str(gas["first"].date()), str(gas["last"].date())) == ("2025-01-06", "2025-01-09")
    assert sum(gas["trend"]) == 3, "the leaflet has no date"
    french = watched_table(seen(told), Selection(languages=("fr",), watched=(one.key,))).set_index("name")
    assert french["documents"].to_dict() == {"The price of gas": 1, "Vote": 1}
    table = page_chart(seen(told), View("overview", chart="watched")).table
    assert table["precision"].tolist() == ["not judged yet"] * 2


def test_counter_examples_take_passages_away(told):
    plain = write(told, "gas and boat", "Both")
    before = set(watched.passages(told, plain))
    against = write(told, "gas and boat", "Both", against=["La pêche", "The boat"], key=plain.key)
    after = set(watched.passages(told, against))
    texts = dict(
        enumerate(told.passage_texts(told.query('SELECT doc, start, "end" FROM passages ORDER BY passage_id')))
    )
    assert after < before
    assert all("gas" in texts[i].casefold() or "gaz" in texts[i].casefold() for i in after)


def test_judgements_set_the_limit_and_the_precision(told):
    one = write(told, "gas", "Gas")
    ranked = watched.scored(told, one)
    gas = [i for i in ranked.index if ranked["similarity"][i] > 0.9]
    assert watched.limit(told, one) == watched.GUESS
    asked = watched.to_judge(told, one)
    groups = told.columns.copy_group[told.columns.passage_doc[list(asked)]]
    assert len(set(groups)) == len(asked), "one of each text is judged"
    yes, no = gas[0], gas[-1]
    one = judge(told, one, {place(told, yes): True})
    assert watched.limit(told, one) == pytest.approx(ranked["similarity"][yes])
    one = judge(told, one, {place(told, no): False})
    found = watched.precision(told, one)
    assert (found.judged, found.says) == (2, 1)
    assert np.isnan(found.share), "two judged passages are too few"
    assert not set(asked) & {yes} or place(told, yes) not in watched.to_judge(told, one).values()
    changed = write(told, "boat", "Gas", key=one.key)
    assert changed.judged == (), "what was judged was another sentence"
    back = write(told, "gas", "Gas", key=one.key)
    assert len(back.judged) == 2


@pytest.mark.parametrize(
    ("scores", "says", "limit"),
    [
        ([0.2, 0.4, 0.6, 0.8], [False, False, True, True], 0.5),
        ([0.2, 0.4, 0.6, 0.8], [False, True, False, True], 0.3),
        ([0.2, 0.4, 0.5, 0.6, 0.8], [True, False, False, False, True], 0.7),
        ([0.4, 0.6], [True, True], 0.4),
        ([0.4, 0.6], [False, False], 0.6),
    ],
)
def test_the_limit_is_that_with_the_largest_f1(told, monkeypatch, scores, says, limit):
    monkeypatch.setattr(watched, "_judged", lambda *_: (np.array(scores), np.array(says)))
    monkeypatch.setattr(watched, "_of_texts", lambda *_: np.array(scores))
    one = rows_of.Watched("key", "Gas", "gas")
    assert watched.limit(told, one) == pytest.approx(limit)


def test_what_was_not_judged_is_estimated_by_the_texts_near_it_on_each_side_of_the_limit(told, monkeypatch):
    scores = np.array([0.21, 0.22, 0.23, 0.24, 0.3, 0.6, 0.61, 0.62, 0.63, 0.9])
    monkeypatch.setattr(watched, "_judged", lambda *_: (scores, np.isin(scores, [0.3, 0.9])))
    monkeypatch.setattr(watched, "_verdicts", lambda *_: dict(enumerate(np.isin(scores, [0.3, 0.9]).tolist())))
    monkeypatch.setattr(watched, "limit", lambda *_: 0.5)
    monkeypatch.setattr(watched, "_open_texts", lambda *_: np.array([0.9, 0.62, 0.61, 0.6, 0.3, 0.24, 0.23, 0.21, 0.1]))
    found = watched.precision(told, rows_of.Watched("key", "Gas", "gas"))
    assert (found.judged, found.says) == (10, 2)
    assert (found.texts, found.share) == (4, pytest.approx(0.25))  # one near the one that says it
    assert 0 < found.low < 0.25 < found.high < 1
    assert (found.farther, found.missed) == (4, pytest.approx(0.25)), "nobody is asked about what is farther off"
    assert precision_text(found).endswith("of 4 texts not judged; 10 judged: 2 yes, 8 no")
    said = error_text(found)
    assert said.startswith("10 passages judged: 2 yes, 8 no. Of 4 texts counted but not judged, about 25% say it")
    assert "Of 4 texts less near and not counted, about 25% say it" in said
    monkeypatch.setattr(watched, "_judged", lambda *_: (scores[4:8], np.array([True, False, False, True])))
    found = watched.precision(told, rows_of.Watched("key", "Gas", "gas"))
    assert np.isnan([found.share, found.missed]).all()
    assert "Of 4 texts counted but not judged, it cannot be told how many say it" in error_text(found)
    assert precision_text(found).startswith("cannot be told of 4 texts not judged; 10 judged")


def test_a_passage_counts_as_it_was_judged_wherever_it_is_counted(told):
    one = write(told, "gas", "Gas")
    ranked = watched.scored(told, one)["similarity"]
    places = {int(i): place(told, i) for i in ranked.index}
    doc_of = {i: of[0] for i, of in places.items()}
    gas = [i for i in places if doc_of[i] in GAS_DOCUMENTS and ranked[i] > 0.9]
    far = [i for i in places if doc_of[i] not in GAS_DOCUMENTS]
    no, yes = [i for i in gas if doc_of[i] == "gaz"], far[-1]
    near = next(i for i in gas if i not in no)
    one = judge(told, one, {places[near]: True, **{places[i]: False for i in no}, places[yes]: True})
    assert ranked[yes] < watched.GUESS
    one = judge(told, one, {places[i]: False for i in far[:-1]})
    assert watched.limit(told, one) > ranked[yes]
    counted = set(watched.passages(told, one).tolist())
    assert yes in counted
    assert not counted & {*no, *far[:-1]}
    shown = seen(told)
    expected = {doc_of[i] for i in counted}
    assert doc_of[yes] in expected
    assert "gaz" not in expected
    assert documents(shown, Selection(watched=(one.key,))) == expected
    row = watched_table(shown, Selection()).iloc[0]
    assert row["documents"] == len(expected)
    found = passages_about(shown, Selection(watched=(one.key,)), None)
    assert set(found.frame["passage_id"]) == counted
    caption = page_chart(shown, View("timeline", Selection(watched=(one.key,)))).caption
    assert f"{len(one.judged)} judged: 2 yes, {len(one.judged) - 2} no" in caption


def test_counter_examples_leave_out_no_passage_that_was_judged_to_say_it(told):
    one = write(told, "gas and boat", "Both", against=["La pêche", "The boat"])
    ranked = watched.scored(told, one).index
    (away, *_) = sorted(set(range(len(told.columns.passage_doc))) - set(ranked))
    one = judge(told, one, {place(told, away): True})
    assert away in watched.passages(told, one)
    assert away in watched_shown(told, one, [away])["passage_id"].tolist()


def test_a_verdict_goes_for_the_same_words_in_copies_of_the_text(told):
    one = write(told, "gas", "Gas")
    one = judge(
        told, one, {place(told, i): False for i in watched.passages(told, one) if place(told, i)[0] == "wire-1"}
    )
    assert one.judged
    assert not {"wire-1", "wire-2"} & documents(seen(told), Selection(watched=(one.key,)))
    assert watched.precision(told, one).judged == len(one.judged), "only what somebody judged"


def test_what_was_left_open_is_asked_last(told):
    one = write(told, "gas", "Gas")
    first = list(watched.to_judge(told, one, 2).values())
    one = judge(told, one, {first[0]: None, first[1]: True})
    assert (one.left, one.judged) == ((first[0],), ((*first[1], True),))
    assert first[0] not in watched.to_judge(told, one, 1).values()
    assert list(watched.to_judge(told, one).values())[-1] == first[0]
    assert rows_of.judged(one, {first[0]: None, first[1]: None}) == [], "nothing judged is taken back"
    assert "judged for “Gas”: “left open”" in "\n".join(
        history_text(log.current(told).history(), seen(told), log.current(told))
    )
    one = judge(told, one, {first[0]: False})
    assert one.left == ()


def test_a_change_is_seen_at_once_with_and_without_what_people_changed(told):
    one = write(told, "gas", "Gas")
    for as_found in (False, True):
        shown = seen(told, as_found=as_found)
        assert count(shown, Selection(watched=(one.key,), as_found=as_found)).documents == 4
    write(told, "boat", "Gas", key=one.key)
    for as_found in (False, True):
        shown = seen(told, as_found=as_found)
        assert documents(shown, Selection(watched=(one.key,), as_found=as_found)) == {"wire-1", "wire-2", "early"}


def test_it_goes_along_into_another_build_and_through_files(told, by_hand, tmp_path):
    one = judge(told, write(told, "gas", "Gas"), {("gaz", 0): True})
    other = Bundle.open(told_bundle(by_hand.path, tmp_path / "other"))
    carry_over(told, other)
    assert rows_of.watched(other) == {one.key: one}
    assert documents(seen(other), Selection(watched=(one.key,))) == documents(seen(told), Selection(watched=(one.key,)))
    third = Bundle.open(told_bundle(by_hand.path, tmp_path / "third"))
    assert add_json(third, rows_json(told)).acts == 2
    assert rows_of.watched(third) == {one.key: one}
    assert '"name": "Gas"' in stix_json(seen(told))


def test_removing_it_is_undone_and_history_tells_it(told):
    one = judge(told, write(told, "gas", "Gas"), {("gaz", 0): True})
    act = log.add(told, rows_of.removed(one.key), ANA)
    assert rows_of.watched(told) == {}
    log.undo(told, act, ANA)
    assert rows_of.watched(told) == {one.key: one}
    state = log.current(told)
    told_of = "\n".join(history_text(state.history(), seen(told), state))
    for said in (
        "Watched as “Gas”: “gas”",
        "The passage “Le prix du gaz monte encore 🌊.” judged for “Gas”: “says it”",
        "“Gas” no longer watched",
    ):
        assert said in told_of


def test_what_cannot_be_watched_is_refused_by_name(told):
    write(told, "gas", "Gas")
    for sentence, name, problem in (
        ("", "", "0 characters"),
        ("x" * 501, "", "501"),
        ("boat", "gas", "another watched narrative is called “gas”"),
        ("boat", "x" * 121, "1 to 120"),
    ):
        with pytest.raises(InputError, match=problem):
            rows_of.written(told, name, sentence)
    with pytest.raises(InputError, match="too many examples"):
        rows_of.written(told, "", "boat", ["x" * 1001])
    assert len(rows_of.written(told, "", "a sentence that goes on " * 15)[0].value["name"]) <= 120


@pytest.mark.parametrize("value", ["gas", {"name": "Gas"}, {"name": "", "sentence": "gas"}, {"sentence": 3}, [1]])
def test_a_row_that_says_something_else_is_left_out(told, value):
    rows = [Row(WATCHED, "key", "query", value), Row(WATCHED, "key", "judged:x:y", "no")]
    log.database(told).add(told.name, stamped(rows, ANA))
    assert rows_of.watched(told) == {}
    assert len(log.current(told).refused) == 2
    with pytest.raises(FilrougeError):
        log.add(told, rows, ANA)


def test_where_nothing_can_be_embedded_it_is_said(told, monkeypatch):
    assert meaning.why_not(told) is None
    monkeypatch.undo()
    assert "is not at hand" in str(meaning.why_not(told))
