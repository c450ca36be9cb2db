from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge import i18n
from filrouge.charts import of_page
from filrouge.errors import ChangedError, ViewError
from filrouge.explore.link import read_link, read_view
from filrouge.explore.outline import read_region, read_window, write_region, write_window
from filrouge.explore.selection import Selection
from filrouge.explore.sides import SIDES
from filrouge.explore.timeline import AVERAGINGS, KINDS, MEASURES, PANELS, PERIODS
from filrouge.explore.topic_map import COLOURS, FIND_BY
from filrouge.explore.view import PAGES, View, fields
from filrouge.schema import NO_NARRATIVE, NO_SOURCE
from tests.unit.explore.by_hand import FISH, GAS, NONE, PHARE, POST, VOTE

QUERIES = ["", "harbour", 'harbour "the treaty"', "détroit OR navire", "wint* -vessel", "a&b=c#d?e+f%20", "المضيق"]


def _spanned(corners):
    (a, b), (c, d) = corners
    return tuple(round(side, 2) for side in (min(a, c), min(b, d), max(a, c) + 1, max(b, d) + 1))


@st.composite
def views(draw, bundle):
    first, last = (date.fromisoformat(bundle.manifest["dates"][end]) for end in ("first", "last"))
    days = [None, *sorted([draw(st.dates(first, last)), draw(st.dates(first, last))])]
    sources = st.lists(st.sampled_from([*bundle.sources["source"], NO_SOURCE]), unique=True, max_size=4)
    narrative = st.sampled_from([*bundle.labels, NO_NARRATIVE])
    corner = st.tuples(*[st.integers(-2000, 2000).map(lambda i: i / 100)] * 2)
    counts = bundle.manifest["counts"]
    ids = st.integers(0, counts["documents"] - 1).map("d{:07}".format)
    selection = Selection(
        draw(st.sampled_from(days[:2])),
        draw(st.sampled_from([None, days[2]])),
        draw(st.booleans()),
        tuple(draw(sources)),
        tuple(draw(st.lists(st.sampled_from(list(bundle.manifest["languages"])), unique=True))),
        tuple(draw(st.lists(narrative, unique=True, max_size=3))),
        draw(st.sampled_from(QUERIES)),
        tuple(draw(st.just([]) | st.lists(corner, min_size=3, max_size=6))),
    )
    page = draw(st.sampled_from(list(PAGES)))
    return View(
        page=page,
        selection=selection,
        measure=draw(st.sampled_from(list(MEASURES))),
        chart=draw(st.sampled_from(["", *(spec.name for spec in of_page(page))])),
        averaging=draw(st.sampled_from(list(AVERAGINGS))),
        panel=draw(st.sampled_from(list(PANELS))),
        period=draw(st.sampled_from(list(PERIODS))),
        kind=draw(st.sampled_from(list(KINDS))),
        about=draw(st.none() | narrative),
        at=draw(st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))),
        burst=draw(st.none() | st.tuples(narrative, st.just(first), st.dates(first, last))),
        voice=draw(st.none() | st.sampled_from([*bundle.sources["source"], NO_SOURCE])),
        colour=draw(st.sampled_from(list(COLOURS))),
        region=tuple(draw(st.just([]) | st.lists(corner, min_size=3, max_size=6))),
        find=draw(st.sampled_from(QUERIES)),
        find_by=draw(st.sampled_from(list(FIND_BY))),
        window=draw(st.none() | st.tuples(corner, corner).map(_spanned)),
        passage=draw(st.none() | st.integers(0, counts["passages"] - 1)),
        sides=draw(st.sampled_from(list(SIDES))),
        compare=tuple(draw(sources)),
        group_a=tuple(draw(sources)),
        b_from=draw(st.none() | st.dates(first, last)),
        table_page=draw(st.integers(1, 50)),
        doc=draw(st.none() | ids),
    )


@pytest.mark.parametrize("name", ["full", "hostile"])
def test_a_view_comes_back_from_its_fields_and_from_its_link(variant, name):
    opened = variant(name)

    @given(views(opened))
    def check(view):
        proper = View(view.page, view.selection, **{n: v for n, v in view.chosen if fields()[n].on(view.page)})
        assert read_view(view.page, view.params(), opened) == proper
        assert read_link(view.link(opened), opened) == proper
        assert read_link("http://127.0.0.1:8501" + view.link(opened), opened) == proper
        assert set(view.params()) <= {name for name, field in fields().items() if field.on(view.page)}

    check()


@pytest.mark.parametrize("reader", [None, "en", "fr", "de"])
@pytest.mark.parametrize("writer", [None, "en", "fr"])
def test_a_link_made_in_one_language_opens_in_another(by_hand, writer, reader):
    view = View("timeline", Selection(narratives=(FISH, NONE, VOTE)), about=GAS)
    assert read_link(view.link(by_hand.speaking(writer)), by_hand.speaking(reader)) == view


_IN_WORDS = [
    View(
        "timeline", Selection(sources=(PHARE, NO_SOURCE), languages=("fr", "en"), narratives=(FISH, NONE), query="gaz")
    ),
    View("timeline", Selection(), measure="mentions", period="week", kind="multiples", panel="source", about=NONE),
    View("timeline", averaging="pooled", kind="heat-map", at=date(2025, 1, 6)),
    View("topic-map", colour="date", find="gaz"),
    View("compare", compare=(PHARE, NO_SOURCE)),
    View("findings", about=FISH, burst=(FISH, date(2025, 1, 6), date(2025, 1, 8)), voice=NO_SOURCE),
]


@pytest.mark.parametrize("view", _IN_WORDS)
@pytest.mark.usefixtures("french")
def test_a_link_is_the_same_in_every_language_of_the_interface(by_hand, view):
    link = view.link(by_hand)
    with i18n.speaking("fr"):
        assert i18n._("Heat map") == "‹Heat map›"
        assert view.link(by_hand) == link
        assert read_link(link, by_hand) == view
    assert read_link(link, by_hand) == view


@pytest.mark.parametrize("reader", ["en", "fr"])
@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("kind", "‹Heat map›", "kind", "heat-map"),
        ("measure", "‹MENTIONS›", "measure", "mentions"),
        ("about", "‹No clear narrative›", "about", NONE),
        ("language", "français", "selection", Selection(languages=("fr",))),
        ("source", "‹(no source)›", "selection", Selection(sources=(NO_SOURCE,))),
    ],
)
@pytest.mark.usefixtures("french")
def test_words_of_every_language_of_the_interface_are_read(by_hand, reader, field, value, attribute, expected):
    with i18n.speaking(reader):
        assert getattr(read_view("timeline", {field: [value]}, by_hand), attribute) == expected


@pytest.mark.usefixtures("french")
def test_what_is_not_understood_is_named_in_the_language_of_the_interface(by_hand):
    with i18n.speaking("fr"), pytest.raises(ViewError) as caught:
        read_view("timeline", {"kind": ["pie"]}, by_hand)
    assert "kind: ‹“pie” is not one of lines" in str(caught.value)


def test_what_is_at_its_default_is_not_in_a_link(by_hand):
    assert View().params() == {}
    of = f"?bundle=eight&digest={by_hand.digest[:12]}"
    assert View().link(by_hand) == f"/{of}"
    assert View(page="topic-map").link(by_hand) == f"/topic_map{of}"


def test_a_link_is_in_stable_keys():
    selection = Selection(date(2025, 1, 2), None, False, (PHARE, NO_SOURCE), ("fr",), (GAS, NONE), "gaz")
    view = View(
        "timeline", selection, measure="mentions", kind="heat-map", about=VOTE, region=((0, 0), (1, 0), (0, 2.5))
    )
    assert view.params() == {
        "from": ["2025-01-02"],
        "undated": ["false"],
        "source": ["Le Phare", "(no source)"],
        "language": ["fr"],
        "narrative": [str(GAS), str(NONE)],
        "query": ["gaz"],
        "measure": ["mentions"],
        "kind": ["heat-map"],
        "about": [str(VOTE)],
    }
    assert view.having(page="topic-map").params()["region"] == ["0.00,0.00 1.00,0.00 0.00,2.50"]


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("measure", "mentions", "measure", "mentions"),
        ("measure", "Share of output", "measure", "share"),
        ("kind", "HEAT MAP", "kind", "heat-map"),
        ("kind", "heat-map", "kind", "heat-map"),
        ("period", "Quarter", "period", "quarter"),
        ("colour", "Date", "colour", "date"),
        ("about", "1", "about", FISH),
        ("about", "fishing ban°", "about", FISH),
        ("about", "fishing ban", "about", FISH),
        ("about", "gas price°", "about", GAS),
        ("about", "pêche fermée", "about", FISH),
        ("about", "pêche fermée°", "about", FISH),
        ("about", "-1", "about", NONE),
        ("about", "no clear narrative", "about", NONE),
        ("at", "2025-01-06", "at", date(2025, 1, 6)),
        ("burst", "2025-01-06..2025-01-08 fishing ban", "burst", (FISH, date(2025, 1, 6), date(2025, 1, 8))),
        ("burst", "2025-01-06..2025-01-06 1", "burst", (FISH, date(2025, 1, 6), date(2025, 1, 6))),
        ("voice", PHARE, "voice", PHARE),
        ("doc", "wire-1", "doc", "wire-1"),
        ("passage", "14", "passage", 14),
        ("table_page", "3", "table_page", 3),
        ("compare", POST, "compare", (POST,)),
        ("region", "0,0 1,0 1,1", "region", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))),
        ("find", "gaz OR gas", "find", "gaz OR gas"),
        ("window", "-1,0 1.5,2", "window", (-1.0, 0.0, 1.5, 2.0)),
    ],
)
def test_options_are_read_as_keys_labels_and_numbers(by_hand, field, value, attribute, expected):
    assert getattr(read_view("timeline", {field: [value]}, by_hand), attribute) == expected


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"language": ["fr"]}, Selection(languages=("fr",))),
        ({"language": ["FRENCH"]}, Selection(languages=("fr",))),
        ({"narrative": ["2", "gas price"]}, Selection(narratives=(VOTE, GAS))),
        ({"narrative": ["0", "gas price"]}, Selection(narratives=(GAS,))),
        ({"source": [NO_SOURCE]}, Selection(sources=(NO_SOURCE,))),
        ({"undated": ["False"]}, Selection(undated=False)),
        ({"undated": ["true"], "query": [""], "source": [""]}, Selection()),
        ({"from": ["2025-01-31"], "to": ["2025-01-31"]}, Selection(date(2025, 1, 31), date(2025, 1, 31))),
    ],
)
def test_filters_are_read_as_keys_labels_and_numbers(by_hand, params, expected):
    assert read_view("overview", params, by_hand).selection == expected


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"source": ["Nobody"]}, "source: this bundle has no source “Nobody”"),
        ({"language": ["Klingon"]}, "no texts in “Klingon”"),
        ({"narrative": ["3"]}, "no narrative “3”"),
        ({"narrative": ["-2"]}, "no narrative “-2”"),
        ({"about": ["gas"]}, "about: this bundle has no narrative “gas”"),
        (
            {"from": ["1999-12-31"]},
            "from: 1999-12-31 is years away from the dates of this bundle, 2025-01-01 to 2025-02-03",
        ),
        ({"to": ["2095-02-04"]}, "years away from the dates"),
        ({"from": ["1 May"]}, "“1 May” is not a day written as 2025-05-31"),
        ({"at": ["2025-02-30"]}, "at: “2025-02-30” is not a day"),
        ({"burst": ["fishing ban"]}, "burst: “fishing ban” is not a burst written as 2025-05-01..2025-05-31 LABEL"),
        ({"burst": ["2025-01-09..2025-01-08 fishing ban"]}, "burst: 2025-01-09 is later than 2025-01-08"),
        ({"burst": ["2025-01-06..2025-01-08 gas"]}, "burst: this bundle has no narrative “gas”"),
        ({"voice": ["Nobody"]}, "voice: this bundle has no source “Nobody”"),
        ({"from": ["2025-01-09"], "to": ["2025-01-08"]}, "from 2025-01-09 is later than to 2025-01-08"),
        ({"undated": ["maybe"]}, "“maybe” is neither true nor false"),
        ({"query": ['"open']}, "query: a quotation mark is not closed"),
        ({"find": ["-gas"]}, "find: the query only says what to exclude"),
        ({"measure": ["loudness"]}, "measure: “loudness” is not one of share, mentions"),
        ({"kind": ["pie"]}, "kind: “pie” is not one of"),
        ({"period": ["year"]}, "period: “year” is not one of"),
        ({"colour": ["red"]}, "colour: “red” is not one of"),
        ({"colour": ["source", "date"]}, "colour is given 2 times"),
        ({"doc": ["nope"]}, "doc: this bundle has no document “nope”"),
        ({"passage": ["15"]}, "passage: "),
        ({"passage": ["-1"]}, "passage: "),
        ({"passage": ["one"]}, "passage: "),
        ({"table_page": ["0"]}, "table_page: "),
        ({"table_page": ["last"]}, "table_page: "),
        ({"sources": ["Le Phare"]}, "“sources” is not a field of a link"),
        ({"compare": ["Nobody"]}, "compare: this bundle has no source “Nobody”"),
    ],
)
def test_what_is_not_understood_is_named(by_hand, params, words):
    with pytest.raises(ViewError) as caught:
        read_view("timeline", params, by_hand)
    assert words in str(caught.value)
    assert caught.value.hint


def test_every_bad_field_is_named_in_one_error(by_hand):
    bad = {
        "source": ["Nobody", PHARE, "No one"],
        "language": ["xx"],
        "narrative": ["77"],
        "from": ["soon"],
        "kind": ["pie"],
        "region": ["0,0"],
        "doc": ["nope"],
        "colour": ["red"],
        "shape": ["round"],
    }
    with pytest.raises(ViewError) as caught:
        read_view("nowhere", bad, by_hand)
    text = str(caught.value)
    named = ["Nobody", "No one", "“xx”", "77", "soon", "pie", "outline", "nope", "red", "“shape”", "nowhere"]
    assert [word for word in named if word not in text] == []


def test_at_most_six_sources_are_compared(variant):
    opened = variant("forty-sources")
    names = opened.sources["source"].head(7).tolist()
    assert read_view("compare", {"compare": names[:6]}, opened).compare == tuple(names[:6])
    with pytest.raises(ViewError, match="7 sources, and at most 6"):
        read_view("compare", {"compare": names}, opened)


def test_no_source_is_only_there_where_a_source_is_unknown(variant):
    with pytest.raises(ViewError, match="no source “\\(no source\\)”"):
        read_view("overview", {"source": [NO_SOURCE]}, variant("one-source"))


def test_a_date_is_refused_where_there_are_none(variant):
    with pytest.raises(ViewError, match="no document of this bundle has a date"):
        read_view("overview", {"from": ["2024-01-01"]}, variant("no-dates"))


@pytest.mark.parametrize(
    "text",
    ["", "0,0 1,1", "0,0 1,1 2", "0,0 1,1 a,b", "0;0 1;1 2;2", "0,0 1,1 1e3,0", "0,0 1,1 nan,0", "0,0 1,1 1234567,0",
     " ".join(["0,0"] * 501)],
)  # fmt: skip
def test_an_outline_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="three or more corners"):
        read_region(text)


def test_an_outline_is_kept_to_the_hundredth():
    assert write_region([(1, -2), (0.126, 3.5), (-0.5, 100.001)]) == "1.00,-2.00 0.13,3.50 -0.50,100.00"
    assert read_region(" 1,-2   0.13,3.5\n-0.50,100 ") == ((1.0, -2.0), (0.13, 3.5), (-0.5, 100.0))


@pytest.mark.parametrize("text", ["", "0,0", "0,0 1,1 2,2", "1,0 0,1", "0,0 0,1", "0,0 1,0", "0,0 nan,1", "a,b c,d"])
def test_a_window_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match="two corners"):
        read_window(text)


def test_a_window_is_kept_to_the_thousandth():
    assert read_window(write_window((-1.23456, 0, 2.0006, 3))) == (-1.235, 0.0, 2.001, 3.0)


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("/?bundle=eight", "overview"),
        ("", "overview"),
        ("timeline", "timeline"),
        ("  http://127.0.0.1:8501/topic_map?bundle=eight  ", "topic-map"),
        ("https://desk.example/press/topic-map/?bundle=eight", "topic-map"),
        ("/documents#top", "documents"),
    ],
)
def test_a_link_names_its_page(by_hand, link, page):
    assert read_link(link, by_hand) == View(page=page)


def test_a_link_of_another_bundle_or_page_is_refused(by_hand):
    with pytest.raises(ViewError, match="“other”, and this one is “eight”"):
        read_link("/timeline?bundle=other", by_hand)
    with pytest.raises(ViewError, match=r"there is no page “chart” .*timeline"):
        read_link("/chart", by_hand)


def test_a_link_reads_what_the_address_bar_holds(by_hand):
    link = "/timeline?source=Le+Phare&source=%28no%20source%29&narrative=gas%20price&period=Week"
    expected = View("timeline", Selection(sources=(PHARE, NO_SOURCE), narratives=(GAS,)), period="week")
    assert read_link(link, by_hand) == expected
    assert expected.having(page="overview") != expected


def test_a_link_is_of_the_data_it_was_made_from(by_hand, bundle):
    view = View(page="timeline", period="week")
    link = view.link(by_hand, name="as it was called elsewhere")
    assert read_link(link, by_hand) == view
    with pytest.raises(ChangedError, match=rf"other data \(digest {by_hand.digest[:12]}\)"):
        read_link(link, bundle)
    assert read_link(link, bundle, changed=True) == view
    assert read_link("/timeline?bundle=eight&period=Week", by_hand) == view, "links without a digest are still read"
