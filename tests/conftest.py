"""Fixtures that several folders of tests share."""

from pathlib import Path

import pytest

from rueckruf.project import newest_model

pytest_plugins = ["tests.support.servers", "tests.support.calls"]


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The model that `make test` has trained."""
    model = newest_model()
    assert model is not None, "no trained model under models/: run `make train` first"
    return model
