"""A front that what is behind it is asked through."""

from collections.abc import Iterator

import pytest

from tests.support.front import Front
from tests.support.patience import PATIENCE


@pytest.fixture
def front() -> Iterator[Front]:
    front = Front()
    yield front
    front.child.end()
    front.child.kill_after(PATIENCE)
