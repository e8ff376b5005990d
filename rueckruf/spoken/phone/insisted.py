"""Whole numbers in a sentence, whatever its other words say of them: who dictates one twice means it."""

from rueckruf.spoken.phone.correction import as_meant
from rueckruf.spoken.phone.dial_plan import judge
from rueckruf.spoken.phone.dictation import stretches
from rueckruf.spoken.phone.phone_number import PhoneReading

#: Doubtful, so that it is said back at once.
_INSISTED = 0.45


def whole_numbers(text: str, region: str = "DE") -> list[PhoneReading]:
    """The numbers that are assigned to some network, also those that are quoted or called that of something else."""
    found = []
    for stretch in stretches(text):
        digits = as_meant(stretch.parts, region).digits
        e164, verdict = judge(digits, region)
        if e164 and verdict == "valid":
            span = (stretch.groups[0].start, stretch.groups[-1].end)
            found.append(PhoneReading(digits, e164, verdict, None, span, _INSISTED, own_number=False))
    return found
