"""What is said instead of an answer and told by its words alone: whoever says so wants neither help nor an end."""

from rueckruf.dialogue import outcome
from rueckruf.dialogue.digression import ask_whether_to_end, reply
from rueckruf.dialogue.heard import STAYING, SURE
from rueckruf.dialogue.take import read
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ERASING, Wording
from rueckruf.spoken.name.spoken_to import calls_somebody
from rueckruf.spoken.text.beside import (
    asks_whether_heard,
    asks_which,
    does_not_know,
    only_greets,
    talks_to_others,
    will_not_tell,
)
from rueckruf.spoken.text.ending import speaks_of_an_end, takes_leave
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.yes_and_no import agrees

#: To these each word may be an answer.
_OTHER_QUESTIONS = ERASING | {Wording.RETURNING, Wording.LEAVING}


def answer_beside(turn: Turn) -> bool:
    """Whether nothing but that was said: "sind Sie noch da", "Schatz, mach mal leiser", "die weiß ich nicht"."""
    if turn.heard.by_keys or turn.heard.intent in STAYING or turn.before.question in _OTHER_QUESTIONS:
        return False
    text = turn.heard.text
    if response := _told_back(turn):
        return _is_all(turn) and reply(turn, response)
    if talks_to_others(text) or calls_somebody(text):
        return _is_all(turn) and reply(turn, None, Wording.WAITING)
    return _only_greets(turn) or _does_not_tell(turn)


def _does_not_tell(turn: Turn) -> bool:
    return _does_not_know(turn) or _will_not_tell(turn)


def _only_greets(turn: Turn) -> bool:
    """Whoever greets back at the opening is asked at once."""
    return turn.opens and only_greets(turn.heard.text) and reply(turn, None)


def _is_all(turn: Turn) -> bool:
    """Whether no answer is said beside it, yes and no included."""
    if turn.intent == "affirm" and turn.asks_yes_or_no:
        return False
    return all(turn.form.answers[slot].may_skip for slot in read(turn))


def _told_back(turn: Turn) -> str:
    """What is told who asks whether anybody is there, or what is wanted: "Vorname oder Nachname?"."""
    answer, text = turn.answer, turn.heard.text
    if asks_whether_heard(text):
        return "utter_still_there"
    if answer is None or turn.opens or turn.before.question is not None:
        return ""
    return answer.when_asked_back if answer.when_asked_back and asks_which(text, answer.slot) else ""


def _does_not_know(turn: Turn) -> bool:
    """What helps the first time, on the ladder of helps: the number may be looked up, any day will do for the time."""
    answer = turn.answer
    if answer is None or answer.when_unknown is None or _means_something_else(turn):
        return False
    if not does_not_know(turn.heard.text, answer.slot) or _leaves(turn) or not _is_all(turn):
        return False
    outcome.miss(turn)
    if turn.after.misses == 1 and turn.before.question is None and not turn.remarks:
        turn.after.prompting = answer.when_unknown
    return True


def _means_something_else(turn: Turn) -> bool:
    """ "Da muss ich erst in den Kalender gucken", "*ja, die bitte*, meine neue hab ich noch nicht im Kopf"."""
    looks_it_up = turn.heard.intent == "moment" and turn.heard.intent_confidence >= SURE
    agreed = turn.asks_yes_or_no and agrees(turn.heard.text)
    return looks_it_up or agreed or asks(turn.heard.text)


def _will_not_tell(turn: Turn) -> bool:
    """Who refuses hears that nobody must; whoever takes leave as well is asked whether that is to end the call."""
    answer, text = turn.answer, turn.heard.text
    if answer is None or turn.before.question is not None or _leaves(turn):
        return False
    if not (will_not_tell(text) or turn.heard.intent == "refuse_phone_number") or not _is_all(turn):
        return False
    if takes_leave(text):
        ask_whether_to_end(turn)
        return True
    return _reassures(turn, answer.when_refused)


def _reassures(turn: Turn, response: str) -> bool:
    return bool(response) and will_not_tell(turn.heard.text) and reply(turn, response)


def _leaves(turn: Turn) -> bool:
    """ "Nein danke, den sag ich nicht, auf Wiederhören"; not "die kenn ich nicht, ich rufe da nie selber an"."""
    return turn.ends and speaks_of_an_end(turn.heard.text)
