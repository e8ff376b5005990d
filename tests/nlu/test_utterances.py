"""The utterances to measure on: apart from the training data, apart from each other, of all intents."""

import re
from pathlib import Path

import pytest

from rueckruf.evaluation.intents import FALLBACK, TUNING, UNSEEN, utterances
from rueckruf.project import DATA
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

_ENTITY = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def plain(text: str) -> str:
    """Only the words: case, punctuation and the marks of entities do not make an utterance another one."""
    return " ".join(re.findall(r"\w+", _ENTITY.sub(r"\1", text).lower()))


def training() -> dict[str, set[str]]:
    """Intent -> its training utterances."""
    files = sorted((DATA / "nlu").glob("*/*.yml"))
    groups = [group for file in files for group in read_yaml(file)["nlu"]]
    taught: dict[str, set[str]] = {}
    for group in groups:
        lines = group["examples"].splitlines()
        taught.setdefault(group["intent"], set()).update(plain(line.removeprefix("- ")) for line in lines)
    return taught


@pytest.mark.parametrize("path", [TUNING, UNSEEN], ids=lambda path: path.stem)
def test_no_utterance_to_measure_on_is_in_the_training_data(path: Path) -> None:
    taught = set().union(*training().values())

    assert [text for _, text in utterances(path) if plain(text) in taught] == []


def test_no_utterance_is_in_both_files() -> None:
    seen = {plain(text) for _, text in utterances(TUNING)}

    assert [text for _, text in utterances(UNSEEN) if plain(text) in seen] == []


def test_every_intent_is_measured() -> None:
    assert {intent for intent, _ in utterances(UNSEEN)} == set(training()) | {FALLBACK}


def test_no_training_utterance_has_two_intents() -> None:
    owner: dict[str, str] = {}
    for intent, texts in training().items():
        for text in texts:
            assert owner.setdefault(text, intent) == intent, text


def test_a_file_holds_the_intent_it_is_named_after() -> None:
    for file in (DATA / "nlu").glob("*/*.yml"):
        groups = read_yaml(file)["nlu"]

        assert {group["intent"] for group in groups} == {file.stem}, file
