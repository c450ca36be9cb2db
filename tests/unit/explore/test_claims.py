"""Claims of a selection: who states them, in which part and voice; counted by hand on a made bundle."""

import pandas as pd
import pyarrow.parquet as pq
import pytest

from filrouge.bundle import Bundle
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMS
from filrouge.errors import BundleBroken
from filrouge.explore.claim_tables import is_known
from filrouge.explore.claims import by_source, by_voice, claims, most_stated, statements, texts_of, wordings
from filrouge.explore.fields import LinkContext
from filrouge.explore.names import voice_keys
from filrouge.explore.selection import Selection
from filrouge.explore.view import fields
from filrouge.schema import NO_SOURCE


def rows_of(bundle: Bundle) -> pd.DataFrame:
    """The sentences of claims as the file has them, with source, language, text and date of their documents."""
    said = pq.read_table(bundle.path / CLAIM_SENTENCES.file).to_pandas()
    documents = bundle.query("SELECT doc_id, source, language, published, copy_group FROM documents")
    return said.merge(documents, on="doc_id")


def test_claims_are_counted_by_who_states_them(bundle):
    frame, rows = claims(bundle, Selection()), rows_of(bundle)
    rows["source"] = rows["source"].where(rows["source"] != NO_SOURCE)
    assert rows["source"].isna().any(), "texts without a source are not counted as one"
    stated = rows[rows["part"] != "denies"].groupby("claim")
    assert set(frame["claim"]) == set(rows["claim"])
    for name, column in {"documents": "doc_id", "texts": "copy_group", "sources": "source"}.items():
        assert frame.set_index("claim")[name].to_dict() == stated[column].nunique().to_dict()
    denied = rows[rows["part"] == "denies"].groupby("claim")["source"].nunique()
    assert frame.set_index("claim")["denied"].to_dict() == denied.reindex(frame["claim"], fill_value=0).to_dict()
    assert frame["denied"].sum() > 0
    assert frame["versions"].sum() == (rows["part"] == "version").sum() > 0
    assert frame["texts"].is_monotonic_decreasing


def test_a_selection_counts_its_own_texts_and_a_narrative_only_chooses(bundle):
    rows = rows_of(bundle)
    source = rows["source"].iloc[0]
    own = claims(bundle, Selection(sources=(source,)))
    stated = rows[(rows["source"] == source) & (rows["part"] != "denies")]
    assert own.set_index("claim")["documents"].to_dict() == stated.groupby("claim")["doc_id"].nunique().to_dict()
    every = claims(bundle, Selection())
    narrative = int(every["narrative"].iloc[0])
    some = claims(bundle, Selection(narratives=(narrative,)))
    pd.testing.assert_frame_equal(some, every[every["narrative"] == narrative].reset_index(drop=True))
    said = statements(bundle, Selection())
    assert statements(bundle, Selection(narratives=(narrative,))) is said, "the charts of a page read them once"
    claim = int(every["claim"].iloc[-1])
    assert statements(bundle, Selection(), claim)["doc"].tolist() == said.loc[said["claim"] == claim, "doc"].tolist()


def test_texts_that_only_deny_claims_state_none(bundle):
    rows = rows_of(bundle)
    days = [date.date() for date in rows.loc[rows["part"] == "denies", "published"].dropna()]
    of_a_day = [Selection(day, day, undated=False, narratives=(n,)) for day in days for n in bundle.labels]
    parts = [set(statements(bundle, one, narratives=one.narratives)["part"]) for one in of_a_day]
    only_denied = [one for one, said in zip(of_a_day, parts, strict=True) if said == {"denies"}]
    assert only_denied
    assert all(claims(bundle, one).empty for one in only_denied)


def test_claims_are_found_by_their_words(bundle):
    words = wordings(bundle, "en")
    claim, (text, _) = next(iter(words.items()))
    found = claims(bundle, Selection(), text.upper())
    assert claim in set(found["claim"])
    assert len(found) < len(words)
    assert claims(bundle, Selection(), "unheardofword").empty


def test_sentences_are_read_in_their_place(bundle):
    claim = int(claims(bundle, Selection())["claim"].iloc[0])
    said = statements(bundle, Selection(), claim)
    assert set(said["claim"]) == {claim}
    assert said["published"].dropna().is_monotonic_increasing
    texts = {doc: row["text"] for doc, row in bundle.text_rows(said["doc"].tolist()).items()}
    for (before, text, after), (_, row) in zip(texts_of(bundle, said), said.iterrows(), strict=True):
        whole = texts[row["doc"]]
        assert whole[row["start"] : row["end"]] == text
        assert before + text + after in whole


def test_what_a_source_does_with_a_claim():
    said = pd.DataFrame(
        [
            ("A", 0, 1, "says", "own"), ("A", 0, 2, "denies", "own"), ("B", 0, 3, "version", "quotes"),
            ("C", 0, 4, "denies", "disputes"), ("D", 0, 5, "says", "quotes"), ("D", 0, 6, "says", "unclear"),
        ],
        columns=["source", "claim", "doc", "part", "voice"],
    )  # fmt: skip
    frame = by_source(said).set_index("source")
    assert frame["does"].to_dict() == {"A": "both", "B": "quotes", "C": "denies", "D": "says"}
    assert frame.loc["A", ["says", "version", "denies", "own"]].tolist() == [1, 0, 1, 1]
    assert frame["documents"].to_dict() == {"A": 2, "B": 1, "C": 1, "D": 2}


@pytest.mark.parametrize("filters", [{}, {"languages": ("fr",)}, {"undated": False, "copies": "verbatim"}])
def test_claims_counted_in_numbers_are_as_their_sentences_say(bundle, filters):
    selection = Selection(**filters)
    frame, said = claims(bundle, selection), statements(bundle, selection)
    stated = said[said["part"] != "denies"].groupby("claim")
    for name, column in {"documents": "doc", "texts": "copy_group", "languages": "language"}.items():
        assert frame.set_index("claim")[name].to_dict() == stated[column].nunique().to_dict()
    for name, least in {"first": "min", "last": "max"}.items():
        expected = stated["published"].agg(least).reindex(frame["claim"]).reset_index(drop=True)
        pd.testing.assert_series_equal(frame[name], expected, check_names=False)
    voices = said.assign(source=voice_keys(said["source"], said["doc_id"]))
    some = frame["claim"].iloc[1:]
    own = by_voice(bundle, selection, some).astype({"source": "str"})
    pd.testing.assert_frame_equal(own, by_source(voices[voices["claim"].isin(some)]))
    assert statements(bundle, selection, some)["doc"].tolist() == said.loc[said["claim"].isin(some), "doc"].tolist()


def test_the_chosen_claim_is_drawn_too():
    frame = pd.DataFrame({"claim": range(20)})
    assert most_stated(frame, None, 3).tolist() == [0, 1, 2]
    assert most_stated(frame, 17, 3).tolist() == [0, 1, 17]
    assert most_stated(frame, 99, 3).tolist() == [0, 1, 2]


def test_a_link_names_a_claim_of_the_bundle(bundle):
    field, problems = fields()["claim"], []
    assert field.read(["0"], LinkContext(bundle), problems) == 0
    assert not problems
    assert field.read(["99999"], LinkContext(bundle), problems) is None
    assert "no claim “99999”" in problems[0]


def test_a_bundle_of_an_earlier_version_knows_none(variant):
    opened = variant("one-source")
    assert not is_known(opened)
    assert claims(opened, Selection()).empty
    assert statements(opened, Selection()).empty
    assert by_source(statements(opened, Selection())).empty


@pytest.mark.parametrize(("column", "value"), [("voice", "sings"), ("doc_id", "nobody"), ("claim", 4000), ("end", -1)])
def test_rows_that_do_not_fit_are_refused(bundle, monkeypatch, tmp_path, column, value):
    for table in (CLAIMS, CLAIM_SENTENCES):
        rows = pq.read_table(bundle.path / table.file).to_pylist()
        if table is CLAIM_SENTENCES:
            rows[0][column] = value
        import pyarrow as pa

        pq.write_table(pa.Table.from_pylist(rows, schema=table.arrow), tmp_path / table.file)
    broken = Bundle.open(bundle.path)
    monkeypatch.setattr(broken, "path", tmp_path)
    with pytest.raises(BundleBroken, match=CLAIM_SENTENCES.file):
        statements(broken, Selection())
