"""What day or hour it is, said by the way: "heute ist schon der dreißigste", "am fünften, nein, *das ist Samstag*"."""

from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause
from rueckruf.spoken.time.words import Words

_list = partial(word_set, "time_clauses")
_DATES = ("weekday", "short_weekday", "ordinal", "month")
_WISHED = ("at", "from", "until", "between", "rather", "relative_day", "weekday")
_HOURS = ("at", "oclock", "part", "from", "until", "after", "before", "between", "half", "quarter")


def says_day_it_is(clause: Clause) -> bool:
    """Whether it says no more than the weekday or the date of a day, and names no hour."""
    if not clause.has_sense(*_DATES) or clause.has_sense(*_HOURS) or not clause.says("being", "having"):
        return False
    begins = clause.holds("it_is") or clause.has_sense("relative_day")
    return begins and all(word in _list("beside_day_it_is") for word in _telling(clause))


def ends_with_day_it_is(words: Words, first: int, place: int) -> bool:
    """ "Was haben wir heute Montag *dann* Mittwoch": whether it asks for the day from ``first`` on, or says it."""
    leads = words[place].folded in _list("later_on") or words.among(place, "concluding")
    if not leads or not words.has(place - 1, *_DATES):
        return False
    clause = Clause(words, first, place)
    return clause.holds("asking_day") or says_day_it_is(clause)


def says_day_of(date: Clause, clause: Clause) -> bool:
    """Whether it says no more than which weekday the date before it is: "am vierten, *das ist ja ein Freitag*"."""
    if not date.has_sense("ordinal", "month", "relative_day") or not clause.has_sense("weekday"):
        return False
    names = clause.begins("pointing") and clause.says("being", "would_be") and not clause.has_sense(*_HOURS, "number")
    return names and all(word in _list("beside_day_it_is") for word in _telling(clause))


def says_hour_it_is(clause: Clause) -> bool:
    """Whether it tells what the clock says: "es ist zehn Uhr fünfzehn", but not "mir ist es um zehn lieber"."""
    if not (clause.holds("it_is") and clause.has_sense("oclock", "half", "quarter")) or clause.has_sense(*_WISHED):
        return False
    if clause.says("suiting", "wishing") or clause.begins("then"):
        return False
    at_all = all(word in _list("beside_hour_it_is") for word in _telling(clause))
    return at_all or clause.says("at_this_moment") or clause.has_sense("vague", "in_passing")


def _telling(clause: Clause) -> list[str]:
    """Its words that are no dates."""
    said = clause.words.lexemes[clause.first : clause.after]
    dates = ("relative_day", "number", "clause", "take_back", *_DATES)
    return [part for word in said if word.senses.keys().isdisjoint(dates) for part in word.folded.split()]
