"""A no behind a pause that refuses the time before it: "am Dienstag, hm, *auch nicht*, aber am Mittwoch"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import HOURS, Words

_list = partial(word_set, "time_clauses")
_TIMES = ("weekday", "relative_day", "part", "habit", "month", "ordinal", "number", "oclock")


def without_pause_before_no(words: Words) -> Words:
    """The words without the commas between such a time and its no, nor the "da" that takes the time up."""
    if not words.say("not", "unavailable"):
        return words
    timed = (at for at in range(len(words)) if words.has(at, *_TIMES))
    dropped = {place for at in timed for place in _between_no(words, at + 1)}
    return Words([one for at, one in enumerate(words.lexemes) if at not in dropped]) if dropped else words


def _is_bounded(words: Words, at: int) -> bool:
    """ "Nur *bis 15 Uhr*, dann bin ich weg": what is told behind a bound is told of its other side."""
    while words.has(at, "at", "about_hour", "oclock", *HOURS) or words.mark(at, ":"):
        at -= 1
    return words.has(at, "until", "before", "from", "after")


def _between_no(words: Words, first: int) -> range:
    """What stands from ``first`` on before no more than a no; "am Dienstag, *nicht?*" only asks for assent."""
    begin = first
    while words.mark(begin, ","):
        begin += 1
    no = begin
    while words[no].folded in _list("beside_no_behind"):
        no += 1
    refuses = first < begin < no and words.has(no, "not", "unavailable") and words.ends_clause(no + 1)
    if not refuses or _is_bounded(words, first - 1):
        return range(first, first)
    return range(first, begin + (words[begin].folded in _list("then")))
