"""Words to a question for yes or no that say neither, and nothing else: said again they leave it as it was read out.

Nobody who never objects is asked until the call ends without a request.
"""

from rueckruf.dialogue.heard import EVENTS, FINAL, SURE, SURELY_HEARD
from rueckruf.dialogue.said_before import is_said_again
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.take import read
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import LADDER, NO_YES_TO_ALL
from rueckruf.spoken.text.beside import asks_to_wait
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.question import asks, asks_how
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import agrees, is_polite_yes, is_unopposed, says_yes_and_changes_nothing

#: Other words count from the third time on.
_OTHER_WORDS = 2

#: How a yes is kept that was hardly heard.
_YES = "yes"

#: These want something else, however they are worded, and what surely gives an answer was not understood.
_NO_ANSWER = (
    EVENTS
    | FINAL
    | {"moment", "repeat", "help", "insult", "emergency", "request_person", "not_german", "deny", "correct"}
)

#: These are none, whatever word they begin with.
_NO_YES = frozenset({"emergency", "request_person", "deny", "correct", "repeat"})


def leaves_unopposed(turn: Turn) -> bool:
    """Whether it stands by now: "das sehen die Kollegen dann ja" once more, or for the third time no objection."""
    if turn.before.question in NO_YES_TO_ALL:
        return False
    if _agrees_after_all_help(turn):
        return True
    if not _is_unopposed(turn):
        return False
    said, before = f"{turn.asked}: {' '.join(folded_words(turn.heard.text))}", turn.before.doubted.get(CONFIRMED, [])
    same = [one for one in before if one.startswith(f"{turn.asked}:")]
    turn.after.doubted[CONFIRMED] = [*before, said]
    return said in same or len(same) >= _OTHER_WORDS


def _agrees_after_all_help(turn: Turn) -> bool:
    """Whether a yes to the summary begins what would else end the call, or was said just before to the letter: "ja, wer
    weiß, ob da einer anruft".

    Nothing in it is refused, changed or named, and no help was of any use.
    """
    is_last = _ends_in_vain(turn) or is_said_again(turn)
    return turn.asked == CONFIRMED and is_last and _is_sound(turn) and _begins_with_yes(turn)


def _ends_in_vain(turn: Turn) -> bool:
    """Whether one more that is not understood, or asked beside the matter, ends the call."""
    return turn.before.misses >= len(LADDER) or turn.before.digressions > len(LADDER)


def _is_sound(turn: Turn) -> bool:
    heard = turn.heard
    is_well_heard = heard.may_confirm and heard.speech_confidence >= SURELY_HEARD
    return is_well_heard and not heard.by_keys and heard.intent not in _NO_YES | EVENTS | FINAL


def _begins_with_yes(turn: Turn) -> bool:
    text = turn.heard.text
    wants_more = asks_to_wait(text) or asks(text) or asks_how(text) or named_fields(text)
    return says_yes_and_changes_nothing(text) and not (wants_more or read(turn))


def agrees_again(turn: Turn) -> bool:
    """Whether a bare yes that was hardly heard is said for the second time: over a telephone line, 15 of 15 such were
    one, and 335 of 335 that were better heard.
    """
    text = turn.heard.text
    if turn.heard.talked_over or not (turn.asks_yes_or_no and agrees(text) and is_polite_yes(text)):
        return False
    said, before = f"{turn.asked}: {_YES}", turn.before.doubted.get(CONFIRMED, [])
    turn.after.doubted[CONFIRMED] = [*before, said]
    return said in before


def _is_unopposed(turn: Turn) -> bool:
    heard = turn.heard
    if heard.by_keys or heard.speech_confidence < SURELY_HEARD or not heard.may_confirm or _wants_something(turn):
        return False
    if not _is_speech(heard.text) or named_fields(heard.text):
        return False
    return is_unopposed(heard.text) and not read(turn)


def _is_speech(text: str) -> bool:
    """Whether any word holds others together, which noise has none of."""
    return not word_set("ordinary_words", "function").isdisjoint(folded_words(text))


def _wants_something(turn: Turn) -> bool:
    """Whether the intent surely is none that may be a yes."""
    heard = turn.heard
    gives_answer = any(heard.intent in answer.intents for answer in turn.form.answers.values())
    return heard.intent in _NO_ANSWER or heard.is_question or (gives_answer and heard.intent_confidence >= SURE)
