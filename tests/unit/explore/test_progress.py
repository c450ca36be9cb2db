import pytest

from filrouge.explore.bursts import bursts
from filrouge.explore.lag import lag
from filrouge.explore.progress import told_to, track
from filrouge.explore.selection import Selection
from filrouge.explore.silence import silence


def test_who_listens_is_told_how_many_are_done():
    heard = []
    with told_to(lambda done, of: heard.append((done, of))):
        assert list(track("abc")) == ["a", "b", "c"]
        assert list(track([])) == []
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3), (0, 0)]
    assert list(track("abc")) == ["a", "b", "c"]
    assert len(heard) == 5, "told after it had stopped listening"


def test_what_is_added_meanwhile_is_told_of():
    heard, items = [], ["a"]
    with told_to(lambda done, of: heard.append((done, of))):
        for item in track(items):
            if item == "a":
                items.append("b")
    assert heard == [(0, 1), (1, 2), (2, 2)]


def test_who_listens_can_stop_it():
    seen = []

    def enough(done, _of):
        if done == 2:
            raise KeyboardInterrupt

    with told_to(enough), pytest.raises(KeyboardInterrupt):
        seen.extend(track("abc"))
    assert seen == ["a", "b"]


@pytest.mark.parametrize("ask", [bursts, silence, lag])
def test_what_takes_seconds_tells_how_far_it_is(demo, ask):
    demo.forget()
    heard = []
    with told_to(lambda done, of: heard.append((done, of))):
        ask(demo, Selection())
    assert [done for done, _of in heard] == list(range(len(heard)))
    assert heard[-1][0] == heard[-1][1]
    if ask is bursts:
        assert heard[0] == (0, len(demo.narratives))
        assert heard[-1][1] > len(demo.narratives), "what has a burst is tested again without it"
