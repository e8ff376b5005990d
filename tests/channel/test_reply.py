"""What a turn is answered with, as it is kept and read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rueckruf.channel.reply import Reply, Utterance, ends_call, firm_until, listen_profile
from rueckruf.channel.turn import Position

pytestmark = pytest.mark.unit


def say(text: str, **custom: Any) -> Utterance:
    return Utterance(text, custom)


@given(st.text(), st.booleans(), st.sampled_from([None, "gather", "relay"]))
def test_what_is_kept_is_what_was_said(text: str, hang_up: bool, transport: Any) -> None:
    said = (say(text, hang_up=hang_up), say("Ihr Name?", listen="caller_name"))
    reply = Reply(3, said, Position(4, "caller_name", silences=1, failures=2, transport=transport))
    assert Reply.from_text(reply.as_text()) == reply


def test_only_a_goodbye_ends_the_call() -> None:
    assert ends_call([say("a"), say("b", hang_up=True)])
    assert not ends_call([say("a", transfer=True)])
    assert not ends_call([say("a", hang_up=False), say("b", listen="default")])


def test_only_a_transfer_connects() -> None:
    assert Reply(0, [say("a"), say("b", transfer=True)], Position()).transfers
    assert not Reply(0, [say("a", hang_up=True)], Position()).transfers


def test_everything_up_to_the_last_firm_word_is_firm() -> None:
    assert firm_until([say("a"), say("b", barge_in=False), say("c")]) == 2
    assert firm_until([say("a"), say("b")]) == 0


def test_the_last_wish_decides_how_to_listen() -> None:
    wishes = [say("a", listen="caller_name"), say("b", listen="callback_time"), say("c")]
    assert listen_profile(wishes, in_force="default") == "callback_time"
    assert listen_profile([say("a")], in_force="phone_number") == "phone_number"
