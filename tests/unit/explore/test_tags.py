"""What people know of sources and said of narratives and documents, as filters, groups and sides."""

import pytest

from filrouge.annotations import log
from filrouge.annotations.acts import DOCUMENT, NARRATIVE, SOURCE, THEME, Author
from filrouge.annotations.identities import about_narrative, about_theme
from filrouge.annotations.overlay import seen
from filrouge.annotations.saying import merged, of_narrative, of_source, tagged
from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.errors import ViewError
from filrouge.explore.claims import claims
from filrouge.explore.link import fitted, read_link, read_view
from filrouge.explore.overview import documents_by_source, narratives_by_size
from filrouge.explore.passages import passages_about
from filrouge.explore.selection import Selection, count, narratives_of
from filrouge.explore.sides import sides_of
from filrouge.explore.source_facts import FACTS, UNKNOWN, fact_values
from filrouge.explore.timeline import timeline, timeline_panels
from filrouge.explore.topic_map import topic_map
from filrouge.explore.view import View
from filrouge.wording.labels import side_names
from filrouge.wording.selection import selection_text
from tests.unit.explore.by_hand import FISH, GAS, PHARE, POST, VOTE, by_hand_bundle

ANA = Author("Ana")
SAID = {
    "kind": "State media",
    "country": "FR",
    "language": "br",
    "owner": "Granit SA",
    "group": "the coast",
    "reliability": "Low",
}
KEYS = {**SAID, "main_language": "br", "kind": "state media", "reliability": "low"}
SIDES = {"kind": "kinds", "country": "countries", "main_language": "source_languages",
         "owner": "owners", "group": "source_groups", "reliability": "reliabilities"}  # fmt: skip


@pytest.fixture
def own(tmp_path):
    return Bundle.open(by_hand_bundle(tmp_path / "eight"))


@pytest.fixture
def known(own):
    log.add(own, of_source(PHARE, SAID), ANA)
    return seen(own)


@pytest.mark.parametrize("fact", FACTS)
def test_each_fact_of_a_source_filters_groups_colours_and_compares(known, fact):
    value = KEYS[fact]
    assert fact_values(known, fact) == [value, UNKNOWN]
    view = read_view("overview", {f"source_{fact}": [KEYS[fact].upper()], "sources_by": [fact]}, known)
    assert view.selection == Selection().with_fact(fact, (value,))
    assert count(known, view.selection).documents == 4
    assert documents_by_source(known, Selection(), fact)["documents"].tolist() == [4, 4]
    assert view.params() == {f"source_{fact}": [value], "sources_by": [fact]}
    for chart in ("sources", "documents-over-time"):
        assert page_chart(known, view.having(chart=chart)).table[fact].nunique() == 1
    coloured = page_chart(known, View("topic-map", colour=fact))
    assert len({trace.name for trace in coloured.figure.data if trace.mode == "markers"}) == 2
    assert set(timeline_panels(known, Selection(), fact)[0].frame["panel"]) == {value, UNKNOWN}
    beside = View("compare", sides=SIDES[fact], **{f"compare_{SIDES[fact]}": (value,)})
    assert side_names(sides_of(known, beside))[1] == "All other sources"
    assert page_chart(known, beside).table["side"].nunique() == 2
    assert f"source_{fact}" in page_chart(known, View("documents")).table


def test_what_is_taken_back_is_no_filter_any_more(own):
    act = log.add(own, of_source(PHARE, {"owner": "Granit SA"}), ANA)
    view = View("overview", Selection(source_owners=("Granit SA",)))
    assert read_link(view.link(own), seen(own)) == view
    log.undo(own, act, ANA)
    assert fact_values(seen(own), "owner") == []
    assert fitted(view, seen(own)).selection == Selection()
    with pytest.raises(ViewError, match="source_owner"):
        read_link(view.link(own), seen(own))
    log.redo(own, act, ANA)
    assert fact_values(seen(Bundle.open(own.path)), "owner") == ["Granit SA", UNKNOWN]


def said_so(own):
    about, _new = about_narrative(own, log.current(own), FISH)
    rows = [*of_narrative(own, GAS, {"status": "confirmed"}), *of_narrative(own, VOTE, {"status": "dismissed"})]
    rows += [*about_narrative(own, log.current(own), FISH)[1], *tagged(NARRATIVE, about, [], ["disarm:T0002"])]
    rows += [*tagged(DOCUMENT, "gaz", [], ["free:mine"]), *tagged(DOCUMENT, "not there", [], ["free:mine"])]
    return log.add(own, rows, ANA)


def test_narratives_are_filtered_by_status_and_tag_on_every_page(own):
    act = said_so(own)
    bundle = seen(own)
    for asked, named in (
        ({"status": ["confirmed"]}, (GAS,)),
        ({"status": ["To check"], "narrative": [str(GAS)]}, None),
        ({"status": ["confirmed", "dismissed"]}, (GAS, VOTE)),
        ({"narrative_tag": ["T0002"]}, (FISH,)),
        ({"narrative_tag": ["disarm:T0002"], "status": ["confirmed"]}, ()),
    ):
        if named is None:
            with pytest.raises(ViewError, match="status"):
                read_view("timeline", asked, bundle)
            continue
        selection = read_view("timeline", asked, bundle).selection
        assert set(narratives_by_size(bundle, selection)["narrative"]) == set(named)
        shown = timeline(bundle, selection).frame
        assert set(shown.loc[shown["narrative"] >= 0, "narrative"]) == set(named)
        assert set(topic_map(bundle, selection).points["narrative"]) == set(named)
        assert set(passages_about(bundle, selection, None).frame["narrative"]) == set(named)
        assert set(claims(bundle, selection)["narrative"]) <= set(named)
        plain = Selection(narratives=named or (-7,))
        assert count(bundle, selection).documents == count(bundle, plain).documents
    chart = page_chart(bundle, View("overview", Selection(statuses=("confirmed",)), chart="narratives"))
    assert chart.caption.startswith("Documents talking about narratives with the status “Confirmed”")
    assert read_link(chart.link, bundle).selection.statuses == ("confirmed",)
    log.undo(own, act, ANA)
    assert fitted(View("overview", Selection(statuses=("confirmed",))), seen(own)).selection == Selection()
    log.redo(own, act, ANA)
    assert narratives_of(Selection(statuses=("confirmed",)), seen(own)) == (GAS,)


def test_what_a_share_is_of_is_not_filtered_by_status(own):
    said_so(own)
    bundle = seen(own)
    everything = timeline(bundle, Selection()).frame.set_index(["narrative", "start"])["share"]
    filtered = timeline(bundle, Selection(statuses=("confirmed",))).frame.set_index(["narrative", "start"])["share"]
    assert filtered[GAS].tolist() == everything[GAS].tolist()
    assert Selection(statuses=("confirmed",)).about(FISH) == Selection(narratives=(FISH,))


def test_documents_are_filtered_by_tag(own):
    said_so(own)
    bundle = seen(own)
    selection = read_view("documents", {"document_tag": ["mine"]}, bundle).selection
    assert page_chart(bundle, View("documents", selection)).table["doc_id"].tolist() == ["gaz"]
    assert selection_text(selection, bundle.labels) == "Documents tagged “mine”"


def test_narratives_are_filtered_by_the_tags_of_their_theme(own):
    about, new = about_theme(own, log.current(own), GAS)
    act = log.add(own, [*new, *tagged(THEME, about, [], ["free:cost of living"])], ANA)
    bundle = seen(own)
    selection = read_view("timeline", {"theme_tag": ["cost of living"]}, bundle).selection
    themes = bundle.narratives.set_index("narrative")["theme"]
    assert set(narratives_of(selection, bundle)) == set(themes.index[themes == themes[GAS]]) == {GAS, FISH}
    assert set(narratives_by_size(bundle, selection)["narrative"]) == {GAS, FISH}
    assert selection_text(selection, bundle.labels) == (
        "Documents talking about narratives of themes tagged “cost of living”"
    )
    assert selection.about(VOTE) == Selection(narratives=(VOTE,))
    log.add(own, of_narrative(own, GAS, {"hidden": True}), ANA)
    assert narratives_of(selection, seen(own)) == (FISH,), "though its largest narrative is hidden"
    log.undo(own, act, ANA)
    assert fitted(View("overview", selection), seen(own)).selection == Selection()


def test_documents_are_filtered_by_the_tags_of_their_source(own):
    act = log.add(own, tagged(SOURCE, PHARE, [], ["free:mine", "abcde:A"]), ANA)
    bundle = seen(own)
    selection = read_view("documents", {"source_tag": ["mine"]}, bundle).selection
    assert count(bundle, selection) == count(bundle, Selection(sources=(PHARE,)))
    assert selection_text(selection, bundle.labels) == "Documents from sources tagged “mine”"
    assert read_link(page_chart(bundle, View("overview", selection)).link, bundle).selection == selection
    log.undo(own, act, ANA)
    assert fitted(View("overview", selection), seen(own)).selection == Selection()


def test_a_merged_or_hidden_narrative_has_no_status_of_its_own(own):
    said_so(own)
    log.add(own, merged(own, [VOTE], GAS), ANA)
    assert dict(seen(own).changes.said["narrative", "status"]) == {"confirmed": (GAS,)}


def test_as_found_by_the_model_there_is_nothing_that_people_said(own):
    said_so(own)
    log.add(own, of_source(POST, {"owner": "Granit SA"}), ANA)
    view = View("overview", Selection(statuses=("confirmed",), source_owners=("Granit SA",), as_found=True))
    assert fitted(view, seen(own)).selection == Selection(as_found=True)
