"""Hours and minutes with a mark between them: "15:30", "um 9.30", "8,55 Uhr", "22.32"."""

from rueckruf.spoken.time.clock_figures import is_counting
from rueckruf.spoken.time.clock_time import Clock
from rueckruf.spoken.time.words import Words

# Before an hour with its minutes after a comma: "von 8,30 bis 10 Uhr".
BEFORE_CLOCK = ("range_opener", "from", "until", "after", "before")


def marked(words: Words, index: int, at: bool) -> tuple[Clock, int] | None:
    """ "15:30", "15:30:20", "um 9.30", "9.30 Uhr", and "22.32", which no date can be."""
    if at and (read_aloud := _full_stop_read_aloud(words, index)):
        return read_aloud
    hour, minute = _clock_number(words, index, 24), _clock_number(words, index + 2, 59)
    place = index + 3
    if hour is None or minute is None or not _parts_digits(words, index, at) or is_counting(words, place):
        return None
    seconds = _seconds_behind(words, place) if words.mark(index + 1, ":") else None
    if seconds is not None:
        place += 2
    clock = Clock(
        hour * 60 + minute,
        settled=hour > 12 or hour == 0 or words[index].digits.startswith("0"),
        exact=True,
        seconds=seconds or 0,
        grain="second" if seconds else "minute",
    )
    return clock, place + 1 if words.has(place, "oclock") else place


def _full_stop_read_aloud(words: Words, index: int) -> tuple[Clock, int] | None:
    """ "um 10.10", its full stop read aloud as if it were a date."""
    hour, minute = words.get(index, "ordinal"), words.get(index + 1, "ordinal")
    if hour is None or minute is None or hour > 24:
        return None
    return Clock(hour * 60 + minute, settled=hour > 12, exact=True, grain="minute"), index + 2


def _parts_digits(words: Words, index: int, at: bool) -> bool:
    """Whether the mark after the digits at ``index`` separates hour and minutes."""
    mark = words[index + 1].folded
    if mark == ":":
        return len(words[index + 2].digits) == 2
    return _is_dotted_clock(words, index, at) if mark == "." else mark == "," and _is_decimal_clock(words, index, at)


def _is_dotted_clock(words: Words, index: int, at: bool) -> bool:
    """ "um 9.30", "9.30 Uhr", "22.32"; a full stop and digits after it make a date or a longer number."""
    minute, close, place = int(words[index + 2].digits), words.close(index + 2), index + 3
    if words.mark(place, ".") and words[place + 1].digits:
        return False
    return at or (close and (words.has(place, "oclock") or minute > 12 or minute == 0))


def _seconds_behind(words: Words, index: int) -> int | None:
    return _clock_number(words, index + 1, 59) if words.mark(index, ":") else None


def _is_decimal_clock(words: Words, index: int, at: bool) -> bool:
    """ "um 8,55 Uhr": hour and minutes as recognisers write them, like a decimal number."""
    oclock, minute = words.has(index + 3, "oclock"), words[index + 2].digits
    close = words.close(index + 1) and words.close(index + 2)
    ranging = words.has(index - 1, *BEFORE_CLOCK) or words.has(index + 3, "range_to", "range_and")
    return len(minute) == 2 and (at or oclock or ranging) and (close or (oclock and int(minute) > 24))


def _clock_number(words: Words, index: int, most: int) -> int | None:
    digits = words[index].digits
    return int(digits) if 0 < len(digits) <= 2 and int(digits) <= most else None
