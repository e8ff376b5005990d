"""The answer to an offer: the caller's own number, or another time."""

from typing import Any

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.form.readings import read
from rueckruf.callbacks.form.turn import Turn
from rueckruf.callbacks.form.values import take_caller_number, take_values
from rueckruf.callbacks.form.verdict import ask_in_another_way, complaint
from rueckruf.spoken.choices import named_choice


def answer_offer(turn: Turn) -> bool:
    """Whether the utterance is a yes or no to what was offered."""
    prompting = turn.slots.get("prompting")
    if turn.intent == "use_caller_number":
        found = take_values(turn)  # "Sabine Müller, morgen um zehn, unter dieser Nummer"
        named = turn.changes.slots.get("phone_number") is not None
        return found if named else take_caller_number(turn) or found
    if turn.asked == "phone_number" and prompting == "offer":
        return _own_number(turn)
    if turn.asked == "callback_time" and prompting == "alternative":
        return _alternative(turn)
    return False


def _own_number(turn: Turn) -> bool:
    if turn.intent == "affirm":
        return take_caller_number(turn)
    if turn.intent in ("deny", "correct", "refuse_phone_number"):
        take_values(turn)
        ask_in_another_way(turn)
        if not (turn.corrects or complaint(turn)):  # "Nein, der Name ist Wolff" leaves the offer open
            turn.changes.slots["caller_number"] = None
            turn.prompting = "refused"
        return True
    return False


def _alternative(turn: Turn) -> bool:
    chosen = _chosen(turn, turn.slots.get("alternatives") or [])
    if chosen:
        if read(turn).time is None:
            take_values(turn)
        turn.set("callback_time", {**chosen, "text": turn.heard.text})
        turn.changes.slots["alternatives"] = None
        return True
    if turn.intent == "deny":
        turn.changes.slots["alternatives"] = None
        turn.prompting = "refused"
        return take_values(turn) or "refusals" not in turn.changes.slots
    return False


def _chosen(turn: Turn, alternatives: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The alternative that was named by its place or its time; a mere yes takes the first, which is the nearest."""
    if place := named_choice(turn.heard.text):
        return alternatives[place - 1] if place <= len(alternatives) else None
    if wish := read(turn).time:
        if wish.reading.vague or wish.reading.grain in ("week", "month"):
            return None
        named = [entry for entry in alternatives if wish.reading.covers(CallbackWindow.from_slot(entry).start)]
        return named[0] if len(named) == 1 else None
    return alternatives[0] if turn.intent == "affirm" and alternatives else None
