"""The answer to "Möchten Sie das Gespräch beenden?", which is asked where a sentence only seemed to ask for it."""

from rueckruf.dialogue import outcome
from rueckruf.dialogue.heard import FINAL
from rueckruf.dialogue.take import take_values
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.text.ending import closes, names_the_end, wants_to_stay


def answer_ending(turn: Turn) -> bool:
    """End the call at the second mention of it, or go on; whether the question was open and got an answer."""
    if turn.before.question != Wording.ENDING:
        return False
    stays = wants_to_stay(turn.heard.text)
    if not stays and (turn.intent in FINAL | {"affirm"} or names_the_end(turn.heard.text) or closes(turn.heard.text)):
        turn.after.confirmed = False
        turn.after.prompting = Wording.LEAVING
        return True
    if stays or turn.intent in ("deny", "request_callback"):
        if not turn.key_verdict:
            take_values(turn)
        outcome.go_on(turn)
        return True
    return False
