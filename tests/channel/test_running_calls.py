"""Which calls go on, and that none begins any more once nobody may."""

import pytest

from rueckruf.channel.running_calls import SECONDS_BETWEEN_TURNS, RunningCalls
from rueckruf.channel.webhook import RequestRefusedError

pytestmark = pytest.mark.unit


class Time:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def calls(time: Time) -> RunningCalls:
    return RunningCalls(time)


def test_a_call_goes_on_until_it_ends(calls: RunningCalls) -> None:
    assert not calls
    calls.hear_of("CA1", begins=True)
    calls.hear_of("CA1", begins=False)
    assert calls
    calls.end("CA1")
    assert not calls


def test_a_call_that_is_not_heard_of_goes_on_elsewhere_or_nowhere(calls: RunningCalls, time: Time) -> None:
    calls.hear_of("CA1", begins=True)
    time.now = SECONDS_BETWEEN_TURNS - 1
    calls.hear_of("CA1", begins=False)
    time.now += SECONDS_BETWEEN_TURNS - 1
    assert calls
    time.now += 1
    assert not calls


def test_who_drains_takes_turns_of_running_calls_and_no_new_call(calls: RunningCalls) -> None:
    calls.hear_of("CA1", begins=True)
    calls.drain()
    calls.hear_of("CA1", begins=True)  # the first webhook comes again
    calls.hear_of("CA1", begins=False)
    calls.hear_of("CA2", begins=False)  # has begun in another process
    with pytest.raises(RequestRefusedError) as refused:
        calls.hear_of("CA3", begins=True)
    assert refused.value.status == 503
    calls.end("CA1")
    calls.end("CA2")
    assert not calls
