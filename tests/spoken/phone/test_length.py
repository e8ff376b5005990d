"""Whether a number has all its digits, by the numbering plan."""

import pytest

from rueckruf.spoken.phone.length import Length, length_of

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("expected", "numbers"),
    [
        ("full", ("015123456789", "+4915228817386", "017604069042", "016090001234", "0041446681800", "+33123456789")),
        ("full", ("015709937690",)),  # the library knows longer ones, which are mailboxes
        ("usual", ("03023125042", "02214710012", "08999998007", "08003301000", "+431501123456", "032212345678")),
        ("usual", ("23125042", "4710123")),  # the area code was left out
        ("usual", ("0151234567890", "+4989999980079999999")),  # none is so long
        ("short", ("", "0", "030", "03023125", "0221471", "0911", "+49", "+4930231", "0041446681", "23125")),
        ("short", ("0151", "01512345678", "01713920042", "0160123456", "+49174909131")),
    ],
)
def test_the_plan_tells_what_may_follow(expected: Length, numbers: tuple[str, ...]) -> None:
    assert {number: length_of(number) for number in numbers} == dict.fromkeys(numbers, expected)
