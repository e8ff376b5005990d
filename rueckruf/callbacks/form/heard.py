"""One utterance, and which intents answer a question of the form."""

from dataclasses import dataclass

#: Intents that answer a question of the form. All others have rules or stories of their own.
ANSWERS = frozenset(
    {
        "call_started", "caller_silent", "nlu_fallback", "request_callback", "inform_caller_name",
        "inform_phone_number", "inform_callback_time", "use_caller_number", "refuse_phone_number", "correct",
        "affirm", "deny", "moment",
    }
)  # fmt: skip

#: What happens on the line; nobody says it.
EVENTS = frozenset({"call_started", "caller_silent", "call_ended", "transfer_failed"})

#: Intents that a yes with thanks or a farewell may be taken for.
COURTESIES = frozenset({"small_talk", "goodbye"})


@dataclass(frozen=True)
class Heard:
    """One utterance: its words, the intent found in it, and what the line tells.

    ``intent_confidence`` and ``speech_confidence`` are 0 to 1, the latter the speech recogniser's own; ``caller``
    is the E.164 number the call comes from, None when withheld; ``name_words`` the words that the name recogniser
    takes for a name.
    """

    text: str
    intent: str
    intent_confidence: float = 1.0
    speech_confidence: float = 1.0
    caller: str | None = None
    by_keys: bool = False
    name_words: str | None = None
