"""The recipe "a new answer" of CONTRIBUTING.md in a copy of the project: a customer number, from asking to erasure.

The lines and files of the recipe lie in ``tests/new_answer``.
"""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rueckruf.project import ROOT
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, Server, rueckruf_at, running_server
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.recipes import edited_files, follow, new_files
from tests.support.traces import files, traces

pytestmark = [pytest.mark.call, pytest.mark.timeout(600)]

RECIPE = Path(__file__).parent / "new_answer"
IGNORED = shutil.ignore_patterns(".venv", ".git", "models", "var", "results", ".*_cache", ".hypothesis")
#: Written by the program, and so part of the recipe.
WRITTEN = "docs/privacy.md"
MOST_FILES = 11

NUMBER = "null drei null zwei drei eins zwo fünf neun acht sieben"
PHONE = "+493023125987"
SAID, DIGITS = "vier sieben eins eins null acht", "471108"


@dataclass
class Copy:
    """A copy of the project with the recipe in it, trained and running."""

    folder: Path
    server: Server

    def rueckruf(self, *words: str) -> str:
        """The command at the time of the calls, on what they have stored."""
        return run(self.folder, *rueckruf_at(MORNING), *words, RUECKRUF_DATA_DIR=str(self.server.data_dir))

    def ring(self, *said: str) -> Phone:
        call = Phone(self.server.url, AUTH_TOKEN).start()
        for words in said:
            call.say(words)
        return call


def run(folder: Path, *command: str, **environment: str) -> str:
    ended = subprocess.run(
        command, cwd=folder, env={**environment_of(folder), **environment}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def environment_of(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder), "TWILIO_AUTH_TOKEN": AUTH_TOKEN}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    folder = tmp_path_factory.mktemp("project") / "copy"
    shutil.copytree(ROOT, folder, ignore=IGNORED)
    follow(RECIPE, folder)
    (folder / WRITTEN).write_text(run(folder, *RUECKRUF, "privacy-notice", "--record"), encoding="utf-8")
    run(folder, *RUECKRUF, "train")
    with running_server(tmp_path_factory.mktemp("var"), environment_of(folder), rueckruf_at(MORNING), folder) as server:
        yield Copy(folder, server)


@pytest.mark.unit
def test_the_recipe_names_each_file_and_no_more_than_eleven() -> None:
    _, _, recipe = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## A new answer\n")
    named = re.findall(r"^\| \d+ \| `(\S+)` \|", recipe.partition("\n## ")[0], re.MULTILINE)

    assert sorted(named) == sorted([*new_files(RECIPE), *edited_files(RECIPE), WRITTEN])
    assert len(named) <= MOST_FILES


def test_the_copy_is_checked_like_any_project(copy: Copy) -> None:
    assert run(copy.folder, *RUECKRUF, "check-data") == "check-data: everything is in order.\n"
    tests = ("tests/test_stems.py", "tests/privacy/test_documents.py")
    run(copy.folder, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)


def test_it_is_asked_after_the_number_and_may_be_left_out(copy: Copy) -> None:
    call = copy.ring("Mein Name ist Paul Weber", "ja")
    assert "Kundennummer" in call.last
    assert "Wann" in call.say("eine Kundennummer hab ich leider gar nicht")
    call.say("morgen um zehn Uhr")
    call.say("ja, das stimmt")

    (stored,) = json.loads(copy.rueckruf("export"))
    assert stored["customer_number"] == ""
    copy.rueckruf("erase", "--phone", stored["phone"], "--yes")


def test_it_is_heard_read_back_corrected_exported_disclosed_and_erased(copy: Copy) -> None:
    call = copy.ring("Mein Name ist Kunigunde Zwackelmann", f"Nein, unter {NUMBER}", SAID.replace("acht", "neun"))
    assert "Kundennummer vier sieben eins eins null neun" in call.heard[-2]
    call.say("morgen um zehn Uhr")
    assert SAID in call.say(f"Nein, die Kundennummer ist {SAID}")
    call.say("ja, das stimmt")
    assert call.ended

    (stored,) = json.loads(copy.rueckruf("export"))
    (row,) = csv.DictReader(io.StringIO(copy.rueckruf("export", "--format", "csv")), delimiter=";")
    assert (stored["phone"], stored["customer_number"]) == (PHONE, DIGITS)
    assert row["customer_number"].lstrip("'") == DIGITS
    assert DIGITS in copy.rueckruf("disclose", "--phone", PHONE)

    copy.rueckruf("erase", "--phone", PHONE, "--yes")
    assert json.loads(copy.rueckruf("export")) == []
    assert DIGITS not in copy.rueckruf("disclose", "--phone", PHONE)
    log = [("log", "\n".join(copy.server.output).encode())]
    left = {place for place, content in [*files(copy.server.data_dir), *log] if traces((DIGITS, SAID), content)}
    assert left == set()
