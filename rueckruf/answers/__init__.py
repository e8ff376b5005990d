"""What callers are asked: one file per answer, each declared once.

``ANSWERS`` holds them in the order in which a sentence is read: the digits of a number are no time, and "Freitag" may
be a surname. Which are asked, and in what order, is up to ``required_slots`` in ``domain.yml`` alone.
"""

from rueckruf.answers.callback_time import CallbackTime
from rueckruf.answers.caller_name import CallerName
from rueckruf.answers.concern import Concern
from rueckruf.answers.phone_number import PhoneNumber
from rueckruf.dialogue.answer import Answer

ANSWERS: dict[str, Answer] = {
    answer.slot: answer for answer in (PhoneNumber(), CallerName(), CallbackTime(), Concern())
}
