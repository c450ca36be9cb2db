"""What no act may say is refused where it comes in, and counts for nothing where somebody else wrote it."""

import json
from contextlib import suppress
from dataclasses import asdict

import pytest

from filrouge.annotations import log, store
from filrouge.annotations.act_fields import ACT_FIELDS, checked
from filrouge.annotations.acts import SOURCE, Author, Row
from filrouge.annotations.carrying import add_json, carry_over, rows_csv, rows_json
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import of_narrative, of_source
from filrouge.annotations.watched import watched
from filrouge.bundle import Bundle
from filrouge.charts import page_chart, specs
from filrouge.errors import EmbedderError, FilrougeError, InputError, ViewError
from filrouge.explore.view import View
from filrouge.export.changes import FORMS, changes_bytes
from filrouge.report.methods import methods_text
from filrouge.wording.by_hand import history_text, refused_text
from tests.unit.annotations.evil import AT, plant, wild_rows, wrong_rows
from tests.unit.explore.by_hand import GAS, PHARE, by_hand_bundle

ANA = Author("Ana")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def written(rows: list[Row]) -> str:
    lines = [{**asdict(row), "id": n} for n, row in enumerate(rows, 1)]
    return json.dumps({"format": "filrouge-changes", "version": 1, "rows": lines})


def refused(row: Row) -> bool:
    try:
        checked(row)
    except FilrougeError:
        return True
    return False


def test_every_field_refuses_values_of_other_kinds():
    rows = wrong_rows()
    held = {(row.kind, row.field): row.value for row in rows if not refused(row)}
    assert {(row.kind, row.field) for row in rows if refused(row)} == set(ACT_FIELDS)
    texts = {field for (_kind, field), value in held.items() if isinstance(value, str)}
    named = {"name", "note", "merge", "move", "passage", "kind", "owner", "group", "country", "reliability", "language"}
    named |= {"name_language"}
    assert texts <= {*named, "title", "source", "author", "date"}
    for row in rows:
        if row.about and refused(row):
            with pytest.raises(FilrougeError) as error:
                checked(row)
            assert error.value.hint, (row, "how to mend it is said")


def test_a_file_that_was_edited_by_hand_names_the_row_and_the_remedy_and_the_rest_goes_on(own):
    good = Row(SOURCE, PHARE, "kind", "daily", act="good", at=AT, who="Eve")
    bad = [row for row in wrong_rows() if refused(row)]
    added = add_json(own, written([good, *bad]), where="changes.json")
    assert added.acts == 1
    assert len(added.problems) == len(bad)
    for n, problem in enumerate(added.problems, 2):
        assert problem.startswith(f"changes.json, row {n}: ")
        assert "Correct the row and add the file again" in problem
    assert seen(own).sources.set_index("source")["kind"][PHARE] == "daily"


def test_an_act_with_one_wrong_row_is_left_out_whole_until_that_is_mended(own):
    rows = [
        Row(SOURCE, PHARE, "kind", "daily", act="both", part=0, at=AT, who="Eve"),
        Row(SOURCE, PHARE, "owner", 7, act="both", part=1, at=AT, who="Eve"),
        Row(SOURCE, PHARE, "country", "FR", act="other", at=AT, who="Eve"),
    ]
    added = add_json(own, written(rows), where="changes.json")
    assert (added.acts, len(added.problems)) == (1, 1)
    assert "changes.json, row 2: “7” is not text. Put it in quotation marks." in added.problems[0]
    assert seen(own).sources.set_index("source")["kind"].isna().all()
    rows[1] = Row(SOURCE, PHARE, "owner", "The State", act="both", part=1, at=AT, who="Eve")
    assert add_json(own, written(rows)).acts == 1
    row = seen(own).sources.set_index("source").loc[PHARE]
    assert (row["kind"], row["owner"], row["country"]) == ("daily", "The State", "FR")
    rows[0] = rows[1]
    with pytest.raises(InputError, match="part 1 of the act occurs twice"):
        add_json(own, written([rows[0], rows[1]]))


def test_a_number_that_leaves_no_room_for_rows_to_come_is_not_kept(own):
    line = {**asdict(Row(SOURCE, PHARE, "kind", "daily", act="high", at=AT, who="Eve")), "id": 999_999_999}
    add_json(own, json.dumps({"format": "filrouge-changes", "version": 1, "rows": [line]}))
    log.add(own, of_source(PHARE, {"kind": "blog"}), ANA)
    assert log.current(own).last == 2
    assert seen(own).sources.set_index("source")["kind"][PHARE] == "blog"


def test_what_cannot_be_breaks_nothing_wherever_it_comes_from(own, tmp_path):
    assert add_json(own, written(wild_rows())).problems == ()
    everything(own)
    other = Bundle.open(by_hand_bundle(tmp_path / "other"))
    file = store.beside(other.path, log.FILE)
    planted = plant(file, other.name)
    log.add(other, of_narrative(other, GAS, {"name": "Dear gas"}), ANA)
    everything(other)
    assert "Dear gas" in {name.rstrip("°") for name in seen(other).labels.values()}
    state = log.current(other)
    assert planted > 1000
    assert len(state.refused) > 0.9 * planted
    first = refused_text(state, log.database(other).name)[0]
    assert first.startswith(f"{file}, row ")
    assert "This row is ignored. Make the change again, or correct the row in the database." in first
    third = Bundle.open(by_hand_bundle(tmp_path / "third"))
    assert carry_over(other, third) is not None
    assert not log.current(third).refused, "what counts for nothing is not taken along"
    assert add_json(Bundle.open(by_hand_bundle(tmp_path / "fourth")), rows_json(other)).acts > 20


def everything(bundle: Bundle) -> None:
    """What reads what people said: all of it is made, and none of it falls."""
    shown = seen(bundle)
    state = log.current(shown)
    assert len(history_text(state.history(), shown, state)) > 20
    assert methods_text(shown)
    for form in FORMS:
        assert changes_bytes(shown, form)
    assert rows_csv(shown)
    assert set(shown.columns.passage_narrative.tolist()) <= {*shown.labels, -1}
    assert len(watched(shown)) == 2
    made = 0
    for spec in specs().values():
        with suppress(ViewError, EmbedderError):  # nothing to compare, no claim chosen, no vectors
            page_chart(bundle, View(spec.page, chart=spec.name, about=GAS))
            made += 1
    assert made > 10
