"""The table of sources, gathered from their documents."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pyarrow as pa

from filrouge.schema import SOURCES

if TYPE_CHECKING:
    from filrouge.ingest.documents import Document


def source_table(documents: Sequence["Document"]) -> pa.Table:
    """Gather `schema.SOURCES`, most documents first; documents without a source are in none."""
    by_source: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if source := document.values.get("source"):
            by_source[source].append(document)
    rows = [
        {
            "source": source,
            "name": source,
            "domain": _most_frequent(host(d.values.get("url", "")) for d in group),
            "country": _most_frequent(d.values.get("country") for d in group),
            "kind": _most_frequent(d.values.get("kind") for d in group),
            "n_documents": len(group),
            "first": min((d.published.start for d in group if d.published.start), default=None),
            "last": max((d.published.end for d in group if d.published.end), default=None),
        }
        for source, group in by_source.items()
    ]
    rows.sort(key=lambda row: (-int(str(row["n_documents"])), str(row["source"])))
    return pa.Table.from_pylist(rows, schema=SOURCES.arrow)


def host(url: str) -> str | None:
    """Host name of a link without `www.`, or None."""
    try:
        name = urlsplit(url).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _most_frequent(values: Iterable[str | None]) -> str | None:
    counts = Counter(filter(None, values))
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
