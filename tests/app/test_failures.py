"""Files that a page makes once their buttons are pressed, and answers to what the server itself failed on."""

import asyncio
import json
import logging
import re
from threading import Thread

import pytest
import streamlit as st
from starlette.requests import Request

from components import failures
from filrouge import i18n
from filrouge.errors import ExportError
from filrouge.explore.view import PAGES, View
from filrouge.export.provenance import decoded


@pytest.fixture
def offered(monkeypatch):
    """What makes the files of a page, by the key of its button."""
    found = {}
    monkeypatch.setattr(st, "download_button", lambda *_, data, key=None, **__: found.update({key: data}))
    return found


def pressed(make) -> bytes:
    """What a file holds that is made as Streamlit does it: elsewhere, when the page is long done."""
    made = []
    thread = Thread(target=lambda: made.append(make()))
    thread.start()
    thread.join()
    return made[0]


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"sources", "history"}])
def test_every_file_of_a_page_is_made_when_the_page_is_done_in_its_language(open_page, bundle_path, offered, page):
    open_page(page, bundle_path, lang="fr")
    makers = {key: make for key, make in offered.items() if callable(make)}
    assert makers or page == "report"
    for key, make in makers.items():
        text = pressed(make).decode("utf-8-sig")
        if key == "_form_stix":  # for programs, in the words of its standard
            assert json.loads(text)["objects"]
            continue
        head = text.split("\r\n")[:4]
        assert head[0].startswith("# "), key
        assert re.search(r"\b(documents|données|de)\b", head[2]), key
        assert not re.search(r"\b(bundle|documents in|of)\b", head[2]), (key, head[2])


def test_what_goes_wrong_with_a_file_is_noted_once_and_said_in_the_language_of_the_page(french, caplog):  # noqa: ARG001
    def broken() -> bytes:
        raise RuntimeError("planted")

    said: list[str] = []
    with i18n.speaking("fr"):
        make = failures.download(broken)
    token = failures._said.set(said)
    with caplog.at_level(logging.ERROR, "filrouge"), pytest.raises(RuntimeError):
        make()
    failures._said.reset(token)
    (record,) = caplog.records
    reference = re.search(r"error ([0-9A-F]{8})", record.getMessage())[1]
    assert record.exc_info[1].args == ("planted",)
    (text,) = said
    assert text.startswith("‹")
    assert reference in text


def test_what_can_be_mended_needs_no_reference(caplog):
    def refused() -> bytes:
        raise ExportError("the disk is full", hint="Free some space.")

    said: list[str] = []
    token = failures._said.set(said)
    with caplog.at_level(logging.ERROR, "filrouge"), pytest.raises(ExportError):
        failures.download(refused)()
    failures._said.reset(token)
    assert said == ["the disk is full. Free some space."]
    assert caplog.records == []


def test_a_server_that_fails_answers_with_a_reference_and_no_more(caplog):
    request = Request({"type": "http", "headers": [(b"accept-language", b"en")]})
    with caplog.at_level(logging.ERROR, "filrouge"):
        answer = failures.answer(request, RuntimeError("planted, with a secret"))
    assert answer.status_code == 500
    text = bytes(answer.body).decode()
    assert "secret" not in text
    assert re.search(r"reference ([0-9A-F]{8})", text)[1] in caplog.records[0].getMessage()


def test_streamlits_own_line_is_left_out_of_the_log_and_no_other():
    failures.keep_log()
    log = logging.getLogger("streamlit.error_util")
    assert not log.filter(logging.LogRecord(log.name, 40, "", 0, "Uncaught app execution", (), None))
    assert log.filter(logging.LogRecord(log.name, 40, "", 0, "on_script_error handler raised an exception", (), None))


def test_other_messages_to_a_page_are_left_as_they_are():
    sent = []

    async def app(scope, receive, send):  # noqa: ARG001
        failures._say("why")
        await send({"type": "websocket.send", "bytes": b"anything"})

    async def send(message):
        sent.append(message)

    asyncio.run(failures.Downloads(app)({"type": "websocket"}, None, send))
    assert sent == [{"type": "websocket.send", "bytes": b"anything"}]


def test_a_file_that_knows_its_link_only_then_is_made_too(open_page, bundle, offered):
    view = View("compare", about=0)
    open_page("compare", bundle.path, **view.params())
    text = pressed(offered["csv-tellings"]).decode("utf-8-sig")
    assert "/compare?" in decoded(re.search(r"^# filrouge: (.*?)\r$", text, re.MULTILINE)[1]).link
