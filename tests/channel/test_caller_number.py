"""The caller's number is a number or nothing."""

import pytest

from rueckruf.channel.caller_number import caller_number

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("+493023125042", "+493023125042"),
        ("+4917612345678", "+4917612345678"),
        ("+43 1 58858-0", "+431588580"),
        ("+41446681800", "+41446681800"),
        ("030 23125042", "+493023125042"),
    ],
)
def test_a_number_is_given_in_e164(sent: str, number: str) -> None:
    assert caller_number(sent) == number


@pytest.mark.parametrize(
    "sent",
    [
        *("", " ", "+", "anonymous", "ANONYMOUS", "Anonymous", "RESTRICTED", "unknown", "UNKNOWN", "Private"),
        *("unavailable", "blocked", "+266696687", "266696687", "+7378742833", "7378742833", "+2562533", "2562533"),
        *("+8656696", "8656696", "+86282452253", "86282452253"),
    ],
)
def test_a_withheld_number_is_none(sent: str) -> None:
    assert caller_number(sent) is None


@pytest.mark.parametrize(
    "sent",
    ["sip:anonymous@example.com", "client:alice", "+491", "+4999999999999999", "12345", "٠٣٠٢٣١٢٥٠٤٢", "x" * 10_000],
)
def test_what_is_no_number_is_none(sent: str) -> None:
    assert caller_number(sent) is None
