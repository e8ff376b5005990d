"""Main clauses that begin with their time, and have their verb next: "um elf hab ich Chor *um zwölf ess ich*"."""

from functools import cache, partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import TURNS, is_participle, is_thing, limits
from rueckruf.spoken.time.clock_time import part_hours
from rueckruf.spoken.time.doings import is_of_one, takes_time
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
_DAYS = ("weekday", "relative_day", "habit", "ordinal", "month", "unit", "next", "this", "after_next")
_ONE_DAY = ("weekday", "relative_day", "habit")
_AT = ("at", "from")
_PREPOSITIONS = ("at", "about_hour", "about", "from", "until", "after", "before", "between", "range_opener", "in")
_TIMES = (*_DAYS, "number", "half", "quarter", "three_quarters", "oclock", "part", "part_beside_day", "clock_word")
_IN_TIMES = (*_TIMES, *_PREPOSITIONS, "range_to", "glue", "article", "day_number_opener")
#: So many words, figures and marks a day and its hour have at most: "morgen, aber bitte nur bis 16:00 Uhr".
_LONGEST_TIME = 10
_FINITE = (
    *("auxiliaries", "being", "planned", "other_verbs", "taking_up", "going_on", "main_verbs", "past_verbs"),
    *("being_called", "living", "suiting", "others_do", "coming"),
)
_NO_VERBS = frozenset({"bitte"})
_REFUSING = ("not", "unavailable")
_NO_TIME = frozenset({"company"})
_SHORTEST = 3
#: "*Trainiert* er", and "hat trainiert".
_OF_BOTH = "iert"
_THIRD_PERSON, _FIRST_PLURAL, _WE, _ADVERBS = "t", "n", "wir", ("lich", "ig", "weise", "mal", "falls")


@cache
def finite_verbs() -> frozenset[str]:
    """Verbs by which a clause tells something of its own."""
    return frozenset().union(*map(_list, _FINITE)) - _NO_VERBS


def begins_with_time(words: Words, first: int, place: int) -> bool:
    """Whether such a clause begins at ``place``, behind one with its verb from ``first`` on."""
    begin = words.skip(place, among=_leading())
    named = begin + (words.has(begin, "glue") and words.has(begin + 1, "part"))  # "*am Nachmittag* turnt sie"
    if not words.has(named, *_TIMES, *_PREPOSITIONS) or words[place - 1].folded in _leading():
        return False
    verb = words.skip(begin, *_IN_TIMES)
    if words.has(begin, "until") and words.has_within(first, place, "at"):
        return False  # "um drei kommt sie *bis fünf ist sie da*"
    if words.has_within(begin, verb, "until") and _asks_for_call(words, verb):
        return False  # "ich schlaf *bis zwei* rufen Sie um drei an", "die kommen *von acht bis zehn* rufen Sie ..."
    if _holds_what_is_on(words, first, begin, verb):
        return False  # "Andacht ist *um elf* ab zwölf passt es"
    refused = words.has(verb, "unavailable") and names_another_part(words, range(place, verb))
    begins = _is_one_time(words, range(begin, verb)) and (refused or _is_verb_with_subject(words, verb))
    begins = begins and not _leads_on(words, first, place - 1)
    return begins and (_has_verb(words, first, place) or _is_said_twice(words, first, range(place, verb)))


def _is_one_time(words: Words, within: range) -> bool:
    """Whether a time stands there and no mark, but not of two days: "am Samstag *unter der Woche hab ich*"."""
    timed = any(words.has(at, *_TIMES) for at in within) and not any(words[at].folded in CLAUSE_MARKS for at in within)
    return timed and sum(words.has(at, *_ONE_DAY) for at in within) < 2


def _asks_for_call(words: Words, verb: int) -> bool:
    """Whether a request for a call at another time begins at ``verb``."""
    asks = words[verb].folded in _list("requests") and words[verb + 1].folded in _list("requested")
    return asks and words.has_within(verb + 2, verb + LONGEST_RUN, *_AT, "about_hour", "part")


def _holds_what_is_on(words: Words, first: int, begin: int, verb: int) -> bool:
    """Whether the hour at ``begin`` belongs to what is said before it, which has none, and a bound follows it."""
    at = words.has(begin, "at") and not words.has_within(first, begin, *_TIMES)
    return at and words.has_within(begin + 2, verb, "from", "after")


def _is_said_twice(words: Words, first: int, within: range) -> bool:
    """ "Morgen um halb neun *um neun muss ich* weg", "Montag bitte *am Mittwoch bin ich* weg": each has its own."""
    begin, verb = words.skip(within.start, among=_leading()), within.stop
    if words.has_within(first, begin, "take_back"):
        return False
    if words.has(begin, *_AT) and words.has_within(first, begin - 1, *_AT):
        return True
    if names_another_part(words, within):
        return True
    days = words.has_within(first, begin - 1, *_DAYS) and words.has_within(begin, verb, *_DAYS)
    before = (*_DAYS, *_PREPOSITIONS, "glue") if words.has(begin, *_ONE_DAY) else (*_TIMES, *_PREPOSITIONS, "glue")
    return days and (words[begin - 1].folded in _NO_VERBS or not words.has(begin - 1, *before))


def names_another_part(words: Words, within: range) -> bool:
    """ "Donnerstag nur vormittags *am Nachmittag turnt sie*", but not "morgen früh *vormittags* passt es"."""
    before, parts = words.get(within.start - 1, "part"), {words.get(at, "part") for at in within} - {None}
    if not before or len(parts) != 1:
        return False
    (begins, ends), (other_begins, other_ends) = part_hours(before), part_hours(parts.pop())
    return ends <= other_begins or other_ends <= begins


def without_marks_in_front(words: Words) -> Words:
    """The words without commas around what tells a time in front closer: "am Montag, *siebter Dezember*, bin ich".

    Nor behind what "da" takes up: "weil *danach, da* sitz ich im Zug".
    """
    begins = [at for at in range(len(words)) if at == 0 or words[at - 1].folded in CLAUSE_MARKS]
    dropped = {mark for begin in begins for mark in _marks_in_front(words, begin)}
    if words.say(*TURNS):
        dropped.update(mark for begin in begins for mark in _mark_behind_side(words, begin))
    return Words([one for at, one in enumerate(words.lexemes) if at not in dropped]) if dropped else words


def _mark_behind_side(words: Words, begin: int) -> list[int]:
    mark = words.skip(begin, *TURNS, among=_list("conjunctions") | _list("before_times"))
    taken_up = words.mark(mark, ",") and words[mark + 1].folded in _list("then") and _is_verb(words, mark + 2)
    return [mark] if taken_up and words.has(mark - 1, *TURNS) else []


def _marks_in_front(words: Words, begin: int) -> list[int]:
    verb = words.skip(begin, *_IN_TIMES)
    marks = [at for at in range(begin, verb) if words[at].folded in CLAUSE_MARKS]
    if len(marks) != 2 or not (begin < marks[0] < marks[1] - 1 and marks[1] == verb - 1):
        return []
    parted = words.mark(marks[0], ",") and words.mark(marks[1], ",") and words.has_within(begin, marks[0], *_DAYS)
    return marks if parted and _is_verb_with_subject(words, verb) else []


def begins_with_then(words: Words, first: int, place: int) -> bool:
    """ "Donnerstag ist Markt *da komm ich* nicht ran", "bis vier ist Chor *also passt* fünf"."""
    then = words[place].folded in _list("then") or words.has(place, *TURNS, "otherwise", "earlier", "later")
    begins = (then or words.among(place, "concluding")) and _is_verb_with_subject(words, place + 1)
    refused = words.has_within(max(0, place - LONGEST_RUN), place - 1, "not")  # "nicht um eins *da schlaf ich*"
    refuses = words[place + 1].folded in _list("suiting") and words.has_within(place, place + LONGEST_RUN, *_REFUSING)
    told = refused or refuses or _has_verb(words, first, place) or _tells_why(words, first, place)
    return begins and told and not _leads_on(words, first, place - 1)


def _tells_why(words: Words, first: int, place: int) -> bool:
    """ "*Morgen um elf* da schläft der Kleine": behind an hour and its day alone, unless that takes the time.

    What is on from a bound on does not: "*morgen bis elf* dann hab ich Dienst".
    """
    begin = words.skip(first, among=_leading())
    if place - begin > _LONGEST_TIME or not words.has_within(begin, place, *HOURS):
        return False
    beside = _beside_times()
    if not all(words.has(at, *_IN_TIMES) or words[at].folded in beside for at in range(begin, place)):
        return False
    if _begins_other_side(words, begin, place):
        return True
    if words[place + 1].folded in _list("duty") | _list("needing") and words.has(words.skip(place + 3, "glue"), "not"):
        return words[place + 2].folded in _list("myself")  # "um drei *da muss ich nicht weg*"
    end = next((at for at in range(place, len(words)) if words[at].folded in CLAUSE_MARKS), len(words))
    hinders = _list("duty") | _list("leaving") | _list("busy") - _list("present") - _list("at_places")
    told = range(place + 1, end)
    return not any(
        (words[at].folded in hinders or takes_time(words[at].folded)) and not words.has(at - 1, "not") for at in told
    )


def _begins_other_side(words: Words, begin: int, place: int) -> bool:
    """ "Bis elf *dann*", "ab vier *früher*"; "*nur* bis elf *da* schläft der Kleine"."""
    ends, begins = (words.has_within(begin, place, *bounds) for bounds in (("until", "before"), ("from", "after")))
    if (ends and words[place].folded in _list("later_on")) or (begins and words.has(place, "earlier")):
        return True
    return words[place].folded in _list("then") and limits(words, range(begin, place), "until", "before")


def _leads_on(words: Words, first: int, last: int) -> bool:
    """Whether no clause ends with the word at ``last``: "*im*", "*statt* morgen", "bis *ich*", but not "kann *ich*"."""
    word = words[last].folded
    if words.has(last, *_PREPOSITIONS) or word in _list("at_places") | _list("instead"):
        return True
    if word in _list("being") and words.has(last - 1, "relative_day") and words.has(last + 1, "weekday"):
        return True  # "heute *ist* Montag dann passt es"
    return word in _subjects() and (last <= first or not _is_verb(words, last - 1))


def _has_verb(words: Words, first: int, after: int) -> bool:
    return any(words.has(at, "unavailable") or _is_verb(words, at) for at in range(first, after))


def is_done_by_speaker(words: Words, place: int) -> bool:
    """ "Da *schau* ich Fußball"."""
    return words[place + 1].folded in _list("speaker") and _is_verb(words, place)


def is_done_by_one(words: Words, place: int) -> bool:
    """ "Nachmittags *turnt* sie"."""
    return words[place + 1].folded in _list("called_for") and _is_verb(words, place)


def _is_verb_with_subject(words: Words, place: int) -> bool:
    """ "Hab ich", "kommt der Maler"; what suits needs none: "*geht* auch", "*wär* fein"."""
    suits = words[place].folded in _list("suiting") | _list("would_be")
    of_one = words[place + 1].folded in _list("called_for") and is_of_one(words[place].folded)
    subject = suits or of_one or words[place + 1].folded in _subjects() or is_thing(words, place + 1)
    return subject and _is_verb(words, place)


def _is_verb(words: Words, place: int) -> bool:
    """Whether it is one that lists know, or any word before "ich", which another verb has not: "*dresch* ich"."""
    verb, subject = words[place], words[place + 1].folded
    if verb.folded in _verbs():
        return True
    unknown = verb.senses.keys() <= _NO_TIME and verb.folded.isalpha() and len(verb.folded) >= _SHORTEST
    if not unknown or verb.folded in _no_verbs() or verb.folded.endswith(_ADVERBS):
        return False
    if is_participle(verb.folded) and not (subject in _list("called_for") and verb.folded.endswith(_OF_BOTH)):
        return False
    if subject in _list("called_for"):
        return verb.folded.endswith(_THIRD_PERSON)
    return subject in _list("speaker") and verb.folded.endswith(_FIRST_PLURAL) == (subject == _WE)


@cache
def _leading() -> frozenset[str]:
    """What a time may begin a clause with: "*aber* am Freitag", "*dann* morgen"."""
    return _list("before_times") | _list("before_another_day")


@cache
def _beside_times() -> frozenset[str]:
    return _leading() | _list("limiting") | small_words("amid_refusal") | {":"}


@cache
def _verbs() -> frozenset[str]:
    return finite_verbs() | _list("would_be") | _list("would") | _list("wished") - _NO_VERBS


@cache
def _subjects() -> frozenset[str]:
    return _list("of_the_promised") | _list("speaker") | _list("others")


@cache
def _no_verbs() -> frozenset[str]:
    """What stands before "ich" and is no verb: "um zehn *weil* ich"."""
    return frozenset().union(*map(_list, ("conjunctions", "as_soon_as", "when", "reasons", "then", "particles")))
