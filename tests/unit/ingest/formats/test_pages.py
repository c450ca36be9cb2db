import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ingest.dates.parse import parse_date
from filrouge.ingest.formats.pages import NO_TEXT, page_record, read_page
from filrouge.ingest.record import Item, UnreadableFile
from tests.effort import at_most
from tests.unit.reading import ingest

FRENCH = [
    "Le conseil de la commune a décidé mardi soir de relever d'un dixième la taxe du port, après un long débat.",
    "Les pêcheurs, venus nombreux, ont demandé que la mesure soit repoussée à l'automne, sans obtenir gain de cause.",
    "« Nous n'avons pas d'autre choix », a déclaré la maire, car la digue doit être refaite avant l'hiver.",
]
SPANISH = [
    "El ayuntamiento aprobó el martes por la noche una subida de la tasa del puerto, tras tres horas de discusión.",
    "Los pescadores pidieron que la medida se aplazara hasta el otoño, pero la propuesta no encontró apoyo alguno.",
    "La alcaldesa recordó que el dique tiene que estar reparado antes de que lleguen los temporales del invierno.",
]
GERMAN = [
    "Der Stadtrat hat am Dienstagabend nach langer Debatte beschlossen, die Hafengebühr um ein Zehntel zu erhöhen.",
    "Die Fischer hatten verlangt, die Maßnahme auf den Herbst zu verschieben, fanden dafür aber keine Mehrheit im Rat.",
    "Die Bürgermeisterin sagte, der Deich müsse noch vor den Stürmen des Winters vollständig erneuert werden.",
]
RUSSIAN = [
    "Городской совет после трёхчасовых споров решил во вторник вечером повысить портовый сбор на одну десятую часть.",
    "Рыбаки просили отложить это решение до осени, однако их предложение не нашло поддержки у большинства депутатов.",
    "Глава города напомнила, что дамбу необходимо полностью отремонтировать ещё до наступления зимних штормов.",
]
TURKISH = [
    "Belediye meclisi salı akşamı uzun bir tartışmanın ardından liman harcını onda bir oranında artırmaya karar verdi.",
    "Balıkçılar kararın sonbahara bırakılmasını istediler, ancak bu öneri meclisteki çoğunluğun desteğini alamadı.",
    "Belediye başkanı, mendireğin kış fırtınaları gelmeden önce bütünüyle yenilenmesi gerektiğini hatırlattı.",
]
ARABIC = [
    "قرر المجلس البلدي مساء الثلاثاء بعد نقاش دام ثلاث ساعات رفع رسوم الميناء بمقدار العشر ابتداء من الشهر المقبل.",
    "وكان الصيادون قد طلبوا تأجيل القرار إلى الخريف غير أن اقتراحهم لم يحظ بتأييد أغلبية أعضاء المجلس في الجلسة.",
    "وذكرت رئيسة البلدية بأن السد يجب أن يرمم بالكامل قبل وصول عواصف الشتاء التي ألحقت به أضرارا في العام الماضي.",
]
ENGLISH = [
    "The council of the town decided on Tuesday evening, after a long debate, to raise the harbour dues by a tenth.",
    "The fishermen had asked for the measure to be put off until autumn, but their motion found no majority there.",
    "The mayor said that the dike would have to be rebuilt in full before the storms of winter reach the coast.",
]


def paragraphs(texts):
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(head="", body="", texts=ENGLISH, h1="The dues of the harbour rise"):
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>"
        f"<article><h1>{h1}</h1>{body}{paragraphs(texts)}</article></body></html>"
    ).encode()


def linked(*nodes):
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def french_graph():
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Le Courrier du Port", "url": "https://www.courrierduport.example.fr/"},
            {"@type": "BreadcrumbList", "itemListElement": []},
            {
                "@type": ["NewsArticle"],
                "headline": "La taxe du port augmente",
                "datePublished": "2021-03-09T20:15:00+01:00",
                "dateModified": "2021-03-11T08:00:00+01:00",
                "publisher": {"@type": "Organization", "name": "Le Courrier du Port"},
                "comment": [{"@type": "Comment", "datePublished": "2021-03-15T10:00:00+01:00"}],
            },
        ],
    }
    return (
        "<html lang='en'><head><meta charset=utf-8><title>La taxe du port augmente - Le Courrier du Port</title>"
        f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
        "<link rel=canonical href='/local/taxe-du-port'><meta property='og:url' "
        "content='https://www.courrierduport.example.fr/local/taxe-du-port?utm_source=x'></head><body>"
        "<nav><ul><li><a href=/>Accueil</a><li><a href=/sport>Sport</a></ul></nav>"
        "<h1>Le Courrier du Port</h1><main><h1>La taxe du port augmente</h1>"
        f"{paragraphs(FRENCH)}<ul><li>taxe : 110 euros<li>digue : 3 millions</ul></main>"
        "<section class='comments'><p>Jean, le 14 mars 2021 : c'est une honte, on se moque encore de nous !</p>"
        "<time itemprop=datePublished datetime=2021-03-14>14 mars</time></section>"
        "<aside class='related'><h3>À lire aussi</h3>"
        "<p><time pubdate datetime='2019-01-01'>1 janvier 2019</time></p></aside>"
        "<footer>© 2026 Le Courrier du Port</footer></body></html>"
    ).encode()


def spanish_microdata():
    return (
        "<html amp lang=es><head><meta charset='utf-8'><title>Sube la tasa del puerto | El Faro</title>"
        "<meta property='og:site_name' content='El Faro'></head><body itemscope itemtype='https://schema.org/NewsArticle'>"
        "<header><h1 itemprop=headline>Sube la tasa del puerto</h1>"
        "<span itemprop='datePublished' content='2018-11-06T22:40:00+01:00'>6 de noviembre de 2018</span>"
        "<span itemprop='dateModified' content='2018-11-09T10:00:00+01:00'>Actualizado</span></header>"
        f"<div itemprop=articleBody>{paragraphs(SPANISH)}</div>"
        "<div itemscope itemtype='https://schema.org/VideoObject'><meta itemprop='uploadDate' content='2016-01-01'>"
        "<meta itemprop='datePublished' content='2016-01-01'></div></body></html>"
    ).encode()


def german_tables():
    return (
        "<HTML><HEAD><META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=iso-8859-1'>"
        "<TITLE>Hafengebühr steigt - Küstenbote Online</TITLE></HEAD><BODY><TABLE><TR><TD><FONT SIZE=1>"
        "<A HREF=/>Start</A><BR><A HREF=/sport>Sport</A><BR><A HREF=/impressum>Impressum</A></FONT></TD>"
        "<TD><FONT SIZE=5><B>Hafengebühr steigt</B></FONT><P>Veröffentlicht am 10. März 2009, 14:05 Uhr<P>"
        + "<P>".join(GERMAN)
        + "</TD></TR><TR><TD>Copyright 2001-2026 Küstenbote</TD></TR></TABLE></BODY></HTML>"
    ).encode("cp1252")


def russian_lie():
    return (
        "<html><head><meta http-equiv='Content-Type' content='text/html; charset=utf-8'>"
        "<title>Портовый сбор вырастет</title><meta name='application-name' content='Вестник порта'></head><body>"
        "<div class='content'><h1>Портовый сбор вырастет</h1><div class='date'>12 мая 2015, 09:30</div>"
        f"{paragraphs(RUSSIAN)}</div></body></html>"
    ).encode("cp1251")


def turkish_stamps():
    return (
        "<html><head><meta charset='iso-8859-9'><title>Liman harcı artıyor - Liman Postası</title>"
        "<meta property='og:title' content='Liman harcı artıyor - Liman Postası'>"
        "<meta property='og:site_name' content='Liman Postası'>"
        "<meta property='article:modified_time' content='2020-02-09T10:00:00+03:00'></head>"
        "<body><h1>Liman harcı artıyor</h1>"
        "<div class='stamps'>Yayınlanma: 4 Şubat 2020 21:10 | Güncelleme: 9 Şubat 2020 10:00</div>"
        f"{paragraphs(TURKISH)}</body></html>"
    ).encode("cp1254")


def arabic_right_to_left():
    return (
        "<html dir='rtl' lang='en'><head><meta charset='utf-8'><meta property='og:site_name' content='صوت الميناء'>"
        "<meta property='og:title' content='رفع رسوم الميناء في المدينة'>"
        "<meta property='article:published_time' content='2022-09-13T19:00:00+03:00'></head><body>"
        f"<div class='post'><h2>رفع رسوم الميناء في المدينة</h2>{paragraphs(ARABIC)}</div></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("raw", "title", "source", "date", "texts"),
    [
        (french_graph(), "La taxe du port augmente", "Le Courrier du Port", "2021-03-09T20:15:00+01:00", FRENCH),
        (spanish_microdata(), "Sube la tasa del puerto", "El Faro", "2018-11-06T22:40:00+01:00", SPANISH),
        (german_tables(), "Hafengebühr steigt", None, "10. März 2009, 14:05 Uhr", GERMAN),
        (russian_lie(), "Портовый сбор вырастет", "Вестник порта", "12 мая 2015, 09:30", RUSSIAN),
        (turkish_stamps(), "Liman harcı artıyor", "Liman Postası", "4 Şubat 2020 21:10", TURKISH),
        (arabic_right_to_left(), "رفع رسوم الميناء في المدينة", "صوت الميناء", "2022-09-13T19:00:00+03:00", ARABIC),
    ],
    ids=["french", "spanish", "german", "russian", "turkish", "arabic"],
)
def test_pages_of_many_makes_give_title_source_date_and_text(raw, title, source, date, texts):
    fields = page_record(raw).fields
    assert fields["title"] == title
    assert fields.get("source") == source
    assert parse_date(fields["date"]).start == parse_date(date).start is not None
    assert all(text in fields["text"].split("\n\n") for text in texts)
    assert len(fields["text"]) < 1.2 * len("\n\n".join(texts))


def test_menus_comments_and_other_articles_are_no_text_and_lists_are():
    text = page_record(french_graph()).fields["text"]
    assert "- taxe : 110 euros\n- digue : 3 millions" in text
    assert not any(word in text for word in ("Accueil", "honte", "À lire aussi", "2026"))


def test_a_canonical_link_is_made_whole_by_the_pages_own_address():
    record = page_record(french_graph())
    assert record.fields["url"] == "https://www.courrierduport.example.fr/local/taxe-du-port"
    assert record.methods["url"] == "canonical link"
    assert record.methods["date"] == "linked data datePublished"
    assert record.methods["title"] == "heading"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ('<meta name="pubdate" content="2013-05-27">', "", "2013-05-27"),
        ('<meta name="DC.date.issued" content="2013-05-27">', "<p>May 27, 2013, 4:10 PM</p>", "May 27, 2013, 4:10 PM"),
        ('<meta name="parsely-pub-date" content="2013-05-27T10:00:00Z">', "", "2013-05-27T10:00:00Z"),
        ("", "<p><time pubdate datetime='2013-05-27'>yesterday</time></p>", "2013-05-27"),
        ("", "<abbr class=published title='2013-05-27T08:00:00+02:00'>Monday</abbr>", "2013-05-27T08:00:00+02:00"),
        ("", "<p>By Ann Other | May 27, 2013 at 10:15</p>", "May 27, 2013 at 10:15"),
        ("", "<p>Published: 27 May 2013 | Updated: 2 June 2013</p>", "27 May 2013"),
        ('<meta name="date" content="2013-06-02"><meta name="pubdate" content="2013-05-27">', "", "2013-05-27"),
        ("<script>var page = {\"publishedAt\": \"2013-05-27T10:00:00Z\"};</script>", "", "2013-05-27T10:00:00Z"),
        ('<link rel=canonical href="http://news.example.org/2013/05/27/dues">', "", "2013-05-27"),
    ],
)  # fmt: skip
def test_a_date_is_found_where_pages_state_it(head, body, date):
    assert page_record(page(head, body)).fields.get("date") == date


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<p>Updated: 27 May 2013</p>"),
        ('<meta property="article:modified_time" content="2013-05-27T10:15:00Z">', "<p>27 May 2013, 10:15 UTC</p>"),
        ('<meta property="article:modified_time" content="2013-05-27">', ""),
        ("", "<footer><p>Copyright 27 May 2013</p></footer>"),
        ("", "<figure><figcaption>The dike on 3 May 2013</figcaption></figure>"),
        ("", "<p>The dike had been built in haste by the men of the town on 3 May 1953, after the flood.</p>"),
        ("", "<div class='comments'><p>Published on 3 May 2013</p></div>"),
        ("", "<div class='related'><time datetime='2013-05-03'>3 May</time></div>"),
        ('<meta property="video:release_date" content="2013-05-27">', ""),
        ("", "<div class='weather'>Today, 27 May 2013</div>"),
        (
            '<script type="application/ld+json">{"@type": "MusicEvent", "startDate": "2013-05-27T19:00"}</script>',
            '<time datetime="2013-05-27T19:00">Monday 27 May, 19:00</time>',
        ),
        ('<meta property="article:published_time" content="2013-05-27"><meta name="pubdate" content="2011-01-02">', ""),
        (
            '<meta name="date" content="2020-01-01"><meta property="og:url" content="http://a.example.org/2013/05/27/b">',
            "",
        ),
    ],
)
def test_a_date_that_is_another_or_is_contradicted_is_none(head, body):
    assert "date" not in page_record(page(head, body)).fields


def test_a_labelled_stamp_far_from_the_headline_counts_only_without_a_nearer_date():
    far = "Published: 3 May 2013"
    assert page_record(page("", texts=[*ENGLISH, far])).fields["date"] == "3 May 2013"
    assert page_record(page("", "<p>27 May 2013</p>", [*ENGLISH, far])).fields["date"] == "27 May 2013"


def test_a_contradiction_and_a_lone_update_are_told():
    contradicted = page_record(
        page('<meta property="article:published_time" content="2013-05-27"><meta name="pubdate" content="2011-01-02">')
    )
    assert "from 2011-01-02 to 2013-05-27" in contradicted.warning
    assert "last changed" in page_record(page("", "<p>Updated: 27 May 2013</p>")).warning


def test_one_moment_in_two_time_zones_is_no_contradiction():
    head = (
        '<meta property="article:published_time" content="2015-04-07T03:42:00Z">'
        '<meta name="publish_date" content="2015-04-06T23:42:00-04:00">'
    )
    assert page_record(page(head)).fields["date"] == "2015-04-07T03:42:00Z"


@pytest.mark.parametrize(
    ("title", "h1", "expected"),
    [
        ("Dues rise | Harbour Post", "Dues rise", "Dues rise"),
        ("Harbour Post - Dues rise - by how much?", None, "Dues rise - by how much?"),
        ("Dues rise: what now? - Local - Harbour Post", "Dues rise: what now?", "Dues rise: what now?"),
        ("Dues rise – HarbourPost.example.org", None, "Dues rise"),
        ("Dues rise", "Harbour Post", "Dues rise"),
    ],
)
def test_a_title_is_the_headline_without_the_sites_name(title, h1, expected):
    head = f"<title>{title}</title><meta property='og:site_name' content='Harbour Post'>"
    raw = page(head, h1=h1 or "").replace(b"<h1></h1>", b"")
    assert page_record(raw).fields["title"] == expected


def test_the_end_of_the_title_is_the_source_only_if_it_is_the_domains_name():
    link = "<link rel=canonical href='https://www.lecourrier.fr/a/b'>"
    assert page_record(page(f"<title>Dues - Le Courrier</title>{link}")).fields["source"] == "Le Courrier"
    assert "source" not in page_record(page(f"<title>Dues - a tenth more</title>{link}")).fields


def test_a_page_saved_by_a_browser_keeps_the_address_it_came_from():
    raw = page().replace(b"<html>", b"<!-- saved from url=(0042)https://news.example.org/a/dues --><html>")
    assert page_record(raw).fields["url"] == "https://news.example.org/a/dues"


def test_a_shell_without_a_body_is_read_from_its_linked_data():
    node = {"@type": "NewsArticle", "headline": "Dues rise", "articleBody": "\n".join(ENGLISH)}
    raw = f"<html><head>{linked(node)}</head><body><div id=app></div><noscript>Turn on scripts</noscript></body></html>"
    record = page_record(raw.encode())
    assert record.fields["text"] == "\n\n".join(ENGLISH)
    assert record.methods["text"] == "linked data articleBody"


def test_paragraphs_that_extraction_misses_are_kept():
    body = f"<div>{ENGLISH[0]}<p>{ENGLISH[1]}</p>{ENGLISH[2]}</div>"
    record = page_record(f"<html><body><h1>Dues</h1>{body}</body></html>".encode())
    assert record.fields["text"].split("\n\n") == ENGLISH


@pytest.mark.parametrize(
    "raw",
    [
        b"<html><frameset><frame src=a.html></frameset></html>",
        b"<html><body><nav><a href=/a>News</a><a href=/b>Sport</a></nav></body></html>",
        b"<html><body><script>document.write('text')</script></body></html>",
    ],
)
def test_a_page_without_an_article_is_rejected_in_words(raw):
    assert page_record(raw, row=3).rejected == NO_TEXT
    with pytest.raises(UnreadableFile, match=NO_TEXT):
        list(read_page(Item("a.html", Path("a.html"), lambda: io.BytesIO(raw))))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp1252"])
def test_an_undeclared_encoding_is_found(codec):
    texts = FRENCH if codec == "cp1252" else RUSSIAN
    raw = f"<html><body><h1>—</h1>{paragraphs(texts * 2)}</body></html>".encode(codec, "xmlcharrefreplace")
    assert all(text.replace("\n", " ") in page_record(raw).fields["text"] for text in texts)


def test_a_wrong_western_charset_does_not_garble_another_alphabet():
    raw = f"<meta charset=iso-8859-1><body><h1>Порт</h1>{paragraphs(RUSSIAN * 2)}".encode("cp1251")
    record = page_record(raw, declared_encoding="ISO-8859-1")
    assert RUSSIAN[0] in record.fields["text"]
    assert (
        record.warning == "declared as ISO-8859-1, which does not fit: read as Windows-1251, some letters may be wrong"
    )


def test_who_sent_the_page_is_believed_before_the_page_itself():
    raw = f"<meta charset=koi8-r><body><h1>Порт</h1>{paragraphs(RUSSIAN)}".encode("cp1251")
    assert RUSSIAN[0] in page_record(raw, declared_encoding="windows-1251").fields["text"]


TEXT = " ".join(ENGLISH)


@pytest.mark.parametrize(
    "raw",
    [
        "<div>" * 10_000 + TEXT,
        "<table><tr><td>" * 10_000 + TEXT,
        "<ul><li><b><i>" * 5_000 + TEXT,
        "<font>" * 10_000 + TEXT,
        "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{TEXT}</div>",
        f"<p>{TEXT}\0</p><p>\0{TEXT}",
        f"<p><b><i><div><span>{TEXT}<table><p>{TEXT}",
        f"<script type='application/ld+json'>{'[' * 100_000}</script><p>{TEXT}</p>",
        f"<title>{' - '.join(['ab'] * 20_000)}</title><p>{TEXT}</p>",
        f"<meta name=date content='{'1' * 1_000_000}'><p>{TEXT}</p>",
        "<h1>Dues of the harbour</h1>" + "<time datetime=2020-01-01>x</time>" * 20_000 + TEXT,
        f"<p>{TEXT}</p>" * 3_000,
    ],
    ids=["div", "tables", "lists", "font", "attributes", "nul", "unclosed", "json", "title", "date", "times", "long"],
)
def test_hostile_pages_are_read_in_bounded_time(raw):
    with at_most(20):
        assert ENGLISH[1] in page_record(raw.encode()).fields["text"]


def test_text_nested_too_deeply_is_kept_with_a_warning():
    record = page_record(f"<h1>Dues</h1>{'<div>' * 10_000}{TEXT}".encode())
    assert "nested too deeply" in record.warning


def test_a_page_above_the_limit_is_refused_in_words():
    raw = b"<p>" + b"a " * (11 << 20)
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        page_record(raw)


tags = st.sampled_from(
    ["<p>", "</p>", "<div", ">", "<time datetime=", "2020-01-01", "<h1>", "</h1>", "<meta name=date content='", "'",
     "<title>", " - ", "<script type='application/ld+json'>", '{"@type": "NewsArticle", "datePublished": [', "]}",
     "</script>", "<!--", "-->", "&#0;", "\0", "\ud800", "é", "<link rel=canonical href=http://[", "<br>", TEXT]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(tags, max_size=40).map("".join).map(lambda s: s.encode("utf-8", "surrogatepass")) | st.binary())
def test_any_bytes_are_read_or_refused_in_words(raw):
    try:
        record = page_record(raw)
    except UnreadableFile:
        return
    assert record.rejected or record.fields["text"].strip()
    assert all(record.fields.values())
    assert set(record.methods) == set(record.fields)


def test_a_site_that_writes_its_own_name_for_a_title_has_its_headline_read():
    body = "".join(
        f"<p>{line}</p>"
        for line in (
            "The harbour was closed on Monday after the storm broke three cranes and a ferry, the port authority said.",
            "Fishermen who had waited since dawn were sent home; the ministry said that it would pay them for it.",
            "The mayor promised that the work would be done before the winter, and that nobody would lose a place.",
            "© 2025 The Gullhaven Courier. All rights reserved.",
        )
    )
    page = f"<html><head><title>The Gullhaven Courier</title></head><body>{{}}{body}</body></html>"
    record = page_record(page.format("<h1>Three cranes down as storm hits harbour</h1>").encode())
    assert record.fields["title"] == "Three cranes down as storm hits harbour"
    assert "rights reserved" not in record.fields["text"]
    record = page_record(page.format("<h1>Lighthouse Weekly</h1>").encode())
    assert record.fields["title"] == "The Gullhaven Courier"


@pytest.mark.parametrize(
    ("language", "paragraphs", "stamp", "day"),
    [
        ("fr", FRENCH, "Publié le 11/03/2025", "2025-03-11"),
        ("fr", FRENCH, "Publié le 11/03/2025 à 08h30, mis à jour le 13/03/2025", "2025-03-11"),
        ("", FRENCH, "Publié le 11/03/2025", "2025-03-11"),
        ("es-ES", SPANISH, "Publicado: 11/03/2025", "2025-03-11"),
        ("de", GERMAN, "Veröffentlicht am 11/03/2025", "2025-03-11"),
        ("tr", TURKISH, "Yayınlanma tarihi: 11/03/2025", "2025-03-11"),
        ("en-GB", ENGLISH, "Published: 11/03/2025", "2025-03-11"),
        ("en-US", ENGLISH, "Published: 11/03/2025", None),  # so many pages from elsewhere call themselves
        ("", ENGLISH, "Published: 11/03/2025", None),
    ],
)
def test_days_in_figures_are_read_as_the_language_of_the_page_writes_them(tmp_path, language, paragraphs, stamp, day):
    said = f' lang="{language}"' if language else ""
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    page = f"<html{said}><title>Port</title><body><h1>{paragraphs[0][:40]}</h1><p>{stamp}</p>{told}</body></html>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    (document,) = ingest([tmp_path]).documents.to_pylist()
    published = document["published"]
    assert (published and published.date().isoformat()) == day
    assert any("two days" in warning for warning in document["warnings"]) == (day is None)
