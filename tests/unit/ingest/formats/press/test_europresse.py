"""Europresse: new pages, old ones and texts, of one article and of many."""

import base64

import pytest

from tests.unit.ingest.formats.press.files import write
from tests.unit.reading import ingest

CLOCHER = [
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne dernier.",
    (
        "Le maire a précisé que les travaux commenceraient en avril et que la place resterait ouverte aux piétons, "
        "sauf les jours de marché, et que l'école ne serait pas touchée par le chantier."
    ),
]
FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the yearly inspection.",
    (
        "The harbour board said that a smaller boat would carry passengers until the ramps were replaced in autumn, "
        "and that it would leave the pier every hour from six in the morning until ten at night."
    ),
]
ARTICLES = [  # title, publication as written, header, author, text; source, date, section, page
    ("Un crédit pour le clocher", "L'Écho de Brévannes, no. 4301", "Région, jeudi 6 juin 2024 434 mots, p. 04",
     "Luc Fontan", CLOCHER, "L'Écho de Brévannes", "2024-06-06", "Région", "04"),
    ("Ferry at Marlow laid up", "Marlow Observer (web site)", "World, Friday, May 17, 2024 - 06:40 UTC +01:00",
     "Ada Quill", FERRY, "Marlow Observer (web site)", "2024-05-17", "World", None),
    ("Le clocher, suite", "Le Matin de Brévannes", "mercredi 3 juillet 2024", "", CLOCHER[::-1],
     "Le Matin de Brévannes", "2024-07-03", None, None),
]  # fmt: skip
FOOT = (
    "<footer><div class='publiC'><div class='apd-wrapper'>Cet article est paru dans <b>{source}</b></div>"
    "<div class='publiC-lblCertificatIssuedTo'>© 2024 {source}. Tous droits réservés.</div>Ce certificat est émis à <b>"
    "Bibliothèque</b> le 2024-09-30 à des fins de visualisation personnelle.<div class='publiC-lblNodoc'>{id}</div>"
    "</div></footer>"
)


def number(article) -> str:
    return f"news·{article[6].replace('-', '')}·EB·0042"


def modern(article) -> str:
    title, publication, header, author, text, *_ = article
    return (
        "<article><header><div class='rdp__DocPublicationName'><img src='x.gif'><span class='DocPublicationName'>"
        f"{publication}</span></div>\n<div><span class='DocHeader'>{header}</span></div><div class='titreArticle'>"
        f"<p class='sm-margin-TopNews titreArticleVisu rdp__articletitle'>{title}</p></div>"
        + (f"<p class='sm-margin-TopNews docAuthors'>{author}</p>" if author else "")
        + "</header><section><div class='DocText clearfix'><div class='docOcurrContainer'>"
        + "".join(f"<p>{line.replace('jeudi', '<mark>jeudi</mark>')}</p>" for line in text)
        + "</div></div></section>"
        + FOOT.format(source=publication, id=number(article))
        + "</article>"
    )


def older(article) -> str:
    title, publication, header, author, text, *_ = article
    parts = "".join(f"<span class='DocHeader'>{part}</span>" for part in header.split("|"))
    return (
        "<table style='width: 96%;'><tr><td><table id='tbHeaderImages'><tr><td><img src='x.gif'><br>"
        f"</td></tr></table><span class='DocPublicationName'>{publication}</span><br>{parts}<br><br>"
        f"<span class='TitreArticleVisu'>{title.replace('clocher', '<span style=x>clocher</span>')}</span><br><br>"
        + (f"{author}<br><p></p>" if author else "<p></p>")
        + "<p></p>".join(line.replace("jeudi", "<font style='font-weight:bold'>jeudi</font>") for line in text)
        + f"<p></p><b><i>© 2024 Presse. Tous droits réservés.</i></b><p></p>Numéro de document : {number(article)}"
        f"<table><tr> <td><img src='y.gif' alt='PubliC'>{number(article)}</td></tr><tr> <td>Ce certificat est "
        "émis à <b>Bibliothèque</b> à des fins de visualisation personnelle et temporaire.</td></tr><tr><td>Date "
        "d'émission : <b>2024-09-30</b></td></tr><tr><td>Le présent document est protégé par les lois et conventions "
        "internationales sur le droit d'auteur et son utilisation est régie par elles.</td></tr></table>"
        "</td></tr></table>\n<p><br><br>"
    )


def lines(article) -> list[str]:
    title, publication, header, author, text, *_ = article
    return [
        publication, header, "", title, "", *([author, ""] if author else []), *text, "",
        "© 2024 Presse. Tous droits réservés.", f"Numéro de document : {number(article)}", "",
        "Ce certificat est émis à Bibliothèque à des fins de visualisation personnelle et temporaire.",
        "Date d'émission : 2024-09-30", "",
    ]  # fmt: skip


def check(result, articles=ARTICLES) -> None:
    rows = result.documents.to_pylist()
    wanted = [(a[0], a[5], a[6], a[3] or None, a[7], a[8]) for a in articles]
    day = [row["published"] and row["published"].strftime("%Y-%m-%d") for row in rows]
    found = [
        (r["title"], r["source"], d, r["author"], r.get("section"), r.get("page"))
        for r, d in zip(rows, day, strict=True)
    ]
    assert found == wanted
    assert result.texts["text"].to_pylist() == ["\n".join(a[4]) for a in articles]
    assert result.report.files[0].profile == "Europresse: articles"
    assert result.report.n_rejected == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("articles", [ARTICLES, ARTICLES[:1]])
def test_pages_of_article_elements(tmp_path, articles, encoding):
    page = "<!DOCTYPE html><html><head><title>Europresse</title><style>.a{}</style></head><body><p>Sommaire</p>"
    page += "".join(map(modern, articles)) + "</body></html>"
    (tmp_path / "biblio.HTML").write_bytes(page.encode(encoding, "xmlcharrefreplace"))
    check(ingest([tmp_path / "biblio.HTML"]), articles)


def test_a_page_saved_as_mhtml(tmp_path):
    page = f"<html><head><title>Europresse</title></head><body>{''.join(map(modern, ARTICLES))}</body></html>"
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://base.example/Pdf\r\nMIME-Version: 1.0\r\n"
    head += (
        'Content-Type: multipart/related; type="text/html"; boundary="bound"\r\n\r\n--bound\r\nContent-Type: text/html'
    )
    head += "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    body = base64.encodebytes(page.encode()).decode()
    (tmp_path / "page.mhtml").write_text(f"{head}{body}\r\n--bound--\r\n", "ascii")
    check(ingest([tmp_path / "page.mhtml"]))


@pytest.mark.parametrize("articles", [ARTICLES, ARTICLES[:1]])
def test_older_pages_of_tables(tmp_path, articles):
    page = (
        "<html xmlns:n1='http://www.cedrom.example/news.xsd'><head><META http-equiv='Content-Type' content='text/html; "
    )
    page += "charset=ISO-8859-1'></head><body><form><input type='button' value='Sauvegarder'/></form>"
    page += "".join(map(older, articles)) + "</body></html>"
    (tmp_path / "old.html").write_bytes(page.encode("latin-1"))
    check(ingest([tmp_path / "old.html"]), articles)


@pytest.mark.parametrize("kind", ["txt", "rtf", "docx"])
@pytest.mark.parametrize("articles", [ARTICLES, ARTICLES[:1]])
def test_texts_one_below_the_other(tmp_path, kind, articles):
    check(ingest([write(tmp_path, kind, [line for article in articles for line in lines(article)])]), articles)


def test_five_hundred_articles_in_bounded_memory(tmp_path):
    import tracemalloc

    from filrouge.ingest.formats.press import europresse
    from filrouge.ingest.record import Item

    long = [line * 20 for line in CLOCHER]
    path = tmp_path / "many.html"
    articles = [(f"Clocher {n}", *ARTICLES[0][1:4], [f"{n} {long[0]}"], *ARTICLES[0][5:]) for n in range(500)]
    path.write_text(f"<html><body>{''.join(map(modern, articles))}</body></html>", "utf-8")
    item = Item("many.html", path, lambda: path.open("rb"))
    tracemalloc.start()
    titles = {record.fields["title"] for record in europresse.read(item, "html") if record.row}
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(titles) == 500
    assert peak < 30 << 20
