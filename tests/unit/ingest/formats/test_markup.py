"""Collections in XML, or in what resembles it."""

import io
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.formats.markup import MOST_ITEM, looks_like_markup, read_markup
from filrouge.ingest.record import Item, Record, UnreadableFile
from tests.effort import at_most
from tests.unit.reading import ingest

LONG = "The ferries lay in the harbour all week, and nobody could say when the crews would be paid again. " * 3


def item_of(content: str | bytes, encoding: str = "utf-8") -> Item:
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    return Item("a.xml", Path("a.xml"), lambda: io.BytesIO(raw))


def read(content: str | bytes) -> list[Record]:
    return list(read_markup(item_of(content)))


def fields(content: str | bytes) -> list[dict[str, str]]:
    return [record.fields for record in read(content) if not record.rejected]


def test_attributes_and_the_loose_text_become_columns() -> None:
    records = read(
        '<corpus>\n<doc url="http://a.example/1?x=1&amp;y=2" title="One" date="8-1-2019">First.</doc></corpus>'
    )
    assert [(r.row, r.fields) for r in records] == [
        (1, {"url": "http://a.example/1?x=1&y=2", "title": "One", "date": "8-1-2019", "text": "First."})
    ]


def test_an_item_without_text_is_rejected_and_keeps_its_number() -> None:
    records = read('<c><doc title="None" date=""></doc><doc title="b">text</doc></c>')
    assert [(r.row, r.rejected, r.names) for r in records] == [
        (1, "no text in it", ("title", "date", "text")),
        (2, None, ("title", "text")),
    ]
    assert records[0].fields == {}


SOUP = {
    "no quotes": "<doc id=1 date=8-1-2019 title=Dawn>One.</doc><doc id=2 date=9-1-2019 title=Dusk>Two.</doc>",
    "no root and no ends": '<doc id="1" date="8-1-2019" title="Dawn">One.\n'
    '<doc id="2" date="9-1-2019" title="Dusk">Two.',
    "root closed only": '<c><doc id="1" date="8-1-2019" title="Dawn">One.'
    '<doc id="2" date="9-1-2019" title="Dusk">Two.</c>',
    "several roots": '<c><doc id="1" date="8-1-2019" title="Dawn">One.</doc></c>\n'
    '<c><doc id="2" date="9-1-2019" title="Dusk">Two.</doc></c>',
    "CRLF and capitals": '<C>\r\n<DOC ID="1" DATE="8-1-2019" TITLE="Dawn">\r\nOne.\r\n</DOC>\r\n'
    '<doc id="2" date="9-1-2019" title="Dusk">Two.</Doc></C>',
    "spaces everywhere": '<doc  id = "1"\n date= "8-1-2019" title ="Dawn" > One. </doc >'
    "<doc id='2' date='9-1-2019' title='Dusk'>Two.</ doc>",
    "a second end": '<doc id="1" date="8-1-2019" title="Dawn">One.</doc></doc>\n'
    '<doc id="2" date="9-1-2019" title="Dusk">Two.</doc></c>',
    "a byte order mark": '\ufeff<doc id="1" date="8-1-2019" title="Dawn">One.</doc>'
    '<doc id="2" date="9-1-2019" title="Dusk">Two.</doc>',
}


@pytest.mark.parametrize("soup", SOUP.values(), ids=SOUP.keys())
def test_soup_gives_the_items_it_was_meant_to_hold(soup: str) -> None:
    found = [{name.lower(): value for name, value in item.items()} for item in fields(soup)]
    assert found == [
        {"id": "1", "date": "8-1-2019", "title": "Dawn", "text": "One."},
        {"id": "2", "date": "9-1-2019", "title": "Dusk", "text": "Two."},
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Fish & chips for < 5 and > 3", "Fish & chips for < 5 and > 3"),
        ("R&D; &c. &amp;amp; &eacute;t&#233; &#x41;", "R&D; &c. &amp; été A"),
        ("&unknown; &copy=2", "&unknown; &copy=2"),
        ("<![CDATA[<b>bold</b> &amp; more]]>", "<b>bold</b> &amp; more"),
        ("a<!-- not shown -->b", "ab"),
        ("mail <ann@paper.example> or <https://paper.example>", "mail <ann@paper.example> or <https://paper.example>"),
        ("the <mayor> said so", "the <mayor> said so"),
        ("A <b>bo</b>ld <i>word</i>.", "A bold word."),
        ("<p>One\n  line.</p><p>Two.</p>", "One line.\n\nTwo."),
        ("One.\nTwo.\n\nThree.", "One.\nTwo.\n\nThree."),
        ("One.<br/>Two.<br>Three.", "One.\nTwo.\nThree."),
        ("<w>The</w><w>cat</w> sat", "The cat sat"),
        ("seen<script>run()</script> here", "seen here"),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
    ],
)
def test_the_text_of_an_item_is_what_it_shows(written: str, text: str) -> None:
    other = '<doc title="b">Rest of it.</doc>'
    assert fields(f'<c><doc title="a">{written}</doc>{other}{other}</c>')[0]["text"] == text


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ('title="Le "grand" soir"', 'Le "grand" soir'),
        ("title='L'été indien'", "L'été indien"),
        ('title="a > b"', "a > b"),
        ('title="He said <<no>>"', "He said <<no>>"),
        ('title="A <b>bold</b> one"', "A <b>bold</b> one"),
        ("title=Two words", "Two words"),
        ('title="two\nlines"', "two lines"),
        ('title="a &quot;b&quot; &amp; c"', 'a "b" & c'),
        ('title="not closed', "not closed"),
    ],
)
def test_an_attribute_is_read_as_it_was_meant(tag: str, title: str) -> None:
    first, second = fields(f'<c><doc id="1" {tag} date="2019-02-06">One.</doc><doc id="2" title="b">Two.</doc></c>')
    if title != "not closed":
        assert (first["title"], first["date"]) == (title, "2019-02-06")
    assert (first["id"], first["text"], second["title"], second["text"]) == ("1", "One.", "b", "Two.")


ARTICLE = {"title": "Ferries", "date": "2019-02-06", "text": "One paragraph.\n\nAnother one."}
PARAGRAPHS = "<p>One paragraph.</p>\n<p>Another one.</p>"
SHAPES = {
    "children": "<articles>{}</articles>|"
    f"<article><title>Ferries</title><date>2019-02-06</date><body>{PARAGRAPHS}</body></article>",
    "a title and loose text": "<corpus>{}</corpus>|"
    f"<doc><title>Ferries</title><date>2019-02-06</date>{PARAGRAPHS}</doc>",
    "issues of articles": f'<paper><issue no="1">{{}}</issue></paper>|'
    f"<article><title>Ferries</title><date>2019-02-06</date><content>{PARAGRAPHS}</content></article>",
    "a container with fields": f'<newspaper title="The Post" date="2019">{{}}</newspaper>|'
    f'<article title="Ferries" date="2019-02-06"><text>{PARAGRAPHS}</text></article>',
    "Solr": '<add>{}</add>|<doc><field name="title">Ferries</field><field name="date">2019-02-06</field>'
    '<field name="text">One paragraph.\n\nAnother one.</field></doc>',
    "columns of a database": '<export><table name="t"><row>{}</row></table></export>'.replace("<row>{}</row>", "{}")
    + '|<row><column name="title">Ferries</column><column name="date">2019-02-06</column>'
    '<column name="text">One paragraph.\n\nAnother one.</column></row>',
    "attributes only": '<posts>{}</posts>|<row Id="1" title="Ferries" date="2019-02-06" '
    'text="One paragraph.&#10;&#10;Another one." />',
    "metadata apart": f"<set>{{}}</set>|<record><meta><title>Ferries</title><date>2019-02-06</date></meta>"
    f"<text>{PARAGRAPHS}</text></record>",
    "comments below": f"<set>{{}}</set>|<article><title>Ferries</title><date>2019-02-06</date><text>{PARAGRAPHS}</text>"
    "<comments><comment><author>A</author><note>Yes.</note></comment><comment><author>B</author><note>No.</note>"
    "</comment></comments></article>",
    "prefixes": f'<x:set xmlns:x="urn:x">{{}}</x:set>|<x:item><dc:title>Ferries</dc:title><dc:date>2019-02-06</dc:date>'
    f"<x:text>{PARAGRAPHS}</x:text></x:item>",
    "TEI": "<teiCorpus><teiHeader><fileDesc/></teiHeader>{}</teiCorpus>|<TEI><teiHeader><fileDesc><titleStmt>"
    '<title>Ferries</title></titleStmt><publicationStmt><date when="2019-02-06">6 February</date></publicationStmt>'
    f"</fileDesc></teiHeader><text><body><div>{PARAGRAPHS}</div></body></text></TEI>",
    "NITF": '<export>{}</export>|<nitf><head><docdata><date.issue norm="2019-02-06"/></docdata></head><body><body.head>'
    f"<hedline><hl1>Ferries</hl1></hedline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>",
    "NewsML-G2": "<newsMessage><header><sent>2020</sent></header><itemSet>{}</itemSet></newsMessage>|"
    "<newsItem><itemMeta>"
    "<provider>P</provider></itemMeta><contentMeta><contentCreated>2019-02-06</contentCreated><headline>Ferries</headline>"
    f"</contentMeta><contentSet><inlineXML>{PARAGRAPHS}</inlineXML></contentSet></newsItem>",
}


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_items_are_found_in_collections_of_many_shapes(shape: str, n: int) -> None:
    from filrouge.ingest.columns import recognise

    around, item = shape.split("|")
    records = read('<?xml version="1.0"?>\n' + around.format(item * n))
    found = [{k: r.fields[c] for k, c in recognise(r.names, {}, r.fields).items() if k in ARTICLE} for r in records]
    assert found == [ARTICLE] * n


def test_a_file_that_is_one_document_is_one_item() -> None:
    assert fields('<doc title="Alone">The whole text.</doc>') == [{"title": "Alone", "text": "The whole text."}]
    assert len(fields(f"<article><title>T</title><body><para>{LONG}</para><para>{LONG}</para></body></article>")) == 1


def test_items_of_two_names_side_by_side_are_both_read() -> None:
    pair = f'<news title="n">{LONG}</news><opinion title="o">{LONG}</opinion>'
    assert [f["title"] for f in fields(f"<c>{pair * 3}</c>")] == ["n", "o"] * 3


def test_names_inside_sentences_stay_in_the_text() -> None:
    doc = '<doc title="t">On Monday <name>Ann</name> met <date>the sixth</date> of them.</doc>'
    assert fields(f"<c>{doc * 3}</c>")[1] == {"title": "t", "text": "On Monday Ann met the sixth of them."}


def test_a_child_made_for_the_text_wins_over_what_is_loose() -> None:
    (found,) = fields("<c><doc><title>t</title>stray <body>The body.</body></doc></c>")
    assert found == {"title": "t", "body": "The body.", "loose_text": "stray"}


def test_the_element_that_holds_most_is_the_text_where_no_name_says_so() -> None:
    doc = f"<makale><baslik>Vapurlar</baslik><icerik>{LONG}</icerik></makale>"
    record = read(f"<kume>{doc * 2}</kume>")[0]
    assert record.fields["text"] == record.fields["icerik"] == LONG.strip()
    assert "icerik" in record.methods["text"]


def test_text_outside_the_items_is_not_lost_in_silence() -> None:
    doc = f'<doc title="t">{LONG}</doc>'
    records = read(f"<c>{doc}{LONG}{doc}</c>")
    assert [r.row for r in records] == [1, None, 2]
    assert records[1].rejected is not None
    assert records[1].rejected.endswith("characters of text outside any <doc>")
    assert records[1].fields["text"] == LONG.strip()


def test_the_encoding_that_is_declared_is_used() -> None:
    text = "Паромы стоят в гавани"
    soup = f'<?xml version="1.0" encoding="koi8-r"?><c><doc title="a">{text}</doc></c>'
    assert fields(soup.encode("koi8-r"))[0]["text"] == text
    assert fields(f'<c><doc title="a">{text}</doc></c>'.encode("utf-16"))[0]["text"] == text


@pytest.mark.parametrize("root", ["urlset", "sitemapindex", "s:urlset"])
def test_a_sitemap_holds_no_texts(root: str) -> None:
    with pytest.raises(UnreadableFile, match="a sitemap"):
        read(f"<?xml version='1.0'?><{root}><url><loc>https://a.example/</loc></url></{root}>")


def test_a_list_of_feeds_holds_no_texts() -> None:
    with pytest.raises(UnreadableFile, match="a list of feeds"):
        read(
            "<?xml version='1.0'?><opml version='2.0'><body><outline text='Post' xmlUrl='https://a.example/'/></body></opml>"
        )


def test_what_holds_no_elements_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="no elements"):
        read("just < a line")


def test_entities_that_a_doctype_defines_are_not_expanded() -> None:
    swelling = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    found = fields(
        f'<?xml version="1.0"?><!DOCTYPE c [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{swelling}]>'
        '<c><doc title="a">&e9;&f;</doc></c>'
    )
    assert found == [{"title": "a", "text": "&e9;&f;"}]


DEEP = 10_000
HOSTILE = {
    "deep": f'<c><doc title="a">{"<x>" * DEEP}in{"</x>" * DEEP}</doc><doc title="b">after</doc></c>',
    "deep and never closed": f'<c><doc title="a">{"<x>" * DEEP}in<doc title="b">after',
    "deep containers": "<c>" * DEEP + '<doc title="a">in</doc><doc title="b">after</doc>',
    "openings": f'<c><doc title="a">in {"<a b=" * DEEP}</doc><doc title="b">after</doc></c>',
    "quotes": f'<c><doc title="a">in {"<a b=" + chr(34) * DEEP}</doc><doc title="b">after</doc></c>',
    "comments": f'<c><doc title="a">in {"<!--" * DEEP}</doc><doc title="b">after</doc></c>',
    "sections": f'<c><doc title="a">in {"<!DOCTYPE [" * DEEP}</doc><doc title="b">after</doc></c>',
    "NULs": f'<c><doc title="a">in {chr(0) * 5}</doc><doc title="b">after</doc></c>',
    "many names": f'<c><doc title="a">in {"".join(f"<n{i}/>" for i in range(DEEP))}</doc>'
    '<doc title="b">after</doc></c>',
}


@pytest.mark.parametrize("soup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_read_to_its_end_in_no_time(soup: str) -> None:
    with at_most(10):
        found = fields(soup)
    assert "in" in " ".join(found[0].values())
    assert found[-1] == {"title": "b", "text": "after"}


def test_an_item_that_is_too_long_is_rejected_and_the_next_is_read() -> None:
    records = read(f'<c><doc title="a">{"x" * (MOST_ITEM + 1)}</doc><doc title="b">after</doc></c>')
    assert [(r.row, r.rejected, r.fields.get("text")) for r in records] == [
        (1, "an item longer than 16 million characters", None),
        (2, None, "after"),
    ]


@pytest.mark.parametrize(
    ("head", "is_markup"),
    [
        (b'<?xml version="1.0"?><corpus><doc>a</doc></corpus>', True),
        (b"<corpus>\n<doc title=x>", True),
        (b"\xef\xbb\xbf<doc id=1>text</doc>", True),
        ('<doc id="1">text</doc>'.encode("utf-16"), True),
        (b"<!-- note --><doc>text</doc>", True),
        (b"a stray line\n<doc id=1>one</doc>\n<doc id=2>two</doc>", True),
        (b"<!DOCTYPE html><html><body>x</body></html>", False),
        (b"<p>one</p><p>two</p>", False),
        (b"<3 from all of us", False),
        (b"Dear <name>, hello", False),
        (b"plain text, 3 < 5", False),
        (b"", False),
        (bytes(range(256)), False),
    ],
)
def test_markup_is_told_by_its_first_bytes(head: bytes, is_markup: bool) -> None:
    assert looks_like_markup(head) is is_markup


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
ITEMS = st.lists(
    st.fixed_dictionaries(
        {"title": LINES, "date": LINES, "text": st.lists(LINES, min_size=1, max_size=3).map("\n".join)}
    ),
    min_size=1,
    max_size=6,
)


@given(ITEMS)
def test_items_in_clean_xml_come_back_exactly(items: list[dict[str, str]]) -> None:
    as_attributes = "".join(
        f"<doc title={quoteattr(i['title'])} date={quoteattr(i['date'])}>{escape(i['text'])}</doc>\n" for i in items
    )
    as_elements = "".join(
        f"<doc><title>{escape(i['title'])}</title><date>{escape(i['date'])}</date><text>{escape(i['text'])}</text></doc>\n"
        for i in items
    )
    assert fields(f"<corpus>{as_attributes}</corpus>") == items
    assert fields(f"<corpus>\n{as_elements}</corpus>") == items


PLAIN = st.text("abcdefghé &;,.'", min_size=1, max_size=30).map(lambda text: f"x{text}x")
NAME = st.text("abcdefgh0123456789-/:.", min_size=1, max_size=12).map(lambda text: f"n{text}n")


@given(st.lists(st.fixed_dictionaries({"title": NAME, "date": NAME, "text": PLAIN}), min_size=2, max_size=6))
def test_items_in_soup_come_back_exactly(items: list[dict[str, str]]) -> None:
    soup = "".join(f"<doc title={i['title']} date={i['date']}>{i['text']}\n" for i in items)
    assert fields(soup) == items
    assert fields(f"<corpus>{soup}</corpus>") == items


@given(st.text("<>/=\"' \n!-[]?&;docp1", max_size=200))
def test_any_soup_is_read_or_refused(soup: str) -> None:
    try:
        records = read(soup)
    except UnreadableFile:
        return
    assert [r.row for r in records if r.row] == list(range(1, 1 + sum(r.row is not None for r in records)))


@pytest.mark.parametrize("corpus", ["<corpus>", '<corpus name="harbours">', '<corpus title="Harbours of the west">'])
@pytest.mark.parametrize("text", ["The ferry was laid up.", "<p>The ferry</p><p>was laid up.</p>"])
def test_the_only_text_of_a_corpus_says_of_itself_what_it_is(tmp_path: Path, corpus: str, text: str) -> None:
    file = tmp_path / "corpus.xml"
    file.write_text(f'{corpus}<text id="t1" title="Marlow" date="2021-03-04" source="Post">{text}</text></corpus>')
    [document] = ingest([file]).documents.to_pylist()
    said = {name: document[name] for name in ("title", "source", "published_precision")}
    assert said == {"title": "Marlow", "source": "Post", "published_precision": "day"}


def test_a_sitemap_of_news_holds_headlines() -> None:
    urls = "".join(
        f"<url><loc>https://harbour.example/{n}</loc><image:image><image:title>A pier</image:title></image:image>"
        "<news:news><news:publication><news:name>Harbour Post</news:name><news:language>en</news:language>"
        f"</news:publication><news:publication_date>2025-03-1{n}T09:15:00Z</news:publication_date>"
        f"<news:title>Ferry {n} is laid up</news:title></news:news></url>"
        for n in range(3)
    )
    first, *others = read(f"<?xml version='1.0'?><urlset>{urls}</urlset>")
    assert len(others) == 2
    assert first.fields == {
        "url": "https://harbour.example/0",
        "title": "Ferry 0 is laid up",
        "date": "2025-03-10T09:15:00Z",
        "source": "Harbour Post",
        "language": "en",
    }
