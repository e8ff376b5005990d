"""One utterance in its context: what was known before, what is asked, and what changes with it."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.dialogue.answer import Answer, Form
from rueckruf.dialogue.heard import (
    BESIDE_A_YES,
    EVENTS,
    FACTS,
    FINAL,
    SEEMING_BESIDE,
    STAYING,
    SURE,
    SURE_DESPITE_AN_ANSWER,
    SURE_OF_YES,
    SURE_TO_END,
    SURELY_HEARD,
    WELL_HEARD,
    Heard,
)
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.wording import LADDER, Wording
from rueckruf.spoken.text.beside import asks_to_wait
from rueckruf.spoken.text.ending import (
    is_plain_no,
    names_what_ends,
    speaks_of_an_end,
    tells_of_another_call,
    wants_to_stay,
    without_farewell,
)
from rueckruf.spoken.text.fields import field_of_key, named_fields
from rueckruf.spoken.text.judgement import finds_each_right, finds_right, leaves_it
from rueckruf.spoken.text.question import announces_one, asks, asks_for, asks_how, has_a_word_that_asks
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import agrees, is_mere_farewell, is_polite_yes, objects, plainly_agrees, refuses

#: So few words may be anything.
_HARDLY_ANYTHING = 2

_KEYS = {"1": "affirm", "2": "deny"}

#: Below this a value is read back at once, so that it can be corrected at once.
DOUBTFUL = 0.5


@dataclass
class Changes:
    """Slots that change (None empties one) and responses to utter before the next question.

    ``for_rules``: rules and stories answer what was said, before the form asks its next question. ``asked`` is the slot
    to ask for next, None at the end.
    """

    slots: dict[str, Any]
    remarks: list[str]
    for_rules: bool
    asked: str | None


@dataclass
class Turn:
    """What the steps of one turn read and write; ``now`` is naive Berlin wall-clock time.

    ``before`` is the state as it was, ``after`` what becomes of it, ``said`` the answers that the sentence gave, new or
    not, ``surely`` how surely those in its words were read (0 to 1), and ``prompting`` the wording that the next
    question gets for what was understood, None for the usual one. ``is_miss``: what was understood counts as a miss
    nevertheless. ``is_answered``: what the sentence asks is answered by the next question.
    """

    form: Form
    before: FormState
    asked: str | None
    heard: Heard
    now: datetime
    after: FormState = field(init=False)
    said: list[str] = field(default_factory=list)
    surely: dict[str, float] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    prompting: str | None = None
    for_rules: bool = False
    is_miss: bool = False
    is_answered: bool = False

    def __post_init__(self) -> None:
        self.after = self.before.copy()

    @property
    def changes(self) -> Changes:
        """All that has changed so far."""
        return Changes(
            self.after.differences(self.before), self.remarks, self.for_rules, self.form.following(self.after)
        )

    @property
    def hours(self) -> OpeningHours:
        """When sales calls back."""
        return self.form.hours

    @property
    def answer(self) -> Answer | None:
        """The answer that is asked for, None at the summary."""
        return self.form.answers.get(self.asked or "")

    # -- what was heard

    @property
    def caller(self) -> str | None:
        """The number the call comes from, E.164; None where it is withheld.

        Not the state's alone: that is empty once the callers have refused it, and they may think better of it.
        """
        return self.heard.caller or self.before.caller_number

    @property
    def may_answer(self) -> bool:
        """Whether the intent is one that answers a question of the form, even if that is not the open one."""
        return self.heard.intent in self.form.answering or self.keeps_the_line

    @property
    def agrees_politely(self) -> bool:
        """Whether the words are a yes, whatever their intent: "Genau, vielen Dank"."""
        return self.heard.intent not in EVENTS and self.is_polite_yes

    @property
    def is_polite_yes(self) -> bool:
        """Whether nothing but a yes, thanks and a fitting farewell is said."""
        return is_polite_yes(self.heard.text) and self.allows_farewell

    @property
    def allows_farewell(self) -> bool:
        """Whether a farewell in it fits what is known: "bis Freitag" only to a callback on that day."""
        return all(answer.allows_farewell(self) for answer in self.form.answers.values())

    @property
    def agrees_plainly(self) -> bool:
        """Whether it is a yes with nothing against it in its words, whatever they were taken for unless surely a no."""
        text, heard = self.heard.text, self.heard
        if heard.intent in ("deny", "correct"):
            is_beside = heard.intent_confidence < SURE_OF_YES
        elif heard.intent in FINAL:
            is_end = speaks_of_an_end(without_farewell(text)) and not wants_to_stay(text)
            is_beside = not is_end and self.allows_farewell
        else:
            is_beside = heard.intent in BESIDE_A_YES or heard.intent_confidence < SURE or self._only_seems_to_ask
        offered = {self.asked} if self._is_offered else set()
        return is_beside and plainly_agrees(text) and set(named_fields(text)) <= offered

    @property
    def agrees_and_leaves(self) -> bool:
        """Whether "Soll ich Ihren Wunsch speichern?" is answered by a yes and a farewell: that deletes nothing."""
        is_asked = self.before.question == Wording.LEAVING and not self.heard.by_keys
        return is_asked and self.heard.intent == "goodbye" and agrees(self.heard.text)

    @property
    def _only_seems_to_ask(self) -> bool:
        """ "Ja, wenn dann auch einer anruft", "ja, wird auch Zeit": a yes that asks for nothing, and for no moment."""
        text, heard = self.heard.text, self.heard
        return agrees(text) and (heard.is_question or (heard.intent == "moment" and not asks_to_wait(text)))

    @property
    def intent(self) -> str:
        """The intent; words that only agree count as a yes, and keys that answer the question as a yes or a no."""
        if self.agrees_politely or (self.asks_yes_or_no and self.agrees_plainly):
            return "affirm"
        if self.heard.is_no_yes and not self._is_said_once_more:
            return "deny" if finds_right(self.heard.text) is False else "nlu_fallback"
        return self.key_verdict or self.heard.intent

    @property
    def _is_said_once_more(self) -> bool:
        """Whether words that may be a yes answer the same question again, and nothing speaks against them."""
        sure = self.heard.intent_confidence >= SURE and self.asks_yes_or_no
        return sure and self.before.misses > 0 and finds_right(self.heard.text) is None and not objects(self.heard.text)

    @property
    def is_urgent(self) -> bool:
        """Whether this surely is a wish that comes before anything else in the sentence."""
        stays = self.heard.intent in STAYING and self.heard.intent_confidence >= SURE
        return self.ends or (stays and not self.keeps_the_line)

    @property
    def ends(self) -> bool:
        """Whether the caller surely wants to end the call: nothing final is done on one doubtful sentence."""
        heard = self.heard
        if heard.intent not in FINAL or heard.speech_confidence < WELL_HEARD or self._only_seems_to_end:
            return False
        if self.keeps_the_line or self.is_no_end or asks_how(heard.text):
            return False  # "wann löschen Sie das wieder" may be no wish at all
        may_answer = any(answer.is_in(self, heard.intent) for answer in self.form.answers.values())
        is_said = self.is_clear_end and not may_answer
        return heard.intent_confidence >= (SURE_TO_END if is_said else SURE_DESPITE_AN_ANSWER)

    @property
    def keeps_the_line(self) -> bool:
        """Whether the sentence is surely about an answer, although it seems to end the call or to be urgent."""
        return any(answer.keeps_the_line(self) for answer in self.form.answers.values())

    @property
    def _only_seems_to_end(self) -> bool:
        heard = self.heard
        if heard.intent == "goodbye" and self._is_offered and self._may_have_answered:
            return True  # "Das ist rich... vielen Dank und auf Wiederhören"
        if self._only_seems_misdialled:
            return True
        if heard.intent == "cancel" and self.asked == CONFIRMED and not names_what_ends(heard.text):
            return True
        return wants_to_stay(heard.text) or self.leaves_all

    @property
    def _only_seems_misdialled(self) -> bool:
        """Callers who have given answers were misunderstood rather than misdialled, and some tell of another call."""
        return self.heard.intent == "wrong_number" and (self._is_under_way or tells_of_another_call(self.heard.text))

    @property
    def leaves_all(self) -> bool:
        """Whether nothing but that all of it stays as it was read back is said, whatever that was taken for."""
        text = self.heard.text
        return self.asked == CONFIRMED and (leaves_it(text) or (finds_each_right(text) and not speaks_of_an_end(text)))

    @property
    def _may_have_answered(self) -> bool:
        heard = self.heard
        says_yes = agrees(heard.text) or finds_right(heard.text) is True
        is_clear = heard.speech_confidence >= SURELY_HEARD and not says_yes
        return not is_clear and not is_mere_farewell(heard.text)

    @property
    def is_clear_end(self) -> bool:
        """Whether the words say that the call shall end, or that nothing shall be stored: "nein", "lieber löschen"."""
        text = self.heard.text
        refused = is_plain_no if self.before.question == Wording.LEAVING else refuses
        return not wants_to_stay(text) and (speaks_of_an_end(text) or refused(text))

    @property
    def is_no_end(self) -> bool:
        """Whether it was taken for an end that no word of it speaks of: hardly, or where that would lose a request."""
        if self.heard.intent not in FINAL or self.is_clear_end:
            return False
        return self.heard.intent_confidence < SURE or self.before.question == Wording.LEAVING

    @property
    def is_guessed(self) -> bool:
        """Whether it was hardly taken for what its intent says, and no word of it asks."""
        return self.heard.intent_confidence < SURE and not asks(self.heard.text)

    @property
    def opens(self) -> bool:
        """Whether it answers the opening, "Was kann ich für Sie tun?"."""
        return self.before.prompting == Wording.FIRST

    @property
    def asks_again(self) -> bool:
        """Whether the question was put again, with help."""
        return self.before.prompting in LADDER

    @property
    def announces_a_question(self) -> bool:
        """Whether that is all that answers the opening, and nobody is to wait for it: "ich hätte mal eine Frage"."""
        return self.opens and announces_one(self.heard.text) and not asks_to_wait(self.heard.text)

    @property
    def is_no_question(self) -> bool:
        """Whether it was hardly taken for a question beside the matter, and no word of it asks.

        So is a fact where a yes or no is asked for, and hardly anything said: "vielleicht".
        """
        text, intent = self.heard.text, self.heard.intent
        is_no_fact = (
            self.asks_yes_or_no and intent in FACTS and not (asks_for(text, intent) or has_a_word_that_asks(text))
        )
        is_short = len(folded_words(text)) <= _HARDLY_ANYTHING
        seems = (intent == "off_topic" and not self.opens) or (is_no_fact and is_short)
        return seems and self.is_guessed

    @property
    def only_seems_beside(self) -> bool:
        """Whether no word asks of what was taken for a question or an insult: "acht ist zu früh"."""
        text, intent = self.heard.text, self.heard.intent
        return intent in SEEMING_BESIDE and not (asks(text) or asks_for(text, intent))

    @property
    def is_misheard_end(self) -> bool:
        """Whether it only seems to end the call because it was badly heard: no word of it speaks of an end.

        Two insults end it as well, and abuse has too many words to tell whether one was said.
        """
        heard = self.heard
        if heard.speech_confidence >= DOUBTFUL:
            return False
        return heard.intent == "insult" or (heard.intent in FINAL and not speaks_of_an_end(heard.text))

    @property
    def _is_offered(self) -> bool:
        return self.answer is not None and self.answer.is_offered(self)

    @property
    def _is_under_way(self) -> bool:
        return any(self.before.values.values()) or bool(self.before.disputed)

    @property
    def key_verdict(self) -> str | None:
        """The verdict of the single key that answers a yes-or-no question."""
        yes_or_no = self.asks_yes_or_no or self.before.question == Wording.ENDING
        return _KEYS.get(self._key) if yes_or_no and not self._asks_what_is_wrong else None

    @property
    def asks_yes_or_no(self) -> bool:
        """Whether something is offered, or all was read back."""
        return self.asked == CONFIRMED or self._is_offered

    @property
    def key_field(self) -> str | None:
        """The answer that one key names as wrong."""
        return field_of_key(self._key) if self._asks_what_is_wrong else None

    @property
    def _key(self) -> str:
        return self.heard.text.strip("#* ") if self.heard.by_keys else ""

    @property
    def _asks_what_is_wrong(self) -> bool:
        """Whether the caller is asked that; its last help is about the keys for yes and no instead."""
        return self.before.question == Wording.WHAT_IS_WRONG and self.before.prompting != Wording.LAST_HELP

    @property
    def objects(self) -> bool:
        """Whether the caller says that something was understood wrongly."""
        return self.intent in ("deny", "correct") or objects(self.heard.text)

    def objects_to(self, slot: str) -> bool:
        """Whether the caller objects, or is asked what is wrong, and speaks of nothing else than this answer."""
        text = self.heard.text
        is_alone = set(named_fields(text)) <= {slot} and finds_right(text) is not True
        return is_alone and (self.objects or self._asks_what_is_wrong)

    @property
    def corrects(self) -> bool:
        """Whether an earlier answer has changed or is open again."""
        known = {slot for slot, value in self.before.values.items() if value is not None}
        return bool(known & {*self.said, *(slot for slot in known if self.after.values[slot] is None)})

    @property
    def news(self) -> list[str]:
        """The answers in the sentence that differ from what was known."""
        values, before = self.after.values, self.before.values
        return [slot for slot in self.said if not self.form.answers[slot].is_same(values[slot], before.get(slot))]

    def hearing(self, text: str) -> "Turn":
        """This turn, as if ``text`` had been said."""
        turn = copy(self)
        turn.heard = replace(self.heard, text=text)
        return turn

    # -- what changes

    def set(self, slot: str, value: Any, confidence: float | None = None) -> None:
        """Fill an answer that was read with ``confidence``, or that was known before; one that has changed or was
        hardly heard is said back before the next question.
        """
        before = self.before.values.get(slot)
        self.after.values[slot] = value
        self.after.disputed.pop(slot, None)
        if confidence is not None:
            self.surely[slot] = confidence
        if slot not in self.said:
            self.said.append(slot)
        if self.after.changed is not None:
            self.after.changed = list(dict.fromkeys([*self.after.changed, slot]))
        elif before is not None and before != value:
            self.remark(f"utter_changed_{slot}")
        elif min(self.surely.get(slot, 1.0), self.heard.speech_confidence) < DOUBTFUL:
            self.remark(f"utter_heard_{slot}")

    def dispute(self, slot: str, value: Any) -> None:
        """Empty an answer and put ``value`` aside until the caller has said what is right."""
        self.after.values[slot] = None
        if slot in self.said:
            self.said.remove(slot)
        if value is not None:
            self.after.disputed[slot] = value

    def remark(self, response: str) -> None:
        """Say a response before the next question, once."""
        if response not in self.remarks:
            self.remarks.append(response)

    def ask_again(self, wrong: Sequence[str]) -> bool:
        """Ask for the answers that are wrong; whether there are any. If all of them are, none is kept."""
        from_scratch = set(self.form.asked) <= set(wrong)
        for slot in wrong:
            self.form.answers[slot].reject(self, from_scratch)
        return bool(wrong)
