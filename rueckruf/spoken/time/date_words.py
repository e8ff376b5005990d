"""The words of dates: "dreizehnter siebter", "am 3. 12.", "Februar 15", "2026-03-03", "am siebten"."""

from datetime import date

from rueckruf.spoken.time.calendar_day import Day, SaidDate, resolved
from rueckruf.spoken.time.clock_words import is_swiss_hour
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words
from rueckruf.spoken.time.written_date import written_date

_DATED = ("number", "ordinal", "month")
_MARKS = (".", "/", "-")
_BEFORE_HOUR = ("at", "about_hour", "range_opener", "from", "until", "after", "before")
#: So many times are offered at most, and told by their place.
_MOST_OFFERED = 5
#: "Geht *nicht* zehnter um elf", "*also* elfter um neun", "*Freitag* elfter ab zehn".
_BEFORE_BARE_DAY = ("unavailable", "not", "rather", "either", "also", "company", "weekday", "take_back")
# What a number before it counts.
_COUNTED = {"unit", "weekday", "oclock", "counted", "phone", "half", "quarter", "quarter_of_year"}


def any_date(words: Words, index: int, today: date) -> tuple[Day, int] | None:
    """A date; a day without its month only after a word that introduces one ("am siebten")."""
    if not words.has(index, *_DATED):
        return None
    first = index - words.has(index - 1, "next")  # "am nächsten Ersten"
    opened = words.has(first - 1, "day_number_opener") and not words.among(first - 2, "before_no_date")
    alone = opened or _of_month(words, index) or _suits(words, index) or _leads_to_an_hour(words, index)
    return date_at(words, index, today, alone)


def _suits(words: Words, index: int) -> bool:
    """ "Der dreiundzwanzigste wäre mir recht", but "der zweite passt" may be the second time that was offered."""
    found = day_number(words, index)
    late = found is not None and found[2] and found[0] > _MOST_OFFERED
    if not (found and words.among(index - 1, "that_day")):
        return False
    return bool(late and words.among(found[1], "suiting_behind")) or _is_day_and_month_that_suit(words, index)


def _leads_to_an_hour(words: Words, index: int) -> bool:
    """ "*Elfter* um neun", "der *achte* ab drei", but not "der erste um neun", which may be one that was offered."""
    number = words.get(index, "ordinal")
    if number is None or not words.has(index + 1, *_BEFORE_HOUR) or not words.has(index + 2, *HOURS):
        return False
    if words.among(index - 1, "that_day"):
        return bool(number > _MOST_OFFERED)
    begins = index == 0 or words[index - 1].folded in CLAUSE_MARKS or words.among(index - 1, "concluding")
    return begins or words.has(index - 1, *_BEFORE_BARE_DAY)


def _is_day_and_month_that_suit(words: Words, index: int) -> bool:
    """ "Der *10 12* würde passen"."""
    figures = all(words[at].digits and words.get(at, "number") is not None for at in (index, index + 1))
    return figures and (words.among(index + 2, "suiting_behind") or words.among(index + 2, "would_suit_behind"))


def _of_month(words: Words, index: int) -> bool:
    """Whether "nächsten Monats", "des Monats" follows the number of a day."""
    found = day_number(words, index)
    if found is None or not found[2]:
        return False
    place = found[1] + 1 if words.among(found[1], "of_the") else found[1]
    place += words.has(place, "this", "next", "after_next")
    return place > found[1] and words.get(place, "unit") == "month"


def date_at(words: Words, index: int, today: date, alone: bool) -> tuple[Day, int] | None:
    """A date in words or digits; ``alone`` allows a day without its month ("am siebten")."""
    if not words.has(index, *_DATED):
        return None
    said = (
        _in_full(words, index)
        or _month_first(words, index)
        or _with_the_next(words, index)
        or _day_first(words, index, alone)
    )
    if said is None:
        return None
    parts, place = said
    return resolved(parts, today), place


def day_number(words: Words, index: int) -> tuple[int, int, bool] | None:
    """Number, place after it, and whether it is an ordinal: "fünfzehnten", "15.", "15ten", "15"."""
    if index not in words.day_numbers:
        words.day_numbers[index] = _day_number(words, index)
    return words.day_numbers[index]


def _day_number(words: Words, index: int) -> tuple[int, int, bool] | None:
    position = words.get(index, "ordinal")
    if position is not None:
        return position, index + 1, True
    number = words.get(index, "number")
    if number is None or len(digits := words[index].digits) > 2:
        return None
    if words.has(index + 1, "ordinal_ending") and words.close(index + 1):
        return number, index + 2, True
    if digits and words.mark(index + 1, ".") and words.close(index + 1):
        return number, index + 2, True
    return number, index + 1, False


def _day_first(words: Words, index: int, alone: bool) -> tuple[SaidDate, int] | None:
    found = day_number(words, index)
    if found is None:
        return None
    number, place, dotted = found
    month = words.get(place, "month")
    if month:
        place += 1
        if words.mark(place, ".") and words.close(place):
            place += 1
        year, place = year_at(words, place)
        return (number, month, year), place
    if words[index].digits:
        numeric = _numeric_month(words, index, number, place, dotted)
        if numeric:
            return numeric
    named = _month_by_number(words, index, place, dotted, alone)
    if named:
        year, place = year_at(words, named[1])
        return (number, named[0], year), place
    if alone and _stands_alone(words, index, place, dotted):
        return (number, None, None), place
    if dotted and _month_got_lost(words, index, place):
        return (number, None, None), place + 1
    return None


def _month_by_number(words: Words, index: int, place: int, dotted: bool, alone: bool) -> tuple[int, int] | None:
    """The month at ``place`` after the day at ``index``, one of them a word: "siebter vierter", "7. vierter"."""
    month = words.get(place, "ordinal")
    if month is None and dotted and not words[index].digits:
        month, place = _month_in_figures(words, place)
    if month is None and alone and _are_cardinals(words, index):
        month = words.get(place, "number")
    fits = month in range(1, 13) and (dotted or alone) and not words.has(place + 1, "month")
    return (month, place + 1) if month and fits else None


def _month_in_figures(words: Words, index: int) -> tuple[int | None, int]:
    """The month of "siebter 4.", not of "am siebten 9.30", and the place of its end."""
    found = day_number(words, index)
    if found is None or (words[found[1]].digits and words.close(found[1])):
        return None, index
    closes = bool(words[index].digits) and words.ends_clause(found[1])
    return (found[0], found[1] - 1) if found[2] or closes else (None, index)


def _month_got_lost(words: Words, index: int, place: int) -> bool:
    """Whether nothing was written for the month and an hour of its own follows: "am 12.00 zwischen zwei und vier"."""
    hour = place + 2 if words.mark(place + 1, ",") else place + 1
    is_day = words[place].digits == "00" and words.has(index - 1, "dated")
    return is_day and words.has(hour, *_BEFORE_HOUR) and words.has(hour + 1, "number")


def _are_cardinals(words: Words, index: int) -> bool:
    """ "Am elf zwei um neun Uhr": day and month as recognisers write them, and nothing that they could count."""
    figures = [bool(words[at].digits) for at in (index, index + 1)]
    if all(figures) and not words.close(index + 1):
        return _opens_date(words, index) and not _counts_on(words, index + 2)
    closed = words.ends_clause(index + 2) or words.has(index + 2, "at", "about_hour")
    return not any(figures) and closed and words.among(index - 1, "before_day_in_figures")


def _opens_date(words: Words, index: int) -> bool:
    """ "*Am* 15 12", "Dienstag, *den* 8 12"."""
    opens = words.among(index - 1, "before_day_in_figures") or words.among(index - 1, "that_day")
    return opens or _is_day_of_weekday(words, index)


def _counts_on(words: Words, index: int) -> bool:
    """Whether the number before is an hour, a length or one of several: "am 9 10 *Uhr*", "am 9 10 *oder* 11"."""
    follower = words[index]
    counted = follower.senses.keys() & (_COUNTED | {"number", "either", "range_to", "month"})
    return bool(counted) or words.among(index, "after_count") or words.mark(index, ":")


def _with_the_next(words: Words, index: int) -> tuple[SaidDate, int] | None:
    """ "am 1. oder 2. September": the month said once for both."""
    found = day_number(words, index)
    if found is None or not found[2] or not words.has(found[1], "either", "also"):
        return None
    following = _day_first(words, found[1] + 1, alone=False)
    return ((found[0], *following[0][1:]), found[1]) if following else None


def _numeric_month(words: Words, index: int, day: int, place: int, dotted: bool) -> tuple[SaidDate, int] | None:
    """The rest of "3. 12.", "3.12.2026", "25/4", "3/3/15"."""
    slashed = words.mark(place, "/") and words.close(place)
    at = place + 1 if slashed else place
    month = words[at].digits
    if not (dotted or slashed) or not 0 < len(month) <= 2 or _in_number(words, index, at):
        return None
    if _is_clock(words, at) or (_no_slashed_month if slashed else _no_dotted_month)(words, day, at):
        return None
    end = at + 1
    separated = words[end].folded in (".", "/") and words.close(end)
    year, after = year_at(words, end + separated, short=separated)
    return (day, int(month), year), after if year else end + (separated and words.mark(end, "."))


def _is_clock(words: Words, index: int) -> bool:
    """Whether the number at ``index`` begins a clock time or a length: "am 3. 12:30", "am 3. 12 bis 14 Uhr"."""
    ranging = words.has(index + 1, "range_to") and words.has(index + 3, "oclock") and not words.close(index)
    timed = words.mark(index + 1, ":") or words.has(index + 1, "oclock", "unit")
    return ranging or timed or _is_dotted_clock(words, index)


def _is_dotted_clock(words: Words, index: int) -> bool:
    """Whether hour and minutes stand apart after a date: "20.6. 18.20"."""
    hour, minutes = words[index].digits, words[index + 2].digits
    joined = words.mark(index + 1, ".") and words.close(index + 1) and words.close(index + 2)
    if not joined or words.close(index) or words.mark(index + 3, ".") or len(minutes) != 2:
        return False
    return 0 < len(hour) <= 2 and int(hour) <= 24 and int(minutes) < 60


def _no_slashed_month(words: Words, day: int, index: int) -> bool:
    return int(words[index].digits) > 12 or words.mark(index + 1, ".")


def _no_dotted_month(words: Words, day: int, index: int) -> bool:
    """Whether the number after a full stop is no month: minutes in "22.32", another sentence in "am 3. 40 Leute"."""
    number = int(words[index].digits)
    minutes = len(words[index].digits) == 2 and (number == 0 or 12 < number < 60)
    if minutes and day <= 24 and not words.mark(index + 1, "."):
        return True
    return number > 31 and not words.close(index)


def _in_number(words: Words, index: int, last: int) -> bool:
    """Whether a row of digits and full stops goes on before or after: then it is dictated, not a date."""
    before = words.mark(index - 1, ".") and bool(words[index - 2].digits) and len(words[index].digits) == 1
    after = words.mark(last + 1, ".") and bool(words[last + 2].digits) and words.mark(last + 3, ".")
    after = after and not _is_dotted_clock(words, last + 2)
    return before or (after and bool(words[last + 4].digits))


def _stands_alone(words: Words, index: int, place: int, dotted: bool) -> bool:
    follower = words[place]
    if follower.digits and words.close(place):
        return False
    counted = follower.senses.keys() & _COUNTED
    if counted or words.among(place, "after_count") or words.has(place, "month"):
        return False
    if dotted:
        # "ab 5." at the end of a sentence is an hour and a full stop
        ends = place >= len(words) or follower.raw[0].isupper()
        return not (ends and words.among(index - 1, "before_hour_or_day") and words[index].digits)
    figured = words.among(index - 1, "before_day_in_figures") and bool(words[index].digits)
    if not (figured or _is_day_of_weekday(words, index)):
        return False
    return not (follower.senses.keys() & {"number", "after", "before"} or _is_clock(words, index))


def _is_day_of_weekday(words: Words, index: int) -> bool:
    """ "Dienstag, den 26", "Dienstag der sechsundzwanzig", but not "Mittwoch am zwei", as the Swiss say the hour."""
    weekday = index - 3 if words.mark(index - 2, ",") else index - 2
    named = words.has(weekday, "weekday") and words.has(index - 1, "dated") and not is_swiss_hour(words, index - 1)
    return bool(named and 1 <= words.get(index, "number") <= 31)


def _month_first(words: Words, index: int) -> tuple[SaidDate, int] | None:
    """ "Februar 15", "Aug 8", "märz drei"."""
    month = words.get(index, "month")
    place = index + 1
    if not month:
        return None
    if words.mark(place, ".") and words.close(place):
        place += 1
    pause = words.skip(place, among=small_words("between_whole_and_part"))
    found = day_number(words, pause)
    if found is None or not 1 <= found[0] <= 31 or (pause > place and not found[2]):
        return None
    number, after, _ = found
    follower = words[after]
    if words.mark(after, ":") or follower.senses.keys() & {"oclock", "month", "unit", "ordinal", "weekday"}:
        return None
    if words.mark(after, ",") and words.get(after + 1, "number"):
        year, later = year_at(words, after + 1)
        if year:
            return (number, month, year), later
    year, after = year_at(words, after)
    return (number, month, year), after


def _in_full(words: Words, index: int) -> tuple[SaidDate, int] | None:
    """ "3.12.2026", "3/12/26", "2026-12-03": digits and one kind of mark without a gap, and no more of them."""
    mark, last = words[index + 1].folded, index + 4
    groups = [words[place].digits for place in (index, index + 2, last)]
    if not all(groups) or mark not in _MARKS or not words.mark(index + 3, mark) or words.has(last + 1, "oclock"):
        return None
    first, second, third = map(len, groups)
    if second > 2 or not ((first == 4 and third <= 2) or (first <= 2 and third in (2, 4))):
        return None
    if not all(words.close(place) for place in range(index + 1, last + 1)) or _goes_on(words, index, last):
        return None
    found = written_date(mark.join(groups))
    return ((found.day, found.month, found.year), last + 1) if found else None


def _goes_on(words: Words, first: int, last: int) -> bool:
    """Whether the row of digits and marks is longer: then it is a dictated number."""
    before = words[first - 1].folded in _MARKS and words.close(first) and bool(words[first - 2].digits)
    after = words[last + 1].folded in _MARKS and words.close(last + 1) and bool(words[last + 2].digits)
    return before or after


def year_at(words: Words, index: int, short: bool = False) -> tuple[int | None, int]:
    """A year of four digits, in words, or ``short`` ("3.3.15"); None and the same place if there is none."""
    number, digits = words.get(index, "number"), words[index].digits
    if number is None or words.mark(index + 1, ":") or words.has(index + 1, "oclock", "unit"):
        return None, index
    if 1900 <= number < 2100:
        return number, index + 1
    if short and len(digits) == 2 and words.close(index):
        return 2000 + number, index + 1
    rest = words.get(index + 1, "number")
    if number == 20 and rest and 10 <= rest < 100 and not digits and not words.has(index + 2, "oclock"):
        return 2000 + rest, index + 2
    return None, index
