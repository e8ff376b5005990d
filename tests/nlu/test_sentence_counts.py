"""SentenceCounts counts an utterance as Rasa's CountVectorsFeaturizer does."""

from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from rueckruf.nlu.sentence_counts import SentenceCounts

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def agent(trained_model: Path) -> Agent:
    return Agent.load(trained_model)


def words_of(agent: Agent, text: str) -> Message:
    """The message as the tokenizer leaves it."""
    assert agent.processor is not None
    runner = agent.processor.graph_runner
    tokenizer = next(name for name in runner._instantiated_nodes if "GermanTokenizer" in name)
    message: Message = runner.run(inputs={"__message__": [UserMessage(text)]}, targets=[tokenizer])[tokenizer][0]
    return message


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag, mein Name ist Sabine Müller.",
        "ja ja ja, ja genau",
        "die 030 und nochmal die 030",
        "Xylophonquatsch",
        "?",
        "🙂",
        "",
    ],
)
def test_the_counts_are_rasas(agent: Agent, text: str) -> None:
    assert agent.processor is not None
    nodes = agent.processor.graph_runner._instantiated_nodes.values()
    featurizers = [node._component for node in nodes if isinstance(node._component, SentenceCounts)]
    assert len(featurizers) == 2
    for featurizer in featurizers:
        ours, by_rasa = words_of(agent, text), words_of(agent, text)
        featurizer.process([ours])
        CountVectorsFeaturizer.process(featurizer, [by_rasa])
        counted, expected = (message.get_sparse_features(attribute=TEXT)[1].features for message in (ours, by_rasa))
        assert counted.shape == expected.shape
        assert (counted != expected).nnz == 0
