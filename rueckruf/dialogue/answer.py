"""What the form needs to know about an answer; each has a file of its own under ``rueckruf/answers/``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import TITLES
from rueckruf.dialogue.heard import ANSWERING_ANY
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.wording import Wording

if TYPE_CHECKING:
    from rueckruf.dialogue.turn import Turn

#: What ``domain.yml`` calls the form.
FORM = "callback_form"

Span = tuple[int, int]
"""Character offsets of words in a text."""


class Found(NamedTuple):
    """What an answer has read in a sentence, and the words that the answers read after it no longer see."""

    reading: Any
    spans: Sequence[Span]


class Answer:
    """One answer of the caller: what is asked, how it is read, said, compared, corrected and kept.

    A subclass names its slot, after which the entity, the intent ``inform_<slot>`` and the response
    ``utter_ask_<slot>`` are called, and reads it; the rest has a usual way. ``at_question`` is how people
    refer to a call that broke off there. ``fields`` are those of the callback request that it fills.
    """

    slot: ClassVar[str]
    at_question: ClassVar[str]
    fields: ClassVar[Sequence[str]]
    #: Intents that give it in a way of their own, in addition to ``inform_<slot>``.
    other_intents: ClassVar[frozenset[str]] = frozenset()
    #: Whether the caller may leave it out.
    may_skip: ClassVar[bool] = False
    #: In a stored request: whether it says whose request it is, and whether it is over one day.
    tells_who: ClassVar[bool] = False
    passes: ClassVar[bool] = False
    #: How it is asked for once it was doubtful or twice misunderstood in one way: spelled, by keys, with an example.
    other_way: ClassVar[Wording] = Wording.LAST_HELP
    #: How it is asked for next where callers do not know it, and what they hear who will not tell it, or who ask back
    #: which of it is wanted.
    when_unknown: ClassVar[Wording | None] = None
    when_refused: ClassVar[str] = ""
    when_asked_back: ClassVar[str] = ""
    #: How the goodbye is put where the call is given up at its question and nothing of it is known.
    when_given_up: ClassVar[Wording | None] = None
    #: In the privacy papers, if it may be left out: a line of the notice, and for the record what is kept, where it
    #: comes from, and the end of "nötig, weil".
    in_notice: ClassVar[str] = ""
    in_record: ClassVar[tuple[str, str, str]] = ("", "", "")

    @property
    def title(self) -> str:
        """What people call it: the title of the column that it fills first."""
        return TITLES[self.fields[0]]

    @property
    def intents(self) -> frozenset[str]:
        """The intents that give it."""
        return self.other_intents | {f"inform_{self.slot}"}

    # -- reading

    def read(self, turn: "Turn", spans: Mapping[str, Sequence[Span]]) -> Found | None:
        """What the sentence says of it, with the open question in mind; ``spans``: the words of answers read before."""
        raise NotImplementedError

    def take(self, turn: "Turn", reading: Any) -> bool:
        """Put what was read into the state; whether that brings the form forward."""
        turn.set(self.slot, reading)
        return True

    # -- values

    def is_same(self, value: Any, before: Any) -> bool:
        """Whether two values mean the same; the words they were said in do not count."""
        return bool(value == before)

    def say(self, value: Any, now: datetime) -> str:
        """The value as a person says it; ``now`` is naive Berlin wall-clock time: a day is named from there."""
        return str(value)

    def kept(self, state: FormState) -> dict[str, Any]:
        """Its ``fields`` of the callback request; those without a value are missing."""
        value = state.values.get(self.slot)
        return {self.fields[0]: value} if value else {}

    def restore(self, turn: "Turn", state: FormState, request: CallbackRequest) -> None:
        """Put its part of a stored request into ``state``, as it would be said now; False where none was said."""
        state.values[self.slot] = getattr(request, self.fields[0]) or False

    # -- the conversation

    def wording(self, state: FormState) -> Wording | None:
        """The wording of its question, as far as that follows from what is known of the answer."""
        if self.put_aside_value(state) is not None:
            return self.other_way
        return Wording.CORRECTION if self.slot in state.disputed else None

    def reject(self, turn: "Turn", from_scratch: bool) -> None:
        """The caller calls it wrong: it is emptied, but unless all starts ``from_scratch`` they may correct a part."""
        turn.dispute(self.slot, None if from_scratch else turn.before.values.get(self.slot))

    def answer_offer(self, turn: "Turn") -> bool:
        """Whether the sentence answers what the open question for it offers."""
        return False

    def accept(self, turn: "Turn") -> bool:
        """Take what there is of it when the question for more gets no answer; whether there is anything."""
        return False

    def offer_at_last(self, turn: "Turn") -> bool:
        """Offer what a yes is enough for before the call is given up at its question; whether there is anything."""
        return False

    def ask_for_more(self, turn: "Turn") -> bool:
        """Ask for what is missing before a request of an earlier call can be told by it; whether anything is."""
        return False

    def assume(self, turn: "Turn") -> bool:
        """Take the usual value from callers who speak another language and can say no more; whether there is one."""
        return False

    def is_doubtful(self, turn: "Turn") -> bool:
        """Whether what the sentence said of it was heard too badly to be taken before it is said once more."""
        return False

    def is_hardly_told(self, turn: "Turn") -> bool:
        """Whether so little speaks for a doubtful one that it is asked for once more than others."""
        return False

    def is_heard_again(self, turn: "Turn", before: Any) -> bool:
        """Whether the sentence says what was doubtful ``before``, and so that it is doubtful no more."""
        return self.is_same(turn.after.values[self.slot], before)

    def put_aside(self, turn: "Turn") -> None:
        """Empty it because it is doubtful, until it is said once more."""
        turn.dispute(self.slot, turn.after.values[self.slot])

    def put_aside_value(self, state: FormState) -> Any:
        """What was put aside because it was doubtful, and was not called wrong since; None where nothing was."""
        value = state.disputed.get(self.slot)
        return value if value in state.doubted.get(self.slot, ()) else None

    def miss(self, turn: "Turn") -> None:
        """Remark on a question for it that got no answer."""

    def left_open(self, turn: "Turn") -> None:
        """Remember of what was said to the question for it what may answer it later."""

    def put_off(self, turn: "Turn") -> None:
        """Remember of what was asked beside the matter what those who call back shall know."""

    def lead_in(self, turn: "Turn", following: str | None) -> None:
        """Remark on what was just said of it before the question for ``following`` comes."""

    def is_echoed(self, turn: "Turn") -> bool:
        """Whether it is said again, as it was read back, to say that it is right."""
        return True

    def tell(self, turn: "Turn") -> bool:
        """Make ready to be read back what the caller asks about it at the summary; whether anything is asked."""
        return False

    def is_offered(self, turn: "Turn") -> bool:
        """Whether the question for it is a yes-or-no question."""
        return False

    def is_unsettled(self, turn: "Turn") -> bool:
        """Whether the caller wants another one without saying which."""
        return False

    def is_in(self, turn: "Turn", ending: str) -> bool:
        """Whether a sentence that seems to end the call (``ending`` is its intent) may give this answer instead."""
        return False

    def keeps_the_line(self, turn: "Turn") -> bool:
        """Whether a sentence that seems to end the call, or to be urgent, is surely about this answer."""
        return False

    def allows_farewell(self, turn: "Turn") -> bool:
        """Whether a farewell fits it: "bis Freitag" only to a callback on that day."""
        return True


def kept(answers: Mapping[str, Answer], state: FormState) -> dict[str, Any]:
    """The fields of the callback request that the answers fill; those that nothing was said about are missing."""
    return {name: value for answer in answers.values() for name, value in answer.kept(state).items()}


def answering(answers: Mapping[str, Answer]) -> frozenset[str]:
    """The intents that answer a question. All others have rules or stories of their own."""
    return ANSWERING_ANY.union(*(answer.intents for answer in answers.values()))


@dataclass(frozen=True)
class Form:
    """What is asked, in this order, and when sales calls back.

    ``answers`` are all that are kept, in the order in which they are read: the digits of a number are no time.
    ``asked`` are slots of them as ``required_slots`` of ``domain.yml`` lists them; the others are kept if they are
    said, and asked for only where they were misunderstood. ``answering`` are the intents that answer a question, even
    one that this company does not ask: no rule or story is for them. ``find_open`` finds the open request of a caller
    by the number (E.164) they ring from and the fields of a request that they have said.
    """

    answers: Mapping[str, Answer]
    asked: Sequence[str]
    answering: frozenset[str]
    hours: OpeningHours
    find_open: Callable[[str, Mapping[str, Any]], CallbackRequest | None] = lambda caller, said: None

    def following(self, state: FormState) -> str | None:
        """The slot to ask for: the first that is empty, then the confirmation; nothing at the end."""
        if state.confirmed is not None:
            return None
        empty = (slot for slot in (*self.asked, *state.disputed) if state.values.get(slot) is None)
        return next(empty, CONFIRMED)
