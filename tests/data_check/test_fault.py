"""The root cause is told, and what only follows from it is not."""

import shutil
from pathlib import Path

import pytest

from rueckruf.data_check.check import check_data
from rueckruf.data_check.fault import Faults, Place
from rueckruf.project import ROOT
from tests.data_check.small_project import FILES, Project

pytestmark = pytest.mark.unit

HERE = Place("a.yml", 1)
GONE = "1: cannot be read: No such file or directory"


@pytest.mark.parametrize(
    ("rests_on", "broken", "told"),
    [
        ("domain.yml/intents", "domain.yml/intents", False),
        ("domain.yml/intents", "domain.yml", False),
        ("domain.yml/intents", "domain.yml/slots", True),
        ("data/rules", "data/rules/call.yml/rules", False),
        ("data/rules", "data/rules_of_old", True),
        ("domain.yml:5", "domain.yml:5", False),
        ("domain.yml:5", "domain.yml:50", True),
    ],
)
def test_a_fault_falls_with_what_it_rests_on(rests_on: str, broken: str, told: bool) -> None:
    faults = Faults()
    faults.add(HERE, "follows", "other.yml", rests_on)
    faults.broken(broken)

    assert [fault.problem for fault in faults.sorted()] == (["follows"] if told else [])


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.endswith(".yml") and not path.startswith(("data/vocabulary", "tests"))]
)
def test_a_file_that_is_no_yaml_is_one_fault(project: Project, path: str) -> None:
    project.write(path, "a: [")

    (fault,) = project.faults()

    assert fault.startswith(f"{path}:")


@pytest.mark.parametrize("path", ["domain.yml", "config.yml", "endpoints.yml", "company.yml", "credentials.yml"])
def test_a_missing_file_is_one_fault(project: Project, path: str) -> None:
    (project.root / path).unlink()

    assert project.faults() == [f"{path}:{GONE}"]


@pytest.mark.parametrize("folder", ["data/rules", "data/responses", "data/nlu"])
def test_a_missing_folder_is_one_fault(project: Project, folder: str) -> None:
    shutil.rmtree(project.root / folder)

    assert project.faults() == [f"{folder}:1: holds no .yml file"]


@pytest.mark.parametrize(
    ("section", "line"), [("intents", 2), ("entities", 6), ("slots", 8), ("forms", 14), ("actions", 17)]
)
def test_a_misspelled_section_of_the_domain_is_one_fault(project: Project, section: str, line: int) -> None:
    project.replace("domain.yml", f"\n{section}:", f"\n{section}x:")

    assert project.faults() == [f"domain.yml:{line}: '{section}x' is no key of domain.yml: is '{section}' meant?"]


def test_without_a_domain_everything_else_is_still_checked(project: Project) -> None:
    (project.root / "domain.yml").unlink()
    project.replace("data/responses/beside.yml", "Vielen Dank, ", "Vielen Dank 4 ")

    assert project.faults() == [
        "data/responses/beside.yml:6: digits '4': write numbers as words, as they shall be spoken",
        f"domain.yml:{GONE}",
    ]


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """The project without its environment."""
    for file in ROOT.glob("*.yml"):
        shutil.copy(file, tmp_path)
    for folder in ("data", "actions", "rueckruf", "tests/corpus", "tests/conversations", "tests/nlu"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.thorough
def test_the_whole_project_without_its_domain(whole: Path) -> None:
    (whole / "domain.yml").unlink()

    assert [str(fault) for fault in check_data(whole)] == [f"domain.yml:{GONE}"]


@pytest.mark.thorough
def test_the_whole_project_with_one_misspelled_intent(whole: Path) -> None:
    domain = (whole / "domain.yml").read_text(encoding="utf-8")
    (whole / "domain.yml").write_text(domain.replace("- call_started", "- call_startd"), encoding="utf-8")

    (fault,) = map(str, check_data(whole))

    assert fault.startswith("domain.yml:8: 'call_startd' is used nowhere, but 'call_started' in ")
    assert int(fault.split(" in ")[1].split()[0]) > 1
    assert "first data/rules/call.yml:7: which is right?" in fault
