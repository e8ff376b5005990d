"""The name that somebody signs with, behind what they want."""

from itertools import pairwise

from rueckruf.answers.name_at_the_head import PART, has_a_known_name, is_greeting, is_of_another, is_office, short_name
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.carriers import without_courtesy
from rueckruf.spoken.name.third_person import is_spoken_of
from rueckruf.spoken.name.words import is_first, is_last, is_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.time.callback_time import read_callback_time

#: Heard at least so surely, a word that no list knows is a surname and no noun.
_SURELY = 0.75


def name_at_the_end(turn: Turn, text: str) -> NameReading | None:
    """ "... bitte um Rückruf, Sabine Kock", "... könnten Sie sich melden, Schlüter, Abteilung Einkauf".

    Somebody spoken to may be named there too: "danke, Frau Klein".
    """
    parts = [*PART.finditer(text)]
    for before, part in reversed([*pairwise(parts)]):
        if is_greeting(part) or is_office(part[0]):
            continue
        reading = short_name(part)
        if reading is None or read_callback_time(part[0], turn.now) or _is_told_something(before[0], reading):
            return None
        signs = _is_all_of(part[0], reading, is_office(before[0])) and _is_signed(text, reading)
        return reading if signs else None
    return None


def _is_told_something(order: str, name: NameReading) -> bool:
    """ "*Nicht auf den Teppich*, Moritz": behind an order a mere first name is of somebody in the room."""
    is_mere = is_first(name.first or name.last or "") and not (name.first and name.last)
    return is_mere and not word_set("caller_name", "orders").isdisjoint(folded_words(order)[:1])


def _is_all_of(part: str, name: NameReading, behind_office: bool) -> bool:
    """Whether nothing else is said, and "Frau" only with a whole name or behind where they work."""
    words = without_courtesy(tokens(part))
    named = [word for one in (name.title, name.first, name.last) for word in folded_words(one or "")]
    salutations = [word for word in words if word.folded in word_set("caller_name", "salutations")]
    is_own = bool(name.first) or behind_office
    return len(words) <= len(named) + len(salutations) and (is_own or not salutations)


def _is_signed(text: str, name: NameReading) -> bool:
    if name.last is None or is_of_another(text, name) or is_spoken_of(text, name.span):
        return False
    if name.first or name.title:
        return has_a_known_name(name)
    surname = name.last.split()[-1]
    return (is_last(surname) and not is_word(surname)) or name.confidence >= _SURELY
