"""Points in time: day, clock and part of the day as they follow each other, or a length from now."""

from dataclasses import replace
from datetime import datetime

from rueckruf.spoken.time.blanks import NEVER_FIRST
from rueckruf.spoken.time.clock_time import DAY
from rueckruf.spoken.time.clock_words import clock_at
from rueckruf.spoken.time.day_words import day_at
from rueckruf.spoken.time.following import is_part_of_another
from rueckruf.spoken.time.lengths import later, length_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.weekday_words import weekday_at
from rueckruf.spoken.time.wish import Point, Wish, joined_days
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words

_AFTER_DAY_DOUBT = 0.85
# Minutes that no second hour is: "Freitag neun zehn" may be from nine to ten.
_MINUTES = range(15, 60, 5)
_BEFORE_LENGTH = ("article", "number", "half_length", "whole_length", "one_and_a_half", "mixed", "quarter")
_DAYS = ("weekday", "short_weekday", "relative_day")
_JOINING = ("either", "otherwise", "also", "about", "glue")
_BEFORE_TIME = ("range_opener", "at", "about_hour", "from", "until", "after", "before")


def point_at(
    words: Words, index: int, now: datetime, lone: bool = False, closing: bool = False
) -> tuple[Point, int] | None:
    """Day, clock and part of the day in any order, as long as they follow each other.

    ``lone``: a number alone may be an hour. ``closing``: the point ends a range, so that what looks like the
    beginning of the next one is left ("Montag bis Freitag | 9 bis 17 Uhr").
    """
    point, place = Point(), index
    while True:
        at = words.skip(place, "glue")
        if closing and _before_range(words, at, point):
            break
        found = _more(words, at, now, point, lone) or (at > place and _more(words, place, now, point, lone))
        if not found or (closing and _of_another(words, point, found)) or _lists_days(words, index, at, point, found):
            break
        point, place = found
    return None if point.empty else (point, place)


def _of_another(words: Words, point: Point, found: tuple[Point, int]) -> bool:
    """Whether a day after an hour has a time of its own: "zwischen neun und elf, Mittwoch zwischen zwei und vier"."""
    if point.clock is None or found[0].day is point.day:
        return False
    place = words.skip(found[1], "glue")
    ranging = words.has(place, "number") and words.has(place + 1, "range_to")
    return ranging or words.has(place, *_BEFORE_TIME)


def _lists_days(words: Words, index: int, place: int, point: Point, found: tuple[Point, int]) -> bool:
    """Whether a day behind a pause has a time of its own, as one before: "Dienstag früh, *Mittwoch* nur um drei"."""
    if point.day or found[0].day is None or not words.mark(place - 1, ","):
        return False
    first = index
    while first and words[first - 1].folded not in CLAUSE_MARKS:
        first -= 1
    own = words.skip(found[1], "glue", among=small_words("beside_own_time"))
    return words.has_within(first, index, *_DAYS) and words.has(own, "part", "number", *_BEFORE_TIME)


def _more(words: Words, index: int, now: datetime, point: Point, lone: bool) -> tuple[Point, int] | None:
    if words[index].senses.keys() <= NEVER_FIRST:
        return None
    if words.has(index, "at", "about_hour"):
        return _clock(words, index, point, lone) or _day(words, index, now, point) or _part(words, index, point)
    return (
        _moment(words, index, now, point)
        or _day(words, index, now, point)
        or _clock(words, index, point, lone)
        or _reckoned(words, index, point)
        or _part(words, index, point)
    )


def _day(words: Words, index: int, now: datetime, point: Point) -> tuple[Point, int] | None:
    if point.moment:
        return None
    found = day_at(words, index, now.date())
    if found is None:
        return None
    day = joined_days(point.day, found[0]) if point.day else found[0]
    return (replace(point, day=day), found[1]) if day else None


def _clock(words: Words, index: int, point: Point, lone: bool) -> tuple[Point, int] | None:
    if point.clock or point.moment:
        return None
    before_part = words.has(index, "number") and words.has(index + 1, "part") and not words.has(index - 1, "number")
    found = clock_at(words, index, lone or before_part or _before_range(words, index, point))
    number = words.skip(index, "about", "about_hour", among=small_words("short_about"))
    if found is None and _after_day(words, number, point):
        found = clock_at(words, number, lone=True)
        found = found and (replace(found[0], confidence=found[0].confidence * _AFTER_DAY_DOUBT), found[1])
    return (replace(point, clock=found[0]), found[1]) if found else None


def _after_day(words: Words, index: int, point: Point) -> bool:
    """Whether a number right after a day ends the clause ("morgen zehn"), so that nothing is counted by it."""
    if point.day is None or point.day.said or not words.has(index, "number") or words.has(index - 1, "glue"):
        return False
    corrected = words.skip(index + 1, "take_back", among=CLAUSE_MARKS)
    if words.has(corrected, "number") and any(words.has(at, "take_back") for at in range(index, corrected)):
        index = corrected  # "Freitag zwei, nein, drei Lizenzen"
    after = index + 1 + _minutes_behind(words, index)
    dated = words.mark(after, ".") and bool(words[index].digits)
    dated = dated and (point.day.weekday is not None or words.has(after + 1, "range_to"))
    ends = words.ends_clause(after) or _goes_on_with_another_day(words, after)
    return ends and not dated and not words.has(after + 1, "number")


def _goes_on_with_another_day(words: Words, after: int) -> bool:
    """ "Dienstag zehn *oder Mittwoch elf*": a day behind it has an hour of its own."""
    day = words.skip(after, *_JOINING, among=small_words("doubting") | small_words("beside_own_time"))
    return words.has(day, *_DAYS) and words.has(words.skip(day + 1, *_BEFORE_TIME), *HOURS)


def _minutes_behind(words: Words, index: int) -> int:
    """How many words of minutes follow an hour: "Donnerstag *fünfzehn*", "acht *null null*", none in "elf zwölf"."""
    minute = words.get(index + 1, "number") or 0
    if words.get(index, "number") <= 24 and minute in _MINUTES and words.ends_clause(index + 2):
        return 1
    last = words.get(index + 2, "number") if words.among(index + 1, "leading_zero") else None
    told = last == 0 or (last in range(1, 10) and words.get(index, "number") >= 10)  # "eins null eins" is dictated
    return 2 * (told and words.ends_clause(index + 3))


def _before_range(words: Words, index: int, point: Point) -> bool:
    """Whether a number after a day begins a range or a choice: "morgen 9 bis 11", "neun oder zehn Uhr"."""
    said = point.day is not None or point.part is not None
    if not words.has(index, "number") or not words.has(index + 2, "number", "part"):
        return False
    chosen = words.has(index + 1, "either") and (
        words.has(index + 3, "oclock") or (said and words.ends_clause(index + 3))
    )
    return chosen or (said and words.has(index + 1, "range_to"))


def _part(words: Words, index: int, point: Point) -> tuple[Point, int] | None:
    if point.part or point.moment:
        return None
    place = index + 1 if words.has(index, "about_hour", "this") else index
    part = words.get(place, "part")
    beside_day = words.get(place, "part_beside_day")
    anew = words.mark(index - 1, ",") and words.has(index, "relative_day")  # "nicht heute, morgen"
    beside = _leads(words, place) or point.day or point.clock or words.among(place - 1, "before_part")
    if point.day and is_part_of_another(words, place):
        return None
    if part is None and beside_day and beside and not anew:
        part = beside_day
    return (replace(point, part=part), place + 1) if part else None


def _leads(words: Words, index: int) -> bool:
    """ "*Früh* am Montag", "*früh* um acht", but not "*morgen* um acht"."""
    if words.among(index + 1, "before_weekday_of_part") and weekday_at(words, index + 2) is not None:
        return True
    return words.has(index + 1, "at") and not words.has(index, "relative_day")


def _moment(words: Words, index: int, now: datetime, point: Point) -> tuple[Point, int] | None:
    """ "in anderthalb Stunden"."""
    if point.day or point.clock or point.moment or not (words.has(index, "in") or words.among(index, "about_behind")):
        return None
    found = length_at(words, index + 1)
    return (replace(point, moment=later(now, found[0])), found[1]) if found else None


def _reckoned(words: Words, index: int, point: Point) -> tuple[Point, int] | None:
    """ "eine halbe Stunde vor zwölf", "zwei Stunden nach Mitternacht"."""
    if point.clock or point.moment or not words.say("unit", "whole_length") or not words.has(index, *_BEFORE_LENGTH):
        return None
    if words.among(index - 1, "several"):  # "die zwei Stunden vor zwölf" last until then
        return None
    length = length_at(words, index)
    sign = length and words.among(length[1], "minutes_after") - words.among(length[1], "minutes_before")
    base = clock_at(words, length[1] + 1, lone=True) if length and sign else None
    if not (length and sign and base):
        return None
    clock, place = base
    minutes = clock.minutes + sign * round(length[0].total_seconds() / 60)
    if not 0 <= minutes < DAY:
        return None
    return replace(point, clock=replace(clock, minutes=minutes, exact=False, lone=False, grain="minute")), place


def wish_of(point: Point) -> Wish:
    """A wish that is just a point."""
    confidence = 1.0
    for said in (point.day, point.clock):
        confidence *= said.confidence if said else 1.0
    return Wish(day=point.day, clock=point.clock, part=point.part, moment=point.moment, confidence=confidence)
