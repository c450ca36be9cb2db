"""What comes in at the doors of the dashboard, and what does not, spoken to as a web server does."""

import asyncio
import tomllib

import pytest
from starlette.applications import Starlette
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.doors import Doors, SecurityHeaders, other_names
from filrouge import addresses

from .conftest import ROOT

OWN = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


@pytest.fixture
def ask(monkeypatch):
    """Ask the dashboard; returns what came through to Streamlit and what was answered."""
    monkeypatch.setattr(config, "get_option", {"server.address": "127.0.0.1"}.__getitem__)

    def ask_(kind, path="/", headers=OWN, messages=()):
        through, answers = [], []
        coming = iter([{"type": f"{kind}.connect"}, *messages, {"type": f"{kind}.disconnect"}])

        async def streamlit(scope, receive, send):
            through.append(scope)
            if kind == "websocket":
                while (message := await receive())["type"] != "websocket.disconnect":
                    through.append(message)
            else:
                await send({"type": "http.response.start", "status": 200, "headers": []})
                await send({"type": "http.response.body", "body": b"texts"})

        async def receive():
            return next(coming)

        async def send(message):
            answers.append(message)

        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": kind, "path": path, "headers": raw, "method": "GET", "query_string": b""}
        asyncio.run(SecurityHeaders(Doors(streamlit))(scope, receive, send))
        return through, answers

    return ask_


FOREIGN = [
    {"host": "evil.example:8501", "origin": "http://evil.example:8501"},
    {"host": "evil.example:8501"},
    {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:3000"},
    {"host": "127.0.0.1:8501", "origin": "http://localhost:8501"},
    {"host": "127.0.0.1:8501", "origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_strangers_name_and_a_strangers_page_are_told_nothing(ask, headers):
    through, answers = ask("http", headers=headers)
    assert through == []
    assert answers[0]["status"] == 403
    assert b"--public-address" in answers[1]["body"]
    through, answers = ask("websocket", "/_stcore/stream", headers)
    assert through == []
    assert answers == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("headers", [OWN, {"host": "127.0.0.1:8501"}, {"host": "localhost"}])
def test_a_page_of_its_own_comes_in(ask, headers):
    through, answers = ask("http", headers=headers)
    assert len(through) == 1
    assert answers[1]["body"] == b"texts"
    assert b"connect-src 'self';" in dict(answers[0]["headers"])[b"content-security-policy"]
    assert len(ask("websocket", "/_stcore/stream", headers)[0]) == 2


def test_a_public_address_comes_in_through_a_proxy(ask, monkeypatch):
    monkeypatch.setenv(addresses.VARIABLE, "https://desk.example http://10.0.0.7:8501")
    through, _ = ask("websocket", "/_stcore/stream", {"host": "127.0.0.1:8501", "origin": "https://desk.example"})
    assert (b"host", b"desk.example") in through[0]["headers"]  # Streamlit compares the two once more
    assert ask("http", headers={"host": "10.0.0.7:8501"})[0]
    assert not ask("http", headers={"host": "desk.example", "origin": "https://evil.example"})[0]


def test_streamlit_sees_one_name_where_browser_and_proxy_write_it_differently(ask):
    # Else it would ask a server on the internet whether the other one is a name of this machine.
    through, _ = ask("websocket", "/_stcore/stream", {"host": "LOCALHOST:80", "origin": "http://localhost"})
    assert [value for name, value in through[0]["headers"] if name == b"host"] == [b"localhost"]


def test_nobody_is_asked_for_the_address_of_this_machine():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["logger"]["hideWelcomeMessage"] is True
    assert settings["browser"]["gatherUsageStats"] is False


def test_what_a_reader_is_told_is_in_a_language_of_theirs(ask, french):  # noqa: ARG001
    _, answers = ask("http", headers={"host": "x.example", "accept-language": "fr-CA,fr;q=0.9"})
    assert answers[1]["body"].decode().startswith("‹")


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/timeline/_stcore/metrics", "/_stcore/agent/interact",
     "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/script-health-check", "/_stcore/"],
)  # fmt: skip
def test_what_no_page_needs_is_closed(ask, path):
    through, answers = ask("http", path)
    assert through == []
    assert answers[0]["status"] == 404


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b", "/media/a.csv"]
)
def test_what_a_page_needs_is_open(ask, path):
    assert len(ask("http", path)[0]) == 1


def received(*asked):
    return [{"type": "websocket.receive", "bytes": m if isinstance(m, bytes) else m.SerializeToString()} for m in asked]


def operation(**payload):
    message = BackMsg()
    for name in payload:
        getattr(message.backend_operation_request, name).SetInParent()
    return message


RERUN = BackMsg()
RERUN.rerun_script.SetInParent()
CLEAR = BackMsg(clear_cache=True)
FORBIDDEN = [
    CLEAR,
    BackMsg(set_run_on_save=True),
    BackMsg(load_git_info=True),
    BackMsg(debug_shutdown_runtime=True),
    operation(install_skills=True),
    operation(dismiss_skills_nudge=True),
    BackMsg(),
]


def test_a_viewer_cannot_clear_the_caches_or_touch_what_concerns_all(ask):
    asked = received(*FORBIDDEN, RERUN, operation(deferred_file=True), CLEAR, BackMsg(app_heartbeat=True))
    through, _ = ask("websocket", "/_stcore/stream", messages=asked)
    came = [BackMsg.FromString(m["bytes"]) for m in through[2:]]
    assert came == [RERUN, operation(deferred_file=True), BackMsg(app_heartbeat=True)]


def test_what_is_no_message_is_left_to_streamlit_which_closes(ask):
    strange = [*received(b"\xff\xff\xff"), {"type": "websocket.receive", "text": "x", "bytes": None}]
    through, _ = ask("websocket", "/_stcore/stream", messages=strange)
    assert through[2:] == strange


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("/overview", "./"),
        ("/overview?narrative=3&lang=fr", "./?narrative=3&lang=fr"),
        ("/topic-map?find=a%20b", "./topic_map?find=a%20b"),
    ],
)
def test_a_page_is_found_under_the_name_one_would_type(typed, place):
    sent = []

    async def send(message):
        sent.append(message)

    path, _mark, query = typed.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    asyncio.run(Starlette(routes=other_names())(scope, None, send))
    assert sent[0]["status"] == 307
    assert dict(sent[0]["headers"])[b"location"].decode() == place


def test_a_page_that_is_where_its_name_says_is_left_to_streamlit():
    assert {route.path for route in other_names()} == {"/overview", "/topic-map"}
