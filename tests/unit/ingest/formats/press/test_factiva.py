"""Factiva: with field codes and without, in HTML, rich text, Word and text; and its XML."""

from html import escape
from textwrap import wrap

import pytest

from tests.unit.ingest.formats.press.files import write
from tests.unit.reading import ingest

FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the yearly inspection.",
    "IN a letter the harbour board said that a smaller boat would carry passengers until the ramps were replaced.",
    "Its pilots are to be trained in June.",
]
CLOCHER = [
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne dernier.",
    "Le maire a précisé que les travaux commenceraient en avril et que la place resterait ouverte aux piétons.",
]
TURM = [
    "Der Stadtrat von Altenfurt hat am Donnerstag die Sanierung des Wasserturms beschlossen, der lange leer steht.",
    "Die Arbeiten sollen im Sommer beginnen und werden nach Angaben der Verwaltung zwei Jahre in Anspruch nehmen.",
]
ARTICLES = [
    {"SE": "News", "HD": "Ferry at Marlow laid up after inspection", "BY": "By Ada Quill", "WC": "1,043 words",
     "PD": "17 May 2024", "ET": "06:40", "SN": "Marlow Observer", "SC": "MAROBS", "PG": "A12", "LA": "English",
     "CY": "Copyright 2024. Observer Group. All Rights Reserved.", "LP": FERRY[:1], "TD": FERRY[1:],
     "NS": "gtran : Transport | gcat : Political/General News", "RE": "uk : United Kingdom", "PUB": "Observer Group",
     "AN": "Document MAROBS0020240517ek5h0001p"},
    {"HD": "Un crédit pour le clocher", "WC": "295 mots", "PD": "6 juin 2024", "SN": "L'Écho de Brévannes",
     "SC": "ECHBRV", "LA": "Français", "CY": "(c) 2024 Presse de Brévannes.", "LP": CLOCHER[:1], "TD": CLOCHER[1:],
     "AN": "Document ECHBRV0020240606ek660003l"},
    {"HD": "Wasserturm wird saniert", "BY": "Von Ute Brandt", "WC": "440 Wörter", "PD": "7 März 2024",
     "SN": "Altenfurter Anzeiger", "SC": "ALTANZ", "PG": "9", "LA": "Deutsch", "CY": "(c) 2024 Anzeiger GmbH",
     "LP": TURM[:1], "TD": TURM[1:], "AN": "Dokument ALTANZ0020240307ek370009c"},
]  # fmt: skip
WANTED = [
    ("Ferry at Marlow laid up after inspection", "Marlow Observer", "2024-05-17", "Ada Quill", "A12", "en", FERRY),
    ("Un crédit pour le clocher", "L'Écho de Brévannes", "2024-06-06", None, None, "fr", CLOCHER),
    ("Wasserturm wird saniert", "Altenfurter Anzeiger", "2024-03-07", "Ute Brandt", "9", "de", TURM),
]
STYLE = "<style>" + ".icon a{display:block;}" * 5000 + "</style>"
SUMMARY = ["Search Summary", "Text", "ferry or clocher or wasserturm", "Date", "In the last year"]


def listed(value) -> list[str]:
    return value if isinstance(value, list) else [value]


def check(result, n=3) -> None:
    rows, texts = result.documents.to_pylist(), result.texts["text"].to_pylist()
    found = [
        (*(row.get(name) for name in ("title", "source", "author", "page", "language")), f"{row['published']:%F}", text)
        for row, text in zip(rows, texts, strict=True)
    ]
    wanted = [(w[0], w[1], *w[3:6], w[2], " ".join(w[6])) for w in WANTED[:n]]
    assert [(*fields, " ".join(text.split())) for *fields, text in found] == wanted
    assert result.report.n_rejected == 0
    assert result.report.files[0].profile.startswith("Factiva: articles")


def coded_html(article: dict) -> str:
    rows = ""
    for code, value in article.items():
        if code in {"LP", "TD"}:
            paragraphs = "".join(f'<p class="articleParagraph enarticleParagraph">{escape(p)}</p>\n' for p in value)
            rows += f'<tr><td class="index"><p><b>{code}</b>&nbsp;</p></td><td>{paragraphs}</td></tr>'
        else:
            br = "<br/>" if code in {"NS", "RE", "PUB", "AN"} else ""
            rows += f'<tr><td class="index">{br}<b>{code}</b>&nbsp;</td><td>{br}{escape(value)}\n</td></tr>'
    return f'<div class="article enArticle"><table>{rows}</table><br/></div><br/><span></span>'


def plain_html(article: dict) -> str:
    head = "".join(
        f"<div>{escape(article[code])}</div>"
        for code in ("WC", "PD", "ET", "SN", "SC", "PG", "LA", "CY")
        if code in article
    )
    text = "".join(f'<p class="articleParagraph">\n{escape(p)}\n</p>' for code in ("LP", "TD") for p in article[code])
    author = f'<div class="author">\n{article["BY"]}\n</div>' if "BY" in article else ""
    section = f"<div>{article['SE']}</div>" if "SE" in article else ""
    return (
        f'<div id="article-x" class="article"><div class="article enArticle"><p>{section}<div id="hd">'
        f"<span class='enHeadline'>\n{article['HD']}\n</span></div>{author}{head}</p>{text}"
        f"<p>{article['AN']}</p></div></div><br/><span></span>"
    )


def plain_lines(article: dict) -> list[str]:
    return [line for code, value in article.items() if code not in {"NS", "RE", "PUB"} for line in (*listed(value), "")]


@pytest.mark.parametrize("as_html", [coded_html, plain_html])
@pytest.mark.parametrize("n", [1, 3])
def test_pages(tmp_path, as_html, n):
    page = f"<!DOCTYPE html><html><head><title>Factiva</title>{STYLE}</head><body><h1>Factiva</h1>"
    page += "".join(map(as_html, ARTICLES[:n])) + f"<p>{'</p><p>'.join(SUMMARY)}</p>"
    page += "<div>© 2024 Factiva, Inc. All rights reserved.</div></body></html>"
    (tmp_path / "Factiva.html").write_text(page, "utf-8")
    check(ingest([tmp_path / "Factiva.html"]), n)


@pytest.mark.parametrize("kind", ["txt", "rtf", "docx"])
@pytest.mark.parametrize("n", [1, 3])
def test_articles_without_codes(tmp_path, kind, n):
    lines = [
        line
        for article in ARTICLES[:n]
        for line in (*plain_lines(article), "Page 1 of 3 © 2024 Factiva, Inc. All rights reserved.")
    ]
    check(ingest([write(tmp_path, kind, [*lines, *(SUMMARY if n > 1 else [])])]), n)


@pytest.mark.parametrize(
    ("kind", "between"), [("txt", "\t"), ("txt", "  "), ("txt", " "), ("rtf", "\t"), ("docx", "\t")]
)
def test_codes_before_the_lines(tmp_path, kind, between):
    lines = []
    for article in ARTICLES:
        for code, value in article.items():
            first, *rest = listed(value)
            lines += [f"{code}{between}{first}", "", *(line for more in rest for line in (more, ""))]
    check(ingest([write(tmp_path, kind, lines)]))


def test_codes_before_lines_of_one_width(tmp_path):
    lines = []
    for article in ARTICLES:
        for code, value in article.items():
            first, *rest = listed(value)
            lines += [*wrap(f"{code}  {first}", 78), ""]
            lines += [
                line for more in rest for line in (*wrap(more, 78, initial_indent="    ", subsequent_indent="    "), "")
            ]
    check(ingest([write(tmp_path, "txt", lines)]))


def test_codes_in_tables_of_word(tmp_path):
    import docx

    document = docx.Document()
    for article in ARTICLES:
        table = document.add_table(rows=0, cols=2)
        for code, value in article.items():
            cells = table.add_row().cells
            cells[0].text = code
            cells[1].text = listed(value)[0]
            for more in listed(value)[1:]:
                cells[1].add_paragraph(more)
    document.save(str(tmp_path / "factiva.docx"))
    check(ingest([tmp_path / "factiva.docx"]))


def test_codes_in_tables_of_rich_text(tmp_path):
    def shown(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    rows = ""
    for article in ARTICLES:
        for code, value in article.items():
            cell = r"\par ".join(map(shown, listed(value)))
            rows += rf"\trowd\cellx900\cellx9000\intbl {{\b {code}}}\cell {cell}\cell\row" + "\n"
        rows += r"\pard\par" + "\n"
    (tmp_path / "Factiva.rtf").write_text(rf"{{\rtf1\ansi\uc1{{\fonttbl{{\f0 Arial;}}}}\f0 {rows}}}", "ascii")
    check(ingest([tmp_path / "Factiva.rtf"]))


@pytest.mark.parametrize("date", ["<dateTime>{}T01:35:58Z</dateTime>", "<date>{}</date>"])
@pytest.mark.parametrize("namespace", ["", ' xmlns="http://global.factiva.example/pps/2.0"'])
def test_xml(tmp_path, date, namespace):
    def article(a, wanted):
        paragraphs = {
            code: "".join(f"\n<paragraph>{escape(p).replace('jeudi', '<hlt>jeudi</hlt>')}</paragraph>" for p in a[code])
            for code in ("LP", "TD")
        }
        byline = f"<byline>{a['BY']}</byline>" if "BY" in a else ""
        return (
            f"<ppsarticle>\n<article>\n<accessionNo>{a['AN'].split()[1]}</accessionNo><baseLanguage>{wanted[5].upper()}"
            f"</baseLanguage>{byline}<copyright>(c) 2024 Company</copyright><headline><paragraph lang='EN'>{a['HD']}"
            f"</paragraph></headline><leadParagraph>{paragraphs['LP']}</leadParagraph><pages>{a.get('PG', '')}</pages>"
            f"<publicationDate>{date.format(wanted[2])}</publicationDate><publisherName>Company</publisherName>"
            f"<sourceName>{a['SN']}</sourceName><region code='usa'><name>Elsewhere</name></region>"
            f"<tailParagraphs>{paragraphs['TD']}</tailParagraphs><wordCount>120</wordCount></article></ppsarticle>"
        )

    markup = (
        f"<?xml version='1.0' encoding='utf-8'?>\n<PPSResponse><ppsArticleResponse{namespace}><ppsarticleResultSet>"
    )
    markup += "".join(map(article, ARTICLES, WANTED)) + "</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
    (tmp_path / "factiva.xml").write_text(markup, "utf-8")
    check(ingest([tmp_path / "factiva.xml"]))


@pytest.mark.parametrize("outlet", ["El Faro", "La Voz", "Le Phare", "Is Sardu"])
@pytest.mark.parametrize("page", ["", "3"])
def test_an_outlet_whose_name_begins_as_a_code_of_a_language_is_no_language(tmp_path, outlet, page):
    body = "El muelle se ampliará cuatro metros, después de dos inviernos en los que no pudo atracar el barco."
    head = ["El muelle se ampliará", "Por Ida Brandt", "120 palabras", "12 marzo 2024", outlet, "ELFA", page, "Español"]
    lines = [*filter(None, head), "Copyright 2024 Faro SA", "", body, "", "Documento ELFA000020240312ek3c0001"]
    (document,) = ingest([write(tmp_path, "txt", lines)]).documents.to_pylist()
    said = {name: document[name] for name in ("source", "language", "author", "title")}
    assert said == {"source": outlet, "language": "es", "author": "Ida Brandt", "title": head[0]}
