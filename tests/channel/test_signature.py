"""Signatures that others have computed: Twilio's documentation, and the tests of its own libraries."""

import pytest

from rueckruf.channel.signature import is_signed

pytestmark = pytest.mark.unit

TOKEN = "12345"
CALL = {
    "CallSid": ["CA1234567890ABCDE"],
    "Digits": ["1234"],
    "From": ["+14158675309"],
    "Caller": ["+14158675309"],
    "To": ["+18005551212"],
}
ANOTHER = {**CALL, "From": ["+14158675310"], "Caller": ["+14158675310"]}
TWICE = {"Sid": ["CA123"], "SidAccount": ["AC123"], "Digits": ["5678", "1234", "1234"]}


@pytest.mark.parametrize(
    ("url", "form", "signature"),
    [
        # "Security" of Twilio's documentation, read in November 2026
        ("https://example.com/myapp.php?foo=1&bar=2", ANOTHER, "L/OH5YylLD5NRKLltdqwSvS0BnU="),
        # twilio-python, tests/unit/test_request_validator.py
        ("https://mycompany.com/myapp.php?foo=1&bar=2", CALL, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:443/myapp.php?foo=1&bar=2", CALL, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2", CALL, "kvajT1Ptam85bY51eRf/AJRuM3w="),  # signed with its port
        ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", CALL, "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        ("http://mycompany.com/myapp.php?foo=1&bar=2", CALL, "0ZXoZLH/DfblKGATFgpif+LLRf4="),  # signed with its port
        ("https://mycompany.com/myapp.php?foo=1&bar=2", TWICE, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    ],
)
def test_what_is_signed_is_taken(url: str, form: dict[str, list[str]], signature: str) -> None:
    assert is_signed(TOKEN, url, form, signature)
    assert not is_signed("another", url, form, signature)
    assert not is_signed(TOKEN, f"{url}x", form, signature)
    assert not is_signed(TOKEN, url, {**form, "Digits": ["0"]}, signature)


@pytest.mark.parametrize(
    ("url", "signature", "taken"),
    [
        # by twilio-python's validator, for the address of a WebSocket
        ("wss://mycompany.com/ws", "xnoJwxy0CIpoyz+WdcmZOMrycSk=", True),
        ("wss://mycompany.com/ws/", "/o5Z62eaFIiPqgs8lMFMJlW801w=", True),
        ("wss://mycompany.com/ws", "gT6YGkfnvIxeWoxCf9wf/0d7aSE=", False),  # that of https://mycompany.com/ws
    ],
)
def test_the_address_of_a_socket_is_signed_as_wss(url: str, signature: str, taken: bool) -> None:
    assert is_signed(TOKEN, url, {}, signature) is taken


def test_another_digest_is_none() -> None:
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert not is_signed(TOKEN, url, CALL, "033hgUJA9M/hXIZsYjwkerEP/DBm35nEri5FhCYjA5s=")  # SHA-256
