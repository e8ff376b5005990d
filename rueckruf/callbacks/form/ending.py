"""The answer to "Möchten Sie das Gespräch beenden?", which is asked where a sentence only seemed to say so."""

from rueckruf.callbacks.form import outcome
from rueckruf.callbacks.form.heard import FINAL
from rueckruf.callbacks.form.turn import CONFIRMED, Changes, Turn
from rueckruf.callbacks.form.values import take_values
from rueckruf.spoken.text.ending import names_the_end, wants_to_stay


def answer_ending(turn: Turn) -> Changes | None:
    """The end after a second word for it, or the way on; None where the question is not open or not answered."""
    if turn.slots.get("question") != "ending":
        return None
    stays = wants_to_stay(turn.heard.text)
    if not stays and (turn.intent in FINAL | {"affirm"} or names_the_end(turn.heard.text)):
        turn.changes.slots.update({CONFIRMED: False, "prompting": "leaving"})
        return turn.changes
    if stays or turn.intent in ("deny", "request_callback"):
        if not turn.key_verdict:
            take_values(turn)
        return outcome.go_on(turn)
    return None
