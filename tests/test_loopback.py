"""What is this machine, and what only looks like it."""

import pytest

from rueckruf.loopback import is_loopback

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]"),
        *("localhost:5005", "127.0.0.1:5005", "[::1]:5005"),
    ],
)
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        *("", ":", ":5005", "[", "musterwerk.de", "127.musterwerk.de", "127.0.0.1.nip.io", "localhost.musterwerk.de"),
        *("0.0.0.0:5005", "128.0.0.1", "203.0.113.7:127", "2001:db8::1", "[2001:db8::1]:5005", "localhost:1:2"),
    ],
)
def test_others(host: str) -> None:
    assert not is_loopback(host)
