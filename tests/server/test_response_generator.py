"""Responses as callers hear them."""

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from rueckruf.server.response_generator import SpokenResponseGenerator

pytestmark = pytest.mark.model

SLOTS = ("phone_number", "prompting")


def call(said: tuple[str, ...] = (), **slots: Any) -> DialogueStateTracker:
    """A conversation in which the assistant has said those sentences."""
    any_slots = [AnySlot(name, mappings=[{}], influence_conversation=False) for name in SLOTS]
    events = [SlotSet(name, value) for name, value in slots.items()] + [BotUttered(text) for text in said]
    return DialogueStateTracker.from_events("CA1", events, any_slots)


def generator(**responses: list[dict[str, Any]]) -> SpokenResponseGenerator:
    return SpokenResponseGenerator(domain=Domain.from_dict({"responses": responses}))


async def say(nlg: SpokenResponseGenerator, response: str, tracker: DialogueStateTracker) -> str | None:
    draft = await nlg.generate(response, tracker, "twilio_voice")
    return draft["text"] if draft else None


async def test_a_sentence_that_the_caller_has_heard_is_not_said_again() -> None:
    nlg = generator(utter_help=[{"text": "Eins."}, {"text": "Zwei."}])
    assert await say(nlg, "utter_help", call()) == "Eins."
    assert await say(nlg, "utter_help", call(("Eins.",))) == "Zwei."


async def test_when_all_are_used_up_the_least_heard_comes_again() -> None:
    nlg = generator(utter_help=[{"text": "Eins."}, {"text": "Zwei."}])
    assert await say(nlg, "utter_help", call(("Eins.", "Zwei.", "Eins."))) == "Zwei."


async def test_the_wording_that_is_due_comes_first() -> None:
    due = {"condition": [{"type": "slot", "name": "prompting", "value": "example"}], "text": "Zum Beispiel."}
    nlg = generator(utter_ask=[{"text": "Bitte."}, due])
    assert await say(nlg, "utter_ask", call(prompting="example")) == "Zum Beispiel."
    assert await say(nlg, "utter_ask", call(prompting="again")) == "Bitte."


async def test_a_number_is_spoken_in_words() -> None:
    nlg = generator(utter_summary=[{"text": "Nummer {phone_number}."}])
    spoken = await say(nlg, "utter_summary", call(phone_number="+493023125077"))
    assert spoken is not None
    assert "null drei null" in spoken
    assert not any(letter.isdigit() for letter in spoken)


async def test_every_response_may_name_the_company() -> None:
    assert await say(generator(utter_opening=[{"text": "{company}"}]), "utter_opening", call()) == "Musterwerk GmbH"


async def test_an_unknown_response_is_none() -> None:
    assert await say(generator(), "utter_nothing", call()) is None
