from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pandas as pd
import pytest

from filrouge.annotations.events import MOST, Events, event, events, read_events, save_events
from filrouge.annotations.store import beside
from filrouge.bundle import Bundle
from filrouge.errors import FilrougeError
from tests.unit.explore.by_hand import by_hand_bundle

STRIKE, VOTE = (date(2025, 1, 7), "General strike"), (date(2025, 1, 14), "The vote, at last")


@pytest.fixture
def opened(tmp_path) -> Bundle:
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


@pytest.mark.parametrize(
    "written",
    [
        'date,label\n2025-01-14,"The vote, at last"\n2025-01-07,General strike\n',
        "\ufeffLabel;Date;by\r\nGeneral strike;2025-01-07;me\r\n\r\nThe vote, at last;2025-01-14;you\r\n",
        "date\tlabel\n2025-01-07\tGeneral   strike\n2025-01-07\tGeneral strike\n2025-01-14\tThe vote, at last",
    ],
)
def test_a_table_is_read_however_it_is_written(written):
    assert read_events(written) == Events((STRIKE, VOTE))


def test_what_is_no_event_is_named_and_the_rest_kept():
    found = read_events("date,label\n7 January,Strike\n2025-01-07,General strike\n2025-01-08,\n2025-01-09," + "x" * 121)
    assert found.found == (STRIKE,)
    assert [problem.split(":")[0] for problem in found.problems] == ["line 2", "line 4", "line 5"]
    assert "“7 January” is not a day" in found.problems[0]
    assert read_events("day,what\n2025-01-07,x").problems == (
        "the first line has to name the columns date and label, and lacks date, label",
    )
    many = read_events("date,label\n" + "".join(f"2025-01-07,event {n:03}\n" for n in range(MOST + 5)))
    assert len(many.found) == MOST
    assert len(many.problems) == 1


def test_nothing_noted_is_no_problem(opened):
    assert events(opened) == Events(())
    assert events(opened).frame.dtypes["date"] == "datetime64[us]"


def test_what_is_noted_is_there_when_the_bundle_is_opened_again(opened):
    save_events(opened, Events(()), [VOTE, STRIKE])
    assert events(Bundle.open(opened.path)).found == (STRIKE, VOTE)
    assert events(opened).frame["date"].tolist() == [pd.Timestamp(STRIKE[0]), pd.Timestamp(VOTE[0])]
    save_events(opened, events(opened), [VOTE])
    assert events(opened).found == (VOTE,)


def test_two_who_write_at_once_lose_nothing(opened):
    empty = Events(())
    days = [(date(2025, 1, n), f"day {n}") for n in range(1, 21)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda day: save_events(opened, empty, [day]), days))
    assert events(opened).found == tuple(days)


def test_a_label_that_a_spreadsheet_would_run_is_quoted_in_the_file(opened):
    formula = event("2025-01-07", "=1+1")
    save_events(opened, Events(()), [formula])
    assert ",'=1+1\n" in beside(opened.path, "events.csv").read_text("utf-8")
    assert events(opened).found == (formula,)


def test_more_than_a_chart_can_carry_is_refused(opened):
    with pytest.raises(FilrougeError, match="too many for a chart"):
        save_events(opened, Events(()), [(date(2025, 1, 7), f"event {n}") for n in range(MOST + 1)])
    assert events(opened).found == ()
