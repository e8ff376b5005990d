"""What telephone numbering says about digits: which number they are, and whether it can exist.

Facts come from the phonenumbers library (Google's libphonenumber); only what a German callback needs beyond
it is decided here: unfinished numbers are distinguished from short ones.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberType, ValidationResult

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import RECENT_TEXTS

Verdict = Literal["valid", "possible", "too_short", "too_long", "impossible"]

GERMANY = 49
"""The country code."""
_MOBILE = ("15", "16", "17")
_SHORTEST_MOBILE, _LONGEST_MOBILE = 10, 11
#: ITU-T E.164: country code and number, with the plus.
_LONGEST_E164 = 16
_SHORTEST = 7
#: Behind its area code; the library lets three digits pass in the largest cities ("030 231").
_SHORTEST_SUBSCRIBER = 4
_AREA_CODE_MISSING_AT_MOST = 12
LONGEST_DIALLED = 24
"""So many digits has no number, whatever prefixes are dialled before it."""
SHORTEST_AREA_CODE, LONGEST_AREA_CODE = 3, 6
"""With the trunk 0, in Germany."""

#: Whoever rings them pays for more than the call.
_COSTLY = frozenset({PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST})

_REASONS: dict[int, Verdict] = {
    ValidationResult.TOO_SHORT: "too_short",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "too_short",
    ValidationResult.TOO_LONG: "too_long",
    ValidationResult.INVALID_COUNTRY_CODE: "impossible",
}
_PARSE_ERRORS: dict[int, Verdict] = {
    NumberParseException.INVALID_COUNTRY_CODE: "impossible",
    NumberParseException.TOO_LONG: "too_long",
}


class Judgement(NamedTuple):
    """The number in E.164 where it can exist, and the verdict on it."""

    e164: str | None
    verdict: Verdict


@lru_cache(maxsize=RECENT_TEXTS)
def judge(digits: str, region: str) -> Judgement:
    """Judges national digits, or "+" and all digits; ``region`` is an ISO country code.

    Where numbers have a trunk 0, as in Germany, digits without it lack their area code: never a number,
    "too_short" (or "too_long").
    """
    if len(digits) > LONGEST_DIALLED:
        return Judgement(None, "too_long")
    if not digits.startswith(("0", "+")) and phonenumbers.ndd_prefix_for_region(region, True) == "0":
        return Judgement(None, "too_short" if len(digits) <= _AREA_CODE_MISSING_AT_MOST else "too_long")
    try:
        number = phonenumbers.parse(digits, region)
    except NumberParseException as error:
        return Judgement(None, _PARSE_ERRORS.get(error.error_type, "too_short"))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.INVALID_LENGTH and len(str(number.national_number)) < _SHORTEST:
        return Judgement(None, "too_short")
    if reason != ValidationResult.IS_POSSIBLE:
        return Judgement(None, _REASONS.get(reason, "impossible"))
    if _is_begun(number):
        return Judgement(None, "too_short")
    if len(e164) > _LONGEST_E164:
        return Judgement(None, "too_long")
    if phonenumbers.is_valid_number(number):
        return Judgement(e164, "valid")
    if _is_long_mobile(number):
        return Judgement(None, "too_long")
    return _only_possible(e164, number)


def _is_begun(number: phonenumbers.PhoneNumber) -> bool:
    """Whether these digits are rather the first groups of a German number than one of the few that are so short."""
    national, area = str(number.national_number), phonenumbers.length_of_geographical_area_code(number)
    german = number.country_code == GERMANY
    return german and len(national) < _SHORTEST and area > 0 and len(national) - area < _SHORTEST_SUBSCRIBER


def _is_long_mobile(number: phonenumbers.PhoneNumber) -> bool:
    national = str(number.national_number)
    return number.country_code == GERMANY and national.startswith(_MOBILE) and len(national) > _LONGEST_MOBILE


def _only_possible(e164: str, number: phonenumbers.PhoneNumber) -> Judgement:
    national = str(number.national_number)
    german = number.country_code == GERMANY
    if len(national) < (_SHORTEST_MOBILE if german and national.startswith(_MOBILE) else _SHORTEST):
        return Judgement(None, "too_short")
    if german and number.italian_leading_zero:
        return Judgement(None, "impossible")  # no German area code begins with 00
    return Judgement(e164, "possible")


def national_form(digits: str, region: str = "DE") -> str:
    """Digits with the trunk 0 of ``region`` instead of its +49; other countries and local digits stay as they are."""
    code = f"+{phonenumbers.country_code_for_region(region)}"
    if not digits.startswith(code) or phonenumbers.ndd_prefix_for_region(region, True) != "0":
        return digits
    return "0" + digits.removeprefix(code).removeprefix("0")


@lru_cache(maxsize=RECENT_TEXTS)
def area_code(digits: str, region: str = "DE") -> str:
    """The leading part of national digits that callers name Vorwahl, trunk 0 included."""
    if region == "DE" and digits.startswith(tuple(f"0{prefix}" for prefix in _MOBILE)):
        return digits[: 5 if digits.startswith("015") else 4]
    try:
        number = phonenumbers.parse(digits, region)
    except NumberParseException:
        return ""
    length = phonenumbers.length_of_geographical_area_code(number)
    if not length and region != "DE":
        length = phonenumbers.length_of_national_destination_code(number)
    return digits[: length + 1] if length else ""


def country_of(e164: str | None) -> str:
    """ISO code of the country of a number, Germany's where there is none."""
    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164)) if e164 else None
    return region or "DE"


def is_mobile(e164: str) -> bool:
    """Whether a number is one of a mobile network, as far as its country keeps the two apart."""
    return bool(phonenumbers.number_type(phonenumbers.parse(e164)) == phonenumbers.PhoneNumberType.MOBILE)


def are_of_one_kind(e164: str, other: str) -> bool:
    """Whether two numbers are mobile ones, landlines, mailboxes or the like both."""
    first, second = (phonenumbers.number_type(phonenumbers.parse(number)) for number in (e164, other))
    return bool(first == second)


def is_costly(e164: str) -> bool:
    """Whether nobody rings this number back: premium rate, shared cost, satellites (list ``costly``)."""
    listed = tuple(vocabulary("phone_number")["costly"])
    return e164.startswith(listed) or phonenumbers.number_type(phonenumbers.parse(e164)) in _COSTLY
