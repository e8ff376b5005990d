"""The model is checked before Rasa loads it."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from rueckruf import project
from rueckruf.server.model import ModelError, checked_model
from tests.support.neural import needs_tensorflow, without_tensorflow


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that models are taken from, empty."""
    monkeypatch.setattr(project, "MODELS", tmp_path)
    return tmp_path


def model_of(folder: Path, *classes: str, asks: str = "caller_name") -> Path:
    """A model whose parts are ``classes``."""
    schema = {"nodes": {str(number): {"uses": name} for number, name in enumerate(classes)}}
    domain = {"forms": {"callback_form": {"required_slots": [asks]}}}
    content = json.dumps({"domain": domain, "train_schema": {"nodes": {}}, "predict_schema": schema}).encode()
    path = folder / "model.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("metadata.json")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.unit
def test_a_model_of_rasa_and_this_program_is_taken(models: Path) -> None:
    model = model_of(models, "rasa.core.policies.rule_policy.RulePolicy", "rueckruf.nlu.story_policy.StoryPolicy")

    assert checked_model() == model


@pytest.mark.model
def test_the_trained_model_is_taken(trained_model: Path) -> None:
    assert checked_model() == trained_model


@pytest.mark.unit
@pytest.mark.parametrize("name", ["evil.Payload", "os.system", "rasa_evil.Payload", "rueckruf"])
def test_a_model_that_runs_code_of_somebody_else_is_refused(models: Path, name: str) -> None:
    model_of(models, "rasa.core.policies.rule_policy.RulePolicy", name)

    with pytest.raises(ModelError, match=rf"models/model.tar.gz: names {name}, which is not of this program"):
        checked_model()


@pytest.mark.unit
@without_tensorflow
def test_a_model_of_neural_components_is_refused_without_tensorflow(models: Path) -> None:
    model_of(models, "rasa.core.policies.ted_policy.TEDPolicy")

    with pytest.raises(ModelError, match=r"model.tar.gz: TEDPolicy needs tensorflow \(make tensorflow installs it\)"):
        checked_model()


@pytest.mark.unit
@needs_tensorflow
def test_a_model_of_neural_components_is_taken_with_tensorflow(models: Path) -> None:
    model = model_of(models, "rasa.core.policies.ted_policy.TEDPolicy")

    assert checked_model() == model


@pytest.mark.unit
def test_without_a_model_it_says_how_to_get_one(models: Path) -> None:
    with pytest.raises(ModelError, match="no trained model under models/: run `make train` first"):
        checked_model()


@pytest.mark.unit
@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08"])
def test_a_file_that_is_no_model_is_named(models: Path, content: bytes) -> None:
    (models / "model.tar.gz").write_bytes(content)

    with pytest.raises(ModelError, match=r"models/model.tar.gz: is no model of Rasa"):
        checked_model()


@pytest.mark.unit
def test_a_model_that_asks_for_what_no_answer_declares_is_refused(models: Path) -> None:
    model_of(models, "rasa.core.policies.rule_policy.RulePolicy", asks="shoe_size")
    with pytest.raises(ModelError, match=r"no answer in rueckruf/answers/ declares 'shoe_size': train again"):
        checked_model()
