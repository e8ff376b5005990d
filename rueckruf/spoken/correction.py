"""Self-corrections while a number is dictated, and changes to a number given before.

"vier, Quatsch, fünf": what follows replaces what was said last, that is one spoken group. A speaker who starts
further back says some right digits again ("eins zwei drei, nein, eins zwei vier") or the whole number.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rueckruf.spoken.dial_plan import judge
from rueckruf.spoken.dictation import Mark
from rueckruf.spoken.digits import AMBIGUOUS, Group

CORRECTED = 0.85
"""Confidence factor of a number that was corrected while it was said."""
_RESTARTED = 0.8
_LONGEST_SPOKEN = 3
_RETRACED = 2
_SHORTEST_RESTART = 7
_SAME_START = 3
_LONGEST_NUMBER = 12
_COUNTRY_CODE = 3

Phrase = list[Group]
"""Groups said without a pause."""


class Said(NamedTuple):
    """Digits as meant, "+" in front where it was said, and a confidence factor."""

    digits: str
    certainty: float


def as_meant(parts: Sequence[Group | Mark], region: str) -> Said:
    """The digits of a stretch with its self-corrections carried out."""
    certainty = 1.0
    plus = ""
    said: list[Phrase] = []
    for index, segment in enumerate(_segments(parts)):
        if segment:
            certainty *= CORRECTED if index and said else 1.0
            said = _replaced(said, segment, region) if said else segment
    for part in parts:
        if isinstance(part, Mark):
            certainty *= part.certainty
            plus = "+" if part.kind == "plus" else plus
    groups = [group for phrase in said for group in phrase]
    certainty *= min(group.certainty for group in groups)
    if any(_inverted(left, right) for left, right in pairwise(groups)):
        certainty *= AMBIGUOUS
    return _said_once(plus, groups, certainty, region)


def _segments(parts: Iterable[Group | Mark]) -> list[list[Phrase]]:
    """Parts cut at corrections, each segment cut into phrases at pauses."""
    segments: list[list[Phrase]] = [[]]
    pause = True
    for part in parts:
        if isinstance(part, Group):
            if pause:
                segments[-1].append([])
            segments[-1][-1].append(part)
            pause = False
        elif part.kind == "correction":
            segments.append([])
            pause = True
        elif part.kind == "pause":
            pause = True
    return segments


def _inverted(left: Group, right: Group) -> bool:
    """Groups that may be one compound badly heard.

    "dreißig vier" may be 34, "zweihundert fünf" 205, "5 10" in figures fünfzehn, "3 20" dreiundzwanzig.
    """
    if left.numeral and right.numeral:
        unit_first = len(left.digits) == 1 and left.digits != "0"
        return unit_first and len(right.digits) == 2 and right.digits[1] == "0" != right.digits[0]
    if left.numeral or right.numeral or len(right.digits) != 1 or right.digits == "0":
        return False
    return len(left.digits) in (2, 3) and left.digits.endswith("0") and not left.digits.startswith("0")


def _joined(phrases: Iterable[Phrase]) -> str:
    return "".join(group.digits for phrase in phrases for group in phrase)


def _replaced(said: list[Phrase], new: list[Phrase], region: str) -> list[Phrase]:
    groups = [group for phrase in said for group in phrase]
    kept, wrong = groups[:-1], groups[-1]
    before, after, first = _joined([kept]), _joined(new), _joined(new[:1])
    if _starts_over(before + wrong.digits, after):
        return new
    last = said[-1]
    if len(said) > 1 and len(last) > 1 and len(_joined([last])) == len(first):
        return said[:-1] + new
    if _is_complete(before, after, region):
        return new
    for length in range(len(after) - 1, _RETRACED - 1, -1):
        if before.endswith(after[:length]) and _ends_a_group(new, length):
            return [[_literal(before[:-length])], *new]
    if new[0][0].digits == wrong.digits and _RETRACED <= len(first) <= _LONGEST_SPOKEN:
        # "zwei vier, nein, vier zwei": nobody corrects a digit to itself.
        return [[_literal((before + wrong.digits)[: -len(first)])], *new]
    if len(wrong.digits) > _LONGEST_SPOKEN:
        # A block of figures is no spoken group: only as many digits are replaced as are said anew.
        block = len(after) if len(after) <= _LONGEST_SPOKEN else len(new[0][0].digits)
        kept = [*kept, wrong._replace(digits=wrong.digits[:-block])]
    return [kept, *new]


def _literal(digits: str) -> Group:
    return Group(digits, 0, 0)


def _ends_a_group(phrases: list[Phrase], length: int) -> bool:
    """Whether groups end exactly after ``length`` digits: a retraced part is said in whole groups."""
    passed = 0
    for phrase in phrases:
        for group in phrase:
            passed += len(group.digits)
            if passed >= length:
                return passed == length
    return False


def _starts_over(before: str, after: str) -> bool:
    """Whether ``after`` begins like ``before``: the whole number is said again."""
    if not after.startswith("0") or len(after) < _SHORTEST_RESTART:
        return False
    same = min(_SAME_START, len(before))
    return same >= _RETRACED and after[:same] == before[:same]


def _is_complete(kept: str, after: str, region: str) -> bool:
    """Whether ``after`` is a number of its own, too long to go on after ``kept``."""
    national = kept.startswith("0") and not kept.startswith("00")
    longest = _LONGEST_NUMBER if national else _LONGEST_NUMBER + _COUNTRY_CODE
    too_long = len(kept) + len(after) > longest
    return after.startswith("0") and too_long and judge(after, region).verdict == "valid"


def _said_once(plus: str, groups: Sequence[Group], certainty: float, region: str) -> Said:
    """A number said twice, or begun anew without a word of correction, counts once."""
    digits = "".join(group.digits for group in groups)
    if len(digits) > _SHORTEST_RESTART and judge(plus + digits, region).verdict != "valid":
        for index in range(1, len(groups)):
            rest = "".join(group.digits for group in groups[index:])
            again = _starts_over(digits[: len(digits) - len(rest)], rest)
            if again and judge(rest, region).verdict == "valid":
                return Said(rest, certainty * _RESTARTED)
    return Said(plus + digits, certainty)
