"""How a turn ends: the form goes forward or climbs the ladder of helps.

The slot ``question`` says in which of its own wordings the open question stands, ``prompting`` which wording is due
now: a help or a moment to wait passes, the question stands until it is answered.
"""

from collections.abc import Mapping
from typing import Any

from rueckruf.callbacks.form.turn import CONFIRMED, LADDER, Changes, Turn, asked_next

#: So many misses are answered by the question's own wording, said anew: it offers something or tells more than a help.
ASKED_ANEW = {"offer": 1, "alternative": 1, "more": 1, "leaving": 1, "ending": 1, "what_is_wrong": 2}


def begin(turn: Turn) -> Changes:
    """The call begins, and with it the first question."""
    return Changes({"caller_number": turn.heard.caller, "misses": 0})


def go_on(turn: Turn) -> Changes:
    """Something was understood: the next question, or what is read back."""
    slots = turn.changes.slots
    following = asked_next(turn.after)
    prompting = turn.prompting or _own_wording(turn.after, following)
    if following == CONFIRMED and prompting is None:
        prompting = _read_back(turn.after.get("changed"))
        slots["changed"] = []
    slots.update(question=prompting, prompting=prompting, digressions=0)
    slots.setdefault("misses", 0)
    return turn.changes


def miss(turn: Turn) -> Changes:
    """Nothing was said or understood: the next help, at last the end."""
    misses = int(turn.slots.get("misses") or 0) + 1
    if turn.heard.intent == "refuse_phone_number" and turn.asked == "phone_number":
        turn.remark("utter_why_phone_number")
    if misses > len(LADDER):
        turn.changes.slots[CONFIRMED] = False
        turn.changes.remarks.clear()
    own = _own_wording(turn.after, asked_next(turn.after))
    stays = own == _own_wording(turn.slots, turn.asked)
    question = turn.prompting or (turn.slots.get("question") if stays else own)
    prompting = _help(turn, misses, question) or question
    turn.changes.slots.update(misses=misses, question=question, prompting=prompting)
    return turn.changes


def _help(turn: Turn, misses: int, question: str | None) -> str | None:
    """The help that is due; None where the question is asked in its own wording again."""
    if misses <= ASKED_ANEW.get(question or "", 0):
        return None
    if misses == 1 and (turn.changes.remarks or turn.heard.intent == "request_callback"):
        return None  # it was understood, and where it cannot be the reason is told: only to ask on
    prompting = LADDER[min(misses, len(LADDER)) - 1]
    if misses == 1 and turn.heard.intent == "caller_silent":
        prompting = "silent"
    return prompting


def _own_wording(slots: Mapping[str, Any], asked: str | None) -> str | None:
    """In which wording a question stands by what is known of its answer."""
    prompting = "correction" if asked in (slots.get("disputed") or {}) else None
    if asked == "phone_number":
        offered = slots.get("caller_number")
        prompting = "more" if slots.get("phone_digits") else prompting or ("offer" if offered else None)
    if asked == "callback_time" and (vague := slots.get("vague_time")):
        prompting = vague["prompting"]
    if asked == "callback_time" and slots.get("alternatives"):
        prompting = "alternative"
    return prompting


def _read_back(changed: list[str] | None) -> str | None:
    """The one slot that has changed since it was last read back; None: all of them are read back."""
    return changed[0] if changed and len(changed) == 1 else None
