"""data/README.md: its examples can be pasted, its lists are complete, its links lead somewhere."""

import re
import shutil
from pathlib import Path

import pytest

from rueckruf.data_check.check import check_data
from rueckruf.data_check.form import PROMPTINGS
from rueckruf.project import ROOT
from tests.support.readme_examples import EXAMPLES, README, TEXT, paste

pytestmark = pytest.mark.unit

COPIED = ("data", "actions", "rueckruf", "tests/corpus", "tests/conversations")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project without its environment."""
    for file in ROOT.glob("*.yml"):
        shutil.copy(file, tmp_path)
    for folder in COPIED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.thorough
def test_every_example_can_be_pasted(copy: Path) -> None:
    before = {(fault.path, fault.problem) for fault in check_data(copy)}

    for path, example in EXAMPLES:
        paste(copy / path, example)

    assert len(EXAMPLES) == 18
    after = {fault for fault in check_data(copy) if (fault.path, fault.problem) not in before}
    assert [str(fault) for fault in sorted(after)] == []


def test_there_are_twelve_places() -> None:
    table = TEXT.split("## I want to …")[1].split("##")[0]

    assert [int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == [*range(1, 13)]


def test_every_wording_of_a_question_is_listed() -> None:
    table = TEXT.split("## Wordings of a question")[1].split("```")[0]

    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == {*PROMPTINGS, "prompting"}


def test_every_link_leads_to_a_file() -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", TEXT, flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#]+)\)", text)

    assert links
    assert [link for link in links if not (README.parent / link).exists()] == []
