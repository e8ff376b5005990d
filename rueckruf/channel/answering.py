"""Each turn of a call is answered once, in time, and never with nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Any

from rasa.core.channels.channel import UserMessage

from rueckruf.channel import twiml
from rueckruf.channel.collecting import CollectedSpeech
from rueckruf.channel.conversations import Conversations, TurnStore, conversation_store
from rueckruf.channel.turn_log import note, note_end, turn_logged
from rueckruf.channel.twiml import Utterance
from rueckruf.channel.voice_settings import VoiceSettings
from rueckruf.channel.webhook import Heard, Position, Webhook

logger = logging.getLogger(__name__)

# Twilio gives up after 15 s, the way there and back included.
DIALOGUE_SECONDS = 12.0
TURN_SECONDS = 14.0  # with the wait for the turn before, if one is still being worked out
LOCK_POLL_SECONDS = 0.05
MAX_SILENCES = 6  # the dialogue says goodbye long before
MAX_FAILURES = 2
# Nobody needs so many for a wish: who still talks then is a machine, or will not come to an end.
MAX_TURNS = 70

_EVENTS = {"start": "call_started", "silence": "caller_silent", "not_transferred": "transfer_failed"}
_CALL_ENDED = "call_ended"

_OPENING = "utter_opening"

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]


@dataclass(frozen=True)
class _Reply:
    utterances: Sequence[Utterance]
    next: Position

    @property
    def ends_call(self) -> bool:
        return twiml.ends_call(self.utterances)

    @property
    def transfers(self) -> bool:
        return twiml.transfers(self.utterances)


class DialogueError(Exception):
    """The dialogue has no answer."""


class Answering:
    """Answers the turns of all calls with one Rasa agent.

    ``transfer_number`` (E.164) is a person's, if any; ``facts`` are the company's, as variables of responses.
    """

    def __init__(
        self,
        settings: VoiceSettings,
        turns: TurnStore,
        agent: Any,
        on_new_message: OnNewMessage,
        transfer_number: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self._settings = settings
        self._facts = facts or {}
        self._transfer_number = transfer_number
        self._turns = turns
        self._agent = agent
        self._on_new_message = on_new_message

    async def answer(self, webhook: Webhook, address: str) -> str:
        """The TwiML for a turn; further turns go to the address with their position as query.

        A turn that was answered before gets the same answer and changes nothing, also while the first is
        still being worked out by another request or process. A broken dialogue or store raises nothing.
        """
        with turn_logged(webhook.call_sid, webhook.position.turn):
            return await self.answer_unlogged(webhook, address)

    async def answer_unlogged(self, webhook: Webhook, address: str) -> str:
        """The same for a call that nobody makes, which the log does not tell of."""
        try:
            return await asyncio.wait_for(self._look_up_or_answer(webhook, address), TURN_SECONDS)
        except Exception as error:  # lock or turn store away
            _log("turn could not be looked up", error)
            return self._render(self._failure(webhook.position, begins=webhook.position.turn == 0), address)

    async def forget(self, call_sid: str) -> None:
        """Delete conversation and turn answers of a call, without a word to the dialogue."""
        await self._conversations.delete(call_sid)
        await self._turns.delete(call_sid)

    async def end(self, call_sid: str) -> None:
        """Tell the dialogue that a call is over, unless it knows, and delete conversation and turn answers.

        The sweep gets what fails here.
        """
        try:
            async with self._turn_lock(call_sid):
                await self._tell_end(call_sid)
                await self.forget(call_sid)
        except Exception as error:
            _log("ended call could not be deleted", error)

    async def _tell_end(self, call_sid: str) -> None:
        """What was gathered may be worth keeping: the dialogue decides. What it says nobody hears."""
        if not await self._conversations.exists(call_sid):
            return
        message = _message(call_sid, CollectedSpeech(), event=_CALL_ENDED)
        try:
            await asyncio.wait_for(self._on_new_message(message), DIALOGUE_SECONDS)
        except Exception as error:  # the conversation is deleted all the same
            _log("end of call could not be told", error)

    @property
    def _conversations(self) -> Conversations:
        """Past Rasa's wrappers, which take a store that is away for one that has no conversations."""
        return conversation_store(self._agent.tracker_store)

    def _turn_lock(self, call_sid: str) -> AbstractAsyncContextManager[Any]:
        """Lock of one call's turns, shared by all processes through Rasa's lock store."""
        lock: AbstractAsyncContextManager[Any] = self._agent.lock_store.lock(
            f"turn-{call_sid}", lock_lifetime=TURN_SECONDS, wait_time_in_seconds=LOCK_POLL_SECONDS
        )
        return lock

    async def _look_up_or_answer(self, webhook: Webhook, address: str) -> str:
        async with self._turn_lock(webhook.call_sid):
            stored = await self._turns.get(webhook.call_sid, webhook.position.turn)
            if stored is None:
                return await self._answer_once(webhook, address)
            note(outcome="repeated")
            return stored

    async def _answer_once(self, webhook: Webhook, address: str) -> str:
        reply = await self._reply(webhook)
        answer = self._render(reply, address)
        if reply.ends_call:
            note_end()
        try:
            await self._turns.put(webhook.call_sid, webhook.position.turn, answer)
            if reply.ends_call:
                await self._conversations.delete(webhook.call_sid)
                await self._turns.keep_only(webhook.call_sid, webhook.position.turn)
        except Exception as error:  # the caller still gets the answer
            _log("turn could not be kept", error)
        return answer

    async def _reply(self, webhook: Webhook) -> _Reply:
        position = webhook.position
        if webhook.heard.input == "transferred":
            await self._tell_end(webhook.call_sid)
            return _Reply([Utterance("", {"hang_up": True})], position)
        silences = position.silences + 1 if webhook.heard.input == "silence" else 0
        if silences >= MAX_SILENCES:
            return self._goodbye("utter_goodbye_silence", position)
        if position.turn >= MAX_TURNS:
            await self._tell_end(webhook.call_sid)
            return self._goodbye("utter_too_long", position)
        begins = position.turn == 0
        try:
            begins = begins or not await self._conversations.exists(webhook.call_sid)
            utterances = await asyncio.wait_for(self._dialogue(webhook, begins), DIALOGUE_SECONDS)
        except Exception as error:
            _log("turn failed", error)
            if begins:
                await self._forget(webhook.call_sid)
            return self._failure(position, begins)
        listen = twiml.listen_profile(utterances, in_force=position.listen)
        return _Reply(utterances, Position(position.turn + 1, listen, silences))

    async def _dialogue(self, webhook: Webhook, begins: bool) -> Sequence[Utterance]:
        """What the dialogue says. Raises DialogueError if that is nothing."""
        heard = Heard("start") if begins else webhook.heard
        output = CollectedSpeech()
        metadata = {"caller": webhook.caller, "confidence": heard.confidence, "input": heard.input}
        event = _EVENTS.get(heard.input)
        await self._on_new_message(_message(webhook.call_sid, output, heard.text, metadata, event))
        said = output.utterances
        if not any(one.text.strip() for one in said) and not twiml.ends_call(said):
            raise DialogueError
        return said

    async def _forget(self, call_sid: str) -> None:
        """Rasa saves a conversation before its first turn; one that failed in it must begin again."""
        try:
            await self._conversations.delete(call_sid)
        except Exception as error:  # where the store is away, nothing was saved
            _log("failed opening could not be deleted", error)

    def _failure(self, position: Position, begins: bool) -> _Reply:
        """A sentence instead of an answer; where the call ``begins``, after the words that tell who speaks."""
        note(outcome="failed")
        failures = position.failures + 1
        if failures >= MAX_FAILURES:
            return self._goodbye("utter_technical_problem", position)
        said = [Utterance(self._sentence("utter_say_again"))]
        if begins:
            opening = Utterance(self._sentence(_OPENING), {"barge_in": False})
            said = [opening, Utterance(self._sentence("utter_opening_failed"))]
        return _Reply(said, replace(position, turn=position.turn + 1, failures=failures))

    def _goodbye(self, response: str, position: Position) -> _Reply:
        return _Reply([Utterance(self._sentence(response), {"hang_up": True})], position)

    def _sentence(self, response: str) -> str:
        """The first wording of a response, straight from the domain: the dialogue may be what is broken."""
        domain = self._agent.domain
        wording: dict[str, Any] = next(iter(domain.responses.get(response, ())), {}) if domain else {}
        text = str(wording.get("text") or "")
        for name, words in self._facts.items():
            text = text.replace(f"{{{name}}}", words)
        return text

    def _render(self, reply: _Reply, address: str) -> str:
        if reply.ends_call:
            return twiml.farewell(reply.utterances, self._settings)
        next_turn = f"{address}?{reply.next.query()}"
        if reply.transfers and self._transfer_number:
            return twiml.transfer(reply.utterances, self._settings, self._transfer_number, next_turn)
        return twiml.question(reply.utterances, self._settings, self._settings.profile(reply.next.listen), next_turn)


def _message(
    call_sid: str,
    output: CollectedSpeech,
    text: str = "",
    metadata: Mapping[str, Any] | None = None,
    event: str | None = None,
) -> UserMessage:
    """What was heard, or an ``event`` of the line: an intent that is known, so that nothing has to be understood."""
    understood = None
    if event is not None:
        text, intent = f"/{event}", {"name": event, "confidence": 1.0}
        understood = {"text": text, "intent": intent, "intent_ranking": [intent], "entities": [], "metadata": metadata}
    return UserMessage(
        text, output, sender_id=call_sid, input_channel=output.name(), parse_data=understood, metadata=metadata
    )


def _log(event: str, error: Exception) -> None:
    """Only the kind of the error: its text may hold what the caller said."""
    logger.error("%s: %s", event, type(error).__name__)
