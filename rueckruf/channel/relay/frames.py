"""The frames of one WebSocket of Sanic's, from the side of whoever reads it."""

import asyncio
import logging
from typing import Any

logger = logging.getLogger(__name__)


class Frames:
    """One after the other, until the socket is closed or lost."""

    def __init__(self, websocket: Any) -> None:
        self._websocket = websocket
        self._closed = websocket.recv_cancel = asyncio.get_running_loop().create_future()

    async def receive(self) -> str | bytes | None:
        """The next frame, None where the socket is closed or lost.

        Sanic's own ``recv`` hands a coroutine to ``asyncio.wait``, which Python has refused since 3.11.
        """
        waiting = asyncio.ensure_future(self._websocket.assembler.get())
        ends = {self._closed, self._websocket.connection_lost_waiter}
        done, _ = await asyncio.wait({waiting, *ends}, return_when=asyncio.FIRST_COMPLETED)
        if waiting in done:
            frame: str | bytes | None = waiting.result()
            return frame
        waiting.cancel()
        return None

    def end(self) -> None:
        """Nothing more is received: we have done, or somebody knows that the other side has gone."""
        self._closed.cancel()

    async def send(self, frame: str | bytes) -> bool:
        """Whether it could be sent; what arrives nobody knows."""
        try:
            await self._websocket.send(frame)
        except Exception as error:  # whatever it is: nobody is there any more
            logger.info("relay: nothing can be sent any more: %s", type(error).__name__)
            return False
        return True
