"""A sentence that is said again to the letter, whatever is asked: an advertisement, a tape that plays on."""

from hashlib import sha256

from rueckruf.dialogue.heard import EVENTS, FINAL
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.text.loops import is_a_sentence
from rueckruf.spoken.text.words import words_and_digits

#: So often in a row people may say a sentence to one question.
_MOST_TIMES = 2


def is_played_again(turn: Turn) -> bool:
    """Whether the sentence just before was the same, and answered another question or had been said before, too.

    Not where it was hardly heard: then it was asked for again, and again.
    """
    last = turn.before.said_before
    if last is None or last["sentence"] != _sentence(turn):
        return False
    is_asked_for_again = turn.heard.is_doubtful and turn.asked in turn.before.doubted
    said_often = last["times"] >= _MOST_TIMES and not is_asked_for_again
    return last["sentence"] is not None and (last["asked"] != turn.asked or said_often)


def remember(turn: Turn) -> None:
    """Keep by what the sentence is known again, and how often in a row it was said; nothing of what ends the call."""
    if turn.heard.intent in EVENTS | FINAL:
        return
    last, sentence = turn.before.said_before, _sentence(turn)
    is_same = sentence is not None and last is not None and last["sentence"] == sentence
    times = last["times"] + 1 if is_same and last else 1
    turn.after.said_before = {"sentence": sentence, "asked": turn.asked, "times": times}


def _sentence(turn: Turn) -> str | None:
    """A digest of the words, of which nobody learns what was said; None of fewer than make a sentence."""
    text = turn.heard.text
    if turn.heard.by_keys or not is_a_sentence(text):
        return None
    return sha256(" ".join(words_and_digits(text)).encode()).hexdigest()
