"""One WebSocket of Twilio's as messages."""

import asyncio
import logging
from collections import deque
from typing import Any

from rueckruf.channel.relay.frames import Frames
from rueckruf.channel.relay.messages import Message, MessageError, read_message

logger = logging.getLogger(__name__)

#: Twilio sends a few messages a second at most, key by key; where a server stood still they come all at once.
MAX_MESSAGES_A_SECOND = 90
#: Twilio closes after ten of ours that it does not know; so do we.
MAX_BAD_MESSAGES = 10


class SocketRefusedError(Exception):
    """What comes over the socket does not come from Twilio; says why."""


class Leave:
    """Comes among Twilio's messages, but from us: the session is to end, and the call goes on by Gather."""


class RelaySocket:
    """Messages of one call in their order, and the way back. They are taken as they come, also during a long turn."""

    def __init__(self, websocket: Any) -> None:
        self._frames = Frames(websocket)
        self._loop = asyncio.get_running_loop()
        self._times: deque[float] = deque(maxlen=MAX_MESSAGES_A_SECOND)
        self._bad = 0
        self._arrived: asyncio.Queue[Message | Leave | SocketRefusedError | None] = asyncio.Queue()
        self._reading = asyncio.ensure_future(self._read())

    async def receive(self) -> Message | Leave | None:
        """The next message, None where the socket is closed or lost.

        Raises SocketRefusedError for too many messages, and for the tenth in a row that is none.
        """
        arrived = await self._arrived.get()
        if isinstance(arrived, SocketRefusedError):
            raise arrived
        return arrived

    async def _read(self) -> None:
        try:
            while (frame := await self._frames.receive()) is not None:
                self._count()
                self._take(frame)
        except SocketRefusedError as problem:
            self._arrived.put_nowait(problem)
        else:
            self._arrived.put_nowait(None)

    def _take(self, frame: str | bytes) -> None:
        try:
            self._arrived.put_nowait(read_message(frame))
            self._bad = 0
        except MessageError as fault:
            self._bad += 1
            logger.warning("relay: message ignored: %s", fault)
            if self._bad >= MAX_BAD_MESSAGES:
                raise SocketRefusedError("too many messages that are none") from None

    def leave(self) -> None:
        """After what has arrived so far, the session is to end."""
        self._arrived.put_nowait(Leave())

    def end(self) -> None:
        """Nothing more is received: we have done, or somebody knows that the other side has gone."""
        self._frames.end()

    async def send(self, message: str) -> bool:
        """Whether it could be sent; what arrives nobody knows."""
        return await self._frames.send(message)

    def _count(self) -> None:
        now = self._loop.time()
        if len(self._times) == MAX_MESSAGES_A_SECOND and now - self._times[0] < 1:
            raise SocketRefusedError("too many messages")
        self._times.append(now)
