import subprocess

import pytest
from click.testing import CliRunner

from filrouge import addresses
from filrouge.cli import cli
from filrouge.errors import InputError


@pytest.fixture
def started(monkeypatch):
    """What `filrouge serve` would have started."""
    monkeypatch.delenv(addresses.VARIABLE, raising=False)
    found = {}

    class Server:
        def __init__(self, command, **options):
            found.update(options, command=command)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def wait(self):
            return 0

        poll = wait

    monkeypatch.setattr(subprocess, "Popen", Server)
    return found


def run(*options):
    return CliRunner().invoke(cli, ["serve", "--no-browser", *options], catch_exceptions=False)


def test_the_addresses_to_answer_to_are_handed_on(started):
    assert run("--public-address", "https://desk.example", "--public-address", "box.lan:8080").exit_code == 0
    assert started["env"][addresses.VARIABLE] == "https://desk.example box.lan:8080"
    assert "--server.address=127.0.0.1" in started["command"]


def test_without_any_only_those_of_the_host(started):
    run()
    assert addresses.VARIABLE not in started["env"]


def test_errors_of_the_dashboard_are_seen(started):
    run()
    assert "stderr" not in started, "it is that of the command"


def test_what_is_no_address_is_refused_before_anything_starts(started):
    with pytest.raises(InputError, match="“ftp://x” is no address of a web page"):
        run("--public-address", "ftp://x")
    assert started == {}
