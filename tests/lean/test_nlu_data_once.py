"""Utterances are those that Rasa reads, whatever language it asks for, and they are read once."""

from pathlib import Path

import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

from rueckruf.lean import nlu_data_once
from rueckruf.project import CONFIG, DATA, DOMAIN

pytestmark = pytest.mark.unit


@pytest.fixture
def importer(monkeypatch: pytest.MonkeyPatch) -> RasaFileImporter:
    monkeypatch.setattr(RasaFileImporter, "get_nlu_data", nlu_data_once._by_rasa)
    nlu_data_once.install()
    return RasaFileImporter(str(CONFIG), str(DOMAIN), [str(DATA / "nlu")])


def content(data: TrainingData) -> tuple[str, list[str]]:
    return data.fingerprint(), sorted(message.fingerprint() for message in data.training_examples)


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_is_what_rasa_reads(importer: RasaFileImporter, language: str) -> None:
    assert content(importer.get_nlu_data(language)) == content(nlu_data_once._by_rasa(importer, language))


def test_another_language_reads_nothing_again(importer: RasaFileImporter) -> None:
    assert importer.get_nlu_data("de") is importer.get_nlu_data("en")


def test_another_importer_reads_its_own_files(importer: RasaFileImporter, tmp_path: Path) -> None:
    file = tmp_path / "one.yml"
    file.write_text('version: "3.1"\nnlu:\n  - intent: one\n    examples: |\n      - Guten Tag\n', encoding="utf-8")
    other = RasaFileImporter(str(CONFIG), str(DOMAIN), [str(file)])

    importer.get_nlu_data()
    assert [message.get("text") for message in other.get_nlu_data().training_examples] == ["Guten Tag"]
