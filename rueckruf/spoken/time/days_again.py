"""Days that are only said once more behind their hours: "Montag oder Mittwoch um vier, *also Montag oder Mittwoch*"."""

from functools import cache

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clauses import clauses_of
from rueckruf.spoken.time.evidence import refuses, tells
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, Words

_DAYS = ("weekday", "relative_day")
_TIMES = (*HOURS, "part", "oclock", "after", "before", "from", "until")
_BESIDE = ("glue", "either", "also")


def without_days_said_again(words: Words) -> Words:
    """Hide days at the end that are the very ones said before, whose hours they would replace by the whole day."""
    if not (words.say(*_DAYS) and words.say(*_TIMES)):
        return words
    after = len(words)
    behind = next((at + 1 for at in range(after - 1, -1, -1) if not _may_say_again(words, at)), 0)
    starts = (at for at in range(max(behind, 1), after) if _sets_off(words, at))
    start = next((at for at in starts if _are_said_before(words, at)), after)
    places = {at for at in range(start, after) if words[at].senses and words[at].folded not in CLAUSE_MARKS}
    return as_mention(words, places) if places else words


def _may_say_again(words: Words, place: int) -> bool:
    """Whether it is a day, or a word beside it that says no more of a time."""
    beside = words.has(place, *_BESIDE) or words[place].folded in CLAUSE_MARKS or words.among(place, "concluding")
    return beside or words.has(place, *_DAYS) or words[place].folded in _small_words()


def _sets_off(words: Words, place: int) -> bool:
    return words[place].folded in CLAUSE_MARKS or words.among(place, "concluding")


def _are_said_before(words: Words, start: int) -> bool:
    """Whether the days behind ``start`` are all that are wished before it, with an hour or a part of the day."""
    days = _days_of(words, 0, start)
    if not days or days != _days_of(words, start, len(words)) or not words.has_within(0, start, *_TIMES):
        return False
    return not any(refuses(one) or tells(one) for one in clauses_of(Words(words.lexemes[:start])))


def _days_of(words: Words, first: int, after: int) -> set[tuple[str, str | int | None]]:
    return {(sense, words.get(at, sense)) for at in range(first, after) for sense in _DAYS if words.has(at, sense)}


@cache
def _small_words() -> frozenset[str]:
    courtesy = word_set("yes_and_no", "courtesy") | word_set("yes_and_no", "agreement")
    return fillers() | courtesy | word_set("time_clauses", "either_of")
