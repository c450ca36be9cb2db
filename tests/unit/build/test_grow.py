"""A bundle grows, is built like another, is made of a BERTopic model, and takes labels from a program."""

import json
import shutil
import sys

import numpy as np
import pandas as pd
import pytest

from filrouge import embedders
from filrouge.build.base import read_base
from filrouge.build.grow import update_bundle
from filrouge.build.imported import import_bertopic
from filrouge.build.like import former, identify
from filrouge.build.pipeline import build_bundle
from filrouge.build.plan import Options, make_plan
from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, SENTENCE_VECTORS, seal
from filrouge.claim_schema import CLAIM_SENTENCES, CLAIMED, CLAIMS, OPTIONAL
from filrouge.errors import BundleError, EmbedderError, InputError
from filrouge.explore.narratives import evidence
from filrouge.schema import COPIES, NARRATIVES, PASSAGES, SENTENCES, SPREAD
from filrouge.wording.collection import changes_in_words
from tests.unit.reading import ingest

from .conftest import SUBJECTS, FakeEmbedder, write_texts


def build(folder, out, **options):
    ingested = ingest([folder])
    return build_bundle(ingested, make_plan(ingested, Options(**options)), out)


def more_texts(folder, subjects, n=6, words=None):
    rng, items = np.random.default_rng(7), []
    for subject in subjects:
        for i in range(n):
            chosen = " ".join(rng.permutation((words or SUBJECTS)[subject])[:4])
            text = f"Later report {subject}{i} the of {chosen} {chosen} figure{i}."
            items.append(
                {"id": f"later-{subject}{i}", "text": text, "lang": "en", "source": "S9", "date": "2025-03-01"}
            )
    folder.mkdir(exist_ok=True)
    (folder / "later.jsonl").write_text("\n".join(map(json.dumps, items)))
    return items


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Texts in `in`, and their bundle in `b`, built once."""
    folder = tmp_path_factory.mktemp("once")
    write_texts(folder / "in")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(embedders.EMBEDDERS, "fake", FakeEmbedder)
        patch.setenv("FILROUGE_CACHE", str(folder / "cache"))
        build(folder / "in", folder / "b", embedder="fake")
    return folder


@pytest.fixture
def bundle(once, fake, tmp_path):  # noqa: ARG001  (to grow, it needs its embedder)
    """A copy of both for a test to change."""
    for name in ("in", "b"):
        shutil.copytree(once / name, tmp_path / name)
    return tmp_path / "b"


def passages_of(bundle):
    return pd.read_parquet(bundle / PASSAGES.file)


def test_new_texts_join_the_narratives_of_their_subject_and_the_old_stay_where_they_are(bundle, tmp_path):
    before = passages_of(bundle)
    numbers = {s: before.loc[before["doc_id"].str.startswith(s), "narrative"].mode()[0] for s in SUBJECTS}
    more_texts(tmp_path / "new", SUBJECTS)
    grown = update_bundle(bundle, ingest([tmp_path / "new"]))
    assert (grown.n_new, grown.n_known) == (18, 0)
    opened, after = Bundle.open(bundle, full=True), passages_of(bundle)
    pd.testing.assert_frame_equal(after.head(len(before)), before)
    added = after.iloc[len(before) :]
    for subject, number in numbers.items():
        own = added[added["doc_id"].str.startswith(f"later-{subject}")]
        assert (own["narrative"] == number).mean() >= 0.8
        inside = before[before["narrative"] == number]
        assert own["x"].between(inside["x"].min() - 1e-3, inside["x"].max() + 1e-3).mean() >= 0.8
    assert opened.manifest["counts"]["documents"] == 54
    assert opened.manifest["dates"]["last"] == "2025-03-01"
    assert opened.manifest["grown"][0]["documents"] == 18
    assert (
        opened.narratives["n_documents"].sum()
        == after[after["narrative"] >= 0].groupby("narrative")["doc_id"].nunique().sum()
    )
    assert "S9" in set(opened.sources["source"])
    assert len(opened.search_rows("later")) == 18
    assert evidence(opened, int(opened.narratives["narrative"].iloc[0])).typical["text"].str.len().gt(0).all()
    assert (bundle / "originals").is_dir()
    assert len(list((bundle / "originals").iterdir())) == 2


def test_what_a_source_puts_below_its_texts_is_known_from_those_that_are_there(bundle, tmp_path, monkeypatch):
    teaser, said = "The man with the axe is still on the roof of the town hall.", []
    embed = FakeEmbedder.encode
    monkeypatch.setattr(FakeEmbedder, "encode", lambda one, texts: (said.extend(texts), embed(one, texts))[1])
    items = [
        {**item, "title": f"Headline {i}", "text": f"{item['text']} {teaser}"}
        for i, item in enumerate(more_texts(tmp_path / "new", ["gas"], 5))
    ]
    for some in (items[:4], items[4:]):
        (tmp_path / "new" / "later.jsonl").write_text("\n".join(map(json.dumps, some)))
        update_bundle(bundle, ingest([tmp_path / "new"]))
    of = [[teaser in text for text in said if text.startswith(f"Headline {i}. ")] for i in range(len(items))]
    assert of == [[True]] * 4 + [[False]]


def test_what_the_bundle_has_already_is_left_out_and_said(bundle, tmp_path):
    digest = Bundle.open(bundle).digest
    grown = update_bundle(bundle, ingest([tmp_path / "in"]))
    assert (grown.n_new, grown.n_known) == (0, 36)
    assert Bundle.open(bundle).digest == digest
    items = more_texts(tmp_path / "new", ["gas"], 2)
    items[0]["id"] = "gas0"
    (tmp_path / "new" / "later.jsonl").write_text("\n".join(map(json.dumps, items)))
    grown = update_bundle(bundle, ingest([tmp_path / "new"]))
    assert grown.n_new == 2
    assert "gas0-2" in set(pd.read_parquet(bundle / "documents.parquet")["doc_id"])
    assert any("have the id of another text" in warning for warning in grown.manifest["warnings"])
    assert update_bundle(bundle, ingest([tmp_path / "in"])).n_known == 36


def test_an_identical_text_gets_what_its_twin_has(bundle, tmp_path):
    before = passages_of(bundle)
    text = json.loads((tmp_path / "in" / "texts.jsonl").read_text().splitlines()[3])
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.jsonl").write_text(json.dumps({**text, "id": "twin", "source": "Elsewhere"}))
    update_bundle(bundle, ingest([tmp_path / "new"]))
    after = passages_of(bundle).set_index("doc_id")
    columns = ["narrative", "nearest", "strength", "x", "y"]
    assert after.loc["twin", columns].tolist() == before.set_index("doc_id").loc[text["id"], columns].tolist()
    groups = pd.read_parquet(bundle / "documents.parquet").set_index("doc_id")["copy_group"]
    assert groups["twin"] == groups[text["id"]]


def test_copies_of_new_texts_are_found_among_the_old(bundle, tmp_path):
    before = pd.read_parquet(bundle / COPIES.file)
    texts = [json.loads(line) for line in (tmp_path / "in" / "texts.jsonl").read_text().splitlines()]
    twins = [{**texts[i], "id": f"twin{i}", "source": "Elsewhere", "date": "2025-06-01"} for i in (3, 20)]
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.jsonl").write_text("\n".join(map(json.dumps, twins)))
    manifest = update_bundle(bundle, ingest([tmp_path / "new"])).manifest
    after = pd.read_parquet(bundle / COPIES.file).set_index(["doc_id", "of"])
    for i in (3, 20):
        row = after.loc[(f"twin{i}", texts[i]["id"])]
        assert (row["kind"], row["order"], row["contains"], row["contained"]) == ("verbatim", "told", 1, 1)
    assert len(after) == manifest["counts"]["copies"] > len(before)
    sentences = pd.read_parquet(bundle / SENTENCES.file)
    assert len(np.load(bundle / SENTENCE_VECTORS)) == len(sentences) == manifest["counts"]["sentences"] == 38


def test_claims_are_found_again_as_a_bundle_grows(bundle, tmp_path):
    before = json.loads((bundle / MANIFEST).read_text())["counts"]
    assert {table.file for table in CLAIMED} <= {file.name for file in bundle.iterdir()}
    texts = [json.loads(line) for line in (tmp_path / "in" / "texts.jsonl").read_text().splitlines()]
    said = "The harbour of Orlen lost 4,312 herring nets to the storm of that winter night."
    new = [{**texts[i], "id": f"new{i}", "text": f"{said}{' Again.' * i}", "source": f"Paper {i}"} for i in range(3)]
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.jsonl").write_text("\n".join(map(json.dumps, new)))
    counts = update_bundle(bundle, ingest([tmp_path / "new"])).manifest["counts"]
    claims, sentences = (pd.read_parquet(bundle / table.file) for table in (CLAIMS, CLAIM_SENTENCES))
    assert (len(claims), len(sentences)) == (counts["claims"], counts["claim_sentences"])
    assert set(sentences["claim"]) == set(claims["claim"])
    assert counts["claims"] >= before["claims"]
    Bundle.open(bundle, full=True)


def test_an_earlier_bundle_gets_its_copies_as_it_grows(bundle, tmp_path):
    manifest = json.loads((bundle / MANIFEST).read_text())
    for name in (SENTENCE_VECTORS, *(table.file for table in (*SPREAD, *CLAIMED))):
        (bundle / name).unlink()
    (bundle / MANIFEST).unlink()
    counts = {name: n for name, n in manifest["counts"].items() if name not in {table.name for table in OPTIONAL}}
    seal(bundle, {**{k: v for k, v in manifest.items() if k not in {"files", "digest"}}, "counts": counts})
    assert "copies" not in Bundle.open(bundle, full=True).manifest["counts"]
    more_texts(tmp_path / "new", ["gas"])
    manifest = update_bundle(bundle, ingest([tmp_path / "new"])).manifest
    assert manifest["counts"]["sentences"] == 42
    assert Bundle.open(bundle, full=True).digest == manifest["digest"]


@pytest.mark.parametrize("subjects", [["ferry"], ["ferry", "orchard"]])
def test_texts_that_fit_nowhere_and_are_alike_are_possible_new_narratives(bundle, tmp_path, monkeypatch, subjects):
    from tests.unit.build import conftest

    monkeypatch.setattr(conftest.FakeEmbedder, "encode", _with_other_subjects(conftest.FakeEmbedder.encode))
    words = {
        "ferry": ["ferry", "captain", "timetable", "ticket", "deck", "island"],
        "orchard": ["orchard", "apples", "frost", "blossom", "cider", "harvest"],
    }
    more_texts(tmp_path / "new", subjects, 24, words)
    grown = update_bundle(bundle, ingest([tmp_path / "new"]))
    found, after, lines = grown.manifest["possible_narratives"], passages_of(bundle), changes_in_words(grown.manifest)
    assert len(found) == len(lines) == len(subjects)
    for possible, line in zip(found, lines, strict=True):
        inside = after.loc[possible["passages"]]
        assert possible["documents"] >= 20
        assert (inside["narrative"] == -1).all()
        assert len(set(inside["doc_id"].str.extract(r"later-([a-z]+)", expand=False))) == 1
        assert possible["label"] in line


def _with_other_subjects(encode):
    def encoded(self, texts):
        vectors = encode(self, texts).astype(np.float32)
        for i, text in enumerate(texts):
            for at, subject in ((9, "ferry"), (10, "orchard")):
                if subject in text:
                    vectors[i] = 0.05 * vectors[i]
                    vectors[i, at] += 1
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)

    return encoded


def test_another_version_of_the_embedder_is_refused(bundle, tmp_path, monkeypatch):
    from tests.unit.build import conftest

    monkeypatch.setattr(conftest.FakeEmbedder, "version", "2")
    more_texts(tmp_path / "new", ["gas"])
    digest = Bundle.open(bundle).digest
    with pytest.raises(EmbedderError, match="vectors are of fake 1, and here is fake 2"):
        update_bundle(bundle, ingest([tmp_path / "new"]))
    assert Bundle.open(bundle).digest == digest


def test_a_bundle_of_before_cannot_grow_and_says_so(bundle_path, tmp_path):
    shutil.copytree(bundle_path, tmp_path / "old")
    with pytest.raises(BundleError, match="Build it once again"):
        read_base(tmp_path / "old")


def test_built_like_another_narratives_keep_number_and_label(bundle, tmp_path, fake):
    old = pd.read_parquet(bundle / NARRATIVES.file)
    more_texts(tmp_path / "in", ["vote"], 20)  # the smallest becomes the largest
    manifest = build(tmp_path / "in", tmp_path / "next", embedder=fake, like=bundle, seed=5)
    new = pd.read_parquet(tmp_path / "next" / NARRATIVES.file)
    assert sorted(manifest["changes"]["kept"]) == sorted(old["narrative"])
    assert manifest["changes"]["gone"] == manifest["changes"]["born"] == []
    both = old.merge(new, on="narrative", suffixes=("_old", "_new"))
    assert both["label_old"].tolist() == both["label_new"].tolist()
    assert new["n_documents"].is_monotonic_decreasing
    after = pd.read_parquet(tmp_path / "next" / PASSAGES.file).set_index("doc_id")["narrative"]
    before = passages_of(bundle).set_index("doc_id")["narrative"]
    assert (after.loc[before.index] == before).mean() > 0.9
    update_bundle(tmp_path / "next", ingest([tmp_path / "in"]))  # opens with numbers that are not in order
    assert changes_in_words(manifest, Bundle.open(tmp_path / "next").labels)[0].endswith("found again.")


def test_gone_and_born_are_said_and_a_number_is_never_used_twice(bundle, tmp_path, fake):
    old = passages_of(bundle)
    fish = old.loc[old["doc_id"].str.startswith("fish"), "narrative"].mode()[0]
    lines = (tmp_path / "in" / "texts.jsonl").read_text().splitlines()
    (tmp_path / "in" / "texts.jsonl").write_text("\n".join(line for line in lines if '"fish' not in line))
    manifest = build(tmp_path / "in", tmp_path / "next", embedder=fake, like=bundle)
    assert [one["narrative"] for one in manifest["changes"]["gone"]] == [fish]
    (tmp_path / "in" / "texts.jsonl").write_text("\n".join(lines))
    manifest = build(tmp_path / "in", tmp_path / "third", embedder=fake, like=tmp_path / "next")
    assert manifest["changes"]["born"] == [len(SUBJECTS)]
    assert fish not in set(pd.read_parquet(tmp_path / "third" / NARRATIVES.file)["narrative"])


def test_split_and_merged_are_told_from_the_passages_shared(bundle):
    base = read_base(bundle)
    was = former(base, base.texts, None)
    first, second, third = range(3)
    now = was.copy()
    half = np.flatnonzero(was == first)[::2]
    now[now == third] = second
    now[half] = third
    identity = identify(base, was, now, 3)
    split, merged = identity.changes["split"], identity.changes["merged"]
    assert [one["narrative"] for one in split] == [first]
    assert sorted(split[0]["into"]) == sorted([int(identity.numbers[first]), int(identity.numbers[third])])
    assert {part["narrative"] for part in merged[0]["of"]} == {second, third}
    assert identity.changes["gone"] == identity.changes["born"] == []
    assert len(set(identity.numbers.tolist())) == 3


@pytest.fixture
def model(bundle, tmp_path):
    """The model of a bundle, as BERTopic saves it, beside the documents in one table."""
    return bundle / "model", tmp_path / "in" / "texts.jsonl"


def test_a_saved_model_becomes_a_bundle_with_its_topics(model, tmp_path, fake):
    folder, table = model
    saved = json.loads((folder / "topics.json").read_text())
    ingested = ingest([table])
    # The bundle's model is fitted on texts in alphabetical order; a user's in that of the table.
    texts = [json.loads(line)["text"] for line in table.read_text().splitlines()]
    order = np.argsort(np.argsort(texts))
    saved["topics"] = [saved["topics"][i] for i in order]
    mine = tmp_path / "mine"
    shutil.copytree(folder, mine)
    (mine / "topics.json").write_text(json.dumps(saved))
    manifest = import_bertopic(mine, ingested, Options(fake), tmp_path / "out")
    opened = Bundle.open(tmp_path / "out", full=True)
    found = passages_of(tmp_path / "out")
    mapping = {int(topic): number for topic, number in manifest["settings"]["model_topics"].items()}
    assert found["narrative"].tolist() == [mapping.get(topic, -1) for topic in saved["topics"]]
    assert manifest["imported"] == "bertopic"
    assert opened.narratives["stability"].isna().all()
    assert manifest["quality"]["stability"] is None
    first = opened.narratives.iloc[0]
    topic = next(t for t, number in mapping.items() if number == first["narrative"])
    words = [word for word, _ in saved["topic_representations"][str(topic)] if word]
    assert list(first["keywords"][0]["words"]) == words
    more_texts(tmp_path / "new", SUBJECTS)
    assert update_bundle(tmp_path / "out", ingest([tmp_path / "new"])).n_new == 18


def test_documents_of_a_saved_model_are_never_split(model, tmp_path, fake, monkeypatch):
    def split(*_):
        pytest.fail("split into passages that are thrown away")

    folder, table = model
    ingested = ingest([table])
    monkeypatch.setattr("filrouge.build.plan.split_texts", split)
    import_bertopic(folder, ingested, Options(fake), tmp_path / "out")
    assert len(passages_of(tmp_path / "out")) == ingested.documents.num_rows


def test_labels_given_in_the_model_win(model, tmp_path, fake):
    folder, table = model
    saved = json.loads((folder / "topics.json").read_text())
    names = [f"Story {topic}" for topic in sorted(map(int, saved["topic_representations"]))]
    saved["custom_labels"] = names
    (folder / "topics.json").write_text(json.dumps(saved))
    import_bertopic(folder, ingest([table]), Options(fake), tmp_path / "out")
    assert set(Bundle.open(tmp_path / "out").narratives["label"]) <= set(names)


def test_words_of_a_model_that_one_outlet_alone_has_are_left_out(model, tmp_path, fake):
    folder, table = model
    items = [json.loads(line) for line in table.read_text().splitlines()]
    gas = [item for item in items if item["id"].startswith("gas")]
    for item in [item for item in gas if item["source"] == "S0"][:5]:
        item["text"] += " A greedy consortium."
    table.write_text("\n".join(map(json.dumps, items)))
    saved = json.loads((folder / "topics.json").read_text())
    ids = [item["id"] for item in items]
    saved["topics"] = [next(n for n, subject in enumerate(SUBJECTS) if i.startswith(subject)) for i in ids]
    words = ["greedy consortium", "pipeline", "gas", "heating", "tariff", "Energy, summed up"]
    saved["topic_representations"]["0"] = [[word, 0.1] for word in words]
    (folder / "topics.json").write_text(json.dumps(saved))
    import_bertopic(folder, ingest([table]), Options(fake), tmp_path / "out")
    rows = Bundle.open(tmp_path / "out").narratives.to_dict("records")
    (kept,) = [list(row["keywords"][0]["words"]) for row in rows if words[-1] in row["keywords"][0]["words"]]
    assert kept == words[1:], "what stands in no text is the model's own"


def test_a_pickled_model_is_never_opened(tmp_path):
    (tmp_path / "model").write_bytes(b"\x80\x04cposix\nsystem\n.")
    with pytest.raises(InputError, match=r'opening a pickle runs whatever code is in it.*serialization="safetensors"'):
        import_bertopic(tmp_path / "model", None, Options(), tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no saved BERTopic model"):
        import_bertopic(tmp_path / "empty", None, Options(), tmp_path / "out")


def test_documents_that_are_not_those_of_the_model_are_refused(model, tmp_path, fake):
    folder, table = model
    table.write_text("\n".join(table.read_text().splitlines()[:-1]))
    with pytest.raises(InputError, match="fitted on 36 documents, and 35 were read"):
        import_bertopic(folder, ingest([table]), Options(fake), tmp_path / "out")
    assert not (tmp_path / "out").exists()


PROGRAM = """
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    assert asked["passages"] and asked["keywords"]
    print(json.dumps({"narrative": asked["narrative"], "language": asked["language"], "label": "The same name"}))
"""


def test_a_program_rewrites_labels_and_the_manifest_says_so(bundle, tmp_path, fake):
    (tmp_path / "labels.py").write_text(PROGRAM)
    command = f"{sys.executable} {tmp_path / 'labels.py'}"
    manifest = build(tmp_path / "in", tmp_path / "out", embedder=fake, labels_from=command)
    labels = Bundle.open(tmp_path / "out").narratives["label"].tolist()
    assert all(label.startswith("The same name") for label in labels)
    assert len(set(labels)) == len(labels)
    assert manifest["settings"]["labels_from"] == command
    assert Bundle.open(bundle).manifest["settings"]["labels_from"] is None


@pytest.mark.parametrize(
    ("program", "message"),
    [("import sys; sys.exit('no key')", "no key"), ("print('hello')", "line 1 of what it wrote is no label"),
     ("print('{\"narrative\": 99, \"language\": \"en\", \"label\": \"x\"}')", "line 1 of what it wrote")],
)  # fmt: skip
def test_a_program_that_fails_is_told_and_the_bundle_stays(bundle, tmp_path, fake, program, message):
    (tmp_path / "labels.py").write_text(program)
    digest = Bundle.open(bundle).digest
    with pytest.raises(InputError, match=message):
        build(tmp_path / "in", bundle, embedder=fake, labels_from=f"{sys.executable} {tmp_path / 'labels.py'}")
    assert Bundle.open(bundle).digest == digest
