"""What goes on elsewhere, in a sentence whose subject is not the caller: "um zwölf *kommen die Kinder* heim"."""

from functools import cache, partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import HOURS, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
_BOUNDS = ("from", "until", "after", "before", "range_to", "between")
_AT = ("at", "about_hour")
_SIDES = ("beforehand", "afterwards")
_OF_HOURS = (*_AT, *_BOUNDS, *HOURS, "oclock", "part")
_TIMES = (*HOURS, "part", "weekday", "relative_day")
_NO_TIME = frozenset({"company"})
_SHORTEST = 4
#: So many words back the time before stands at most.
_FARTHEST = 20
_ADJECTIVES = ("er", "ig", "lich", "bar", "sam", "isch", "los")


def begins_elsewhere(words: Words, first: int, place: int) -> bool:
    """Whether such a sentence with a time of its own begins at ``place``, behind the time of another from ``first``."""
    if _names(words, place):
        timed = words.has_within(max(0, place - _FARTHEST), place, *_TIMES)
        return timed and _goes_on_then(words, place + 2) and not _is_governed(words, place)
    if words.has(place - 1, *_BOUNDS, *_AT) or not _has_another_time(words, first, place):
        return False
    verb = words.skip(place, *_OF_HOURS, among=_list("then"))
    return has_subject_behind(words, verb)


def has_subject_behind(words: Words, verb: int) -> bool:
    """ "*Kommen* die Kinder", "*is* Kaffee bei der Gerda", "*holt* mich das Taxi", but not "*ist* auch gut"."""
    if words[verb].folded not in _verbs():
        return False
    subject = words.skip(verb + 1, *_OF_HOURS, among=_list("before_subject"))
    if words[subject].folded in _list("others"):
        pointing = words[subject].folded in _list("pointing") and words[subject + 1].folded.endswith(_ADJECTIVES)
        return (
            _names(words, subject) and not pointing and words[subject + 2].folded not in _suiting() - _list("particles")
        )
    bare = words[subject].folded
    adjective = bare.endswith(_ADJECTIVES) and words[verb].folded in _list("being")
    return len(bare) >= _SHORTEST and _is_noun(words, subject) and not adjective


def _has_another_time(words: Words, first: int, place: int) -> bool:
    """Whether the hour or the part of the day at ``place`` is not the one said from ``first`` on told closer."""
    if words[place].folded in _list("then"):
        return words[place + 1].folded in _verbs() and words.has_within(first, place, *HOURS, "part")
    if words.has(place, *_AT):
        before = (*_AT, *_BOUNDS, *HOURS)
        hours = (words.has(at, *before) and words.has(at + 1, *HOURS) for at in range(first, place))
        return any(hours) or words.has_within(first, place, "oclock")
    part = words.get(place, "part")
    return bool(part) and any(words.get(at, "part") not in (None, part) for at in range(first, place))


def _names(words: Words, place: int) -> bool:
    """ "Der Bus", "mein Mann"."""
    return words[place].folded in _list("others") and _is_noun(words, place + 1)


def _is_noun(words: Words, place: int) -> bool:
    """Whether it may be one that is no time, no wish and no verb."""
    word = words[place].folded
    known = _verbs() | _suiting() | _list("before_subject")
    return word.isalpha() and words[place].senses.keys() <= _NO_TIME and word not in known


def _goes_on_then(words: Words, verb: int) -> bool:
    """Whether a verb behind its subject has a time: "fährt erst *um zehn*", "*haben bis dahin* Schule"."""
    departs = words[verb - 1].folded in _list("departing") and words[verb].folded in _list("leaves_at")
    timed = words.has_within(verb + 1, verb + LONGEST_RUN, *_AT, *_SIDES, "oclock", "part")
    return timed and (departs or words[verb].folded in _verbs())


def _is_governed(words: Words, place: int) -> bool:
    """ "*Mit* der Bahn", "*nach* der Schule"."""
    return words[place - 1].folded in _list("at_places") or words.has(place - 1, *_BOUNDS, *_AT)


@cache
def _verbs() -> frozenset[str]:
    return _list("others_do") | _list("coming") | _list("going_on")


@cache
def _suiting() -> frozenset[str]:
    """What the subject of such a sentence is not, nor what is said of it."""
    wishing = ("suiting", "wishing", "still_wished", "free", "not_past_beside", "not_available", "wishes", "often")
    besides = ("speaker", "particles", "as_well", "nobody", "company")
    return frozenset().union(*map(_list, (*wishing, *besides))) - _list("present")
