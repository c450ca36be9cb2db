"""The demo corpus: ingest reads what truth.json says, what is planted is there, and nothing else repeats."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.unit.reading import ingest

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
FIELDS = ("title", "source", "language", "url", "precision", "published", "file")
LANGUAGES = {"en", "es", "fr", "ru", "tr"}
MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))


@cache
def _read() -> tuple[pd.DataFrame, int]:
    """Documents with their text, by id, and how many were rejected."""
    ingested = ingest([SAMPLE / "input"])
    documents = ingested.documents.to_pandas().merge(ingested.texts.to_pandas()[["doc_id", "text"]], on="doc_id")
    return documents.set_index("doc_id"), sum(ingested.report.because.values())


@pytest.fixture(scope="module")
def documents() -> pd.DataFrame:
    return _read()[0]


def _instant(written: str | None) -> pd.Timestamp | None:
    if written is None:
        return None
    stamp = pd.Timestamp(written)
    return stamp.tz_localize("UTC") if stamp.tzinfo is None else stamp.tz_convert("UTC")


def _days(truth: dict[str, Any], narrative: str | None = None, source: str | None = None) -> list[date]:
    return [
        date.fromisoformat(d["published"][:10])
        for d in truth["documents"].values()
        if d["published"] and narrative in (None, d["narrative"]) and source in (None, d["source"])
    ]


@cache
def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(zip(*(words[i:] for i in range(5)), strict=False))


def _shared(one: str, other: str) -> float:
    a, b = _grams(one), _grams(other)
    return len(a & b) / min(len(a), len(b))


# -- what ingest reads


def test_every_document_is_read_and_none_is_rejected(truth: dict[str, Any]) -> None:
    documents, n_rejected = _read()
    assert n_rejected == 0
    assert set(documents.index) == set(truth["documents"])


@pytest.mark.parametrize("name", FIELDS)
def test_the_field_is_read_right(name: str, truth: dict[str, Any], documents: pd.DataFrame) -> None:
    wrong = {}
    for doc_id, planted in truth["documents"].items():
        row = documents.loc[doc_id]
        column = {"precision": "published_precision", "file": "origin"}.get(name, name)
        read = row[column]["file"] if name == "file" else row[column]
        wanted = _instant(planted[name]) if name == "published" else planted[name]
        if (None if pd.isna(read) else read) != wanted:
            wrong[planted["file"], doc_id] = (read, wanted)
    assert not wrong


def test_texts_are_read_whole_and_without_the_page_around_them(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    wrong = [
        planted["file"]
        for doc_id, planted in truth["documents"].items()
        if hashlib.sha256(" ".join(documents.text[doc_id].split()).encode()).hexdigest() != planted["text_sha256"]
    ]
    assert not wrong


def test_some_arrive_as_pasted_pages_do(truth: dict[str, Any]) -> None:
    pasted = [d for d in truth["documents"].values() if d["file"].startswith("pasted/")]
    notes = Counter(word for d in pasted for word in ("undated", "around a", "twice", "dateline") if word in d["note"])
    assert len(pasted) >= 10
    assert sum(d["published"] is None for d in pasted) == notes["undated"] >= 3
    assert notes["around a"] >= 2
    assert notes["twice"] >= 2
    assert notes["dateline"] >= 2


# -- what is in it


def test_counts(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    planted = truth["documents"].values()
    assert len(planted) >= 450
    assert documents.n_words.between(80, 300).all()
    assert len({d["source"] for d in planted} - {None}) == 12
    assert {d["language"] for d in planted} == LANGUAGES
    assert max(_days(truth)) - min(_days(truth)) >= timedelta(days=round(17.5 * 30.4))
    narratives = truth["narratives"]
    assert len(narratives) >= 8
    assert sum(set(n["languages"]) == LANGUAGES for n in narratives.values()) >= 3
    assert sum(n["opposed"] for n in narratives.values()) >= 2
    assert len(truth["copy_groups"]) == 20
    assert {g["kind"] for g in truth["copy_groups"]} == {"verbatim", "reworded", "translated"}
    assert Counter(g["change"]["kind"] for g in truth["copy_groups"] if g["change"]) == dict.fromkeys(
        ("number", "negation", "name"), 2
    )


def test_the_folder_is_small() -> None:
    assert sum(f.stat().st_size for f in SAMPLE.rglob("*") if f.is_file()) < 12 * MEGABYTE


def test_every_address_leads_nowhere(documents: pd.DataFrame) -> None:
    links = [*documents.url.dropna(), *(m for t in documents.text for m in re.findall(r"https?://[^\s<>\")]+", t))]
    assert all(re.match(r"https://(?:www\.)?[a-z-]+\.example(?:/|$)", link) for link in links)


def test_parts_of_truth_agree(truth: dict[str, Any]) -> None:
    planted = truth["documents"]
    for name, narrative in truth["narratives"].items():
        mine = {i for i, d in planted.items() if d["narrative"] == name}
        assert set(narrative["documents"]) == mine
        assert narrative["start"] == str(min(_days(truth, name)))
        assert narrative["fade"] == str(max(_days(truth, name)))
        assert set(narrative["languages"]) == {planted[i]["language"] for i in mine}
    groups = defaultdict(set)
    for doc_id, document in planted.items():
        if "copy_group" in document:
            groups[document["copy_group"]].add(doc_id)
    assert groups == {g["copy_group"]: set(g["documents"]) for g in truth["copy_groups"]}
    named = {d["narrative"] for d in planted.values()} - {"background"}
    assert named == set(truth["narratives"])


# -- copies


def test_no_two_texts_repeat_each_other(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    group = {i: d.get("copy_group", i) for i, d in truth["documents"].items()}
    having: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for doc_id, text in documents.text.items():
        for gram in _grams(text):
            having[gram].append(str(doc_id))
    n_shared = Counter(pair for ids in having.values() if len(ids) > 1 for pair in combinations(sorted(ids), 2))
    sizes = {doc_id: len(_grams(text)) for doc_id, text in documents.text.items()}
    repeats = [p for p, n in n_shared.items() if group[p[0]] != group[p[1]] and n > min(map(sizes.get, p)) / 10]  # type: ignore[type-var, operator]
    assert not repeats


def test_copies_share_what_their_kind_says(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    for group in truth["copy_groups"]:
        first, *copies = (documents.loc[i] for i in group["documents"])
        for copy in copies:
            if group["kind"] == "verbatim":
                assert _shared(first.text, copy.text) >= 0.7
            elif group["kind"] == "reworded":
                assert _shared(first.text, copy.text) < 0.3
            assert (first.language != copy.language) == (group["kind"] == "translated")


def test_copies_appear_in_their_order(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    for group in truth["copy_groups"]:
        steps = [documents.loc[step] for step in group["order"]]
        for earlier, later in pairwise(steps):
            assert earlier.published_end.max() <= later.published.min()
        assert [list(step.source) for step in steps] == group["sources"]


def test_telling_changes_stand_in_the_texts(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    for group in truth["copy_groups"]:
        if change := group["change"]:
            first = group["documents"][0]
            assert change["from"] in documents.text[first]
            assert change["to"] in documents.text[change["document"]]
            assert change["from"] not in documents.text[change["document"]]


# -- time, silence, words


def test_first_carriers_are_those_of_the_dates(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    for narrative in truth["narratives"].values():
        dated = documents.loc[narrative["documents"]].dropna(subset="published")
        first = dated[dated.published < dated.published_end.min()]
        assert sorted(set(first.source)) == narrative["first_carrier"]


def test_bursts_are_more_than_volume_and_the_rises_are_not(truth: dict[str, Any]) -> None:
    def excess(span: dict[str, Any]) -> float:
        """Documents of the narrative in the span, over what the corpus's volume in its time explains."""
        mine, start, end = _days(truth, span["narrative"]), *(date.fromisoformat(span[k]) for k in ("from", "to"))
        everything = [d for d in _days(truth) if min(mine) <= d <= max(mine)]
        expected = len(mine) * sum(start <= d <= end for d in everything) / len(everything)
        n = sum(start <= d <= end for d in mine)
        assert n == len(span["documents"])
        return n / expected

    assert len(truth["bursts"]) == 3
    assert len(truth["volume_only"]) == 2
    assert min(map(excess, truth["bursts"])) > 1.9
    assert max(map(excess, truth["volume_only"])) < 1.4
    for rise in truth["volume_only"]:
        assert rise["corpus_per_week"] > 1.8 * rise["corpus_per_week_overall"]


def test_silences_are_silent(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    assert len(truth["silences"]) == 3
    silent = {(s["source"], s["narrative"]) for s in truth["silences"]}
    for silence in truth["silences"]:
        source, narrative = silence["source"], silence["narrative"]
        own = documents[documents.source == source]
        assert len(own) == silence["documents"] >= 60
        assert narrative not in {truth["documents"][i]["narrative"] for i in own.index}
        others = [
            d["narrative"] == narrative
            for d in truth["documents"].values()
            if d["source"] not in (None, source) and (d["source"], narrative) not in silent
        ]
        assert sum(others) / len(others) == pytest.approx(silence["expected_share"], abs=0.001)
        assert silence["expected_share"] >= 0.12
        words = "|".join(map(re.escape, silence["keywords"]))
        assert not [i for i, row in own.iterrows() if re.search(words, f"{row.title}\n{row.text}".casefold())]


def _near(truth: dict[str, Any], leader: str, follower: str) -> list[int]:
    """Days from the leader's nearest text to each of the follower's on the same narrative, up to ten."""
    found = []
    for name in truth["narratives"]:
        leads = _days(truth, name, leader)
        nearest = (min(((day - lead).days for lead in leads), key=abs) for day in _days(truth, name, follower) if leads)
        found += [days for days in nearest if abs(days) <= 10]
    return found


def test_followers_follow_and_the_other_pair_has_no_order(truth: dict[str, Any]) -> None:
    assert len(truth["lags"]) == 2
    for lag in truth["lags"]:
        days = _near(truth, lag["leader"], lag["follower"])
        assert len(days) >= 20
        assert sum(d > 0 for d in days) >= 0.8 * len(days)
        assert sorted(days)[len(days) // 2] == lag["days"]
    for pair in truth["no_order"]:
        days = _near(truth, *pair["sources"])
        assert len(days) >= 15
        assert abs(sum(d > 0 for d in days) - sum(d < 0 for d in days)) < 2 * len(days) ** 0.5


def test_pairs_tell_a_narrative_in_words_of_their_own(truth: dict[str, Any], documents: pd.DataFrame) -> None:
    assert len(truth["different_words"]) == 2
    for told in truth["different_words"]:
        texts = {
            side["source"]: documents.loc[
                [
                    i
                    for i in truth["narratives"][told["narrative"]]["documents"]
                    if documents.source[i] == side["source"]
                ]
            ].text.str.casefold()
            for side in told["sources"]
        }
        for side in told["sources"]:
            rate = {
                source: own.map(lambda t, s=side: sum(len(re.findall(rf"\b{w}", t)) for w in s["words"])).mean()
                for source, own in texts.items()
            }
            own_rate = rate.pop(side["source"])
            assert own_rate > 2 * max(rate.values())


def test_dates_carry_no_later_knowledge(truth: dict[str, Any]) -> None:
    last = max(d["published"] for d in truth["documents"].values() if d["published"])
    assert datetime.fromisoformat(last).date() <= date.fromisoformat(truth["period"]["to"])
