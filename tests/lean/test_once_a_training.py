"""What is worked out once is what Rasa works out each time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage import local_model_storage
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import YamlException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import FEATURE_TYPE_SEQUENCE
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import io, validation
from scipy.sparse import csr_matrix

from rueckruf.lean import once_a_training
from rueckruf.project import CONFIG, DATA, DOMAIN

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr(RasaFileImporter, "get_nlu_data", once_a_training._read_by_rasa)
        patched.setattr(TrainingData, "merge", once_a_training._merged_by_rasa)
        patched.setattr(DialogueStateTracker, "fingerprint", once_a_training._fingerprint_by_rasa)
        patched.setattr(Token, "fingerprint", Token.fingerprint)
        patched.setattr(Message, "fingerprint", once_a_training._fingerprint_of_message_by_rasa)
        patched.setattr(Domain, "as_yaml", once_a_training._yaml_by_rasa)
        patched.setattr(local_model_storage, "TarSafe", once_a_training._packed_by_rasa)
        patched.setattr(validation, "validate_yaml_schema", once_a_training._validate_by_rasa)
        patched.setattr(io, "read_yaml", once_a_training._read_yaml_by_rasa)
        once_a_training.install()
        yield


@pytest.fixture
def importer() -> RasaFileImporter:
    return RasaFileImporter(str(CONFIG), str(DOMAIN), [str(DATA / "nlu" / "call")])


def data(*texts: str, **tables: object) -> TrainingData:
    return TrainingData([Message.build(text, "some_intent") for text in texts], **tables)  # type: ignore[arg-type]


def content(data: TrainingData) -> tuple[str, list[str]]:
    return data.fingerprint(), sorted(message.fingerprint() for message in data.training_examples)


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_what_rasa_reads(importer: RasaFileImporter, language: str) -> None:
    assert content(importer.get_nlu_data(language)) == content(once_a_training._read_by_rasa(importer, language))


def test_another_language_reads_nothing_again(importer: RasaFileImporter) -> None:
    assert importer.get_nlu_data("de") is importer.get_nlu_data("en")


def test_another_importer_reads_its_own_files(importer: RasaFileImporter, tmp_path: Path) -> None:
    file = tmp_path / "one.yml"
    file.write_text('version: "3.1"\nnlu:\n  - intent: one\n    examples: |\n      - Guten Tag\n', encoding="utf-8")
    other = RasaFileImporter(str(CONFIG), str(DOMAIN), [str(file)])

    importer.get_nlu_data()
    assert [message.get("text") for message in other.get_nlu_data().training_examples] == ["Guten Tag"]


def test_it_is_what_rasa_merges() -> None:
    tables = {"entity_synonyms": {"a": "b"}, "regex_features": [{"name": "x", "pattern": "y"}], "responses": {"r": []}}
    one, other = data("eins", "zwei"), data("zwei", "drei", **tables)

    assert content(one.merge(other, None)) == content(once_a_training._merged_by_rasa(one, other, None))
    assert content(TrainingData().merge(one)) == content(one)


def test_what_was_merged_is_as_it_was() -> None:
    one, other = data("eins"), data("zwei", entity_synonyms={"a": "b"})

    one.merge(other)

    assert [message.get("text") for message in one.training_examples] == ["eins"]
    assert not one.entity_synonyms


def test_a_story_is_hashed_as_rasa_does_also_when_it_has_grown() -> None:
    story = DialogueStateTracker.from_events("story", [ActionExecuted("action_listen")])
    before = story.fingerprint()
    story.update(UserUttered("ja", {"name": "affirm"}))

    assert before != story.fingerprint() == story.fingerprint() == once_a_training._fingerprint_by_rasa(story)


def test_words_have_the_same_hash_where_all_that_rasa_hashes_is_the_same() -> None:
    word: dict[str, Any] = {"text": "Müller", "start": 3, "end": 9, "data": {"pos": "NOUN"}, "lemma": "müller"}
    others: list[dict[str, Any]] = [
        {"text": "Müllers"},
        {"start": 2},
        {"end": 10},
        {"data": {"pos": "PROPN"}},
        {"lemma": "Müller"},
    ]

    hashes = [Token(**{**word, **other}).fingerprint() for other in ({}, *others)]

    assert len(set(hashes)) == len(hashes)
    assert Token(**word).fingerprint() == hashes[0]


def test_utterances_have_the_same_hash_where_all_that_rasa_hashes_is_the_same() -> None:
    said: dict[str, Any] = {
        "text": "Sabine Müller",
        "intent": "inform_caller_name",
        "entities": [{"start": 0, "end": 13, "entity": "caller_name", "value": "Sabine Müller"}],
        "metadata": None,
        "text_tokens": [Token("Sabine", 0), Token("Müller", 7)],
    }
    others: list[dict[str, Any]] = [
        {"text": "Sabine Müllers"},
        {"intent": "affirm"},
        {"entities": [{**said["entities"][0], "end": 6}]},
        {"metadata": {"intent": {}}},
        {"text_tokens": [Token("Sabine", 0), Token("Müllers", 7)]},
        {"text_tokens": []},
        {"response": ""},
    ]

    hashes = [Message({**said, **other}).fingerprint() for other in ({}, *others)]

    assert len(set(hashes)) == len(hashes)
    turned = {**said, "entities": [dict(reversed(said["entities"][0].items()))]}
    assert Message(dict(reversed(turned.items()))).fingerprint() == hashes[0]


def test_an_utterance_has_another_hash_once_it_has_changed() -> None:
    message = Message.build("ja", "affirm")
    before = message.fingerprint()
    message.set("text_tokens", [Token("ja", 0)])
    tokens = message.fingerprint()
    message.add_features(Features(csr_matrix([[1.0]]), FEATURE_TYPE_SEQUENCE, "text", "counts"))
    assert len({before, tokens, message.fingerprint()}) == 3


def test_a_domain_is_kept_as_rasa_keeps_it(tmp_path: Path) -> None:
    domain = Domain.load([DOMAIN, DATA / "responses"])

    domain.persist(tmp_path / "domain.yml")

    kept = Domain.from_path(tmp_path / "domain.yml")
    assert kept.as_dict() == domain.as_dict()
    assert kept.fingerprint() == domain.fingerprint()


def test_a_domain_with_what_json_does_not_know_is_kept_as_well(tmp_path: Path) -> None:
    slot = {"type": "any", "initial_value": date(2026, 11, 26), "mappings": [{"type": "custom"}]}
    domain = Domain.from_dict({"slots": {"since": slot}})

    domain.persist(tmp_path / "domain.yml")

    assert "2026-11-26" in (tmp_path / "domain.yml").read_text(encoding="utf-8")


def test_what_is_packed_is_unpacked(tmp_path: Path) -> None:
    content = DOMAIN.read_bytes()
    with local_model_storage.TarSafe.open(tmp_path / "model.tar.gz", "w:gz") as archive:
        archive.add(DOMAIN, "domain.yml")
    with once_a_training._packed_by_rasa.open(tmp_path / "model.tar.gz", mode="r:gz") as archive:
        archive.extractall(tmp_path)

    assert (tmp_path / "domain.yml").read_bytes() == content


NLU = "shared/nlu/training_data/schemas/nlu.yml"
STORIES = "shared/utils/schemas/stories.yml"


@pytest.mark.parametrize(
    ("schema", "content"),
    [
        (NLU, "version: '3.1'\nnlu:\n  - intent: one\n    example: |\n      - Guten Tag\n"),
        (NLU, "version: '3.1'\nnlu: one\n"),
        (NLU, "nlu:\n  - intent: one\n   examples: |\n"),
        (NLU, "nlu: []\nnlu: []\n"),
        (STORIES, "stories:\n  - story: one\n    steps:\n      - intend: two\n"),
    ],
    ids=["misspelled", "another shape", "no YAML", "a key twice", "a story"],
)
def test_a_fault_in_a_file_is_told_as_rasa_tells_it(schema: str, content: str) -> None:
    with pytest.raises(YamlException) as by_rasa:
        once_a_training._validate_by_rasa(content, schema)
    with pytest.raises(type(by_rasa.value)) as told:
        validation.validate_yaml_schema(content, schema)

    assert str(told.value) == str(by_rasa.value)


def test_a_file_without_a_fault_is_not_read_for_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once_a_training, "_validate_by_rasa", None)

    validation.validate_yaml_schema((DATA / "nlu" / "call" / "goodbye.yml").read_text(encoding="utf-8"), NLU)


def test_a_fault_is_told_after_a_file_without_one() -> None:
    good = "version: '3.1'\nnlu:\n  - intent: one\n    examples: |\n      - Guten Tag\n"
    bad = good.replace("examples", "example")
    validation.validate_yaml_schema(good, NLU)

    with pytest.raises(YamlException):
        validation.validate_yaml_schema(bad, NLU)
    validation.validate_yaml_schema(good, NLU)


def test_what_was_held_to_a_schema_is_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = (DATA / "nlu" / "call" / "affirm.yml").read_text(encoding="utf-8")
    expected = once_a_training._read_yaml_by_rasa(content)
    read: list[str] = []

    def read_by_rasa(content: str, reader_type: str | list[str] = "safe") -> Any:
        read.append(content)
        return expected

    monkeypatch.setattr(once_a_training, "_read_yaml_by_rasa", read_by_rasa)
    validation.validate_yaml_schema(content, NLU)

    assert io.read_yaml(content) == expected
    assert read == [content]
    io.read_yaml(content)
    assert read == [content, content]
