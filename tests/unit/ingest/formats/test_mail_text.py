"""Mails that were saved or printed as text have their sender, day and subject, and are told from other texts."""

import datetime as dt

import pytest

from tests.unit.ingest.formats.press.files import as_docx
from tests.unit.reading import ingest

BODY = (
    "The ferry to Sandholm stops on Friday, the port of Aldby said in the evening.\n\n"
    "Buses run instead until the ramp has been tested, and tickets stay valid on them."
)
HEADS = {
    "en": "From: Port of Aldby <press@port.aldby.example>\nSent: Tuesday, March 4, 2025 7:59 AM\n"
    "To: desk@phare.example\nSubject: Ferry stops\n",
    "fr": "De : Port of Aldby [mailto:press@port.aldby.example]\nEnvoyé : mardi 4 mars 2025 07:59\nÀ : Rédaction\n"
    "Cc : archives@phare.example\nObjet : Ferry stops\n",
    "de": "Von: Port of Aldby\nGesendet: Dienstag, 4. März 2025 07:59\nAn: desk@phare.example\nBetreff: Ferry stops\n",
    "two columns": "From:\tPort of Aldby <press@port.aldby.example>\nSent:\nTuesday, March 4, 2025 7:59 AM\nTo:\ndesk\n"
    "Subject:\nFerry stops\n",
}


def read(tmp_path, content, name="mail.txt"):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    result = ingest([tmp_path / name])
    (row,) = result.documents.to_pylist()
    return result.report.files[0].profile, {**row, "text": result.texts["text"].to_pylist()[0]}


@pytest.mark.parametrize("form", HEADS)
def test_the_header_is_read_in_many_languages(tmp_path, form):
    profile, found = read(tmp_path, f"{HEADS[form]}\n{BODY}\n\n-- \nPort of Aldby\n")
    assert profile == ("" if form == "en" else "Mail: saved or printed as text")  # its header is a mail's own
    assert (found["title"], found["source"], found["kind"]) == ("Ferry stops", "Port of Aldby", "mail")
    assert found["published"] == dt.datetime(2025, 3, 4, 7, 59, tzinfo=dt.UTC)
    assert found["text"].strip() == BODY


def test_a_mail_in_a_word_document_too_and_the_host_where_there_is_no_name(tmp_path):
    head = HEADS["en"].replace("Port of Aldby <press@port.aldby.example>", "press@port.aldby.example")
    _, found = read(tmp_path, as_docx(f"{head}{BODY}".splitlines()), "mail.docx")
    assert found["source"] == "aldby.example"
    assert found["text"].startswith("The ferry to Sandholm")


@pytest.mark.parametrize(("title", "stays"), [("WG: Ferry stops", True), ("AW: Ferry stops", False)])
def test_a_mail_passed_on_stays_and_one_that_is_answered_goes(tmp_path, title, stays):
    head = HEADS["de"].replace("Ferry stops", title)
    _, found = read(tmp_path, f"{head}\nThis came in yesterday evening from the yard.\n\n{HEADS['en']}\n{BODY}\n")
    assert (BODY in found["text"]) is stays
    assert HEADS["en"] not in found["text"]


def test_what_only_begins_as_one_is_none(tmp_path):
    for text in (f"From: the editors\nDate: 4 March 2025\n\n{BODY}", f"To: all\nSubject: ferries\n\n{BODY}"):
        assert read(tmp_path, text)[0] != "Mail: saved or printed as text"
