"""What was told before and is named again tells a side of it: "mittwochs bis zehn Visite, *nach der Visite* also"."""

from dataclasses import replace

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.words import Lexeme, Words

_SIDES = {"after": "afterwards", "before": "beforehand"}
_SHORTEST = 4
_NO_TIME = frozenset({"title", "company"})


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
