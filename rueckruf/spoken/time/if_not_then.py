"""What is asked for first, and what else would do: "*falls es um acht nicht geht*, um neun".

Or "*falls acht Uhr schon vergeben ist*, um neun".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words

_list = partial(word_set, "time_clauses")
_TIMES = (*HOURS, "part", "weekday", "relative_day", "ordinal", "month")
_OTHERWISE = {"otherwise": True}
#: So many words such a condition has at most.
_LONGEST = 10
#: "Wenn *'s*".
_APOSTROPHED = frozenset({"'", "’", "s"})


def with_first_choice(words: Words) -> Words:
    """The words in which the time of such a condition is wished, and what follows it is the fallback."""
    if not words.say("not", "unavailable") and _list("given_away").isdisjoint(one.folded for one in words.lexemes):
        return words
    for first in range(len(words)):
        refusal = _refusal_of_condition(words, first)
        if refusal:
            found = list(words.lexemes)
            found[refusal] = replace(found[refusal], senses={})
            found[refusal + 1] = replace(found[refusal + 1], senses=_OTHERWISE)
            return Words(found)
    return words


def _refusal_of_condition(words: Words, first: int) -> int:
    """The place of its "nicht", which the verb follows and then another time; 0 where there is no such condition.

    Whether they can call is meant, and not "wenn ich morgen nicht kann".
    """
    if words[first].folded not in _list("if_it"):
        return 0
    it = words.skip(first + 1, among=_list("it") | small_words("whom_it_suits") | _APOSTROPHED)
    for place in range(it + 1, min(it + _LONGEST, len(words) - 1)):
        if words[place].folded in CLAUSE_MARKS:
            return 0
        if words.has(place, "not") or _is_given_away(words, place):
            suits = words[place + 1].folded in _list("would_suit_them") or _is_given_away(words, place)
            timed = words.has(words.skip(it, "glue", "at", "about_hour"), *_TIMES)
            return place if suits and timed and words.has_within(place + 2, len(words), *_TIMES) else 0
    return 0


def _is_given_away(words: Words, place: int) -> bool:
    """ "*Schon weg* ist", "*ausgebucht* sein"."""
    *_, gone = words[place].folded.split() or [""]
    return gone in _list("given_away") and words[place + 1].folded in _list("being") | _list("to_be")
