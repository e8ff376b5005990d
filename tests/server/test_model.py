"""The model is checked before Rasa loads it."""

from datetime import datetime
from pathlib import Path

import pytest

from rueckruf import project
from rueckruf.lean.install import RASA
from rueckruf.server.model import ModelError, about, check_domain, checked_model
from tests.support.models import model_of
from tests.support.neural import needs_tensorflow, without_tensorflow


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that models are taken from, empty."""
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setattr(project, "MODELS", folder)
    return folder


@pytest.mark.unit
def test_a_model_of_rasa_and_this_program_is_taken(models: Path) -> None:
    model = model_of(
        models / "model.tar.gz", "rasa.core.policies.rule_policy.RulePolicy", "rueckruf.nlu.story_policy.StoryPolicy"
    )

    assert checked_model() == model


@pytest.mark.model
def test_the_trained_model_is_taken(trained_model: Path) -> None:
    assert checked_model() == trained_model


@pytest.mark.unit
@pytest.mark.parametrize("name", ["evil.Payload", "os.system", "rasa_evil.Payload", "rueckruf"])
def test_a_model_that_runs_code_of_somebody_else_is_refused(models: Path, name: str) -> None:
    model_of(models / "model.tar.gz", "rasa.core.policies.rule_policy.RulePolicy", name)

    with pytest.raises(ModelError, match=rf"models/model.tar.gz: names {name}, which is not of this program"):
        checked_model()


@pytest.mark.unit
@without_tensorflow
def test_a_model_of_neural_components_is_refused_without_tensorflow(models: Path) -> None:
    model_of(models / "model.tar.gz", "rasa.core.policies.ted_policy.TEDPolicy")

    with pytest.raises(ModelError, match=r"model.tar.gz: TEDPolicy needs tensorflow \(make tensorflow installs it\)"):
        checked_model()


@pytest.mark.unit
@needs_tensorflow
def test_a_model_of_neural_components_is_taken_with_tensorflow(models: Path) -> None:
    model = model_of(models / "model.tar.gz", "rasa.core.policies.ted_policy.TEDPolicy")

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
    model_of(models / "model.tar.gz", "rasa.core.policies.rule_policy.RulePolicy", asks="shoe_size")
    with pytest.raises(ModelError, match=r"no answer in rueckruf/answers/ declares 'shoe_size': train again"):
        checked_model()


@pytest.mark.unit
def test_a_file_that_is_not_there_is_named(models: Path) -> None:
    with pytest.raises(ModelError, match=r"models/gone.tar.gz: there is no such file"):
        checked_model(models / "gone.tar.gz")


@pytest.mark.unit
def test_a_model_that_was_trained_for_something_else_is_refused(models: Path) -> None:
    model = model_of(models / "pizza.tar.gz", intents=("affirm", "order"))
    check_domain(model, {"affirm"})
    with pytest.raises(ModelError, match=r"another domain, it knows no cancel, deny, help and others: train"):
        check_domain(model, {"affirm", "deny", "cancel", "help", "repeat"})


@pytest.mark.model
def test_a_model_tells_what_it_knows_and_since_when(trained_model: Path) -> None:
    check_domain(trained_model, {"affirm", "emergency"})
    made_of = about(trained_model)
    assert "rueckruf.nlu.intent_classifier.TfidfIntentClassifier" in made_of.classes
    assert made_of.rasa == RASA
    assert datetime.fromisoformat(made_of.trained_at).year >= 2025
