import unicodedata
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge import bundle as bundle_module
from filrouge.bundle import Bundle
from filrouge.errors import QueryError
from filrouge.explore.names import language_name
from filrouge.explore.selection import Counts, Selection, count, search, where
from filrouge.i18n import day_text
from filrouge.schema import DOCUMENTS, NO_NARRATIVE, NO_SOURCE
from tests.synthetic import synthetic_bundle
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE


def chosen(bundle, selection) -> set[str]:
    """Ids of the documents that the filter lets through."""
    sql = "SELECT doc_id FROM documents SEMI JOIN chosen USING (doc)"
    return set(where(selection, bundle).query(sql)["doc_id"])


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), "gaz wire-1 wire-2 early late january leaflet weather"),
        (Selection(undated=False), "gaz wire-1 wire-2 early late january weather"),
        (Selection(sources=(PHARE,)), "gaz early january weather"),
        (Selection(sources=(NO_SOURCE,)), "leaflet"),
        (Selection(sources=(NO_SOURCE, POST)), "wire-1 wire-2 late leaflet"),
        (Selection(languages=("fr",)), "gaz early january weather"),
        (Selection(languages=("en", "fr"), undated=False), "gaz wire-1 wire-2 early late january weather"),
        (Selection(narratives=(FISH,)), "wire-1 wire-2 early"),
        (Selection(narratives=(FISH, VOTE)), "wire-1 wire-2 early late january leaflet"),
        (Selection(narratives=(NONE,)), "late weather"),
        (Selection(query="gas"), "wire-1 wire-2 leaflet"),
        (Selection(query="GAZ OR gas"), "gaz wire-1 wire-2 leaflet"),
        (Selection(query="menages"), "gaz"),
        (Selection(query='"gas is"'), "wire-1 wire-2"),
        (Selection(query="vote -gas"), "january"),
        (Selection(query="vot*"), "late january leaflet"),
        (Selection(query="title"), "gaz wire-1 wire-2 early late january leaflet"),
        (Selection(sources=(PHARE,), narratives=(VOTE,)), "january"),
        (Selection(sources=(POST,), languages=("fr",)), ""),
    ],
)
def test_a_filter_lets_through_what_it_says(by_hand, selection, expected):
    assert chosen(by_hand, selection) == set(expected.split())


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(kinds=("post",)), {"kind": "post"}),
        (Selection(platforms=("Telegram",)), {"platform": "Telegram"}),
        (Selection(accounts=("account2",), platforms=("X",)), {"account": "account2", "platform": "X"}),
        (Selection(authors=("Author 1",)), {"author": "Author 1"}),
        (Selection(kinds=("post",), authors=("Author 1",)), {"kind": "post", "author": "Author 1"}),
    ],
)
def test_a_filter_by_what_a_document_is(variant, selection, wanted):
    bundle = variant("posts")
    documents = pd.read_parquet(bundle.path / DOCUMENTS.file)
    expected = documents[(documents[list(wanted)] == pd.Series(wanted)).all(axis=1)]
    assert chosen(bundle, selection) == set(expected["doc_id"])
    assert count(bundle, selection).documents == len(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        # the day is that of the place: 13 January for "early", 19 January for "late"
        ("2025-01-13", "2025-01-19", "early late"),
        ("2025-01-12", "2025-01-12", ""),
        ("2025-01-20", "2025-01-20", ""),
        # a month lies in a range only if the whole of it does
        ("2025-01-01", "2025-01-30", "gaz wire-1 wire-2 early late"),
        ("2025-01-02", "2025-01-31", "gaz wire-1 wire-2 early late"),
        ("2025-01-01", "2025-01-31", "gaz wire-1 wire-2 early late january"),
        (None, "2025-01-06", "gaz"),
        ("2025-01-10", None, "early late weather"),
        (None, "2025-01-31", "gaz wire-1 wire-2 early late january"),
    ],
)
@pytest.mark.parametrize("undated", [True, False])
def test_a_range_holds_whole_intervals_in_local_days(by_hand, first, last, expected, undated):
    bounds = [date.fromisoformat(day) if day else None for day in (first, last)]
    selection = Selection(*bounds, undated=undated)
    assert chosen(by_hand, selection) == set(expected.split()) | ({"leaflet"} if undated else set())


def fold(text: str) -> set[str]:
    plain = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return set(letters.split())


QUERIES = {
    "": lambda words: True,  # noqa: ARG005
    "harbour": lambda words: "harbour" in words,
    "Détroit navire": lambda words: {"detroit", "navire"} <= words,
    "winter -vessel": lambda words: "winter" in words and "vessel" not in words,
    "gazoduc OR pipeline": lambda words: bool({"gazoduc", "pipeline"} & words),
    "gas OR gaz": lambda words: bool({"gas", "gaz"} & words),
}


@lru_cache
def plain_tables(bundle) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Documents with their days and words, and passages, in plain pandas, from the files."""
    documents, passages, texts = (
        pd.read_parquet(bundle.path / f"{name}.parquet") for name in ("documents", "passages", "texts")
    )
    offset = pd.to_timedelta(documents["published_offset"].fillna(0).astype(int), unit="min")
    documents["day"] = (documents["published"] + offset).dt.date
    documents["day_end"] = (documents["published_end"] + offset).dt.date
    titles = documents["title"].fillna("")
    documents["words"] = [fold(f"{a} {b}") for a, b in zip(titles, texts["text"], strict=True)]
    return documents, passages


def recomputed(bundle, selection: Selection) -> pd.DataFrame:
    """The documents of a selection, one condition after the other."""
    documents, passages = plain_tables(bundle)

    def dated_well(row: pd.Series) -> bool:
        if pd.isna(row["published"]):
            return selection.undated
        after = selection.date_from is None or row["day"] >= selection.date_from
        return after and (selection.date_to is None or row["day_end"] <= selection.date_to)

    keep = documents.apply(dated_well, axis=1)
    if selection.sources:
        keep &= documents["source"].fillna(NO_SOURCE).isin(selection.sources)
    if selection.languages:
        keep &= documents["language"].isin(selection.languages)
    if selection.narratives:
        about = passages.loc[passages["narrative"].isin(selection.narratives), "doc_id"]
        keep &= documents["doc_id"].isin(set(about))
    return documents[keep & documents["words"].map(QUERIES[selection.query])]


@st.composite
def selections(draw, bundle):
    first, last = (date.fromisoformat(bundle.manifest["dates"][end]) for end in ("first", "last"))
    days = st.none() | st.dates(first, last)
    sources = st.sampled_from([*bundle.sources["source"], NO_SOURCE])
    narratives = st.sampled_from([*bundle.labels, NO_NARRATIVE])
    return Selection(
        draw(days),
        draw(days),
        draw(st.booleans()),
        tuple(draw(st.lists(sources, unique=True, max_size=3))),
        tuple(draw(st.lists(st.sampled_from(list(bundle.manifest["languages"])), unique=True, max_size=2))),
        tuple(draw(st.lists(narratives, unique=True, max_size=3))),
        draw(st.sampled_from(list(QUERIES))),
        copies="verbatim",
    )


@pytest.mark.parametrize("name", ["bundle", "by_hand"])
def test_any_selection_equals_a_plain_recomputation(request, name):
    opened = request.getfixturevalue(name)
    passages = pd.read_parquet(opened.path / "passages.parquet")
    sizes = set()

    @given(selections(opened))
    def check(selection):
        expected = recomputed(opened, selection)
        sizes.add(len(expected))
        assert chosen(opened, selection) == set(expected["doc_id"])
        dated = expected.dropna(subset="published")
        inside = passages[passages["doc_id"].isin(expected["doc_id"])]
        assert count(opened, selection) == Counts(
            documents=len(expected),
            texts=expected["copy_group"].nunique(),
            undated=len(expected) - len(dated),
            all_documents=opened.manifest["counts"]["documents"],
            first=min(dated["day"], default=None),
            last=max(dated["day_end"], default=None),
            passages=len(inside),
            unclear=int((inside["narrative"] < 0).sum()),
        )

    check()
    assert len(sizes) > 4, "the selections tried were too alike"


def test_everything_and_of_all_narratives():
    assert Selection().everything
    narrowed = Selection(narratives=(GAS,), query="gas")
    assert not narrowed.everything
    assert narrowed.of_all_narratives() == replace(narrowed, narratives=())
    assert hash(narrowed) != hash(narrowed.of_all_narratives())


def test_counts_cover_the_days_of_the_place(by_hand):
    counts = count(by_hand, Selection(narratives=(FISH,)))
    assert (counts.first, counts.last) == (date(2025, 1, 7), date(2025, 1, 13))
    undated = count(by_hand, Selection(sources=(NO_SOURCE,)))
    assert (undated.first, undated.last, undated.undated) == (None, None, 1)


@pytest.mark.parametrize("query", ['"open', "-gas", "OR gas", "gas OR", "***", "gas NOT", "x " * 101])
def test_a_query_that_cannot_be_understood_is_refused(by_hand, query):
    with pytest.raises(QueryError, match="text query"):
        count(by_hand, Selection(query=query))


def test_search_gives_document_numbers_ascending(by_hand):
    assert search(by_hand, "gas").tolist() == [1, 2, 6]
    assert search(by_hand, "nowhere").tolist() == []


def test_names_of_languages_and_days():
    assert [language_name(code) for code in ("fr", "ar", "und", "xx")] == [
        "French",
        "Arabic",
        "Undetermined language",
        "xx",
    ]
    assert day_text(date(2025, 5, 3)) == "3 May 2025"


def test_many_rows_are_chosen_as_in_a_join(tmp_path):
    """DuckDB reads rows in groups of 122,880, and so these passages in two: what stands beside each must be its own."""
    bundle = Bundle.open(synthetic_bundle(tmp_path / "many", documents=70_000, words=4))
    filter_ = where(Selection(sources=("Source 02",), languages=("fr",)), bundle)
    documents = bundle.query("SELECT doc FROM documents WHERE source = 'Source 02' AND language = 'fr' ORDER BY doc")
    assert filter_.docs.tolist() == documents["doc"].tolist()
    assert filter_.query("SELECT doc FROM chosen ORDER BY doc")["doc"].tolist() == documents["doc"].tolist()
    of_them = bundle.query(
        "SELECT passage_id FROM passages SEMI JOIN these USING (doc) ORDER BY passage_id", tables={"these": documents}
    )
    found = filter_.query(f"SELECT passage_id FROM {filter_.passages} ORDER BY passage_id")
    assert found["passage_id"].tolist() == of_them["passage_id"].tolist()
    assert found["passage_id"].max() > 122_880


@pytest.mark.parametrize("query", ["harbour", "harbour OR winter", "winter -market", "nowhere"])
def test_a_search_in_parts_finds_the_same(variant_path, monkeypatch, query):
    whole = search(Bundle.open(variant_path("full")), query)
    monkeypatch.setattr(bundle_module, "_SEARCHED_TOGETHER", 50)
    monkeypatch.setattr(bundle_module, "_CORES", 4)
    parts = search(Bundle.open(variant_path("full")), query)
    assert parts.tolist() == whole.tolist() == sorted(set(whole.tolist()))
    assert (len(whole) == 0) == (query == "nowhere")
    if len(whole):
        assert whole[0] < 150 <= whole[-1], "more than one part has some"


def test_headlines_are_counted_among_the_documents(tmp_path):
    bundle = Bundle.open(synthetic_bundle(tmp_path / "posts", documents=30, posts=True, headlines=7))
    assert count(bundle, Selection()).headlines == 7
    assert count(bundle, Selection(kinds=("headline",))).documents == 7
    assert count(bundle, Selection(kinds=("post",))).headlines == 0
