"""The trained model on utterances it was not taught."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from rasa.core.agent import Agent

from benchmarks.intent_classifiers import FALLBACK, UNSEEN, Heard, accuracy, hear, is_expensive, is_right

pytestmark = pytest.mark.model

# Measured 92.8 %, fallback included (94.9 % without). A few points of slack, for one utterance is half a point.
LEAST_ACCURACY = 0.90
# Talk that fits no intent may be taken for something harmless this often; measured one in eight.
MOST_NONSENSE_TAKEN = 0.4


@pytest.fixture(scope="module")
def heard(trained_model: Path) -> list[Heard]:
    """Every unseen utterance as the trained model understands it."""
    return asyncio.run(hear(Agent.load(str(trained_model)), UNSEEN))


def test_unseen_utterances_are_understood(heard: list[Heard]) -> None:
    wrong = Counter((one.intent, one.understood) for one in heard if not is_right(one.intent, one.understood))

    assert accuracy(heard) >= LEAST_ACCURACY, wrong.most_common()


def test_no_confusion_stores_drops_or_undoes_a_request(heard: list[Heard]) -> None:
    assert [one for one in heard if is_expensive(one.intent, one.understood)] == []


def test_talk_that_is_not_meant_for_us_is_mostly_recognised(heard: list[Heard]) -> None:
    nonsense = [one for one in heard if one.intent == FALLBACK]
    taken = [one for one in nonsense if not is_right(one.intent, one.understood)]

    assert len(taken) <= MOST_NONSENSE_TAKEN * len(nonsense), taken
