"""When to call back: the wish, laid over the opening hours, and the times that are offered where it cannot be met."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import chain
from typing import Any

from rueckruf.answers.heard_times import better_heard, likeliest_doubted
from rueckruf.answers.odd_surname import SLOT as NAME
from rueckruf.answers.offered_times import answers_offer, open_offers, pending_wish, to_say, wished_before
from rueckruf.answers.own_number import is_refused
from rueckruf.answers.refused_times import is_taken_by_something_else, only_refuses, refuse, refuses_beforehand
from rueckruf.answers.rung_numbers import SLOT as NUMBER
from rueckruf.answers.said_number import only_places_digits
from rueckruf.answers.seeming_ends import is_told_by_events, only_refuses_a_day, takes_leave_behind_it
from rueckruf.answers.told_besides import is_said_besides
from rueckruf.answers.vague_time import question_for_less
from rueckruf.answers.wished_time import SLOT, TimeWish, WishReader
from rueckruf.callbacks.callback_window import CallbackWindow, Refusal, lay_all_over, lay_over
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import wall_clock
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.doubt import MOST_DOUBTS, cannot_be_had_better
from rueckruf.dialogue.heard import ABOUT_TIME, BESIDE_A_YES, EVENTS, FINAL, LIKELY_HEARD, STAYING
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import LADDER, Wording
from rueckruf.spoken.aloud.times import say_windows
from rueckruf.spoken.aloud.words import said
from rueckruf.spoken.phone.offered import tells_how_long, tells_where_it_lies, told_of_being_there
from rueckruf.spoken.text.beside import will_not_tell
from rueckruf.spoken.text.earlier_request import may_be_of_a_visit, moved_to
from rueckruf.spoken.text.ending import does_it_themselves, speaks_of_a_callback, wants_to_stay
from rueckruf.spoken.text.question import asks, asks_how
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import blanked, folded_words
from rueckruf.spoken.text.yes_and_no import agrees, is_unopposed, plainly_agrees
from rueckruf.spoken.time.another_time import wants_another_time
from rueckruf.spoken.time.any_hour import any_hour_will_do
from rueckruf.spoken.time.callback_time import TimeReading, moves_known_time, read_callback_time
from rueckruf.spoken.time.pauses import clause_starts
from rueckruf.spoken.time.polite_questions import without_asking_not
from rueckruf.spoken.time.said_again import days_named, names_day, suits_again

#: What it is taken for at times when somebody is reached: "wenn die Kinder im Bett sind".
_TOLD = frozenset({"small_talk", "off_topic"})


class CallbackTime(Answer):
    """A window inside the opening hours: ``CallbackWindow.as_slot``, the caller's words for it as ``text``.

    ``others`` are further windows that suit the caller, the better ones first. For one that we offered, ``text`` is in
    our words and ``instead_of`` in those of the wish that could not be met; for one near a closed hour that was not
    given up, ``kept_to`` are the latest of the words. ``refused`` are the words that refuse a disputed one.
    """

    slot = SLOT
    title = "Wunschzeit"
    at_question = "bei der Zeit"
    fields = ("callback_start", "callback_end", "callback_text", "other_windows")
    other_way = Wording.EXAMPLE
    when_unknown = Wording.EXAMPLE
    when_refused = "utter_voluntary"
    passes = True

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        """Digits of a number are not a time; "Freitag" in reply to the question for the name is not a day."""
        if not _may_be_wished(turn):
            return None
        taken = (others for slot, others in spans.items() if slot != NAME or turn.asked in (slot, CONFIRMED))
        # The reader does so too, but behind a known time, with which it is read again, a question is none any more.
        said = blanked(turn.heard.text, chain.from_iterable(taken))
        text = without_asking_not(_without_known(turn, _without_question(turn, said)))
        before = wished_before(turn)
        hour_alone = turn.asked == SLOT and not turn.heard.by_keys
        objects = _is_objected_to(turn, spans)
        reader = WishReader(turn.now, turn.hours.usual_day(), _is_asked_for(turn), objects, hour_alone)
        wish = reader.read(text, before)
        if wish is None or _is_beside(turn, wish, len(spans.get(NUMBER, ()))):
            return None
        if turn.before.refused_time and not wish.reading.only_refuses:
            wish = reader.without(wish, turn.before.refused_time)
        start = text.find(wish.said)
        return Found(wish, [(start, start + len(wish.said))])

    def take(self, turn: Turn, reading: TimeWish) -> bool:
        if _is_said_again(turn, reading):
            turn.set(self.slot, turn.before.values[self.slot])
            return True
        if only_refuses(turn, reading):
            return True
        if is_taken_by_something_else(turn, reading):
            return turn.ask_again([self.slot])
        if _is_no_wish(turn, reading):
            return False
        window = lay_over(reading.reading, turn.hours, turn.now)
        if turn.before.vague_time:
            turn.after.vague_time = False
        if isinstance(window, Refusal):
            return refuse(turn, reading, window)
        turn.after.alternatives = []
        _, *others = lay_all_over(reading.reading, turn.hours, turn.now)
        value = {**window.as_slot(), "others": [other.as_slot() for other in others], "text": reading.words}
        better = better_heard(turn, reading, value)
        if better is not value or not _ask_for_less(turn, reading, window):
            turn.set(self.slot, better, reading.reading.confidence)
        return True

    def is_same(self, value: Any, before: Any) -> bool:
        if not (value and before):
            return bool(value == before)
        return [window.moments() for window in _windows(value)] == [window.moments() for window in _windows(before)]

    def say(self, value: Mapping[str, Any], now: datetime) -> str:
        return say_windows([to_say(window) for window in _windows(value)], now)

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
        text = say_windows([to_say(window) for window in windows], turn.now)
        state.values[self.slot] = {**value, "others": others, "text": text}

    def wording(self, state: FormState) -> Wording | None:
        if state.alternatives:
            return Wording.ALTERNATIVE
        if isinstance(state.vague_time, dict):
            return Wording(state.vague_time["prompting"])
        return super().wording(state)

    def accept(self, turn: Turn) -> bool:
        """Take a vague wish as it is, a doubtful one where it cannot be had better, and at last the caller's words.

        What was hardly heard may narrow a vague one: that is asked once more.
        """
        if pending_wish(turn) and turn.heard.speech_confidence < LIKELY_HEARD and not turn.before.misses:
            return False
        wish = pending_wish(turn) or (likeliest_doubted(turn) if cannot_be_had_better(turn) else None)
        if wish is None:
            return _pass_words_on(turn)
        turn.set(self.slot, {key: value for key, value in wish.items() if key != "prompting"})
        turn.after.vague_time = False
        return True

    def offer_at_last(self, turn: Turn) -> bool:
        """A call as soon as possible, whatever was refused before."""
        turn.after.alternatives = []
        return _lay(turn, _soon()) is not None

    def is_offered(self, turn: Turn) -> bool:
        return turn.asked == self.slot and turn.before.question == Wording.AT_LAST

    def assume(self, turn: Turn) -> bool:
        """Callers who cannot name a time are called as soon as possible; who has named one can."""
        if open_offers(turn) or turn.before.doubted.get(self.slot):
            return False
        return self.accept(turn) or take_values(turn.hearing(_soon()))

    def is_unsettled(self, turn: Turn) -> bool:
        text = turn.heard.text
        return moves_known_time(text, turn.now) or (turn.asked == CONFIRMED and wants_another_time(text))

    def is_in(self, turn: Turn, ending: str) -> bool:
        """ "Keinen Rückruf vor neun", "das mit Freitag lassen wir"; in a goodbye, times are part of the greeting."""
        text = turn.heard.text
        if ending == "cancel" and turn.asked in (self.slot, CONFIRMED) and names_day(text):
            return True
        if does_it_themselves(text):
            return False
        tells = ending == "wrong_number" or (ending == "cancel" and speaks_of_a_callback(text))
        return tells and read_callback_time(text, turn.now, turn.hours.usual_day()) is not None

    def keeps_the_line(self, turn: Turn) -> bool:
        """ "Wenn die Kinder in der Schule sind", "Freitag hat sich erledigt", "um neun, tschüss" end no call.

        Nor is what happens then told for its own sake.
        """
        intent = turn.heard.intent
        tells_when = intent in FINAL | _TOLD and is_told_by_events(turn)
        is_no_end = intent in FINAL and (only_refuses_a_day(turn) or takes_leave_behind_it(turn))
        return tells_when or is_no_end or (intent not in FINAL and _moves_it(turn))

    def miss(self, turn: Turn) -> None:
        """What was said is asked on about instead of being called not understood."""
        if (is_told_by_events(turn) or _moves_it(turn)) and not turn.before.misses:
            turn.prompting = Wording.WHAT_HOUR

    def allows_farewell(self, turn: Turn) -> bool:
        wished = turn.before.values.get(self.slot)
        farewell = read_callback_time(turn.heard.text, turn.now, turn.hours.usual_day())
        if not (wished and farewell and farewell.end) or isinstance(lay_over(farewell, turn.hours, turn.now), Refusal):
            return True
        window, last_day = CallbackWindow.from_slot(wished), (farewell.end - timedelta.resolution).date()
        return window.start.date() <= last_day <= window.end.date()

    def answer_offer(self, turn: Turn) -> bool:
        if self.is_offered(turn):
            is_taken = turn.intent == "affirm" or _leaves_it_to_us(turn)
            return is_taken and SLOT not in read(turn) and take_values(turn.hearing(_soon()))
        return answers_offer(turn)

    def is_echoed(self, turn: Turn) -> bool:
        return suits_again(turn.heard.text) is True

    def is_doubtful(self, turn: Turn) -> bool:
        """One that was not surely heard (nearly half of them were wrong), or beside words that may say more of it.

        One that we offered was not heard at all.
        """
        if turn.heard.is_doubtful and self.slot in turn.surely:
            return True
        reading = read_callback_time(turn.after.values[self.slot].get("text", ""), turn.now, turn.hours.usual_day())
        return reading is not None and reading.unread

    def is_heard_again(self, turn: Turn, before: Any) -> bool:
        """Not where days were all that was heard: their hours may have got lost both times.

        Nor where words of it were not understood, or no day was, and they were hardly heard again.
        """
        value = turn.after.values[self.slot]
        reading = read_callback_time(value["text"], turn.now, turn.hours.usual_day(), asked=True)
        is_vague = reading is not None and question_for_less(reading, CallbackWindow.from_slot(value)) is not None
        is_lost = reading is not None and (reading.unread or reading.dayless) and turn.heard.is_doubtful
        return super().is_heard_again(turn, before) and not (is_vague or is_lost)


def _without_known(turn: Turn, text: str) -> str:
    """The text without the time that a callback is moved from: "schieben Sie den morgen auf Freitag"."""
    behind = moved_to(text)
    if not behind:
        return text
    old, new = (read_callback_time(part, turn.now, turn.hours.usual_day()) for part in (text[:behind], text[behind:]))
    return blanked(text, [old.span]) if old and new else text


def _is_asked_for(turn: Turn) -> bool:
    """Whether a day need not be wished for to count: "schönen Tag heute" at the summary is small talk."""
    if turn.asked != CONFIRMED:
        return turn.asked == SLOT
    return turn.may_answer or _seems_beside(turn) or _tells_what_is_on(turn)


def _leaves_it_to_us(turn: Turn) -> bool:
    """Whether the last offer is answered by what says neither yes nor no: "das wissen Sie besser". It is read back."""
    heard = turn.heard
    if turn.before.disputed.get(SLOT) or heard.by_keys or heard.is_doubtful:
        return False
    is_answer = heard.intent not in EVENTS | FINAL | STAYING and (heard.intent in _TOLD or turn.may_answer)
    return is_answer and is_unopposed(heard.text) and not will_not_tell(heard.text)


def _moves_it(turn: Turn) -> bool:
    """ "Ja, aber später": the question for the time is answered by no more than that."""
    text = turn.heard.text
    return turn.asked == SLOT and not turn.heard.by_keys and moves_known_time(text, turn.now) and not asks(text)


def _seems_beside(turn: Turn) -> bool:
    return turn.is_guessed or turn.only_seems_beside


def _is_objected_to(turn: Turn, spans: Mapping[str, Sequence[Span]]) -> bool:
    """Whether the time is called wrong; who names somebody at the summary objects to the name."""
    return turn.objects_to(SLOT) and not (turn.asked == CONFIRMED and NAME in spans)


def _may_be_wished(turn: Turn) -> bool:
    """ "Sind Sie samstags da?" is a question, not a wish, unless the time was asked for."""
    heard = turn.heard
    if turn.is_urgent or turn.is_polite_yes or _is_of_something_else(turn):
        return False  # "Ich brauche heute noch einen Arzt", "Ja, bis morgen"
    if heard.is_question and heard.intent in ABOUT_TIME:  # "Ich muss in zehn Minuten weg"
        return _seems_to_ask(turn)
    return turn.asked == SLOT or turn.may_answer or (turn.asked == CONFIRMED and _may_answer_summary(turn))


def _is_of_something_else(turn: Turn) -> bool:
    """ "Ich ruf morgen selber an", "ich muss den Termin am Montag verschieben" for a start.

    Or of the number in the summary: "nach der drei kommt eine acht".
    """
    is_of_a_visit = turn.opens and may_be_of_a_visit(turn.heard.text)
    return is_of_a_visit or does_it_themselves(turn.heard.text) or only_places_digits(turn)


def _seems_to_ask(turn: Turn) -> bool:
    """ "Acht ist zu früh", "wann ihr wollt"."""
    text, asked = turn.heard.text, turn.asked == SLOT
    leaves_it = asked and any_hour_will_do(text) and not asks_how(text)
    return (
        leaves_it
        or (asked and _behind_question(turn) is not None)
        or (turn.asked in (SLOT, CONFIRMED) and turn.only_seems_beside)
    )


def _behind_question(turn: Turn) -> tuple[int, TimeReading] | None:
    """Where a wish begins behind a question, and what it is: "wann machen Sie zu? *Sonst halt am Freitag um eins*"."""
    text = turn.heard.text
    if not (asks(text) or asks_how(text)):
        return None
    starts = (at for at in clause_starts(text) if (asks(text[:at]) or asks_how(text[:at])) and not asks(text[at:]))
    return next(((at, wish) for at in starts if (wish := _told_behind(turn, text[at:]))), None)


def _told_behind(turn: Turn, behind: str) -> TimeReading | None:
    """The wish, and no part of the question; a bound may be one: "bis fünf", but not "also dann ab vier"."""
    wish = read_callback_time(behind, turn.now, turn.hours.usual_day())
    is_concluded = not word_set("questions", "concluding").isdisjoint(folded_words(behind)[:1])
    if wish is None or (wish.alternatives and not is_concluded):
        return None
    if wish.dayless and behind.rstrip().endswith("?"):
        return None  # "wann machen Sie auf? Um acht?"
    return wish if wish.kind == "instant" or is_concluded else None


def _without_question(turn: Turn, text: str) -> str:
    """The text without the question before a wish with its day: "was ist heut, Montag, *dann Dienstag ab zwei*"."""
    found = _behind_question(turn) if turn.asked == SLOT else None
    return blanked(text, [(0, found[0])]) if found and not found[1].dayless else text


def _may_answer_summary(turn: Turn) -> bool:
    heard = turn.heard
    stays = heard.intent in FINAL and wants_to_stay(heard.text)  # "nee, lassen Sie es bei zehn"
    return stays or heard.intent in BESIDE_A_YES or _seems_beside(turn)


def _tells_what_is_on(turn: Turn) -> bool:
    """ "Ach, morgen hab ich ja Schule": told beside the matter, and against the known time."""
    is_beside = turn.asked == CONFIRMED and turn.heard.intent == "small_talk" and not turn.is_guessed
    return is_beside and suits_again(turn.heard.text) is False and len(days_named(turn.heard.text)) <= 1


def _is_no_wish(turn: Turn, wish: TimeWish) -> bool:
    """Whether it is refused before another one is named, which is kept, or told of something else."""
    if refuses_beforehand(turn, wish):
        turn.after.refused_time = wish.said
        return True
    return _is_of_refused_number(turn, wish)


def _is_of_refused_number(turn: Turn, wish: TimeWish) -> bool:
    """ "Nein, das ist das Hotel, *da wohn ich bloß bis morgen früh*": told of a telephone that is not to be rung."""
    text = turn.heard.text
    is_until = wish.reading.kind == "open" and wish.reading.start is None
    is_there = bool(wish.said) and wish.said in told_of_being_there(text)  # "da bin ich nur abends daheim"
    is_of_it = (is_until and tells_how_long(text)) or is_there or tells_where_it_lies(text)
    return turn.asked == NUMBER and is_of_it and is_refused(turn)


def _is_beside(turn: Turn, wish: TimeWish, numbers: int) -> bool:
    is_told = _tells_what_is_on(turn) and not is_taken_by_something_else(turn, wish)
    return is_told or is_said_besides(turn, wish, numbers)


def _is_said_again(turn: Turn, wish: TimeWish) -> bool:
    """Whether the summary is answered by what it read back of the time."""
    known = turn.before.values.get(SLOT)
    if turn.asked != CONFIRMED or not known or turn.objects:
        return False
    window = CallbackWindow.from_slot(known)
    return _is_its_hour(turn, wish, window) or _is_named_roughly(turn, wish.reading, window)


def _is_its_hour(turn: Turn, wish: TimeWish, window: CallbackWindow) -> bool:
    """ "Ja, elf Uhr", whatever words brought that about, and no day."""
    hour = None if names_day(wish.said) else _hour_alone(wish.said, turn)
    return hour is not None and window.at and hour == window.start.time()


def _is_named_roughly(turn: Turn, reading: TimeReading, window: CallbackWindow) -> bool:
    """Whether a yes names the part of the day that its hours lie in: "richtig, nachmittags"."""
    is_part = reading.kind == "interval" and not (reading.vague or reading.alternatives or reading.excluded)
    if not (is_part and plainly_agrees(turn.heard.text)):
        return False
    named = lay_over(reading, turn.hours, turn.now)
    return isinstance(named, CallbackWindow) and named.start <= window.start and window.end <= named.end


def _hour_alone(said: str, turn: Turn) -> time | None:
    """The hour that is said, where it is all of the wish."""
    hour = read_callback_time(said, turn.now, turn.hours.usual_day())
    if hour is None or hour.start is None or hour.kind != "instant":
        return None
    return None if hour.alternatives or hour.only_refuses else hour.start.time()


def _soon() -> str:
    """The first of the phrases that ask for a call as soon as possible."""
    return str(vocabulary("callback_time")["vague"]["soon"][0])


def _pass_words_on(turn: Turn) -> bool:
    """Leave words that no help made any clearer to those who call, as soon as possible, rather than end the call.

    Not for whoever has heard that and called it wrong, nor for a time that cannot be: that call comes to its end.
    """
    before = turn.before
    if before.misses < len(LADDER) or before.refusals or before.disputed.get(SLOT) or not _has_words_of_its_own(turn):
        return False
    window = _on_named_day(turn) or _lay(turn, _soon())
    if window is None:
        return False
    turn.set(SLOT, {**window.as_slot(), "others": [], "text": turn.heard.text})
    turn.remark(f"utter_passed_on_{SLOT}")
    return True


def _on_named_day(turn: Turn) -> CallbackWindow | None:
    """When we call on the one day that is named, and not refused: "halt Mittwoch nach dem Dings"."""
    days = days_named(turn.heard.text)
    return _lay(turn, days[0]) if len(days) == 1 else None


def _lay(turn: Turn, said: str) -> CallbackWindow | None:
    reading = read_callback_time(said, turn.now, turn.hours.usual_day())
    window = lay_over(reading, turn.hours, turn.now) if reading else None
    return window if isinstance(window, CallbackWindow) else None


def _has_words_of_its_own(turn: Turn) -> bool:
    """Whether something was said, and neither another answer nor a mere yes or no."""
    heard = turn.heard
    if heard.intent in EVENTS or heard.by_keys or turn.said:
        return False
    return not (turn.objects or agrees(heard.text))


def _ask_for_less(turn: Turn, wish: TimeWish, window: CallbackWindow) -> bool:
    """Whether the wish is vague and the call has not narrowed one yet; then it is kept until the next answer.

    Not one that is doubted: that is asked for as a whole.
    """
    is_doubted = turn.heard.is_doubtful and len(turn.before.doubted.get(SLOT, ())) < MOST_DOUBTS
    if is_doubted or turn.before.vague_time is not None or any_hour_will_do(turn.heard.text):
        return False
    asked, of_telephone = turn.asked in (SLOT, CONFIRMED), turn.asked == NUMBER
    prompting = question_for_less(wish.reading, window, asked=asked, of_telephone=of_telephone)
    if prompting is None:
        return False
    if wish.reading.unread:
        turn.remark(f"utter_doubtful_{SLOT}")
    turn.after.values[SLOT] = None
    turn.after.vague_time = {**window.as_slot(), "text": wish.words, "prompting": prompting.value}
    return True


def _windows(value: Mapping[str, Any]) -> list[CallbackWindow]:
    """All windows of a value, the first choice first."""
    return [CallbackWindow.from_slot(one) for one in (value, *value.get("others", ()))]


def _stored_window(turn: Turn, start: datetime, end: datetime) -> CallbackWindow:
    """A window of just the length that a single time gets was wished as a single time."""
    return CallbackWindow(wall_clock(start), wall_clock(end), at=end - start == turn.hours.single)


def _words(value: Mapping[str, Any]) -> str:
    """The caller's words; for a time that we offered and they took, also what they had wished for."""
    if kept_to := value.get("kept_to"):
        return str(kept_to)
    wished = value.get("instead_of")
    return f"{value['text']} {said('instead_of')} {wished}" if wished else str(value["text"])
