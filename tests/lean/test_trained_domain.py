"""The domain that is read once is the one that Rasa reads."""

import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.validation import validate
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils import validation
from rasa.shared.utils.io import read_yaml_file

from rueckruf.lean import trained_domain
from rueckruf.project import CONFIG

pytestmark = pytest.mark.model


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setattr(DomainProvider, "load", DomainProvider.load)
        trained_domain.install()
        yield


@pytest.fixture
def domain(installed: None, trained_model: Path, monkeypatch: pytest.MonkeyPatch) -> Domain:
    """That of the trained model, read by ours."""
    with monkeypatch.context() as patched:
        patched.setattr(validation, "validate_yaml_schema", _never)
        return Agent.load(str(trained_model)).domain


@pytest.fixture
def folder(trained_model: Path, tmp_path: Path) -> Path:
    """Where the trained model's domain lies."""
    with tarfile.open(trained_model) as archive:
        archive.extractall(tmp_path, filter="data")
    [file] = tmp_path.rglob("domain.yml")
    return file.parent


def _never(*_: object) -> None:
    raise AssertionError("the domain is held to the schema")


def test_it_is_what_rasa_reads(domain: Domain, folder: Path) -> None:
    by_rasa = Domain.from_path(folder)
    assert domain.as_dict() == by_rasa.as_dict()
    assert domain.fingerprint() == by_rasa.fingerprint()
    assert [vars(slot) for slot in domain.slots] == [vars(slot) for slot in by_rasa.slots]
    assert domain.responses == by_rasa.responses
    assert domain.session_config == by_rasa.session_config


def test_rasa_still_trains_in_this_process(installed: None) -> None:
    configuration = DefaultV1Recipe().graph_config_for_recipe(read_yaml_file(CONFIG), {})
    validate(configuration)  # raises for a signature that is not Rasa's
