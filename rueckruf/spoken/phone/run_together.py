"""Whole numbers said one after the other with nothing but "und" or a pause between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

from rueckruf.spoken.phone.dial_plan import judge
from rueckruf.spoken.phone.dictation import Stretch
from rueckruf.spoken.phone.numerals import Group
from rueckruf.spoken.phone.parts import Mark, Part

Parts = tuple[Part, ...]

#: Digits of three long numbers; nobody says more of them in one go.
_MOST_DIGITS = 45

#: So many are told to follow.
_HOW_MANY = frozenset("23")

#: Shorter ones are rather parts of a number with a digit too many, unless all of them are too many by far.
_SHORTEST, _SHORTEST_OF_TOO_MANY, _TOO_MANY = 10, 8, 17


def told_apart(stretch: Stretch, region: str) -> list[Stretch]:
    """The stretch cut into the whole numbers it consists of; one that is said again or put right counts once."""
    if any(isinstance(part, Mark) and part.kind in ("correction", "lost") for part in stretch.parts):
        return [stretch]
    said = len(_digits(stretch.parts))
    if said > _MOST_DIGITS:
        return [stretch]
    shortest = _SHORTEST_OF_TOO_MANY if said >= _TOO_MANY else _SHORTEST
    if counted := _counted(stretch.parts, region):
        return told_apart(replace(stretch, parts=counted), region)
    numbers = max(_ways(stretch.parts, region, shortest), key=_likelihood, default=[stretch.parts])
    if len({_digits(parts) for parts in numbers}) == 1:
        return [stretch]
    first, last = numbers[0], numbers[-1]
    return [
        Stretch(parts, stretch.lead if parts is first else (), stretch.trail if parts is last else ())
        for parts in numbers
    ]


def _counted(parts: Parts, region: str) -> Parts:
    """The parts behind a word that only says how many numbers follow: "ich habe *zwei*, 0711 ... und 0160 ..."."""
    first = parts[0]
    if not isinstance(first, Group) or first.digits not in _HOW_MANY or len(_digits(parts)) < _TOO_MANY:
        return ()
    behind = tuple(dropwhile(lambda part: isinstance(part, Mark), parts[1:]))
    ways = _ways(behind, region, _SHORTEST_OF_TOO_MANY) if len(behind) < len(parts) - 1 else iter(())
    return behind if any(len(way) == int(first.digits) for way in ways) else ()


def _ways(parts: Parts, region: str, shortest: int) -> Iterator[list[Parts]]:
    """The ways to cut the parts into whole numbers with nothing left over."""
    if _is_whole(parts, region, shortest):
        yield [parts]
        return
    for at in range(1, len(parts)):
        is_parted = shortest == _SHORTEST or _is_parted(parts[at - 1], parts[at])
        if _begins(parts[at]) and is_parted and _is_whole(parts[:at], region, shortest):
            yield from ([parts[:at], *following] for following in _ways(parts[at:], region, shortest))


def _is_parted(before: Part, part: Part) -> bool:
    """Whether a pause or a word such as "und" stands before a part."""
    return not (isinstance(before, Group) and isinstance(part, Group)) or part.first > before.after


def _is_whole(parts: Parts, region: str, shortest: int) -> bool:
    digits = _digits(parts)
    return len(digits) >= shortest and judge(digits, region).verdict == "valid"


def _likelihood(numbers: list[Parts]) -> tuple[bool, int, int]:
    """One number twice is likelier than two, a cut at a pause than another, and usual lengths than long ones."""
    spoken = [_digits(parts) for parts in numbers]
    pauses = sum(isinstance(parts[-1], Mark) for parts in numbers[:-1])
    return len(set(spoken)) == 1, pauses, -max(map(len, spoken))


def _begins(part: Part) -> bool:
    return part.digits.startswith("0") if isinstance(part, Group) else part.kind == "plus"


def _digits(parts: Sequence[Part]) -> str:
    signs = (part.digits if isinstance(part, Group) else "+" if part.kind == "plus" else "" for part in parts)
    return "".join(signs)
