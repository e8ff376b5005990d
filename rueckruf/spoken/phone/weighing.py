"""A number that is dictated again, weighed with what the caller called wrong before.

Each hearing has other faults: digits on which both agree stand, and where the new one lacks a digit or has one too
many, the numbering plan says that the old one was right there.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from rueckruf.spoken.phone.dial_plan import judge, national_form
from rueckruf.spoken.phone.phone_number import PhoneReading

#: Doubtful, so that it is said back at once.
_WEIGHED = 0.45
#: With fewer digits in common one is another number, or only begun.
_ALIKE = 0.7


def weighed(again: PhoneReading, rejected: Sequence[str], region: str = "DE") -> PhoneReading | None:
    """``again``, which is no number, completed by one that was ``rejected``, the last first; None where that is none.

    ``rejected`` are in E.164; what comes out is none of them.
    """
    digits = national_form(again.digits, region)
    for number in reversed(rejected):
        mended = _mended(digits, national_form(number, region), lacks=again.verdict == "too_short")
        if mended is None:
            continue
        judgement = judge(mended, region)
        if judgement.verdict == "valid" and judgement.e164 not in rejected:
            return replace(again, digits=mended, e164=judgement.e164, verdict="valid", confidence=_WEIGHED)
    return None


def _mended(digits: str, rejected: str, *, lacks: bool) -> str | None:
    """``digits`` with those that they lack, or without those that are too many; None where it is not plain which."""
    match = SequenceMatcher(None, rejected, digits, autojunk=False)
    if match.ratio() < _ALIKE:
        return None
    mended = ""
    for kind, start, end, at, after in match.get_opcodes():
        if kind == "replace" and end - start != after - at:
            return None
        if kind == "delete" and end == len(rejected):
            return None  # the last digits are rather still to come
        if kind == "delete" and lacks:
            mended += rejected[start:end]
        elif kind != "insert" or lacks:
            mended += digits[at:after]
    return mended
