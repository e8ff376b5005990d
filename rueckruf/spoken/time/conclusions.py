"""A wish that is concluded from reasons: "vor acht bin ich unterwegs, um eins muss ich weg, *also morgen um neun*"."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice, pairwise, zip_longest

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clause_times import is_timed, tells_more, with_same_on
from rueckruf.spoken.time.clauses import DAYS, ONE_DAY, TURNS, Clause, asks_about, clause_at, clauses_of
from rueckruf.spoken.time.doings import does_something, leaves_time
from rueckruf.spoken.time.evidence import weight
from rueckruf.spoken.time.grammar import Chunk, chunks
from rueckruf.spoken.time.sides import BEFORE_SIDE
from rueckruf.spoken.time.taken_times import is_off_duty, taken_times
from rueckruf.spoken.time.wish import HOUR_SLOTS, Wish
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
_WISHES = ("wishing", "suiting", "still_wished", "wished", "free", "present")
_PARTS = ("part", "part_beside_day")
_REFUSING = ("not", "unavailable")
#: Nobody concludes more often, nor names the hour of a side so many words behind it.
_MOST, _FARTHEST = 6, 24


def without_reasons(words: Words, now: datetime) -> Words:
    """Hide the times of the reasons where a day or hours of their own are concluded from them.

    Hours alone are of the day that the reasons name: "morgen hab ich bis zwölf Schule, also um eins".
    """
    may_turn = words.say(*TURNS)
    places = reversed(range(1, len(words)))
    begun = ((place, begins) for place in places if (begins := _begins(words, place, may_turn)))
    for place, begins in islice(begun, _MOST):
        turned = _turned(words, begins)
        wish = _concluded(Words(words.lexemes[turned:]), now)
        if wish is None or not (wish.names_day or begins > place):
            continue
        decides, before = _decides(words, place), clauses_of(Words(words.lexemes[:place]))
        beside = _day_beside(before, turned > begins)
        told = _told_beside(before, wish, Words(words.lexemes[place:]))
        if decides or beside or told or any(map(_is_reason, before)):
            given_up = _thought_of(before, wish, now) if decides else _told_why(before, words, wish, now)
            hidden = {*given_up, *(beside if wish.names_day else ()), *range(begins, turned), *_places_of(told)}
            hidden -= _refused_anyway(words, place)
            return as_mention(words, {at for at in hidden if words[at].senses})
    return words


def _decides(words: Words, place: int) -> bool:
    """Whether it leads to what is chosen at last, and to no second choice: "Freitag, *sonst* ach dann Montag"."""
    return words.has(place, "deciding") and not (
        words.has(place - 1, "either") or words.has_within(0, place, "otherwise")
    )


def _refused_anyway(words: Words, place: int) -> set[int]:
    """The places of times that are taken and stay refused, where a call is asked for behind them at ``place``."""
    return _places_of(taken_times(clauses_of(words))) if _asks_for_call(words, place) else set()


def _places_of(clauses: Sequence[Clause]) -> set[int]:
    return {at for clause in clauses for at in range(clause.first, clause.after)}


def _told_beside(before: Sequence[Clause], wish: Wish, rest: Words) -> list[Clause]:
    """What is told before a day and an hour that are concluded, and adds nothing to them."""
    if not (wish.names_day and wish.said(HOUR_SLOTS)) or rest.say("either", "otherwise"):
        return []
    goes_on = any(clause.says("as_well") for clause in clauses_of(rest))
    return [] if goes_on else [*filter(_is_told, before), *_told_with_its_side(before)]


def _told_with_its_side(before: Sequence[Clause]) -> Iterator[Clause]:
    """ "*Der Kurs geht bis Mittag, danach esse ich was*, sagen wir Dienstag um drei": both are told."""
    for clause, after in pairwise(before):
        if after.has_sense(*TURNS) and not (after.says(*_WISHES) or _refuses(clause) or _refuses(after)):
            yield from (clause, after)


def _is_told(clause: Clause) -> bool:
    """Whether it tells by a verb what is on at an hour, or where somebody is then, and refuses nothing."""
    tells = clause.says("being", "having", "others_do", "coming") and not clause.has_sense("unit", "either")
    return is_timed(clause) and tells and not (_refuses(clause) or clause.says("would", "suiting"))


def _day_beside(before: Sequence[Clause], is_side: bool) -> range:
    """The places of the day of which a mere side is meant: "*am Freitag brauch ich das*, also vorher, Mittwoch"."""
    last = before[-1] if is_side and before else None
    return range(last.first, last.after) if last and last.has_sense(*DAYS) else range(0)


def _begins(words: Words, place: int, may_turn: bool) -> int:
    """Where the conclusion begins that the word at ``place`` leads to; 0 for none.

    "Am Freitag fahren wir weg, *vorher*, am Donnerstag um drei" is one, too; hours alone are told closer otherwise.
    """
    if may_turn and words.has(place, *TURNS) and words[place - 1].folded in CLAUSE_MARKS:
        return place if _turned(words, place) > place + 1 else 0
    if words.has(place, "deciding") or words.among(place, "concluding") or _begins_at_last(words, place):
        return place + 1
    return place if asks_about(words, place) or _asks_for_call(words, place) else 0


def _begins_at_last(words: Words, place: int) -> bool:
    """ "Bis zehn bin ich im Lager. *Dann* morgen um elf", but not "um zehn. Dann bin ich da"."""
    is_then = words[place].folded in _list("later_on") and words.mark(place - 1, ".")
    return is_then and words.has(place + 1, *ONE_DAY)


def _asks_for_call(words: Words, place: int) -> bool:
    """ "Die kommen von acht bis zehn, *rufen Sie* mich am Nachmittag an"."""
    begins = words[place - 1].folded in CLAUSE_MARKS and words[place + 1].folded in _list("requested")
    if not (begins and words[place].folded in _list("requests") & _list("of_a_call")):
        return False
    clause = clause_at(clauses_of(words), place)
    return clause.has_sense(*DAYS) and not clause.holds("at_that_time")


def _thought_of(before: Sequence[Clause], wish: Wish, now: datetime) -> Iterator[int]:
    """The places of the times thought of before the ``wish``: "vielleicht morgen, *wissen Sie was*, Freitag"."""
    for clause in before:
        places = range(clause.first, clause.after)
        yield from places if wish.names_day else _hours_of(clause, now, with_parts=False)


def _told_why(before: Sequence[Clause], words: Words, wish: Wish, now: datetime) -> Iterator[int]:
    """The places of the reasons' times, of which the ``wish`` is concluded."""
    taken = {clause.first for clause in taken_times(clauses_of(words))}
    alike = with_same_on(before, [clause for clause in before if _is_reason(clause)])
    yield from _earlier_days(before, wish)
    for clause, after in zip_longest(before, before[1:]):
        if _keeps_its_hours(clause, after, wish):
            continue
        if wish.names_day and after and after.has_sense("take_back"):
            yield from range(clause.first, clause.after)
        yield from _hidden(clause, wish, clause.first in taken, now)
        if wish.names_day and (clause in alike or (clause.first not in taken and _is_thought_of(clause))):
            yield from range(clause.first, clause.after)
    yield from _ends_of_weeks(before) if wish.names_day else _sides(before)


def _gives_its_hours(clause: Clause) -> bool:
    """ "*Die is von acht bis zwölf da*, heute nimmer, also morgen": its hours are of the day that is concluded.

    "*Mittwochs immer nur von neun bis elf*, also morgen", too.
    """
    habitual = clause.has_sense("habit") and weight(clause) >= 0
    reached = habitual or clause.says("present", "within_reach")
    return reached and is_timed(clause) and not (clause.has_sense(*ONE_DAY) or _refuses(clause))


def _keeps_its_hours(clause: Clause, after: Clause | None, wish: Wish) -> bool:
    """Whether its hours are those of the ``wish``, which names none."""
    return not wish.said(HOUR_SLOTS) and (_gives_its_hours(clause) or _only_names_hour(clause, after))


def _only_names_hour(clause: Clause, after: Clause | None) -> bool:
    """ "*Um drei*, aber nicht heute, also morgen": an hour, and of what follows it the day alone is refused."""
    if clause.has_sense(*DAYS) or _refuses(clause) or tells_more(clause) or not clause.has_sense("at", "about_hour"):
        return False
    return after is not None and _refuses(after) and after.has_sense(*ONE_DAY) and not is_timed(after)


def _turned(words: Words, place: int) -> int:
    """Where the conclusion goes on behind a mere side of the reason: "er macht um zwölf Mittag, also *vorher*, um elf".

    It says no more where it names its own hour.
    """
    side = words.skip(place, among=BEFORE_SIDE)
    turned = side + 1 if words.has(side, *TURNS) else place
    return words.skip(turned, among=CLAUSE_MARKS) if turned > place and _names_hour(words, turned) else place


def _names_hour(words: Words, place: int) -> bool:
    rest = Words(words.lexemes[place + 1 : place + _FARTHEST])
    return words[place].folded in CLAUSE_MARKS and any(map(is_timed, clauses_of(rest)))


def _is_reason(clause: Clause) -> bool:
    """Whether it tells what is on at a time or has to be done by then, or refuses it."""
    if clause.has_sense("mention") or clause.says("deadlines", "days_off"):
        return True
    if not (clause.has_sense(*DAYS) or is_timed(clause)):
        return False
    hinders = _refuses(clause) or is_off_duty(clause)
    return hinders or ((tells_more(clause) or clause.says("busy")) and not clause.says(*_WISHES))


def _refuses(clause: Clause) -> bool:
    return clause.has_sense(*_REFUSING) or clause.says("not_available")


def _concluded(rest: Words, now: datetime) -> Wish | None:
    """The time that ``rest`` begins with, if it is wished."""
    clause = next(iter(clauses_of(rest)), None)
    if clause is None or clause.says("leaving") or does_something(clause):
        return None
    found = chunks(Words(rest.lexemes[: clause.after]), now)
    first = next((chunk for chunk in found if chunk.wish), None)
    if first is None or first.wish is None or first.first > LONGEST_RUN:
        return None
    if _refuses(clause) and not first.wish.cuts_off:
        return None
    return first.wish if first.wish.names_day or first.wish.said(HOUR_SLOTS) else None


def _hidden(clause: Clause, wish: Wish, taken: bool, now: datetime) -> Iterator[int]:
    """The places of a clause whose words say nothing of the ``wish`` that is concluded.

    ``taken``: it is known to refuse its time, which may stay so, unless the wish tells how long: "vormittags bin ich im
    Stall, also nicht vor zehn".
    """
    hinders = _is_reason(clause) or _is_off(clause)
    refuses = not clause.says("deadlines") if taken or _refuses(clause) else not hinders
    if refuses and _is_mere_day(clause) and not (hinders and _bounds(clause, wish)):
        return
    if wish.names_day and not clause.has_sense("unit"):
        if hinders or not clause.has_sense(*DAYS):
            yield from range(clause.first, clause.after)
    elif _is_reason(clause) and (wish.cuts_off or not taken):
        yield from _hours_of(clause, now, with_parts=wish.cuts_off)


def _is_thought_of(clause: Clause) -> bool:
    """ "Dienstags bin ich im Lager, *aber schon am Mittwoch*, drum Donnerstag": a day, and none that is refused."""
    refused = _refuses(clause) or _is_reason(clause) or clause.says("as_well")
    return _is_mere_day(clause) and not (clause.has_sense("unit") or refused)


def _is_mere_day(clause: Clause) -> bool:
    return clause.has_sense(*DAYS) and not is_timed(clause)


def _bounds(clause: Clause, wish: Wish) -> bool:
    """ "*Ab Donnerstag* bin ich im Urlaub, also am Mittwoch noch": which side the day lies on goes without saying."""
    return clause.has_sense("from", "until") and wish.day is not None and wish.day.grain == "day"


def _earlier_days(before: Sequence[Clause], wish: Wish) -> Iterator[int]:
    """ "*Heute hab ich Kunden*, morgen hab ich bis eins Schule, also ab zwei": the hour is of the day named last."""
    dated = [clause for clause in before if _names_day(clause)]
    if wish.names_day or not dated or not is_timed(dated[-1]) or _refuses(dated[-1]):
        return
    for clause in dated[:-1]:
        if tells_more(clause) and not _refuses(clause):
            yield from range(clause.first, clause.after)


def _names_day(clause: Clause) -> bool:
    """Whether a word of it is a day, and "so" none: "das dauert *so* bis elf"."""
    words = clause.words
    return any(words.has(at, *DAYS) and not words.has(at, "about") for at in range(clause.first, clause.after))


def _ends_of_weeks(clauses: Sequence[Clause]) -> Iterator[int]:
    """ "Ich hab die Woche Schule *bis Donnerstag*, also am Freitag": the week stays."""
    for clause in clauses:
        for place in range(clause.first, clause.after - 1) if clause.has_sense("unit") else ():
            if clause.words.has(place, "until") and clause.words.has(place + 1, "weekday", "short_weekday"):
                yield from (place, place + 1)


def _sides(clauses: Sequence[Clause]) -> Iterator[int]:
    """ "Ab elf bin ich weg, *davor* gern, sagen wir um zehn": the side says no more than the hour."""
    for clause in clauses:
        yield from (place for place in range(clause.first, clause.after) if clause.words.has(place, *TURNS))


def _is_off(clause: Clause) -> bool:
    """ "Heute nicht mehr, *morgen habe ich frei*, also Donnerstag"."""
    return clause.says("having") and leaves_time(clause)


def _hours_of(clause: Clause, now: datetime, with_parts: bool) -> Iterator[int]:
    """The places of its hours, ``with_parts`` those of the part of a day that is named with it too."""
    for chunk in chunks(Words(clause.words.lexemes[: clause.after]), now):
        if chunk.first >= clause.first:
            hours = _tells_hours(chunk)
            places = range(chunk.first, chunk.after)
            yield from (place for place in places if hours or (with_parts and _is_mere_part(clause.words, place)))


def _is_mere_part(words: Words, place: int) -> bool:
    """ "Mittwoch *Vormittag*"."""
    return words.has(place, *_PARTS) and not words.has(place, "relative_day")


def _tells_hours(chunk: Chunk) -> bool:
    return chunk.marker in _REFUSING if chunk.wish is None else not chunk.wish.names_day
