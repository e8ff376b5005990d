"""How a turn ends: the form goes forward, waits, or climbs the ladder of helps."""

from rueckruf.callbacks.form.turn import CONFIRMED, Changes, Turn, asked_next

#: The wording of a question after so many misses; one more and the call ends.
LADDER = ("again", "example", "last_help")


def begin(turn: Turn) -> Changes:
    """The call begins, and with it the first question."""
    return Changes({"caller_number": turn.heard.caller, "misses": 0})


def wait() -> Changes:
    """The caller asked for a moment; nothing of what was tried to be read counts."""
    changes = Changes()
    changes.slots["prompting"] = "waiting"
    return changes


def go_on(turn: Turn) -> Changes:
    """Something was understood: the next question, or what is read back."""
    slots = turn.changes.slots
    following = asked_next(turn.after)
    prompting = turn.prompting
    if following == CONFIRMED and prompting is None:
        prompting = _read_back(turn.after.get("changed"))
        slots["changed"] = []
    if following == "phone_number" and prompting is None and turn.after.get("caller_number"):
        prompting = "offer"
    if following == "callback_time" and prompting is None and (vague := turn.after.get("vague_time")):
        prompting = vague["prompting"]
    slots.update(prompting=prompting, misses=0)
    return turn.changes


def miss(turn: Turn) -> Changes:
    """Nothing was said or understood: the next help, at last the end."""
    misses = int(turn.slots.get("misses") or 0) + 1
    if turn.heard.intent == "refuse_phone_number":
        turn.remark("utter_why_phone_number")
    if misses > len(LADDER):
        turn.changes.slots[CONFIRMED] = False
    prompting: str | None = turn.prompting or LADDER[min(misses, len(LADDER)) - 1]
    if misses == 1 and turn.heard.intent == "caller_silent":
        prompting = "silent"
    if misses == 1 and (turn.changes.remarks or turn.heard.intent == "request_callback"):
        prompting = turn.prompting  # it was understood, and where it cannot be the reason is told: only to ask on
    turn.changes.slots.update(misses=misses, prompting=prompting)
    return turn.changes


def _read_back(changed: list[str] | None) -> str | None:
    """The one slot that has changed since it was last read back; None: all of them are read back."""
    return changed[0] if changed and len(changed) == 1 else None
