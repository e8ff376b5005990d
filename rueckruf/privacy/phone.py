"""A telephone number as whoever answers for the data types it."""

import phonenumbers

from rueckruf.privacy.errors import PrivacyError


def e164(text: str) -> str:
    """The number in E.164, of Germany where no country is given; raises PrivacyError."""
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        raise PrivacyError("Das ist keine Telefonnummer.") from None
    if not phonenumbers.is_possible_number(number):
        raise PrivacyError("Diese Telefonnummer kann es nicht geben.")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
