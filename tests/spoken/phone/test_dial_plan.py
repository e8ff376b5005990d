"""Which digits can be a number that is stored and rung."""

import pytest

from rueckruf.spoken.phone.dial_plan import judge

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("digits", ["041392134401713", "0308765432109876", "021512345678901", "+498976543210987654"])
def test_no_number_is_longer_than_its_standard(digits: str) -> None:
    """ITU-T E.164: fifteen digits. The library lets more pass where the plan of a country has no end."""
    assert judge(digits, "DE") == (None, "too_long")


@pytest.mark.parametrize("digits", ["03023125077", "04139213440171", "+41443640000"])
def test_a_number_of_at_most_fifteen_digits_may_be_one(digits: str) -> None:
    e164 = judge(digits, "DE").e164
    assert e164 is not None
    assert len(e164) <= 16
