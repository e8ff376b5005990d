"""Whether the last words of a caller hang in the air: "am Donnerstag und", "meine Nummer ist", "Moment bitte"."""

from functools import cache

from rueckruf.spoken.text.discourse import Beside, hesitates, repair_at
from rueckruf.spoken.text.phrases import Phrase, every_way
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import tokens, words_and_digits

_ANSWERS: tuple[Beside, ...] = ("callback_time", "phone_number", "caller_name")


def hangs(text: str, asked: str | None) -> bool:
    """Whether ``text`` ends with words that something must follow, if only after one question (a slot)."""
    words = tuple(words_and_digits(text))
    if not words or (words[-1] in word_set("turn_end", "tags") and "?" in text[-2:]):
        return False
    has_begun = words in _phrases("begun", asked) and "?" not in text
    return has_begun or hesitates(words[-1]) or _ends_with(words, _phrases("hanging", asked))


def refused(text: str) -> str:
    """What stands behind "nein, nicht" at the beginning; "" without that."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    words = tuple(token.folded for token in said)
    widths = (len(phrase) for phrase in _phrases("refused", None) if words[: len(phrase)] == phrase)
    width = max(widths, default=0)
    return text[said[width].start :] if 0 < width < len(said) else ""


def taken_back(text: str, asked: str | None) -> str:
    """What stands before the words at the end that take it back: "null drei null, nein"; "" without such words."""
    beside = next((answer for answer in _ANSWERS if answer == asked), None)
    if beside is None:
        return ""
    said = [token for token in tokens(text) if token.kind != "mark"]
    words = tuple(token.folded for token in said)
    repairs = (at for at in range(1, len(words)) if at + repair_at(words, at, beside) == len(words))
    return next((text[: said[at].start] for at in repairs), "")


def breaks_off(text: str) -> bool:
    """Whether the recogniser wrote a mark after the last word that goes on: a comma, a dash, three full stops."""
    said = text.rstrip()
    return said.endswith((*vocabulary("turn_end")["marks"], ".."))


def _ends_with(words: Phrase, phrases: frozenset[Phrase]) -> bool:
    return any(words[-width:] in phrases for width in range(1, 1 + max(map(len, phrases))))


@cache
def _phrases(section: str, asked: str | None) -> frozenset[Phrase]:
    """The phrases of a section for all questions, and those for this one."""
    table = vocabulary("turn_end")
    return every_way([*table[section], *table.get(f"{section}_{asked}", [])])
