"""A shift that a caller has, named by its part of the day alone: "morgen *hab ich Früh*, übermorgen *Spät*"."""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.words import Lexeme, Words

_list = partial(word_set, "time_clauses")
_SHIFT = "schicht"
_DAYS = ("weekday", "relative_day", "habit")


def with_shifts_as_things(words: Words) -> Words:
    """The words with a shift that takes time for each "Früh" that somebody has."""
    places = {place for place in range(2, len(words)) if _is_shift(words, place)}
    weekly = {place for place in range(2, len(words)) if _is_of_a_week(words, place)}
    places |= weekly if len(weekly) > 1 else set()
    if not places:
        return words
    places |= {place for place in range(min(places) + 1, len(words)) if _is_another_shift(words, place)}
    return Words([_as_thing(one) if at in places else one for at, one in enumerate(words.lexemes)])


def _as_thing(lexeme: Lexeme) -> Lexeme:
    return replace(lexeme, folded=lexeme.folded + _SHIFT, senses={})


def _is_shift(words: Words, place: int) -> bool:
    """Whether nothing is had then but that part: "hab ich früh", and not "hab ich früh Zeit"."""
    if words[place].folded not in _list("shifts"):
        return False
    people, having = _list("speaker") | _list("called_for"), _list("having") | _list("having_shifts")
    who = place - 1 if words[place - 1].folded in people else place - 2
    has_one = words[who].folded in people and words[who - 1].folded in having
    behind = words.skip(place + 1, "glue", among=_list("before_times"))
    is_all = words.ends_clause(place + 1) or words[place + 1].folded in _list("conjunctions") | _list("as_well")
    return has_one and (is_all or words.has(behind, *_DAYS))


def _is_of_a_week(words: Words, place: int) -> bool:
    """ "*Diese Woche Früh, nächste Woche Spät*": where two take turns."""
    week = words.get(place - 1, "unit") == "week" and words.has(place - 2, "this", "next", "after_next")
    return week and words[place].folded in _list("shifts") and words.ends_clause(place + 1)


def _is_another_shift(words: Words, place: int) -> bool:
    """ "Morgen hab ich Spät, *übermorgen Früh*, also Donnerstag": on a day of its own, where another one follows."""
    begins = words.has(place - 1, *_DAYS) and words[place - 2].folded not in _list("before_another_day")
    is_all = words[place].folded in _list("shifts") and words.ends_clause(place + 1)
    return begins and is_all and words.has_within(place + 1, len(words), *_DAYS)
