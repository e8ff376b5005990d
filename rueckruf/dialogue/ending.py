"""The answer to "Möchten Sie das Gespräch beenden?", which is asked where a sentence only seemed to ask for it."""

from dataclasses import replace

from rueckruf.dialogue import outcome
from rueckruf.dialogue.digression import ask_whether_to_end
from rueckruf.dialogue.heard import FINAL, SURE_DESPITE_AN_ANSWER
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.text.ending import (
    calls_it_off,
    closes,
    does_it_themselves,
    names_the_end,
    speaks_of_an_end,
    wants_to_stay,
)


def answer_ending(turn: Turn) -> bool:
    """End the call at the second mention of it, or go on; whether the question was open and got an answer."""
    if turn.before.question != Wording.ENDING:
        return False
    stays = wants_to_stay(turn.heard.text)
    if not stays and _answers_instead(turn):
        outcome.go_on(turn)
        return True
    if not stays and _ends(turn):
        turn.after.confirmed = False
        turn.after.prompting = Wording.LEAVING
        return True
    if stays or turn.intent in ("deny", "request_callback"):
        if not turn.key_verdict:
            take_values(turn)
        outcome.go_on(turn)
        return True
    return False


def asks_to_leave(turn: Turn) -> bool:
    """Whether callers call it off, or will rather call or come themselves, and are asked if that is to end the call."""
    if turn.is_urgent or turn.before.question == Wording.LEAVING:
        return False
    if not (does_it_themselves(turn.heard.text) or _calls_it_off(turn)):
        return False
    if turn.keeps_the_line:
        return False
    ask_whether_to_end(turn)
    return True


def _calls_it_off(turn: Turn) -> bool:
    """Not with a value: "am Freitag um zehn, am Montag brauch ich den Anruf nicht"."""
    text = turn.heard.text
    says_so = calls_it_off(text) and not wants_to_stay(text)
    return says_so and all(turn.form.answers[slot].may_skip for slot in read(turn))


def _ends(turn: Turn) -> bool:
    text = turn.heard.text
    says_so = turn.intent == "affirm" or (turn.intent in FINAL and not turn.is_no_end)
    return says_so or any(ends(text) for ends in (names_the_end, closes, does_it_themselves, calls_it_off))


def _answers_instead(turn: Turn) -> bool:
    """Whether the next question is answered, where no word speaks of an end and it is not surely one.

    "Eschrich, aus Suhl, nicht aus Zella", taken for a wrong number. Or a whole number is dictated.
    """
    heard = turn.heard
    if turn.keeps_the_line:
        return take_values(turn)
    if heard.intent not in FINAL or heard.intent_confidence >= SURE_DESPITE_AN_ANSWER or speaks_of_an_end(heard.text):
        return False
    turn.heard = replace(heard, intent="nlu_fallback")
    answers = take_values(turn)
    turn.heard = heard
    return answers
