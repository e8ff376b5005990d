"""The grammar of time wishes: from lexemes to chunks (points, ranges, bounds, lengths, vague words).

:func:`chunks` reads an utterance from left to right; at each place the first rule that fits wins, everything else
is a marker ("oder", "nicht", a word without meaning).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from rueckruf.spoken.time.blanks import NEVER_FIRST
from rueckruf.spoken.time.bounds import bound_at, suffixed
from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.day_words import day_at, day_count
from rueckruf.spoken.time.from_now import from_now_at
from rueckruf.spoken.time.lasting import lasting_at, with_length_behind
from rueckruf.spoken.time.length_ranges import length_range_at
from rueckruf.spoken.time.lengths import length_at, shift_at, stretch_at
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.points import point_at
from rueckruf.spoken.time.ranges import range_at
from rueckruf.spoken.time.wish import TIME_SLOTS, Wish, joined_days
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, MISHEARD_DOUBT, Words

_MARKERS = (
    "around",
    "afterwards",
    "beforehand",
    "in_between",
    "take_back",
    "unavailable",
    "rather",
    "not",
    "either",
    "otherwise",
    "also",
    "clause",
)
# "um drei oder vier", "um drei, nein, vier"
_BEFORE_LONE = frozenset({"either", "otherwise", "also", "take_back", "rather"})
_LONE_RANGE_DOUBT = 0.8
# Beside one of these "gleich" is no time of its own.
_BESIDE_SOON = (
    *("number", "ordinal", "weekday", "short_weekday", "relative_day", "month", "part", "unit", "habit", "vague"),
    "company",
)
# Behind one of these "jetzt" is none either.
_BEHIND_NOW = ("weekday", "relative_day", "month", "season", "named_day", "part", "before", "after", "from", "at")
_AFTER_PAUSE_DOUBT = 0.85
#: So many chunks back the hour stands at most in whose place another is taken.
_FARTHEST = 20
_PAUSES = frozenset(",.")
_SENTENCE_MARKS = frozenset(".,!?")


_Reader = Callable[[Words, int, datetime], tuple[Wish, int] | None]


@dataclass(frozen=True)
class Chunk:
    """A partial wish, or a marker word (``wish`` is None); places are lexeme numbers."""

    marker: str
    first: int
    after: int
    wish: Wish | None = None


def chunks(words: Words, now: datetime) -> list[Chunk]:
    """All chunks of an utterance in order."""
    found: list[Chunk] = []
    index = 0
    while index < len(words):
        chunk = _chunk(words, index, now, found)
        if chunk.wish is not None and _is_long_past(chunk.wish, now):
            chunk = replace(chunk, marker="gap", wish=None)
        elif chunk.wish is not None:
            doubt = MISHEARD_DOUBT if words.say("unclear") or _lost_an_end(words, found) else 1.0
            wish = replace(chunk.wish, span=_span(words, chunk), confidence=chunk.wish.confidence * doubt)
            chunk = replace(chunk, wish=wish)
        found.append(chunk)
        index = chunk.after
    return found


def _lost_an_end(words: Words, before: list[Chunk]) -> bool:
    """Whether a range began right before and could not be read: "zwischen neuen und 11 Uhr", "von 90 bis 21"."""
    for chunk in reversed(before):
        if chunk.wish is not None or chunk.marker == "clause":
            return False
        if words.has(chunk.first, "between"):
            return True
        if words[chunk.first].digits and words.has(chunk.after, "until"):
            return True
    return False


def _is_long_past(wish: Wish, now: datetime) -> bool:
    """Whether the year that is named is one of a birthday or a contract."""
    days = (wish.day, *(point.day for point in wish.ends))
    return any(day and day.stretches and day.first.year < now.year - 1 for day in days)


def _span(words: Words, chunk: Chunk) -> tuple[int, int]:
    return words[chunk.first].start, words[chunk.after - 1].end


def _chunk(words: Words, index: int, now: datetime, before: list[Chunk]) -> Chunk:
    if words.mark(index, ","):
        return Chunk("clause", index, index + 1)
    if _says_nothing(words, index):
        return Chunk("gap", index, index + 1)
    past = _past(words, index, now)
    if past:
        return Chunk("gap", index, past)
    shift = shift_at(words, index)
    if shift:
        return Chunk("wish", index, shift[1], shift[0])
    for read in (stretch_at, length_range_at, from_now_at, lasting_at, bound_at, range_at, _habit, _whole):
        found = read(words, index, now)
        if found:
            found = _without_next_day(words, index, now, before, found, read)
            return Chunk("wish", index, found[1], found[0])
    lone, doubt = _after_clock(words, index, before)
    point = point_at(words, index, now, lone)
    if point:
        wish, place = suffixed(words, point[0], point[1], now)
        wish, place = (wish.clock and with_length_behind(words, wish, place)) or (wish, place)
        doubted = doubt < 1.0 and wish.clock is not None and wish.clock.lone
        return Chunk("wish", index, place, replace(wish, confidence=wish.confidence * doubt) if doubted else wish)
    senses = words[index].senses
    return Chunk(next((marker for marker in _MARKERS if marker in senses), "gap"), index, index + 1)


def _without_next_day(
    words: Words, index: int, now: datetime, before: list[Chunk], found: tuple[Wish, int], read: _Reader
) -> tuple[Wish, int]:
    """Bounds after their day without the day that begins the next wish: "Donnerstag ab zwei, Freitag ab drei"."""
    day, anew = _day_right_before(words, before), words.has(found[1], "at")
    for place in range(index + 1, found[1] if (day or anew) and any(point.clock for point in found[0].ends) else 0):
        another = day_at(words, place, now.date())
        own = anew and words.mark(words.skip(place - 1, "glue") - 1, ",")
        if another and (own or (day and joined_days(day, another[0]) is None)):
            return read(Words(words.lexemes[:place]), index, now) or found
    return found


def _day_right_before(words: Words, before: list[Chunk]) -> Day | None:
    """The day whose hours are said next."""
    spoken = (
        chunk.wish
        for chunk in reversed(before)
        if chunk.wish or chunk.marker != "gap" or not words.has(chunk.first, "glue")
    )
    last = next(spoken, None)
    return last.day if last and last.day and not last.said(TIME_SLOTS) else None


def _says_nothing(words: Words, index: int) -> bool:
    """Whether no rule begins with this word: most of what people say around a time, and "oder?"."""
    lexeme = words[index]
    if "either" in lexeme.senses and words.mark(index + 1, "?"):
        return True
    return lexeme.senses.keys() <= NEVER_FIRST and lexeme.folded not in small_words("before_day")


def _after_clock(words: Words, index: int, before: list[Chunk]) -> tuple[bool, float]:
    """Whether a number alone is an hour here ("um drei oder vier"), and how far to trust that."""
    if not words.has(index, "number"):
        return False, 1.0
    if _is_bounded_behind(words, index):
        return True, 1.0
    if _after_day_and_pause(words, index, before) or _takes_the_place(words, index, before):
        return True, _AFTER_PAUSE_DOUBT
    joined = _joined_to(words, before)
    if joined is None:
        return False, 1.0
    joint, last = joined
    ends = index + 1 >= len(words) or words[index + 1].folded in _SENTENCE_MARKS
    if _timed(last) and (ends or not words.has(joint.first, "take_back", "rather")):
        return True, _LONE_RANGE_DOUBT
    # "Samstag Mittag und zwölf": recognisers write "und" for "um"
    is_date = words.has(index - 2, "month", "ordinal")  # "am 12. März und 13."
    if ends and words.among(index - 1, "misheard_at") and (last.day or last.part) and not is_date:
        return True, MISHEARD_DOUBT
    return False, 1.0


def _is_bounded_behind(words: Words, hour: int) -> bool:
    """ "Zehn *ist zu früh*", "zehn *frühestens*", and "zehn *geht nicht*" at the beginning of a clause."""
    place, begins = hour + 1, hour == 0 or words[hour - 1].folded in _SENTENCE_MARKS
    if begins and words.has(words.skip(place, among=small_words("being_behind")), "unavailable", "untimely"):
        return True
    if _follows_refused_hour(words, hour) or (begins and _precedes_refused_hour(words, hour)):
        return True
    return words.has(place, "untimely") or (words.has(place, "or_later", "or_earlier") and words.ends_clause(place + 1))


def _precedes_refused_hour(words: Words, index: int) -> bool:
    """ "*Zehn*, neun ist mir zu früh"."""
    other = words.skip(index + 2, "at", "take_back")
    paused = words[index + 1].folded in _PAUSES and words.has(other, "number")
    return paused and words.has(words.skip(other + 1, among=small_words("being_behind")), "unavailable", "untimely")


def _follows_refused_hour(words: Words, index: int) -> bool:
    """ "Zehn passt nicht, *elf*": a number alone behind another that is refused."""
    refused = words[index - 1].folded in _PAUSES and words.has(index - 2, "unavailable", "untimely")
    behind_number = words.has_within(max(0, index - LONGEST_RUN), index - 2, "number")
    return refused and behind_number and words.ends_clause(index + 1)


def _takes_the_place(words: Words, index: int, before: list[Chunk]) -> bool:
    """Whether a number alone is taken instead of an hour: "machen Sie *elf* draus", "*zwei* wär besser"."""
    chosen, begins = _is_chosen(words, index), words[index - 1].folded in _PAUSES or words.among(index - 1, "settling")
    if not (chosen or begins):
        return False
    timed = [chunk for chunk in before[-_FARTHEST:] if chunk.wish and _timed(chunk.wish)]
    told = bool(timed or words.say("mention"))
    return told and (chosen or _is_said_again(words, index, timed))


def _is_said_again(words: Words, index: int, timed: list[Chunk]) -> bool:
    """Whether it is one of the hours before: "um drei oder vier, ach, *vier*"."""
    numbers = [words.get(place, "number") for chunk in timed for place in range(chunk.first, chunk.after)]
    return words.get(index, "number") in numbers and words.ends_clause(index + 1)


def _is_chosen(words: Words, index: int) -> bool:
    follower, begins = index + 1, words[index - 1].folded in _PAUSES
    better = words.among(follower, "being_behind") and _finds_better(words, follower + 1)
    if begins and (better or words.among(follower, "suiting_behind")):
        return True
    who = index - 1 if words.among(index - 1, "who_chooses") else index
    asks = words.among(index - 1, "whom_it_suits") and words.among(index - 2, "suiting_behind")
    leads = words.among(who - 1, "choosing") or words.among(index - 1, "concluding")
    chooses = leads or words.has(index - 1, "rather")
    return (asks or chooses) and words.ends_clause(follower)


def _finds_better(words: Words, place: int) -> bool:
    """ "Zwei ist *besser*", "zehn ist *in Ordnung*"."""
    return words.has(place, "rather") or words.among(words.skip(place, "glue"), "good_behind")


def _after_day_and_pause(words: Words, index: int, before: list[Chunk]) -> bool:
    """Whether the last number of a sentence stands behind a day, or a part of one, and a pause: "Mittwoch, neun"."""
    said = before[-2].wish if len(before) > 1 else None
    if said is None or not (said.day or said.part) or said.without(("part",)).said(TIME_SLOTS):
        return False
    if said.day and said.day.said:
        return False
    after = index + 1
    dated = words.mark(after, ".") and bool(words[index].digits)
    counted = dated or any(words.has(place, "number", "phone") for place in range(after, len(words)))
    return words[index - 1].folded in _PAUSES and words.ends_clause(after) and not counted


def _joined_to(words: Words, before: list[Chunk]) -> tuple[Chunk, Wish] | None:
    """The marker at the end, and what stands before the markers; an empty wish where that says nothing of a time."""
    spoken = (chunk for chunk in reversed(before) if not words.mark(chunk.first, ","))
    joint = next(spoken, None)
    if joint is None or joint.marker not in _BEFORE_LONE:
        return None
    said = next((chunk for chunk in spoken if chunk.marker not in _BEFORE_LONE), None)
    return joint, (said and said.wish) or Wish()


def _timed(wish: Wish) -> bool:
    return bool(wish.clock) or any(point.clock for point in wish.ends)


def _habit(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "werktags", "montags bis freitags"."""
    said = words.get(index, "habit")
    if not said:
        return None
    days = frozenset(map(int, said))
    last = words.get(index + 2, "habit") if words.has(index + 1, "range_to") else None
    if last and len(said) == len(last) == 1:
        length = (int(last) - int(said)) % 7
        days = frozenset((int(said) + offset) % 7 for offset in range(length + 1))
        return Wish(habit=days), index + 3
    return Wish(habit=days), index + 1


def _whole(words: Words, index: int, now: datetime) -> tuple[Wish, int] | None:
    """ "jederzeit", "so bald wie möglich", "den ganzen Tag", "jetzt"."""
    if words.has(index, "right_now"):
        return Wish(moment=now, moment_grain="second"), index + 1
    if words.has(index, "vague"):
        return Wish(vague=words.get(index, "vague")), index + 1
    passing = words.get(index, "in_passing")
    if passing and not (words.in_company or (passing == "any" and words.leaves_open_twice)):
        return None
    if passing == "soon_alone":
        passing = None if words.say(*_BESIDE_SOON) else "soon"
    if passing == "now" and words.has(words.skip(index + 1, among=CLAUSE_MARKS), "number", "phone"):
        return None  # "so jetzt, null acht neun ..."
    if passing == "now" and words.has(words.skip(index + 1, "glue"), *_BEHIND_NOW):
        return None  # "jetzt am Freitag", "jetzt vor den Feiertagen"
    if passing == "now":
        return Wish(moment=now, moment_grain="second"), index + 1
    return (Wish(vague=passing, any_hour=passing == "any"), index + 1) if passing else None


def _past(words: Words, index: int, now: datetime) -> int | None:
    """The place after words about the past ("gestern um drei", "vor zwei Tagen", "letzte Woche"), or None."""
    place = index
    if words.has(index, "past"):
        place = index + 1
    elif words.has(index, "last") and words.has(index + 1, "unit", "weekday", "month", "weekend", "number"):
        if day_at(words, index, now.date()):
            return None
        place = index + 2
        if words.has(place, "unit"):
            place += 1
    elif words.among(index, "ago"):
        length = length_at(words, index + 1)
        days = day_count(words, index + 1)
        if length and not words.has(length[1], "before", "after") and not words.has(length[1] - 1, "oclock"):
            place = length[1]
        elif days:
            place = days[2]
    if place == index:
        return None
    follow = None if _names_another_day(words, place) else point_at(words, place, now)
    return follow[1] if follow else place


def _names_another_day(words: Words, place: int) -> bool:
    """ "Gestern, *morgen* um elf": behind a pause a day stands instead of the one that is over."""
    return words.mark(place, ",") and words.has(words.skip(place, "glue"), "relative_day", "weekday")
