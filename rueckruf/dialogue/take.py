"""The answers in one sentence, and what becomes of them."""

from rueckruf.dialogue.answer import Found
from rueckruf.dialogue.turn import Turn


def read(turn: Turn) -> dict[str, Found]:
    """The answers in the sentence by slot, read once as a whole: the digits of a number are not a time."""
    found: dict[str, Found] = {}
    for slot, answer in turn.form.answers.items():
        reading = answer.read(turn, {name: one.spans for name, one in found.items()})
        if reading is not None:
            found[slot] = reading
    return found


def take_values(turn: Turn) -> bool:
    """Take all answers in the sentence; whether any of them brings the form forward."""
    forward = [turn.form.answers[slot].take(turn, found.reading) for slot, found in read(turn).items()]
    return any(forward)
