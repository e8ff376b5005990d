"""The number that the call comes from: offered, taken or refused."""

from rueckruf.answers.rung_numbers import SLOT, note_others, take_caller_number
from rueckruf.answers.said_number import is_offered
from rueckruf.dialogue.heard import SURE
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.unopposed import leaves_unopposed
from rueckruf.dialogue.verdict import ask_in_another_way, complaint, count_other_way
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.phone.offered import offers_another, speaks_of_it, suits, tells_two_apart
from rueckruf.spoken.phone.remarks import names_a_number, points_at_one, refuses_it
from rueckruf.spoken.phone.several import names_another
from rueckruf.spoken.text.judgement import finds_right, without_but
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import (
    adds,
    agrees,
    agrees_at_last,
    is_polite_yes,
    is_unopposed,
    objects,
    plainly_agrees,
    refuses,
    yes_behind_asking,
)

#: "Ja gut" only marvels behind a question.
_SHORTEST_YES = 2
_DENIALS = ("deny", "correct", "refuse_phone_number")


def is_told_apart(turn: Turn) -> bool:
    """Whether the offer is answered by a telephone and one that it is not: which of the two is offered is not told."""
    return is_offered(turn) and tells_two_apart(turn.heard.text)


def is_refused(turn: Turn) -> bool:
    """Whether the caller does not want to be rung on the number of the call."""
    text = turn.heard.text
    if is_offered(turn) and (found := suits(text)) is not None:
        return not found
    if is_told_apart(turn):
        return False
    if _denies(turn):
        return True
    speaks_of_it = turn.intent == "use_caller_number" or (turn.intent != "affirm" and names_a_number(text))
    return speaks_of_it and refuses_it(text) and not _is_one_of_several(turn)


def _denies(turn: Turn) -> bool:
    """Whether it is a no by its words, or surely by what it was taken for."""
    text, heard = turn.heard.text, turn.heard
    is_unsure = not heard.by_keys and heard.intent_confidence < DOUBTFUL
    if agrees(text) and "callback_time" in read(turn):
        return False  # "ja, aber nicht vor neun"
    if turn.intent in _DENIALS:
        return not is_unsure or refuses(text)
    return is_offered(turn) and objects(text)


def _is_one_of_several(turn: Turn) -> bool:
    """Whether it is one of several that are named: "unter dieser Nummer, und wenn nicht, mobil ..."."""
    found = turn.form.answers[SLOT].read(turn, {})
    return found is not None and any(reading.own_number for reading in found.reading)


def take_this_number(turn: Turn) -> bool:
    """Take it where the caller points at it; whether that, or anything else that is said, was taken."""
    found = take_values(turn)  # "Sabine Müller, morgen um zehn, unter dieser Nummer"
    if SLOT in turn.said:
        return found
    is_unsure = turn.heard.intent_confidence < DOUBTFUL
    if _agrees_to_offer(turn) or not (is_unsure or turn.before.question == Wording.REFUSED):
        return take_caller_number(turn) or found
    if not points_at_one(turn.heard.text):
        return found  # "die steht doch im Telefonbuch" is not the one that was just refused
    if is_unsure and not turn.before.other_ways:
        turn.after.caller_number = turn.heard.caller  # offered before it is taken, once
        count_other_way(turn)
        return found
    return take_caller_number(turn) or found


def _agrees_to_offer(turn: Turn) -> bool:
    return is_offered(turn) and (agrees(turn.heard.text) or suits(turn.heard.text) is True)


def refuses_own(turn: Turn) -> bool:
    """Take what else is said, and ask for another number unless it is something else that is wrong."""
    if not turn.key_verdict:
        take_values(turn)
    turn.is_answered = offers_another(turn.heard.text)  # "wenn das geht" asks nothing beside it
    ask_in_another_way(turn)
    if not (turn.corrects or complaint(turn)):  # "Nein, der Name ist Wolff" leaves the offer open
        turn.after.caller_number = None
        if SLOT not in turn.said:
            # "Nee, im Büro, das ist null vier null," begins another one.
            turn.prompting = Wording.MORE if turn.after.phone_digits else Wording.REFUSED
    return True


def agrees_to_own(turn: Turn) -> bool:
    """A yes, alone or along with other answers: "Ja, morgen um zehn"."""
    agreed = _agrees_to_it(turn)
    found = not turn.key_verdict and (agreed or agrees(turn.heard.text)) and take_values(turn)
    if not (agreed or found):
        return False
    if turn.after.phone_digits:
        return True  # "das ist meine, er hat die null eins sieben sechs ...", of which more may come
    if SLOT in turn.said:
        return _takes_own_first(turn) if not _is_one_of_several(turn) and _names_one_more(turn.heard.text) else True
    return take_caller_number(turn)


def _agrees_to_it(turn: Turn) -> bool:
    """A yes, or "ja, aber nicht vor neun", "ja, aber lassen Sie es lange läuten": nothing is against the number."""
    text = turn.heard.text
    if turn.intent == "affirm" or _suits(text) or _is_found_right(turn):
        return True
    is_unsure = turn.heard.intent_confidence < SURE and plainly_agrees(text)
    is_said = agrees(text) and ("callback_time" in read(turn) or is_unopposed(without_but(text)))
    return is_unsure or is_said or _leaves_it(turn)


def _suits(text: str) -> bool:
    """ "Die ist gut", also before one more: "*Die ist gut.* Geh ich nicht ran, dann wär da noch die vom Büro"."""
    first, dot, _ = text.partition(".")
    return suits(text) is True or (bool(dot) and names_another(text) and suits(first) is True)


def _is_found_right(turn: Turn) -> bool:
    """ "Das stimmt", and no question; or behind one: "woher haben Sie die denn? *Na gut, ja*"."""
    text = turn.heard.text
    if finds_right(text) is True and not turn.heard.is_question:
        return True
    return agrees_at_last(text) or _is_yes_in_full(yes_behind_asking(text))


def _is_yes_in_full(behind: str) -> bool:
    """ "*Ja die stimmt*", and not the "ja" of "woher haben Sie die denn ja so was"."""
    in_full = is_polite_yes(behind) and len(folded_words(behind)) > _SHORTEST_YES
    return bool(behind) and not refuses(behind) and (in_full or suits(behind) is True)


def _leaves_it(turn: Turn) -> bool:
    """Whether it is said again of the number, with nothing against it: never of something else."""
    return speaks_of_it(turn.heard.text) and leaves_unopposed(turn)


def _names_one_more(text: str) -> bool:
    """ "Ja, und zusätzlich mobil unter ...", "ja, sonst mobil ...", but not "ja, lieber mobil ..."."""
    return adds(text) or names_another(text)


def _takes_own_first(turn: Turn) -> bool:
    """What else is named is rung after the number of the call."""
    named = [turn.after.values[SLOT], *turn.after.other_phones]
    take_caller_number(turn)
    return note_others(turn, turn.after.values[SLOT], named) or True
