"""A long call goes on word by word as if all of it were kept."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import time_machine
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.utils.endpoints import read_endpoint_config

from rueckruf.channel.collecting import CollectedSpeech
from rueckruf.project import ENDPOINTS
from rueckruf.settings import load_settings
from rueckruf.storage.conversations import ConversationStore

pytestmark = pytest.mark.model

TURNS = 60
MIXED_TURNS = 30
# All that a call may bring without ending it.
UTTERANCES = (
    "Sabine Müller",
    "nein, mein Name ist Sabine Möller",
    "null drei null zwei drei eins zwei fünf null sieben sieben",
    "am Ende sieben acht",
    "morgen um zehn",
    "nein, lieber um elf",
    "nein",
    "was passiert mit meinen Daten",
    "sind Sie eine Maschine",
    "Sie Idiot",
    "können Sie das wiederholen",
    "Moment bitte",
)
NAMES = ("Müller", "Becker")
Say = Callable[[str], Awaitable[list[str]]]


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    return Agent.load(trained_model, generator=read_endpoint_config(str(ENDPOINTS), "nlg"))


@pytest.fixture(params=["sqlite", "redis"])
def folding(request: pytest.FixtureRequest, tmp_path: Path, agent: Agent) -> TrackerStore:
    environ = {"RUECKRUF_DATA_DIR": str(tmp_path)}
    if request.param == "redis":
        environ["REDIS_URL"] = request.getfixturevalue("redis_url")
    return ConversationStore(agent.domain, settings=load_settings(environ))


def caller(agent: Agent, store: TrackerStore) -> Say:
    """Someone who says a sentence in a call that is kept in the store, and gets what is answered."""

    async def say(text: str) -> list[str]:
        assert agent.processor is not None
        agent.processor.tracker_store = store
        output = CollectedSpeech()
        await agent.processor.handle_message(UserMessage(text, output, sender_id="CA1"))
        return [utterance.text for utterance in output.utterances]

    return say


@time_machine.travel("2026-03-10T09:00:00Z", tick=False)
async def test_nothing_is_answered_otherwise_than_with_a_store_that_keeps_all(
    agent: Agent, folding: TrackerStore
) -> None:
    whole, short = caller(agent, InMemoryTrackerStore(agent.domain)), caller(agent, folding)
    chance = random.Random(1)  # noqa: S311 - variety, no secret
    for text in ["/call_started", *(chance.choice(UTTERANCES) for _ in range(MIXED_TURNS))]:
        assert await short(text) == await whole(text)


@time_machine.travel("2026-03-10T09:00:00Z", tick=False)
async def test_after_sixty_turns_the_second_is_known_and_no_sentence_said_twice_while_another_is_left(
    agent: Agent, folding: TrackerStore
) -> None:
    say = caller(agent, folding)
    await say("/call_started")
    said: Counter[str] = Counter()
    for turn in range(TURNS // 2):  # asking again and again without an answer would end the call
        await say(f"Mein Name ist Sabine {NAMES[turn % 2]}")
        said[(await say("sind Sie eine Maschine"))[0]] += 1
    assert agent.domain is not None
    assert len(said) == len(agent.domain.responses["utter_identity"])
    assert max(said.values()) - min(said.values()) <= 1
    await say("null drei null zwei drei eins zwei fünf null sieben sieben")
    assert f"Sabine {NAMES[1]}" in " ".join(await say("morgen um zehn"))
