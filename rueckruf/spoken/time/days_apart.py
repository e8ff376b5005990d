"""What is refused or taken is none of the time beside it: "ab zwei, *morgen nicht*", "*ich arbeite nachts*, morgen"."""

from rueckruf.spoken.time.blanks import without_sense
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.taken_times import is_occupied
from rueckruf.spoken.time.words import Words

_REFUSING = ("not", "unavailable")
_DAYS = ("relative_day", "weekday", "short_weekday", "ordinal", "month", "unit", "weekend", "named_day")
_BEFORE_DAY = ("glue", "this", "next", "after_next")
_TIMES = (*_DAYS, "number", "part", "half", "quarter", "three_quarters", "habit")


def with_taken_days_apart(words: Words) -> Words:
    """The words with pauses before days that are refused, and behind what is on, which join these to no other time."""
    if not (words.say("clause") and words.say(*_DAYS)):
        return words
    found, refusing = list(words.lexemes), words.say(*_REFUSING)
    clauses = clauses_of(words)
    for clause, after in zip(clauses, [*clauses[1:], None], strict=True):
        listed = after and _is_mere_day(clause) and clause.after == after.first
        whole = Clause(words, clause.first, after.after) if after and listed else clause
        before, behind = clause.first - 1, clause.after
        if words.mark(before, ",") and refusing and _refuses_its_day(whole):
            found[before] = without_sense(words[before], "glue")
        if words.mark(behind, ",") and is_occupied(clause):
            found[behind] = without_sense(words[behind], "glue")
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
