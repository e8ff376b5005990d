"""The answer to an offer: the caller's own number, or another time."""

from rueckruf.callbacks.form.turn import Turn
from rueckruf.callbacks.form.values import take_caller_number, take_values


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
        if not turn.corrects:  # "Nein, der Name ist Wolff" leaves the offer open
            turn.changes.slots["caller_number"] = None
            turn.prompting = "refused"
        return True
    return False


def _alternative(turn: Turn) -> bool:
    alternative = turn.slots.get("alternative")
    if turn.intent == "affirm" and alternative:
        turn.set("callback_time", {**alternative, "text": turn.heard.text})
        turn.changes.slots["alternative"] = None
        take_values(turn)
        return True
    if turn.intent == "deny":
        turn.changes.slots["alternative"] = None
        turn.prompting = "refused"
        take_values(turn)
        return True
    return False
