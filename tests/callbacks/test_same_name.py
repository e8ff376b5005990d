"""Names of one person and of two, by the corpus."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from rueckruf.callbacks.same_name import are_same, is_same, is_surely, tells_as_much

pytestmark = pytest.mark.unit

CORPUS: dict[str, list[Any]] = yaml.safe_load(Path("tests/corpus/same_name.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pair", CORPUS["one"])
def test_names_of_one(pair: list[str]) -> None:
    assert is_same(*pair)
    assert is_same(*reversed(pair))


@pytest.mark.parametrize("pair", CORPUS["two"])
def test_names_of_two(pair: list[str]) -> None:
    assert not is_same(*pair)
    assert not is_same(*reversed(pair))


@pytest.mark.parametrize("case", CORPUS["surely"])
def test_what_surely_is_of_one_of_several(case: dict[str, Any]) -> None:
    assert is_surely(case["name"], case["stored"], case["beside"]) is case["is"]


@pytest.mark.parametrize("names", [*permutations(["Hofmann", "Sabine Hofmann", "Karl Hofmann"])])
def test_a_surname_joins_nobody_with_another(names: tuple[str, ...]) -> None:
    assert not are_same(names)


def test_a_name_that_was_not_told_is_of_no_other() -> None:
    assert are_same(["", "Sabine Hofmann", "", "Frau Hofmann"])
    assert are_same([])


@pytest.mark.parametrize(
    ("name", "stored", "does"),
    [
        ("Paul Weber", "Paul Weber", True),
        ("Paul Weber", "Weber", True),
        ("Dr. Weber", "von Weber", True),
        ("Dr. Weber", "Paul Weber", False),
        ("", "Paul Weber", False),
    ],
)
def test_whether_the_first_name_is_told_where_there_is_one(name: str, stored: str, does: bool) -> None:
    assert tells_as_much(name, stored) is does
