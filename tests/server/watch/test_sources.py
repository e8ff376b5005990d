"""What has changed counts by what stands there, and once it is no longer being written."""

import os
from pathlib import Path

import pytest

from rueckruf.server.watch import sources
from rueckruf.server.watch.sources import Watched, changed
from tests.support.patience import eventually

pytestmark = pytest.mark.unit


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project without a model."""
    monkeypatch.setattr("rueckruf.project.MODELS", tmp_path / "models")
    for path in ("company.yml", "data/responses/opening.yml", "data/rules/call.yml", "README.md"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("a: 1\n")
    return tmp_path


def test_files_are_told_by_their_paths(root: Path) -> None:
    watched = Watched(root)
    before = watched.read()
    (root / "company.yml").write_text("a: 2\n")
    (root / "data" / "rules" / "call.yml").unlink()
    (root / "data" / "responses" / "new.yml").write_text("a: 1\n")
    assert eventually(watched.has_settled)
    paths = changed(before, watched.read())
    assert paths == ["company.yml", "data/responses/new.yml", "data/rules/call.yml"]
    assert not watched.has_settled()


def test_a_file_that_is_replaced_by_another_counts(root: Path) -> None:
    watched = Watched(root)
    before = watched.read()
    (root / "new").write_text("a: 2\n")
    (root / "new").replace(root / "company.yml")
    assert eventually(watched.has_settled)
    assert changed(before, watched.read()) == ["company.yml"]


def test_a_file_that_says_the_same_has_not_changed(root: Path) -> None:
    watched = Watched(root)
    before = watched.read()
    os.utime(root / "company.yml", (1, 1))
    assert eventually(watched.has_settled)
    assert changed(before, watched.read()) == []


@pytest.mark.parametrize("path", ["README.md", "data/notes.txt", "data/rules/.call.yml.swp", "data/rules/.#call.yml"])
def test_other_files_do_not_matter(root: Path, path: str) -> None:
    watched = Watched(root)
    (root / path).write_text("a: 2\n")
    assert not watched.files_have_changed()


def test_what_is_still_being_written_has_not_settled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_QUIET_SECONDS", 1000.0)
    watched = Watched(root)
    (root / "company.yml").write_text("a: 2\n")
    assert watched.files_have_changed()
    assert not watched.has_settled()
    assert not watched.has_settled()


def test_of_models_only_the_newest_counts(root: Path) -> None:
    models = root / "models"
    models.mkdir()
    (models / "one.tar.gz").write_bytes(b"1")
    watched = Watched(root)
    before = watched.read()
    (models / "two.tar.gz").write_bytes(b"2")
    os.utime(models / "one.tar.gz", (1, 1))
    assert eventually(watched.has_settled)
    assert not watched.files_have_changed()
    assert changed(before, watched.read()) == ["models/two.tar.gz"]


def test_when_the_newest_model_has_gone_the_one_before_it_counts(root: Path) -> None:
    models = root / "models"
    (models / "candidates").mkdir(parents=True)
    (models / "one.tar.gz").write_bytes(b"1")
    (models / "two.tar.gz").write_bytes(b"2")
    os.utime(models / "one.tar.gz", (1, 1))
    watched = Watched(root)
    before = watched.read()
    (models / "two.tar.gz").replace(models / "candidates" / "two.tar.gz")
    assert eventually(watched.has_settled)
    assert changed(before, watched.read()) == ["models/one.tar.gz"]
