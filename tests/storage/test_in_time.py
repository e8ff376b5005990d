"""Work that a caller waits for ends in time."""

from threading import Event
from unittest.mock import Mock

import pytest

from rueckruf.storage.in_time import again_in_time, in_time
from tests.support.patience import PATIENCE

pytestmark = pytest.mark.unit


def test_what_hangs_is_given_up() -> None:
    released = Event()
    with pytest.raises(TimeoutError):
        in_time(0.05, lambda: released.wait(PATIENCE))
    released.set()


def test_what_fails_is_tried_again() -> None:
    work = Mock(side_effect=[OSError, OSError, "done"])
    assert again_in_time(PATIENCE, work, final=()) == "done"


def test_after_its_time_it_fails() -> None:
    with pytest.raises(OSError, match="away"):
        again_in_time(0.2, Mock(side_effect=OSError("away")), final=())


def test_what_is_final_is_not_tried_again() -> None:
    work = Mock(side_effect=KeyError)
    with pytest.raises(KeyError):
        again_in_time(PATIENCE, work, final=(KeyError,))
    work.assert_called_once()
