"""What callers say while they think about the hour, between "um" and it: "so um, *was weiß ich, sagen wir* zehn".

Or between a day and its hour: "Mittwoch, *meinetwegen* zehn".
"""

from functools import partial

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words

_list = partial(word_set, "time_clauses")
_PARTICLES = ("from", "until")
_BEFORE_HOUR = ("at", "about_hour", *_PARTICLES)
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
        if place not in dropped and words.has(place, *_BEFORE_HOUR):
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
    nothing = range(0)
    hour, thinks = _behind_hesitation(words, place + 1)
    until_again = words.has(place, "until") and words.has(hour, "until")  # "von zwei bis, na, *bis* vier"
    again = until_again or words.has(hour, "at", "about_hour")
    if hour == place + 1 or not words.has(hour + again, *HOURS) or words.has(hour + again + 1, *_COUNTED):
        return nothing
    breaks_off = _begins(words, place)
    if again or words.has(place, *_PARTICLES):  # "holt mich *ab*, sagen wir zehn"
        leads = until_again or (breaks_off and (thinks or again))
    else:
        leads = thinks or (breaks_off and words.has(place, "at"))
    return range(place + (not again), hour) if leads else nothing


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
