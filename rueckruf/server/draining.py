"""The end of a server that answers calls: no call begins any more, those that run go on for a while."""

import asyncio
import signal
from asyncio import AbstractEventLoop
from collections.abc import Sequence
from functools import partial
from time import monotonic

from sanic import Sanic

from rueckruf.channel.twilio_voice import TwilioVoiceInput

_SECONDS_BETWEEN_LOOKS = 0.1


def drain_at_sigterm(app: Sanic, seconds: int) -> None:
    """From SIGTERM on ``app`` takes no new calls, and is not ready.

    It ends once no call goes on, at latest after so many seconds, at a second SIGTERM at once. Ctrl-C does not drain.
    """
    app.ctx.draining = False
    app.register_listener(partial(_heed_sigterm, seconds), "after_server_start")


def voice_channels(app: Sanic) -> Sequence[TwilioVoiceInput]:
    """Those of the app's channels that take calls by our way."""
    return [channel for channel in app.ctx.input_channels if isinstance(channel, TwilioVoiceInput)]


def _heed_sigterm(seconds: int, app: Sanic, loop: AbstractEventLoop) -> None:
    def drain() -> None:
        loop.add_signal_handler(signal.SIGTERM, app.stop)
        app.ctx.draining = True
        for channel in voice_channels(app):
            channel.drain()
        app.ctx.drained = asyncio.ensure_future(_stop_once_drained(app, seconds))

    loop.add_signal_handler(signal.SIGTERM, drain)


async def _stop_once_drained(app: Sanic, seconds: int) -> None:
    until = monotonic() + seconds
    while monotonic() < until and any(channel.has_calls for channel in voice_channels(app)):
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    app.stop()
