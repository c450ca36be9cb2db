"""Press reviews: each article of a document is a document with its outlet and day, wherever the line that says so."""

from pathlib import Path
from textwrap import wrap

import pytest

from filrouge.ingest.profiles.press_review import is_contents
from tests.effort import at_most
from tests.unit.ingest.formats.press.files import WRITERS
from tests.unit.ingest.formats.test_papers import pdf
from tests.unit.reading import ingest

FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the inspection.",
    "The port said that the repairs would take three weeks, and that buses would run from the quay until then.",
]
TURM = [
    "Der Wasserturm von Oberlauten wird im Herbst saniert, teilte die Gemeinde am Montag im Rathaus den Bürgern mit.",
    "Die Kosten von zwei Millionen Euro trägt zur Hälfte das Land, den Rest zahlt die Stadt selbst bis zum Herbst.",
]
CLOCHER = [
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne dernier.",
    "Les travaux commenceront en mars, a dit la maire, si l'entreprise tient ses délais et si le temps le permet.",
]
ARTICLES = [
    ("Ferry laid up", "Marlow Observer", "2024-05-17", FERRY),
    ("Turm wird saniert", "Lautener Bote", "2024-05-18", TURM),
    ("Un crédit pour le clocher", "L'Écho de Brévannes", "2024-05-18", CLOCHER),
]
DAYS = {
    "en": {"2024-05-17": "17 May 2024", "2024-05-18": "May 18, 2024"},
    "de": {"2024-05-17": "17.05.2024", "2024-05-18": "18. Mai 2024"},
    "fr": {"2024-05-17": "vendredi 17 mai 2024", "2024-05-18": "18 mai 2024"},
    "es": {"2024-05-17": "17 de mayo de 2024", "2024-05-18": "18/05/2024"},
}
LISTED = ["Contents", *(f"{title} {'.' * 30} {n}" for n, (title, *_) in enumerate(ARTICLES, 2))]
LAYOUTS = {
    "outlet and day, then the title": (["Press review", *LISTED], lambda t, s, d, x: [f"{s} - {d}", t, *x], "en"),
    "outlet above day, then the title": (["Revue de presse"], lambda t, s, d, x: [s, d, t, *x], "fr"),
    "title, then outlet, day and page": (["Pressespiegel"], lambda t, s, d, x: [t, f"{s}, {d}, S. 4", *x], "de"),
    "title, then day and outlet": (LISTED, lambda t, s, d, x: [t, f"{d} | {s}", *x], "es"),
    "outlet and day below": (["Revue de presse", "Mai 2024"], lambda t, s, d, x: [t, *x, f"{s}, {d}"], "fr"),
    "in brackets": (["Rassegna stampa"], lambda t, s, d, x: [t, f"({s}, {d})", *x], "es"),
}


def lines(layout: str) -> list[str]:
    head, body, language = LAYOUTS[layout]
    return [*head, "", *(line for t, s, d, x in ARTICLES for line in (*body(t, s, DAYS[language][d], x), ""))]


def as_pdf(lines: list[str]) -> bytes:
    rows = [row for line in lines for row in (wrap(line, 90) or [""])]
    return pdf([rows[n : n + 50] for n in range(0, len(rows), 50)])


@pytest.mark.parametrize("kind", ["docx", "rtf", "pdf", "txt"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_article_is_a_document(tmp_path: Path, layout: str, kind: str):
    path = tmp_path / f"review.{kind}"
    path.write_bytes(as_pdf(lines(layout)) if kind == "pdf" else WRITERS[kind](lines(layout)))
    read = ingest([path])
    rows = read.documents.to_pylist()
    assert [(r["title"], r["source"], f"{r['published']:%Y-%m-%d}") for r in rows] == [a[:3] for a in ARTICLES]
    assert [text.split("\n") for text in read.texts["text"].to_pylist()] == [a[3] for a in ARTICLES]
    assert read.report.files[0].profile == "Press review: articles"
    if "page" in layout:
        assert {r["page"] for r in rows} == {"4"}


RIGHTS = {
    "wiso or GENIOS: articles": "Alle Rechte vorbehalten: (c) Verlag",
    "Retriever: articles": "Alle artikler er beskyttet av lov om opphavsrett. Artikler må ikke videreformidles utenfor"
    " egen organisasjon uten godkjenning fra Retriever.",
    "Infomedia: articles": "Alt materiale i Infomedia er omfattet af lov om ophavsret og må ikke kopieres.",
}
DATABASES = {
    "wiso or GENIOS: articles": lambda t, s, d, x: [
        t, f"{s} vom {d}, Nr. 59, S. 4 / Region", "von Ida Wirt", *x, f"Quelle: {s} vom {d}, Nr. 59, S. 4",
        "Ressort: Region",
        "Dokumentnummer: A12", "Dauerhafte Adresse des Dokuments:", "https://www.wiso-net.de/document/MO__A12",
    ],
    "Retriever: articles": lambda t, s, d, x: [
        t, f"{s}. Publisert på nett {d} 08:14. ", *x, f"© {s}", "Se webartikkelen på http://ret.nu/ab12"],
    "Infomedia: articles": lambda t, s, d, x: [t, f"{d}, {s}, side 4, Bo Holm, 62 ord, Artikel-id: e9a1b2c3", *x],
}  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("database", DATABASES)
def test_databases_that_write_as_press_reviews_do(tmp_path: Path, database: str, n: int):
    written = [[*DATABASES[database](t, s, DAYS["de"][d], x), RIGHTS[database], ""] for t, s, d, x in ARTICLES[:n]]
    (tmp_path / "a.txt").write_text("\n".join(line for lines in written for line in lines), "utf-8")
    read = ingest([tmp_path / "a.txt"])
    rows = read.documents.to_pylist()
    assert [(r["title"], r["source"], f"{r['published']:%Y-%m-%d}") for r in rows] == [a[:3] for a in ARTICLES[:n]]
    assert [text.split("\n") for text in read.texts["text"].to_pylist()] == [a[3] for a in ARTICLES[:n]]
    (file,) = read.report.files
    assert (file.profile, file.balance.left) == (database, 0)


def test_a_review_whose_articles_name_no_outlet_is_said_aloud(tmp_path: Path):
    text = "\n\n".join(["Revue de presse", *LISTED, *(line for t, _, _, x in ARTICLES for line in (t, *x))])
    (tmp_path / "review.docx").write_bytes(WRITERS["docx"](text.split("\n\n")))
    read = ingest([tmp_path / "review.docx"])
    assert read.documents.num_rows == 1
    assert "looks like 3 records (a press review: its table of contents)" in read.report.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        ["Ferry laid up", "Marlow Observer, 17 May 2024", *FERRY, "Marlow, 17 May 2024"],
        ["Press review on the radio", *FERRY, "“It was in the Marlow Observer, 17 May 2024, and nowhere else.”", *TURM],
    ],
)
def test_one_article_is_no_press_review(tmp_path: Path, text: list[str]):
    (tmp_path / "a.docx").write_bytes(WRITERS["docx"](text))
    assert ingest([tmp_path / "a.docx"]).documents.num_rows == 1


@pytest.mark.parametrize("leader", [".", " .", " ", "\t", "…", "_"])
def test_a_leader_that_leads_to_no_page_costs_nothing(leader: str):
    line = f"Ferry laid up{leader * 200}"[:200]
    with at_most(0.5):
        assert not any(is_contents(f"{line}x") for _ in range(20))
    assert is_contents(f"{line} 4")
