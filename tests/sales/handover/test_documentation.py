"""docs/operations.md: its way to verify a signature works, and it names what there is."""

import base64
import re
from collections.abc import Callable
from datetime import timedelta
from typing import get_args

import pytest
import time_machine

from rueckruf import clock
from rueckruf.project import ROOT
from rueckruf.sales.handover.delivery import BACK_OFF
from rueckruf.sales.handover.webhook import Webhook
from rueckruf.storage.changes import News
from tests.support.receiver import Receiver, running_receiver

pytestmark = pytest.mark.unit

SECRET = bytes(range(32))
WRITTEN = f"whsec_{base64.b64encode(SECRET).decode()}"
SECTION = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").partition("\n## Hand-over\n")[2]


@pytest.fixture
def verify() -> Callable[..., None]:
    (code,) = re.findall(r"```python\n(.*?)```", SECTION.partition("\n## ")[0], re.DOTALL)
    names: dict[str, Callable[..., None]] = {}
    exec(code, names)  # noqa: S102 - our own documentation
    return names["verify"]


@pytest.fixture
def received() -> Receiver:
    with running_receiver() as receiver:
        Webhook(receiver.url, SECRET).post("11111111-1111-4111-8111-111111111111", "test", {"name": "ß"}, clock.now())
    return receiver


def test_a_genuine_event_is_verified(verify: Callable[..., None], received: Receiver) -> None:
    headers, body = received.came[0]

    verify(WRITTEN, headers, body)


def test_a_forged_or_an_old_event_is_refused(verify: Callable[..., None], received: Receiver) -> None:
    headers, body = received.came[0]
    other = f"whsec_{base64.b64encode(bytes(32)).decode()}"

    for secret, what in ((WRITTEN, body.replace(b"test", b"deleted")), (other, body)):
        with pytest.raises(ValueError, match="not signed with this secret"):
            verify(secret, headers, what)
    with time_machine.travel(clock.now() + timedelta(minutes=6)), pytest.raises(ValueError, match="too old"):
        verify(WRITTEN, headers, body)


def test_every_kind_of_news_is_described() -> None:
    assert re.findall(r"^\| `request\.(\w+)`", SECTION, re.MULTILINE) == list(get_args(News))


def test_the_pauses_are_those_of_the_program() -> None:
    assert "5 seconds, 5 and 30\n  minutes, 2, 5, 10, 14, 20 and 24 hours" in SECTION
    assert [pause.total_seconds() for pause in BACK_OFF] == [
        *(5, 5 * 60, 30 * 60),
        *(hours * 3600 for hours in (2, 5, 10, 14, 20, 24)),
    ]
