import pytest

from filrouge.bundle import records
from filrouge.explore.documents import document, documents
from filrouge.explore.selection import Selection, count
from filrouge.schema import NO_SOURCE
from filrouge.wording.days import published_text
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE


def test_latest_first_and_undated_last(by_hand):
    frame = documents(by_hand, Selection()).set_index("doc_id")
    assert frame.index.tolist() == ["weather", "late", "early", "wire-2", "wire-1", "gaz", "january", "leaflet"]
    assert {name: published_text(row) for name, row in frame.iterrows()} == {
        "weather": "3 February 2025",
        "late": "19 January 2025, 23:45 (UTC-05:00)",
        "early": "13 January 2025, 00:30 (UTC+04:00)",
        "wire-2": "9 January 2025",
        "wire-1": "7 January 2025",
        "gaz": "6 January 2025",
        "january": "January 2025",
        "leaflet": "undated",
    }
    assert frame["copies"].tolist() == [1, 1, 1, 2, 2, 1, 1, 1]
    assert frame["narratives"].map(list).to_dict() == {
        "weather": [],
        "late": [VOTE],
        "early": [FISH],
        "wire-2": [GAS, FISH],
        "wire-1": [GAS, FISH],
        "gaz": [GAS],
        "january": [VOTE],
        "leaflet": [VOTE, GAS],
    }
    assert frame.loc["leaflet", "source"] == NO_SOURCE
    assert frame.loc["gaz", ["language", "n_words", "url"]].tolist() == ["fr", 10, "https://phare.example/gaz"]


def test_copies_are_counted_in_the_bundle_and_not_in_the_selection(by_hand):
    frame = documents(by_hand, Selection(query="title", sources=(POST,)), limit=2)
    assert frame[["doc_id", "copies"]].to_numpy().tolist() == [["late", 1], ["wire-2", 2]]


def test_pages_follow_on(bundle):
    whole = documents(bundle, Selection(languages=("fr",)), limit=None)
    assert len(whole) == count(bundle, Selection(languages=("fr",))).documents
    pages = [documents(bundle, Selection(languages=("fr",)), limit=30, skip=skip) for skip in range(0, len(whole), 30)]
    assert [i for page in pages for i in page["doc_id"]] == whole["doc_id"].tolist()
    assert documents(bundle, Selection(), skip=1000).empty


def test_one_document_whole(by_hand):
    found = document(by_hand, "late")
    assert found.text == "The ballot opens. Voters abroad wait. Rain tomorrow."
    assert [found.text[s:e] for s, e in found.passages[["start", "end"]].to_numpy()] == [
        "The ballot opens.",
        "Voters abroad wait.",
        "Rain tomorrow.",
    ]
    assert found.passages["narrative"].tolist() == [VOTE, VOTE, -1]
    assert found.cuts == [{"start": 0, "end": 9, "at": 0, "reason": "navigation", "text": "Read also"}]
    assert found.extra == {"desk": "foreign"}
    assert (published_text(found.fields), found.fields["language"]) == ("19 January 2025, 23:45 (UTC-05:00)", "en")
    assert (found.fields["issuer"], found.fields["source"]) == ("Ministry", POST)
    assert found.copies.empty


def test_one_document_and_its_copies(by_hand):
    found = document(by_hand, "wire-1")
    (row,) = records(found.copies)
    assert (row["doc_id"], row["source"], published_text(row)) == ("wire-2", POST, "9 January 2025")
    assert document(by_hand, "wire-2").copies["doc_id"].tolist() == ["wire-1"]


def test_what_is_unknown_of_a_document_stays_unknown(by_hand):
    weather = document(by_hand, "weather")
    assert weather.fields["title"] is None
    assert (weather.fields["source"], list(weather.fields["warnings"])) == (PHARE, ["looks short"])
    leaflet = document(by_hand, "leaflet")
    assert (published_text(leaflet.fields), leaflet.fields["source"]) == ("undated", None)


def test_a_document_that_is_not_there(by_hand):
    with pytest.raises(KeyError):
        document(by_hand, "nope")
