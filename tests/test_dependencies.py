"""What is installed: how many packages are pinned, and what `pip check` may complain about."""

import re
import subprocess
import sys
import sysconfig
from collections import Counter
from importlib.metadata import distributions
from importlib.util import find_spec

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.process

LEFT_OUT = {
    *("confluent-kafka", "tensorflow", "tensorflow-hub", "tensorflow-io-gcs-filesystem", "tensorflow-text"),
    "typer-slim",
}
#: Besides, where `make tensorflow` was called.
LEFT_OUT_OF_TENSORFLOW = {"keras", "libclang"} if find_spec("tensorflow") else set()
FOR_ADVISORIES = {"aiohttp", "dnspython", "protobuf", "pymongo", "sentry-sdk", "setuptools"}
FOR_NEWER_PYTHONS = {"matplotlib", "multidict", "packaging", "pydantic", "regex", "ruamel-yaml", "skops", "twilio"}


def test_the_environment_deviates_from_rasas_bounds_only_on_purpose() -> None:
    check = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    missing, lifted = set(), set()
    for line in check.stdout.splitlines():
        if "which is not installed" in line:
            missing.add(line.split(" requires ")[1].split(",")[0])
        elif "has requirement" in line:
            lifted.add(line.split(", but you have ")[1].split()[0])
        else:
            pytest.fail(f"pip check says something new: {line}")
    assert (missing, lifted) == (LEFT_OUT | LEFT_OUT_OF_TENSORFLOW, FOR_ADVISORIES | FOR_NEWER_PYTHONS)


def test_no_module_is_in_two_packages() -> None:
    """Packages are installed in no order, and the last one to write a file would win."""
    installed = distributions(path=[sysconfig.get_path("purelib")])
    modules = Counter(str(file) for package in installed for file in package.files or () if file.suffix == ".py")

    assert [module for module, packages in modules.items() if packages > 1] == []


def pinned(lock: str) -> set[str]:
    """Packages with their versions in a lock."""
    return set(re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==\S+", (ROOT / lock).read_text(), re.MULTILINE))


@pytest.mark.parametrize("group", ["tensorflow", "sound", "run"])
def test_a_group_moves_no_package_that_is_pinned(group: str) -> None:
    names = {package.split("==")[0] for package in pinned("requirements.lock")}

    both = {package for package in pinned(f"requirements-{group}.lock") if package.split("==")[0] in names}

    assert both
    assert both <= pinned("requirements.lock")


def test_the_documentation_tells_how_many_packages_are_pinned() -> None:
    documented = (ROOT / "docs" / "operations.md").read_text()

    assert f"`requirements.lock` pins {len(pinned('requirements.lock'))} packages" in documented
