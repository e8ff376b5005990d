"""The door of the form: one utterance, and what it changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rueckruf.callbacks.form import outcome
from rueckruf.callbacks.form.beside import call_back_soon, digress, put_first
from rueckruf.callbacks.form.ending import answer_ending
from rueckruf.callbacks.form.heard import ANSWERS, EVENTS, Heard
from rueckruf.callbacks.form.narrowing import accept_vague
from rueckruf.callbacks.form.offers import answer_offer
from rueckruf.callbacks.form.turn import CONFIRMED, Changes, Turn, asked_next
from rueckruf.callbacks.form.values import take_values
from rueckruf.callbacks.form.verdict import answer_question, answer_summary, complaint
from rueckruf.callbacks.opening_hours import OpeningHours


def answer(slots: Mapping[str, Any], asked: str | None, heard: Heard, hours: OpeningHours, now: datetime) -> Changes:
    """What ``heard`` changes when ``asked`` was the open question.

    ``now`` is naive Berlin wall-clock time.
    """
    turn = Turn(slots, asked, heard, hours, now)
    if heard.intent == "call_started":
        return outcome.begin(turn)
    if heard.intent == "caller_silent":
        return _nothing_understood(turn)
    if heard.intent in EVENTS:
        return Changes(beside=True)
    if ended := answer_ending(turn):
        return ended
    if turn.is_urgent and not _has_the_last_word(turn):
        return put_first(turn)
    if _understood(turn):
        turn.changes.beside = heard.is_question and asked_next(turn.after) is not None
        return outcome.go_on(turn)
    if call_back_soon(turn):
        turn.changes.beside = True
        return outcome.go_on(turn)
    if heard.intent not in ANSWERS or heard.intent == "moment":
        return digress(turn)
    return _nothing_understood(turn)


def _nothing_understood(turn: Turn) -> Changes:
    return outcome.go_on(turn) if accept_vague(turn) else outcome.miss(turn)


def _has_the_last_word(turn: Turn) -> bool:
    """Whether it is a yes, or a goodbye at the summary: that is asked about before anything is lost."""
    return turn.intent == "affirm" or (turn.intent == "goodbye" and turn.asked == CONFIRMED)


def _understood(turn: Turn) -> bool:
    """Whether the utterance brought the form forward."""
    if turn.heard.intent == "moment":  # "Moment, ... null drei null": the answer came in the same breath
        return take_values(turn)
    if turn.asked == CONFIRMED:
        return answer_summary(turn)
    return answer_offer(turn) or answer_question(turn) or complaint(turn)
