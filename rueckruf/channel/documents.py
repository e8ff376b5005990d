"""Which TwiML answers a webhook: by what was said, and by the way that the call goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from rueckruf.channel.gather import twiml
from rueckruf.channel.relay.twiml import connect
from rueckruf.channel.reply import Reply, Utterance
from rueckruf.channel.voice_settings import VoiceSettings
from rueckruf.channel.webhook import SESSION
from rueckruf.logs import pseudonym

WEBHOOK = "/webhook"
RELAY = "/relay"


@dataclass(frozen=True)
class Documents:
    """``transfer_number`` (E.164) is a person's, if any; addresses are the webhook's own, as Twilio knows it."""

    settings: VoiceSettings
    transfer_number: str | None = None

    def hands_over(self, reply: Reply) -> bool:
        """Whether the call is no longer ours after the reply: it ends, or a person is called."""
        return reply.ends_call or self._transfers(reply)

    def _transfers(self, reply: Reply) -> bool:
        return reply.transfers and self.transfer_number is not None

    def talks_over_socket(self, reply: Reply, called: str) -> bool:
        """Whether a call to that number goes on over ConversationRelay with the reply.

        An apology is always said by Gather: a socket would look for it in a store that may be away.
        """
        transport = reply.next.transport or self.settings.transport(called)
        is_apology = reply.next.failures > 0
        return (
            transport == "relay" and self.settings.relay is not None and not is_apology and not self.hands_over(reply)
        )

    def answer(self, reply: Reply, call_sid: str, address: str, called: str) -> str:
        """TwiML that says the reply and goes on as it wants; over ConversationRelay what is asked is said there."""
        if self.talks_over_socket(reply, called):
            return connect(self.settings, _socket(address), f"{_next_turn(reply, call_sid, address)}&{SESSION}=over")
        return self._spoken(reply, call_sid, address, reply.utterances)

    def after_session(self, reply: Reply, call_sid: str, address: str, handed_over: bool) -> str:
        """TwiML after a ConversationRelay session that ended with the reply; what was said there is not said again."""
        said = handed_over and self.hands_over(reply)
        return self._spoken(reply, call_sid, address, () if said else reply.utterances)

    def _spoken(self, reply: Reply, call_sid: str, address: str, utterances: Sequence[Utterance]) -> str:
        if reply.ends_call:
            return twiml.farewell(utterances, self.settings)
        next_turn = _next_turn(reply, call_sid, address)
        if self._transfers(reply):
            assert self.transfer_number is not None
            return twiml.transfer(utterances, self.settings, self.transfer_number, next_turn)
        return twiml.question(utterances, self.settings, self.settings.profile(reply.next.listen), next_turn)


def _next_turn(reply: Reply, call_sid: str, address: str) -> str:
    """The call stands in it by its pseudonym, for a proxy that keeps a call on its machine: it sees no body."""
    return f"{address}?{reply.next.query()}&call={pseudonym(call_sid)}"


def _socket(address: str) -> str:
    """``wss`` for ``https``; without TLS only this machine calls."""
    return f"ws{address.removeprefix('http').removesuffix(WEBHOOK)}{RELAY}"
