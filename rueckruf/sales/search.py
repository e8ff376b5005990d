"""What somebody types to find a request, as requests are found by."""

import re

import phonenumbers

from rueckruf.callbacks.request import is_possible_phone

# A number as Germans write it: with blanks, slashes, hyphens, and brackets around the code.
_NUMBER = re.compile(r"(?<![\w+])[+(]*[0-9][0-9\s()/.–-]{4,}(?!\w)")


def search_words(text: str) -> str:
    """``text`` with each telephone number in it as E.164; four digits stay what they are, the end of a number."""
    return _NUMBER.sub(lambda number: f" {_e164(number[0]) or number[0]} ", text)


def _e164(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        return None
    e164 = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return e164 if is_possible_phone(e164) else None
