"""The help of every command says what it does, what it takes, and nothing of how it is made."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer
from typer.testing import CliRunner

from rueckruf.cli import app

pytestmark = pytest.mark.unit

PROGRAM = typer.main.get_command(app)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """The program, its groups and their commands, as they are typed."""
    yield " ".join(path), command
    for name, each in getattr(command, "commands", {}).items():
        yield from commands(each, (*path, name))


ALL = dict(commands(PROGRAM))


def shown(path: str) -> str:
    """The help as a terminal shows it, in one line."""
    result = CliRunner().invoke(app, [*path.split(), "--help"], terminal_width=200, env={"COLUMNS": "200"})
    assert result.exit_code == 0
    return " ".join(result.output.split())


@pytest.mark.parametrize("path", ALL)
def test_a_command_tells_what_it_does(path: str) -> None:
    assert len((ALL[path].help or "").split()) >= 4
    assert (ALL[path].help or "").split()[0] in shown(path)


@pytest.mark.parametrize("path", ALL)
def test_options_and_arguments_are_told_and_have_no_default_of_none(path: str) -> None:
    own = [parameter for parameter in ALL[path].params if parameter.name != "help"]
    assert [each.name for each in own if len((getattr(each, "help", None) or "").split()) < 2] == []
    assert "None" not in shown(path)


def test_a_server_that_watches_takes_no_model_of_its_own() -> None:
    result = CliRunner().invoke(app, ["run", "--watch", "--model", "models/other.tar.gz"])
    assert (result.exit_code, result.output) == (
        1,
        "rueckruf: --model: not together with --watch, which takes the newest\n",
    )


@pytest.mark.parametrize(("arguments", "folder"), [([], "models"), (["--candidate"], "models/candidates")])
def test_a_candidate_is_trained_beside_the_models_that_are_served(
    arguments: list[str], folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # the command leaves it, and this comes back
    monkeypatch.setattr("rueckruf.cli._set_environment", lambda: None)
    monkeypatch.setattr("rueckruf.lean.install.before_rasa_is_imported", lambda: None)
    monkeypatch.setattr("rueckruf.data_check.check.check_data", lambda _: [])
    monkeypatch.setattr("rueckruf.nlu.training.train", lambda models: models / "new.tar.gz")
    monkeypatch.setattr("rueckruf.nlu.training.tell_of_progress", lambda: None)
    monkeypatch.setattr("rueckruf.project.TRAINED", tmp_path / ".trained")
    result = CliRunner().invoke(app, ["train", *arguments])
    assert f"train: {folder}/new.tar.gz, after" in result.output
    assert (tmp_path / ".trained").exists() == (not arguments)


def test_the_telephone_tells_how_it_signs_and_what_a_script_holds() -> None:
    told = shown("call")
    for word in ("TWILIO_AUTH_TOKEN", "RUECKRUF_PUBLIC_URL", "silence", "#123#", "comments"):
        assert word in told
