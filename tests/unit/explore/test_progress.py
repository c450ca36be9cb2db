import pytest

from filrouge.bundle import Bundle
from filrouge.explore.bursts import bursts
from filrouge.explore.lag import lag
from filrouge.explore.progress import counted, told_to
from filrouge.explore.selection import Selection
from filrouge.explore.silence import silence


def test_who_listens_is_told_how_many_are_done():
    heard = []
    with told_to(lambda done, of: heard.append((done, of))):
        assert list(counted("abc")) == ["a", "b", "c"]
        assert list(counted([])) == []
    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3), (0, 0)]
    assert list(counted("abc")) == ["a", "b", "c"]
    assert len(heard) == 5, "told after it had stopped listening"


def test_who_listens_can_stop_it():
    seen = []

    def enough(done, _of):
        if done == 2:
            raise KeyboardInterrupt

    with told_to(enough), pytest.raises(KeyboardInterrupt):
        seen.extend(counted("abc"))
    assert seen == ["a", "b"]


@pytest.mark.parametrize("ask", [bursts, silence, lag])
def test_what_takes_seconds_tells_how_far_it_is(ask):
    bundle, heard = Bundle.open("data/sample/bundle"), []
    with told_to(lambda done, of: heard.append((done, of))):
        ask(bundle, Selection())
    of = heard[0][1]
    assert heard[: of + 1] == [(done, of) for done in range(of + 1)]
    if ask is bursts:
        assert of == len(bundle.narratives)
