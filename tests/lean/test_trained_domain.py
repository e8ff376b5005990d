"""The domain that is read once is the one that Rasa reads."""

import tarfile
from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils import validation

from rueckruf.lean import trained_domain

pytestmark = pytest.mark.model


@pytest.fixture
def domain(trained_model: Path, monkeypatch: pytest.MonkeyPatch) -> Domain:
    """That of the trained model, read by ours."""
    with monkeypatch.context() as patched:
        patched.setattr(DomainProvider, "load", DomainProvider.load)
        patched.setattr(validation, "validate_yaml_schema", _never)
        trained_domain.install()
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
