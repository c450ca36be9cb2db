"""What every chart costs on the server, for several selections, on a made-up bundle: query and figure, in milliseconds.

uv run python tests/benchmarks/server.py [DOCUMENTS]      (200000 unless told otherwise)

What a chart finds in seconds is found once for all readers, and not counted. Time is that of the processor, since other
work on the machine would count else; what several threads do at once counts as often. Every fifth document shares text
with one or two before it.
"""

import gc
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from filrouge.bundle import Bundle
from filrouge.chart import Spec
from filrouge.charts import specs
from filrouge.errors import ViewError
from filrouge.explore import documents, passages
from filrouge.explore import region as region_tools
from filrouge.explore.selection import Selection, count
from filrouge.explore.timeline import KINDS
from filrouge.explore.view import View
from tests.synthetic import synthetic_bundle

RUNS = 5
GIVEN = {"shared": True, "claims": True, "kinds": True}
ABOUT = 3  # the narrative that a page is about


def selections(bundle: Bundle) -> dict[str, Selection]:
    """Selections as analysts make them, from everything to a sliver."""
    sources = bundle.sources["source"].tolist()
    return {
        "everything": Selection(),
        "dates, 3 sources": Selection(date(2024, 3, 1), date(2024, 8, 1), sources=tuple(sources[:3])),
        "2 narratives, 1 language": Selection(narratives=(1, 3), languages=("fr",)),
        "query, most documents": Selection(query="harbour"),
        "query, few documents": Selection(query='"treaty fishing" OR winter -market'),
    }


def pages(bundle: Bundle, selection: Selection) -> dict[str, Callable[[], object]]:
    """What each page asks of the server for one view."""
    timeline = specs()["timeline"]
    region = ((0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0))
    return {
        "sidebar: n of N": lambda: count(bundle, selection),
        **{f"{spec.page}: {name}": drawing(bundle, selection, spec) for name, spec in specs().items()},
        **{
            f"timeline: {kind}": lambda kind=kind: timeline.make(bundle, View("timeline", selection, kind=kind))
            for kind in KINDS
        },
        "topic map: outline": lambda: region_tools.region_profile(
            bundle, selection, region_tools.passages_in_region(bundle, selection, region)
        ),
        "documents": lambda: documents.documents(bundle, selection),
        "passages": lambda: passages.passages_about(bundle, selection, ABOUT),
    }


def drawing(bundle: Bundle, selection: Selection, spec: Spec) -> Callable[[], object]:
    """A chart without what it finds in seconds, which is found once for all readers."""
    found: list[object] = []

    def draw() -> object:
        view = View(spec.page, selection, about=ABOUT, beside=ABOUT + 1)
        if not found:
            asked = [*([spec] if spec.find else []), *(specs()[name] for name in spec.uses)]
            found.extend(one.find(bundle, one.asked(view)) for one in asked if one.find)
        return spec.make(bundle, view, *found)

    return draw


def milliseconds(bundle: Bundle, ask: Callable[[], object]) -> float:
    """Median processor time of an answer, after one that is not counted; nothing is left of what was asked before.
    Not a number where nothing is drawn of the selection.
    """
    try:
        ask()
    except ViewError:
        return math.nan
    times = []
    for _ in range(RUNS):
        bundle.forget()
        start = time.process_time()
        ask()
        times.append(time.process_time() - start)
    return 1000 * statistics.median(times)


def main(n_documents: int) -> None:
    """Print the table."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic_bundle(Path(folder) / "synthetic", documents=n_documents, sources=40, narratives=60, **GIVEN)
        start = time.perf_counter()
        bundle = Bundle.open(made)
        console.print(f"{n_documents:,} documents; opened in {time.perf_counter() - start:.2f} s; milliseconds, median")
        chosen = selections(bundle)
        gc.freeze()  # as the dashboard does before the first viewer comes
        table = Table("page", *chosen)
        rows = {name: pages(bundle, selection) for name, selection in chosen.items()}
        for page in rows["everything"]:
            row = (page, *(f"{milliseconds(bundle, rows[name][page]):.0f}" for name in chosen))
            table.add_row(*row)
            console.print(*row)
        console.print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
