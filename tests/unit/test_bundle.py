import json
import os
import subprocess
import sys

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from filrouge.build.index import write_index
from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, saving, seal
from filrouge.errors import BundleBroken, BundleError, BundleMissing, BundleTooNew, DiskError
from filrouge.explore.other_names import own_name
from filrouge.schema import DOCUMENTS, SOLID, TABLES, TEXTS


def fill(folder, offset: int | None = None) -> dict:
    for table in TABLES:
        rows = []
        if table is DOCUMENTS:
            import datetime

            start = datetime.datetime(2024, 5, 27, 20, 30, tzinfo=datetime.UTC)
            row = dict.fromkeys(c.name for c in table.columns)
            row |= {"doc_id": "a", "language": "fr", "n_words": 1, "copy_group": 0, "published_precision": "minute"}
            row |= {
                "origin": {"file": "a", "row": 1, "sha256": "0"},
                "warnings": [],
                "found": [],
                "published_offset": offset,
            }
            rows = [row | {"published": start, "published_end": start}]
        if table is TEXTS:
            rows = [{"doc_id": "a", "text": "un détroit", "cuts": []}]
        pq.write_table(pa.Table.from_pylist(rows, schema=table.arrow), folder / table.file)
    write_index(folder / "search.sqlite", ["Été"], ["un détroit"])
    none = ("undated", "sources", "passages", "passages_without_narrative", "passages_not_covered", "narratives")
    counts = {"documents": 1, "dated": 1, "texts": 1, "without_source": 1, **dict.fromkeys(none, 0)}
    described = {
        "counts": counts, "dates": {"first": "2024-05-27", "last": "2024-05-28"}, "languages": {"fr": 1},
        "embedder": {"name": "none", "version": "0", "why": "made for tests"}, "versions": {"filrouge": "0.1.0"},
        "settings": {}, "quality": {}, "seed": 1, "inputs": [], "warnings": [],
    }  # fmt: skip
    return seal(folder, described)


@pytest.fixture
def bundle(tmp_path):
    with saving(tmp_path / "b") as folder:
        fill(folder, 240)
    return tmp_path / "b"


def test_a_day_is_counted_in_the_offset_stated(bundle):
    (row,) = Bundle.open(bundle).query("SELECT day FROM documents").itertuples()
    assert str(row.day)[:10] == "2024-05-28"


def narratives(bundle, rows: list[dict]) -> Bundle:
    """The bundle opened, with these narratives in place of its own."""
    opened = Bundle.open(bundle)
    blank = {"label": "", "labels": [], "stability": None}
    opened.narratives = pd.DataFrame([{**blank, **row, "narrative": n} for n, row in enumerate(rows)])
    return opened


def named(**labels: str) -> list[dict]:
    return [{"language": code, "label": label, "sentence": None} for code, label in labels.items()]


def test_tentative_narratives_carry_a_mark_and_unmeasured_ones_none(bundle):
    rows = [{"label": name, "stability": s} for name, s in (("a", 0.9), ("b", 0.59), ("c", None), ("d", SOLID))]
    opened = narratives(bundle, rows)
    assert opened.labels == {0: "a", 1: "b°", 2: "c", 3: "d"}
    assert opened.tentative == {1}
    assert [opened.narrative_named(n) for n in ("a", "a°", "b", "b°", "e", "°", "")] == [0, 0, 1, 1, None, None, None]


def test_names_are_in_the_readers_language_where_there_is_one(bundle):
    rows = [{"label": "gas", "labels": named(en="gas", fr="gaz"), "stability": 0.1}, {"label": "fish"}]
    opened = narratives(bundle, rows)
    french = opened.speaking("fr")
    assert (opened.labels, french.labels) == ({0: "gas°", 1: "fish"}, {0: "gaz°", 1: "fish"})
    assert opened.speaking("tlh") is opened
    assert french.speaking("fr") is french
    assert opened.speaking("fr") is french, "what it has counted is there for the next reader"
    assert french.model is opened
    assert french.speaking(None).labels == opened.labels
    for name in ("gas", "gaz", "gaz°", "gas°"):
        assert opened.narrative_named(name) == french.narrative_named(name) == 0


def test_a_name_in_another_language_than_the_readers_says_in_which(bundle):
    rows = [
        {"label": "gas", "labels": named(en="gas", fr="gaz")},
        {"label": "fish", "labels": named(en="fish"), "stability": 0.1},
    ]
    opened = narratives(bundle, rows)
    french = opened.speaking("fr")
    assert opened.labels == {0: "gas", 1: "fish°"}
    assert french.labels == {0: "gaz", 1: "fish (en)°"}
    assert own_name(french, 1) == "fish (en)", "what is shown is edited: “fish” is then a change"
    assert [french.narrative_named(name) for name in french.labels.values()] == [0, 1]


def test_a_name_that_means_one_narrative_here_and_another_there_gets_its_number(bundle):
    rows = [
        {"label": "Saltmere", "labels": named(en="Saltmere", fr="Huîtres")},
        {"label": "Treaty", "labels": named(en="Treaty", fr="Saltmere")},
    ]
    opened = narratives(bundle, rows)
    french = opened.speaking("fr")
    assert opened.labels == {0: "Saltmere (1)", 1: "Treaty"}
    assert french.labels == {0: "Huîtres", 1: "Saltmere (2)"}
    for view in (opened, french):
        for other in (opened, french):
            assert [view.narrative_named(name) for name in other.labels.values()] == [0, 1]


def test_what_depends_on_no_selection_outlasts_all_questions(bundle_path):
    opened = Bundle.open(bundle_path)
    once, kept = opened.once("key", lambda: ["once"]), opened.keep("key", lambda: ["kept"])
    assert (once, kept) == (["once"], ["kept"])
    for question in range(100):
        opened.keep(question, list)
    assert opened.keep("key", list) is not kept
    assert opened.once("key", list) is once
    opened.forget()
    assert opened.once("key", list) is once


def test_a_change_of_language_opens_and_counts_nothing_anew(bundle):
    opened = narratives(bundle, [{"label": "gas", "labels": named(fr="gaz")}])
    kept = opened.keep("key", lambda: ["made once"])
    french = opened.speaking("fr")
    assert french.keep("key", list) is kept
    opened.search_rows('"ete"')
    french.search_rows('"ete"')
    assert opened.search_rows.cache_info().hits == 1
    assert french.unchanged()


def test_search_folds_accents_and_knows_rows(bundle):
    opened = Bundle.open(bundle)
    assert opened.search_rows('"ete"').tolist() == [0]
    assert opened.search_rows('"detroit"').tolist() == [0]
    assert opened.search_rows('"autre"').tolist() == []


def test_nothing_there_and_no_bundle(tmp_path):
    with pytest.raises(BundleMissing, match="the folder does not exist"):
        Bundle.open(tmp_path / "nope")
    with pytest.raises(BundleMissing, match="filrouge build"):
        Bundle.open(tmp_path)


@pytest.mark.parametrize("damage", ["gone", "cut", "changed", "manifest", "unlisted", "forged", "outside"])
def test_damage_is_seen(bundle, damage):
    file = bundle / DOCUMENTS.file
    content = bytearray(file.read_bytes())
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(content[:-1])
    elif damage == "changed":
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif damage == "manifest":
        (bundle / MANIFEST).write_text("{")
    else:
        manifest = json.loads((bundle / MANIFEST).read_text())
        if damage == "unlisted":
            del manifest["files"][DOCUMENTS.file]
        elif damage == "forged":
            manifest["counts"]["documents"] = 9_999
        else:
            manifest["files"]["../../secret"] = {"bytes": 1, "sha256": "0"}
        (bundle / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(BundleBroken):
        Bundle.open(bundle)


def test_a_later_version_is_refused(bundle):
    manifest = json.loads((bundle / MANIFEST).read_text())
    (bundle / MANIFEST).write_text(json.dumps({**manifest, "schema_version": 99}))
    with pytest.raises(BundleTooNew, match="schema 99"):
        Bundle.open(bundle)


def test_saving_replaces_only_when_whole_and_only_bundles(bundle, tmp_path):
    before = Bundle.open(bundle).digest
    with pytest.raises(DiskError, match="File exists"), saving(bundle) as folder:
        folder.mkdir()
    assert Bundle.open(bundle).digest == before
    with saving(bundle) as folder:
        after = fill(folder)["digest"]
    assert Bundle.open(bundle).digest == after != before
    assert [p.name for p in tmp_path.iterdir()] == ["b"]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("x")
    with pytest.raises(BundleError, match="not a bundle"), saving(tmp_path / "mine"):
        pass
    assert (tmp_path / "mine" / "thesis.doc").read_text() == "x"


def test_a_save_killed_between_its_two_renames_is_mended(bundle, tmp_path):
    before = Bundle.open(bundle).digest
    bundle.rename(tmp_path / ".b.previous")
    assert Bundle.open(bundle).digest == before


def test_two_saves_to_one_place_do_not_meet(bundle):
    with saving(bundle) as first:
        fill(first)
        with pytest.raises(BundleError, match="another build is writing here"), saving(bundle):
            pass
        assert first.is_dir()
    assert [p.name for p in bundle.parent.iterdir()] == ["b"]


def test_a_save_beside_another_leaves_it_alone(tmp_path):
    with saving(tmp_path / "b*") as one, saving(tmp_path / "bundle") as other:
        fill(one)
        fill(other)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b*", "bundle"]


def test_left_overs_of_a_killed_save_do_not_block_the_next(bundle):
    (bundle.parent / ".b.previous").mkdir()
    (bundle.parent / ".b.previous" / "half").write_text("x")
    with saving(bundle) as folder:
        fill(folder)
    assert [p.name for p in bundle.parent.iterdir()] == ["b"]


def test_a_replaced_bundle_is_not_read_with_the_rows_of_the_old(bundle):
    opened = Bundle.open(bundle)
    with saving(bundle) as folder:
        fill(folder)
    assert not opened.unchanged()
    with pytest.raises(BundleError, match="replaced while it was open"):
        opened.document_row(0)


def test_a_folder_named_like_a_pattern_is_that_folder(tmp_path):
    with saving(tmp_path / "bun[1]") as folder:
        fill(folder)
    assert len(Bundle.open(tmp_path / "bun[1]").query("SELECT * FROM documents")) == 1


def test_times_do_not_follow_the_zone_of_the_machine(bundle):
    code = f"from filrouge.bundle import Bundle; print(Bundle.open({str(bundle)!r}).document_row(0)['published'])"
    for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
        found = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "TZ": zone}, capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == "2024-05-27 20:30:00"
