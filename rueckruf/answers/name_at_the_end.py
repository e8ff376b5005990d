"""The name that somebody signs with, behind what they want."""

from rueckruf.answers.name_at_the_head import PART, has_a_known_name, is_greeting, is_of_another, is_office, short_name
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.carriers import without_courtesy
from rueckruf.spoken.name.third_person import is_spoken_of
from rueckruf.spoken.name.words import is_last, is_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.time.callback_time import read_callback_time


def name_at_the_end(turn: Turn, text: str) -> NameReading | None:
    """ "... bitte um Rückruf, Sabine Kock", "... könnten Sie sich melden, Schlüter, Abteilung Einkauf".

    A surname alone must be one that a list knows: somebody spoken to may be named there too.
    """
    for part in reversed([*PART.finditer(text)][1:]):
        if is_greeting(part) or is_office(part[0]):
            continue
        reading = short_name(part)
        is_time = read_callback_time(part[0], turn.now) is not None
        return (
            reading if reading and not is_time and _is_all_of(part[0], reading) and _is_signed(text, reading) else None
        )
    return None


def _is_all_of(part: str, name: NameReading) -> bool:
    """Whether nothing else is said, not even "Herr": "danke, Herr Klein"."""
    words = without_courtesy(tokens(part))
    named = [word for one in (name.title, name.first, name.last) for word in folded_words(one or "")]
    salutations = word_set("caller_name", "salutations")
    return len(words) <= len(named) + 1 and all(word.folded not in salutations for word in words)


def _is_signed(text: str, name: NameReading) -> bool:
    if name.last is None or is_of_another(text, name) or is_spoken_of(text, name.span):
        return False
    surname = name.last.split()[-1]
    return has_a_known_name(name) if name.first or name.title else is_last(surname) and not is_word(surname)
