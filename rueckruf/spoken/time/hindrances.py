"""What is on refuses its time: "Mittwoch ist Yoga"; or ends what is wished: "ab neun, *um elf kommt Besuch*"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.calendar_day import Day
from rueckruf.spoken.time.clause_times import is_exception
from rueckruf.spoken.time.clauses import Clause, clause_at
from rueckruf.spoken.time.clock_time import HALF_DAY, Clock, part_hours
from rueckruf.spoken.time.evidence import is_back
from rueckruf.spoken.time.links import (
    LinkedWish,
    flipped,
    is_beyond_a_day,
    is_mere_day,
    names_again,
    spanning,
)
from rueckruf.spoken.time.taken_times import is_alike, is_away, taken_times, tells_what_is_on
from rueckruf.spoken.time.wish import (
    DAY_SLOTS,
    HOUR_SLOTS,
    Bound,
    Point,
    Wish,
    joined_days,
    may_end,
    merged,
    only_bound,
)
from rueckruf.spoken.time.words import Words


def with_what_is_on(entries: list[LinkedWish], words: Words, clauses: Sequence[Clause]) -> list[LinkedWish]:
    """The entries of a sentence with its ``clauses``, those refused at whose time something else is on."""
    reader = _Hindrances(entries, words, clauses)
    reader.refuse_taken_times()
    reader.refuse_until_later_day()
    reader.refuse_alike()
    reader.except_days_of_weeks()
    reader.date_returns()
    return reader.entries


@dataclass
class _Hindrances:
    """Reads the clauses that say what is on, in order."""

    entries: list[LinkedWish]
    words: Words
    clauses: Sequence[Clause]

    def refuse_taken_times(self) -> None:
        """ "Mittwoch ist Yoga, bleibt Donnerstag": as if they had said that Wednesday is no good."""
        for clause in taken_times(self.clauses):
            if self._dates_what_follows(clause) or _is_until_then(clause):
                continue
            self._leave_its_week(clause)
            self._join_hour_to_day(clause)
            for place, entry in enumerate(self.entries):
                if not (entry.refused or entry.turned) and clause.first <= entry.place < clause.after:
                    if self._is_said_before(place):
                        continue
                    if is_beyond_a_day(entry, self.entries):
                        self.entries.remove(entry)
                        break
                    entry.refused = True
                    entry.wish = self._with_its_clause(entry.wish, clause)
                    self._take_back(place)
                    self._except(entry)
                    self._leave_rest_of_day(entry)
                    self._end_before(entry.wish)
                    self._begin_behind(entry)

    def _is_said_before(self, place: int) -> bool:
        """ "Nicht vor zwei, *ab zwei bin ich durch*": the bound of what is refused, named again with why."""
        before, wish = self.entries[place - 1].wish if place else None, self.entries[place].wish
        limits = before is not None and before.cuts_off and only_bound(before) and only_bound(wish)
        return limits and [end.clock for end in before.ends] == [end.clock for end in wish.ends]  # type: ignore[union-attr]

    def _dates_what_follows(self, clause: Clause) -> bool:
        """ "*Morgen hab ich Schule*, ab zwei würde gehen": of that day, where no other one is named."""
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        if len(inside) != 1 or not is_mere_day(inside[0].wish):
            return False
        others = [one for one in self.entries if one is not inside[0]]
        if any(one.wish.names_day and not (one.refused and one.place < inside[0].place) for one in others):
            return False
        return any(one.wish.said(HOUR_SLOTS) and one.place > inside[0].place and not one.refused for one in others)

    def _leave_its_week(self, clause: Clause) -> None:
        """ "Ich arbeite *diese Woche* bis zwei, am Dienstag nach drei": of that week, whose days are not taken."""
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        weeks = [entry for entry in inside if entry.wish.day and entry.wish.day.grain == "week"]
        others = [entry for entry in self.entries if entry not in inside and entry.wish.day]
        if len(inside) != 2 or len(weeks) != 1 or not others or not is_mere_day(weeks[0].wish):
            return
        for entry in others:
            entry.wish = _in_week_of(weeks[0].wish, entry.wish)
        self.entries.remove(weeks[0])

    def _join_hour_to_day(self, clause: Clause) -> None:
        """ "Morgen hab ich bis zwölf Schule, also um eins": only hours of that day are taken, and of no other.

        Or "*um neun ist am Mittwoch Messe*, ab elf geht's".
        """
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        days = [is_mere_day(entry.wish) for entry in inside]
        if len(inside) != 2 or sum(days) != 1 or not inside[days.index(False)].wish.said(HOUR_SLOTS):
            return
        if days[1] and inside[0].wish.names_day:  # "Dienstag um zehn, Moment, Dienstag ist Messe"
            return
        both = merged(inside[0].wish, inside[1].wish)
        if both:
            inside[1].wish = both
            self.entries.remove(inside[0])

    def _with_its_clause(self, wish: Wish, clause: Clause) -> Wish:
        """The wish with a span of the whole clause: its hour alone, read again, would be wished."""
        return spanning(spanning(wish, self.words[clause.first].start), self.words[clause.after - 1].end)

    def refuse_until_later_day(self) -> None:
        """ "Sie ist *bis Mittwoch* in London, am Donnerstag zurück": up to a day before the one that follows."""
        for before, entry in pairwise(self.entries):
            if not (before.refused or before.turned or entry.refused) and _ends_before(before.wish, entry.wish):
                before.refused = is_away(self._clause_of(before))

    def refuse_alike(self) -> None:
        """ "Montag ist schlecht, Dienstag auch"; "vor zehn geht nicht, nach zwölf auch"; "... nicht, Montag Markt"."""
        for before, entry in pairwise(self.entries):
            other_side = before.turned and only_bound(entry.wish) and not (entry.refused or entry.turned)
            if other_side and is_alike(self._clause_of(entry)):
                entry.wish, entry.turned = flipped(entry.wish), True
            if before.refused and not entry.refused and is_mere_day(entry.wish):
                clause = self._clause_of(entry)
                entry.refused = is_alike(clause) or (entry.wish.day == before.wish.day and tells_what_is_on(clause))

    def except_days_of_weeks(self) -> None:
        """ "Diese Woche ist schlecht, *aber Donnerstag* müsste klappen": the one day of that week that is left."""
        for week, entry in pairwise(self.entries):
            is_week = week.refused and week.wish.day and week.wish.day.grain == "week" and is_mere_day(week.wish)
            if not is_week or entry.refused or not self._clause_of(entry).begins("before_times"):
                continue
            if week.wish.day and entry.wish.day and _holds_first_day(week.wish.day, entry.wish.day):
                self.entries.remove(week)
                return

    def date_returns(self) -> None:
        """ "Mittwoch bin ich in der Klinik, *ab zwölf bin ich zurück*": on that day, which is refused only so far."""
        for day, entry in pairwise(self.entries):
            if day.refused and is_mere_day(day.wish) and self._tells_return(entry):
                entry.wish = merged(day.wish, entry.wish) or entry.wish
                self.entries.remove(day)
                return

    def _tells_return(self, entry: LinkedWish) -> bool:
        wish = entry.wish
        from_then = wish.low is not None and only_bound(wish) and not (entry.refused or wish.names_day)
        return from_then and is_back(self._clause_of(entry))

    def _clause_of(self, entry: LinkedWish) -> Clause:
        return clause_at(self.clauses, entry.place)

    def _except(self, taken: LinkedWish) -> None:
        """ "Vormittags bin ich einkaufen, *aber morgen nicht*": then that is when it suits."""
        last = self.entries[-1]
        if taken.wish.day or not last.refused or not is_mere_day(last.wish):
            return
        if last is not taken and is_exception(self._clause_of(last)):
            wish = spanning(last.wish, taken.wish.span[0])
            self.entries = [LinkedWish(replace(wish, part=taken.wish.part), last.clause, "", place=last.place)]

    def _end_before(self, taken: Wish) -> None:
        """ "Ab neun bin ich da, *um elf kommt Besuch*", "nachmittags, aber *um vier fährt mein Bus*": until then."""
        wished = [entry for entry in self.entries if not entry.refused and entry.wish.said(HOUR_SLOTS)]
        if len(wished) != 1 or not taken.clock or taken.part:
            return
        last, days = wished[0].wish, [entry.wish.day for entry in self.entries if entry.wish.day]
        if all(day == taken.day for day in days if taken.day) and _is_left_open(last, taken.clock):
            wished[0].wish = replace(last, high=Bound(Point(clock=taken.clock)))

    def _begin_behind(self, taken: LinkedWish) -> None:
        """ "*Donnerstag*, aber *bis zwei arbeite ich*": what is left of that day, where nothing else is said of it."""
        wish, place = taken.wish, self.entries.index(taken) if taken in self.entries else 0
        if not (place and wish.high and only_bound(wish)) or wish.names_day:
            return
        day, *others = [self.entries[place - 1], *self.entries[place + 1 :]]
        of_a_day = day.wish.said(DAY_SLOTS) and not (day.refused or day.wish.clock or day.wish.ends)
        if of_a_day and not any(one.wish.said(HOUR_SLOTS) for one in others):
            taken.wish, taken.refused, taken.turned = flipped(wish), False, True

    def _leave_rest_of_day(self, taken: LinkedWish) -> None:
        """ "Morgen um zehn hab ich Physio, *sonst immer*": any other hour of that day."""
        others = [entry for entry in self.entries if entry is not taken]
        if not self.words.say("otherwise") or not taken.wish.day or not all(entry.wish.vague for entry in others):
            return
        if taken.wish.said(HOUR_SLOTS):
            day = Wish(day=taken.wish.day, span=taken.wish.span)
            self.entries = [LinkedWish(day, taken.clause, "", place=taken.place), taken]

    def _take_back(self, refused: int) -> None:
        """ "Um zehn, nein, um zehn ist der Maler da, um elf": what follows takes the place of what was wished."""
        before, after = self.entries[:refused], self.entries[refused + 1 : refused + 2]
        if after and any(names_again(self.entries[refused].wish, entry.wish) for entry in before if not entry.refused):
            after[0].link = "take_back"


def _is_until_then(clause: Clause) -> bool:
    """ "*Bis ich um eins die Kinder hol*": what is on then only tells until when."""
    return clause.words.has(clause.first, "until") and clause.words[clause.first + 1].folded in word_set(
        "time_clauses", "myself"
    )


def _ends_before(wish: Wish, later: Wish) -> bool:
    """Whether a wish ends on a day before the one that is named behind it."""
    last = wish.high.point.day if wish.high and only_bound(wish) and not wish.day else None
    return bool(last and last.stretches and later.day and later.day.stretches and last.first < later.day.first)


def _holds_first_day(week: Day, day: Day) -> bool:
    return any(first <= day.first < after for first, after in week.stretches[:1] if day.stretches)


def _in_week_of(week: Wish, wish: Wish) -> Wish:
    """The wish on its weekday of that week, unless that is over."""
    both = joined_days(week.day, wish.day) if week.day and wish.day else None
    return replace(wish, day=both) if both and wish.day and both.first >= wish.day.first else wish


def _is_left_open(wish: Wish, clock: Clock) -> bool:
    """Whether it goes on from an hour without an end, or the hour lies within its part of a day."""
    begin = wish.low.point.clock if wish.low and not wish.high else None
    if wish.clock or wish.ends:
        return begin is not None and may_end(begin, clock)
    first, last = part_hours(wish.part) if wish.part else (0, 0)
    return any(first < minutes < last for minutes in (clock.minutes, clock.minutes + HALF_DAY * (not clock.settled)))
