"""Whether the last words of a caller hang in the air: "am Donnerstag und", "meine Nummer ist", "Moment bitte"."""

from functools import cache

from rueckruf.spoken.text.discourse import Beside, hesitates, repair_at
from rueckruf.spoken.text.phrases import Phrase, ways
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import tokens

ANSWERS: tuple[Beside, ...] = ("callback_time", "phone_number", "caller_name")


def hangs(text: str, asked: str | None) -> bool:
    """Whether ``text`` ends with words that something must follow, be it only to one question (a slot)."""
    words = tuple(token.folded for token in tokens(text) if token.kind != "mark")
    if not words:
        return False
    return hesitates(words[-1]) or _ends_with(words, _hanging(asked)) or _takes_back_last(words, asked)


def breaks_off(text: str) -> bool:
    """Whether the recogniser wrote a mark behind the last word that goes on: a comma, a dash, three full stops."""
    said = text.rstrip()
    return said.endswith((*vocabulary("turn_end")["marks"], ".."))


def _ends_with(words: Phrase, phrases: frozenset[Phrase]) -> bool:
    return any(words[-width:] in phrases for width in range(1, 1 + max(map(len, phrases))))


def _takes_back_last(words: Phrase, asked: str | None) -> bool:
    """Whether a word of the answer was taken back and none said instead: "null drei null, nein"."""
    beside = next((answer for answer in ANSWERS if answer == asked), None)
    if beside is None:
        return False
    return any(at + repair_at(words, at, beside) == len(words) for at in range(1, len(words)))


@cache
def _hanging(asked: str | None) -> frozenset[Phrase]:
    table = vocabulary("turn_end")
    patterns = [*table["hanging"], *table.get(f"hanging_{asked}", [])]
    return frozenset(phrase for pattern in patterns for phrase in ways(pattern))
