"""The events of a call arrive whole and in order, those of other calls nowhere, and no call waits for the page."""

from collections.abc import Iterator
from typing import Any

import pytest

from rueckruf.browser_phone.event_feed import EventReceiver, EventSender, event_feed

pytestmark = pytest.mark.unit


@pytest.fixture
def feed() -> Iterator[tuple[EventSender, EventReceiver]]:
    sender, receiver = event_feed()
    yield sender, receiver
    sender.socket.close()
    receiver.socket.close()


def event(call: str, **fields: Any) -> dict[str, Any]:
    return {"sender_id": call, "event": "slot", **fields}


def test_what_was_sent_is_there_at_once_and_once(feed: tuple[EventSender, EventReceiver]) -> None:
    sender, receiver = feed
    receiver.follow("CA1")
    sent = [event("CA1", name=f"slot {number}", value="ä" * 1000) for number in range(100)]
    for each in sent:
        sender.publish(each)
    assert receiver.take("CA1") == sent
    assert receiver.take("CA1") == []


def test_of_other_calls_nothing_is_kept(feed: tuple[EventSender, EventReceiver]) -> None:
    sender, receiver = feed
    receiver.follow("CA1")
    sender.publish(event("CA2"))
    receiver.forget("CA1")
    sender.publish(event("CA1"))
    assert receiver.take("CA2") == receiver.take("CA1") == []


def test_a_page_that_takes_nothing_makes_nobody_wait(feed: tuple[EventSender, EventReceiver]) -> None:
    sender, receiver = feed
    receiver.follow("CA1")
    for number in range(10_000):
        sender.publish(event("CA1", name=str(number), value="x" * 1000))
    received = receiver.take("CA1")
    assert 0 < len(received) < 10_000
    assert received[0]["name"] == "0"


def test_a_page_that_has_gone_is_no_fault(feed: tuple[EventSender, EventReceiver]) -> None:
    sender, receiver = feed
    receiver.socket.close()
    sender.publish(event("CA1"))
