"""From the chunks of a sentence to wishes: corrections taken, alternatives kept apart, refusals set aside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rueckruf.spoken.time.adjoining import as_one_stretch
from rueckruf.spoken.time.calendar_day import Day, in_week, one_day, week_of
from rueckruf.spoken.time.choice import with_choices_settled
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.clock_time import HALF_DAY
from rueckruf.spoken.time.correction import put_right
from rueckruf.spoken.time.grammar import Chunk
from rueckruf.spoken.time.hindrances import with_what_is_on
from rueckruf.spoken.time.hours_in_front import with_hours_in_front
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.links import LinkedWish, is_mere_day, linked_wishes
from rueckruf.spoken.time.named_again import with_days_named_again
from rueckruf.spoken.time.refused_parts import with_rest_of_day
from rueckruf.spoken.time.rival_times import without_rivals
from rueckruf.spoken.time.wish import DAY_SLOTS, TIME_SLOTS, Wish, day_of, merged, only_bound
from rueckruf.spoken.time.words import Words

_LOOSE_ALTERNATIVE_DOUBT = 0.8
_CONTRADICTION_DOUBT = 0.4


@dataclass(frozen=True)
class Wishes:
    """The wishes of a sentence that are meant, the preferred one first, and what was refused.

    ``unread``: character offsets of words that may be part of the preferred one and were not understood.
    """

    meant: tuple[Wish, ...]
    refused: tuple[Wish, ...]
    unread: tuple[int, int] | None = None


def wishes_of(found: list[Chunk], words: Words, today: date) -> Wishes:
    """Put the chunks together."""
    if not any(chunk.wish for chunk in found):
        return Wishes((), ())
    clauses = clauses_of(words)
    linked = with_what_is_on(linked_wishes(found, words, clauses), words, clauses)
    linked = with_days_named_again(linked, words, today)
    entries = with_rest_of_day(with_choices_settled(linked, words), today)
    refusals = [] if _is_then_or_never(entries) else [entry.wish for entry in entries if entry.refused]
    meant = with_hours_in_front([entry for entry in entries if not entry.refused], words)
    folded = _without_kept_bounds(_fold(_in_the_week(meant)))
    wishes = _on_their_days(without_rivals(_left_over(folded, refusals), meant, clauses))
    in_order = _preferred_first(as_one_stretch(_in_order(_shared(_of_each_day(wishes, words)), today)), entries)
    against = _with_today(refusals, today) if any(map(_is_undated, wishes)) else refusals
    refused = _but_wished_days(_refused(against, wishes, clauses), wishes)
    return Wishes(_parted(in_order, refusals), refused)


def _in_the_week(entries: list[LinkedWish]) -> list[LinkedWish]:
    """ "*Mittwochs* um vier, nächste Woche": the one Wednesday of the only week that is named, and no other day."""
    weeks = [entry.wish.day for entry in entries if entry.wish.day]
    if len(weeks) != 1 or weeks[0].grain != "week" or len(weeks[0].stretches) != 1:
        return entries
    return [replace(entry, wish=_of_the_week(entry.wish, weeks[0])) for entry in entries]


def _of_the_week(wish: Wish, week: Day) -> Wish:
    habit = wish.habit or frozenset()
    return replace(wish, habit=None, day=in_week(week, *habit)) if len(habit) == 1 and not wish.day else wish


def _without_kept_bounds(wishes: list[Wish]) -> list[Wish]:
    """ "*Nicht vor zwei*, Mittwoch um halb drei": a bound says no more once the hour itself is named behind it.

    Nor where a window is that begins no earlier: "nicht vor neun, *zwischen neun und elf*".
    """
    kept: list[Wish] = []
    for wish in wishes:
        bound = _mere_bound(kept[-1]) if kept and (_names_its_hour(wish) or _is_within(wish, kept[-1])) else None
        if bound and not (bound.said(DAY_SLOTS) and wish.said(DAY_SLOTS)):
            kept[-1] = wish if wish.said(DAY_SLOTS) else _sharing(wish, bound, DAY_SLOTS)
        else:
            kept.append(wish)
    return kept


def _names_its_hour(wish: Wish) -> bool:
    return bool(wish.clock and not wish.ends)


def _is_within(window: Wish, bound: Wish) -> bool:
    """Whether both hours of a window are named, and lie behind the bound as they are said."""
    first, last = (side and side.point.clock for side in (window.low, window.high))
    earliest = bound.low and bound.low.point.clock
    return bool(first and last and earliest) and first.minutes >= earliest.minutes  # type: ignore[union-attr]


def _mere_bound(wish: Wish) -> Wish | None:
    """The wish, its day its own, where an hour is told before which nobody shall call, and no other hour."""
    low = wish.low
    if low is None or not low.negated or low.point.clock is None or wish.high:
        return None
    is_mere = not wish.said(("clock", "part", "lasts", "moment", "stretch"))
    return replace(wish, day=wish.day or low.point.day) if is_mere else None


def _on_their_days(wishes: list[Wish]) -> list[Wish]:
    """ "*Montags bis freitags von acht bis fünf*, also morgen": hours of several days on the one that follows."""
    found: list[Wish] = []
    for wish in wishes:
        day, habit = wish.day, (found[-1].habit if found else None) or frozenset()
        mere = day is not None and day.grain == "day" and day.stretches and not wish.said(TIME_SLOTS)
        if mere and day and day.first.weekday() in habit and found[-1].said(TIME_SLOTS):
            found[-1] = _sharing(wish, found[-1], TIME_SLOTS)
        else:
            found.append(wish)
    return found


def _preferred_first(wishes: list[Wish], entries: list[LinkedWish]) -> list[Wish]:
    """ "Um neun oder *um zehn lieber*"; of several that share words of a day or an hour, the last that ends there."""
    preferred = [
        min(holding, key=lambda at: (wishes[at].span[1], -at))
        for entry in entries
        if entry.preferred and (holding := _holding(wishes, entry.wish.span[0]))
    ]
    order = sorted(range(len(wishes)), key=lambda at: at not in preferred)
    return [wishes[at] for at in order]


def _holding(wishes: list[Wish], place: int) -> list[int]:
    """Which of them hold the words at a character offset."""
    return [at for at, wish in enumerate(wishes) if wish.span[0] <= place < wish.span[1]]


def _refused(refusals: list[Wish], wishes: list[Wish], clauses: Sequence[Clause]) -> tuple[Wish, ...]:
    """What is refused beside what is wished: in its week, on its days, or each week."""
    weekly = any(wish.habit for wish in wishes)
    week = next((wish.day for wish in wishes if wish.day and wish.day.grain == "week"), None)
    left = [one for one in refusals if not one.vague and not _bounds_a_wish(one, wishes)]
    return tuple(
        day
        for one in left
        for day in (
            [_weekly(one)] if weekly else _on_those_days(_in_that_week(one, week), _told_of(one, wishes, clauses))
        )
    )


def _told_of(refused: Wish, wishes: list[Wish], clauses: Sequence[Clause]) -> list[Wish]:
    """The wishes of which a refusal tells: "Montag früh oder Mittwoch spät, *da hab ich ab drei Dienst*" the last.

    "Da" is of all of them where they share their hours: "Montag oder Mittwoch, da hab ich ab drei Dienst".
    """
    before = [wish for wish in wishes if wish.span[1] <= refused.span[0]]
    own_hours = {tuple(getattr(wish, slot) for slot in TIME_SLOTS) for wish in before}
    told = next(
        (one for one in clauses if one.words[one.first].start <= refused.span[0] < one.words[one.after - 1].end), None
    )
    return before[-1:] if len(own_hours) > 1 and told and told.begins("then") else wishes


def _is_then_or_never(entries: list[LinkedWish]) -> bool:
    """ "*Wenn nicht* Donnerstag um drei, dann gar nicht diese Woche": what follows refuses nothing of it."""
    return bool(entries) and entries[0].link == "otherwise" and not entries[0].refused


def _with_today(refusals: list[Wish], today: date) -> list[Wish]:
    """ "Montag ist schlecht, die anderen Tage gehen", said on a Monday: neither today nor the next one."""
    of_today = [one for one in refusals if one.day and len(one.day.stretches) > 1 and one.day.first == today]
    return [*(replace(one, day=one_day(today)) for one in of_today if is_mere_day(one)), *refusals]


def _but_wished_days(refused: tuple[Wish, ...], wishes: list[Wish]) -> tuple[Wish, ...]:
    """Refusals without the days that are wished of them: "unter der Woche arbeite ich, *diesen Freitag* geht's"."""
    return tuple(left for refusal in refused if (left := _but_those(refusal, wishes)))


def _but_those(refused: Wish, wishes: list[Wish]) -> Wish | None:
    """What is left of a refusal of weekdays, or None."""
    if not refused.habit or refused.said(TIME_SLOTS):
        return refused
    days = refused.habit.difference(*(_wished_of(refused, wish) for wish in wishes))
    return replace(refused, habit=days) if days else None


def _wished_of(refused: Wish, wish: Wish) -> frozenset[int]:
    """The weekdays of a wish where some of those that are refused are named one by one."""
    habit, day = refused.habit or frozenset(), wish.day
    if wish.habit and wish.habit < habit:
        return wish.habit
    named = day is not None and day.grain == "day" and (len(habit) > 1 or refused.span[0] < wish.span[0])
    return frozenset({day.first.weekday()}) if named and day and day.stretches else frozenset()


def _bounds_a_wish(refused: Wish, wishes: list[Wish]) -> bool:
    """ "Um zwei hab ich Feierabend, also *ab zwei*": an hour at which they do something, and are free from then on."""
    clocks = [point.clock for wish in wishes for point in wish.ends if point.clock]
    at = refused.clock
    return at is not None and any((clock.minutes - at.minutes) % HALF_DAY == 0 for clock in clocks)


def _left_over(wishes: list[Wish], refusals: list[Wish]) -> list[Wish]:
    """Without those whose day is refused behind them: "Mittwoch um vier, nein, Mittwoch geht nicht"."""
    gone = [refused for refused in refusals if not refused.said(TIME_SLOTS)]
    return [wish for wish in wishes if not any(_is_its_day(wish, refused) for refused in gone)]


def _is_its_day(wish: Wish, refused: Wish) -> bool:
    """Whether a refusal is of the very day that was wished before it, and no more behind it."""
    return wish.day is not None and wish.day == refused.day and wish.span[1] <= refused.span[0]


def _weekly(refused: Wish) -> Wish:
    """ "Jeden Tag außer Montag": every Monday is refused."""
    if refused.day is None or refused.day.weekday is None or len(refused.day.stretches) < 2:
        return refused
    return replace(refused, day=None, habit=frozenset({refused.day.weekday}))


def _in_that_week(refused: Wish, week: Day | None) -> Wish:
    """ "Nächste Woche, nur nicht Mittwoch": the Wednesday of that week."""
    day = refused.day
    if week is None or day is None or day.weekday is None or len(day.stretches) < 2:
        return refused
    inside = in_week(week, day.weekday)
    return replace(refused, day=inside) if inside.first < week.stretches[0][1] else refused


def _on_those_days(refused: Wish, wishes: list[Wish]) -> list[Wish]:
    """ "Mittwoch oder Donnerstag, ab elf kommen die Leute": the hours of each day that is wished."""
    hours = refused.clock or (refused.low and refused.high) or any(end.clock or end.part for end in refused.ends)
    days = [wish.day for wish in wishes if wish.day]
    if not (days and hours) or not _is_undated(refused) or refused.habit:
        return [refused]
    return [replace(refused, day=day) for day in days]


def _fold(entries: list[LinkedWish]) -> list[Wish]:
    wishes = [Wish()]
    corrected: set[tuple[str, ...]] | None = None
    for place, entry in enumerate(entries):
        piece = entry.wish
        if entry.link == "take_back" and place and _offers_a_choice(entries[place:]):
            return _choice_in_place_of(wishes[-1], entries[place:])
        if entry.link in ("take_back", "rather"):
            corrected = set()
        if entry.link == "take_back":
            wishes = [*_kept_beside(wishes, piece), _left_of(wishes[-1], piece)]
        if piece.moved is None:
            _add(wishes, entry, corrected)
        elif corrected is not None:
            wishes[-1] = wishes[-1].then_moved(piece.moved)
    return [wish for wish in wishes if not wish.empty]


def _choice_in_place_of(wish: Wish, entries: list[LinkedWish]) -> list[Wish]:
    first, *others = entries
    choice = _shared(_fold([replace(first, link=""), *others]))
    return [_in_place_of(wish, chosen) for chosen in choice]


def _offers_a_choice(entries: list[LinkedWish]) -> bool:
    return any(entry.link in ("either", "otherwise") for entry in entries[1:]) and not any(
        entry.wish.moved for entry in entries
    )


def _in_place_of(wish: Wish, piece: Wish) -> Wish:
    """One of several wishes that are said instead of another: it keeps of that what it does not say itself."""
    left = _left_of(wish, piece)
    return _corrected(left, piece, merged(left, piece), set(), preferred=False) or piece


def _kept_beside(wishes: list[Wish], piece: Wish) -> list[Wish]:
    """The wishes before the last, where only its hour is corrected: "um zehn oder um elf, nein, um zwölf"."""
    return wishes[:-1] if piece.said(TIME_SLOTS) and _is_undated(piece) else []


def _left_of(wish: Wish, piece: Wish) -> Wish:
    """What stays of the wish that is taken back: "nein, jederzeit" leaves no hour of it, "nein, egal wann" no day."""
    if not piece.vague:
        return wish
    return wish.without(TIME_SLOTS if piece.any_hour else (*DAY_SLOTS, *TIME_SLOTS))


def _add(wishes: list[Wish], entry: LinkedWish, corrected: set[tuple[str, ...]] | None) -> None:
    """Completes or corrects the last wish by the entry, or adds it as one more."""
    last, piece = wishes[-1], entry.wish
    both = merged(last, piece)
    apart = entry.link in ("either", "otherwise")
    if corrected is not None and not apart:
        both = _corrected(last, piece, both, corrected, entry.link == "rather")
    if both is not None and (not apart or _repeats(last, piece)):
        wishes[-1] = both
    elif last.empty:
        wishes[-1] = piece
    else:
        wishes[0] = replace(wishes[0], confidence=wishes[0].confidence * _doubt_of_two(last, entry))
        wishes.append(replace(piece, fallback=entry.link == "otherwise"))


def _doubt_of_two(wish: Wish, entry: LinkedWish) -> float:
    """How far to trust that a second time is an alternative and no contradiction ("morgen, Donnerstag")."""
    if entry.link in ("either", "otherwise", "also"):
        return 1.0
    first, second = wish.day, entry.wish.day
    if first and second and first.weekday is None and second.weekday is not None and first.grain == "day":
        return _CONTRADICTION_DOUBT
    return 1.0 if entry.link == "comma" else _LOOSE_ALTERNATIVE_DOUBT


def _repeats(wish: Wish, piece: Wish) -> bool:
    """Whether "montags oder mittwochs" only lengthens a habit."""
    return bool(wish.habit and piece.habit) and not wish.said(TIME_SLOTS)


def _corrected(wish: Wish, piece: Wish, both: Wish | None, done: set[tuple[str, ...]], preferred: bool) -> Wish | None:
    """The wish with what the piece says put in the place of what was said of the same kind before."""
    for slots in (DAY_SLOTS, TIME_SLOTS):
        if not piece.said(slots) or slots in done:
            continue
        done.add(slots)
        turned = slots is TIME_SLOTS and piece.part and not piece.clock and wish.clock
        if both is None or not preferred or turned:
            wish, piece = put_right(wish, piece, slots)
            both = merged(wish, piece)
    return both


def _of_each_day(wishes: list[Wish], words: Words) -> list[Wish]:
    """ "Mittwoch oder sonst Freitag, *jeweils um neun*": an hour of all of them is of those before a fallback too."""
    if not (any(wish.fallback for wish in wishes) and wishes[-1].said(TIME_SLOTS)):
        return wishes
    begin, end = wishes[-1].span
    said = {word.folded for word in words.lexemes if begin <= word.start < end}
    return wishes if small_words("of_each_day").isdisjoint(said) else [replace(one, fallback=False) for one in wishes]


def _shared(wishes: list[Wish]) -> list[Wish]:
    """Give each alternative the day and the time that were said once for several."""
    shared = list(wishes)
    for place in range(1, len(shared)):
        if _is_undated(shared[place]):
            before = shared[place - 1]
            shared[place] = _sharing(shared[place], before, DAY_SLOTS)
    for place in range(len(shared) - 2, -1, -1):
        after, wish = shared[place + 1], shared[place]
        if _bounds_of_one_day(wish, after):
            shared[place] = replace(_sharing(wish, after, ()), day=day_of(after))
        if not after.said(DAY_SLOTS) or after.fallback:
            continue
        if not wish.said(TIME_SLOTS) and after.said(TIME_SLOTS) and after.moment is None:
            shared[place] = _sharing(wish, after, TIME_SLOTS)
        elif _is_undated(wish) and wish.said(TIME_SLOTS) and after.said(TIME_SLOTS):
            shared[place] = _sharing(wish, after, DAY_SLOTS)
    return shared


def _bounds_of_one_day(wish: Wish, after: Wish) -> bool:
    """ "*Vor neun oder nach vier* am Mittwoch"."""
    ends = [*wish.ends, *after.ends]
    hours = len(ends) == 2 and all(point.clock for point in ends) and not after.fallback
    return hours and only_bound(wish) and only_bound(after) and _is_undated(wish) and day_of(after) is not None


def _sharing(wish: Wish, other: Wish, slots: tuple[str, ...]) -> Wish:
    """The wish with slots of another one, whose words are part of what it was said with."""
    span = (min(wish.span[0], other.span[0]), max(wish.span[1], other.span[1]))
    return replace(wish, span=span, **{slot: getattr(other, slot) for slot in slots})  # type: ignore[arg-type]


def _is_undated(wish: Wish) -> bool:
    """Whether nothing says the day of the wish."""
    return not (wish.names_day or wish.moment)


def _in_order(wishes: list[Wish], today: date) -> list[Wish]:
    """Weekdays in their order after others.

    That of today is the next one: "Samstag oder Montag", said on a Monday. All are those after a day whose week was
    named: "nächste Woche Mittwoch oder Donnerstag".
    """
    ordered: list[Wish] = []
    later, week = False, None
    for wish in wishes:
        day = wish.day
        if day is None or not day.stretches:
            ordered.append(wish)
            continue
        if day.weekday is not None and len(day.stretches) > 1:
            day = _next_in_order(day, today, later, week)
        elif day.weekday is not None:
            week = week_of(day.first)
        later = later or day.first > today
        ordered.append(replace(wish, day=day))
    return ordered


def _next_in_order(day: Day, today: date, later: bool, week: Day | None) -> Day:
    """What a weekday alone means after a ``later`` day, or after one of a ``week`` that was named."""
    same_week = in_week(week, day.weekday) if week and day.weekday is not None else None
    if same_week and same_week.first >= today:
        return same_week
    return replace(day, stretches=day.stretches[1:]) if later and day.first == today else day


def _parted(wishes: list[Wish], refusals: list[Wish]) -> tuple[Wish, ...]:
    """An afternoon begins at two where the day's noon is named apart: "nachmittags, aber nicht über Mittag"."""
    days = [wish.day for wish in wishes if wish.part == "afternoon"]
    refused = {wish.part for wish in refusals if wish.day is None or wish.day in days}
    if not {"noon", "afternoon"} <= refused | {wish.part for wish in wishes}:
        return tuple(wishes)
    return tuple(replace(w, part="afternoon_after_noon") if w.part == "afternoon" else w for w in wishes)
