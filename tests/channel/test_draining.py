"""A channel that drains: running calls go on to their end, new ones are turned away so that a proxy understands."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from rueckruf.channel.voice_settings import VoiceSettings
from rueckruf.simulator.line import CallFailedError, Line
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.websocket import NoSocketError
from tests.channel.conftest import AUTH_TOKEN, Served
from tests.support.patience import eventually

pytestmark = pytest.mark.unit


@pytest.fixture
def rung(serve: Callable[..., Served], settings: VoiceSettings) -> Callable[..., tuple[Served, Phone]]:
    """A caller who has heard the opening, on a channel that begins to drain then."""

    def ring(transport: str) -> tuple[Served, Phone]:
        brief = {name: replace(profile, timeout=1) for name, profile in settings.listen.items()}
        served = serve(settings=replace(settings, listen=brief))
        phone = served.phone(transport=transport).start()
        served.channel.drain()
        return served, phone

    return ring


def test_a_call_goes_on_by_gather_until_it_ends(rung: Callable[..., tuple[Served, Phone]]) -> None:
    served, phone = rung("gather")
    assert phone.say("Sabine Müller") == "Gehört: Sabine Müller"
    assert served.channel.has_calls
    phone.hang_up()
    assert not served.channel.has_calls


def test_a_new_call_is_turned_away_and_nothing_remembered(rung: Callable[..., tuple[Served, Phone]]) -> None:
    served, phone = rung("gather")
    with pytest.raises(CallFailedError, match="503"):
        served.phone().start()
    phone.hang_up()
    assert not served.channel.has_calls


def test_a_session_ends_with_its_next_answer_which_gather_says(rung: Callable[..., tuple[Served, Phone]]) -> None:
    served, phone = rung("relay")
    assert phone.session is not None
    told = len(served.told)
    assert phone.say("Sabine Müller") == "Gehört: Sabine Müller"
    assert phone.session is None
    assert phone.gather is not None
    assert served.told[told:] == ["Sabine Müller"]  # it was answered once


def test_what_takes_leave_is_still_said_over_the_socket(rung: Callable[..., tuple[Served, Phone]]) -> None:
    served, phone = rung("relay")

    async def leave(_: object) -> list[dict[str, object]]:
        return [{"text": "Auf Wiederhören!", "custom": {"hang_up": True}}]

    served.dialogue.answer = leave
    assert phone.say("danke") == "Auf Wiederhören!"
    assert phone.heard.count("Auf Wiederhören!") == 1
    assert phone.ended
    assert eventually(lambda: not served.channel.has_calls)


def test_no_socket_is_opened_any_more(serve: Callable[..., Served]) -> None:
    served = serve()
    served.channel.drain()
    with pytest.raises(NoSocketError, match="503"):
        Line(served.url, AUTH_TOKEN).open_socket(f"{served.url.replace('http', 'ws')}/webhooks/twilio_voice/relay")
