"""Narratives and sources as a network in GEXF, with what people said of them as attributes."""

import io
from typing import Any

from filrouge.annotations import log
from filrouge.annotations.acts import NARRATIVE, SOURCE
from filrouge.annotations.corrections import ATTRIBUTES
from filrouge.annotations.identities import about_narrative
from filrouge.annotations.saying import tags_of
from filrouge.bundle import Bundle, records
from filrouge.characters import one_line
from filrouge.wording.by_hand import tag_name


def narratives_gexf(bundle: Bundle) -> bytes:
    """A node for each source and narrative, an edge where a source has documents about a narrative, weighted by them.

    `bundle`: as people see it. Programs such as Gephi open it.
    """
    import networkx as nx

    state, graph = log.current(bundle), nx.Graph()
    for row in records(bundle.sources):
        facts = {a: row[a] for a in ATTRIBUTES if isinstance(row.get(a), str)}
        tags = tags_of(state, SOURCE, str(row["source"]))
        _node(graph, f"source {row['source']}", row["source"], "source", int(row["n_documents"]), {**facts}, tags)
    for row in records(bundle.narratives):
        number = int(row["narrative"])
        facts = {"status": row["status"]} if isinstance(row.get("status"), str) else {}
        about = about_narrative(bundle, state, number)[0]
        facts |= {"theme": str(row["theme_label"]), "starred": "yes" if row.get("starred") else "no"}
        tags = tags_of(state, NARRATIVE, about)
        _node(graph, f"narrative {number}", bundle.labels[number], "narrative", int(row["n_documents"]), facts, tags)
    spoken = bundle.query(
        "SELECT source::VARCHAR AS source, narrative, count(*) AS documents FROM shares JOIN documents USING (doc) "
        "WHERE narrative >= 0 GROUP BY ALL ORDER BY narrative, source"
    )
    for row in records(spoken):
        source, narrative = one_line(f"source {row['source']}"), f"narrative {row['narrative']}"
        if source in graph and narrative in graph:
            graph.add_edge(source, narrative, weight=float(row["documents"]), documents=int(row["documents"]))
    stream = io.BytesIO()
    nx.write_gexf(graph, stream)
    return stream.getvalue()


def _node(
    graph: Any, key: str, label: object, kind: str, documents: int, facts: dict[str, Any], tags: list[str]
) -> None:
    said = {f"{name}_": one_line(str(value)) for name, value in facts.items()}
    named = {"label": one_line(str(label)), "what": kind, "documents": documents}
    graph.add_node(one_line(key), **named, **said, tags="; ".join(one_line(tag_name(tag)) for tag in tags))
