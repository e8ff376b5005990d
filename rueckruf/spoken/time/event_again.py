"""What was told before and is named again tells a side of it: "mittwochs bis zehn Visite, *nach der Visite* also".

So does what is named and told behind it: "nach der Visite, *die geht bis zehn*", "vor dem Kurs, *der fängt um elf an*".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import DAYS, Clause, clauses_of
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.words import HOURS, LONGEST_RUN, Lexeme, Words

_list = partial(word_set, "time_clauses")
_SIDES = {"after": "afterwards", "before": "beforehand"}
_SHORTEST = 4
_NO_TIME = frozenset({"title", "company"})
_FROM, _BEFORE = "ab", "vor"
#: How many words name an event at most: "nach *dem Turnen der Kleinen*".
_LONGEST_NAME = 6


def with_events_as_sides(words: Words) -> Words:
    """The words with "danach" for "nach der Visite" and "davor" for "vor dem Kurs", whose time another clause tells."""
    told = range(1, len(words)) if words.say(*_SIDES) else ()
    places = [place for place in told if _side(words, place) and _names_event(words, place)]
    if not places:
        return words
    found: list[Lexeme] = list(words.lexemes)
    timed = [clause for clause in clauses_of(words) if is_timed(clause)]
    for place in places:
        event = words[place + 2].folded
        if any(clause.after <= place and _names(clause, event) for clause in timed):
            found[place] = replace(words[place], senses={_side(words, place): True})
    return Words(found)


def _names(clause: Clause, event: str) -> bool:
    """ "*Deutschkurs* bis zwölf, nach dem *Kurs*"."""
    return any(word == event or (len(event) >= _SHORTEST and word.endswith(event)) for word in clause.said)


def _names_event(words: Words, place: int) -> bool:
    determined = words[place + 1].folded in word_set("unread_times", "determiners")
    event = words[place + 2]
    return determined and event.folded.isalpha() and event.senses.keys() <= _NO_TIME


def _side(words: Words, place: int) -> str:
    return next((side for sense, side in _SIDES.items() if words.has(place, sense)), "")


def with_hours_told_behind(words: Words) -> Words:
    """The words with "ab zehn" for "nach der Visite, die geht bis zehn", "vor elf" for "vor dem Kurs, der ist um elf".

    Other times that stand between stay.
    """
    event, verb = _event_told(words)
    if event is None or verb is None or words.has_within(event, verb, "not", "unavailable"):
        return words
    is_after = words.has(event, "after")
    hours, closing = (_end_told if is_after else _beginning_told)(words, verb)
    if not hours:
        return words
    preposition = _FROM if is_after else _BEFORE
    begins = replace(words[event], folded=preposition, senses=lexicon().of_one_word[preposition])
    kept = [one for one in words.lexemes[event + 2 : verb] if not one.senses.keys().isdisjoint(DAYS)]
    said = words.lexemes[hours.start : hours.stop]
    # It ends where what closes it does, so that it says the same when it is read again.
    said[-1] = replace(said[-1], end=words[hours.stop + closing - 1].end)
    return Words([*words.lexemes[:event], *kept, begins, *said, *words.lexemes[hours.stop + closing :]])


def _event_told(words: Words) -> tuple[int | None, int | None]:
    """The places of the preposition before an event and of the verb that tells of it."""
    told = range(len(words)) if words.say(*_SIDES) and words.say(*HOURS) else ()
    event = next((place for place in told if _side(words, place) and _leads_to_event(words, place)), None)
    verbs = () if event is None else range(event + 2, event + 3 + _LONGEST_NAME)
    return event, next((at for at in verbs if _tells_of_it(words, at)), None)


def _leads_to_event(words: Words, place: int) -> bool:
    """ "Vor *der Sitzung*", "nach *der Mittagspause*", "vorm *Turnen*", "vor *Dienstbeginn*, der"."""
    is_determined = words[place + 1].folded in word_set("unread_times", "determiners")
    return words[place + 1 + is_determined].folded.isalpha() and (is_determined or words[place + 1].raw[:1].isupper())


def _tells_of_it(words: Words, place: int) -> bool:
    """ "Die *geht*", "das *ist*", "der *fängt* um elf an"."""
    verbs = _list("taking_long") | _list("arriving") | _list("leaves_at")
    return words[place - 1].folded in _list("those") and words[place].folded in verbs


def _end_told(words: Words, verb: int) -> tuple[range, int]:
    """The hour and how many words close it: "die geht bis *zehn*", "von neun bis *zehn*", "der ist um *zehn aus*"."""
    bound = _bound(words, verb)
    if words.has(bound, "from", "range_opener"):
        bound = _hour_behind(words, bound).stop
    hours = _hour_behind(words, bound)
    closing = _closing(words, hours, "over_by_then")
    ends = words.has(bound, "until") or (closing > 0 and words.has(bound, "at"))
    return (hours, closing) if ends else (range(0), 0)


def _beginning_told(words: Words, verb: int) -> tuple[range, int]:
    """The same of "die geht von *zehn* bis elf", "die fängt um *zehn an*", "der ist um *zehn*"."""
    bound = _bound(words, verb)
    hours = _hour_behind(words, bound)
    closing = _closing(words, hours, "begun_by_then") or _its_end(words, hours)
    at = closing > 0 or words[verb].folded in _list("arriving") | _list("being")
    begins = words.has(bound, "from", "range_opener") or (at and words.has(bound, "at"))
    return (hours, closing) if begins else (range(0), 0)


def _bound(words: Words, verb: int) -> int:
    return words.skip(verb + 1, "about", among=_list("particles") | _list("often") | _list("always"))


def _hour_behind(words: Words, bound: int) -> range:
    return range(bound + 1, words.skip(bound + 1, *HOURS, "oclock"))


def _its_end(words: Words, hours: range) -> int:
    """How many words tell until when it lasts: "von zehn *bis elf*"."""
    return len(_hour_behind(words, hours.stop)) + 1 if words.has(hours.stop, "until", "range_to") else 0


def _closing(words: Words, hours: range, listed: str) -> int:
    said = [one.folded for one in words.lexemes[hours.stop : hours.stop + LONGEST_RUN]]
    return one_of(_list(listed)).at(said, 0)[1]
