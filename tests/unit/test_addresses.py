import pytest

from filrouge.addresses import trusted
from filrouge.errors import InputError

LOCAL = trusted("127.0.0.1")
PUBLIC = trusted("127.0.0.1", ["https://desk.example", "press.example:8080"])


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "localhost.", "[::1]:8501", "[::1]"])
def test_the_names_of_this_machine_are_known(host):
    assert LOCAL.knows(host)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8501", "127.0.0.1.evil.example", "localhost.evil.example", "evil@localhost",
     "localhost:x", "[::1", "10.0.0.7:8501", "0.0.0.0:8501", "desk.example"],
)  # fmt: skip
def test_no_other_name_is(host):
    assert not LOCAL.knows(host)


def test_the_address_listened_on_is_known():
    assert trusted("192.168.1.5").knows("192.168.1.5:8501")
    assert trusted("::1").knows("[::1]:8501")
    assert trusted("box.lan").knows("BOX.lan:8501")
    assert not trusted("192.168.1.5").knows("192.168.1.6")


@pytest.mark.parametrize("listening", ["0.0.0.0", "::", ""])
def test_who_listens_on_every_address_is_known_by_each_and_by_no_name(listening):
    every = trusted(listening)
    assert every.knows("192.168.1.5:8501")
    assert every.knows("[fe80::1]:8501")
    assert not every.knows("evil.example:8501")


def test_public_addresses_are_known():
    assert PUBLIC.knows("desk.example")
    assert PUBLIC.knows("press.example:8080")
    assert not PUBLIC.knows("evil.desk.example")


@pytest.mark.parametrize(
    ("origin", "host"),
    [("http://127.0.0.1:8501", "127.0.0.1:8501"), ("http://localhost:8501", "LocalHost:8501"),
     ("http://[::1]:8501", "[::1]:8501"), ("http://localhost", "localhost:80"), ("https://localhost", "localhost")],
)  # fmt: skip
def test_a_page_of_the_dashboard_may_speak_to_it(origin, host):
    assert LOCAL.lets_in(origin, host)


@pytest.mark.parametrize(
    "origin",
    ["http://localhost:3000", "http://127.0.0.1:8501", "http://localhost", "https://localhost:9", "null", "",
     "http://evil.example:8501", "http://localhost:8501.evil.example", "file://", "http://localhost:x", "http://"],
)  # fmt: skip
def test_no_other_page_may_not_even_of_this_machine(origin):
    assert not LOCAL.lets_in(origin, "localhost:8501")
    assert not LOCAL.lets_in(origin, "")


def test_a_page_of_a_public_address_may_also_through_a_proxy_that_asks_by_another_name():
    assert PUBLIC.lets_in("https://desk.example", "127.0.0.1:8501")
    assert PUBLIC.lets_in("https://desk.example:443", "desk.example")
    assert PUBLIC.lets_in("http://press.example:8080", "127.0.0.1:8501")
    assert PUBLIC.lets_in("https://press.example:8080", "127.0.0.1:8501")
    assert not PUBLIC.lets_in("http://desk.example", "127.0.0.1:8501")
    assert not PUBLIC.lets_in("https://desk.example:8443", "127.0.0.1:8501")
    assert not PUBLIC.lets_in("https://press.example", "127.0.0.1:8501")


@pytest.mark.parametrize("address", ["", "https://", "ftp://desk.example", "http://a:b", "user@desk.example"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(InputError, match=r"--public-address.*is no address of a web page.*https://desk\.example"):
        trusted("127.0.0.1", [address])
