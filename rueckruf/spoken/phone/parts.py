"""The groups of a dictation and the marks between them, in order, and what takes digits out of them again."""

from collections.abc import Sequence
from operator import eq
from typing import Literal, NamedTuple

from rueckruf.spoken.phone.numerals import AMBIGUOUS, CORRECTED, Group


class Mark(NamedTuple):
    """What stands between groups: a pause (punctuation), a correction, a plus or a piece that got lost.

    "anew" are words at which callers begin again, before a zero: "null sieben, *Moment*, null sieben eins eins"; at
    "again", or a full stop, they may say what they said last once more: "null sieben eins eins zwei, *ja*, eins eins
    zwei"; at "perhaps" they may take it back: "null sieben eins zwei, *ach*, sieben eins eins".

    ``certainty`` is the confidence factor it puts on the number, ``may_be`` the digits of a number word that may have
    been misheard as it.
    """

    kind: Literal["pause", "correction", "plus", "lost", "anew", "again", "stop", "perhaps"]
    certainty: float = 1.0
    may_be: str = ""


Part = Group | Mark

#: So many digits are said once more at least, of a number that has so many: fewer may be alike by chance.
_REPEATED, _REPEATED_PUT_RIGHT, _OF_A_NUMBER = 4, 2, 7
#: Behind a mere full stop so many: with these twice no number is as long.
_REPEATED_AT_A_STOP = 5
_AGAIN = ("again", "stop")


def digits_said(parts: Sequence[Part]) -> str:
    """The digits of all groups."""
    return "".join(part.digits for part in parts if isinstance(part, Group))


def last_with(parts: Sequence[Part], digits: str) -> int | None:
    """The place of the last part that ends with these digits."""
    places = range(len(parts) - 1, -1, -1)
    return next((at for at in places if _ends_with(parts[at], digits)), None)


def put(parts: list[Part], place: int, wrong: str, right: Group | None) -> None:
    """Puts a group in the place of digits; without one they are left out."""
    part = parts[place]
    assert isinstance(part, Group)
    kept = part._replace(digits=part.digits.removesuffix(wrong) + (right.digits if right else ""))
    alone = sum(_ends_with(other, wrong) for other in parts) == 1
    kept = kept._replace(numeral=False, certainty=CORRECTED if alone else CORRECTED * AMBIGUOUS)
    parts[place : place + 1] = [kept] if kept.digits else [Mark("pause", CORRECTED)]


def take_out_last(parts: list[Part], wrong: str) -> None:
    """Takes out the last digits said."""
    left = len(wrong)
    while left:
        part = parts.pop()
        if isinstance(part, Group):
            kept = part.digits[: max(0, len(part.digits) - left)]
            left -= len(part.digits) - len(kept)
            if kept:
                parts.append(part._replace(digits=kept))
    parts.append(Mark("pause", CORRECTED))


def keep_only_the_last(parts: list[Part]) -> None:
    """ "... vier sieben, vier acht meine ich": what was said last takes the place of what it resembles."""
    marks = [at for at, part in enumerate(parts) if isinstance(part, Mark)]
    if not marks or marks[-1] + 1 == len(parts):
        parts.append(Mark("correction", AMBIGUOUS))
        return
    last = parts[marks[-1] + 1 :]
    digits = digits_said(last)
    del parts[marks[-1] :]
    wrong = digits_said(parts)[-len(digits) :]
    alike = sum(map(eq, wrong, digits))
    if len(wrong) == len(digits) and (alike or len(digits) == 1) and not digits.startswith("0"):
        take_out_last(parts, wrong)
    parts.extend([Mark("pause", AMBIGUOUS), *last, Mark("pause")])


def without_repetition(parts: list[Part]) -> list[Part]:
    """The parts without the last digits where they are said once more: "... vier sieben drei zwei, *ja*, vier sieben
    drei zwei", or "... drei null, nicht null, sondern neun, *also* drei neun".
    """
    for at, part in enumerate(parts):
        if isinstance(part, Mark) and part.kind in _AGAIN:
            before, again = digits_said(parts[:at]), digits_said(parts[at:])
            fewest = _REPEATED_PUT_RIGHT if any(map(_puts_right, parts[:at])) else _REPEATED
            fewest = _REPEATED_AT_A_STOP if part.kind == "stop" else fewest
            if len(before) >= _OF_A_NUMBER and len(again) >= fewest and before.endswith(again):
                return parts[:at]
    return [part for part in parts if not isinstance(part, Mark) or part.kind not in _AGAIN]


def is_pause(part: Part) -> bool:
    """Whether it is a pause, also behind digits that were put right."""
    return isinstance(part, Mark) and part.kind == "pause"


def _puts_right(part: Part) -> bool:
    return isinstance(part, Mark) and (part.kind == "correction" or part.certainty == CORRECTED)


def _ends_with(part: Part, digits: str) -> bool:
    return isinstance(part, Group) and part.digits.endswith(digits)
