"""Every act: done, seen in what charts are made from, undone, done again, and there after a restart."""

import shutil
from dataclasses import replace

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, NARRATIVE, Author, Row
from filrouge.annotations.dates import date_text
from filrouge.annotations.identities import about_narrative
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import (
    merged,
    moved,
    noted,
    of_document,
    of_narrative,
    of_source,
    of_theme,
    said_in_table,
    split,
    wrong_pair,
)
from filrouge.bundle import Bundle, records
from filrouge.charts import page_chart
from filrouge.errors import FilrougeError, ViewError
from filrouge.explore.adoption import first_voices
from filrouge.explore.link import read_link, read_view
from filrouge.explore.overview import narratives_by_size
from filrouge.explore.selection import Selection, count
from filrouge.explore.spread import pairs
from filrouge.explore.view import View
from filrouge.report.methods import methods_text
from filrouge.wording.by_hand import history_text
from filrouge.wording.labels import theme_names
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE, by_hand_bundle
from tests.unit.explore.planted_copies import planted_copies

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def say(bundle: Bundle, rows: list[Row]) -> str:
    return log.add(bundle, rows, ANA)


def sizes(bundle: Bundle) -> dict[int, tuple[int, int]]:
    frame = narratives_by_size(bundle, Selection())
    return {row["narrative"]: (row["documents"], row["texts"]) for row in records(frame)}


FOUND = {GAS: (4, 3), FISH: (3, 2), VOTE: (3, 3)}


def test_changes_are_made_once_for_readers_of_every_language(own):
    say(own, of_narrative(own, GAS, {"name": "Dear gas"}))
    made = own.speaking("fr"), own.speaking("fr"), own.speaking("en")
    assert len({id(one) for one in made}) == 2, "names are in two languages"
    assert len({id(seen(one).narratives) for one in made}) == 1


def test_nothing_said_is_the_bundle_itself(own):
    assert seen(own) is own
    assert sizes(seen(own)) == FOUND


def test_a_name_that_was_typed_in_another_language_has_that_behind_it(own):
    french, english = own.speaking("fr"), own.speaking("en")
    act = say(own, of_narrative(french, GAS, {"name": "Gaz cher"}))
    assert seen(french).labels[GAS] == "Gaz cher"
    assert seen(english).labels[GAS] == "Gaz cher (fr)"
    assert seen(own).labels[GAS] == "Gaz cher", "nobody reads"
    assert seen(english).narrative_named("Gaz cher") == GAS
    assert len(log.current(own).history()) == 1, "its language is no change of its own"
    assert "1 name by hand" in page_chart(english, View("overview", chart="narratives")).caption
    log.undo(own, act, ANA)
    assert seen(english).labels[GAS] == "gas price"
    log.redo(own, act, ANA)
    say(own, of_narrative(seen(english), GAS, {"name": "Gaz cher"}))
    assert seen(english).labels[GAS] == "Gaz cher", "taken off"
    say(own, of_narrative(seen(english), GAS, {"name": french.labels[GAS]}))
    assert seen(english).labels[GAS] == f"{french.labels[GAS]} (fr)", (
        "a name of the build has the language it has there"
    )
    say(own, of_narrative(seen(english), GAS, {"name": None}))
    assert seen(english).labels[GAS] == "gas price"


def test_a_name_keeps_its_language_whatever_is_undone_of_what_was_there_before(own):
    french, english = own.speaking("fr"), own.speaking("en")
    say(own, of_narrative(english, GAS, {"name": "Dear gas"}))
    act = say(own, of_narrative(french, GAS, {"name": "Gaz cher"}))
    say(own, of_narrative(french, GAS, {"name": "Gaz trop cher"}))
    log.undo(own, act, ANA)
    assert (seen(french).labels[GAS], seen(english).labels[GAS]) == ("Gaz trop cher", "Gaz trop cher (fr)")


def test_a_theme_and_a_part_that_were_named_in_another_language_have_that_behind_them(own):
    french, english = own.speaking("fr"), own.speaking("en")
    say(own, of_theme(french, GAS, "La vie chère"))
    theme = int(own.narratives.set_index("narrative")["theme"][GAS])
    assert theme_names(seen(french))[theme] == "La vie chère"
    assert theme_names(seen(english))[theme] == "La vie chère (fr)"
    say(own, split(french, GAS, "ménages", "Ménages"))
    (new,) = seen(own).labels.keys() - own.labels.keys()
    assert (seen(french).labels[new], seen(english).labels[new]) == ("Ménages", "Ménages (fr)")
    say(own, of_narrative(seen(english), new, {"name": "Ménages"}))
    assert (seen(french).labels[new], seen(english).labels[new]) == ("Ménages", "Ménages"), "taken off"


def test_a_name_is_everyones_in_every_language_and_can_be_taken_back(own):
    act = say(own, of_narrative(own, FISH, {"name": "Boats kept in port"}))
    for bundle in (seen(own), seen(own).speaking("fr"), seen(Bundle.open(own.path))):
        assert bundle.labels[FISH] == "Boats kept in port°"
    assert own.labels[FISH] == "fishing ban°", "the bundle itself is as it was built"
    chart = page_chart(own, View("overview", chart="narratives"))
    assert "Boats kept in port°" in set(chart.table["label"])
    assert "1 name by hand" in chart.caption
    assert read_view("timeline", {"narrative": ["Boats kept in port"]}, seen(own)).selection.narratives == (FISH,)
    log.undo(own, act, ANA)
    assert seen(own).labels == own.labels
    assert "by hand" not in page_chart(own, View("overview", chart="narratives")).caption
    log.redo(own, act, ANA)
    assert seen(own).labels[FISH] == "Boats kept in port°"
    say(own, of_narrative(own, FISH, {"name": None}))
    assert seen(own).labels == own.labels


def test_a_name_two_narratives_have_is_told_apart(own):
    say(own, of_narrative(own, FISH, {"name": "gas price"}))
    assert {seen(own).labels[GAS], seen(own).labels[FISH]} == {"gas price (1)", "gas price (2)°"}


def test_a_theme_is_named_through_any_of_its_narratives(own):
    say(own, of_theme(own, FISH, "Cost of living"))
    assert theme_names(seen(own))[0] == theme_names(seen(own).speaking("fr"))[0] == "Cost of living"
    assert seen(own).narratives.set_index("narrative")["theme_label"].to_dict() == {
        GAS: "Cost of living", FISH: "Cost of living", VOTE: "overseas vote",
    }  # fmt: skip


def test_a_theme_of_one_narrative_is_called_as_that_is_until_it_has_a_name_of_its_own(own):
    say(own, of_narrative(own, VOTE, {"name": "Votes from abroad"}))
    assert theme_names(seen(own))[1] == "Votes from abroad"
    say(own, of_theme(own, VOTE, "Elections"))
    assert theme_names(seen(own))[1] == "Elections"
    assert theme_names(own)[1] == "overseas vote"


def test_a_theme_keeps_nothing_of_a_name_that_its_narrative_has_no_more(own):
    assert theme_names(own)[0] == "gas price / fishing ban"
    say(own, of_narrative(own, FISH, {"name": "Boats kept in port"}))
    frame = seen(own).narratives.set_index("narrative")
    assert theme_names(seen(own))[0] == frame["theme_label"][GAS] == "gas price / Boats kept in port"
    chart = page_chart(own, View("overview", chart="narratives"))
    assert not chart.table["theme_label"].str.contains("fishing").any()
    say(own, of_narrative(own, GAS, {"hidden": True}))
    assert theme_names(seen(own))[0] == "Boats kept in port"
    say(own, of_theme(own, FISH, "The coast"))
    assert theme_names(seen(own))[0] == "The coast"


def test_a_theme_with_a_name_of_its_own_loses_it_with_the_words_it_is_made_of(tmp_path, demo):
    own = Bundle.open(shutil.copytree(demo.path, tmp_path / "own"))
    frame, names = own.narratives, theme_names(own)
    theme = next(theme for theme, of_it in frame.groupby("theme") if len(of_it) == 2 and " / " in names[theme])
    first, second = frame.loc[frame["theme"] == theme, "narrative"]
    kept, others = names[theme], {n: name for n, name in names.items() if n != theme}
    say(own, of_narrative(own, int(first), {"star": True}))
    assert theme_names(seen(own))[theme] == kept, "nothing was renamed"
    say(own, of_narrative(own, int(first), {"name": "Zzyzx"}))
    for language in ("en", "fr"):
        assert theme_names(seen(own).speaking(language))[theme].startswith("Zzyzx / ")
    assert {n: name for n, name in theme_names(seen(own)).items() if n != theme} == others
    assert seen(own).narratives.set_index("narrative")["theme_label"][second].startswith("Zzyzx / ")


def test_merged_narratives_are_one_everywhere(own):
    act = say(own, merged(own, [FISH], GAS))
    bundle = seen(own)
    assert bundle.labels.keys() == {GAS, VOTE}
    assert sizes(bundle) == {GAS: (5, 4), VOTE: (3, 3)}
    rows = {row["narrative"]: row for row in records(bundle.narratives)}
    assert (rows[GAS]["n_documents"], rows[GAS]["n_texts"], rows[GAS]["n_passages"]) == (5, 4, 8)
    assert bundle.manifest["counts"]["narratives"] == 2
    shares = bundle.query("SELECT share FROM shares WHERE doc = 1 AND narrative = $n", {"n": GAS})
    assert shares["share"].tolist() == [1.0], "gas and fish were half of it each"
    assert read_view("timeline", {"narrative": [str(FISH)]}, bundle).selection.narratives == (GAS,)
    chart = page_chart(own, View("overview", chart="narratives"))
    assert "1 merge by hand" in chart.caption
    log.undo(own, act, ANA)
    assert sizes(seen(own)) == FOUND
    log.redo(own, act, ANA)
    assert sizes(seen(own)) == {GAS: (5, 4), VOTE: (3, 3)}


def test_merging_in_a_circle_and_in_a_chain_ends(own):
    say(own, merged(own, [FISH], GAS))
    say(own, merged(own, [GAS], VOTE))
    assert sizes(seen(own)) == {VOTE: (7, 6)}
    state = log.current(own)
    ids = {n: about_narrative(own, state, n)[0] for n in (GAS, VOTE)}
    say(own, [Row(NARRATIVE, ids[VOTE], "merge", ids[GAS])])
    assert sum(documents for documents, _texts in sizes(seen(own)).values()) == 7, "nothing is lost"


def test_what_leads_into_a_circle_of_merges_is_part_of_it(own):
    state = log.current(own)
    ids = {n: about_narrative(own, state, n) for n in (GAS, FISH, VOTE)}
    merges = [(GAS, VOTE), (VOTE, FISH), (FISH, VOTE)]
    say(own, [
        *(row for _about, noted in ids.values() for row in noted),
        *(Row(NARRATIVE, ids[one][0], "merge", ids[into][0]) for one, into in merges),
    ])  # fmt: skip
    assert set(sizes(seen(own))) == {FISH}


def test_as_found_by_the_model_stays_reachable_and_says_so(own):
    say(own, [*of_narrative(own, GAS, {"name": "Dear gas"}), *merged(own, [FISH], GAS)])
    as_found = View("overview", Selection(as_found=True), chart="narratives")
    chart = page_chart(seen(own), as_found)
    assert set(chart.table["label"]) == {"gas price", "fishing ban°", "overseas vote"}
    assert "As found by the model, without 1 name and 1 merge by hand" in chart.caption
    assert "as_found=true" in chart.link
    assert read_link(chart.link, seen(own)) == as_found
    with_fish = View("timeline", Selection(as_found=True, narratives=(FISH,)))
    assert read_link(with_fish.link(own), seen(own)) == with_fish, "it is there in the model"


def test_a_hidden_narrative_is_counted_as_none_and_comes_back(own):
    before = count(own, Selection())
    act = say(own, of_narrative(own, VOTE, {"hidden": True}))
    now = count(seen(own), Selection())
    assert VOTE not in seen(own).labels
    assert (now.documents, now.passages, now.unclear) == (before.documents, before.passages, before.unclear + 5)
    assert sizes(seen(own)) == {GAS: (4, 3), FISH: (3, 2)}
    with pytest.raises(ViewError, match="hidden"):
        read_view("timeline", {"narrative": [str(VOTE)]}, seen(own))
    log.undo(own, act, ANA)
    assert sizes(seen(own)) == FOUND


def test_a_star_and_a_status_stand_in_the_table(own):
    say(own, of_narrative(own, GAS, {"star": True, "status": "confirmed"}))
    row = records(seen(own).narratives)[0]
    assert (row["starred"], row["status"]) == (True, "confirmed")
    assert "by hand" not in page_chart(own, View("overview")).caption, "no figure changes"
    with pytest.raises(FilrougeError, match="to check"):
        of_narrative(own, GAS, {"status": "true"})


def test_a_document_is_corrected_and_the_original_stays(own):
    act = say(own, of_document("gaz", {"source": "Gazette", "date": "2025-02"}, reason="imprint"))
    row = seen(own).document_row(0)
    assert (row["source"], row["published_precision"], row["published_evidence"]) == ("Gazette", "month", "imprint")
    assert str(row["published"])[:10] == "2025-02-01"
    assert str(row["published_end"])[:10] == "2025-02-28"
    assert own.document_row(0)["source"] == PHARE
    sources = seen(own).sources.set_index("source")["n_documents"].to_dict()
    assert sources == {POST: 3, PHARE: 3, "Gazette": 1}
    assert count(seen(own), Selection(sources=("Gazette",))).documents == 1
    chart = page_chart(own, View("overview", chart="sources"))
    assert "Gazette" in set(chart.table["source"])
    assert "2 corrections of documents by hand" in chart.caption
    log.undo(own, act, ANA)
    assert seen(own).sources["source"].tolist() == own.sources["source"].tolist()


def test_a_date_and_a_source_may_be_taken_away(own):
    say(own, of_document("gaz", {"source": "", "date": "", "title": "", "language": "de"}))
    bundle = seen(own)
    assert count(bundle, Selection()).undated == 2
    assert bundle.manifest["counts"]["without_source"] == 2
    assert bundle.manifest["languages"]["de"] == 1
    assert count(bundle, Selection(languages=("de",))).documents == 1
    assert bundle.query("SELECT title FROM documents WHERE doc = 0")["title"].isna().all()


def test_a_language_may_be_taken_away(own):
    say(own, of_document("gaz", {"language": ""}))
    bundle = seen(own)
    assert bundle.manifest["languages"] == {"en": 4, "fr": 3, "und": 1}
    chart = page_chart(own, View("overview", chart="languages"))
    assert chart.table.set_index("language")["documents"].sum() == 8
    assert count(bundle, Selection(languages=("und",))).documents == 1


@pytest.mark.parametrize("day", ["31.5.2025", "2025-13", "2025-02-30", "yesterday", "2025-05-31T25:00"])
def test_what_is_no_date_is_refused(day):
    with pytest.raises(FilrougeError, match="date"):
        of_document("gaz", {"date": day})


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024", "year", "2024-01-01 00:00:00", "2024-12-31 23:59:59.999999"),
        ("2024-02", "month", "2024-02-01 00:00:00", "2024-02-29 23:59:59.999999"),
        ("2024-12-31", "day", "2024-12-31 00:00:00", "2024-12-31 23:59:59.999999"),
        ("2024-12-31T23:30-02:00", "minute", "2025-01-01 01:30:00", "2025-01-01 01:30:59.999999"),
    ],
)
def test_a_corrected_date_is_as_precise_as_it_is_written(own, text, precision, first, last):
    say(own, of_document("gaz", {"date": text}))
    row = seen(own).document_row(0)
    assert (row["published_precision"], str(row["published"]), str(row["published_end"])) == (precision, first, last)


def test_what_is_known_of_a_source_stands_in_its_row(own):
    act = say(own, of_source(PHARE, {"kind": "state media", "country": "FR", "reliability": "low"}))
    row = seen(own).sources.set_index("source").loc[PHARE]
    assert (row["kind"], row["country"], row["reliability"], row["owner"]) == ("state media", "FR", "low", None)
    log.undo(own, act, ANA)
    assert seen(own).sources["kind"].isna().all()


def test_a_part_is_split_off_by_a_query(own):
    act = say(own, split(own, GAS, "wire OR boats", "Gas and boats"))
    bundle = seen(own)
    (new,) = bundle.labels.keys() - own.labels.keys()
    assert bundle.labels[new] == "Gas and boats"
    assert sizes(bundle) == {GAS: (2, 2), new: (2, 1), FISH: (3, 2), VOTE: (3, 3)}
    say(own, of_narrative(bundle, new, {"name": "Boats and gas"}))
    assert seen(own).labels[new] == "Boats and gas"
    say(own, merged(bundle, [new], VOTE))
    assert sizes(seen(own)) == {GAS: (2, 2), FISH: (3, 2), VOTE: (5, 4)}
    log.undo(own, act, ANA)
    assert sizes(seen(own)) == FOUND


def test_what_people_said_counts_for_the_caches(own):
    first = seen(own)
    assert seen(own) is first, "made once"
    say(own, of_document("gaz", {"title": "Another"}))
    assert seen(own) is not first
    assert first.query("SELECT title FROM documents WHERE doc = 0")["title"].tolist() == ["Title of gaz"]
    assert seen(own).query("SELECT title FROM documents WHERE doc = 0")["title"].tolist() == ["Another"]
    assert NONE not in seen(own).labels
    assert log.current(own).history(DOCUMENT, "gaz")[0].value == "Another"


def test_a_corrected_date_counts_for_who_was_first(own):
    before = first_voices(own, Selection(), GAS)
    assert before["source"].tolist()[0] == PHARE
    act = say(own, of_document("gaz", {"date": "2025-01-30"}))
    after = first_voices(seen(own), Selection(), GAS)
    assert after["source"].tolist()[0] == POST
    assert str(after.set_index("source")["first"][PHARE])[:10] == "2025-01-30"
    log.undo(own, act, ANA)
    assert first_voices(seen(own), Selection(), GAS).equals(before)


def test_a_document_is_moved_to_another_narrative_and_out_of_all(own):
    act = say(own, moved(own, ["gaz"], GAS, VOTE))
    assert sizes(seen(own)) == {GAS: (3, 2), FISH: (3, 2), VOTE: (4, 4)}
    assert "1 moved document by hand" in page_chart(own, View("overview", chart="narratives")).caption
    log.undo(own, act, ANA)
    assert sizes(seen(own)) == FOUND
    say(own, moved(own, ["wire-1", "wire-2", "not there"], GAS, None))
    assert sizes(seen(own)) == {GAS: (2, 2), FISH: (3, 2), VOTE: (3, 3)}
    assert count(seen(own), Selection()).unclear == count(own, Selection()).unclear + 2


def test_two_texts_that_are_no_copies_count_as_two(own):
    assert count(own, Selection()).texts == 7
    act = say(own, wrong_pair("wire-1", "wire-2", "copy", reason="two storms"))
    assert count(seen(own), Selection()).texts == 8
    assert sizes(seen(own))[GAS] == (4, 4)
    log.undo(own, act, ANA)
    assert count(seen(own), Selection()).texts == 7


def test_two_texts_that_are_no_copies_count_as_two_where_a_third_is_like_both(tmp_path):
    own = planted_copies(tmp_path / "own")
    assert count(own, Selection()).texts == 6
    say(own, wrong_pair("d0000000", "d0000002", "copy"))
    group = seen(own).query("SELECT doc_id, copy_group FROM documents").set_index("doc_id")["copy_group"]
    assert group["d0000000"] == group["d0000001"] != group["d0000002"] == group["d0000003"]
    assert count(seen(own), Selection()).texts == 7


def test_a_pair_whose_order_is_wrong_is_open_and_a_wrong_copy_is_none(tmp_path, demo):
    own = Bundle.open(shutil.copytree(demo.path, tmp_path / "own"))
    ids = own.query("SELECT doc_id FROM documents ORDER BY doc")["doc_id"].tolist()
    told = pairs(own)[pairs(own)["told"]].iloc[0]
    ends = ids[int(told["doc"])], ids[int(told["of"])]
    say(own, wrong_pair(*ends, "order"))
    now = pairs(seen(own)).set_index(["doc", "of"])
    assert not now.loc[(told["doc"], told["of"]), "told"]
    assert pairs(own).loc[lambda f: f["told"]].shape[0] == now["told"].sum() + 1
    say(own, wrong_pair(*reversed(ends), "copy"))
    assert len(pairs(seen(own))) == len(pairs(own)) - 1


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-02-29", "2024-12-31T23:30-02:00", "2024-01-01T00:10+05:45"])
def test_a_date_reads_as_it_is_written(own, text):
    say(own, of_document("gaz", {"date": text}))
    assert date_text(seen(own).document_row(0)) == text


def test_the_methods_of_a_report_list_what_was_changed_and_by_whom(own):
    assert "Changes by hand" not in methods_text(seen(own))
    say(own, merged(own, [FISH], GAS, reason="one story"))
    undone = say(own, of_narrative(own, VOTE, {"name": "Taken back"}))
    log.undo(own, undone, ANA)
    text = methods_text(seen(own))
    assert "## Changes by hand" in text
    assert "1 merge by hand" in text
    assert "Ana: “fishing ban” merged into “gas price”. Reason: one story" in text
    assert "Taken back" not in text


def test_history_says_what_stood_there_before(own):
    for said in (
        of_narrative(own, GAS, {"name": "Dear gas"}),
        of_narrative(own, GAS, {"name": "Gas is dear"}),
        of_narrative(own, GAS, {"name": None}),
        of_source(PHARE, {"kind": "daily"}),
        of_source(PHARE, {"kind": "state media"}),
        of_source(PHARE, {"kind": None}),
        of_document("gaz", {"date": "2025-02-01"}),
        of_document("gaz", {"title": ""}),
        of_theme(own, GAS, "Dear life"),
    ):
        log.add(own, said, ANA)
    lines = [line.partition(": ")[2] for line in history_text(log.current(own).history(), seen(own), log.current(own))]
    assert lines[::-1] == [
        "“gas price” renamed “Dear gas”",
        "“Dear gas” renamed “Gas is dear”",
        "“Gas is dear” has the name that was found again: “gas price”",
        f"Source “{PHARE}”, kind: not known → Daily newspaper",
        f"Source “{PHARE}”, kind: Daily newspaper → State media",
        f"Source “{PHARE}”, kind: State media → not known (as found)",
        "Document “Title of gaz”, date: 2025-01-06 → 2025-02-01",
        "Document “Title of gaz”, title: Title of gaz → not known",
        "The theme “gas price / fishing ban” renamed “Dear life”",
    ]
    log.add(own, split(own, GAS, "ménages", "Households"), ANA)
    (new,) = seen(own).labels.keys() - own.labels.keys()
    log.add(own, of_narrative(seen(own), new, {"name": "Homes"}), ANA)
    assert "“Households” renamed “Homes”" in history_text(log.current(own).history(), seen(own), log.current(own))[0]


def test_history_calls_a_merged_narrative_as_people_did(own):
    log.add(own, of_narrative(own, FISH, {"name": "No boats"}), ANA)
    log.add(own, merged(own, [FISH], GAS), ANA)
    line = history_text(log.current(own).history(), seen(own), log.current(own))[0]
    assert "“No boats” merged into “gas price" in line


def test_the_history_of_one_thing_tells_of_that_and_reads_its_documents_together(own, monkeypatch):
    say(own, said_in_table(own, {n: {"name": f"Name {n}"} for n in (GAS, FISH, VOTE)}))
    say(own, merged(seen(own), [FISH], GAS))
    state = log.current(own)
    about = about_narrative(own, state, GAS)[0]
    assert [(row.field, row.value) for row in state.history(NARRATIVE, about)] == [("merge", about), ("name", "Name 0")]
    asked, query = [], Bundle.query

    def counted(self, sql, *args, **given):
        asked.append(sql)
        return query(self, sql, *args, **given)

    monkeypatch.setattr(Bundle, "query", counted)
    say(own, [row for one in ("gaz", "early", "late", "weather") for row in of_document(one, {"author": "Eve"})])
    asked.clear()
    assert len(history_text(log.current(own).history(), own, log.current(own))) == 8
    assert len(asked) <= 2


def test_history_tells_each_change_under_the_names_of_its_time(own):
    about, identity = about_narrative(own, log.current(own), GAS)
    log.add(own, [*identity, *noted(NARRATIVE, about, "Ask them")], ANA)
    log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), ANA)
    log.add(own, merged(own, [FISH], GAS), ANA)
    undone = log.add(own, of_narrative(own, GAS, {"name": "Gas is dear"}), ANA)
    log.add(own, of_narrative(own, GAS, {"star": True}), ANA)
    log.undo(own, undone, ANA)
    log.add(own, moved(own, ["gaz"], GAS, VOTE), ANA)
    log.add(own, of_document("gaz", {"title": "Another"}), ANA)
    log.add(own, noted(DOCUMENT, "gaz", "Read it"), ANA)
    log.add(own, of_narrative(own, GAS, {"status": "confirmed"}), ANA)
    log.add(own, of_narrative(own, VOTE, {"name": "Ballots"}), ANA)
    log.add(own, of_narrative(own, GAS, {"name": "Last of all"}), ANA)
    lines = [line.partition(": ")[2] for line in history_text(log.current(own).history(), seen(own), log.current(own))]
    assert lines[::-1] == [
        "Note on “gas price”: “Ask them”",
        "“gas price” renamed “Dear gas”",
        "“fishing ban” merged into “Dear gas”",
        "“Dear gas” renamed “Gas is dear”",
        "“Gas is dear” starred",
        "Undone: “Dear gas” renamed “Gas is dear”",
        "Document “Title of gaz” moved to “overseas vote”",
        "Document “Title of gaz”, title: Title of gaz → Another",
        "Note on “Another”: “Read it”",
        "“Dear gas” marked “Confirmed”",
        "“overseas vote” renamed “Ballots”",
        "“Dear gas” renamed “Last of all”",
    ]


def test_history_calls_a_narrative_as_the_build_did_in_which_people_spoke_of_it(own):
    _about, (identity,) = about_narrative(own, log.current(own), GAS)
    of_old = replace(identity, value={**identity.value, "digest": "0" * 64, "label": "fuel cost"})
    log.add(own, [of_old, *of_narrative(own, GAS, {"star": True})[-1:]], ANA)
    log.add(own, [identity], ANA)
    log.add(own, of_narrative(own, GAS, {"status": "confirmed"}), ANA)
    lines = [line.partition(": ")[2] for line in history_text(log.current(own).history(), seen(own), log.current(own))]
    assert lines == ["“gas price” marked “Confirmed”", "“fuel cost” starred"]
    french = seen(own).speaking("fr")
    assert history_text(log.current(own).history(), french, log.current(own))[0].endswith(
        f"“{french.labels[GAS].removesuffix('°')}” marked “Confirmed”"
    )
