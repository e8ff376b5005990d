"""Telephone numbers in what people write, notes and searches, and as people read them."""

from collections.abc import Iterator
from typing import NamedTuple

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number, parse

# Fewer are times, days, house numbers, or the end of a number.
_FEWEST_DIGITS = 6


class WrittenPhone(NamedTuple):
    """A number in E.164, and where it stands in the text."""

    e164: str
    start: int
    end: int


def written_phones(text: str) -> Iterator[WrittenPhone]:
    """Every number in ``text`` that could exist, of Germany where no country is given."""
    for match in PhoneNumberMatcher(text, "DE", leniency=Leniency.POSSIBLE):
        if sum(map(str.isdigit, match.raw_string)) >= _FEWEST_DIGITS:
            yield WrittenPhone(format_number(match.number, PhoneNumberFormat.E164), match.start, match.end)


def international(e164: str) -> str:
    """A number of any country in groups, as ITU-T E.123 writes it: ``+49 30 23125042``."""
    return str(format_number(parse(e164), PhoneNumberFormat.INTERNATIONAL))
