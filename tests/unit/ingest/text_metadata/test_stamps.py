"""Lines beside a title that say when a text began, and those of saved pages that say when it was published."""

from datetime import date

import pytest

from filrouge.ingest.dates.written_dates import read_line
from filrouge.ingest.formats.pages import page_record
from filrouge.ingest.stamp_lines import is_stamp
from filrouge.ingest.text_metadata.stamps import find_stamp

TITLE = "Keep the ferry"
TEXTS = [
    "Belediye meclisi salı akşamı uzun bir tartışmanın ardından liman harcını onda bir oranında artırmaya karar verdi.",
    "Balıkçılar kararın sonbahara bırakılmasını istediler, ancak bu öneri meclisteki çoğunluğun desteğini alamadı.",
    "Belediye başkanı, mendireğin kış fırtınaları gelmeden önce bütünüyle yenilenmesi gerektiğini hatırlattı.",
]


@pytest.mark.parametrize(
    "line",
    [
        "Started 9 June 2021",
        "Petition started June 9, 2021",
        "Started by Ada Nwosu on 9 June 2021",
        "Lancée le 9 juin 2021",
        "Pétition lancée le 9 juin 2021",
        "Iniciada el 9 de junio de 2021",
        "Iniciada em 9 de junho de 2021",
        "Başlatıldı: 9 Haziran 2021",
        "9 Haziran 2021 tarihinde başlatıldı",
        "9 Haziran 2021'de başlatıldı",
        "Начата 9 июня 2021 г.",
        "Петиция начата 9 июня 2021",
        "Розпочата 9 червня 2021",
        "Gestartet am 9. Juni 2021",
        "Erschienen am 9. Juni 2021",
        "Avviata il 9 giugno 2021",
        "Gestart op 9 juni 2021",
        "Rozpoczęta 9 czerwca 2021",
    ],
)
def test_a_petition_is_as_old_as_the_day_it_was_started(line):
    published = find_stamp(f"{TITLE}\n\n{line}\n\nIt sails at six.\n", TITLE, [])
    assert (published.local_day, published.precision) == (date(2021, 6, 9), "day")


@pytest.mark.parametrize("line", ["Work on the pier started 9 June 2021", "Ferry service launched 9 June 2021"])
def test_the_beginning_of_something_else_is_no_date_of_the_text(line):
    assert find_stamp(f"{TITLE}\n\n{line}\n\nIt sails at six.\n", TITLE, []).start is None


def test_am_before_a_day_is_german_and_before_an_hour_is_the_morning():
    assert not read_line("Erschienen am 9. Juni 2021").dates[0].clocks
    assert read_line("9 June 2021 am 9:15").dates[0].clocks[0].hour == 9


@pytest.mark.parametrize(
    ("line", "stamped"),
    [
        ("03.02.2021 18:36", True),
        ("Nachrichten · 03.02.2021 18:36", True),
        ("Ada Nwosu | 3 February 2021, 18:36", True),
        ("Published 3 February 2021", True),
        ("3 February 2021", False),  # it can be the day of a letter
        ("Termin: 13.02.2021 18:00", False),
        ("The board meets on 13 February 2021 at 18:00", False),
        ("13.02.2021 18:00 Rathaus", False),
        ("18:36", False),
    ],
)
def test_a_day_with_its_hour_and_nothing_but_an_aside_is_a_stamp(line, stamped):
    assert is_stamp(line) is stamped


def page(boxes: str, stamp: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in TEXTS)
    head = "<meta charset='utf-8'><title>Liman harcı artıyor</title>"
    return (
        f"<html><head>{head}</head><body><main><h1>Liman harcı artıyor</h1>{stamp}<section>{body}</section>"
        f"{boxes}</main></body></html>"
    ).encode()


@pytest.mark.parametrize(
    "name",
    ["yorumlar", "yorum-alani", "yorumListesi", "commenti", "comentários", "kommentarer", "reacties", "komentarze"],
)
def test_a_box_of_comments_is_no_part_of_a_page_in_any_language(name):
    box = f"<section class='{name}'><h2>18</h2><p>Bence çok doğru yazmışsınız, ellerinize sağlık.</p></section>"
    text = page_record(page(box)).fields["text"]
    assert text == "\n\n".join(TEXTS)


def test_a_piece_of_opinion_is_no_box_of_comments():
    raw = page("").replace(b"<section>", b"<section class='yorum'>")
    assert page_record(raw).fields["text"] == "\n\n".join(TEXTS)


def test_an_article_in_a_box_with_a_name_of_comments_stays():
    raw = page("").replace(b"<section>", b"<section class='yorumlar'>")
    assert page_record(raw).fields["text"] == "\n\n".join(TEXTS)


def test_the_line_of_desk_day_and_hour_is_no_part_of_a_page():
    record = page_record(page("", "<p class='kunye'>Liman masası · 23.02.2021 18:36</p>"))
    assert record.fields["text"] == "\n\n".join(TEXTS)
    assert record.fields["date"] == "23.02.2021 18:36"


ENGLISH = [
    "The ferry at Marlow stays in port until the harbour master has seen the new anchor chain, the board said Monday.",
    "Buses run in its place from the quay to the station, and the board expects to know more by the end of the month.",
]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Published March 11, 2025", "en"),
        ("Published on March 11, 2025 by admin in News", "en"),
        ("Updated March 12, 2025 | Published March 11, 2025", "en"),
        ("Posted on March 11, 2025 by ada", "en"),
        ("11 mars 2025 par ada", "fr"),
        ("March 11, 20258:15 AM GMT Updated 2 days ago", "en"),
        ("March 11, 2025 5 Min Read", "en"),
        ("Temps de lecture : 3 min - 11 mars 2025", "fr"),
        ("March 11, 2025 GMT", "en"),
        ("For immediate release: March 11, 2025", "en"),
        ("Publié le 11/03/2025 à 08h15, mis à jour le 12/03/2025 à 10h02", "fr"),
        ("11/03/2025 08:15", "es"),
        ("L'Écho de Marlow - mardi 11 mars 2025 - p. 12", "fr"),
        ("Marlower Bote, 11. März 2025, S. 3", "de"),
    ],
)
def test_lines_of_many_sites_say_when_a_text_was_published(line: str, language: str):
    text = "\n".join([TITLE, line, "", *ENGLISH])
    assert find_stamp(text, TITLE, [], language).local_day == date(2025, 3, 11)


@pytest.mark.parametrize(
    ("line", "language"), [("Published 11/03/2025", "en"), ("11 March 2025 by train to Marlow", "en")]
)
def test_in_doubt_a_line_says_no_day(line: str, language: str):
    assert find_stamp("\n".join([TITLE, line, "", *ENGLISH]), TITLE, [], language).start is None


@pytest.mark.parametrize("head", ["2 thoughts on “Keep the ferry”", "Réflexions", "Nora Roc says:"])
def test_the_hour_of_a_comment_is_none_of_the_text(head: str):
    text = "\n".join([TITLE, "", *ENGLISH, head, "Nora Roc says:", "March 12, 2025 at 9:00 am", "I always said so."])
    assert find_stamp(text, TITLE, [], "en").start is None


def test_a_zone_beside_an_hour_stays():
    text = "\n".join([TITLE, "March 11, 2025 08:15 GMT", "", *ENGLISH])
    assert find_stamp(text, TITLE, [], "en").offset == 0
