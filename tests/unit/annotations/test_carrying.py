import csv
import io
import json
import shutil

import pandas as pd
import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, IDENTITY, NARRATIVE, SOURCE, Author, Row
from filrouge.annotations.carrying import add_json, carry_over, rows_csv, rows_json
from filrouge.annotations.identities import assigned, placed
from filrouge.annotations.missing import missing, reassigned
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import (
    merged,
    noted,
    of_document,
    of_narrative,
    of_source,
    split,
    tagged,
    tags_of,
    wrong_pair,
)
from filrouge.annotations.source_links import SourceLink, known_links
from filrouge.bundle import Bundle
from filrouge.bundle_store import MANIFEST, seal
from filrouge.errors import FilrougeError
from tests.conftest import HOSTILE
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE, by_hand_bundle

ANA = Author("Ana")
LINKS = (
    SourceLink(PHARE, "republishes", "Old Post"), SourceLink(POST, "mirror of", "Old Post"),
    SourceLink("Old Post", "owned by", "Old Group"),
)  # fmt: skip


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def rebuilt(bundle: Bundle, target, numbers: dict[int, int], changes=None) -> Bundle:
    """The same texts in another build: narratives with other numbers, and other typical passages."""
    shutil.copytree(bundle.path, target)
    for name in ("passages", "narratives"):
        frame = pd.read_parquet(target / f"{name}.parquet")
        for column in ("narrative", "nearest"):
            if column in frame:
                frame[column] = frame[column].map(lambda n: numbers.get(n, n)).astype("int32")
        if name == "narratives":
            frame["representative"] = [ids[-1:] for ids in frame["edge"]]
        import pyarrow as pa

        from filrouge.schema import NARRATIVES, PASSAGES

        table = {"passages": PASSAGES, "narratives": NARRATIVES}[name]
        frame = frame.astype(object).where(frame.notna(), None) if name == "narratives" else frame
        rows = json.loads(frame.to_json(orient="records"))
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(rows, schema=table.arrow), target / f"{name}.parquet")
    manifest = json.loads((target / MANIFEST).read_text("utf-8"))
    for name in ("files", "digest"):
        manifest.pop(name)
    (target / MANIFEST).unlink()
    seal(target, {**manifest, **({} if changes is None else {"changes": changes})})
    return Bundle.open(target)


def test_another_build_knows_a_narrative_by_its_documents(own, tmp_path):
    log.add(own, [*of_narrative(own, GAS, {"name": "Dear gas"}), *of_source(PHARE, {"kind": "daily"})], ANA)
    log.add(own, merged(own, [FISH], VOTE), ANA)
    new = rebuilt(own, tmp_path / "new", {GAS: 7, FISH: 8, VOTE: 9})
    found = carry_over(own, new)
    assert found.lost == ()
    assert seen(new).labels == {7: "Dear gas", 9: "overseas vote°"}
    assert seen(new).sources.set_index("source")["kind"][PHARE] == "daily"
    rows = log.current(new).history()
    assert [row.who for row in rows if row.what != IDENTITY] == ["Ana"] * 3
    assert log.current(own).last < log.current(new).last, "what each is in the new build was noted"
    third = rebuilt(new, tmp_path / "third", {7: 1, 9: 2, 8: 0})
    carry_over(new, third)
    assert seen(third).labels == {1: "Dear gas", 2: "overseas vote°"}


def test_a_build_that_says_what_became_of_narratives_is_followed(own, tmp_path):
    log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), ANA)
    log.add(own, of_narrative(own, FISH, {"star": True}), ANA)
    log.add(own, of_narrative(own, VOTE, {"name": "Votes"}), ANA)
    changes = {
        "since": own.digest, "kept": [GAS], "born": [], "gone": [{"narrative": VOTE, "label": "overseas vote"}],
        "split": [{"narrative": FISH, "label": "fishing ban", "into": [11, 12]}], "merged": [], "gone_before": [],
    }  # fmt: skip
    new = rebuilt(own, tmp_path / "new", {FISH: 11, VOTE: 13}, changes)
    found = carry_over(own, new)
    assert seen(new).labels[GAS] == "Dear gas"
    assert {(lost.label, lost.reason, lost.into) for lost in found.lost} == {
        ("fishing ban", "split", (11, 12)), ("overseas vote", "gone", ()),
    }  # fmt: skip
    gone = next(lost for lost in found.lost if lost.reason == "gone")
    log.add(new, assigned(new, gone, 13), ANA)
    assert seen(new).labels[13] == "Votes"
    assert [lost.reason for lost in placed(new, log.current(new)).lost] == ["split"]


def test_undoing_the_first_act_about_a_narrative_leaves_the_later_ones(own):
    first = log.add(own, of_narrative(own, GAS, {"name": "Dear gas"}), ANA)
    log.add(own, of_narrative(own, GAS, {"status": "confirmed"}), ANA)
    log.undo(own, first, ANA)
    assert seen(own).narratives.set_index("narrative")["status"][GAS] == "confirmed"


def test_all_of_it_goes_out_as_json_and_comes_in_again(own, tmp_path):
    act = log.add(own, split(own, GAS, "wire", "Wires"), ANA)
    log.add(own, of_source(PHARE, {"kind": "daily"}, reason="their site"), ANA)
    log.undo(own, act, Author("Ben", "a program"))
    written = rows_json(own)
    other = Bundle.open(by_hand_bundle(tmp_path / "other"))
    assert add_json(other, written).acts == 3
    assert log.current(other).by_field == log.current(own).by_field
    assert log.current(other).undone == {act}
    assert add_json(other, written).acts == 0, "known acts are not added again"
    log.redo(other, act, ANA)
    log.redo(own, act, ANA)
    assert seen(other).labels == seen(own).labels


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": "filrouge-changes", "version": 99, "rows": []}',
     '{"format": "filrouge-changes", "version": 1, "rows": [{"kind": "planet", "about": "x", "what": "y"}]}',
     '{"format": "filrouge-changes", "version": 1, "rows": [7]}',
     '{"format": "filrouge-changes", "version": 1, "rows": [{"kind": "source", "about": 7, "what": "y"}]}'],
)  # fmt: skip
def test_what_is_no_such_file_is_refused_with_nothing_added(own, text):
    with pytest.raises(FilrougeError):
        add_json(own, text)
    assert not log.current(own)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_text_in_the_table(own, text):
    log.add(own, [Row(SOURCE, text, "owner", text, text)], Author(text))
    (row,) = csv.DictReader(io.StringIO(rows_csv(own)))
    assert not any(cell.startswith("=") for cell in row.values())
    assert json.loads(row["value"].removeprefix("'")) == text
    assert json.loads(rows_json(own))["rows"][0]["reason"] == text
    assert NARRATIVE not in row["kind"]


def test_documents_and_sources_that_a_build_does_not_have_are_listed_and_others_take_their_place(own, tmp_path):
    said = [
        *of_document("lost", {"title": "Lost letter", "author": "Eve"}, reason="the imprint"),
        *noted(DOCUMENT, "lost", "Ask her"),
        *wrong_pair("lost", "gaz", "copy"),
        *of_source("Old Post", {"kind": "daily", "country": "FR"}),
        *tagged(SOURCE, "Old Post", [], ["mine"]),
    ]
    log.add(own, said, ANA)
    log.add(own, [Row(SOURCE, one.source, one.what, True) for one in LINKS], ANA)
    log.add(own, of_source(POST, {"country": "BE"}), ANA)
    found = carry_over(own, rebuilt(own, tmp_path / "new", {}))
    assert [(lost.about, lost.label, lost.reason) for lost in found.lost] == [
        ("lost", "Lost letter", "gone"), ("Old Post", "Old Post", "gone"), ("Old Group", "Old Group", "gone"),
    ]  # fmt: skip
    act = log.add(own, reassigned(own, log.current(own), DOCUMENT, "lost", "wire-1"), ANA)
    log.add(own, reassigned(own, log.current(own), SOURCE, "Old Post", POST), ANA)
    assert known_links(seen(own)) == (SourceLink(PHARE, "republishes", POST),), "neither to itself nor to what is gone"
    log.add(own, reassigned(own, log.current(own), SOURCE, "Old Group", PHARE), ANA)
    assert set(known_links(seen(own))) == {SourceLink(PHARE, "republishes", POST), SourceLink(POST, "owned by", PHARE)}
    state = log.current(own)
    assert [missing(own, state, kind) for kind in (DOCUMENT, SOURCE)] == [(), ()]
    row = seen(own).document_row(int(own.query("SELECT doc FROM documents WHERE doc_id = 'wire-1'")["doc"][0]))
    assert (row["title"], row["author"]) == ("Lost letter", "Eve")
    assert state.row(DOCUMENT, "wire-1", "author").reason == "the imprint"
    assert [one.value for one in state.of(DOCUMENT, "wire-1", "note")] == ["Ask her"]
    assert seen(own).changes.pairs == {frozenset({"gaz", "wire-1"}): "copy"}
    facts = seen(own).sources.set_index("source").loc[POST]
    assert (facts["kind"], facts["country"]) == ("daily", "BE"), "what is said of it already stays"
    assert tags_of(state, SOURCE, POST) == ["mine"]
    log.undo(own, act, ANA)
    assert [lost.about for lost in missing(own, log.current(own), DOCUMENT)] == ["lost"]
    with pytest.raises(FilrougeError, match="nowhere"):
        reassigned(own, log.current(own), DOCUMENT, "lost", "nowhere")
