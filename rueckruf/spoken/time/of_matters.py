"""Times of what a call is about, where no time was asked for: "Rückruf wegen der Wartung *im Januar*".

To ask for the time of the call costs a turn; a wrong one costs the call. An hour is the call's nevertheless: "wegen der
Wartung am Freitag um zehn".
"""

from collections.abc import Iterator
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words

_list = partial(word_set, "time_clauses")
_OF_A_DAY = ("weekday", "short_weekday", "relative_day", "named_day", "ordinal", "unit")
#: Nobody wishes to be called back in a month or a season, and names it right behind a thing.
_LONG = ("season", "month")
_TIMES = (*_OF_A_DAY, *_LONG, "next", "last", "this", "after_next", "beginning", "ending")
_SMALL = ("glue", "article", "day_number_opener", "range_opener", "in", "within", "or_later")
_CLOCK = (*HOURS, "part", "at", "oclock", "between", "from", "until", "before", "after")
_YEAR, _AROUND = "year", "um"
#: So many words stand between "wegen" and the thing at most, and behind its time before a verb that is the call's.
_FARTHEST, _NEAR = 4, 3


def without_times_of_matters(words: Words) -> Words:
    """Hide the days, months and seasons right behind what a call is about."""
    hidden = {at for noun in range(len(words)) for at in _time_of(words, noun)}
    return as_mention(words, hidden) if hidden else words


def _time_of(words: Words, noun: int) -> range:
    """The places of the time that belongs to the noun at ``noun``; none where it may be the call's."""
    nothing = range(0)
    run = range(noun + 1, _end_of_time(words, noun + 1))
    if whole := _time_of_changed(words, noun, run):
        return whole
    if not run or not words[noun].folded.isalpha() or words.has(noun, *_TIMES) or words.has(run.stop, *_CLOCK):
        return nothing
    if _is_of_a_call(words, run.stop) or not (opener := _opener(words, noun)):
        return nothing
    long = words.has_within(run.start, run.stop, *_LONG) or any(words.get(at, "unit") == _YEAR for at in run)
    return run if _is_event(words, noun) or (long and opener in _list("surely_about")) else nothing


def _time_of_changed(words: Words, noun: int, run: range) -> range | None:
    """With its hour the time of an event that is changed: "den Termin *am Donnerstag um zehn* verschieben"."""
    whole = range(noun + 1, words.skip(run.stop, *_CLOCK)) if run else run
    changed = whole and words[whole.stop].folded in _list("changing") and _is_event(words, noun)
    return whole if changed else None


def _end_of_time(words: Words, start: int) -> int:
    """The place behind the day, week, month or season that begins at ``start``; that place where none does."""
    place, end = words.skip(start, *_SMALL), start
    while words.has(place, *_TIMES):
        end = place + 1
        place = words.skip(end, *_SMALL) if words.has(end, *_SMALL) and words.has(end + 1, *_TIMES) else end
    return end


def _is_of_a_call(words: Words, place: int) -> bool:
    """ "Wegen der Wartung am Mittwoch *bitte zurückrufen*"."""
    return any(words[at].folded in _list("to_call") for at in range(place, place + _NEAR))


def _is_event(words: Words, noun: int) -> bool:
    return words[noun].folded.endswith(tuple(_list("events")))


def _opener(words: Words, noun: int) -> str:
    """The word before the noun that tells what a call is about, empty where none does: "*wegen* der großen Wartung"."""
    openers = _list("surely_about") | _list("perhaps_about")
    found = (words[place].folded for place in _before(words, noun) if words[place].folded in openers)
    opener = next(found, "")
    return opener if opener != _AROUND or _goes_around(words, noun) else ""


def _goes_around(words: Words, noun: int) -> bool:
    """ "Es *geht um* den Termin am Freitag", but not "ich bitte um einen Termin am Freitag"."""
    return any(words[place].folded in _list("goes_around") for place in range(noun - 1 - _FARTHEST, noun))


def _before(words: Words, noun: int) -> Iterator[int]:
    """The places before the noun up to a mark, a verb of a call or whoever is called."""
    for place in range(noun - 1, max(-1, noun - 1 - _FARTHEST), -1):
        if words[place].folded in CLAUSE_MARKS | _list("of_a_call") | _list("speaker"):
            return
        yield place
