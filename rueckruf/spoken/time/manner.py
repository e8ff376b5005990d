"""How or with whom a call shall not go, which refuses no time: "um elf, aber pünktlich, *nicht so wie der Monteur*".

Nor does "nicht gleich als Erstes" refuse its day; a time behind it is refused: "nicht gleich um acht".
"""

from dataclasses import replace
from functools import partial

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Lexeme, Words

_list = partial(word_set, "time_clauses")
_TIMES = (*HOURS, "part", "part_beside_day", "weekday", "relative_day", "month", "oclock", "habit", "ordinal")
_NOT = "nicht"
#: So many words tell the manner at most.
_FARTHEST = 10


def without_refused_manner(words: Words) -> Words:
    """The words with such a manner hidden, to the end of its clause; not where a time stands there."""
    if not words.say("not", "unavailable", "in_haste"):
        return words
    words = _without_haste(words)
    hidden = {at for place in range(1, len(words)) for at in (*_manner_at(words, place), *_no_other_way(words, place))}
    return as_mention(words, hidden) if hidden else words


def _without_haste(words: Words) -> Words:
    """The words with "nicht" for a "nicht gleich" before the time that it refuses, and else without it."""
    found: list[Lexeme] = []
    for place, lexeme in enumerate(words.lexemes):
        if not words.has(place, "in_haste"):
            found.append(lexeme)
        elif _is_before_time(words, place):
            found.append(replace(lexeme, folded=_NOT, senses=lexicon().of_one_word[_NOT]))
    return Words(found)


def _is_before_time(words: Words, place: int) -> bool:
    """ "Nicht *gleich* morgen früh", "nicht *so bald* um acht", but not "nicht so früh am Dienstag"."""
    time = words.skip(place + 1, "glue", "at", "in", "about", "before")
    early = words.get(time, "part") == "early"
    return early or words.has(time, *(_TIMES if words.get(place, "in_haste") == "at_once" else HOURS))


def _no_other_way(words: Words, place: int) -> range:
    """ "Am Sonntag um elf *anders krieg ich es nicht hin*": nothing but the time that was named suits."""
    timed = words[place].folded in _list("in_another_way") and words.has_within(0, place, *_TIMES)
    after = _end_of_clause(words, place) if timed else place
    refuses = words.has_within(place + 1, after, "not", "unavailable")
    return range(place, after) if refuses and not words.has_within(place + 1, after, *_TIMES) else range(0)


def _end_of_clause(words: Words, place: int) -> int:
    ends = (at for at in range(place + 1, len(words)) if words[at].folded in CLAUSE_MARKS | _list("conjunctions"))
    return next(ends, len(words))


def _manner_at(words: Words, place: int) -> range:
    if not words.has(place, "not"):
        return range(0)
    said = tuple(word for one in words.lexemes[place : place + _FARTHEST] for word in one.folded.split())
    begin = said.index(_NOT) if _NOT in said else 0  # "bloß nicht" is one lexeme
    if not one_of(_list("refused_manner")).at(said, begin)[1]:
        return range(0)
    after = _end_of_clause(words, place + (words[place + 1].folded in _list("conjunctions")))  # "nicht *dass*"
    return range(0) if words.has_within(place + 1, after, *_TIMES) else range(place, after)
