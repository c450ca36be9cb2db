import os
import sqlite3
from hashlib import sha256

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from filrouge.annotations import log
from filrouge.annotations.act_fields import stands
from filrouge.annotations.acts import LONGEST, SOURCE, Author, Row, stamped
from filrouge.annotations.database import ROWS, VERSION, in_file
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from tests.conftest import HOSTILE, UNPRINTABLE
from tests.unit.annotations.writing import write_at_once, written
from tests.unit.explore.by_hand import PHARE, POST, by_hand_bundle

ANA, BEN = Author("Ana"), Author("Ben", program="labels.py")


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


def kinds(bundle: Bundle) -> dict[str, str]:
    return {row.about: row.value for row in log.current(bundle).rows(SOURCE, "kind")}


def test_what_was_said_last_holds_and_all_of_it_is_kept(own):
    assert not log.current(own)
    assert not list(own.path.parent.glob("*.sqlite")), "looking makes no file"
    log.add(own, [Row(SOURCE, PHARE, "kind", "daily", "its own site says so")], ANA)
    log.add(own, [Row(SOURCE, PHARE, "kind", "weekly")], BEN)
    assert kinds(own) == {PHARE: "weekly"}
    second, first = log.current(own).history(SOURCE, PHARE)
    assert (first.who, first.value, first.reason, first.replaces) == ("Ana", "daily", "its own site says so", None)
    assert (second.who, second.program, second.replaces) == ("Ben", "labels.py", first.id)
    assert log.current(own).before(second) == first


def test_an_act_is_undone_and_done_again_by_rows(own):
    act = log.add(own, [Row(SOURCE, PHARE, "kind", "daily"), Row(SOURCE, POST, "kind", "blog")], ANA)
    revisions = [log.current(own).revision]
    assert log.current(own).last_act("Ana") == act
    assert log.current(own).last_act("Ben") == ""
    log.undo(own, act, BEN)
    assert kinds(own) == {}
    revisions.append(log.current(own).revision)
    log.redo(own, act, ANA)
    assert kinds(own) == {PHARE: "daily", POST: "blog"}
    revisions.append(log.current(own).revision)
    assert len(set(revisions)) == 3
    undone, redone = log.current(own).history("act", act)[::-1]
    assert (undone.who, undone.value, redone.who, redone.value) == ("Ben", True, "Ana", False)


def test_undoing_an_earlier_act_leaves_the_later_one(own):
    first = log.add(own, [Row(SOURCE, PHARE, "kind", "daily")], ANA)
    second = log.add(own, [Row(SOURCE, PHARE, "kind", "weekly")], BEN)
    log.undo(own, first, ANA)
    assert kinds(own) == {PHARE: "weekly"}
    log.undo(own, second, ANA)
    assert kinds(own) == {}
    assert log.current(own).last_undone("Ana") == second
    log.add(own, [Row(SOURCE, POST, "kind", "blog")], ANA)
    assert log.current(own).last_undone("Ana") == "", "what came after would be undone with it"


def test_an_act_is_added_once_however_often_it_is_sent(own):
    rows = stamped([Row(SOURCE, PHARE, "kind", "daily")], ANA, "a" * 32)
    for _again in range(3):
        log.database(own).add(own.name, rows)
    assert len(log.database(own).rows(own.name)) == 1


def test_the_fold_step_by_step_is_the_fold_at_once(own):
    act = log.add(own, [Row(SOURCE, PHARE, "kind", "daily")], ANA)
    log.add(own, [Row(SOURCE, POST, "tag:free:x", True), Row(SOURCE, POST, "tag:free:y", True)], ANA)
    log.undo(own, act, BEN)
    rows = log.database(own).rows(own.name)
    stepwise = State()
    for row in rows:
        stepwise = stepwise.after([row])
    assert stepwise == State().after(rows) == log.current(own)
    assert [row.slot for row in stepwise.of(SOURCE, POST, "tag")] == ["free:x", "free:y"]


def test_another_file_in_its_place_is_read_anew(own, tmp_path):
    for kind in ("daily", "blog", "weekly"):
        log.add(own, [Row(SOURCE, PHARE, "kind", kind)], ANA)
    assert kinds(own) == {PHARE: "weekly"}
    for file in tmp_path.glob("eight.annotations.sqlite*"):
        file.unlink()
    assert kinds(own) == {}
    log.add(own, [Row(SOURCE, POST, "kind", "daily")], ANA)
    assert kinds(own) == {POST: "daily"}


@pytest.mark.parametrize(
    "text", [*HOSTILE, UNPRINTABLE, "lone \ud800 surrogate", "'; DROP TABLE rows; --", "\u202eright"]
)
def test_hostile_text_is_kept_as_text(own, text):
    log.add(own, [Row(SOURCE, text, f"note:{text}", text, text)], Author(text))
    (row,) = log.current(own).history()
    assert all("\x00" not in value and "\ud800" not in value for value in (row.about, row.what, row.value, row.who))
    if text in HOSTILE:
        assert (row.about, row.value, row.reason, row.who) == (text, text, text, text)


def test_nobody_and_too_much_are_refused_with_nothing_written(own):
    for rows, author in (
        ([Row(SOURCE, PHARE, "kind", "daily")], Author("  ")),
        ([Row(SOURCE, PHARE, "kind", "x" * (LONGEST + 1))], ANA),
        ([Row("planet", PHARE, "kind", "x")], ANA),
    ):
        with pytest.raises(FilrougeError):
            log.add(own, rows, author)
    assert not log.current(own)


def test_the_migrations_make_the_table_that_is_read(tmp_path):
    file = tmp_path / "log.sqlite"
    in_file(file).add("eight", stamped([Row(SOURCE, PHARE, "kind", "daily")], ANA))
    with sa.create_engine(f"sqlite:///{file}").connect() as connection:
        made = MigrationContext.configure(connection)
        assert made.get_current_revision() == VERSION
        assert compare_metadata(made, ROWS.metadata) == []


def test_a_store_of_a_later_version_and_a_broken_one_are_refused(own, tmp_path):
    log.add(own, [Row(SOURCE, PHARE, "kind", "daily")], ANA)
    file = tmp_path / "eight.annotations.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
    connection.close()
    with pytest.raises(FilrougeError, match="later version"):
        in_file(file).rows("eight")
    for other in tmp_path.glob("eight.annotations.sqlite*"):
        other.unlink()
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(FilrougeError, match=r"annotations\.sqlite"):
        log.current(own)


def test_twenty_writers_lose_nothing_and_say_nothing_twice_even_where_they_are_killed(tmp_path):
    file = tmp_path / "eight.annotations.sqlite"
    kill_after = 6 if os.name == "posix" else 0  # elsewhere there is no SIGKILL
    write_at_once(in_file(file), str(file), processes=4, threads=5, acts=5, kill_after=kill_after)
    assert len(written(in_file(file).rows("eight"))) == 100
    assert sqlite3.connect(file).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_log_is_read_whole_once_and_sound_rows_are_kept_as_they_are(own):
    assert log.was_read(own), "nothing was said, so nothing is to be read"
    log.add(own, [Row(SOURCE, PHARE, f"note:{n}", "seen") for n in range(300)], ANA)
    log._states.clear()
    log._marks.clear()
    assert not log.was_read(own)
    state = log.current(own)
    assert log.was_read(own)
    assert len(state.of(SOURCE, PHARE, "note")) == 300
    rows = log.database(own).rows(own.name)
    assert all(stands(row) is row for row in rows), "making each anew takes most of the time of a long log"


def test_the_digest_of_a_log_is_that_of_its_rows_whatever_reads_them(own):
    log.add(own, [Row(SOURCE, 'it\'s "odd" %s', "note:1", "é\n"), Row(SOURCE, PHARE, "kind", "daily")], ANA)
    digest = ""
    for row in log.database(own).rows(own.name):
        digest = sha256(f"{digest}\n{row!r}".encode()).hexdigest()
    assert log.current(own).digest == digest
