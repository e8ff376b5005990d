"""Answers to the question for the time that seem to end the call."""

from rueckruf.answers.wished_time import SLOT
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.text.ending import does_it_themselves
from rueckruf.spoken.time.callback_time import read_callback_time
from rueckruf.spoken.time.said_again import names_day
from rueckruf.spoken.time.taken_times import only_mentions
from rueckruf.spoken.time.unread import tells_only_when


def is_told_by_events(turn: Turn) -> bool:
    """Whether it is answered by what happens then: "wenn die Kinder in der Schule sind"."""
    return turn.asked == SLOT and not turn.heard.is_question and tells_only_when(turn.heard.text)


def only_refuses_a_day(turn: Turn) -> bool:
    """Whether the question for the time is answered by a day that does not suit, and by nothing else."""
    reading = read_callback_time(turn.heard.text, turn.now, turn.hours.usual_day()) if turn.asked == SLOT else None
    return reading is not None and reading.only_refuses and names_day(turn.heard.text[slice(*reading.span)])


def takes_leave_behind_it(turn: Turn) -> bool:
    """Whether the question for the time is answered, and a farewell follows: "morgen um neun, bis dann, tschüss"."""
    if turn.asked != SLOT or turn.heard.intent != "goodbye" or does_it_themselves(turn.heard.text):
        return False
    reading = read_callback_time(turn.heard.text, turn.now, turn.hours.usual_day(), asked=True)
    if reading is None or reading.only_refuses or reading.start is None:
        return False  # "bis morgen, tschüss"
    return not only_mentions(turn.heard.text, turn.heard.text[slice(*reading.span)])
