"""The ConversationRelay sessions of this process: one socket a call, and only for calls that were answered."""

import asyncio
import logging
from typing import Any

from rueckruf import logs
from rueckruf.channel.answering import Answering
from rueckruf.channel.caller_number import caller_number
from rueckruf.channel.documents import Documents
from rueckruf.channel.relay.call import RelayCall
from rueckruf.channel.relay.messages import Setup
from rueckruf.channel.relay.socket import RelaySocket, SocketRefusedError
from rueckruf.channel.reply import Reply
from rueckruf.channel.webhook import is_call_sid

logger = logging.getLogger(__name__)

SETUP_SECONDS = 5.0
SECONDS_TO_END = 5.0


class Sessions:
    """Talks on sockets; whatever goes wrong with one ends that one, and its call goes on by Gather."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._calls: dict[str, tuple[RelaySocket, asyncio.Event]] = {}
        self._leaving = self._closing = False

    def __bool__(self) -> bool:
        """Whether any goes on."""
        return bool(self._calls)

    def leave(self) -> None:
        """Each session ends with its next answer, which is said by Gather."""
        self._leaving = True

    def is_leaving(self) -> bool:
        """Whether sessions are to end."""
        return self._leaving

    async def close(self) -> None:
        """Each session ends now; what Twilio hands over until then is answered before this returns."""
        self._leaving = self._closing = True
        for socket, _ in self._calls.values():
            socket.leave()
        await asyncio.gather(*(_wait_for(over) for _, over in self._calls.values()))

    async def talk(self, websocket: Any, answering: Answering) -> None:
        """Until the session ends; raises nothing."""
        socket = RelaySocket(websocket)
        try:
            setup = await asyncio.wait_for(socket.receive(), SETUP_SECONDS)
            if setup is not None:
                await self._talk(setup, socket, answering)
        except SocketRefusedError as problem:
            logger.warning("relay: socket closed: %s", problem)
        except Exception as error:  # never its text: it may hold what the caller said
            logger.error("relay: socket closed: %s", type(error).__name__)
        finally:
            socket.end()

    async def end(self, call_sid: str) -> bool:
        """The call's session is over: what was said in it last is answered before this returns.

        False where it has none in this process.
        """
        if call_sid not in self._calls:
            return False
        socket, over = self._calls[call_sid]
        if not self._closing:  # else what Twilio has handed over may still be on its way
            socket.end()
        await _wait_for(over)
        return True

    async def _talk(self, setup: Any, socket: RelaySocket, answering: Answering) -> None:
        if not isinstance(setup, Setup) or not is_call_sid(setup.call_sid):
            raise SocketRefusedError("it does not begin with a call")
        call_sid = setup.call_sid
        if call_sid in self._calls:
            raise SocketRefusedError(f"call {logs.pseudonym(call_sid)} has one")
        over = asyncio.Event()
        self._calls[call_sid] = socket, over
        try:
            reply = await self._open_reply(setup, answering)
            call = RelayCall(call_sid, caller_number(setup.caller), socket, answering, self._documents, self.is_leaving)
            await call.run(reply)
        finally:
            del self._calls[call_sid]
            over.set()

    async def _open_reply(self, setup: Setup, answering: Answering) -> Reply:
        """What is to be said first: the webhook has worked it out."""
        reply = await answering.last_reply(setup.call_sid)
        if reply is None or not self._documents.talks_over_socket(reply, setup.called):
            raise SocketRefusedError(f"call {logs.pseudonym(setup.call_sid)} waits for none")
        return reply


async def _wait_for(over: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(over.wait(), SECONDS_TO_END)
    except TimeoutError:
        logger.warning("relay: a session takes long to end")
