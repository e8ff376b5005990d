"""A time in the words of one turn, including those of an earlier wish that it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time, shift_words
from rueckruf.spoken.time.following import is_next_day
from rueckruf.spoken.time.lone_hour import hour_instead_of, lone_hour, preferred_hour
from rueckruf.spoken.time.words import Words, words_of

#: The slot that holds what was wished.
SLOT = "callback_time"

_HOURS = ("minute", "hour")
#: Days that mean the same whatever was wished before.
_ABSOLUTE = ("relative_day", "month")


class TimeWish(NamedTuple):
    """A time and the words for it, including those of an earlier wish that it changes.

    ``said`` are the new ones among them.
    """

    reading: TimeReading
    words: str
    said: str


@dataclass(frozen=True)
class WishedBefore:
    """What was wished before, as values of ``SLOT``.

    ``vague`` is to be narrowed, ``taken`` stands, ``offered`` are the times proposed instead, ``disputed`` was called
    wrong, or hardly heard where it ``is_doubted``.
    """

    taken: Mapping[str, Any] | None
    vague: Mapping[str, Any] | None
    offered: Sequence[Mapping[str, Any]]
    disputed: Mapping[str, Any] | None
    is_doubted: bool = False

    @property
    def known(self) -> Mapping[str, Any] | None:
        """The wish that new words may change."""
        return self.taken or self.vague or next(iter(self.offered), None) or self.disputed

    def about(self, weekday: int) -> "WishedBefore":
        """The same with the offer of this weekday first: that day is meant where it is named."""
        others = [one for one in self.offered if CallbackWindow.from_slot(one).start.weekday() != weekday]
        return replace(self, offered=[*(one for one in self.offered if one not in others), *others])

    def instead_of(self, start: datetime | None) -> str | None:
        """The words of the wish that could not be met; None where ``start`` is on a day that was offered instead."""
        known = self.known
        if self.taken or known is None:
            return None
        days = {CallbackWindow.from_slot(entry).start.date() for entry in (known, *self.offered)}
        return None if start and start.date() in days else known.get("instead_of")


class WishReader:
    """Reads wishes at a moment, naive Berlin wall clock.

    ``opening`` settles hours without a part of the day, ``asked`` says whether the open question is about them, and
    ``hour_alone`` whether a number alone answers it.
    Who ``objects`` to a wish and name what was understood of it already wants that and no more.
    """

    def __init__(
        self, now: datetime, opening: tuple[time, time], asked: bool, objects: bool = False, hour_alone: bool = False
    ) -> None:
        self.now = now
        self.opening = opening
        self.asked = asked
        self.objects = objects
        self.hour_alone = hour_alone

    def read(self, text: str, before: WishedBefore) -> TimeWish | None:
        """The wish in ``text``: "um elf" keeps the day that was wished before."""
        alone = self._alone(text)
        said = alone.said if alone else self._said_of_known(text)
        if said is None:
            return self._with_an_hour(before, text)
        before = _about_its_weekday(before, alone)
        narrowed = self._narrowed(before.vague, said)
        if narrowed and not _names_absolute_day_beside(narrowed, alone):
            return alone if alone and _loses_its_hour(narrowed, alone) else narrowed
        if alone is None:
            return self._changed(before, said, said)
        if self._is_enough(alone, text, before):
            return alone
        return self._behind_own_wish(alone.said, text, before) or self._together(alone, text, before)

    def _is_enough(self, alone: TimeWish, text: str, before: WishedBefore) -> bool:
        """Whether it needs nothing that was said before, or is an hour of what was offered."""
        picks = not self.objects and _is_hour_of_offered_day(alone.reading, text, before.offered)
        return picks or _is_settled(alone, text, before, self.now)

    def _said_of_known(self, text: str) -> str | None:
        """The words that mean something only with the time that is known."""
        return shift_words(text, self.now) or _counted_day(text)

    def _together(self, alone: TimeWish, text: str, before: WishedBefore) -> TimeWish:
        """What the words say with what was wished before; as they are where they have nothing to do with it."""
        if added := self._added(before.taken, text[: text.find(alone.said)], alone.said):
            return added
        changed = self._changed(before, alone.said, _instead(alone))
        if before.taken and _names_another_day(alone, changed):
            return self._on_that_day(before.taken, alone) or alone
        if changed is None or (changed.reading.only_refuses and _names_known_hour(alone, self.now)):
            return self._with_known_hour(before.taken, alone)
        return self._or_changed(alone, changed, text, before)

    def _or_changed(self, alone: TimeWish, changed: TimeWish, text: str, before: WishedBefore) -> TimeWish:
        """The words alone, or with what was wished before and its hours besides."""
        if alone.reading.grain == "day" and (hours := self._hours_besides(text, alone)):
            return self._reread(f"{changed.words}, nein, {hours}", alone.said) or changed
        return alone if self._stands_alone(alone, changed, before) else changed

    def without(self, wish: TimeWish, refused: str) -> TimeWish:
        """The wish without times that were ``refused`` before it; as it is where it names one of them."""
        for words in (f"{wish.words}, {refused}", f"{refused}, {wish.words}"):
            rest = self._reread(words, wish.said)
            if rest and not _excludes_itself(rest.reading) and _is_part_of(wish.reading, rest.reading):
                return rest
        return wish

    def _stands_alone(self, alone: TimeWish, changed: TimeWish, before: WishedBefore) -> bool:
        """Whether the words mean what they say on their own, and not with what was wished before."""
        if _names_known_hour(alone, self.now):
            return False
        if alone.reading.grain == "day" and (before.is_doubted or alone.reading.unread):
            return True  # the hours are lost, once more, and those that were doubted or offered are not said again
        is_other = _is_another_day(alone, changed) or _keeps_more(alone, changed)
        return is_other or self._says_no_more(alone, changed, before)

    def _says_no_more(self, alone: TimeWish, changed: TimeWish, before: WishedBefore) -> bool:
        """Whether they object, and the words change nothing: then what is known beside them was misheard."""
        if not self.objects or before.known is None or alone.reading.dayless:
            return False  # the hours alone, and they were right: what they object to is none of the time
        known = self._reading(before.known["text"])
        return known is not None and (known.start, known.end) == (changed.reading.start, changed.reading.end)

    def _alone(self, text: str) -> TimeWish | None:
        """What the words say on their own."""
        reading = self._reading(text, self.asked)
        if reading is None:
            return None
        first, after = reading.span
        said = text[first : after + _said_behind(text[after:])]
        return TimeWish(reading, said, said)

    def _with_an_hour(self, before: WishedBefore, text: str) -> TimeWish | None:
        """The wish that is known with the hour that a bare number says."""
        return self._with_lone_hour(before, text) or self._with_hour_instead(before.taken or before.disputed, text)

    def _with_lone_hour(self, before: WishedBefore, text: str) -> TimeWish | None:
        """ "Am Freitag", then "zehn": a bare number is the hour of a day that is to be narrowed, or of none yet."""
        if before.vague is None and (before.known or not self.hour_alone):
            return None
        hour = lone_hour(text)
        if hour is None:
            return None
        said = text[slice(*hour)]
        return self._reread(f"{before.vague['text']} um {said}" if before.vague else f"um {said}", said)

    def _with_hour_instead(self, known: Mapping[str, Any] | None, text: str) -> TimeWish | None:
        """ "Um zehn", then "elf statt zehn" or "elf wäre besser", and "elf" where it was called wrong."""
        if known is None:
            return None
        hour = hour_instead_of(text, CallbackWindow.from_slot(known).start.hour) or preferred_hour(text)
        if hour is None and self.hour_alone:
            hour = lone_hour(text)
        if hour is None:
            return None
        said = text[slice(*hour)]
        return self._reread(f"{known['text']}, nein, um {said}", said)

    def _narrowed(self, vague: Mapping[str, Any] | None, said: str) -> TimeWish | None:
        """ "Nächste Woche", then "Mittwoch": read as one wish, if it still lies inside the first."""
        wish = self._reread(f"{vague['text']} {said}", said) if vague else None
        if vague is None or wish is None or wish.reading.alternatives or wish.reading.start is None:
            return None
        window = CallbackWindow.from_slot(vague)
        return wish if window.start.date() <= wish.reading.start.date() <= window.end.date() else None

    def _changed(self, before: WishedBefore, said: str, instead: str) -> TimeWish | None:
        """Read as one sentence that corrects itself, by the words of ``instead`` for what was ``said``.

        A day that was not offered is understood from the wish itself.
        """
        known = before.known
        if known is None:
            return None
        refused = known.get("refused") if known is before.disputed else None
        changed = self._reread(", nein, ".join(filter(None, (known["text"], refused, instead))), said)
        start = CallbackWindow.from_slot(known).start
        if refused and changed and changed.reading.start == start:  # what was refused is not wished again
            changed = self._reread(f"{date_said(start)}, nein, {said}", said)
        if changed is None or _excludes_itself(changed.reading):
            return None
        wished = None if _counts_from_said(said) else before.instead_of(changed.reading.start)
        return self._reread(f"{wished}, nein, {said}", said) if wished else changed

    def _behind_own_wish(self, said: str, text: str, before: WishedBefore) -> TimeWish | None:
        """ "*Am Sonntag*", then "halt am Montag drauf um zehn": a day that was offered, counted from their own wish.

        Who turns the offers down counts from what was offered: "nein, den Montag drauf".
        """
        own = before.instead_of(None) if before.offered and _counts_from_said(said) else None
        if own is None or self.objects or _turns_down(text):
            return None
        counted = self._reread(f"{own}, nein, {said}", said)
        return counted if counted and _is_within(counted.reading, before.offered) else None

    def _hours_besides(self, text: str, alone: TimeWish) -> str | None:
        """ "Donnerstag, aber *eine Stunde früher*", "der Donnerstag passt, machen Sie *zehn* draus"."""
        hour = preferred_hour(text)
        return f"um {text[slice(*hour)]}" if hour else shift_words(text[alone.reading.span[1] :], self.now)

    def _added(self, taken: Mapping[str, Any] | None, before: str, said: str) -> TimeWish | None:
        """ "*Oder auch* Freitag um elf": beside the time that stands."""
        if taken is None or not words_of(before).say("either"):
            return None
        return self._reread(f"{taken['text']} {vocabulary('aloud')['or']} {said}", said)

    def _on_that_day(self, taken: Mapping[str, Any], alone: TimeWish) -> TimeWish | None:
        """The known hours on the day that is named, whatever else was said of other days."""
        assert alone.reading.start
        day, weekdays = alone.reading.start, vocabulary("weekdays_and_months")["weekdays"]
        by_weekday = words_of(alone.said).say("weekday") and not _passes_over(alone.reading, day)
        named = weekdays[day.weekday()][0] if by_weekday else date_said(day)
        found = self._reading(f"{taken['text']}, nein, {named}")
        return TimeWish(found, f"{taken['text']}, nein, {alone.said}", alone.said) if found else None

    def _with_known_hour(self, taken: Mapping[str, Any] | None, alone: TimeWish) -> TimeWish:
        """ "Morgen um neun", then "morgen ist Markt, einen Tag später, gleiche Zeit": together a day is refused."""
        known = taken is not None and _names_known_hour(alone, self.now)
        return (self._on_that_day(taken, alone) if taken and known else None) or alone

    def _reread(self, words: str, said: str) -> TimeWish | None:
        reading = self._reading(words)
        return TimeWish(reading, words[slice(*reading.span)], said) if reading else None

    def _reading(self, words: str, asked: bool = True) -> TimeReading | None:
        return read_callback_time(words, self.now, self.opening, asked=asked)


def date_said(day: datetime) -> str:
    """A day as it is said, whatever else was said of days."""
    return f"am {day.day}. {vocabulary('weekdays_and_months')['months'][day.month][0]}"


def _instead(alone: TimeWish) -> str:
    """ "Zwischen zwei und vier", then "nein, *elf Uhr*": in another turn an hour is not the end of that."""
    reading = alone.reading
    is_hour = reading.kind == "instant" and reading.dayless and not (reading.excluded or reading.unread)
    return f"lieber {alone.said}" if is_hour else alone.said


def _names_absolute_day_beside(narrowed: TimeWish, alone: TimeWish | None) -> bool:
    """ "Heute", then "morgen um zehn": tomorrow, and not this morning."""
    if alone is None or not (alone.reading.start and narrowed.reading.start):
        return False
    is_other = alone.reading.start.date() != narrowed.reading.start.date()
    return is_other and words_of(alone.said).say(*_ABSOLUTE)


def _loses_its_hour(narrowed: TimeWish, alone: TimeWish) -> bool:
    """ "Donnerstag, wenn das Brot aus dem Ofen ist", then "Donnerstag um drei": said again, and more clearly."""
    is_same_day = narrowed.reading.start is not None and _starts_on(alone.reading) == _starts_on(narrowed.reading)
    is_clearer = alone.reading.grain in _HOURS and narrowed.reading.grain not in _HOURS
    return is_same_day and is_clearer and not alone.reading.dayless


def _starts_on(reading: TimeReading) -> date | None:
    return reading.start.date() if reading.start else None


def _is_within(reading: TimeReading, offered: Sequence[Mapping[str, Any]]) -> bool:
    """Whether it is an hour inside what was offered: "am Montag darauf um zehn" of a whole Monday."""
    windows = map(CallbackWindow.from_slot, offered)
    instant = reading.start if reading.kind == "instant" and not reading.alternatives else None
    return instant is not None and any(window.start <= instant < window.end for window in windows)


def _is_hour_of_offered_day(reading: TimeReading, text: str, offered: Sequence[Mapping[str, Any]]) -> bool:
    """ "Gut, *den Dienstag drauf um neun*" of a whole Tuesday that was offered for a Sunday; not "nein, lieber"."""
    days = [one for one in offered if not CallbackWindow.from_slot(one).at]
    return _is_within(reading, days) and not _turns_down(text)


def _turns_down(text: str) -> bool:
    return words_of(text).say("rather", "not", "unavailable")


def _said_behind(text: str) -> int:
    """How much of what follows a day tells from where it is counted: "den Freitag *drauf*"."""
    words = words_of(text)
    return words[0].end if words.among(0, "behind_what_was_said") else 0


def _counts_from_said(text: str) -> bool:
    """Whether a day is counted from one that was said before: "den Freitag *darauf* um zehn"."""
    words = words_of(text)
    counted = any(words.among(place, "behind_what_was_said") for place in range(1, len(words)))
    return counted or any(is_next_day(words, place) for place in range(len(words)))


def _counted_day(text: str) -> str | None:
    """The text where it is a day counted from the one that is known: "lieber den *Tag davor*"."""
    words = words_of(text)
    days = (place + 1 for place in range(len(words)) if words.has(place, "unit"))
    counted = any(words.among(place, "behind_what_was_said") or words.has(place, "beforehand") for place in days)
    return text if counted else None


def _names_known_hour(alone: TimeWish, now: datetime) -> bool:
    """ "Morgen zur selben Zeit", which alone would be that of this moment."""
    start = alone.reading.start
    minute = now.time().replace(second=0, microsecond=0)  # hours are read without seconds
    is_now = alone.reading.kind == "instant" and start is not None and start.time() == minute
    return is_now and not words_of(alone.said).say("number")


def _is_settled(alone: TimeWish, text: str, before: WishedBefore, now: datetime) -> bool:
    """Whether it needs nothing that was said before."""
    if before.known and (_names_known_hour(alone, now) or _counts_from_said(alone.said)):
        return False
    any_hour = alone.reading.vague is not None or any_hour_will_do(text)
    return any_hour or _is_within(alone.reading, before.offered) or _is_complete(alone) or _has_hours_of_its_own(alone)


def _has_hours_of_its_own(alone: TimeWish) -> bool:
    """ "Am Wochenende", which begins on Friday evening: the hours of another day are none of it."""
    reading = alone.reading
    if reading.kind != "interval" or reading.grain not in _HOURS or not (reading.start and reading.end):
        return False
    return reading.end - reading.start > timedelta(days=1) and reading.daily is None


def _is_complete(alone: TimeWish) -> bool:
    """Whether it names an hour and a day of its own: "morgen in meiner Pause, elf Uhr fünfzehn"."""
    reading = alone.reading
    exact = reading.grain in _HOURS and not (reading.alternatives or reading.excluded)
    return exact and words_of(alone.said).say(*_ABSOLUTE)


def _names_another_day(alone: TimeWish, changed: TimeWish | None) -> bool:
    """Whether it is a day and no more, and with what was known before another: "nicht Montag, ..., den Dienstag"."""
    start, named = alone.reading.start, words_of(alone.said)
    if start is None or not _is_one_day(alone.reading) or not named.say("weekday", "ordinal", *_ABSOLUTE):
        return False
    there = changed.reading.start if changed else None
    is_there = there is not None and _day_named(there, named) == _day_named(start, named)
    return not is_there or any(refused.grain == "day" for refused in alone.reading.excluded)


def _passes_over(reading: TimeReading, day: datetime) -> bool:
    """ "*Nicht diesen* Freitag, den nächsten": the same weekday is refused, and meant a week later."""
    return any(one.start and one.start < day and one.start.weekday() == day.weekday() for one in reading.excluded)


def _is_one_day(reading: TimeReading) -> bool:
    is_only_one = reading.grain == "day" and not (reading.alternatives or reading.only_refuses)
    return is_only_one and reading.start is not None and reading.end == reading.start + timedelta(days=1)


def _day_named(day: datetime, named: Words) -> int | date:
    return day.weekday() if named.say("weekday") else day.date()


def _keeps_more(alone: TimeWish, changed: TimeWish) -> bool:
    """Whether the known wish stays beside a day and an hour that are said instead of it."""
    others = [other.start for other in changed.reading.alternatives]
    exact = alone.reading.kind == "instant" and not alone.reading.alternatives
    return exact and alone.reading.start in others


def _is_another_day(alone: TimeWish, changed: TimeWish) -> bool:
    """Whether a day is refused and another named, which the known wish would hide: "Dienstag geht nicht, Freitag"."""
    if alone.reading.only_refuses or alone.reading.start is None or changed.reading.start is None:
        return False
    refuses_a_day = any(refused.grain == "day" for refused in alone.reading.excluded)
    return refuses_a_day and alone.reading.start.date() != changed.reading.start.date()


def _is_part_of(wish: TimeReading, rest: TimeReading) -> bool:
    """Whether ``rest`` wishes nothing that ``wish`` does not: what is refused adds no time."""
    begins = wish.start is None or (rest.start is not None and rest.start >= wish.start)
    return begins and len(rest.alternatives) <= len(wish.alternatives)


def _excludes_itself(reading: TimeReading) -> bool:
    """ "Morgen geht doch nicht", then "um elf": on another day."""
    return reading.start is not None and reading.excludes(reading.start)


def _about_its_weekday(before: WishedBefore, alone: TimeWish | None) -> WishedBefore:
    """What was wished before of the weekday that is named."""
    if alone and alone.reading.start and words_of(alone.said).say("weekday") and not _counts_from_said(alone.said):
        return before.about(alone.reading.start.weekday())
    return before
