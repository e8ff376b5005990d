"""Telephone numbers in what people write: notes, searches."""

from collections.abc import Iterator
from typing import NamedTuple

from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

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
