"""Whatever is said, each reader reads it without failing, with work that grows as its length does."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fuzz.readers import READERS
from tests.fuzz.speech import Said, mixed
from tests.fuzz.work import work_of
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

SLOW: list[dict[str, Any]] = read_yaml(Path(__file__).parents[1] / "corpus" / "slow.yml")
CHANCE = Random(1)  # noqa: S311 - nothing is kept secret
ALL = [*(Said(**case) for case in SLOW), *(mixed(CHANCE) for _ in range(12))]

#: Four times the text is four times the work, and a little more where words are few; all pairs would be sixteen times.
SHORT, LONG, GROWN, MOST_GROWTH = 250, 1000, 4, 6
#: Lines of code: 50 ms of a processor. The most that anything took was 290,000, most take a tenth of that.
MOST_WORK = 400_000
#: Whole turns, and names, are for the hunt.
READ = ("phone", "time", "concern")


@pytest.mark.thorough
@pytest.mark.parametrize("said", ALL, ids=lambda said: f"{said.once}{said.again}"[:40])
@pytest.mark.parametrize("reader", READ)
def test_the_work_grows_with_the_length(reader: str, said: Said) -> None:
    whole = max(SHORT, len(said.once) + len(said.again))  # what the text grows by is in the short one, too
    short, long = (work_of(READERS[reader], said.of_length(length)) for length in (whole, GROWN * whole))

    assert long < MOST_GROWTH * short
    assert work_of(READERS[reader], said.of_length(LONG)) < MOST_WORK


@pytest.mark.parametrize("reader", READERS)
def test_figures_without_end_are_read(reader: str) -> None:
    """Python turns no more than 4,300 digits into a number."""
    READERS[reader](f"acht Uhr {'1' * 5000} bis Uhr")
