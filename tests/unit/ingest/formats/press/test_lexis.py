"""LexisNexis and Nexis Uni in their kinds of file, layouts and languages."""

from pathlib import Path
from textwrap import wrap

import pytest

from tests.effort import at_most
from tests.unit.ingest.formats.press.files import WRITERS, write
from tests.unit.ingest.formats.test_papers import pdf
from tests.unit.reading import ingest

FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the yearly inspection.",
    "The harbour board said that a smaller boat would carry passengers until the ramps had been replaced in autumn.",
]
CLOCHER = [
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne dernier.",
    "Le maire a précisé que les travaux commenceraient en avril et que la place resterait ouverte aux piétons.",
]
TURM = [
    "Der Stadtrat von Altenfurt hat am Donnerstag die Sanierung des Wasserturms beschlossen, der lange leer steht.",
    "Die Arbeiten sollen im Sommer beginnen und werden nach Angaben der Verwaltung zwei Jahre in Anspruch nehmen.",
]
PUENTE = [
    "El ayuntamiento de Villaseca aprobó el jueves la reparación del puente viejo, cerrado al tráfico desde el otoño.",
    "La alcaldesa explicó que las obras empezarán en abril y que el paso a pie seguirá abierto durante los trabajos.",
]
COVER = [
    "User Name: Reading Room", "Date and Time: Monday, June 3, 2024 9:15:00 AM BST", "Job Number: 220000000",
    "Documents (2)", "1. Ferry at Marlow laid up", "Client/Matter: -None-", "Search Terms: ferry or clocher",
    "Search Type: NAND", "Narrowed by:", "Content Type\tNarrowed by", "News\t-None-", "", "",
]  # fmt: skip
NEW = {
    "en": (
        [
            "Ferry at Marlow laid up",
            "Marlow Observer (England)",
            "May 17, 2024 Friday 6:40 AM GMT",
            "Early Edition",
            "",
            "Copyright 2024 Observer Group All Rights Reserved",
            "Section: NEWS; Pg. 12",
            "Length: 410 words",
            "Byline: By Ada Quill, Harbour Correspondent",
            "Dateline: MARLOW",
            "Body",
            *FERRY,
            "Graphic",
            "The ramp.",
            "Classification",
            "Language: ENGLISH",
            "Publication-Type: Newspaper",
            "Subject: FERRIES (90%)",
            "Load-Date: June 1, 2024",
            "End of Document",
        ],
        ("Ferry at Marlow laid up", "Marlow Observer (England)", "2024-05-17", FERRY, "en"),
    ),
    "fr": (
        [
            "Un crédit pour le clocher",
            "L'Écho de Brévannes",
            "jeudi 6 juin 2024",
            "",
            "Copyright 2024 Presse de Brévannes Tous droits réservés",
            "Rubrique: LOCAL; p. 4",
            "Longueur: 410 mots",
            "Auteur: Luc Fontan",
            "Corps",
            "",
            *CLOCHER,
            "",
            "Date de chargement: 1 juillet 2024",
            "",
            "Fin du document",
        ],
        ("Un crédit pour le clocher", "L'Écho de Brévannes", "2024-06-06", CLOCHER, "fr"),
    ),
    "de": (
        [
            "Wasserturm wird saniert",
            "Altenfurter Anzeiger",
            "7. März 2024 Donnerstag",
            "Ausgabe Nord",
            "Copyright 2024 Anzeiger GmbH Alle Rechte vorbehalten",
            "Rubrik: LOKALES; S. 9",
            "Länge: 410 Wörter",
            "Textkörper",
            *TURM,
            "Ladedatum: 20. März 2024",
            "Ende des Dokuments",
        ],
        ("Wasserturm wird saniert", "Altenfurter Anzeiger", "2024-03-07", TURM, "de"),
    ),
    "es": (
        [
            "Aprobada la reparación del puente",
            "Diario de Villaseca",
            "7 de marzo de 2024 jueves",
            "Copyright 2024 Diario SA Todos los derechos reservados",
            "Sección: LOCAL; Pág. 9",
            "Longitud: 410 palabras",
            "Cuerpo",
            *PUENTE,
            "Fecha de carga: 20 de marzo de 2024",
            "Fin del documento",
        ],
        ("Aprobada la reparación del puente", "Diario de Villaseca", "2024-03-07", PUENTE, "es"),
    ),
}
OLD = {
    "en": (
        [
            "",
            "                 {n} of {all} DOCUMENTS",
            "",
            "",
            "                Marlow Observer",
            "",
            "             May 17, 2024 Friday",
            "                  Edition 1;",
            "                  Scotland",
            "",
            "Ferry at Marlow laid up;",
            "Board promises a boat",
            "",
            "BYLINE: Ada Quill",
            "",
            "SECTION: NEWS; Pg. 12",
            "",
            "LENGTH: 410 words",
            "",
            "",
            *[line for text in FERRY for line in (*wrap(text, 78), "")],
            "LOAD-DATE: June 1, 2024",
            "",
            "LANGUAGE: ENGLISH",
            "",
            "GRAPHIC: The ramp, seen from the pier on a day",
            "",
            "PUBLICATION-TYPE: Newspaper",
            "",
            "",
            "          Copyright 2024 Observer Group",
            "              All Rights Reserved",
        ],
        ("Ferry at Marlow laid up; Board promises a boat", "Marlow Observer", "2024-05-17", FERRY, "en"),
    ),
    "fr": (
        [
            "",
            "{n} de {all} DOCUMENTS",
            "",
            "L'Écho de Brévannes",
            "",
            "jeudi 6 juin 2024",
            "",
            "Un crédit pour le clocher",
            "",
            "AUTEUR: Luc Fontan",
            "",
            "RUBRIQUE: LOCAL; Pg. 4",
            "",
            "LONGUEUR: 410 mots",
            "",
            *CLOCHER,
            "",
            "SUJET: PATRIMOINE (90%)",
            "",
            "DATE-CHARGEMENT: 1 juillet 2024",
            "",
            "LANGUE: FRENCH; FRANÇAIS",
            "",
            "TYPE-PUBLICATION: Journal",
            "",
            "Copyright 2024 Presse de Brévannes",
            "Tous Droits Réservés",
        ],
        ("Un crédit pour le clocher", "L'Écho de Brévannes", "2024-06-06", CLOCHER, "fr"),
    ),
    "de": (
        [
            "",
            "Dokument {n} von {all}",
            "",
            "Altenfurter Anzeiger",
            "",
            "7. März 2024 Donnerstag",
            "Ausgabe Nord",
            "",
            "Wasserturm wird saniert",
            "",
            "AUTOR: Ute Brandt",
            "",
            "RUBRIK: LOKALES; S. 9",
            "",
            "LÄNGE: 410 Wörter",
            "",
            *TURM,
            "",
            "UPDATE: 20. März 2024",
            "",
            "SPRACHE: GERMAN; DEUTSCH",
            "",
            "Copyright 2024 Anzeiger GmbH",
            "Alle Rechte vorbehalten",
        ],
        ("Wasserturm wird saniert", "Altenfurter Anzeiger", "2024-03-07", TURM, "de"),
    ),
}


def check(result, wanted) -> None:
    rows, texts = result.documents.to_pylist(), result.texts["text"].to_pylist()
    found = [
        (row["title"], row["source"], row["published"].strftime("%Y-%m-%d"), text.splitlines(), row["language"])
        for row, text in zip(rows, texts, strict=True)
    ]
    flat = [(*head, " ".join(text).split(), language) for *head, text, language in found]
    assert flat == [(*head, " ".join(text).split(), language) for *head, text, language in wanted]
    assert result.report.n_rejected == 0
    assert result.report.files[0].profile == "LexisNexis: articles"


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("cover", [[], COVER])
def test_nexis_uni_in_every_kind_of_file_and_language(tmp_path, kind, cover):
    lines = [*cover, *(line for article, _ in NEW.values() for line in (*article, ""))]
    result = ingest([write(tmp_path, kind, lines)])
    check(result, [wanted for _, wanted in NEW.values()])
    first = result.documents.to_pylist()[0]
    assert (first["author"], first["section"], first["page"]) == ("Ada Quill, Harbour Correspondent", "NEWS", "12")
    assert first["edition"] == "Early Edition"
    assert (result.report.files[0].cut["outside the articles"] > 100) == bool(cover)


@pytest.mark.parametrize("language", NEW)
@pytest.mark.parametrize("kind", ["docx", "rtf"])
def test_one_article_of_nexis_uni(tmp_path, kind, language):
    article, wanted = NEW[language]
    check(ingest([write(tmp_path, kind, article, wanted[0])]), [wanted])


@pytest.mark.parametrize("kind", WRITERS)
def test_lexisnexis_in_every_kind_of_file_and_language(tmp_path, kind):
    lines = [
        line.format(n=n, all=len(OLD)) for n, (article, _) in enumerate(OLD.values(), 1) for line in (*article, "")
    ]
    request = ["Download Request: Selected Items: 1-3", "Time Of Request: Friday, June 7, 2024  16:51:31", ""]
    result = ingest([write(tmp_path, kind, [*request, *lines])])
    check(result, [wanted for _, wanted in OLD.values()])
    first = result.documents.to_pylist()[0]
    assert (first["author"], first["section"], first["page"]) == ("Ada Quill", "NEWS", "12")
    assert first["edition"] == "Edition 1; Scotland"
    assert first["copyright"] == "Copyright 2024 Observer Group All Rights Reserved"


def test_rights_above_the_source_and_no_labels(tmp_path):
    lines = ["1 of 2 DOCUMENTS", "", "Copyright 1998 Observer Group", "Marlow Observer", "", "May 15, 1998, Friday", ""]
    lines += ["Ferry at Marlow laid up", "", *FERRY, "", "LOAD-DATE: May 16, 1998", "", "2 of 2 DOCUMENTS", ""]
    lines += ["Marlow Observer", "", "May 22, 1998, Friday, Late Edition - Final", "", "HEADLINE: Boat comes", ""]
    lines += ["LENGTH: 60 words", "", "It is here, the board said, and will leave the pier every hour from today on."]
    result = ingest([write(tmp_path, "txt", lines)])
    rows = result.documents.to_pylist()
    assert [row["title"] for row in rows] == ["Ferry at Marlow laid up", "Boat comes"]
    assert [row["source"] for row in rows] == ["Marlow Observer"] * 2
    assert [row["published"].day for row in rows] == [15, 22]
    assert rows[1]["edition"] == "Late Edition - Final"


def test_what_a_label_names_may_stand_below_an_empty_line(tmp_path):
    head = [
        "1 of 1 DOCUMENT",
        "",
        "Marlow Observer",
        "",
        "May 17, 2024 Friday",
        "",
        " FIRST EDITION",
        "",
        "Ferry laid up",
    ]
    said = ["", "SECTION: ", "", "NEWS; Pg. 7A", "", "LENGTH: 452 words", ""]
    lines = [*head, *said, *FERRY, "", "LOAD-DATE: May 18, 2024", ""]
    result = ingest([write(tmp_path, "txt", lines)])
    (row,) = result.documents.to_pylist()
    assert (row["title"], row["edition"], row["section"], row["page"]) == (
        "Ferry laid up",
        "FIRST EDITION",
        "NEWS",
        "7A",
    )
    assert row["length"] == "452 words"
    assert result.texts["text"].to_pylist()[0].splitlines() == list(FERRY)


def test_words_of_an_article_that_look_like_labels_stay(tmp_path):
    article, _ = NEW["en"]
    at = article.index("Graphic")
    said = "Subject: a word that the harbour master wrote above his letter to all of the pilots of the river."
    more = ["He added more.", "The pilots said on Sunday that they had had no letter from him and would wait for one."]
    result = ingest([write(tmp_path, "docx", [*article[:at], said, *more, *article[at:]])])
    assert result.texts["text"].to_pylist() == ["\n".join([*FERRY, said, *more])]


def test_pages_of_articles_that_speak_of_documents_are_no_export(tmp_path):
    (tmp_path / "a.txt").write_text("\n\n".join(["1 of 3 documents was missing, the clerk said.", *FERRY]), "utf-8")
    assert ingest([Path(tmp_path / "a.txt")]).report.files[0].profile == ""


@pytest.mark.parametrize("language", NEW)
def test_nexis_uni_without_a_line_above_the_text(tmp_path, language):
    article, wanted = NEW[language]
    lines = [line for line in article if line not in {"Body", "Corps", "Textkörper", "Cuerpo", "Dateline: MARLOW"}]
    check(ingest([write(tmp_path, "docx", lines)]), [wanted])


def test_a_pdf_of_nexis_uni(tmp_path):
    lines = [part for article in ("en", "fr") for line in NEW[article][0] for part in (wrap(line, 95) or [""])]
    (tmp_path / "nexis.pdf").write_bytes(pdf([lines[:30], lines[30:]]))
    result = ingest([tmp_path / "nexis.pdf"])
    assert [row["title"] for row in result.documents.to_pylist()] == [
        "Ferry at Marlow laid up",
        "Un crédit pour le clocher",
    ]
    assert [row["source"] for row in result.documents.to_pylist()] == [
        "Marlow Observer (England)",
        "L'Écho de Brévannes",
    ]
    assert all("Load-Date" not in text and "chargement" not in text for text in result.texts["text"].to_pylist())


def test_a_cover_page_that_lists_five_hundred_articles(tmp_path):
    cover = COVER[:4] + [line.replace("1. F", f"{n}. F") for n in range(1, 500) for line in COVER[4:]]
    articles = [line for article, _ in NEW.values() for line in (*article, "")]
    check(ingest([write(tmp_path, "docx", [*cover, *articles])]), [wanted for _, wanted in NEW.values()])


def test_abstracts_beside_full_texts_issues_and_highlights(tmp_path):
    article, wanted = NEW["en"]
    at = article.index("Body") + 1
    new = [*article[:at], "ABSTRACT", "A short form of it.", "FULL TEXT", *article[at:]]
    check(ingest([write(tmp_path, "docx", new)]), [wanted])
    old = [line.format(n=1, all=1) for line in OLD["de"][0]]
    at = next(n for n, line in enumerate(old) if line.startswith("RUBRIK"))
    old = [*old[:at], "RUBRIK: WISSENSCHAFT; TURM; S. 114 Ausg. 9", "", *old[at + 2 :]]
    at = next(n for n, line in enumerate(old) if line.startswith("LÄNGE"))
    old = [*old[: at + 1], "", "HIGHLIGHT:\xa0Der Rat hat es beschlossen.", *old[at + 1 :]]
    result = ingest([write(tmp_path, "html", old)])
    check(result, [OLD["de"][1]])
    (row,) = result.documents.to_pylist()
    assert (row["page"], row["highlight"]) == ("114", "Der Rat hat es beschlossen.")


@pytest.mark.parametrize("line", ["LOAD-DATE: June 1, 2024", "Body", "Copyright 2024", "May 17, 2024", "Graphic"])
def test_lines_without_end_take_no_time_without_end(tmp_path, line):
    lines = [
        "1 of 1 DOCUMENTS",
        "",
        "Marlow Observer",
        "",
        "LENGTH: 4 words",
        "",
        *[line] * 20_000,
        FERRY[0],
        *[line] * 20_000,
    ]
    file = write(tmp_path, "txt", lines)
    with at_most(20):
        ingest([file])
