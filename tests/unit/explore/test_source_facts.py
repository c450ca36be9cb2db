"""Kinds and countries of sources: as filters, as groups and as sides, whatever the input calls them."""

from dataclasses import replace
from datetime import date

import pytest

from filrouge.bundle import Bundle
from filrouge.charts import specs
from filrouge.errors import ViewError
from filrouge.explore.compare import compare
from filrouge.explore.link import read_view
from filrouge.explore.names import country_name, group_name
from filrouge.explore.overview import documents_by_source, documents_over_time
from filrouge.explore.selection import Selection, count, where
from filrouge.explore.sides import sides_of, together
from filrouge.explore.source_facts import FACTS, UNKNOWN, country_key, fact_values, source_facts, sources_with
from filrouge.explore.timeline import timeline_panels
from filrouge.explore.view import View
from filrouge.i18n import speaking
from filrouge.schema import NO_SOURCE
from filrouge.wording.labels import side_names
from filrouge.wording.selection import selection_text
from tests.synthetic import synthetic_bundle


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return Bundle.open(synthetic_bundle(tmp_path_factory.mktemp("facts") / "b", documents=200, sources=8, kinds=True))


@pytest.fixture(scope="module")
def unstated(tmp_path_factory):
    return Bundle.open(synthetic_bundle(tmp_path_factory.mktemp("facts") / "none", documents=40))


def documents_of(bundle, sources):
    return set(bundle.query("SELECT doc FROM documents WHERE source IN (SELECT unnest(?))", [list(sources)])["doc"])


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("FR", "FR"), ("fr", "FR"), ("France", "FR"), ("Allemagne", "DE"), ("germany", "DE"), ("TUR", "TR"),
        ("UK", "GB"), ("Velmar", "Velmar"), ("  ", UNKNOWN), (None, UNKNOWN), (float("nan"), UNKNOWN),
    ],
)  # fmt: skip
def test_a_country_has_one_key_by_code_or_by_name(given, key):
    assert country_key(given) == key


def test_countries_are_named_in_the_readers_language():
    with speaking("fr"):
        assert [country_name(code) for code in ("DE", "GB", "Velmar")] == ["Allemagne", "Royaume-Uni", "Velmar"]
        assert group_name("kind", "wire") == "Agence de presse"
    assert group_name("kind", "gazette") == "Gazette"


def test_documents_without_a_source_and_sources_without_a_kind_are_unknown(bundle):
    facts = source_facts(bundle)
    assert facts.loc[NO_SOURCE].tolist() == [UNKNOWN] * len(FACTS)
    assert fact_values(bundle, "kind") == ["daily", "wire", UNKNOWN]
    assert set(fact_values(bundle, "country")) == {"FR", "Ruritania", UNKNOWN}
    assert NO_SOURCE in sources_with(bundle, "kind", (UNKNOWN,))


@pytest.mark.parametrize("fact", ["kind", "country"])
def test_a_filter_keeps_the_documents_of_such_sources_and_none_is_lost(bundle, fact):
    field, found = {"kind": "source_kinds", "country": "source_countries"}[fact], []
    for value in fact_values(bundle, fact):
        docs = where(replace(Selection(), **{field: (value,)}), bundle).docs
        assert set(docs) == documents_of(bundle, sources_with(bundle, fact, (value,)))
        found += docs.tolist()
    assert sorted(found) == list(range(200))


@pytest.mark.parametrize("fact", ["kind", "country"])
def test_groups_add_up_to_all_documents(bundle, fact):
    sizes = documents_by_source(bundle, Selection(), fact)
    assert set(sizes["source"]) == set(fact_values(bundle, fact))
    assert sizes["documents"].sum() == 200
    over_time = documents_over_time(bundle, Selection(), by=fact)[0]
    assert over_time["documents"].sum() == 200 - count(bundle, Selection()).undated


def test_a_kind_stands_beside_all_others(bundle):
    view = View("compare", sides="kinds", compare_kinds=("wire",))
    sides = sides_of(bundle, view)
    assert side_names(sides) == ("News agency", "All other sources")
    held = [set(where(side.within(Selection()), bundle).docs) for side in sides]
    assert held[0] == documents_of(bundle, sources_with(bundle, "kind", ("wire",)))
    assert held[0] | held[1] == set(range(200))
    assert not held[0] & held[1]
    assert together(Selection(), sides).everything
    frame = compare(bundle, Selection(), sides)
    assert frame.groupby("side")["documents"].first().tolist() == [len(held[0]), len(held[1])]


def test_the_two_largest_kinds_stand_side_by_side_unless_others_are_named(bundle):
    assert side_names(sides_of(bundle, View("compare", sides="kinds"))) == ("Daily newspaper", "News agency")
    named = View("compare", sides="countries", compare_countries=("Ruritania", UNKNOWN, "FR"))
    assert side_names(sides_of(bundle, named)) == ("Ruritania", "Unknown country", "France")
    of_some = Selection(sources=("Source 01",))
    inside = together(of_some, sides_of(bundle, replace_selection(named, of_some)))
    assert inside.sources == ("Source 01",)
    assert set(inside.source_countries) == {"Ruritania", UNKNOWN, "FR"}


def replace_selection(view, selection):
    return view.having(selection=selection)


def test_where_no_kind_is_known_none_is_compared_and_none_is_a_column(unstated):
    assert fact_values(unstated, "kind") == []
    with pytest.raises(ViewError, match="two kinds of source"):
        sides_of(unstated, View("compare", sides="kinds"))
    assert "source_kind" not in specs()["documents"].make(unstated, View("documents")).table


def test_a_link_takes_keys_and_names_of_any_language(bundle):
    given = {"source_kind": ["wire"], "source_country": ["France", "ruritania"]}
    view = read_view("compare", given, bundle)
    assert view.selection == Selection(source_kinds=("wire",), source_countries=("FR", "Ruritania"))
    assert read_view("compare", view.params(), bundle) == view
    assert read_view("compare", {"source_kind": ["Agence de presse"]}, bundle).selection.source_kinds == ("wire",)
    with pytest.raises(ViewError, match="source_country"):
        read_view("compare", {"source_country": ["Atlantis"]}, bundle)


def test_tables_have_kind_and_country_after_the_source(bundle):
    table = specs()["documents"].make(bundle, View("documents")).table
    place = list(table).index("source")
    assert list(table)[place + 1 : place + 3] == ["source_kind", "source_country"]
    first = table[table["source"] == bundle.sources["source"].iloc[1]].iloc[0]
    assert (first["source_kind"], first["source_country"]) == ("News agency", "Ruritania")


def test_a_timeline_has_a_panel_for_each_kind(bundle):
    found, left = timeline_panels(bundle, Selection(), "kind", period="month")
    assert (set(found.frame["panel"]), left) == ({"daily", "wire", UNKNOWN}, 0)
    whole = timeline_panels(bundle, Selection(date_to=date(2024, 3, 31)), "country")[0]
    assert set(whole.frame["panel"]) == {"FR", "Ruritania", UNKNOWN}


@pytest.mark.parametrize("fact", ["kind", "country"])
def test_the_map_is_coloured_by_it(bundle, fact):
    chart = specs()["topic-map"].make(bundle, View("topic-map", colour=fact))
    names = {group_name(fact, value) for value in fact_values(bundle, fact)}
    assert names == set(chart.table[fact]) == {trace.name for trace in chart.figure.data if trace.mode == "markers"}


def test_a_selection_says_so(bundle):
    selection = Selection(source_kinds=("wire", UNKNOWN), source_countries=("FR",))
    text = "Documents from sources of kind “News agency” or “Unknown kind”, from sources of these countries: France"
    assert selection_text(selection, bundle.labels) == text
