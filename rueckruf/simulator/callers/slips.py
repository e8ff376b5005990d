"""What callers say wrongly the first time, and how they put right no more than was wrong of it."""

from dataclasses import dataclass
from random import Random

from rueckruf.simulator.callers.dictation import say_digits
from rueckruf.simulator.callers.goals import Goal
from rueckruf.simulator.callers.personas import phrases

_WEDNESDAY = 2
_OTHER_NAMES = ("Winkelhofer", "Becker")
_OTHER_FIRST_NAMES = ("Johanna", "Martin")
_OTHER_HOUR = "um acht Uhr"


@dataclass(frozen=True)
class Slip:
    """A wrong ``value`` of ``field`` as it is said; ``part`` puts right what was wrong of it, None where all is."""

    field: str
    value: str
    part: str | None = None


class Mistake:
    """The slip of a call, if any: made once, and then put right in part, also once."""

    def __init__(self, slip: Slip | None) -> None:
        self._slip = slip
        self._is_made = False

    def make(self, field: str) -> str | None:
        """The wrong value, the first time that ``field`` is said."""
        if self._slip is None or self._slip.field != field or self._is_made:
            return None
        self._is_made = True
        return self._slip.value

    def part(self, field: str) -> str | None:
        """What of the slip that was made in ``field`` has to be put right, once."""
        if self._slip is None or self._slip.field != field or not self._is_made:
            return None
        part, self._slip = self._slip.part, None
        return part

    def forget(self, field: str) -> None:
        """Never make it in ``field``: something else is said there."""
        if self._slip and self._slip.field == field and not self._is_made:
            self._slip = None


def slip(goal: Goal, field: str, random: Random) -> Slip | None:
    """A slip of the tongue in ``field``, or None where the goal has nothing to be mistaken about."""
    if field == "phone_number":
        return None if goal.own_number else _in_the_number(goal, random)
    if field == "caller_name":
        return _in_the_name(goal, random)
    return _in_the_time(goal, random) if goal.wish.at and not goal.closed_wish else None


def _in_the_number(goal: Goal, random: Random) -> Slip:
    right = goal.number[-2:]
    part = random.choice(phrases("end_of_number")).format(end=say_digits(right))
    return Slip("phone_number", f"{goal.number[:-2]}{(int(right) + 37) % 100:02}", part)


def _in_the_name(goal: Goal, random: Random) -> Slip:
    if goal.first and random.random() < 0.5:
        part = random.choice(phrases("first_name")).format(goal.first)
        value = goal.name.replace(goal.first, _other(_OTHER_FIRST_NAMES, goal.first))
        return Slip("caller_name", value, part)
    return Slip("caller_name", _other(_OTHER_NAMES, goal.last))


def _in_the_time(goal: Goal, random: Random) -> Slip:
    wish = goal.wish
    day = wish.words.removesuffix(wish.hour_words).strip()
    if random.random() < 0.5:
        return Slip("callback_time", f"{day} {_OTHER_HOUR}", wish.hour_words)
    other = "Donnerstag" if wish.start.weekday() == _WEDNESDAY else "Mittwoch"
    week, _, weekday = day.rpartition("Woche ")
    if week:  # "nächste Woche Mittwoch": the week is not said again
        return Slip("callback_time", f"{week}Woche {other} {wish.hour_words}", weekday)
    return Slip("callback_time", f"am {other} {wish.hour_words}", day)


def _other(names: tuple[str, str], right: str) -> str:
    return next(name for name in names if name != right)
