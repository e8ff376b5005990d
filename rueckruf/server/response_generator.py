"""Responses as they are spoken: variables in German words, no sentence twice while another is left."""

from typing import Any

from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from rueckruf import clock
from rueckruf.answers.slot_words import slot_words
from rueckruf.channel.turn_log import note
from rueckruf.lean import install
from rueckruf.settings import load_settings
from rueckruf.spoken.aloud.company_facts import company_facts
from rueckruf.storage.folding import times_said


class SpokenResponseGenerator(TemplatedNaturalLanguageGenerator):
    """The ``nlg`` of ``endpoints.yml``.

    Every response may use ``{company}`` and the other facts of ``company.yml`` and ``{caller_name}``,
    ``{phone_number}``, ``{callback_time}`` and the other slots, which come as words to be spoken. Among the
    variations that fit, the first one that this call has not heard yet is said.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        self._facts = company_facts(load_settings().company)
        # Of our classes, this is the one that every Rasa command builds.
        install.with_each_command()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The response of that name for this call, or None where there is none."""
        if utter_action not in self.responses:
            return None
        slots = tracker.current_slot_values()
        note(intent=tracker.latest_message.intent_name if tracker.latest_message else None)
        if slots.get("outcome"):
            note(outcome=slots["outcome"])
        variations = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        words = {**self._facts, **slot_words(slots, clock.berlin_now())}
        drafts = [self._fill_response(dict(variation), words, **kwargs) for variation in variations]
        return min(drafts, key=lambda draft: times_said(tracker.events, draft.get("text") or ""), default=None)
