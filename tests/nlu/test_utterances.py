"""The utterances to measure on: apart from the training data, apart from each other, of all intents."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from rueckruf.evaluation.intents import FALLBACK, MEASURED, TUNING, utterances
from rueckruf.project import DATA
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

FILES = [TUNING, *MEASURED.values()]
#: Whoever takes one of them for another costs the caller most, or the wish.
MATTER_MOST = {
    *("request_callback", "inform_caller_name", "inform_phone_number", "inform_callback_time", "correct"),
    *("affirm", "deny", "cancel", "goodbye", "wrong_number", "emergency", "request_person"),
}
#: Nobody speaks another language in dialect.
NOT_IN_DIALECT = {"not_german"}

_ENTITY = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def plain(text: str) -> str:
    """Only the words: case, punctuation and the marks of entities do not make an utterance another one."""
    return " ".join(re.findall(r"\w+", _ENTITY.sub(r"\1", text).lower()))


@cache
def training() -> dict[str, set[str]]:
    """Intent -> its training utterances."""
    files = sorted((DATA / "nlu").glob("*/*.yml"))
    groups = [group for file in files for group in read_yaml(file)["nlu"]]
    taught: dict[str, set[str]] = {}
    for group in groups:
        lines = group["examples"].splitlines()
        taught.setdefault(group["intent"], set()).update(plain(line.removeprefix("- ")) for line in lines)
    return taught


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_utterance_to_measure_on_is_in_the_training_data(path: Path) -> None:
    taught = set().union(*training().values())

    assert [text for _, text in utterances(path) if plain(text) in taught] == []


def test_no_utterance_stands_twice() -> None:
    often = Counter(plain(text) for path in FILES for _, text in utterances(path))

    assert [text for text, count in often.items() if count > 1] == []


@pytest.mark.parametrize(("name", "path"), MEASURED.items(), ids=MEASURED)
def test_every_intent_is_measured(name: str, path: Path) -> None:
    known = set(training()) | {FALLBACK}

    assert {intent for intent, _ in utterances(path)} == (known - NOT_IN_DIALECT if name == "dialect" else known)


@pytest.mark.parametrize("name", ["long", "dialect", "noise"])
def test_a_set_is_large_where_it_matters(name: str) -> None:
    often = Counter(intent for intent, _ in utterances(MEASURED[name]))

    assert often.total() >= 100
    assert {intent: often[intent] for intent in MATTER_MOST if often[intent] < 10} == {}


def test_long_utterances_are_long() -> None:
    assert [text for _, text in utterances(MEASURED["long"]) if len(plain(text).split()) < 12] == []


def test_no_training_utterance_has_two_intents() -> None:
    owner: dict[str, str] = {}
    for intent, texts in training().items():
        for text in texts:
            assert owner.setdefault(text, intent) == intent, text


def test_a_file_holds_the_intent_it_is_named_after() -> None:
    for file in (DATA / "nlu").glob("*/*.yml"):
        groups = read_yaml(file)["nlu"]

        assert {group["intent"] for group in groups} == {file.stem}, file
