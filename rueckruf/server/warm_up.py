"""A whole call before the first one: what is made at its first use is there before a caller waits for it.

The call goes the way of all calls, from the webhook's form to the thanks, in this process. It is stored in a
transaction that is rolled back, so that nobody sees it even for a moment; the commit itself ``/health`` makes, with a
row of its own, before a server is ready. Its conversation is deleted, and neither log nor figures tell of it.
"""

import logging
from typing import Any
from urllib.parse import urlencode

from sanic import Sanic

from rueckruf import garbage
from rueckruf.callbacks.rehearsal import rehearsal_sid
from rueckruf.channel.reply import Reply
from rueckruf.channel.turn import Heard, Position, Turn
from rueckruf.channel.twilio_voice import TwilioVoiceInput
from rueckruf.channel.webhook import read_form, read_webhook
from rueckruf.spoken.turn.turn_end import wait_ms

logger = logging.getLogger(__name__)

# A number that belongs to nobody (Bundesnetzagentur's numbers for films).
_CALLER = "+493023125041"
_SAID = (
    "Guten Tag, mein Name ist Sabine Müller",
    "Was passiert mit meinen Daten?",
    "null drei null, zwei drei eins, zwei fünf, null vier eins",
    "so bald wie möglich, am liebsten vormittags",
    "Nein, die Nummer stimmt nicht",
    "null drei null, zwei drei eins, zwei fünf, null vier zwei",
    *3 * ("Ja, das stimmt",),  # more than one where the first possible time was asked about
)
#: A first name that no list holds is told from a surname by its letters.
_UNLISTED = "Jorinde"


async def warm_up(app: Sanic) -> None:
    """Rehearse a call with the agent of the application, if it hears calls and its actions run here."""
    agent = app.ctx.agent
    channel = next((each for each in app.ctx.input_channels if isinstance(each, TwilioVoiceInput)), None)
    if channel and agent.action_endpoint is None:
        try:
            await rehearse(channel, agent)
        except Exception as error:  # a call may fare better, and /health tells whether it could
            logger.error("rehearsal failed: %s", type(error).__name__)
    # Model and libraries stay for good: the collector need not go through them in the middle of a call.
    garbage.keep_what_is_there()


async def rehearse(channel: TwilioVoiceInput, agent: Any) -> Reply:
    """Make the call; its last answer."""
    call_sid = rehearsal_sid()
    answering = channel.answering(agent, agent.handle_message)
    read_webhook(read_form(urlencode({"CallSid": "CA0", "From": _CALLER}).encode()), "")
    asked = None
    wait_ms(_UNLISTED, "caller_name")
    try:
        for turn, heard in enumerate([Heard("start"), *(Heard("speech", text, 0.9) for text in _SAID)]):
            wait_ms(heard.text, asked)  # over ConversationRelay a turn ends by it
            reply = await answering.answer_unlogged(Turn(call_sid, Position(turn), heard, _CALLER))
            asked = reply.next.listen
            if reply.ends_call:
                break
    finally:
        await answering.forget(call_sid)
    return reply
