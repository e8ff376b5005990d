"""What is said beside the matter: rules and stories answer it, the form sees to it that the call comes to an end."""

from dataclasses import replace

from rueckruf.callbacks.form import outcome
from rueckruf.callbacks.form.heard import FINAL, STAYING, SURE
from rueckruf.callbacks.form.narrowing import accept_vague
from rueckruf.callbacks.form.turn import CONFIRMED, LADDER, Changes, Turn, asked_next
from rueckruf.callbacks.form.values import take_values

#: So many digressions in a row get an answer; the next one leads back to the question, and one more ends the call.
MOST_DIGRESSIONS = 3

#: Who is in need or wants a person is answered as ever; where insults end is told by their stories.
_NEVER_LED_BACK = STAYING | {"insult"}

_SOON = "so bald wie möglich"


def put_first(turn: Turn) -> Changes:
    """An urgent wish is answered whatever else was said; who stays on the line has given his name or number."""
    if turn.heard.intent in STAYING and take_values(turn):
        turn.changes.beside = asked_next(turn.after) is not None
        return outcome.go_on(turn)
    return digress(turn)


def digress(turn: Turn) -> Changes:
    """Rules and stories answer, then the form asks its question again; who does so again and again is led back."""
    changes, intent = turn.changes, turn.heard.intent
    if turn.ends or (intent in FINAL and turn.slots.get("question") == "leaving"):
        changes.beside = True
        return changes
    digressions = int(turn.slots.get("digressions") or 0) + 1
    changes.slots["digressions"] = digressions
    if intent == "repeat" and turn.asked == CONFIRMED:
        changes.slots["question"] = None  # to repeat the summary is to repeat all of it
    if digressions > MOST_DIGRESSIONS + 1:
        if intent == "emergency":
            turn.remark("utter_emergency")
        changes.slots[CONFIRMED] = False
    elif intent in FINAL:
        changes.slots["question"] = changes.slots["prompting"] = "leaving" if turn.asked == CONFIRMED else "ending"
    elif digressions > MOST_DIGRESSIONS and intent not in _NEVER_LED_BACK:
        turn.remark("utter_back_to_callback")
        changes.slots["prompting"] = LADDER[-1]
    else:
        changes.beside = intent != "moment"
        changes.slots["prompting"] = "waiting" if intent == "moment" else _wording(turn, digressions)
    return changes


def call_back_soon(turn: Turn) -> bool:
    """Whether one who speaks no German has only the time left to give: then it is as soon as possible."""
    heard = turn.heard
    if (heard.intent, turn.asked) != ("not_german", "callback_time") or heard.intent_confidence < SURE:
        return False
    return accept_vague(turn) or take_values(replace(turn, heard=replace(heard, text=_SOON)))


def _wording(turn: Turn, digressions: int) -> str | None:
    """How the open question comes back: in its own words, from the last answered digression on as a help."""
    if digressions >= MOST_DIGRESSIONS:
        return LADDER[digressions - MOST_DIGRESSIONS + 1]
    prompting: str | None = turn.after.get("question")
    return prompting
