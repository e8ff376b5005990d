"""What is refused or taken is none of the time beside it: "ab zwei, *morgen nicht*", "*ich arbeite nachts*, morgen"."""

from rueckruf.spoken.time.blanks import without_sense
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.evidence import weight
from rueckruf.spoken.time.words import HOURS, Words

_REFUSING = ("not", "unavailable")
_DAYS = ("relative_day", "weekday", "short_weekday", "ordinal", "month", "unit", "weekend", "named_day")
_BEFORE_DAY = ("glue", "this", "next", "after_next")
_AT = ("at", "about_hour")
_TIMES = (*_DAYS, *HOURS, "part", "habit")


def with_taken_days_apart(words: Words) -> Words:
    """The words with pauses before times that are refused, and behind what is on, which join these to no other time."""
    if not (words.say("clause") and words.say(*_DAYS, "rather")):
        return words
    found, refusing = list(words.lexemes), words.say(*_REFUSING)
    clauses = clauses_of(words)
    for told, clause, after in zip([None, *clauses], clauses, [*clauses[1:], None], strict=False):
        before, behind = clause.first - 1, clause.after
        begins, ends = words.mark(before, ","), words.mark(behind, ",")
        if not (begins or ends):
            continue
        is_on = weight(clause) < 0
        refused = refusing and begins and _is_refused_apart(told, clause, after)
        if begins and (is_on or refused):
            found[before] = without_sense(words[before], "glue")
        if ends and (is_on or _prefers(clause) or _refuses_a_part(clause)):
            found[behind] = without_sense(words[behind], "glue")
    return Words(found)


def _is_refused_apart(told: Clause | None, clause: Clause, after: Clause | None) -> bool:
    listed = after and _is_mere_day(clause) and clause.after == after.first
    whole = Clause(clause.words, clause.first, after.after) if after and listed else clause
    return _refuses_its_time(whole, *_BEFORE_DAY) or bool(told and _refuses_an_hour_of(told, whole))


def _prefers(clause: Clause) -> bool:
    """ "Lieber morgens *als abends*"."""
    places = range(clause.first, clause.after)
    return clause.has_sense("rather") and any(clause.words.among(place, "preferred_to") for place in places)


def _refuses_a_part(clause: Clause) -> bool:
    """ "*Bitte nicht vormittags*, Freitag um zwei"."""
    words, refusal = clause.words, clause.words.skip(clause.first, "glue")
    part = words.skip(refusal + 1, "glue")
    return words.has(refusal, "not") and words.has(part, "part") and part + 1 == clause.after


def _is_mere_day(clause: Clause) -> bool:
    """ "*Mittwoch* und Donnerstag nicht"."""
    return all(clause.words.has(place, *_DAYS, *_BEFORE_DAY) for place in range(clause.first, clause.after))


def _refuses_an_hour_of(before: Clause, clause: Clause) -> bool:
    """ "Morgen Vormittag, *um zwölf geht's nicht*"."""
    words = clause.words
    parted = words.has(before.after - 1, "part") and words.has(clause.first, *_AT)
    return parted and _refuses_its_time(clause, *_AT, "about", times=HOURS)


def _refuses_its_time(clause: Clause, *before: str, times: tuple[str, ...] = _DAYS) -> bool:
    """Whether it begins with a day or an hour and refuses that, but not "morgen nicht *vor zehn*"."""
    words = clause.words
    if not words.has(words.skip(clause.first, *before), *times):
        return False
    refused = next((at for at in range(clause.first, clause.after) if words.has(at, *_REFUSING)), clause.after)
    return refused < clause.after and not words.has_within(refused + 1, clause.after, *_TIMES)
