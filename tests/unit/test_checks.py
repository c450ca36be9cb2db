"""A bundle that is broken or forged is refused by name; whatever its files hold, nothing else is raised."""

import copy
import json
import math
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, SEARCH, VECTORS, find_bundle, seal
from filrouge.charts import page_chart
from filrouge.errors import BundleBroken, BundleError
from filrouge.explore.documents import document, documents
from filrouge.explore.narratives import evidence
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection, search
from filrouge.explore.view import View
from filrouge.report.methods import sections
from filrouge.schema import DOCUMENTS, NARRATIVES, PASSAGES, SOURCES, TABLES, TEXTS, Table
from filrouge.wording.collection import changes_in_words, files_read, quality_indicators
from tests.synthetic import synthetic_bundle


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    return synthetic_bundle(tmp_path_factory.mktemp("sound") / "news", documents=24, narratives=3)


@pytest.fixture
def forged(sound, tmp_path) -> Path:
    """A copy to forge; `reseal` makes its digests true again."""
    return Path(shutil.copytree(sound, tmp_path / "forged"))


def reseal(folder: Path, change: Callable[[dict[str, Any]], None] = lambda _manifest: None) -> None:
    file = folder / MANIFEST
    manifest = json.loads(file.read_text("utf-8"))
    file.unlink()
    described = {key: value for key, value in manifest.items() if key not in {"files", "digest"}}
    change(described)
    seal(folder, described)


def put(folder: Path, table: Table, column: str, values: Any) -> None:
    """Another column in the place of a table's own; the value at row 0 is what `values` is, where it is only one."""
    found = pq.read_table(folder / table.file)
    if not isinstance(values, pa.Array):
        own = found[column].to_pylist()
        values = pa.array([values, *own[1:]], found.schema.field(column).type)
    at = found.column_names.index(column)
    pq.write_table(found.set_column(at, pa.field(column, values.type), values), folder / table.file)
    reseal(folder)


def refused(folder: Path, table: Table, *words: str, look: Callable[[Bundle], object] = lambda bundle: bundle) -> None:
    with pytest.raises(BundleBroken) as raised:
        look(Bundle.open(folder))
    assert raised.value.where == str(folder / table.file)
    assert [word for word in words if word not in raised.value.what] == []


FORGED_VALUES = [
    (DOCUMENTS, "doc_id", None, "has no “doc_id”"),
    (DOCUMENTS, "doc_id", "d0000001", "repeats the “doc_id”"),
    (DOCUMENTS, "n_words", -1, "“n_words” is not valid"),
    (DOCUMENTS, "copy_group", -5, "“copy_group” is not valid"),
    (DOCUMENTS, "copy_group", None, "has no “copy_group”"),
    (DOCUMENTS, "language", None, "has no “language”"),
    (DOCUMENTS, "language", "tlh", "“language” names what the bundle does not have (tlh)"),
    (DOCUMENTS, "source", "Nobody", "“source” names what the bundle does not have (Nobody)"),
    (DOCUMENTS, "published_precision", "second", "“published_precision” is not valid"),
    (DOCUMENTS, "published_offset", 30_000, "“published_offset” is not valid"),
    (PASSAGES, "passage_id", 7, "“passage_id” is not valid"),
    (PASSAGES, "doc_id", "nowhere", "1 row is of no document"),
    (PASSAGES, "start", -1, "“start” is not valid"),
    (PASSAGES, "end", -1, "“end” is not valid"),
    (PASSAGES, "position", None, "has no “position”"),
    (PASSAGES, "narrative", 77, "“narrative” names what the bundle does not have (77)"),
    (PASSAGES, "narrative", -2, "“narrative” is not valid"),
    (PASSAGES, "nearest", 77, "“nearest” names what the bundle does not have (77)"),
    (PASSAGES, "strength", 1.5, "“strength” is not valid"),
    (PASSAGES, "strength", -0.5, "“strength” is not valid"),
    (PASSAGES, "strength", math.nan, "“strength” is not valid"),
    (PASSAGES, "strength", None, "has no “strength”"),
    (PASSAGES, "x", math.inf, "“x” is not valid"),
    (NARRATIVES, "narrative", 1, "repeats the “narrative”"),
    (NARRATIVES, "narrative", 2**31 - 1, "“narrative” is not valid"),
    (NARRATIVES, "label", None, "has no “label”"),
    (NARRATIVES, "labels", None, "has no “labels”"),
    (NARRATIVES, "labels", [None], "has no “labels”"),
    (NARRATIVES, "keywords", [{"language": "en", "words": [None]}], "has no “keywords”"),
    (NARRATIVES, "n_documents", -1, "“n_documents” is not valid"),
    (NARRATIVES, "stability", 2.0, "“stability” is not valid"),
    (NARRATIVES, "representative", [9_999], "“representative” names what the bundle does not have (9999)"),
    (NARRATIVES, "edge", [-1], "“edge” names what the bundle does not have (-1)"),
    (SOURCES, "source", None, "has no “source”"),
    (SOURCES, "n_documents", -1, "“n_documents” is not valid"),
]


@pytest.mark.parametrize(
    ("table", "column", "value", "said"), FORGED_VALUES, ids=[f"{t.name}-{c}-{v}" for t, c, v, _ in FORGED_VALUES]
)
def test_a_value_that_cannot_be_is_refused(forged, table, column, value, said):
    put(forged, table, column, value)
    refused(forged, table, said)


@pytest.mark.parametrize("column", ["published", "published_end"])
def test_days_that_do_not_fit_are_refused(forged, column):
    dated = pq.read_table(forged / DOCUMENTS.file)[column].is_valid().to_pylist().index(True)
    values = pq.read_table(forged / DOCUMENTS.file)[column].to_pylist()
    values[dated] = None
    put(forged, DOCUMENTS, column, pa.array(values, DOCUMENTS.arrow.field(column).type))
    refused(forged, DOCUMENTS, "“published_end” is not valid")


@pytest.mark.parametrize("year", [-200_000, 20_000, 200_000])
def test_years_beyond_the_calendar_are_refused(forged, year):
    type_ = DOCUMENTS.arrow.field("published").type
    values = pq.read_table(forged / DOCUMENTS.file)["published"].cast(pa.int64()).to_pylist()
    far = [None if value is None else int((year - 1970) * 365.2425 * 86_400e6) for value in values]
    put(forged, DOCUMENTS, "published", pa.array(far, pa.int64()).cast(type_))
    put(forged, DOCUMENTS, "published_end", pa.array(far, pa.int64()).cast(type_))
    refused(forged, DOCUMENTS)


def test_what_is_read_later_is_checked_when_it_is_read(forged, sound):
    put(forged, PASSAGES, "end", 100_000)
    refused(forged, PASSAGES, "“end” is not valid", look=lambda b: passages_about(b, Selection(), None, limit=99))
    refused(forged, PASSAGES, "“end” is not valid", look=lambda b: document(b, "d0000000"))
    shutil.copy(sound / PASSAGES.file, forged / PASSAGES.file)
    put(forged, TEXTS, "text", None)
    refused(forged, TEXTS, "has no “text”", look=lambda b: document(b, "d0000000"))
    shutil.copy(sound / TEXTS.file, forged / TEXTS.file)
    put(forged, TEXTS, "doc_id", pa.array([f"d{i:07}" for i in reversed(range(24))]))
    refused(forged, TEXTS, "not in the order", look=lambda b: document(b, "d0000000"))
    shutil.copy(sound / TEXTS.file, forged / TEXTS.file)
    put(forged, DOCUMENTS, "found", None)
    refused(forged, DOCUMENTS, "has no “found”", look=lambda b: document(b, "d0000000"))


@pytest.mark.parametrize("rows", [23, 0])
@pytest.mark.parametrize("table", [DOCUMENTS, TEXTS, PASSAGES, NARRATIVES], ids=lambda table: table.name)
def test_tables_of_another_length_are_refused(forged, table, rows):
    found = pq.read_table(forged / table.file)
    pq.write_table(found.slice(0, min(rows, found.num_rows - 1)), forged / table.file)
    reseal(forged)
    refused(forged, table, "rows, the manifest says")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_file_that_is_no_table_is_refused(forged, table):
    for raw in (b"", b"PAR1", b"PAR1" + bytes(200) + b"PAR1"):
        (forged / table.file).write_bytes(raw)
        reseal(forged)
        refused(forged, table, "cannot be read")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_that_lack_are_double_or_of_another_type_are_refused(forged, sound, table):
    found = pq.read_table(sound / table.file)
    for column in table.columns:
        at = found.column_names.index(column.name)
        pq.write_table(found.drop_columns([column.name]), forged / table.file)
        reseal(forged)
        refused(forged, table, f"“{column.name}”")
        other = pa.array([b"x"] * len(found)) if column.type != pa.binary() else pa.array([1] * len(found))
        pq.write_table(found.set_column(at, column.name, other), forged / table.file)
        reseal(forged)
        refused(forged, table, f"“{column.name}”", "binary")
    pq.write_table(found.append_column(table.columns[0].name.upper(), found[0]), forged / table.file)
    reseal(forged)
    refused(forged, table, "one name")


@pytest.mark.parametrize("array", [np.zeros((3, 4), np.float16), np.zeros((48, 4)), np.zeros(48, np.float16), b"no"])
def test_vectors_that_are_not_those_of_the_passages_are_refused(forged, array):
    if isinstance(array, bytes):
        (forged / VECTORS).write_bytes(array)
    else:
        np.save(forged / VECTORS, array)
    reseal(forged)
    opened = Bundle.open(forged)
    with pytest.raises(BundleBroken) as raised:
        opened.vectors()
    assert raised.value.where == str(forged / VECTORS)


def test_a_search_index_that_is_none_is_refused(forged):
    (forged / SEARCH).unlink()
    with sqlite3.connect(forged / SEARCH) as database:
        database.execute("CREATE TABLE search (title, text)")
    database.close()
    reseal(forged)
    opened = Bundle.open(forged)
    with pytest.raises(BundleBroken) as raised:
        search(opened, "harbour")
    assert raised.value.where == str(forged / SEARCH)


def deep(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


EVIL = [None, True, -1, 0.5, math.nan, math.inf, 10**400, 2**63, "", "x", "\ud800", "../x", [], [None], {}, {"x": None}]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inside for place in places(item, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    result = copy.copy(value)
    result[path[0]] = replaced(value[path[0]], path[1:], by)
    return result


def full_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a bundle, with all that a build may write."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    said = {"narrative": 0, "label": "Old"}
    counted = {name: {"column x": 3} for name in ("date", "source", "title")}
    manifest["inputs"] = [{"file": "a.csv", "format": "csv", "documents": 3, "found": counted, "missing": {"url": 1}}]
    manifest["rejected"] = [{"file": "a.csv", "row": 3, "reason": "no text in it"}]
    manifest["changes"] = {
        "kept": [0], "born": [1], "split": [{**said, "into": [1, 2]}], "merged": [{"of": [said], "narrative": 2}],
        "gone": [said],
    }  # fmt: skip
    manifest["possible_narratives"] = [{"label": "New", "passages": [1, 2], "documents": 2}]
    manifest["quality"] = {"coverage": 0.5, "stability": 0.5, "solid": 2, "solid_passages": 0.5, "coherence": 0.1}
    return {key: value for key, value in manifest.items() if key not in {"files", "digest"}}


def test_whatever_stands_in_a_manifest_nothing_else_is_raised(forged):
    plain = full_manifest(forged)
    opened = Bundle.open(forged)
    taken = 0
    for path in places(plain)[1:]:
        for evil in EVIL:
            (forged / MANIFEST).unlink()
            try:
                seal_quickly(forged, replaced(plain, path, evil))
                opened.manifest = find_bundle(forged).manifest
            except BundleError as error:
                assert error.where in {str(forged), str(forged / MANIFEST)}  # noqa: PT017
            else:
                taken += 1
                say(opened)
    assert taken  # a setting may be anything


def seal_quickly(folder: Path, manifest: dict[str, Any]) -> None:
    """As `seal`, which reads and syncs every file."""
    from filrouge import bundle_store

    complete = {"schema_version": 3, "digest": "", "files": ENTRIES, **manifest}
    complete["digest"] = bundle_store._digest_of(complete)
    (folder / MANIFEST).write_text(json.dumps(complete), "utf-8")


ENTRIES = {name: {"bytes": 1, "sha256": "0"} for name in (*(t.file for t in TABLES), SEARCH)}


def say(opened: Bundle) -> None:
    """All that is said of a manifest."""
    sections(opened)
    quality_indicators(opened.manifest)
    changes_in_words(opened.manifest, opened.labels)
    files_read(opened)
    json.dumps(opened.manifest, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"schema_version": 3, "settings": ' + "[" * 900 + "]" * 900 + "}",
        '{"schema_version": 1e400}',
        '{"schema_version": true}',
        '{"schema_version": "3"}',
        '{"schema_version": 0}',
        '{"schema_version": ' + "9" * 5000 + "}",
        "[]",
        "null",
        "\x00",
    ],
    ids=["deep", "less deep", "infinite", "true", "text", "nought", "long", "list", "null", "NUL"],
)
def test_a_manifest_that_is_none_is_refused(forged, text):
    (forged / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(BundleBroken) as raised:
        Bundle.open(forged)
    assert raised.value.where == str(forged / MANIFEST)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "/etc/passwd", "../x", "a\\b", "x" * 5000, "a\x1b[31m"])
def test_a_manifest_that_names_what_is_no_file_of_a_bundle_is_refused(forged, name):
    manifest = json.loads((forged / MANIFEST).read_text("utf-8"))
    entries = {**manifest["files"], name: {"bytes": 1, "sha256": "0"}}
    seal_quickly(forged, {**{k: v for k, v in manifest.items() if k != "digest"}, "files": entries})
    with pytest.raises(BundleBroken):
        Bundle.open(forged)


def values_of(type_: pa.DataType, n: int) -> list[pa.Array]:
    """Columns of a type that no build writes."""
    nulls = pa.nulls(n, type_)
    if pa.types.is_integer(type_):
        low, high = -(2 ** (type_.bit_width - 1)), 2 ** (type_.bit_width - 1) - 1
        return [nulls, *(pa.array([value] * n, type_) for value in (low, -1, 0, high))]
    if pa.types.is_floating(type_):
        return [nulls, *(pa.array([value] * n, type_) for value in (math.nan, math.inf, -math.inf, -1.0, 3e38))]
    if pa.types.is_timestamp(type_):
        return [nulls, *(pa.array([value] * n, pa.int64()).cast(type_) for value in (-(2**63) + 1, 0, 2**63 - 1))]
    if pa.types.is_string(type_):
        return [nulls, *(pa.array([value] * n) for value in ("", "x\x00\x07", "=1+1", "é" * 10_000))]
    if pa.types.is_list(type_):
        return [nulls, pa.array([[]] * n, type_), pa.array([[None]] * n, type_)]
    return [pa.nulls(n, pa.struct([pa.field(part.name, part.type) for part in type_]))]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whatever_stands_in_a_column_nothing_else_is_raised(forged, sound, table):
    found = pq.read_table(sound / table.file)
    first = pa.array([row == 0 for row in range(len(found))])
    refusals = 0
    for at, column in enumerate(table.columns):
        for values in values_of(column.type, len(found)):
            forgery = values  # of the whole column, or of its first row
            if values.null_count == 0 and not pa.types.is_nested(column.type):
                forgery = pc.if_else(first, values, found[column.name].combine_chunks())
            pq.write_table(found.set_column(at, column.name, forgery), forged / table.file)
            reseal(forged)
            try:
                look(Bundle.open(forged))
            except BundleError as error:
                assert Path(error.where or "").parent == forged, error  # noqa: PT017
                refusals += 1
    assert refusals >= len(table.columns) / 2


def look(opened: Bundle) -> None:
    """Read what pages read."""
    documents(opened, Selection())
    document(opened, str(opened.query("SELECT doc_id FROM documents WHERE doc = 0")["doc_id"].iloc[0]))
    passages_about(opened, Selection(), None, limit=99)
    evidence(opened, next(iter(opened.labels)))
    page_chart(opened, View("timeline"))
