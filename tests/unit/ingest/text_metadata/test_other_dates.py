"""Dates of events, embedded posts and comments are not of the publication, in pasted texts and in saved pages alike."""

import pytest

from filrouge.ingest.formats.pages import page_record
from filrouge.ingest.text_metadata.stamps import find_stamp

TITLE = "Evening on the harbour dues"
BODY = [
    "The council met on Tuesday and decided that the harbour dues would be raised by a tenth, though many protested.",
    "Fishermen asked that the decision be put off until autumn, but this motion did not find a majority in the room.",
]


def found(*head: str, tail: tuple[str, ...] = ()):
    as_read = "\n\n".join([TITLE, "\n".join(head), *BODY, *tail])
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    page += "".join(f"<p>{line}</p>" for line in (*head, *BODY, *tail)) + "</article></body></html>"
    in_page = page_record(page.encode()).fields.get("date")
    return find_stamp(as_read, TITLE, []).start, in_page


EVENTS = [
    ("Date: Saturday 14 September 2024, 19:00", "Venue: Old school"),
    ("Date: 14 September 2024", "Time: 7 pm", "Place: Old school"),
    ("When: 14 September 2024, 10 a.m.",),
    ("Datum: 14. September 2024, 19 Uhr", "Ort: Alte Schule"),
    ("Wann: Samstag, 14. September 2024", "Wo: Alte Schule"),
    ("Beginn: 14. September 2024, 19.30 Uhr",),
    ("Date : samedi 14 septembre 2024 à 19h", "Lieu : ancienne école"),
    ("Quand : 14 septembre 2024 à 19h",),
    ("Fecha: sábado, 14 de septiembre de 2024", "Lugar: escuela vieja"),
    ("Data: 14 settembre 2024", "Luogo: scuola vecchia"),
    ("Дата: 14 сентября 2024 г., 10:00", "Место: старая школа"),
    ("Когда: 14 сентября 2024 г.", "Где: старая школа"),
    ("Tarih: 14 Eylül 2024", "Yer: eski okul"),
    ("Data: 14 września 2024", "Miejsce: stara szkoła"),
    ("التاريخ: 14 سبتمبر 2024", "المكان: المدرسة القديمة"),
    ("Where: Old school", "Date: 14 September 2024"),
    ("Date", "14 September 2024", "Venue", "Old school"),
    ("Date: Saturday 14 September 2024, 19:30",),
]


@pytest.mark.parametrize("lines", EVENTS)
def test_the_date_of_an_event_is_not_of_its_announcement(lines):
    assert found(*lines) == (None, None)


@pytest.mark.parametrize(
    "line", ["Date: 14 September 2024", "Дата: 14.09.2024 10:23", "Date: 14 September 2024, 10:23", "Tarih: 14.09.2024"]
)
def test_a_date_without_a_place_and_a_round_hour_is_of_the_publication(line):
    in_text, in_page = found(line)
    assert str(in_text)[:10] == "2024-09-14"
    assert in_page


def test_a_number_of_comments_beside_the_date_says_nothing_of_it():
    in_text, in_page = found("12 comments", "14 September 2024, 10:23")
    assert str(in_text)[:10] == "2024-09-14"
    assert in_page


@pytest.mark.parametrize(
    "post",
    [
        ("Harbour Union @harbour_union · May 3, 2021", "Nobody asked us."),
        ("@harbour_union", "3 May 2021, 10:23", "Nobody asked us."),
        ("— Harbour Union (@harbour_union) May 3, 2021",),
        ("Harbour Union (@harbour_union)", "Nobody asked us.", "— 12:04 PM · May 3, 2021"),
    ],
)
def test_the_date_of_an_embedded_post_is_its_own(post):
    assert found(*post) == (None, None)


@pytest.mark.parametrize("heading", ["2 comments", "Comments (2)", "Commentaires", "Комментарии", "Kommentare: 2"])
def test_the_date_of_a_comment_is_its_own(heading):
    assert found(tail=(heading, "valleyman", "3 June 2022 at 10:33", "Nobody told us.")) == (None, None)


STAMP = '<time datetime="2021-05-03">3 May</time>'
EMBEDDED = {
    "post": f'<blockquote class="instagram-media"><p>By Pier (@pier) {STAMP}</p></blockquote>',
    "handle": f'<div class="x"><p>Pier <b>@pier@masto.example</b></p><p>{STAMP}</p></div>',
    "widget": '<div class="fb-post"><p>Pier Union</p><p>3 May 2021 at 10:33</p><p>We were never asked.</p></div>',
    "event": '<p>Date: <time datetime="2024-10-12T19:00">12 October 2024, 19:00</time></p><p>Venue: Town hall</p>',
    "table": "<table><tr><td>Date</td><td>12 October 2024</td></tr><tr><td>Venue</td><td>Town hall</td></tr></table>",
    "list": "<dl><dt>When</dt><dd>12 October 2024, 7 pm</dd><dt>Where</dt><dd>Town hall</dd></dl>",
}


@pytest.mark.parametrize("form", EMBEDDED)
def test_dates_in_embedded_posts_and_boxes_of_events_are_not_of_the_page(form):
    page = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{{}}<p>{BODY[0]}</p><p>{BODY[1]}</p>"
    )
    assert "date" not in page_record(page.format(EMBEDDED[form]).encode()).fields
    stamped = page.format('<p><time datetime="2024-09-14T10:23">14 September 2024</time></p>' + EMBEDDED[form])
    assert page_record(stamped.encode()).fields["date"].startswith("2024-09-14")
