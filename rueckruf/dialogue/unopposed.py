"""Words to a question for yes or no that say neither, and nothing else: said again they leave it as it was read out.

Nobody who never objects is asked until the call ends without a request.
"""

from rueckruf.dialogue.heard import EVENTS, FINAL, SURE, SURELY_HEARD
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.take import read
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ERASING, Wording
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import agrees, is_polite_yes, is_unopposed

#: Other words count from the third time on.
_OTHER_WORDS = 2

#: How a yes is kept that was hardly heard.
_YES = "yes"

#: To these such words are no answer: they ask for more than a yes.
_OTHER_QUESTIONS = ERASING | {Wording.WHAT_IS_WRONG, Wording.LEAVING, Wording.ENDING, Wording.RETURNING}

#: These want something else, however they are worded, and what surely gives an answer was not understood.
_NO_ANSWER = (
    EVENTS
    | FINAL
    | {"moment", "repeat", "help", "insult", "emergency", "request_person", "not_german", "deny", "correct"}
)


def leaves_unopposed(turn: Turn) -> bool:
    """Whether it stands by now: "das sehen die Kollegen dann ja" once more, or for the third time no objection."""
    if turn.before.question in _OTHER_QUESTIONS or not _is_unopposed(turn):
        return False
    said, before = f"{turn.asked}: {' '.join(folded_words(turn.heard.text))}", turn.before.doubted.get(CONFIRMED, [])
    same = [one for one in before if one.startswith(f"{turn.asked}:")]
    turn.after.doubted[CONFIRMED] = [*before, said]
    return said in same or len(same) >= _OTHER_WORDS


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
