"""The lock is held for about as long as a call may wait, whatever a transaction and a row in it cost."""

from dataclasses import dataclass

import pytest

from rueckruf.storage.pace import Pace

pytestmark = pytest.mark.unit

MILLISECOND = 0.001


@dataclass
class Work:
    """Batches on a clock that stands still while nothing is done."""

    fixed: float
    a_row: float
    now: float = 0.0

    def batches(self, pace: Pace, count: int, rows: int | None = None) -> float:
        """Do so many, of ``rows`` or of as many as the pace wants; the seconds that the last one held the lock."""
        for _ in range(count):
            begin, changed = self.now, rows or pace.size
            with pace.holding_the_lock(changed):
                self.now += self.fixed + self.a_row * changed
        return self.now - begin


@pytest.mark.parametrize("fixed", [0, 5, 15])
@pytest.mark.parametrize("a_row", [0.2, 0.5, 1])
def test_the_lock_is_held_for_35_to_45_ms(fixed: float, a_row: float) -> None:
    work = Work(fixed * MILLISECOND, a_row * MILLISECOND)

    held = work.batches(Pace(lambda: work.now), count=30)

    assert 0.035 <= held <= 0.045


def test_what_a_transaction_alone_costs_does_not_make_batches_tiny() -> None:
    work = Work(fixed=60 * MILLISECOND, a_row=5 * MILLISECOND)
    pace = Pace(lambda: work.now)

    work.batches(pace, count=30)

    assert pace.size == 25


def test_after_one_slow_batch_the_size_comes_back() -> None:
    work = Work(fixed=0, a_row=0.2 * MILLISECOND)
    pace = Pace(lambda: work.now)
    work.batches(pace, count=10)
    usual = pace.size

    work.fixed = 1
    work.batches(pace, count=1)
    assert pace.size < usual / 4
    work.fixed = 0
    work.batches(pace, count=5)

    assert pace.size >= usual * 0.95


def test_a_batch_of_few_rows_does_not_make_the_next_one_long() -> None:
    work = Work(fixed=0, a_row=1 * MILLISECOND)
    pace = Pace(lambda: work.now)
    work.batches(pace, count=10)
    usual = pace.size

    work.batches(pace, count=10, rows=3)

    assert pace.size == usual
