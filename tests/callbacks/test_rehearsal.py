"""Nobody can ring as a rehearsal: a caller would be thanked for what is not stored."""

import pytest

from rueckruf.callbacks.rehearsal import is_rehearsal, rehearsal_sid
from rueckruf.channel.webhook import RequestRefusedError, read_call_sid

pytestmark = pytest.mark.unit


def test_a_rehearsal_is_known_by_its_id() -> None:
    assert is_rehearsal(rehearsal_sid())
    assert not is_rehearsal("CA0123456789abcdef0123456789abcdef")
    assert rehearsal_sid() != rehearsal_sid()


def test_the_webhook_takes_no_call_of_such_an_id() -> None:
    with pytest.raises(RequestRefusedError):
        read_call_sid({"CallSid": [rehearsal_sid()]})
