"""What `pip check` may complain about: packages left out and bounds of Rasa lifted on purpose."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit

LEFT_OUT = {"confluent-kafka", "jax", "libclang", "tensorflow", "tensorflow-hub", "tensorflow-text"}
LIFTED = {"aiohttp", "dnspython", "protobuf", "pydantic", "pymongo", "sentry-sdk", "setuptools"}


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
    assert (missing, lifted) == (LEFT_OUT, LIFTED)
