"""Promoting, going back and listing, as they are typed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rueckruf import project
from rueckruf.cli import app
from rueckruf.server.model_card import card_file, write_card
from tests.support.models import card_for, model_of

pytestmark = pytest.mark.unit


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "models"
    monkeypatch.setattr(project, "MODELS", folder)
    monkeypatch.setattr(project, "CANDIDATES", folder / "candidates")
    return folder


def run(*words: str, code: int = 0) -> str:
    """What the command says, in one line."""
    result = CliRunner().invoke(app, ["model", *words], env={"COLUMNS": "200"})
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_a_candidate_comes_and_goes(models: Path) -> None:
    served = model_of(models / "old.tar.gz")
    candidate = model_of(models / "candidates/new.tar.gz", intents=())
    write_card(card_file(candidate), card_for(candidate, served), "")

    assert f"in service: {models}/new.tar.gz. A server with --watch takes it now" in run("promote")
    assert f"in service: {models}/old.tar.gz; now a candidate: {models}/candidates/new.tar.gz." in run("rollback")
    shown = run("list")
    assert shown == (
        "old: in service; not measured "
        "new: candidate; trained 2026-03-09 07:12; 674 of 726 utterances understood, 99 of 100 calls reached, "
        "3 expensive; passed"
    )


def test_what_is_refused_ends_with_a_line(models: Path) -> None:
    assert run("promote", code=1) == (
        "rueckruf: no model under models/candidates/: `rueckruf train --candidate` makes one"
    )
    assert run("promote", "gone.tar.gz", code=1) == "rueckruf: gone.tar.gz: there is no such file"
    assert run("rollback", code=1) == "rueckruf: no other model under models/ to go back to"
