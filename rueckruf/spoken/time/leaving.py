"""An hour at which callers leave ends the time that suits: "morgen muss ich *um elf weg*"."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import DAYS, Clause, clauses_of
from rueckruf.spoken.time.doings import comes_from_somewhere, must_be_done
from rueckruf.spoken.time.lexicon import Senses
from rueckruf.spoken.time.words import HOURS, Lexeme, Words

_list = partial(word_set, "time_clauses")
_AT = ("at", "about_hour")
_FROM_THEN = (*_AT, "from")
_ONWARDS = ("from", "after", "before")
_INSTEAD = ("rather", "otherwise", "either")
_FROM, _UNTIL = {"from": True}, {"until": True}
_NO_TIME = frozenset({"company"})
_ABSENCE = frozenset({"unavailable", "not"})


def with_leaving_as_end(words: Words) -> Words:
    """The words with "um", "gegen" or "ab" as "bis" where somebody leaves then, and nothing else says when it suits.

    Or where it must be done by then: "um elf kommt der Tierarzt, dann muss das fertig sein". Who says both comes and
    goes: "ich *komm um neun* und *geh um elf*".
    """
    if not words.say(*_FROM_THEN):
        return words
    clauses = clauses_of(words)
    begun = _places(clauses, _place_of_coming)
    for clause, after in zip(clauses, [*clauses[1:], clauses[-1]], strict=True):
        place = _place_of_leaving(clause, after, clauses)
        place = _place_of_going(clause) if place is None and begun else place
        if place is None:
            continue
        others = [other for other in clauses if other is not clause and other not in begun]
        if all(_leaves_the_end_open(other, clause) for other in others):
            begins = begun | _places(others, _place_of_beginning)
            return _told(words, {one: (at, _FROM) for one, at in begins.items()} | {clause: (place, _UNTIL)})
    return words


def _places(clauses: Iterable[Clause], place_in: Callable[[Clause], int | None]) -> dict[Clause, int]:
    """The clauses that have such a place."""
    return {clause: place for clause in clauses if (place := place_in(clause)) is not None}


def _told(words: Words, found: Mapping[Clause, tuple[int, Senses]]) -> Words:
    """The words with the times alone of the clauses, and the word that leads to the hour in another sense."""
    lexemes: list[Lexeme] = []
    end = 0
    for clause in sorted(found, key=lambda clause: clause.first):
        lexemes += [*words.lexemes[end : clause.first], *_times_of(clause, *found[clause])]
        end = clause.after
    return Words([*lexemes, *words.lexemes[end:]])


def _place_of_leaving(clause: Clause, after: Clause, clauses: Sequence[Clause]) -> int | None:
    """The place of the word that leads to the hour at which it ends; None where it doesn't, or two are named."""
    by_then = clause.says("coming") and (must_be_done(clause) or must_be_done(after))
    closes = _closes(clause) and any(_place_of_beginning(one) is not None for one in clauses)
    return _place_of_hour(clause) if by_then or closes or _leaves(clause) else None


def _leaves(clause: Clause) -> bool:
    goes = (clause.says("going") and clause.holds("away")) or (clause.says("moving_on") and clause.says("towards"))
    leaves = clause.says("myself", "called_for") and goes
    because = clause.begins("subordinating") and not clause.begins("reasons")
    return leaves and not (clause.says("not_available") or because or comes_from_somewhere(clause))


def _place_of_coming(clause: Clause) -> int | None:
    """ "Ich *komm um neun*", "ich *fang um neun an*"."""
    comes = clause.says("myself", "called_for") and clause.says("arriving") and not clause.says("not_available")
    return _place_of_hour(clause) if comes else None


def _place_of_going(clause: Clause) -> int | None:
    """ "Und *geh um elf*", "und *hör um elf auf*", of whoever comes before."""
    return _place_of_hour(clause) if clause.says("going", "stopping") and clause.begins("joining") else None


def _closes(clause: Clause) -> bool:
    """ "Um zwölf *ist Schluss*", "um fünf *machen wir zu*"."""
    if not clause.says("going", "stopping") or clause.says("not_available") or _names_shift(clause):
        return False
    words = clause.words
    shut = [at for at in range(clause.first, clause.after) if words[at].folded in _list("shut")][-1:]
    ends = [words.skip(at + 1, "glue", *DAYS) >= clause.after for at in shut]
    return clause.says("closing_time") or (clause.says("stopping") and any(ends))


def _names_shift(clause: Clause) -> bool:
    """ "Ab vier *ist die Schicht zu Ende*": it is from then on that they are reached."""
    ends = tuple(_list("over_by_the_hour"))
    named = any(whose in _list("others") and what.endswith(ends) for whose, what in pairwise(clause.said))
    return named and clause.says("being") and clause.holds("over_by_then")


def _place_of_beginning(clause: Clause) -> int | None:
    """ "*Ab neun* bin ich da"."""
    places = (at for at in range(clause.first, clause.after) if clause.words.has(at, "from"))
    return next((at for at in places if clause.words.has(at + 1, *HOURS)), None)


def _place_of_hour(clause: Clause) -> int | None:
    words = clause.words
    hours = [at for at in range(clause.first, clause.after) if words.has(at, *_FROM_THEN) and words.has(at + 1, *HOURS)]
    return hours[0] if len(hours) == 1 and not clause.has_sense("until", "between") else None


def _leaves_the_end_open(clause: Clause, last: Clause) -> bool:
    """Whether it names no hour but from when it suits, and no day but that: "*morgen ab neun*, um elf muss ich weg"."""
    if must_be_done(clause):
        return True
    behind = clause.first > last.first
    dated, instead = clause.has_sense(*DAYS), behind and clause.has_sense(*_INSTEAD)
    hours = clause.has_sense(*HOURS, "oclock") and not clause.has_sense(*_ONWARDS)
    other_time = hours or clause.has_sense("until", "between", "vague", *_AT)
    other_time = other_time or (behind and clause.has_sense("part", "otherwise"))
    return not (other_time or (dated and (instead or last.has_sense(*DAYS))))


def _times_of(clause: Clause, place: int, senses: Senses) -> Sequence[Lexeme]:
    """The times of the clause alone, said with all of its words: read again they mean the same."""
    words = clause.words
    told = _ABSENCE if senses is _UNTIL else frozenset()  # "ab drei *bin ich weg*" has become "bis drei"
    places = [at for at in range(clause.first, clause.after) if not words.has(at, *told)]
    times = [words[at] if at != place else replace(words[at], senses=senses) for at in places if _is_of_time(words[at])]
    times[0] = replace(times[0], start=words[clause.first].start)
    times[-1] = replace(times[-1], end=words[clause.after - 1].end)
    return times


def _is_of_time(lexeme: Lexeme) -> bool:
    aside = any(lexeme.folded in _list(name) for name in ("conjunctions", "closing_time", "shut"))
    return not (lexeme.senses.keys() <= _NO_TIME or aside)
