"""A sentence that is said again to the letter, whatever is asked: an advertisement, a tape that plays on."""

from hashlib import sha256

from rueckruf.dialogue.heard import EVENTS, FINAL
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.text.loops import is_a_sentence
from rueckruf.spoken.text.words import words_and_digits


def is_played_again(turn: Turn) -> bool:
    """Whether the sentence just before was the same, and was first said to another question.

    To the same question people say it again as often as they are not understood.
    """
    return _first_asked(turn) not in (None, turn.asked)


def is_said_again(turn: Turn) -> bool:
    """Whether the sentence just before was the same, and to the same question."""
    return turn.asked is not None and _first_asked(turn) == turn.asked


def remember(turn: Turn) -> None:
    """Keep by what the sentence is known again, and what was asked when it came first; not what ends the call."""
    if turn.heard.intent not in EVENTS | FINAL:
        turn.after.said_before = {"sentence": _sentence(turn), "asked": _first_asked(turn) or turn.asked}


def _first_asked(turn: Turn) -> str | None:
    """What was asked when the sentence was said first, if it is the one that was said last."""
    last, sentence = turn.before.said_before, _sentence(turn)
    return last["asked"] if sentence and last and last["sentence"] == sentence else None


def _sentence(turn: Turn) -> str | None:
    """A digest of the words, of which nobody learns what was said; None of fewer than make a sentence."""
    text = turn.heard.text
    if turn.heard.by_keys or not is_a_sentence(text):
        return None
    return sha256(" ".join(words_and_digits(text)).encode()).hexdigest()
