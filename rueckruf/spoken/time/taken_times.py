"""Times that callers name because something else is on then: "Mittwoch ist Yoga, bleibt Donnerstag"."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import (
    is_exception,
    is_part_beside,
    is_timed,
    refers_back,
    tells_more,
    with_same_on,
)
from rueckruf.spoken.time.clauses import TURNS, Clause, clauses_of, is_thing, names_thing
from rueckruf.spoken.time.doings import does_something, is_at_own_place, leaves_time
from rueckruf.spoken.time.elsewhere import has_subject_behind
from rueckruf.spoken.time.ends_of_events import tells_how_long
from rueckruf.spoken.time.evidence import (
    NAMED_DAYS,
    NAMED_HOURS,
    concludes,
    is_given_away,
    is_holiday,
    is_open,
    is_shut,
    only_offers,
    refuses,
    tells,
    tells_what_happens,
    weight,
    wishes_its_time,
)
from rueckruf.spoken.time.pauses import sentence_of
from rueckruf.spoken.time.words import HOURS

_list = partial(word_set, "time_clauses")
_WEEKS = ("week", "month")
_LONG_UNITS = ("day", *_WEEKS)
_WHICH = ("this", "next", "after_next")
_SHORT_UNITS = ("minute", "hour")
_WISHES = ("wishing", "suiting", "still_wished", "wished", "company", "free", "present")
#: So many words say nothing of their own: "ja genau".
_SHORT = 2
#: So many words has "OP bis vierzehn Uhr dreißig" at most.
_EVENT = 5
#: By so much another clause is more of a wish than one whose time is taken.
_MARGIN = 4
#: What "aber morgen nicht" weighs, which is free where something is on otherwise, and nothing at all.
_EXCEPTION, _NO_WISH = 4, -99


def taken_times(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses whose time is taken, where another clause is clearly more of a wish.

    Where none is, it may be the wish as well: "Mittwoch bin ich bei meiner Tochter"; not what they do up to an hour:
    "bis zehn bin ich in der Werkstatt".
    """
    if len(clauses) == 1:
        return [clause for clause in clauses if _is_doing(clause) and not is_at_own_place(clause)]
    if _only_says_where(clauses):
        return []
    if (meant := next((at for at, clause in enumerate(clauses) if clause.holds("at_that_time")), None)) is not None:
        return _refused_hours(clauses[:meant]) if clauses[meant].has_sense("not", "unavailable") else []
    if (back := _referring(clauses)) is not None:
        return [*_taken_before(clauses, back), *_taken_behind(clauses, back)]
    weights = _weights(clauses)
    told = [clause for clause in _timed(clauses) if weights[clause] < 0 and not _is_no_hindrance(clause)]
    taken = _beaten(told, weights) if told else []
    return [*taken, *with_same_on(clauses, taken)]


def _refused_hours(clauses: Sequence[Clause]) -> list[Clause]:
    """ "*Von neun bis zehn geh ich schwimmen*, Donnerstag bitte, aber nicht in der Zeit"."""
    return [clause for clause in clauses if is_timed(clause) and not clause.says(*_WISHES)]


def _only_says_where(clauses: Sequence[Clause]) -> bool:
    """ "*Ja*, morgen um zehn bin ich in der Werkstatt": nothing but where they are at the one time that is named."""
    where = [clause for clause in clauses if is_at_own_place(clause)]
    others = [clause for clause in clauses if clause not in where]
    return len(where) == 1 and all(_says_nothing(clause) for clause in others)


def _says_nothing(clause: Clause) -> bool:
    """ "Ja", "ja genau", or how they are reached: "da hab ich das Handy dabei"."""
    if _names_time(clause) or clause.says("not_available", "nobody", "leaving"):
        return False
    return len(clause.said) <= _SHORT or only_offers(clause)


def _is_no_hindrance(clause: Clause) -> bool:
    """Whether it is refused anyway, or tells when others can be reached: "die Werkstatt hat bis fünf *auf*"."""
    return clause.has_sense("not", "unavailable") or is_open(clause) or _is_deadline(clause)


def _is_deadline(clause: Clause) -> bool:
    """ "Bis Freitag *muss das Angebot raus*"."""
    whoever = clause.says("speaker", "called_for") or clause.holds("of_the_caller")
    return clause.has_sense("until") and clause.says("duty") and not whoever


def _weights(clauses: Sequence[Clause]) -> dict[Clause, int]:
    """How much each is a wish, or what "da" behind it tells: "um neun, *da ist Konferenz*".

    At the end of a sentence that says no other hour it tells why that one suits.
    """
    weights = {clause: weight(clause) for clause in clauses}
    named: Clause | None = None
    for clause, after in pairwise(clauses):
        named = clause if _names_time(clause) else named
        if named and _is_back_to_it(after):
            weights[named] = max(weights[named], weight(after))
        elif _lacks_what_is_on(clause, after):
            weights[clause] = min(weights[clause], weights[after])
        elif _goes_on_alike(clause, after) or _stays_there(clause, after) or _fills_another_part(clause, after):
            weights[after] = min(weights[clause], weights[after])
        elif _tells_of_it(after) and not (concludes(clause) or _is_liked(clause) or _tells_why(after, clauses)):
            weights[clause] = min(weights[clause], weights[after])
    return weights


def _tells_of_it(clause: Clause) -> bool:
    timed = _names_time(clause) and not is_holiday(clause)
    back = clause.begins("pointing_back") and not (timed or clause.says("finished"))
    comes_home = clause.says("arriving") and clause.says("over_then") and clause.says("myself", "called_for")
    return back and not comes_home and tells_what_happens(clause)


def _is_liked(clause: Clause) -> bool:
    """ "*Vormittag wär gut*, da ist Ruhetag": what is on then is why it suits."""
    return clause.says("would", "would_be", "suiting") and wishes_its_time(clause) and not refuses(clause)


def _tells_why(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Not "also um elf, *da ist die wieder weg*"; but "morgen früh, zwischen neun und zehn, *da schläft er noch*".

    Nor is any time said before it one: "ich bin rund um die Uhr da, am Freitag um neun, *da ist der Besuch weg*".
    """
    rough = (_is_mere_part, _is_any_time)
    return clause == clauses[-1] and not any(
        is_timed(one) and not any(is_so(one) for is_so in rough) for one in clauses[:-2]
    )


def _is_mere_part(clause: Clause) -> bool:
    """ "Morgen *früh*", and no hour, nor what is on."""
    return clause.has_sense("part", "part_beside_day") and not (clause.has_sense(*HOURS) or tells(clause))


def _is_any_time(clause: Clause) -> bool:
    """ "Ich kann *jederzeit*"."""
    return clause.has_sense("vague") and not clause.has_sense(*NAMED_DAYS, *HOURS)


def _is_back_to_it(clause: Clause) -> bool:
    """Whether it wishes the time named before: "bis zwei ist zu, *da bin ich am Schreibtisch*, *das wäre gut*"."""
    if _names_time(clause) or clause.says("not_available", "nobody"):
        return False
    finds_good = clause.says("suiting", "not_past_beside") and clause.begins("pointing")
    return finds_good or (clause.begins("pointing_back") and only_offers(clause))


def _lacks_what_is_on(clause: Clause, after: Clause) -> bool:
    """ "*Morgen hab ich um neun* und um elf Termine", "*vormittags* und mittags muss ich in den Laden"."""
    if after.has_sense("either") and is_given_away(after):
        return not tells(clause) and _names_time(clause)  # "*Dienstag* oder Mittwoch ist belegt"
    joined = after.begins("joining") and clause.after == after.first
    if not joined or tells(clause) or wishes_its_time(clause) or not _is_on(after):
        return False
    return is_part_beside(clause, after) or (clause.says("having") and not after.says("having", "taking_up"))


def _goes_on_alike(clause: Clause, after: Clause) -> bool:
    """ "Montag ist Schule bis eins, *Dienstag bis zwei*", "heute kommen Kunden, *um elf*"."""
    event = clause.has_sense("until") and _is_on(clause) and _is_event_until(after)
    until = clause.has_sense("until") and after.has_sense("until") and after.has_sense(*NAMED_DAYS)
    wishes = after.says("then") or wishes_its_time(after) or concludes(after)
    if wishes or (tells_more(after) and not event):
        return False
    return event or until or _is_its_hour(clause, after)


def _fills_another_part(clause: Clause, after: Clause) -> bool:
    """ "Morgen hab ich vormittags Schule *und nachmittags den Zahnarzt*": a part and a thing, joined with no verb."""
    joined = after.begins("joining") and clause.after == after.first and clause.has_sense("part")
    beside = joined and after.has_sense("part") and not after.has_sense(*NAMED_DAYS, *HOURS)
    return beside and _is_on(clause) and tells_what_happens(after) and not wishes_its_time(after)


def _is_its_hour(clause: Clause, after: Clause) -> bool:
    """ "Heute kommen Kunden, *um elf*"."""
    day_alone = clause.has_sense(*NAMED_DAYS) and not is_timed(clause) and _is_on(clause)
    return day_alone and is_timed(after) and not after.has_sense(*NAMED_DAYS)


def _is_event_until(clause: Clause) -> bool:
    """ "*OP bis 14 Uhr*": a thing and until when, with no verb."""
    return clause.has_sense("until") and len(clause.said) <= _EVENT and is_thing(clause.words, clause.first)


def _stays_there(clause: Clause, after: Clause) -> bool:
    """ "Mittwoch ist Markt, *da steh ich bis zwei*"."""
    there = after.begins("pointing_back") and after.has_sense("until") and after.says("speaker")
    return there and _is_on(clause) and not wishes_its_time(after)


def _is_on(clause: Clause) -> bool:
    return weight(clause) < 0 and tells_what_happens(clause)


def _beaten(told: Sequence[Clause], weights: Mapping[Clause, int]) -> list[Clause]:
    """Those of the ``told`` ones beside which another clause is so much more of a wish that they are none."""
    clauses = [*weights]
    dated = set(_dated(clauses))
    wishes = _wishes_among(weights, dated)
    chosen_from = {clause for clause, after in pairwise(clauses) if _is_choice(after)}
    return [
        clause
        for clause in told
        if not _is_left(clause, clauses)
        and (
            _is_doing(clause)
            or _is_visited(clause)
            or (clause not in chosen_from and wishes.beat(clause, weights[clause], clause in dated))
        )
    ]


def _is_choice(clause: Clause) -> bool:
    return clause.words.has(clause.first, "either") and not is_given_away(clause)


def _is_left(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """ "Heute geht's nicht, *aber morgen früh bin ich auf dem Hof*": the one time that is not refused."""
    others = [one for one in clauses if one is not clause and _names_time(one)]
    left = clause.begins("before_times") and bool(others) and all(map(refuses, others))
    return left and not clause.says("busy", "as_well")


@dataclass(frozen=True)
class _Wishes:
    """How much the clause that is most of a wish is one, and of those with a day."""

    most: int
    most_with_day: int
    name_several_hours: bool

    def beat(self, clause: Clause, weight: int, dated: bool) -> bool:
        """A day alone gives way to another day, which hours of no day may be of: "Mittwoch hat er Luft, *ab zehn*"."""
        if not (dated or self.name_several_hours) and (clause.says("present") or leaves_time(clause)):
            return False  # "die ist von acht bis zwölf da, morgen"
        most = self.most if is_timed(clause) else self.most_with_day
        return most >= weight + _MARGIN


def _is_visited(clause: Clause) -> bool:
    """ "Bis zehn sind *die Maler da*", whom nobody calls there."""
    words, places = clause.words, range(clause.first, clause.after)
    visitors = (at for at in places if words[at].folded in _list("visitors"))
    return clause.says("present") and any(words[at - 1].folded not in _list("own_people") for at in visitors)


def _wishes_among(weights: Mapping[Clause, int], dated: Collection[Clause]) -> _Wishes:
    wished = {clause: weight for clause, weight in weights.items() if _may_be_wished(clause)}
    wished |= {clause: _EXCEPTION for clause in weights if is_exception(clause)}
    with_day = [weight for clause, weight in wished.items() if clause in dated or is_exception(clause)]
    several_hours = sum(map(is_timed, wished)) > 1
    return _Wishes(max(wished.values(), default=_NO_WISH), max(with_day, default=_NO_WISH), several_hours)


def _may_be_wished(clause: Clause) -> bool:
    return _names_time(clause) and not (refuses(clause) or clause.says("as_well"))


def _names_time(clause: Clause) -> bool:
    return clause.has_sense(*NAMED_DAYS, *NAMED_HOURS, "unit") or is_timed(clause)


def _referring(clauses: Sequence[Clause]) -> int | None:
    """The place of the clause that refers back to what is on, and not to a day named for it: "Freitag, da geht's"."""
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        of_day = before and before.has_sense(*NAMED_DAYS) and clause.begins("then") and _only_names_day(before)
        if refers_back(clause) and (not of_day or (place == 1 and not clause.has_sense("part"))):
            return place
    return None


def _only_names_day(clause: Clause) -> bool:
    """ "*Freitag*, da geht's", "*bleibt nur der Freitag*, da geht's"."""
    return not tells_more(clause) or clause.says("leaving_over")


def _taken_before(clauses: Sequence[Clause], back: int) -> list[Clause]:
    """ "*Ich arbeite nachts*, bis zwölf schlafe ich, danach gern", "*um eins ess ich*, sonst immer".

    What is referred back to by "danach" is turned round instead.
    """
    while back > 1 and tells_how_long(clauses[back - 1]):
        clauses, back = [*clauses[: back - 1], *clauses[back:]], back - 1
    but_then = clauses[back].has_sense("otherwise") and _is_whenever(clauses[back])
    earlier = clauses[: max(0, back - 1)]
    before = [clause for clause in earlier if not clause.has_sense("until")]
    timed = filter(is_timed, before)
    habits = [clause for clause in timed if clause.has_sense("at") or not clause.has_sense(*NAMED_DAYS)]
    referred = clauses[max(0, back - 1) : back]
    dated = any(clause.has_sense(*NAMED_DAYS) for clause in referred)
    taken = [clause for clause in (*habits, *(referred if but_then else ())) if is_occupied(clause)]
    taken += _over_by_then(earlier, referred)
    return [*taken, *filter(_tells_of_a_day, before)] if dated else taken


def _over_by_then(earlier: Sequence[Clause], referred: Sequence[Clause]) -> list[Clause]:
    """ "*Bis zwei hab ich Schule*, vor vier geht keiner ran, danach gern": what another hour than its end follows."""
    if not any(clause.has_sense("before", "after", "at") and is_timed(clause) for clause in referred):
        return []
    return [clause for clause in earlier if clause.has_sense("until") and is_occupied(clause)]


def _taken_behind(clauses: Sequence[Clause], back: int) -> list[Clause]:
    """ "Donnerstag, da hab ich frei, vormittags, *nachmittags muss ich zur Oma*"."""
    sides = any(clause.has_sense(*TURNS, "otherwise") for clause in clauses)
    behind = clauses[back + 1 :]
    wished = any(is_timed(clause) and weight(clause) > 0 for clause in behind)
    return [clause for clause in behind if wished and not sides and is_timed(clause) and is_occupied(clause)]


def _tells_of_a_day(clause: Clause) -> bool:
    """ "*Dienstags operiert sie*, mittwochs bis zehn Visite, nach der Visite also"."""
    return clause.has_sense(*NAMED_DAYS) and not is_timed(clause) and weight(clause) < 0


def _is_whenever(clause: Clause) -> bool:
    """ "Sonst *immer*", "ansonsten *geht's*"."""
    whenever = clause.says("free") or clause.has_sense("vague", "in_passing")
    return whenever and not clause.has_sense(*NAMED_DAYS, *NAMED_HOURS) and not clause.says("not_available")


def is_alike(clause: Clause) -> bool:
    """Whether the day of a clause is as the one before: "Montag ist schlecht, *Dienstag auch*"."""
    more = tells_more(clause, "as_well") and not clause.says("not_available")
    return clause.says("as_well") and not clause.says(*_WISHES) and not more


def is_occupied(clause: Clause) -> bool:
    """Whether something is on, or the caller is elsewhere, and that outweighs any wish."""
    happens = any(has_subject_behind(clause.words, place) for place in range(clause.first, clause.after))
    takes_up = happens or clause.says("taking_up", "resting") or does_something(clause)
    return takes_up and weight(clause) < 0


def is_away(clause: Clause) -> bool:
    """Whether somebody is elsewhere, and does not say how to be reached: "bis Mittwoch hat *sie frei*"."""
    if is_off_duty(clause):
        return True
    reached = clause.says("within_reach", "present", "wishing", "free", "suiting")
    return clause.says("auxiliaries", "being", "taking_up", "duty") and not reached


def is_off_duty(clause: Clause) -> bool:
    """ "Meine Kollegin hat montags frei"."""
    return clause.says("off_duty") and clause.says("called_for", "others") and not clause.says("speaker")


def leaves_no_day(text: str) -> bool:
    """Whether something else is on every day that ``text`` names: no other one is wished instead."""
    dated = _dated(clauses_of(sentence_of(text)))
    return bool(dated) and all(map(_is_taken, dated))


def only_tells_doings(text: str) -> bool:
    """Whether all that ``text`` says of a time is what the speaker does then: "bis zehn bin ich in der Werkstatt"."""
    timed = _timed(clauses_of(sentence_of(text)))
    return bool(timed) and all(map(_is_doing, timed)) and not _only_says_where(timed)


def only_tells_absence(text: str) -> bool:
    """Whether all that ``text`` says of a time is when the speaker is away: "ab Mittwoch bin ich im Urlaub"."""
    clauses = clauses_of(sentence_of(text))
    turned = any(clause.has_sense(*TURNS) for clause in clauses)
    timed = _timed(clauses)
    return bool(timed) and not turned and all(c.says("myself") and c.has_sense("unavailable") for c in timed)


def only_mentions(text: str, said: str) -> bool:
    """Whether something is told of what was ``said`` of a time in ``text``: "*tagsüber* ist keiner da"."""
    first = text.find(said)
    told = (one for one in clauses_of(sentence_of(text)) if tells(one) or one.says("nobody"))
    return any(one.words[one.first].start < first + len(said) and first < one.words[one.after - 1].end for one in told)


def tells_what_is_on(clause: Clause) -> bool:
    """Whether it is a day and a noun, without an hour or a wish; beside a title that may be whom to call."""
    if not clause.has_sense(*NAMED_DAYS) or is_timed(clause) or leaves_time(clause):
        return False
    if clause.has_sense("either", "otherwise") or clause.says("as_well"):
        return False
    return names_thing(clause) and not clause.says(*_WISHES)


def _timed(clauses: Sequence[Clause]) -> list[Clause]:
    dated = _dated(clauses)
    return [clause for clause in clauses if clause in dated or is_timed(clause) or _is_in_a_hurry(clause)]


def _is_in_a_hurry(clause: Clause) -> bool:
    """ "Ich muss in zwei Minuten weg", but not "ich muss das in fünf Tagen abgeben"."""
    soon = any(clause.words.get(place, "unit") in _SHORT_UNITS for place in range(clause.first, clause.after))
    soon = soon or clause.has_sense("whole_length")
    return soon and clause.says("leaving") and not clause.has_sense(*NAMED_DAYS)


def _dated(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that name a day, or one of several weeks or months: "*diese Woche* bin ich weg, nächste geht's".

    Where it is the only one, a day beside it lies in that week: "nächste Woche hab ich Spätdienst, also Dienstag".
    """
    weeks = [clause for clause in clauses if _names_week(clause)]
    from_now = [clause for clause in clauses if _is_from_now(clause)]
    others = (one for one in clauses if one not in weeks)
    several = bool(from_now) or len(weeks) > 1 or any(map(_is_of_another_week, others))
    return [
        clause
        for clause in clauses
        if clause.has_sense(*NAMED_DAYS) or _names_date(clause) or clause in from_now or (several and clause in weeks)
    ]


def _is_of_another_week(clause: Clause) -> bool:
    """ "Im Mai", "*nächsten Montag*"."""
    return clause.has_sense("month") or (clause.has_sense("weekday") and clause.has_sense("next", "after_next"))


def _is_from_now(clause: Clause) -> bool:
    """ "*In zwei Wochen*", "*in zehn Tagen*"."""
    words, places = clause.words, range(clause.first, clause.after)
    return any(
        words.has(at, "in") and words.has(at + 1, "number", "article") and words.get(at + 2, "unit") in _LONG_UNITS
        for at in places
    )


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


def _is_taken(clause: Clause) -> bool:
    """Whether something is on the day of a clause, of which no hour is named; not "Mittwoch hab ich Homeoffice"."""
    has_time = clause.says("auxiliaries") and leaves_time(clause)
    return (not is_timed(clause) or is_shut(clause)) and is_occupied(clause) and not has_time


def _is_doing(clause: Clause) -> bool:
    """Whether the speaker does something up to its hour, or at it, and no word of it wishes the time."""
    return (does_something(clause) or _is_in_a_hurry(clause)) and is_occupied(clause)
