"""Hours and minutes without a word or a mark between them: "1430 Uhr", "16 00 Uhr", "um null neun dreißig"."""

from rueckruf.spoken.time.clock_time import Clock
from rueckruf.spoken.time.words import Words

BARE_DOUBT = 0.95
_YEARS = range(2000, 2060)
_BEFORE_HOUR = ("at", "about_hour", "from", "until", "range_opener", "range_to", "weekday", "relative_day")


def in_figures(words: Words, index: int, told: bool, at: bool) -> tuple[Clock, int] | None:
    """The clock time at ``index``; ``told``: something says that it is one, ``at``: and that is "um" or the like."""
    if words[index].digits:
        return _joined(words, index, told) or _spaced(words, index)
    return _behind_zero(words, index + 1) if at and words.among(index, "leading_zero") else None


def is_clock_in_figures(words: Words, index: int) -> bool:
    """Whether four figures are hour and minutes beside a word of time: "um 0730", "morgen 0900 bis 1130"; no year."""
    digits = words[index].digits
    if not _are_hour_and_minutes(digits) or int(digits) in _YEARS:
        return False
    if words.has(index - 1, "number", "phone") or words.has(index + 1, "number"):
        return False  # dictated
    dated = index == 0 and words.has(index + 1, "weekday", "relative_day")
    return dated or words.has(index - 1, *_BEFORE_HOUR) or words.has(index + 1, "oclock", "range_to")


def _are_hour_and_minutes(digits: str) -> bool:
    return len(digits) == 4 and int(digits[:2]) < 24 and int(digits[2:]) < 60


def _joined(words: Words, index: int, told: bool) -> tuple[Clock, int] | None:
    """ "1430 Uhr", "um 1430", "Freitag 1430": as a recogniser wrote it together."""
    digits, place = words[index].digits, index + 1
    if not _are_hour_and_minutes(digits):
        return None
    timed = words.has(place, "oclock")
    if not (told or timed or is_clock_in_figures(words, index)):
        return None
    return _exact(int(digits[:2]), int(digits[2:]), settled=True), place + timed


def _spaced(words: Words, index: int) -> tuple[Clock, int] | None:
    """ "16 00 Uhr"; "14 15 Uhr" may be two hours."""
    hour, minute = words[index].digits, words[index + 1].digits
    if not words.has(index + 2, "oclock") or len(hour) > 2 or len(minute) != 2:
        return None
    if int(hour) > 24 or not (minute == "00" or 24 < int(minute) < 60):
        return None
    return _exact(int(hour), int(minute), settled=int(hour) > 12), index + 3


def _behind_zero(words: Words, index: int) -> tuple[Clock, int] | None:
    """ "Um null neun dreißig", "um null acht Uhr"."""
    hour, minute = words.get(index, "number"), words.get(index + 1, "number")
    if not hour or hour > 9 or words[index].digits:
        return None
    if words.has(index + 1, "oclock"):
        return _exact(hour, 0, settled=True), index + 2
    place = index + 2 + words.has(index + 2, "oclock")
    fits = minute in range(10, 60) and (place > index + 2 or words.ends_clause(place))
    return (_exact(hour, minute, settled=True), place) if fits else None


def _exact(hour: int, minute: int, settled: bool) -> Clock:
    return Clock(hour * 60 + minute, settled, exact=True, grain="minute", confidence=BARE_DOUBT)


def is_counting(words: Words, index: int) -> bool:
    """Whether what follows a number shows that something is counted ("Tage", "Euro", "%", a noun)."""
    lexeme = words[index]
    if lexeme.get("oclock"):
        return False
    if lexeme.folded in ("%", "€", "°") or words.has(index, "unit", "counted", "ordinal_ending"):
        return True
    return words.mark(index, ",") and words.close(index) and bool(words[index + 1].digits) and words.close(index + 1)
