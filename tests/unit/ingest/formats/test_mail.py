"""Mails and boxes of them: one body in the right letters, headers as fields, quotes and signatures cut."""

import datetime as dt
import io
from email.message import EmailMessage
from pathlib import Path

import pytest
from compressed_rtf import compress

from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.mail_cuts import FORWARDED, NOTICE, QUOTED, SIGNATURE, spans_to_cut, unwrapped_text
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.record import Item, Record, UnreadableFile
from tests.effort import at_most
from tests.unit.ingest.formats.office import outlook

TEXT = "The ferry to Sandholm stops on Friday, the port of Aldby said in the evening.\n\nBuses run instead."
HEAD = (
    b"Received: from a.example by b.example; Tue, 4 Mar 2025 08:00:02 +0100\r\n"
    b"From: Port of Aldby <press@port.aldby.example>\r\nTo: desk@phare.example\r\n"
    b"Subject: Ferry stops\r\nDate: Tue, 4 Mar 2025 07:59:30 +0100\r\nMessage-ID: <a1@aldby.example>\r\n"
)


def item(content: bytes, name: str = "a.bin") -> Item:
    return Item(name, Path(name), lambda: io.BufferedReader(io.BytesIO(content)))


def read(content: bytes, name: str = "a.eml") -> list[Record]:
    assert kind_of(item(content, name)) == "mail"
    return list(read_records(item(content, name)))


def mail(text: str = TEXT, page: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": "Port of Aldby <press@port.aldby.example>", "To": "desk@phare.example", "Subject": "Ferry stops"}
    for name, value in (given | {"Date": "Tue, 4 Mar 2025 07:59:30 +0100"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def kept(record: Record) -> str:
    text = record.fields["text"]
    for start, end, _ in reversed(record.cuts):
        text = text[:start] + text[end:]
    return text.strip()


def test_a_mail_is_one_text_with_what_its_headers_say():
    message = mail(page="<p>The ferry</p>", Message_ID="<a2@x.example>", In_Reply_To="<a1@x.example>")
    (record,) = read(message.as_bytes(), "no-ending")
    assert record.fields == {
        "text": TEXT, "title": "Ferry stops", "date": "2025-03-04T07:59:30+01:00", "source": "Port of Aldby",
        "author": "Port of Aldby", "id": "<a2@x.example>", "in_reply_to": "<a1@x.example>", "kind": "mail",
    }  # fmt: skip
    assert record.methods["date"] == "header Date"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        (b'; charset="iso-8859-1"', "cp1252"),
        (b"", "utf-8"),
        (b"", "cp1252"),
        (b"; charset=us-ascii", "utf-8"),
        (b"; charset=no-such-thing", "utf-8"),
    ],
)
def test_letters_are_right_whatever_is_declared(declared: bytes, encoding: str):
    text = "Le bac de l’île est arrêté dès vendredi, a annoncé le préfet « à regret » hier soir à la télévision."
    head = HEAD.replace(b"Ferry stops", "Bac arrêté".encode(encoding))
    (record,) = read(head + b"Content-Type: text/plain" + declared + b"\r\n\r\n" + text.encode(encoding))
    assert (record.fields["text"], record.fields["title"]) == (text, "Bac arrêté")


def test_an_encoded_header_is_read_even_where_a_letter_is_divided():
    head = HEAD.replace(b"Ferry stops", b"=?utf-8?b?0J/QsNGA0L7QvNGLINC40LTR?=\r\n =?utf-8?b?g9GC?=")
    (record,) = read(head + b"\r\nText of it.")
    assert record.fields["title"] == "Паромы идут"


def test_without_a_name_the_host_is_the_source_and_without_a_date_the_last_server_says_when():
    head = HEAD.replace(b"Port of Aldby <press@port.aldby.example>", b"press@port.aldby.example")
    head = head.replace(b"Date: Tue, 4 Mar 2025 07:59:30 +0100\r\n", b"")
    (record,) = read(head + b"\r\nText of it.")
    assert record.fields["source"] == "aldby.example"
    assert (record.fields["date"], record.methods["date"]) == ("2025-03-04T08:00:02+01:00", "header Received")


@pytest.mark.parametrize("page", ["<h1>Ferry stops</h1><p>" + "Buses run from the quay. " * 40 + "</p>"])
def test_a_plain_text_that_says_only_that_there_is_a_page_is_not_the_text(page: str):
    (record,) = read(mail("Your program cannot show this newsletter.", page).as_bytes())
    assert record.fields["text"].startswith("Ferry stops\n\nBuses run")
    assert record.methods["text"] == "page of the mail (text/html)"


def test_what_is_attached_is_read_or_named():
    message = mail()
    message.add_attachment(mail("Minutes of the meeting.", Subject="Minutes"))
    message.add_attachment(b"\x89PNG\r\n\x1a\n", "image", "png", filename="quay.png")
    page = (
        b"<html><head><title>Quay</title></head><body><article><p>" + b"The quay is closed. " * 20 + b"</p></article>"
    )
    message.add_attachment(page, "text", "html", filename="quay.html")
    first, second, third = read(message.as_bytes())
    assert first.warning == "attached and not read: quay.png"
    assert (second.row, second.fields["title"], second.fields["attached_to"]) == (2, "Minutes", "Ferry stops")
    assert "The quay is closed." in third.fields["text"]


def test_an_encrypted_mail_is_rejected():
    raw = HEAD + b'Content-Type: multipart/encrypted; boundary="x"\r\n\r\n--x\r\n\r\nVersion: 1\r\n--x--'
    (record,) = read(raw)
    assert record.rejected == "the mail is encrypted"


BOX = (
    b"From - Tue Mar  4 07:59:30 2025\r\n%s\r\nFirst text.\r\n>From here on.\r\n\r\n"
    b"From x@y Wed Mar  5 10:00:00 2025\n%s\nTwo.\n"
)


def test_a_box_gives_each_mail():
    first, second = read(BOX % (HEAD, HEAD.replace(b"Ferry stops", b"Ferry runs")), "box")
    assert (first.row, first.fields["text"]) == (1, "First text.\nFrom here on.")
    assert (second.row, second.fields["title"]) == (2, "Ferry runs")


def test_a_mail_of_apple_begins_with_its_length():
    raw = HEAD + b"\r\nText of it.\r\n"
    (record,) = read(b"%d\n" % len(raw) + raw + b'<?xml version="1.0"?><plist version="1.0"><dict></dict></plist>\n')
    assert record.fields["text"] == "Text of it."


@pytest.mark.parametrize(
    "text",
    [
        "From: the editors\nTo: all readers\n\nWe close.",
        "Subject: ferries\nThe port of Aldby: it closes.\n\nMore.",
        "Date: 4 March\nFrom: Aldby\nSubject: Ferry\n\nText.",
        "From the quay one sees it at 10:00 in 2025\n\nText.",
    ],
)
def test_texts_that_begin_with_a_word_and_a_colon_are_no_mails(text: str):
    assert kind_of(item(text.encode(), "a.txt")) == "text"


REPLIES = [
    "No, it stops at noon.\n\nOn Tue, 4 Mar 2025 at 08:00, Ida Brandt <ida@x.example> wrote:\n> Does it run?\n> Ida\n",
    "No, it stops at noon.\n\nLe mar. 4 mars 2025 à 08:00, Ida Brandt <ida@x.example>\na écrit :\n\n> Roule-t-il ?\n",
    "No, it stops at noon.\n\nAm 04.03.25 um 08:00 schrieb Ida Brandt:\n> Fährt sie?\n",
    "No, it stops at noon.\n\n-----Original Message-----\nFrom: Ida\nSent: Monday\nSubject: Ferry\n\nDoes it run?\n",
    "No, it stops at noon.\n\nDe : Ida Brandt\nEnvoyé : lundi 3 mars\nÀ : Port\nObjet : Bac\n\nRoule-t-il ?\n",
    "No, it stops at noon.\n\nEl 4 mar 2025, a las 8:00, Ida escribió:\n> ¿Sale?\n",
    "No, it stops at noon.\n\nВт, 4 мар. 2025 г. в 08:00, Ида <ida@x.example> написала:\n> Ходит?\n",
]


@pytest.mark.parametrize("text", REPLIES)
def test_what_a_reply_quotes_is_cut(text: str):
    (record,) = read(mail(text, Subject="Re: Ferry").as_bytes())
    assert kept(record) == "No, it stops at noon."
    assert {reason for *_, reason in record.cuts} == {QUOTED}


def test_answers_between_the_quoted_lines_stay():
    (record,) = read(mail("> Does it run?\n\nNo.\n\n> And at night?\n\nNeither.\n").as_bytes())
    assert kept(record).split() == ["No.", "Neither."]


def test_a_mail_passed_on_stays_without_its_header():
    text = (
        "See below.\n\n---------- Forwarded message ---------\n"
        "From: Ida <i@x.example>\nDate: 4 March\nSubject: Ferry\nTo: P\n\nIt stops."
    )
    (record,) = read(mail(text, Subject="Fwd: Ferry").as_bytes())
    assert kept(record).split("\n\n") == ["See below.", "It stops."]
    assert {reason for *_, reason in record.cuts} == {FORWARDED}


def test_signatures_and_notices_of_lists_are_cut():
    text = (
        "View this email in your browser\n\nIt stops.\n\n-- \nPort of Aldby\nPress\n\n"
        "_______________________________________________\nferries mailing list\nferries@x.example\n"
    )
    spans = spans_to_cut(text)
    assert [reason for *_, reason in spans] == [NOTICE, SIGNATURE]
    spans = spans_to_cut("It stops.\n\nSent from my phone\n\nTo unsubscribe, write to us.\n")
    assert [reason for *_, reason in spans] == [SIGNATURE, NOTICE]


def test_a_mail_that_would_be_cut_whole_is_not_cut():
    assert spans_to_cut("> All of it\n> is quoted.\n") == []


def test_prose_is_not_taken_for_what_is_quoted():
    text = "On Monday the mayor wrote:\n\nWe will not close the port.\n\nFrom: a word.\n"
    assert spans_to_cut(text) == []


def test_lines_that_a_program_wrapped_are_put_together():
    wrapped = (
        "The ferry between Aldby and the island of Sandholm will stop on\nFriday evening, because its engine has to be "
        "mended, and it will\nrun again in May.\n\n- first\n- second\n> quoted line one that is as wide as the text"
    )
    first, *others = unwrapped_text(wrapped).split("\n")
    assert first.endswith("because its engine has to be mended, and it will run again in May.")
    assert others == ["", "- first", "- second", "> quoted line one that is as wide as the text"]
    assert unwrapped_text("A line \nflows on.\n\n-- \nName", flowed=True) == "A line flows on.\n\n-- \nName"


def test_the_page_of_a_reply_quotes_without_marks():
    text = "It stops at noon.\n\nOn 4 March 2025, Ida Brandt <ida@x.example> wrote:\n\nDoes it run?"
    assert spans_to_cut(text)[0][2] == QUOTED
    assert spans_to_cut(text, is_reply=False) == []


@pytest.mark.parametrize(
    "damage", [b"\r\n\r\n", b"", b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x", b"\xff\xfe"]
)
def test_damaged_mails_break_nothing(damage: bytes):
    try:
        for record in read_records(item(HEAD + damage, "a.eml"), "mail"):
            assert record.rejected or record.fields["text"]
    except UnreadableFile:
        pass


def test_no_empty_lines_stay_where_an_edge_was_cut():
    text = "View this email in your browser\n\n\nIt stops.\n\n-- \nPort\n"
    (record,) = read(mail(text).as_bytes())
    (first, last) = record.cuts
    assert record.fields["text"][first[1] : last[0]] == "It stops.\n"


BUS = "A bus leaves the quay at ten and at two o'clock, and comes back at six in the evening."
SENT = dt.datetime(2025, 3, 4, 6, 59, 30, tzinfo=dt.UTC)
OF_OUTLOOK = {0x37: "Ferry stops", 0xC1A: "Port of Aldby", 0x1000: TEXT}


def test_a_message_of_outlook_is_read_as_the_mail_it_was():
    raw = outlook(
        OF_OUTLOOK | {0xC1F: "press@port.aldby.example"},
        SENT,
        map_png=b"\x89PNG\r\n",
        bus_html=f"<html><p>{BUS}</p></html>".encode(),
    )
    assert kind_of(item(raw)) == "msg"
    record, attached = read_records(item(raw))
    assert record.fields == {
        "text": TEXT, "title": "Ferry stops", "date": "2025-03-04T06:59:30+00:00", "source": "Port of Aldby",
        "author": "Port of Aldby", "kind": "mail",
    }  # fmt: skip
    assert "map.png" in (record.warning or "")
    assert (attached.fields["text"], attached.fields["attached_to"]) == (BUS, "Ferry stops")


def test_a_message_of_outlook_has_the_headers_it_came_with():
    head = "From: =?utf-8?q?H=C3=A5vn?= <a@b.example>\r\nMessage-ID: <a1@b.example>\r\n"
    head += "Date: Mon, 3 Mar 2025 23:00:00 -0500"
    raw = outlook({0x37: "Ferry stops", 0x7D: head}, SENT, page="<p>Le bac s’arrête.</p>".encode())
    (record,) = read_records(item(raw))
    fields = record.fields
    assert (fields["source"], fields["id"], fields["text"]) == ("Håvn", "<a1@b.example>", "Le bac s’arrête.")
    assert fields["date"] == "2025-03-03T23:00:00-05:00"


@pytest.mark.parametrize("end", [600, 1500, -700])
def test_a_damaged_message_of_outlook_is_refused(end):
    with pytest.raises(UnreadableFile):
        list(read_records(item(outlook(OF_OUTLOOK, SENT)[:end], "a.msg"), "msg"))


def test_a_message_of_outlook_that_says_it_is_vast_takes_no_room():
    raw = bytearray(outlook(OF_OUTLOOK, SENT))
    at = raw.index("__substg1.0_1000001F".encode("utf-16-le")) + 120  # the length of its text
    raw[at : at + 4] = b"\xff\xff\xff\x7f"
    with at_most(0.5), pytest.raises(UnreadableFile, match="damaged"):
        list(read_records(item(bytes(raw))))


RICH = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0 La f\'eate du port aura lieu samedi, "
    rb"a dit la capitainerie.\par Un car partira du quai.\par}"
)
OF_PAGE = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 "
    rb"La f\'eate du port aura lieu samedi, a dit la capitainerie.{\*\htmltag72 </p>}\htmlrtf \par}\htmlrtf0 "
    rb"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Un car partira du quai.{\*\htmltag72 </p>}\htmlrtf \par}\htmlrtf0 }"
)


@pytest.mark.parametrize("rich", [RICH, OF_PAGE])
@pytest.mark.parametrize("packed", [True, False])
def test_a_message_of_outlook_that_has_only_rich_text(rich: bytes, packed: bool):
    (record,) = read_records(item(outlook({0x37: "Port"}, SENT, rich=compress(rich, packed)), "a.msg"))
    lines = [line for line in record.fields["text"].split("\n") if line]
    assert lines == ["La fête du port aura lieu samedi, a dit la capitainerie.", "Un car partira du quai."]


def test_damaged_rich_text_of_a_message_is_refused():
    with pytest.raises(UnreadableFile, match="damaged"):
        list(read_records(item(outlook({0x37: "Port"}, SENT, rich=compress(RICH)[:-20]), "a.msg")))
