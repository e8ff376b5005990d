"""The project that the tests break."""

from pathlib import Path

import pytest

from tests.data_check.small_project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
