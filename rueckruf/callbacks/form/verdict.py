"""What the caller says to a question or the summary, and to an answer that is wrong."""

from typing import Any

from rueckruf.callbacks.form.turn import CONFIRMED, FIELDS, Turn
from rueckruf.callbacks.form.values import take_values
from rueckruf.spoken.fields import named_fields
from rueckruf.spoken.objection import objects

#: Below this a yes to the summary is asked for again: it is the one answer that stores something.
SURE_OF_YES = 0.5

#: How a value is asked for that is understood wrongly in the same way again: spelled, by keys, after an example.
OTHER_WAY = {"caller_name": "last_help", "phone_number": "last_help", "callback_time": "example"}

#: So often in a call that is done; then it has no sense to go on.
MOST_OTHER_WAYS = 2

_KEYS = {"1": "affirm", "2": "deny"}


def answer_summary(turn: Turn) -> bool:
    """Whether the summary got an answer: new values, a yes, a no or what is wrong."""
    if take_values(turn):
        ask_in_another_way(turn)
        return True
    return _verdict(turn)


def answer_question(turn: Turn) -> bool:
    """Whether an open question got an answer, be it another one's."""
    taken = take_values(turn)
    if taken and (turn.heard.intent in ("deny", "correct") or objects(turn.heard.text)):
        ask_in_another_way(turn)
    return taken


def complaint(turn: Turn) -> bool:
    """ "Der Name ist falsch" in the middle of the form."""
    if turn.heard.intent not in ("deny", "correct"):
        return False
    return turn.ask_again([name for name in named_fields(turn.heard.text) if turn.slots.get(name) is not None])


def ask_in_another_way(turn: Turn) -> None:
    """Who corrects and is understood as before would hear the same read-back forever."""
    said = [slot for slot in FIELDS if turn.changes.slots.get(slot) is not None]
    same = [slot for slot in said if _is_same(turn.changes.slots[slot], turn.slots.get(slot))]
    if said and said == same and turn.intent != "affirm":
        turn.ask_again(same)
        turn.prompting = OTHER_WAY[same[0]]
        other_ways = int(turn.slots.get("other_ways") or 0) + 1
        turn.changes.slots["other_ways"] = other_ways
        if other_ways > MOST_OTHER_WAYS:
            turn.changes.slots[CONFIRMED] = False


def _verdict(turn: Turn) -> bool:
    intent, prompting = turn.intent, turn.slots.get("prompting")
    named = named_fields(turn.heard.text)
    if turn.heard.by_keys:
        intent = _KEYS.get(turn.heard.text.strip("#* "), intent)
    sure = turn.heard.by_keys or turn.agrees_politely or turn.heard.intent_confidence >= SURE_OF_YES
    if intent == "affirm" and sure and prompting != "what_is_wrong":
        turn.changes.slots[CONFIRMED] = True
        return True
    if intent == "goodbye" and prompting != "leaving":
        turn.prompting = "leaving"
        return True
    if intent == "deny" and not named and prompting == "leaving":
        turn.changes.slots[CONFIRMED] = False
        turn.prompting = "leaving"
        return True
    if intent in ("deny", "correct") or (named and prompting == "what_is_wrong"):
        if not turn.ask_again(named):
            turn.prompting = "what_is_wrong"
        return not (prompting == turn.prompting == "what_is_wrong")
    return False


def _is_same(value: Any, before: Any) -> bool:
    """Whether two values of a slot mean the same; the words it was said in do not count."""
    if isinstance(value, dict) and isinstance(before, dict):
        keys = {*value, *before} - {"text", "at", "spoken", "alphabet"}
        return all(value.get(key) == before.get(key) for key in keys)
    return bool(value == before)
