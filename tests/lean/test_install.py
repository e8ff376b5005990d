"""What adapts Rasa is installed in one place, and for the one Rasa that it was written for."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from rueckruf.lean.install import RASA, refuse_another_rasa
from rueckruf.project import ROOT

pytestmark = pytest.mark.process

#: What tells of a model whether it can be loaded, and changes nothing.
ASKED = {"from rueckruf.lean.importing import MISSING, misses_tensorflow"}
PATCHES = {file.stem for file in (ROOT / "rueckruf" / "lean").glob("*.py")} - {"__init__", "install", "importing"}


@pytest.fixture
def another_rasa(tmp_path: Path) -> dict[str, str]:
    """An environment in which the metadata of another Rasa is found first."""
    described = tmp_path / "rasa-3.7.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: rasa\nVersion: 3.7.0\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


def ended(environment: dict[str, str], *command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_rasa_that_is_installed_is_ours() -> None:
    refuse_another_rasa()


def test_it_is_the_one_that_the_lock_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"rasa[spacy]=={RASA}" in project["dependencies"]
    assert re.search(rf"(?m)^rasa(\[spacy\])?=={re.escape(RASA)} ", (ROOT / "requirements.lock").read_text("utf-8"))


def test_another_rasa_is_refused_wherever_it_is_imported(another_rasa: dict[str, str]) -> None:
    imported = ended(another_rasa, sys.executable, "-c", "import rasa")
    assert imported.returncode == 1
    assert imported.stderr.splitlines()[-1].endswith(
        "AnotherRasaError: Rasa 3.7.0 is installed, and rueckruf/lean/ adapts 3.6.21 only: run `make setup`"
    )


def test_a_command_of_ours_says_so_in_one_line(another_rasa: dict[str, str], tmp_path: Path) -> None:
    run = ended(another_rasa, sys.executable, "-m", "rueckruf", "run", "--data-dir", str(tmp_path / "var"))
    assert run.returncode == 1
    assert run.stderr == "rueckruf: Rasa 3.7.0 is installed, and rueckruf/lean/ adapts 3.6.21 only: run `make setup`\n"


#: What is in force where Python has been told to run ``rasa`` with some arguments, and has looked for it.
LOOKED_FOR = """
import gc, sys
from importlib.util import find_spec
assert find_spec("rasa.__main__")
assert gc.get_threshold()[0] == 100_000
from rueckruf.lean import at_first_use
assert sum(isinstance(finder, at_first_use._Finder) for finder in sys.meta_path) == 1
print(*(name for name in ("once_a_training", "side_by_side", "each_agent") if f"rueckruf.lean.{name}" in sys.modules))
"""


@pytest.mark.parametrize(
    ("arguments", "in_force"),
    [
        ("train --out models", "once_a_training side_by_side"),
        ("data validate", "once_a_training side_by_side"),
        ("data split nlu", ""),
        ("test core", "once_a_training side_by_side each_agent"),
        ("shell --port 5005", "each_agent"),
        ("run actions", ""),
    ],
)
def test_a_command_of_rasa_has_what_it_can_use(arguments: str, in_force: str) -> None:
    looked_for = ended(dict(os.environ), sys.executable, "-W", "ignore", "-c", LOOKED_FOR, *arguments.split())
    assert looked_for.stdout.strip() == in_force, looked_for.stderr


def test_nothing_else_installs_a_patch() -> None:
    for file in (file for folder in ("rueckruf", "actions") for file in (ROOT / folder).rglob("*.py")):
        if file.parent.name == "lean":
            continue
        taken = re.findall(r"(?m)^\s*((?:from|import) rueckruf\.lean.*)$", file.read_text(encoding="utf-8"))
        others = {
            line for line in taken if not re.search(r"from rueckruf\.lean import install$|lean\.install import", line)
        }
        assert others <= ASKED, file


@pytest.mark.parametrize("patch", sorted(PATCHES))
def test_each_patch_has_its_reason_and_its_test(patch: str) -> None:
    source = (ROOT / "rueckruf" / "lean" / f"{patch}.py").read_text(encoding="utf-8")
    reason = re.match(r'"""[^\n]+\n\n(.+?)"""', source, re.DOTALL)
    assert reason is not None
    assert len(reason[1].split()) > 20
    assert (ROOT / "tests" / "lean" / f"test_{patch}.py").exists()
