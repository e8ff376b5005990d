"""The commands of Rasa work at the root as its documentation says; ``rasa train`` is what `make train` runs."""

import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from rueckruf.project import ROOT
from rueckruf.simulator import line
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import free_port
from tests.conversations.as_rasa import Meaning, write
from tests.conversations.reading import read_conversations
from tests.support.checkouts import copy_checkout, keep_few_utterances, replace_once
from tests.support.neural import rasa_train, without_tensorflow, write_small_project
from tests.support.patience import PATIENCE, eventually

pytestmark = [pytest.mark.call, pytest.mark.usefixtures("trained_model")]

RASA = str(Path(sys.executable).with_name("rasa"))
QUIET = {"RASA_TELEMETRY_ENABLED": "false"}
UNWELCOME = re.compile("warn|error", re.IGNORECASE)

UTTERANCES = """\
version: "3.1"
nlu:
  - intent: affirm
    examples: |
      - ja, so ist es richtig
  - intent: inform_caller_name
    examples: |
      - mein Name ist [Annegret Voss](caller_name)
"""

#: What is told to be heard, and in the second that it is a question for the opening hours, is not so.
OTHERWISE = """\
- conversation: Another answer
  turns:
    - said: wann haben Sie denn geöffnet
      heard: [utter_duration, caller_name]
- conversation: Another meaning
  turns:
    - said: mein Name ist Annegret Voss
      heard: [utter_opening_hours, caller_name]
- conversation: Another end
  turns:
    - said: wann haben Sie denn geöffnet
      heard: utter_goodbye
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Everything that is stored lies in a folder of the test."""
    return {**os.environ, **QUIET, "RUECKRUF_DATA_DIR": str(tmp_path / "var"), "SANIC_HOST": "127.0.0.1"}


@pytest.fixture
def few_utterances(tmp_path: Path, trained_model: Path) -> Path:
    """A copy of the project that learns quickly: a few utterances of each intent."""
    checkout = copy_checkout(tmp_path / "few", trained_model)
    keep_few_utterances(checkout)
    return checkout


def rasa(*arguments: str, environment: dict[str, str], typed: str = "", folder: Path = ROOT) -> str:
    """What the command prints; it must end well."""
    ended = subprocess.run(
        [RASA, *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout[-2000:]
    assert "Traceback" not in ended.stdout
    return ended.stdout


@contextmanager
def served(
    *arguments: str, environment: dict[str, str], path: str, output: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[str]:
    """The address of a serving command, once ``path`` answers there; it must end by SIGTERM."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [RASA, *arguments, "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT) as it:
        try:
            assert eventually(lambda: it.poll() is not None or answers(url + path))
            assert it.poll() is None, f"rasa {' '.join(arguments)} has ended"
            yield url
            it.terminate()
            assert it.wait(PATIENCE) == 0
        finally:
            it.kill()


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own loopback address
            return bool(answer.status == 200)
    except urllib.error.URLError:
        return False


def test_data_validate_finds_nothing(environment: dict[str, str]) -> None:
    printed = rasa("data", "validate", environment=environment)
    assert "No story structure conflicts found" in printed
    assert not UNWELCOME.search(printed), printed


@pytest.mark.timeout(700)
def test_train_finds_nothing(environment: dict[str, str], few_utterances: Path) -> None:
    command = ("train", "--out", str(few_utterances / "trained"))
    printed = rasa(*command, environment=environment, folder=few_utterances)
    assert "Your Rasa model is trained" in printed
    assert not UNWELCOME.search(printed), printed


def test_what_is_wrong_is_still_told(environment: dict[str, str], few_utterances: Path) -> None:
    replace_once(few_utterances / "domain.yml", "intents:\n", "intents:\n  - ask_shoe_size\n")
    printed = rasa("data", "validate", environment=environment, folder=few_utterances)
    assert "UserWarning: The intent 'ask_shoe_size' is listed in the domain file, but is not found" in printed
    assert "UserWarning: The intent 'ask_shoe_size' is not used in any story or rule" in printed


@without_tensorflow
def test_train_ends_with_what_to_install_for_a_neural_component(tmp_path: Path) -> None:
    ended = rasa_train(write_small_project(tmp_path))
    assert ended.returncode == 1
    assert ended.stdout.strip().endswith(
        "Component 'DIETClassifier' requires the following packages which are currently not installed: "
        "tensorflow (make tensorflow installs it)."
    )


def test_core_passes_every_conversation_and_fails_what_is_told_otherwise(
    environment: dict[str, str], tmp_path: Path
) -> None:
    stories, results, told_otherwise = (tmp_path / name for name in ("stories", "results", "otherwise"))
    command = [sys.executable, "-m", "tests.conversations.as_rasa", str(stories)]
    subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE, check=True)
    told_otherwise.mkdir()
    (told_otherwise / "test_otherwise.yml").write_text(OTHERWISE, encoding="utf-8")
    write(stories, read_conversations(told_otherwise), lambda said: Meaning("ask_opening_hours", said))

    printed = rasa(
        *("test", "core", "--e2e", "--stories", str(stories), "--no-plot", "--out", str(results)),
        environment=environment,
    )

    passed = len(read_conversations())
    failed = (results / "failed_test_stories.yml").read_text(encoding="utf-8")
    # Rasa passes over what it does not take for a test.
    assert re.search(rf"Correct: +{passed} / {passed + 3}\b", printed), failed
    assert re.findall(r"story: (\w+ \w+)", failed) == ["Another answer", "Another meaning", "Another end"]


def test_nlu_reports_on_utterances(environment: dict[str, str], tmp_path: Path) -> None:
    utterances, results = tmp_path / "nlu.yml", tmp_path / "results"
    utterances.write_text(UTTERANCES, encoding="utf-8")
    rasa("test", "nlu", "--nlu", str(utterances), "--no-plot", "--out", str(results), environment=environment)
    for report in ("intent_report.json", "CallerNameExtractor_report.json"):
        assert json.loads((results / report).read_text(encoding="utf-8"))["micro avg"]["f1-score"] == 1


def test_shell_asks_the_next_question(environment: dict[str, str]) -> None:
    printed = rasa(
        *("shell", "--port", str(free_port())),
        environment=environment,
        typed="hallo ich heiße paul weber\n/stop\n",
    )
    _, opening, question = printed.partition("Sprachassistent")
    assert opening
    # Only the actions know that the name is answered, so they run.
    assert "Telefonnummer" in question
    assert "Ihr Name" not in question


def test_run_serves_telephone_calls_and_logs_nothing_of_callers(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "ANSWER_SECONDS", PATIENCE)  # nothing warms this server up
    command = ("run", "--debug", "--interface", "127.0.0.1")
    with (
        (tmp_path / "log").open("wb") as log,
        served(*command, environment=environment, path="/", output=log) as url,
    ):
        call = Phone(url, caller="anonymous").start()
        assert "Sprachassistent" in call.last
        assert "nummer" in call.say("Mein Name ist Paul Quastenflosser").lower()
    logged = (tmp_path / "log").read_text(encoding="utf-8")
    assert '"event": "turn"' in logged
    assert "Quastenflosser" not in logged
    assert call.call_sid not in logged


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("conversations.ConversationStore", "conversations.Nothing", "endpoints.yml: tracker_store: InMemory"),
        ("lock_store:", "else:", "endpoints.yml: lock_store: none was given"),
    ],
)
def test_run_ends_where_rasa_would_keep_calls_in_memory(
    environment: dict[str, str], tmp_path: Path, trained_model: Path, before: str, after: str, problem: str
) -> None:
    checkout = copy_checkout(tmp_path / "checkout", trained_model)
    replace_once(checkout / "endpoints.yml", before, after)
    ended = subprocess.run(
        [RASA, "run", "--interface", "127.0.0.1", "--port", str(free_port())],
        cwd=checkout,
        env={**environment, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 1
    assert problem in ended.stderr


def test_run_actions_answers_its_health(environment: dict[str, str]) -> None:
    with served("run", "actions", environment=environment, path="/health") as url:
        with urllib.request.urlopen(f"{url}/actions") as answer:  # noqa: S310 - our own loopback address
            registered = {action["name"] for action in json.load(answer)}
        assert {"validate_callback_form", "action_store_callback"} <= registered


def test_run_actions_logs_nothing_of_a_caller(environment: dict[str, str], tmp_path: Path) -> None:
    said = {"next_action": "validate_callback_form", "tracker": {"slots": ["Quastenflosser"]}, "domain": {}}
    request = ["run", "actions", "--logging-config-file", "logging.yml"]
    with (
        (tmp_path / "log").open("wb") as log,
        served(*request, environment=environment, path="/health", output=log) as url,
    ):
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(f"{url}/webhook", data=json.dumps(said).encode())  # noqa: S310 - our own address
        assert answer.value.code == 500
    logged = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Quastenflosser" not in logged
    [line] = [json.loads(line) for line in logged.splitlines() if line.startswith("{")]
    assert (line["logger"], line["event"]) == ("rasa_sdk.endpoint", None)
    assert line["exception"][0]["frames"]
