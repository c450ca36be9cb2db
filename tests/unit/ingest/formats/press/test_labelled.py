"""Articles of ProQuest and of others that write labelled lines."""

import docx
import pytest

from tests.unit.ingest.formats.press.files import write
from tests.unit.reading import ingest

RULER = "_" * 60
FERRY = [
    "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the yearly inspection.",
    "Source: the board, which said that a smaller boat would carry passengers until the ramps had been replaced.",
    "Its pilots are to be trained in June.",
]
CLOCHER = [
    "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne dernier.",
    "Le maire a précisé que les travaux commenceraient en avril et que la place resterait ouverte aux piétons.",
]
PROQUEST = [
    RULER, "", "Report Information from ProQuest", "14 July 2024 12:00", "", RULER, "", "Document 1 of 2", "",
    "Ferry at Marlow laid up", "", "Author: Quill, Ada", "",
    "Publication info: Marlow Observer ; Marlow (UK) [Marlow (UK)]. 17 May 2024: 3.", "",
    "Links: https://resolver.example/?url_ver=Z39", "", f"Full text: {FERRY[0]}", "", FERRY[1], "", FERRY[2], "",
    "Subject: Ferries; Harbours", "", "Title: Ferry at Marlow laid up", "",
    "Publication title: Marlow Observer; Marlow (UK)", "", "First page: 3", "", "Publication year: 2024", "",
    "Publication date: May 17, 2024", "", "Section: News", "", "Publisher: Observer Group", "",
    "Language of publication: English", "", "ProQuest document ID: 2257000001", "",
    "Document URL: https://search.example/docview/2257000001", "", "Copyright: Observer Group May 17, 2024", "",
    "Last updated: 2024-06-30", "", RULER, "", "Document 2 of 2", "", "Un crédit pour le clocher", "",
    f"Texte intégral: {CLOCHER[0]}", "", CLOCHER[1], "", "Titre: Un crédit pour le clocher", "",
    "Titre de la publication: L'Écho de Brévannes; Brévannes", "", "Date de publication: 6 juin 2024", "",
    "Langue de publication: French", "", RULER, "", "Contact us at: https://support.example",
    "Copyright (c) 2024 ProQuest LLC and/or its affiliates.",
]  # fmt: skip
OWN = [
    "Titre : Un crédit pour le clocher", "Source : L'Écho de Brévannes", "Date : 6 juin 2024", "", *CLOCHER, "",
    "Titre : Ferry at Marlow laid up", "Source : Marlow Observer", "Date : 17 mai 2024", "Auteur : Ada Quill",
    "", *FERRY,
]  # fmt: skip
ENGLISH = ("Ferry at Marlow laid up", "Marlow Observer", "2024-05-17", FERRY)
FRENCH = ("Un crédit pour le clocher", "L'Écho de Brévannes", "2024-06-06", CLOCHER)


def found(result) -> list[tuple]:
    return [
        (row["title"], row["source"], f"{row['published']:%F}", text.splitlines())
        for row, text in zip(result.documents.to_pylist(), result.texts["text"].to_pylist(), strict=True)
    ]


@pytest.mark.parametrize("kind", ["txt", "rtf", "docx"])
def test_proquest(tmp_path, kind):
    result = ingest([write(tmp_path, kind, PROQUEST)])
    assert found(result) == [ENGLISH, FRENCH]
    first = result.documents.to_pylist()[0]
    assert (first["author"], first["page"], first["section"]) == ("Quill, Ada", "3", "News")
    assert first["url"] == "https://search.example/docview/2257000001"
    assert first["Publisher"] == "Observer Group"
    assert result.report.files[0].cut["outside the articles"] > 100
    assert result.report.n_rejected == 0


def test_blocks_without_rulers(tmp_path):
    result = ingest([write(tmp_path, "txt", OWN)])
    assert found(result) == [FRENCH, ENGLISH]
    assert result.documents["author"].to_pylist() == [None, "Ada Quill"]


def test_blocks_between_rulers(tmp_path):
    lines = ["=" * 40, *OWN[:6], "=" * 40, *OWN[7:], "=" * 40]
    assert found(ingest([write(tmp_path, "txt", lines)])) == [FRENCH, ENGLISH]


def test_tables_of_labels_in_a_word_document(tmp_path):
    document = docx.Document()
    for title, outlet, day, text in (FRENCH, ENGLISH):
        cells = (("Titre", title), ("Journal", outlet), ("Date", day), ("Texte", "\n".join(text)))
        table = document.add_table(len(cells), 2)
        for row, (label, value) in zip(table.rows, cells, strict=True):
            row.cells[0].text, row.cells[1].text = label, value
    document.save(str(tmp_path / "tables.docx"))
    assert found(ingest([tmp_path / "tables.docx"])) == [FRENCH, ENGLISH]


def test_one_article_below_its_title_source_and_date(tmp_path):
    assert found(ingest([write(tmp_path, "txt", OWN[:6])])) == [FRENCH]


def test_one_article_that_says_less_of_itself_is_a_pasted_one(tmp_path):
    result = ingest([write(tmp_path, "txt", [line for line in OWN[:6] if not line.startswith("Source")])])
    assert result.report.files[0].profile == ""
