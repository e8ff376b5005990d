"""The way into the form: one utterance, and what it changes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from rueckruf.dialogue import outcome
from rueckruf.dialogue.answer import Form
from rueckruf.dialogue.beside import answer_beside
from rueckruf.dialogue.digression import ask_at_last, ask_whether_to_end, assume, digress, give_up, put_first
from rueckruf.dialogue.doubt import ask_doubtful_again
from rueckruf.dialogue.ending import answer_ending, asks_to_leave
from rueckruf.dialogue.heard import AGAINST_A_YES, EVENTS, FINAL, NEVER_BESIDE, STAYING, SURE, Heard
from rueckruf.dialogue.returning import answer_returning
from rueckruf.dialogue.said_before import is_played_again, remember
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.unopposed import agrees_again
from rueckruf.dialogue.verdict import answer_question, answer_summary, complaint, start_over, wants_another
from rueckruf.dialogue.wording import NO_YES_TO_ALL, Wording
from rueckruf.spoken.text.abuse import without_abuse
from rueckruf.spoken.text.beside import asks_to_wait, wants_it_erased_then
from rueckruf.spoken.text.earlier_request import stops_mailings, tells_of_mailings, wants_a_call_then
from rueckruf.spoken.text.ending import closes, reaches_us_now
from rueckruf.spoken.text.english import in_german
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.question import names_fact
from rueckruf.spoken.text.yes_and_more import is_behind_a_mark, takes_back, without_remark
from rueckruf.spoken.text.yes_and_no import (
    agrees,
    behind_asking_back,
    is_polite_yes,
    misheard_no,
    objects,
    plainly_agrees,
    spelled_out,
    without_demands,
)

#: How often in a call a turn may leave as much open: a number that is dictated digit by digit takes twelve of them.
MOST_ROUNDS = 15

#: So many turns from the first one on may bring nothing, whether they were not understood or asked something else.
MOST_IN_VAIN = 5

#: What else counts towards an end of the call (``FormState``).
_COUNTED = ("misses", "digressions", "refusals", "other_ways", "changes")


def understood(slots: Mapping[str, Any], asked: str | None, heard: Heard, form: Form, now: datetime) -> Turn:
    """The turn, with what ``heard`` changes when ``asked`` was the open question.

    ``now`` is naive Berlin wall-clock time. The database was not asked: ``returning.py`` tells whether it is to be.
    """
    if heard.intent == "not_german":
        heard = replace(heard, text=in_german(heard.text))
    heard = _as_matter(heard) if asked != CONFIRMED and wants_a_call_then(heard.text) else _as_meant(heard)
    turn = Turn(form, FormState.from_slots(slots, form.answers), asked, heard, now)
    if turn.asks_yes_or_no and not heard.by_keys:
        turn.heard = _answer_in(heard)
        turn.heard = _without_remark(turn)
    if heard.talked_over or heard.intent == "repeat":
        turn.after.phone_read_back = None  # they may not have caught it
    _step(turn)
    remember(turn)
    _count_round(turn)
    ask_at_last(turn)
    if turn.answer and turn.asked not in turn.said:
        turn.answer.left_open(turn)
    return turn


def _as_matter(heard: Heard) -> Heard:
    """That data shall be erased and somebody call then is what it is about, whatever it was taken for."""
    return heard if heard.intent in EVENTS else replace(heard, intent="inform_concern", intent_confidence=1.0)


def _as_meant(heard: Heard) -> Heard:
    """What seems to end the call, unless its words are of another call or of what else shall end; so of advertising."""
    if heard.intent == "ask_privacy" and tells_of_mailings(heard.text):
        return replace(heard, intent="inform_concern")
    if heard.intent not in FINAL:
        return heard
    if agrees(heard.text) and wants_it_erased_then(heard.text):
        return replace(heard, intent="ask_privacy")  # "ja, und danach löschen Sie das" is promised anyhow
    if reaches_us_now(heard.text):
        return replace(heard, intent="request_callback")
    return replace(heard, intent="inform_concern") if stops_mailings(heard.text) else heard


def _count_round(turn: Turn) -> None:
    """Each turn answers something, counts towards an end or goes round in a circle: so that no call is without end."""
    after, goes_round = turn.after, _goes_round(turn)
    after.rounds = turn.before.rounds + goes_round
    is_endless = (goes_round and after.rounds > MOST_ROUNDS) or _is_in_vain(turn)
    if is_endless and after.confirmed is None:
        turn.remarks.clear()
        turn.for_rules = False
        give_up(turn)


def _goes_round(turn: Turn) -> bool:
    before, after = turn.before, turn.after
    ends = turn.for_rules and turn.heard.intent in FINAL | EVENTS
    counts = ends or any(getattr(after, one) > getattr(before, one) for one in _COUNTED)
    return not (turn.asked is None or counts or _says_something_new(turn))


def _is_in_vain(turn: Turn) -> bool:
    """Whether nothing has been an answer since the call began: whoever is overheard talks to others."""
    after = turn.after
    is_known = bool(after.disputed) or any(after.values.get(slot) for slot in turn.form.asked)
    counted = turn.heard.intent not in EVENTS | FINAL | STAYING
    return counted and not is_known and after.misses + after.digressions > MOST_IN_VAIN


def _says_something_new(turn: Turn) -> bool:
    """Whether less is open than before, or another answer takes the place of one that stood."""
    before, after = turn.before, turn.after
    replaced = any(old and after.values.get(slot) not in (None, False, old) for slot, old in before.values.items())
    return replaced or _still_open(turn, after) < _still_open(turn, before)


def _still_open(turn: Turn, state: FormState) -> int:
    return sum(state.values.get(slot) is None for slot in turn.form.asked) + (state.confirmed is None)


def _answer_in(heard: Heard) -> Heard:
    """The yes or no that is misheard as something else, spelled, in English, beside an insult or behind asking back."""
    heard = replace(heard, text=behind_asking_back(heard.text))
    if no := misheard_no(heard.text):
        return replace(heard, text=no, intent="deny")
    if (word := spelled_out(heard.text)) != heard.text:
        return replace(heard, text=word, intent="deny" if objects(word) else "affirm")
    if heard.intent not in ("insult", "not_german"):
        return heard
    said = without_abuse(heard.text) if heard.intent == "insult" else heard.text
    if is_polite_yes(said):
        return replace(heard, text=said, intent="affirm")
    is_no = objects(said) or finds_right(said) is False
    return replace(heard, text=said, intent="deny") if is_no else heard


def _without_remark(turn: Turn) -> Heard:
    """What was heard without how they shall go about it, and what else a yes stands beside, where no answer is said."""
    text = turn.heard.text
    if takes_back(text):
        return turn.heard
    if (yes := without_demands(text)) != text and not named_fields(text):
        return turn.heard if _says_more_than_a_concern(turn) else replace(turn.heard, text=yes)
    yes = without_remark(text)
    if yes == text or read(turn) or not _is_beside(turn.hearing(text[len(yes) :])):
        return turn.heard
    return replace(turn.heard, text=yes)


def _is_beside(behind: Turn) -> bool:
    """Whether what stands behind a yes is no answer, and none of its words is surely what it was taken for."""
    heard = behind.heard
    if heard.intent in NEVER_BESIDE | EVENTS or behind.before.question in NO_YES_TO_ALL:
        return False
    if heard.intent in AGAINST_A_YES and not is_behind_a_mark(heard.text):
        return False
    if heard.is_question and names_fact(heard.text, heard.intent):
        return False
    answers = behind.form.answers.values()
    return not (read(behind) or any(answer.is_unsettled(behind) for answer in answers)) and behind.allows_farewell


def _says_more_than_a_concern(turn: Turn) -> bool:
    return any(not turn.form.answers[slot].may_skip for slot in read(turn))


def _step(turn: Turn) -> None:
    heard = turn.heard
    if heard.intent in EVENTS:
        _take_event(turn)
    elif _is_noise(turn):
        outcome.miss(turn)
    elif _is_told_by_its_words(turn):
        return
    elif _comes_first(turn):
        put_first(turn)
    elif _is_understood(turn):
        ask_doubtful_again(turn)
        outcome.go_on(turn)
        turn.for_rules = _asks_as_well(turn)
    elif assume(turn):
        outcome.go_on(turn)
        turn.for_rules = True
    elif _is_digression(turn):
        digress(turn)
    else:
        _nothing_understood(turn)


def _is_told_by_its_words(turn: Turn) -> bool:
    """Whether it was dealt with whatever it was taken for."""
    if start_over(turn):
        outcome.go_on(turn)
        return True
    return answer_beside(turn) or answer_ending(turn) or answer_returning(turn) or asks_to_leave(turn)


def _is_noise(turn: Turn) -> bool:
    is_machine = turn.heard.is_inaudible and not agrees_again(turn)
    is_tape = is_played_again(turn) and not _comes_first(turn)
    return is_machine or is_tape or turn.is_misheard_end


def _take_event(turn: Turn) -> None:
    """What nobody says: the beginning, a silence; rules follow everything else that happens on the line."""
    if turn.heard.intent == "call_started":
        turn.after.caller_number = turn.heard.caller
        turn.after.prompting = Wording.FIRST
    elif turn.heard.intent == "caller_silent":
        _nothing_understood(turn)
    else:
        turn.for_rules = True


def _is_digression(turn: Turn) -> bool:
    if turn.heard.intent == "moment":
        return not turn.announces_a_question
    return not (turn.may_answer or turn.is_no_end or turn.is_no_question)


def _nothing_understood(turn: Turn) -> None:
    if turn.answer and turn.answer.accept(turn):
        outcome.go_on(turn)
    elif turn.asked != CONFIRMED and closes(turn.heard.text):
        ask_whether_to_end(turn)
    else:
        outcome.miss(turn)


def _comes_first(turn: Turn) -> bool:
    """Whether it is an urgent wish. A goodbye at the summary is not: it is asked about before anything is lost."""
    is_answer = turn.intent == "affirm" or (turn.intent == "goodbye" and turn.asked == CONFIRMED)
    return turn.is_urgent and not is_answer


def _asks_as_well(turn: Turn) -> bool:
    """Whether rules answer a question in the sentence before the form asks its own next one."""
    asks_something = turn.heard.is_question and not (turn.is_answered or turn.only_seems_beside)
    return asks_something and turn.form.following(turn.after) is not None


def _is_understood(turn: Turn) -> bool:
    """Whether the utterance brought the form forward."""
    if turn.heard.intent == "moment" and not _agrees_in_haste(turn):  # "Moment, ... null drei null" may be an answer
        return wants_another(turn) or (_refuses_in_haste(turn) and _answers_offer(turn)) or take_values(turn)
    if turn.asked == CONFIRMED:
        return answer_summary(turn)
    return _answers_offer(turn) or answer_question(turn) or complaint(turn)


def _agrees_in_haste(turn: Turn) -> bool:
    """ "Passt, ich muss wieder hoch": a yes, and nobody is to wait."""
    text = turn.heard.text
    unsure = turn.heard.intent_confidence < SURE
    agrees, right = plainly_agrees(text), finds_right(text) is True
    plainly = turn.agrees_plainly or (agrees and right) or (unsure and (agrees or right))
    return turn.asks_yes_or_no and plainly


def _refuses_in_haste(turn: Turn) -> bool:
    """ "Nein, im Büro, das Handy stell ich gleich aus": a no with a reason, and nobody is to wait."""
    text = turn.heard.text
    return turn.asks_yes_or_no and objects(text) and not asks_to_wait(text)


def _answers_offer(turn: Turn) -> bool:
    return any(answer.answer_offer(turn) for answer in turn.form.answers.values())
