"""The one clock of the program.

What a caller means is wall-clock time in Germany; what is stored is UTC. Pure code takes ``now`` as an
argument; only doors (actions, channel, command line, jobs) ask this module.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def berlin_now() -> datetime:
    """The wall clock in Germany, naive, in whole seconds: the reference of everything a caller says."""
    return wall_clock(now()).replace(microsecond=0)


def wall_clock(moment: datetime) -> datetime:
    """An aware moment as naive Berlin wall-clock time."""
    return moment.astimezone(BERLIN).replace(tzinfo=None)


def berlin(wall: datetime) -> datetime:
    """A naive Berlin wall-clock time as an aware moment with its Berlin offset.

    A time that the switch to summer time skips moves forward by the skipped hour; one that occurs twice in
    autumn is taken as its first occurrence.
    """
    aware = wall.replace(tzinfo=BERLIN)
    return aware.astimezone(UTC).astimezone(BERLIN)
