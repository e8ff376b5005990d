"""Self-corrections while a number is dictated, and changes to a number given before.

"vier, Quatsch, fünf": what follows replaces what was said last, that is one spoken group. A speaker who starts
further back says some right digits again ("eins zwei drei, nein, eins zwei vier") or the whole number.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from math import prod
from operator import eq
from typing import NamedTuple

from rueckruf.spoken.phone.dial_plan import LONGEST_DIALLED, area_code, judge, national_form
from rueckruf.spoken.phone.further_back import further_back, is_said_again
from rueckruf.spoken.phone.length import is_hardly_whole, lengths_behind_mobile_code
from rueckruf.spoken.phone.numerals import AMBIGUOUS, CORRECTED, MISHEARD, TWO_READINGS, Group
from rueckruf.spoken.phone.parts import Mark, Part, digits_said
from rueckruf.spoken.phone.told_in_full import told_in_full

_RESTARTED = 0.8
_LONGEST_SPOKEN = 3
_RETRACED = 2
_SHORTEST_RESTART = 7
_SAME_START = 3
_LONGEST_NUMBER = 12
_COUNTRY_CODE = 3
_MOBILE_CODE = 4
_HOME_PREFIX = re.compile(r"^(?:\+49|0049|0)")
_PIECES_OF_A_COMPOUND = 3  # unit, "und", ten

Breath = list[Group]
"""Groups said without a pause."""


class SaidDigits(NamedTuple):
    """Digits as meant, "+" in front where it was said, and a confidence factor."""

    digits: str
    certainty: float


def as_meant(parts: Sequence[Part], region: str) -> SaidDigits:
    """The digits of a stretch with its self-corrections carried out, unless they make sense as misheard digits only."""
    if (begun := _begun_anew(parts, region)) and not _is_whole_once_corrected(parts, begun.at, region):
        digits, certainty = as_meant(parts[begun.at :], region)
        return SaidDigits(digits, certainty * begun.certainty)
    corrected = _perhaps_corrected(parts, region)
    heard = tuple(_as_digits(part) for part in parts)
    if heard == tuple(parts) or judge(corrected.digits, region).verdict == "valid":
        return corrected
    misheard = _corrected(heard, region)
    return misheard if judge(misheard.digits, region).verdict == "valid" else corrected


def _is_whole_once_corrected(parts: Sequence[Part], begun: int, region: str) -> bool:
    """Whether a correction behind "null drei, null drei neun ..." makes one number of all that is said."""
    marks = [part.kind for part in parts if isinstance(part, Mark)]
    before = parts[begun - 1]
    if "correction" not in marks or (isinstance(before, Mark) and before.kind in ("anew", "correction")):
        return False
    return _is_usual(_corrected(parts, region).digits, region)


class _Begun(NamedTuple):
    """The part with which a number begins anew, and a confidence factor."""

    at: int
    certainty: float


def _begun_anew(parts: Sequence[Part], region: str) -> _Begun | None:
    """Where a number begins anew with its zero and all that was said before: "acht neun, null acht neun, zwei ..."."""
    plus = "+" if isinstance(parts[0], Mark) and parts[0].kind == "plus" else ""
    said = digits_said(parts)
    left = len(said)
    for at in range(len(parts) - 1, 0, -1):
        part = parts[at]
        if not isinstance(part, Group):
            continue
        left -= len(part.digits)
        if not part.digits.startswith("0"):
            continue
        before, after = plus + said[:left], said[left:]
        if _begins_like(before, after) and (certainty := _is_anew(before, after, parts[at - 1], region)):
            return _Begun(at, certainty)
    return None


def _begins_like(before: str, after: str) -> bool:
    """Whether all of ``before``, with or without its zero or Germany's code, comes again after it."""
    bare = _HOME_PREFIX.sub("", before)
    zero = bare != before
    return len(bare) >= (1 if zero else _RETRACED) and after.startswith("0" + bare)


def _is_anew(before: str, after: str, between: Part, region: str) -> float:
    """How sure it is that ``before`` was given up; 0 where both are rather one number."""
    kind = between.kind if isinstance(between, Mark) else None
    told = kind in ("anew", "correction")
    restarted = CORRECTED if kind == "correction" else _RESTARTED
    together = before + after
    if (verdict := judge(after, region).verdict) != "valid":
        return restarted if told and verdict == "too_short" else 0.0
    if judge(together, region).verdict != "valid" or before == area_code(together, region):
        return restarted  # no number behind an area code begins with a zero
    paused = kind is not None and len(national_form(together)) > _LONGEST_NUMBER
    return restarted * AMBIGUOUS if told or paused else 0.0


def _as_digits(part: Part) -> Part:
    if isinstance(part, Group) or not part.may_be:
        return part
    return _literal(part.may_be)._replace(certainty=MISHEARD)


def _perhaps_corrected(parts: Sequence[Part], region: str) -> SaidDigits:
    """The digits with the self-corrections that are told, and with one that only the digits tell where it makes a
    number of what is none.
    """
    plain = _corrected(parts, region)
    may_be = [at for at, part in enumerate(parts) if isinstance(part, Mark) and part.kind == "perhaps"]
    for at in may_be:
        groups = [part.digits for part in parts[:at] if isinstance(part, Group)]
        if not any(map(is_said_again, further_back(groups, digits_said(parts[at:])))):
            continue
        corrected = _corrected([*parts[:at], Mark("correction"), *parts[at + 1 :]], region)
        if not _is_usual(corrected.digits, region):
            continue
        return plain._replace(certainty=TWO_READINGS) if _is_usual(plain.digits, region) else corrected
    return plain


def _is_usual(digits: str, region: str) -> bool:
    """Whether it is a number, and none with more digits than nearly all have."""
    return judge(digits, region).verdict == "valid" and len(national_form(digits)) <= _LONGEST_NUMBER


def _corrected(parts: Sequence[Part], region: str) -> SaidDigits:
    marks = [part for part in parts if isinstance(part, Mark)]
    plus = "+" if "plus" in [mark.kind for mark in marks] else ""
    certainty = prod(mark.certainty for mark in marks)
    said, *corrections = filter(None, _segments(parts))
    for at, segment in enumerate(corrections, 1):
        said, sure = _replaced(said, segment, plus, region, goes_on=at < len(corrections))
        certainty *= sure
    if not plus and not _joined(said).startswith("0"):
        said, certainty = _from_leading_zero(said, certainty, region)
    groups = [group for phrase in said for group in phrase]
    certainty *= min(group.certainty for group in groups)
    if _mixed_compounds(groups) or any(_inverted(left, right) for left, right in pairwise(groups)):
        certainty *= AMBIGUOUS
    return _said_once(plus, groups, certainty, region)


def _from_leading_zero(said: list[Breath], certainty: float, region: str) -> tuple[list[Breath], float]:
    """Without stray digits before a whole number: "Peter Acht, null eins sieben eins ..."."""
    left = len(_joined(said))
    for index in range(1, len(said)):
        left -= len(_joined(said[index - 1 : index]))
        begins = left <= LONGEST_DIALLED and said[index][0].digits.startswith("0")
        if begins and judge(_joined(said[index:]), region).verdict == "valid":
            return said[index:], certainty * _RESTARTED
    return said, certainty


def _segments(parts: Iterable[Part]) -> list[list[Breath]]:
    """Parts cut at corrections, each segment cut into phrases at pauses."""
    segments: list[list[Breath]] = [[]]
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
        elif part.kind in ("pause", "anew", "perhaps"):
            pause = True
    return segments


def _inverted(left: Group, right: Group) -> bool:
    """Groups that may be one compound badly heard.

    "dreißig vier" may be 34, "zweihundert fünf" 205, "zweihundert, neunundfünfzig" 259, "5 10" in figures fünfzehn,
    "3 20" dreiundzwanzig.
    """
    if left.numeral and right.numeral:
        unit_first = len(left.digits) == 1 and left.digits != "0"
        return unit_first and len(right.digits) == 2 and right.digits[1] == "0" != right.digits[0]
    if left.numeral or right.numeral or right.digits.startswith("0"):
        return False
    if len(right.digits) != 1:
        return len(right.digits) == 2 and len(left.digits) == 3 and left.digits.endswith("00")
    return len(left.digits) in (2, 3) and left.digits.endswith("0") and not left.digits.startswith("0")


def _mixed_compounds(groups: Sequence[Group]) -> bool:
    """Whether one compound is written apart and another joined: then "acht und sechzig" may be 8 and 60."""
    compounds = [group for group in groups if len(group.digits) == 2 and not group.numeral]
    apart = any(group.after - group.first == _PIECES_OF_A_COMPOUND for group in compounds)
    return apart and any(
        group.after - group.first == 1 and group.digits > "20" and group.digits[1] != "0" for group in compounds
    )


def _joined(phrases: Iterable[Breath]) -> str:
    return "".join(group.digits for phrase in phrases for group in phrase)


def _replaced(
    said: list[Breath], new: list[Breath], plus: str, region: str, *, goes_on: bool
) -> tuple[list[Breath], float]:
    """``said`` with ``new`` in place of what was wrong in it, and how sure that place is.

    Where it ``goes_on`` another correction follows, and maybe not all digits are said yet.
    """
    before, after = _joined(said), _joined(new)
    if told := _plainly_replaced(said, new, plus, region, goes_on=goes_on):
        return told
    readings = _readings(said, new)
    valid = [reading for reading in readings if judge(plus + _joined(reading), region).verdict == "valid"]
    longest = _LONGEST_NUMBER if before[:1] == "0" != before[1:2] else _LONGEST_NUMBER + _COUNTRY_CODE
    usual = {digits for digits in map(_joined, valid) if len(digits) <= longest}
    if resumed := _resumed(said, new, plus, region, usual):
        return resumed
    if _is_last_digit_put_right(before, new):
        anew = [*_phrases(before[: -len(after)]), *new]
        if _joined(anew) in usual:
            return anew, CORRECTED
    if full := _in_full(before, new, plus, region):
        return [[_literal(full)]], CORRECTED
    best = (valid or readings)[0]
    if len(_joined(best)) > longest and after.startswith("0") and judge(after, region).verdict == "valid":
        return new, CORRECTED
    return best, CORRECTED * _how_plain(best, valid, usual | _groups_anew(said, new, plus, region))


def _plainly_replaced(
    said: list[Breath], new: list[Breath], plus: str, region: str, *, goes_on: bool
) -> tuple[list[Breath], float] | None:
    """What is dictated from its beginning again, with its last block said anew, or counted back behind a mobile code.

    None where it is none of these.
    """
    if _starts_over(_joined(said), _joined(new)):
        return new, CORRECTED
    anew = [*said[:-1], *new]
    if _is_block_anew(said, new) and _is_likely_whole(plus + _joined(anew), region, goes_on=goes_on):
        return anew, CORRECTED
    return None if plus or goes_on else _as_long_as_all(_joined(said), new)


def _as_long_as_all(before: str, new: list[Breath]) -> tuple[list[Breath], float] | None:
    """ "0171 23456 nein 57 8": where the numbers behind a code are of one length, that tells how much is replaced.

    Surely where some digit of it is said again in its place; None where too few digits are said to tell.
    """
    code, after = before[:_MOBILE_CODE], _joined(new)
    most = min(_LONGEST_SPOKEN, len(after), len(before) - len(code))
    counts = (len(before) + len(after) - len(code) - length for length in lengths_behind_mobile_code(code))
    replaced, *others = [count for count in counts if 1 <= count <= most] or [0]
    if not replaced:
        return None
    is_plain = replaced == 1 or any(map(eq, before[-replaced:], after))
    sure = TWO_READINGS if others else 1.0 if is_plain else AMBIGUOUS
    return [*_phrases(before[:-replaced]), *new], CORRECTED * sure


def _is_block_anew(said: Sequence[Breath], new: Sequence[Breath]) -> bool:
    """ "..., sechs acht, ach nein, *sechs neun*, drei drei": the last block is said again with some digit in its place,
    or with its digits in another order; not "vier zwei, vier acht, nein, vier drei, vier acht", which are two blocks.
    """
    last, first = _joined(said[-1:]), _joined(new[:1])
    if len(said) < _RETRACED or len(last) != len(first) or len(last) < _RETRACED or last == _joined(new[1:2]):
        return False
    return last != first and (any(map(eq, last, first)) or sorted(last) == sorted(first))


def _is_likely_whole(digits: str, region: str, *, goes_on: bool) -> bool:
    """Whether it is a number of usual length, neither longer than nearly all nor shorter unless it ``goes_on``."""
    if goes_on and judge(digits, region).verdict == "too_short":
        return True
    return _is_usual(digits, region) and (goes_on or not is_hardly_whole(judge(digits, region).e164 or ""))


def _groups_anew(said: list[Breath], new: list[Breath], plus: str, region: str) -> set[str]:
    """The numbers of usual length in which ``new`` begins some groups back: "28 60, nein, *38 60* 35", or "12 34 56,
    nein, *22 34*", where the rest is not said again.
    """
    groups, again = ([group.digits for phrase in phrases for group in phrase] for phrases in (said, new))
    places = [at for at in range(1, len(groups) - 1) if _is_aligned(groups[at:], again)]
    numbers = ("".join((*groups[:at], *again, *groups[at + len(again) :])) for at in places)
    return {digits for digits in numbers if _is_usual(plus + digits, region)}


def _is_aligned(groups: Sequence[str], again: Sequence[str]) -> bool:
    """Whether ``again`` begins with the first of ``groups`` or its second with theirs, that is two digits or more."""
    pairs = [*zip(groups[:_RETRACED], again[:_RETRACED], strict=False)]
    return any(one == other and len(one) >= _RETRACED for one, other in pairs)


def _how_plain(best: list[Breath], valid: Sequence[list[Breath]], usual: Collection[str]) -> float:
    """A factor for the ``best`` of the readings that are ``valid``, some of a ``usual`` length."""
    if len(usual) > 1 or (valid and _joined(best) not in usual):
        return TWO_READINGS
    return 1.0 if len(valid) == 1 else AMBIGUOUS


def _in_full(before: str, new: list[Breath], plus: str, region: str) -> str | None:
    """A whole number whose end is put right and then said once more with the digits before it."""
    e164, verdict = judge(plus + before, region)
    if e164 is None or verdict != "valid" or is_hardly_whole(e164):
        return None
    full = told_in_full(before, [group.digits for phrase in new for group in phrase])
    return full if full and judge(plus + full, region).verdict == "valid" else None


def _resumed(
    said: list[Breath], new: list[Breath], plus: str, region: str, others: Collection[str]
) -> tuple[list[Breath], float] | None:
    """The number where ``new`` begins again some digits before the wrong ones; in doubt where it may be one of
    ``others`` as well.
    """
    before, after = _joined(said), _joined(new)
    places = further_back([group.digits for phrase in said for group in phrase], after)
    verdicts = {place: judge(plus + before[: place.kept] + after, region).verdict for place in places}
    valid = [place for place in places if verdicts[place] == "valid"]
    begun = [place for place in places if verdicts[place] == "too_short" and not others]
    best = next(filter(is_said_again, valid or begun), None)
    if best is None or (best.again == _RETRACED and _corrects_a_phrase(said, new)):
        return None
    kept = before[: best.kept]
    sure = best.is_sure(valid, others=not set(others) <= {kept + after})
    return [*_phrases(kept), *new], CORRECTED if sure else CORRECTED * TWO_READINGS


def _is_last_digit_put_right(before: str, new: list[Breath]) -> bool:
    """ "..., acht acht vier, ach nein, *acht acht fünf*": two right digits or more are said again before it."""
    after = _joined(new)
    said = before[-len(after) :]
    again = len(new) == 1 and len(after) > _RETRACED and len(new[0]) > 1
    return again and said[:-1] == after[:-1] and said != after


def _phrases(digits: str) -> list[Breath]:
    return [[_literal(digits)]] if digits else []


def _corrects_a_phrase(said: list[Breath], new: list[Breath]) -> bool:
    """ "..., null, null eins, nein, null null, ...": the last phrase is said again as one that begins like it."""
    last, first = said[-1], new[0]
    same_length = len(last) > 1 and len(_joined([last])) == len(_joined([first]))
    return len(said) > 1 and same_length and last[0].digits[0] == first[0].digits[0]


def _readings(said: list[Breath], new: list[Breath]) -> list[list[Breath]]:
    """What may be meant, the likeliest first."""
    groups = [group for phrase in said for group in phrase]
    kept, wrong, last = groups[:-1], groups[-1], said[-1]
    before, after, first = _joined([kept]), _joined(new), _joined(new[:1])
    readings = []
    if len(said) > 1 and len(last) > 1 and len(_joined([last])) == len(first):
        readings.append(said[:-1] + new)
    readings += _retraced(before, wrong.digits, new)
    if _is_pair_with_zero(said, new):
        readings.append([kept[:-1], *new])
    anew = next((part for part in (first, after) if _RETRACED <= len(part) <= _LONGEST_SPOKEN), "")
    if new[0][0].digits == wrong.digits and anew:
        # "zwei vier, nein, vier zwei": nobody corrects a digit to itself.
        readings.append([[_literal((before + wrong.digits)[: -len(anew)])], *new])
    if len(wrong.digits) > _LONGEST_SPOKEN:
        # A block of figures is no spoken group: only as many digits are replaced as are said again.
        block = len(after) if len(after) <= _LONGEST_SPOKEN else len(new[0][0].digits)
        kept = [*kept, wrong._replace(digits=wrong.digits[:-block])]
    readings.append([kept, *new])
    if len(groups) > 1 and before.endswith(after[0]):
        # "eins sieben zwei, nein, sieben eins": the speaker may start one digit further back.
        readings.append([[_literal(before[:-1])], *new])
    return readings


def _retraced(before: str, wrong: str, new: list[Breath]) -> list[list[Breath]]:
    """What is meant where right digits are said again before the changed ones.

    ``before`` are the digits without the ``wrong`` group.
    """
    after, first = _joined(new), _joined(new[:1])
    readings: list[list[Breath]] = [
        [[_literal(before[:-length])], *new]
        for length in range(len(after) - 1, _RETRACED - 1, -1)
        if before.endswith(after[:length]) and _ends_a_group(new, length)
    ]
    short = len(new) > 1 and len(first) == _RETRACED == len(new[0])
    if before.endswith(first[0]) and (short or _is_retraced_in_one_go(new, wrong)):
        # "null eins sieben zwei, nein, sieben eins, ...": a short phrase of its own begins one digit earlier.
        readings.append([[_literal(before[:-1])], *new])
    return readings


def _is_retraced_in_one_go(new: list[Breath], wrong: str) -> bool:
    """ "drei vier nein drei fünf sechs ...", without any pause: a digit that comes again is rather said again."""
    groups = new[0][:_RETRACED]
    single = len(groups) == _RETRACED and all(len(group.digits) == 1 for group in groups)
    return len(new) == 1 and single and len(wrong) == 1 and wrong != groups[1].digits


def _is_pair_with_zero(said: list[Breath], new: list[Breath]) -> bool:
    """Whether a speaker of pairs corrects one below ten: "zwölf null zwei, nein, null vier"."""
    groups, after = ([group for phrase in phrases for group in phrase] for phrases in (said, new))
    if len(groups) < _RETRACED or len(after) < _RETRACED or min(len(said[-1]), len(new[0])) < _RETRACED:
        return False
    in_pairs = any(len(group.digits) == _RETRACED for group in (*groups, *after))
    zeros = groups[-2].digits == after[0].digits == "0"
    return zeros and in_pairs and len(groups[-1].digits) == len(after[1].digits) == 1


def _literal(digits: str) -> Group:
    return Group(digits, 0, 0)


def _ends_a_group(phrases: list[Breath], length: int) -> bool:
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


def _said_once(plus: str, groups: Sequence[Group], certainty: float, region: str) -> SaidDigits:
    """A number said twice, or started over without a word of correction, counts once.

    "Null drei null drei null zwei drei eins zwei ..." may be a longer one as well.
    """
    digits = "".join(group.digits for group in groups)
    passed = 0
    for group in groups[:-1]:
        passed += len(group.digits)
        if len(digits) - passed > LONGEST_DIALLED:
            continue
        again = digits[passed:]
        if _starts_over(digits[:passed], again) and judge(again, region).verdict == "valid":
            if judge(plus + digits, region).verdict == "valid":
                return SaidDigits(plus + digits, certainty * AMBIGUOUS)
            return SaidDigits(again, certainty * _RESTARTED)
    return SaidDigits(plus + digits, certainty)
