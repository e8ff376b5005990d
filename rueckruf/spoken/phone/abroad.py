"""Numbers dictated by callers from abroad: as at home, "null sieben neun ...", unless it is a German mobile number."""

from collections.abc import Callable
from functools import partial

from rueckruf.spoken.phone.dial_plan import area_code, is_costly, is_mobile, national_form
from rueckruf.spoken.phone.dictation import first_breath
from rueckruf.spoken.phone.phone_number import PhoneReading, read_phone_number

#: Germany: without their country codes numbers are hers first.
_HERE = "DE"


def read_from(home: str, text: str, *, expected: bool = False, given: str | None = None) -> PhoneReading | None:
    """As ``read_phone_number``, said by somebody who rings from ``home``, an ISO code."""
    read = partial(_in_region, text, expected, given)
    found = likelier(home, read)
    german = read(_HERE) if found and found.e164 and home != _HERE else None
    return german if german and german.e164 and _pauses_behind_its_code(text, german.e164, home) else found


def _pauses_behind_its_code(text: str, german: str, home: str) -> bool:
    """ "Null sieben sieben drei eins, sechs null, ..." has a German area code, whatever begins so at ``home``."""
    digits = national_form(german)
    code = area_code(digits)
    return code not in ("", area_code(digits, home)) and first_breath(text) == code


def likelier(home: str, read: Callable[[str], PhoneReading | None]) -> PhoneReading | None:
    """What ``read`` finds in Germany or at ``home``, whichever is meant."""
    german = read(_HERE)
    theirs = read(home) if home != _HERE else None
    if theirs is None or not (theirs.e164 and theirs.verdict == "valid"):
        return german
    if german is None or german.e164 is None:
        return theirs
    is_german = is_costly(theirs.e164) or (is_mobile(german.e164) and not is_mobile(theirs.e164))
    return german if is_german else theirs


def _in_region(text: str, expected: bool, given: str | None, region: str) -> PhoneReading | None:
    return read_phone_number(text, expected=expected, given=given, region=region)
