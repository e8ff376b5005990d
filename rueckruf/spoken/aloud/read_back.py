"""Phone numbers as German words to be spoken, digit by digit in groups, and how a surname is spelled.

"zwei", not "zwo": the neural voices speak it clearly, and a formal assistant does not talk like a radio
operator. Who says "zwo" is understood all the same.
"""

from functools import lru_cache

import phonenumbers

from rueckruf.spoken.aloud.words import said
from rueckruf.spoken.phone.dial_plan import GERMANY
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import RECENT_TEXTS

_LONGEST_GROUP = 4


def say_digits(digits: str) -> str:
    """The digits one by one ("zwei drei vier"); "+" is "plus", other characters are left out."""
    return " ".join(_word(character) for character in digits if character.isdecimal() or character == "+")


def say_spelling(surname: str) -> str:
    """ " mit a, Ypsilon" after a surname that sounds like others (Mayer); empty for all others.

    Source: ``data/vocabulary/names_that_sound_alike.yml``.
    """
    told = vocabulary("names_that_sound_alike").get(surname)
    return f" {told}" if told else ""


@lru_cache(maxsize=RECENT_TEXTS)
def say_phone_number(e164: str) -> str:
    """A number in groups: "null eins sieben sechs, eins zwei drei, vier fünf, sechs sieben".

    German numbers begin with their area code, others with "plus" and their country code. Raises
    phonenumbers.NumberParseException for text that is no international number.
    """
    number = phonenumbers.parse(e164, None)
    if number.country_code == GERMANY:
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        written = "0" + written.removeprefix("0")  # one of a length that the plan does not know is written without it
    else:
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    head, *rest = written.replace("-", " ").replace("/", " ").split()
    if number.country_code != GERMANY and rest:
        groups = [head, *_groups(rest[0]), *_groups("".join(rest[1:]))]
    else:
        groups = [*_groups(head), *_groups("".join(rest))]
    return ", ".join(say_digits(group) for group in groups)


def _word(character: str) -> str:
    return said("plus") if character == "+" else str(vocabulary("numbers")["units"][int(character)][0])


def _groups(digits: str) -> list[str]:
    """Up to four digits together if that is all; else pairs, an odd one making the first group three."""
    if len(digits) <= _LONGEST_GROUP:
        return [digits] if digits else []
    first = 2 + len(digits) % 2
    return [digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))]
