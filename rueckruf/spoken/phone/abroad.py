"""Numbers dictated by callers from abroad: as at home, "null sieben neun ...", unless it is a German mobile number."""

from collections.abc import Callable
from functools import partial

from rueckruf.spoken.phone.dial_plan import is_mobile
from rueckruf.spoken.phone.phone_number import PhoneReading, read_phone_number

#: Germany: without their country codes numbers are hers first.
_HERE = "DE"


def read_from(home: str, text: str, *, expected: bool = False, given: str | None = None) -> PhoneReading | None:
    """As ``read_phone_number``, said by somebody who rings from ``home``, an ISO code."""
    return likelier(home, partial(_in_region, text, expected, given))


def likelier(home: str, read: Callable[[str], PhoneReading | None]) -> PhoneReading | None:
    """What ``read`` finds in Germany or at ``home``, whichever is meant."""
    german = read(_HERE)
    theirs = read(home) if home != _HERE else None
    if theirs is None or not (theirs.e164 and theirs.verdict == "valid"):
        return german
    is_german = german is not None and german.e164 is not None and is_mobile(german.e164)
    return german if is_german and not is_mobile(theirs.e164) else theirs


def _in_region(text: str, expected: bool, given: str | None, region: str) -> PhoneReading | None:
    return read_phone_number(text, expected=expected, given=given, region=region)
