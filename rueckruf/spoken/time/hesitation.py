"""What callers say while they think about the hour, between "um" and it: "so um, *was weiß ich, sagen wir* zehn".

Or between a day and its hour, "Mittwoch, *meinetwegen* zehn", or before the end of a range: "von neun bis, *tja*, elf".
"""

from functools import partial

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
_PARTICLES = ("from", "until")
_BEFORE_HOUR = ("at", "about_hour", "between", *_PARTICLES)
_OPENING = ("range_opener", "from")
_DAYS = ("weekday", "relative_day", "part")
_BEGINNING = ("about", *_DAYS)
_COUNTED = ("unit", "counted", "month")
#: So many words and marks stand there at most.
_MOST = 12


def without_hesitation(words: Words) -> Words:
    """The words without those between what leads to an hour and the hour."""
    if not words.say(*_BEFORE_HOUR, *_DAYS) or not words.say(*HOURS):
        return words
    dropped: set[int] = set()
    for place in range(len(words) - 2):
        leads = words.has(place, *_BEFORE_HOUR) or (words.has(place, "range_and") and words.behind_between(place))
        if leads and place not in dropped:
            dropped.update(_hesitation(words, place))
        elif words.mark(place, ",") and words.has(place - 1, *_DAYS):
            dropped.update(_thought_behind_day(words, place))
    return Words([one for at, one in enumerate(words.lexemes) if at not in dropped]) if dropped else words


def without_thought_in_front(words: Words) -> Words:
    """The words from the number on with which they answer: "*ich weiß nicht*, zehn"."""
    hour, thinks = _behind_hesitation(words, 0)
    return Words(words.lexemes[hour:]) if thinks and words.has(hour, "number") else words


def _hesitation(words: Words, place: int) -> range:
    """The places from the one behind "um" to the one before its hour; "um" itself where it is said again."""
    begin = words.skip(place + 1, "about") if words.has(place, "range_to", "range_and") else place + 1
    hour, thinks = _behind_hesitation(words, begin)
    until_again = words.has(place, "until") and words.has(hour, "until")  # "von zwei bis, na, *bis* vier"
    again = until_again or words.has(hour, "at", "about_hour")
    if hour == begin or not words.has(hour + again, *HOURS) or words.has(hour + again + 1, *_COUNTED):
        return range(0)
    leads = until_again or _ends_range(words, place) or _leads(words, place, again, thinks)
    return range(place if again else begin, hour) if leads else range(0)


def _leads(words: Words, place: int, again: bool, thinks: bool) -> bool:
    """Whether the word at ``place`` is broken off before an hour: not so "holt mich *ab*, sagen wir zehn"."""
    breaks_off = _begins(words, place)
    if again or words.has(place, *_PARTICLES):
        return breaks_off and (thinks or again)
    return thinks or (breaks_off and words.has(place, "at"))


def _ends_range(words: Words, place: int) -> bool:
    """Whether a range was opened and its first hour said: "*von zwei* bis", "*zwischen neun* und"."""
    if not words.has(place, "range_to", "range_and"):
        return False
    hour = next((at for at in range(place - 1, place - LONGEST_RUN, -1) if words.has(at, *HOURS)), 0)
    opener = next((at for at in range(hour - 1, place - LONGEST_RUN, -1) if words.has(at, *_OPENING)), -1)
    return opener >= 0


def _begins(words: Words, place: int) -> bool:
    """Whether nothing but a day, a part of one or "so" stands before it in its clause."""
    return place == 0 or words.has(place - 1, *_BEGINNING) or words[place - 1].folded in CLAUSE_MARKS


def _thought_behind_day(words: Words, pause: int) -> range:
    """The places from the pause behind a day to the hour, which is no more than a number."""
    hour, thinks = _behind_hesitation(words, pause + 1)
    is_hour = words.has(hour, "number") and words.ends_clause(hour + 1)
    return range(pause + 1, hour) if thinks and is_hour else range(0)


def _behind_hesitation(words: Words, place: int) -> tuple[int, bool]:
    """The place behind all that is said in thought, and whether any word of it is."""
    begin, thinks, phrases = place, False, one_of(_list("in_thought"))
    while place < begin + _MOST:
        if words.mark(place, ",") or words.mark(place, "."):
            place += 1
            continue
        width = _width(words, place) if phrases.may_begin_with(words[place].folded.split(" ", 1)[0]) else 0
        if not width:
            break
        place, thinks = place + width, True
    return place, thinks


def _width(words: Words, place: int) -> int:
    """How many lexemes a phrase has that is said in thought; 0 where none begins at ``place``."""
    lexemes = words.lexemes[place : place + _MOST]
    said = tuple(word for lexeme in lexemes for word in lexeme.folded.split())
    left = one_of(_list("in_thought")).at(said, 0)[1]
    for count, lexeme in enumerate(lexemes):
        if left <= 0:
            return count if left == 0 else 0
        left -= len(lexeme.folded.split())
    return len(lexemes) if left == 0 else 0
