"""Times that callers name because something else is on then: "Mittwoch ist Yoga, bleibt Donnerstag"."""

from collections.abc import Sequence
from functools import cache

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause, clauses_of, names_thing
from rueckruf.spoken.time.doings import does_something, is_about_one, leaves_time
from rueckruf.spoken.time.elsewhere import has_subject_behind
from rueckruf.spoken.time.mentions import is_exception, is_timed, refers_back, tells_more, with_same_on
from rueckruf.spoken.time.pauses import sentence_of

_DAYS = ("relative_day", "weekday", "short_weekday", "named_day", "month", "habit", "ordinal")
_WEEKS = ("week", "month")
_WHICH = ("this", "next", "after_next")
_SHORT_UNITS = ("minute", "hour")
_HOURS = ("number", "half", "quarter", "part")
_WISHES = ("wishing", "suiting", "still_wished", "wished", "company", "free", "present")


def taken_times(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses whose time is taken, where another clause names the time that is left.

    Without such a one it may be the wish as well: "Mittwoch bin ich bei meiner Tochter"; not what they do up to an
    hour: "bis zehn bin ich in der Werkstatt".
    """
    listed = _listed_days(clauses)
    told = listed or any(clause.says("reasons", "resting") or _takes_up(clause) for clause in clauses)
    if not told:
        return []
    if (back := _referring(clauses)) is not None:
        return _taken_before(clauses, back)
    timed, dated = _timed(clauses), _dated(clauses)
    doings = [clause for clause in timed if _is_doing(clause)]
    others = [*listed, *_taken_days(dated), *_taken_hours(clauses, timed), *filter(_is_reason, timed)]
    taken = [clause for clause in timed if clause in others or clause in doings]
    is_left = any(clause not in taken and (clause in dated or clause.has_sense(*_HOURS)) for clause in clauses)
    return taken if is_left else doings


def _referring(clauses: Sequence[Clause]) -> int | None:
    """The place of the clause that refers back to what is on, and not to a day named for it: "Freitag, da geht's"."""
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        of_day = before and before.has_sense(*_DAYS) and clause.begins("then") and not tells_more(before)
        if refers_back(clause) and (not of_day or place == 1):
            return place
    return None


def _taken_before(clauses: Sequence[Clause], back: int) -> list[Clause]:
    """ "*Ich arbeite nachts*, bis zwölf schlafe ich, danach gern", "*um eins ess ich*, sonst immer".

    What is referred back to by "danach" is turned round instead.
    """
    but_then = clauses[back].has_sense("otherwise") and _is_whenever(clauses[back])
    told = [clause for clause in clauses[: max(0, back - 1)] if is_timed(clause) and not clause.has_sense("until")]
    habits = [clause for clause in told if clause.has_sense("at") or not clause.has_sense(*_DAYS)]
    referred = clauses[max(0, back - 1) : back] if but_then else []
    return [clause for clause in (*habits, *referred) if is_occupied(clause)]


def _is_whenever(clause: Clause) -> bool:
    """ "Sonst *immer*", "ansonsten *geht's*"."""
    whenever = clause.says("free") or clause.has_sense("vague", "in_passing")
    return whenever and not clause.has_sense(*_DAYS, *_HOURS) and not clause.says("not_available")


def is_alike(clause: Clause) -> bool:
    """Whether the day of a clause is as the one before: "Montag ist schlecht, *Dienstag auch*"."""
    return clause.says("as_well") and not clause.says(*_WISHES) and not tells_more(clause, "as_well")


def is_occupied(clause: Clause) -> bool:
    """Whether something is on, or the caller is elsewhere, and no word of it wishes the time."""
    if _is_resting(clause):
        return True
    if (clause.says("leaving_over") and _is_left(clause)) or _is_reached_then(clause) or _is_back(clause):
        return False
    if not _takes_up(clause) or not (clause.says("busy") or tells_more(clause) or _is_shut(clause)):
        return False
    of_one = is_about_one(clause)  # "ist sie im Büro": they are reached there, like the speaker
    own = of_one or (clause.says("speaker") and not clause.says("having"))  # "hab ich die Maler da"
    about_it = _about_a_wish(own) - (word_set("time_clauses", "called_for") if of_one else frozenset())
    return about_it.isdisjoint(_behind_then(clause))


def _is_reached_then(clause: Clause) -> bool:
    """ "Sie ist nur mittwochs *im Haus*": whoever is called is at work then."""
    if not clause.holds("at_work") or is_timed(clause):
        return False
    only = any(clause.words.has(at + 1, *_DAYS) for at in _places_of_only(clause))
    return is_about_one(clause) or only


def _places_of_only(clause: Clause) -> list[int]:
    only = word_set("time_clauses", "only")
    return [at for at in range(clause.first, clause.after) if clause.words[at].folded in only]


def _is_back(clause: Clause) -> bool:
    """ "Um elf *sind wir zurück*"."""
    return clause.says("speaker") and clause.says("back") and not clause.says("busy", "not_available")


def is_away(clause: Clause) -> bool:
    """Whether somebody is elsewhere, and does not say how to be reached: "bis Mittwoch hat *sie frei*"."""
    if _is_off_duty(clause):
        return True
    reached = clause.says("within_reach", "present", "wishing", "free", "suiting")
    return clause.says("auxiliaries", "being", "taking_up") and not reached


def _is_off_duty(clause: Clause) -> bool:
    return clause.says("off_duty") and clause.says("called_for", "others") and not clause.says("speaker")


def _is_shut(clause: Clause) -> bool:
    """ "Montag haben wir *zu*"."""
    return not word_set("time_clauses", "shut").isdisjoint(clause.said[-1:])


def _is_resting(clause: Clause) -> bool:
    """ "Heute lassen Sie *ihn schlafen*", "heute braucht *sie Ruhe*": whom to call is not to be disturbed."""
    return clause.says("resting") and clause.says("called_for", "called_for_whom") and not is_timed(clause)


@cache
def _about_a_wish(own: bool) -> frozenset[str]:
    """Words that wish a time, ``own``: of the speaker: "Mittwoch ist der Maler da", but "Mittwoch bin ich da"."""
    about_it = frozenset().union(*(word_set("time_clauses", name) for name in _WISHES))
    present = word_set("time_clauses", "present")
    elsewhere = word_set("time_clauses", "busy") - present
    return about_it - elsewhere - (frozenset() if own else present)


def _takes_up(clause: Clause) -> bool:
    places = range(clause.first, clause.after)
    happens = any(has_subject_behind(clause.words, place) for place in places)
    return happens or clause.says("taking_up") or does_something(clause)


def leaves_no_day(text: str) -> bool:
    """Whether something else is on every day that ``text`` names: no other one is wished instead."""
    dated = _dated(clauses_of(sentence_of(text)))
    return bool(dated) and all(map(_is_taken, dated))


def only_tells_doings(text: str) -> bool:
    """Whether all that ``text`` says of a time is what the speaker does then: "bis zehn bin ich in der Werkstatt"."""
    timed = _timed(clauses_of(sentence_of(text)))
    return bool(timed) and all(map(_is_doing, timed))


def only_tells_absence(text: str) -> bool:
    """Whether all that ``text`` says of a time is when the speaker is away: "ab Mittwoch bin ich im Urlaub"."""
    clauses = clauses_of(sentence_of(text))
    turned = any(clause.has_sense("afterwards", "beforehand") for clause in clauses)
    timed = _timed(clauses)
    return bool(timed) and not turned and all(c.says("myself") and c.has_sense("unavailable") for c in timed)


def _taken_days(dated: Sequence[Clause]) -> list[Clause]:
    """The clauses on whose days something else is; never all of them.

    Where a day that is left is said to suit, what has an hour is an appointment: "am Dienstag um neun muss ich zum
    Arzt, am Donnerstag bin ich daheim".
    """
    suits = any(clause.says("free", "suiting") and not is_occupied(clause) for clause in dated)
    taken = [clause for clause in dated if (is_occupied(clause) if suits else _is_taken(clause))]
    taken += with_same_on(dated, taken)
    return taken if len(taken) < len(dated) else []


def _listed_days(clauses: Sequence[Clause]) -> list[Clause]:
    """The days with only what is on, beside one that suits, or has an hour: "*Dienstag Chor*, Mittwoch um elf"."""
    listed = [clause for clause in clauses if _is_listed(clause)]
    if not listed or not any(_is_left(clause) or _is_told_closer(clause) for clause in clauses):
        return []
    return [*listed, *with_same_on(clauses, listed)]


def _is_left(clause: Clause) -> bool:
    """Whether it names a day and says that this one suits, or is left: "bleibt nur der Donnerstag"."""
    if not clause.has_sense(*_DAYS) or names_thing(clause) or clause.says("not_available", "as_well"):
        return False
    then_rather = clause.begins("then") and clause.says("then_rather")
    return then_rather or clause.says("leaving_over", "free", "suiting", "present")


def _is_told_closer(clause: Clause) -> bool:
    """Whether it is a day with an hour or a part of it, or the one after others: "Mittwoch Yoga, dann Donnerstag"."""
    if not clause.has_sense("weekday", "relative_day", "month") or clause.says("as_well"):
        return False
    closer = clause.begins("then") or is_timed(clause) or clause.has_sense("part")
    return closer and not names_thing(clause)


def _is_listed(clause: Clause) -> bool:
    """Whether it is a day and something that is on then, without a verb or a wish: "mittwochs der Enkel"."""
    addresses = clause.words.has_within(clause.first, clause.after - 1, "title")
    return not addresses and tells_what_is_on(clause)


def tells_what_is_on(clause: Clause) -> bool:
    """Whether it is a day and a noun, without an hour or a wish; beside a title that may be whom to call."""
    if not clause.has_sense(*_DAYS) or is_timed(clause) or leaves_time(clause):
        return False
    if clause.has_sense("either", "otherwise") or clause.says("as_well"):
        return False
    return names_thing(clause) and _about_a_wish(own=True).isdisjoint(clause.said)


def _timed(clauses: Sequence[Clause]) -> list[Clause]:
    dated = _dated(clauses)
    return [clause for clause in clauses if clause in dated or is_timed(clause) or _is_in_a_hurry(clause)]


def _is_in_a_hurry(clause: Clause) -> bool:
    """ "Ich muss in zwei Minuten weg", but not "ich muss das in fünf Tagen abgeben"."""
    soon = any(clause.words.get(place, "unit") in _SHORT_UNITS for place in range(clause.first, clause.after))
    soon = soon or clause.has_sense("whole_length")
    return soon and clause.says("leaving") and not clause.has_sense(*_DAYS)


def _dated(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that name a day, or one of several weeks or months: "*diese Woche* bin ich weg, nächste geht's".

    Where it is the only one, a day beside it lies in that week: "nächste Woche hab ich Spätdienst, also Dienstag".
    """
    weeks = [clause for clause in clauses if _names_week(clause)]
    several = len(weeks) > 1 or any(clause.has_sense("month") for clause in clauses if clause not in weeks)
    return [
        clause
        for clause in clauses
        if clause.has_sense(*_DAYS, "ordinal") or _names_date(clause) or (several and clause in weeks)
    ]


def _names_date(clause: Clause) -> bool:
    """ "Am 28."."""
    words = clause.words
    places = (at for at in range(clause.first, clause.after) if words.has(at, "number") and words.mark(at + 1, "."))
    return any(words.close(at + 1) and words.has(at - 1, "day_number_opener") for at in places)


def _names_week(clause: Clause) -> bool:
    words = clause.words
    return any(
        (words.get(at, "unit") in _WEEKS and words.has(at - 1, *_WHICH))
        or (words.has(at, "week_number") and words.has(at + 1, "number"))
        for at in range(clause.first, clause.after)
    )


def _taken_hours(clauses: Sequence[Clause], timed: Sequence[Clause]) -> list[Clause]:
    """The clauses whose hours are taken, on no day in particular: "um zehn kommt der Maler", or on the only day.

    Only where another hour is left, or they are a habit: "morgen, Pause hab ich von zehn bis elf" wishes them.
    """
    dated = _dated(clauses)
    on_one_day = [clause for clause in dated if _name_one_day(dated) and is_timed(clause)]
    taken = [clause for clause in timed if (clause not in dated or clause in on_one_day) and is_occupied(clause)]
    others = [clause for clause in clauses if clause not in taken]
    is_left = any(clause.has_sense(*_HOURS) or is_exception(clause) or is_alike(clause) for clause in others)
    return taken if is_left else []


def _name_one_day(dated: Sequence[Clause]) -> bool:
    """Whether no two days are named: "Mittwoch um zwei ist Fußpflege, Mittwoch um drei"."""
    places = ((clause.words, place) for clause in dated for place in range(clause.first, clause.after))
    return len({words[place].folded for words, place in places if words.has(place, *_DAYS)}) == 1


def _is_reason(clause: Clause) -> bool:
    """ "Abends um acht, *weil tagsüber bin ich im Stall*", "*bis Donnerstag hat sie frei*, am Freitag um acht"."""
    until = clause.has_sense("until") and _is_off_duty(clause)
    return until or (clause.begins("reasons") and is_occupied(clause))


def _is_taken(clause: Clause) -> bool:
    """Whether something is on the day of a clause, of which no hour is named; not "Mittwoch hab ich Homeoffice"."""
    has_time = clause.says("auxiliaries") and leaves_time(clause)
    return (not is_timed(clause) or _is_shut(clause)) and is_occupied(clause) and not has_time


def _is_doing(clause: Clause) -> bool:
    """Whether the speaker does something up to its hour, or at it, and no word of it wishes the time."""
    return (does_something(clause) or _is_in_a_hurry(clause)) and is_occupied(clause)


def _behind_then(clause: Clause) -> tuple[str, ...]:
    """Its words without a first "da" that only points back: "*da* hab ich Training bis elf"."""
    if not clause.begins("then"):
        return clause.said
    then = word_set("time_clauses", "then")
    return clause.said[next(place for place, word in enumerate(clause.said) if word in then) + 1 :]
