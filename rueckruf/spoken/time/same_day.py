"""A weekday or a week that is meant again without being said: "nicht diesen Mittwoch, *den* in der nächsten Woche"."""

from dataclasses import replace

from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words

_OPENS = ("rather", "clause", "either", "otherwise", "take_back")
_MODIFIES = ("next", "after_next", "this")
#: So many words back the day was said at most.
_FARTHEST = 12


def with_days_meant_again(words: Words) -> Words:
    """The words with the weekday or the week where an article or "diesen" stands for it, at its place in the text."""
    if not words.say("weekday", "unit"):
        return words
    found: list[Lexeme] = []
    after: int | None = None
    meant: Lexeme | None = None
    for index, lexeme in enumerate(words.lexemes):
        found.append(lexeme)
        if after is None and _may_stand_for_one(words, index) and (meant := _said_before(words, index)):
            is_week = meant.get("unit") == "week"
            after = _place_of_week(words, index) if is_week else _place_of_day(words, index)
        if after == index and meant:
            found.append(replace(meant, start=lexeme.start, end=lexeme.end))
            after = None
    return Words(found)


def _may_stand_for_one(words: Words, index: int) -> bool:
    return words.has(index, "this") or words.among(index, "that_day") or words.among(index, "that_week")


def _said_before(words: Words, index: int) -> Lexeme | None:
    """The last weekday or week that was said."""
    before = words.lexemes[max(0, index - _FARTHEST) : index]
    return next((one for one in reversed(before) if "weekday" in one.senses or one.get("unit") == "week"), None)


def _place_of_week(words: Words, index: int) -> int | None:
    """ "Nicht nächste Woche, erst *die* danach"."""
    stands = words.among(index, "that_week") and words.among(index + 1, "behind_what_was_said")
    return index if stands and _begins_a_part(words, index) else None


def _place_of_day(words: Words, index: int) -> int | None:
    """Behind which place the weekday belongs that the word at ``index`` stands for; None where it stands for none."""
    if words.has(index, "this") and words.has(index - 1, "not") and words.ends_clause(index + 1):
        return index
    if not words.among(index, "that_day") or not _begins_a_part(words, index):
        return None
    if words.has(index + 1, *_MODIFIES) and not words.has(index + 2, "unit"):
        other = words.has(index + 2, "weekday", "month", "part", "number")
        return None if other else index + 1
    return index if words.among(index + 1, "behind_that_day") else None


def _begins_a_part(words: Words, index: int) -> bool:
    """Whether a pause, "sondern" or a preposition stands before the article."""
    marked = words[index - 1].folded in CLAUSE_MARKS or words.has(index - 1, *_OPENS)
    tells_which = words.has(index + 1, *_MODIFIES) or words.among(index + 1, "behind_what_was_said")
    behind_one = words.has(index - 1, "weekday") and tells_which  # "nicht diesen Freitag *den* nächsten"
    return marked or behind_one or words.among(index - 1, "before_that_day")
