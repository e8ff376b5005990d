"""What it is about ("Anliegen")."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain

from rueckruf.answers.odd_surname import SLOT as NAME
from rueckruf.answers.wished_time import SLOT as TIME
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import EVENTS, SURE, URGENT
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.concern.concern import (
    STORY,
    ConcernReading,
    names_a_matter,
    read_concern,
    say_concern,
    tells_of_oneself,
    whole_concern,
)
from rueckruf.spoken.concern.represented import named_company, named_relative
from rueckruf.spoken.name.called_for import called_for, with_name_behind
from rueckruf.spoken.name.introduction import introduction
from rueckruf.spoken.name.trade import named_trade
from rueckruf.spoken.text.earlier_request import complains_of_none, may_be_of_a_visit, names_it
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.words import blanked

#: What a long sentence without a wish of its own may be taken for.
_TELLING = frozenset({"request_callback", "inform_concern", "off_topic", "nlu_fallback"})
#: And a short one that answers the opening.
_OPENING = frozenset({"inform_concern", "off_topic"})
#: So many words that tell something are enough there: of a matter that is known, of oneself or whatever is surely told,
#: if it was unsurely taken for anything else, and if it was not understood at all.
_NAMED, _TOLD, _TOLD_UNSURELY, _TOLD_IN_VAIN = 0, 2, 3, 4
#: These are no telling however unsurely they are heard.
_NOTHING_TOLD = frozenset({"request_callback", "moment", "repeat", "not_german"})
#: Nor are these with a known matter in them: "danke, die Versicherung hat sich gemeldet".
_NO_MATTER = _NOTHING_TOLD - {"repeat"} | URGENT - {"wrong_number"}
_PUT_OFF = "off_topic"


class Concern(Answer):
    """The caller's own words without name, number and time, preceded by whom they ring for ("Firma Schulze Bau").

    False where they would rather not say.

    Asked for only if ``company.yml`` says so; otherwise it is kept when it is said.
    """

    slot = "concern"
    at_question = "beim Anliegen"
    fields = ("concern",)
    may_skip = True
    other_way = Wording.EXAMPLE
    in_notice = "Ihr Anliegen, in Ihren eigenen Worten, wenn Sie es nennen"
    in_record = (
        "Anliegen, im Wortlaut",
        "gesprochen, falls jemand es nennt",
        "vorbereitet zurückgerufen werden kann",
    )

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        if not _may_be_said(turn):
            return None
        heard, expected = turn.heard, turn.asked == self.slot
        text = blanked(heard.text, chain.from_iterable(spans.values()))
        tells = heard.intent in self.intents and heard.intent_confidence >= SURE
        enough, whole = _enough(turn), expected or turn.opens
        reading = read_concern(text, expected=expected or tells, enough=enough, whole=whole)
        if reading and (introduced := [introduction(heard.text, span) for span in spans.get(NAME, ())]):
            text = blanked(text, introduced)
            reading = read_concern(text, expected=expected or tells, enough=0, whole=whole) or reading
        return _with_whom_it_is_for(text, reading, turn.asked != TIME)

    def take(self, turn: Turn, reading: ConcernReading) -> bool:
        """A further concern is added to the first; a corrected one takes its place. One that is known is no answer."""
        before = turn.before.values.get(self.slot)
        if before and reading.words in before and turn.asked != self.slot:
            return False
        _acknowledge(turn, reading)
        words = _with_more(before, reading.words) if before and not turn.objects else reading.words
        turn.set(self.slot, words or False)
        return True

    def put_off(self, turn: Turn) -> None:
        """A question that waits for the callback is kept, too, and not read back: it was no answer."""
        if turn.heard.intent == _PUT_OFF and asks(f"{turn.heard.text}?"):  # it is no order, so marked or not
            before, words = turn.before.values.get(self.slot), whole_concern(turn.heard.text)
            turn.after.values[self.slot] = _with_more(before, words) if before else words

    def say(self, value: str, now: datetime) -> str:
        return say_concern(value)


def _may_be_said(turn: Turn) -> bool:
    """There is no concern in a question, a yes or a digression."""
    heard = turn.heard
    if heard.intent in EVENTS or heard.by_keys or turn.is_urgent or heard.is_question:
        return False
    if turn.is_polite_yes:
        return _enough(turn) == _NAMED  # "ich möchte mich herzlich bedanken" is no yes for a start
    if turn.leaves_all:
        return False
    return turn.asked == Concern.slot or turn.may_answer or heard.intent in _TELLING or _enough(turn) is not None


def _enough(turn: Turn) -> int | None:
    """How many words of a telling are a concern; None where they are none, however many."""
    if any(turn.before.values.values()) or turn.heard.speech_confidence < DOUBTFUL:
        return None
    at_opening = _enough_at_opening(turn)
    return STORY if at_opening is None and turn.heard.intent in _TELLING else at_opening


def _enough_at_opening(turn: Turn) -> int | None:
    """ "Was kann ich für Sie tun?" is answered by it, unless something is asked: never by the nearest intent."""
    text, intent = turn.heard.text, turn.heard.intent
    if not turn.opens:
        return None
    if complains_of_none(text) and intent not in _NO_MATTER - {"request_callback"}:
        return _NAMED
    if may_be_of_a_visit(text):
        return _TOLD
    if asks(f"{text}?") or names_it(text):
        return None
    return _NAMED if names_a_matter(text) and intent not in _NO_MATTER else _enough_by_intent(turn)


def _enough_by_intent(turn: Turn) -> int | None:
    heard = turn.heard
    if heard.intent in _OPENING:
        return _TOLD
    if heard.intent_confidence >= SURE or heard.intent in _NOTHING_TOLD:
        return None
    if tells_of_oneself(heard.text):
        return _TOLD
    return _TOLD_IN_VAIN if heard.intent == "nlu_fallback" else _TOLD_UNSURELY


def _acknowledge(turn: Turn, reading: ConcernReading) -> None:
    """Say that the first is noted, and read back the one that was asked for: the summary has no room for it."""
    if turn.asked != Concern.slot:
        if not ((turn.objects and not turn.opens) or turn.before.values.get(Concern.slot)):
            turn.remark("utter_noted_concern")
    elif reading.words and turn.after.changed is None:
        turn.remark("utter_heard_concern")


def _with_more(before: str, words: str) -> str:
    return before if words in before else f"{before}; {words}"


def _with_whom_it_is_for(text: str, reading: ConcernReading | None, is_company: bool) -> Found | None:
    """The concern, preceded by whom the caller rings for unless it says so itself.

    A company that is named beside a time is where somebody is then, and none that they ring for (``is_company``).
    """
    found = [span for span in (is_company and _company(text), _somebody_else(text)) if span]
    if reading is None:
        return Found(ConcernReading(_words_at(text, found), found[0]), found) if found else None
    found = [span for span in found if span[1] <= reading.span[0] or reading.span[1] <= span[0]]
    if not found:
        return Found(reading, [reading.span])
    words = f"{_words_at(text, found)}; {reading.words}"
    return Found(ConcernReading(words, found[0]), [*found, reading.span])


def _company(text: str) -> Span | None:
    """Where the caller's own company is named, by what it is, its form or its trade."""
    trade = named_trade(text)
    return named_company(text) or (trade[0] if trade else None)


def _somebody_else(text: str) -> Span | None:
    """Where the caller says for whom they ring, by name or as somebody close."""
    if others := called_for(text):
        return others.words
    relative = named_relative(text)
    return with_name_behind(text, relative) if relative else None


def _words_at(text: str, spans: Sequence[Span]) -> str:
    return "; ".join(text[slice(*span)] for span in spans)
