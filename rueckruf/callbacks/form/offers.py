"""The answer to an offer: the caller's own number, or another time.

An offer stays open until it is answered, whatever help, moment or answer to another question comes between.
"""

from typing import Any

from rueckruf.callbacks.callback_window import CallbackWindow
from rueckruf.callbacks.form.readings import read
from rueckruf.callbacks.form.turn import DOUBTFUL, Turn
from rueckruf.callbacks.form.values import note_number, take_caller_number, take_values
from rueckruf.callbacks.form.verdict import ask_in_another_way, complaint, keep_disputed
from rueckruf.spoken.text.approval import adds, agrees
from rueckruf.spoken.text.choices import named_choice


def answer_offer(turn: Turn) -> bool:
    """Whether the utterance is a yes or no to what was offered."""
    if turn.intent == "use_caller_number":
        return _this_number(turn)
    if turn.number_is_offered:
        return _own_number(turn)
    return bool(turn.offered_times) and (keep_disputed(turn) or _other_time(turn))


def _this_number(turn: Turn) -> bool:
    found = take_values(turn)  # "Sabine Müller, morgen um zehn, unter dieser Nummer"
    if turn.changes.slots.get("phone_number") is not None:
        return found
    agreed = turn.number_is_offered and agrees(turn.heard.text)
    if turn.heard.intent_confidence < DOUBTFUL and not agreed:
        turn.changes.slots["caller_number"] = turn.heard.caller  # offered before it is taken
        return found
    return take_caller_number(turn) or found


def _own_number(turn: Turn) -> bool:
    if turn.intent in ("deny", "correct", "refuse_phone_number"):
        if not turn.key_verdict:
            take_values(turn)
        ask_in_another_way(turn)
        if not (turn.corrects or complaint(turn)):  # "Nein, der Name ist Wolff" leaves the offer open
            turn.changes.slots["caller_number"] = None
            turn.prompting = "refused"
        return True
    return _agrees_to_own_number(turn)


def _agrees_to_own_number(turn: Turn) -> bool:
    """A yes, also one beside other answers: "Ja, morgen um zehn"."""
    agreed = turn.intent == "affirm"
    found = not turn.key_verdict and (agreed or agrees(turn.heard.text)) and take_values(turn)
    if not (agreed or found):
        return False
    if number := turn.changes.slots.get("phone_number"):
        if adds(turn.heard.text):  # "Ja, und zusätzlich mobil unter ..."
            note_number(turn, number, turn.slots["caller_number"])
        return True
    return take_caller_number(turn)


def _other_time(turn: Turn) -> bool:
    if chosen := _chosen(turn):
        if read(turn).time is None:
            take_values(turn)
        turn.set("callback_time", chosen)
        turn.changes.slots["alternatives"] = None
        return True
    if turn.intent not in ("deny", "correct"):
        return False
    if take_values(turn):
        ask_in_another_way(turn)
        return True
    if "refusals" in turn.changes.slots:  # "Nein, am Sonntag", once too often
        return False
    if not complaint(turn):  # "Nein, der Name ist falsch" leaves the offer open
        turn.dispute("callback_time", turn.disputed.get("callback_time") or turn.offered_times[0])
        turn.changes.slots["alternatives"] = None
        turn.prompting = "refused"
    return True


def _chosen(turn: Turn) -> dict[str, Any] | None:
    """The alternative that was named by its place or its time; a mere yes takes the first, which is the nearest."""
    offered = turn.offered_times
    if place := named_choice(turn.heard.text):
        return offered[place - 1] if place <= len(offered) else None
    if wish := read(turn).time:
        reading = wish.reading
        if reading.vague or reading.grain in ("week", "month") or (reading.kind, reading.grain) == ("interval", "hour"):
            return None
        named = [entry for entry in offered if reading.covers(CallbackWindow.from_slot(entry).start)]
        return named[0] if len(named) == 1 else None
    return offered[0] if turn.intent == "affirm" else None
