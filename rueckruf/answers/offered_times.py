"""The times that are offered where a wish cannot be met or callers ask for some, and their replies."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from rueckruf.answers.wished_time import SLOT, WishedBefore, WishReader, date_said
from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.proposals import proposals
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.verdict import ask_in_another_way, complaint, keep_disputed
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.aloud.times import Spoken, say_windows
from rueckruf.spoken.text.choices import (
    asks_for_times,
    behind_choice,
    each_suits,
    named_by_order,
    named_choice,
    names_last,
    names_other,
    told_apart,
)
from rueckruf.spoken.text.numbers import ordinal
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.time.callback_time import TimeReading, moves_known_time, read_callback_time
from rueckruf.spoken.time.taken_times import leaves_no_day
from rueckruf.spoken.time.words import words_of

#: A call may discuss this many times that are impossible or were asked for; after that each counts as a miss as well.
MOST_REFUSALS = 3
_TWO = 2


def answers_offer(turn: Turn) -> bool:
    """Whether callers ask for times, take one of those offered or turn all of them down."""
    if _proposes(turn):
        return True
    if not open_offers(turn):
        return False
    return keep_disputed(turn) or _takes_hour_of_one(turn) or _chooses(turn) or _refuses_all(turn)


def open_offers(turn: Turn) -> Sequence[dict[str, Any]]:
    """The times that are proposed instead of the wished one, while the question is about them."""
    return turn.before.alternatives if turn.asked == SLOT else ()


def pending_wish(turn: Turn) -> dict[str, Any] | None:
    """The vague wish that the open question narrows."""
    vague = turn.before.vague_time
    return vague if isinstance(vague, dict) and turn.asked == SLOT else None


def wished_before(turn: Turn) -> WishedBefore:
    """What was wished before this turn, in whatever state."""
    known, disputed = turn.before.values.get(SLOT), turn.after.disputed.get(SLOT)
    is_doubted = turn.heard.is_doubtful and disputed in turn.before.doubted.get(SLOT, ())
    return WishedBefore(known, pending_wish(turn), open_offers(turn), disputed, is_doubted)


def as_offer(turn: Turn, window: CallbackWindow) -> dict[str, Any]:
    """A window as it will stand in the slot if the caller takes it, with our words."""
    return {**window.as_slot(), "text": say_windows([to_say(window)], turn.now)}


def to_say(window: CallbackWindow) -> Spoken:
    """A window as it is said: a single time has no end."""
    return Spoken(window.start, None if window.at else window.end, window.onwards)


def _proposes(turn: Turn) -> bool:
    """Whether the caller asks for times and gets some, on the day that is to be narrowed if there is one."""
    if turn.asked != SLOT or turn.before.refusals >= MOST_REFUSALS or not asks_for_times(turn.heard.text):
        return False
    if SLOT in read(turn):
        return False
    vague = pending_wish(turn)
    refused = [*open_offers(turn), *filter(None, [turn.before.disputed.get(SLOT)])]
    besides = {CallbackWindow.from_slot(one).start.date() for one in refused}
    times = proposals(turn.hours, turn.now, CallbackWindow.from_slot(vague) if vague else None, besides)
    turn.after.alternatives = [as_offer(turn, window) for window in times]
    turn.after.refusals += 1
    turn.is_answered = bool(times)
    return bool(times)


def _takes_hour_of_one(turn: Turn) -> bool:
    """ "Den ersten davon *um neun*": an hour of the day that is named by its place, and no date."""
    text = turn.heard.text
    behind = behind_choice(text)
    offer = _named_by_place(text[:behind], open_offers(turn)) if behind else None
    if offer is None or read_callback_time(text[behind:], turn.now, turn.hours.usual_day()) is None:
        return False
    return take_values(turn.hearing(f"{date_said(CallbackWindow.from_slot(offer).start)} {text[behind:].strip()}"))


def _chooses(turn: Turn) -> bool:
    """Whether one of the offers is taken."""
    chosen = _chosen(turn)
    if chosen is None:
        return False
    if SLOT not in read(turn):
        take_values(turn)
    turn.set(SLOT, chosen)
    turn.after.alternatives = []
    if turn.before.vague_time:
        turn.after.vague_time = False
    return True


def _chosen(turn: Turn) -> dict[str, Any] | None:
    """The offer that was named by its place or its time; a mere yes takes the first, which is the nearest.

    An hour counts for more than a place: "morgen um zehn, da ist der erste Ansturm vorbei".
    """
    offers, found, text = open_offers(turn), read(turn).get(SLOT), turn.heard.text
    alone = read_callback_time(text, turn.now, turn.hours.usual_day())
    is_date = words_of(text).say("month") or (alone is not None and alone.kind == "instant")
    if not (found and is_date) and (named := _named_by_place(text, offers)):
        return named
    if each_suits(text):
        return offers[0]
    if found:
        return _named_by_time(turn, found.reading.reading)
    return _agreed_to(turn, offers)


def _agreed_to(turn: Turn, offers: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The first for a mere yes, and of two "die andere"."""
    if len(offers) == _TWO and names_other(told_apart(turn.heard.text)[0]):
        return offers[-1]
    return offers[0] if turn.intent == "affirm" or turn.agrees_plainly else None


def _named_by_place(text: str, offers: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """ "Das zweite", "lieber den späteren", or the one that is left of two: "das erste passt mir nicht"."""
    wanted, refused = (_at_place(part, offers) for part in told_apart(text))
    if wanted or refused is None:
        return wanted
    left = [offer for offer in offers if offer is not refused]
    return left[0] if len(left) == 1 else None


def _at_place(text: str, offers: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """ "Das zweite", "lieber den späteren", "der siebte"."""
    if place := named_choice(text):
        return offers[place - 1] if place <= len(offers) else None
    if names_last(text):
        return offers[-1]
    if order := named_by_order(text):
        return sorted(offers, key=lambda offer: str(offer["start"]))[0 if order > 0 else -1]
    return _on_the_day(text, offers)


def _on_the_day(text: str, offers: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    days = {ordinal(word) for word in folded_words(text)}
    named = [offer for offer in offers if CallbackWindow.from_slot(offer).start.day in days]
    return named[0] if len(named) == 1 else None


def _named_by_time(turn: Turn, reading: TimeReading) -> dict[str, Any] | None:
    """The one offer that a time means; None where it means none of them or could mean several."""
    offers = open_offers(turn)
    if reading.only_refuses:
        return _left(offers, partial(_is_refused, turn, reading))
    if leaves_no_day(turn.heard.text):
        return _left(offers, reading.covers)
    if reading.vague == "any" and not reading.excluded:
        return offers[0]
    if reading.unread or _is_too_wide(reading) or moves_known_time(turn.heard.text, turn.now):
        return None
    return _meant(turn, offers, reading)


def _meant(turn: Turn, offers: Sequence[dict[str, Any]], reading: TimeReading) -> dict[str, Any] | None:
    left = [entry for entry in offers if not _is_refused(turn, reading, CallbackWindow.from_slot(entry).start)]
    named = [entry for entry in left if reading.covers(CallbackWindow.from_slot(entry).start)]
    named = named or [entry for entry in left if _is_said_again(turn, entry)]
    return named[0] if len(named) == 1 else None


def _is_too_wide(reading: TimeReading) -> bool:
    """Whether it is too wide to name a time that was offered: "nächste Woche", "zwischen zehn und zwölf", "ab drei"."""
    is_range_of_hours = reading.kind != "instant" and reading.grain in ("hour", "minute")
    return reading.vague is not None or reading.grain in ("week", "month") or is_range_of_hours


def _left(offers: Sequence[dict[str, Any]], refuses: Callable[[datetime], bool]) -> dict[str, Any] | None:
    """The one offer that is left where the others are refused: "am Freitag geht's nicht"."""
    left = [entry for entry in offers if not refuses(CallbackWindow.from_slot(entry).start)]
    return left[0] if len(left) == 1 < len(offers) else None


def _is_refused(turn: Turn, reading: TimeReading, offered: datetime) -> bool:
    """Whether it refuses what was offered: a weekday is that of the offer."""
    words = words_of(turn.heard.text)
    by_weekday = words.say("weekday") and not words.say("month", "ordinal")
    days = {one.start.weekday() for one in reading.excluded if by_weekday and one.start and one.grain == "day"}
    return reading.excludes(offered) or offered.weekday() in days


def _is_said_again(turn: Turn, offer: Mapping[str, Any]) -> bool:
    """Whether the words, read together with those of an offer, mean that very offer: the hour of the third alone."""
    reader = WishReader(turn.now, turn.hours.usual_day(), asked=True)
    wish = reader.read(turn.heard.text, WishedBefore(None, None, [offer], None))
    window = CallbackWindow.from_slot(offer)
    if wish is None or wish.reading.start != window.start:
        return False
    return window.at or wish.reading.end in (None, window.end)  # "am Wochenende" reaches from Friday to Sunday


def _refuses_all(turn: Turn) -> bool:
    """Whether none of the offers suits, or another answer is wrong; a time that is named instead is taken."""
    if turn.intent not in ("deny", "correct"):
        return False
    if take_values(turn):
        ask_in_another_way(turn)
        return True
    if turn.after.refusals != turn.before.refusals:  # "Nein, am Sonntag" once too often
        return False
    if not complaint(turn):  # "Nein, der Name ist falsch" leaves the offer open
        turn.dispute(SLOT, turn.after.disputed.get(SLOT) or open_offers(turn)[0])
        turn.after.alternatives = []
        turn.prompting = Wording.REFUSED
    return True
