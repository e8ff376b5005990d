"""Whole numbers in a sentence, whatever its other words say of them: who dictates one twice means it."""

from functools import partial

from rueckruf.spoken.phone.abroad import likelier
from rueckruf.spoken.phone.correction import as_meant
from rueckruf.spoken.phone.dial_plan import judge
from rueckruf.spoken.phone.dictation import Stretch, stretches
from rueckruf.spoken.phone.phone_number import PhoneReading

#: Doubtful, so that it is said back at once.
_INSISTED = 0.45


def whole_numbers(text: str, home: str = "DE") -> list[PhoneReading]:
    """The numbers that are assigned to some network, also those that are quoted or called that of something else.

    ``home``: ISO code of the country that the caller rings from.
    """
    return [number for stretch in stretches(text) if (number := likelier(home, partial(_whole, stretch)))]


def _whole(stretch: Stretch, region: str) -> PhoneReading | None:
    digits = as_meant(stretch.parts, region).digits
    e164, verdict = judge(digits, region)
    if not e164 or verdict != "valid":
        return None
    span = (stretch.groups[0].start, stretch.groups[-1].end)
    return PhoneReading(digits, e164, verdict, None, span, _INSISTED, own_number=False)
