"""No conversation hangs on a score so near a bar that the last digits of a weight decide.

The same weights, added in another order by another processor, give scores that differ from the seventh digit on;
here each keeps a hundred times that distance. What fails lists the nearest.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from rasa.core.agent import Agent

from rueckruf.dialogue.heard import SURE, SURE_DESPITE_AN_ANSWER, SURE_TO_END
from rueckruf.nlu.caller_name import CallerNameExtractor
from rueckruf.project import ROOT
from rueckruf.spoken.text.question import asks
from tests.conversations.reading import read_conversations
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.model

LEAST = 1e-4
LISTED = 10


class Margin(NamedTuple):
    """How far a score is from what would decide otherwise."""

    distance: float
    bar: str
    text: str


@pytest.fixture(scope="module")
def said() -> list[str]:
    """Everything that callers say in conversations."""
    said = {turn.said.text for conversation in read_conversations() for turn in conversation.turns}
    return sorted(text for text in said if text and not text.startswith("#"))


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    return Agent.load(str(trained_model))


def test_intents_are_far_from_the_next_one_and_from_every_bar(agent: Agent, said: Sequence[str]) -> None:
    fallback = fallback_threshold()
    bars = (fallback, SURE, SURE_TO_END, SURE_DESPITE_AN_ANSWER)
    margins = []
    for text in said:
        best, second = asyncio.run(chances(agent, text))[:2]
        if best >= fallback or asks(text):  # else it falls back, whichever intent was the likeliest
            margins.append(Margin(best - second, "the next intent", text))
        margins += [Margin(abs(best - bar), str(bar), text) for bar in bars]
    assert nearest(margins)[0].distance >= LEAST, listed(margins)


def test_words_are_clearly_of_a_name_or_clearly_not(agent: Agent, said: Sequence[str]) -> None:
    nodes = agent.processor.graph_runner._instantiated_nodes.values()  # type: ignore[union-attr]
    (extractor,) = [node._component for node in nodes if isinstance(node._component, CallerNameExtractor)]
    recogniser = extractor._recogniser
    assert recogniser is not None
    margins = [Margin(abs(odds), piece.raw, text) for text in said for piece, odds in recogniser.weigh(text)]
    assert nearest(margins)[0].distance >= LEAST, listed(margins)


async def chances(agent: Agent, text: str) -> list[float]:
    """How likely each intent of the classifier is, the likeliest first."""
    parsed = await agent.parse_message(text)
    return [one["confidence"] for one in parsed["intent_ranking"] if one["name"] != "nlu_fallback"]


def fallback_threshold() -> float:
    (fallback,) = [one for one in read_yaml(ROOT / "config.yml")["pipeline"] if one["name"] == "FallbackClassifier"]
    return float(fallback["threshold"])


def nearest(margins: Sequence[Margin]) -> list[Margin]:
    return sorted(margins)[:LISTED]


def listed(margins: Sequence[Margin]) -> str:
    return "\n".join(f"{one.distance:.6f} from {one.bar}: {one.text}" for one in nearest(margins))
