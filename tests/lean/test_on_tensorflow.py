"""Where TensorFlow is installed, Rasa's neural components train, are loaded again, and answer calls."""

import subprocess
import sys
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import running_server
from tests.support.calls import AUTH_TOKEN
from tests.support.checkouts import copy_checkout
from tests.support.neural import needs_tensorflow, rasa_train, write_small_project

pytestmark = [needs_tensorflow, pytest.mark.model, pytest.mark.timeout(3600)]

FOR_CALLS = """\
recipe: default.v1
assistant_id: neural
language: de
pipeline:
  - name: rueckruf.nlu.german_tokenizer.GermanTokenizer
  - name: CountVectorsFeaturizer
  - name: DIETClassifier
    epochs: 1
    entity_recognition: false
  - name: FallbackClassifier
  - name: rueckruf.nlu.phone_number.PhoneNumberExtractor
  - name: rueckruf.nlu.callback_time.CallbackTimeExtractor
policies:
  - name: TEDPolicy
    epochs: 1
  - name: RulePolicy
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_project(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def printed(project: Path) -> str:
    """What training printed; it has ended well."""
    ended = rasa_train(project)
    assert ended.returncode == 0, ended.stdout[-2000:]
    return ended.stdout


@pytest.fixture(scope="module")
def agent(project: Path, printed: str) -> Agent:
    return Agent.load(str(project / "models"))


def test_training_prints_no_word_of_tensorflows_own(printed: str) -> None:
    assert not [line for line in printed.splitlines() if "gast" in line or "oneDNN" in line or "load_module" in line]


@pytest.mark.parametrize(
    ("said", "intent", "cities"),
    [("guten tag", "greet", []), ("hallo aus Berlin", "greet", ["Berlin"]), ("ja gern", "affirm", [])],
)
async def test_diet_tells_intents_and_entities(agent: Agent, said: str, intent: str, cities: list[str]) -> None:
    understood = await agent.parse_message(said)

    assert understood["intent"]["name"] == intent
    found = [(entity["extractor"], entity["value"]) for entity in understood["entities"]]
    assert found == [("DIETClassifier", city) for city in cities]


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (("guten tag", "ja gern", "tschüss"), ["Hallo", "Schön", "Tschüss"]),
        (("guten tag", "wo liegt das"), ["Hallo", "In Berlin"]),
        (("guten tag", "wann öffnen Sie"), ["Hallo", "Von neun bis fünf"]),
    ],
)
async def test_ted_decides_and_the_selector_chooses_the_answer(
    agent: Agent, said: tuple[str, ...], answered: list[str]
) -> None:
    assert await answers(agent, *said) == answered


async def test_unexpected_intents_are_noticed(agent: Agent) -> None:
    await answers(agent, "guten tag", "tschüss")

    tracker = await agent.tracker_store.retrieve("guten tag tschüss")
    assert tracker
    assert "action_unlikely_intent" in [e.action_name for e in tracker.events if isinstance(e, ActionExecuted)]


async def answers(agent: Agent, *said: str) -> list[str]:
    """What is answered in a conversation of its own."""
    messages = [await agent.handle_text(text, sender_id=" ".join(said)) or [] for text in said]
    return [message["text"] for answer in messages for message in answer]


def test_a_model_without_them_is_loaded_without_tensorflow(trained_model: Path) -> None:
    program = (
        "import sys; import rueckruf.server.run; from rasa.core.agent import Agent; Agent.load(sys.argv[1]);"
        "print([name for name in sys.modules if name.split('.')[0] in ('tensorflow', 'tf_keras')])"
    )
    command = [sys.executable, "-c", program, str(trained_model)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_calls_are_answered(tmp_path: Path, trained_model: Path) -> None:
    checkout = copy_checkout(tmp_path / "checkout", trained_model)
    (checkout / "models" / trained_model.name).unlink()
    (checkout / "config.yml").write_text(FOR_CALLS, encoding="utf-8")
    ended = rasa_train(checkout)
    assert ended.returncode == 0, ended.stdout[-2000:]

    environment = {"PYTHONPATH": str(checkout), "TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    with running_server(tmp_path / "var", environment, checkout=checkout) as server:
        call = Phone(server.url, AUTH_TOKEN).start()
        assert "Sprachassistent" in call.last
        assert call.say("Guten Tag, ich hätte gern einen Rückruf")
    assert not [line for line in server.output if '"level": "error"' in line]
