"""Clock times in every German way: "15 Uhr 30", "halb drei", "dreiviertel drei", "fünf nach halb vier"."""

from dataclasses import replace

from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clock_figures import BARE_DOUBT, in_figures, is_counting
from rueckruf.spoken.time.clock_marks import BEFORE_CLOCK, marked
from rueckruf.spoken.time.clock_time import DAY, HALF_DAY, Clock
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.words import HOURS, LONGEST_RUN, MISHEARD_DOUBT, Words

_SHORTLY = 5
_FEW_MINUTES = (5, 10, 20)
_ABOUT_DOUBT = 0.95
_SHORTLY_DOUBT = 0.8
_ASSUMED_DOUBT = 0.7
# Minutes that no hour is.
_MINUTES = range(25, 60, 5)
# What an hour begins with, and what it may be opened by.
_OPENING = (
    *(*HOURS, "article", "oclock", "shortly", "clock_word", "assumed_clock_word"),
    *("at", "about", "about_hour", "exactly"),
)


def clock_at(words: Words, index: int, lone: bool = False) -> tuple[Clock, int] | None:
    """The clock time that begins at ``index`` and the place after it; ``lone`` allows a number alone."""
    if not words.has(index, *_OPENING) and not words.among(index, "swiss_at"):
        return None
    place = index, lone
    if place not in words.clocks:
        words.clocks[place] = _read(words, index, lone)
    found: tuple[Clock, int] | None = words.clocks[place]
    return found


def _read(words: Words, index: int, lone: bool) -> tuple[Clock, int] | None:
    place = _past_openers(words, index)
    openers = range(index, place)
    at = any(words.has(opener, "at", "about_hour") or _introduces(words, opener) for opener in openers)
    found = _named(words, place, lone or at) or _core(words, place, lone or at, at)
    if found is None and words.has(place, "oclock"):
        found = _behind_oclock(words, place)
    if found is None:
        return None
    clock, place = _half_named(words, *found)
    about = any(words.has(opener, "about", "about_hour") for opener in openers)
    if words.among(place, "about_behind"):
        about, place = True, place + 1
    misheard = words.say("misheard") and any(words.has(at, "misheard") for at in range(index, place))
    heard = MISHEARD_DOUBT if misheard else 1.0
    return replace(clock, confidence=clock.confidence * (_ABOUT_DOUBT if about else 1.0) * heard), place


def _introduces(words: Words, index: int) -> bool:
    return words.among(index, "on_the_dot") or words.among(index, "swiss_at")


def _past_openers(words: Words, index: int) -> int:
    """The place after "um", "gegen", "circa", "ca." and the like."""
    for _ in range(LONGEST_RUN):
        if not words.has(index, "at", "about", "about_hour", "exactly"):
            break
        index += 1
        index += words.mark(index, ".") and words.close(index)
        index += words.among(index, "before_rough_hour") and words.has(index + 1, *HOURS)
    return index + is_swiss_hour(words, index)


def is_swiss_hour(words: Words, index: int) -> bool:
    """ "Am zwei": the hour, for a day would be "am zweiten"."""
    if not words.among(index, "swiss_at") or words[index + 1].digits:
        return False
    if words.get(index + 1, "number") not in range(1, HALF_DAY // 60 + 1):
        return False
    return words.ends_clause(index + 2) or words.has(index + 2, "glue", "part", "at")


def _half_named(words: Words, clock: Clock, place: int) -> tuple[Clock, int]:
    """The clock in the half of the day that "pm" or "am" after it names, and the place after that."""
    if words.has(place, "pm"):
        return replace(clock, minutes=clock.minutes % HALF_DAY + HALF_DAY, settled=True), place + 1
    if words.among(place, "of_the_forenoon") and clock.exact and not words[place + 1].senses:
        return replace(clock, minutes=clock.minutes % HALF_DAY, settled=True), place + 1
    return clock, place


def _behind_oclock(words: Words, index: int) -> tuple[Clock, int] | None:
    """ "Um Uhr zehn", as who learns German says it, "die Uhrzeit ist zehn"."""
    named = words.among(index, "naming_hour")
    hour = words.skip(index + 1, among=small_words("behind_naming_hour")) if named else index + 1
    if words.has(index - 1, "number", "article") or not words.has(hour, *HOURS):
        return None
    found = _core(words, hour, lone=True, at=True)
    return (replace(found[0], lone=False), found[1]) if found else None


def _named(words: Words, index: int, lone: bool) -> tuple[Clock, int] | None:
    for sense, confidence in (("clock_word", 1.0), ("assumed_clock_word", _ASSUMED_DOUBT)):
        said = words.get(index, sense)
        if said and sense != "clock_word" and words.has(index + 1, "at") and (told := clock_at(words, index + 1)):
            return told  # "Feierabend um halb fünf"
        if said and (lone or sense == "clock_word"):
            hour, minute = map(int, said.split(":"))
            return Clock(hour * 60 + minute, settled=True, confidence=confidence), index + 1
    return None


def _core(words: Words, index: int, lone: bool, at: bool) -> tuple[Clock, int] | None:
    return (
        _shortly(words, index) or _fraction(words, index) or marked(words, index, at) or _hour(words, index, lone, at)
    )


def _shortly(words: Words, index: int) -> tuple[Clock, int] | None:
    """ "kurz vor neun": five minutes before."""
    if not words.has(index, "shortly") or not words.has(index + 1, "before", "after"):
        return None
    found = _named(words, index + 2, True) or _fraction(words, index + 2) or _hour(words, index + 2, True, False)
    if found is None:
        return None
    clock, place = found
    shift = _SHORTLY if words.has(index + 1, "after") else -_SHORTLY
    minutes = (clock.minutes + shift) % DAY
    return replace(clock, minutes=minutes, grain="minute", exact=False, confidence=_SHORTLY_DOUBT), place


def _fraction(words: Words, index: int) -> tuple[Clock, int] | None:
    """Halves, quarters and minutes before or after an hour or a half."""
    minutes = _part_of_hour(words, index)
    found = _whole_hour(words, index + 1) if minutes else None
    if found:
        return _towards(found[0], minutes), found[1]
    if words.has(index, "quarter"):
        minutes, place = 15, index + 1
    else:
        number = words.get(index, "number")
        if not number or number >= 60 or words.mark(index + 1, "."):
            return None
        minutes, place = number, index + 1
        if words.get(place, "unit") == "minute":
            place += 1
    after = words.among(place, "minutes_after") or _is_swiss_after(words, place)
    sign = after - words.among(place, "minutes_before")
    if not sign:
        return None
    base = _part_of_hour(words, place + 1)
    found = _whole_hour(words, place + 2 if base else place + 1)
    if found is None:
        return None
    return _towards(found[0], sign * minutes + base), found[1]


def _is_swiss_after(words: Words, index: int) -> bool:
    """ "Zehn *ab* acht", as the Swiss say ten past eight; behind an hour it begins a time: "um zehn, ab acht"."""
    minutes, hour = words.get(index - 1, "number"), words.get(index + 1, "number")
    of_another = words.has(index - 2, *BEFORE_CLOCK) or words[index - 1].digits or words[index + 1].digits
    return words.among(index, "swiss_after") and not of_another and minutes in _FEW_MINUTES and hour in range(1, 13)


def without_rough_hours(words: Words) -> Words:
    """Hide what says roughly when an exact time is: "um Viertel ab drei, also *kurz nach drei*"."""
    if not words.say("shortly"):
        return words
    rough = [at for at in range(len(words)) if words.has(at, "shortly") and _is_said_exactly(words, at)]
    return as_mention(words, {place for at in rough for place in range(at, at + 3)})


def _is_said_exactly(words: Words, index: int) -> bool:
    """Whether a few minutes on the same side of the same hour are named as well."""
    hour, after = words.get(index + 2, "number"), words.has(index + 1, "after")
    for place in range(1, len(words)):
        same = hour is not None and words.get(place + 1, "number") == hour and place != index + 1
        side = words.among(place, "minutes_after") or words.among(place, "swiss_after")
        if same and (side if after else words.among(place, "minutes_before")) and not words.has(place - 1, "shortly"):
            return words.has(place - 1, "quarter") or words.get(place - 1, "number") in _FEW_MINUTES
    return False


def _part_of_hour(words: Words, index: int) -> int:
    """Minutes to the coming hour, negative: "halb drei" is half an hour to three; 0 if there is no such word."""
    for sense, minutes in (("half", -30), ("quarter", -45), ("three_quarters", -15)):
        if words.has(index, sense):
            return minutes
    return 0


def _towards(hour: int, minutes: int) -> Clock:
    return Clock((hour * 60 + minutes) % DAY, settled=hour > 12, grain="minute")


def _whole_hour(words: Words, index: int) -> tuple[int, int] | None:
    """The hour that a fraction leans on: "vier", "vier Uhr", "4."."""
    hour = words.get(index, "number")
    if hour is None and words.among(index, "one") and words.has(index + 1, "oclock"):
        hour = 1
    if hour is None or not 0 < hour <= 24 or len(words[index].digits) > 2 or is_counting(words, index + 1):
        return None
    place = index + 1
    if words.mark(place, ":"):
        return None
    return hour, place + 1 if words.has(place, "oclock") else place


def _hour(words: Words, index: int, lone: bool, at: bool) -> tuple[Clock, int] | None:
    """ "15 Uhr", "15 Uhr 30", "17h10", "drei", "vierzehn dreißig"."""
    hour, place = _number_of_hour(words, index), index + 1
    if hour is None:
        return None
    if figures := in_figures(words, index, at or (lone and words.ends_clause(place)), at):
        return figures
    if hour > 24 or len(words[index].digits) > 2:
        return None
    settled = hour > 12 or hour == 0 or words[index].digits.startswith("0")
    if words.has(place, "oclock"):
        minute, place = _minute_after(words, place + 1)
        grain = "hour" if minute is None else "minute"
        return Clock(hour * 60 + (minute or 0), settled, exact=bool(minute), grain=grain), place
    return _lone_hour(words, index, hour, settled) if lone or _closes_with_oclock(words, index) else None


def _closes_with_oclock(words: Words, index: int) -> bool:
    """ "vierzehn dreißig Uhr"; in "neun zehn Uhr" the second number may be another hour."""
    minutes = words.get(index + 1, "number") in _MINUTES and words.has(index + 2, "oclock")
    return minutes and not words.has(index - 1, "number")


def _lone_hour(words: Words, index: int, hour: int, settled: bool) -> tuple[Clock, int] | None:
    """ "drei", "vierzehn dreißig" without "Uhr" after the hour."""
    place = index + 1
    if is_counting(words, place) or _is_date(words, index):
        return None
    if words.among(place, "leading_zero") and words.ends_clause(place + 2):
        minute, place = _small_minute(words, place + 1), place + 1
    else:
        minute = _bare_minute(words, place)
    if minute is None:
        return Clock(hour * 60, settled, lone=True, confidence=BARE_DOUBT), place
    place += 2 if words.has(place + 1, "oclock") else 1
    return Clock(hour * 60 + minute, settled, exact=True, grain="minute", confidence=BARE_DOUBT), place


def _number_of_hour(words: Words, index: int) -> int | None:
    one = words.among(index, "one") and words.has(index + 1, "oclock")
    hour: int | None = words.get(index, "number")
    return 1 if hour is None and one else hour


def _bare_minute(words: Words, index: int) -> int | None:
    """The minutes of "vierzehn dreißig"."""
    minute: int | None = words.get(index, "number")
    if minute is None or not 10 <= minute < 60 or len(words[index].digits) not in (0, 2):
        return None
    next_hour = words.follows_an_hour(index) and minute <= HALF_DAY // 60 and words.has(index + 1, "oclock")
    return None if next_hour or is_counting(words, index + 1) else minute


def _small_minute(words: Words, index: int) -> int | None:
    """The last digit of "acht null fünf", "neun null null"."""
    minute: int | None = words.get(index, "number")
    return minute if minute is not None and minute < 10 else None


def _minute_after(words: Words, index: int) -> tuple[int | None, int]:
    """The minutes after "Uhr" ("dreißig", "null fünf", "und zehn Minuten"), and the place after them."""
    place = index
    if words.among(place, "before_minutes") and _adds_minutes(words, place):
        place += 1
    if words.among(place, "leading_zero") and (words.get(place + 1, "number") or 99) < 10:
        place += 1
    minute = words.get(place, "number")
    if minute is None or minute > 59 or len(words[place].digits) > 2 or words.has(place + 1, "month", "oclock"):
        return None, index
    if words.get(place + 1, "unit") == "minute":
        return minute, place + 2
    return (None, index) if _begins_another(words, place) else (minute, place + 1)


def _adds_minutes(words: Words, index: int) -> bool:
    """Whether a joint at ``index`` has minutes after it: "18 Uhr und 12", but not "zwischen 9 Uhr und 12"."""
    if words.get(index + 2, "unit") == "minute":
        return True
    if words.mark(index, "."):
        return len(words[index + 1].digits) == 2 and words.ends_clause(index + 2)
    if words.mark(index, ",") and (words.get(index + 1, "number") or 0) <= HALF_DAY // 60:
        return False  # another hour
    return words.ends_clause(index + 2) and not words.behind_between(index)


def _begins_another(words: Words, index: int) -> bool:
    """Whether the number at ``index`` is no minute but begins a date, a count or another hour."""
    if is_counting(words, index + 1) or words[index + 1].folded in (":", "/") or _is_date(words, index):
        return True
    # "um zehn Uhr vier nach dem Essen" has minutes, "um zehn Uhr fünf vor elf" has not
    return words.has(index + 1, "before", "after") and words.has(index + 2, "number")


def _is_date(words: Words, index: int) -> bool:
    """Whether the number at ``index`` is the day of a date ("3. 12.", "15 März")."""
    if words.has(index + 1, "month"):
        return True
    dotted = words.mark(index + 1, ".") and words.close(index + 1)
    if dotted and words.has(index + 2, "range_to"):  # "18. bis 20. Mai"
        last = index + 3 + words.has(index + 3, "number")
        return words.has(last + words.mark(last, "."), "month")
    numbered = bool(words[index + 2].digits) and (words.mark(index + 3, ".") or words.close(index + 2))
    return dotted and (words.has(index + 2, "month") or numbered)
