"""docs/threats.md promises a test for each threat: each of them is there."""

import pytest

from tests.support.named_tests import DOCS, faults_of, named_in

pytestmark = pytest.mark.unit

PAGE = DOCS / "threats.md"


@pytest.mark.parametrize(
    "threat",
    [
        "Forged webhook",
        "Replayed webhook",
        "A caller erases another's data by voice",
        "CSV injection",
        "Log injection",
        "Stolen database file",
        "Hostile model file",
        "Seeing what one may not",
    ],
)
def test_the_threat_is_dealt_with(threat: str) -> None:
    assert [tests for row, tests in named_in(PAGE).items() if row.startswith(f"**{threat}**")]


def test_every_threat_names_tests_that_exist() -> None:
    assert faults_of(named_in(PAGE)) == []


def test_nothing_in_the_column_of_tests_is_anything_else() -> None:
    assert PAGE.read_text(encoding="utf-8").count("::test_") == sum(map(len, named_in(PAGE).values()))
