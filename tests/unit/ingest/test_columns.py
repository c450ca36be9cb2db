import pytest

from filrouge.errors import InputError
from filrouge.ingest.columns import parse_map, recognise, tidy_names
from tests.unit.reading import ingest


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Titre", "Texte", "Date", "Média", "Langue"], ["title", "text", "date", "source", "language"]),
        (["titulo", "contenido", "fecha", "medio", "enlace"], ["title", "text", "date", "source", "url"]),
        (["HEADLINE", "Body", "pubDate", "Outlet", "lang"], ["title", "text", "date", "source", "language"]),
    ],
)
def test_usual_names_are_recognised_in_any_case(names, found):
    assert recognise(names, {}) == dict(zip(found, names, strict=True))


def test_the_best_of_two_names_serves_and_a_column_serves_once():
    assert recognise(["published", "date", "text"], {})["date"] == "date"
    assert recognise(["date", "text"], {"title": "text"}) == {"title": "text", "date": "date"}


def test_a_map_is_read_or_refused():
    assert parse_map("text=message, Date=day") == {"text": "message", "date": "day"}
    assert parse_map() == parse_map("") == parse_map(" ") == {}
    assert parse_map("text=message", "date=day,", "text=body") == {"text": "body", "date": "day"}
    for wrong in ("text", "text=", "colour=red", "text=a,colour=red", "text=a,=b", "=a"):
        with pytest.raises(InputError, match="FIELD=COLUMN"):
            parse_map(wrong)


@pytest.mark.parametrize(
    ("options", "mapping"),
    [
        (["text=Title, long,date=Day"], {"text": "Title, long", "date": "Day"}),
        (["text=Title, long", "date=Day, month , year"], {"text": "Title, long", "date": "Day, month , year"}),
        (['text="a, b=c",date=Day'], {"text": "a, b=c", "date": "Day"}),
        (['date=Day , text = "say ""x, y=z"""'], {"date": "Day", "text": 'say "x, y=z"'}),
        (['text=12" screen, title=Titre'], {"text": '12" screen', "title": "Titre"}),
        (["date=x=y"], {"date": "x=y"}),
    ],
)
def test_a_columns_name_may_hold_commas(options, mapping):
    assert parse_map(*options) == mapping


def test_names_of_columns_have_one_form():
    assert tidy_names(["Me\u0301dia", "publi\u00c3\u00a9", "\ufeffda\xadte", ""]) == [
        "Média",
        "publié",
        "date",
        "column_4",
    ]


@pytest.mark.parametrize(
    ("header", "cells", "day"),
    [
        ("Titre,Auteur,Date de parution,Texte", "11/03/2025", "2025-03-11"),
        ("Título,Medio,Fecha,Contenido", "11/03/2025", "2025-03-11"),
        ("Title,Source,Date,Text", "11/03/2025", None),
        ("Titre,Auteur,Date de parution,Texte", "03/25/2025 11/03/2025", "2025-11-03"),
        ("Titre,Auteur,Date de parution,Texte", "03/25/2025 25/03/2025 11/03/2025", None),
    ],
)
def test_days_in_figures_come_first_in_columns_of_another_language_than_english(tmp_path, header, cells, day):
    rows = [f"Ferry {n},Skarholm Avis,{cell},The ferry stays in port {n}." for n, cell in enumerate(cells.split())]
    (tmp_path / "a.csv").write_text("\n".join([header, *rows]), "utf-8")
    *_, row = ingest([tmp_path / "a.csv"]).documents.to_pylist()
    assert (row["published"] and f"{row['published']:%Y-%m-%d}") == day
