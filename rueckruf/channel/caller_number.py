"""The number a call comes from, or nothing when it is withheld."""

import re

import phonenumbers

# Twilio writes a withheld number as a word or as that word on a keypad:
# ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE.
_WITHHELD_DIGITS = frozenset({"266696687", "7378742833", "2562533", "8656696", "86282452253"})


def caller_number(sent: str) -> str | None:
    """The caller's number in E.164, from Twilio's parameter ``From``.

    None for a withheld number in any spelling, for a SIP or client address and for one that does not exist.
    """
    compact = re.sub(r"[\s()/.-]", "", sent)
    if not re.fullmatch(r"\+?[0-9]{5,15}", compact) or compact.lstrip("+") in _WITHHELD_DIGITS:
        return None
    try:
        number = phonenumbers.parse(compact, "DE")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
