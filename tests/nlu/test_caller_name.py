"""CallerNameExtractor: names by the rules, and as a recogniser proposes them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from rueckruf.nlu.caller_name import CallerNameExtractor
from rueckruf.nlu.name_recogniser import NameRecogniser
from tests.nlu.named import CARRIERS, NAMES

pytestmark = pytest.mark.model

OTHERS = (
    "ja genau",
    "nein danke",
    "Moment bitte.",
    "morgen um zehn",
    "ich möchte einen Rückruf",
    "null eins sieben sechs",
    "Wie bitte?",
    "ich brauche ein angebot für fenster",
    "da ruft gleich jemand an",
    "wieder am montag",
    "wegen der rechnung von gestern",
    "kann ich mit einem menschen sprechen",
)


def example(carrier: str, name: str) -> Message:
    start = carrier.index("{}")
    entity = {"entity": "caller_name", "start": start, "end": start + len(name), "value": name}
    return Message.build(carrier.format(name), intent="inform_caller_name", entities=[entity])


@pytest.fixture(scope="module", autouse=True)
def nothing_kept() -> Iterator[None]:
    """Each training is a training."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_MAX_CACHE_SIZE", "0")
        yield


@pytest.fixture(scope="module")
def training_data() -> TrainingData:
    named = [example(carrier, name) for carrier in CARRIERS for name in NAMES]
    others = [Message.build(text, intent="other") for text in OTHERS]
    return TrainingData(named + others)


def create(folder: Path) -> tuple[CallerNameExtractor, LocalModelStorage, Resource]:
    storage, resource = LocalModelStorage(folder), Resource("caller_name")
    context = ExecutionContext(GraphSchema({}))
    settings = CallerNameExtractor.get_default_config()
    return CallerNameExtractor.create(settings, storage, resource, context), storage, resource


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, training_data: TrainingData) -> CallerNameExtractor:
    """A trained extractor as the server loads it from the model."""
    extractor, storage, resource = create(tmp_path_factory.mktemp("model"))
    extractor.train(training_data)
    context = ExecutionContext(GraphSchema({}))
    return CallerNameExtractor.load(CallerNameExtractor.get_default_config(), storage, resource, context)


def entities(extractor: CallerNameExtractor, text: str) -> list[dict[str, Any]]:
    [message] = extractor.process([Message.build(text)])
    return list(message.get("entities"))


def test_what_the_rules_read_is_an_entity_even_without_a_recogniser(tmp_path: Path) -> None:
    extractor, _, _ = create(tmp_path)
    text = "Guten Tag, mein Name ist Sabine Müller."

    [entity] = entities(extractor, text)

    assert entity["entity"] == "caller_name"
    assert entity["value"] == text[entity["start"] : entity["end"]] == "Sabine Müller"
    assert entity["confidence_entity"] > 0.9
    assert entity["extractor"] == "CallerNameExtractor"


def test_the_recogniser_finds_names_in_the_carriers_of_the_data(trained: CallerNameExtractor) -> None:
    [entity] = entities(trained, "da ruft die julia becker an")

    assert entity["value"] == "julia becker"
    assert 0 < entity["confidence_entity"] < 0.9


@pytest.mark.parametrize("text", [*OTHERS, "", "...", "🙂", "das geht leider nicht", "ein angebot bitte"])
def test_no_name_is_found_where_none_is_said(trained: CallerNameExtractor, text: str) -> None:
    assert entities(trained, text) == []


@pytest.mark.parametrize("text", ["aus Berlin berichtet julia becker", "und jetzt das Wetter mit julia becker"])
def test_a_programme_names_somebody_else(trained: CallerNameExtractor, text: str) -> None:
    assert entities(trained, text) == []


def test_another_person_is_not_the_caller(trained: CallerNameExtractor) -> None:
    assert entities(trained, "Sagen Sie bitte Frau Becker, sie möchte mich zurückrufen.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("blubb schnorz krimskrams", []),
        ("schnorz krimskrams blubb", []),
        ("hier ruft schnorz krimskrams an", ["schnorz krimskrams"]),
    ],
)
def test_a_part_of_unknown_words_is_no_name(tmp_path: Path, text: str, found: list[str]) -> None:
    _, storage, resource = create(tmp_path)
    recogniser = NameRecogniser({"c schnorz": 0, "c krimskrams": 1}, np.array([2.0, 2.0, -1.0]))
    guessing = CallerNameExtractor({}, storage, resource, recogniser)

    assert [entity["value"] for entity in entities(guessing, text)] == found


def test_data_without_names_trains_no_recogniser(tmp_path: Path) -> None:
    extractor, storage, resource = create(tmp_path)
    extractor.train(TrainingData([Message.build("ja genau", intent="affirm")]))

    loaded = CallerNameExtractor.load(
        CallerNameExtractor.get_default_config(), storage, resource, ExecutionContext(GraphSchema({}))
    )

    assert entities(loaded, "ja genau") == []
    assert len(entities(loaded, "mein name ist weber")) == 1


def test_new_names_in_the_lists_ask_for_a_new_training(monkeypatch: pytest.MonkeyPatch) -> None:
    before = CallerNameExtractor.fingerprint_addon({})
    monkeypatch.setattr("rueckruf.nlu.caller_name.vocabulary", lambda _: {"german": ["Ada"]})

    assert CallerNameExtractor.fingerprint_addon({}) != before


def test_entities_that_others_found_are_kept(trained: CallerNameExtractor) -> None:
    time = {"entity": "callback_time", "start": 0, "end": 6, "value": "morgen"}
    message = Message.build("morgen, mein Name ist Weber")
    message.set("entities", [time])

    trained.process([message])

    assert [entity["entity"] for entity in message.get("entities")] == ["callback_time", "caller_name"]
