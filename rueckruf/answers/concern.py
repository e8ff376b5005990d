"""What it is about ("Anliegen")."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import ANSWERING, EVENTS
from rueckruf.dialogue.turn import DOUBTFUL, Turn, blanked
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.concern.concern import ConcernReading, read_concern, say_concern

#: What a long sentence without a wish of its own may be taken for.
_TELLING = frozenset({"request_callback", "inform_concern", "off_topic", "nlu_fallback"})


class Concern(Answer):
    """The caller's own words without name, number and time in them; False where they want to say none.

    Asked for only if ``company.yml`` says so; else it is kept when it is said.
    """

    slot = "concern"
    title = "Anliegen"
    at_question = "beim Anliegen"
    fields = ("concern",)
    may_skip = True
    other_way = Wording.EXAMPLE

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        heard, text = turn.heard, turn.heard.text
        if heard.intent in EVENTS or heard.by_keys or turn.is_urgent or turn.is_polite_yes or heard.is_question:
            return None
        expected = turn.asked == self.slot
        if not expected and heard.intent not in ANSWERING | _TELLING:
            return None
        for others in spans.values():
            text = blanked(text, others, " . ")
        first = not any(turn.before.values.values()) and heard.speech_confidence >= DOUBTFUL
        reading = read_concern(text, expected=expected, story=first and heard.intent in _TELLING)
        return Found(reading, [reading.span]) if reading else None

    def take(self, turn: Turn, reading: ConcernReading) -> bool:
        turn.set(self.slot, reading.words or False)
        return True

    def say(self, value: str, now: datetime) -> str:
        return say_concern(value)
