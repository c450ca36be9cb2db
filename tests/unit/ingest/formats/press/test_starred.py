"""Corpora under starred lines, and how layouts are found and asked for."""

import pytest

from filrouge.errors import InputError
from filrouge.ingest.profiles import Profile, layouts, named
from tests.unit.reading import ingest

FIRST = "The ferry at Marlow was taken out of service on Friday after two of its ramps had failed the inspection."
SECOND = "Le conseil de Brévannes a voté jeudi un crédit pour la réparation du clocher, fermé depuis l'automne."


def read(tmp_path, content: str, name: str = "corpus.txt", encoding: str = "utf-8", **options):
    (tmp_path / name).write_bytes(content.encode(encoding))
    result = ingest([tmp_path / name], **options)
    return result, result.documents.to_pylist(), result.texts["text"].to_pylist()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_each_starred_line_begins_a_document_and_holds_its_columns(tmp_path, encoding):
    result, rows, texts = read(
        tmp_path,
        f"**** *source_Marlow_Observer *date_2024-05-17 *desk_news\n{FIRST}\n\n"
        f"**** *journal_L_Écho_de_Brévannes *date_20240606 *desk_\n{SECOND}\nSuite.\n",
        encoding=encoding,
    )
    assert texts == [FIRST, f"{SECOND}\nSuite."]
    assert [row["source"] for row in rows] == ["Marlow Observer", "L Écho de Brévannes"]
    assert [row["published"].strftime("%Y-%m-%d") for row in rows] == ["2024-05-17", "2024-06-06"]
    assert [row["desk"] for row in rows] == ["news", None]
    assert result.report.files[0].profile == "IRaMuTeQ or Alceste: corpus"
    assert result.report.files[0].found["date"] == {"variable *date": 2}


@pytest.mark.parametrize(
    ("stars", "day"),
    [
        ("*annee_2023 *mois_11 *jour_04", "2023-11-04"),
        ("*an_2023 *am_2023-11", "2023-11-01"),
        ("*jour_04-11-2023", "2023-11-04"),
        ("*date_2023_11_04", "2023-11-04"),
        ("*year_2023", "2023-01-01"),
    ],
)
def test_dates_come_whole_or_in_parts(tmp_path, stars, day):
    _, (row,), _ = read(tmp_path, f"**** {stars} *pub_Wire\n{FIRST}\n")
    assert row["published"].strftime("%Y-%m-%d") == day
    assert row["source"] == "Wire"


def test_alceste_numbers_its_lines_and_themes_are_no_text(tmp_path):
    _, rows, texts = read(
        tmp_path, f"0001 *auteur_Ada *an_2020\n-*theme_quay\n{FIRST}\n0002 *auteur_Bo *an_2021\n{SECOND}\n"
    )
    assert texts == [FIRST, SECOND]
    assert [row["author"] for row in rows] == ["Ada", "Bo"]


def test_prose_with_stars_is_no_corpus(tmp_path):
    result, rows, _ = read(tmp_path, f"{FIRST}\n\n****\n\n{SECOND}\n\n**** bold words ****\n")
    assert len(rows) == 1
    assert result.report.files[0].profile == ""


def test_a_layout_can_be_asked_for_by_name(tmp_path):
    layout = named("IRaMuTeQ")
    assert not isinstance(layout, Profile)
    _, rows, _ = read(tmp_path, f"**** *ada\n{FIRST}\n**** *bo\n{SECOND}\n", profile=layout)
    assert len(rows) == 2
    with pytest.raises(InputError, match="no kind of export called 'nope'") as caught:
        named("nope")
    assert all(layout.name in str(caught.value.hint) for layout in layouts())
