"""A day that is refused behind a pause is none of the time before it: "ab 14 Uhr, *morgen nicht*"."""

from rueckruf.spoken.time.blanks import without_sense
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.words import Words

_REFUSING = ("not", "unavailable")
_DAYS = ("relative_day", "weekday", "short_weekday", "ordinal", "month", "unit", "weekend", "named_day")
_BEFORE_DAY = ("glue", "this", "next", "after_next")
_TIMES = (*_DAYS, "number", "part", "half", "quarter", "three_quarters", "habit")


def with_refused_days_apart(words: Words) -> Words:
    """The words with pauses before days that are refused, which join these to no time before them."""
    if not (words.say(*_REFUSING) and words.say(*_DAYS)):
        return words
    found = list(words.lexemes)
    clauses = clauses_of(words)
    for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
        listed = after and _is_mere_day(clause) and clause.after == after.first
        whole = Clause(words, clause.first, after.after) if after and listed else clause
        if words.mark(clause.first - 1, ",") and _refuses_its_day(whole):
            found[clause.first - 1] = without_sense(words[clause.first - 1], "glue")
    return Words(found)


def _is_mere_day(clause: Clause) -> bool:
    """ "*Mittwoch* und Donnerstag nicht"."""
    return all(clause.words.has(place, *_DAYS, *_BEFORE_DAY) for place in range(clause.first, clause.after))


def _refuses_its_day(clause: Clause) -> bool:
    """Whether it begins with a day and refuses that, but not "morgen nicht *vor zehn*"."""
    words = clause.words
    if not words.has(words.skip(clause.first, *_BEFORE_DAY), *_DAYS):
        return False
    refused = next((at for at in range(clause.first, clause.after) if words.has(at, *_REFUSING)), clause.after)
    return refused < clause.after and not words.has_within(refused + 1, clause.after, *_TIMES)
