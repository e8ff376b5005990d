"""The gate as it is typed: a reason a line and exit 1, or passed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.evaluation import model
from rueckruf.evaluation.accepted import AcceptedError
from rueckruf.evaluation.model import Sides
from tests.support.models import model_of

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def imported_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa is there already, and this process is not the command's own."""
    monkeypatch.setattr("rueckruf.lean.install.before_rasa_is_imported", lambda: None)


@pytest.fixture
def two_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "sides", lambda *_: Sides(Path("new.tar.gz"), Path("old.tar.gz")))


def run(*words: str) -> tuple[int, list[str]]:
    """The exit code, and the lines that were said."""
    result = CliRunner().invoke(app, ["evaluate", "model", *words])
    return result.exit_code, result.output.splitlines()


@pytest.mark.usefixtures("two_models")
class TestWhatComesOut:
    def test_no_reason_against_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(model, "evaluate", lambda *_: [])
        assert run() == (0, ["evaluate model: passed."])

    def test_each_reason_is_a_line(self, monkeypatch: pytest.MonkeyPatch) -> None:
        reasons = ["long: 6 lost", "dialect: expensive: deny taken for affirm"]
        monkeypatch.setattr(model, "evaluate", lambda *_: reasons)
        assert run() == (1, [f"rueckruf: {reason}" for reason in reasons])

    def test_so_is_what_cannot_be_compared(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def evaluate(*_: object) -> None:
            raise AcceptedError("tests/nlu/accepted.json: the set 'long' has changed")

        monkeypatch.setattr(model, "evaluate", evaluate)
        assert run() == (1, ["rueckruf: tests/nlu/accepted.json: the set 'long' has changed"])

    def test_accepting_compares_with_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        accepted: list[Path] = []
        monkeypatch.setattr(model, "accept", lambda _, candidate: accepted.append(candidate))
        assert run("--accept") == (0, [])
        assert accepted == [Path("new.tar.gz")]


def test_files_that_are_no_candidates_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.tar.gz").write_text("notes")
    pizza = model_of(tmp_path / "pizza.tar.gz")
    assert run("gone.tar.gz") == (1, ["rueckruf: gone.tar.gz: there is no such file"])
    assert run(f"{tmp_path}/notes.tar.gz") == (
        1,
        [f"rueckruf: {tmp_path}/notes.tar.gz: is no model of Rasa: remove it, or train again"],
    )
    code, (line,) = run(str(pizza))
    assert code == 1
    assert line.startswith(f"rueckruf: {pizza}: was trained for another domain, it knows no ask_address, ")
