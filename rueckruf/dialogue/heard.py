"""One utterance, and what its intent means to the form."""

from dataclasses import dataclass

from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.loops import is_echo, is_loop, is_programme, is_recording
from rueckruf.spoken.text.yes_and_no import agrees, only_tells

#: Intents that may answer any question of the form; those of a single answer are declared there (``Answer.intents``).
ANSWERING_ANY = frozenset(
    {"call_started", "caller_silent", "nlu_fallback", "request_callback", "correct", "affirm", "deny", "moment"}
)

#: What happens on the line; nobody says it.
EVENTS = frozenset({"call_started", "caller_silent", "call_ended", "transfer_failed"})

#: Wishes that come before anything else in the sentence: rules answer them, and nothing in them is a time.
URGENT = frozenset({"cancel", "emergency", "goodbye", "request_person", "wrong_number"})

#: Those of them after which the call may go on; a name or number said along the way is kept.
STAYING = frozenset({"emergency", "request_person"})

#: Questions that are answered even where the sentence answers one of ours.
QUESTIONS = frozenset(
    {
        *("ask_duration", "ask_identity", "ask_obligation", "ask_opening_hours", "ask_privacy"),
        *("ask_why_phone_number", "help", "ask_recording", "ask_data_location", "ask_privacy_officer"),
        *("ask_legal_basis", "ask_cost", "ask_who_calls", "ask_date", "ask_address"),
    }
)

#: Those of them that ask for a fact; "help" begins many stories.
FACTS = QUESTIONS - {"help"}

#: What a yes with some words behind it is taken for at times: "ja, vergelt's Gott", "ja, und jetzt tut halt was".
BESIDE_A_YES = frozenset(
    {
        *("affirm", "nlu_fallback", "help", "small_talk", "off_topic", "request_callback", "use_caller_number"),
        *("inform_caller_name", "inform_phone_number", "inform_callback_time", "inform_concern", "not_german"),
    }
)

#: What is never only remarked behind a yes.
NEVER_BESIDE = STAYING | {"repeat", "not_german"}

#: And what is not where no mark parts it from the yes: "ja ach geh".
AGAINST_A_YES = frozenset({"deny", "correct", "insult"})

#: A time in one of these belongs to the question: "Ich muss in zehn Minuten weg".
ABOUT_TIME = frozenset({"ask_duration", "ask_opening_hours", "ask_date"})

#: What a time is taken for at times, of which no word asks.
SEEMING_BESIDE = frozenset({"ask_opening_hours", "ask_date", "off_topic", "insult"})

#: The others end the call, and nothing of it is kept.
FINAL = URGENT - STAYING

#: Below this confidence such an intent gives way to an answer in the same words; docs/architecture.md has the
#: measurements.
SURE = 0.5

#: Below this a yes is one only if a word of it says so: it is the answer that takes an offer, and stores.
SURE_OF_YES = 0.7

#: A final wish is followed at once from the first confidence on, or from the second if the sentence also holds an
#: answer or no word of it speaks of an end, but never where the recogniser was less sure of its words than the third.
#: All others are asked about.
SURE_TO_END = 0.7
SURE_DESPITE_AN_ANSWER = 0.9
WELL_HEARD = 0.3

#: Heard at least so surely, words mean what they seem to: a value said again is a yes and no correction that was
#: misheard as before, a mere "okay" is one, a farewell hides no answer, and a time is taken. Over a telephone band
#: nearly half of the times below it were wrong, one in five of those between 0.7 and this, above it one in eighteen.
SURELY_HEARD = 0.8

#: Heard at least so surely, what nothing else speaks for is taken: a dictated number, a name in no list. Over a
#: telephone band each of 58 such names was wrong below it, and of numbers every third, or every fifth where they were
#: surely heard.
CLEARLY_HEARD = 0.9

#: Below this even what is likely is doubted: of names in the lists half were wrong then over a telephone band, above it
#: one in fifteen.
LIKELY_HEARD = 0.7

#: Below this nothing of a sentence is taken: of 588 lines that a recogniser wrote over a telephone band, none of the 43
#: below it was what had been said; docs/architecture.md has more.
INAUDIBLE = 0.25


@dataclass(frozen=True)
class Heard:
    """One utterance: its words, the intent found in it, and what is known from the line.

    ``intent_confidence`` and ``speech_confidence`` are 0 to 1, the latter the speech recogniser's own; ``caller``
    is the E.164 number the call comes from, None when withheld; ``name_words`` the words that the name recogniser
    takes for a name. ``talked_over``: they spoke before they had heard the question to its end. ``question``: our
    own words just before.
    """

    text: str
    intent: str
    intent_confidence: float = 1.0
    speech_confidence: float = 1.0
    caller: str | None = None
    by_keys: bool = False
    name_words: str | None = None
    talked_over: bool = False
    question: str = ""

    @property
    def is_inaudible(self) -> bool:
        """Whether it is noise or a machine rather than a caller; a word of danger counts however badly it was heard."""
        if self.intent == "emergency" or self.by_keys:
            return False
        is_machine = is_loop(self.text) or is_recording(self.text) or is_programme(self.text)
        is_machine = is_machine or is_echo(self.text, self.question)
        return self.speech_confidence < INAUDIBLE or is_machine

    @property
    def is_doubtful(self) -> bool:
        """Whether it was said, and not surely heard."""
        return not self.by_keys and self.speech_confidence < SURELY_HEARD

    @property
    def may_confirm(self) -> bool:
        """Whether a yes to what was read back counts: that was heard to its end, and the yes well."""
        return not self.talked_over and (self.by_keys or self.speech_confidence >= WELL_HEARD)

    @property
    def is_no_yes(self) -> bool:
        """Whether it was taken for a yes and is none: no word of it says so, or they find it wrong or only tell."""
        if self.by_keys or self.intent != "affirm":
            return False
        right = finds_right(self.text)
        doubtful = self.intent_confidence < SURE_OF_YES and not (right or agrees(self.text))
        return right is False or doubtful or only_tells(self.text)

    @property
    def is_question(self) -> bool:
        """Whether this surely is a question that needs an answer, whatever else the sentence says."""
        return self.intent in QUESTIONS and self.intent_confidence >= SURE
