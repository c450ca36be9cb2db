"""Narratives and sources as a network in GEXF, with what people said of them as attributes."""

import io
from typing import Any

from filrouge.annotations import log
from filrouge.annotations.acts import ATTRIBUTES, CLAIM, NARRATIVE, SOURCE, THEME
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.identities import narrative_identity, themes_said
from filrouge.annotations.saying import parts_of, tags_of
from filrouge.annotations.source_links import known_links
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.characters import one_line
from filrouge.explore.claims import by_source, claims, statements, wordings
from filrouge.explore.names import tag_name
from filrouge.explore.selection import Selection
from filrouge.i18n import spoken
from filrouge.wording.source_links import link_text


def narratives_gexf(bundle: Bundle) -> bytes:
    """A node for each source and narrative, an edge where a source has documents about a narrative, weighted by them.

    `bundle`: as people see it. Programs such as Gephi open it.
    """
    import networkx as nx

    state, graph = log.current(bundle), nx.Graph()
    parts, themes = parts_of(bundle, state), themes_said(bundle, state)
    for row in records(bundle.sources):
        facts = {a: row[a] for a in ATTRIBUTES if isinstance(row.get(a), str)}
        tags = tags_of(state, SOURCE, str(row["source"]))
        _node(graph, f"source {row['source']}", row["source"], "source", int(row["n_documents"]), {**facts}, tags)
    for row in records(bundle.narratives):
        number = int(row["narrative"])
        facts = {"status": row["status"]} if isinstance(row.get("status"), str) else {}
        about = narrative_identity(bundle, state, number)
        facts |= {"theme": str(row["theme_label"]), "starred": "yes" if row.get("starred") else "no"}
        if number in parts:
            facts["merged_from"] = "; ".join(parts[number])
        tags = tags_of(state, NARRATIVE, about)
        tags += [tag for one in themes.get(int(row["theme"]), ()) for tag in tags_of(state, THEME, one)]
        _node(graph, f"narrative {number}", bundle.labels[number], "narrative", int(row["n_documents"]), facts, tags)
    _claims(graph, bundle, state)
    _links(graph, bundle)
    talking = bundle.query(
        "SELECT source::VARCHAR AS source, narrative, count(*) AS documents FROM shares JOIN documents USING (doc) "
        "WHERE narrative >= 0 GROUP BY ALL ORDER BY narrative, source"
    )
    for row in records(talking):
        source, narrative = one_line(f"source {row['source']}"), f"narrative {row['narrative']}"
        if source in graph and narrative in graph:
            graph.add_edge(source, narrative, weight=float(row["documents"]), documents=int(row["documents"]))
    stream = io.BytesIO()
    nx.write_gexf(graph, stream)
    return stream.getvalue()


def _links(graph: Any, bundle: Bundle) -> None:
    """An edge between sources that people say are linked; what they are to each other is its `relation`."""
    for link in known_links(bundle):
        ends = one_line(f"source {link.source}"), one_line(f"source {link.other}")
        before = graph.get_edge_data(*ends, default={}).get("relation")
        relation = "; ".join(filter(None, [before, one_line(link_text(link))]))
        graph.add_edge(*ends, weight=1.0, documents=0, relation=relation)


def _claims(graph: Any, bundle: Bundle, state: State) -> None:
    """A node for each claim that people said something of, with an edge to each source that states or denies it."""
    edited = {number: about for about, number in placed_claims(bundle, state).numbers.items()}
    found = claims(bundle, Selection())
    shown = found[found["claim"].isin(list(edited))]
    words, parts = wordings(bundle, bundle.language or spoken()), parts_of(bundle, state, CLAIM)
    for row in records(shown):
        number = int(row["claim"])
        facts = {"status": row["status"]} if isinstance(row["status"], str) else {}
        facts |= {"starred": "yes" if row["starred"] else "no"}
        if number in parts:
            facts["merged_from"] = "; ".join(parts[number])
        tags = tags_of(state, CLAIM, edited[number])
        _node(graph, f"claim {number}", words[number][0], "claim", int(row["documents"]), facts, tags)
    said = statements(bundle, Selection())
    for row in records(by_source(said[said["claim"].isin(shown["claim"])])):
        source, claim = one_line(f"source {row['source']}"), f"claim {row['claim']}"
        if source in graph:
            graph.add_edge(source, claim, weight=float(row["documents"]), documents=int(row["documents"]))


def _node(
    graph: Any, key: str, label: object, kind: str, documents: int, facts: dict[str, Any], tags: list[str]
) -> None:
    said = {f"{name}_": one_line(str(value)) for name, value in facts.items()}
    named = {"label": one_line(str(label)), "what": kind, "documents": documents}
    graph.add_node(one_line(key), **named, **said, tags="; ".join(one_line(tag_name(tag)) for tag in tags))
