"""The door of the form: one utterance, and what it changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rueckruf.callbacks.form import outcome
from rueckruf.callbacks.form.heard import ANSWERS, EVENTS, Heard
from rueckruf.callbacks.form.narrowing import accept_vague
from rueckruf.callbacks.form.offers import answer_offer
from rueckruf.callbacks.form.turn import CONFIRMED, Changes, Turn
from rueckruf.callbacks.form.values import take_values
from rueckruf.callbacks.form.verdict import answer_question, answer_summary, complaint
from rueckruf.callbacks.opening_hours import OpeningHours


def answer(slots: Mapping[str, Any], asked: str | None, heard: Heard, hours: OpeningHours, now: datetime) -> Changes:
    """What ``heard`` changes when ``asked`` was the open question; no changes if it does not concern the form.

    ``now`` is naive Berlin wall-clock time.
    """
    turn = Turn(slots, asked, heard, hours, now)
    if heard.intent == "call_started":
        return outcome.begin(turn)
    if heard.intent not in EVENTS and _understood(turn):
        return outcome.go_on(turn)
    if heard.intent == "moment":
        return outcome.wait()
    if heard.intent in ANSWERS and accept_vague(turn):
        return outcome.go_on(turn)
    return outcome.miss(turn) if heard.intent in ANSWERS else Changes()


def _understood(turn: Turn) -> bool:
    """Whether the utterance brought the form forward."""
    if turn.heard.intent == "moment":  # "Moment, ... null drei null": the answer came in the same breath
        return take_values(turn)
    if turn.asked == CONFIRMED:
        return answer_summary(turn)
    return answer_offer(turn) or answer_question(turn) or complaint(turn)
