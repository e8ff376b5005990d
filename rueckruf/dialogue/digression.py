"""Digressions: rules and stories answer them, and the form sees to it that the call comes to an end."""

from dataclasses import replace

from rueckruf.dialogue import outcome
from rueckruf.dialogue.answer import Answer
from rueckruf.dialogue.heard import EVENTS, FINAL, STAYING, SURE
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.take import take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ERASING, LADDER, Wording

#: This many digressions in a row get an answer; the next one leads back to the question, and one more ends the call.
MOST_DIGRESSIONS = 3

#: Repeating one of these does not repeat the summary.
_SAID_ALONE = ERASING | {Wording.RETURNING}

#: Callers in danger or who want a person are always answered; when insults end the call is up to their rules.
_NEVER_LED_BACK = STAYING | {"insult"}

#: The values of ``FormState.insults``, for the rules: the first in a row, and any other.
_FIRST, _AGAIN = "first", "again"


def put_first(turn: Turn) -> None:
    """An urgent wish is answered whatever else was said; if the caller stays on the line, name and number are kept."""
    if turn.heard.intent in STAYING and take_values(turn):
        outcome.go_on(turn)
        turn.for_rules = turn.form.following(turn.after) is not None
    else:
        digress(turn)


def digress(turn: Turn) -> None:
    """Rules and stories answer, then the form asks its question again; callers who keep digressing are led back."""
    after, intent = turn.after, turn.heard.intent
    is_last = turn.ends or (intent in FINAL and turn.before.question == Wording.LEAVING)
    if is_last and not turn.agrees_and_leaves:
        turn.for_rules = True
        return
    put_off(turn)
    if _has_lost_the_thread(turn, may_be_led_back=intent not in FINAL | _NEVER_LED_BACK):
        return
    if intent in FINAL:
        ask_whether_to_end(turn)
    elif intent == "moment":
        after.prompting = Wording.WAITING
    else:
        _answer_first(turn)


def reply(turn: Turn, response: str | None, wording: Wording | None = None) -> bool:
    """Say ``response`` and ask again, in ``wording`` for this turn; counted like what rules answer. Always True."""
    if not _has_lost_the_thread(turn):
        turn.after.prompting = wording or _wording(turn)
        if response:
            turn.remark(response)
    return True


def _has_lost_the_thread(turn: Turn, may_be_led_back: bool = True) -> bool:
    """Count a digression; whether it is one too many, so that the caller is led back or the call ends."""
    _count(turn)
    if _repeats_summary(turn):
        turn.after.question = None
    if turn.after.digressions > MOST_DIGRESSIONS + 1:
        give_up(turn)
    elif turn.after.digressions > MOST_DIGRESSIONS and may_be_led_back:
        _lead_back(turn)
    else:
        return False
    return True


def _count(turn: Turn) -> None:
    """It counts as a digression; whoever was silent until now has misunderstood nothing."""
    turn.after.digressions = turn.before.digressions + 1
    turn.after.insults = _insults(turn)
    if turn.before.said_before is None:
        turn.after.misses = 0


def put_off(turn: Turn) -> None:
    """Remember of what is asked beside the matter what those who call back shall know."""
    for answer in turn.form.answers.values():
        answer.put_off(turn)


def _insults(turn: Turn) -> str | None:
    if turn.heard.intent != "insult":
        return None
    return _AGAIN if turn.before.insults else _FIRST


def assume(turn: Turn) -> bool:
    """Whether a caller who speaks no German has only left open what can be assumed."""
    heard = turn.heard
    no_german = heard.intent == "not_german" and heard.intent_confidence >= SURE
    return no_german and turn.answer is not None and turn.answer.assume(turn)


def _repeats_summary(turn: Turn) -> bool:
    """Repeating the summary repeats all of it, not the one answer that was read back last."""
    return turn.heard.intent == "repeat" and turn.asked == CONFIRMED and turn.after.question not in _SAID_ALONE


def give_up(turn: Turn) -> None:
    """End the call without a request."""
    if turn.heard.intent == "emergency":
        turn.remark("utter_emergency")
    turn.after.confirmed = False


def ask_at_last(turn: Turn) -> None:
    """Nobody is given up before one last question that a yes is enough for, where there is one; once each."""
    after = turn.after
    is_given_up = after.confirmed is False and turn.before.confirmed is None and after.prompting != Wording.LEAVING
    never_asked = EVENTS | FINAL | {"emergency"}
    if not is_given_up or turn.heard.intent in never_asked:
        return
    answer = turn.form.answers.get(turn.form.following(replace(after, confirmed=None)) or "")
    if answer is None:
        return
    if answer.slot in after.offered_at_last or not answer.offer_at_last(turn):
        _tell_at_last(turn, answer)
        return
    after.confirmed = None
    after.offered_at_last = [*after.offered_at_last, answer.slot]
    turn.remarks.clear()
    turn.for_rules = False
    after.question = after.prompting = Wording.AT_LAST
    after.misses, after.digressions, after.other_ways = len(LADDER), min(after.digressions, MOST_DIGRESSIONS + 1), 0


def _tell_at_last(turn: Turn, answer: Answer) -> None:
    """What helps next time, where this answer is what is missing."""
    if answer.when_given_up and turn.caller is None:
        turn.after.question = turn.after.prompting = answer.when_given_up


def ask_whether_to_end(turn: Turn) -> None:
    """Nobody is hung up on at the first sentence that only seems to end the call."""
    turn.after.question = turn.after.prompting = Wording.LEAVING if turn.asked == CONFIRMED else Wording.ENDING


def _lead_back(turn: Turn) -> None:
    turn.remark("utter_back_to_callback")
    turn.after.prompting = Wording.LAST_HELP


def _answer_first(turn: Turn) -> None:
    turn.for_rules = True
    turn.after.prompting = _wording(turn)


def _wording(turn: Turn) -> str | None:
    """How the open question comes back: in its own wording, from the last answered digression on as a help."""
    if turn.after.digressions >= MOST_DIGRESSIONS and turn.after.question not in ERASING:
        return LADDER[turn.after.digressions - MOST_DIGRESSIONS + 1]
    return turn.after.question
