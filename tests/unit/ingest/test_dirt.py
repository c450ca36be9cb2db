"""Inputs as analysts have them, with what is odd about each: small, one file or two, one oddity each."""

import json
from pathlib import Path

import pytest

from tests.unit.reading import ingest

ICE = (
    "The ice on the sound broke up on Sunday, three weeks early, and the pilots of Aldby asked the harbour board to"
    " lift the winter fees, which shipowners have paid since the first days of November."
)
BOARD = "The board answered that the fees pay for the breaker, which had been out every night, and that it would meet."
FRENCH = (
    "Le conseil de Saulnay a décidé lundi de rouvrir la passerelle, fermée depuis l'automne, après que les ingénieurs"
    " eurent changé les câbles et que les riverains eurent signé une pétition."
)


def read(folder: Path, **files: str) -> list[dict]:
    for name, content in files.items():
        path = folder / name.replace("__", ".")
        path.write_text(content, "utf-8")
    ingested = ingest([folder])
    texts = ingested.texts.column("text").to_pylist()
    return [{**row, "its_text": text} for row, text in zip(ingested.documents.to_pylist(), texts, strict=True)]


def day(row: dict) -> str | None:
    return f"{row['published']:%Y-%m-%d}" if row["published"] else None


def test_a_table_that_joins_files_by_their_names_without_endings(tmp_path):
    rows = read(
        tmp_path,
        t1__txt=ICE,
        t2__txt=FRENCH,
        metadata__csv="id,titre,date,journal\nt1,Ice,2025-03-02,The Aldby Herald\nt2,Passerelle,2025-03-03,L'Écho\n",
    )
    assert [(row["title"], row["source"], day(row)) for row in rows] == [
        ("Ice", "The Aldby Herald", "2025-03-02"),
        ("Passerelle", "L'Écho", "2025-03-03"),
    ]


def test_front_matter_in_toml(tmp_path):
    (row,) = read(tmp_path, a__md=f'+++\ntitle = "Ice breaks"\ndate = 2025-03-02\ntags = ["a"]\n+++\n\n{ICE}\n')
    assert (row["title"], day(row), row["its_text"].strip()) == ("Ice breaks", "2025-03-02", ICE)


def test_a_small_table_whose_cells_are_pieces_of_pages(tmp_path):
    cell = f"<p>{ICE}</p><p>{BOARD}</p><p>Ends<br/>here</p>"
    (row,) = read(tmp_path, a__csv=f"title,date,text\nIce <b>breaks</b>,2025-03-02,{cell.replace(',', ';')}\n")
    assert (row["title"], day(row)) == ("Ice breaks", "2025-03-02")
    assert "<" not in row["its_text"]
    assert "Ends\nhere" in row["its_text"]


def test_objects_that_stand_for_one_value(tmp_path):
    one = {"headline": {"main": "Ice breaks", "kicker": None}, "body": ICE, "pub_date": "2025-03-02T08:00:00+0000"}
    (row,) = read(tmp_path, a__json=json.dumps({"data": {"articles": [one]}}))
    assert (row["title"], day(row)) == ("Ice breaks", "2025-03-02")


def test_a_post_is_not_taken_for_the_one_it_repeats(tmp_path):
    page = {
        "data": [
            {"id": "1", "created_at": "2025-03-03T08:00:00.000Z", "text": f"RT @aldby: {ICE[:90]}…", "author_id": "5",
             "referenced_tweets": [{"type": "retweeted", "id": "2"}]}
        ],
        "includes": {
            "users": [{"id": "5", "name": "Ice Watch", "username": "ice"}],
            "tweets": [{"id": "2", "text": ICE, "author_id": "6", "created_at": "2025-03-02T08:00:00.000Z"}],
        },
    }  # fmt: skip
    (row,) = read(tmp_path, a__json=json.dumps(page))
    assert (row["source"], row["repost_of"], day(row), row["its_text"]) == ("Ice Watch", "2", "2025-03-03", ICE)


def test_reposts_in_full_are_copies(tmp_path):
    rows = read(tmp_path, a__csv=f'id,date,text\n1,2025-03-02,"{ICE}"\n2,2025-03-03,"RT @aldby: {ICE}"\n')
    assert rows[0]["copy_group"] == rows[1]["copy_group"]


@pytest.mark.parametrize("name", ["a.csv", "a.html", "a.txt"])
def test_entities_that_were_escaped_twice_or_copied(tmp_path, name):
    text = f"{ICE} &amp;quot;At last&amp;quot; &amp;#8211; so said the pilots."
    forms = {
        "a.csv": f'date,text\n2025-03-02,"{text}"\n',
        "a.html": f"<!DOCTYPE html><html><body><article><h1>Ice</h1><p>{text}</p></article></body></html>",
        "a.txt": text.replace("&amp;", "&"),
    }
    (tmp_path / name).write_text(forms[name], "utf-8")
    (text,) = ingest([tmp_path]).texts.column("text").to_pylist()
    assert '"At last" – so said' in text


def test_marks_of_direction_are_no_letters(tmp_path):
    rows = read(tmp_path, a__csv=f'date,title,text\n2025-03-02,\u200fIce\u200e,"\u202b{ICE}\u202c 👩🏽\u200d🚒"\n')
    assert (rows[0]["title"], rows[0]["its_text"]) == ("Ice", f"{ICE} 👩🏽\u200d🚒")


@pytest.mark.parametrize(
    ("tail", "cut"),
    [
        ("<p>The post <a href='x'>Ice</a> appeared first on <a href='y'>Herald</a>.</p>", True),
        ("<p>L’article <a href='x'>Ice</a> est apparu en premier sur <a href='y'>Écho</a>.</p>", True),
        ("<p>The post was first on the list of the board.</p>", False),
    ],
)
def test_what_blogs_put_below_the_texts_of_their_feeds(tmp_path, tail, cut):
    (row,) = read(
        tmp_path,
        feed__xml="<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title><item><title>Ice</title>"
        f"<description><![CDATA[<p>{ICE}</p>{tail}]]></description></item></channel></rss>",
    )
    assert (row["its_text"] == ICE) == cut


@pytest.mark.parametrize(
    "line",
    [
        "Aldby Gazette, 2 March 2025",
        "Le Courrier de Saulnay, 2 mars 2025",
        "The Aldby Post | 2 March 2025",
        "Source: The Aldby Post, 2 March 2025",
    ],
)
def test_a_line_of_the_outlet_and_the_day_below_the_headline(tmp_path, line):
    (row,) = read(tmp_path, a__txt=f"Ice on the sound breaks early\n{line}\n\n{ICE}\n\n{BOARD}\n")
    assert (row["title"], day(row)) == ("Ice on the sound breaks early", "2025-03-02")
    assert row["its_text"].startswith(ICE)


@pytest.mark.parametrize(
    "line", ["Te puede interesar: Tormenta en la costa", "Czytaj także: Burza nad zatoką", "Lees ook: Storm op zee"]
)
def test_lines_that_lead_elsewhere(tmp_path, line):
    label, _, link = line.partition(": ")
    (row,) = read(
        tmp_path,
        a__html=f"<!DOCTYPE html><html><body><article><h1>Ice</h1><p>{ICE}</p><p>{label}: <a href='/x'>{link}</a></p>"
        f"<p>{BOARD}</p></article></body></html>",
    )
    assert (link in row["its_text"], BOARD in row["its_text"]) == (False, True)


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("Title: Ice breaks early\nSource: The Aldby Herald\nDate: 2 March 2025\nAuthor: I. Berg\n\n", ""),
        ("Titre : Ice breaks early\nJournal : The Aldby Herald\nDate : 2 mars 2025\n\n", ""),
        ("Quelle: The Aldby Herald\nDatum: 02.03.2025\nTitel: Ice breaks early\n", "Text: "),
    ],
)
def test_one_text_below_lines_with_labels(tmp_path, head, label):
    (row,) = read(tmp_path, a__txt=f"{head}{label}{ICE}\n\n{BOARD}\n")
    assert (row["title"], row["source"], day(row)) == ("Ice breaks early", "The Aldby Herald", "2025-03-02")
    assert row["its_text"].split() == f"{ICE} {BOARD}".split()


def test_a_mail_that_is_a_page_is_no_saved_page(tmp_path):
    (row,) = read(
        tmp_path,
        a__eml="From: Board <board@aldby.example>\nSubject: Ice breaks\nDate: Sun, 02 Mar 2025 10:00:00 +0000\n"
        f'MIME-Version: 1.0\nContent-Type: text/html; charset="utf-8"\n\n<html><body><p>{ICE}</p></body></html>\n',
    )
    assert (row["title"], row["kind"], day(row), row["its_text"].strip()) == ("Ice breaks", "mail", "2025-03-02", ICE)


@pytest.mark.parametrize("month", ["3", "March"])
def test_year_month_and_day_in_columns_of_their_own(tmp_path, month):
    (row,) = read(tmp_path, a__csv=f'Year,Month,Day,title,text\n2025,{month},2,Ice,"{ICE}"\n')
    assert (day(row), row["published_method"]) == ("2025-03-02", "column Year, Month, Day")


def test_a_day_beside_a_date_changes_nothing(tmp_path):
    (row,) = read(tmp_path, a__csv=f'year,month,day,published,text\n2024,1,1,2025-03-02,"{ICE}"\n')
    assert day(row) == "2025-03-02"


def test_a_first_heading_that_leads_home_is_the_name_of_the_site(tmp_path):
    (row,) = read(
        tmp_path,
        a__html="<html><head><title>The Aldby Herald :: Ice on the sound breaks early</title></head><body>"
        "<h1><a href='/'>The Aldby Herald</a></h1><div><h2>Ice on the sound breaks early</h2>"
        f"<p>{ICE}</p><p>{BOARD}</p></div></body></html>",
    )
    assert row["title"] == "Ice on the sound breaks early"
