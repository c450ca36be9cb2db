"""The network of sources as files for Gephi: read back, nothing is missing and nothing hostile is in them."""

import re
import shlex
from io import BytesIO

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner

from filrouge import export
from filrouge.charts import page_chart
from filrouge.cli import cli
from filrouge.errors import ExportError
from filrouge.explore.network import EDGE, NODE, Network
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.export.provenance import trace
from filrouge.figures.printing import Print
from tests.unit.explore.planted_copies import planted_copies

READ = {".gexf": nx.read_gexf, ".graphml": nx.read_graphml}


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    return planted_copies(tmp_path_factory.mktemp("planted") / "b")


def takers(bundle, **options):
    return page_chart(bundle, View("spread", chart="takers", **options))


def read(chart, ending) -> nx.DiGraph:
    return READ[ending](BytesIO(export.file_bytes(chart, ending)))


@pytest.mark.parametrize("ending", READ)
def test_nodes_and_edges_come_back(planted, ending):
    graph = read(takers(planted), ending)
    assert graph.is_directed()
    assert set(graph.edges) == {("Wire", "Bulletin"), ("Wire", "Phare"), ("Wire", "Post")}
    edge = graph.edges["Wire", "Post"]
    assert edge["weight"] == edge["verbatim"] == edge["altered"] == 1
    assert edge["translated"] == 0
    assert edge["median_days"] == pytest.approx(0.25)
    documents = planted.query("SELECT source, count(*) AS n FROM documents GROUP BY source")
    assert {name: graph.nodes[name]["documents"] for name in graph} == dict(documents.itertuples(index=False))


@pytest.mark.parametrize("ending", READ)
def test_options_and_selection_are_those_of_the_chart(planted, ending):
    assert read(takers(planted, copy_kind="verbatim"), ending).number_of_edges() == 1
    chosen = read(takers(planted, selection=Selection(sources=("Wire", "Phare"))), ending)
    assert set(chosen.nodes) == {"Wire", "Phare"}


@pytest.mark.parametrize("ending", READ)
def test_kind_and_country_are_told_where_they_are_known(demo, ending):
    graph = read(takers(demo), ending)
    known = demo.sources.set_index("source")[["kind", "country"]].astype(object)
    known = known.where(known.notna(), None).to_dict("index")
    assert {name for name in graph if name not in known} <= {"(no source)"}
    for name, told in known.items():
        assert {key: graph.nodes[name].get(key) for key in told} == told
    assert sum(told["country"] is not None for told in known.values()) > 3
    assert sum(edge["weight"] for *_, edge in graph.edges(data=True)) == 25


@pytest.mark.parametrize("ending", READ)
def test_hostile_names_are_cleaned_and_stay_apart(planted, ending):
    names = ["a\x00b", "a b", "a\x1bb", '"><script>alert(1)</script>&', "x\udce9\ufffe", ""]
    rows = [{"source": f"s{i}", "name": name, "documents": i} for i, name in enumerate(names)]
    nodes = pd.DataFrame(rows, dtype=object)
    nodes = nodes.assign(kind=["wi\x07re", *[None] * 5], country=None, domain=None)[list(NODE)]
    row = {"of_source": "s0", "source": "s1", "texts": 3, "altered": 0, "median": float("nan")}
    edges = pd.DataFrame([row | dict.fromkeys(("verbatim", "reworded", "translated"), 1)])[list(EDGE)]
    chart = takers(planted)
    object.__setattr__(chart, "network", lambda: Network(nodes, edges))
    raw = export.file_bytes(chart, ending, Print(title="A\x00 title ]]> & more"))
    graph = READ[ending](BytesIO(raw))
    assert list(graph.nodes) == ["a b", "a b (2)", "a b (3)", '"><script>alert(1)</script>&', "x�", "–"]
    assert graph.nodes["a b"]["kind"] == "wi re"
    assert "median_days" not in graph.edges["a b", "a b (2)"]
    assert b"<script" not in raw
    assert re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", raw) is None


@pytest.mark.parametrize("ending", READ)
def test_the_file_says_what_it_is_and_leads_back(planted, tmp_path, ending):
    chart = takers(planted)
    out = export.export(chart, tmp_path / f"n{ending}", Print(title="Mine & yours"))
    assert out.read_bytes() == export.file_bytes(chart, ending, Print(title="Mine & yours"))
    assert trace(out).title == "Mine & yours"
    told = CliRunner().invoke(cli, ["trace", str(out), "--bundle", str(planted.path)])
    command = shlex.split(told.output.strip().splitlines()[-1])
    assert command[-1].endswith(ending)
    again = tmp_path / f"again{ending}"
    made = CliRunner().invoke(cli, [*command[1:-1], str(again)])
    assert made.exit_code == 0, made.output
    assert again.read_bytes() == out.read_bytes()


def test_another_chart_is_no_network(planted, tmp_path):
    with pytest.raises(ExportError, match=r"How texts spread is not a network.*Use one of \.svg .*\.xlsx\."):
        export.export(page_chart(planted, View("spread")), tmp_path / "a.gexf")
    assert list(tmp_path.iterdir()) == []


def test_every_pair_of_documents_as_csv(planted):
    chart = page_chart(planted, View("spread", chart="text-pairs"))
    rows = chart.table.set_index(["doc_id", "of_doc_id"])
    assert rows.loc[("d0000001", "d0000000"), ["kind", "order"]].tolist() == ["verbatim", "told"]
    assert rows.loc[("d0000001", "d0000000"), "days"] == pytest.approx(0.25)
    is_open = chart.table["order"] == "open"
    assert is_open.any()
    assert chart.table.loc[is_open, "days"].isna().all()
    assert chart.alt == f"{len(rows)} pairs of texts that share text."
    assert b"d0000001" in export.file_bytes(chart, ".csv")
