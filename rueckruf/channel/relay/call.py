"""A call over ConversationRelay: says replies, listens, keeps the time, and turns what it hears into turns."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from rueckruf.channel.answering import Answering, NoCallError
from rueckruf.channel.documents import Documents
from rueckruf.channel.relay.expected import hints, pause_ms
from rueckruf.channel.relay.listening import Listening
from rueckruf.channel.relay.messages import (
    Interrupt,
    Key,
    Message,
    Prompt,
    Refused,
    Setup,
    Speaking,
    end_message,
    hints_message,
    pause_message,
    text_message,
)
from rueckruf.channel.relay.socket import Leave, RelaySocket
from rueckruf.channel.relay.speech import Speech, seconds_to_say
from rueckruf.channel.reply import Reply, firm_until
from rueckruf.channel.speakable import speakable
from rueckruf.channel.speech import clean_speech
from rueckruf.channel.turn import Heard, Turn
from rueckruf.channel.voice_settings import ListenProfile
from rueckruf.spoken.text.yes_and_no import is_backchannel

logger = logging.getLogger(__name__)

#: Twilio closes the socket when it is told to end the session.
SECONDS_TO_CLOSE = 2.0
#: After the voice is said to be silent: another sentence may follow.
_PAUSE_SECONDS = 0.4


class RelayCall:
    """One call on one socket, until its session ends or the socket is lost.

    Messages come one after the other: what arrives while a turn is worked out is heard after it. Once ``is_leaving``,
    the session ends with the next answer, which Gather says.
    """

    def __init__(
        self,
        call_sid: str,
        caller: str | None,
        socket: RelaySocket,
        answering: Answering,
        documents: Documents,
        is_leaving: Callable[[], bool] = lambda: False,
    ) -> None:
        self._call_sid = call_sid
        self._caller = caller
        self._socket = socket
        self._answering = answering
        self._documents = documents
        self._is_leaving = is_leaving
        self._time = asyncio.get_running_loop().time
        self._receiving: asyncio.Future[Message | Leave | None] | None = None
        self._over = False
        relay = documents.settings.relay
        assert relay is not None
        self._relay = relay
        self._tells_profiles = relay.profile_messages
        self._told: ListenProfile | None = None
        self._listening = Listening(relay.speech_timeout_ms)

    async def run(self, reply: Reply) -> None:
        """Say the reply, and go on. Raises SocketRefusedError for what Twilio would not send."""
        await self._say(reply)
        try:
            while not self._over:
                message = await self._next(self._due)
                if message is not None:
                    await self._take(message)
                elif self._is_lost:
                    await self._finish()
                else:
                    await self._time_is_up()
        finally:
            if self._receiving is not None:
                self._receiving.cancel()

    # -- the socket

    async def _next(self, due: float) -> Message | Leave | None:
        """The next message, or None at the time ``due`` or where the socket is lost."""
        if self._receiving is None:
            self._receiving = asyncio.ensure_future(self._socket.receive())
        done, _ = await asyncio.wait({self._receiving}, timeout=max(due - self._time(), 0))
        if not done:
            return None
        message = self._receiving.result()
        if message is not None:
            self._receiving = None
        return message

    @property
    def _is_lost(self) -> bool:
        """Only the last message of all is none, and stays."""
        return self._receiving is not None and self._receiving.done()

    async def _finish(self) -> None:
        """What they said before is not lost with the socket: the call may go on by Gather, or have been hung up on."""
        self._over = True
        if not self._leaves and self._listening.has_begun:
            await self._reply_to(self._listening.take(self._time()))

    # -- saying

    async def _say(self, reply: Reply) -> None:
        if reply.next.transport == "gather":  # somebody took this socket for lost
            self._over = True
            return
        self._reply = reply
        self._leaves = self._documents.hands_over(reply)
        if self._is_leaving() and not self._leaves:
            await self._end_session("elsewhere")
            return
        spoken = [(speakable(said.text), said) for said in reply.utterances]
        spoken = [(text, said) for text, said in spoken if text]
        firm = len(spoken) if self._leaves else firm_until([said for _, said in spoken])
        await self._speak(Speech([text for text, _ in spoken], firm))

    async def _speak(self, speech: Speech) -> None:
        self._speech = speech
        self._cut: str | None = None
        asked = self._reply.next.listen
        profile = self._documents.settings.profile(asked)
        await self._tell(profile)
        last = len(speech.texts) - 1
        for place, text in enumerate(speech.texts):
            token = text if place == last else f"{text} "
            await self._socket.send(text_message(token, place == last, interruptible=place >= speech.firm))
        self._said_at = self._time() + seconds_to_say(speech.text)
        self._listening.ask(asked, profile, self._said_at)

    async def _tell(self, profile: ListenProfile) -> None:
        """Twilio's recogniser is told what answers to expect, where it is to be and has not refused to."""
        if not self._tells_profiles or profile == self._told:
            return
        self._told = profile
        await self._socket.send(hints_message(hints([profile])))
        await self._socket.send(pause_message(pause_ms(profile)))
        self._listening.hand_over_after(pause_ms(profile))

    def _is_refused(self) -> None:
        logger.error("relay: Twilio refuses a message of ours")
        if self._tells_profiles:
            self._tells_profiles = False
            self._listening.hand_over_after(self._relay.speech_timeout_ms)

    @property
    def _due(self) -> float:
        return self._said_at if self._leaves else self._listening.due

    async def _go_on_saying(self) -> None:
        """What the caller has not heard, since they broke in without a word that wants an answer."""
        assert self._cut is not None
        await self._speak(self._speech.after(self._cut))

    # -- hearing

    async def _take(self, message: Message | Leave) -> None:
        now = self._time()
        if isinstance(message, Leave):
            await self._leave()
        elif isinstance(message, Speaking):
            self._notice(message, now)
        elif isinstance(message, Setup):
            logger.warning("relay: message ignored: setup in the middle of a call")
        elif isinstance(message, Refused):
            self._is_refused()
        elif self._leaves:
            return
        elif isinstance(message, Prompt):
            await self._hear(message, now)
        elif isinstance(message, Key):
            self._listening.press(message.key, now)
        elif isinstance(message, Interrupt) and now < self._said_at:
            self._cut = message.heard
            self._listening.interrupt(message.milliseconds, now)

    def _notice(self, message: Speaking, now: float) -> None:
        self._listening.expect_notice()
        if message.side == "caller":
            self._listening.notice(message.on, now)
        elif not message.on:
            self._said_at = min(self._said_at, now + _PAUSE_SECONDS)
            self._listening.wait_from(now)

    async def _hear(self, prompt: Prompt, now: float) -> None:
        text = clean_speech(prompt.text)
        if not prompt.final:
            self._listening.notice(True, now)
        elif self._is_talked_over and not self._listening.has_begun and is_backchannel(text):
            await self._go_on_saying()
        elif text:
            self._listening.hear(text, now)

    # -- turns

    async def _time_is_up(self) -> None:
        if self._leaves:
            await self._end_session("goodbye" if self._reply.ends_call else "transfer")
            return
        if self._is_talked_over and not self._listening.has_begun:  # a cough, or a noise
            await self._go_on_saying()
            return
        reply = await self._reply_to(self._listening.take(self._time()))
        if reply is not None:
            await self._say(reply)

    async def _reply_to(self, heard: Heard) -> Reply | None:
        """None where the call is over."""
        turn = Turn(self._call_sid, self._reply.next, replace(heard, talked_over=self._is_talked_over), self._caller)
        try:
            return await self._answering.go_on(turn)
        except NoCallError:
            logger.info("relay: a turn of a call that is over")
            self._over = True
            return None

    @property
    def _is_talked_over(self) -> bool:
        return self._cut is not None and not self._speech.heard_to_its_end(self._cut)

    async def _end_session(self, reason: str) -> None:
        """The call goes on with the address after the session; Twilio closes the socket."""
        self._over = True
        async for _ in self._last_words(end_message(reason)):
            pass

    async def _leave(self) -> None:
        """The question was heard, so what they say until Twilio closes the socket answers it."""
        if self._leaves:
            return
        if self._listening.has_begun:
            await self._time_is_up()
            return
        async for message in self._last_words(end_message()):
            await self._take(message)
        await self._finish()

    async def _last_words(self, end: str) -> AsyncIterator[Message | Leave]:
        """What still comes once Twilio is told to ``end`` the session, until it closes the socket."""
        await self._socket.send(end)
        until = self._time() + SECONDS_TO_CLOSE
        while (message := await self._next(until)) is not None:
            yield message
