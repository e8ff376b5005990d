"""README and docs against the command line and the Makefile: all there is is told, and all that is told is there."""

import importlib.util
import re
import runpy
import shlex
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import click
import pytest
import typer

from rueckruf.cli import app
from rueckruf.project import ROOT
from tests.support.cases import each
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "README.md"]
#: What the recipe of CONTRIBUTING.md adds.
NEW_ANSWER = ROOT / "tests" / "new_answer"
PROGRAM = typer.main.get_command(app)
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def code(document: Path) -> Iterator[str]:
    """The lines of its fenced blocks, and what stands between backticks in its text."""
    text = document.read_text(encoding="utf-8")
    for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE):
        yield from (line.strip().removeprefix("$ ") for line in block.splitlines())
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    yield from (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose))


def told(pattern: str) -> list[str]:
    """What follows ``pattern`` in the code of all documents, each once, with the document before it."""
    found = (
        f"{document.relative_to(ROOT)}: {line[match.end() :].strip()}"
        for document in DOCUMENTS
        for line in code(document)
        if (match := re.match(pattern, line))
    )
    return sorted(set(found))


COMMANDS = told(r"(\.venv/bin/)?rueckruf\b(?=$| )")
MAKES = told(r"make\b(?=$| )")
MODULES = told(r"(\.venv/bin/)?python -m ")
OURS = ("benchmarks.", "scripts.", "tests.")
PATHS = sorted(set(re.findall(r"`((?:\w+/)+[\w.]*)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))))


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """All that do something, as they are typed."""
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))
    else:
        yield " ".join(path)


def words(line: str) -> list[str]:
    """The words of a command: optional ones as if given, an id for ``ID``, without comment and redirection."""
    given = re.sub(r"[\[\]]", "", line.partition(": ")[2]).partition(" > ")[0]
    return shlex.split(re.sub(r"\bID\b", str(UUID(int=0)), given), comments=True)


def take(line: str) -> None:
    """Parse a command line as the program does, without running it; raises UsageError for what it would refuse.

    Text may name a command without the arguments that it needs.
    """
    command, rest = PROGRAM, words(line)
    while isinstance(command, click.Group) and rest and rest[0] in command.commands:
        command, rest = command.commands[rest[0]], rest[1:]
    if isinstance(command, click.Group) and rest not in ([], ["--help"]):
        raise click.UsageError(f"no command {rest[0]}")
    with suppress(click.MissingParameter, click.exceptions.Exit):
        command.make_context("rueckruf", rest)


@each("command", commands(PROGRAM))
def test_every_command_is_told_of(command: str) -> None:
    assert [line for line in COMMANDS if f"{line.partition(': ')[2]} ".startswith(f"{command} ")]


@each("line", COMMANDS)
def test_every_command_that_is_told_of_can_be_typed(line: str) -> None:
    take(line)


@pytest.mark.parametrize("line", ["x: purg", "x: users remove anna", "x: purge --dry", "x: export --format"])
def test_a_command_that_is_none_is_found(line: str) -> None:
    with pytest.raises(click.UsageError):
        take(line)


def test_every_target_is_told_of_and_no_other() -> None:
    assert {words(line)[0] for line in MAKES} == TARGETS


@each("module", sorted({words(line)[0] for line in MODULES}))
def test_every_module_that_is_told_of_is_there_and_teaches(
    module: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importlib.util.find_spec(module) is not None
    if module.startswith(OURS):
        monkeypatch.setattr("sys.argv", [module, "--help"])
        monkeypatch.delitem(sys.modules, module, raising=False)  # another test may have imported it
        with pytest.raises(SystemExit, match=r"^0$"):
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        assert "usage" in capsys.readouterr().out.lower()


@each("path", PATHS)
def test_every_place_that_contributors_are_sent_to_is_there(path: str) -> None:
    assert (ROOT / path).exists() or (NEW_ANSWER / path).exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    prose = re.sub(r"(?s)```.*?```|`[^`]*`(?!\])", "", document.read_text(encoding="utf-8"))
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", prose)
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_pre_commit_runs_the_checks_of_lint() -> None:
    (repository,) = read_yaml(ROOT / ".pre-commit-config.yaml")["repos"]
    (hook,) = repository["hooks"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"\nlint: setup ## Style, types, import rules, YAML\n\t@./{hook['entry']}\n" in makefile
    assert not hook["pass_filenames"]


@each("line", told(r"(\.venv/bin/)?python -m pytest "))
def test_tests_that_are_told_of_are_there(line: str) -> None:
    for path in (word for word in words(line) if not word.startswith("-")):
        assert (ROOT / path.partition("::")[0]).exists()
