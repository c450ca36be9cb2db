"""What is said before a build starts."""

import io
import json

import pytest
from rich.console import Console

from filrouge.build.cache import VectorCache
from filrouge.build.plan import Options, make_plan
from filrouge.cli.build import _say_plan
from tests.unit.reading import ingest


def planned(folder, texts, fake):
    (folder / "in").mkdir(exist_ok=True)
    lines = [json.dumps({"id": str(i), "text": text}) for i, text in enumerate(texts)]
    (folder / "in" / "texts.jsonl").write_text("\n".join(lines))
    return make_plan(ingest([folder / "in"]), Options(fake), folder / "cache")


def said(plan, out) -> str:
    written = io.StringIO()
    _say_plan(Console(file=written, width=200), plan, out)
    return written.getvalue().splitlines()[0]


@pytest.mark.usefixtures("fake")
def test_a_text_that_comes_twice_in_one_run_is_not_of_an_earlier_build(tmp_path, fake):
    texts = [f"Gas pipeline price tariff of the winter number {i}." for i in range(4)]
    plan = planned(tmp_path, [*texts, texts[0], texts[0]], fake)
    assert (plan.n_known, plan.n_new) == (0, 4)
    assert said(plan, tmp_path) == "Passages: 6, 2 repeated"
    with VectorCache(tmp_path / "cache") as cache:
        cache.encode(plan.passages.embedded, plan.embedder)
    plan = planned(tmp_path, [*texts, texts[0], "Herring nets.", "Herring nets."], fake)
    assert (plan.n_known, plan.n_new) == (5, 1)
    assert said(plan, tmp_path) == "Passages: 7, 5 with vectors from an earlier build, 1 repeated"
    plan = planned(tmp_path, texts, fake)
    assert said(plan, tmp_path) == "Passages: 4, 4 with vectors from an earlier build"
