"""What a page costs on the server: query and figure, for every page and several selections, on a made-up bundle.

uv run python tests/benchmarks/server.py [DOCUMENTS]      (200000 unless told otherwise)
"""

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
from filrouge.charts import of_page
from filrouge.charts.compare import compare_chart
from filrouge.charts.timeline import timeline_chart
from filrouge.charts.topic_map import topic_map_chart
from filrouge.explore import documents, passages
from filrouge.explore import region as region_tools
from filrouge.explore.selection import Selection, count
from filrouge.explore.timeline import KINDS
from filrouge.explore.view import View
from tests.synthetic import synthetic_bundle

RUNS = 5


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
    region = ((0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0))
    return {
        "sidebar: n of N": lambda: count(bundle, selection),
        "overview": lambda: [spec.make(bundle, View(selection=selection)) for spec in of_page("overview")],
        **{
            f"timeline: {kind}": lambda kind=kind: timeline_chart(bundle, View("timeline", selection, kind=kind))
            for kind in KINDS
        },
        "topic map": lambda: topic_map_chart(bundle, View("topic-map", selection)),
        "topic map: outline": lambda: region_tools.region_profile(
            bundle, selection, region_tools.passages_in_region(bundle, selection, region)
        ),
        "compare": lambda: compare_chart(bundle, View("compare", selection)),
        "documents": lambda: documents.documents(bundle, selection),
        "passages": lambda: passages.passages_about(bundle, selection, 3),
    }


def milliseconds(bundle: Bundle, ask: Callable[[], object]) -> float:
    """Median time of an answer, after one that is not counted; nothing is left of what was asked before."""
    ask()
    times = []
    for _ in range(RUNS):
        bundle.forget()
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return 1000 * statistics.median(times)


def main(n_documents: int) -> None:
    """Print the table."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        made = synthetic_bundle(Path(folder) / "synthetic", documents=n_documents, sources=40, narratives=60)
        start = time.perf_counter()
        bundle = Bundle.open(made)
        console.print(f"{n_documents:,} documents; opened in {time.perf_counter() - start:.2f} s; milliseconds, median")
        chosen = selections(bundle)
        table = Table("page", *chosen)
        rows = {name: pages(bundle, selection) for name, selection in chosen.items()}
        for page in rows["everything"]:
            table.add_row(page, *(f"{milliseconds(bundle, rows[name][page]):.0f}" for name in chosen))
        console.print(table)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
