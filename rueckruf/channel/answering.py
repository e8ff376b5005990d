"""Each turn of a call is answered once, in time, and never with nothing."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

from rasa.core.channels.channel import UserMessage

from rueckruf.channel.call_ends import CallEnds, has_ended, remember_end
from rueckruf.channel.capacity import Capacity
from rueckruf.channel.collecting import CollectedSpeech, message_of
from rueckruf.channel.conversations import Conversations, TurnStore, conversation_store
from rueckruf.channel.reply import Reply, Utterance, ends_call, listen_profile
from rueckruf.channel.turn import Heard, Position, Turn
from rueckruf.channel.turn_log import note, note_end, turn_logged

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


class DialogueError(Exception):
    """The dialogue has no answer."""


class NoCallError(Exception):
    """There is no such call, or it is over."""


class _CallIsOverError(Exception):
    """A turn of a call that has ended: somebody sends it late, or again."""


class Answering:
    """Answers the turns of all calls with one Rasa agent; ``facts`` are the company's, as variables of responses.

    Beyond its ``capacity`` a turn gets an apology at once.
    """

    def __init__(
        self,
        turns: TurnStore,
        ends: CallEnds,
        agent: Any,
        on_new_message: OnNewMessage,
        facts: Mapping[str, str] | None = None,
        capacity: Capacity | None = None,
    ) -> None:
        self._capacity = capacity or Capacity()
        self._facts = facts or {}
        self._turns = turns
        self._ends = ends
        self._agent = agent
        self._on_new_message = on_new_message

    async def answer(self, turn: Turn) -> Reply:
        """What a turn is answered with.

        A turn that was answered before gets the same answer and changes nothing, also while the first is
        still being worked out by another request or process. A broken dialogue or store raises nothing.
        """
        with turn_logged(turn.call_sid, turn.position.turn):
            return await self.answer_unlogged(turn)

    async def answer_unlogged(self, turn: Turn) -> Reply:
        """The same for a call that nobody makes, which the log does not tell of."""
        return await self._in_time(turn, begin_anew=True)

    async def go_on(self, turn: Turn) -> Reply:
        """The same, but nothing begins with it: raises NoCallError where the call has no conversation (any more)."""
        with turn_logged(turn.call_sid, turn.position.turn):
            return await self._in_time(turn, begin_anew=False)

    async def _in_time(self, turn: Turn, begin_anew: bool) -> Reply:
        try:
            with self._capacity.taken():
                return await asyncio.wait_for(self._look_up_or_answer(turn, begin_anew), TURN_SECONDS)
        except NoCallError:
            raise
        except _CallIsOverError:
            note(outcome="refused")
            return _hanging_up(turn.position)
        except Exception as error:  # lock or turn store away, or too many turns at once
            _log("turn could not be looked up", error)
            return self._failure(turn.position, begins=turn.position.turn == 0)

    async def last_reply(self, call_sid: str) -> Reply | None:
        """What was answered last in a call, None where nothing is kept. Raises the errors of the store."""
        replies = map(Reply.from_text, await self._turns.all(call_sid))
        return max(replies, key=lambda reply: reply.turn, default=None)

    async def after_session(self, turn: Turn, handed_over: bool) -> Reply:
        """What was answered last in a ConversationRelay session that is over.

        Where that broke, the call goes on by Gather. ``turn`` tells of the call, and where it stood when the session
        began. Raises nothing.
        """
        reply = None
        try:
            if handed_over:
                reply = await self.last_reply(turn.call_sid)
            else:
                reply = await self._ask_by_gather(turn.call_sid)
        except Exception as error:
            _log("end of a session could not be looked up", error)
        if reply is not None:
            return reply
        return await self.answer(replace(turn, position=replace(turn.position, transport="gather")))

    async def _ask_by_gather(self, call_sid: str) -> Reply | None:
        """What was answered last, to be said once more. None where nothing is kept.

        It takes the number of the next turn, so that a session that has not noticed its end learns of it there.
        """
        async with self._turn_lock(call_sid):
            last = await self.last_reply(call_sid)
            if last is None or last.ends_call or last.next.transport == "gather":
                return last
            again = replace(last.next, turn=last.next.turn + 1, transport="gather")
            reply = Reply(last.next.turn, last.utterances, again)
            await self._turns.put(call_sid, reply.turn, reply.as_text())
            return reply

    async def forget(self, call_sid: str) -> None:
        """Delete conversation and turn answers of a call, without a word to the dialogue."""
        await self._conversations.delete(call_sid)
        await self._turns.delete(call_sid)

    async def end(self, call_sid: str) -> None:
        """Tell the dialogue that a call is over, unless it knows, and delete conversation and turn answers.

        The sweep gets what fails here.
        """
        await remember_end(self._ends, call_sid)  # first: no turn finds the conversation gone and the call not over
        try:
            async with self._turn_lock(call_sid):
                await self._tell_end(call_sid)
                await self.forget(call_sid)
        except Exception as error:
            _log("ended call could not be deleted", error)

    async def _is_over(self, call_sid: str) -> bool:
        """Whether a call that has no conversation has had one."""
        last = await self.last_reply(call_sid)
        return (last is not None and last.ends_call) or await has_ended(self._ends, call_sid)

    async def _tell_end(self, call_sid: str) -> None:
        """What was gathered may be worth keeping: the dialogue decides. What it says nobody hears."""
        if not await self._conversations.exists(call_sid):
            return
        message = message_of(call_sid, CollectedSpeech(), event=_CALL_ENDED)
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

    async def _look_up_or_answer(self, turn: Turn, begin_anew: bool) -> Reply:
        async with self._turn_lock(turn.call_sid):
            position = turn.position
            stored, goes_on = await self._turns.find(turn.call_sid, position.turn, position.answered)
            if stored is None:
                return await self._answer_once(turn, begin_anew, goes_on)
            note(outcome="repeated")
            return Reply.from_text(stored)

    async def _answer_once(self, turn: Turn, begin_anew: bool, goes_on: bool) -> Reply:
        reply = await self._reply(turn, begin_anew, goes_on)
        if reply.ends_call:
            note_end()
        try:
            await self._turns.put(turn.call_sid, reply.turn, reply.as_text())
            if reply.ends_call:
                await self._conversations.delete(turn.call_sid)
                await self._turns.keep_only(turn.call_sid, reply.turn)
        except Exception as error:  # the caller still gets the answer
            _log("turn could not be kept", error)
        return reply

    async def _reply(self, turn: Turn, begin_anew: bool, goes_on: bool) -> Reply:
        position = turn.position
        if turn.heard.input == "transferred":
            await self._tell_end(turn.call_sid)
            return _hanging_up(position)
        silences = position.silences + 1 if turn.heard.input == "silence" else 0
        if silences >= MAX_SILENCES:
            return self._goodbye("utter_goodbye_silence", position)
        if position.turn >= MAX_TURNS:
            await self._tell_end(turn.call_sid)
            return self._goodbye("utter_too_long", position)
        return await self._said_by_dialogue(turn, silences, begin_anew, goes_on)

    async def _said_by_dialogue(self, turn: Turn, silences: int, begin_anew: bool, goes_on: bool) -> Reply:
        position = turn.position
        begins = position.turn == 0
        try:
            begins = begins or not await self._knows(turn, goes_on)
            if begins and not begin_anew:
                raise NoCallError
            if begins and await self._is_over(turn.call_sid):
                raise _CallIsOverError
            utterances = await asyncio.wait_for(self._dialogue(turn, begins), DIALOGUE_SECONDS)
        except (NoCallError, _CallIsOverError):
            raise
        except Exception as error:
            _log("turn failed", error)
            if begins:
                await self._forget(turn.call_sid)
            return self._failure(position, begins)
        listen = listen_profile(utterances, in_force=position.listen)
        following = replace(position, turn=position.turn + 1, listen=listen, silences=silences, failures=0)
        return Reply(position.turn, utterances, following)

    async def _knows(self, turn: Turn, goes_on: bool) -> bool:
        """Whether there is a conversation, and it is the latest: a yes must not confirm what has changed elsewhere.

        Without Redis this machine has what it last knew of the call, and another may have answered since: it
        ``goes_on`` where the last answer is kept here.
        """
        if not await self._conversations.exists(turn.call_sid):
            return False
        if goes_on or turn.position.answered < 0:
            return True
        await self._conversations.delete(turn.call_sid)
        return False

    async def _dialogue(self, turn: Turn, begins: bool) -> Sequence[Utterance]:
        """What the dialogue says. Raises DialogueError if that is nothing."""
        heard = Heard("start") if begins else turn.heard
        output = CollectedSpeech()
        metadata = {"caller": turn.caller, "confidence": heard.confidence, "input": heard.input}
        if heard.talked_over:
            metadata["talked_over"] = True
        event = _EVENTS.get(heard.input)
        await self._on_new_message(message_of(turn.call_sid, output, heard.text, metadata, event))
        said = output.utterances
        if not any(one.text.strip() for one in said) and not ends_call(said):
            raise DialogueError
        return said

    async def _forget(self, call_sid: str) -> None:
        """Rasa saves a conversation before its first turn; one that failed in it must begin again."""
        try:
            await self._conversations.delete(call_sid)
        except Exception as error:  # where the store is away, nothing was saved
            _log("failed opening could not be deleted", error)

    def _failure(self, position: Position, begins: bool) -> Reply:
        """A sentence instead of an answer; where the call ``begins``, after the words that tell who speaks."""
        note(outcome="failed")
        failures = position.failures + 1
        if failures >= MAX_FAILURES:
            return self._goodbye("utter_technical_problem", position)
        said = [Utterance(self._sentence("utter_say_again"))]
        if begins:
            opening = Utterance(self._sentence(_OPENING), {"barge_in": False})
            said = [opening, Utterance(self._sentence("utter_opening_failed"))]
        return Reply(position.turn, said, replace(position, turn=position.turn + 1, failures=failures))

    def _goodbye(self, response: str, position: Position) -> Reply:
        return Reply(position.turn, [Utterance(self._sentence(response), {"hang_up": True})], position)

    def _sentence(self, response: str) -> str:
        """The first wording of a response, straight from the domain: the dialogue may be what is broken."""
        domain = self._agent.domain
        wording: dict[str, Any] = next(iter(domain.responses.get(response, ())), {}) if domain else {}
        text = str(wording.get("text") or "")
        for name, words in self._facts.items():
            text = text.replace(f"{{{name}}}", words)
        return text


def _hanging_up(position: Position) -> Reply:
    """For a line that nobody listens at any more."""
    return Reply(position.turn, [Utterance("", {"hang_up": True})], position)


def _log(event: str, error: Exception) -> None:
    """Only the kind of the error: its text may hold what the caller said."""
    logger.error("%s: %s", event, type(error).__name__)
