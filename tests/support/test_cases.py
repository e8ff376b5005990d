"""All cases of a test are tried, and each one that fails is told."""

import pytest

from tests.support.cases import each

pytestmark = pytest.mark.unit


def test_every_case_that_fails_is_told_with_what_failed() -> None:
    @each(("word", "letters"), [("ja", 2), ("nein", 2), ("gern", 3)])
    def length(word: str, letters: int) -> None:
        assert len(word) == letters

    with pytest.raises(pytest.fail.Exception) as failed:
        length()

    first, *told = str(failed.value).splitlines()
    assert first == "2 of 3 cases:"
    assert [line for line in told if line.startswith("{")] == [
        "{'word': 'nein', 'letters': 2}: AssertionError: assert 4 == 2",
        "{'word': 'gern', 'letters': 3}: AssertionError: assert 4 == 3",
    ]


def test_after_one_that_does_not_raise_what_it_should_come_the_others() -> None:
    @each("word", ["ja", "nein"])
    def refused(word: str) -> None:
        with pytest.raises(ValueError, match="never"):
            len(word)

    with pytest.raises(pytest.fail.Exception) as failed:
        refused()

    assert str(failed.value).startswith("2 of 2 cases:")


def test_no_cases_are_a_mistake() -> None:
    with pytest.raises(AssertionError, match="no cases"):
        each("word", [])


@pytest.mark.parametrize("times", [1, 2])
@each("word", ["ja", "nein"])
def test_fixtures_and_parameters_stand_beside_the_cases(word: str, times: int, tmp_path_factory: object) -> None:
    assert tmp_path_factory
    assert (word * times).startswith(word)
