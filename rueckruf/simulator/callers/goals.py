"""What a caller wants: a name, a number, a time, each with what it means.

The meaning of a time is worked out here with nothing but the day and the hours that ``tests/callers/goals.yml`` puts
with the words and the opening hours of ``company.yml``: the readers that are measured have no part in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random
from typing import Any

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.simulator.callers.material import material
from rueckruf.simulator.callers.personas import Persona


@dataclass(frozen=True)
class Wish:
    """A time: the caller's words, and the window (naive Berlin time) that they mean over the opening hours.

    ``hour_words`` are those of the time of day; ``at``: it is a single time.
    """

    words: str
    hour_words: str
    start: datetime
    end: datetime
    at: bool = False


@dataclass(frozen=True)
class Goal:
    """What shall be stored. ``calls_from`` is E.164 or ``anonymous``; ``own_number``: call me on that one.

    ``either_number``: or on that one, if it is offered.

    ``closed_wish`` are words for a time at which nobody is there, said first; who ``takes_offer`` is content with what
    is offered instead. ``withdraws``: nothing shall be stored.
    """

    title: str | None
    first: str | None
    last: str
    number: str
    wish: Wish
    calls_from: str
    own_number: bool = False
    either_number: bool = False
    closed_wish: str | None = None
    takes_offer: bool = False
    withdraws: bool = False

    @property
    def name(self) -> str:
        """The name as a person would write it."""
        return " ".join(part for part in (self.title, self.first, self.last) if part)

    @property
    def e164(self) -> str:
        return international(self.number)


def international(national: str) -> str:
    """A German number with its leading zero as E.164."""
    return f"+49{national.removeprefix('0')}"


def national(e164: str) -> str:
    """The opposite of :func:`international`."""
    return f"0{e164.removeprefix('+49')}"


def now() -> datetime:
    """The moment at which all calls begin, naive Berlin time."""
    moment: datetime = material("goals")["now"]
    return moment


def draw_goal(persona: Persona, hours: OpeningHours, random: Random, names_from: str = "names") -> Goal:
    """A goal at random, of the kind that ``persona`` has, with a name of that list."""
    own = persona.happens("own_number", random)
    number = draw_number(random)
    caller = number if own else draw_number(random)
    withheld = not own and persona.happens("withheld", random)
    surname_only, names = persona.happens("surname_only", random), material("goals")[names_from]
    closed = random.choice(material("goals")["closed"]) if persona.happens("closed_wish", random) else None
    return Goal(
        title=random.choice(names["titles"]) if persona.happens("title", random) else None,
        first=None if surname_only else random.choice(names["first"]),
        last=random.choice(names["last"]),
        number=number,
        wish=draw_wish(persona, hours, random),
        calls_from="anonymous" if withheld else international(caller),
        own_number=own,
        either_number=not withheld and persona.happens("either_number", random),
        closed_wish=closed,
        takes_offer=closed is not None and random.random() < 0.5,
        withdraws=persona.happens("withdraws", random),
    )


def draw_number(random: Random) -> str:
    """A national number that belongs to nobody."""
    area, beginning, free = random.choice(material("goals")["numbers"])
    return f"{area}{beginning}{random.randrange(10**free):0{free}}"


def draw_wish(persona: Persona, hours: OpeningHours, random: Random) -> Wish:
    """A wish that can be met as it is said."""
    if persona.happens("open_wish", random):
        words, (start, end) = random.choice(list(material("goals")["open"].items()))
        return Wish(words, "", start, end)
    while True:
        if wish := _drawn(material("goals"), persona.ways["hours"], hours, random):
            return wish


def _drawn(table: dict[str, Any], kinds: Sequence[str], hours: OpeningHours, random: Random) -> Wish | None:
    day_words, day = random.choice(list(table["days"].items()))
    clock_words, clock = random.choice(list(table["hours"][random.choice(kinds)].items()))
    start, _, end = clock.partition("-")
    at = clock == start
    window = _single(day, start, hours) if at else _laid(day, start, end, hours)
    words = f"{day_words} {clock_words}".strip()
    return Wish(words, clock_words, *window, at) if window else None


def _single(day: date, clock: str, hours: OpeningHours) -> tuple[datetime, datetime] | None:
    """The agreed length from that time on, or until the next closing."""
    start = datetime.combine(day, time.fromisoformat(clock))
    part = next((part for part in hours.intervals(day) if part.start <= start < part.end), None)
    return (start, min(start + hours.single, part.end)) if part else None


def _laid(day: date, start: str, end: str, hours: OpeningHours) -> tuple[datetime, datetime] | None:
    """From the first open minute to the last one between two times; an empty one is the opening or closing."""
    first = datetime.combine(day, time.fromisoformat(start) if start else time.min)
    last = datetime.combine(day, time.fromisoformat(end) if end else time.max)
    parts = [part for part in hours.intervals(day) if part.start < last and part.end > first]
    return (max(parts[0].start, first), min(parts[-1].end, last)) if parts else None
