"""When to call back: the wish, laid over the opening hours, and the times that are offered where it cannot be met."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from rueckruf.answers.vague_time import question_for_less
from rueckruf.answers.wished_time import TimeWish, WishedBefore, WishReader
from rueckruf.callbacks.callback_window import CallbackWindow, Refusal, lay_all_over, lay_over
from rueckruf.callbacks.proposals import proposals
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import wall_clock
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import ABOUT_TIME
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn, blanked
from rueckruf.dialogue.verdict import ask_in_another_way, complaint, keep_disputed
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.aloud.times import Spoken, say_windows
from rueckruf.spoken.text.choices import asks_for_times, named_choice
from rueckruf.spoken.text.ending import speaks_of_a_callback
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import TimeReading, moves_known_time, read_callback_time

#: So many times that cannot be are talked about in a call, those that were asked for included; then each counts as a
#: miss as well.
MOST_REFUSALS = 3

_SOON = "so bald wie möglich"


class CallbackTime(Answer):
    """A window inside the opening hours: ``CallbackWindow.as_slot``, the words that wished it as ``text``.

    ``others`` are further windows that suit the caller, the better ones first. Of one that we offered, ``text`` are our
    words and ``instead_of`` those of the wish that could not be. ``refused`` are the words that refuse a disputed one.
    """

    slot = "callback_time"
    title = "Wunschzeit"
    at_question = "bei der Zeit"
    fields = ("callback_start", "callback_end", "callback_text", "other_windows")
    other_way = Wording.EXAMPLE
    passes = True

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        """Digits of a number are no time; "Freitag" as the answer to the question for the name is no day."""
        if not _may_be_wished(turn):
            return None
        taken = (others for slot, others in spans.items() if slot != "caller_name" or turn.asked == slot)
        text = blanked(turn.heard.text, chain.from_iterable(taken))
        state, offered = turn.before, _offered(turn)
        before = WishedBefore(state.values.get(self.slot), _pending(turn), offered, turn.after.disputed.get(self.slot))
        asked = turn.asked in (self.slot, CONFIRMED)
        wish = WishReader(turn.now, turn.hours.usual_day(), asked).read(text, before)
        if wish is None:
            return None
        start = text.find(wish.said)
        return Found(wish, [(start, start + len(wish.said))])

    def take(self, turn: Turn, reading: TimeWish) -> bool:
        if _refuses_known(turn, reading):
            return True
        window = lay_over(reading.reading, turn.hours, turn.now)
        if turn.before.vague_time:
            turn.after.vague_time = False
        if isinstance(window, Refusal):
            return _refuse(turn, reading, window)
        turn.after.alternatives = []
        if not _ask_for_less(turn, reading, window):
            _, *others = lay_all_over(reading.reading, turn.hours, turn.now)
            value = {**window.as_slot(), "others": [other.as_slot() for other in others], "text": reading.words}
            turn.set(self.slot, value, reading.reading.confidence)
        return True

    def is_same(self, value: Any, before: Any) -> bool:
        if not (value and before):
            return bool(value == before)
        return [window.moments() for window in _windows(value)] == [window.moments() for window in _windows(before)]

    def say(self, value: Mapping[str, Any], now: datetime) -> str:
        return say_windows([_spoken(window) for window in _windows(value)], now)

    def kept(self, state: FormState) -> dict[str, Any]:
        """A time that is still to be narrowed counts as it is."""
        value = state.values.get(self.slot) or state.vague_time
        if not isinstance(value, dict):
            return {}
        (start, end), *others = [window.moments() for window in _windows(value)]
        wish = {"callback_start": start, "callback_end": end, "callback_text": _words(value)}
        return {**wish, "other_windows": tuple(others)} if others else wish

    def restore(self, turn: Turn, state: FormState, request: CallbackRequest) -> None:
        """In our words: "morgen" was said on another day."""
        stored = [(request.callback_start, request.callback_end), *request.other_windows]
        windows = [_stored_window(turn, start, end) for start, end in stored]
        value, *others = [window.as_slot() for window in windows]
        text = say_windows([_spoken(window) for window in windows], turn.now)
        state.values[self.slot] = {**value, "others": others, "text": text}

    def wording(self, state: FormState) -> Wording | None:
        if state.alternatives:
            return Wording.ALTERNATIVE
        if isinstance(state.vague_time, dict):
            return Wording(state.vague_time["prompting"])
        return super().wording(state)

    def accept(self, turn: Turn) -> bool:
        """Take a vague wish as it is."""
        vague = _pending(turn)
        if vague is None:
            return False
        turn.set(self.slot, {key: value for key, value in vague.items() if key != "prompting"})
        turn.after.vague_time = False
        return True

    def assume(self, turn: Turn) -> bool:
        """Whoever cannot name a time is called as soon as possible."""
        return self.accept(turn) or take_values(turn.hearing(_SOON))

    def is_unsettled(self, turn: Turn) -> bool:
        return moves_known_time(turn.heard.text, turn.now)

    def is_in(self, turn: Turn, ending: str) -> bool:
        """ "Keinen Rückruf vor neun"; in a goodbye, times are part of the greeting."""
        text = turn.heard.text
        tells = ending == "wrong_number" or (ending == "cancel" and speaks_of_a_callback(text))
        return tells and read_callback_time(text, turn.now, turn.hours.usual_day()) is not None

    def allows_farewell(self, turn: Turn) -> bool:
        wished = turn.before.values.get(self.slot)
        farewell = read_callback_time(turn.heard.text, turn.now, turn.hours.usual_day())
        if not (wished and farewell and farewell.end):
            return True
        window, last_day = CallbackWindow.from_slot(wished), (farewell.end - timedelta.resolution).date()
        return window.start.date() <= last_day <= window.end.date()

    def answer_offer(self, turn: Turn) -> bool:
        """Whether times are asked for, or one of those offered is taken, or none of them."""
        if _proposes(turn):
            return True
        return bool(_offered(turn)) and (keep_disputed(turn) or _chooses(turn) or _refuses_all(turn))


def _may_be_wished(turn: Turn) -> bool:
    """ "Sind Sie samstags da?" is a question, not a wish, unless the time was asked for."""
    heard = turn.heard
    if turn.is_urgent or turn.is_polite_yes or (heard.is_question and heard.intent in ABOUT_TIME):
        return False  # "Ich brauche heute noch einen Arzt", "Ja, bis morgen", "Ich muss in zehn Minuten weg"
    return turn.asked == CallbackTime.slot or turn.may_answer


def _pending(turn: Turn) -> dict[str, Any] | None:
    """The vague wish that the open question narrows."""
    vague = turn.before.vague_time
    return vague if isinstance(vague, dict) and turn.asked == CallbackTime.slot else None


def _offered(turn: Turn) -> Sequence[dict[str, Any]]:
    """The times that are proposed instead of the wished one, while the question is for them."""
    return turn.before.alternatives if turn.asked == CallbackTime.slot else ()


def _ask_for_less(turn: Turn, wish: TimeWish, window: CallbackWindow) -> bool:
    """Whether the wish is vague and the call has not narrowed one yet; then it is kept until the next answer."""
    if turn.before.vague_time is not None or any_hour_will_do(turn.heard.text):
        return False
    prompting = question_for_less(wish.reading, window)
    if prompting is None:
        return False
    turn.after.values[CallbackTime.slot] = None
    turn.after.vague_time = {**window.as_slot(), "text": wish.words, "prompting": prompting.value}
    return True


def _refuses_known(turn: Turn, wish: TimeWish) -> bool:
    """Whether only the known time is refused ("morgen geht doch nicht"): then it is asked for again."""
    slot = CallbackTime.slot
    known = turn.before.values.get(slot)
    if not known or not wish.reading.only_refuses or not wish.reading.excludes(CallbackWindow.from_slot(known).start):
        return False
    turn.ask_again([slot])
    turn.dispute(slot, {**known, "refused": wish.said})
    return True


def _refuse(turn: Turn, wish: TimeWish, refusal: Refusal) -> bool:
    """The reason and what is possible instead; whether this may go on without counting as a miss."""
    refusals = turn.before.refusals + 1
    if refusals <= MOST_REFUSALS:
        turn.remark(f"utter_invalid_callback_time_{refusal.reason}")
    turn.dispute(CallbackTime.slot, turn.before.values.get(CallbackTime.slot))
    offers = [_offer(turn, window) for window in refusal.alternatives]
    turn.after.alternatives = [{**offer, "instead_of": wish.said} for offer in offers]
    turn.after.refusals = refusals
    return refusals <= MOST_REFUSALS


def _offer(turn: Turn, window: CallbackWindow) -> dict[str, Any]:
    """A window as it will stand in the slot if the caller takes it, with our words."""
    return {**window.as_slot(), "text": say_windows([_spoken(window)], turn.now)}


def _proposes(turn: Turn) -> bool:
    """Whether the caller asks for times and gets some, on the day that is to be narrowed if there is one."""
    if turn.asked != CallbackTime.slot or turn.before.refusals >= MOST_REFUSALS or not asks_for_times(turn.heard.text):
        return False
    if CallbackTime.slot in read(turn):
        return False
    vague = _pending(turn)
    refused = [*_offered(turn), *filter(None, [turn.before.disputed.get(CallbackTime.slot)])]
    besides = {CallbackWindow.from_slot(one).start.date() for one in refused}
    times = proposals(turn.hours, turn.now, CallbackWindow.from_slot(vague) if vague else None, besides)
    turn.after.alternatives = [_offer(turn, window) for window in times]
    turn.after.refusals += 1
    turn.is_answered = bool(times)
    return bool(times)


def _chooses(turn: Turn) -> bool:
    chosen = _chosen(turn)
    if chosen is None:
        return False
    if CallbackTime.slot not in read(turn):
        take_values(turn)
    turn.set(CallbackTime.slot, chosen)
    turn.after.alternatives = []
    if turn.before.vague_time:
        turn.after.vague_time = False
    return True


def _chosen(turn: Turn) -> dict[str, Any] | None:
    """The offer that was named by its place or its time; a mere yes takes the first, which is the nearest."""
    offered = _offered(turn)
    if place := named_choice(turn.heard.text):
        return offered[place - 1] if place <= len(offered) else None
    if found := read(turn).get(CallbackTime.slot):
        reading = found.reading.reading
        if reading.only_refuses:
            return _left(offered, reading)
        if reading.vague or reading.grain in ("week", "month") or (reading.kind, reading.grain) == ("interval", "hour"):
            return None
        named = [entry for entry in offered if reading.covers(CallbackWindow.from_slot(entry).start)]
        named = named or [entry for entry in offered if _is_said_again(turn, entry)]
        return named[0] if len(named) == 1 else None
    return offered[0] if turn.intent == "affirm" else None


def _left(offered: Sequence[dict[str, Any]], refused: TimeReading) -> dict[str, Any] | None:
    """The one offer that is left where the others are refused: "am Freitag geht's nicht"."""
    left = [entry for entry in offered if not refused.excludes(CallbackWindow.from_slot(entry).start)]
    return left[0] if len(left) == 1 < len(offered) else None


def _is_said_again(turn: Turn, offer: Mapping[str, Any]) -> bool:
    """Whether the words, beside those of an offer, mean just that: the hour alone of the third."""
    reader = WishReader(turn.now, turn.hours.usual_day(), asked=True)
    wish = reader.read(turn.heard.text, WishedBefore(None, None, [offer], None))
    return wish is not None and wish.reading.start == CallbackWindow.from_slot(offer).start


def _refuses_all(turn: Turn) -> bool:
    if turn.intent not in ("deny", "correct"):
        return False
    if take_values(turn):
        ask_in_another_way(turn)
        return True
    if turn.after.refusals != turn.before.refusals:  # "Nein, am Sonntag", once too often
        return False
    if not complaint(turn):  # "Nein, der Name ist falsch" leaves the offer open
        turn.dispute(CallbackTime.slot, turn.after.disputed.get(CallbackTime.slot) or _offered(turn)[0])
        turn.after.alternatives = []
        turn.prompting = Wording.REFUSED
    return True


def _windows(value: Mapping[str, Any]) -> list[CallbackWindow]:
    """All windows of a value, the first choice first."""
    return [CallbackWindow.from_slot(one) for one in (value, *value.get("others", ()))]


def _stored_window(turn: Turn, start: datetime, end: datetime) -> CallbackWindow:
    """One as long as those of single times was wished as such."""
    return CallbackWindow(wall_clock(start), wall_clock(end), at=end - start == turn.hours.single)


def _spoken(window: CallbackWindow) -> Spoken:
    return Spoken(window.start, None if window.at else window.end, window.onwards)


def _words(value: Mapping[str, Any]) -> str:
    """The caller's words; of a time that we offered and they took, what they had wished."""
    return f"{value['text']} statt {value['instead_of']}" if value.get("instead_of") else str(value["text"])
