"""Every kind of act: done, seen, undone, done again, there after a restart, in the files and in another build."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from filrouge.annotations import log, watched
from filrouge.annotations.act_fields import ACT_FIELDS
from filrouge.annotations.acts import (
    ACT,
    ATTRIBUTES,
    CLAIM,
    CORRECTED,
    DOCUMENT,
    NARRATIVE,
    PAIR,
    SOURCE,
    THEME,
    UNDONE,
    UNTOLD,
    WATCHED,
    Author,
    Row,
)  # fmt: skip
from filrouge.annotations.carrying import add_json, carry_over, rows_csv, rows_json
from filrouge.annotations.claim_identities import about_claim
from filrouge.annotations.identities import about_narrative, about_theme
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import (
    about_pair,
    merged,
    moved,
    moved_passages,
    noted,
    of_claim,
    of_document,
    of_narrative,
    of_source,
    of_theme,
    split,
    tagged,
    wrong_pair,
    wrong_sides,
)  # fmt: skip
from filrouge.annotations.source_links import SourceLink, known_links, linked
from filrouge.bundle import Bundle, records
from filrouge.charts.claim_sides import marked_wrong
from filrouge.explore.claims import claims
from filrouge.explore.selection import Selection
from filrouge.export.changes import FORMS, changes_bytes
from filrouge.report.methods import methods_text
from filrouge.wording.by_hand import history_text
from filrouge.wording.labels import theme_names
from tests.unit.annotations.test_claims_by_hand import rebuilt

ANA = Author("Ana")
FIRST, SECOND, THIRD = 0, 1, 2


@pytest.fixture(scope="module")
def own(bundle_path, tmp_path_factory):
    return Bundle.open(shutil.copytree(bundle_path, tmp_path_factory.mktemp("every") / "own"))


@pytest.fixture(scope="module")
def another(own, tmp_path_factory):
    return rebuilt(own, tmp_path_factory.mktemp("another") / "new", {0: 3, 1: 4, 3: 0, 4: 1})


def document(bundle: Bundle, n: int = 0) -> str:
    return str(bundle.query("SELECT doc_id FROM documents ORDER BY doc")["doc_id"][n])


def on(bundle: Bundle, kind: str, rows: Callable[[str], list[Row]]) -> list[Row]:
    """Rows on a narrative or a claim, with what notes which one it is."""
    if kind in (SOURCE, DOCUMENT):
        return rows(source(bundle) if kind == SOURCE else document(bundle))
    of = {NARRATIVE: about_narrative, THEME: about_theme}.get(kind, about_claim)
    about, identity = of(bundle, log.current(bundle), FIRST)
    return [*identity, *rows(about)]


def source(bundle: Bundle, n: int = 0) -> str:
    return str(bundle.sources["source"][n])


def in_first(bundle: Bundle) -> tuple[str, int]:
    """A document of the first narrative, and a passage of it there."""
    row = records(bundle.query(
        "SELECT doc_id, passage_id FROM passages JOIN documents USING (doc) WHERE narrative = 0 ORDER BY passage_id"
    ))[0]  # fmt: skip
    return str(row["doc_id"]), int(row["passage_id"])


def held(kind: str, field: str) -> Callable[[Bundle], Any]:
    """What holds of a field, for what stands nowhere else."""
    return lambda bundle: sorted((row.what, str(row.value)) for row in log.current(bundle).rows(kind, field))


def sizes(bundle: Bundle) -> list[tuple[str, int]]:
    return sorted((str(row["label"]), int(row["n_passages"])) for row in records(bundle.narratives))


def of_first(column: str) -> Callable[[Bundle], Any]:
    return lambda bundle: next(str(row[column]) for row in records(bundle.narratives) if row["narrative"] == FIRST)


def claims_said(bundle: Bundle) -> list[str]:
    changes = bundle.changes
    return sorted(map(str, changes.claims.values())) if changes else []


def claim_sizes(bundle: Bundle) -> list[tuple[int, int]]:
    frame = claims(bundle, Selection())
    return sorted(zip(frame["texts"].tolist(), frame["documents"].tolist(), strict=True))


def corrected(name: str) -> Callable[[Bundle], Any]:
    return lambda bundle: str(bundle.document_row(0)["published" if name == "date" else name])


def attribute(name: str) -> Callable[[Bundle], Any]:
    return lambda bundle: str(bundle.sources.set_index("source")[name].get(source(bundle.model))) if name in (
        bundle.sources) else "None"  # fmt: skip


def passage_of(bundle: Bundle) -> int:
    return int(bundle.columns.passage_narrative[in_first(bundle.model)[1]])


CORRECTIONS = {"date": "2024-02-29", "source": "Gazette", "title": "Another", "language": "de", "author": "Eve"}
QUERY, OTHER = ("Watched", "A sentence of mine"), ("Watched too", "Another sentence")

ACTS: dict[tuple[str, str], tuple[Callable[[Bundle], list[Row]], Callable[[Bundle], Any]]] = {
    (NARRATIVE, "name"): (lambda b: of_narrative(b, FIRST, {"name": "Named"}), of_first("label")),
    (NARRATIVE, "star"): (lambda b: of_narrative(b, FIRST, {"star": True}), of_first("starred")),
    (NARRATIVE, "status"): (lambda b: of_narrative(b, FIRST, {"status": "confirmed"}), of_first("status")),
    (NARRATIVE, "wrong"): (lambda b: wrong_sides(b, FIRST, True), lambda b: marked_wrong(b, FIRST)),
    (NARRATIVE, "hidden"): (lambda b: of_narrative(b, SECOND, {"hidden": True}), sizes),
    (NARRATIVE, "merge"): (lambda b: merged(b, [SECOND], FIRST), sizes),
    (NARRATIVE, "split"): (lambda b: split(b, FIRST, "the OR la OR le", "Split off"), sizes),
    (NARRATIVE, "note"): (
        lambda b: on(b, NARRATIVE, lambda a: noted(NARRATIVE, a, "narrative note")), held(NARRATIVE, "note"),
    ),
    (NARRATIVE, "tag"): (
        lambda b: on(b, NARRATIVE, lambda a: tagged(NARRATIVE, a, [], ["disarm:T0002"])),
        lambda b: b.changes.said.get((NARRATIVE, "tag")) if b.changes else None,
    ),
    (THEME, "name"): (lambda b: of_theme(b, FIRST, "A theme"), lambda b: sorted(theme_names(b).values())),
    (THEME, "note"): (lambda b: on(b, THEME, lambda a: noted(THEME, a, "theme note")), held(THEME, "note")),
    (THEME, "tag"): (lambda b: on(b, THEME, lambda a: tagged(THEME, a, [], ["theme tag"])), held(THEME, "tag")),
    (CLAIM, "name"): (lambda b: of_claim(b, FIRST, {"name": "Worded"}), claims_said),
    (CLAIM, "star"): (lambda b: of_claim(b, FIRST, {"star": True}), claims_said),
    (CLAIM, "status"): (lambda b: of_claim(b, FIRST, {"status": "to check"}), claims_said),
    (CLAIM, "hidden"): (lambda b: of_claim(b, FIRST, {"hidden": True}), claims_said),
    (CLAIM, "merge"): (lambda b: merged(b, [SECOND], FIRST, kind=CLAIM), claim_sizes),
    (CLAIM, "note"): (lambda b: on(b, CLAIM, lambda a: noted(CLAIM, a, "claim note")), held(CLAIM, "note")),
    (CLAIM, "tag"): (
        lambda b: on(b, CLAIM, lambda a: tagged(CLAIM, a, [], ["claim tag"])),
        lambda b: sorted(b.changes.said.get((CLAIM, "tag"), ())) if b.changes else None,
    ),
    **{(DOCUMENT, one): (lambda b, one=one: of_document(document(b), {one: CORRECTIONS[one]}), corrected(one))
       for one in CORRECTED},
    (DOCUMENT, "move"): (lambda b: moved(b, [in_first(b)[0]], FIRST, THIRD), sizes),
    (DOCUMENT, "passage"): (lambda b: moved_passages(b, [in_first(b)[1]], THIRD), passage_of),
    (DOCUMENT, "note"): (lambda b: noted(DOCUMENT, document(b), "document note"), held(DOCUMENT, "note")),
    (DOCUMENT, "tag"): (
        lambda b: tagged(DOCUMENT, document(b), [], ["mine"]),
        lambda b: b.changes.said.get((DOCUMENT, "tag")) if b.changes else None,
    ),
    **{(SOURCE, one): (lambda b, one=one: of_source(source(b), {one: "fr"}), attribute(one)) for one in ATTRIBUTES},
    (SOURCE, "link"): (lambda b: linked(b, [SourceLink(source(b), "republishes", source(b, 1))]), known_links),
    (SOURCE, "note"): (lambda b: on(b, SOURCE, lambda a: noted(SOURCE, a, "source note")), held(SOURCE, "note")),
    (SOURCE, "tag"): (lambda b: on(b, SOURCE, lambda a: tagged(SOURCE, a, [], ["source tag"])), held(SOURCE, "tag")),
    (PAIR, "wrong"): (
        lambda b: wrong_pair(document(b), document(b, 1), "copy"),
        lambda b: sorted(b.changes.pairs) if b.changes else [],
    ),
    (PAIR, "note"): (lambda b: noted(PAIR, about_pair(document(b), document(b, 1)), "pair note"), held(PAIR, "note")),
    (PAIR, "tag"): (lambda b: tagged(PAIR, about_pair(document(b), document(b, 1)), [], ["mine"]), held(PAIR, "tag")),
    (WATCHED, "query"): (lambda b: watched.written(b, *QUERY), lambda b: [w.name for w in watched.watched(b).values()]),
    (WATCHED, "judged"): (
        lambda b: [
            *watched.written(b, *OTHER, key="judged"),
            *watched.judged(watched.Watched("judged", *OTHER), {(document(b), 0): True}),
        ],
        lambda b: [w.judged for w in watched.watched(b).values()],
    ),
}  # fmt: skip


def forget(bundle: Bundle) -> None:
    """Take away all that was said of a bundle."""
    for file in bundle.path.parent.glob(f"{bundle.path.name}.annotations.sqlite*"):
        file.unlink()


def test_every_field_has_an_act():
    needless = {(ACT, UNDONE), *((kind, field) for kind in (NARRATIVE, THEME, CLAIM) for field in UNTOLD)}
    assert set(ACTS) == set(ACT_FIELDS) - needless


@pytest.mark.parametrize(("kind", "field"), ACTS, ids=["-".join(one) for one in ACTS])
def test_it_is_done_seen_undone_done_again_and_lasts(own, another, kind, field):
    rows, effect = ACTS[kind, field]
    before = effect(seen(own))
    act = log.add(own, rows(seen(own)), ANA)
    done = effect(seen(own))
    assert done != before
    log.undo(own, act, ANA)
    assert effect(seen(own)) == before
    log.redo(own, act, ANA)
    assert effect(seen(own)) == done
    log._states.clear()
    log._marks.clear()
    assert effect(seen(Bundle.open(own.path))) == done, "after a restart"
    carry_over(own, another)
    now = seen(another)
    other = effect(now)
    assert (len(other) == len(done) and other != []) if kind == CLAIM and field == "tag" else other == done
    said, state = history_text(log.current(own).history(), seen(own), log.current(own)), log.current(own)
    assert said
    assert any(row.act == act for row in state.history())
    lines = json.loads(rows_json(own))["rows"]
    assert [line["what"] for line in lines if line["act"] == act]
    assert act in rows_csv(own)
    if field not in {"note", "tag", "star", "status", "query", "judged", "link"}:
        assert "Changes by hand" in methods_text(seen(own))
    log.undo(own, act, ANA)
    assert effect(seen(own)) == before
    forget(another)


SHOWN: dict[str, dict[tuple[str, str], str]] = {
    "stix": {
        (NARRATIVE, "name"): "Named", (NARRATIVE, "status"): '"confirmed"',
        (NARRATIVE, "merge"): "x_filrouge_merged_from",
        (NARRATIVE, "split"): "Split off", (NARRATIVE, "note"): "narrative note", (NARRATIVE, "tag"): "T0002",
        (THEME, "note"): "theme note", (THEME, "tag"): "theme tag", (CLAIM, "note"): "claim note",
        (DOCUMENT, "source"): "Gazette", (DOCUMENT, "date"): "2024-02-29", (DOCUMENT, "note"): "document note",
        (SOURCE, "kind"): '"channel_types"', (SOURCE, "country"): "country: ", (SOURCE, "language"): "language: ",
        (SOURCE, "owner"): "owner: ", (SOURCE, "group"): "group: ", (SOURCE, "reliability"): "reliability: ",
        (SOURCE, "link"): "republishes", (SOURCE, "note"): "source note", (SOURCE, "tag"): "source tag",
        (PAIR, "note"): "pair note", (WATCHED, "query"): "A sentence of mine",
    },
    "gexf": {
        (NARRATIVE, "name"): "Named", (NARRATIVE, "status"): "confirmed", (NARRATIVE, "merge"): "merged_from",
        (NARRATIVE, "split"): "Split off", (NARRATIVE, "star"): 'value="yes"', (THEME, "name"): "A theme",
        (THEME, "tag"): "theme tag", (DOCUMENT, "source"): "Gazette", (SOURCE, "owner"): 'title="owner_"',
        (SOURCE, "link"): "republishes", (SOURCE, "tag"): "source tag",
    },
    "links": {(SOURCE, "link"): "republishes"},
}  # fmt: skip
"""By form, what it says of an act in words of its own; all acts stand row by row in JSON and CSV."""


def test_all_of_them_go_out_in_every_form_and_in_again(another):
    given: dict[tuple[str, str], set[tuple[str, str, str]]] = {}
    for act, (rows, _effect) in ACTS.items():
        said = rows(seen(another))
        log.add(another, said, ANA)
        given[act] = {(row.kind, row.about, row.what) for row in said}
    text, before = rows_json(another), log.current(another)
    out = {form: changes_bytes(seen(another), form).decode() for form in FORMS}
    assert set(out) == {"json", "csv", *SHOWN}
    for form, marks in SHOWN.items():
        assert {act for act, mark in marks.items() if mark not in out[form]} == set(), form
    lines = list(csv.DictReader(io.StringIO(out["csv"].removeprefix("\ufeff"))))
    for held in (json.loads(out["json"])["rows"], lines):
        there = {(row["kind"], row["about"], row["what"]) for row in held}
        assert {act for act, rows in given.items() if not rows <= there} == set()
    forget(another)
    assert add_json(another, text).problems == ()
    assert log.current(another).by_field == before.by_field
    forget(another)
