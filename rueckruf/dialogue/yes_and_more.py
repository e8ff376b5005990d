"""A yes to the summary with a question or a plea behind it, which is answered before the thanks.

"Passt, aber keine Werbung bitte", "ja, und wer liest das alles?": who is asked "Stimmt das?" once more for that may say
the same again until the call is over.
"""

from rueckruf.dialogue.digression import put_off
from rueckruf.dialogue.heard import FACTS, FINAL, SURELY_HEARD
from rueckruf.dialogue.said_before import is_said_again
from rueckruf.dialogue.take import read
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import NO_YES_TO_ALL
from rueckruf.spoken.text.beside import wants_it_erased_then, wants_it_kept
from rueckruf.spoken.text.ending import speaks_of_an_end
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.question import asks, asks_for, asks_how
from rueckruf.spoken.text.yes_and_more import yes_and_more

_PRIVACY = "ask_privacy"
#: Not whether it must be said: so asks who may not want to. Of how to go on nothing is to be told any more.
_ANSWERED = FACTS - {"ask_obligation", "ask_duration"}
#: Of several that words may ask for, who reads it all.
_IN_ORDER = (_PRIVACY, *sorted(_ANSWERED - {_PRIVACY}))
_OFF_TOPIC = "utter_off_topic"
#: What a yes with a question behind it is taken for at times.
_SEEMS = frozenset({"affirm", "off_topic", "small_talk", "nlu_fallback"})


def agrees_and_more(turn: Turn) -> bool:
    """Whether that is said: it stands, and what was asked is answered."""
    found = yes_and_more(turn.heard.text)
    if found is None or not _may_be_a_yes(turn):
        return False
    if not (found.is_clear or _is_plea(found.more) or is_said_again(turn)):
        return False
    behind = turn.hearing(found.more)
    response = _answer(behind)
    if response is None or _touches_answers(behind):
        return False
    put_off(turn)
    turn.remark(response)
    turn.after.confirmed = True
    return True


def _may_be_a_yes(turn: Turn) -> bool:
    heard = turn.heard
    is_well_heard = heard.may_confirm and heard.speech_confidence >= SURELY_HEARD
    return is_well_heard and heard.intent not in FINAL and turn.before.question not in NO_YES_TO_ALL


def _answer(behind: Turn) -> str | None:
    """The response to what stands behind the yes; None where that is neither a question nor a plea."""
    more, intent = behind.heard.text, behind.heard.intent
    if _is_plea(more):
        return _response_to(_PRIVACY)
    if behind.heard.is_question:
        return _response_to(intent)
    fact = next((one for one in _IN_ORDER if asks_for(more, one)), None)
    if fact is None and intent in _SEEMS and (asks(more) or asks_how(more)):
        return _OFF_TOPIC
    return _response_to(fact)


def _response_to(fact: str | None) -> str | None:
    """As the rules have it, ``utter_cost`` to ``ask_cost``; None for what is not answered here."""
    return fact.replace("ask_", "utter_", 1) if fact in _ANSWERED else None


def _is_plea(more: str) -> bool:
    """Whether it asks what is promised anyhow: "aber keine Werbung", "und danach löschen Sie das"."""
    return wants_it_kept(more) or wants_it_erased_then(more)


def _touches_answers(behind: Turn) -> bool:
    """Whether it may change an answer, ask for one, or for an end: "ja, aber nicht an diese Nummer"."""
    more = behind.heard.text
    is_plea = _is_plea(more)
    if speaks_of_an_end(more) and not (is_plea or asks_how(more)):
        return True
    named = set() if is_plea else set(named_fields(more))
    answers = behind.form.answers
    is_wrong = bool(named & {*answers}) or finds_right(more) is False
    return is_wrong or _says_other_values(behind) or any(answer.is_unsettled(behind) for answer in answers.values())


def _says_other_values(behind: Turn) -> bool:
    return any(not behind.form.answers[slot].may_skip for slot in read(behind))
