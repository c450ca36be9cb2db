"""A network as GEXF and GraphML, for Gephi and other programs that draw and measure networks."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from filrouge import __version__
from filrouge.bundle import records
from filrouge.characters import one_line
from filrouge.chart import Chart
from filrouge.explore.names import source_name
from filrouge.explore.network import EDGE, Network
from filrouge.export.provenance import KEY, Provenance

if TYPE_CHECKING:
    import networkx as nx

_GEXF: Final = "http://www.gexf.net/1.2draft"
_GRAPHML: Final = "http://graphml.graphdrawing.org/xmlns"


def gexf_bytes(chart: Chart, network: Network, about: Provenance) -> bytes:
    """A network as GEXF 1.2; title, caption and provenance stand in its `meta`."""
    from networkx import write_gexf

    root = _written(lambda stream: write_gexf(_graph(network), stream, version="1.2draft"))
    ET.register_namespace("", _GEXF)
    meta = root.find(f"{{{_GEXF}}}meta")
    if meta is None:
        meta = ET.SubElement(root, f"{{{_GEXF}}}meta")
    meta.clear()  # the day of writing: the same view would give another file tomorrow
    for name, text in (
        ("creator", f"Fil Rouge {__version__}"),
        ("keywords", f"{KEY}: {about.encoded()}"),
        ("description", _described(chart)),
    ):
        ET.SubElement(meta, f"{{{_GEXF}}}{name}").text = text
    return _bytes(root)


def graphml_bytes(chart: Chart, network: Network, about: Provenance) -> bytes:
    """A network as GraphML; title, caption and provenance stand in two `desc` at its beginning."""
    from networkx import write_graphml_xml

    root = _written(lambda stream: write_graphml_xml(_graph(network), stream))
    ET.register_namespace("", _GRAPHML)
    for place, text in enumerate((_described(chart), f"{KEY}: {about.encoded()}")):
        element = ET.Element(f"{{{_GRAPHML}}}desc")
        element.text = text
        root.insert(place, element)
    return _bytes(root)


def _graph(network: Network) -> "nx.DiGraph[str]":
    """The network with its sources' names as ids, which are unique, and no value that a file cannot hold."""
    from networkx import DiGraph

    graph = DiGraph()
    id_of: dict[str, str] = {}
    for row in records(network.nodes):
        name = plain = one_line(source_name(row["name"])) or "–"
        number = 2
        while name in graph:
            name, number = f"{plain} ({number})", number + 1
        id_of[row["source"]] = name
        graph.add_node(name, **_said({key: row[key] for key in ("kind", "country", "domain", "documents")}))
    for row in records(network.edges):
        told = {key: row[key] for key in EDGE[2:]}
        told["weight"], told["median_days"] = told.pop("texts"), told.pop("median")
        graph.add_edge(id_of[row["of_source"]], id_of[row["source"]], **_said(told))
    return graph


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Attributes that are known, as plain Python values."""
    known = {name: value for name, value in values.items() if not pd.isna(value)}
    return {
        name: one_line(value) if isinstance(value, str) else value.item() if hasattr(value, "item") else value
        for name, value in known.items()
    }


def _described(chart: Chart) -> str:
    return one_line(f"{chart.title}. {chart.sentence} {chart.caption}")


def _written(write: Callable[[BytesIO], None]) -> ET.Element:
    stream = BytesIO()
    write(stream)
    return ET.fromstring(stream.getvalue())  # noqa: S314 - our own


def _bytes(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
