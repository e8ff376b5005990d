"""check-data as a whole: all faults at once, in order, with path and line."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from rueckruf.cli import app
from rueckruf.data_check.check import check_data
from rueckruf.project import ROOT
from tests.data_check.small_project import FILES, Project

pytestmark = pytest.mark.unit


def test_a_project_in_order_has_no_fault(project: Project) -> None:
    assert project.faults() == []


def test_the_projects_own_data_is_in_order() -> None:
    assert [str(fault) for fault in check_data(ROOT)] == []


def test_all_faults_of_all_files_are_told_sorted(project: Project) -> None:
    project.replace("data/responses/beside.yml", "einfach Ihren Namen.", "einfach deinen Namen")
    project.replace("data/nlu/call/help.yml", "- wie geht das", "wie geht das")
    project.write("data/vocabulary/fields.yml", "caller_name: [")
    project.replace("domain.yml", "  - action_store\n", "  - action_store\n  - action_other\n")

    assert project.faults() == [
        "data/nlu/call/help.yml:1: 4 examples are too few: at least 5",
        "data/nlu/call/help.yml:8: an example begins with '- ': wie geht das",
        "data/responses/beside.yml:4: 'deinen': callers are addressed with Sie",
        "data/responses/beside.yml:4: the text ends without full stop, question or exclamation mark",
        "data/vocabulary/fields.yml:2: no YAML: did not find expected node content",
        "domain.yml:20: action 'action_other' has no class under actions/",
        "domain.yml:20: action 'action_other' is used by no rule and no story",
    ]


def test_yaml_that_no_check_looks_at_is_told(project: Project) -> None:
    project.write("data/nlu/call/deny.yaml", "version: '3.1'\n")
    project.write("data/old/deny.yml", "version: '3.1'\n")

    assert project.faults() == [
        "data/nlu/call/deny.yaml:1: the file name must end in .yml",
        "data/old/deny.yml:1: belongs in one of the folders data/nlu, data/responses, data/rules, data/stories,"
        " data/vocabulary",
    ]


@pytest.mark.process
def test_the_command_never_imports_rasa() -> None:
    code = (
        "import sys; from pathlib import Path; from rueckruf.data_check.check import check_data;"
        "check_data(Path(sys.argv[1])); print([name for name in sys.modules if name.split('.')[0] in sys.argv[2:]])"
    )
    unwanted = ("rasa", "rasa_sdk", "sanic", "sqlalchemy", "tensorflow", "spacy")
    ran = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), *unwanted], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout.strip() == "[]"


def test_the_command_prints_faults_or_one_friendly_line(monkeypatch: pytest.MonkeyPatch, project: Project) -> None:
    monkeypatch.setattr("rueckruf.project.ROOT", project.root)
    good = CliRunner().invoke(app, ["check-data"])
    project.replace("data/responses/beside.yml", "Vielen Dank, ", "Vielen Dank 4 ")
    bad = CliRunner().invoke(app, ["check-data"])

    assert (good.exit_code, good.output) == (0, "check-data: everything is in order.\n")
    assert bad.exit_code == 1
    assert bad.output == "data/responses/beside.yml:6: digits '4': write numbers as words, as they shall be spoken\n"


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".yml")])
@pytest.mark.parametrize("content", ["[]", "x", "null", "- a", "version: '3.1'", "a: {b: [c: d]}", "? {a: b}\n: c"])
def test_a_file_of_another_shape_is_a_fault_and_no_crash(project: Project, path: str, content: str) -> None:
    project.write(path, content)

    faults = project.faults()

    assert faults or path.startswith(("data/vocabulary/", "tests/corpus/", "endpoints.yml"))


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in FILES if path.endswith(".yml")])
def test_any_line_may_be_missing_without_a_crash(project: Project, path: str) -> None:
    lines = (project.root / path).read_text(encoding="utf-8").splitlines(keepends=True)

    for number in range(len(lines)):
        project.write(path, "".join(lines[:number] + lines[number + 1 :]))
        project.faults()
