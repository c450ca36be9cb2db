"""Documents that are one text: what each pair holds of the other decides."""

import numpy as np
import pandas as pd
import pytest

from filrouge.bundle import Bundle
from filrouge.explore.compare import texts_in_common
from filrouge.explore.documents import document, documents
from filrouge.explore.independent import independent_texts
from filrouge.explore.link import read_view
from filrouge.explore.narratives import evidence
from filrouge.explore.overview import documents_by_language
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.sides import Side
from filrouge.explore.timeline import timeline
from filrouge.explore.view import View
from filrouge.text_groups import components, one_text
from filrouge.wording.amounts import counted_once
from tests.unit.explore.planted_copies import planted_copies

STRICT = Selection(copies="verbatim")


def grouped(n, *pairs, apart=()):
    """Groups of `n` documents; a pair: later, earlier, contains, contained, score, told."""
    columns = [np.array(column) for column in zip(*pairs, strict=True)] if pairs else [np.zeros(0, int)] * 6
    shares = np.stack(columns[2:4], axis=1).astype(float)
    return one_text(
        np.arange(n), columns[0], columns[1], shares, columns[4].astype(float), columns[5].astype(bool), apart
    ).tolist()


@pytest.mark.parametrize(
    ("what", "pairs", "groups"),
    [
        ("reworded", [(1, 0, 0.6, 0.7, 0.2, True)], [0, 0, 1]),
        ("a summary", [(1, 0, 0.34, 1.0, 0.2, True)], [0, 0, 1]),
        ("one sentence of ten in both", [(1, 0, 0.1, 0.1, 0.3, True)], [0, 1, 2]),
        ("a release whole, and twice as much beside it", [(1, 0, 1.0, 0.33, 0.3, True)], [0, 1, 2]),
        ("the same, and nobody knows which was first", [(1, 0, 1.0, 0.33, 0.3, False)], [0, 0, 1]),
        ("a chain", [(1, 0, 0.8, 0.8, 0.2, True), (2, 1, 0.8, 0.8, 0.2, False)], [0, 0, 0]),
        ("two items of a review", [(1, 0, 0.1, 1.0, 0.3, True), (2, 0, 0.1, 1.0, 0.3, True)], [0, 1, 2]),
        ("a summary of one of two", [(2, 0, 0.4, 0.9, 0.2, True), (2, 1, 0.4, 0.6, 0.1, True)], [0, 1, 0]),
    ],
)
def test_what_is_one_text(what, pairs, groups):
    assert grouped(3, *pairs) == groups, what


def test_texts_that_are_said_to_be_apart_stay_so_where_others_link_them():
    chain = [(1, 0, 0.9, 0.9, 0.4, True), (2, 1, 0.9, 0.9, 0.2, True), (3, 2, 0.9, 0.9, 0.5, True)]
    assert grouped(5, *chain) == [0, 0, 0, 0, 1]
    assert grouped(5, *chain, apart=[(0, 2)]) == [0, 0, 1, 1, 2], "the link that is least alike goes"
    assert grouped(5, *chain, apart=[(3, 0), (3, 2)]) == [0, 0, 0, 1, 2]
    assert grouped(5, *chain, apart=[(0, 4)]) == [0, 0, 0, 0, 1], "they are apart anyway"


def test_prints_stay_together_and_bring_their_copies():
    pair = [np.array([one]) for one in (3, 2)]
    found = one_text(np.array([0, 1, 1, 2]), *pair, np.array([[0.9, 0.9]]), np.array([0.3]), np.array([True]))
    assert found.tolist() == [0, 1, 1, 1]
    assert (
        one_text(np.zeros(0, int), *[np.zeros(0, int)] * 2, np.zeros((0, 2)), np.zeros(0), np.zeros(0, bool)).size == 0
    )


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> Bundle:
    return planted_copies(tmp_path_factory.mktemp("texts") / "planted")


def test_rewordings_and_translations_count_once_unless_asked_otherwise(copies):
    # Ten documents: four that are one text in other words and languages, and two more; all words differ.
    assert count(copies, Selection()).texts == 6
    assert count(copies, STRICT).texts == 10
    assert documents_by_language(copies, Selection(languages=("fr",)))["texts"].tolist() == [
        documents_by_language(copies, Selection(languages=("fr",)))["documents"].iloc[0] - 1
    ]
    both = [passages_about(copies, one, None) for one in (Selection(), STRICT)]
    assert [one.texts for one in both] == [6, 10]
    tested = [independent_texts(copies, one, within_source=False).doc for one in (Selection(), STRICT)]
    assert set(tested[1]) - set(tested[0]) == {1, 2, 3}
    frames = [timeline(copies, one, "month").frame.drop_duplicates("start") for one in (Selection(), STRICT)]
    assert [int(frame["documents"].sum()) for frame in frames] == [9, 9]
    assert [int(frame["texts"].sum()) for frame in frames] == [6, 9]


def test_a_part_of_the_corpus_is_counted_the_same_way(copies):
    english = Selection(languages=("en",))
    known = {name: where(english, copies).query(f"SELECT count(DISTINCT {name}) AS n FROM chosen")["n"].iloc[0]
             for name in ("copy_group",)}  # fmt: skip
    assert known["copy_group"] == count(copies, english).texts
    strict = where(Selection(languages=("en",), copies="verbatim"), copies).query(
        "SELECT count(DISTINCT copy_group) AS n FROM chosen"
    )
    assert strict["n"].iloc[0] == count(copies, Selection(languages=("en",), copies="verbatim")).texts


def test_the_table_of_documents_counts_them_and_the_reader_compares_words(copies):
    listed = documents(copies, Selection()).set_index("doc_id")["copies"]
    assert listed[["d0000000", "d0000003", "d0000004", "d0000005"]].tolist() == [4, 4, 2, 2]
    assert (documents(copies, STRICT)["copies"] == 1).all()
    assert document(copies, "d0000000").copies.empty


def test_a_link_and_a_caption_say_what_counts_once(copies):
    view = View(selection=STRICT)
    assert view.params() == {"copies": ["verbatim"]}
    assert read_view("overview", {"copies": ["verbatim"]}, copies).selection == STRICT
    assert STRICT.everything
    assert counted_once(copies, Selection()) == "copies, rewordings and translations of a text count once"
    assert counted_once(copies, STRICT) == "verbatim copies of a text count once"


def test_bundles_without_pairs_count_prints(by_hand):
    assert counted_once(by_hand, Selection()) == "verbatim copies of a text count once"
    assert count(by_hand, Selection()) == count(by_hand, STRICT)


def test_planted_copies_of_the_demo_are_one_text_each(demo):
    pairs = pd.read_parquet(demo.path / "copies.parquet", columns=["doc_id", "of"])
    group = demo.query("SELECT doc_id, copy_group FROM documents").set_index("doc_id")["copy_group"]
    assert (group[pairs["doc_id"]].to_numpy() == group[pairs["of"]].to_numpy()).all()
    linked = set(pairs["doc_id"]) | set(pairs["of"])
    sizes = group.value_counts()
    assert set(group[group.isin(sizes[sizes > 1].index)].index) == linked


def test_documents_say_whether_they_share_text_with_earlier_or_later_ones(copies):
    shared = documents(copies, Selection()).set_index("doc_id")["shared"]
    told = {"d0000000": "earlier", "d0000001": "later", "d0000002": "later", "d0000003": "later", "d0000004": "open"}
    assert shared[list(told)].to_dict() == told
    assert shared.isna().sum() == 4


def test_sides_say_how_many_texts_they_share(copies):
    def sides(*names):
        return tuple(Side(sources=(name,)) for name in names)

    assert texts_in_common(copies, Selection(), sides("Wire", "Post", "Bulletin")) == [0, 2, 1]
    assert texts_in_common(copies, STRICT, sides("Wire", "Post", "Bulletin")) == [0, 0, 0]


def test_evidence_shows_one_passage_of_a_text(demo):
    group = demo.columns.copy_group
    several = 0
    for narrative in demo.labels:
        found = evidence(demo, narrative)
        for frame in (found.typical, found.edge):
            assert len(set(group[frame["doc"]])) == len(frame)
            sizes = [int((group == group[doc]).sum()) - 1 for doc in frame["doc"]]
            assert frame["copies"].tolist() == sizes
            several += sum(sizes)
    assert several > 0


def test_components():
    edges = np.array([[5, 4], [4, 3], [1, 0], [3, 6]])
    assert components(edges, 8).tolist() == [0, 0, 1, 2, 2, 2, 2, 3]
    chain = np.stack([np.arange(999), np.arange(1, 1000)], axis=1)[::-1]
    assert set(components(chain, 1000).tolist()) == {0}
    assert components(np.empty((0, 2), dtype=int), 2).tolist() == [0, 1]
